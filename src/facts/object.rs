//! What stands behind a verb: one name, several names that are joined, or the text's own words.

use super::frame::View;
use super::phrase::{atom, trim};
use super::statement::written;
use crate::entities::{EntityId, Occurrence};
use crate::mentions::Value;
use crate::span::Span;

/// The longest object that is taken over in its own words, in bytes.
const LONGEST_OBJECT: usize = 150;

/// An object or another party of a happening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// As slots write it.
    pub name: String,
    /// The entity it is.
    pub entity: Option<EntityId>,
    /// Where it stands.
    pub span: Span,
}

/// How many joined objects one verb can have.
const MOST_OBJECTS: usize = 12;

/// The objects that begin at `from`, up to `limit` at most.
#[must_use]
pub fn objects(view: &View<'_>, from: usize, limit: usize) -> Vec<Object> {
    objects_of(view, from, limit, false)
}

/// The objects of a verb; `relative` where they stand behind its 的: there the object is the name that
/// begins the stretch, whatever follows it.
#[must_use]
pub fn objects_of(view: &View<'_>, from: usize, limit: usize, relative: bool) -> Vec<Object> {
    let Some(span) = object_span(view, from, limit) else { return Vec::new() };
    let joined = joined_names(view, span);
    if joined.len() == 1 && is_part_of_quotation(view, span, &joined) {
        return vec![single(view, span)];
    }
    if !joined.is_empty() {
        return joined;
    }
    let mut out = Vec::new();
    let mut rest = span;
    while let Some((place, after)) = name_first(view, rest).filter(|_| out.len() < MOST_OBJECTS) {
        let joint = joint_at(view, after, span.end()).filter(|start| !shares_head(view, *start, span.end()));
        if joint.is_none() && !relative {
            break;
        }
        out.push(Object { name: view.name_of(place), entity: Some(place.entity), span: place.span });
        match joint.and_then(|start| object_span(view, start, span.end())) {
            Some(next) => rest = next,
            None => return out,
        }
    }
    out.push(single(view, rest));
    out
}

/// 「教育、科技和人才委員會」: whether what is known is only the end of what the quotation marks hold.
fn is_part_of_quotation(view: &View<'_>, span: Span, names: &[Object]) -> bool {
    let said = view.said(span);
    let inner = said.strip_prefix('「').and_then(|rest| rest.strip_suffix('」'));
    inner.is_some_and(|inner| !inner.contains(['「', '《']))
        && names.first().is_some_and(|name| name.span.start() > span.start() + '「'.len_utf8())
}

/// The name that a stretch begins with, and where its closing mark and bracket end.
fn name_first<'a>(view: &View<'a>, span: Span) -> Option<(&'a Occurrence, usize)> {
    let words = view.said(span);
    let start = span.start() + words.len() - words.trim_start_matches(['「', '『', '《', '“']).len();
    let place = view.name_over(start).filter(|place| place.span.start() == start && place.span.end() <= span.end())?;
    let tail = view.text.get(place.span.end()..span.end())?;
    let at = span.end() - tail.trim_start_matches(['」', '』', '》', '”']).len();
    let bracket = view.text.get(at..span.end()).is_some_and(|rest| rest.starts_with(['（', '(', '〔', '﹝']));
    Some((place, if bracket { atom(view, at, span.end()).unwrap_or(at) } else { at }))
}

/// A和B的擴建工程: the second name is not an object of its own but, like the first, whose the head is.
fn shares_head(view: &View<'_>, start: usize, limit: usize) -> bool {
    view.name_over(start)
        .is_some_and(|place| view.text.get(place.span.end()..limit).is_some_and(|rest| rest.starts_with('的')))
}

/// Where the next object begins, if 、, 和 or 及 stands at `at`.
fn joint_at(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let rest = view.text.get(at..limit)?;
    ["，以及", ",以及", "以及", "、", "和", "及", "與", "与"]
        .iter()
        .find(|word| rest.starts_with(**word))
        .map(|word| at + word.len())
}

