//! Numerals in English words.
//!
//! ```text
//! english = [ "half" ] ( "a" | "an" ) scale | "dozen" … | group ( scale [ "and" ] [ group ] )*
//! group   = small [ "hundred" [ "and" ] [ small ] ]
//! small   = tens [ "-" unit ] | unit
//! scale   = "hundred" | "thousand" | "million" | "billion" | "trillion"
//! scaled  = Arabic digits " " scale                ; 1.5 million
//! ```

use rust_decimal::Decimal;

use super::numeral::{Form, Numeral};
use super::sum::power;
use crate::lexicon::{Lexicon, Word};
use crate::mentions::value::Amount;

/// The word of a numeral that `rest` begins with, where it ends with the word.
fn word<'a>(rest: &'a str, lexicon: &Lexicon) -> Option<(Word, &'a str)> {
    let word =
        lexicon.numerals.longest_at(rest).filter(|word| word.get("kind").is_some_and(|k| k.starts_with("en_")))?;
    let after = rest.get(word.text.len()..)?;
    (!after.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some((word, after))
}

/// What follows a space, a hyphen or " and ".
fn joined(rest: &str) -> Option<&str> {
    rest.strip_prefix(" and ").or_else(|| rest.strip_prefix([' ', '-', '\u{A0}']))
}

/// Reads an English numeral in words.
pub fn read(rest: &str, lexicon: &Lexicon) -> Option<Numeral> {
    let article = ["half a ", "a ", "an ", "A ", "An "].into_iter().find_map(|article| rest.strip_prefix(article));
    let (value, after) = match article {
        Some(after) => {
            let (word, next) = word(after, lexicon).filter(|(word, _)| word.get("exponent").is_some())?;
            let half = Decimal::try_from_i128_with_scale(5, 1).ok()?;
            let one = if rest.starts_with("half") { half } else { Decimal::ONE };
            (one.checked_mul(power(word.get("exponent")?.parse().ok()?)?)?, next)
        }
        None => words(rest, lexicon)?,
    };
    let amount = Amount { value: Some(value), ..Amount::default() };
    Some(Numeral { amount, len: rest.len() - after.len(), scale: 0, form: Form::English, decimal: false })
}

/// A numeral without an article.
fn words<'a>(rest: &'a str, lexicon: &Lexicon) -> Option<(Decimal, &'a str)> {
    let (mut total, mut group, mut after, mut next) = (Decimal::ZERO, None, rest, Some(rest));
    let mut floor = Decimal::MAX;
    while let Some((word, behind)) = next.and_then(|next| word(next, lexicon)) {
        let value = word.get("value").and_then(|value| value.parse::<Decimal>().ok());
        match (value, group) {
            (Some(value), None) if value < floor => group = Some(value),
            (Some(value), Some(before)) if fits(before, value) => group = Some(before + value),
            (None, Some(before)) => {
                let scale = power(word.get("exponent")?.parse().ok()?)?;
                let product = before.checked_mul(scale)?;
                if scale == Decimal::ONE_HUNDRED && before < scale {
                    group = Some(product);
                } else if scale != Decimal::ONE_HUNDRED && scale < floor {
                    (total, group, floor) = (total.checked_add(product)?, None, scale);
                } else {
                    break;
                }
            }
            _ => break,
        }
        after = behind;
        next = joined(behind);
    }
    (after.len() < rest.len()).then_some((total + group.unwrap_or(Decimal::ZERO), after))
}

/// Whether `value` can follow `before` in one group: twenty-five, two hundred and thirty.
fn fits(before: Decimal, value: Decimal) -> bool {
    let ten = Decimal::TEN;
    let behind_tens = before >= Decimal::from(20) && (before % ten).is_zero() && value < ten && !value.is_zero();
    let behind_hundreds = before >= Decimal::ONE_HUNDRED && (before % Decimal::ONE_HUNDRED).is_zero();
    behind_tens || (behind_hundreds && value < Decimal::ONE_HUNDRED)
}

/// 1.5 million: `amount` times the word that follows, and the length of space and word.
pub fn scaled(amount: &Amount, after: &str, lexicon: &Lexicon) -> Option<(Amount, usize)> {
    let (word, behind) = word(after.strip_prefix([' ', '-', '\u{A0}'])?, lexicon)?;
    let scale = power(word.get("exponent")?.parse().ok()?)?;
    let value = amount.value?.checked_mul(scale)?;
    Some((Amount { value: Some(value), ..*amount }, after.len() - behind.len()))
}
