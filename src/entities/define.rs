//! Where a text defines another name.
//!
//! ```text
//! bracketed = name "（" definition *( ( "，" | "；" ) definition ) "）"
//! definition = [ 下稱 | 簡稱 | 又稱 | 即 | 前稱 | 英文名稱 … ] other-name
//! ```
//!
//! A bracket without a defining word defines only what shortens the name before it, its characters in
//! their order (香港生產力促進局（生產力局）), stands in quotation marks, or is written in letters.

use super::latin;
use super::naming::{kind_at_end, name_before};
use super::reading::{Reading, folded, is_quote};
use super::recurs;
use super::renamed::{called, renamed};
use super::tokens::{Class, is_han};
use super::{AliasRelation, EntityKind};
use crate::lexicon::Word;
use crate::span::Span;

/// A definition of one name by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The name, as it stands in the text.
    pub name: Span,
    /// What it names; absent for a term that is no proper name (創新及科技（創科）).
    pub kind: Option<EntityKind>,
    /// The other name.
    pub alias: Span,
    /// How it stands to the name.
    pub relation: AliasRelation,
    /// Name and other name together.
    pub span: Span,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A name by its place.
pub type Named = (Span, Option<EntityKind>);

/// Every definition of the document, in text order.
#[must_use]
pub fn definitions(reading: &Reading<'_>) -> Vec<Definition> {
    let mut out = Vec::new();
    let mut inside = 0;
    for index in 0..reading.tokens.len() {
        match reading.class(index) {
            Class::Open if index > 0 => {
                let bracket = reading.opening(index).filter(|(mark, _)| !is_quote(*mark));
                inside = bracket.map_or(inside, |(_, close)| inside.max(close));
                bracketed(reading, index, &mut out);
            }
            _ if index < inside => {}
            Class::Stop | Class::Han | Class::Plain | Class::Common => {
                if let Some(word) = defining(reading, index) {
                    out.extend(renamed(reading, index, word));
                    out.extend(called(reading, index, word));
                }
            }
            _ => {}
        }
    }
    let more = recurs::definitions(reading, &out);
    if !more.is_empty() {
        out.extend(more);
        out.sort_by_key(|one| one.alias.start());
    }
    out
}

/// The defining word that begins with the token at `index`.
fn defining(reading: &Reading<'_>, index: usize) -> Option<Word> {
    let start = reading.token(index)?.span.start();
    reading.lexicon.definition_words.longest_at(reading.text.get(start..)?)
}

/// Whether the bracket from token `open` to `close` looks like a definition of what stands before it.
#[must_use]
pub fn defines(reading: &Reading<'_>, open: usize, close: usize) -> bool {
    let Some(inner) = inner(reading, open, close) else { return false };
    let said = inner.of(reading.text);
    reading.lexicon.definition_words.longest_at(said).is_some()
        || said.starts_with(['「', '《', '“'])
        || latin::is_latin(said) && said.chars().any(|c| c.is_ascii_uppercase() || c == '.')
        || reading.token(open).is_some_and(|token| {
            let name = reading.text.get(..token.span.start()).unwrap_or("");
            let tail: String = name.chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
            said.chars().count() >= 2 && said.chars().all(is_han) && shortens(said, &tail)
        })
}

/// What stands between two marks.
pub fn inner(reading: &Reading<'_>, open: usize, close: usize) -> Option<Span> {
    if close <= open + 1 {
        return None;
    }
    let span = reading.span(open + 1, close - 1)?;
    (span.len() <= 240).then_some(span)
}

/// The definitions in the bracket that token `open` opens.
fn bracketed(reading: &Reading<'_>, open: usize, out: &mut Vec<Definition>) {
    let Some((mark, close)) = reading.opening(open) else { return };
    let Some(inner) = inner(reading, open, close).filter(|_| !is_quote(mark)) else { return };
    let said = inner.of(reading.text);
    if said.contains(['。', '\n']) {
        return;
    }
    let spaced = usize::from(matches!(reading.before(open), Class::Space));
    let Some(before) = open.checked_sub(1 + spaced) else { return };
    let parts = parts(said, inner.start());
    let alone = parts.len() == 1;
    let end = reading.token(close).map_or(inner.end(), |token| token.span.end());
    let mut named: Option<Named> = None;
    for (order, part) in parts.into_iter().enumerate() {
        let Some(mut found) = one(reading, before, part, order, named) else { continue };
        named = Some((found.name, found.kind));
        if alone && found.name.start() < found.alias.start() {
            found.span = Span::new(marked_start(reading.text, found.name.start()), end.max(found.span.end()));
        }
        out.push(found);
    }
}

