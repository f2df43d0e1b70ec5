//! Which date governs which verb of a clause.
//!
//! ```text
//! clause = *( date *word verb [ ( 並 | 及 ) verb ] )     the verb that 並 adds has the date of the one before
//!        | verb "於" date
//! ```

use super::{Carry, Verb, When, tell, verbs};
use crate::facts::frame::View;
use crate::facts::statement::Statement;
use crate::facts::{Fact, Slot, SlotValue, Status};
use crate::mentions::{MentionId, Value};
use crate::span::Span;

/// The dates of a clause at which something can happen: not inside names, and not as-of dates.
pub(super) fn dates(view: &View<'_>, statement: &Statement) -> Vec<When> {
    let span = statement.clause.span;
    view.dates_in(span)
        .filter(|(id, mention, _)| {
            statement.as_of != Some(*id)
                && view.name_over(mention.span.start()).is_none()
                && !inside_bracket(view, span, mention.span)
        })
        .map(|(id, mention, _)| When { id, span: mention.span })
        .collect()
}

/// Whether `inner` stands inside a bracket or quotation that opens in `span`.
fn inside_bracket(view: &View<'_>, span: Span, inner: Span) -> bool {
    let mut depth = 0i32;
    for c in view.text.get(span.start()..inner.start()).unwrap_or("").chars() {
        match c {
            '「' | '『' | '《' | '（' | '(' | '〔' | '﹝' => depth += 1,
            '」' | '』' | '》' | '）' | ')' | '〕' | '﹞' => depth -= 1,
            _ => {}
        }
    }
    depth > 0
}

/// The events of the clause itself; returns the date that it hands on alone.
pub(super) fn in_clause(
    view: &View<'_>,
    statement: &Statement,
    carry: &Carry,
    out: &mut Vec<Fact>,
) -> Option<MentionId> {
    let span = statement.clause.span;
    let (dates, verbs) = (dates(view, statement), verbs(view, span));
    if verbs.is_empty() || is_circumstance(view, span) {
        return lone_date(view, statement, &dates);
    }
    let mut from = span.start();
    let (mut told, mut dealt) = (out.len(), 0);
    for (index, verb) in verbs.iter().enumerate() {
        let next = verbs.get(index + 1);
        if next.is_some_and(|next| is_one_act(view, *verb, *next)) {
            continue;
        }
        let adjacent = index > 0 && verbs.get(index - 1).is_some_and(|last| is_double(*last, *verb));
        let limit = next.map_or(span.end(), |next| joint_limit(view, *verb, *next, span.end()));
        let before: Vec<When> = dates
            .iter()
            .filter(|date| date.span.start() >= from && date.span.end() <= verb.span.start())
            .copied()
            .collect();
        if let Some(date) = date_behind(view, &dates, *verb).filter(|_| before.is_empty()) {
            tell(view, statement, *verb, &[date], verb.span.end(), carry, out);
            from = verb.span.end();
            continue;
        }
        let governing: Vec<MentionId> = if !before.is_empty() {
            let near = before.last().is_some_and(|date| is_near(view, date.span.end(), verb.span.start()));
            if near { before.iter().map(|date| date.id).collect() } else { Vec::new() }
        } else if out.len() > told && (adjacent || coordinated(view, from, *verb)) {
            (told, dealt) = (out.len() - 1, dealt + 1);
            let added =
                adjacent || view.text.get(from..verb.span.start()).is_some_and(|words| words.contains(['並', '并']));
            let shared = date_of(out.last()).filter(|_| added);
            dealt_date(view, &dates, dealt).or(shared).into_iter().collect()
        } else if index == 0 && dates.is_empty() {
            let named = view.text.get(verb.span.end()..limit).is_some_and(|rest| rest.contains(['「', '《', '“']))
                || !view.names_in(Span::new(verb.span.end(), limit)).is_empty();
            carried(view, statement, *verb, carry).filter(|_| named || carry.alone.is_some()).into_iter().collect()
        } else {
            Vec::new()
        };
        if !governing.is_empty() {
            let several = next.is_some_and(|next| coordinated(view, verb.span.end(), *next));
            let governing =
                if several && governing.len() > 1 { governing.get(..1).unwrap_or(&[]).to_vec() } else { governing };
            tell(view, statement, *verb, &governing, limit, carry, out);
            from = verb.span.end();
        }
    }
    None
}

/// 成立於1986年: the date that 於 puts behind the verb.
fn date_behind(view: &View<'_>, dates: &[When], verb: Verb) -> Option<MentionId> {
    let rest = view.text.get(verb.span.end()..)?;
    let preposition = rest.chars().next().filter(|c| matches!(c, '於' | '于' | '在'))?;
    let at = verb.span.end() + preposition.len_utf8();
    dates.iter().find(|date| date.span.start() == at).map(|date| date.id)
}

