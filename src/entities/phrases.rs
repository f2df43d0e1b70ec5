//! English phrases that may be names, and the names among them in a Chinese document.
//!
//! ```text
//! phrase = capital *( [ small ] capital | "," capital )      small: of, and, for, the, &, in, on, to, cum
//! ```

use super::latin;
use super::reading::{Find, Reading};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// A capitalised phrase.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// Where it stands.
    pub span: Span,
    /// Whether marks or emphasis set it apart.
    pub marked: bool,
}

const SMALL: [&str; 13] = ["of", "and", "for", "the", "&", "in", "on", "to", "cum", "with", "from", "by", "at"];

/// One word of English text with what follows it.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// Where it stands.
    pub span: Span,
    /// The word.
    pub said: &'a str,
    /// Whether only a space stands before it.
    pub joined: bool,
    /// Whether a comma and a space stand before it.
    pub comma: bool,
}

/// The words of `span`.
pub fn pieces<'a>(text: &'a str, span: Span) -> Vec<Piece<'a>> {
    let mut out: Vec<Piece<'a>> = Vec::new();
    let said = span.of(text);
    let word = |c: char| c.is_alphanumeric() || matches!(c, '&' | '\'' | '’' | '-' | '*' | '+' | '‧' | '@' | '.' | '/');
    let mut at = 0;
    while let Some(rest) = said.get(at..).filter(|rest| !rest.is_empty()) {
        let start = rest.find(word).map_or(said.len(), |skip| at + skip);
        let tail = said.get(start..).unwrap_or("");
        let len = tail.find(|c| !word(c)).unwrap_or(tail.len());
        if len == 0 {
            break;
        }
        let found = tail.get(..len).unwrap_or("").trim_end_matches(['.', '-', '/']);
        let gap = out.last().map_or("", |last| text.get(last.span.end()..span.start() + start).unwrap_or(""));
        let joined = !out.is_empty() && gap.chars().all(|c| c == ' ' || c == '\n') && gap.len() <= 2;
        let comma = gap == ", ";
        out.push(Piece {
            span: Span::new(span.start() + start, span.start() + start + found.len()),
            said: found,
            joined,
            comma,
        });
        at = start + len;
    }
    out
}

