//! Dates in Chinese: one point or a range, with the words around it.

use super::base::Env;
use super::calendar::{Base, Label, Point};
use super::modifier::{hear, value};
use super::number::{Read, figure, is_zh_numeral, no};
use super::point::{point, range};
use super::text::{is_blank, trim};
use crate::mentions::{Found, Lang, Value};

/// Reads the date that begins at the place of `env`.
pub fn date(env: &Env<'_>) -> Option<Found> {
    let i = env.rest();
    let (rest, found) = match point(env, i, None) {
        Ok((rest, found)) => range(env, i, rest, found).unwrap_or((rest, found)),
        Err(_) => point(env, i, Some(Base::OWED)).and_then(|(rest, found)| owing(env, i, rest, found)).ok()?,
    };
    let heard = hear(env, rest, found.joined);
    let value = value(&found, heard.modifier)?;
    let rule = if found.joined { "date range" } else { "date" };
    let length = env.input.text.len();
    let end = env.input.before(length - heard.span_rest).trim_end_matches(is_blank).len();
    let mut mention = Found::new(env.at, end, language(env), Value::Date(value), rule);
    mention.end = (length - heard.rest).max(end);
    Some(mention)
}

/// A range whose first end owes its year to the second: 5月至2023年8月.
fn owing<'a>(env: &Env<'a>, start: &'a str, rest: &'a str, left: Point) -> Read<'a, Point> {
    let month = matches!(left.stretch.first, Label::Month(..) | Label::Day(_)) && !left.complete;
    let (rest, whole) = range(env, start, rest, left)?;
    if month && whole.complete { Ok((rest, whole)) } else { no() }
}

/// The language of a date in figures is that of the last letter before it.
fn language(env: &Env<'_>) -> Lang {
    let written = env.rest().chars().take(12).find(|c| c.is_alphabetic());
    let before = env.before().chars().rev().take(60).find(|c| c.is_alphabetic());
    let figures = env.rest().starts_with(|c: char| c.is_ascii_digit());
    match written.filter(|c| !c.is_ascii() || !figures).or(before) {
        Some(c) if c.is_ascii() => Lang::En,
        _ => Lang::Zh,
    }
}

/// Whether a numeral at the place goes on from one before it, so that nothing begins here.
pub fn continues(env: &Env<'_>) -> bool {
    let mut before = env.before().chars().rev();
    let (last, earlier) = (before.next(), before.next());
    let number = |c: char| figure(c).is_some();
    match (env.rest().chars().next(), last) {
        (Some(c), Some(last)) if number(c) => {
            number(last)
                || last.is_ascii_alphabetic() // PM2.5, A4, but FY2024 begins with its letters
                || (".,/-:－／．".contains(last) && earlier.is_some_and(number))
                || (trim(env.before()).ends_with('第'))
        }
        (Some(c), Some(last)) if is_zh_numeral(c) => is_zh_numeral(last) || number(last) || last == '第',
        _ => false,
    }
}
