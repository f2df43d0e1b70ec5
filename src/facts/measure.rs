//! `measure`: any count, percentage, quantity, ratio, length of time or sum of money that is stated of
//! something and is neither money given (`funding`) nor a place in a list (`ranking`).
//!
//! ```text
//! measure = subject *adverb verb figure noun      基金已批出42861個項目
//!         | subject property figure               回收率約32%
//!         | figure noun predicate                 28間實驗室已開始運作
//!         | label "（" percent "）"                電氣及電子（19%）
//!         | quantity "的" name                    87公頃的香港園區
//!         | row of a table
//! ```
//!
//! Lengths of time count only where the text says what lasts: 為期, 有效期, 任期, 工期, or the noun they
//! measure.

use super::frame::View;
use super::measure_about::{about, whole};
use super::measure_date::{as_of, status};
use super::measure_deal::dealt;
use super::measure_idle::idle;
use super::measure_own::{Name, Own, own};
use super::measure_prior::{Prior, change, either, gathered, part_share, share_of};
use super::measure_property::{Around, around, light_bounds, property};
use super::measure_scan::{Figure, Piece, figures, is_chinese, pieces};
use super::measure_subject::{class_of, described, own_shifted, shifted};
use super::measure_thread::Scene;
use super::{Fact, FactKind, Slot, SlotValue, Status, measure_share, measure_table};
use crate::mentions::{MentionId, Value};
use crate::span::Span;
use crate::structure::BlockKind;

/// The measures of all scenes, and of the tables. `taken` are the figures that other facts use, sorted.
#[must_use]
pub fn facts(view: &View<'_>, scenes: &[Scene<'_>], taken: &[MentionId]) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut prior: Option<Prior> = None;
    for scene in scenes {
        let statement = scene.statement;
        let heading = view
            .outline
            .block(statement.block)
            .is_some_and(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Title | BlockKind::Caption));
        let figures = || view.mentions_in(statement.clause.span).next().is_some();
        if !heading && figures() && is_chinese(view.said(statement.clause.span)) {
            for piece in pieces(view, statement.clause.span) {
                in_piece(view, scene, piece, taken, &mut prior, &mut out);
            }
        }
    }
    measure_table::facts(view, &mut out);
    out
}

fn in_piece(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    taken: &[MentionId],
    prior: &mut Option<Prior>,
    out: &mut Vec<Fact>,
) {
    let all: Vec<Figure<'_>> = figures(view, piece).collect();
    let mut last = piece.span.start();
    for (index, figure) in all.iter().enumerate() {
        let to = all.get(index + 1).map_or(piece.span.end(), |next| next.span().start());
        let around = around(view, scene, piece, *figure, last, to);
        if taken.binary_search(&figure.id).is_err()
            && let Some(fact) = one(view, scene, piece, *figure, around, prior)
        {
            out.push(fact);
        }
        last = around.noun.map_or(figure.span().end(), Span::end);
    }
}

/// Whether a figure is what a change leads to and not how much it is: 縮短至今年6月的5.1年, 升到71%.
pub fn reaches(view: &View<'_>, figure: Figure<'_>) -> bool {
    let mut before = view.text.get(..figure.span().start()).unwrap_or("").trim_end();
    if let Some(stem) = before.strip_suffix('的')
        && let Some((_, mention)) = stem.len().checked_sub(1).and_then(|at| view.mention_over(at))
        && matches!(mention.value, Value::Date(_))
    {
        before = view.text.get(..mention.span.start()).unwrap_or("");
    }
    let tail = before.char_indices().rev().nth(8).map_or(0, |(at, _)| at);
    light_bounds(view, before.get(tail..).unwrap_or("")).ends_with(['至', '到'])
}

/// Whether a figure is what a change starts from: 由17個月縮短至.
fn starts(view: &View<'_>, figure: Figure<'_>) -> bool {
    let before = view.text.get(..figure.span().start()).unwrap_or("");
    let goes_on = view.text.get(figure.span().end()..).is_some_and(|behind| !behind.starts_with(['起', '開', '开']));
    goes_on && before.trim_end().ends_with(['由', '從', '从'])
}

