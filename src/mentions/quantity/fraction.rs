//! Fractions in words.
//!
//! ```text
//! fraction = [ numeral "又" ] numeral "分之" numeral | digit "分" digit   ; 三分之一, 三分一
//! ```
//!
//! A fraction without a unit is a share: a percentage (三分之一 is 33.333333333333). 百分之, 千分之
//! and 萬分之 stand in `percent.rs`.

use rust_decimal::Decimal;

use super::figure::{self, Figure, signed};
use super::numeral::{Form, unspaced};
use super::reading::{Kind, Reading};
use crate::lexicon::Lexicon;
use crate::mentions::value::Amount;

/// `rest` behind 分之.
fn over(rest: &str) -> Option<&str> {
    let rest = unspaced(rest).strip_prefix('分')?;
    unspaced(rest).strip_prefix('之').map(unspaced)
}

/// 三分一, as it is said in Hong Kong: two digits, the second smaller.
fn short<'a>(first: &Figure, rest: &'a str, lexicon: &Lexicon) -> Option<(Figure, &'a str)> {
    let after = rest.strip_prefix('分')?;
    let second = signed(after, lexicon)?;
    let digit = |figure: &Figure| figure.len <= '一'.len_utf8() && figure.numeral.form != Form::Digits;
    let smaller = second.amount.value? < first.amount.value? && second.amount.value? >= Decimal::ONE;
    let (single, behind) = (digit(first) && digit(&second), after.get(second.len..)?);
    (single && smaller && !behind.starts_with(['鐘', '钟'])).then_some((second, behind))
}

/// Reads a fraction. Its `range` is false; its value is exact or rounded to twelve places.
#[must_use]
pub fn read(rest: &str, lexicon: &Lexicon) -> Option<Figure> {
    of(rest, &signed(rest, lexicon)?, lexicon)
}

/// The fraction that begins with `first`, the figure at the beginning of `rest`.
#[must_use]
pub fn of(rest: &str, first: &Figure, lexicon: &Lexicon) -> Option<Figure> {
    if first.numeral.form == Form::Bare || rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let behind = rest.get(first.len..)?;
    if let Some(after) = unspaced(behind).strip_prefix('又') {
        let after = unspaced(after);
        let part = read(after, lexicon)?;
        let (whole, part_value) = (first.amount.value?, part.amount.value?);
        let value = if whole.is_sign_negative() { whole - part_value } else { whole + part_value };
        return Some(figure(value, rest.len() - after.len() + part.len, &part));
    }
    let (second, after) = match over(behind) {
        Some(after) => {
            let second = signed(after, lexicon)?;
            (second, after.get(second.len..)?)
        }
        None => short(first, behind, lexicon)?,
    };
    let value = second.amount.value?.checked_div(first.amount.value?)?;
    Some(figure(value, rest.len() - after.len(), &second))
}

fn figure(value: Decimal, len: usize, of: &Figure) -> Figure {
    let amount = Amount { value: Some(value), ..Amount::default() };
    let numeral = super::numeral::Numeral { amount, len, form: Form::Fraction, decimal: true, ..of.numeral };
    Figure { amount, len, numeral, range: false }
}

/// A fraction without a unit as a percentage.
#[must_use]
pub fn percent(at: usize, figure: &Figure) -> Option<Reading> {
    let amount = figure::times(&figure.amount, Decimal::ONE_HUNDRED)?;
    let share = figure.numeral.form == Form::Fraction && figure.amount.value? < Decimal::ONE;
    share.then_some(Reading::new(at, at + figure.len, figure, amount, Kind::Percent(false)))
}
