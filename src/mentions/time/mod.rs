//! Dates, durations and recurring times.
//!
//! [`at`] reads whichever begins at a place and is longest. A Chinese date (`date`) is a `point` or a
//! range of two; a point is read by `year`, `part`, `relative`, `fiscal`, `decade` and `numeric`, takes
//! the year it leaves out from `base`, and is opened or closed by the words that `modifier` hears. The
//! English files (`*_en`, `english`) mirror them. `calendar` and `length` hold the values, `bound` hears
//! what bounds a length of time, and `opening` tells where any of them may begin. The words stand in `data/time_*.toml`.

mod amount;
mod base;
mod bound;
mod calendar;
mod counted;
mod date;
mod date_en;
mod decade;
mod duration;
mod duration_en;
mod english;
mod fiscal;
mod length;
mod lunar;
mod modifier;
mod number;
mod numeric;
mod opening;
mod part;
mod part_en;
mod point;
mod point_en;
mod relative;
mod relative_en;
mod set;
mod text;
mod year;
mod year_en;

use super::input::{Found, Input};
use crate::charset::CharSet;
use base::Env;

/// Whether a date, a duration or a recurring time can begin with `c`, besides digits and Chinese
/// numerals, which always can. The scan calls [`at`] only where this holds.
#[must_use]
pub fn begins(c: char) -> bool {
    c.is_ascii_alphabetic() || START.has(c)
}

/// The first characters of dates that begin with no numeral; a test holds them against the word lists.
pub const STARTS: &str = "上下中不久正臘腊農农陰阴夏舊旧閏闰之乾今令以來儀元先光公前即去同咸嗣嘉垂基大天太季宣寶崇平年康廣延建弘後德慶成政新日明昨昭是景會月本次正武每民永治泰洪淳熙現當皇神祥端紹總翌聖至萬西該說調證貞這道長開隆隔雍靖順顯麟龍\
    来仪庆广宝崇会现当绍总圣万该说调证贞这长开龙顺显个個后半仨第首頭头最每逢延载干";
static START: CharSet = CharSet::of(STARTS);

/// Reads a date, a duration or a recurring time that begins exactly at byte `at`.
///
/// The scan calls it once for every place where one can begin (never inside a word of Latin letters),
/// from left to right, and not inside what has been taken already. What is longer wins; at the same
/// length, time wins over figures.
#[must_use]
pub fn at(input: &Input<'_>, at: usize) -> Option<Found> {
    let env = Env { input, at };
    let first = env.rest().chars().next()?;
    let english = first.is_ascii_alphanumeric() && opening::english(&env);
    let names = || date::continues(&env) || input.lexicon.time_names.longest_at(env.rest()).is_some();
    if first.is_ascii_alphabetic() {
        let readings = || [date_en::date_en(&env), duration_en::set_en(&env), duration_en::duration_en(&env)];
        return (english && !names()).then(readings).and_then(longest);
    }
    let (date, set, duration) = (opening::date(&env), opening::set(&env), opening::duration(&env));
    if !(date || set || duration || english) || names() {
        return None;
    }
    // One behind the other, and not as a list: a reading is large to be moved about.
    let mut best = if date { date::date(&env) } else { None };
    for (begins, read) in [(set, set::set as Grammar), (duration, duration::duration), (english, date_en::date_en)] {
        if begins {
            best = longest([best, read(&env)]);
        }
    }
    if english { longest([best, duration_en::duration_en(&env)]) } else { best }
}

/// A grammar that reads at a place.
type Grammar = fn(&Env<'_>) -> Option<Found>;

/// The reading that reaches farthest; the first of those that reach as far.
fn longest<const N: usize>(readings: [Option<Found>; N]) -> Option<Found> {
    readings.into_iter().flatten().reduce(
        |best, next| {
            if next.mention.span.end() > best.mention.span.end() { next } else { best }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::mentions::{Context, Date};

    #[test]
    fn every_word_that_begins_a_date_is_looked_for() {
        let lexicon = Lexicon::new();
        let edges = lexicon.time_edges.words().filter(|word| word.text.starts_with(['年', '月']));
        let all = lexicon.eras.words().chain(lexicon.time_relative.words()).chain(edges);
        let missing: Vec<&str> = all.map(|word| word.text).filter(|word| !word.starts_with(begins)).collect();
        assert!(missing.is_empty(), "begin with a character that is not in STARTS: {missing:?}");
    }

    #[test]
    fn long_runs_are_read_in_bounded_steps() {
        let lexicon = Lexicon::new();
        let date = Date::new(2024, 2, 29).ok();
        for piece in
            ["end of ", "2021-22、", "一", "9", "年", "每", "第一及", "early ", "1年", "2月至", "from ", "1 to "]
        {
            let text = piece.repeat(5_000);
            let context = Context { date, ..Context::default() };
            let input = Input { text: &text, lexicon: &lexicon, context: &context };
            let read = text.char_indices().filter(|(offset, _)| at(&input, *offset).is_some()).count();
            assert!(read <= text.len());
        }
    }
}
