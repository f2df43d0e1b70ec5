//! What a rule of facts sees of a document.

use super::lattice::{ADVERB, COMPOUND, HAPPENING, Kinds, Lattice, PREDICATE};
use super::nearest::Nearest;
use crate::clean::Clean;
use crate::entities::{AliasRelation, Entities, Entity, EntityId, Occurrence};
use crate::lexicon::{Lexicon, Table, Word};
use crate::mentions::{Date, DateValue, Mention, MentionId, Value};
use crate::span::Span;
use crate::structure::Outline;

/// Where the values, names and common words of a document begin.
#[derive(Debug)]
pub struct Places {
    values: Nearest,
    names: Nearest,
    words: Lattice,
}

impl Places {
    /// Of these values and names, and of the words in `text`.
    #[must_use]
    pub fn new(text: &str, mentions: &[Mention], entities: &Entities, lexicon: &Lexicon) -> Self {
        Self {
            values: Nearest::new(mentions.iter().map(|mention| mention.span.start())),
            names: Nearest::new(entities.occurrences.iter().map(|place| place.span.start())),
            words: Lattice::new(text, mentions, entities, lexicon),
        }
    }
}

/// All that a rule of facts may see.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The clean text.
    pub text: &'a str,
    /// The shape of the document.
    pub outline: &'a Outline,
    /// The values in it.
    pub mentions: &'a [Mention],
    /// The names in it.
    pub entities: &'a Entities,
    /// The words.
    pub lexicon: &'a Lexicon<'a>,
    /// The document's own date.
    pub date: Option<Date>,
    /// What the document is about as a whole; absent only while that is read.
    pub home: Option<&'a super::home::Home>,
    places: &'a Places,
}

impl<'a> View<'a> {
    /// Everything of one document.
    #[must_use]
    pub fn new(
        clean: &'a Clean,
        outline: &'a Outline,
        mentions: &'a [Mention],
        entities: &'a Entities,
        places: &'a Places,
        lexicon: &'a Lexicon<'a>,
        date: Option<Date>,
    ) -> Self {
        Self { text: clean.text(), outline, mentions, entities, lexicon, date, home: None, places }
    }

    /// The same with what the document is about as a whole.
    #[must_use]
    pub const fn at_home(self, home: &'a super::home::Home) -> Self {
        Self { home: Some(home), ..self }
    }

    /// The text of `span`.
    #[must_use]
    pub fn said(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The mentions that begin inside `span`, with their numbers.
    pub fn mentions_in(&self, span: Span) -> impl DoubleEndedIterator<Item = (MentionId, &'a Mention)> + use<'a> {
        let (from, to) = (self.values_before(span.start()), self.values_before(span.end()));
        let inside = self.mentions.get(from..to).unwrap_or(&[]);
        inside.iter().enumerate().map(move |(index, mention)| ((from + index) as MentionId, mention))
    }

    /// The dates that begin inside `span`.
    pub fn dates_in(
        &self,
        span: Span,
    ) -> impl DoubleEndedIterator<Item = (MentionId, &'a Mention, &'a DateValue)> + use<'a> {
        self.mentions_in(span).filter_map(|(id, mention)| match &mention.value {
            Value::Date(date) => Some((id, mention, date)),
            _ => None,
        })
    }

    /// The names that begin inside `span`.
    #[must_use]
    pub fn names_in(&self, span: Span) -> &'a [Occurrence] {
        let (from, to) = (self.names_before(span.start()), self.names_before(span.end()));
        self.entities.occurrences.get(from..to).unwrap_or(&[])
    }

    /// The name of an occurrence as slots write it: an abbreviation written out, a former name, a
    /// translation or a variant (政府) as it stands.
    #[must_use]
    pub fn name_of(&self, place: &Occurrence) -> String {
        let said = self.said(place.span);
        let Some(entity) = self.entities.get(place.entity) else { return said.to_owned() };
        let other = entity.aliases.iter().find(|alias| alias.text == said && alias.text != entity.name);
        match other.map(|alias| alias.relation) {
            Some(AliasRelation::FormerName | AliasRelation::Translation | AliasRelation::Variant) => said.to_owned(),
            _ => entity.name.clone(),
        }
    }

    /// Whether one of `kinds` may begin at byte `at`.
    #[must_use]
    pub fn may(&self, at: usize, kinds: Kinds) -> bool {
        self.places.words.may(at, kinds)
    }

