//! One date in English.
//!
//! ```text
//! point    = edge [ "-" | "of" ] point | day month [ year ] | month [ day ] [ year ]
//!          | nth ( "quarter" | "half" ) [ "of" ] year | "Q" figure year | year "Q" figure
//!          | ( "next" | "last" | … ) unit | year | decade ;
//! year     = yyyy | yyyy "-" yy [ "financial year" | … ] | "FY" yyyy | "next year" ;
//! ```

use super::base::Env;
use super::calendar::{Base, Point, Stretch, days_after, monday, months_after};
use super::english::{Before, en_word, figure_of, in_words, last_word, past, then};
use super::fiscal;
use super::number::{Numeral, Read, Style, no, numeral, some};
use super::part::modifier;
use super::text::{any_of, gap, is_blank, latin, one_of, phrase};
use super::year;
use crate::mentions::{Calendar, Date};

/// Reads a date in English at `i`; `base` is the other end of a range.
pub fn point<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    let figures = i.starts_with(|c: char| c.is_ascii_digit());
    if figures {
        return day_first(env, i, base)
            .or_else(|_| numbered_part(env, i))
            .or_else(|_| decade(i))
            .or_else(|_| nth(env, i))
            .or_else(|_| titled(env, i));
    }
    edged(env, i, base)
        .or_else(|_| month_first(env, i, base))
        .or_else(|_| nth(env, i))
        .or_else(|_| lettered_part(env, i))
        .or_else(|_| relative(env, i))
        .or_else(|_| named_year(env, i))
}

/// A year by any name: 2024, 2023-24 financial year, FY2024, next year.
pub fn year_name<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let i = past(i, &["the"]);
    fiscal::fiscal(env, i)
        .or_else(|_| named_year(env, i))
        .or_else(|_| {
            relative(env, i).and_then(|(rest, point)| if rest_is_year(&point) { Ok((rest, point)) } else { no() })
        })
        .or_else(|_| four(i).and_then(|(rest, year)| some(rest, Stretch::year(year).map(Point::new))))
}

/// Whether a relative date is a whole year.
fn rest_is_year(point: &Point) -> bool {
    point.stretch.end.duration_since(point.stretch.start).as_hours() > 300 * 24
}

/// A year in four figures that ends as a word.
pub fn four(i: &str) -> Read<'_, i16> {
    let (rest, number) = numeral(i)?;
    let year = year::full(number).filter(|year| number.style == Style::Figures && (1700..=2200).contains(year));
    some(
        rest,
        year.filter(|_| {
            !rest.starts_with(|c: char| {
                c.is_ascii_alphanumeric()
                    || c == ',' && rest.get(1..2).is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()))
            })
        }),
    )
}

/// `financial year 2023-24`, `FY2024`, `the year 2024`.
fn named_year<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, calendar) = any_of(i, &["FY"])
        .map(|(rest, ())| (rest, Some(Calendar::Fiscal)))
        .or_else(|_| phrase(i, &["financial", "year"]).map(|(rest, ())| (rest, Some(Calendar::Fiscal))))
        .or_else(|_| phrase(i, &["fiscal", "year"]).map(|(rest, ())| (rest, Some(Calendar::Fiscal))))
        .or_else(|_| phrase(i, &["academic", "year"]).map(|(rest, ())| (rest, Some(Calendar::Academic))))
        .or_else(|_| phrase(i, &["school", "year"]).map(|(rest, ())| (rest, Some(Calendar::Academic))))
        .or_else(|_| phrase(i, &["year"]).map(|(rest, ())| (rest, None)))?;
    let rest = gap(rest);
    let split = fiscal::fiscal(env, rest).ok();
    let (rest, point) = match (split, calendar) {
        (Some((rest, point)), Some(calendar)) => (
            rest,
            fiscal::stretch(env.region(), calendar, point.stretch.start.year())
                .map(|stretch| Point { calendar: Some(calendar), ..Point::new(stretch) }),
        ),
        (Some((rest, point)), None) => (rest, Some(point)),
        (None, Some(calendar)) => {
            let (rest, year) = four(rest)?;
            (
                rest,
                fiscal::stretch(env.region(), calendar, year)
                    .map(|stretch| Point { calendar: Some(calendar), ..Point::new(stretch) }),
            )
        }
        (None, None) => {
            let (rest, year) = four(rest)?;
            (rest, Stretch::year(year).map(Point::new))
        }
    };
    some(rest, point)
}

/// `edge` of the grammar: early 2024, end-2023, the end of next year.
fn edged<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    let (rest, word) = en_word(env, i, "edge")?;
    let rest = past(rest.strip_prefix(['-', '–']).unwrap_or(rest), &["of", "in"]);
    let whole = phrase(past(rest, &["the"]), &["year"]).ok().filter(|_| !rest.starts_with("year"));
    let (rest, point) = match whole.zip(env.today()) {
        Some(((rest, ()), today)) => {
            some(rest, Stretch::year(today.year()).map(|stretch| Point { anchored: true, ..Point::new(stretch) }))?
        }
        None => year_name(env, rest).or_else(|_| point(env, past(rest, &["the"]), base))?,
    };
    Ok((rest, Point { edge: point.edge.or_else(|| word.get("edge").and_then(modifier)), ..point }))
}

