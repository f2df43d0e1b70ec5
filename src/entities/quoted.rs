//! Names in quotation marks and book marks.
//!
//! ```text
//! quoted = "《" title "》" | "「" name "」" [ class-noun ]
//! ```
//!
//! What stands in book marks is a publication or an agreement. Quotation marks hold slogans as often as
//! names, so one of these has to show the name: its own class noun (「新型工業加速計劃」), one behind
//! (「智方便」平台) or before the marks (網上學習平台「樂齡IT易學站」), a founding verb before, emphasis, letters.

use super::EntityKind;
use super::naming::{kind_at_end, unnumbered};
use super::nouns;
use super::reading::{Find, Reading, is_quote, kind_of};
use super::set_apart;
use super::tokens::{Class, is_han};
use crate::span::Span;

/// Longest name in quotation marks, in characters; a slogan is often longer.
pub const LONGEST: usize = 36;

/// Every name that marks show.
#[must_use]
pub fn finds(reading: &Reading<'_>) -> Vec<Find> {
    let mut out: Vec<Find> = Vec::new();
    let mut doubtful: Vec<(usize, usize)> = Vec::new();
    let mut inside = 0;
    for index in 0..reading.tokens.len() {
        let Some((mark, close)) = reading.opening(index) else { continue };
        if !is_quote(mark) || index < inside && mark != '《' {
            continue;
        }
        let before = out.len();
        out.extend(one(reading, mark, index, close));
        if out.len() > before {
            inside = close;
        } else {
            doubtful.push((index, close));
        }
    }
    let siblings: Vec<Find> = doubtful.iter().filter_map(|place| sibling(reading, *place, &out)).collect();
    out.extend(siblings);
    out.extend(set_apart::finds(reading));
    out
}

/// The stretch between the marks at `open` and `close`.
pub fn inner(reading: &Reading<'_>, open: usize, close: usize) -> Option<Span> {
    reading.span(open + 1, close.checked_sub(1)?).filter(|_| close > open + 1)
}

/// The name between one pair of marks.
fn one(reading: &Reading<'_>, mark: char, open: usize, close: usize) -> Option<Find> {
    let span = inner(reading, open, close)?;
    let said = span.of(reading.text);
    let chars = said.chars().count();
    if said.contains(['\n', '。']) {
        return None;
    }
    if matches!(mark, '《' | '〈') {
        let kind = match kind_at_end(reading, span) {
            Some(EntityKind::Agreement) => EntityKind::Agreement,
            _ => EntityKind::Publication,
        };
        return (2..=60).contains(&chars).then_some(Find { span, kind, weight: 1, lacks: 0 });
    }
    if chars > LONGEST
        || said.contains(['，', '；', '！', '？', ',', ';'])
        || !said.chars().any(|c| is_han(c) || c.is_ascii_uppercase())
    {
        return None;
    }
    if let Some(word) = reading.lexicon.public_bodies.get(said) {
        return Some(Find { span, kind: kind_of(word), weight: 1, lacks: 0 });
    }
    if let Some((span, kind)) = nouns::behind(reading, close) {
        return Some(Find { span, kind, weight: 2, lacks: 0 });
    }
    if matches!(reading.class(close + 1), Class::Notion) || said.contains('、') && chars < 16 {
        return None;
    }
    own(reading, span, chars, open, close).map(|kind| Find { span, kind, weight: 1, lacks: 0 })
}

/// The kind of a name whose own words or surroundings show it.
fn own(reading: &Reading<'_>, span: Span, chars: usize, open: usize, close: usize) -> Option<EntityKind> {
    let said = span.of(reading.text);
    let ending = reading.lexicon.name_endings.longest_before(unnumbered(said));
    let modifier = ending.map_or(0, |word| chars.saturating_sub(word.text.chars().count()));
    let marked = is_emphasised(reading, open, close) || founded(reading, open);
    if let Some(word) = ending {
        let need = word.get("need").unwrap_or("quote");
        let enough = match need {
            "seat" => false,
            "body" => modifier >= 2 || word.text.chars().count() >= 5,
            "place" | "quote" => modifier >= 4 || modifier >= 2 && (marked || word.text.chars().count() >= 3),
            _ => modifier >= 2 || word.text.chars().count() >= 4,
        };
        if enough {
            return Some(kind_of(word));
        }
    }
    let quoted = reading.lexicon.quoted_endings.longest_before(unnumbered(said)).filter(|_| ending.is_none());
    if let Some(word) = quoted.filter(|word| chars >= word.text.chars().count() + 3 || marked) {
        return Some(kind_of(word));
    }
    if let Class::Ending(word) = reading.before(open) {
        let kind = kind_of(word);
        let weak = word.get("need") == Some("quote") && kind != EntityKind::Platform || said.starts_with('一');
        if chars >= 2 && !weak && !matches!(kind, EntityKind::Organisation | EntityKind::Place) {
            return Some(kind);
        }
    }
    let latin = said.chars().filter(char::is_ascii_alphabetic).count();
    let foreign = !said.chars().any(is_han);
    if foreign {
        let prose = matches!(reading.before(open), Class::Space | Class::Latin) || said.contains(' ');
        return (!prose && latin >= 4 && said.chars().any(|c| c.is_ascii_uppercase())).then_some(EntityKind::Platform);
    }
    if matches!(reading.before(open), Class::Body(_) | Class::Known) && chars >= 3 {
        return Some(EntityKind::Platform);
    }
    // 樂園的「魔雪奇緣世界」於2023年11月開幕
    let opened = matches!(reading.said(close + 1), "於" | "于" | "自") && super::evidence::acts(reading, close);
    ((marked || opened || speaks(reading, open, close)) && (3..=16).contains(&chars)).then_some(EntityKind::Programme)
}

