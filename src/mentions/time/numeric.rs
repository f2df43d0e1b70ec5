//! Dates in figures only.
//!
//! ```text
//! numeric  = y4 sep m sep d | d "/" m "/" ( y4 | y2 ) | y4 sep mm | yyyymmdd | roc sep m sep d ;
//! sep      = "-" | "/" | "." ;
//! ```
//!
//! With the year last, the day comes before the month, as Hong Kong writes it; the month comes first
//! only where the second figure is no month. A year and a month joined by a stop are a date only as
//! one end of a range, or they would be a decimal number.

use super::base::Env;
use super::calendar::{Point, Stretch};
use super::number::{Numeral, Read, Style, figure, no, numeral, some};
use super::text::{closes, gap, one_of, trim};
use super::year;
use crate::mentions::{Calendar, Date};
use crate::structure::Region;

/// Reads a date in figures.
pub fn numeric<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, first) = figures(i)?;
    if first.length == 8 {
        return compact(rest, first);
    }
    let (after, (mark, second)) = joined(rest)?;
    if let Ok((rest, (other, third))) = joined(after)
        && ends(rest)
        && let Some(point) = three(env, first, second, third, mark == other)
    {
        return Ok((rest, point));
    }
    let month = year::full(first).filter(|_| second.length == 2 && ends(after)).zip(second.within(1, 12));
    let told = match mark {
        '.' => joint(env, i, after),
        _ => {
            (1900..=2100).contains(&first.value) && !after.starts_with(['月', '年', '日', '億', '亿', '萬', '万', '%'])
        }
    };
    let stretch = month.filter(|_| told).and_then(|(year, month)| Stretch::month(year, month as i8));
    some(after, stretch.map(Point::new))
}

/// A numeral in figures.
fn figures(i: &str) -> Read<'_, Numeral> {
    numeral(i).and_then(|(rest, number)| some(rest, (number.style == Style::Figures).then_some(number)))
}

/// A separator and the figures behind it.
fn joined(i: &str) -> Read<'_, (char, Numeral)> {
    let (rest, mark) = one_of(i, "-/.－／．–‐‑")?;
    let mark = match mark {
        '／' => '/',
        '．' => '.',
        '/' | '.' => mark,
        _ => '-',
    };
    let (rest, number) = figures(rest)?;
    some(rest, (number.length <= 4).then_some((mark, number)))
}

/// Whether a date in figures may end before `rest`.
fn ends(rest: &str) -> bool {
    let mut all = rest.chars();
    match all.next() {
        Some(c) if figure(c).is_some() || c == '%' => false,
        Some('.' | '/' | ',') => all.next().is_none_or(|c| figure(c).is_none()),
        _ => true,
    }
}

/// Whether the end of a range follows that is written the same way: 1999.08-2002.02.
fn joint(env: &Env<'_>, i: &str, rest: &str) -> bool {
    let both = |i: &str| {
        figures(i).and_then(|(rest, first)| joined(rest).map(|(rest, (mark, last))| (rest.len(), mark, first, last)))
    };
    let Some(word) = env.lexicon().time_connectors.longest_at(rest) else {
        return env.lexicon().time_connectors.longest_before(env.before_of(i)).is_some() && closes(rest);
    };
    both(rest.get(word.text.len()..).unwrap_or(""))
        .is_ok_and(|(_, mark, year, month)| mark == '.' && year.length == 4 && month.length == 2)
}

/// Three figures as a day.
fn three(env: &Env<'_>, first: Numeral, second: Numeral, third: Numeral, same: bool) -> Option<Point> {
    let small =
        |number: Numeral| (number.length <= 2).then(|| number.within(1, 31)).flatten().map(|number| number as i8);
    if let Some(year) = year::full(first) {
        return Some(Point::new(Stretch::day(Date::new(year, small(second)?, small(third)?).ok()?)));
    }
    let republic = first.within(80, 160).filter(|_| env.region() == Region::TW && same);
    if let Some(date) = republic.and_then(|year| Date::new(year + 1911, small(second)?, small(third)?).ok()) {
        return Some(Point { calendar: Some(Calendar::Roc), ..Point::new(Stretch::day(date)) });
    }
    let year = match third.length {
        4 => third.within(1800, 2200)?,
        2 if first.length <= 2 => env.century(third.within(0, 99)?),
        _ => return None,
    };
    let short = third.length == 2;
    let (day, month) = (small(first)?, small(second)?);
    let date = Date::new(year, month, day).or_else(|_| Date::new(year, day, month)).ok()?;
    // with a year of two figures only where nothing else can be meant: 31/10/74
    (same && (!short || day > 12 || month > 12)).then(|| Point::new(Stretch::day(date)))
}

/// 20240307.
fn compact(rest: &str, number: Numeral) -> Read<'_, Point> {
    let (year, month, day) = (number.value / 10_000, number.value / 100 % 100, number.value % 100);
    let date = (1900..=2100).contains(&year).then(|| Date::new(year as i16, month as i8, day as i8).ok()).flatten();
    let alone = ends(rest) && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    some(rest, date.filter(|_| alone).map(|date| Point::new(Stretch::day(date))))
}

/// A bare year or two: `2020` of 於2020落成, `2021-2025`.
pub fn bare_years<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, first) = figures(i)?;
    let modern = |number: Numeral| year::full(number).filter(|year| (1900..=2100).contains(year));
    let Some(from) = modern(first) else { return no() };
    let two = env.lexicon().time_connectors.longest_at(gap(rest)).and_then(|word| {
        let after = gap(rest).get(word.text.len()..)?;
        let (after, last) = figures(gap(after)).ok()?;
        Some((after, modern(last).filter(|to| *to > from)?))
    });
    if let Some((rest, to)) = two.filter(|(rest, _)| uncounted(rest)) {
        return some(rest, Stretch::years(from, to).map(|stretch| Point { joined: true, ..Point::new(stretch) }));
    }
    let line = env.before().ends_with('\n') || env.before().is_empty();
    let label = gap(rest).starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()) && uncounted(rest);
    let whole = line && (rest.is_empty() || rest.starts_with('\n') || label);
    let told = whole || (prepositioned(env.before()) && uncounted(rest));
    some(rest, Stretch::year(from).filter(|_| told).map(Point::new))
}

/// Whether a preposition of time stands before.
fn prepositioned(before: &str) -> bool {
    trim(before).ends_with(|c: char| "於于在自由從从至到".contains(c))
}

/// Whether nothing is counted behind a bare year: no classifier, unit or further figure.
fn uncounted(rest: &str) -> bool {
    let next = gap(rest).chars().next();
    ends(rest)
        && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "-–+＋:：".contains(c))
        && next.is_none_or(|c| !"多餘余個个人元名項项家間间所位萬万億亿年月日號号%％平公米噸吨股套座台臺條条份張张宗次歲岁類类款種种戶户件部輛辆場场頁页字點点倍度毫英畝亩呎尺磅克升瓦伏千百十匹支隻只棵幅幢棟栋層层班艘架則则篇本冊册分秒小時时天週周星美港歐日澳新加".contains(c))
}
