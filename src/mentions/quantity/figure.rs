//! A figure: one numeral, or two that are the ends of a range.
//!
//! ```text
//! figure = [ sign ] numeral | numeral [ inclusive ] to numeral
//! sign   = "負" | "-" | "−"
//! to     = "至" | "到" | "~" | "～" | "〜" | "-" | "–" | "—" | "――" | "－" | " to " …
//! inclusive = "(含)" | "（含）"
//! ```
//!
//! A magnitude at the end of a range is of both its ends, where the range then still runs upward:
//! 七千到九千億 is 7 000 億 to 9 000 億, 五至六百 is 500 to 600, but 8500 到 3 萬 begins at 8 500.

use rust_decimal::Decimal;

use super::numeral::{self, Form, Numeral, Token};
use super::sum::power;
use crate::lexicon::Lexicon;
use crate::mentions::value::{Amount, Bound};

/// What may stand between the ends of a range.
const TO: [&str; 19] =
    [" to ", "——", "--", "——", "――", "至", "到", "~", "～", "〜", "∼", "-", "–", "—", "－", "―", "−", "﹣", "ー"];

/// One numeral, or the two ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// What it states.
    pub amount: Amount,
    /// Its length in bytes.
    pub len: usize,
    /// The numeral, or the last one of a range.
    pub numeral: Numeral,
    /// Whether it is a range with a word or dash between its ends.
    pub range: bool,
}

/// `rest` behind what joins the ends of a range.
#[must_use]
pub fn to(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix("(含)").or_else(|| rest.strip_prefix("（含）")).unwrap_or(rest);
    let spaced = if rest.starts_with(" to ") { rest } else { numeral::unspaced(rest) };
    let first = spaced.as_bytes().first();
    let mut words = TO.into_iter().filter(|word| word.as_bytes().first() == first);
    words.find_map(|word| spaced.strip_prefix(word)).map(numeral::unspaced)
}

/// Whether `rest` begins with an ASCII or full-width dash, which also joins parts of codes.
fn dash(rest: &str) -> bool {
    rest.starts_with(['-', '–', '—', '－', '−'])
}

/// One numeral with its sign.
#[must_use]
pub fn signed(rest: &str, lexicon: &Lexicon) -> Option<Figure> {
    let digit = rest.starts_with(super::digits::is_digit);
    let after = match (!digit).then(|| numeral::token(rest, lexicon)).flatten() {
        Some((Token::Minus, after)) => Some(numeral::unspaced(after)),
        _ => rest.strip_prefix(['-', '−', '－', '﹣']),
    };
    let numeral = numeral::read(after.unwrap_or(rest), lexicon)?;
    let negated = |value: Option<Decimal>| if after.is_some() { value.map(|value| -value) } else { value };
    let Amount { value, min, max, bound } = numeral.amount;
    let amount = match after {
        Some(_) => Amount { value: negated(value), min: negated(max), max: negated(min), bound },
        None => numeral.amount,
    };
    let len = rest.len() - after.unwrap_or(rest).len() + numeral.len;
    Some(Figure { amount, len, numeral, range: false })
}

/// The range that begins with `first`.
#[must_use]
pub fn range(rest: &str, first: &Figure, lexicon: &Lexicon) -> Option<Figure> {
    let behind = rest.get(first.len..)?;
    let next = to(behind)?;
    // A dash joins figures of one kind; a sign may not follow it.
    let second = if dash(next) { None } else { Some(numeral::read(next, lexicon)?) }?;
    let amount = joined(&first.amount, &first.numeral, &second)?;
    Some(Figure { amount, len: rest.len() - next.len() + second.len, numeral: second, range: true })
}

/// The amount from `low` to the numeral `high`, with a shared magnitude.
fn joined(low: &Amount, first: &Numeral, high: &Numeral) -> Option<Amount> {
    let (low, top) = (low.value.or(low.min)?, high.amount.value.or(high.amount.max)?);
    let low = hundreds(low, top, first).unwrap_or(low);
    let shared = power(high.scale).filter(|_| high.scale > first.scale).and_then(|scale| low.checked_mul(scale));
    let low = shared.filter(|shared| *shared < top).unwrap_or(low);
    (low < top).then_some(Amount { value: None, min: Some(low), max: Some(top), bound: Bound::Range })
}

/// 五至六百 is 500 to 600: a single digit takes the magnitude of the next digit up. 一至二十 begins at one.
fn hundreds(low: Decimal, top: Decimal, first: &Numeral) -> Option<Decimal> {
    let digit = first.form == Form::Words && low >= Decimal::TWO && low < Decimal::from(9);
    let magnitude = top.checked_div(low + Decimal::ONE)?;
    let ten = (1..16).filter_map(power).any(|power| power == magnitude);
    (digit && ten).then(|| low.checked_mul(magnitude)).flatten()
}

/// `low` and `high`, two amounts of the same unit, as a range.
#[must_use]
pub fn span(low: &Amount, high: &Amount) -> Option<Amount> {
    let (low, top) = (low.value.or(low.min)?, high.value.or(high.max)?);
    (low < top).then_some(Amount { value: None, min: Some(low), max: Some(top), bound: Bound::Range })
}

/// `amount` times `factor`.
#[must_use]
pub fn times(amount: &Amount, factor: Decimal) -> Option<Amount> {
    let scale = |value: Option<Decimal>| match value {
        Some(value) => value.checked_mul(factor).map(|value| Some(rounded(value))),
        None => Some(None),
    };
    Some(Amount { value: scale(amount.value)?, min: scale(amount.min)?, max: scale(amount.max)?, bound: amount.bound })
}

/// `amount` with `more` added to its value.
#[must_use]
pub fn plus(amount: &Amount, more: Decimal) -> Option<Amount> {
    Some(Amount { value: Some(rounded(amount.value?.checked_add(more)?)), ..*amount })
}

/// Rounded to twelve places where it has more.
#[must_use]
pub fn rounded(value: Decimal) -> Decimal {
    if value.scale() > 12 { value.round_dp(12) } else { value }
}
