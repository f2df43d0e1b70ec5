//! The text cut into the pieces that names are made of and bounded by.
//!
//! ```text
//! text  = *( word | latin | number | mark | han )
//! word  = longest word of the lists at this place; of two equally long, a body before a place,
//!         a place before an office, an office before a class noun, a class noun before any other
//! latin = letter *( letter | digit | "@" | "." | "+" | "-" | "&" | "*" | "'" | "/" )
//! ```
//!
//! One pass; every list is looked up by its first character.

use crate::lexicon::{Lexicon, Lists, Word};
use crate::mentions::{Mention, Value};
use crate::span::Span;

/// What a piece of text is to the names around it.
#[derive(Debug, Clone, Copy)]
pub enum Class {
    /// Function words and verbs that stand in no name.
    Stop,
    /// Verbs behind which something is founded, launched, held, signed.
    Found,
    /// Nouns that are verbs behind a subject.
    Soft,
    /// Verbs that also stand in names.
    Verb,
    /// Verbs that stand in names only between a noun and the rest of the name (改革 in 發展和改革委員會).
    Matter,
    /// Measure words.
    Measure,
    /// Nouns that tell that what stands in quotation marks before them is a notion.
    Notion,
    /// Words of everyday use.
    Common,
    /// 及, 和, 與.
    Link,
    /// 成為, 作為.
    As,
    /// Common nouns that lists join with names.
    Thing,
    /// Describing words and classifiers before a name.
    Describe,
    /// Nouns in apposition to the name behind them.
    Apposition,
    /// Any other known word.
    Plain,
    /// A short form such as 粵港 that makes a name proper.
    Proper,
    /// A class noun that names end with.
    Ending(Word),
    /// A name that the document itself defines.
    Known,
    /// A body of public life.
    Body(Word),
    /// A place.
    Place(Word),
    /// An office.
    Role(Word),
    /// Letters.
    Latin,
    /// Few capital letters: STEM, AI, 5G.
    Acronym,
    /// A figure or date.
    Number,
    /// A single character that no list knows.
    Han,
    /// White space inside a line.
    Space,
    /// An opening bracket or quotation mark.
    Open,
    /// A closing one.
    Close,
    /// Any other mark, and line ends.
    Break,
}

/// One piece.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub class: Class,
    /// The token that closes this opening one, or opens this closing one.
    pub partner: Option<u32>,
}

/// Cuts `text` into tokens; `mentions` (sorted) tell which figures and dates bound names.
#[must_use]
pub fn tokens(text: &str, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut next = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        while mentions.get(next).is_some_and(|mention| mention.span.start() < at) {
            next += 1;
        }
        let figure = mentions.get(next).filter(|mention| mention.span.start() == at && bounds_names(mention));
        let (len, class) = match figure {
            Some(mention) if !mention.span.is_empty() => (mention.span.len(), Class::Number),
            _ => piece(rest, lexicon),
        };
        let end = (at + len.max(1)).min(text.len());
        let end = if text.is_char_boundary(end) { end } else { text.ceil_char_boundary(end) };
        out.push(Token { span: Span::new(at, end), class, partner: None });
        at = end;
    }
    pair(text, &mut out);
    out
}

/// Whether a mention parts names: not ordinals, which stand in names (第二屆「X」).
fn bounds_names(mention: &Mention) -> bool {
    !matches!(mention.value, Value::Ordinal(_) | Value::Number(_))
}

/// The first piece of `rest`: its length and class.
fn piece(rest: &str, lexicon: &Lexicon) -> (usize, Class) {
    let Some(first) = rest.chars().next() else { return (0, Class::Break) };
    if first.is_ascii() {
        return ascii(rest, first);
    }
    if let Some(found) = word(rest, lexicon) {
        return found;
    }
    let class = match first {
        '「' | '『' | '《' | '〈' | '（' | '〔' | '﹝' | '【' | '“' | '‘' => Class::Open,
        '」' | '』' | '》' | '〉' | '）' | '〕' | '﹞' | '】' | '”' | '’' => Class::Close,
        '‧' | '·' | '・' | '／' | '〇' => Class::Han,
        c if c.is_whitespace() => Class::Space,
        c if is_han(c) => Class::Han,
        c if c.is_alphabetic() => return (latin(rest), Class::Latin),
        _ => Class::Break,
    };
    (first.len_utf8(), class)
}

/// How a word of a list becomes a class.
type MakeClass = fn(Word) -> Class;

