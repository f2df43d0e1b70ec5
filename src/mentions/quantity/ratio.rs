//! Ratios.
//!
//! ```text
//! ratio   = term ( sep term )+
//! term    = figure [ "（" label "）" ]
//! sep     = ":" | "：" | "∶" | "比" | " to " | "-to-"
//! ```
//!
//! 10:30 is a clock time unless the clause speaks of a ratio; 三比二 where someone wins or loses is a
//! score. English "to" makes a ratio only between labelled terms or beside a word for one. Labels
//! of a table's ratios come from its header, see `of_table`.

use rust_decimal::Decimal;

use super::figure::{self, Figure};
use super::guard;
use super::numeral::{Form, unspaced};
use crate::mentions::input::{Found, Input};
use crate::mentions::value::{Lang, Ratio, Value};

/// One term, its label, and where it ends.
struct Term {
    figure: Figure,
    label: Option<(usize, usize)>,
    end: usize,
}

/// The term that begins at `at`.
fn term(input: &Input<'_>, at: usize) -> Option<Term> {
    term_of(input, at, figure::signed(input.rest(at), input.lexicon)?)
}

/// The term that `figure` at `at` is.
fn term_of(input: &Input<'_>, at: usize, figure: Figure) -> Option<Term> {
    let value = figure.amount.value.filter(|value| !value.is_sign_negative() && !value.is_zero())?;
    let plain = figure.numeral.form != Form::Dotted && value <= Decimal::from(1_000_000);
    let end = at + figure.len;
    let (label, end) = match label(input, end) {
        Some((start, stop)) => (Some((start, stop)), stop + input.rest(stop).chars().next().map_or(0, char::len_utf8)),
        None => (None, end),
    };
    plain.then_some(Term { figure, label, end })
}

/// A label in parentheses, at most twelve Chinese or thirty Latin characters.
fn label(input: &Input<'_>, at: usize) -> Option<(usize, usize)> {
    let rest = unspaced(input.rest(at));
    let inner = rest.strip_prefix(['(', '（', '﹙'])?;
    let limit = if inner.starts_with(|c: char| c.is_ascii()) { 30 } else { 12 };
    let len = inner.char_indices().take(limit).find(|(_, c)| matches!(c, ')' | '）' | '﹚')).map(|(index, _)| index)?;
    let plain = inner.get(..len)?.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '、' | '-' | '&'));
    let start = input.text.len() - inner.len();
    (len > 0 && plain).then_some((start, start + len))
}

/// What parts two terms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Colon,
    Word,
    English,
}

fn separator(input: &Input<'_>, at: usize) -> Option<(Separator, usize)> {
    let rest = input.rest(at);
    let spaced = unspaced(rest);
    let (kind, after) = if let Some(after) = spaced.strip_prefix([':', '：', '∶', '︰']) {
        (Separator::Colon, after)
    } else if let Some(after) = spaced.strip_prefix('比') {
        (Separator::Word, after)
    } else {
        (Separator::English, rest.strip_prefix(" to ").or_else(|| rest.strip_prefix("-to-"))?)
    };
    Some((kind, input.text.len() - unspaced(after).len()))
}

/// Whether the clause speaks of a ratio, or of a match that is won or lost.
fn speaks(input: &Input<'_>, at: usize, end: usize, words: &[&str]) -> bool {
    let before = guard::back_to(input.before(at), guard::ends_sentence);
    let near = before.char_indices().rev().nth(20).map_or(before, |(index, _)| before.get(index..).unwrap_or(""));
    let after: &str = input.rest(end);
    let limit = after.char_indices().nth(16).map_or(after.len(), |(index, _)| index);
    let after = after.get(..limit).unwrap_or("");
    words.iter().any(|word| near.contains(word) || after.contains(word))
}

const RATIO: [&str; 16] = [
    "比例",
    "比率",
    "配對",
    "配对",
    "之比",
    "師生比",
    "男女比",
    "matching",
    "ratio",
    "比為",
    "比为",
    "配比",
    "basis",
    "槓桿",
    "杠杆",
    "權重",
];
const SCORE: [&str; 16] = [
    "擊敗", "击败", "勝", "胜", "負", "负", "落敗", "打敗", "打败", "比分", "賽和", "平手", "力克", "險勝", "不敵",
    "球",
];

/// How many terms a ratio may have.
const MOST: usize = 4;

