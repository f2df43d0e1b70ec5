//! Counted parts of a year or a month in Chinese.
//!
//! ```text
//! counted  = "第" numeral [ connector [ "第" ] numeral ] [ "個" ] unit      (* 第三季, 第8個月, 第52周 *)
//!          | ( "首" | "前" | "頭" ) [ numeral [ "個" ] ] unit | "最後" numeral [ "個" ] unit ;
//! unit     = "季度" | "季" | "月" | "星期" | "周" | "日" | "天" ;
//! ```

use super::calendar::{Stretch, days_after};
use super::number::{Numeral, Read, no, numeral, some};
use super::text::{any_of, gap, one_of, skip};

/// The units that are counted inside a year or a month.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Quarter,
    Month,
    Week,
    Day,
}

/// `nth`, `first` and `last` of the grammar, inside `whole`.
pub fn counted<'a>(whole: Option<Stretch>, i: &'a str) -> Read<'a, Stretch> {
    let (rest, from) = any_of(i, &["第"])
        .map(|(rest, ())| (rest, '第'))
        .or_else(|_| any_of(i, &["最後", "最后"]).map(|(rest, ())| (rest, '後')))
        .or_else(|_| one_of(i, "首前頭头"))?;
    let rest = gap(rest);
    let (rest, count) = match numeral(rest) {
        Ok((rest, count)) if from == '第' && joined(whole, rest, count).is_ok() => return joined(whole, rest, count),
        Ok((rest, count)) => (gap(skip(gap(rest), "個个")), count.within(1, 366)),
        Err(_) if from == '首' => (rest, Some(1)),
        Err(_) => return no(),
    };
    let (rest, unit) = unit(rest)?;
    let stretch = whole.zip(count).and_then(|(whole, count)| take(whole, from, i64::from(count), unit));
    some(rest, stretch)
}

/// The unit of `nth`, `first` and `last`.
fn unit(i: &str) -> Read<'_, Unit> {
    for (words, unit) in [
        (&["季度", "季"][..], Unit::Quarter),
        (&["月份", "月"][..], Unit::Month),
        (&["星期", "禮拜", "礼拜", "週", "周"][..], Unit::Week),
        (&["日", "天"][..], Unit::Day),
    ] {
        if let Ok((rest, ())) = any_of(i, words) {
            return if rest.starts_with(['年', '刊', '報', '报']) { no() } else { Ok((rest, unit)) };
        }
    }
    no()
}

/// 第二至第三季: two numbers of one unit.
fn joined(whole: Option<Stretch>, rest: &str, first: Numeral) -> Read<'_, Stretch> {
    let (rest, ()) = any_of(gap(rest), &["至", "到", "-", "–", "及", "和", "與", "与", "、"])?;
    let (rest, last) = numeral(skip(rest, "第"))?;
    let (rest, unit) = unit(gap(skip(gap(rest), "個个")))?;
    let number = |count: Numeral| {
        whole.zip(count.within(1, 53)).and_then(|(whole, count)| take(whole, '第', count.into(), unit))
    };
    let next = first.value < last.value;
    some(rest, number(first).zip(number(last)).filter(|_| next).and_then(|(first, last)| first.to(last)))
}

/// The `count`th, first or last `count` of `unit` inside `whole`.
fn take(whole: Stretch, from: char, count: i64, unit: Unit) -> Option<Stretch> {
    let year = whole.start.year();
    let months = |each: i8, make: fn(i16, i8) -> Option<Stretch>| {
        let (count, all) = (i8::try_from(count).ok()?, 12 / each);
        let (first, last) = match from {
            '第' => (count, count),
            '後' => (all + 1 - count, all),
            _ => (1, count),
        };
        make(year, first)?.to(make(year, last)?)
    };
    let stretch = match (unit, from) {
        (Unit::Quarter, _) => months(3, Stretch::quarter),
        (Unit::Month, _) => months(1, Stretch::month),
        (Unit::Week, '第') => whole.week(count),
        (Unit::Week, '後') => whole.last_weeks(count),
        (Unit::Week, _) => whole.week(1)?.to(whole.week(count)?),
        (Unit::Day, '第') => days_after(whole.start, count - 1).map(Stretch::day),
        (Unit::Day, '後') => Stretch::days(days_after(whole.end, 1 - count)?, whole.end),
        (Unit::Day, _) => Stretch::days(whole.start, days_after(whole.start, count - 1)?),
    }?;
    // the first week of a month may end in the next one, but begins in its own
    (whole.start <= stretch.start && stretch.start <= whole.end).then_some(stretch)
}