/// The definition that one part of a bracket makes of the name before it, or of the one that the parts before
/// it are about.
fn one(reading: &Reading<'_>, before: usize, part: Span, order: usize, named: Option<Named>) -> Option<Definition> {
    let words = reading.lexicon.definition_words.longest_at(part.of(reading.text));
    let word = words.filter(|word| word.get("role") != Some("renames"));
    let alias = word.map_or(part, |word| Span::new(part.start() + word.text.len(), part.end()));
    let alias = unmarked(reading.text, alias);
    let said = alias.of(reading.text);
    if said.is_empty() || said.chars().count() > if latin::is_latin(said) { 90 } else { 40 } {
        return None;
    }
    let name = named.or_else(|| name_before(reading, before, said, word.is_some()))?;
    let ordinal = name.0.of(reading.text).starts_with('第') && name.1 != Some(EntityKind::Event);
    if ordinal || same(reading, name.0, alias) {
        return None;
    }
    match word {
        Some(word) if word.get("role") == Some("now") => now(reading, name, alias),
        None if said.starts_with('原') => {
            formerly(reading, name, alias).or_else(|| unworded(reading, name, part, alias, order))
        }
        Some(word) => Some(worded(reading, name, alias, relation(word.get("relation")), word.text == "即")),
        None => unworded(reading, name, part, alias, order),
    }
}

/// A definition by a word; behind 即 the longer of the two is the name: 香港園區（即港深創新及科技園）.
fn worded(reading: &Reading<'_>, name: Named, alias: Span, relation: AliasRelation, equal: bool) -> Definition {
    let rule = "alias.bracket.word";
    let chars = |span: Span| span.of(reading.text).chars().count();
    let other = kind_at_end(reading, alias).filter(|_| equal && chars(alias) > chars(name.0));
    let span = name.0.to(alias);
    match other {
        Some(kind) => Definition { name: alias, kind: Some(kind), alias: name.0, relation, span, rule },
        None => definition(reading, name, alias, relation, rule),
    }
}

/// 食物及衞生局（現稱醫務衞生局）: the bracket holds the new name of what stands before it.
fn now(reading: &Reading<'_>, old: Named, new: Span) -> Option<Definition> {
    let kind = kind_at_end(reading, new).or(old.1)?;
    let (span, relation) = (old.0.to(new), AliasRelation::FormerName);
    Some(Definition { name: new, kind: Some(kind), alias: old.0, relation, span, rule: "alias.bracket.word" })
}

/// 江川科技大市場（原江川技術交易中心）: the bracket holds the old name, a name by its last word.
fn formerly(reading: &Reading<'_>, name: Named, alias: Span) -> Option<Definition> {
    let old = Span::new(alias.start() + '原'.len_utf8(), alias.end());
    let long = old.of(reading.text).chars().count() >= 4;
    let kind = kind_at_end(reading, old).filter(|_| long)?;
    let relation = AliasRelation::FormerName;
    let name = (name.0, name.1.or(Some(kind)));
    Some(definition(reading, name, old, relation, "alias.bracket.word"))
}

/// A definition without a word, where the bracket shortens the name or is its full form.
fn unworded(reading: &Reading<'_>, name: Named, part: Span, alias: Span, order: usize) -> Option<Definition> {
    if let Some((relation, rule)) = bare(reading, name, part, alias, order) {
        let title = relation == AliasRelation::Translation && latin::is_title(alias.of(reading.text));
        let kind = name.1.or_else(|| title.then_some(EntityKind::Programme));
        return Some(definition(reading, (name.0, kind), alias, relation, rule));
    }
    let (kind, relation) = reversed(reading, name.0, alias)?;
    let span = name.0.to(alias);
    Some(Definition { name: alias, kind: Some(kind), alias: name.0, relation, span, rule: "alias.bracket.full" })
}

/// The definition of `name` by `alias`; a term that is no proper name is cut down to what its short form says.
fn definition(
    reading: &Reading<'_>,
    name: Named,
    alias: Span,
    relation: AliasRelation,
    rule: &'static str,
) -> Definition {
    let term = relation == AliasRelation::Abbreviation && name.1.is_none();
    let whole = if term { tightened(reading, name.0, alias) } else { name.0 };
    Definition { name: whole, kind: name.1, alias, relation, span: whole.to(alias), rule }
}

/// 生產力局（香港生產力促進局）, GBA InnoAcademy（大灣區創科飛躍學院）: the bracket holds the full name.
fn reversed(reading: &Reading<'_>, short: Span, full: Span) -> Option<(EntityKind, AliasRelation)> {
    let (short, said) = (short.of(reading.text), full.of(reading.text));
    let kind = kind_at_end(reading, full)?;
    let han = said.chars().filter(|c| is_han(*c)).count();
    if latin::is_latin(short) {
        let named = short.chars().filter(char::is_ascii_uppercase).count() >= 2 && han >= 4;
        let relation = if short.contains(' ') { AliasRelation::Translation } else { AliasRelation::Abbreviation };
        return named.then_some((kind, relation));
    }
    let (short_len, len) = (folded(short).chars().count(), folded(said).chars().count());
    (len > short_len && len >= 5 && short_len >= 2 && shortens(short, said))
        .then_some((kind, AliasRelation::Abbreviation))
}

