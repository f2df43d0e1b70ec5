//! Class nouns behind names in quotation marks: 「智方便」平台, 「創客中國」國際創業大賽.

use super::EntityKind;
use super::quoted::{LONGEST, inner};
use super::reading::{Reading, is_quote, kind_of};
use super::tokens::Class;
use crate::lexicon::Word;
use crate::span::Span;

/// A name in marks with the class noun behind it.
#[must_use]
pub fn behind(reading: &Reading<'_>, close: usize) -> Option<(Span, EntityKind)> {
    let (last, _) = noun_after(reading, close)?;
    with_noun(reading, close, last)
}

/// The class noun that follows closing marks, over describing words: which token.
fn noun_after(reading: &Reading<'_>, close: usize) -> Option<(usize, Word)> {
    let mut found: Option<(usize, Word)> = None;
    let mut chars = 0;
    for index in close + 1..close + 14 {
        match reading.class(index) {
            Class::Ending(word) => {
                if found.is_some_and(|(_, first)| kind_of(first) != kind_of(word)) {
                    break;
                }
                found = Some((index, word));
                if !matches!(reading.class(index + 1), Class::Ending(_) | Class::Place(_)) {
                    break;
                }
            }
            Class::Common | Class::Soft | Class::Han | Class::Plain | Class::Proper | Class::Thing | Class::Link
                if found.is_none() => {}
            Class::Place(_) => {}
            _ => break,
        }
        chars += reading.said(index).chars().count();
        if chars > 24 {
            break;
        }
    }
    found
}

/// The name that the marks closing at `close` make with the class noun at `last`: the noun is kept where it
/// is part of what the thing is.
#[must_use]
pub fn with_noun(reading: &Reading<'_>, close: usize, last: usize) -> Option<(Span, EntityKind)> {
    let open = reading.token(close)?.partner? as usize;
    let (mark, _) = reading.opening(open)?;
    let span = inner(reading, open, close)?;
    let Class::Ending(word) = reading.class(last) else { return None };
    if matches!(mark, '《' | '〈') || !is_quote(mark) {
        return None;
    }
    let said = span.of(reading.text);
    if said.chars().count() > LONGEST || said.contains(['，', '；', '、', ',']) {
        return None;
    }
    let kind = kind_of(word);
    let own = reading.lexicon.name_endings.longest_before(said);
    let direct = last == close + 1;
    let need = word.get("need").unwrap_or("quote");
    let mut whole = reading.span(open, last)?;
    if let Some(own) = own
        && said.chars().count() >= 5
        && (!direct || kind_of(own) == kind)
    {
        return Some((span, kind_of(own)));
    }
    let plan = matches!(kind, EntityKind::Publication) && said.ends_with(['五']);
    if plan
        && reading.text.get(..whole.start()).is_some_and(|before| before.ends_with("國家") || before.ends_with("国家"))
    {
        whole = Span::new(whole.start() - "國家".len(), whole.end());
    }
    // 「1+」新藥審批機制, 「0+3」安排: figures alone name nothing without their noun.
    let figures = !said.chars().any(|c| super::tokens::is_han(c) || c.is_alphabetic()) && said.contains('+');
    if figures && matches!(kind, EntityKind::Programme | EntityKind::Agreement | EntityKind::Platform) {
        return Some((whole, EntityKind::Programme));
    }
    let keep = word.get("mark") == Some("keep")
        || need == "body"
        || plan
        || said.chars().count() < 2
        || matches!(kind, EntityKind::Publication) && direct;
    // “澳門新街坊”項目: what stands in a place.
    let sited = reading.lexicon.places.longest_at(said).is_some_and(|place| place.text.len() < said.len());
    if direct && sited && said.chars().count() >= 4 && matches!(reading.said(last), "項目" | "项目") {
        return Some((span, kind));
    }
    match need {
        "quote" if !direct && kind != EntityKind::Platform => None,
        "quote"
            if matches!(
                word.text,
                "項目"
                    | "项目"
                    | "方案"
                    | "工程"
                    | "機制"
                    | "机制"
                    | "服務"
                    | "服务"
                    | "原則"
                    | "原则"
                    | "策略"
                    | "制度"
                    | "安排"
                    | "意見"
                    | "意见"
                    | "法"
                    | "排名"
            ) =>
        {
            None
        }
        _ if keep => Some((whole, kind)),
        _ => Some((span, kind)),
    }
}
