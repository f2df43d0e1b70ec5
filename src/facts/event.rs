//! `event`: dated happenings.
//!
//! ```text
//! active   = agent date verb object            政府於2022年6月成立X；2020年9月政府推出X
//! passive  = object date verb                  X在2015年11月成立
//! relative = date verb "的" object             於2017年成立的X
//! bracket  = object "（" date verb "）"         X（於2020年落成）
//! joint    = agent "與" agent date verb object A與B於2023年6月簽署《X》
//! dealt    = agent "分別" date date verb object object
//! done     = object "的" verb "工作" date "完成" X的重組工作已於2025年7月完成
//! behind   = object verb "於" date             X成立於1986年
//! copular  = thing "是" date verb "的" common-noun   X是1973年設立的法定機構
//! disposed = agent date "把" thing verb        醫管局2024年將甲醫院改名為乙醫院
//! ```
//!
//! A date governs the first verb behind it, the verbs that 並 and 同時 add to that one, and, where
//! it fills its clause alone (自2006年起，…), the clauses that follow in the sentence.

mod agent;
mod bracket;
mod clause;
mod dispose;
mod object;
mod passive;
mod place;
mod stretch;

use super::frame::View;
use super::lattice::{ATOM, COMPOUND, HAPPENING};
use super::object::{Object, objects_of};
use super::phrase::atom;
use super::statement::{Statement, Topic};
use super::{Fact, FactKind, Slot, SlotValue, Status};
use crate::entities::EntityId;
use crate::lexicon::Word;
use crate::mentions::{MentionId, Value};
use crate::span::Span;

/// A verb of happening in a clause.
#[derive(Debug, Clone, Copy)]
struct Verb {
    span: Span,
    word: Word,
}

impl Verb {
    fn action(self) -> &'static str {
        self.word.get("action").unwrap_or("started")
    }
}

/// A date that something can have happened at.
#[derive(Debug, Clone, Copy)]
struct When {
    id: MentionId,
    span: Span,
}

/// What the earlier clauses of a sentence hand on.
#[derive(Debug, Default)]
struct Carry {
    sentence: Option<Span>,
    /// The date of the last event.
    told: Option<MentionId>,
    /// A date that filled the clause before alone.
    alone: Option<MentionId>,
    /// The clause before.
    before: Option<Span>,
    /// What the clause behind speaks of.
    after: Option<Topic>,
}

/// The events that the statements tell.
#[must_use]
pub fn facts(view: &View<'_>, statements: &[Statement]) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut carry = Carry::default();
    for (index, statement) in statements.iter().enumerate() {
        if !is_chinese(view.said(statement.clause.span)) {
            continue;
        }
        if carry.sentence != Some(statement.sentence) {
            carry = Carry { sentence: Some(statement.sentence), ..Carry::default() };
        }
        let before = out.len();
        carry.after = statements
            .get(index + 1)
            .filter(|next| next.sentence == statement.sentence)
            .and_then(|next| next.own.clone());
        let alone = clause::in_clause(view, statement, &carry, &mut out);
        bracket::in_brackets(view, statement, &mut out);
        let last = out.get(before..).and_then(|new| new.last()).and_then(|fact| fact.get(Slot::Date));
        if let Some(SlotValue::Mention(date)) = last {
            carry.told = Some(*date);
        } else if let [date] = clause::dates(view, statement).as_slice() {
            carry.told = Some(date.id);
        }
        (carry.alone, carry.before) = (alone, Some(statement.clause.span));
    }
    out
}

/// Whether a clause is Chinese: facts are taken from the Chinese of a bilingual document.
fn is_chinese(words: &str) -> bool {
    words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// The verbs of happening in `span` that stand outside names, quotations and brackets.
fn verbs(view: &View<'_>, span: Span) -> Vec<Verb> {
    let mut out: Vec<Verb> = Vec::new();
    let mut at = span.start();
    while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
        let shield = view.compound_at(at, rest).map(|word| word.text.len());
        if let Some(end) = atom(view, at, span.end()) {
            at = end;
        } else if view.may(at, HAPPENING)
            && let Some(word) = view.lexicon.event_verbs.longest_at(rest)
            && shield.is_none_or(|other| other <= word.text.len())
            && !is_nominal(view, span, at, &word)
        {
            out.push(Verb { span: Span::new(at, at + word.text.len()), word });
            at += word.text.len();
        } else {
            at = match shield {
                Some(len) => at + len,
                None => view.next(at, span.end(), ATOM | COMPOUND | HAPPENING),
            };
        }
    }
    out
}

/// 條例的修訂: behind 的 a verb is a noun.
fn is_nominal(view: &View<'_>, span: Span, at: usize, word: &Word) -> bool {
    let before = view.text.get(span.start()..at).unwrap_or("");
    let behind = view.text.get(at + word.text.len()..span.end()).unwrap_or("");
    before.ends_with('的') && !behind.starts_with(['的', '了', '「', '《', '“'])
}