/// Whether a word begins with a capital letter.
#[must_use]
pub fn capital(said: &str) -> bool {
    said.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a word is one of those written small inside names.
#[must_use]
pub fn small(said: &str) -> bool {
    SMALL.contains(&said)
}

/// The capitalised phrases of `span`.
#[must_use]
pub fn phrases(text: &str, span: Span, lexicon: &Lexicon) -> Vec<Phrase> {
    let pieces = pieces(text, span);
    let mut out = Vec::new();
    let mut index = 0;
    while let Some(first) = pieces.get(index) {
        if !capital(first.said) || opens_sentence(&pieces, index, lexicon) {
            index += 1;
            continue;
        }
        let last = run(&pieces, index, lexicon);
        let end = pieces.get(last).map_or(first.span.end(), |piece| piece.span.end());
        let end = possessive(text, first.span.start(), end);
        out.push(Phrase { span: Span::new(first.span.start(), end), marked: false });
        index = last + 1;
    }
    out
}

/// `end` without an 's at the end of the phrase.
fn possessive(text: &str, start: usize, end: usize) -> usize {
    let said = text.get(start..end).unwrap_or("");
    let bare = said.strip_suffix("'s").or_else(|| said.strip_suffix("’s")).unwrap_or(said);
    start + bare.len()
}

/// Whether the word at `index` is capitalised only because it begins a sentence.
fn opens_sentence(pieces: &[Piece<'_>], index: usize, lexicon: &Lexicon) -> bool {
    let Some(piece) = pieces.get(index) else { return false };
    let begins = !piece.joined && !piece.comma;
    begins && lexicon.english_verbs.get(piece.said).is_some()
}

/// Where the phrase that begins at `first` ends.
fn run(pieces: &[Piece<'_>], first: usize, lexicon: &Lexicon) -> usize {
    let mut last = first;
    let mut at = first + 1;
    while let Some(piece) = pieces.get(at) {
        let year = piece.said.len() == 4 && piece.said.bytes().all(|b| b.is_ascii_digit());
        if piece.comma {
            // Innovation, Technology and Industry Bureau: a list inside a name.
            let listed = capital(piece.said)
                && (at..at + 4).any(|next| pieces.get(next).is_some_and(|piece| matches!(piece.said, "and" | "&")));
            if !listed {
                break;
            }
            last = at;
        } else if !piece.joined {
            break;
        } else if capital(piece.said)
            || year && pieces.get(at + 1).is_some_and(|next| next.joined && capital(next.said))
        {
            last = at;
        } else if small(piece.said) {
            let article = pieces.get(at + 1).is_some_and(|next| next.said == "the");
            if article && !matches!(piece.said, "of" | "for" | "and" | "&") {
                break;
            }
            let ahead = (at + 1..at + 3).find(|next| pieces.get(*next).is_some_and(|next| !small(next.said)));
            let goes = ahead.is_some_and(|next| pieces.get(next).is_some_and(|next| next.joined && capital(next.said)));
            // Common Law Office in January: when it was is no part of a name.
            let month = pieces.get(at + 1).is_some_and(|next| lexicon.months.get(next.said).is_some());
            if !goes || month && matches!(piece.said, "in" | "on" | "from" | "by") {
                break;
            }
        } else {
            break;
        }
        at += 1;
    }
    last
}

/// English names of a Chinese document: phrases of two words or more whose words say what they name.
#[must_use]
pub fn foreign(reading: &Reading<'_>, bilingual: bool) -> Vec<Find> {
    let mut out = Vec::new();
    if bilingual {
        return out;
    }
    for stretch in latin_stretches(reading.text) {
        for phrase in phrases(reading.text, stretch, reading.lexicon) {
            let span = with_country(reading, phrase.span);
            let said = span.of(reading.text);
            let alone = reading.lexicon.english_names.get(said).is_some_and(|word| word.is("alone"));
            if let Some(kind) = latin::kind(reading, phrase.span)
                && (alone || said.split(' ').count() >= 3)
                && said.len() >= 8
            {
                out.push(Find { span, kind, weight: 1, lacks: 0 });
            }
        }
    }
    out
}

/// The stretches of `text` without Chinese characters that hold a few words.
fn latin_stretches(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let foreign = c.is_ascii() && c != '\n' || matches!(c, '’' | '‘' | '–');
        match (foreign, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        out.push(Span::new(from, text.len()));
    }
    out.retain(|span| span.len() >= 8 && span.of(text).contains(|c: char| c.is_ascii_uppercase()));
    out
}

/// What a bracket right behind a name holds, where it closes within the length of a name.
pub fn bracket(rest: &str) -> Option<&str> {
    const LONGEST: usize = 160;
    let rest = rest.strip_prefix(" (")?;
    rest.get(..rest.floor_char_boundary(LONGEST))?.split_once(')').map(|(inner, _)| inner)
}

/// Ministry of Science and Technology (Taiwan): the country in brackets is part of the name.
fn with_country(reading: &Reading<'_>, span: Span) -> Span {
    let rest = reading.text.get(span.end()..).unwrap_or("");
    let country = bracket(rest);
    let known = |country: &&str| english_place(reading.lexicon, country);
    country.filter(known).map_or(span, |country| Span::new(span.start(), span.end() + country.len() + 3))
}

/// Whether `said` is the English name of a place.
pub fn english_place(lexicon: &Lexicon, said: &str) -> bool {
    said.len() >= 2 && lexicon.places.words().any(|word| place_names(word).any(|name| name == said))
}

/// The English names of a place.
pub fn place_names(word: crate::lexicon::Word) -> impl Iterator<Item = &'static str> + use<> {
    word.get("en").unwrap_or("").split('|').filter(|name| !name.is_empty())
}
