//! A figure with its unit: what kind of value it is, before the words around it are read.
//!
//! ```text
//! reading = one [ to one | "以上" one "以下" ] | prefix figure to figure
//! one     = money | percent | quantity | count       ; the longest, in this order where equally long
//! ```
//!
//! Each production stands in the file of its extractor. Both ends of a range are of one kind.

use super::figure::{self, Figure};
use super::numeral::Form;
use super::{count, fraction, guard, measure, money, percent};
use crate::mentions::input::Input;
use crate::mentions::value::{Amount, Lang};
use crate::span::Span;

/// What a unit makes of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Money of this currency, and whether the text leaves it to be inferred.
    Money(&'static str, bool),
    /// A percentage; percentage points where true.
    Percent(bool),
    /// A quantity in this UCUM unit.
    Quantity(&'static str),
    /// A count with this classifier.
    Count(Option<Span>),
}

impl Kind {
    /// Whether figures of the two kinds can be the ends of one range.
    fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (Self::Money(a, a_inferred), Self::Money(b, b_inferred)) => a == b || a_inferred || b_inferred,
            (Self::Percent(a), Self::Percent(b)) => a == b,
            (Self::Quantity(a), Self::Quantity(b)) => a == b,
            (Self::Count(_), Self::Count(_)) => true,
            _ => false,
        }
    }
}

/// A figure with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What it states.
    pub amount: Amount,
    /// What its unit makes of it.
    pub kind: Kind,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How its numeral is written.
    pub form: Form,
    /// Whether its numeral has decimals.
    pub decimal: bool,
}

impl Reading {
    /// A reading of `figure` at `start`, with a unit of `kind` up to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize, figure: &Figure, amount: Amount, kind: Kind) -> Self {
        Self { amount, kind, start, end, form: figure.numeral.form, decimal: figure.numeral.decimal }
    }

    /// The language it is written in.
    #[must_use]
    pub fn lang(&self, input: &Input<'_>) -> Lang {
        let text = input.slice(self.start, self.end);
        let chinese = |text: &str| text.chars().any(|c| c > '\u{2E7F}');
        if chinese(text) {
            return Lang::Zh;
        }
        let after = input.rest(self.end).chars().take(12).find(|c| c.is_alphabetic());
        let before = input.before(self.start).chars().rev().take(12).find(|c| c.is_alphabetic());
        let latin = |c: Option<char>| c.is_none_or(|c| c.is_ascii());
        let any = after.or(before).is_some() || text.chars().any(|c| c.is_ascii_alphabetic());
        if any && latin(after) && latin(before) { Lang::En } else { Lang::Zh }
    }
}

/// The figure with its unit that begins at `at`, where `figure` is the one that stands there without one.
#[must_use]
pub fn read(input: &Input<'_>, at: usize, figure: Option<&Figure>) -> Option<Reading> {
    let first = one(input, at, figure)?;
    Some(range(input, &first).or_else(|| limits(input, &first)).unwrap_or(first))
}

/// 三萬元以上十五萬元以下, as laws write a range.
fn limits(input: &Input<'_>, first: &Reading) -> Option<Reading> {
    let rest = input.rest(first.end).strip_prefix("以上")?;
    let next = input.text.len() - rest.trim_start_matches([' ', '、', '，']).len();
    let second = next_one(input, next).filter(|second| first.kind.agrees(second.kind))?;
    let closes = ["以下", "未滿", "未满", "以內", "以内"].iter().any(|word| input.rest(second.end).starts_with(word));
    let amount = figure::span(&first.amount, &second.amount).filter(|_| closes)?;
    Some(Reading { amount, end: second.end, ..*first })
}

/// `first` and the end of the range that it begins, each with its unit.
fn range(input: &Input<'_>, first: &Reading) -> Option<Reading> {
    // "from 3% to 5%" is a change and no range, unless something ranges from one to the other.
    let before = input.before(first.start).trim_end();
    let change = before.ends_with("from") && !before.ends_with("ranging from") && !before.ends_with("ranges from");
    let rest = if change { "" } else { input.rest(first.end) };
    let next = first.end + rest.len() - figure::to(rest)?.len();
    let second = next_one(input, next).filter(|second| first.kind.agrees(second.kind));
    let Some(second) = second else { return prefixed(input, first, next) };
    let kind = match (first.kind, second.kind) {
        (Kind::Money(_, true), kind @ Kind::Money(..)) => kind,
        (kind, _) => kind,
    };
    let amount = figure::span(&first.amount, &second.amount)?;
    Some(Reading { amount, end: second.end, kind, ..*first })
}

