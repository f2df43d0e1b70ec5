//! Works and projects: the name of a thing, and what is done to it or which part of it is meant.
//!
//! ```text
//! works = thing [ phase ] *deed ( 項目 | 工程 )      機場客運大樓擴建工程, 動力電池產業園二期項目
//!       | facility 1*deed 計劃                      廣華醫院重建計劃
//! ```
//!
//! 項目 and 工程 alone name nothing: a deed or a phase has to stand before them, what has it has to be more
//! than words of everyday use, and the clause has to tell of it that it was begun, finished or run by somebody.

use super::EntityKind;
use super::edge;
use super::reading::{Find, Reading, kind_of};
use super::tokens::Class;

/// How far behind the name its verb may stand, in characters.
const REACH: usize = 24;

/// Every name of works.
#[must_use]
pub fn finds(reading: &Reading<'_>) -> Vec<Find> {
    let ends = (0..reading.tokens.len()).filter(|index| matches!(reading.class(*index), Class::Ending(_)));
    ends.filter_map(|end| {
        let plan = matches!(reading.said(end), "計劃" | "计划" | "計畫");
        if !plan && !matches!(reading.said(end), "項目" | "项目" | "工程") {
            return None;
        }
        let span = reading.span(begin(reading, end)?, end)?;
        // 廣華醫院重建計劃: a plan is one by its deed.
        let site = plan && facility_deed(reading, end);
        (site || !plan && told(reading, span.end())).then_some(Find {
            span,
            kind: EntityKind::Programme,
            weight: 1,
            lacks: 0,
        })
    })
    .collect()
}

/// Whether what is done to a facility stands right before token `end`.
fn facility_deed(reading: &Reading<'_>, end: usize) -> bool {
    let deed = |at: usize| reading.lexicon.work_deeds.get(reading.said(at)).is_some();
    let Some(head) = (0..end).rev().take(4).find(|at| !deed(*at)) else { return false };
    let thing = match reading.class(head) {
        Class::Ending(word) | Class::Body(word) => kind_of(word) == EntityKind::Facility,
        // 馬料水填海計劃
        Class::Place(_) => matches!(reading.said(head + 1), "填海" | "重建" | "擴建" | "扩建" | "搬遷" | "搬迁"),
        _ => false,
    };
    thing && head + 1 < end
}

/// The token where the name begins that token `end` closes.
fn begin(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let mut at = end;
    while at.checked_sub(1).is_some_and(|before| reading.lexicon.work_deeds.get(reading.said(before)).is_some()) {
        at -= 1;
    }
    at = phase(reading, at).unwrap_or(at);
    let head = at.checked_sub(1).filter(|_| at < end)?;
    let first = match reading.class(head) {
        Class::Body(_) | Class::Known | Class::Place(_) => head,
        Class::Ending(_) | Class::Han | Class::Common | Class::Plain | Class::Latin => edge::left(reading, head),
        _ => return None,
    };
    let proper = |index: usize| {
        matches!(reading.class(index), Class::Han | Class::Place(_) | Class::Body(_) | Class::Known | Class::Proper)
    };
    let chars = reading.span(first, head)?.of(reading.text).chars().count();
    let place = matches!(reading.class(head), Class::Place(_));
    ((chars >= 4 || place) && (first..=head).any(proper)).then_some(first)
}

/// The token where the phase begins that ends before token `at`: 二期, 第一期, 第二階段.
fn phase(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let last = at.checked_sub(1)?;
    let said = reading.said(last);
    if !said.ends_with(['期', '段']) {
        return None;
    }
    if said.starts_with(['第', '首']) || said.starts_with(|c: char| NUMERALS.contains(c)) {
        return Some(last);
    }
    let figure = last.checked_sub(1).filter(|at| reading.said(*at).chars().all(|c| NUMERALS.contains(c)))?;
    let nth = figure.checked_sub(1).filter(|at| reading.said(*at) == "第");
    Some(nth.unwrap_or(figure))
}

/// The token with which the phase of a facility ends that begins behind token `end`, where nothing but the phase is
/// added to its name: 有機資源回收中心第二期於…, not 科學園第二期擴建.
#[must_use]
pub fn phase_behind(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let start = reading.token(end)?.span.end();
    let rest = reading.text.get(start..)?;
    let numeral = rest.strip_prefix('第').unwrap_or(rest);
    let figures = numeral.trim_start_matches(|c: char| NUMERALS.contains(c));
    let noun = figures.starts_with('期').then_some("期")?;
    if figures.len() == numeral.len() {
        return None;
    }
    let stop = start + rest.len() - figures.len() + noun.len();
    let last = reading.token_at(stop).checked_sub(1)?;
    let exact = reading.token(last).is_some_and(|token| token.span.end() == stop);
    let alone = matches!(
        reading.class(last + 1),
        Class::Stop
            | Class::Break
            | Class::Open
            | Class::Close
            | Class::Link
            | Class::Number
            | Class::Found
            | Class::As
    ) && !matches!(reading.said(last + 1), "的" | "、");
    (exact && alone).then_some(last)
}

const NUMERALS: &str = "一二三四五六七八九十首";

/// Whether the clause tells of what ends at byte `at` that somebody runs it, or that something happened to it.
fn told(reading: &Reading<'_>, at: usize) -> bool {
    let rest = reading.text.get(at..).unwrap_or("");
    if ["，總投資", "，总投资", "總投資", "总投资", "由"].iter().any(|word| rest.starts_with(word)) {
        return true;
    }
    let clause =
        rest.char_indices().take(REACH).take_while(|(_, c)| !matches!(c, '，' | '。' | '；' | '、' | '的' | '\n'));
    let mut places = clause.map(|(at, _)| at);
    places.any(|at| {
        let verb = rest.get(at..).and_then(|rest| reading.lexicon.event_verbs.longest_at(rest));
        verb.is_some_and(|verb| matches!(verb.get("action"), Some("opened" | "completed" | "started")))
    })
}
