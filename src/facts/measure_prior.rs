//! What a figure takes from the one before it in its sentence: a change of it, a share of it, a part of it.
//!
//! ```text
//! change   = figure "，" [ compared ] change-word figure        …達3,400萬，較上年增加31%
//! share    = count "，" 佔 percent                              共有133,000輛，佔總數14.2%
//! part     = figure "，" 其中 noun [ 佔 ] figure                其中廚餘約佔三成
//! gathered = gathering-verb count "，" percent predicate        收到120份意見書，六成贊成
//! ```

use super::frame::View;
use super::measure_own::Name;
use super::measure_property::Around;
use super::measure_scan::{Figure, Piece};
use super::measure_thread::Scene;
use crate::mentions::{MentionId, Value};
use crate::span::Span;

/// The measure before, in the same sentence: what a change is a change of.
#[derive(Debug, Clone)]
pub struct Prior {
    /// The sentence.
    pub sentence: Span,
    /// Whose it is.
    pub subject: Name,
    /// What it states.
    pub property: String,
    /// Where its figure ends.
    pub end: usize,
    /// The noun that it counted.
    pub counted: Option<String>,
    /// The date that it holds at.
    pub date: Option<MentionId>,
}

/// `較2023年的3,400萬人次增加31%`: the word of change of a figure that says how the one before has
/// changed, empty for what it is compared with; nothing where the figure is neither.
#[must_use]
pub fn change(view: &View<'_>, scene: &Scene<'_>, piece: Piece, figure: Figure<'_>, around: Around) -> Option<String> {
    let from =
        if piece.bracket.is_some() { piece.span.start() } else { scene.statement.lead.start.max(piece.span.start()) };
    let before = view.text.get(from.min(figure.span().start())..figure.span().start())?;
    let compares = before
        .rfind(['較', '较', '比'])
        .filter(|_| !["比例", "比率", "佔比", "占比", "比重"].iter().any(|word| before.contains(word)));
    let words = super::measure_scan::tidy(view, around.from, figure.span().start());
    let changed = view.lexicon.change_words.longest_before(&words).map(|word| word.text);
    let based = compares.is_some_and(|at| {
        let start = from.min(figure.span().start()) + at;
        super::measure_scan::tidy(view, start + 3, figure.span().start()).is_empty()
    });
    let alone = changed.is_some_and(|word| words.chars().count() <= word.chars().count() + 2);
    let compared =
        compares.is_some() || ["按年", "同比", "環比", "环比", "按月", "按季"].iter().any(|word| before.contains(word));
    match changed {
        Some(word) if alone || compared => Some(word.to_owned()),
        _ if based => Some(String::new()),
        _ => None,
    }
}

/// `其中廚餘約佔三成`, `其中淨資金流入7,050億元`: the share or sum of a part is stated of the whole that the figure
/// before it is about.
#[must_use]
pub fn part_share(
    view: &View<'_>,
    scene: &Scene<'_>,
    figure: Figure<'_>,
    near: Option<&Name>,
) -> Option<(Name, String)> {
    let lead = scene.statement.lead;
    let percent = matches!(figure.mention.value, Value::Percent(_));
    let sum = matches!(figure.mention.value, Value::Money(_) | Value::Quantity(_));
    let part = lead.subject.filter(|_| lead.part && (percent || sum))?;
    let words = view.text.get(part.end()..figure.span().start())?;
    let light = super::measure_scan::light_ends(view, words);
    let noun = super::measure_scan::tidy(view, part.start(), part.end());
    let named = scene.statement.own.as_ref().is_some_and(|own| own.entity.is_some());
    if named || noun.chars().count() > 12 {
        return None;
    }
    let shares = words.contains(['佔', '占']) && matches!(light, "" | "佔" | "占");
    let property = match (percent && shares, sum && light.is_empty()) {
        (true, _) => format!("{noun}{}", super::measure_property::share(view)),
        (false, true) => noun,
        (false, false) => return None,
    };
    Some((near?.clone(), property))
}

/// `全港共有約133,000輛電動車，佔車輛總數約14.2%`: what the figure before counted is what has the share, where that
/// figure was stated of a place.
#[must_use]
pub fn share_of(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>, prior: Option<&Prior>) -> Option<Name> {
    let prior = prior.filter(|prior| prior.sentence == scene.statement.sentence)?;
    let shares = matches!(figure.mention.value, Value::Percent(_))
        && view.said(scene.statement.clause.span).starts_with(['佔', '占']);
    let place = prior
        .subject
        .1
        .and_then(|id| view.entities.get(id))
        .is_some_and(|entity| entity.kind == crate::entities::EntityKind::Place)
        || view.home.is_some_and(|home| home.region.0 == prior.subject.0);
    prior.counted.clone().filter(|_| shares && place).map(|words| (words, None))
}

/// `收到120份意見書，六成贊成延續計劃`: what was gathered is what a clause that begins with a share tells apart.
#[must_use]
pub fn gathered(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>, prior: Option<&Prior>) -> Option<Name> {
    let prior = prior.filter(|prior| prior.sentence == scene.statement.sentence)?;
    let clause = scene.statement.clause.span;
    let opens =
        matches!(figure.mention.value, Value::Percent(_)) && figure.span().start() <= scene.statement.lead.start;
    let before = Span::new(prior.sentence.start(), clause.start().max(prior.sentence.start()));
    let words = super::measure_scan::words_in(view, before, &[&view.lexicon.figure_words]);
    let gathers = words.iter().any(|word| word.word.get("role") == Some("gather"));
    prior.counted.clone().filter(|_| opens && gathers).map(|words| (words, None))
}

/// Whether nothing but 或 stands between the figure before and a percentage or sum.
#[must_use]
pub fn either(view: &View<'_>, scene: &Scene<'_>, prior: &Prior, figure: Figure<'_>) -> bool {
    let plain = matches!(figure.mention.value, Value::Percent(_) | Value::Money(_));
    let between = view.text.get(prior.end..figure.span().start());
    plain && prior.sentence == scene.statement.sentence && between.is_some_and(|between| between.trim() == "或")
}