/// The measure of one figure.
fn one(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    figure: Figure<'_>,
    around: Around,
    prior: &mut Option<Prior>,
) -> Option<Fact> {
    if idle(view, scene, figure) {
        return None;
    }
    let clause = scene.statement.clause.span;
    let (own, around) = match shifted(view, scene, figure) {
        Some(phrase) => {
            (own_shifted(view, scene, figure, phrase), Around { from: phrase.end(), rest: phrase.end(), ..around })
        }
        None => (own(view, scene, figure), around),
    };
    let before = prior.clone().filter(|prior| prior.sentence == scene.statement.sentence);
    if let Some(before) = before.filter(|_| piece.bracket.is_some() || matches!(own, Own::None))
        && let Some(change) = change(view, scene, piece, figure, around)
    {
        let change = if reaches(view, figure) { "" } else { change.as_str() };
        let property = format!("{}{change}", before.property);
        return Some(fact(view, scene, piece, figure, before.subject, property, "measure.change"));
    }
    // 軟件業收入增長20%，新增上雲企業8,000家: things that are counted are not an industry's but the place's.
    let placed = view.home.is_some_and(|home| home.title.is_some()) && matches!(figure.mention.value, Value::Count(_));
    let industry = |name: &Name| placed && name.1.is_none() && name.0.ends_with(['業', '业']);
    let near = prior.as_ref().filter(|prior| !industry(&prior.subject)).filter(|prior| {
        let generic = view.lexicon.generic_subjects.get(&prior.subject.0).is_some();
        prior.sentence == scene.statement.sentence && !generic
    });
    let near = near.map(|prior| &prior.subject);
    let before_date =
        prior.as_ref().filter(|prior| prior.sentence == scene.statement.sentence).and_then(|prior| prior.date);
    // 可獲減租25%或50%: the second of two values states what the first does.
    if let Some(before) = prior.as_ref().filter(|prior| either(view, scene, prior, figure)) {
        let (subject, property) = (before.subject.clone(), before.property.clone());
        let mut told = fact(view, scene, piece, figure, subject, property, "measure.either");
        carry_date(scene, before_date, &mut told);
        return Some(told);
    }
    let share = measure_share::property(view, clause, piece, figure);
    if let Some((subject, property)) = part_share(view, scene, figure, near) {
        return Some(fact(view, scene, piece, figure, subject, property, "measure.part"));
    }
    if let Some(subject) = gathered(view, scene, figure, prior.as_ref()) {
        let property = property(view, figure, around, &Own::None);
        return Some(fact(view, scene, piece, figure, subject, property, "measure.gathered"));
    }
    if let Some((subject, property)) = dealt(view, scene, piece, figure, around) {
        return Some(fact(view, scene, piece, figure, subject, property, "measure.dealt"));
    }
    let near = share_of(view, scene, figure, prior.as_ref()).or(near.cloned());
    let near = near.as_ref();
    let (subject, property, rule) = if let Some(share) = share {
        (whole(view, scene)?, share, "measure.share")
    } else if let Some(named) = sized(view, figure, around) {
        (named, size(view, figure), "measure.sized")
    } else if let Some((named, dimension)) = described(view, figure, around) {
        let named = if named.1.is_none() { class_of(view, scene, &named.0).unwrap_or(named) } else { named };
        (named, dimension, "measure.described")
    } else if matches!(figure.mention.value, Value::Duration(_)) {
        let (property, named) = lasting(view, scene, figure, around, &own)?;
        let unsaid = matches!(own, Own::None | Own::Property(None, _));
        let valid = unsaid && property.starts_with("有效期");
        let agreed = if valid { super::measure_back::agreement(view, scene) } else { None };
        let subject = named.or(agreed).or_else(|| about(view, scene, piece, figure, around.noun, &own, near))?;
        (subject, property, "measure.lasting")
    } else {
        let subject =
            about(view, scene, piece, figure, around.noun, &own, near).or_else(|| counted(view, scene, figure))?;
        (subject, property(view, figure, around, &own), "measure.clause")
    };
    if subject.0.is_empty() {
        return None;
    }
    *prior = Some(Prior {
        sentence: scene.statement.sentence,
        subject: subject.clone(),
        property: property.clone(),
        end: figure.span().end(),
        counted: figure.noun().map(|noun| super::measure_scan::tidy(view, noun.start(), noun.end())),
        date: None,
    });
    let mut told = fact(view, scene, piece, figure, subject, property, rule);
    carry_date(scene, before_date, &mut told);
    if let Some(prior) = prior.as_mut() {
        prior.date = dated(&told);
    }
    Some(told)
}

