//! Dates told from the document's own: 今年, 下月9號, 上週三, 三年前, 上兩個月.

use super::base::Env;
use super::calendar::{Point, Stretch, days_after, monday, months_after, weekday};
use super::fiscal;
use super::number::{Read, no, numeral, some};
use super::part;
use super::text::{gap, one_of, opens, skip, trim, word};
use crate::lexicon::Word;
use crate::mentions::{Calendar, Date, Modifier};

/// 同年12月, 翌年3月 as the end of a range that begins in `year`.
pub fn of_same_year<'a>(env: &Env<'a>, year: i16, i: &'a str) -> Read<'a, Point> {
    let (rest, word) = word(&env.lexicon().time_relative, i)?;
    let shift =
        word.get("shift").filter(|_| word.get("from") == Some("previous")).and_then(|shift| shift.parse::<i16>().ok());
    shift.map_or_else(no, |shift| of_year(env, year + shift, rest))
}

/// Reads a relative date with the part of it that follows.
pub fn relative<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let Ok((rest, word)) = word(&env.lexicon().time_relative, i) else { return blocks(env, i) };
    let before = env.before_of(i);
    if trim(before).chars().next_back().is_some_and(|c| word.get("not_after").is_some_and(|all| all.contains(c))) {
        return no();
    }
    let Some((origin, anchored)) = origin(env, word) else { return no() };
    let shift: i64 = word.get("shift").and_then(|shift| shift.parse().ok()).unwrap_or(0);
    let grain = word.get("grain").unwrap_or("");
    let (rest, mut point) = match grain {
        "year" => of_year(env, (i64::from(origin.year()) + shift) as i16, rest),
        "month" => of_month(env, months_after(origin, shift), rest),
        "week" => of_week(monday(origin).and_then(|monday| days_after(monday, shift * 7)), rest),
        "day" => some(rest, days_after(origin, shift).map(|day| Point::new(Stretch::day(day)))),
        _ => some(rest, larger(env, grain, origin, shift)),
    }?;
    point.anchored = anchored;
    Ok((rest, point))
}

/// The day that is counted from, and whether it is the document's.
fn origin(env: &Env<'_>, word: Word) -> Option<(Date, bool)> {
    let previous = || Some((Date::new(env.named_year()?, 1, 1).ok()?, false));
    let today = || env.today().map(|today| (today, true));
    match word.get("from") {
        Some("month") => env.named_month().map(|month| (month, false)),
        Some(_) if word.get("shift") == Some("0") => previous(),
        Some(_) => previous().or_else(today),
        None => today(),
    }
}

/// A year with its part or its edge.
pub fn of_year<'a>(env: &Env<'a>, year: i16, rest: &'a str) -> Read<'a, Point> {
    let next = gap(skip(gap(rest), "的之"));
    if let Ok((rest, (stretch, edge))) = part::part(env, year, false, next) {
        return Ok((rest, Point { edge, ..Point::new(stretch) }));
    }
    let (rest, edge) = part::edge(env, rest, "年").unwrap_or((rest, None));
    some(rest, Stretch::year(year).map(|stretch| Point { edge, ..Point::new(stretch) }))
}

/// A month with its part or its edge.
fn of_month<'a>(env: &Env<'a>, month: Option<Date>, rest: &'a str) -> Read<'a, Point> {
    let Some(month) = month else { return no() };
    let (rest, (stretch, edge)) = part::within_month(env, month.year(), month.month(), rest)?;
    Ok((rest, Point { edge, ..Point::new(stretch) }))
}

/// A week, or one of its days.
fn of_week(monday: Option<Date>, rest: &str) -> Read<'_, Point> {
    let Some(monday) = monday else { return no() };
    let named = rest.chars().next().and_then(|c| Some((c, weekday(c)?)));
    if let Some((c, day)) = named {
        let date = days_after(monday, i64::from(day.to_monday_zero_offset()));
        return some(rest.get(c.len_utf8()..).unwrap_or(""), date.map(|date| Point::new(Stretch::day(date))));
    }
    some(rest, days_after(monday, 6).and_then(|sunday| Stretch::days(monday, sunday)).map(Point::new))
}

