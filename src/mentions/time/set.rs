//! Recurring times in Chinese.
//!
//! ```text
//! set      = "每" [ "隔" | "一" ] unit [ [ "的" ] part ] | "每" numeral [ "個" ] unit [ "一次" ]
//!          | "每逢" weekday ;
//! ```

use rust_decimal::Decimal;

use super::base::Env;
use super::calendar::weekday;
use super::length::{Unit, length};
use super::number::{Read, no, numeral};
use super::part;
use super::text::{any_of, gap, one_of, skip, word};
use crate::mentions::{Found, Lang, SetValue, Value};

/// Reads the recurring time that begins at the place of `env`.
pub fn set(env: &Env<'_>) -> Option<Found> {
    let i = env.rest();
    let (rest, (count, unit)) = weekly(i).or_else(|_| period(env, i)).ok()?;
    let value = length(count, unit)?;
    let length = env.input.text.len();
    let value = Value::Set(SetValue { value, quant: Some("EACH") });
    let mut found = Found::new(env.at, length - rest.len(), Lang::Zh, value, "set");
    if let Ok((rest, ())) = any_of(gap(rest), &["一次", "一届", "一屆"]) {
        found.end = length - rest.len();
    }
    Some(found)
}

/// 每逢星期日, 逢週三.
fn weekly(i: &str) -> Read<'_, (Decimal, Unit)> {
    let (rest, ()) = any_of(i, &["每逢", "逢", "每"])?;
    let (rest, ()) = any_of(rest, &["星期", "禮拜", "礼拜", "週", "周"])?;
    let mut all = rest.chars();
    let day = all.next().and_then(weekday);
    let counted = all.as_str().starts_with(|c: char| "天日個个次小至".contains(c));
    match day.filter(|_| !counted) {
        Some(_) => Ok((all.as_str(), (Decimal::ONE, Unit::Week))),
        None => no(),
    }
}

/// A period, and the part of it that recurs: 每年4月, 每月15日.
fn period<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, (Decimal, Unit)> {
    let (rest, _) = one_of(i, "每")?;
    let rest = gap(skip(rest, "隔"));
    if let Ok((rest, _)) = one_of(rest, "半") {
        let (rest, unit) = unit(env, skip(rest, "個个"))?;
        return Ok((rest, (Decimal::new(5, 1), unit)));
    }
    let (rest, count) = numeral(rest).map_or((rest, 1), |(rest, number)| (rest, number.value));
    // 每兩至三年 recurs at the earliest after two
    let rest = word(&env.lexicon().time_connectors, gap(rest))
        .and_then(|(after, _)| numeral(gap(after)))
        .map_or(rest, |(rest, _)| rest);
    let (rest, unit) = unit(env, gap(skip(gap(rest), "個个")))?;
    let (rest, unit) = match (count, unit) {
        (0, _) => return no(),
        (1, Unit::Year) => (yearly(env, rest), unit),
        (1, Unit::Month) => (monthly(env, rest), unit),
        _ => (rest, unit),
    };
    Ok((rest, (Decimal::from(count), unit)))
}

/// The unit of a period.
fn unit<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Unit> {
    let (rest, unit) = word(&env.lexicon().time_units, i)?;
    let other = env.hidden(i, unit.text.len());
    let barred = other || unit.is("anniversary") || unit.get("needs").is_some();
    match unit.get("unit").and_then(Unit::of).filter(|_| !barred) {
        Some(unit) => Ok((rest, unit)),
        None => no(),
    }
}

/// Behind the month, quarter or edge of every year; the year itself does not matter.
fn yearly<'a>(env: &Env<'a>, rest: &'a str) -> &'a str {
    let next = gap(skip(gap(rest), "的"));
    let Ok((after, _)) = part::part(env, 2000, false, next) else {
        return part::edge(env, rest, "年").map_or(rest, |(rest, _)| rest);
    };
    let ranged =
        word(&env.lexicon().time_connectors, gap(after)).and_then(|(rest, _)| part::part(env, 2000, false, gap(rest)));
    ranged.map_or(after, |(rest, _)| rest)
}

/// Behind the day or edge of every month.
fn monthly<'a>(env: &Env<'a>, rest: &'a str) -> &'a str {
    part::within_month(env, 2000, 1, rest).map_or(rest, |(rest, _)| rest)
}