/// Reads a ratio at `at`, whose first figure is `figure`.
#[must_use]
pub fn read(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Found> {
    let first = term_of(input, at, *figure)?;
    let (kind, next) = separator(input, first.end)?;
    let mut terms = vec![first, term(input, next)?];
    // One more than a ratio may have: that is enough to refuse it, and the text may go on for ever.
    while let Some((same, next)) = terms
        .last()
        .filter(|_| terms.len() <= MOST)
        .and_then(|last| separator(input, last.end))
        .filter(|(same, _)| *same == kind)
    {
        match term(input, next) {
            Some(more) if same == kind => terms.push(more),
            _ => break,
        }
    }
    let end = terms.last()?.end;
    let labelled = terms.iter().all(|term| term.label.is_some());
    let stated = labelled || speaks(input, at, end, &RATIO);
    let (first, last) = (terms.first()?, terms.last()?);
    let plausible = match kind {
        Separator::Colon => (stated && !hour(input, at, end)) || !clock(&terms),
        Separator::Word => {
            !speaks(input, at, end, &SCORE) && last.figure.numeral.form != Form::Digits
                || stated
                || first.figure.numeral.form == Form::Digits && !speaks(input, at, end, &SCORE)
        }
        Separator::English => stated,
    };
    if !plausible || terms.len() > MOST || goes_on(input, end) {
        return None;
    }
    let lang = if kind == Separator::English { Lang::En } else { Lang::Zh };
    let labels = if labelled {
        terms.iter().filter_map(|term| term.label).map(|(a, b)| input.slice(a, b).to_owned()).collect()
    } else {
        Vec::new()
    };
    let ratio = Ratio { terms: terms.iter().filter_map(|term| term.figure.amount.value).collect(), labels };
    Some(Found::new(at, end, lang, Value::Ratio(ratio), "ratio"))
}

/// Whether a time of day is told: a part of the day or a day before it, a leading zero, am or pm behind it.
fn hour(input: &Input<'_>, at: usize, end: usize) -> bool {
    let before = guard::clause_before(input, at).trim_end();
    let told = HOURS.iter().any(|word| before.ends_with(word));
    let behind = unspaced(input.rest(end));
    let padded = input.rest(at).starts_with(['0', '０']);
    let stands = |word: &&str| behind.get(..word.len()).is_some_and(|said| said.eq_ignore_ascii_case(word));
    let half = ["am", "a.m", "pm", "p.m", "hrs", "noon"].iter().any(stands);
    told || padded || half
}

/// What stands before a time of day.
const HOURS: [&str; 18] = [
    "上午", "下午", "早上", "晚上", "中午", "凌晨", "傍晚", "清晨", "正午", "晚間", "晚间", "時間", "时间", "每天",
    "每日", "日", "am", "pm",
];

/// Whether the terms read as a time of day: the second has two digits below sixty.
fn clock(terms: &[Term]) -> bool {
    let Some(second) = terms.get(1) else { return true };
    let small = |term: &Term, limit: i64| term.figure.amount.value.is_some_and(|value| value < Decimal::from(limit));
    second.figure.len >= 2 && small(second, 60) && terms.first().is_some_and(|first| small(first, 25))
}

/// Whether a unit or more of a number stands behind, so that it is no ratio (3 比 5 個多).
fn goes_on(input: &Input<'_>, end: usize) -> bool {
    input.rest(end).starts_with([':', '：', '%', '％', '.', '/'])
        && input.rest(end).chars().nth(1).is_some_and(super::digits::is_digit)
}

/// The labels that a table's header gives its ratios: 公營和私營…比例 names two.
#[must_use]
pub fn labels(header: &str) -> Option<Vec<String>> {
    let speaks = ["比例", "比率", "之比", "ratio", "Ratio"].iter().any(|word| header.contains(word));
    let header = header.trim_start_matches(|c: char| !c.is_alphabetic());
    let (index, and) = ["和", "與", "与", "及", "對", "对", "／", "/", ":", "：", " and ", " to "]
        .into_iter()
        .filter_map(|and| header.find(and).map(|index| (index, and)))
        .min()?;
    let (left, right) = (header.get(..index)?.trim(), header.get(index + and.len()..)?.trim_start());
    if left.is_empty() || !speaks {
        return None;
    }
    if left.is_ascii() {
        let word = right.split(' ').next().filter(|word| !word.is_empty())?;
        return Some(vec![left.rsplit(' ').next()?.to_owned(), word.to_owned()]);
    }
    // The two names are parallel: as many characters, after a date or place that stands before the first.
    let stop = ["的", "投", "之", "比", "在", "於", "于", "出", "資", "资"]
        .into_iter()
        .filter_map(|stop| right.find(stop))
        .min();
    let size = left.chars().count();
    let right: String = match stop {
        Some(stop) if right.get(..stop)?.chars().count() <= size => right.get(..stop)?.to_owned(),
        _ => right.chars().take(size).collect(),
    };
    let skip = size.saturating_sub(right.chars().count());
    let left: String = left.chars().skip(skip).collect();
    (!right.is_empty()).then(|| vec![left, right])
}
