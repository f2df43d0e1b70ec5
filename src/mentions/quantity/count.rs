//! Counts: a figure with a classifier, and the noun that it counts.
//!
//! ```text
//! count = figure classifier [ "半" ]                 ; 42861 個, 三座, 1.5 萬名
//! ```
//!
//! 一 with a classifier is "a" and no count, unless a bounding word stands before it. Decimals and bare
//! magnitudes count only where the classifier or a bounding word says so. Classifiers stand in
//! `data/classifiers.toml`; English counts in `english_count.rs`.

use rust_decimal::Decimal;

use super::figure::{self, Figure};
use super::guard;
use super::noun;
use super::noun_before;
use super::numeral::{Form, unspaced};
use super::reading::{Kind, Reading};
use crate::lexicon::Word;
use crate::mentions::input::Input;
use crate::span::Span;

/// The classifier at `at`, with the place behind it.
#[must_use]
pub fn classifier<'a>(input: &Input<'a>, at: usize) -> Option<(Word, usize)> {
    let rest: &'a str = unspaced(input.rest(at));
    let word = input.lexicon.classifiers.all_at(rest).find(|word| guard::ends_word(input, rest, word.text))?;
    Some((word, input.text.len() - rest.len() + word.text.len()))
}

/// A count whose classifier stands behind `figure`, which begins at `at`.
#[must_use]
pub fn classified(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Reading> {
    let (word, end) = classifier(input, at + figure.len)?;
    if word.get("count") == Some("no") || !fits(input, word, figure, at, end) {
        return None;
    }
    let half = input.rest(end).starts_with('半') && figure.amount.value.is_some() && word.text != "大";
    let more = Decimal::try_from_i128_with_scale(5, 1).ok().filter(|_| half);
    let amount = more.and_then(|more| figure::plus(&figure.amount, more)).unwrap_or(figure.amount);
    let classifier = Span::new(end - word.text.len(), end);
    let end = if half { end + '半'.len_utf8() } else { end };
    Some(Reading::new(at, end, figure, amount, Kind::Count(Some(classifier))))
}

/// 第15至17段: the number is the last of a row of ordinals.
fn ends_ordinals(input: &Input<'_>, at: usize) -> bool {
    let before = guard::clause_before(input, at).trim_end();
    let joint = before.strip_suffix(['至', '到', '-', '–', '及', '和', '、']);
    let numeral = |c: char| super::digits::is_digit(c) || "一二三四五六七八九十百".contains(c);
    joint.is_some_and(|rest| {
        let rest = rest.trim_end();
        let bare = rest.trim_end_matches(numeral);
        bare.len() < rest.len() && bare.trim_end().ends_with('第')
    })
}

/// 亞博館二期, T2客運大樓二期: which phase of a building it is.
fn is_phase(input: &Input<'_>, word: Word, at: usize, end: usize) -> bool {
    let before = guard::clause_before(input, at).trim_end();
    word.text == "期"
        && before.ends_with([
            '館', '馆', '園', '园', '廠', '厂', '線', '线', '綫', '樓', '楼', '區', '区', '村', '邨', '城', '港', '站',
            '橋', '桥', '庫', '库', '中', '心', '院', '場', '场', '程', '目',
        ])
        && input.rest(end).chars().next().is_none_or(|c| c.is_alphabetic() || guard::ends_clause(c) || c == ' ')
}

/// Whether `figure` at `at` can be counted with `word`, which ends at `end`.
fn fits(input: &Input<'_>, word: Word, figure: &Figure, at: usize, end: usize) -> bool {
    if ends_ordinals(input, at) || is_phase(input, word, at, end) {
        return false;
    }
    let value = figure.amount.value.or(figure.amount.max).unwrap_or(Decimal::ZERO);
    // 2.2 本 begins a section; 床位數 6.9 張 counts what stands before it.
    let whole =
        value.fract().is_zero() || word.is("decimal") || stated(input, at) || noun_before::before(input, at).is_some();
    let named = word.get("count") != Some("noun")
        || noun::known(input, end).is_some()
        || (figure.numeral.form == Form::Digits || figure.numeral.scale >= GREAT)
            && noun_before::before(input, at).is_some()
        || done(input, at, end) && figure.numeral.form == Form::Digits;
    let great = !word.is("big") || (value <= Decimal::from(30) && noun::after(input, end).is_some());
    let form = !matches!(figure.numeral.form, Form::Positional | Form::English | Form::Dotted | Form::Fraction);
    let year = figure.numeral.form == Form::Digits && word.text == "大";
    // 三個一批, 五個一工程: names of programmes.
    let named = named && !input.rest(end).starts_with('一');
    whole && named && great && form && !year && !value.is_sign_negative() && !value.is_zero()
}

/// Whether a verb of two characters or more stands right before the figure, and the clause ends behind it: 開行320列.
fn done(input: &Input<'_>, at: usize, end: usize) -> bool {
    let before = guard::clause_before(input, at).trim_end();
    let verb = input.lexicon.noun_stops.longest_before(before);
    let verb = verb.is_some_and(|word| word.text.chars().count() > 1 && !word.is("and") && !word.is("copula"));
    verb && input.rest(end).trim_start().chars().next().is_none_or(guard::ends_clause)
}

/// Whether a verb or bounding word leads up to the figure at `at`: 達11.8件 is counted, 2.2 本 begins a section.
fn stated(input: &Input<'_>, at: usize) -> bool {
    guard::clause_before(input, at)
        .trim_end()
        .ends_with(|c: char| "達达至到為为約约有共逾超過过近量率數数加升降高少".contains(c))
}

/// A great number without a classifier right before what it counts (1.8億家庭), or right behind a size
/// (受益人口1.76億).
#[must_use]
pub fn unclassified(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Reading> {
    let end = at + figure.len;
    let great = figure.numeral.scale >= GREAT && !figure.range;
    let digits = input.rest(at).starts_with(super::digits::is_digit);
    let head = input.lexicon.noun_heads.longest_at(input.rest(end)).filter(|word| !word.is("size"));
    let behind = head.is_some_and(|word| word.text.chars().count() > 1) && noun::known(input, end).is_some();
    let sized = input.rest(end).chars().next().is_none_or(guard::ends_clause) && noun::size(input, at);
    (great && digits && (behind || sized)).then(|| Reading::new(at, end, figure, figure.amount, Kind::Count(None)))
}

/// The exponent of 萬.
const GREAT: u32 = 4;

/// Whether the reading is "a" and no count: 一個 without a word that makes it one.
#[must_use]
pub fn is_article(reading: &Reading, counted: bool) -> bool {
    matches!(reading.kind, Kind::Count(_)) && reading.form == Form::One && !counted
}