/// A range whose unit stands only before its first end (百分之三至五, HK$5 至 10).
fn prefixed(input: &Input<'_>, first: &Reading, next: usize) -> Option<Reading> {
    let led = !input.rest(first.start).starts_with(|c: char| c.is_ascii_digit()) && first.form != Form::English;
    let unit = matches!(first.kind, Kind::Money(..) | Kind::Percent(_));
    let second =
        figure::signed(input.rest(next), input.lexicon).filter(|_| led && unit && !ends_with_unit(input, first))?;
    let amount = figure::span(&first.amount, &second.amount)?;
    Some(Reading { amount, end: next + second.len, ..*first })
}

/// Whether the reading's unit stands behind its figure.
fn ends_with_unit(input: &Input<'_>, reading: &Reading) -> bool {
    let last = input.slice(reading.start, reading.end).chars().next_back();
    let numeral = |c: char| {
        super::digits::is_digit(c) || super::numeral::token(c.encode_utf8(&mut [0; 4]), input.lexicon).is_some()
    };
    !last.is_some_and(numeral)
}

/// One figure with its unit, at the end of a range.
fn next_one(input: &Input<'_>, at: usize) -> Option<Reading> {
    one(input, at, figure::signed(input.rest(at), input.lexicon).as_ref())
}

/// One figure with its unit, where `bare` is the figure at `at`.
fn one(input: &Input<'_>, at: usize, bare: Option<&Figure>) -> Option<Reading> {
    // Digits are no word that leads a figure.
    let worded = !input.rest(at).starts_with(super::digits::is_digit);
    let led =
        || money::prefixed(input, at).or_else(|| percent::prefixed(input, at)).or_else(|| percent::whole(input, at));
    let led = worded.then(led).flatten().or_else(|| measure::temperature(input, at, bare));
    if led.is_some() {
        return led;
    }
    let single = fraction::of(input.rest(at), bare?, input.lexicon)
        .or(bare.copied())
        .filter(|figure| figure.numeral.form != Form::Dotted)?;
    let range = figure::range(input.rest(at), &single, input.lexicon).filter(|_| !single.range);
    range
        .and_then(|range| unit(input, at, &range))
        .or_else(|| unit(input, at, &single))
        .or_else(|| shared(input, at, &single, LIST))
}

/// How many figures of a list may share the unit of the last.
const LIST: usize = 5;

/// A figure that takes its unit from the next of its list, where the clause deals them out: 分別下降0.1及0.2個百分點.
fn shared(input: &Input<'_>, at: usize, figure: &Figure, more: usize) -> Option<Reading> {
    let end = at + figure.len;
    let rest = super::numeral::unspaced(input.rest(end)).strip_prefix(['、', '及', '和', '與', '与'])?;
    let clause = guard::clause_before(input, at);
    let dealt = ["分別", "分别", "各為", "各为", "依序", "依次"].iter().any(|word| clause.contains(word));
    let next = input.text.len() - super::numeral::unspaced(rest).len();
    let digits = |at: usize| input.rest(at).starts_with(super::digits::is_digit);
    let second = figure::signed(input.rest(next), input.lexicon).filter(|_| dealt && digits(at) && digits(next))?;
    let told = unit(input, next, &second)
        .or_else(|| more.checked_sub(1).and_then(|more| shared(input, next, &second, more)))?;
    // what the unit makes of one: 百分點 leaves it, 萬億元 stands in the figure itself
    let plain = told.amount.value.is_some() && told.amount.value == second.amount.value;
    let kind = matches!(told.kind, Kind::Percent(_) | Kind::Quantity(_) | Kind::Money(..));
    (plain && kind && second.numeral.scale == 0).then(|| Reading::new(at, end, figure, figure.amount, told.kind))
}

/// `figure` at `at` with the longest unit behind it.
fn unit(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Reading> {
    let found = [
        money::suffixed(input, at, figure),
        percent::suffixed(input, at, figure),
        measure::suffixed(input, at, figure),
    ];
    let counted = count::classified(input, at, figure);
    let mut best: Option<Reading> = None;
    for reading in found.into_iter().chain([counted]).flatten() {
        if best.is_none_or(|best| reading.end > best.end) {
            best = Some(reading);
        }
    }
    best.or_else(|| fraction::percent(at, figure)).or_else(|| count::unclassified(input, at, figure))
}
