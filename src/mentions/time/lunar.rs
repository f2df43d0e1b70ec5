//! Dates of the Chinese lunisolar calendar, told as the days of the Gregorian one.
//!
//! ```text
//! lunar    = [ year ] calendar [ year ] month [ days ] | year named [ days ] | named "初" days ;
//! days     = day [ connector day ] ;
//! calendar = "農曆" | "陰曆" | "夏曆" | "舊曆" ;
//! month    = [ "閏" ] ( named | numeral "月" ) ;
//! named    = "正月" | "冬月" | "臘月" ;
//! day      = "初" numeral | numeral ( "日" | "號" ) | numeral ;      (* 初八, 廿三, 十五 *)
//! ```
//!
//! The calendar itself is that of Reingold and Dershowitz, *Calendrical Calculations*, as the ICU project
//! keeps it; a month without a year lies in the year that any other month would take.

use calendrical_calculations::chinese_based::{Chinese, YearBounds, month_structure_for_year};
use calendrical_calculations::iso::fixed_from_iso;

use super::base::Env;
use super::calendar::{Point, Stretch, days_after};
use super::number::{Read, no, numeral, some};
use super::text::{any_of, closes, gap, one_of, skip, word};
use crate::mentions::Date;

/// Years whose months are reckoned as they were and are officially kept.
const YEARS: std::ops::RangeInclusive<i16> = 1901..=2100;

/// A month of the Gregorian calendar that lies inside the lunisolar year of the same number.
const MIDSUMMER: u8 = 7;

/// A month of the lunisolar calendar.
#[derive(Debug, Clone, Copy)]
struct Month {
    number: u8,
    leap: bool,
    /// 正月, 臘月, 閏二月: of no other calendar.
    named: bool,
}

/// Reads a date of the lunisolar calendar behind `year`, or of the year of the sentence without one.
pub fn lunar<'a>(env: &Env<'a>, year: Option<i16>, i: &'a str) -> Read<'a, Point> {
    let marked = calendar(gap(i)).ok();
    let own = marked.and_then(|(rest, ())| super::year::year(env, gap(rest)).ok());
    let rest = own.map(|(rest, _)| rest).or(marked.map(|(rest, ())| rest)).unwrap_or(i);
    let (rest, month) = month(gap(skip(gap(rest), "的")))?;
    let first = rest;
    let (rest, from) = day(gap(rest)).map_or((rest, None), |(rest, day)| (rest, Some(day)));
    let (rest, to) = word(&env.lexicon().time_connectors, gap(rest))
        .and_then(|(rest, _)| day(gap(rest)))
        .ok()
        .filter(|(_, day)| from.is_some_and(|from| from < *day))
        .map_or((rest, None), |(rest, day)| (rest, Some(day)));
    let alone = year.is_none() && marked.is_none();
    if !(marked.is_some() || month.named) || (alone && !gap(first).starts_with('初')) {
        return no();
    }
    let base = || env.base().map(|base| (base.year, base.anchored));
    let year = own.map(|(_, year)| (year.last, false)).or(year.map(|year| (year, false))).or_else(base);
    let days = |day| year.and_then(|(year, _)| stretch(year, month, day));
    let stretch = match to {
        Some(_) => days(from).zip(days(to)).and_then(|(first, last)| first.to(last)),
        None => days(from),
    };
    let anchored = year.is_some_and(|(_, anchored)| anchored);
    some(rest, stretch.map(|stretch| Point { anchored, ..Point::new(stretch) }))
}

/// `calendar` of the grammar.
fn calendar(i: &str) -> Read<'_, ()> {
    any_of(i, &["農曆", "农历", "陰曆", "阴历", "夏曆", "夏历", "舊曆", "旧历"])
}

/// `month` of the grammar.
fn month(i: &str) -> Read<'_, Month> {
    let (rest, leap) = one_of(i, "閏闰").map_or((i, false), |(rest, _)| (rest, true));
    let named = [("正月", 1), ("冬月", 11), ("臘月", 12), ("腊月", 12)];
    if let Some((rest, number)) = named.into_iter().find_map(|(word, number)| Some((rest.strip_prefix(word)?, number)))
    {
        return Ok((rest, Month { number, leap, named: true }));
    }
    let (rest, number) = numeral(rest)?;
    let (rest, _) = one_of(gap(rest), "月")?;
    some(rest, number.within(1, 12).map(|number| Month { number: number as u8, leap, named: leap }))
}

/// `day` of the grammar.
fn day(i: &str) -> Read<'_, u8> {
    let (rest, early) = one_of(i, "初").map_or((i, false), |(rest, _)| (gap(rest), true));
    let (rest, number) = numeral(rest)?;
    let (rest, told) = one_of(gap(rest), "日號号").map_or((rest, early), |(rest, _)| (rest, true));
    let number = number.within(1, if early { 10 } else { 30 }).filter(|_| told || closes(rest) || number.length > 1);
    some(rest, number.map(|number| number as u8))
}

/// The days of a month, or one of its days, in the lunisolar year that begins in `year`.
fn stretch(year: i16, month: Month, day: Option<u8>) -> Option<Stretch> {
    if !YEARS.contains(&year) {
        return None;
    }
    let bounds = YearBounds::compute::<Chinese>(fixed_from_iso(i32::from(year), MIDSUMMER, 1));
    let (long, leap) = month_structure_for_year::<Chinese>(bounds.new_year, bounds.next_new_year);
    let number = usize::from(month.number);
    let leap = leap.map(usize::from);
    // the leap month has the place behind the month whose number it repeats
    let place = match leap {
        Some(leap) if month.leap => (leap == number + 1).then_some(number)?,
        None if month.leap => return None,
        Some(leap) if leap <= number => number,
        _ => number - 1,
    };
    let length = |long: bool| if long { 30 } else { 29 };
    let before: i64 = long.iter().take(place).map(|long| length(*long)).sum();
    let all = length(*long.get(place)?);
    let new_year = Date::new(year, 1, 1).ok()?;
    let offset = bounds.new_year - fixed_from_iso(i32::from(year), 1, 1);
    let first = days_after(new_year, offset + before)?;
    match day.map(i64::from) {
        Some(day) => days_after(first, day - 1).filter(|_| day <= all).map(Stretch::day),
        None => Stretch::days(first, days_after(first, all - 1)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_leap_months_begin_on_their_days() {
        let day = |year, number, leap, day| {
            stretch(year, Month { number, leap, named: false }, Some(day)).map(|stretch| stretch.start.to_string())
        };
        for (year, month, leap, of_month, wanted) in [
            (2024, 1, false, 1, "2024-02-10"),
            (2025, 1, false, 1, "2025-01-29"),
            (2023, 2, true, 1, "2023-03-22"),
            (2023, 3, false, 1, "2023-04-20"),
            (2025, 6, true, 1, "2025-07-25"),
            (2024, 8, false, 15, "2024-09-17"),
            (2025, 8, false, 15, "2025-10-06"),
            (2033, 11, true, 1, "2033-12-22"),
            (1997, 5, false, 26, "1997-06-30"),
        ] {
            assert_eq!(day(year, month, leap, of_month).as_deref(), Some(wanted), "{year} {month} {of_month}");
        }
        assert_eq!(day(2024, 4, true, 1), None);
        assert_eq!(day(2100, 12, false, 31), None);
    }
}
