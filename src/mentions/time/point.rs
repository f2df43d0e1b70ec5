//! One date in Chinese or in figures, with all its parts.
//!
//! ```text
//! point    = decade | fiscal | numeric | year [ "的" ] [ part | edge | lunar ] | relative | ago
//!          | lunar | part | edge | day | bare_years ;
//! ```

use super::base::Env;
use super::calendar::{Base, Label, Point, Stretch};
use super::decade::decade;
use super::fiscal::fiscal;
use super::lunar::lunar;
use super::number::{Read, Style, no, numeral, some};
use super::numeric::{bare_years, numeric};
use super::part;
use super::relative::{ago, of_same_year, of_year, relative};
use super::text::{gap, one_of, opens, trim};
use super::year::year;

/// Reads the longest plain date at `i`. `base` is the other end of a range, from which it takes what it leaves out.
pub fn point<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    decade(env, i)
        .or_else(|_| fiscal(env, i))
        .or_else(|_| numeric(env, i))
        .or_else(|_| dated(env, i))
        .or_else(|_| relative(env, i))
        .or_else(|_| ago(env, i))
        .or_else(|_| lunar(env, None, i))
        .or_else(|_| lone(env, i, base))
        .or_else(|_| bare_years(env, i))
}

/// A year with its part, its edge, or several years with the part of the last.
fn dated<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, years) = year(env, i)?;
    if told_lunar(trim(env.before_of(i))) {
        return some(rest, Stretch::year(years.last).map(Point::new));
    }
    if let Ok(found) = lunar(env, Some(years.last), rest) {
        return Ok(found);
    }
    let (rest, mut point) = of_year(env, years.last, rest)?;
    point.calendar = years.calendar;
    if years.first < years.last {
        let whole = Stretch::year(years.first).and_then(|first| first.to(point.stretch));
        return some(rest, whole.map(|stretch| Point { stretch, joined: true, ..point }));
    }
    Ok((rest, point))
}

/// A part of a year that it does not name: 8月, 第三季, 上半年, 年底, 12日.
fn lone<'a>(env: &Env<'a>, i: &'a str, base: Option<Base>) -> Read<'a, Point> {
    let Some(from) = base.or_else(|| starts_part(i).then(|| env.base()).flatten()) else { return no() };
    let before = trim(env.before_of(i));
    let (rest, (stretch, edge)) = month_half(from, i)
        .or_else(|_| part::part(env, from.year, true, i))
        .or_else(|_| bare_edge(env, from, before, i))
        .or_else(|_| day(env, from, base.is_some(), before, i))?;
    if before.ends_with('第') || (told_lunar(before) && !matches!(stretch.first, Label::Quarter(..) | Label::Half(..)))
    {
        return no();
    }
    Ok((rest, Point { edge, anchored: from.anchored, complete: false, ..Point::new(stretch) }))
}

/// Whether a part of a year can begin here, before anything is looked up for it.
fn starts_part(i: &str) -> bool {
    i.starts_with(|c: char| "第首前頭头上下年月最".contains(c)) || numeral(i).is_ok()
}

/// Whether a lunar date is told: its days are not those of the calendar.
fn told_lunar(before: &str) -> bool {
    before.ends_with(['曆', '历', '閏', '闰', '夏'])
}

/// 上半月, 下半月 of the document's month.
fn month_half(from: Base, i: &str) -> Read<'_, part::Part> {
    let (rest, side) = one_of(i, "上下")?;
    let (rest, ()) = super::text::any_of(rest, &["半月", "半個月", "半个月"])?;
    let Some(month) = from.month.and_then(|month| Stretch::month(from.year, month)) else { return no() };
    let middle = super::calendar::days_after(month.start, 14);
    let days = match side {
        '上' => middle.and_then(|middle| Stretch::days(month.start, middle)),
        _ => middle.and_then(|middle| Stretch::days(middle.tomorrow().ok()?, month.end)),
    };
    some(rest, days.map(|days| (days, None)))
}

