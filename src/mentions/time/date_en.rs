//! Dates in English: one point or a range, with the words around it.
//!
//! ```text
//! date     = [ head ] point [ tail ] | "from" point "to" point | "between" point "and" point ;
//! head     = "since" | "before" | "by" | "after" | "within" | … ;     (* data/time_heads_en.toml *)
//! tail     = "onwards" | "or before" | … ;
//! ```
//!
//! The head stands outside the span, but for the "from" of a range, which its "to" needs.

use super::base::Env;
use super::calendar::{Base, Label, Point};
use super::english::{Before, en_word, figure_of, in_words, last_word, past, then};
use super::modifier::value;
use super::number::{Read, no, some};
use super::part::modifier;
use super::point_en::point;
use super::relative::shifted;
use super::text::{gap, is_blank, latin, phrase};
use super::year_en::four;
use crate::mentions::{Found, Lang, Modifier, Value};

/// Reads the English date that begins at the place of `env`.
pub fn date_en(env: &Env<'_>) -> Option<Found> {
    let i = env.rest();
    if let Ok((rest, found)) = spelled_range(env, i) {
        return build(env, rest, rest, &found, None);
    }
    let links = &["to", "until", "till", "through"];
    let (rest, found) = match ago(env, i).or_else(|_| point(env, i, None)) {
        Ok((rest, found)) => range(env, i, rest, found, links).unwrap_or((rest, found)),
        Err(_) => point(env, i, Some(Base::OWED)).and_then(|(rest, found)| owing(env, i, rest, found, links)).ok()?,
    };
    if found.joined {
        return build(env, rest, rest, &found, None);
    }
    let (after, tail) = tail(rest).unwrap_or((rest, None));
    build(env, rest, after, &found, tail.or_else(|| head(env, &found)))
}

/// `from 2024 to 2025`, `between May and July 2024`.
fn spelled_range<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, word) = latin(i)?;
    let links: &[&str] = match word.as_str() {
        "from" => &["to", "until", "till", "through"],
        "between" => &["and"],
        _ => return no(),
    };
    let start = past(rest, &["the"]);
    match point(env, start, None).or_else(|_| year(start)) {
        Ok((rest, left)) => range(env, start, rest, left, links),
        Err(_) => point(env, start, Some(Base::OWED)).and_then(|(rest, left)| owing(env, start, rest, left, links)),
    }
}

/// A range whose first end owes its year to the second: May to August 2022.
fn owing<'a>(env: &Env<'a>, start: &'a str, rest: &'a str, left: Point, links: &[&str]) -> Read<'a, Point> {
    let (rest, whole) = range(env, start, rest, left, links)?;
    if whole.complete && !left.complete { Ok((rest, whole)) } else { no() }
}

/// A bare year as the end of a range.
fn year(i: &str) -> Read<'_, Point> {
    four(i).and_then(|(rest, year)| some(rest, super::calendar::Stretch::year(year).map(Point::new)))
}

/// The other end of a range, with both together.
fn range<'a>(env: &Env<'a>, start: &'a str, rest: &'a str, left: Point, links: &[&str]) -> Read<'a, Point> {
    let next = gap(rest);
    let dash = next.strip_prefix(['-', '–', '—']).filter(|_| links.contains(&"to"));
    let next = match dash {
        Some(next) => gap(next),
        None => then(next, links)?.0,
    };
    let next = past(next, &["the"]);
    let (after, right) = point(env, next, Some(left.base())).or_else(|_| year(next))?;
    let mut first = left;
    if !left.complete && right.complete {
        let reread = |year: i16| point(env, start, Some(Base { year, month: None, anchored: right.anchored })).ok();
        let year = right.stretch.start.year();
        let found =
            reread(year).filter(|(_, point)| point.stretch.start <= right.stretch.end).or_else(|| reread(year - 1));
        first = found.map_or(left, |(_, point)| point);
    }
    let whole = first.stretch.to(right.stretch);
    let anchored = first.anchored || right.anchored;
    some(
        after,
        whole.map(|stretch| Point {
            anchored,
            joined: true,
            complete: right.complete,
            calendar: first.calendar.or(right.calendar),
            ..Point::new(stretch)
        }),
    )
}

/// `two years ago`.
fn ago<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, count) = in_words(env.lexicon(), i)
        .or_else(|_| super::number::numeral(i).map(|(rest, number)| (rest, number.value.into())))?;
    let (rest, unit) = en_word(env, gap(rest), "unit")?;
    let (rest, ()) = then(rest, &["ago"])?;
    let count = i64::try_from(count).ok().and_then(|count| count.checked_mul(figure_of(unit, "times").unwrap_or(1)));
    let stretch = env.today().zip(count).and_then(|(today, count)| shifted(today, unit.get("unit")?, -count));
    some(rest.trim_start_matches(is_blank), stretch.map(|stretch| Point { anchored: true, ..Point::new(stretch) }))
}

/// The words behind a date that open or close it.
fn tail(rest: &str) -> Read<'_, Option<Modifier>> {
    if !gap(rest).starts_with(['a', 'o', 'A', 'O']) {
        return no(); // all of them begin so, and most dates have none
    }
    for (words, modifier) in [
        (&["and", "beyond"][..], Modifier::Since),
        (&["and", "thereafter"], Modifier::Since),
        (&["and", "onwards"], Modifier::Since),
        (&["and", "after"], Modifier::Since),
        (&["or", "after"], Modifier::Since),
        (&["or", "later"], Modifier::Since),
        (&["or", "thereafter"], Modifier::Since),
        (&["or", "before"], Modifier::By),
        (&["or", "earlier"], Modifier::By),
        (&["onwards"], Modifier::Since),
        (&["onward"], Modifier::Since),
    ] {
        if let Ok((after, ())) = phrase(gap(rest), words) {
            return Ok((after, Some(modifier)));
        }
    }
    no()
}

/// The words before a date that open or close it.
fn head(env: &Env<'_>, found: &Point) -> Option<Modifier> {
    let before = Before::new(env.before());
    let text = before.as_str();
    let text = last_word(&env.lexicon().time_heads_en, text)
        .filter(|(word, _)| word.text == "the")
        .map_or(text, |(_, before)| before);
    let (word, _) = last_word(&env.lexicon().time_heads_en, text)?;
    // "up from last year" compares; "from next year" opens
    let past = found.anchored && env.today().is_some_and(|today| found.stretch.end <= today);
    let plain = matches!(found.stretch.first, Label::Year(_)) && past;
    modifier(word.get("mod")?).filter(|_| word.text != "from" || !plain)
}

/// The mention of `found`.
fn build(env: &Env<'_>, rest: &str, after: &str, found: &Point, heard: Option<Modifier>) -> Option<Found> {
    let length = env.input.text.len();
    let end = env.input.before(length - rest.len()).trim_end_matches(is_blank).len();
    let rule = if found.joined { "date range in English" } else { "date in English" };
    let heard = heard.filter(|heard| *heard != Modifier::Within || found.edge.is_none());
    let mut mention = Found::new(env.at, end, Lang::En, Value::Date(value(found, heard)?), rule);
    mention.end = env.input.before(length - after.len()).trim_end_matches(is_blank).len().max(end);
    Some(mention)
}
