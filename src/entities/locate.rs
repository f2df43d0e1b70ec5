//! Every place where an entity is named: the longest name that begins at a place, none overlapping.
//!
//! One pass over the text. White space and quotation marks inside a name do not count; places count only where
//! the text was cut so (長沙 not inside 長沙灣), class nouns defined as aliases (基金, 聯盟) only where no
//! word runs into them.

use std::collections::BTreeMap;

use super::reading::{Reading, is_mark};
use super::tokens::{Class, is_han};
use super::{EntityId, Occurrence};
use crate::script::fold_variant;
use crate::span::Span;

/// One spelling to look for.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// Folded characters.
    pub chars: Vec<char>,
    /// Whom it names.
    pub entity: EntityId,
    /// Whether it names a place, which the tokens have to confirm.
    pub place: bool,
    /// Whether it is a common noun, before which a boundary has to stand.
    pub noun: bool,
}

/// All occurrences of `spellings`, in text order.
#[must_use]
pub fn occurrences(reading: &Reading<'_>, spellings: &[Spelling]) -> Vec<Occurrence> {
    let mut buckets: BTreeMap<char, Vec<&Spelling>> = BTreeMap::new();
    // No spelling begins at most places: a bit for the last ten bits of the character tells so at once.
    let mut begins = [0u64; 16];
    for spelling in spellings {
        if let Some(first) = spelling.chars.first() {
            let (word, bit) = place_of(*first);
            begins[word] |= bit;
            buckets.entry(*first).or_default().push(spelling);
        }
    }
    for bucket in buckets.values_mut() {
        bucket.sort_by_key(|spelling| std::cmp::Reverse(spelling.chars.len()));
    }
    let mut out = Vec::new();
    let mut free = 0;
    for (at, c) in reading.text.char_indices() {
        if at < free {
            continue;
        }
        let first = fold_variant(c);
        let (word, bit) = place_of(first);
        if begins[word] & bit == 0 {
            continue;
        }
        let Some(bucket) = buckets.get(&first) else { continue };
        let found = bucket.iter().find_map(|spelling| Some((*spelling, matched(reading, at, spelling)?)));
        if let Some((spelling, end)) = found {
            let span = whole(reading.text, Span::new(at, end));
            out.push(Occurrence { span, entity: spelling.entity });
            free = span.end();
        }
    }
    out
}

/// The place of a character in the set of beginnings.
const fn place_of(c: char) -> (usize, u64) {
    ((c as usize >> 6) & 15, 1 << (c as u32 & 63))
}

/// Where `spelling` ends if it begins at byte `at`.
fn matched(reading: &Reading<'_>, at: usize, spelling: &Spelling) -> Option<usize> {
    let rest = reading.text.get(at..)?;
    let mut want = spelling.chars.iter();
    let mut next = want.next()?;
    let mut end = None;
    for (offset, c) in rest.char_indices() {
        if fold_variant(c) == *next {
            match want.next() {
                Some(more) => next = more,
                None => {
                    end = Some(at + offset + c.len_utf8());
                    break;
                }
            }
        } else if !(is_mark(c) || c == ' ') {
            return None;
        }
    }
    let end = end?;
    fits(reading, at, end, spelling).then_some(end)
}

/// Whether the words around a match leave it a name.
fn fits(reading: &Reading<'_>, at: usize, end: usize, spelling: &Spelling) -> bool {
    let before = reading.text.get(..at).and_then(|text| text.chars().next_back());
    let after = reading.text.get(end..).and_then(|text| text.chars().next());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let head = spelling.chars.first().is_some_and(char::is_ascii_alphanumeric);
    let tail = spelling.chars.last().is_some_and(char::is_ascii_alphanumeric);
    if head && letter(before) || tail && letter(after) {
        return false;
    }
    let index = reading.token_at(at);
    let starts = reading.token(index).is_some_and(|token| token.span.start() == at);
    if spelling.place {
        return starts && matches!(reading.class(index), Class::Place(_))
            || spelling.chars.len() > 4
            || !spelling.chars.iter().all(|c| is_han(*c));
    }
    if spelling.noun {
        let free = matches!(
            reading.before(index),
            Class::Break
                | Class::Stop
                | Class::Found
                | Class::As
                | Class::Verb
                | Class::Open
                | Class::Close
                | Class::Link
                | Class::Number
                | Class::Space
                | Class::Body(_)
        );
        let last = reading.token_at(end);
        return starts && free && !matches!(reading.class(last), Class::Ending(_));
    }
    if spelling.chars.len() <= 2 {
        return starts || !before.is_some_and(is_han);
    }
    true
}

/// A match that ends inside marks which it opens before its beginning takes them in: 「智方便」平台.
fn whole(text: &str, span: Span) -> Span {
    let said = span.of(text);
    let opens = said.chars().filter(|c| matches!(c, '「' | '『' | '《' | '〈' | '“')).count();
    let closes = said.chars().filter(|c| matches!(c, '」' | '』' | '》' | '〉' | '”')).count();
    let before = text.get(..span.start()).and_then(|before| before.chars().next_back());
    match before {
        Some(mark) if closes > opens && super::reading::is_quote(mark) => {
            Span::new(span.start() - mark.len_utf8(), span.end())
        }
        _ => span,
    }
}
