//! The parts of a year in Chinese: halves, quarters, months, days, weeks, ten-day parts.
//!
//! ```text
//! part     = half | counted | quarter | months ;
//! half     = ( "上" | "下" ) "半年" ;
//! quarter  = numeral "季度" | "Q" numeral ;
//! months   = [ numeral connector ] numeral "月" [ "份" ] [ day | tenth | counted | edge ] ;
//! day      = [ numeral connector ] numeral ( "日" | "號" ) ;
//! tenth    = "上旬" | "中旬" | "下旬" ;
//! ```

use super::base::Env;
use super::calendar::Stretch;
use super::counted::counted;
use super::number::{Numeral, Read, Style, no, numeral, some};
use super::text::{any_of, closes, gap, one_of, skip, word};
use crate::mentions::{Date, Modifier};

/// A part of a year with its edge.
pub type Part = (Stretch, Option<Modifier>);

/// Reads a part of `year`. `lone`: no year stands before it, so that it has to be plain by itself.
pub fn part<'a>(env: &Env<'a>, year: i16, lone: bool, i: &'a str) -> Read<'a, Part> {
    if let Ok((rest, half)) = half(i) {
        return some(rest, Stretch::half(year, half).map(|half| (half, None)));
    }
    counted(Stretch::year(year), i)
        .or_else(|_| quarter(lone, i).and_then(|(rest, number)| some(rest, Stretch::quarter(year, number))))
        .map(|(rest, stretch)| {
            edge(env, rest, "季").map_or((rest, (stretch, None)), |(rest, edge)| (rest, (stretch, edge)))
        })
        .or_else(|_| months(env, year, i))
}

/// Whether what follows a year shows that it is one: a part of it, or its edge.
pub fn follows_year(env: &Env<'_>, rest: &str) -> bool {
    part(env, 2000, false, gap(rest)).is_ok() || edge(env, rest, "年").is_ok()
}

/// `half` of the grammar.
fn half(i: &str) -> Read<'_, i8> {
    any_of(i, &["上半年", "前半年", "H1"])
        .map(|(rest, ())| (rest, 1))
        .or_else(|_| any_of(i, &["下半年", "後半年", "后半年", "H2"]).map(|(rest, ())| (rest, 2)))
}

/// `quarter` of the grammar.
fn quarter(lone: bool, i: &str) -> Read<'_, i8> {
    if let Ok((rest, _)) = one_of(i, "Q") {
        let (rest, number) = numeral(rest)?;
        return some(rest, number.within(1, 4).map(|number| number as i8));
    }
    let (rest, number) = numeral(i)?;
    let (rest, _) = one_of(gap(rest), "季")?;
    let (rest, told) = one_of(rest, "度").map_or((rest, !lone), |(rest, _)| (rest, true));
    some(rest, number.within(1, 4).filter(|_| told).map(|number| number as i8))
}

/// `months` of the grammar.
fn months<'a>(env: &Env<'a>, year: i16, i: &'a str) -> Read<'a, Part> {
    let (rest, first) = numeral(i)?;
    if let Ok((rest, (first, last))) = pair(env, rest, first, 12, "月") {
        return some(skip(rest, "份"), Stretch::months(year, first, last).map(|months| (months, None)));
    }
    let (rest, _) = one_of(gap(rest), "月")?;
    if i.starts_with(['仨', '兩', '两']) || rest.starts_with(['台', '臺', '餅', '饼', '球', '亮']) {
        return no();
    }
    let rest = skip(rest, "份");
    let Some(month) = first.within(1, 12).map(|month| month as i8) else { return no() };
    within_month(env, year, month, rest)
}

/// What may follow a month: a day, a part of it, or its edge.
pub fn within_month<'a>(env: &Env<'a>, year: i16, month: i8, rest: &'a str) -> Read<'a, Part> {
    let Some(whole) = Stretch::month(year, month) else { return no() };
    let next = gap(skip(gap(rest), "的之"));
    if let Ok((rest, days)) = days(env, year, month, next) {
        return some(rest, days.map(|days| (days, None)));
    }
    for (word, number) in [("上旬", 1), ("中旬", 2), ("下旬", 3)] {
        if let Some(rest) = next.strip_prefix(word) {
            return some(rest, Stretch::ten_days(year, month, number).map(|days| (days, None)));
        }
    }
    if let Ok((rest, inside)) = counted(Some(whole), next)
        && whole.start <= inside.start
        && inside.start <= whole.end
    {
        return Ok((rest, (inside, None)));
    }
    Ok(edge(env, rest, "月").map_or((rest, (whole, None)), |(rest, edge)| (rest, (whole, edge))))
}

/// `day` of the grammar; none where the month has no such day.
pub fn days<'a>(env: &Env<'a>, year: i16, month: i8, i: &'a str) -> Read<'a, Option<Stretch>> {
    let (rest, first) = numeral(i)?;
    let day = |day: i8| date(year, month, day);
    if let Ok((rest, (first, last))) = pair(env, rest, first, 31, "日號号") {
        return Ok((rest, day(first).zip(day(last)).and_then(|(first, last)| Stretch::days(first, last))));
    }
    let said = one_of(gap(rest), "日號号");
    // 八月十五: without 日 only where nothing could be counted
    let bare = first.style == Style::Spelled && first.length > 1 && closes(rest);
    let rest = if bare && said.is_err() { rest } else { said?.0 };
    match first.within(1, 31) {
        Some(number) => Ok((rest, day(number as i8).map(Stretch::day))),
        None => no(),
    }
}

/// A day; 29 February of no leap year is that of the last leap year before, as no other can be meant.
fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().or_else(|| {
        let leap = (1..8).find_map(|back| Date::new(year - back, month, day).ok());
        leap.filter(|_| month == 2 && day == 29)
    })
}

/// Two numerals that share a unit: 12-19日, 1至5月.
fn pair<'a>(env: &Env<'a>, rest: &'a str, first: Numeral, most: u64, units: &str) -> Read<'a, (i8, i8)> {
    let (rest, _) = word(&env.lexicon().time_connectors, gap(rest))?;
    let (rest, last) = numeral(gap(rest))?;
    let (rest, _) = one_of(gap(rest), units)?;
    let ends = first.within(1, most).zip(last.within(1, most)).filter(|(first, last)| first < last);
    some(rest, ends.map(|(first, last)| (first as i8, last as i8)))
}

/// The edge of a year (年), a quarter (季) or a month (月): 初, 年底, 月中.
pub fn edge<'a>(env: &Env<'a>, i: &'a str, of: &str) -> Read<'a, Option<Modifier>> {
    let i = gap(i);
    let (rest, word) = word(&env.lexicon().time_edges, i)?;
    let other = env.hidden(i, word.text.len());
    let foreign = word.text.starts_with(['年', '月', '季']) && !word.text.starts_with(of);
    if other || foreign || (word.text == "中" && !alone(rest)) {
        return no();
    }
    Ok((rest, modifier(word.get("mod").unwrap_or(""))))
}

/// Whether 中 before `rest` is a word of its own.
fn alone(rest: &str) -> bool {
    closes(rest)
        || one_of(
            rest,
            "起前後后至到開开推完舉举正展公發发的落啟启投動动再旬竣建通試试實实招分首逐可將将先交付入施遷迁搬",
        )
        .is_ok()
}

/// The modifier of this word of the contract.
pub fn modifier(word: &str) -> Option<Modifier> {
    use Modifier::{After, Before, By, Early, End, Late, Mid, Since, Start, Within};
    [Start, Mid, End, Early, Late, Since, Before, By, After, Within].into_iter().find(|found| found.word() == word)
}
