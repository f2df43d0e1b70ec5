//! Names that their writing sets apart: emphasised stretches, and letters joined by @.

use super::EntityKind;
use super::evidence::modifier;
use super::reading::{Find, Reading, kind_of};
use super::tokens::{Class, is_han};
use crate::span::Span;

/// Every name that emphasis or letters show.
#[must_use]
pub fn finds(reading: &Reading<'_>) -> Vec<Find> {
    let mut out = at_names(reading);
    out.extend(emphasised(reading));
    out
}

/// Health@InnoHK: two words in letters joined by @, which no address is.
fn at_names(reading: &Reading<'_>) -> Vec<Find> {
    let latin = reading.tokens.iter().filter(|token| matches!(token.class, Class::Latin));
    let named = latin.filter(|token| {
        token.span.of(reading.text).split_once('@').is_some_and(|(before, after)| {
            let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
            capital(before) && capital(after) && !after.contains('.')
        })
    });
    let branded = reading.tokens.iter().filter(|token| {
        // I·PARK1: letters joined by a point in the middle are a brand.
        let said = token.span.of(reading.text);
        matches!(token.class, Class::Latin)
            && said.split_once(['·', '‧']).is_some_and(|(before, after)| {
                before.ends_with(|c: char| c.is_ascii_uppercase())
                    && after.starts_with(|c: char| c.is_ascii_uppercase())
            })
    });
    let capitals = reading.tokens.iter().enumerate().filter(|(index, token)| {
        // SKYTOPIA項目: a word in capitals that is too long for initials, with what it is behind it.
        let said = token.span.of(reading.text);
        let thing = matches!(reading.class(index + 1), Class::Ending(word) if matches!(kind_of(word), EntityKind::Programme | EntityKind::Platform));
        matches!(token.class, Class::Latin) && said.len() >= 6 && said.bytes().all(|byte| byte.is_ascii_uppercase()) && thing
    });
    named
        .chain(branded)
        .chain(capitals.map(|(_, token)| token))
        .map(|token| Find { span: token.span, kind: EntityKind::Platform, weight: 1, lacks: 0 })
        .collect()
}

/// Emphasised stretches that are one name by their last word, or by the name in marks that they end with.
fn emphasised(reading: &Reading<'_>) -> Vec<Find> {
    let mut out = Vec::new();
    for span in reading.emphasis() {
        let said = span.of(reading.text);
        let chars = said.chars().count();
        let first = reading.token_at(span.start());
        let last = reading.token_at(span.end()).saturating_sub(1);
        if matches!(reading.before(first), Class::Measure | Class::Number | Class::Describe) {
            continue;
        }
        if is_brand(said) && among_han(reading.text, *span) {
            out.push(Find { span: *span, kind: EntityKind::Platform, weight: 1, lacks: 0 });
            continue;
        }
        if !(4..=30).contains(&chars) || said.contains(['的', '，', '（', '：']) || last <= first {
            continue;
        }
        let whole = (first..last).all(|index| {
            !matches!(reading.class(index), Class::Stop | Class::Found | Class::Number | Class::Break | Class::Verb)
        });
        if said.ends_with('」')
            && !said.starts_with('「')
            && whole
            && chars <= 20
            && is_han(said.chars().next().unwrap_or(' '))
            && !(first..last).any(|at| {
                matches!(reading.class(at), Class::Open)
                    && matches!(reading.before(at), Class::Ending(_) | Class::Apposition)
            })
        {
            out.push(Find { span: *span, kind: EntityKind::Programme, weight: 1, lacks: 0 });
        }
        let Some(word) = reading.lexicon.name_endings.longest_before(said) else { continue };
        let modifier = modifier(reading, first, last, word);
        let quiet = matches!(
            reading.class(last + 1),
            Class::Stop
                | Class::Matter
                | Class::Verb
                | Class::Break
                | Class::Close
                | Class::Open
                | Class::Link
                | Class::Found
                | Class::Soft
        );
        if whole && quiet && (modifier.rare || modifier.chars >= 4) && word.get("need") != Some("quote") {
            out.push(Find { span: *span, kind: kind_of(word), weight: 2, lacks: 0 });
        }
    }
    out
}

/// Whether Chinese stands beside a stretch: elsewhere letters are English text.
fn among_han(text: &str, span: Span) -> bool {
    let mark = |c: &char| matches!(c, ' ' | '*' | '「' | '」' | '（');
    let before = text.get(..span.start()).and_then(|text| text.chars().rev().find(|c| !mark(c)));
    let behind = text.get(span.end()..).and_then(|text| text.chars().find(|c| !mark(c)));
    before.is_some_and(is_han) || behind.is_some_and(is_han)
}

/// Whether emphasised letters are a name: Core Climate, Wi-Fi.HK; not AI, and no sentence.
fn is_brand(said: &str) -> bool {
    let letters = said.chars().filter(char::is_ascii_alphabetic).count();
    let words = said.split(' ').count();
    !said.chars().any(is_han)
        && letters >= 5
        && words <= 4
        && said.split(' ').all(|word| word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()))
}
