//! Other names that a sentence defines without a bracket.
//!
//! ```text
//! renamed = name [ date ] ( 正名為 | 改名為 | … ) new-name
//! was     = name [ bracket ] ( 前身為 | 原名 ) old-name
//! called  = name "，" ( 簡稱 | 下稱 | 又稱 ) other-name
//! ```

use super::AliasRelation;
use super::define::{Definition, Named, inner, relation, same};
use super::edge;
use super::naming::{guess, name_before, quoted_before};
use super::reading::{Reading, is_quote, kind_of, written};
use super::tokens::Class;
use crate::lexicon::Word;
use crate::span::Span;

/// X於2022年7月正名為Y; X前身為Y: `word` stands at the token `index`.
pub fn renamed(reading: &Reading<'_>, index: usize, word: Word) -> Option<Definition> {
    let start = reading.token(index)?.span.start();
    let role = word.get("role")?;
    if matches!(role, "named" | "now") || matches!(reading.before(index), Class::Open) {
        return None;
    }
    let (old, kind) = subject_before(reading, index)?;
    if let Some(found) = became(reading, &word, start, (old, kind)) {
        return Some(found);
    }
    // 前身為皇家香港輔助空軍: whatever stands there up to the end of the clause.
    let plain = || alias_after(reading, start + word.text.len()).filter(|_| role == "was");
    let (new, other) = name_after(reading, start + word.text.len()).or_else(plain)?;
    let whole = old.to(new);
    let (name, kind, alias) = if role == "renames" { (new, other.or(kind), old) } else { (old, kind.or(other), new) };
    (!same(reading, name, alias)).then_some(Definition {
        name,
        kind,
        alias,
        relation: AliasRelation::FormerName,
        span: whole,
        rule: if role == "renames" { "alias.renamed" } else { "alias.was" },
    })
}

/// X由（原）Y更名而來: the new name stands before 由, where the word that begins at byte `start` is followed so.
fn became(reading: &Reading<'_>, word: &Word, start: usize, old: Named) -> Option<Definition> {
    let rest = reading.text.get(start + word.text.len()..)?;
    if !["而來", "而来", "而成", "而得"].iter().any(|tail| rest.starts_with(tail)) {
        return None;
    }
    let first = reading.token_at(old.0.start());
    let by = (first.saturating_sub(3)..first).rev().find(|at| reading.said(*at) == "由")?;
    let (new, kind) = subject_before(reading, by)?;
    (!same(reading, new, old.0)).then_some(Definition {
        name: new,
        kind: kind.or(old.1),
        alias: old.0,
        relation: AliasRelation::FormerName,
        span: new.to(old.0),
        rule: "alias.renamed",
    })
}

/// X，簡稱Y: `word` stands at the token `index`.
pub fn called(reading: &Reading<'_>, index: usize, word: Word) -> Option<Definition> {
    let start = reading.token(index)?.span.start();
    if word.get("role") != Some("named") || word.text.chars().count() < 2 {
        return None;
    }
    let comma = index.checked_sub(1)?;
    if !matches!(reading.said(comma), "，" | ",") {
        return None;
    }
    let (alias, _) = alias_after(reading, start + word.text.len())?;
    let (name, kind) = name_before(reading, comma.checked_sub(1)?, alias.of(reading.text), true)?;
    kind?;
    Some(Definition {
        name,
        kind,
        alias,
        relation: relation(word.get("relation")),
        span: name.to(alias),
        rule: "alias.called",
    })
}

/// The last name before token `index` in its clause, over dates and adverbs and one bracket.
fn subject_before(reading: &Reading<'_>, index: usize) -> Option<Named> {
    let mut at = index;
    let mut chars = 0;
    while at > 0 && chars < 40 {
        at -= 1;
        chars += reading.said(at).chars().count();
        match reading.class(at) {
            Class::Body(_) | Class::Ending(_) => {
                return match reading.class(at) {
                    // “貴人服務”平台: the noun of a name in marks.
                    Class::Ending(_) if matches!(reading.before(at), Class::Close) => {
                        name_before(reading, at, "", true)
                    }
                    Class::Ending(_) if edge::left(reading, at) == at => continue,
                    _ => name_before(reading, at, "", true),
                };
            }
            Class::Close => {
                let open = reading.token(at)?.partner? as usize;
                if reading.opening(open).is_some_and(|(mark, _)| is_quote(mark)) {
                    return quoted_before(reading, at);
                }
                at = open;
            }
            Class::Break if !matches!(reading.said(at), "，" | ",") => return None,
            _ => {}
        }
    }
    None
}

/// The name that begins at byte `start`.
fn name_after(reading: &Reading<'_>, start: usize) -> Option<Named> {
    let first = reading.token_at(start);
    if let Some((mark, close)) = reading.opening(first) {
        let span = is_quote(mark).then(|| inner(reading, first, close)).flatten()?;
        return Some((span, guess(reading, span)));
    }
    let mut found = None;
    for index in first..first + 24 {
        match reading.class(index) {
            Class::Body(word) | Class::Ending(word) => {
                found = reading
                    .span(first, index)
                    .map(|span| (Span::new(start, span.end().max(start)), Some(kind_of(word))));
                if !matches!(reading.class(index + 1), Class::Ending(_) | Class::Common | Class::Soft | Class::Link) {
                    break;
                }
            }
            Class::Stop
            | Class::Matter
            | Class::Found
            | Class::Break
            | Class::Open
            | Class::Close
            | Class::As
            | Class::Number => break,
            _ => {}
        }
    }
    found.filter(|(span, _)| written(span.of(reading.text)).chars().count() >= 3)
}

/// The other name that begins at byte `start`, up to a mark.
fn alias_after(reading: &Reading<'_>, start: usize) -> Option<Named> {
    let first = reading.token_at(start);
    if let Some((mark, close)) = reading.opening(first) {
        let span = is_quote(mark).then(|| inner(reading, first, close)).flatten()?;
        return Some((span, None));
    }
    let last = (first..first + 12)
        .take_while(|index| !matches!(reading.class(*index), Class::Break | Class::Open | Class::Close | Class::Stop))
        .last()?;
    let span = reading.span(first, last)?;
    (span.of(reading.text).chars().count() <= 16).then_some((span, None))
}
