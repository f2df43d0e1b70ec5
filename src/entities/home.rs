//! Cities and counties that no list knows but the document speaks of: 江川市 makes 江川 a place in 江川大學 too.
//!
//! ```text
//! city = stem ( 市 | 縣 )         stem: two or three characters that no list knows, behind no other such one
//! ```
//!
//! One place alone may be chance (夜市, 股市 behind a character): the document has to name it twice, and once at
//! the beginning of a line or clause.

use std::collections::BTreeMap;

use super::EntityKind;
use super::reading::{Find, Reading};
use super::tokens::Class;
use crate::span::Span;

/// Characters that 市 is a word with (夜市, 股市).
const MARKETS: &str = "股樓楼夜超街集花門门鬧闹菜城都黑牛熊上入開开救早墟樓汇匯債债全本我各該该此";

/// How often a city has to be named.
const OFTEN: usize = 2;

/// What is known of a stem.
#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    times: usize,
    leads: bool,
}

/// Makes one proper token of each place where a city of the document, or its name without 市, stands.
pub fn fuse(reading: &mut Reading<'_>) {
    let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
    for end in 0..reading.tokens.len() {
        let Some(first) = stem(reading, end) else { continue };
        let Some(span) = reading.span(first, end - 1) else { continue };
        let entry = seen.entry(span.of(reading.text)).or_default();
        entry.times += 1;
        entry.leads |= matches!(reading.before(first), Class::Break);
    }
    seen.retain(|_, seen| seen.times >= OFTEN && seen.leads);
    if seen.is_empty() {
        return;
    }
    let places = places(reading, &seen);
    reading.fuse(&places, Class::Proper);
}

/// The token where the stem begins of the city that the 市 or 縣 at `end` closes.
fn stem(reading: &Reading<'_>, end: usize) -> Option<usize> {
    if !matches!(reading.said(end), "市" | "縣" | "县") {
        return None;
    }
    let han = |index: &usize| matches!(reading.class(*index), Class::Han);
    let mut first = end;
    while first.checked_sub(1).filter(han).is_some() && end - first < 4 {
        first -= 1;
    }
    let said = reading.span(first, end.checked_sub(1)?)?.of(reading.text);
    let market = said.chars().next_back().is_none_or(|c| MARKETS.contains(c));
    ((2..=3).contains(&said.chars().count()) && !market).then_some(first)
}

/// Where the stems stand, each with the 市 or 縣 behind it, as unknown characters only.
fn places(reading: &Reading<'_>, known: &BTreeMap<&str, Seen>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for index in 0..reading.tokens.len() {
        let Some(token) = reading.token(index).filter(|token| matches!(token.class, Class::Han)) else { continue };
        let start = token.span.start();
        if out.last().is_some_and(|last| last.end() > start) {
            continue;
        }
        let rest = reading.text.get(start..).unwrap_or("");
        let heads = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).skip(2).take(2);
        let stem = heads.filter_map(|at| rest.get(..at)).filter(|head| known.contains_key(head)).last();
        let Some(stem) = stem else { continue };
        let mut end = start + stem.len();
        let next = reading.token_at(end);
        if reading.token(next).is_some_and(|token| token.span.start() == end)
            && matches!(reading.said(next), "市" | "縣" | "县")
        {
            end += reading.said(next).len();
        }
        let whole = reading.token_at(end);
        if reading.token(whole).is_none_or(|token| token.span.start() == end) {
            out.push(Span::new(start, end));
        }
    }
    out
}

/// The cities themselves, where they stand with their 市 or 縣.
#[must_use]
pub fn finds(reading: &Reading<'_>) -> Vec<Find> {
    let cities = reading.tokens.iter().filter(|token| {
        matches!(token.class, Class::Proper) && token.span.of(reading.text).ends_with(['市', '縣', '县'])
    });
    cities.map(|token| Find { span: token.span, kind: EntityKind::Place, weight: 1, lacks: 0 }).collect()
}
