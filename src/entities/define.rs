//! Where a text defines another name.
//!
//! ```text
//! bracketed = name "（" definition *( ( "，" | "；" ) definition ) "）"
//! definition = [ 下稱 | 簡稱 | 又稱 | 即 | 前稱 | 英文名稱 … ] other-name
//! renamed    = name [ date ] ( 正名為 | 改名為 | … ) new-name
//! was        = name [ bracket ] ( 前身為 | 原名 ) old-name
//! called     = name "，" ( 簡稱 | 下稱 | 又稱 ) other-name
//! ```
//!
//! A bracket without a defining word defines only what shortens the name before it, its characters in
//! their order (香港生產力促進局（生產力局）), stands in quotation marks, or is written in letters.
//!
//! Long because each form of a definition is a few lines, and they share how a short form is checked.

use super::edge;
use super::latin;
use super::reading::{Reading, folded, is_quote, kind_of, written};
use super::tokens::{Class, is_han};
use super::{AliasRelation, EntityKind};
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
type Named = (Span, Option<EntityKind>);

/// Every definition of the document, in text order.
#[must_use]
pub fn definitions(reading: &Reading<'_>) -> Vec<Definition> {
    let mut out = Vec::new();
    let mut inside = 0;
    for index in 0..reading.tokens.len() {
        match reading.class(index) {
            Class::Open if index > 0 => {
                if let Some((mark, close)) = reading.opening(index).filter(|(mark, _)| !is_quote(*mark)) {
                    let _ = mark;
                    inside = inside.max(close);
                }
                bracketed(reading, index, &mut out);
            }
            _ if index < inside => {}
            Class::Stop | Class::Han | Class::Plain | Class::Common => {
                out.extend(renamed(reading, index));
                out.extend(called(reading, index));
            }
            _ => {}
        }
    }
    out
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
fn inner(reading: &Reading<'_>, open: usize, close: usize) -> Option<Span> {
    if close <= open + 1 {
        return None;
    }
    let span = reading.span(open + 1, close - 1)?;
    (span.len() <= 240).then_some(span)
}

/// The definitions in the bracket that token `open` opens.
fn bracketed(reading: &Reading<'_>, open: usize, out: &mut Vec<Definition>) {
    let Some((mark, close)) = reading.opening(open) else { return };
    if is_quote(mark) {
        return;
    }
    let before = if matches!(reading.before(open), Class::Space) { open.saturating_sub(2) } else { open - 1 };
    let Some(inner) = inner(reading, open, close) else { return };
    let said = inner.of(reading.text);
    if said.contains(['。', '\n']) {
        return;
    }
    let parts = parts(said, inner.start());
    let mut named: Option<Named> = None;
    for (order, part) in parts.iter().enumerate() {
        let said = part.of(reading.text);
        let word = reading.lexicon.definition_words.longest_at(said).filter(|word| word.get("role") != Some("renames"));
        let alias = word.map_or(*part, |word| Span::new(part.start() + word.text.len(), part.end()));
        let alias = unmarked(reading.text, alias);
        let words = alias.of(reading.text);
        if words.is_empty() || words.chars().count() > if latin::is_latin(words) { 90 } else { 40 } {
            continue;
        }
        let Some(mut name) = named.or_else(|| name_before(reading, before, words, word.is_some())) else { continue };
        let (relation, rule) = match word {
            Some(word) => (relation(word.get("relation")), "alias.bracket.word"),
            None => match bare(reading, name, *part, alias, order) {
                Some(found) => found,
                None => match reversed(reading, name.0, alias) {
                    Some((kind, relation)) => {
                        let short = name.0;
                        name = (alias, Some(kind));
                        out.push(Definition {
                            name: alias,
                            kind: name.1,
                            alias: short,
                            relation,
                            span: short.to(alias),
                            rule: "alias.bracket.full",
                        });
                        named = Some(name);
                        continue;
                    }
                    None => continue,
                },
            },
        };
        let mut alias = alias;
        if relation == AliasRelation::Translation && name.1.is_none() && latin::is_title(words) {
            name.1 = Some(EntityKind::Programme);
        }
        if relation == AliasRelation::Variant && word.is_some_and(|word| word.text == "即") {
            // 香港園區（即港深創新及科技園）: the longer is the name.
            let (long, kind) = (alias.of(reading.text).chars().count(), kind_at_end(reading, alias));
            if kind.is_some() && long > name.0.of(reading.text).chars().count() {
                (name, alias) = ((alias, kind), name.0);
            }
        }
        if relation == AliasRelation::Abbreviation && name.1.is_none() {
            name.0 = tightened(reading, name.0, alias);
        }
        if name.0.of(reading.text).starts_with('第') {
            continue;
        }
        named = Some(name);
        let end = reading.token(close).map_or(part.end(), |token| token.span.end());
        let whole = name.0.to(alias);
        let span = if parts.len() == 1 {
            Span::new(marked_start(reading.text, whole.start()), end.max(whole.end()))
        } else {
            whole
        };
        if same(reading, name.0, alias) {
            continue;
        }
        out.push(Definition { name: name.0, kind: name.1, alias, relation, span, rule });
    }
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
fn same(reading: &Reading<'_>, name: Span, alias: Span) -> bool {
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
fn relation(word: Option<&str>) -> AliasRelation {
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

/// The name that ends with token `last`: in quotation marks, by its class noun, or as a term.
fn name_before(reading: &Reading<'_>, last: usize, alias: &str, worded: bool) -> Option<Named> {
    let english = latin::is_latin(alias);
    if worded && let Some(span) = emphasised(reading, last) {
        return Some((span, guess(reading, span)));
    }
    match reading.class(last) {
        Class::Close => quoted_before(reading, last),
        Class::Body(word) => Some((reading.span(last, last)?, Some(kind_of(word)))),
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
            (span.of(reading.text).chars().count() >= 2).then_some((span, None))
        }
    }
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
fn guess(reading: &Reading<'_>, span: Span) -> Option<EntityKind> {
    kind_at_end(reading, span).or(Some(EntityKind::Programme))
}

/// The kind that the last word of `span` tells.
#[must_use]
pub fn kind_at_end(reading: &Reading<'_>, span: Span) -> Option<EntityKind> {
    let said = span.of(reading.text);
    let said = said.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace());
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

/// The name in quotation marks that token `last` closes.
fn quoted_before(reading: &Reading<'_>, last: usize) -> Option<Named> {
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
                return super::quoted::with_noun(reading, first - 1, last).map(|(span, kind)| (span, Some(kind)));
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

/// `first` moved left where the alias needs characters that stand before it.
fn widened(reading: &Reading<'_>, first: usize, last: usize, alias: &str) -> usize {
    let han: String = alias.chars().filter(|c| is_han(*c)).collect();
    let mut wide = first;
    for _ in 0..8 {
        let Some(span) = reading.span(wide, last) else { return first };
        if han.is_empty() || shortens(&han, span.of(reading.text)) {
            return wide;
        }
        match wide.checked_sub(1).map(|before| (before, reading.class(before))) {
            Some((_, Class::Break | Class::Open | Class::Close)) | None => return first,
            Some((before, _)) => wide = before,
        }
    }
    first
}

/// A term cut down to where its abbreviation begins: 國際創新科技（創科） defines 創新科技.
fn tightened(reading: &Reading<'_>, name: Span, alias: Span) -> Span {
    let (said, short) = (name.of(reading.text), alias.of(reading.text));
    let Some(head) = short.chars().next() else { return name };
    let mut cuts = said.char_indices().filter(|(_, c)| *c == head).map(|(at, _)| at);
    let last = cuts.rfind(|at| said.get(*at..).is_some_and(|rest| shortens(short, rest)));
    last.map_or(name, |at| Span::new(name.start() + at, name.end()))
}

/// X於2022年7月正名為Y; X前身為Y.
fn renamed(reading: &Reading<'_>, index: usize) -> Option<Definition> {
    let start = reading.token(index)?.span.start();
    let rest = reading.text.get(start..)?;
    let word = reading.lexicon.definition_words.longest_at(rest)?;
    let role = word.get("role")?;
    if role == "named" || matches!(reading.before(index), Class::Open) {
        return None;
    }
    let (old, kind) = subject_before(reading, index)?;
    let (new, other) = name_after(reading, start + word.text.len())?;
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

/// X，簡稱Y.
fn called(reading: &Reading<'_>, index: usize) -> Option<Definition> {
    let start = reading.token(index)?.span.start();
    let word = reading.lexicon.definition_words.longest_at(reading.text.get(start..)?)?;
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
            Class::Stop | Class::Found | Class::Break | Class::Open | Class::Close | Class::As | Class::Number => break,
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
