//! `located_in`, and `part_of` where the place is a body: 設於創新科技及工業局內.
//!
//! ```text
//! at = [ thing ] "位於" place *( "、" place )
//!    | "位於" place "的" [ count ] thing
//!    | 在 place "的" facility
//! place = name [ "內" | "旁邊" ] | noun
//! ```
//!
//! `A和B分別位於C和D` deals the places out.

use super::super::object::{Object, expand, joined_names, tail_is_empty};
use super::super::phrase::{atom, trim};
use super::party::{is_break, is_organisation, of_name};
use super::trigger::Trigger;
use super::{Context, Found};
use crate::entities::EntityKind;
use crate::span::Span;

/// The longest place in its own words, in characters.
const LONGEST_PLACE: usize = 24;

/// The places of a clause.
pub(super) fn find(context: &Context<'_>, out: &mut Vec<Found>) {
    within(context, out);
    for trigger in context.triggers.iter().filter(|word| word.is("at")) {
        let from = context.statement.lead.rest.min(trigger.span.start());
        // 其中13個位於內地: only some of them stand there.
        if context.statement.lead.part
            || context.rest(trigger.span.end()).is_empty()
            || !context.only_adverbs(from, trigger.span.start())
        {
            continue;
        }
        if let Some((places, things)) = read(context, *trigger) {
            tell(context, *trigger, &places, things, out);
        }
    }
}

/// `在科學園的創新斗室`: a facility at a listed place that opens the clause.
fn within(context: &Context<'_>, out: &mut Vec<Found>) {
    let view = context.view;
    let names = view.names_in(context.span());
    for pair in names.windows(2) {
        let [place, thing] = pair else { continue };
        let (Some(at), Some(what)) = (view.entities.get(place.entity), view.entities.get(thing.entity)) else {
            continue;
        };
        let before = view.text.get(context.span().start()..place.span.start()).unwrap_or("");
        let between = view.text.get(place.span.end()..thing.span.start()).unwrap_or("");
        let stands = before.ends_with(['在', '於', '于']) && between.trim_end_matches(['「', '*', ' ']) == "的";
        let kinds = matches!(at.kind, EntityKind::Place | EntityKind::Facility) && what.kind == EntityKind::Facility;
        if stands
            && kinds
            && let (Some(object), Some(subject)) = (of_name(view, place), of_name(view, thing))
        {
            out.push(Found {
                subject,
                predicate: "located_in",
                object,
                span: place.span.to(thing.span),
                trigger: place.span,
                rule: "relation.within",
            });
        }
    }
}

/// The places, and the things that stand there.
fn read(context: &Context<'_>, at: Trigger) -> Option<(Vec<Span>, Vec<Object>)> {
    let start = at.span.end();
    if context.view.mention_over(start).is_some() && context.view.name_over(start).is_none() {
        return None;
    }
    let limit = context.span().end();
    let (end, particle) = phrase_end(context, start);
    let span = trim(context.view.text, start, end)?;
    if particle {
        let from = end + '的'.len_utf8();
        let mut things = context.names_behind(from, limit);
        if things.is_empty() {
            things.extend(context.unlisted_behind(from, limit));
        }
        if !things.is_empty() {
            return Some((context.pieces(span), things));
        }
        let (whole, more) = phrase_end(context, end + '的'.len_utf8());
        if more || whole < limit || context.statement.lead.subject.is_none() && starts_clause(context, at) {
            return None;
        }
        return Some((vec![trim(context.view.text, start, whole)?], owners(context, at)));
    }
    Some((context.pieces(span), owners(context, at)))
}

fn starts_clause(context: &Context<'_>, at: Trigger) -> bool {
    at.span.start() == context.span().start()
}

/// Where the place ends, and whether 的 ends it.
fn phrase_end(context: &Context<'_>, from: usize) -> (usize, bool) {
    let (view, limit) = (context.view, context.span().end());
    let mut at = from;
    while let Some(rest) = view.text.get(at..limit).filter(|rest| !rest.is_empty()) {
        if let Some(end) = atom(view, at, limit) {
            at = end.max(at + 1);
        } else if rest.starts_with(['的', '之']) {
            return (at, true);
        } else if at > from && is_break(view, at, rest) && !rest.starts_with(['與', '与', '和', '及', '並'])
            || rest.starts_with(['，', '）', ')', '；'])
        {
            return (at, false);
        } else {
            let shield = view.lexicon.compounds.longest_at(rest).map_or(0, |word| word.text.len());
            at += shield.max(rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    (limit, false)
}

/// What stands there: the clause's subject; for 分別 the several things that the clause before speaks of,
/// or what it ends with.
fn owners(context: &Context<'_>, at: Trigger) -> Vec<Object> {
    let before = context.view.text.get(context.span().start()..at.span.start()).unwrap_or("");
    if context.statement.lead.subject.is_none()
        && before.contains("分")
        && let Some(previous) = context.index.checked_sub(1).and_then(|index| context.statements.get(index))
        && previous.sentence == context.statement.sentence
    {
        let many = previous.lead.subject.map(|span| joined_names(context.view, span)).unwrap_or_default();
        let last = joined_names(context.view, previous.clause.span).pop();
        return if many.len() > 1 { many } else { last.into_iter().collect() };
    }
    context.subjects(at.span.start())
}

fn tell(context: &Context<'_>, at: Trigger, places: &[Span], things: Vec<Object>, out: &mut Vec<Found>) {
    let dealt = things.len() > 1 && things.len() == places.len();
    for (number, thing) in things.iter().enumerate() {
        for (place, piece) in places.iter().enumerate() {
            if dealt && place != number {
                continue;
            }
            let Some((object, within)) = place_of(context, *piece) else { continue };
            let part = within && is_organisation(context.view, &object);
            let span = if context.span().contains(thing.span) { thing.span.to(at.span) } else { at.span };
            let last = places.last().map_or(*piece, |last| *last);
            out.push(Found {
                subject: thing.clone(),
                predicate: if part { "part_of" } else { at.predicate() },
                object,
                span: span.to(last),
                trigger: at.span,
                rule: "relation.place",
            });
        }
    }
}

/// The place that a piece names, and whether it is said to be inside.
fn place_of(context: &Context<'_>, piece: Span) -> Option<(Object, bool)> {
    let view = context.view;
    let said = view.said(piece);
    let mut end = piece.end();
    let mut within = false;
    if let Some(tail) = view.lexicon.place_tails.longest_before(said) {
        let cut = end - tail.text.len();
        let exact = view
            .names_in(piece)
            .last()
            .is_some_and(|name| name.span.end() <= cut && tail_is_empty(view, name.span.end(), cut));
        if exact || tail.get("side") == Some("of") {
            end = cut;
            within = tail.get("side") == Some("inside");
        }
    }
    let span = trim(view.text, piece.start(), end)?;
    if let Some(name) = view.names_in(span).first().filter(|name| name.span == span) {
        return of_name(view, name).map(|object| (object, within));
    }
    let words = expand(view, span);
    let short = words.chars().count() <= LONGEST_PLACE && words.chars().count() > 1;
    (short && view.mention_over(span.start()).is_none_or(|_| view.name_over(span.start()).is_some())).then(|| {
        (
            Object {
                name: context.named_piece(span).filter(|_| false).map_or(words, |object| object.name),
                entity: None,
                span,
            },
            within,
        )
    })
}
