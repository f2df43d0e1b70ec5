//! Figures: money, percent, count, quantity, ratio, rank, ordinal, number.
//!
//! One extractor a file; each opens with its grammar. `reading.rs` puts a figure and its unit together,
//! `bound.rs`, `per.rs` and `noun.rs` read the words around it, `guard.rs` says what is no value.

pub mod bound;
mod count;
pub mod digits;
mod english;
mod english_count;
pub mod figure;
mod fraction;
pub mod guard;
mod measure;
mod money;
mod noun;
mod noun_before;
pub mod number;
pub mod numeral;
mod ordinal;
mod per;
mod percent;
mod rank;
mod ratio;
mod reading;
mod sum;

pub use ratio::labels as ratio_labels;

use super::input::{Found, Input};
use super::value::{Bound, Count, Money, Percent, Quantity, Value};
use figure::Figure;
use numeral::Form;
use reading::{Kind, Reading};

/// What the figure grammars make of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant)] // made and taken apart at once, never stored
pub enum Step {
    /// A mention.
    Found(Found),
    /// No mention, but a numeral or phrase that ends there and in which none begins.
    Pass(usize),
}

/// Whether a figure can begin at `at`, besides digits and Chinese numerals: 第, 首, a currency.
#[must_use]
pub fn begins(input: &Input<'_>, at: usize, c: char) -> bool {
    match c {
        '第' | '首' | '$' | '＄' | '¥' | '￥' | '攝' | '摄' | '華' | '华' | '負' | '负' | '零' | '半' | '數' | '数'
        | '幾' | '几' => true,
        '-' | '−' | '－' => input.rest(at + c.len_utf8()).starts_with(|c| digits::is_digit(c) || c == '.'),
        '.' | '．' => input.rest(at + c.len_utf8()).starts_with(digits::is_digit) && !input.before(at).ends_with(c),
        c if c.is_ascii_alphabetic() => english_begins(input, at),
        _ => currency_begins(input, at),
    }
}

/// The characters that [`begins`] tells of by themselves.
pub const STARTS: &str = "第首$＄¥￥攝摄華华負负零半數数幾几-−－.．";

/// Whether a currency stands at `at`.
#[must_use]
pub fn currency_begins(input: &Input<'_>, at: usize) -> bool {
    input.lexicon.currencies.begins(input.rest(at))
}

fn english_begins(input: &Input<'_>, at: usize) -> bool {
    let rest = input.rest(at);
    let lexicon = input.lexicon;
    let article = ["a ", "an ", "A ", "An ", "half "].into_iter().any(|article| rest.starts_with(article));
    article
        || lexicon.numerals.longest_at(rest).is_some()
        || lexicon.currencies.longest_at(rest).is_some()
        || lexicon.ordinals_en.longest_at(rest).is_some()
}

/// Reads a figure that begins exactly at byte `at`.
#[must_use]
pub fn at(input: &Input<'_>, at: usize) -> Option<Step> {
    let rest = input.rest(at);
    let c = rest.chars().next()?;
    let figure = figure::signed(rest, input.lexicon);
    if guard::continues_code(input, at) && (digits::is_digit(c) || c == '-' || c == '.') {
        return pass(input, at, figure);
    }
    let plain = || plain(input, at, figure.as_ref());
    let found = match c {
        '第' => rank::ordered(input, at).or_else(|| ordinal::numbered(input, at)),
        '首' => rank::leading(input, at).or_else(|| ordinal::first(input, at)),
        c if c.is_ascii_alphanumeric() => {
            rank::english(input, at).or_else(|| ordinal::english(input, at)).or_else(plain)
        }
        _ => plain(),
    };
    found.map(Step::Found).or_else(|| pass(input, at, figure))
}

