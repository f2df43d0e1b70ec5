//! `event`: dated happenings.
//!
//! ```text
//! active   = agent date verb object            政府於2022年6月成立X；2020年9月政府推出X
//! passive  = object date verb                  X在2015年11月成立
//! relative = date verb "的" object             於2017年成立的X
//! bracket  = object "（" date verb "）"         X（於2020年落成）
//! joint    = agent "與" agent date verb object A與B於2023年6月簽署《X》
//! dealt    = agent "分別" date date verb object object
//! ```

use super::frame::View;
use super::object::{Object, expand, objects};
use super::phrase::{atom, trim};
use super::statement::{Statement, Topic, named};
use super::{Fact, FactKind, Slot, SlotValue, Status};
use crate::mentions::{DateValue, MentionId, Value};
use crate::span::Span;

/// A verb of happening in a clause.
#[derive(Debug, Clone, Copy)]
struct Verb {
    span: Span,
    action: &'static str,
}

/// The events that the statements tell.
#[must_use]
pub fn facts(view: &View<'_>, statements: &[Statement]) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut last: Option<(Span, MentionId)> = None;
    for statement in statements {
        let carried = last.filter(|(sentence, _)| *sentence == statement.sentence).map(|(_, date)| date);
        let before = out.len();
        in_clause(view, statement, carried, &mut out);
        in_brackets(view, statement, &mut out);
        if let Some(SlotValue::Mention(date)) =
            out.get(before..).and_then(|new| new.last()).and_then(|fact| fact.get(Slot::Date))
        {
            last = Some((statement.sentence, *date));
        }
    }
    out
}

/// The verbs of happening in `span` that stand outside names, quotations and brackets.
fn verbs(view: &View<'_>, span: Span) -> Vec<Verb> {
    let mut out: Vec<Verb> = Vec::new();
    let mut at = span.start();
    while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
        if let Some(end) = atom(view, at, span.end()) {
            at = end;
        } else if let Some(word) = view.lexicon.event_verbs.longest_at(rest)
            && view.lexicon.compounds.longest_at(rest).is_none_or(|other| other.text.len() <= word.text.len())
        {
            let verb = Span::new(at, at + word.text.len());
            at = verb.end();
            out.push(Verb { span: verb, action: word.get("action").unwrap_or("started") });
        } else {
            at += view
                .lexicon
                .compounds
                .longest_at(rest)
                .map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |word| word.text.len());
        }
    }
    out
}

