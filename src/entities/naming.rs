//! Which name ends at a place: in quotation marks, by its class noun, emphasised, or as a term that a bracket
//! behind it explains.

use super::define::{Named, inner, shortens};
use super::edge;
use super::ending::body_first;
use super::latin;
use super::reading::{Reading, is_quote, kind_of};
use super::tokens::{Class, is_han};
use super::{EntityKind, nouns};
use crate::span::Span;

/// The name that ends with token `last`: in quotation marks, by its class noun, or as a term.
pub fn name_before(reading: &Reading<'_>, last: usize, alias: &str, worded: bool) -> Option<Named> {
    let english = latin::is_latin(alias);
    if let Some((span, kind)) = phased(reading, last, alias) {
        return Some((span, kind));
    }
    if worded && let Some(span) = emphasised(reading, last) {
        return Some((span, guess(reading, span)));
    }
    match reading.class(last) {
        // 港深西部鐵路（洪水橋至前海）（下稱「港深西鐵」）
        Class::Close if worded && !quoted(reading, last) => {
            let open = reading.token(last)?.partner? as usize;
            let before = open.checked_sub(1).filter(|before| !matches!(reading.class(*before), Class::Close))?;
            name_before(reading, before, alias, worded)
        }
        Class::Close => quoted_before(reading, last),
        Class::Body(word) => {
            let first = body_first(reading, last, word);
            Some((reading.span(widened(reading, first, last, alias), last)?, Some(kind_of(word))))
        }
        Class::Ending(word) => {
            let found = marked_name(reading, last).or_else(|| {
                let first = edge::left(reading, last);
                Some((reading.span(widened(reading, first, last, alias), last)?, Some(kind_of(word))))
            })?;
            let generic = matches!(reading.class(last), Class::Ending(_)) && found.0 == reading.span(last, last)?;
            if generic && worded {
                return Some((reading.span(possessed(reading, last), last)?, found.1));
            }
            (!generic || english && word.text.chars().count() >= 3).then_some(found)
        }
        Class::Known => Some((reading.span(edge::left(reading, last), last)?, Some(EntityKind::Organisation))),
        Class::Place(_) => Some((reading.span(last, last)?, Some(EntityKind::Place))),
        Class::Role(_) => Some((reading.span(edge::left(reading, last), last)?, Some(EntityKind::PersonRole))),
        Class::Latin | Class::Acronym if english => latin::term_before(reading, last, alias),
        Class::Latin | Class::Acronym => Some((reading.span(last, last)?, None)),
        Class::Number if english => latin::term_before(reading, last, alias),
        Class::Number | Class::Open | Class::Break | Class::Space => None,
        Class::Stop if !english => None,
        _ if emphasised(reading, last).is_some() => emphasised(reading, last).map(|span| (span, guess(reading, span))),
        _ => {
            let mut first = edge::left(reading, last);
            if english {
                first = phrase(reading, last);
            }
            let span = reading.span(widened(reading, first, last, alias), last)?;
            // 展能藝術會（ADAHK）: initials behind a body's noun that is other words elsewhere.
            let initials = alias.len() >= 3 && alias.bytes().all(|byte| byte.is_ascii_uppercase());
            // 香港律師會（律師會): a place, and a noun that the short form keeps.
            let said = span.of(reading.text);
            let placed =
                reading.lexicon.places.longest_at(said).is_some() && said.ends_with(alias) && !alias.is_empty();
            let kind = kind_at_end(reading, span).filter(|_| (initials || placed) && said.chars().count() >= 4);
            (span.of(reading.text).chars().count() >= 2).then_some((span, kind))
        }
    }
}

/// Whether the closing mark at `index` closes a quotation.
fn quoted(reading: &Reading<'_>, index: usize) -> bool {
    let open = reading.token(index).and_then(|token| token.partner).map(|open| open as usize);
    open.and_then(|open| reading.opening(open)).is_some_and(|(mark, _)| is_quote(mark))
}

/// 亞洲國際博覽館第二期（亞博館二期）: a phase of what is named before its ordinal, where the alias is of the phase.
fn phased(reading: &Reading<'_>, last: usize, alias: &str) -> Option<Named> {
    let phase = ['期', '段', '座'];
    if !reading.said(last).ends_with(phase) || !alias.ends_with(phase) && !latin::is_latin(alias) {
        return None;
    }
    let mut first = last;
    for _ in 0..4 {
        first = first.checked_sub(1)?;
        if reading.said(first).starts_with('第') {
            break;
        }
    }
    let end = first.checked_sub(1).filter(|_| reading.said(first).starts_with('第'))?;
    let (start, kind) = match reading.class(end) {
        Class::Body(word) => (end, kind_of(word)),
        Class::Ending(word) => (edge::left(reading, end), kind_of(word)),
        Class::Known => (edge::left(reading, end), EntityKind::Facility),
        _ => return None,
    };
    Some((reading.span(start, last)?, Some(kind)))
}

