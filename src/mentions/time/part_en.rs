//! Quarters and halves in English.
//!
//! ```text
//! part     = nth ( "quarter" | "half" ) [ "of" ] year | "first" count "months" "of" year
//!          | ( "Q" | "H" ) figure year | figure ( "Q" | "H" ) year | year ( "Q" | "H" ) figure ;
//! ```

use super::base::Env;
use super::calendar::{Point, Stretch};
use super::english::{en_word, figure_of, in_words, past, then};
use super::number::{Numeral, Read, no, numeral, some};
use super::text::{any_of, gap, one_of, phrase};
use super::year;
use super::year_en::year_name;

/// `first quarter of 2024`, `second half next year`, `first nine months of 2024`.
pub fn nth<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, nth) = ordinal(env, i)?;
    if let Ok((after, count)) = in_words(env.lexicon(), gap(rest)).or_else(|_| counted(gap(rest))) {
        return first_of(env, after, nth, count.try_into().unwrap_or(0));
    }
    let (rest, unit) = en_word(env, gap(rest.strip_prefix('-').unwrap_or(rest)), "grain")?;
    let of = past(rest, &["of", "in"]);
    let make = match unit.get("grain") {
        Some("quarter") => Stretch::quarter,
        Some("half") => Stretch::half,
        _ => return no(),
    };
    match year_name(env, of) {
        Ok((rest, point)) => some(
            rest,
            make(point.stretch.start.year(), nth)
                .map(|stretch| Point { anchored: point.anchored, ..Point::new(stretch) }),
        ),
        Err(_) => {
            let base = env.base().filter(|_| unit.get("grain") == Some("quarter"));
            some(
                rest,
                base.and_then(|base| {
                    Some(Point { anchored: base.anchored, complete: false, ..Point::new(make(base.year, nth)?) })
                }),
            )
        }
    }
}

/// first, 1st, last (of a year's quarters).
fn ordinal<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, i8> {
    if let Ok((rest, ())) = phrase(i, &["last", "quarter", "of"]) {
        let _ = rest;
        return Ok((i.get(4..).unwrap_or(""), 4));
    }
    if let Ok((rest, number)) = numeral(i) {
        let (rest, ()) = any_of(rest, &["st", "nd", "rd", "th"])?;
        return some(rest, number.within(1, 4).map(|number| number as i8));
    }
    let (rest, word) = en_word(env, i, "nth")?;
    some(rest, figure_of(word, "nth").and_then(|nth| i8::try_from(nth).ok()))
}

/// A small figure as a number.
fn counted(i: &str) -> Read<'_, rust_decimal::Decimal> {
    numeral(i).map(|(rest, number)| (rest, number.value.into()))
}

/// `first nine months of 2024`.
fn first_of<'a>(env: &Env<'a>, i: &'a str, nth: i8, count: i8) -> Read<'a, Point> {
    let (rest, unit) = en_word(env, gap(i), "unit")?;
    let (rest, ()) = then(rest, &["of", "in"])?;
    let (rest, point) = year_name(env, rest)?;
    let year = point.stretch.start.year();
    let stretch = match unit.get("unit") {
        Some("M") => Stretch::months(year, 1, count),
        Some("Q") => {
            Stretch::quarter(year, 1).zip(Stretch::quarter(year, count)).and_then(|(first, last)| first.to(last))
        }
        _ => None,
    };
    some(rest, stretch.filter(|_| nth == 1).map(|stretch| Point { anchored: point.anchored, ..Point::new(stretch) }))
}

/// The quarter or half of a letter and a figure.
fn lettered(letter: char, number: Numeral) -> Option<fn(i16) -> Option<Stretch>> {
    match (letter, number.value) {
        ('Q', 1) => Some(|year| Stretch::quarter(year, 1)),
        ('Q', 2) => Some(|year| Stretch::quarter(year, 2)),
        ('Q', 3) => Some(|year| Stretch::quarter(year, 3)),
        ('Q', 4) => Some(|year| Stretch::quarter(year, 4)),
        ('H', 1) => Some(|year| Stretch::half(year, 1)),
        ('H', 2) => Some(|year| Stretch::half(year, 2)),
        _ => None,
    }
}

/// `Q1 2024`, `H1 of 2024`.
pub fn lettered_part<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, letter) = one_of(i, "QH")?;
    let (rest, number) = numeral(rest)?;
    let (rest, point) = year_name(env, past(rest.strip_prefix(['/', '-']).unwrap_or(rest), &["of"]))?;
    let stretch = lettered(letter, number).and_then(|make| make(point.stretch.start.year()));
    some(rest, stretch.map(|stretch| Point { anchored: point.anchored, ..Point::new(stretch) }))
}

/// `1Q2024`, `2024 Q1`.
pub fn numbered_part<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, first) = numeral(i)?;
    if first.length == 1 {
        let (rest, letter) = one_of(rest, "QH")?;
        let (rest, point) = year_name(env, past(rest, &["of"]))?;
        let stretch = lettered(letter, first).and_then(|make| make(point.stretch.start.year()));
        return some(rest, stretch.map(Point::new));
    }
    let (rest, letter) = one_of(gap(rest), "QH")?;
    let (rest, number) = numeral(rest)?;
    let ended = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let stretch = year::full(first).filter(|_| ended).and_then(|year| lettered(letter, number)?(year));
    some(rest, stretch.map(Point::new))
}