/// The dates of `span` at which something can happen: not inside names, and not as-of dates.
fn dates<'a>(view: &View<'a>, span: Span, statement: &Statement) -> Vec<(MentionId, Span, &'a DateValue)> {
    view.dates_in(span)
        .filter(|(id, mention, _)| {
            statement.as_of != Some(*id)
                && view.name_over(mention.span.start()).is_none()
                && !inside_bracket(view, span, mention.span)
        })
        .map(|(id, mention, date)| (id, mention.span, date))
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

/// The events of the clause itself.
fn in_clause(view: &View<'_>, statement: &Statement, carried: Option<MentionId>, out: &mut Vec<Fact>) {
    let span = statement.clause.span;
    let dates = dates(view, span, statement);
    let verbs = verbs(view, span);
    let mut from = span.start();
    for (index, verb) in verbs.iter().enumerate() {
        let next = verbs.get(index + 1);
        if next.is_some_and(|next| is_one_act(view, *verb, *next)) {
            continue;
        }
        let before: Vec<_> =
            dates.iter().filter(|(_, date, _)| date.start() >= from && date.end() <= verb.span.start()).collect();
        let limit = next.map_or(span.end(), |next| joint_limit(view, *verb, *next, span.end()));
        match before.as_slice() {
            [] if statement.index > 0 && leads_clause(view, statement, *verb) => {
                if let Some(date) = carried {
                    tell(view, statement, *verb, &[date], limit, out);
                }
            }
            [] if index > 0 && coordinated(view, from, *verb) => {
                if let Some(SlotValue::Mention(date)) =
                    out.last().filter(|fact| fact.span.overlaps(span)).and_then(|fact| fact.get(Slot::Date))
                {
                    let date = *date;
                    tell(view, statement, *verb, &[date], limit, out);
                }
            }
            [] => {}
            dates => {
                let ids: Vec<MentionId> = dates.iter().map(|(id, ..)| *id).collect();
                if near(view, dates.last().map_or(from, |(_, date, _)| date.end()), verb.span.start()) {
                    tell(view, statement, *verb, &ids, limit, out);
                    from = verb.span.end();
                }
            }
        }
    }
}

/// 開始分階段落成: two verbs with nothing but adverbs between them tell one act, the second.
fn is_one_act(view: &View<'_>, first: Verb, second: Verb) -> bool {
    let between = view.text.get(first.span.end()..second.span.start()).unwrap_or("-");
    between.chars().count() <= 4 && (between.is_empty() || view.lexicon.adverbs.get(between).is_some())
}

/// How far the object of a verb reaches when another verb follows in the clause.
fn joint_limit(view: &View<'_>, verb: Verb, next: Verb, end: usize) -> usize {
    let between = view.text.get(verb.span.end()..next.span.start()).unwrap_or("");
    ["並", "并", "及", "同時", "同时"]
        .iter()
        .find_map(|word| between.rfind(word))
        .map_or(end, |at| verb.span.end() + at)
}

/// Whether the verb stands right at the beginning of its clause, behind 並, 同時, 亦 alone.
fn leads_clause(view: &View<'_>, statement: &Statement, verb: Verb) -> bool {
    statement.own.is_none()
        && view
            .text
            .get(statement.clause.span.start()..verb.span.start())
            .is_some_and(|before| !before.is_empty() && before.chars().count() <= 4)
}

/// Whether 並, 及 stands right before the second verb of a clause.
fn coordinated(view: &View<'_>, from: usize, verb: Verb) -> bool {
    view.text.get(from..verb.span.start()).is_some_and(|before| before.ends_with(['並', '并']))
}

/// Whether a date is close enough to the verb to date it.
fn near(view: &View<'_>, date_end: usize, verb_start: usize) -> bool {
    view.text.get(date_end..verb_start).is_some_and(|between| between.chars().count() <= 60)
}

/// One act at one date, or several dates dealt out to several objects.
fn tell(view: &View<'_>, statement: &Statement, verb: Verb, dates: &[MentionId], limit: usize, out: &mut Vec<Fact>) {
    let behind = view.text.get(verb.span.end()..limit).unwrap_or("");
    let relative = behind.starts_with('的');
    let from = verb.span.end() + if relative { '的'.len_utf8() } else { 0 };
    let mut found = objects(view, from, limit);
    let passive = !relative && (found.is_empty() || is_no_object(view, found.first(), behind));
    if passive {
        found = subject_as_object(view, statement, verb);
    }
    let agent = (!passive).then(|| agent(view, statement, verb, relative)).flatten();
    let last = dates.len().saturating_sub(1);
    for (index, object) in found.iter().enumerate() {
        let dealt = dates.len() == found.len();
        let Some(date) = dates.get(if dealt { index } else { last }) else { continue };
        out.push(event(view, statement, verb, object, agent.clone(), *date));
    }
}

/// Whether what follows the verb is no object but the rest of the sentence.
fn is_no_object(_view: &View<'_>, object: Option<&Object>, behind: &str) -> bool {
    object.is_none() || behind.starts_with(['後', '后', '以', '時', '时', '，', ',', '）', ')', '至', '到', '並', '并'])
}

/// The subject of a clause as what the act happened to.
fn subject_as_object(view: &View<'_>, statement: &Statement, verb: Verb) -> Vec<Object> {
    let of = |topic: &Topic| Object { name: topic.name.clone(), entity: topic.entity, span: topic.span };
    if let Some(own) = &statement.own {
        let whole = statement.lead.subject.unwrap_or(own.span);
        if own.entity.is_none() {
            return vec![Object { name: expand(view, whole), entity: None, span: whole }];
        }
        return vec![of(own)];
    }
    let _ = verb;
    let carried =
        [&statement.carried, &statement.topic, &statement.heading].into_iter().flatten().find(|topic| !topic.generic);
    carried.map(of).into_iter().collect()
}

/// Who acts: the subject, with those it acts with.
fn agent(view: &View<'_>, statement: &Statement, verb: Verb, relative: bool) -> Option<(String, Option<u32>)> {
    if relative {
        return None;
    }
    let topic = statement.actor()?;
    let Some(subject) = statement.lead.subject.filter(|_| statement.own.is_some()) else {
        return Some((topic.name.clone(), topic.entity));
    };
    let (name, entity) = match topic.entity {
        Some(entity) => (topic.name.clone(), Some(entity)),
        None => (expand(view, subject), None),
    };
    match partner(view, subject.end(), verb.span.start()) {
        Some(with) => Some((format!("{name}{with}"), None)),
        None => Some((name, entity)),
    }
}

/// The parties that act with the subject: 與 … 合作, 聯同 …, between it and the verb.
fn partner(view: &View<'_>, from: usize, to: usize) -> Option<String> {
    let between = view.text.get(from..to)?;
    let (at, word) =
        ["與", "与", "聯同", "联同", "夥同", "和"].iter().find_map(|word| Some((between.find(word)?, *word)))?;
    let rest = between.get(at + word.len()..)?;
    let end = ["合作", "共同", "聯合", "联合", "攜手", "携手", "在", "於", "于", "合"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()
        .unwrap_or(rest.len());
    let start = from + at + word.len();
    let span = trim(view.text, start, start + end)?;
    Some(format!("{word}{}", expand(view, span)))
}

/// One event fact.
fn event(
    view: &View<'_>,
    statement: &Statement,
    verb: Verb,
    object: &Object,
    agent: Option<(String, Option<u32>)>,
    date: MentionId,
) -> Fact {
    let mut slots = vec![(Slot::Action, SlotValue::Text(verb.action.to_owned()))];
    if let Some((name, entity)) = agent.filter(|(name, _)| *name != object.name) {
        slots.push((Slot::Agent, SlotValue::Entity(name, entity)));
    }
    slots.push((Slot::Object, SlotValue::Entity(object.name.clone(), object.entity)));
    slots.push((Slot::Date, SlotValue::Mention(date)));
    if let Some((name, entity)) = place(view, statement, verb) {
        slots.push((Slot::Place, SlotValue::Entity(name, entity)));
    }
    Fact {
        kind: FactKind::Event,
        slots,
        status: status(view, statement, date),
        span: statement.clause.span,
        block: Some(statement.block),
        rule: "event.verb",
        triggers: vec![verb.span],
        mentions: vec![date],
    }
}

/// A clause's status; what is dated after the document is planned.
fn status(view: &View<'_>, statement: &Statement, date: MentionId) -> Status {
    let later = view.mentions.get(date as usize).is_some_and(|mention| match &mention.value {
        Value::Date(value) => view.date.zip(value.start).is_some_and(|(today, start)| start > today),
        _ => false,
    });
    if later && statement.status == Status::Actual { Status::Planned } else { statement.status }
}

/// Where it happens: 在 and a place or facility, before the verb.
fn place(view: &View<'_>, statement: &Statement, verb: Verb) -> Option<(String, Option<u32>)> {
    let from = statement.lead.rest;
    view.names_in(Span::new(from.min(verb.span.start()), verb.span.start())).iter().find_map(|name| {
        let before = view.text.get(..name.span.start())?;
        let entity = view.entities.get(name.entity)?;
        let located = matches!(
            entity.kind,
            crate::entities::EntityKind::Place
                | crate::entities::EntityKind::Facility
                | crate::entities::EntityKind::Platform
        );
        (located && before.trim_end_matches(['「', '《']).ends_with('在'))
            .then(|| (entity.name.clone(), Some(name.entity)))
    })
}

/// Events told in a bracket behind what they happened to.
fn in_brackets(view: &View<'_>, statement: &Statement, out: &mut Vec<Fact>) {
    let span = statement.clause.span;
    let mut at = span.start();
    while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
        let c = rest.chars().next().unwrap_or(' ');
        let Some(end) = atom(view, at, span.end()) else {
            at += c.len_utf8();
            continue;
        };
        if matches!(c, '（' | '(' | '〔' | '﹝') {
            bracket(view, statement, Span::new(at, end), out);
        }
        at = end;
    }
}

/// One bracket: its date, its verb, and what stands before it.
fn bracket(view: &View<'_>, statement: &Statement, bracket: Span, out: &mut Vec<Fact>) {
    let Some((date, mention, _)) = view.dates_in(bracket).next() else { return };
    let Some(verb) = verbs(view, Span::new(mention.span.end(), bracket.end())).into_iter().next() else { return };
    let from = statement.clause.span.start();
    let before = view.text.get(from..bracket.start()).unwrap_or("");
    let cut = before
        .rfind(['、', '，', ',', '）', ')', '和', '及'])
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let Some(phrase) = trim(view.text, from + cut, bracket.start()) else { return };
    let nearest = view.names_in(phrase).last().filter(|name| name.span.end() + 3 >= bracket.start());
    let span = nearest.map_or(phrase, |name| name.span);
    let (name, entity) = named(view, span);
    let object = Object { name, entity, span };
    let mut fact = event(view, statement, verb, &object, None, date);
    fact.slots.retain(|(slot, _)| *slot != Slot::Place);
    fact.span = span.to(bracket);
    fact.rule = "event.bracket";
    out.push(fact);
}
