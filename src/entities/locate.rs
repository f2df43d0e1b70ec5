//! Every place where an entity is named: the longest name that begins at a place, none overlapping.
//!
//! One pass over the text. White space and quotation marks inside a name do not count; places count only where
//! the text was cut so (長沙 not inside 長沙灣), class nouns defined as aliases (基金, 聯盟) only where no
//! word runs into them.

use super::Occurrence;
use super::reading::Reading;
pub use super::spellings::Spelling;
use super::spellings::{Spellings, Walk};
use super::tokens::{Class, is_han};
use crate::span::Span;

/// All occurrences of `spellings`, in text order.
#[must_use]
pub fn occurrences(reading: &Reading<'_>, spellings: &[Spelling]) -> Vec<Occurrence> {
    if spellings.is_empty() {
        return Vec::new();
    }
    let spellings = Spellings::new(spellings);
    let (mut out, mut walk) = (Vec::new(), Walk::default());
    let mut free = 0;
    for (at, c) in reading.text.char_indices() {
        if at < free || !spellings.begin(c) {
            continue;
        }
        let rest = reading.text.get(at..).unwrap_or("");
        if !spellings.go_on(rest) {
            continue;
        }
        let mut standing = spellings.at(rest, &mut walk);
        let found = standing.find(|(spelling, len)| fits(reading, at, at + len, spelling));
        if let Some((spelling, len)) = found {
            let span = whole(reading.text, Span::new(at, at + len));
            out.push(Occurrence { span, entity: spelling.entity });
            free = span.end();
        }
    }
    out
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
                | Class::Matter
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
