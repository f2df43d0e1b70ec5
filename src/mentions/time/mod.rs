//! Dates, durations and recurring times.

use super::input::{Found, Input};

/// Whether a date, a duration or a recurring time can begin with `c`, besides digits and Chinese
/// numerals, which always can. The scan calls [`at`] only where this holds.
#[must_use]
pub const fn begins(_c: char) -> bool {
    false
}

/// Reads a date, a duration or a recurring time that begins exactly at byte `at`.
///
/// The scan calls it once for every place where one can begin (never inside a word of Latin letters),
/// from left to right, and not inside what has been taken already. What is longer wins; at the same
/// length, time wins over figures.
#[must_use]
pub fn at(_input: &Input<'_>, _at: usize) -> Option<Found> {
    None
}
