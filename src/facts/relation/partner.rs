//! `partner_of`.
//!
//! ```text
//! partner = party *adverb "與" party *( "、" party ) … ( "合作" | "合辦" | "共同成立" )
//!         | party *adverb ( "聯同" | "夥拍" ) party *( "、" party )
//!         | party "聯同" common-noun "，" "例如" party *( "、" party )
//! ```

use super::super::object::Object;
use super::super::phrase::{atom, trim};
use super::party::is_break;
use super::trigger::Trigger;
use super::{Context, Found};
use crate::span::Span;

/// How far 合作 may stand behind the partner, in characters: 自2014年起, 緊密.
const REACH: usize = 24;

/// The partnerships of a clause.
pub(super) fn find(context: &Context<'_>, out: &mut Vec<Found>) {
    for with in context.triggers.iter().filter(|word| word.is("with") || word.is("and")) {
        let from = context.statement.lead.rest.min(with.span.start());
        if !context.only_adverbs(from, with.span.start()) {
            continue;
        }
        let direct = context.names_before(with.span.start());
        let actors = if direct.is_empty() { context.actors(with.span.start()) } else { direct };
        let Some(actor) = actors.first() else { continue };
        if let Some((parties, end)) = partners(context, *with) {
            tell(context, *with, actor, &parties, end, out);
        }
    }
    joint_subject(context, out);
}

/// Whether a word says that those whom 與 joins do something together.
fn is_together(trigger: &Trigger) -> bool {
    trigger.is("together") || trigger.word.is("together")
}

/// The partners behind `with`, and where the last of them, or what they do together, ends.
fn partners(context: &Context<'_>, with: Trigger) -> Option<(Vec<Object>, usize)> {
    let end = party_end(context, with.span.end());
    let span = trim(context.view.text, with.span.end(), end)?;
    let together = context.triggers.iter().find(|word| is_together(word) && word.span.start() >= span.end());
    let near = together.filter(|word| {
        let between = context.view.text.get(span.end()..word.span.start()).unwrap_or("");
        between.chars().count() <= REACH && !between.contains('的')
    });
    if with.is("and") && near.is_none() {
        return None;
    }
    if let Some(found) = exemplified(context, span) {
        return Some(found);
    }
    let parties = context.parties(span);
    let named = parties.iter().any(|party| party.entity.is_some());
    if !named && (context.pieces(span).len() > 1 || near.is_none_or(|word| is_vague(context, with, word.span))) {
        return None;
    }
    let end = near.map_or(span.end(), |word| word.span.end());
    (!parties.is_empty()).then_some((parties, end))
}

/// Whether nobody in particular works with nobody in particular: 緊密合作 that ends the clause, 和.
fn is_vague(context: &Context<'_>, with: Trigger, together: Span) -> bool {
    let close = context.view.text.get(..together.start()).unwrap_or("");
    let close = close.ends_with(['密', '切']) || context.view.said(together).contains('密');
    close || !matches!(with.word.text, "與" | "与")
}

/// Where the partner's phrase ends: a date, a verb, an adverb, 合作.
fn party_end(context: &Context<'_>, from: usize) -> usize {
    let (view, limit) = (context.view, context.span().end());
    let mut at = from;
    while let Some(rest) = view.text.get(at..limit).filter(|rest| !rest.is_empty()) {
        let stops =
            context.triggers.iter().any(|word| word.span.start() == at && (is_together(word) || word.is("verb")));
        if stops {
            return at;
        }
        if let Some(end) = atom(view, at, limit) {
            at = end.max(at + 1);
        } else if at > from && is_break(view, at, rest) && view.lexicon.joints.longest_at(rest).is_none() {
            return at;
        } else {
            let shield = view.lexicon.compounds.longest_at(rest).map_or(0, |word| word.text.len());
            if at > from && view.lexicon.manners.longest_at(rest).is_some_and(|word| word.text.len() >= shield) {
                return at;
            }
            at += shield.max(rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    limit
}

/// `聯同主要合作夥伴，例如A、B和C`: the names of the next clause.
fn exemplified(context: &Context<'_>, span: Span) -> Option<(Vec<Object>, usize)> {
    let next = context.statements.get(context.index + 1)?;
    let same = next.sentence == context.statement.sentence && span.end() == context.span().end();
    let opens =
        ["例如", "包括", "如", "即"].iter().find(|word| context.view.said(next.clause.span).starts_with(**word))?;
    let unnamed = context.view.names_in(span).is_empty();
    let names = context.names_behind(next.clause.span.start() + opens.len(), next.clause.span.end());
    let end = names.last()?.span.end();
    (same && unnamed).then_some((names, end))
}

/// `A和B合作`: the subject itself lists the partners.
fn joint_subject(context: &Context<'_>, out: &mut Vec<Found>) {
    let Some(subject) = context.statement.lead.subject else { return };
    let Some(together) = context.triggers.iter().find(|word| is_together(word)) else { return };
    if subject.end() > together.span.start() || !context.only_adverbs(subject.end(), together.span.start()) {
        return;
    }
    let parties: Vec<Object> = context.pieces(subject).iter().filter_map(|piece| context.named_piece(*piece)).collect();
    if let [first, others @ ..] = parties.as_slice() {
        tell(context, *together, first, others, together.span.end(), out);
    }
}

fn tell(context: &Context<'_>, with: Trigger, actor: &Object, parties: &[Object], end: usize, out: &mut Vec<Found>) {
    let start = if context.span().contains(actor.span) { actor.span.start() } else { context.span().start() };
    for party in parties {
        out.push(Found {
            subject: actor.clone(),
            predicate: "partner_of",
            object: party.clone(),
            span: Span::new(start, end.max(start)),
            trigger: with.span,
            rule: "relation.partner",
        });
    }
}