/// Whether the quotation is what its clause speaks of: 「易通行」是…, 「港車北上」於…. A slogan does nothing.
fn speaks(reading: &Reading<'_>, open: usize, close: usize) -> bool {
    let start = reading.token(open).map_or(0, |token| token.span.start());
    let before = reading.said(open.wrapping_sub(1));
    let own = (open + 1..close).any(|at| matches!(reading.class(at), Class::Proper | Class::Place(_) | Class::Latin));
    let leads = reading.line_begins(start) || matches!(before, "。" | "；") || own && matches!(before, "，" | "：");
    let acts = ["是", "於", "于", "自", "已", "將", "将", "由", "現時", "目前", "在", "亦", "會", "会"];
    let next = reading.said(close + 1);
    let short = reading.span(open + 1, close.saturating_sub(1)).is_some_and(|span| {
        let said = span.of(reading.text);
        let verb = (open + 1..close).any(|at| matches!(reading.class(at), Class::Verb | Class::Stop | Class::Found));
        (2..=8).contains(&said.chars().count()) && !verb
    });
    // 「轉數快」登記數目逾1,700萬個: an item that begins with a quoted word of its own.
    let begins = reading.line_begins(start)
        && short
        && !matches!(reading.class(close + 1), Class::Break | Class::Close | Class::Open | Class::Notion)
        && !matches!(next, "的" | "之" | "、");
    begins || leads && acts.iter().any(|word| next.starts_with(word))
}

/// Whether the marks, or what is between them, are emphasised as a whole.
fn is_emphasised(reading: &Reading<'_>, open: usize, close: usize) -> bool {
    let begins = |index: usize| reading.token(index).is_some_and(|token| reading.emphasis_begins(token.span.start()));
    let ends = |index: usize| reading.token(index).is_some_and(|token| reading.emphasis_ends(token.span.end()));
    begins(open) && ends(close) || begins(open + 1) && ends(close - 1)
}

/// Whether a founding verb stands before the mark, over an amount or a few describing words.
fn founded(reading: &Reading<'_>, open: usize) -> bool {
    let mut index = open;
    for _ in 0..8 {
        let Some(before) = index.checked_sub(1) else { return false };
        match reading.class(before) {
            Class::Found => return true,
            Class::Number | Class::Measure | Class::Common | Class::Describe | Class::Han | Class::Plain => {}
            Class::Stop if matches!(reading.said(before), "的" | "為期" | "了") => {}
            _ => return false,
        }
        index = before;
    }
    false
}

/// The other of two quoted names joined by a link, where one is known: 「網絡防禦一站通」及「網絡安全聯動計劃」.
fn sibling(reading: &Reading<'_>, place: (usize, usize), known: &[Find]) -> Option<Find> {
    let (open, close) = place;
    let span = inner(reading, open, close)?;
    let said = span.of(reading.text);
    if said.chars().count() < 4 || said.chars().count() > 20 || said.contains(['，', '的', '、']) {
        return None;
    }
    let first =
        !matches!(reading.before(open), Class::Link) && open.checked_sub(1).is_none_or(|at| reading.said(at) != "、");
    let next = || {
        let link = matches!(reading.class(close + 1), Class::Link);
        let (_, end) = reading.opening(close + 2).filter(|_| link && first)?;
        (!matches!(reading.class(end + 1), Class::Link)).then(|| inner(reading, close + 2, end))?
    };
    let last = || {
        let link = matches!(reading.before(open), Class::Link);
        let end = open.checked_sub(2).filter(|_| link)?;
        let start = reading.token(end)?.partner? as usize;
        let alone =
            start == 0 || !matches!(reading.said(start - 1), "、") && !matches!(reading.before(start), Class::Link);
        alone.then(|| inner(reading, start, end))?
    };
    let other = next().or_else(last)?;
    let found = known.iter().find(|find| find.span == other)?;
    let kind = match found.kind {
        EntityKind::Organisation if founded(reading, open.min(reading.token_at(other.start()).saturating_sub(1))) => {
            EntityKind::Programme
        }
        kind => kind,
    };
    matches!(kind, EntityKind::Programme | EntityKind::Platform | EntityKind::Fund | EntityKind::Event)
        .then_some(Find { span, kind, weight: 1, lacks: 0 })
}
