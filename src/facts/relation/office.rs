//! Who leads a body by an office.
//!
//! ```text
//! office  = [ thing ] "由" party ( "擔任" | "出任" ) [ thing ] head [ "的" thing ]
//!         | [ thing "的" ] head [ "一職" ] [ "，" ] "由" party "擔任"
//!         | [ thing ] "以" party "為" head [ "的" thing ]
//!         | "主席為" party
//! ```

use super::super::object::{Object, joined_names};
use super::super::phrase::trim;
use super::super::statement::{Topic, written};
use super::passive::{agents, subjects, tell};
use super::trigger::Trigger;
use super::{Context, Found};
use crate::span::Span;

/// The offices of a clause that no 由 tells.
pub(super) fn find(context: &Context<'_>, out: &mut Vec<Found>) {
    head_is(context, out);
    head_as(context, out);
    holds(context, out);
}

/// The body whose office a name is: 甲會 of 甲會主席.
fn body_of(context: &Context<'_>, name: Span) -> Option<Object> {
    let said = context.view.said(name);
    let head = context.view.lexicon.heads.longest_before(said)?;
    let span = trim(context.view.text, name.start(), name.end() - head.text.len())?;
    (context.view.said(span).chars().count() >= 3).then(|| Object {
        name: written(context.view.said(span)),
        entity: None,
        span,
    })
}

/// `X擔任主席的Y`, `X擔任Y主席`: who holds the office.
fn holds(context: &Context<'_>, out: &mut Vec<Found>) {
    let view = context.view;
    for office in context.triggers.iter().filter(|word| word.is("office")) {
        if context.triggers.iter().any(|word| word.is("by") && word.span.end() <= office.span.start()) {
            continue;
        }
        let parties = context.names_before(office.span.start());
        let from = office.span.end();
        let named = view.name_over(from).filter(|place| place.span.start() == from);
        let at = named.map_or(from, |place| place.span.end());
        let rest = context.rest(at).trim_start_matches('的');
        // 兼任甲會主席, where the office with its body is one name.
        if let Some(thing) = named.and_then(|place| body_of(context, place.span)) {
            tell(context, &[thing], &parties, *office, *office, out);
            continue;
        }
        let Some(head) = view.lexicon.heads.longest_at(rest) else { continue };
        let end = context.span().end() - rest.len() + head.text.len();
        let things = match named {
            Some(place) => super::party::of_name(view, place).into_iter().collect(),
            None if context.rest(end).starts_with('的') => {
                context.names_behind(end + '的'.len_utf8(), context.span().end())
            }
            None => Vec::new(),
        };
        tell(context, &things, &parties, *office, *office, out);
    }
}

/// `由X擔任主席`.
pub(super) fn by_office(context: &Context<'_>, by: Trigger, behind: &[Trigger], out: &mut Vec<Found>) {
    for office in behind.iter().filter(|word| word.is("office")) {
        let parties = agents(context, by.span.end(), office.span.start());
        if parties.is_empty() {
            continue;
        }
        let from = office.span.end();
        let named = context.view.name_over(from).filter(|place| place.span.start() == from);
        let at = named.map_or(from, |place| place.span.end());
        let rest = context.rest(at).trim_start_matches(['的', '其']);
        let Some(head) = context.view.lexicon.heads.longest_at(rest) else {
            if rest.is_empty()
                && let Some(things) = headed(context, by.span.start())
            {
                tell(context, &things, &parties, *office, by, out);
            }
            continue;
        };
        let end = context.span().end() - rest.len() + head.text.len();
        let things = match (named, context.rest(end)) {
            (Some(place), _) => super::party::of_name(context.view, place).into_iter().collect(),
            (None, behind) if behind.starts_with('的') => {
                context.names_behind(end + '的'.len_utf8(), context.span().end())
            }
            _ => subjects(context, by),
        };
        tell(context, &things, &parties, *office, by, out);
        return;
    }
}

