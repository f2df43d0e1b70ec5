//! Who published a list or a report: what stands before its title in a bracket or behind 根據.
//!
//! ```text
//! cited     = ( "（" | 根據 ) publisher *( link publisher ) [ date [ verb ] "的" ] "《" title "》"
//! publisher = 1*( han | word | latin | body | place )
//! ```
//!
//! `全球第4（新華社及波羅的海交易所《2024年新華．波羅的海國際航運中心發展指數報告》）`

use super::EntityKind;
use super::reading::{Find, Reading};
use super::tokens::{Class, is_han};
use crate::span::Span;

/// The longest publisher's name, in characters.
const LONGEST: usize = 28;

/// How many tokens before a title are looked at.
const REACH: usize = 24;

/// Words behind which the publisher of a title stands.
const CITES: [&str; 10] = ["根據", "根据", "依據", "依据", "按照", "按", "據", "据", "引述", "參考"];

/// Every publisher that a cited title shows.
#[must_use]
pub fn finds(reading: &Reading<'_>) -> Vec<Find> {
    let mut out = Vec::new();
    for (index, token) in reading.tokens.iter().enumerate() {
        let title = matches!(token.class, Class::Open) && token.span.of(reading.text).starts_with('《');
        if let Some((first, last)) = title.then(|| stretch(reading, index)).flatten() {
            out.extend(names(reading, first, last));
        }
    }
    out
}

/// The tokens of the publishers before the title that opens at token `title`.
fn stretch(reading: &Reading<'_>, title: usize) -> Option<(usize, usize)> {
    let mut first = title;
    for _ in 0..REACH {
        let before = first.checked_sub(1)?;
        let said = reading.said(before);
        let opens = match reading.class(before) {
            Class::Open => matches!(said, "（" | "(").then_some(true)?,
            // 凱諦思（Arcadis）: another name in a bracket is passed over.
            Class::Close => {
                first = reading.token(before)?.partner? as usize;
                continue;
            }
            // 智庫Z/Yen於2025年4月公布的《X》: what the publisher is, and letters that open the clause.
            Class::Apposition => told(reading, first, title),
            Class::Break => {
                let letters = matches!(reading.class(first), Class::Latin | Class::Acronym);
                (letters && said != "、" && told(reading, first, title)).then_some(true)?
            }
            _ => CITES.contains(&said) || said == "在" && told(reading, first, title),
        };
        if opens {
            return ends(reading, first, title).map(|last| (first, last));
        }
        first = before;
    }
    None
}

/// Whether a verb of publishing and 的 stand right before the title: 在X發表的《Y》中.
fn told(reading: &Reading<'_>, first: usize, title: usize) -> bool {
    let of = title.checked_sub(1).is_some_and(|at| reading.said(at) == "的");
    of && (first..title).rev().take(4).any(|at| {
        matches!(reading.class(at), Class::Found)
            || matches!(reading.said(at), "合編" | "編製" | "编制" | "合编" | "公布" | "發表")
    })
}

/// The last token of the publishers: before the date, or the verb, that stands before the title.
fn ends(reading: &Reading<'_>, first: usize, title: usize) -> Option<usize> {
    let mut end = title;
    for index in first..title {
        let dated = matches!(reading.class(index), Class::Number);
        let verb = matches!(reading.class(index), Class::Found) || matches!(reading.said(index), "於" | "于" | "在");
        if dated || verb {
            end = index;
            break;
        }
    }
    let mut last = end.checked_sub(1)?;
    while last > first && matches!(reading.class(last), Class::Space) {
        last -= 1;
    }
    (end > first).then_some(last)
}

/// The names among tokens `first` to `last`, which links part.
fn names(reading: &Reading<'_>, first: usize, last: usize) -> Vec<Find> {
    let mut out = Vec::new();
    let mut from = first;
    let mut behind = 0;
    for index in first..=last + 1 {
        if index < behind {
            continue;
        }
        if let Some(close) = reading.opening(index).map(|(_, close)| close) {
            // The name ends before its bracket.
            if let Some(span) = index.checked_sub(1).filter(|end| *end >= from).and_then(|end| reading.span(from, end))
                && is_name(reading, trimmed(reading.text, span), from, index)
            {
                out.push(Find {
                    span: trimmed(reading.text, span),
                    kind: EntityKind::Organisation,
                    weight: 1,
                    lacks: 0,
                });
            }
            behind = close + 1;
            from = close + 1;
            continue;
        }
        let parts = index > last
            || matches!(reading.class(index), Class::Link) && !matches!(reading.before(index), Class::Link)
            || reading.said(index) == "、";
        if parts && from == index {
            from = index + 1;
        } else if parts {
            let span = index
                .checked_sub(1)
                .filter(|end| *end >= from)
                .and_then(|end| reading.span(behind_noun(reading, from, end), end));
            match span.map(|span| trimmed(reading.text, span)).filter(|span| is_name(reading, *span, from, index)) {
                Some(span) => out.push(Find { span, kind: EntityKind::Organisation, weight: 1, lacks: 0 }),
                None => return Vec::new(),
            }
            from = index + 1;
        }
    }
    out
}

/// 英國金融智庫Z/Yen: where the name begins behind a noun that only says what kind of body it names.
fn behind_noun(reading: &Reading<'_>, from: usize, end: usize) -> usize {
    let noun = (from..end).rev().find(|index| matches!(reading.class(*index), Class::Apposition));
    let letters = matches!(reading.class(end), Class::Latin | Class::Acronym)
        && end > from
        && matches!(reading.before(end), Class::Ending(_) | Class::Common);
    noun.map_or(if letters { end } else { from }, |index| index + 1)
}

/// A stretch without white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let said = span.of(text);
    let start = span.start() + said.len() - said.trim_start().len();
    Span::new(start, start + said.trim().len())
}

/// Whether a stretch can be a name: more than words of everyday use, no function word, no lower-case letters
/// alone.
fn is_name(reading: &Reading<'_>, span: Span, first: usize, end: usize) -> bool {
    let said = span.of(reading.text);
    let chars = said.chars().count();
    let plain = (first..end).all(|index| {
        matches!(reading.class(index), Class::Common | Class::Soft | Class::Verb | Class::Describe | Class::Space)
    });
    let broken = (first..end).any(|index| {
        let class = reading.class(index);
        matches!(class, Class::Stop | Class::Matter | Class::As | Class::Open | Class::Close)
    });
    let latin = !said.chars().any(is_han);
    let capital = said.chars().any(|c| c.is_ascii_uppercase());
    (2..=LONGEST).contains(&chars) && !plain && !broken && (!latin || capital)
}
