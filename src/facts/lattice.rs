//! Where in a text a word of the common lists may begin: one scan a document, so that the rules that look for
//! verbs and triggers pass over all other characters at once.

use crate::entities::Entities;
use crate::lexicon::{Lexicon, Lists};
use crate::mentions::Mention;

/// Kinds of beginning, as bits.
pub type Kinds = u8;

/// A name, an opening bracket or an opening quotation mark.
pub const ATOM: Kinds = 1;
/// A predicate.
pub const PREDICATE: Kinds = 2;
/// A verb of happening.
pub const HAPPENING: Kinds = 4;
/// An adverb.
pub const ADVERB: Kinds = 128;
/// An adverb, a predicate or a verb of happening.
pub const VERB: Kinds = PREDICATE | HAPPENING | ADVERB;
/// A compound, which shields what it begins with.
pub const COMPOUND: Kinds = 8;
/// A trigger of relations.
pub const RELATION: Kinds = 16;
/// A word of tense or intent.
pub const STATUS: Kinds = 32;
/// A value.
pub const VALUE: Kinds = 64;

/// The kinds that may begin at each byte of a text. A bit may be set where no word stands; where none is set,
/// none does.
#[derive(Debug)]
pub struct Lattice {
    marks: Vec<Kinds>,
}

impl Lattice {
    /// Scans `text`.
    #[must_use]
    pub fn new(text: &str, mentions: &[Mention], entities: &Entities, lexicon: &Lexicon) -> Self {
        let mut lattice = Self { marks: vec![0; text.len()] };
        let tables = [
            (&lexicon.adverbs, ADVERB),
            (&lexicon.predicates, PREDICATE),
            (&lexicon.event_verbs, HAPPENING),
            (&lexicon.compounds, COMPOUND),
            (&lexicon.relation_words, RELATION),
            (&lexicon.status, STATUS),
        ];
        let lists = Lists::of(tables.iter().map(|(table, _)| *table));
        for (at, c) in text.char_indices() {
            let here = lexicon.lists_at(text.get(at..).unwrap_or(""));
            if !here.parted(lists) {
                let words = tables.iter().filter(|(table, _)| here.has(table));
                lattice.set(at, words.fold(0, |all, (_, kind)| all | kind));
            }
            if matches!(c, '「' | '『' | '《' | '“' | '（' | '(' | '〔' | '﹝') {
                lattice.set(at, ATOM);
            }
        }
        entities.occurrences.iter().for_each(|place| lattice.set(place.span.start(), ATOM));
        mentions.iter().for_each(|mention| lattice.set(mention.span.start(), VALUE));
        lattice
    }

    fn set(&mut self, at: usize, kinds: Kinds) {
        if let Some(mark) = self.marks.get_mut(at) {
            *mark |= kinds;
        }
    }

    /// Whether one of `kinds` may begin at byte `at`.
    #[must_use]
    #[inline]
    pub fn may(&self, at: usize, kinds: Kinds) -> bool {
        self.marks.get(at).is_some_and(|mark| mark & kinds != 0)
    }

    /// The first byte from `at` on, before `limit`, where one of `kinds` may begin; else `limit`.
    #[must_use]
    #[inline]
    pub fn next(&self, at: usize, limit: usize, kinds: Kinds) -> usize {
        let marks = self.marks.get(at..limit).unwrap_or(&[]);
        marks.iter().position(|mark| mark & kinds != 0).map_or(limit, |offset| at + offset)
    }
}