/// 年底, 年內, 月初 by themselves, where a clause or a phrase of time begins.
fn bare_edge<'a>(env: &Env<'a>, from: Base, before: &str, i: &'a str) -> Read<'a, part::Part> {
    if !opens(before) && !before.ends_with(|c: char| "可望預预料計计期最約约".contains(c)) {
        return no();
    }
    let month = from.month.filter(|_| i.starts_with('月')).and_then(|month| Stretch::month(from.year, month));
    let whole = month.or_else(|| Stretch::year(from.year).filter(|_| i.starts_with('年')));
    let (rest, edge) = part::edge(env, i, if i.starts_with('月') { "月" } else { "年" })?;
    some(rest, whole.map(|whole| (whole, edge)))
}

/// A day that leaves out its month: the end of a range, or a date of the document's month in a report.
fn day<'a>(env: &Env<'a>, from: Base, ranged: bool, before: &str, i: &'a str) -> Read<'a, part::Part> {
    let (rest, number) = numeral(i)?;
    let Some(month) = from.month else { return no() };
    let (after, days) = part::days(env, from.year, month, i)?;
    let plain = number.style == Style::Figures && gap(rest).starts_with('日') && reported(env, before, after);
    some(after, days.filter(|_| ranged || plain).map(|days| (days, None)))
}

/// Whether a bare `29日` is a date: it opens a clause or follows 於, and no length of time goes on behind it.
fn reported(env: &Env<'_>, before: &str, after: &str) -> bool {
    let lasts = env.lexicon().time_tails.longest_at(gap(after)).is_some()
        || env.lexicon().time_bounds.longest_at(gap(after)).is_some_and(|word| word.get("after").is_some())
        || after.starts_with(|c: char| "期的之遊游".contains(c));
    opens(before) && !lasts
}

/// The other end of a range: `point` behind a connector, or 與 … 之間. Gives both together.
pub fn range<'a>(env: &Env<'a>, start: &'a str, rest: &'a str, left: Point) -> Read<'a, Point> {
    let next = gap(rest);
    let (after, right) = match env.lexicon().time_connectors.longest_at(next) {
        Some(word) => end(env, gap(next.get(word.text.len()..).unwrap_or("")), left)?,
        None => {
            let (next, _) = one_of(next, "與与和及跟")?;
            let (after, right) = end(env, gap(next), left)?;
            let (after, ()) = super::text::any_of(gap(after), &["之間", "之间", "間", "间"])?;
            (after, right)
        }
    };
    let mut first = left;
    if !left.complete && right.complete {
        // 10月至2024年3月: the first month takes the year of the second, or the one before
        let reread = |year: i16| point(env, start, Some(Base { year, month: None, anchored: right.anchored })).ok();
        let year = right.stretch.start.year();
        let found =
            reread(year).filter(|(_, point)| point.stretch.start <= right.stretch.end).or_else(|| reread(year - 1));
        first = found.map_or(left, |(_, point)| point);
    }
    let whole = first.stretch.to(right.stretch);
    let anchored = (left.anchored && !right.complete) || right.anchored || (left.complete && left.anchored);
    let calendar = left.calendar.or(right.calendar);
    some(
        after,
        whole.map(|stretch| Point {
            calendar,
            anchored,
            joined: true,
            complete: right.complete,
            ..Point::new(stretch)
        }),
    )
}

/// The second end; a part of a year that lies before the first belongs to the next year (8月至2月).
fn end<'a>(env: &Env<'a>, i: &'a str, left: Point) -> Read<'a, Point> {
    let base = left.base();
    if let Ok(found) = of_same_year(env, base.year, i) {
        return Ok(found);
    }
    let (rest, right) = point(env, i, Some(base))?;
    if !right.complete && right.stretch.end < left.stretch.start && base.month.is_some() {
        return point(env, i, Some(Base { year: base.year + 1, ..base }));
    }
    Ok((rest, right))
}
