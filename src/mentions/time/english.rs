//! What the English readers share: numbers in words and the words before a place.

use rust_decimal::Decimal;

use super::base::Env;
use super::number::{Read, no, some};
use super::text::{gap, latin};
use crate::lexicon::{Lexicon, Table, Word};

/// How far back words are looked at, in bytes.
const REACH: usize = 32;

/// The end of a text in lower case, held without allocating.
#[derive(Debug, Clone, Copy)]
pub struct Before {
    bytes: [u8; REACH],
    from: usize,
}

impl Before {
    /// The last letters, figures and blanks of `before`, back to the first character that is none.
    pub fn new(before: &str) -> Self {
        let mut bytes = [b' '; REACH];
        let mut from = REACH;
        for byte in before.trim_end().bytes().rev().take(REACH - 1) {
            if !byte.is_ascii() || byte == b'\n' {
                break;
            }
            from -= 1;
            if let Some(slot) = bytes.get_mut(from) {
                *slot = byte.to_ascii_lowercase();
            }
        }
        Self { bytes, from: from.saturating_sub(1) }
    }

    /// The text, a blank before it.
    pub fn as_str(&self) -> &str {
        self.bytes.get(self.from..).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

/// The longest word of `table` that `text` ends with as a whole word, and the text before it.
pub fn last_word<'a>(table: &Table, text: &'a str) -> Option<(Word, &'a str)> {
    let text = text.trim_end();
    table.all_before(text).find_map(|word| {
        let before = text.strip_suffix(word.text)?;
        (!before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-')).then_some((word, before))
    })
}

/// The word of `data/time_en.toml` here, if `attribute` is said of it.
pub fn en_word<'a>(env: &Env<'a>, i: &'a str, attribute: &str) -> Read<'a, Word> {
    let (rest, latin) = latin(i)?;
    some(rest, env.lexicon().time_en.get(latin.as_str()).filter(|word| word.get(attribute).is_some()))
}

/// The number that an attribute of `word` states.
pub fn figure_of(word: Word, attribute: &str) -> Option<i64> {
    word.get(attribute).and_then(|value| value.parse().ok())
}

/// A number in words below a hundred: five, twenty-five.
pub fn in_words<'a>(lexicon: &Lexicon, i: &'a str) -> Read<'a, Decimal> {
    let (rest, tens) = small(lexicon, i)?;
    if tens < Decimal::from(20) {
        return Ok((rest, tens));
    }
    let unit = rest.strip_prefix(['-', ' ']).and_then(|rest| small(lexicon, rest).ok());
    match unit.filter(|(_, unit)| *unit < Decimal::TEN) {
        Some((rest, unit)) => Ok((rest, tens + unit)),
        None => Ok((rest, tens)),
    }
}

/// One word of a number.
fn small<'a>(lexicon: &Lexicon, i: &'a str) -> Read<'a, Decimal> {
    let (rest, word) = latin(i)?;
    let value =
        lexicon.numerals.get(word.as_str()).filter(|word| word.get("kind").is_some_and(|kind| kind.starts_with("en_")));
    some(rest, value.and_then(|word| word.get("value")?.parse().ok()))
}

/// One of `words` behind blanks, as a whole word; the rest behind it without leading blanks.
pub fn then<'a>(i: &'a str, words: &[&str]) -> Read<'a, ()> {
    let (rest, word) = latin(gap(i))?;
    if word.is(words) { Ok((gap(rest), ())) } else { no() }
}

/// The text behind one of `words`, or the same text behind its blanks.
pub fn past<'a>(i: &'a str, words: &[&str]) -> &'a str {
    then(i, words).map_or_else(|_| gap(i), |(rest, ())| rest)
}