/// Whether name and alias are the same words.
pub fn same(reading: &Reading<'_>, name: Span, alias: Span) -> bool {
    folded(name.of(reading.text)) == folded(alias.of(reading.text))
}

/// `start` moved before the quotation mark that stands there.
fn marked_start(text: &str, start: usize) -> usize {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    before.filter(|c| is_quote(*c)).map_or(start, |c| start - c.len_utf8())
}

/// The parts of a bracket, parted by commas that stand outside marks.
fn parts(said: &str, start: usize) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut depth = 0usize;
    for (at, c) in said.char_indices() {
        match c {
            '「' | '《' | '『' | '“' | '（' | '(' => depth += 1,
            '」' | '》' | '』' | '”' | '）' | ')' => depth = depth.saturating_sub(1),
            '，' | '；' | ',' | ';' if depth == 0 => {
                out.push((from, at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push((from, said.len()));
    out.into_iter()
        .filter_map(|(from, to)| {
            let part = said.get(from..to)?;
            let lead = from + part.len() - part.trim_start().len();
            let end = from + part.trim_end().len();
            (lead < end).then(|| Span::new(start + lead, start + end))
        })
        .collect()
}

/// A stretch without white space and the quotation marks around it.
fn unmarked(text: &str, span: Span) -> Span {
    let said = span.of(text);
    let open = said.trim_start_matches([' ', '：', ':', '為', '为']);
    let start = span.start() + said.len() - open.len();
    let open = open.trim_end();
    let mut chars = open.chars();
    let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else {
        return Span::new(start, start + open.len());
    };
    let inner = chars.as_str();
    let closes = matches!((first, last), ('「', '」') | ('『', '』') | ('《', '》') | ('“', '”') | ('"', '"'));
    if closes && !inner.contains(last) {
        let from = start + first.len_utf8();
        return Span::new(from, from + inner.len());
    }
    Span::new(start, start + open.len())
}

/// The relation that a data file names.
pub fn relation(word: Option<&str>) -> AliasRelation {
    match word {
        Some("former_name") => AliasRelation::FormerName,
        Some("translation") => AliasRelation::Translation,
        Some("variant") => AliasRelation::Variant,
        _ => AliasRelation::Abbreviation,
    }
}

/// How a bracket without a defining word stands to the name before it.
fn bare(
    reading: &Reading<'_>,
    name: Named,
    part: Span,
    alias: Span,
    order: usize,
) -> Option<(AliasRelation, &'static str)> {
    let (name_text, alias_text) = (name.0.of(reading.text), alias.of(reading.text));
    // CB(1)123/2025(05): a number in brackets is no name's.
    if !name_text.chars().any(char::is_alphabetic) || !alias_text.chars().any(char::is_alphabetic) {
        return None;
    }
    if latin::is_latin(alias_text) {
        let relation = latin::relation(name_text, alias_text)?;
        return Some((relation, "alias.bracket.latin"));
    }
    let quoted = alias != part;
    let (alias_len, name_len) = (folded(alias_text).chars().count(), folded(name_text).chars().count());
    let short = alias_len >= 2 && alias_len < name_len;
    let han: String = folded(alias_text).chars().filter(|c| is_han(*c)).collect();
    let shortens = short && shortens(if han.is_empty() { alias_text } else { &han }, name_text);
    if shortens {
        return Some((AliasRelation::Abbreviation, "alias.bracket.short"));
    }
    let letters = alias_text.chars().any(|c| c.is_ascii_uppercase()) && alias_text.chars().any(is_han);
    let brand = letters && alias_text.chars().count() <= 14 && reading.token_at(alias.start()) > 0;
    let last = |words: &str| words.chars().next_back();
    let relation = if last(&folded(alias_text)) == last(&folded(name_text)) {
        AliasRelation::Abbreviation
    } else {
        AliasRelation::Variant
    };
    ((quoted || brand) && order == 0 && name.1.is_some() && alias_text.chars().count() <= 14 && short)
        .then_some((relation, "alias.bracket.quoted"))
}

/// Whether the characters of `short` stand in `name` in their order.
#[must_use]
pub fn shortens(short: &str, name: &str) -> bool {
    let name = folded(name);
    let mut rest = name.chars();
    folded(short).chars().all(|c| rest.any(|other| other == c || other.eq_ignore_ascii_case(&c)))
}

/// A term cut down to where its abbreviation begins: 國際創新科技（創科） defines 創新科技.
fn tightened(reading: &Reading<'_>, name: Span, alias: Span) -> Span {
    let (said, short) = (name.of(reading.text), alias.of(reading.text));
    let Some(head) = short.chars().next() else { return name };
    let mut cuts = said.char_indices().rev().filter(|(_, c)| *c == head).map(|(at, _)| at);
    let last = cuts.find(|at| said.get(*at..).is_some_and(|rest| shortens(short, rest)));
    last.map_or(name, |at| Span::new(name.start() + at, name.end()))
}