/// What the office belongs to that stands before 由, in the clause or at the end of the one before: 甲會的主席由…擔任,
/// 甲會的主席一職，由…擔任. Nothing where no office stands there.
fn headed(context: &Context<'_>, before: usize) -> Option<Vec<Object>> {
    let view = context.view;
    let here = trim(view.text, context.span().start(), before);
    let previous = || {
        let other = context.statements.get(context.index.checked_sub(1)?)?;
        (other.sentence == context.statement.sentence).then_some(other.clause.span)
    };
    let span = here.or_else(previous)?;
    let mut said = view.said(span);
    loop {
        let trimmed = said.trim_end_matches(['一', '職', '职', '位', ' ']);
        let adverb = view.lexicon.adverbs.longest_before(trimmed).map_or(0, |word| word.text.len());
        if adverb == 0 && trimmed.len() == said.len() {
            break;
        }
        said = trimmed.get(..trimmed.len() - adverb).unwrap_or("");
    }
    let head = view.lexicon.heads.longest_before(said)?;
    let owner = said.get(..said.len() - head.text.len())?.trim_end_matches(['的', '其', ' ']);
    let names = joined_names(view, Span::new(span.start(), span.start() + owner.len()));
    if !names.is_empty() {
        return Some(names);
    }
    let opens = owner.is_empty() || matches!(owner, "該" | "该");
    opens.then(|| spoken_of(context))
}

/// What the sentences before speak of.
fn spoken_of(context: &Context<'_>) -> Vec<Object> {
    let carried = context.carried().filter(|thing| thing.entity.is_some());
    let statement = context.statement;
    let above = || [&statement.topic, &statement.heading].into_iter().flatten().find(|topic| topic.entity.is_some());
    let topic = |topic: &Topic| Object { name: topic.name.clone(), entity: topic.entity, span: topic.span };
    carried.or_else(|| above().map(topic)).into_iter().collect()
}

/// `以X為主席`: who leads what the clause speaks of, or what 的 joins behind it.
fn head_as(context: &Context<'_>, out: &mut Vec<Found>) {
    let view = context.view;
    let Some(copula) =
        context.triggers.iter().find(|word| word.is("copula") && word.span.start() > context.span().start())
    else {
        return;
    };
    let rest = context.rest(copula.span.end()).trim_start_matches('其');
    let Some(head) = view.lexicon.heads.longest_at(rest) else { return };
    let end = context.span().end() - rest.len() + head.text.len();
    let said = view.text.get(context.span().start()..copula.span.start()).unwrap_or("");
    let Some(by) = said.rfind('以').map(|at| context.span().start() + at) else { return };
    let Some(span) = trim(view.text, by + '以'.len_utf8(), copula.span.start()) else { return };
    let parties = if view.mentions_in(span).next().is_none() { context.parties(span) } else { Vec::new() };
    let things = match context.rest(end).strip_prefix('的') {
        Some(_) => context.names_behind(end + '的'.len_utf8(), context.span().end()),
        None if context.rest(end).is_empty() => {
            let direct = context.names_before(by);
            if direct.is_empty() { context.subjects(by) } else { direct }
        }
        None => Vec::new(),
    };
    tell(context, &things, &parties, *copula, *copula, out);
}

/// `主席為X`, `召集人是X`.
fn head_is(context: &Context<'_>, out: &mut Vec<Found>) {
    let Some(copula) = context.triggers.iter().find(|word| word.is("copula")) else { return };
    let Some(subject) = context.statement.lead.subject else { return };
    let said = context.view.said(subject).trim_start_matches(['其', '該', '该']);
    if subject.end() > copula.span.start() || context.view.lexicon.heads.get(said).is_none() {
        return;
    }
    let Some(span) = trim(context.view.text, copula.span.end(), context.span().end()) else { return };
    let parties: Vec<Object> = context.pieces(span).iter().filter_map(|piece| context.named_piece(*piece)).collect();
    let things = spoken_of(context);
    for party in &parties {
        for thing in &things {
            out.push(Found {
                subject: thing.clone(),
                predicate: "led_by",
                object: party.clone(),
                span: context.span(),
                trigger: copula.span,
                rule: "relation.head",
            });
        }
    }
}
