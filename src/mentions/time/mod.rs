//! Dates, durations and recurring times.
//!
//! [`at`] reads whichever begins at a place and is longest. Chinese dates: `date` (a point or a range
//! of `point`s, read from `year`, `part`, `relative`, `fiscal`, `decade`, `numeric`, completed by
//! `base`, opened or closed by `modifier`); the words stand in `data/time_*.toml`.

mod base;
mod bound;
mod calendar;
mod date;
mod date_en;
mod decade;
mod duration;
mod duration_en;
mod english;
mod fiscal;
mod length;
mod modifier;
mod number;
mod numeric;
mod part;
mod point;
mod point_en;
mod relative;
mod set;
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
const STARTS: &str = "上下中不久之乾今令以來儀元先光公前即去同咸嗣嘉垂基大天太季宣寶崇平年康廣延建弘後德慶成政新日明昨昭是景會月本次正武每民永治泰洪淳熙現當皇神祥端紹總翌聖至萬西該說調證貞這道長開隆隔雍靖順顯麟龍\
    来仪庆广宝崇会现当绍总圣万该说调证贞这长开龙顺显个個后半仨第首頭头最每逢延载";

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
    if env.rest().starts_with(|c: char| c.is_ascii_alphabetic()) {
        return longest([date_en::date_en(&env), duration_en::set_en(&env), duration_en::duration_en(&env)]);
    }
    let chinese = longest([date::date(&env), set::set(&env), duration::duration(&env)]);
    let english = env
        .rest()
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| [date_en::date_en(&env), duration_en::duration_en(&env)]);
    let [date, duration] = english.unwrap_or_default();
    longest([chinese, date, duration])
}

/// The reading that reaches farthest; the first of those that reach as far.
fn longest(readings: [Option<Found>; 3]) -> Option<Found> {
    readings.into_iter().flatten().reduce(
        |best, next| {
            if next.mention.span.end() > best.mention.span.end() { next } else { best }
        },
    )
}
