//! One date in English.
//!
//! ```text
//! point    = edge [ "-" | "of" ] plain | plain ;
//! plain    = day month [ year ] | month [ day ] [ year ] | part | relative | year | decade ;
//! ```

use super::base::Env;
use super::calendar::{Base, Point, Stretch};
use super::english::{Before, en_word, last_word, past, then};
use super::number::{Read, Style, no, numeral, some};
use super::part::modifier;
use super::part_en::{lettered_part, nth, numbered_part};
use super::relative_en::relative;
use super::text::{any_of, gap, latin, phrase};
use super::year_en::{decade, four, named_year, rest_is_year, titled, year_name};
use crate::mentions::Date;

/// Reads a date in English at `i`; `base` is the other end of a range.
pub fn point<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    let figures = i.starts_with(|c: char| c.is_ascii_digit());
    if figures {
        return day_first(env, i, base)
            .or_else(|_| numbered_part(env, i))
            .or_else(|_| decade(i))
            .or_else(|_| nth(env, i))
            .or_else(|_| titled(env, i));
    }
    edged(env, i, base).or_else(|_| plain(env, i, base))
}

/// `plain` of the grammar where it begins with a letter.
fn plain<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    month_first(env, i, base)
        .or_else(|_| nth(env, i))
        .or_else(|_| lettered_part(env, i))
        .or_else(|_| relative(env, i))
        .or_else(|_| named_year(env, i))
}

/// `edge` of the grammar: early 2024, end-2023, the end of next year.
fn edged<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    let (rest, word) = en_word(env, i, "edge")?;
    let rest = past(rest.strip_prefix(['-', '–']).unwrap_or(rest), &["of", "in"]);
    let whole = phrase(past(rest, &["the"]), &["year"]).ok().filter(|_| !rest.starts_with("year"));
    let (rest, point) = match whole.zip(env.today()) {
        Some(((rest, ()), today)) => {
            some(rest, Stretch::year(today.year()).map(|stretch| Point { anchored: true, ..Point::new(stretch) }))?
        }
        None => {
            let next = past(rest, &["the"]);
            year_name(env, rest).or_else(|_| day_first(env, next, base)).or_else(|_| plain(env, next, base))?
        }
    };
    Ok((rest, Point { edge: point.edge.or_else(|| word.get("edge").and_then(modifier)), ..point }))
}

/// A month's number; months are written with a capital.
fn month<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, i8> {
    let (rest, word) = latin(i)?;
    let month = env
        .lexicon()
        .months
        .get(word.as_str())
        .filter(|_| word.capital)
        .and_then(|word| word.get("month")?.parse().ok());
    some(rest.strip_prefix('.').unwrap_or(rest), month)
}

/// A day of the month with its st, nd, rd, th.
fn day(i: &str) -> Read<'_, i8> {
    let (rest, number) = numeral(i)?;
    let rest = any_of(rest, &["st", "nd", "rd", "th"]).map_or(rest, |(rest, ())| rest);
    let day = number.within(1, 31).filter(|_| number.length <= 2 && number.style == Style::Figures);
    some(rest, day.filter(|_| !rest.starts_with(|c: char| c.is_ascii_alphanumeric())).map(|day| day as i8))
}

/// The year behind a day or a month, if one is named, else that of the other end or of the document.
fn its_year<'a>(env: &Env<'a>, rest: &'a str, base: Option<Base>) -> Option<(&'a str, i16, bool, bool)> {
    let next = past(rest.strip_prefix([',', '，']).unwrap_or(rest), &["of", "in"]);
    if let Ok((rest, year)) = four(next) {
        return Some((rest, year, false, true));
    }
    if let Ok((rest, point)) = relative(env, next)
        && rest_is_year(&point)
    {
        return Some((rest, point.stretch.start.year(), true, true));
    }
    let base = base.or_else(|| env.base())?;
    Some((rest, base.year, base.anchored, false))
}

/// `27 October 2023`, `27-29 October 2023`.
fn day_first<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    let (rest, first) = day(i)?;
    let (rest, last) = through(rest).and_then(day).unwrap_or((rest, first));
    let (rest, month) = month(env, past(rest.strip_prefix('-').unwrap_or(rest), &["of", "day"]))?;
    let Some((rest, year, anchored, complete)) = its_year(env, rest, base) else { return no() };
    let day = |day: i8| Date::new(year, month, day).ok();
    let days = day(first).zip(day(last)).and_then(|(first, last)| Stretch::days(first, last));
    some(rest, days.map(|days| Point { anchored, complete, ..Point::new(days) }))
}

/// The text behind a hyphen, a dash or "to".
fn through(i: &str) -> Result<&str, nom::Err<()>> {
    let next = gap(i);
    next.strip_prefix(['-', '–', '—'])
        .map(gap)
        .or_else(|| then(next, &["to"]).ok().map(|(rest, ())| rest))
        .ok_or(nom::Err::Error(()))
}

/// `October 2023`, `October 27, 2023`, `March next year`.
fn month_first<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    let (rest, month) = month(env, i)?;
    if let Ok((after, first)) = day(gap(rest)) {
        let (after, last) = through(after).and_then(day).unwrap_or((after, first));
        if let Some((after, year, anchored, complete)) = its_year(env, after, base) {
            let day = |day: i8| Date::new(year, month, day).ok();
            let days = day(first).zip(day(last)).and_then(|(first, last)| Stretch::days(first, last));
            return some(after, days.map(|days| Point { anchored, complete, ..Point::new(days) }));
        }
    }
    let Some((rest, year, anchored, complete)) = its_year(env, rest, base) else { return no() };
    let before = Before::new(env.before_of(i));
    let told = complete
        || base.is_some()
        || last_word(&env.lexicon().time_heads_en, before.as_str())
            .is_some_and(|(word, _)| word.text != "the" && word.text != "and")
        || then(rest, &["to"]).is_ok();
    some(
        rest,
        Stretch::month(year, month).filter(|_| told).map(|stretch| Point { anchored, complete, ..Point::new(stretch) }),
    )
}