/// Quarters, halves, fiscal and academic years.
fn larger(env: &Env<'_>, grain: &str, origin: Date, shift: i64) -> Option<Point> {
    let number = |each: i64| i64::from(origin.year()) * (12 / each) + (i64::from(origin.month()) - 1) / each + shift;
    match grain {
        "quarter" => {
            Stretch::quarter(number(3).div_euclid(4) as i16, number(3).rem_euclid(4) as i8 + 1).map(Point::new)
        }
        "half" => Stretch::half(number(6).div_euclid(2) as i16, number(6).rem_euclid(2) as i8 + 1).map(Point::new),
        _ => {
            let calendar = if grain == "academic" { Calendar::Academic } else { Calendar::Fiscal };
            let year = fiscal::year_of(env.region(), calendar, origin) + shift as i16;
            fiscal::stretch(env.region(), calendar, year)
                .map(|stretch| Point { calendar: Some(calendar), ..Point::new(stretch) })
        }
    }
}

/// 上兩個月, 下三個月, 前兩年: whole units counted from the document's. 前三個月 of a year named before are its first.
fn blocks<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, side) = one_of(i, "上前下後后")?;
    if matches!(side, '後' | '后') && !opens(env.before_of(i)) {
        return no();
    }
    let (rest, count) = numeral(gap(rest))?;
    let (rest, unit) = one_of(gap(skip(gap(rest), "個个")), "月年")?;
    let Some((today, count)) = env.today().zip(count.within(1, 60)) else { return no() };
    let count = i64::from(count);
    let (first, last) = if matches!(side, '上' | '前') { (-count, -1) } else { (1, count) };
    let at = |shift: i64| match unit {
        '月' => months_after(today, shift).and_then(|date| Stretch::month(date.year(), date.month())),
        _ => Stretch::year(today.year() + shift as i16),
    };
    let stretch = at(first).zip(at(last)).and_then(|(first, last)| first.to(last));
    some(rest, stretch.map(|stretch| Point { anchored: true, ..Point::new(stretch) }))
}

/// 三年前, 七年後: a unit of time that lies that far from the document's date.
pub fn ago<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, count) = numeral(i)?;
    let rest = gap(rest);
    let (rest, classified) = one_of(rest, "個个").map_or((rest, false), |(rest, _)| (gap(rest), true));
    let (rest, unit) = word(&env.lexicon().time_units, rest)?;
    let (rest, tail) = word(&env.lexicon().time_tails, gap(rest))?;
    let other = env.hidden(rest_of(rest, tail, i), tail.text.len());
    let sign = match tail.get("mod").and_then(part::modifier) {
        Some(Modifier::Before) if !other => -1,
        Some(Modifier::After) if !other && opens(env.before()) => 1,
        _ => return no(),
    };
    if unit.is("anniversary") || (unit.get("classifier").is_some() && !classified) {
        return no();
    }
    let Some((today, count)) = env.today().zip(count.within(1, 400)) else { return no() };
    let stretch = unit.get("unit").and_then(|unit| shifted(today, unit, sign * i64::from(count)));
    some(rest, stretch.map(|stretch| Point { anchored: true, ..Point::new(stretch) }))
}

/// The text from `tail` on, which ends where `rest` begins.
fn rest_of<'a>(rest: &'a str, tail: Word, whole: &'a str) -> &'a str {
    whole.get(whole.len().saturating_sub(rest.len() + tail.text.len())..).unwrap_or(rest)
}

/// The unit of time that lies `shift` of it from `today`: the year, the month or the day.
pub fn shifted(today: Date, unit: &str, shift: i64) -> Option<Stretch> {
    let month = |months: i64| months_after(today, months).and_then(|date| Stretch::month(date.year(), date.month()));
    match unit {
        "Y" => Stretch::year(i16::try_from(i64::from(today.year()) + shift).ok()?),
        "Q" => month(shift.checked_mul(3)?),
        "M" => month(shift),
        "W" => days_after(today, shift.checked_mul(7)?).map(Stretch::day),
        "D" => days_after(today, shift).map(Stretch::day),
        _ => None,
    }
}