/// The longest word of the lists that `rest` begins with.
fn word(rest: &str, lexicon: &Lexicon) -> Option<(usize, Class)> {
    let lists = lexicon.lists_at(rest);
    if lists == Lists::default() {
        return None;
    }
    let tables = [
        &lexicon.generic_names,
        &lexicon.name_words,
        &lexicon.name_endings,
        &lexicon.person_roles,
        &lexicon.places,
        &lexicon.public_bodies,
    ];
    const CLASSES: [MakeClass; 6] = [|_| Class::Common, plain, Class::Ending, Class::Role, Class::Place, Class::Body];
    let best = lexicon.longest_of(rest, &tables);
    let best = best.and_then(|(list, word)| Some((word.text.len(), CLASSES.get(list)?(word))));
    let common = lexicon.name_common.longest_at(rest).map_or(0, |word| word.text.len());
    match best {
        Some((len, Class::Plain)) if len == common => Some((len, Class::Common)),
        Some((len, _)) if len >= common => best,
        _ if common > 0 => Some((common, Class::Common)),
        _ => best,
    }
}

/// The class of a word of `name_words`.
fn plain(word: Word) -> Class {
    match word.get("class") {
        Some("stop") => Class::Stop,
        Some("found") => Class::Found,
        Some("soft") => Class::Soft,
        Some("verb") => Class::Verb,
        Some("matter") => Class::Matter,
        Some("apposition") => Class::Apposition,
        Some("measure") => Class::Measure,
        Some("notion") => Class::Notion,
        Some("link") => Class::Link,
        Some("as") => Class::As,
        Some("thing") => Class::Thing,
        Some("describe") => Class::Describe,
        Some("proper") => Class::Proper,
        _ => Class::Plain,
    }
}

/// An ASCII piece.
fn ascii(rest: &str, first: char) -> (usize, Class) {
    match first {
        '(' | '[' => (1, Class::Open),
        ')' | ']' => (1, Class::Close),
        ' ' | '\t' => (1, Class::Space),
        c if c.is_ascii_alphanumeric() => {
            let len = latin(rest);
            let digits =
                rest.get(..len).is_some_and(|run| run.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-'));
            (len, if digits { Class::Number } else { letters(rest.get(..len).unwrap_or("")) })
        }
        _ => (1, Class::Break),
    }
}

/// STEM, AI, 5G are words of everyday use; longer or mixed letters make a name proper.
fn letters(run: &str) -> Class {
    let short = run.len() <= 4 && run.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if short { Class::Acronym } else { Class::Latin }
}

/// The length of the run of letters that `rest` begins with, marks at its end left out.
fn latin(rest: &str) -> usize {
    let inner = |c: char| c.is_ascii_alphanumeric() || "@.+-&*'’/_‧·".contains(c) || c.is_alphabetic() && !is_han(c);
    let run = rest.find(|c| !inner(c)).and_then(|end| rest.get(..end)).unwrap_or(rest);
    let run = run.trim_end_matches(['.', '-', '\'', '’', '/', '&', '*', '_', '‧', '·']);
    run.len().max(1)
}

/// Whether `c` is a Chinese character.
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Which kind of bracket `c` is: documents mix （ with ) and 〔 with ).
pub const fn family(c: char) -> u8 {
    match c {
        '「' | '」' => 1,
        '『' | '』' => 2,
        '《' | '》' => 3,
        '〈' | '〉' => 4,
        '“' | '”' => 5,
        '【' | '】' => 6,
        '‘' | '’' => 7,
        _ => 0,
    }
}

/// Joins opening and closing marks of one line.
pub fn pair(text: &str, tokens: &mut [Token]) {
    let mut open: Vec<(usize, u8)> = Vec::new();
    for index in 0..tokens.len() {
        let Some(token) = tokens.get(index).copied() else { break };
        let first = || token.span.of(text).chars().next().unwrap_or(' ');
        match token.class {
            Class::Open if open.len() < 16 => open.push((index, family(first()))),
            Class::Close => {
                let kind = family(first());
                if let Some(place) = open.iter().rposition(|(_, other)| *other == kind) {
                    let partner = open.get(place).map_or(0, |(at, _)| *at);
                    open.truncate(place);
                    if let Some(token) = tokens.get_mut(index) {
                        token.partner = Some(partner as u32);
                    }
                    if let Some(token) = tokens.get_mut(partner) {
                        token.partner = Some(index as u32);
                    }
                }
            }
            Class::Break if !open.is_empty() && matches!(first(), '\n' | '。') => open.clear(),
            _ => {}
        }
    }
}
