//! Fiscal and academic years.
//!
//! ```text
//! fiscal   = split [ connector split ] [ suffix ] | numeral suffix ;
//! split    = year4 ( "-" | "/" | "至" ) ( year2 | year4 ) ;      (* the year after *)
//! suffix   = "財政年度" | "年度" | "學年" | … ;                   (* data/time_years.toml *)
//! ```
//!
//! Without a suffix a split with a hyphen or a stroke is a fiscal year (2026-27). Hong Kong's begins
//! on 1 April; elsewhere it is the calendar year. An academic year begins on 1 September.

use super::base::Env;
use super::calendar::{Point, Stretch};
use super::number::{Read, Style, figure, multiple, no, numeral, some};
use super::text::{any_of, gap, one_of, phrase, skip, word};
use super::year;
use crate::mentions::{Calendar, Date};
use crate::structure::Region;

/// Reads a fiscal or academic year, or several.
pub fn fiscal<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let Ok((rest, (first, plain))) = split(env, i) else { return single(env, i) };
    let (rest, last) = word(&env.lexicon().time_connectors, gap(rest))
        .and_then(|(rest, _)| split(env, gap(rest)))
        .map_or((rest, first), |(rest, (last, _))| (rest, last));
    let (rest, calendar) = match suffix(env, rest) {
        Ok(found) => found,
        Err(_) if plain && stands(env, rest, first) => (rest, later(env, rest, LIST)),
        Err(_) => return no(),
    };
    let whole = split_stretch(env.region(), calendar, first).zip(split_stretch(env.region(), calendar, last));
    let whole = whole.and_then(|(first, last)| first.to(last));
    some(rest, whole.map(|stretch| Point { calendar: Some(calendar), ..Point::new(stretch) }))
}

/// `split` of the grammar: the first year, and whether it is joined by a hyphen or a stroke.
fn split<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, (i16, bool)> {
    let (rest, first) = year::bare(i)?;
    let rest = gap(rest);
    let (rest, plain) = match any_of(rest, &["/", "／", "-", "–", "—", "－", "‐", "‑", "−"]) {
        Ok((rest, ())) => (rest, true),
        Err(_) => (word(&env.lexicon().time_connectors, rest)?.0, false),
    };
    let (rest, last) = numeral(gap(rest))?;
    let follows = last.style != Style::Spelled && year::follower(first, last) == first.checked_add(1);
    some(rest, follows.then_some((first, plain && last.length == 2)))
}

/// Whether a split year without a suffix is one before `rest`, and no month (2011-12 outside Hong Kong) or amount.
fn stands(env: &Env<'_>, rest: &str, first: i16) -> bool {
    let next = gap(rest).chars().next();
    let amount = next.is_some_and(|c| figure(c).is_some() || multiple(c).is_some() || "%％./-月日個个人元".contains(c));
    let month = (first + 1) % 100 <= 12 && env.region() != Region::HK;
    (1900..=2100).contains(&first) && !amount && !month
}

/// How many years of a list are looked through for their common word.
const LIST: usize = 6;

/// The calendar of split years that a later word tells: 2023-24至2025-26三個學年, 2021-22及2022-23學年.
fn later(env: &Env<'_>, rest: &str, more: usize) -> Calendar {
    let joined = one_of(gap(rest), "、,，及和與与").and_then(|(rest, _)| split(env, gap(rest)));
    if let Some((rest, _)) = joined.ok().filter(|_| more > 0) {
        return suffix(env, rest).map_or_else(|_| later(env, rest, more - 1), |(_, calendar)| calendar);
    }
    let counted = numeral(gap(rest)).map(|(rest, _)| skip(gap(rest), "個个"));
    counted.ok().and_then(|rest| suffix(env, rest).ok()).map_or(Calendar::Fiscal, |(_, calendar)| calendar)
}

/// `numeral suffix` of the grammar: 2023財政年度, 113學年度.
fn single<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, number) = numeral(i)?;
    let (rest, calendar) = suffix(env, rest)?;
    let republic = number.within(80, 160).filter(|_| env.region() == Region::TW).map(|year| year + 1911);
    let Some(year) = year::full(number).or(republic) else { return no() };
    let said = i.get(..i.len() - rest.len()).unwrap_or("");
    if calendar == Calendar::Fiscal
        && !["財", "财", "稅", "税", "計", "计", "算"].iter().any(|word| said.contains(word))
    {
        let roc = republic.map(|_| Calendar::Roc);
        return some(rest, Stretch::year(year).map(|stretch| Point { calendar: roc, ..Point::new(stretch) }));
    }
    some(
        rest,
        stretch(env.region(), calendar, year).map(|stretch| Point { calendar: Some(calendar), ..Point::new(stretch) }),
    )
}

/// `suffix` of the grammar.
fn suffix<'a>(env: &Env<'a>, rest: &'a str) -> Read<'a, Calendar> {
    let next = gap(rest);
    for (words, calendar) in [
        (["financial", "year"], Calendar::Fiscal),
        (["fiscal", "year"], Calendar::Fiscal),
        (["school", "year"], Calendar::Academic),
        (["academic", "year"], Calendar::Academic),
    ] {
        if let Ok((rest, ())) = phrase(next, &words) {
            return Ok((rest, calendar));
        }
    }
    let (rest, word) = word(&env.lexicon().time_years, gap(rest))?;
    Ok((rest, if word.get("calendar") == Some("academic") { Calendar::Academic } else { Calendar::Fiscal }))
}

/// The fiscal or academic year that begins in `year`.
pub fn stretch(region: Region, calendar: Calendar, year: i16) -> Option<Stretch> {
    match (calendar, region) {
        (Calendar::Academic, _) => Stretch::split_year(year, 9),
        (_, Region::HK) => Stretch::split_year(year, 4),
        _ => Stretch::year(year),
    }
}

/// The same, named after two years.
fn split_stretch(region: Region, calendar: Calendar, year: i16) -> Option<Stretch> {
    match (calendar, region) {
        (Calendar::Fiscal, Region::CN | Region::TW | Region::MO) => Stretch::years(year, year + 1),
        _ => stretch(region, calendar, year),
    }
}

/// The fiscal or academic year that `date` lies in, named by the year it begins in.
pub fn year_of(region: Region, calendar: Calendar, date: Date) -> i16 {
    let begins = match (calendar, region) {
        (Calendar::Academic, _) => 9,
        (_, Region::HK) => 4,
        _ => 1,
    };
    if date.month() < begins { date.year() - 1 } else { date.year() }
}