/// The date of a fact.
fn dated(fact: &Fact) -> Option<MentionId> {
    match fact.get(Slot::AsOf)? {
        SlotValue::Mention(id) => Some(*id),
        _ => None,
    }
}

/// A clause without a date and without a subject of its own goes on at the date of the figure before it in the
/// sentence, as long as it tells what is and not what will be.
fn carry_date(scene: &Scene<'_>, before: Option<MentionId>, fact: &mut Fact) {
    let goes_on = scene.statement.own.is_none() && scene.statement.index > 0;
    if let Some(date) = before.filter(|_| goes_on && fact.get(Slot::AsOf).is_none() && fact.status == Status::Actual) {
        fact.slots.push((Slot::AsOf, SlotValue::Mention(date)));
        fact.mentions.push(date);
    }
}

/// Where nothing else is named, what a count counts is what it is stated of: 七間地區康健中心已投入運作.
fn counted(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> Option<Name> {
    let before = view.text.get(scene.statement.lead.start..figure.span().start())?;
    let said = super::measure_scan::light_ends(view, before);
    let joined = ["及", "和", "、", "與", "与"].contains(&said);
    if !(said.is_empty()
        || joined
        || view.lexicon.change_words.get(said).is_some()
        || matches!(said, "增設" | "增设" | "新增" | "共有" | "有"))
    {
        return None;
    }
    let noun = figure.noun().filter(|noun| noun.start() >= figure.span().end())?;
    (view.said(noun).chars().count() >= 2).then(|| super::measure_own::head(view, noun))
}

/// `87公頃的香港園區`: the listed name that a quantity measures.
fn sized(view: &View<'_>, figure: Figure<'_>, around: Around) -> Option<Name> {
    if !matches!(figure.mention.value, Value::Quantity(_)) {
        return None;
    }
    let noun = around.noun?;
    let joined = view.text.get(figure.span().end()..noun.start())?.trim() == "的";
    let name = view.names_in(noun).first().filter(|name| joined && name.span.start() <= noun.start() + 3)?;
    let covers = name.span.end() + 3 >= noun.end();
    let entity = view.entities.get(name.entity).filter(|_| covers)?;
    Some((entity.name.clone(), Some(name.entity)))
}

fn size(view: &View<'_>, figure: Figure<'_>) -> String {
    let at = figure.span();
    let around = Around { from: at.start(), noun: None, to: at.end(), rest: at.start() };
    property(view, figure, around, &Own::None)
}

/// What lasts: the property of a length of time, and whom it is about where the noun behind says so.
fn lasting(
    view: &View<'_>,
    scene: &Scene<'_>,
    figure: Figure<'_>,
    around: Around,
    own: &Own,
) -> Option<(String, Option<Name>)> {
    let before = view.text.get(around.from..figure.span().start())?.trim_end();
    let hans = view.outline.script == crate::structure::Script::Hans;
    if before.ends_with("為期") || before.ends_with("为期") {
        let named = around.noun.and_then(|noun| {
            if let Some(name) = view.names_in(noun).first() {
                return Some((view.entities.get(name.entity)?.name.clone(), Some(name.entity)));
            }
            let words = super::measure_scan::tidy(view, noun.start(), noun.end());
            let class = class_of(view, scene, &words);
            let attributive = view.text.get(figure.span().end()..).is_some_and(|rest| rest.starts_with('的'));
            class.or_else(|| (attributive && words.chars().count() >= 3).then_some((words, None)))
        });
        return Some((if hans { "为期" } else { "為期" }.to_owned(), named));
    }
    let words = property(view, figure, Around { noun: None, ..around }, own);
    let names_time = view.lexicon.measure_nouns.longest_before(&words).is_some();
    if names_time {
        return Some((words, None));
    }
    // 把申請時間縮短至最多九個月: what a change leads to.
    let shifted = view.text.get(..around.from).is_some_and(|_| reaches(view, figure));
    if shifted && matches!(own, Own::Named(_) | Own::Property(..)) && !words.is_empty() {
        return Some((words, None));
    }
    // 申請期將延長兩年: what a change of a time is.
    let changed = light_bounds(view, view.text.get(..figure.span().start())?);
    if let Some(word) = ["延長", "延长", "縮短", "缩短", "延期"].iter().find(|word| changed.ends_with(**word))
        && matches!(own, Own::Named(_) | Own::Property(Some(_), _))
    {
        let noun = if let Own::Property(_, noun) = own { noun.as_str() } else { "" };
        return Some((format!("{noun}{word}"), None));
    }
    let behind = view.text.get(figure.span().end()..around.to)?;
    let noun = around.noun.filter(|_| behind.starts_with('的') && !before.ends_with(['來', '来', '去']))?;
    let future = ["未來", "未来", "過去", "过去"].iter().any(|word| before.ends_with(word));
    let words = super::measure_scan::tidy(view, noun.start(), noun.end());
    let modifier = view.lexicon.figure_words.get(&words).is_some_and(|word| word.get("role") == Some("modifier"));
    (!future && !modifier && !words.is_empty()).then_some((words, None))
}

/// The clause; of a long one the stretch around the figure between two marks.
fn narrow(view: &View<'_>, clause: Span, figure: Figure<'_>) -> Span {
    const LONGEST: usize = 60;
    let said = view.said(clause);
    if said.chars().count() <= LONGEST {
        return clause;
    }
    let at = figure.span().start() - clause.start();
    let end = figure.noun().map_or(figure.span().end(), |noun| noun.end().max(figure.span().end())) - clause.start();
    let marks = |c: char| matches!(c, '、' | '」' | '》' | '，' | '；' | ',' | '。');
    let lead = said
        .get(..at)
        .and_then(|before| before.char_indices().rev().find(|(_, c)| marks(*c)))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let tail = said
        .get(end..)
        .and_then(|rest| rest.char_indices().find(|(at, c)| marks(*c) || *at > 60))
        .map_or(said.len(), |(at, _)| end + at);
    Span::new(clause.start() + lead, clause.start() + tail)
}

fn fact(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    figure: Figure<'_>,
    subject: Name,
    property: String,
    rule: &'static str,
) -> Fact {
    let clause = narrow(view, scene.statement.clause.span, figure);
    let date = as_of(view, scene, piece.span, figure.span().start());
    // The year that a report is on does not date what it plans or aims at.
    let year = view.home.and_then(|home| home.year);
    let date = date.filter(|date| Some(*date) != year || scene.statement.status == Status::Actual);
    let mut slots = vec![
        (Slot::Subject, SlotValue::Entity(subject.0, subject.1)),
        (Slot::Property, SlotValue::Text(property)),
        (Slot::Value, SlotValue::Mention(figure.id)),
    ];
    slots.extend(date.map(|date| (Slot::AsOf, SlotValue::Mention(date))));
    Fact {
        kind: FactKind::Measure,
        slots,
        status: if starts(view, figure) { Status::Actual } else { status(view, scene, date) },
        span: clause,
        block: Some(scene.statement.block),
        rule,
        triggers: figure.noun().into_iter().collect(),
        mentions: [Some(figure.id), date].into_iter().flatten().collect(),
    }
}
