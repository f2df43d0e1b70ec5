//! The names behind a word: at once, behind a dash, or as members of a list.

use super::super::frame::View;
use super::super::object::{Object, expand, skip_count};
use super::super::phrase::{atom, trim};
use super::Context;
use super::party::{LONGEST_PARTY, is_break, of_name};
use crate::mentions::Value;
use crate::span::Span;

/// Passes opening marks.
fn skip_marks(view: &View<'_>, from: usize, limit: usize) -> usize {
    let rest = view.text.get(from..limit).unwrap_or("");
    from + rest.len() - rest.trim_start_matches(['「', '『', '《', '“', '"', ' ', '*']).len()
}

impl Context<'_> {
    /// The names that begin at `from`, behind marks and a count, joined by 、 or 和, where the phrase
    /// ends with them: `的「X」推出…`, not `的X的部門`.
    #[must_use]
    pub fn names_behind(&self, from: usize, limit: usize) -> Vec<Object> {
        let view = self.view;
        let mut at = skip_marks(view, skip_count(view, from, limit), limit);
        let mut out = Vec::new();
        // 首屆甲論壇: an edition of what is named.
        let edition = view.mention_over(at).filter(|(_, mention)| matches!(mention.value, Value::Ordinal(_)));
        let first = edition.map(|(_, mention)| mention.span).filter(|span| span.start() == at);
        if let Some((span, place)) = first.and_then(|span| Some((span, view.name_over(span.end())?)))
            && place.span.start() == span.end()
        {
            let whole = span.to(place.span);
            let end = self.after_name(place.span.end(), limit);
            return if self.ends_noun(end, limit) {
                vec![Object { name: expand(view, whole), entity: Some(place.entity), span: whole }]
            } else {
                Vec::new()
            };
        }
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
        match near {
            Some(at) => self.names_behind(from + at, limit),
            None => self.unlisted_behind(from, limit).into_iter().collect(),
        }
    }

    /// A name that is no entity behind `from`, up to where its noun ends: `由水務署管理的將軍澳海水化淡廠`.
    #[must_use]
    pub fn unlisted_behind(&self, from: usize, limit: usize) -> Option<Object> {
        let view = self.view;
        let start = skip_count(view, from, limit);
        if start > from {
            return None;
        }
        let mut at = start;
        while let Some(rest) = view.text.get(at..limit).filter(|rest| !rest.is_empty()) {
            if let Some(end) = atom(view, at, limit) {
                at = end.max(at + 1);
            } else if rest.starts_with(['的', '，', '、']) || is_break(view, at, rest) {
                break;
            } else {
                let shield = view.compound_at(at, rest).map(|word| word.text.len());
                at += shield.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
            }
        }
        let goes_on = view.text.get(at..limit).is_some_and(|rest| rest.starts_with('的'));
        trim(view.text, start, at)
            .filter(|_| !goes_on)
            .and_then(|span| self.proper(span).or_else(|| self.dated_noun(span)))
    }

    /// 位於東湖新區的計算中心2023年上線: a class noun that a dated clause speaks of is one thing.
    fn dated_noun(&self, span: Span) -> Option<Object> {
        let view = self.view;
        let own = self.statement.own.as_ref().filter(|own| own.span == span && own.entity.is_none())?;
        let words = view.said(span);
        let class = view.lexicon.name_endings.longest_before(words)?;
        let modifier = words.chars().count().saturating_sub(class.text.chars().count());
        let dated = view.dates_in(self.span()).next().is_some() && view.mentions_in(span).next().is_none();
        (dated && modifier >= 2 && class.text.chars().count() > 1).then(|| Object {
            name: own.name.clone(),
            entity: None,
            span,
        })
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
                    || self.view.lexicon.measure_nouns.longest_at(rest).is_some()
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
}
