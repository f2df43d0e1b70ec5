//! `alias`: what a short, former or foreign name stands for, where the text defines it, once a document.
//!
//! The entities stage reads the definitions; here each becomes a fact, but for the addresses of sites, which
//! are variants of the entity's name and define nothing.

use std::collections::BTreeSet;

use super::{Fact, FactKind, Slot, SlotValue, Status};
use crate::clean::Clean;
use crate::entities::{Entities, Term, is_address};
use crate::structure::Outline;

/// The definitions of a document as facts.
#[must_use]
pub fn facts(_clean: &Clean, outline: &Outline, entities: &Entities) -> Vec<Fact> {
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    let terms = entities.terms.iter();
    terms
        .filter(|term| !is_address(&term.alias))
        .filter(|term| seen.insert((term.name.as_str(), term.alias.as_str())))
        .map(|term| fact(outline, entities, term))
        .collect()
}

/// One definition as a fact.
fn fact(outline: &Outline, entities: &Entities, term: &Term) -> Fact {
    let entity = entities.resolve(&term.name);
    Fact {
        kind: FactKind::Alias,
        slots: vec![
            (Slot::Entity, SlotValue::Entity(term.name.clone(), entity)),
            (Slot::Alias, SlotValue::Text(term.alias.clone())),
            (Slot::Relation, SlotValue::Text(term.relation.word().to_owned())),
        ],
        status: Status::Actual,
        span: term.span,
        block: outline.block_at(term.span),
        rule: term.rule,
        triggers: Vec::new(),
        mentions: Vec::new(),
    }
}
