//! Lengths of time and recurring times in English.
//!
//! ```text
//! duration = count [ ( "-" | "to" ) count ] [ "-" ] { "working" | … } unit [ "and" duration ]
//!          | "half" [ "a" | "-" ] unit | count "and a half" unit | ( "a" | "an" ) unit ;
//! set      = ( "every" | "each" ) [ count ] unit | "per" ( unit | "annum" ) | "annually" | … ;
//! ```

use rust_decimal::Decimal;

use super::amount::decimal;
use super::base::Env;
use super::duration::ranged;
use super::english::{Before, en_word, figure_of, in_words, last_word, past, then};
use super::length::{Unit, add, length};
use super::number::{Read, no, some};
use super::text::{gap, is_blank, latin, phrase};
use crate::mentions::{Bound, Duration, DurationValue, Found, Lang, SetValue, Value};

/// Reads the English length of time that begins at the place of `env`.
pub fn duration_en(env: &Env<'_>) -> Option<Found> {
    let i = env.rest();
    let (rest, mut duration) =
        half(env, i).or_else(|_| span(env, i)).or_else(|_| sum(env, i)).or_else(|_| article(env, i)).ok()?;
    if no_length(rest) || before_bars(env) {
        return None;
    }
    let (after, behind) = behind(env, rest);
    if duration.bound == Bound::Exact {
        duration.bound = bound(env).or(behind).unwrap_or_default();
    }
    let someday = phrase(i, &["one", "day"]).is_ok() && duration.bound == Bound::Exact;
    let total = env.input.text.len();
    let end = env.input.before(total - rest.len()).trim_end_matches(is_blank).len();
    let mut found = Found::new(env.at, end, Lang::En, Value::Duration(duration), "duration in English");
    found.end = env.input.before(total - after).trim_end_matches(is_blank).len().max(end);
    (!someday).then_some(found)
}

/// An age, the name of a plan, or a date that lies that far off.
fn no_length(rest: &str) -> bool {
    let next = rest.strip_prefix('-').unwrap_or(rest);
    let word = latin(gap(next)).ok().map(|(_, word)| word);
    word.is_some_and(|word| word.is(&["old", "olds"]) || (word.capital && word.is(&["plan", "plans"])))
        || phrase(gap(next), &["of", "age"]).is_ok()
}

/// Whether a figure before makes this the end of another: 1,000 days.
fn before_bars(env: &Env<'_>) -> bool {
    env.before().ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-' || c == '$')
}

/// A number in figures or words.
fn count<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Decimal> {
    decimal(i).map(|(rest, amount)| (rest, amount.value)).or_else(|_| in_words(env.lexicon(), i))
}

/// A unit behind its adjectives: working days, calendar months.
fn unit<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, (Unit, i64)> {
    let mut rest = gap(i.strip_prefix('-').unwrap_or(i));
    while let Ok((after, _)) = en_word(env, rest, "between") {
        rest = gap(after);
    }
    let (rest, word) = en_word(env, rest, "unit")?;
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return no();
    }
    some(rest, word.get("unit").and_then(Unit::of).map(|unit| (unit, figure_of(word, "times").unwrap_or(1))))
}

/// One length, or several added up.
fn sum<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Duration> {
    let (rest, first) = count(env, i)?;
    let (rest, half) =
        phrase(gap(rest), &["and", "a", "half"]).map_or((rest, Decimal::ZERO), |(rest, ())| (rest, Decimal::new(5, 1)));
    let (mut rest, (unit_of, times)) = unit(env, rest)?;
    let Some(first) = (first + half).checked_mul(times.into()) else { return no() };
    let mut value = DurationValue::default();
    let mut last = unit_of;
    let mut several = false;
    if first.is_zero() || add(&mut value, first, unit_of).is_none() {
        return no();
    }
    while let Ok((after, (next, (unit, 1)))) =
        count(env, past(rest, &["and"])).and_then(|(rest, next)| Ok((unit(env, rest)?.0, (next, unit(env, rest)?.1))))
    {
        if unit <= last || add(&mut value, next, unit).is_none() {
            break;
        }
        (rest, last, several) = (after, unit, true);
    }
    let value = if several { Some(value) } else { length(first, unit_of) };
    some(rest, value.map(|value| Duration { value: Some(value), ..Duration::default() }))
}