    /// The next byte behind `at` where one of `kinds` may begin, `limit` where none does.
    #[must_use]
    pub fn next(&self, at: usize, limit: usize, kinds: Kinds) -> usize {
        self.places.words.next(at + 1, limit, kinds)
    }

    /// The first byte from `at` on where one of `kinds` may begin, `limit` where none does.
    #[must_use]
    pub fn first(&self, at: usize, limit: usize, kinds: Kinds) -> usize {
        self.places.words.next(at, limit, kinds)
    }

    /// The compound that `rest`, the text from byte `at` on, begins with.
    #[must_use]
    pub fn compound_at(&self, at: usize, rest: &str) -> Option<Word> {
        if self.may(at, COMPOUND) { self.lexicon.compounds.longest_at(rest) } else { None }
    }

    /// The length of the noun that a verb of `len` bytes, with which `rest` begins, makes with the suffix behind it
    /// (發電量, 申請者); nothing where no such suffix follows.
    #[must_use]
    pub fn deverbal(&self, rest: &str, len: usize) -> Option<usize> {
        let behind = rest.get(len..).filter(|_| len >= 2 * '量'.len_utf8())?;
        let suffix = self.lexicon.deverbal.longest_at(behind)?;
        let next = behind.get(suffix.text.len()..)?;
        let other = suffix.get("except").is_some_and(|except| except.split(' ').any(|c| next.starts_with(c)));
        (!other).then_some(len + suffix.text.len())
    }

    /// Adverbs, predicates and verbs of happening, each list with its kind of beginning.
    #[must_use]
    pub const fn verbs(&self) -> [(&'a Table<'a>, Kinds); 3] {
        let lexicon = self.lexicon;
        [(&lexicon.adverbs, ADVERB), (&lexicon.predicates, PREDICATE), (&lexicon.event_verbs, HAPPENING)]
    }

    /// The longest word of `tables` that `rest`, the text from byte `at` on, begins with; the last of those that
    /// are as long. Each list stands with its kind of beginning, or with 0 where the text was not scanned for it.
    #[must_use]
    pub fn longest_of(&self, at: usize, rest: &str, tables: &[(&Table, Kinds)]) -> Option<Word> {
        let kinds = tables.iter().fold(0, |all, (_, kind)| all | kind);
        let known = tables.iter().all(|(_, kind)| *kind != 0);
        if known && !self.may(at, kinds) {
            return None;
        }
        let mut best: Option<Word> = None;
        let lists = self.lexicon.lists_at(rest);
        for (table, _) in tables.iter().filter(|(table, _)| lists.has(table)) {
            let word = table.longest_at(rest);
            if word.is_some_and(|word| best.is_none_or(|best| word.text.len() >= best.text.len())) {
                best = word;
            }
        }
        best
    }

    /// How many values begin before byte `at`.
    fn values_before(&self, at: usize) -> usize {
        self.places.values.before(self.mentions, at, |mention| mention.span.start())
    }

    /// How many names begin before byte `at`.
    #[must_use]
    pub fn names_before(&self, at: usize) -> usize {
        self.places.names.before(&self.entities.occurrences, at, |place| place.span.start())
    }

    /// The listed things that are named before byte `at`, at most `reach` bytes before it, the nearest first.
    pub fn named_near(&self, at: usize, reach: usize) -> impl Iterator<Item = (EntityId, &'a Entity)> + use<'a> {
        let entities = self.entities;
        let before = entities.occurrences.get(..self.names_before(at)).unwrap_or(&[]);
        let near = before.iter().rev().take_while(move |place| at - place.span.start() < reach);
        near.filter_map(|place| Some((place.entity, entities.get(place.entity)?)))
    }

    /// The name that holds byte `at`, if any.
    #[must_use]
    pub fn name_over(&self, at: usize) -> Option<&'a Occurrence> {
        let place = self.entities.occurrences.get(self.names_before(at + 1).checked_sub(1)?)?;
        (at < place.span.end()).then_some(place)
    }

    /// The mention that holds byte `at`, if any.
    #[must_use]
    pub fn mention_over(&self, at: usize) -> Option<(MentionId, &'a Mention)> {
        let index = self.values_before(at + 1).checked_sub(1)?;
        let mention = self.mentions.get(index)?;
        (at < mention.span.end()).then_some((index as MentionId, mention))
    }
}
