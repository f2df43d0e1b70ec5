//! Bare numbers, only on request: every numeral of the text, whatever follows it.
//!
//! ```text
//! number = [ "-" ] ( mixed | fraction | figure to figure | figure ) [ "k" | "M" | "G" ]
//! mixed  = [ digits " " ] digits "/" digits
//! between = figure ( "和" | "與" ) figure ( "之間" | "間" )
//! dozen  = figure "打"
//! ```

use rust_decimal::Decimal;

use super::bound;
use super::digits;
use super::figure::{self, Figure};
use super::fraction;
use super::guard;
use super::numeral::{Form, unspaced};
use crate::mentions::input::{Found, Input};
use crate::mentions::value::{Amount, Lang, Value};

/// Reads the numeral at `at`.
#[must_use]
pub fn read(input: &Input<'_>, at: usize) -> Option<Found> {
    let rest = input.rest(at);
    let lexicon = input.lexicon;
    let single = mixed(rest).or_else(|| fraction::read(rest, lexicon)).or_else(|| figure::signed(rest, lexicon));
    let share = |single: &Figure| rest.get(single.len..).is_some_and(|behind| unspaced(behind).starts_with('分'));
    let single =
        single.filter(|single| !(lone_magnitude(single) || single.numeral.form == Form::Bare && share(single)))?;
    if single.numeral.form == Form::Dotted {
        return part(input, at);
    }
    let (single, len) = scaled(rest, &single);
    let range =
        figure::range(rest, &single, lexicon).filter(|_| len == single.len).or_else(|| between(input, at, &single));
    let (mut amount, len) = range.map_or((single.amount, len), |range| (range.amount, range.len));
    amount = figure::times(&amount, Decimal::ONE)?;
    let end = at + len;
    let bounds = bound::around(input, at, end, &amount, single.numeral.form == Form::Bare);
    amount.bound = bounds.bound;
    Some(Found::new(at, end, Lang::Zh, Value::Number(amount), "number"))
}

/// Whether the numeral is a magnitude by itself (萬, 億), which says no number; 百 and 千 do with a digit behind.
fn lone_magnitude(figure: &Figure) -> bool {
    figure.numeral.form == Form::Bare
        && figure.numeral.scale > 0
        && figure
            .amount
            .value
            .is_some_and(|value| value == Decimal::from(10_000) || value == Decimal::from(100_000_000))
}

/// The first digits of a dotted figure: its parts are numbers of their own.
fn part(input: &Input<'_>, at: usize) -> Option<Found> {
    let len = input.rest(at).find(|c: char| !digits::is_digit(c))?;
    let figure = figure::signed(input.rest(at).get(..len)?, input.lexicon)?;
    Some(Found::new(at, at + len, Lang::Zh, Value::Number(figure.amount), "number"))
}

/// 1 3/5, 4/3.
fn mixed(rest: &str) -> Option<Figure> {
    let whole = |rest: &'_ str| {
        digits::figure(rest).ok().filter(|(_, found)| !found.decimal).map(|(after, found)| (after.len(), found))
    };
    let (left, first) = whole(rest)?;
    let after = rest.get(rest.len() - left..)?;
    let (integer, above, after) = match after.strip_prefix(' ').and_then(|after| Some((after, whole(after)?))) {
        Some((next, (left, above))) => (first.value?, above.value?, next.get(next.len() - left..)?),
        None => (Decimal::ZERO, first.value?, after),
    };
    let (left, below) = whole(after.strip_prefix(['/', '／'])?)?;
    let value = integer.checked_add(above.checked_div(below.value?)?)?;
    let len = rest.len() - left;
    let behind = rest.get(len..)?;
    let amount = Amount { value: Some(value), ..Amount::default() };
    let numeral = super::numeral::Numeral { amount, len, scale: 0, form: Form::Fraction, decimal: true };
    (!behind.starts_with(['/', '／'])).then_some(Figure { amount, len, numeral, range: false })
}

/// The figure with the letter or word behind it that multiplies it: 40k, 1.2M, 五打.
fn scaled(rest: &str, figure: &Figure) -> (Figure, usize) {
    let behind = rest.get(figure.len..).unwrap_or("");
    let factor = [("k", 1000), ("K", 1000), ("M", 1_000_000), ("G", 1_000_000_000), ("打", 12)]
        .into_iter()
        .find(|(word, _)| behind.starts_with(word) && guard::whole_word(behind, word));
    let found =
        factor.and_then(|(word, factor)| Some((figure::times(&figure.amount, Decimal::from(factor))?, word.len())));
    found.map_or((*figure, figure.len), |(amount, len)| (Figure { amount, ..*figure }, figure.len + len))
}

/// 20 和 30 之間.
fn between(input: &Input<'_>, at: usize, first: &Figure) -> Option<Figure> {
    let rest = unspaced(input.rest(at + first.len)).strip_prefix(['和', '與', '与'])?;
    let second = figure::signed(unspaced(rest), input.lexicon)?;
    let start = input.text.len() - unspaced(rest).len();
    let behind = unspaced(input.rest(start + second.len));
    let close = ["之間", "之间", "間", "间"].into_iter().any(|word| behind.starts_with(word));
    let amount = figure::span(&first.amount, &second.amount).filter(|_| close)?;
    Some(Figure { amount, len: start + second.len - at, numeral: second.numeral, range: true })
}
