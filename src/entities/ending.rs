//! Names by their last word: 局, 署, 委員會, 計劃, 平台, …, and offices behind a body's name.
//!
//! A body's noun makes a name with any modifier that is not of everyday use alone (創新科技署, not
//! 科技公司). Other nouns need more, by the `need` of their entry in `data/name_endings.toml`: a proper
//! word inside, a founding verb before, a place as heading or list item, a definition behind, or
//! recurrence, which the caller counts.

use super::EntityKind;
use super::edge;
use super::reading::{Find, Reading, kind_of};
use super::tokens::Class;
use crate::lexicon::Word;

/// Every stretch that may be a name by its last word.
#[must_use]
pub fn finds(reading: &Reading<'_>) -> Vec<Find> {
    let mut out: Vec<Find> = Vec::new();
    for (index, token) in reading.tokens.iter().enumerate() {
        let found = match token.class {
            Class::Ending(word) => name(reading, index, word),
            Class::Role(word) => role(reading, index, word),
            Class::Body(word) => reading.span(index, index).map(|span| Find { span, kind: kind_of(word), weight: 1 }),
            _ => None,
        };
        out.extend(found);
    }
    out
}

/// The name that the class noun `word` at `end` closes.
fn name(reading: &Reading<'_>, end: usize, word: &'static Word) -> Option<Find> {
    let need = word.get("need").unwrap_or("quote");
    if need == "quote" || runs_on(reading, end) {
        return None;
    }
    if need == "year" {
        return yearly(reading, end, word);
    }
    let first = edge::left(reading, end);
    let kind = kind_of(word);
    let context = Context::of(reading, first, end);
    let span = reading.span(first, end)?;
    if context.reject || first == end && !own_modifier(word) {
        return None;
    }
    let modifier = modifier(reading, first, end, word);
    let sure = match need {
        "body" => modifier.proper || modifier.rare && modifier.chars >= 2,
        "place" => (modifier.proper || context.evident() && modifier.rare) && modifier.chars >= 2,
        "weak" => modifier.rare && modifier.chars >= 3 && (modifier.proper || context.evident()),
        _ => modifier.rare && modifier.chars >= 4 && (modifier.proper || context.evident()),
    };
    let may_recur = modifier.rare && modifier.chars >= if need == "mark" { 4 } else { 3 };
    (sure || may_recur).then_some(Find { span, kind, weight: u8::from(sure) + u8::from(sure && context.firm()) })
}

/// Whether a class noun has a modifier of its own: 研究中心, 專責小組 have, 中心 has none.
fn own_modifier(word: &Word) -> bool {
    word.get("need") == Some("body") && word.text.chars().count() >= 5
}

/// Whether the noun at `end` is part of a longer word or name: 科技園 in 科技園公司, 計劃 in 計劃書.
fn runs_on(reading: &Reading<'_>, end: usize) -> bool {
    match reading.class(end + 1) {
        Class::Ending(_) => true,
        Class::Han => reading
            .said(end + 1)
            .starts_with(['書', '书', '長', '长', '員', '员', '性', '化', '式', '型', '者', '方', '側']),
        _ => false,
    }
}

/// 2023-24年度財政預算案, 2024年施政報告: a publication of each year.
fn yearly(reading: &Reading<'_>, end: usize, word: &'static Word) -> Option<Find> {
    let mut first = end;
    let mut year = false;
    while let Some(before) = first.checked_sub(1) {
        let said = reading.said(before);
        let part = match reading.class(before) {
            Class::Number => {
                year = true;
                true
            }
            Class::Role(_) | Class::Body(_) | Class::Place(_) => true,
            Class::Open => said == "《",
            _ => matches!(said, "年" | "年度" | "度" | "財政" | "财政" | "財政年度"),
        };
        if !part {
            break;
        }
        first = before;
    }
    let span = reading.span(first, end)?;
    year.then_some(Find { span, kind: kind_of(word), weight: 1 })
}

