//! Years in Chinese.
//!
//! ```text
//! year     = era ( numeral | "元" ) "年" | span | numeral "年" [ "度" | "份" ] ;
//! span     = numeral connector numeral "年" ;            (* 1995-1997年 *)
//! ```
//!
//! Two figures are a year only where a part of a year follows or where they begin with a zero
//! (15年3月, 07年); else they are a length of time. In Taiwan they and three figures count from 1912.

use super::base::Env;
use super::number::{Numeral, Read, Style, no, numeral, some};
use super::part;
use super::text::{any_of, gap, one_of, skip, trim, word};
use crate::mentions::Calendar;
use crate::structure::Region;

/// A year as named, or the first and last of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// The first year.
    pub first: i16,
    /// The last year.
    pub last: i16,
    /// Another calendar.
    pub calendar: Option<Calendar>,
}

impl Year {
    const fn one(year: i16) -> Self {
        Self { first: year, last: year, calendar: None }
    }
}

/// Reads a year with its 年.
pub fn year<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Year> {
    if let Ok(found) = era(env, i) {
        return Ok(found);
    }
    if let Ok(found) = bracketed(env, i) {
        return Ok(found);
    }
    let (rest, first) = numeral(i)?;
    if let Ok(found) = span(env, rest, first) {
        return Ok(found);
    }
    let (rest, _) = one_of(gap(rest), "年")?;
    let rest = measured(rest);
    some(rest, named(env, first, rest))
}

/// Behind 年: the 度 of 年度 and the 份 of 年份.
fn measured(rest: &str) -> &str {
    one_of(rest, "度份").map_or(rest, |(rest, _)| rest)
}

/// `era` of the grammar: 民國113年, 光緒二十四年, 公元2024年.
fn era<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Year> {
    let (rest, era) = word(&env.lexicon().eras, i)?;
    let first: i16 = era.get("year").and_then(|year| year.parse().ok()).unwrap_or(1);
    let rest = gap(rest);
    let (rest, number) = match one_of(rest, "元") {
        Ok((rest, _)) => (rest, Some(1)),
        Err(_) => numeral(rest).map(|(rest, number)| (rest, number.within(1, 2200)))?,
    };
    let (rest, _) = one_of(gap(rest), "年")?;
    let year = number.and_then(|number| (first + number).checked_sub(1)).filter(|year| *year <= 2200);
    let calendar = era.is("roc").then_some(Calendar::Roc);
    some(measured(rest), year.map(|year| Year { calendar, ..Year::one(year) }))
}

/// 今（113）年, 去(112)年: a relative word with the year itself in brackets, as Taiwan writes it.
fn bracketed<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Year> {
    let (rest, _) = one_of(i, "今本去明前後后昨翌次同")?;
    let (rest, _) = one_of(rest, "(（")?;
    let (rest, number) = numeral(gap(rest.strip_prefix("民國").unwrap_or(rest)))?;
    let (rest, _) = one_of(gap(skip(rest, "年")), ")）")?;
    let (rest, _) = one_of(gap(rest), "年")?;
    let republic = number.within(80, 160).filter(|_| env.region() != Region::CN).map(|year| year + 1911);
    let roc = republic.map(|year| Year { calendar: Some(Calendar::Roc), ..Year::one(year) });
    some(measured(rest), roc.or_else(|| full(number).map(Year::one)))
}

/// `span` of the grammar: 1995 - 1997年, 1985到89年, 二零二四至二五年.
fn span<'a>(env: &Env<'a>, rest: &'a str, first: Numeral) -> Read<'a, Year> {
    let (rest, _) = word(&env.lexicon().time_connectors, gap(rest))?;
    let (rest, last) = numeral(gap(rest))?;
    let (rest, _) = one_of(gap(rest), "年")?;
    let years = full(first).and_then(|first| Some((first, follower(first, last)?)));
    let republic = |number: Numeral| number.within(80, 160).filter(|_| env.region() == Region::TW);
    let roc = republic(first).zip(republic(last)).map(|(first, last)| (first + 1911, last + 1911));
    let calendar = roc.map(|_| Calendar::Roc);
    let years = years.or(roc).filter(|(first, last)| first < last);
    some(measured(rest), years.map(|(first, last)| Year { first, last, calendar }))
}

/// The second year of a pair: four figures, or the last two.
pub fn follower(first: i16, last: Numeral) -> Option<i16> {
    match last.length {
        4 => full(last),
        2 if last.style != Style::Spelled => {
            let year = first - first.rem_euclid(100) + last.within(0, 99)?;
            Some(if year < first { year + 100 } else { year }) // 1999-00
        }
        _ => None,
    }
}

/// A year in four figures or four Chinese digits.
pub fn full(number: Numeral) -> Option<i16> {
    (number.length == 4 && number.style != Style::Spelled).then(|| number.within(1000, 2200)).flatten()
}

/// The year that `number` is before 年 and `rest`.
fn named(env: &Env<'_>, number: Numeral, rest: &str) -> Option<Year> {
    if let Some(year) = full(number) {
        let history =
            any_of(gap(rest), &["歷史", "历史", "的歷史", "的历史", "前", "來", "来", "文明", "文化"]).is_ok();
        return (!(history && year % 100 == 0 && year <= 2000) || rest.is_empty()).then_some(Year::one(year));
    }
    if env.region() == Region::TW
        && let Some(found) = republic(env, number, rest)
    {
        return Some(found);
    }
    if number.length != 2 {
        return None;
    }
    let short = number.within(0, 99)?;
    let told = match number.style {
        Style::Figures => number.padded || part::follows_year(env, rest),
        Style::Listed => number.padded || !neighbours(short) || part::follows_year(env, rest),
        Style::Spelled => false,
    };
    told.then(|| Year::one(env.century(short)))
}

/// 二三, 三五: two or three, three to five.
pub const fn neighbours(pair: i16) -> bool {
    let (tens, ones) = (pair / 10, pair % 10);
    ones == tens + 1 || pair == 35
}

/// A year of the Republic without 民國, as Taiwan writes it.
fn republic(env: &Env<'_>, number: Numeral, rest: &str) -> Option<Year> {
    let year = number.within(80, 160).filter(|_| number.style != Style::Listed)?;
    let lasts = env
        .lexicon()
        .time_bounds
        .longest_before(trim(env.before()))
        .is_some_and(|word| word.text != "於" && word.text != "在");
    let told = if year >= 100 { !lasts } else { part::follows_year(env, rest) };
    (told || part::follows_year(env, rest)).then(|| Year { calendar: Some(Calendar::Roc), ..Year::one(year + 1911) })
}

/// A year before its word only, for those that ask: four figures, nothing else.
pub fn bare(i: &str) -> Read<'_, i16> {
    let (rest, number) = numeral(i)?;
    match full(number) {
        Some(year) => Ok((rest, year)),
        None => no(),
    }
}
