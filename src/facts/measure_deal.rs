//! Figures that 分別 deals out to several things.
//!
//! ```text
//! dealt  = items [ "的" property ] 分別 [ verb ] figure *( joint figure )   A、B和C的面積分別為X、Y和Z
//!        | clause "，" [ property ] 分別 …                                 …A、B和C，面積分別為X、Y和Z
//! items  = item *( joint item )                                           as many as there are figures
//! ```

use super::frame::View;
use super::measure_own::{Name, head};
use super::measure_property::{Around, property};
use super::measure_scan::{Figure, Piece, figures, tidy};
use super::measure_thread::Scene;
use super::measure_words::property_noun;
use super::phrase::{atom, trim};
use crate::span::Span;

/// The word that deals out, in both scripts.
const DEALS: [&str; 2] = ["分別", "分别"];
/// What joins the items of a list.
const JOINTS: [&str; 9] = ["以及", "、", "和", "及", "與", "与", "跟", "同", "，"];
/// How long an item may be, in characters.
const LONGEST_ITEM: usize = 24;

/// Whose `figure` is and which property it states, where 分別 deals the clause's figures out to as many things.
#[must_use]
pub fn dealt(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    figure: Figure<'_>,
    around: Around,
) -> Option<(Name, String)> {
    let clause = scene.statement.clause.span;
    if piece.bracket.is_some() {
        return None;
    }
    let before = view.text.get(clause.start()..figure.span().start())?;
    let at = clause.start() + DEALS.iter().filter_map(|word| before.rfind(word)).max()?;
    let behind = Span::new(at + DEALS[0].len(), clause.end());
    let all: Vec<Figure<'_>> = figures(view, Piece { span: behind, bracket: None })
        .filter(|other| std::mem::discriminant(&other.mention.value) == std::mem::discriminant(&figure.mention.value))
        .collect();
    let place = all.iter().position(|other| other.id == figure.id).filter(|_| all.len() > 1)?;
    let start = scene.statement.lead.start.clamp(clause.start(), at);
    let words = view.text.get(start..at)?.trim_end_matches(['則', '则', '亦', '均', '也']);
    let said = trim(view.text, start, start + words.len());
    let (things, words) = match said.and_then(|said| listed(view, said, all.len())) {
        Some(found) => found,
        None => (
            listed_before(view, scene, all.len())?,
            said.map_or_else(String::new, |said| tidy(view, said.start(), said.end())),
        ),
    };
    let item = things.get(place)?;
    let first = all.first().map_or(at, |first| first.span().start());
    let lead = tidy(view, behind.start(), first);
    // 分別有33萬及32萬人: what is counted stands behind the last of them.
    let noun = around.noun.or_else(|| all.last()?.noun());
    let own =
        property(view, figure, Around { from: figure.span().start(), noun, ..around }, &super::measure_own::Own::None);
    let said = if words.is_empty() { format!("{lead}{own}") } else { words };
    Some((head(view, *item), said))
}

/// The items of `span`, if there are `count`, and the property behind them.
fn listed(view: &View<'_>, span: Span, count: usize) -> Option<(Vec<Span>, String)> {
    let said = view.said(span);
    let indicator = view.lexicon.place_indicators.longest_before(said).map(|word| word.text.len());
    let noun = property_noun(view, said).max(indicator).map(|len| span.end() - len);
    let owned = said.rfind('的').map(|at| span.start() + at);
    let (end, from) = match (owned, noun) {
        (Some(at), _) => (at, at + '的'.len_utf8()),
        (None, Some(at)) => {
            let at = super::measure_owner::over_modifiers(view, span.start(), at);
            (at, at)
        }
        (None, None) => (span.end(), span.end()),
    };
    let items = items(view, Span::new(span.start(), end.max(span.start())));
    (items.len() == count).then(|| (items, tidy(view, from, span.end())))
}

/// The last `count` joined items of the clause before, in the same sentence.
fn listed_before(view: &View<'_>, scene: &Scene<'_>, count: usize) -> Option<Vec<Span>> {
    let before = scene.before?;
    let names = view.names_in(before);
    let mut run: Vec<Span> = Vec::new();
    for name in names {
        let joined = run.last().is_some_and(|last: &Span| {
            let between = view.text.get(last.end()..name.span.start()).unwrap_or("-");
            let between = between.trim_matches(['「', '」', '《', '》', ' ', '*']);
            JOINTS.contains(&between)
        });
        if !joined {
            run.clear();
        }
        run.push(name.span);
        if run.len() == count && !continues(view, name.span.end(), before.end()) {
            return Some(run);
        }
    }
    let items = items(view, before);
    let plain = |item: &Span| view.said(*item).chars().count() <= LONGEST_ITEM / 2;
    (items.len() == count && items.iter().all(plain)).then_some(items)
}

/// Whether a list goes on at `at`.
fn continues(view: &View<'_>, at: usize, limit: usize) -> bool {
    let rest = view.text.get(at..limit).unwrap_or("").trim_start_matches(['」', '》', ' ', '*']);
    JOINTS.iter().any(|joint| rest.starts_with(joint))
}

/// The items that joints part in `span`, outside names, quotations and brackets.
fn items(view: &View<'_>, span: Span) -> Vec<Span> {
    let (mut out, mut from, mut at) = (Vec::new(), span.start(), span.start());
    while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
        let joint = JOINTS.iter().find(|joint| rest.starts_with(**joint) && at > from);
        match (atom(view, at, span.end()), joint) {
            (Some(end), _) => at = end.max(at + 1),
            (None, Some(joint)) => {
                out.push((from, at));
                at += joint.len();
                from = at;
            }
            (None, None) => {
                at += super::subject_end::shield(view, at, rest)
                    .unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8))
            }
        }
    }
    out.push((from, span.end()));
    let items: Option<Vec<Span>> = out.into_iter().map(|(from, to)| trim(view.text, from, to)).collect();
    let short = |item: &Span| view.said(*item).chars().count() <= LONGEST_ITEM;
    items.filter(|items| items.iter().all(short)).unwrap_or_default()
}