/// The stretch of the object: what leads it (了, 一項, a count) is left out. It ends before the first
/// word that says what it is for, and behind a name that a verb follows.
fn object_span(view: &View<'_>, from: usize, limit: usize) -> Option<Span> {
    let start = skip_description(view, skip_count(view, from, limit), limit);
    let (mut at, mut named) = (start, false);
    while at < limit && at < start + LONGEST_OBJECT {
        let rest = view.text.get(at..limit)?;
        if let Some(end) = atom(view, at, limit) {
            (at, named) = (end, true);
        } else if ends_object(view, rest, at == start) || named && follows_verb(view, rest) {
            break;
        } else {
            named &= rest.starts_with(['」', '』', '》', '”']);
            at += step(view, rest);
        }
    }
    trim(view.text, start, at.min(limit))
}

/// Passes a clause that describes the object (由…領導的, 為期兩年的), where a name or a quotation
/// follows it.
fn skip_description(view: &View<'_>, from: usize, limit: usize) -> usize {
    let opens = view.text.get(from..limit).is_some_and(|rest| {
        ["由", "為期", "为期", "為", "为", "以", "屬", "属", "涵蓋", "涵盖", "涉及", "總值", "总值", "符合"]
            .iter()
            .any(|word| rest.starts_with(word))
    });
    let mut at = from;
    while opens && at < limit && at < from + LONGEST_OBJECT {
        let Some(rest) = view.text.get(at..limit) else { break };
        let behind = at + '的'.len_utf8();
        // 為期兩個月的公眾諮詢: a length of time describes whatever stands behind it.
        let lasting = from < at
            && view
                .mentions_in(Span::new(from, at))
                .any(|(_, mention)| matches!(mention.value, Value::Duration(_)) && mention.span.end() == at);
        if rest.starts_with('的')
            && (lasting || atom(view, behind, limit).is_some() || view.name_over(behind).is_some())
        {
            return behind;
        }
        at = atom(view, at, limit).unwrap_or_else(|| at + step(view, rest));
    }
    from
}

/// The length of the next character, or of a word that cannot be cut.
fn step(view: &View<'_>, rest: &str) -> usize {
    let compound = view.lexicon.compounds.longest_at(rest);
    compound.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |word| word.text.len())
}

/// Whether `rest` begins with a word that says what the object is for.
fn ends_object(view: &View<'_>, rest: &str, first: bool) -> bool {
    view.lexicon.object_ends.longest_at(rest).is_some_and(|word| {
        let inside = first && word.is("verb");
        !inside
            && view.lexicon.compounds.longest_at(rest).is_none_or(|other| other.text.len() <= word.text.len())
            && !before_particle(rest, word.text.len())
    })
}

/// Whether a verb follows a name: the name is whole, and the verb tells something else.
fn follows_verb(view: &View<'_>, rest: &str) -> bool {
    view.lexicon.predicates.longest_at(rest).is_some_and(|word| {
        view.lexicon.compounds.longest_at(rest).is_none_or(|other| other.text.len() <= word.text.len())
            && !before_particle(rest, word.text.len())
    })
}

/// A verb that is followed by 的 or a noun of doing stands inside a longer noun.
fn before_particle(rest: &str, len: usize) -> bool {
    rest.get(len..).is_some_and(|rest| rest.starts_with(['的', '計', '计', '服', '中', '措', '方']))
}

/// Passes 了, 過, 其 and a counted figure (五所, 30間).
pub(super) fn skip_count(view: &View<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    while let Some(rest) = view.text.get(at..limit) {
        if rest.starts_with(['了', '過', '过', '：', ':', ' ']) {
            at += rest.chars().next().map_or(1, char::len_utf8);
        } else if let Some((_, mention)) = view.mention_over(at)
            && mention.span.start() == at
            && matches!(mention.value, Value::Count(_) | Value::Money(_))
        {
            at = mention.span.end();
            let rest = view.text.get(at..limit).unwrap_or("");
            at += rest.chars().next().filter(|c| *c == '的').map_or(0, char::len_utf8);
        } else {
            break;
        }
    }
    at
}

/// The names that end `span`, where nothing but 、, 和, 及 and brackets parts them.
pub(super) fn joined_names(view: &View<'_>, span: Span) -> Vec<Object> {
    let names = outside_brackets(view, span);
    if !names.last().is_some_and(|last| tail_is_empty(view, last.span.end(), span.end())) {
        return Vec::new();
    }
    let mut first = names.len() - 1;
    while let Some((before, after)) = first.checked_sub(1).and_then(|at| Some((names.get(at)?, names.get(at + 1)?))) {
        if !is_joint(view, view.text.get(before.span.end()..after.span.start()).unwrap_or("-")) {
            break;
        }
        first -= 1;
    }
    let kept = names.get(first..).unwrap_or(&[]);
    kept.iter()
        .filter_map(|place| {
            view.entities.get(place.entity)?;
            Some(Object { name: view.name_of(place), entity: Some(place.entity), span: place.span })
        })
        .collect()
}

