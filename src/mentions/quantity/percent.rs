//! Percentages.
//!
//! ```text
//! percent = prefix figure | figure unit [ "半" | digit ] | whole
//! prefix  = "百分之" | "千分之" | "萬分之" …            ; spaces inside are crossed
//! unit    = "%" | "％" | "‰" | "個百分點" | "成" | "折" | "per cent" …
//! whole   = "一半" | "半數"
//! ```
//!
//! 九成 is 90, 三成半 is 35, 六成七 is 67, 八折 and 八五折 are the price left, 80 and 85. The words stand in
//! `data/percents.toml`.

use rust_decimal::Decimal;

use super::figure::{self, Figure};
use super::guard;
use super::numeral::{self, Form, Numeral, Token, unspaced};
use super::reading::{Kind, Reading};
use crate::lexicon::Word;
use crate::mentions::input::Input;
use crate::mentions::value::Amount;

/// A percentage behind 百分之 and the like.
#[must_use]
pub fn prefixed(input: &Input<'_>, at: usize) -> Option<Reading> {
    let (times, start) = prefix(input, at)?;
    let first = figure::signed(input.rest(start), input.lexicon).filter(|first| first.numeral.form != Form::Dotted)?;
    let figure = figure::range(input.rest(start), &first, input.lexicon)
        .filter(|range| range.amount.max > first.amount.value && !guard::unit_follows(input, start + range.len))
        .unwrap_or(first);
    let amount = figure::times(&figure.amount, times)?;
    let (amount, end) = match kilo(input, start + figure.len) {
        Some((scale, end)) => (figure::times(&amount, scale)?, end),
        None => (amount, start + figure.len),
    };
    Some(Reading::new(at, end, &figure, amount, Kind::Percent(false)))
}

/// The prefix at `at`, its factor and where the figure begins.
fn prefix(input: &Input<'_>, at: usize) -> Option<(Decimal, usize)> {
    let rest = input.rest(at);
    let written = input.lexicon.percents.longest_at(rest).filter(|word| word.is("prefix"));
    let (word, after) = match written {
        Some(word) => (word, rest.get(word.text.len()..)?),
        None => spaced_prefix(input, rest)?,
    };
    Some((word.get("times")?.parse().ok()?, input.text.len() - unspaced(after).len()))
}

/// A prefix with spaces between its characters: 百 分 之.
fn spaced_prefix<'a>(input: &Input<'_>, rest: &'a str) -> Option<(Word, &'a str)> {
    let first = rest.chars().next()?;
    let mut after = rest.get(first.len_utf8()..)?;
    for c in ['分', '之'] {
        after = unspaced(after).strip_prefix(c)?;
    }
    let spells = |word: &Word| word.is("prefix") && word.text.chars().eq([first, '分', '之']);
    Some((input.lexicon.percents.words().find(spells)?, after))
}

/// A percentage in one word: 一半.
#[must_use]
pub fn whole(input: &Input<'_>, at: usize) -> Option<Reading> {
    let rest = input.rest(at);
    let word = input.lexicon.percents.longest_at(rest).filter(|word| word.get("whole").is_some())?;
    let end = at + word.text.len();
    let blocked = input.rest(end).starts_with(['年', '日', '天', '小', '月', '個', '个', '球', '場', '场']);
    let amount = Amount { value: word.get("whole")?.parse().ok(), ..Amount::default() };
    let numeral = Numeral { amount, len: word.text.len(), scale: 0, form: Form::Words, decimal: false };
    let figure = Figure { amount, len: word.text.len(), numeral, range: false };
    (!blocked).then_some(Reading::new(at, end, &figure, amount, Kind::Percent(false)))
}

/// 15 k 個百分點: thousands written with a letter.
fn kilo(input: &Input<'_>, at: usize) -> Option<(Decimal, usize)> {
    let rest = unspaced(input.rest(at));
    let found = rest.starts_with(['k', 'K']) && guard::whole_word(rest, "k");
    found.then_some((Decimal::ONE_THOUSAND, input.text.len() - rest.len() + 1))
}

/// A percentage whose unit stands behind `figure`, which begins at `at`.
#[must_use]
pub fn suffixed(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Reading> {
    let (scale, behind) = kilo(input, at + figure.len).unwrap_or((Decimal::ONE, at + figure.len));
    let rest = guard::unit_rest(input.rest(behind));
    let (word, end) = unit(input, rest)?;
    let times: Decimal = word.get("times")?.parse().ok()?;
    let value = figure.amount.value.or(figure.amount.max)?;
    let tenths = word.is("tenths") || word.is("discount");
    if tenths && (value > Decimal::TEN && !word.is("discount") || value.is_sign_negative()) {
        return None;
    }
    // 七五折: two digits say 75, not 7.5.
    let direct = word.is("discount") && value > Decimal::TEN;
    let times = if direct { Decimal::ONE } else { times }.checked_mul(scale)?;
    let mut amount = figure::times(&figure.amount, times)?;
    let half = word.is("tenths") && input.rest(end).starts_with('半') && amount.value.is_some();
    if half {
        amount = figure::plus(&amount, Decimal::from(5))?;
    }
    let mut end = if half { end + '半'.len_utf8() } else { end };
    if let Some((digit, next)) = tenth(input, end).filter(|_| word.is("tenths") && !half && amount.value.is_some()) {
        (amount, end) = (figure::plus(&amount, digit)?, next);
    }
    let found = Reading::new(at, end, figure, amount, Kind::Percent(word.is("points")));
    (!tenths || figure.numeral.form != Form::Positional || direct).then_some(found)
}

/// The 七 of 六成七: a single digit that counts nothing itself.
fn tenth(input: &Input<'_>, at: usize) -> Option<(Decimal, usize)> {
    let rest = input.rest(at);
    let Some((Token::Digit(digit @ 1..=9), after)) = numeral::token(rest, input.lexicon) else { return None };
    let single = numeral::read(rest, input.lexicon)?.len == rest.len() - after.len();
    let counts = guard::unit_follows(input, at + rest.len() - after.len());
    (single && !counts && !rest.starts_with(['兩', '两']))
        .then_some((Decimal::from(digit), at + rest.len() - after.len()))
}

/// The unit that `rest` begins with, and where it ends; spaces inside 個百分點 are crossed.
fn unit(input: &Input<'_>, rest: &str) -> Option<(Word, usize)> {
    let start = input.text.len() - rest.len();
    let plain =
        |word: &Word| word.get("whole").is_none() && !word.is("prefix") && guard::ends_word(input, rest, word.text);
    if let Some(word) = input.lexicon.percents.all_at(rest).find(plain) {
        return Some((word, start + word.text.len()));
    }
    let mut after = rest.strip_prefix(['個', '个'])?;
    for pair in [['百', '百'], ['分', '分'], ['點', '点']] {
        after = unspaced(after).strip_prefix(pair)?;
    }
    Some((input.lexicon.percents.get("個百分點")?, input.text.len() - after.len()))
}
