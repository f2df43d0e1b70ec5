//! The active: party, verb, thing.
//!
//! ```text
//! does = party *adverb verb [ count ] thing          科技園公司管理三個創新園
//! of   = party *adverb verb "的" [ count ] thing     科技園公司成立的「X」
//!      | thing "是" party verb "的" common-noun      科技園公司是政府全資擁有的法定機構
//! role = party "是" thing "的" role-word             甲公司成為該計劃的主辦機構
//! ```

use super::super::object::Object;
use super::party::joined;
use super::trigger::Trigger;
use super::{Context, Found};
use crate::entities::EntityKind;

/// The actives of a clause.
pub(super) fn find(context: &Context<'_>, out: &mut Vec<Found>) {
    for trigger in &context.triggers {
        if (trigger.is("verb") || trigger.word.is("of")) && !in_passive(context, *trigger) {
            if context.rest(trigger.span.end()).starts_with('的') {
                of(context, *trigger, out);
            } else if trigger.word.is("does") {
                does(context, *trigger, out);
            }
        } else if trigger.is("role") {
            role(context, *trigger, out);
        }
    }
}

/// Whether 由 stands before the verb in the clause and nothing has closed it.
fn in_passive(context: &Context<'_>, verb: Trigger) -> bool {
    context.triggers.iter().any(|word| word.is("by") && word.span.end() <= verb.span.start())
}

fn acts(context: &Context<'_>, party: &Object) -> bool {
    let kind = party.entity.and_then(|id| context.view.entities.get(id)).map(|entity| entity.kind);
    match kind {
        Some(kind) => matches!(kind, EntityKind::Organisation | EntityKind::PersonRole | EntityKind::Facility),
        None => context.view.lexicon.governments.get(&party.name).is_some(),
    }
}

fn of(context: &Context<'_>, verb: Trigger, out: &mut Vec<Found>) {
    if !verb.word.is("of") {
        return;
    }
    let direct = context.names_before(verb.span.start());
    let parties = if direct.is_empty() { doers(context, verb) } else { direct };
    let Some(first) = parties.first() else { return };
    let from = verb.span.end() + '的'.len_utf8();
    let mut things = context.things_behind(from, context.span().end());
    if things.is_empty() {
        things = super::part::copular(context, first.span.start());
    }
    tell(context, &things, &parties, verb, out);
}

fn does(context: &Context<'_>, verb: Trigger, out: &mut Vec<Found>) {
    let things = context.names_behind(verb.span.end(), context.span().end());
    if !things.is_empty() {
        return tell(context, &things, &doers(context, verb), verb, out);
    }
    // 大會在海口舉辦，海南省數據局承辦: what the clause before speaks of.
    let own = context.statement.lead.subject.is_some() && context.rest(verb.span.end()).is_empty();
    if own && matches!(verb.word.text, "主辦" | "主办" | "承辦" | "承办" | "協辦" | "协办") {
        let held = |thing: &Object| {
            let kind = thing.entity.and_then(|id| context.view.entities.get(id)).map(|entity| entity.kind);
            matches!(kind, Some(EntityKind::Event | EntityKind::Programme))
        };
        let things: Vec<Object> = context.carried().filter(held).into_iter().collect();
        tell(context, &things, &doers(context, verb), verb, out);
    }
}

/// Who does it: whom the clause speaks of, with those who act with it (`資科辦與HKIRC管理X`).
fn doers(context: &Context<'_>, verb: Trigger) -> Vec<Object> {
    let from = context.statement.lead.rest.min(verb.span.start());
    let with = context.triggers.iter().find(|word| {
        (word.is("and") || word.is("with")) && word.span.start() >= from && word.span.end() < verb.span.start()
    });
    let Some(with) = with else {
        return if context.only_adverbs(from, verb.span.start()) {
            context.actors(verb.span.start())
        } else {
            Vec::new()
        };
    };
    if !context.only_adverbs(from, with.span.start()) {
        return Vec::new();
    }
    let mut parties = context.actors(with.span.start());
    let others = context.names_behind(with.span.end(), verb.span.start());
    let ends = others.last().is_some_and(|last| {
        context.only_adverbs(last.span.end(), verb.span.start()) || joined(context.view, last.span, verb.span)
    });
    if !ends {
        return Vec::new();
    }
    parties.extend(others);
    parties
}

/// `X成為Y的主辦機構`.
fn role(context: &Context<'_>, role: Trigger, out: &mut Vec<Found>) {
    let before = context.view.text.get(..role.span.start()).unwrap_or("");
    let Some(end) = before.strip_suffix('的').map(str::len) else { return bare_role(context, role, out) };
    let Some(thing) = context.names_before(end).pop() else { return };
    let behind = context.rest(role.span.end());
    let parties = if behind.is_empty() {
        context.actors(thing.span.start())
    } else {
        let skip = ["是", "為", "为"].iter().find(|word| behind.starts_with(**word)).map_or(0, |word| word.len());
        if skip == 0 {
            return;
        }
        context.names_behind(role.span.end() + skip, context.span().end())
    };
    tell(context, &[thing], &parties, role, out);
}

/// `主辦單位為X和Y`, `X和Y為主辦單位`: of what the clauses before speak of.
fn bare_role(context: &Context<'_>, role: Trigger, out: &mut Vec<Found>) {
    let copula = context.triggers.iter().find(|word| word.is("copula"));
    let Some(copula) = copula else { return };
    let before = context.view.text.get(context.span().start()..role.span.start()).unwrap_or("");
    let parties = if before.is_empty() || before == "其" {
        if copula.span.start() != role.span.end() {
            return;
        }
        context.names_behind(copula.span.end(), context.span().end())
    } else if copula.span.end() == role.span.start() && context.rest(role.span.end()).is_empty() {
        let named = context.names_before(copula.span.start());
        let span = super::super::phrase::trim(context.view.text, context.span().start(), copula.span.start());
        let listed = span.map(|span| context.parties(span)).unwrap_or_default();
        if listed.len() > named.len() { listed } else { named }
    } else {
        return;
    };
    let things: Vec<Object> = context.carried().into_iter().collect();
    tell(context, &things, &parties, role, out);
}

fn tell(context: &Context<'_>, things: &[Object], parties: &[Object], verb: Trigger, out: &mut Vec<Found>) {
    for thing in things {
        for party in parties.iter().filter(|party| acts(context, party) && party.name != thing.name) {
            let inside = context.span().contains(party.span);
            let from = if inside { party.span.to(verb.span) } else { verb.span };
            let all = if context.span().contains(thing.span) { from.to(thing.span) } else { context.span() };
            out.push(Found {
                subject: thing.clone(),
                predicate: verb.act(),
                object: party.clone(),
                span: all,
                trigger: verb.span,
                rule: "relation.active",
            });
        }
    }
}
