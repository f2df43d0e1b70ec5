//! Every place where an entity is named: the longest name that begins at a place, none overlapping.
//!
//! One pass over the text. White space and quotation marks inside a name do not count; places count only where
//! the text was cut so (長沙 not inside 長沙灣), class nouns defined as aliases (基金, 聯盟) only where no
//! word runs into them.

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
    if spellings.is_empty() {
        return Vec::new();
    }
    let index = Index::of(spellings);
    let mut out = Vec::new();
    let mut free = 0;
    let mut chars = reading.text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let first = fold_variant(c);
        if at < free || !index.begins(first) {
            continue;
        }
        let second = chars.peek().map(|(_, c)| fold_variant(*c));
        let mut near = index.near(first).iter().filter(|near| near.may(first, second));
        let found = near.find_map(|near| Some((near.spelling, matched(reading, at, near.spelling)?)));
        if let Some((spelling, end)) = found {
            let span = whole(reading.text, Span::new(at, end));
            out.push(Occurrence { span, entity: spelling.entity });
            free = span.end();
        }
    }
    out
}

/// Spellings by their first two characters.
struct Index<'a> {
    /// A bit for each first character: no spelling begins at most places.
    begins: Vec<u64>,
    sorted: Vec<Near<'a>>,
}

/// A spelling with the characters it is found by.
struct Near<'a> {
    first: char,
    /// The second character; the lowest where there is none.
    second: char,
    spelling: &'a Spelling,
}

impl Near<'_> {
    /// Whether the spelling may stand where these characters do.
    fn may(&self, first: char, second: Option<char>) -> bool {
        let passed = |c: char| is_mark(c) || c == ' ';
        self.first == first && (self.second == '\0' || second.is_some_and(|c| c == self.second || passed(c)))
    }
}

impl<'a> Index<'a> {
    fn of(spellings: &'a [Spelling]) -> Self {
        let mut begins = vec![0u64; 1024];
        let mut sorted: Vec<Near<'_>> = Vec::with_capacity(spellings.len());
        for spelling in spellings {
            let mut chars = spelling.chars.iter().copied();
            if let Some(first) = chars.next() {
                let (word, bit) = place_of(first);
                begins[word] |= bit;
                sorted.push(Near { first, second: chars.next().unwrap_or('\0'), spelling });
            }
        }
        sorted.sort_by_key(|near| (near.first, std::cmp::Reverse(near.spelling.chars.len())));
        Self { begins, sorted }
    }

    fn begins(&self, first: char) -> bool {
        let (word, bit) = place_of(first);
        self.begins.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The spellings that begin with `first`, longest first.
    fn near(&self, first: char) -> &[Near<'a>] {
        let from = self.sorted.partition_point(|near| near.first < first);
        let to = self.sorted.partition_point(|near| near.first <= first);
        self.sorted.get(from..to).unwrap_or(&[])
    }
}

/// The place of a character in the set of beginnings; those beyond the plane share places with others.
const fn place_of(c: char) -> (usize, u64) {
    ((c as usize >> 6) & 1023, 1 << (c as u32 & 63))
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
