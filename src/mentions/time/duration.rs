//! Lengths of time in Chinese.
//!
//! ```text
//! duration = terms | amount connector terms | term connector term | term "以上" term "以下" ;
//! terms    = term { [ "零" | "又" | "餘" | "加" ] term } ;
//! term     = amount [ "個" ] [ "多" | "半" ] unit [ "半" | "多" ] ;
//! ```

use rust_decimal::Decimal;

use super::amount::{Amount, amount};
use super::base::Env;
use super::bound::{Bounded, bounded};
use super::length::{Unit, add, length};
use super::number::{Read, no, some};
use super::text::{any_of, gap, is_blank, one_of, skip, trim, word};
use crate::mentions::{Bound, Duration, DurationValue, Found, Lang, Value};

/// One figure with its unit.
#[derive(Debug, Clone, Copy)]
struct Term {
    amount: Amount,
    unit: Unit,
    /// 分: minutes only beside another unit.
    partial: bool,
}

/// Reads the length of time that begins at the place of `env`.
pub fn duration(env: &Env<'_>) -> Option<Found> {
    if barred(env) {
        return None;
    }
    let (rest, mut duration) = range(env, env.rest()).or_else(|_| sum(env, env.rest())).ok()?;
    let length = env.input.text.len();
    let end = env.input.before(length - rest.len()).trim_end_matches(is_blank).len();
    let Bounded { bound, rest: after } = bounded(env, rest);
    if duration.bound == Bound::Exact || (duration.bound == Bound::Over && bound == Bound::AtMost) {
        duration.bound = bound;
    }
    let mut found = Found::new(env.at, end, Lang::Zh, Value::Duration(duration), "duration");
    found.end = (length - after).max(end);
    Some(found)
}

/// Whether what stands before makes the numeral no figure: 第三年, 同一天, 上半年, 10月1日, 八月十五日.
fn barred(env: &Env<'_>) -> bool {
    let before = trim(env.before());
    let one = env.rest().starts_with('一');
    let half = env.rest().starts_with(['半', '大', '個', '个']);
    before.chars().next_back().is_some_and(|c| {
        "第月曆历".contains(c)
            || (one && "同某這这那每新另哪統统唯萬万初".contains(c))
            || (one && c == '有' && (env.rest().starts_with("一天") || env.rest().starts_with("一日")))
            || (half && "上下前後后一兩两大多".contains(c))
    })
}

/// `terms` of the grammar.
fn sum<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Duration> {
    let (mut rest, first) = term(env, i)?;
    let mut value = DurationValue::default();
    let (mut last, mut over, mut terms) = (first, first.amount.over, 1);
    if add(&mut value, first.amount.value, first.unit).is_none() {
        return no();
    }
    while let Ok((after, next)) = term(env, gap(skip(gap(rest), "零又餘余加和多"))) {
        if next.unit <= last.unit
            || next.amount.high.is_some()
            || add(&mut value, next.amount.value, next.unit).is_none()
        {
            break;
        }
        (rest, last, over, terms) = (after, next, next.amount.over, terms + 1);
    }
    if terms == 1 && (first.partial || idle(first)) {
        return no();
    }
    let value = if terms == 1 { length(first.amount.value, first.unit) } else { Some(value) };
    let bound = if over { Bound::Over } else { Bound::Exact };
    let pair = first.amount.high.and_then(|high| length(high, first.unit));
    some(
        rest,
        value.map(|value| match pair {
            Some(high) => ranged(value, high),
            None => Duration { value: Some(value), bound, ..Duration::default() },
        }),
    )
}

/// Nothing: 零年, 0天.
fn idle(term: Term) -> bool {
    term.amount.value.is_zero()
}

/// From one length to another.
pub fn ranged(low: DurationValue, high: DurationValue) -> Duration {
    Duration { value: None, min: Some(low), max: Some(high), bound: Bound::Range }
}

/// `amount connector terms`, `term connector term` and 以上 … 以下 of the grammar.
fn range<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Duration> {
    let connector = |i: &'a str| word(&env.lexicon().time_connectors, gap(i)).map(|(rest, _)| gap(rest));
    let (low, (rest, high)) = match term(env, i) {
        Ok((rest, low)) if !low.partial => {
            let next = any_of(gap(rest), &["以上", "或以上"])
                .map(|(rest, ())| skip(gap(rest), "、，,"))
                .or_else(|_| connector(rest))?;
            let (rest, high) = term(env, next)?;
            ((low.amount, low.unit), (any_of(rest, &["以下"]).map_or(rest, |(rest, ())| rest), high))
        }
        _ => {
            let (rest, low) = amount(i)?;
            let (rest, high) = term(env, connector(rest)?)?;
            ((low, high.unit), (rest, high))
        }
    };
    let lengths = length(low.0.value, low.1).zip(length(high.amount.value, high.unit));
    let rises = low.1 != high.unit || low.0.value < high.amount.value;
    some(rest, lengths.filter(|_| rises && !high.partial).map(|(low, high)| ranged(low, high)))
}

/// `term` of the grammar.
fn term<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Term> {
    let (rest, mut amount) = amount(i)?;
    let rest = gap(rest);
    let (after, unit) = word(&env.lexicon().time_units, rest)?;
    let other = env.hidden(rest, unit.text.len());
    let needs = unit.get("classifier") == Some("needed")
        && !amount.classified
        && !(amount.plain && unit.text != "季" && unit.text != "年度");
    if other || needs || dated(amount, unit.text) {
        return no();
    }
    let unclassified = amount.classified && unit.text == "年";
    let Some(letter) = unit.get("unit").and_then(Unit::of).filter(|_| !unclassified) else { return no() };
    let half = after.strip_prefix('半').filter(|_| !env.hidden(after, '半'.len_utf8()));
    let after = half.unwrap_or(after);
    amount.value += if half.is_some() { Decimal::new(5, 1) } else { Decimal::ZERO };
    let more = one_of(after, "多餘余")
        .ok()
        .filter(|(rest, _)| !rest.starts_with(|c: char| "次個个元名項项種种家間间".contains(c)));
    let after = more.map_or(after, |(rest, _)| rest);
    amount.over |= more.is_some();
    Ok((after, Term { amount, unit: letter, partial: unit.get("needs") == Some("compound") }))
}

/// Whether a figure before 年 is a year and no length: 2024年.
fn dated(amount: Amount, unit: &str) -> bool {
    unit == "年"
        && !amount.classified
        && amount.value >= Decimal::from(1900)
        && amount.value <= Decimal::from(2100)
        && amount.value != Decimal::from(2000)
}