/// An office: one that names itself, or one behind a body's name, with a bracket that belongs to it
/// (工業專員（創新及科技）).
fn role(reading: &Reading<'_>, index: usize, word: &'static Word) -> Option<Find> {
    if matches!(reading.class(index + 1), Class::Ending(_)) {
        return None;
    }
    let mut first = index;
    if word.get("need").is_some() {
        let before = index.checked_sub(1)?;
        match reading.class(before) {
            Class::Body(_) => first = before,
            Class::Ending(noun) if kind_of(noun) == EntityKind::Organisation => {
                first = edge::left(reading, before);
                let own = modifier(reading, first, before, noun);
                if first == before || !own.proper && !own.rare {
                    return None;
                }
            }
            _ => return None,
        }
    }
    let mut span = reading.span(first, index)?;
    if let Some((open, close)) = reading.bracket_after(index)
        && reading.said(index).ends_with(['員', '员', '監', '监'])
        && let Some(inner) = reading.span(open + 1, close.saturating_sub(1))
        && (2..=12).contains(&inner.of(reading.text).chars().count())
        && inner.of(reading.text).chars().all(super::tokens::is_han)
    {
        span = reading.span(first, close)?;
    }
    Some(Find { span, kind: EntityKind::PersonRole, weight: 1 })
}

/// What stands before the class noun of a name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Modifier {
    /// Its length.
    pub chars: usize,
    /// Whether it holds a place, a body or letters.
    pub proper: bool,
    /// Whether it holds anything but words of everyday use.
    pub rare: bool,
}

/// Reads the modifier of the name from `first` to the class noun `word` at `end`.
#[must_use]
pub fn modifier(reading: &Reading<'_>, first: usize, end: usize, word: &Word) -> Modifier {
    let mut out = Modifier::default();
    for index in first..end {
        out.chars += reading.said(index).chars().count();
        match reading.class(index) {
            Class::Place(_) | Class::Body(_) | Class::Latin | Class::Proper => (out.proper, out.rare) = (true, true),
            Class::Han | Class::Plain | Class::Role(_) => out.rare = true,
            Class::Ending(noun) => out.rare |= noun.get("need") == Some("place") && index > first,
            _ => {}
        }
    }
    // A long class noun holds a modifier of its own: 工程技術研究中心, 專責小組.
    out.chars += word.text.chars().count().saturating_sub(2);
    let common_place = out.proper
        && !(first..end).any(|at| {
            matches!(reading.class(at), Class::Han | Class::Plain | Class::Latin | Class::Proper | Class::Body(_))
        });
    if common_place && !matches!(word.get("need"), Some("body" | "place")) {
        // 香港國際創新科技中心: a place and words of everyday use make no name of a weak noun.
        out.rare = false;
    }
    out
}

/// What stands around a candidate.
#[derive(Debug, Clone, Copy, Default)]
struct Context {
    /// 成為國際創科中心, 這個計劃, and what follows quotation marks.
    reject: bool,
    founded: bool,
    headed: bool,
    listed: bool,
    defined: bool,
}

impl Context {
    fn of(reading: &Reading<'_>, first: usize, end: usize) -> Self {
        let before = reading.before(first);
        let said = first.checked_sub(1).map_or("", |at| reading.said(at));
        let after = reading.class(end + 1);
        let next = reading.said(end + 1);
        let emphasised = reading.token(first).is_some_and(|token| reading.emphasis_begins(token.span.start()))
            && reading.token(end).is_some_and(|token| reading.emphasis_ends(token.span.end()));
        let parts = |said: &str| matches!(said, "、" | "及" | "和" | "與" | "与" | "以及" | "包括" | "例如" | "或");
        let closes = matches!(after, Class::Break | Class::Link | Class::Open | Class::Close);
        Self {
            reject: matches!(before, Class::As | Class::Close)
                || matches!(said, "這" | "那" | "該" | "此" | "其" | "各" | "每"),
            founded: matches!(before, Class::Found),
            headed: emphasised
                || matches!(before, Class::Break)
                    && matches!(said, "" | "\n")
                    && (matches!(after, Class::Open) || matches!(next, "：" | ":" | "\n" | "")),
            listed: parts(said) && closes || matches!(said, "包括" | "例如"),
            defined: reading
                .bracket_after(end)
                .is_some_and(|(open, close)| super::define::defines(reading, open, close)),
        }
    }

    const fn firm(self) -> bool {
        self.headed || self.defined
    }

    const fn evident(self) -> bool {
        self.founded || self.headed || self.listed || self.defined
    }
}
