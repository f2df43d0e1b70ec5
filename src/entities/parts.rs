//! Names that are parts of other names.
//!
//! - 電子檔案保管系統 beside 中央電子檔案保管系統 is no name of its own;
//! - 智方便 is the short form of 「智方便」平台;
//! - 落馬洲河套地區港深創科園 is 港深創科園 with its place.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::reading::{Reading, folded, is_quote};
use super::{AliasRelation, EntityKind};

/// Settles names that are parts of others.
pub fn join(book: &mut Book, reading: &Reading<'_>) {
    tails(book, reading);
    marked(book, reading);
    sited(book, reading);
}

/// 電子檔案保管系統 is no name beside 中央電子檔案保管系統: what the longer name adds in front is a plain word.
fn tails(book: &mut Book, reading: &Reading<'_>) {
    let mut gone = Vec::new();
    for (_, long) in book.names() {
        for (at, _) in long.folded.char_indices().skip(1).take(4) {
            let Some((front, rest)) = long.folded.split_at_checked(at) else { continue };
            let plain = reading.lexicon.name_common.get(front).is_some() && reading.lexicon.places.get(front).is_none();
            let Some(index) = book.get(rest).filter(|_| plain) else { continue };
            let part = book.live(index).is_some_and(|draft| {
                draft.kind == long.kind
                    && draft.kind != EntityKind::Organisation
                    && draft.weight < 2
                    && draft.folded.chars().count() >= 4
                    && draft.aliases.is_empty()
            });
            if part {
                gone.push(index);
            }
        }
    }
    book.drop_all(&gone);
}

/// 智方便 for 「智方便」平台, where the marks stand without the noun too.
fn marked(book: &mut Book, reading: &Reading<'_>) {
    let mut wanted: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for (index, draft) in book.names() {
        let split = draft.name.strip_prefix('「').and_then(|name| name.split_once('」'));
        let Some((inner, rest)) = split.filter(|(inner, rest)| !inner.is_empty() && !rest.is_empty()) else { continue };
        wanted.insert(inner, (index, rest.chars().take(2).collect()));
    }
    let mut found: BTreeSet<(usize, String)> = BTreeSet::new();
    for open in 0..reading.tokens.len() {
        let Some((mark, close)) = reading.opening(open) else { continue };
        let inner = reading.span(open + 1, close.saturating_sub(1)).map_or("", |span| span.of(reading.text));
        let Some((index, noun)) = wanted.get(inner).filter(|_| is_quote(mark)) else { continue };
        let after = reading.token(close).and_then(|token| reading.text.get(token.span.end()..)).unwrap_or("");
        if !after.trim_start().starts_with(noun.as_str()) {
            found.insert((*index, inner.to_owned()));
        }
    }
    for (owner, text) in found {
        book.alias(owner, text, AliasRelation::Abbreviation, None, "alias.mark");
    }
}

/// 落馬洲河套地區港深創科園 is 港深創科園 with its place; 河套合作區香港園區 another name of 香港園區.
fn sited(book: &mut Book, reading: &Reading<'_>) {
    let mut defined: BTreeMap<String, usize> = BTreeMap::new();
    for (index, draft) in book.names() {
        for alias in draft.aliases.iter().filter(|alias| alias.definition.is_some()) {
            defined.entry(folded(&alias.text)).or_insert(index);
        }
    }
    let places = &reading.lexicon.places;
    let (mut gone, mut found) = (Vec::new(), Vec::new());
    for (index, draft) in book.names().filter(|(_, draft)| draft.kind == EntityKind::Facility) {
        let rest = places.longest_at(&draft.folded).and_then(|place| draft.folded.get(place.text.len()..));
        let Some(rest) = rest.filter(|rest| rest.chars().count() >= 4) else { continue };
        match defined.get(rest).filter(|owner| **owner != index) {
            Some(owner) if places.longest_at(rest).is_some() => found.push((*owner, draft.name.clone())),
            Some(_) => gone.push(index),
            None => {}
        }
    }
    book.drop_all(&gone);
    for (owner, text) in found {
        book.alias(owner, text, AliasRelation::Variant, None, "alias.sited");
    }
}
