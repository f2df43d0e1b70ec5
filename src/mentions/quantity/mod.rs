//! Figures: money, percent, count, quantity, ratio, rank, ordinal, number.

pub mod digits;
mod english;
pub mod numeral;
mod sum;

use super::input::{Found, Input};

/// Whether a figure can begin with `c`, besides digits and Chinese numerals.
#[must_use]
pub const fn begins(_c: char) -> bool {
    false
}

/// Reads a figure that begins exactly at byte `at`.
#[must_use]
pub fn at(_input: &Input<'_>, _at: usize) -> Option<Found> {
    None
}