/// From one length to another: five to ten years, 3-5 days.
fn span<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Duration> {
    let (rest, low) = count(env, i)?;
    let next = gap(rest);
    let next = match next.strip_prefix(['-', '–', '—']) {
        Some(next) => gap(next),
        None => then(next, &["to", "or"])?.0,
    };
    let (rest, high) = count(env, next)?;
    let (rest, (unit, times)) = unit(env, rest)?;
    let each = Decimal::from(times);
    let ends = length(low * each, unit).zip(length(high * each, unit)).filter(|_| low < high);
    some(rest, ends.map(|(low, high)| ranged(low, high)))
}

/// half a year, half-year.
fn half<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Duration> {
    let (rest, word) = latin(i)?;
    if !word.is(&["half"]) {
        return no();
    }
    let rest = past(rest.strip_prefix('-').unwrap_or(rest), &["a", "an"]);
    let (rest, (unit, times)) = unit(env, rest)?;
    let barred = env.before().trim_end().ends_with(|c: char| c.is_ascii_alphanumeric())
        && Before::new(env.before()).as_str().ends_with(" a");
    let value = length(Decimal::new(5, 1) * Decimal::from(times), unit).filter(|_| !barred && times == 1);
    some(rest, value.map(|value| Duration { value: Some(value), ..Duration::default() }))
}

/// a year, a decade: only where a word before bounds it (within a year).
fn article<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Duration> {
    let (rest, word) = latin(i)?;
    if !word.is(&["a", "an"]) || bound(env).is_none() {
        return no();
    }
    let (rest, (unit, times)) = unit(env, rest)?;
    some(rest, length(times.into(), unit).map(|value| Duration { value: Some(value), ..Duration::default() }))
}

/// The bound that the words before state, with filling words between.
fn bound(env: &Env<'_>) -> Option<Bound> {
    let before = Before::new(env.before());
    let mut text = before.as_str();
    for _ in 0..4 {
        let (word, earlier) = last_word(&env.lexicon().time_bounds_en, text)?;
        if let Some(bound) = word.get("before") {
            return super::bound::named(bound);
        }
        text = earlier;
    }
    None
}

/// The bound that the words behind state, and what is left of the text behind them.
fn behind(env: &Env<'_>, rest: &str) -> (usize, Option<Bound>) {
    let next = gap(rest);
    let word = env.lexicon().time_bounds_en.all_at(next).find(|word| word.get("after").is_some());
    match word {
        Some(word) => (next.len() - word.text.len(), word.get("after").and_then(super::bound::named)),
        None => (rest.len(), None),
    }
}

/// Reads the English recurring time that begins at the place of `env`.
pub fn set_en(env: &Env<'_>) -> Option<Found> {
    let i = env.rest();
    let (rest, (count, unit)) = adverb(env, i).or_else(|_| each(env, i)).ok()?;
    let value = Value::Set(SetValue { value: length(count, unit)?, quant: Some("EVERY") });
    Some(Found::new(env.at, env.input.text.len() - rest.len(), Lang::En, value, "set in English"))
}

/// annually, monthly; not as part of a name (China Daily).
fn adverb<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, (Decimal, Unit)> {
    let (rest, word) = en_word(env, i, "every")?;
    let capital = i.starts_with(|c: char| c.is_ascii_uppercase());
    let next = latin(gap(rest)).ok().map(|(_, word)| word);
    let name = capital && (word.is("lower") || next.is_some_and(|word| word.capital));
    let life = next.is_some_and(|word| {
        word.is(&[
            "life",
            "lives",
            "living",
            "necessities",
            "routine",
            "routines",
            "needs",
            "news",
            "newspaper",
            "newspapers",
        ])
    });
    let unit = word.get("every").and_then(Unit::of).filter(|_| !name && !life && !rest.starts_with('-'));
    some(rest, unit.map(|unit| (figure_of(word, "times").unwrap_or(1).into(), unit)))
}

/// every year, each month, every two years, per annum.
fn each<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, (Decimal, Unit)> {
    let (rest, word) = latin(i)?;
    if !word.is(&["every", "each", "per"]) {
        return no();
    }
    if let Ok((_, ())) = phrase(gap(rest), &["annum"]) {
        return Ok((gap(rest).get(5..).unwrap_or(""), (Decimal::ONE, Unit::Year)));
    }
    let next = gap(rest);
    let (rest, count) = phrase(next, &["other"])
        .or_else(|_| phrase(next, &["second"]))
        .map(|(rest, ())| (rest, Decimal::TWO))
        .or_else(|_| count(env, next))
        .unwrap_or((next, Decimal::ONE));
    let (rest, (unit, times)) = unit(env, rest)?;
    some(rest, count.checked_mul(times.into()).filter(|count| !count.is_zero()).map(|count| (count, unit)))
}