/// The names of `span` that stand in no round bracket of it: `環境局` in `環境及生態局（環境局）` does not.
fn outside_brackets(view: &View<'_>, span: Span) -> Vec<Occurrence> {
    let (mut depth, mut at) = (0i32, span.start());
    let mut kept = Vec::new();
    for name in view.names_in(span) {
        for c in view.text.get(at..name.span.start()).unwrap_or("").chars() {
            match c {
                '（' | '(' | '〔' | '﹝' => depth += 1,
                '）' | ')' | '〕' | '﹞' => depth -= 1,
                _ => {}
            }
        }
        at = name.span.end();
        if depth <= 0 {
            kept.push(*name);
        }
    }
    kept
}

/// Whether what stands behind the last name is only its closing mark, a bracket or a class noun.
pub(super) fn tail_is_empty(view: &View<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        let Some(rest) = view.text.get(at..to) else { return false };
        let Some(c) = rest.chars().next() else { return true };
        if matches!(c, '」' | '』' | '》' | '”' | ' ' | '"' | '*') {
            at += c.len_utf8();
        } else if let Some(end) = atom(view, at, to).filter(|_| matches!(c, '（' | '(' | '〔' | '﹝')) {
            at = end;
        } else if let Some(word) = view.lexicon.describing.longest_at(rest) {
            at += word.text.len();
        } else {
            return false;
        }
    }
    true
}

/// Whether `between` does nothing but join two names.
pub(super) fn is_joint(view: &View<'_>, between: &str) -> bool {
    let bare = strip_brackets(between);
    let bare: String =
        bare.chars().filter(|c| !matches!(c, '「' | '」' | '《' | '》' | '『' | '』' | ' ' | '”' | '“')).collect();
    let class = view.lexicon.describing.longest_at(&bare).map_or(0, |word| word.text.len());
    matches!(
        bare.get(class..).unwrap_or(""),
        "、" | "和" | "及" | "與" | "与" | "以及" | "，以及" | ",以及" | "、以及" | "及其"
    )
}

/// `words` without what stands in round brackets.
fn strip_brackets(words: &str) -> String {
    let mut bare = Bare::default();
    bare.push(words, |_| true);
    bare.words
}

/// Words without what stands in round brackets, gathered piece by piece.
#[derive(Default)]
struct Bare {
    words: String,
    depth: usize,
}

impl Bare {
    /// Appends those characters of `piece` that `keep` holds for.
    fn push(&mut self, piece: &str, keep: impl Fn(char) -> bool) {
        self.words.reserve(piece.len());
        for c in piece.chars() {
            match c {
                '（' | '(' | '〔' | '﹝' => self.depth += 1,
                '）' | ')' | '〕' | '﹞' => self.depth = self.depth.saturating_sub(1),
                c if self.depth == 0 && keep(c) => self.words.push(c),
                _ => {}
            }
        }
    }
}

/// An object in the text's own words, abbreviations written out.
fn single(view: &View<'_>, span: Span) -> Object {
    let quoted = view.said(span);
    let inside = |open: char, close: char| {
        quoted.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).filter(|rest| !rest.contains(open))
    };
    let inner = inside('「', '」').or_else(|| inside('《', '》')).or_else(|| inside('“', '”'));
    let name = inner.map_or_else(|| expand(view, span), written);
    Object { name, entity: None, span }
}

/// The words of `span` with every abbreviation in it written out.
#[must_use]
pub fn expand(view: &View<'_>, span: Span) -> String {
    let mut out = Bare { words: String::with_capacity(span.len()), ..Bare::default() };
    let mut push = |piece: &str| out.push(piece, |c| !c.is_whitespace());
    let mut at = span.start();
    for place in view.names_in(span) {
        if place.span.end() > span.end() {
            break;
        }
        push(view.text.get(at..place.span.start()).unwrap_or(""));
        push(&view.name_of(place));
        at = place.span.end();
    }
    push(view.text.get(at..span.end()).unwrap_or(""));
    out.words
}