/// A ratio, a rank without 第, or a figure with its unit. `figure` is the one at `at`, read once for
/// all productions that begin with it; money and percentages may begin with their unit instead.
fn plain(input: &Input<'_>, at: usize, figure: Option<&Figure>) -> Option<Found> {
    let begun = figure.and_then(|figure| {
        ratio::read(input, at, figure)
            .or_else(|| rank::among(input, at, figure))
            .or_else(|| ordinal::listed(input, at, figure))
    });
    if begun.is_some() {
        return begun;
    }
    let reading = reading::read(input, at, figure)
        .filter(|reading| reading.form != Form::Dotted && !guard::becomes_code(input, reading.end));
    match reading {
        Some(reading) => finish(input, &reading),
        None => english(input, at, figure?),
    }
}

/// An English count.
fn english(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Found> {
    let (reading, noun) = english_count::read(input, at, figure)?;
    let mut found = finish(input, &reading)?;
    if let Value::Count(count) = &mut found.mention.value {
        count.noun = Some(noun);
    }
    Some(found)
}

/// The mention of `reading`, with the words around it.
fn finish(input: &Input<'_>, reading: &Reading) -> Option<Found> {
    let bare = reading.form == Form::Bare;
    let bounds = bound::around(input, reading.start, reading.end, &reading.amount, bare);
    let counted = bounds.bound != Bound::Exact || bounds.first;
    let open = bare && matches!(reading.kind, Kind::Count(_)) && !counted && is_single(reading);
    if count::is_article(reading, counted) || open {
        return None;
    }
    let mut amount = reading.amount;
    amount.bound = bounds.bound;
    if bounds.first && !matches!(reading.kind, Kind::Count(_)) && amount.bound == Bound::Exact {
        amount.bound = Bound::AtMost;
    }
    let limit = matches!(amount.bound, Bound::AtMost | Bound::AtLeast);
    let (value, rule) = match reading.kind {
        Kind::Money(currency, inferred) => (Value::Money(Money { amount, currency, inferred }), "money"),
        Kind::Percent(points) => (Value::Percent(Percent { amount, points }), "percent"),
        Kind::Quantity(unit) => (Value::Quantity(Quantity { amount, unit }), "quantity"),
        Kind::Count(classifier) => {
            let noun = noun::counted(input, classifier, bounds.start, reading.end);
            let noun = noun.filter(|_| !names_nothing(input, reading));
            (Value::Count(Count { amount, classifier, noun, first: bounds.first }), "count")
        }
    };
    let per = match reading.kind {
        Kind::Percent(_) | Kind::Quantity("km/h") => Vec::new(),
        _ => per::around(input, bounds.start, reading.end, limit),
    };
    let mut found = Found::new(reading.start, reading.end, reading.lang(input), value, rule).per(per);
    found.end = bounds.end.max(reading.end);
    Some(found)
}

/// Whether a bare magnitude is one character (百, 千, 萬, 億), which sets off many phrases (百項方案).
fn is_single(reading: &Reading) -> bool {
    let value = reading.amount.value.unwrap_or_default();
    [100, 1000, 10_000, 100_000_000].into_iter().any(|single| value == rust_decimal::Decimal::from(single))
}

/// Whether the classifier of a count names nothing behind it (人次).
fn names_nothing(input: &Input<'_>, reading: &Reading) -> bool {
    let Kind::Count(Some(classifier)) = reading.kind else { return false };
    let word = input.lexicon.classifiers.get(classifier.of(input.text));
    word.is_some_and(|word| word.get("noun") == Some("none"))
}

/// Where the scan goes on behind a numeral that is no mention: `figure`, or the one behind 第.
fn pass(input: &Input<'_>, at: usize, figure: Option<Figure>) -> Option<Step> {
    let Some(rest) = input.rest(at).strip_prefix('第').map(numeral::unspaced) else {
        return Some(Step::Pass(at + figure?.len));
    };
    let figure = figure::signed(rest, input.lexicon)?;
    Some(Step::Pass(input.text.len() - rest.len() + figure.len))
}
