//! Arabic digits, half-width or full-width.
//!
//! ```text
//! figure  = whole [ point digit+ ] | point digit+
//! whole   = digit{1,3} ( group digit{3} )+ | digit+
//! group   = "," | "，" | space           ; the same one throughout, and no digit follows the last group
//! point   = "." | "．" | "·"
//! ```
//!
//! Thousands are parted as in ISO 80000-1 (thin space) or in English (comma). A figure with a second
//! point (2.0.1, 27.10.2023) is a version or a date: it is read whole and marked as `dotted`.

use nom::bytes::complete::take_while1;
use nom::character::complete::satisfy;
use nom::combinator::{opt, recognize};
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// What a parser of this grammar gives.
pub type Read<'a, T> = IResult<&'a str, T, ()>;

/// A figure in Arabic digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    /// What it states; nothing where it has more digits than an exact decimal holds, or is dotted.
    pub value: Option<Decimal>,
    /// How many digits stand before the point.
    pub whole: usize,
    /// Whether thousands are parted.
    pub grouped: bool,
    /// Whether it has a decimal point.
    pub decimal: bool,
    /// Whether it has more than one point.
    pub dotted: bool,
}

/// Whether `c` is a digit, half-width or full-width.
#[must_use]
pub const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// The value of a digit.
const fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// Whether `c` parts thousands.
const fn is_group(c: char) -> bool {
    matches!(c, ',' | '，' | ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}')
}

/// Whether `c` is a decimal point.
const fn is_point(c: char) -> bool {
    matches!(c, '.' | '．' | '·')
}

fn digits(rest: &str) -> Read<'_, &str> {
    take_while1(is_digit).parse(rest)
}

/// The value of `text` with `scale` digits after the point; separators in it are skipped.
fn value(text: &str, scale: u32) -> Option<Decimal> {
    let mut mantissa: i128 = 0;
    for digit in text.chars().filter_map(digit) {
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

/// A separator and three digits, no fourth.
fn group(separator: char, rest: &str) -> Option<&str> {
    let (rest, found) = digits(rest.strip_prefix(separator)?).ok()?;
    (found.chars().count() == 3).then_some(rest)
}

/// How many groups are read: more digits than that are no value, and the text may go on so for ever.
const GROUPS: usize = 12;

/// The digits before the point, with their groups; the number of digits, and whether grouped.
fn whole(rest: &str) -> Option<(&str, usize, bool)> {
    let (mut after, first) = digits(rest).ok()?;
    let mut count = first.chars().count();
    let separator = after.chars().next().filter(|c| is_group(*c) && count <= 3);
    let mut grouped = false;
    if let Some(separator) = separator {
        for _ in 0..GROUPS {
            let Some(next) = group(separator, after) else { break };
            (after, grouped, count) = (next, true, count + 3);
        }
    }
    Some((after, count, grouped))
}

/// The part behind the point.
fn decimals(rest: &str) -> Read<'_, &str> {
    preceded(satisfy(is_point), digits).parse(rest)
}

/// Reads a figure in Arabic digits.
pub fn figure(rest: &str) -> Read<'_, Digits> {
    let failed = || nom::Err::Error(());
    let (after, count, grouped) = match rest.chars().next() {
        Some(c) if is_digit(c) => whole(rest).ok_or_else(failed)?,
        Some('.' | '．') => (rest, 0, false),
        _ => return Err(failed()),
    };
    let (after, fraction) = opt(decimals).parse(after)?;
    if count == 0 && fraction.is_none() {
        return Err(failed());
    }
    let (mut after, more) = opt(recognize(decimals)).parse(after)?;
    while let Ok((next, _)) = decimals(after) {
        after = next;
    }
    let text = rest.get(..rest.len() - after.len()).unwrap_or("");
    let scale = fraction.map_or(0, |fraction| fraction.chars().count()) as u32;
    let dotted = more.is_some();
    let value = if dotted { None } else { value(text, scale) };
    Ok((after, Digits { value, whole: count, grouped, decimal: fraction.is_some(), dotted }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, &str) {
        let (rest, found) = figure(text).expect("a figure");
        (found.value.map_or_else(|| "-".to_owned(), |value| value.normalize().to_string()), rest)
    }

    #[test]
    fn groups_and_points() {
        assert_eq!(read("42861個"), ("42861".to_owned(), "個"));
        assert_eq!(read("78 701個"), ("78701".to_owned(), "個"));
        assert_eq!(read("1,136家"), ("1136".to_owned(), "家"));
        assert_eq!(read("２，１２３．５％"), ("2123.5".to_owned(), "％"));
        assert_eq!(read("1, 234"), ("1".to_owned(), ", 234"));
        assert_eq!(read("2023,100"), ("2023".to_owned(), ",100"));
        assert_eq!(read("12 3456"), ("12".to_owned(), " 3456"));
        assert_eq!(read(".77"), ("0.77".to_owned(), ""));
        assert_eq!(read("27.10.2023"), ("-".to_owned(), ""));
        assert_eq!(read("5. 項目"), ("5".to_owned(), ". 項目"));
    }

    #[test]
    fn too_many_digits_are_no_value() {
        assert_eq!(read(&"9".repeat(60)).0, "-");
    }
}
