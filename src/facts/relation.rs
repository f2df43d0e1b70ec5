//! `relation`: who belongs to whom, who leads, manages, owns or founded what, what stands where and
//! who works with whom. Each is told once a document, at its first place.
//!
//! ```text
//! under   = whole "轄下" [ "的" ] part            (relation/part.rs)
//! has     = whole "下設" part *( "、" part )
//! in      = part "隸屬" whole
//! passive = [ thing ] "由" party verb [ "的" thing ]   (relation/passive.rs)
//! active  = party verb ( thing | "的" thing )     (relation/active.rs)
//! office  = thing "由" party "擔任" head | thing "以" party "為" head   (relation/office.rs)
//! at      = thing "位於" place | "位於" place "的" thing   (relation/place.rs)
//! partner = party "與" party … "合作" | party "聯同" party (relation/partner.rs)
//! ```
//!
//! A relation has a name on one side at least, and the side it is about is always a name: nothing is
//! told of common nouns.

mod active;
mod behind;
mod office;
mod part;
mod partner;
mod party;
mod passive;
mod place;
mod subject;
mod trigger;

use std::collections::BTreeSet;

use super::frame::View;
use super::object::Object;
use super::statement::Statement;
use super::{Fact, FactKind, Slot, SlotValue};
use crate::entities::EntityKind;
use crate::script;
use crate::span::Span;
use crate::structure::BlockKind;
use trigger::Trigger;

/// One clause with its neighbours and its trigger words.
struct Context<'a> {
    view: &'a View<'a>,
    statements: &'a [Statement],
    index: usize,
    statement: &'a Statement,
    triggers: Vec<Trigger>,
}

/// What a rule found, before it becomes a fact.
struct Found {
    subject: Object,
    predicate: &'static str,
    object: Object,
    span: Span,
    trigger: Span,
    rule: &'static str,
}

/// The relations that the statements tell, each once.
#[must_use]
pub fn facts(view: &View<'_>, statements: &[Statement]) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut told = BTreeSet::new();
    for (index, statement) in statements.iter().enumerate() {
        if !carries_text(view, statement) {
            continue;
        }
        let triggers = trigger::triggers(view, statement.clause.span);
        if triggers.is_empty() {
            continue;
        }
        let context = Context { view, statements, index, statement, triggers };
        let mut found = Vec::new();
        part::find(&context, &mut found);
        passive::find(&context, &mut found);
        office::find(&context, &mut found);
        active::find(&context, &mut found);
        place::find(&context, &mut found);
        partner::find(&context, &mut found);
        for found in found {
            if fits(view, &found) && told.insert(key(&found)) {
                out.push(fact(view, statement, found));
            }
        }
    }
    out
}

/// Headings and captions name things; they tell nothing of them.
fn carries_text(view: &View<'_>, statement: &Statement) -> bool {
    view.outline
        .block(statement.block)
        .is_none_or(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem))
}

/// What makes two relations the same: partners have no order.
fn key(found: &Found) -> (&'static str, String, String) {
    let (a, b) = (script::key(&found.subject.name), script::key(&found.object.name));
    if found.predicate == "partner_of" && b < a { (found.predicate, b, a) } else { (found.predicate, a, b) }
}

/// Whether the two sides are of kinds that can stand so to each other.
fn fits(view: &View<'_>, found: &Found) -> bool {
    use EntityKind::{Agreement, Fund, PersonRole, Place, Programme, Publication};
    if found.subject.name == found.object.name || found.object.name.is_empty() {
        return false;
    }
    let kind = |object: &Object| object.entity.and_then(|id| view.entities.get(id)).map(|entity| entity.kind);
    let (subject, object) = (kind(&found.subject), kind(&found.object));
    let acts = !matches!(object, Some(Publication | Agreement | Programme));
    match found.predicate {
        "located_in" => {
            !matches!(subject, Some(Publication | Agreement | PersonRole | Fund | Programme))
                && !matches!(object, Some(Publication | Agreement | PersonRole | Fund | Programme))
        }
        "part_of" => !matches!(subject, Some(Place | PersonRole)) && !matches!(object, Some(PersonRole)),
        "led_by" => {
            let governs = view.lexicon.governments.get(&found.subject.name).is_some();
            !matches!(subject, Some(Place | Publication | PersonRole)) && acts && !governs
        }
        "partner_of" => {
            acts && !matches!(subject, Some(Publication | Agreement | Programme | Fund))
                && (!matches!((subject, object), (Some(Place), Some(Place))) || governed(found))
        }
        _ => acts && !matches!(subject, Some(PersonRole)),
    }
}

/// Whether both sides are cities or provinces, which act by their governments.
fn governed(found: &Found) -> bool {
    [&found.subject.name, &found.object.name].iter().all(|name| name.ends_with(['市', '省', '縣', '县', '州']))
}

/// `span` with the marks that close what it opens.
fn closed(view: &View<'_>, span: Span) -> Span {
    let marks = |open: &[char]| view.said(span).matches(open).count();
    let open = marks(&['「', '《', '『', '“', '（', '('][..]);
    let missing = open.saturating_sub(marks(&['」', '》', '』', '”', '）', ')'][..]));
    let rest = view.text.get(span.end()..).unwrap_or("");
    let close = |c: &char| matches!(c, '」' | '》' | '』' | '”' | '）' | ')');
    let more: usize = rest.chars().take(missing).take_while(close).map(char::len_utf8).sum();
    Span::new(span.start(), span.end() + more)
}

fn fact(view: &View<'_>, statement: &Statement, found: Found) -> Fact {
    Fact {
        kind: FactKind::Relation,
        slots: vec![
            (Slot::Subject, SlotValue::Entity(found.subject.name, found.subject.entity)),
            (Slot::Predicate, SlotValue::Text(found.predicate.to_owned())),
            (Slot::Object, SlotValue::Entity(found.object.name, found.object.entity)),
        ],
        status: statement.status,
        span: closed(view, found.span),
        block: Some(statement.block),
        rule: found.rule,
        triggers: vec![found.trigger],
        mentions: Vec::new(),
    }
}