/// One act at one date, or several dates dealt out to several objects.
fn tell(
    view: &View<'_>,
    statement: &Statement,
    verb: Verb,
    dates: &[MentionId],
    limit: usize,
    carry: &Carry,
    out: &mut Vec<Fact>,
) {
    let behind = view.text.get(verb.span.end()..limit).unwrap_or("");
    let relative = behind.starts_with('的');
    let from = verb.span.end() + if relative { '的'.len_utf8() } else { 0 };
    if object::is_inner(view, statement, verb)
        || object::is_amount(view, from)
        || object::is_tally(view, verb, from)
        || object::is_aided(view, statement, verb, dates)
    {
        return;
    }
    if !relative && object::describes(view, from, limit) {
        return;
    }
    let mut found = objects_of(view, from, limit, relative);
    // 全線開通運營: a second verb, no object.
    if found.iter().all(|object| object::is_verb(view, verb, object)) {
        found.clear();
    }
    if found.iter().any(|object| !object::is_noun(view, verb, object)) {
        return;
    }
    found.iter_mut().for_each(|object| object::resolve(view, statement, object));
    let passive = !relative && (found.is_empty() || object::is_no_object(behind) || verb.word.is("extent"));
    let mut agent = if passive { None } else { agent::agent(view, statement, verb, relative) };
    // 讓公園推行教育工作: what somebody else is to do.
    if agent.as_ref().is_some_and(|(name, _)| name.starts_with(['讓', '让', '令', '使', '供'])) {
        return;
    }
    let mut action = verb.action();
    if passive {
        // X及Y分別於D1和D2推出: what happened stands before the first of the dates.
        let several = dates.len() > 1 && object::dealt(view, statement, dates);
        let date = if several { dates.first() } else { dates.last() };
        let date = date.and_then(|id| view.mentions.get(*id as usize)).map(|mention| mention.span);
        (found, agent, action) = passive::object(view, statement, verb, date, carry, out);
        if action == "renamed" {
            let Some((new, old)) = agent::renamed(view, statement) else { return };
            (found, agent) = (vec![new], Some(old));
        }
        if action == "published" && found.iter().any(|object| object::speaks(view, object)) {
            return;
        }
    } else if verb.word.is("passive") {
        return;
    } else if relative
        && found.iter().all(|object| object.entity.is_none())
        && let Some(subject) = object::defined(view, statement, verb)
    {
        found = vec![subject];
    } else if action == "completed" && agent::is_work(view, statement) {
        found.iter_mut().for_each(|object| passive::complete(view, statement, object));
        agent = None;
    } else if matches!(action, "revised" | "expanded" | "held") {
        found.iter_mut().for_each(|object| passive::complete(view, statement, object));
    }
    if let Some(disposed) = dispose::disposed(view, statement, verb) {
        let subject = agent.or_else(|| agent::agent(view, statement, verb, false));
        (found, agent) = dispose::deal(view, statement, verb, disposed, found, subject);
    }
    if let Some(revised) = found.first().and_then(|object| object::measure_of(view, statement, verb, object)) {
        (found, action) = (vec![revised], "revised");
    }
    found.iter_mut().for_each(|object| object::on_matter(view, statement, verb, object));
    let last = dates.len().saturating_sub(1);
    for (index, object) in found.iter().enumerate() {
        let dealt = dates.len() == found.len();
        let Some(date) = dates.get(if dealt { index } else { last }) else { continue };
        out.push(event(view, statement, verb, action, object, agent.clone(), *date));
    }
}

/// One event fact.
fn event(
    view: &View<'_>,
    statement: &Statement,
    verb: Verb,
    action: &'static str,
    object: &Object,
    agent: Option<(String, Option<EntityId>)>,
    date: MentionId,
) -> Fact {
    let law = [
        "法", "條例", "条例", "規例", "规例", "附例", "辦法", "办法", "規定", "规定", "規則", "规则", "細則", "细则",
        "條文", "条文", "協議", "协议", "協定", "协定", "公約", "公约",
    ];
    let in_force = matches!(view.said(verb.span), "施行" | "實施" | "实施" | "正式實施" | "正式实施");
    let action = if in_force && law.iter().any(|word| object.name.ends_with(word)) { "started" } else { action };
    let mut slots = vec![(Slot::Action, SlotValue::Text(action.to_owned()))];
    if let Some((name, entity)) = agent.filter(|(name, _)| *name != object.name) {
        slots.push((Slot::Agent, SlotValue::Entity(name, entity)));
    }
    slots.push((Slot::Object, SlotValue::Entity(object.name.clone(), object.entity)));
    slots.push((Slot::Date, SlotValue::Mention(date)));
    if let Some((name, entity)) =
        place::place(view, statement, verb).filter(|(_, entity)| entity.is_none() || *entity != object.entity)
    {
        slots.push((Slot::Place, SlotValue::Entity(name, entity)));
    }
    Fact {
        kind: FactKind::Event,
        slots,
        status: status(view, statement, verb, date),
        span: statement.clause.span,
        block: Some(statement.block),
        rule: "event.verb",
        triggers: vec![verb.span],
        mentions: vec![date],
    }
}

/// A clause's status at a date. A verb that only describes (2023年發表的報告建議…) has its own words before it.
fn status(view: &View<'_>, statement: &Statement, verb: Verb, date: MentionId) -> Status {
    let start = statement.clause.span.start();
    let describes = view.text.get(verb.span.end()..).is_some_and(|rest| rest.starts_with('的'));
    if describes && statement.status == Status::Proposed && start < verb.span.start() {
        return super::status::said(view, Span::new(start, verb.span.start()), verb.span.start());
    }
    let value = view.mentions.get(date as usize).and_then(|mention| match &mention.value {
        Value::Date(value) => Some(value),
        _ => None,
    });
    super::measure_date::in_time(view, value, statement)
}
