//! Brackets that hold another name which is no short form of the one before them: 電子健康紀錄互通系統（醫健通）.
//!
//! The other name has to have something of the name, two characters in their order or the class noun, and the
//! document has to use it again, unless both are of one noun (公共交通費用補貼計劃（公交津貼計劃）): a bracket also
//! tells a branch, a trade or a place.

use std::collections::BTreeSet;

use super::AliasRelation;
use super::define::{Definition, Named, inner};
use super::locate::{self, Spelling};
use super::naming::name_before;
use super::reading::{Reading, folded, is_quote};
use super::tokens::{Class, is_han};
use crate::span::Span;

/// How long such a name is, in characters.
const CHARS: std::ops::RangeInclusive<usize> = 2..=8;

/// The definitions of this kind, beside those that are `known`.
#[must_use]
pub fn definitions(reading: &Reading<'_>, known: &[Definition]) -> Vec<Definition> {
    let taken: BTreeSet<usize> = known.iter().map(|one| one.alias.start()).collect();
    let brackets = (1..reading.tokens.len()).filter_map(|open| candidate(reading, open));
    let open: Vec<(Named, Span)> = brackets.filter(|(_, alias)| !taken.contains(&alias.start())).collect();
    let spellings: Vec<Spelling> = open
        .iter()
        .enumerate()
        .map(|(id, (_, alias))| Spelling {
            chars: folded(alias.of(reading.text)).chars().collect(),
            entity: id as super::EntityId,
            place: false,
            noun: false,
        })
        .collect();
    let starts: BTreeSet<usize> = open.iter().map(|(_, alias)| alias.start()).collect();
    let used: BTreeSet<String> = locate::occurrences(reading, &spellings)
        .into_iter()
        .filter(|place| !starts.contains(&place.span.start()))
        .map(|place| folded(place.span.of(reading.text)))
        .collect();
    let holds = |(name, alias): &(Named, Span)| {
        used.contains(&folded(alias.of(reading.text))) || same_noun(reading, name.0, *alias)
    };
    let held = open.into_iter().filter(holds);
    held.map(|((name, kind), alias)| definition(reading, name, kind, alias)).collect()
}

/// The name before the bracket that token `open` opens, and the other name in it.
fn candidate(reading: &Reading<'_>, open: usize) -> Option<(Named, Span)> {
    let (mark, close) = reading.opening(open).filter(|(mark, _)| !is_quote(*mark))?;
    let alias = inner(reading, open, close).filter(|_| matches!(mark, '（' | '('))?;
    let said = alias.of(reading.text);
    let plain = |index: usize| {
        matches!(reading.class(index), Class::Han | Class::Common | Class::Plain | Class::Soft | Class::Ending(_))
    };
    let chars = said.chars().count();
    let lexicon = reading.lexicon;
    if !CHARS.contains(&chars) || !said.chars().all(is_han) || !(open + 1..close).all(plain) {
        return None;
    }
    if lexicon.name_common.get(said).is_some() || lexicon.name_endings.get(said).is_some() {
        return None;
    }
    let name = name_before(reading, open - 1, said, false)?;
    let full = name.0.of(reading.text);
    name.1?;
    (full.chars().count() > chars && common(said, full) >= 2).then_some((name, alias))
}

/// 公共交通費用補貼計劃（公交津貼計劃）: whether both end with one class noun and have more in common.
fn same_noun(reading: &Reading<'_>, name: Span, alias: Span) -> bool {
    let (name, alias) = (name.of(reading.text), alias.of(reading.text));
    let noun = reading.lexicon.name_endings.longest_before(alias).map_or("", |word| word.text);
    let bare = noun.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    bare.chars().count() == 2 && name.ends_with(&bare) && common(alias, name) >= 4
}

/// How many characters of `short` stand in `full` in their order, at most.
fn common(short: &str, full: &str) -> usize {
    let full: Vec<char> = full.chars().collect();
    let mut best = vec![0; full.len() + 1];
    for c in short.chars() {
        let mut corner = 0;
        for (at, other) in full.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if c == *other { corner + 1 } else { above.max(best[at]) };
            corner = above;
        }
    }
    best.last().copied().unwrap_or(0)
}

/// `alias` is a short form of `name` where it ends alike, else another name.
fn definition(reading: &Reading<'_>, name: Span, kind: Option<super::EntityKind>, alias: Span) -> Definition {
    let last = |span: Span| span.of(reading.text).chars().next_back();
    let relation = if last(name) == last(alias) { AliasRelation::Abbreviation } else { AliasRelation::Variant };
    // The closing bracket belongs to the definition.
    let rest = reading.text.get(alias.end()..).unwrap_or("");
    let close = rest.chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
    let span = Span::new(name.start(), alias.end() + close);
    Definition { name, kind, alias, relation, span, rule: "alias.bracket.recurs" }
}
