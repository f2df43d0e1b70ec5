//! Happenings told in a bracket.
//!
//! ```text
//! bracket = thing "（" date verb "）"                        X（於2020年落成）
//!         | "（" publisher date verb "的" publication "）"   （X於2023年公布的《Y》）
//! ```

use super::{Verb, event, verbs};
use crate::facts::frame::View;
use crate::facts::lattice::ATOM;
use crate::facts::object::{Object, objects_of};
use crate::facts::phrase::{atom, trim};
use crate::facts::statement::{Statement, named};
use crate::facts::{Fact, Slot};
use crate::mentions::MentionId;
use crate::span::Span;

/// Events told in a bracket behind what they happened to.
pub(super) fn in_brackets(view: &View<'_>, statement: &Statement, out: &mut Vec<Fact>) {
    let span = statement.clause.span;
    let mut at = view.first(span.start(), span.end(), ATOM);
    while let Some(c) = view.text.get(at..span.end()).and_then(|rest| rest.chars().next()) {
        let Some(end) = atom(view, at, span.end()) else {
            at = view.next(at, span.end(), ATOM);
            continue;
        };
        if matches!(c, '（' | '(' | '〔' | '﹝') {
            bracket(view, statement, Span::new(at, end), out);
        }
        at = end;
    }
}

/// （X於2023年公布的《Y》）: what the bracket names was published by whom it names first.
fn described_in_bracket(
    view: &View<'_>,
    statement: &Statement,
    bracket: Span,
    verb: Verb,
    date: (MentionId, Span),
    out: &mut Vec<Fact>,
) {
    let from = verb.span.end() + '的'.len_utf8();
    let open = view.text.get(bracket.start()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let agent = view.names_in(Span::new(bracket.start(), date.1.start())).last();
    let agent = agent.map(|place| (view.name_of(place), Some(place.entity)));
    for object in objects_of(view, from, bracket.end().saturating_sub(open), true) {
        let mut fact = event(view, statement, verb, verb.action(), &object, agent.clone(), date.0);
        fact.slots.retain(|(slot, _)| *slot != Slot::Place);
        fact.span = Span::new(bracket.start() + open, object.span.end());
        fact.rule = "event.bracket";
        out.push(fact);
    }
}

/// One bracket: its date, its verb, and what stands before it.
fn bracket(view: &View<'_>, statement: &Statement, bracket: Span, out: &mut Vec<Fact>) {
    let Some((date, mention, _)) = view.dates_in(bracket).next() else { return };
    let Some(verb) = verbs(view, Span::new(mention.span.end(), bracket.end())).into_iter().next() else { return };
    if view.text.get(verb.span.end()..bracket.end()).is_some_and(|rest| rest.starts_with('的')) {
        return described_in_bracket(view, statement, bracket, verb, (date, mention.span), out);
    }
    let from = statement.clause.span.start();
    let before = view.text.get(from..bracket.start()).unwrap_or("");
    let cut = before
        .char_indices()
        .rfind(|(_, c)| matches!(c, '、' | '，' | ',' | '）' | ')' | '和' | '及'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let Some(phrase) = trim(view.text, from + cut, bracket.start()) else { return };
    let nearest =
        view.names_in(Span::new(from, bracket.start())).last().filter(|name| name.span.end() + 3 >= bracket.start());
    let span = nearest.map_or(phrase, |name| name.span);
    let (name, entity) = named(view, span);
    let mut fact = event(view, statement, verb, verb.action(), &Object { name, entity, span }, None, date);
    fact.slots.retain(|(slot, _)| *slot != Slot::Place);
    fact.span = span.to(bracket);
    fact.rule = "event.bracket";
    out.push(fact);
}
