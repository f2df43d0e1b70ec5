//! Names and terms in letters: what a bracket in letters is to the name before it, and the words of
//! an English term that its initials shorten.

use super::reading::{Reading, folded};
use super::tokens::{Class, is_han};
use super::{AliasRelation, EntityKind};
use crate::span::Span;

/// Whether `said` is written in letters.
#[must_use]
pub fn is_latin(said: &str) -> bool {
    said.chars().any(|c| c.is_ascii_alphabetic()) && !said.chars().any(is_han)
}

/// Whether `said` is the address of a site.
#[must_use]
pub fn is_address(said: &str) -> bool {
    let said = said.trim();
    let lower = said.to_ascii_lowercase();
    let dots = said.matches('.').count();
    said.is_ascii()
        && !said.contains(' ')
        && (lower.starts_with("www.") || lower.starts_with("http") || dots >= 2 || dots == 1 && lower == said)
}

/// Whether `said` is two or more words, all capitalised: Smart City.
#[must_use]
pub fn is_title(said: &str) -> bool {
    let words = said.split([' ', '-']).filter(|word| !word.is_empty());
    words.clone().count() >= 2
        && words.clone().all(|word| word.starts_with(|c: char| c.is_ascii_uppercase()) || word.len() <= 3)
}

/// How a bracket in letters stands to the name before it; nothing where it is no name of it.
#[must_use]
pub fn relation(name: &str, alias: &str) -> Option<AliasRelation> {
    let alias = alias.trim();
    if is_address(alias) {
        return Some(AliasRelation::Variant);
    }
    if is_latin(name) {
        return initials_of(name, alias).then_some(AliasRelation::Abbreviation);
    }
    if folded(name).contains(folded(alias).as_str()) {
        return Some(AliasRelation::Abbreviation);
    }
    let letters = alias.chars().filter(char::is_ascii_alphabetic).count();
    let capitals = alias.chars().filter(char::is_ascii_uppercase).count();
    if capitals == 0 {
        return None;
    }
    let short = !alias.contains(' ') && capitals * 10 >= letters * 6 && letters >= 2;
    Some(if short { AliasRelation::Abbreviation } else { AliasRelation::Translation })
}

/// HKEX for Hong Kong Exchanges and Clearing: capitals that stand in the name in their order, the first of them first,
/// at least two of them at the beginning of its words.
fn letters_of(name: &str, alias: &str) -> bool {
    let capitals = alias.len() >= 3 && alias.len() <= 6 && alias.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut rest = name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase());
    let heads: String = name.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
    let begins = heads.chars().zip(alias.chars()).take_while(|(a, b)| a == b).count();
    capitals && begins >= 2 && alias.chars().all(|c| rest.any(|other| other == c))
}

/// InvestHK for Invest Hong Kong, MoU for Memorandum of Understanding: each capital begins a word of the name, the
/// small letters behind it go on with that word.
fn pieces_of(name: &str, alias: &str) -> bool {
    let mixed = alias.chars().any(|c| c.is_ascii_lowercase()) && alias.chars().all(|c| c.is_ascii_alphabetic());
    let mut words = name.split([' ', '-']);
    let mut word = "".chars();
    let mut goes_on = |c: char| {
        if c.is_ascii_lowercase() {
            return word.next() == Some(c) || c == 'o' && words.any(|word| word == "of");
        }
        let found = words.find(|word| word.starts_with(c));
        word = found.map_or("", |word| word.get(1..).unwrap_or("")).chars();
        found.is_some()
    };
    mixed
        && alias.len() >= 3
        && alias.chars().filter(char::is_ascii_uppercase).count() >= 2
        && alias.chars().all(&mut goes_on)
}

/// Whether `alias` is made of the first letters of the words of `name`, or begins so (CCSV Scheme).
fn initials_of(name: &str, alias: &str) -> bool {
    // CLP Power Hong Kong Limited (CLP): its first word.
    let first = name.strip_prefix(alias).is_some_and(|rest| rest.starts_with(' ')) && alias.len() >= 3;
    if first || letters_of(name, alias) || pieces_of(name, alias) {
        return true;
    }
    let capitals: Vec<char> = alias
        .split(' ')
        .next()
        .unwrap_or("")
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if capitals.len() < 2 {
        return false;
    }
    let mut rest = capitals.iter();
    let mut want = rest.next();
    for word in name.split([' ', '-']) {
        let head = word.chars().find(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase());
        if want.is_some() && head == want.copied() {
            want = rest.next();
        }
    }
    want.is_none()
}

/// The English term that ends with token `last` and that `alias` shortens: the fewest words whose
/// initials are the letters of `alias`, the first of them the first letter.
#[must_use]
pub fn term_before(reading: &Reading<'_>, last: usize, alias: &str) -> Option<(Span, Option<EntityKind>)> {
    let head = alias.chars().find(char::is_ascii_alphabetic)?.to_ascii_lowercase();
    let end = reading.token(last)?.span.end();
    let mut index = last;
    for _ in 0..40 {
        match reading.class(index) {
            Class::Latin | Class::Acronym => {
                let token = reading.token(index)?;
                let span = Span::new(token.span.start(), end);
                let first = reading.said(index).chars().next()?.to_ascii_lowercase();
                if is_address(alias) || first == head && initials_of(span.of(reading.text), alias) {
                    return Some((span, kind(reading, span)));
                }
            }
            Class::Space | Class::Number => {}
            Class::Break if matches!(reading.said(index), "," | "-" | "–" | "&" | "’" | "'") => {}
            _ => return None,
        }
        index = index.checked_sub(1)?;
    }
    None
}

/// The kind of an English name by its words; nothing for a term that is no name.
#[must_use]
pub fn kind(reading: &Reading<'_>, span: Span) -> Option<EntityKind> {
    let said = span.of(reading.text);
    let small = ["of", "and", "for", "the", "in", "on", "to", "&", "from"];
    let mut words = said.split([' ', ',']).filter(|word| !word.is_empty());
    if !words
        .all(|word| small.contains(&word) || word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()))
    {
        return None;
    }
    let lexicon = reading.lexicon;
    let first = said.split(' ').next().unwrap_or("");
    if let Some(word) = lexicon.english_names.get(first)
        && (word.is("first") || said.contains(" of ") || said.contains(" for "))
    {
        return Some(super::reading::kind_of(word));
    }
    let heads = said.split([' ', ',']).rev().filter_map(|word| lexicon.english_names.get(word));
    heads.filter(|word| !word.is("first")).map(super::reading::kind_of).next()
}