/// The beginning of a phrase whose last word is a bare class noun: 科學園第二階段擴建計劃的第一批次工程.
fn possessed(reading: &Reading<'_>, last: usize) -> usize {
    let mut first = last;
    while first > 0 && last - first < 16 {
        let index = first - 1;
        let part = match reading.class(index) {
            Class::Break | Class::Open | Class::Close | Class::Found | Class::As => false,
            Class::Stop => reading.said(index) == "的",
            _ => true,
        };
        if !part {
            break;
        }
        first = index;
    }
    first
}

/// The emphasised stretch that ends with token `last`.
fn emphasised(reading: &Reading<'_>, last: usize) -> Option<Span> {
    let end = reading.token(last)?.span.end();
    let index = reading.emphasis().partition_point(|span| span.end() < end);
    let span = reading.emphasis().get(index).copied()?;
    (span.end() == end && span.of(reading.text).chars().count() <= 40).then_some(span)
}

/// The kind of a name by its last word, a programme where that says nothing.
pub fn guess(reading: &Reading<'_>, span: Span) -> Option<EntityKind> {
    kind_at_end(reading, span).or(Some(EntityKind::Programme))
}

/// The kind that the last word of `span` tells.
#[must_use]
pub fn kind_at_end(reading: &Reading<'_>, span: Span) -> Option<EntityKind> {
    let said = unnumbered(span.of(reading.text));
    let lexicon = reading.lexicon;
    if lexicon.public_bodies.get(said).is_some() {
        return lexicon.public_bodies.get(said).map(kind_of);
    }
    if lexicon.places.get(said).is_some() {
        return Some(EntityKind::Place);
    }
    let ending = lexicon.name_endings.longest_before(said).or_else(|| lexicon.quoted_endings.longest_before(said));
    ending.map(kind_of)
}

/// A name without the year or version at its end: 流行文化節2024, 行動綱領1.5版.
#[must_use]
pub fn unnumbered(name: &str) -> &str {
    let whole = name.strip_suffix('版').filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(name);
    whole.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace())
}

/// The name in quotation marks that token `last` closes.
pub fn quoted_before(reading: &Reading<'_>, last: usize) -> Option<Named> {
    let open = reading.token(last)?.partner? as usize;
    let (mark, _) = reading.opening(open)?;
    if !is_quote(mark) {
        return None;
    }
    let span = inner(reading, open, last)?;
    let short = span.of(reading.text).chars().count() <= 40 && !span.of(reading.text).contains('，');
    short.then(|| (span, guess(reading, span)))
}

/// 「資料一線通」網站（…）: the name in marks that the class noun at `last` follows.
fn marked_name(reading: &Reading<'_>, last: usize) -> Option<Named> {
    let mut first = last;
    while first > 0 && last - first < 6 {
        match reading.before(first) {
            Class::Close => {
                return nouns::with_noun(reading, first - 1, last).map(|(span, kind)| (span, Some(kind)));
            }
            Class::Common | Class::Soft | Class::Verb | Class::Ending(_) | Class::Han | Class::Plain => first -= 1,
            _ => return None,
        }
    }
    None
}

/// The beginning of a phrase that a foreign term in brackets translates.
fn phrase(reading: &Reading<'_>, last: usize) -> usize {
    let mut first = last;
    while first > 0 && last - first < 12 {
        let index = first - 1;
        let bound = match reading.class(index) {
            Class::Break | Class::Open | Class::Close | Class::Found | Class::Number | Class::Space => true,
            Class::Stop => reading.said(index).chars().count() > 1 || "的在於于由與与".contains(reading.said(index)),
            Class::Matter => true,
            Class::Verb => matches!(reading.before(index), Class::Break | Class::Stop | Class::Number),
            _ => false,
        };
        if bound {
            break;
        }
        first = index;
    }
    first
}

/// `first` moved before the places that a body's name begins with (香港海運港口發展局).
fn placed(reading: &Reading<'_>, mut first: usize) -> usize {
    while first > 0 && matches!(reading.before(first), Class::Place(_)) {
        first -= 1;
    }
    first
}

/// `first` moved before the 第 of its ordinal: 第十五屆全國運動會（十五運會）.
fn counted(reading: &Reading<'_>, first: usize) -> usize {
    first.checked_sub(1).filter(|before| reading.said(*before) == "第").unwrap_or(first)
}

/// `first` moved left where the alias needs characters that stand before it.
fn widened(reading: &Reading<'_>, first: usize, last: usize, alias: &str) -> usize {
    let han: String = alias.chars().filter(|c| is_han(*c)).collect();
    let mut wide = first;
    for _ in 0..8 {
        let Some(span) = reading.span(wide, last) else { return first };
        if han.is_empty() || shortens(&han, span.of(reading.text)) {
            return if wide < first { placed(reading, counted(reading, wide)) } else { wide };
        }
        match wide.checked_sub(1).map(|before| (before, reading.class(before))) {
            Some((_, Class::Break | Class::Open | Class::Close)) | None => return first,
            Some((before, _)) => wide = before,
        }
    }
    first
}
