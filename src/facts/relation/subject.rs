//! What a clause speaks of, and who acts in it.

use super::super::measure_subject::class_among;
use super::super::object::{Object, expand, joined_names};
use super::super::phrase::trim;
use super::super::statement::{Topic, written};
use super::Context;
use super::party::{GAP, LONGEST_PARTY, of_name};
use crate::entities::EntityKind;
use crate::mentions::Value;
use crate::span::Span;

fn of_topic(topic: &Topic) -> Object {
    Object { name: topic.name.clone(), entity: topic.entity, span: topic.span }
}

/// Whether a topic is a name, or a government.
fn is_named(topic: &Topic) -> bool {
    topic.entity.is_some() || topic.name.ends_with("政府") && topic.name.chars().count() < 12
}

impl Context<'_> {
    /// The things that the clause speaks of, all of them names: its own subject, else what the clause
    /// before has made or named, else the subject that is carried over, the topic, the heading.
    #[must_use]
    pub fn subjects(&self, before: usize) -> Vec<Object> {
        let statement = self.statement;
        if let Some(span) = statement.lead.subject.filter(|span| span.start() < before) {
            let span = Span::new(span.start(), span.end().min(before));
            if matches!(self.view.said(span), "兩者" | "两者" | "二者" | "雙方" | "双方" | "三者") {
                return self.several();
            }
            let names = joined_names(self.view, span);
            if !names.is_empty() {
                return names;
            }
            let own = statement.own.as_ref().filter(|own| is_named(own)).map(of_topic);
            if let Some(own) = own.or_else(|| self.proper(span)) {
                return vec![own];
            }
            // 大樓由X營辦: the building that was named before; 290個單位交予X管理: what they are part of.
            if let Some((name, entity)) = class_among(self.view, self.above(), self.view.said(span)) {
                return vec![Object { name, entity, span }];
            }
            let figure = self
                .view
                .mention_over(span.start())
                .is_some_and(|(_, mention)| matches!(mention.value, Value::Count(_)));
            return statement
                .carried
                .as_ref()
                .filter(|_| figure)
                .and_then(|topic| self.thing(topic))
                .into_iter()
                .collect();
        }
        if let Some(made) = self.made_before().or_else(|| self.headed_before()) {
            return vec![made];
        }
        if self.makes_before() {
            return Vec::new();
        }
        self.carried().into_iter().collect()
    }

    /// 兩者: what the clauses before in the sentence speak of, each with its own subject.
    fn several(&self) -> Vec<Object> {
        let before = self.statements.get(..self.index).unwrap_or(&[]).iter();
        let same = before.rev().take_while(|other| other.sentence == self.statement.sentence);
        let mut things: Vec<Object> = same.filter_map(|other| other.own.as_ref()).map(of_topic).take(2).collect();
        things.reverse();
        if things.len() == 2 { things } else { Vec::new() }
    }

    /// What the clauses, the paragraph and the heading before speak of.
    fn above(&self) -> [&Option<Topic>; 5] {
        let statement = self.statement;
        [&statement.carried, &statement.topic, &statement.heading, &None, &None]
    }

    /// The first thing that the clauses, the paragraph or the heading before speak of.
    pub fn carried(&self) -> Option<Object> {
        // What the sentence speaks of is meant, name or not, before what the paragraph does.
        if let Some(carried) = self.statement.carried.as_ref().filter(|topic| !topic.generic) {
            return self.thing(carried);
        }
        self.above().into_iter().flatten().find_map(|topic| self.thing(topic))
    }

    /// What a topic names: itself, the name that it ends with, or one that is no entity.
    fn thing(&self, topic: &Topic) -> Option<Object> {
        if topic.entity.is_some() {
            return Some(of_topic(topic));
        }
        let said = self.view.said(topic.span);
        // 協會總部: the body whose seat it is.
        if let Some(name) = self.view.names_in(topic.span).first()
            && name.span.start() == topic.span.start()
            && matches!(self.view.text.get(name.span.end()..topic.span.end()), Some("總部" | "总部"))
        {
            return of_name(self.view, name);
        }
        let noun = self.view.lexicon.measure_nouns.longest_before(said).map_or(0, |word| word.text.len());
        let span = Span::new(topic.span.start(), topic.span.end().saturating_sub(noun).max(topic.span.start()));
        joined_names(self.view, span).pop().or_else(|| self.proper(span))
    }

    /// A name that is no entity: in quotation marks, with Latin capitals, or a place with a class noun
    /// behind it, alone or behind 的 (`元朗江夏圍的「同心村」`, `T‧PARK`, `九龍灣國際展貿中心`).
    pub fn proper(&self, span: Span) -> Option<Object> {
        let view = self.view;
        let said = view.said(span);
        let cut = said.rfind('的').map_or(0, |at| at + '的'.len_utf8());
        let last = trim(view.text, span.start() + cut, span.end())?;
        let words = view.said(last);
        let inner =
            words.strip_prefix('「').and_then(|rest| rest.strip_suffix('」')).filter(|rest| !rest.contains('「'));
        let short = (2..=LONGEST_PARTY).contains(&words.chars().count()) && !words.contains(['，', '、', '（', '(']);
        let latin = words.starts_with(|c: char| c.is_ascii_uppercase()) && words.chars().count() > 2;
        let placed = view.names_in(last).first().is_some_and(|name| {
            let place = view.entities.get(name.entity).is_some_and(|entity| entity.kind == EntityKind::Place);
            let short = words.ends_with(['站', '橋', '桥', '道', '路', '線', '綫', '线', '邨', '苑']);
            let more = words.chars().count() >= view.said(name.span).chars().count() + if short { 1 } else { 3 };
            let class =
                view.lexicon.link_nouns.longest_before(words).is_some_and(|word| word.get("part") == Some("class"));
            let ends = class || view.lexicon.name_endings.longest_before(words).is_some();
            place && name.span.start() == last.start() && more && (ends || short)
        });
        let named = inner.is_some() || latin || placed;
        let staged = view.names_in(last).first().is_some_and(|name| {
            let tail = view.text.get(name.span.end()..last.end()).unwrap_or("");
            name.span.start() == last.start() && tail.starts_with('第') && tail.ends_with(['期', '段', '座'])
        });
        let under = self.triggers.iter().any(|word| word.is("under") && last.contains(word.span));
        (!under && (named || staged || self.distinct(last)) && short && !self.has_verb(last)).then(|| {
            let name = inner.map_or_else(|| expand(view, last), written);
            Object { name, entity: None, span: last }
        })
    }

    /// Whether a noun that no list knows is a name: its class noun (實驗室, 平台) has a word before it that is not of
    /// everyday use (鵬城實驗室, and not 重點實驗室).
    fn distinct(&self, noun: Span) -> bool {
        let view = self.view;
        let words = view.said(noun);
        let Some(class) = view.lexicon.name_endings.longest_before(words) else { return false };
        let edition =
            view.mention_over(noun.start()).map_or(0, |(_, mention)| mention.span.end().saturating_sub(noun.start()));
        let Some(modifier) = words
            .strip_suffix(class.text)
            .and_then(|words| words.get(edition..))
            .filter(|_| class.get("kind") != Some("place"))
        else {
            return false;
        };
        let plain = (2..=12).contains(&modifier.chars().count())
            && class.text.chars().count() > 1
            && modifier.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && view.mentions_in(noun).all(|(_, mention)| matches!(mention.value, Value::Ordinal(_)))
            && view.lexicon.pointing_words.longest_at(modifier).is_none()
            && !modifier.starts_with([
                '舊', '旧', '兩', '两', '三', '多', '各', '每', '首', '大', '小', '一', '數', '数', '其', '全',
            ])
            && (!modifier.starts_with('新') || modifier.chars().count() >= 4)
            && !modifier.contains('的')
            && !super::party::is_break(view, noun.start(), words);
        plain
            && (self.unknown(modifier) >= 2
                || modifier.chars().count() >= 4 && self.statement.lead.subject.is_some_and(|s| s.contains(noun)))
    }

    /// How many characters of `words` belong to no word of everyday use.
    fn unknown(&self, words: &str) -> usize {
        let lexicon = self.view.lexicon;
        let lists =
            [&lexicon.name_common, &lexicon.link_nouns, &lexicon.name_words, &lexicon.predicates, &lexicon.compounds];
        let (mut at, mut unknown) = (0, 0);
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let place = lexicon.places.longest_at(rest).filter(|word| word.text.chars().count() > 1);
            let known = lists
                .iter()
                .filter_map(|list| list.longest_at(rest))
                .filter(|word| word.get("class") != Some("proper"))
                .map(|word| word.text.len())
                .max();
            let known = known.filter(|len| place.is_none_or(|place| place.text.len() < *len));
            unknown += usize::from(known.is_none());
            at += known.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
        }
        unknown
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

    /// 大學共建聯合實驗室，位於…: whether the clause before makes something that is no name, which this one speaks of.
    fn makes_before(&self) -> bool {
        let view = self.view;
        let Some(before) = self.index.checked_sub(1).and_then(|index| self.statements.get(index)) else { return false };
        if before.sentence != self.statement.sentence {
            return false;
        }
        super::trigger::triggers(view, before.clause.span).iter().any(|word| {
            let behind = view.text.get(word.span.end()..before.clause.span.end()).unwrap_or("");
            word.predicate() == "created_by"
                && behind.chars().count() >= 3
                && !behind.starts_with(['於', '于', '在', '的', '，'])
        })
    }

    /// The name behind 的 in the clause before, where that begins with 位於 or 由: `位於X的Y佔地…，由…管理`.
    fn headed_before(&self) -> Option<Object> {
        let view = self.view;
        let before = self.statements.get(self.index.checked_sub(1)?)?;
        if before.sentence != self.statement.sentence || before.lead.subject.is_some() {
            return None;
        }
        let said = view.said(before.clause.span);
        let word = view.lexicon.relation_words.longest_at(said)?;
        if !matches!(word.get("form"), Some("at" | "by")) {
            return None;
        }
        let limit = before.clause.span.end();
        view.names_in(before.clause.span).iter().find_map(|name| {
            let lead = view.text.get(before.clause.span.start()..name.span.start())?;
            let lead = lead.trim_end_matches(['「', '《', '*', ' ']);
            let behind = view.text.get(name.span.end()..limit)?;
            let ends = behind.is_empty() || !behind.starts_with('的');
            (lead.ends_with(['的', '之']) && ends).then(|| of_name(view, name)).flatten()
        })
    }

    /// The name at the end of `span` that a verb of happening goes with.
    fn made_in(&self, span: Span) -> Option<Object> {
        let view = self.view;
        let names = joined_names(view, span);
        let [name] = names.as_slice() else { return None };
        let from = span.start().max(name.span.start().saturating_sub(GAP));
        let from = (from..=name.span.start()).find(|at| view.text.is_char_boundary(*at))?;
        let between = view.text.get(from..name.span.start())?;
        let verb = between.char_indices().any(|(at, _)| {
            between.get(at..).is_some_and(|rest| {
                let verb = view.lexicon.event_verbs.longest_at(rest);
                // 率先落成的X坐落元朗: the verb tells of what 的 joins to it.
                verb.and_then(|word| rest.get(word.text.len()..)).is_some_and(|behind| !behind.starts_with('的'))
            })
        });
        let place =
            name.entity.and_then(|id| view.entities.get(id)).map(|entity| entity.kind) == Some(EntityKind::Place);
        (verb && !place).then(|| name.clone())
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
}
