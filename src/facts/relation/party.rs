//! The two sides of a relation: names before and behind a word, and what a clause speaks of.

use super::super::frame::View;
use super::super::object::{Object, expand, is_joint, joined_names, tail_is_empty};
use super::super::phrase::{atom, trim};
use super::super::statement::named;
use super::Context;
use crate::entities::{EntityKind, Occurrence};
use crate::mentions::Value;
use crate::span::Span;

/// How far back an adverb or a describing word may part a name from the word it goes with, in bytes.
pub const GAP: usize = 36;

/// The longest party that is taken over in its own words, in characters.
pub const LONGEST_PARTY: usize = 18;

/// The object that a name is.
#[must_use]
pub fn of_name(view: &View<'_>, place: &Occurrence) -> Option<Object> {
    view.entities.get(place.entity)?;
    Some(Object { name: view.name_of(place), entity: Some(place.entity), span: place.span })
}

/// Whether `at` begins a mention that is a date or a period.
#[must_use]
pub fn is_date(view: &View<'_>, at: usize) -> bool {
    view.mention_over(at).is_some_and(|(_, mention)| {
        mention.span.start() == at && matches!(mention.value, Value::Date(_) | Value::Set(_) | Value::Duration(_))
    })
}

/// Whether a word that a noun cannot go over (adverb, verb, preposition) begins at `at`.
#[must_use]
pub fn is_break(view: &View<'_>, at: usize, rest: &str) -> bool {
    let shield = view.lexicon.compounds.longest_at(rest).map_or(0, |word| word.text.len());
    let words = [&view.lexicon.adverbs, &view.lexicon.predicates, &view.lexicon.event_verbs];
    let longest = words.iter().filter_map(|table| table.longest_at(rest)).map(|word| word.text.len()).max();
    is_date(view, at) || longest.is_some_and(|len| len >= shield)
}

