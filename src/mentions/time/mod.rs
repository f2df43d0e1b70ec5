//! Dates, durations and recurring times.
//!
//! [`at`] reads whichever begins at a place and is longest. Chinese dates: `date` (a point or a range
//! of `point`s, read from `year`, `part`, `relative`, `fiscal`, `decade`, `numeric`, completed by
//! `base`, opened or closed by `modifier`); the words stand in `data/time_*.toml`.

mod base;
mod calendar;
mod date;
mod decade;
mod fiscal;
mod modifier;
mod number;
mod numeric;
mod part;
mod point;
mod relative;
mod text;
mod year;

use super::input::{Found, Input};
use base::Env;

/// Whether a date, a duration or a recurring time can begin with `c`, besides digits and Chinese
/// numerals, which always can. The scan calls [`at`] only where this holds.
#[must_use]
pub fn begins(c: char) -> bool {
    c.is_ascii_alphabetic() || STARTS.contains(c)
}

/// The first characters of dates that begin with no numeral; a test holds them against the word lists.
const STARTS: &str = "今本這这是去上昨明下來来新前大後后同該该當当翌次隔現现即年月首第頭头最每逢半個个仨民中公西";

/// Reads a date, a duration or a recurring time that begins exactly at byte `at`.
///
/// The scan calls it once for every place where one can begin (never inside a word of Latin letters),
/// from left to right, and not inside what has been taken already. What is longer wins; at the same
/// length, time wins over figures.
#[must_use]
pub fn at(input: &Input<'_>, at: usize) -> Option<Found> {
    let env = Env { input, at };
    if date::continues(&env) || input.lexicon.time_names.longest_at(env.rest()).is_some() {
        return None;
    }
    date::date(&env)
}
