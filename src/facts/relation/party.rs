//! The two sides of a relation: names before and behind a word, and what a clause speaks of.

use super::super::frame::View;
use super::super::object::{Object, expand, is_joint, joined_names, skip_count, tail_is_empty};
use super::super::phrase::{atom, trim};
use super::super::statement::{Topic, named};
use super::Context;
use crate::entities::{EntityKind, Occurrence};
use crate::mentions::Value;
use crate::span::Span;

/// How far back an adverb or a describing word may part a name from the word it goes with, in bytes.
const GAP: usize = 36;

/// The longest party that is taken over in its own words, in characters.
const LONGEST_PARTY: usize = 18;

/// The object that a name is.
#[must_use]
pub fn of_name(view: &View<'_>, place: &Occurrence) -> Option<Object> {
    view.entities.get(place.entity)?;
    Some(Object { name: view.name_of(place), entity: Some(place.entity), span: place.span })
}

fn of_topic(topic: &Topic) -> Object {
    Object { name: topic.name.clone(), entity: topic.entity, span: topic.span }
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

    /// The things that the clause speaks of, all of them names: its own subject, else what the clause
    /// before has made or named, else the subject that is carried over, the topic, the heading.
    #[must_use]
    pub fn subjects(&self, before: usize) -> Vec<Object> {
        let statement = self.statement;
        if let Some(span) = statement.lead.subject.filter(|span| span.start() < before) {
            let span = Span::new(span.start(), span.end().min(before));
            let names = joined_names(self.view, span);
            if !names.is_empty() {
                return names;
            }
            return statement.own.iter().filter(|own| is_named(own)).map(of_topic).collect();
        }
        if let Some(made) = self.made_before() {
            return vec![made];
        }
        [&statement.carried, &statement.topic, &statement.heading]
            .into_iter()
            .flatten()
            .find(|topic| topic.entity.is_some())
            .map(of_topic)
            .into_iter()
            .collect()
    }

    /// What an earlier clause of the sentence has founded, renamed or launched and ends with:
    /// `改制為環境部，下設…`, `成立「X」，由…領導`.
    fn made_before(&self) -> Option<Object> {
        for at in (0..self.index).rev() {
            let before = self.statements.get(at).filter(|other| other.sentence == self.statement.sentence)?;
            if let Some(made) = self.made_in(before.clause.span) {
                return Some(made);
            }
            if before.own.as_ref().is_some_and(|own| own.entity.is_some()) {
                return None;
            }
        }
        None
    }

    /// The name at the end of `span` that a verb of happening goes with.
    fn made_in(&self, span: Span) -> Option<Object> {
        let view = self.view;
        let names = joined_names(view, span);
        let [name] = names.as_slice() else { return None };
        let from = span.start().max(name.span.start().saturating_sub(GAP));
        let from = (from..=name.span.start()).find(|at| view.text.is_char_boundary(*at))?;
        let between = view.text.get(from..name.span.start())?;
        let verb = between
            .char_indices()
            .any(|(at, _)| between.get(at..).is_some_and(|rest| view.lexicon.event_verbs.longest_at(rest).is_some()));
        verb.then(|| name.clone())
    }

    /// Who acts: the own subject or the one carried over, where it is a name or a government.
    #[must_use]
    pub fn actors(&self, before: usize) -> Vec<Object> {
        let statement = self.statement;
        if let Some(span) = statement.lead.subject.filter(|span| span.start() < before) {
            let names = joined_names(self.view, Span::new(span.start(), span.end().min(before)));
            if !names.is_empty() {
                return names;
            }
        }
        let topic = match &statement.own {
            Some(own) if own.span.start() < before || !self.span().contains(own.span) => Some(own),
            _ => [&statement.carried, &statement.topic, &statement.heading].into_iter().flatten().next(),
        };
        topic.filter(|topic| is_named(topic)).map(of_topic).into_iter().collect()
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

    /// The names that begin at `from`, behind marks and a count, joined by 、 or 和, where the phrase
    /// ends with them: `的「X」推出…`, not `的X的部門`.
    #[must_use]
    pub fn names_behind(&self, from: usize, limit: usize) -> Vec<Object> {
        let view = self.view;
        let mut at = skip_marks(view, skip_count(view, from, limit), limit);
        let mut out = Vec::new();
        while let Some(place) = view.name_over(at).filter(|place| place.span.start() == at) {
            let end = self.after_name(place.span.end(), limit);
            let bracketed = view.text.get(..end).is_some_and(|before| before.ends_with(['）', ')', '﹞', '〕']));
            if !bracketed && !self.ends_noun(end, limit) && self.joint_at(end, limit).is_none() {
                break;
            }
            out.extend(of_name(view, place));
            let Some(next) = self.joint_at(end, limit) else { break };
            at = skip_marks(view, skip_count(view, next, limit), limit);
        }
        out
    }

    /// The names behind `from`, or behind the dash or 分別是 that follows a common noun there:
    /// `五所研發中心——甲中心、乙中心`.
    #[must_use]
    pub fn things_behind(&self, from: usize, limit: usize) -> Vec<Object> {
        let names = self.names_behind(from, limit);
        if !names.is_empty() {
            return names;
        }
        let rest = self.view.text.get(from..limit).unwrap_or("");
        let opens = ["——", "—", "－－", "──", "分別是", "分别是", "分別為", "分别为", "包括", "即"];
        let dash = opens.iter().find_map(|dash| Some(rest.find(dash)? + dash.len()));
        let near = dash.filter(|at| rest.get(..*at).is_some_and(|noun| noun.chars().count() <= 16));
        near.map(|at| self.names_behind(from + at, limit)).unwrap_or_default()
    }

    /// The members of a list of bodies: the names, and what ends like one of them
    /// (`中央健康保險署、疾病管制署` where only the second is known).
    #[must_use]
    pub fn bodies_behind(&self, from: usize, limit: usize) -> Vec<Object> {
        let view = self.view;
        let start = skip_marks(view, skip_count(view, from, limit), limit);
        let rest = view.text.get(start..limit).unwrap_or("");
        let end =
            start + ["等", "，", "；", "——"].iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
        let Some(span) = trim(view.text, start, end) else { return Vec::new() };
        let pieces = self.pieces(span);
        let named: Vec<Option<Object>> = pieces.iter().map(|piece| self.named_piece(*piece)).collect();
        let last = |object: &Object| object.name.chars().next_back();
        let ends: Vec<char> = named.iter().flatten().filter_map(last).collect();
        let short = |piece: &Span| (4..=LONGEST_PARTY).contains(&view.said(*piece).chars().count());
        pieces
            .iter()
            .zip(&named)
            .filter_map(|(piece, named)| {
                let like = || view.said(*piece).chars().next_back().is_some_and(|c| ends.contains(&c)) && short(piece);
                let unnamed = || Object { name: expand(view, *piece), entity: None, span: *piece };
                named.clone().or_else(|| like().then(unnamed))
            })
            .collect()
    }

    /// Behind a name: its closing mark, a bracket and a class noun passed.
    fn after_name(&self, from: usize, limit: usize) -> usize {
        let view = self.view;
        let mut at = from;
        while let Some(rest) = view.text.get(at..limit) {
            let Some(c) = rest.chars().next() else { break };
            if matches!(c, '」' | '』' | '》' | '”' | ' ' | '"' | '*') {
                at += c.len_utf8();
            } else if let Some(end) = atom(view, at, limit).filter(|_| matches!(c, '（' | '(' | '〔' | '﹝')) {
                at = end;
            } else if let Some(word) = view.lexicon.describing.longest_at(rest) {
                at += word.text.len();
            } else {
                break;
            }
        }
        at
    }

    /// Where the joint that stands at `at` ends.
    fn joint_at(&self, at: usize, limit: usize) -> Option<usize> {
        let rest = self.view.text.get(at..limit)?;
        let word = self.view.lexicon.joints.longest_at(rest)?;
        let next = skip_marks(self.view, skip_count(self.view, at + word.text.len(), limit), limit);
        self.view.name_over(next).filter(|place| place.span.start() == next)?;
        Some(at + word.text.len())
    }

    /// Whether a noun can end at `at`: a mark, a verb, an adverb, a date or nothing follows.
    fn ends_noun(&self, at: usize, limit: usize) -> bool {
        let Some(rest) = self.view.text.get(at..limit) else { return true };
        match rest.chars().next() {
            None => true,
            Some(c) => {
                let told = self.triggers.iter().any(|word| word.span.start() == at && !word.is("under"));
                told || "，。；：、等（(".contains(c)
                    || self.view.lexicon.place_tails.longest_at(rest).is_some()
                    || self.view.lexicon.joints.longest_at(rest).is_some()
                    || is_break(self.view, at, rest)
                    || self.view.lexicon.object_ends.longest_at(rest).is_some_and(|word| {
                        self.view
                            .lexicon
                            .compounds
                            .longest_at(rest)
                            .is_none_or(|other| other.text.len() <= word.text.len())
                    })
            }
        }
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
        let odd = words.contains(['，', ',', '。', '；', '：']) || words.chars().count() > 2 * LONGEST_PARTY;
        let single = pieces.len() == 1 && words.chars().count() <= LONGEST_PARTY;
        if odd || !(single || pieces.len() > 1) || self.starts_with_figure(span) || self.has_verb(span) {
            return Vec::new();
        }
        vec![Object { name: expand(self.view, span), entity: None, span }]
    }

    /// Whether a verb of happening stands in `span`: 能源局改制 is no party.
    fn has_verb(&self, span: Span) -> bool {
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

/// Whether a topic is a name, or a government.
fn is_named(topic: &Topic) -> bool {
    topic.entity.is_some() || topic.name.ends_with("政府") && topic.name.chars().count() < 12
}

/// Passes opening marks.
fn skip_marks(view: &View<'_>, from: usize, limit: usize) -> usize {
    let rest = view.text.get(from..limit).unwrap_or("");
    from + rest.len() - rest.trim_start_matches(['「', '『', '《', '“', '"', ' ', '*']).len()
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