impl Context<'_> {
    /// The stretch of the clause.
    #[must_use]
    pub fn span(&self) -> Span {
        self.statement.clause.span
    }

    /// The text from `from` to the end of the clause.
    #[must_use]
    pub fn rest(&self, from: usize) -> &str {
        self.view.text.get(from..self.span().end()).unwrap_or("")
    }

    /// The names that end right before `at`, adverbs and class nouns between.
    #[must_use]
    pub fn names_before(&self, at: usize) -> Vec<Object> {
        let view = self.view;
        let mut end = at;
        while let Some(before) = view.text.get(self.span().start()..end) {
            let trimmed = before.trim_end();
            end -= before.len() - trimmed.len();
            let Some(word) = view.lexicon.adverbs.longest_before(trimmed) else { break };
            if view.name_over(end - 1).is_some() || at - end > GAP {
                break;
            }
            end -= word.text.len();
        }
        let names = joined_names(view, Span::new(self.span().start(), end));
        if names.is_empty() { self.government_before(end).into_iter().collect() } else { names }
    }

    /// 政府, 特區政府 and the like right before `at`, where it is no entity.
    fn government_before(&self, at: usize) -> Option<Object> {
        let before = self.view.text.get(self.span().start()..at)?;
        let word = self.view.lexicon.governments.longest_before(before)?;
        let span = Span::new(at - word.text.len(), at);
        Some(Object { name: word.text.to_owned(), entity: None, span })
    }

    /// The parties that `span` lists: each that is a name or a government; the text's own words where
    /// it is one short noun and no name.
    #[must_use]
    pub fn parties(&self, span: Span) -> Vec<Object> {
        let pieces = self.pieces(span);
        let named: Vec<Object> = pieces.iter().filter_map(|piece| self.named_piece(*piece)).collect();
        if !named.is_empty() {
            return named;
        }
        let words = self.view.said(span);
        let told = self.view.mentions_in(span).any(|(_, mention)| {
            matches!(mention.value, Value::Date(_) | Value::Money(_)) // 政府撥款10億元: a clause, no party
        });
        let odd = told || words.contains(['，', ',', '。', '；', '：']) || words.chars().count() > 2 * LONGEST_PARTY;
        let single = pieces.len() == 1 && words.chars().count() <= LONGEST_PARTY;
        if odd || !(single || pieces.len() > 1) || self.starts_with_figure(span) || self.has_verb(span) {
            return Vec::new();
        }
        vec![Object { name: expand(self.view, span), entity: None, span }]
    }

    /// Whether a verb of happening stands in `span`: 能源局改制 is no party.
    pub fn has_verb(&self, span: Span) -> bool {
        let words = self.view.said(span);
        words.char_indices().skip(1).any(|(at, _)| {
            words.get(at..).is_some_and(|rest| {
                let shield = self.view.lexicon.compounds.longest_at(rest).map_or(0, |word| word.text.len());
                let verb = self.view.lexicon.event_verbs.longest_at(rest);
                verb.is_some_and(|verb| verb.text.len() >= shield)
                    || ["改制", "升格", "演變", "演变", "轉型", "转型"].iter().any(|word| rest.starts_with(word))
            })
        })
    }

    /// 一名副院長, 22個直轄市: a figure leads, so nobody in particular is meant.
    fn starts_with_figure(&self, span: Span) -> bool {
        let numeral = |c: char| "一二三四五六七八九十兩两雙双各多幾几數数".contains(c) || c.is_ascii_digit();
        let figure = self.view.mention_over(span.start()).is_some() || self.view.said(span).starts_with(numeral);
        figure && self.view.name_over(span.start()).is_none()
    }

    /// `span` cut at its joints, outside names and brackets.
    #[must_use]
    pub fn pieces(&self, span: Span) -> Vec<Span> {
        let view = self.view;
        let (mut from, mut at) = (span.start(), span.start());
        let mut out = Vec::new();
        while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
            if let Some(end) = atom(view, at, span.end()) {
                at = end.max(at + 1);
            } else if let Some(word) = view.lexicon.joints.longest_at(rest) {
                out.extend(trim(view.text, from, at));
                at += word.text.len();
                from = at;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        out.extend(trim(view.text, from, span.end()));
        out
    }

    /// The name that a piece is: alone, behind a describing word, or before 等.
    #[must_use]
    pub fn named_piece(&self, piece: Span) -> Option<Object> {
        let view = self.view;
        if let (name, Some(entity)) = named(view, piece) {
            return Some(Object { name, entity: Some(entity), span: piece });
        }
        if let Some(word) = view.lexicon.governments.get(view.said(piece)) {
            return Some(Object { name: word.text.to_owned(), entity: None, span: piece });
        }
        let names = view.names_in(piece);
        let last = names.last()?;
        let place = names.iter().rev().nth(1).filter(|other| other.span.end() == last.span.start());
        if place.is_some_and(|other| self.is_foreign_place(other.entity)) && last.span.end() == piece.end() {
            return Some(Object { name: expand(view, piece), entity: None, span: piece });
        }
        let first = names.first()?;
        let role = view.entities.get(first.entity).is_some_and(|entity| entity.kind == EntityKind::PersonRole);
        let person = view.said(piece).chars().count() <= view.said(first.span).chars().count() + 6;
        if role && person && names.len() == 1 && first.span.start() == piece.start() {
            return of_name(view, first); // 政務司司長陳國基
        }
        let behind = view.text.get(last.span.end()..piece.end())?.trim_start_matches(['」', '》', '』', '”']);
        let ends = behind.starts_with('等') || tail_is_empty(view, last.span.end(), piece.end());
        ends.then(|| of_name(view, last)).flatten()
    }

    /// Whether an entity is a place other than the document's own: 泰國 in 泰國中央銀行 is part of a name.
    fn is_foreign_place(&self, entity: u32) -> bool {
        let own = ["香港", "澳門", "澳门", "中國", "中国", "臺灣", "台灣", "台湾"];
        self.view
            .entities
            .get(entity)
            .is_some_and(|entity| entity.kind == EntityKind::Place && !own.contains(&entity.name.as_str()))
    }

    /// Whether nothing but adverbs, joints and trigger words stands from `from` to `to`.
    #[must_use]
    pub fn only_adverbs(&self, from: usize, to: usize) -> bool {
        let view = self.view;
        let mut at = from;
        while let Some(rest) = view.text.get(at..to.max(at)).filter(|rest| !rest.is_empty()) {
            let trigger = self.triggers.iter().find(|trigger| trigger.span.start() == at && trigger.is("verb"));
            let word = [&view.lexicon.adverbs, &view.lexicon.connectives, &view.lexicon.joints]
                .iter()
                .filter_map(|table| table.longest_at(rest))
                .map(|word| word.text.len())
                .max();
            if let Some(trigger) = trigger {
                at = trigger.span.end();
            } else if let Some(len) = word {
                at += len;
            } else if is_date(view, at) {
                at = view.mention_over(at).map_or(at + 1, |(_, mention)| mention.span.end());
            } else if rest.starts_with([' ', '起']) {
                at += rest.chars().next().map_or(1, char::len_utf8);
            } else {
                return false;
            }
        }
        true
    }
}

/// Whether the entity of an object is an organisation.
#[must_use]
pub fn is_organisation(view: &View<'_>, object: &Object) -> bool {
    object.entity.and_then(|id| view.entities.get(id)).is_some_and(|entity| entity.kind == EntityKind::Organisation)
}

/// Whether two names are parted by a joint alone.
#[must_use]
pub fn joined(view: &View<'_>, a: Span, b: Span) -> bool {
    view.text.get(a.end()..b.start()).is_some_and(|between| is_joint(view, between))
}
