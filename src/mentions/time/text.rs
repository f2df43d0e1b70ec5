//! Small readers of words and of what stands around a place.

use super::number::{Read, no, some};
use crate::lexicon::{Table, Word};

/// The longest word of `table` here.
pub fn word<'a>(table: &Table, i: &'a str) -> Read<'a, Word> {
    table.longest_at(i).map_or_else(no, |word| Ok((i.get(word.text.len()..).unwrap_or(""), word)))
}

/// Whether `c` is a blank inside a line.
pub const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '\t' | '\u{2009}' | '\u{202f}')
}

/// The text behind at most three blanks.
pub fn gap(i: &str) -> &str {
    if !i.starts_with(is_blank) {
        return i;
    }
    let blanks: usize = i.chars().take(3).take_while(|c| is_blank(*c)).map(char::len_utf8).sum();
    i.get(blanks..).unwrap_or(i)
}

/// The text without blanks at its end.
pub fn trim(before: &str) -> &str {
    before.trim_end_matches(is_blank)
}

/// One of `chars`.
pub fn one_of<'a>(i: &'a str, chars: &str) -> Read<'a, char> {
    let mut all = i.chars();
    match all.next() {
        Some(c) if chars.chars().any(|one| one == c) => Ok((all.as_str(), c)),
        _ => no(),
    }
}

/// One of `chars`, or nothing.
pub fn skip<'a>(i: &'a str, chars: &str) -> &'a str {
    one_of(i, chars).map_or(i, |(rest, _)| rest)
}

/// The first of `words` that stands here.
pub fn any_of<'a>(i: &'a str, words: &[&str]) -> Read<'a, ()> {
    let mut words = words.iter().filter(|word| word.is_empty() || word.as_bytes().first() == i.as_bytes().first());
    words.find_map(|word| i.strip_prefix(word)).map_or_else(no, |rest| Ok((rest, ())))
}

/// Whether a clause begins behind `before`: at the start, after punctuation, or after a preposition of time.
pub fn opens(before: &str) -> bool {
    trim(before)
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric() || "於于在到至由自從从及或和與与將将".contains(c))
}

/// Whether a clause ends at the beginning of `rest`.
pub fn closes(rest: &str) -> bool {
    gap(rest).chars().next().is_none_or(|c| !c.is_alphanumeric())
}

/// The line of `before` that its end stands in, at most `limit` bytes of it.
pub fn line_before(before: &str, limit: usize) -> &str {
    let from = (before.len().saturating_sub(limit)..=before.len()).find(|at| before.is_char_boundary(*at));
    let near = from.and_then(|from| before.get(from..)).unwrap_or("");
    near.rsplit('\n').next().unwrap_or(near)
}

/// A word of Latin letters in lower case, held without allocating; longer ones are no words of ours.
#[derive(Debug, Clone, Copy)]
pub struct Latin {
    bytes: [u8; 12],
    length: usize,
    /// Whether it began with a capital.
    pub capital: bool,
}

impl Latin {
    /// The word.
    pub fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// Whether it is one of `words`.
    pub fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.as_str())
    }
}

/// Reads a word of Latin letters, and the rest behind it.
pub fn latin(i: &str) -> Read<'_, Latin> {
    let length = i.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut bytes = [0; 12];
    let rest = i.get(length..).unwrap_or("");
    let found = i.as_bytes().get(..length).filter(|all| !all.is_empty() && all.len() <= bytes.len());
    let found = found.map(|all| {
        bytes.iter_mut().zip(all).for_each(|(to, from)| *to = from.to_ascii_lowercase());
        Latin { bytes, length, capital: all.first().is_some_and(u8::is_ascii_uppercase) }
    });
    some(rest, found)
}

/// One of `words` in Latin letters, and the rest behind the blanks that follow it.
pub fn latin_of<'a>(i: &'a str, words: &[&str]) -> Read<'a, Latin> {
    let (rest, word) = latin(i)?;
    if word.is(words) { Ok((gap(rest), word)) } else { no() }
}

/// Reads all of `words` in order, blanks between them.
pub fn phrase<'a>(i: &'a str, words: &[&str]) -> Read<'a, ()> {
    let mut rest = i;
    for word in words {
        rest = latin_of(rest, &[word])?.0;
    }
    Ok((rest, ()))
}