/// A month's number; months are written with a capital.
fn month<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, i8> {
    let (rest, word) = latin(i)?;
    let month = env
        .lexicon()
        .months
        .get(word.as_str())
        .filter(|_| word.capital)
        .and_then(|word| word.get("month")?.parse().ok());
    some(rest.strip_prefix('.').unwrap_or(rest), month)
}

/// A day of the month with its st, nd, rd, th.
fn day(i: &str) -> Read<'_, i8> {
    let (rest, number) = numeral(i)?;
    let rest = any_of(rest, &["st", "nd", "rd", "th"]).map_or(rest, |(rest, ())| rest);
    let day = number.within(1, 31).filter(|_| number.length <= 2 && number.style == Style::Figures);
    some(rest, day.filter(|_| !rest.starts_with(|c: char| c.is_ascii_alphanumeric())).map(|day| day as i8))
}

/// The year behind a day or a month, if one is named, else that of the other end or of the document.
fn its_year<'a>(env: &Env<'a>, rest: &'a str, base: Option<Base>) -> Option<(&'a str, i16, bool, bool)> {
    let next = past(rest.strip_prefix([',', '，']).unwrap_or(rest), &["of", "in"]);
    if let Ok((rest, year)) = four(next) {
        return Some((rest, year, false, true));
    }
    if let Ok((rest, point)) = relative(env, next)
        && rest_is_year(&point)
    {
        return Some((rest, point.stretch.start.year(), true, true));
    }
    let base = base.or_else(|| env.base())?;
    Some((rest, base.year, base.anchored, false))
}

/// `27 October 2023`, `27-29 October 2023`.
fn day_first<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    let (rest, first) = day(i)?;
    let (rest, last) = through(rest).and_then(day).unwrap_or((rest, first));
    let (rest, month) = month(env, past(rest.strip_prefix('-').unwrap_or(rest), &["of", "day"]))?;
    let Some((rest, year, anchored, complete)) = its_year(env, rest, base) else { return no() };
    let day = |day: i8| Date::new(year, month, day).ok();
    let days = day(first).zip(day(last)).and_then(|(first, last)| Stretch::days(first, last));
    some(rest, days.map(|days| Point { anchored, complete, ..Point::new(days) }))
}

/// The text behind a hyphen, a dash or "to".
fn through(i: &str) -> Result<&str, nom::Err<()>> {
    let next = gap(i);
    next.strip_prefix(['-', '–', '—'])
        .map(gap)
        .or_else(|| then(next, &["to"]).ok().map(|(rest, ())| rest))
        .ok_or(nom::Err::Error(()))
}

/// `October 2023`, `October 27, 2023`, `March next year`.
fn month_first<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    let (rest, month) = month(env, i)?;
    if let Ok((after, first)) = day(gap(rest)) {
        let (after, last) = through(after).and_then(day).unwrap_or((after, first));
        if let Some((after, year, anchored, complete)) = its_year(env, after, base) {
            let day = |day: i8| Date::new(year, month, day).ok();
            let days = day(first).zip(day(last)).and_then(|(first, last)| Stretch::days(first, last));
            return some(after, days.map(|days| Point { anchored, complete, ..Point::new(days) }));
        }
    }
    let Some((rest, year, anchored, complete)) = its_year(env, rest, base) else { return no() };
    let before = Before::new(env.before_of(i));
    let told = complete
        || base.is_some()
        || last_word(&env.lexicon().time_heads_en, before.as_str())
            .is_some_and(|(word, _)| word.text != "the" && word.text != "and")
        || then(rest, &["to"]).is_ok();
    some(
        rest,
        Stretch::month(year, month).filter(|_| told).map(|stretch| Point { anchored, complete, ..Point::new(stretch) }),
    )
}

/// `first quarter of 2024`, `second half next year`, `first nine months of 2024`.
fn nth<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
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
fn lettered_part<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, letter) = one_of(i, "QH")?;
    let (rest, number) = numeral(rest)?;
    let (rest, point) = year_name(env, past(rest.strip_prefix(['/', '-']).unwrap_or(rest), &["of"]))?;
    let stretch = lettered(letter, number).and_then(|make| make(point.stretch.start.year()));
    some(rest, stretch.map(|stretch| Point { anchored: point.anchored, ..Point::new(stretch) }))
}

/// `1Q2024`, `2024 Q1`.
fn numbered_part<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
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