/// The date of a fact.
fn date_of(fact: Option<&Fact>) -> Option<MentionId> {
    match fact?.get(Slot::Date)? {
        SlotValue::Mention(id) => Some(*id),
        _ => None,
    }
}

/// 分別在2017年和2020年公布A及推出B: the date of the second verb.
fn dealt_date(view: &View<'_>, dates: &[When], index: usize) -> Option<MentionId> {
    let first = dates.first()?;
    let before = view.text.get(..first.span.start())?;
    let dealt = before.trim_end_matches(['於', '于', '在']).ends_with("分別")
        || before.trim_end_matches(['於', '于', '在']).ends_with("分别");
    dates.get(index).filter(|_| dealt).map(|date| date.id)
}

/// A date that stands in a clause without a verb, with nothing but a subject beside it: it governs
/// the clauses that follow.
fn lone_date(view: &View<'_>, statement: &Statement, dates: &[When]) -> Option<MentionId> {
    let date = dates.last()?;
    let behind = view.text.get(date.span.end()..statement.clause.span.end())?;
    if is_circumstance(view, statement.clause.span) {
        return Some(date.id);
    }
    let done = ["", "起", "期間", "期间", "間", "间", "開始", "开始", "內", "内", "時", "时", "後", "后"];
    done.contains(&behind.trim()).then_some(date.id)
}

/// 在2022年7月1日政府總部重組下: the clause tells what went with the clauses behind it.
fn is_circumstance(view: &View<'_>, clause: Span) -> bool {
    let said = view.said(clause);
    said.starts_with(['在', '於', '于'])
        && said.ends_with('下')
        && view.name_over(clause.end().saturating_sub(1)).is_none()
}

/// The date that an earlier clause gives to a verb without one.
fn carried(view: &View<'_>, statement: &Statement, verb: Verb, carry: &Carry) -> Option<MentionId> {
    let added = view.text.get(statement.clause.span.start()..verb.span.start()).is_some_and(|before| {
        let opener = ["並", "并", "同時", "同时", "亦"].iter().find_map(|word| before.trim().strip_prefix(word));
        opener.is_some_and(|rest| rest.chars().count() <= 3)
    });
    // 由2026-27年度起預留2億元，推行「X」: the act is part of what the money is for.
    let funded = || {
        let before = carry.before.filter(|_| statement.index > 0 && statement.lead.rest >= verb.span.start())?;
        let money = view.mentions_in(before).any(|(_, mention)| matches!(mention.value, Value::Money(_)));
        let plain = super::verbs(view, before).is_empty() && statement.own.is_none();
        let (id, ..) = view.dates_in(before).next_back().filter(|_| money && plain)?;
        Some(id)
    };
    // 2023年把計劃恆常化，改稱X; but not 並研究設立X.
    let renames = verb.action() == "renamed" && statement.clause.span.start() == verb.span.start();
    let goes_on = (added || renames) && statement.index > 0 && statement.status != Status::Proposed;
    carry.alone.or(carry.told.filter(|_| goes_on)).or_else(funded)
}

/// 開始分階段落成: two verbs with nothing but adverbs between them tell one act, the second.
fn is_one_act(view: &View<'_>, first: Verb, second: Verb) -> bool {
    let between = view.text.get(first.span.end()..second.span.start()).unwrap_or("-");
    first.word.is("aspect") && (between.is_empty() || view.lexicon.adverbs.get(between).is_some())
}

/// 落成啟用: two verbs in a row that each tell an act of the same thing.
fn is_double(first: Verb, second: Verb) -> bool {
    first.span.end() == second.span.start() && first.action() == "completed" && second.action() == "opened"
}

/// How far the object of a verb reaches when another verb follows in the clause.
fn joint_limit(view: &View<'_>, verb: Verb, next: Verb, end: usize) -> usize {
    let between = view.text.get(verb.span.end()..next.span.start()).unwrap_or("");
    if is_double(verb, next) {
        return next.span.start();
    }
    ["並", "并", "及", "同時", "同时"]
        .iter()
        .find(|word| between.trim_end_matches("正式").ends_with(**word))
        .and_then(|word| between.rfind(word))
        .map_or(end, |at| verb.span.end() + at)
}

/// Whether 並, 及 stands right before a verb that goes on from the one before it.
fn coordinated(view: &View<'_>, from: usize, verb: Verb) -> bool {
    view.text
        .get(from..verb.span.start())
        .is_some_and(|before| before.trim_end_matches("正式").ends_with(['並', '并', '及', '和']))
}

/// Whether a date is close enough to the verb to date it.
fn is_near(view: &View<'_>, date_end: usize, verb_start: usize) -> bool {
    view.text.get(date_end..verb_start).is_some_and(|between| between.chars().count() <= 60)
}
