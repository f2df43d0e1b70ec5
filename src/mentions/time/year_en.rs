//! Years in English.
//!
//! ```text
//! year     = yyyy | yyyy "-" yy [ "financial year" | … ] | "FY" yyyy | "next year" ;
//! decade   = yyy0 "s" | ordinal "century" ;
//! ```

use super::base::Env;
use super::calendar::{Point, Stretch};
use super::english::{Before, last_word, past};
use super::fiscal;
use super::number::{Read, Style, no, numeral, some};
use super::relative_en::relative;
use super::text::{any_of, gap, is_blank, latin, latin_of, phrase};
use super::year;
use crate::mentions::Calendar;

/// A year by any name: 2024, 2023-24 financial year, FY2024, next year.
pub fn year_name<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let i = past(i, &["the"]);
    fiscal::fiscal(env, i)
        .or_else(|_| named_year(env, i))
        .or_else(|_| {
            relative(env, i).and_then(|(rest, point)| if rest_is_year(&point) { Ok((rest, point)) } else { no() })
        })
        .or_else(|_| four(i).and_then(|(rest, year)| some(rest, Stretch::year(year).map(Point::new))))
}

/// Whether a relative date is a whole year.
pub fn rest_is_year(point: &Point) -> bool {
    point.stretch.end.duration_since(point.stretch.start).as_hours() > 300 * 24
}

/// A year in four figures that ends as a word.
pub fn four(i: &str) -> Read<'_, i16> {
    let (rest, number) = numeral(i)?;
    let year = year::full(number).filter(|year| number.style == Style::Figures && (1700..=2200).contains(year));
    some(
        rest,
        year.filter(|_| {
            !rest.starts_with(|c: char| {
                c.is_ascii_alphanumeric()
                    || c == ',' && rest.get(1..2).is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()))
            })
        }),
    )
}

/// `financial year 2023-24`, `FY2024`, `the year 2024`.
pub fn named_year<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, calendar) = any_of(i, &["FY"])
        .map(|(rest, ())| (rest, Some(Calendar::Fiscal)))
        .or_else(|_| phrase(i, &["financial", "year"]).map(|(rest, ())| (rest, Some(Calendar::Fiscal))))
        .or_else(|_| phrase(i, &["fiscal", "year"]).map(|(rest, ())| (rest, Some(Calendar::Fiscal))))
        .or_else(|_| phrase(i, &["academic", "year"]).map(|(rest, ())| (rest, Some(Calendar::Academic))))
        .or_else(|_| phrase(i, &["school", "year"]).map(|(rest, ())| (rest, Some(Calendar::Academic))))
        .or_else(|_| phrase(i, &["year"]).map(|(rest, ())| (rest, None)))?;
    let rest = gap(rest);
    let split = fiscal::fiscal(env, rest).ok();
    let (rest, point) = match (split, calendar) {
        (Some((rest, point)), Some(calendar)) => (
            rest,
            fiscal::stretch(env.region(), calendar, point.stretch.start.year())
                .map(|stretch| Point { calendar: Some(calendar), ..Point::new(stretch) }),
        ),
        (Some((rest, point)), None) => (rest, Some(point)),
        (None, Some(calendar)) => {
            let (rest, year) = four(rest)?;
            (
                rest,
                fiscal::stretch(env.region(), calendar, year)
                    .map(|stretch| Point { calendar: Some(calendar), ..Point::new(stretch) }),
            )
        }
        (None, None) => {
            let (rest, year) = four(rest)?;
            (rest, Stretch::year(year).map(Point::new))
        }
    };
    some(rest, point)
}

/// `1990s`, `21st century`.
pub fn decade(i: &str) -> Read<'_, Point> {
    let (rest, number) = numeral(i)?;
    if let Ok((rest, ())) = any_of(rest, &["st", "nd", "rd", "th"]) {
        let (rest, _) = latin_of(gap(rest.strip_prefix('-').unwrap_or(rest)), &["century"])?;
        let first = number.within(1, 30).map(|century| (century - 1) * 100);
        return some(rest, first.and_then(|first| Stretch::years(first, first + 99)).map(Point::new));
    }
    let rest = any_of(rest, &["s", "'s", "’s"]).map(|(rest, ())| rest)?;
    let ended = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let first = year::full(number).filter(|year| ended && year % 10 == 0 && *year >= 1700);
    some(rest, first.and_then(|first| Stretch::years(first, first + 9)).map(Point::new))
}

/// A year in figures that its surroundings tell: behind a preposition, or before an English title word.
pub fn titled<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, year) = four(i)?;
    let text = Before::new(env.before_of(i));
    let head = last_word(&env.lexicon().time_heads_en, text.as_str()).map(|(word, _)| word.text);
    let next = latin(gap(rest)).ok().map(|(_, word)| word);
    let blank = rest.starts_with(is_blank);
    let title = blank && next.is_some_and(|word| word.capital) && year % 100 != 0 && (1900..=2100).contains(&year);
    let counted = blank && next.is_some_and(|word| plural(word.as_str(), word.capital));
    let told = match head {
        Some("the") | None => title,
        Some("of" | "for" | "to" | "over" | "than" | "about" | "around" | "or" | "and" | "at" | "up to") => {
            !blank || next.is_none_or(|word| word.capital || function(word.as_str()))
        }
        Some(_) => !counted,
    };
    let sign = rest.starts_with(['%', '+', '/', '-', '.']) && !rest.starts_with(". ") && rest.len() > 1;
    some(rest, Stretch::year(year).filter(|_| told && !sign).map(Point::new))
}

/// Whether a word behind a figure looks like what is counted: `2000 households`.
fn plural(word: &str, capital: bool) -> bool {
    !capital
        && word.len() > 3
        && word.ends_with('s')
        && !matches!(word, "this" | "across" | "towards" | "onwards" | "was" | "thus" | "its")
}

/// A word that goes on after a date and is never counted.
fn function(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "to"
            | "in"
            | "at"
            | "by"
            | "with"
            | "as"
            | "the"
            | "which"
            | "when"
            | "onwards"
            | "onward"
            | "or"
            | "on"
            | "was"
            | "were"
            | "is"
            | "has"
            | "will"
            | "until"
            | "through"
            | "that"
            | "for"
            | "from"
            | "under"
            | "while"
            | "but"
            | "we"
            | "there"
            | "it"
    )
}