/// `next year`, `this financial year`, `last month`, `yesterday`.
fn relative<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let Some(today) = env.today() else { return no() };
    if let Ok((rest, word)) = en_word(env, i, "day") {
        let date = figure_of(word, "day").and_then(|shift| days_after(today, shift));
        return some(rest, date.map(|date| Point { anchored: true, ..Point::new(Stretch::day(date)) }));
    }
    let (rest, word) = en_word(env, i, "shift")?;
    let shift = figure_of(word, "shift").unwrap_or(0);
    let rest = gap(rest);
    let calendar = [
        ("financial", Calendar::Fiscal),
        ("fiscal", Calendar::Fiscal),
        ("school", Calendar::Academic),
        ("academic", Calendar::Academic),
    ];
    if let Some((rest, calendar)) =
        calendar.iter().find_map(|(word, calendar)| Some((phrase(rest, &[word, "year"]).ok()?.0, *calendar)))
    {
        let year = fiscal::year_of(env.region(), calendar, today) + shift as i16;
        let stretch = fiscal::stretch(env.region(), calendar, year);
        return some(
            rest,
            stretch.map(|stretch| Point { anchored: true, calendar: Some(calendar), ..Point::new(stretch) }),
        );
    }
    let (rest, unit) = en_word(env, past(rest, &["calendar"]), "grain")?;
    let year = word.get("from").and_then(|_| env.named_year()).unwrap_or(today.year());
    let stretch = match unit.get("grain") {
        Some("year") => Stretch::year(year + shift as i16),
        Some("month") => months_after(today, shift).and_then(|date| Stretch::month(date.year(), date.month())),
        Some("quarter") => {
            let quarter = i64::from(today.year()) * 4 + i64::from(today.month() - 1) / 3 + shift;
            Stretch::quarter(quarter.div_euclid(4) as i16, quarter.rem_euclid(4) as i8 + 1)
        }
        Some("week") => monday(today)
            .and_then(|monday| Stretch::days(days_after(monday, shift * 7)?, days_after(monday, shift * 7 + 6)?)),
        _ => None,
    };
    let anchored = word.get("from").and_then(|_| env.named_year()).is_none();
    some(rest, stretch.map(|stretch| Point { anchored, ..Point::new(stretch) }))
}

/// `1990s`, `21st century`.
fn decade(i: &str) -> Read<'_, Point> {
    let (rest, number) = numeral(i)?;
    if let Ok((rest, ())) = any_of(rest, &["st", "nd", "rd", "th"]) {
        let (rest, _) = super::text::latin_of(gap(rest.strip_prefix('-').unwrap_or(rest)), &["century"])?;
        let first = number.within(1, 30).map(|century| (century - 1) * 100);
        return some(rest, first.and_then(|first| Stretch::years(first, first + 99)).map(Point::new));
    }
    let rest = any_of(rest, &["s", "'s", "’s"]).map(|(rest, ())| rest)?;
    let ended = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let first = year::full(number).filter(|year| ended && year % 10 == 0 && *year >= 1700);
    some(rest, first.and_then(|first| Stretch::years(first, first + 9)).map(Point::new))
}

/// A year in figures that its surroundings tell: behind a preposition, or before an English title word.
fn titled<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, year) = four(i)?;
    let text = Before::new(env.before_of(i));
    let head = last_word(&env.lexicon().time_heads_en, text.as_str()).map(|(word, _)| word.text);
    let next = latin(gap(rest)).ok().map(|(_, word)| word);
    let blank = rest.starts_with(is_blank);
    let title = blank && next.is_some_and(|word| word.capital) && year % 100 != 0 && (1900..=2100).contains(&year);
    let counted = blank && next.is_some_and(|word| plural(word.as_str(), word.capital));
    let told = match head {
        Some("the") | None => title,
        Some("of" | "for" | "to" | "over" | "than" | "about" | "around" | "or" | "and" | "at" | "up to") => {
            !blank || next.is_none_or(|word| word.capital || function(word.as_str()))
        }
        Some(_) => !counted,
    };
    let sign = rest.starts_with(['%', '+', '/', '-', '.']) && !rest.starts_with(". ") && rest.len() > 1;
    some(rest, Stretch::year(year).filter(|_| told && !sign).map(Point::new))
}

/// Whether a word behind a figure looks like what is counted: `2000 households`.
fn plural(word: &str, capital: bool) -> bool {
    !capital
        && word.len() > 3
        && word.ends_with('s')
        && !matches!(word, "this" | "across" | "towards" | "onwards" | "was" | "thus" | "its")
}

/// A word that goes on after a date and is never counted.
fn function(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "to"
            | "in"
            | "at"
            | "by"
            | "with"
            | "as"
            | "the"
            | "which"
            | "when"
            | "onwards"
            | "onward"
            | "or"
            | "on"
            | "was"
            | "were"
            | "is"
            | "has"
            | "will"
            | "until"
            | "through"
            | "that"
            | "for"
            | "from"
            | "under"
            | "while"
            | "but"
            | "we"
            | "there"
            | "it"
    )
}
