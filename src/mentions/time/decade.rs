//! Decades and centuries.
//!
//! ```text
//! decade   = [ century ] numeral "年代" ;
//! century  = numeral "世紀" | "上世紀" | "本世紀" ;
//! ```
//!
//! A century is that of ISO 8601, so that its decades lie in it: 20世紀 is 1900 to 1999.

use super::base::Env;
use super::calendar::{Point, Stretch};
use super::number::{Read, no, numeral, some};
use super::part;
use super::text::{any_of, gap};
use crate::mentions::Date;

/// Reads a decade or a century, with its edge.
pub fn decade<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
    let (rest, century) = century(env, i).map_or((i, None), |(rest, century)| (rest, Some(century)));
    let (rest, stretch) = match (ten_years(gap(rest), century.map(|(first, _)| first)), century) {
        (Ok(found), _) => found,
        (Err(_), Some((first, _))) => (rest, Stretch::years(first, first + 99)),
        _ => return no(),
    };
    let (rest, edge) = part::edge(env, rest, "年").unwrap_or((rest, None));
    let anchored = century.is_some_and(|(_, anchored)| anchored);
    some(rest, stretch.map(|stretch| Point { edge, anchored, ..Point::new(stretch) }))
}

/// `century` of the grammar: its first year, and whether it hangs on the document's date.
fn century<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, (i16, bool)> {
    let today = env.today().map(|today: Date| today.year() - today.year().rem_euclid(100));
    for (words, shift) in
        [(["上世紀", "上世纪", "上個世紀", "上个世纪"], -100), (["本世紀", "本世纪", "這個世紀", "这个世纪"], 0)]
    {
        if let Ok((rest, ())) = any_of(i, &words) {
            return some(rest, today.map(|year| (year + shift, true)));
        }
    }
    let (rest, number) = numeral(i)?;
    let (rest, ()) = any_of(gap(rest), &["世紀", "世纪"])?;
    some(rest, number.within(1, 30).map(|number| ((number - 1) * 100, false)))
}

/// A decade of `century`, of the last century where none is named (九十年代), or in four figures (1980年代).
fn ten_years(i: &str, century: Option<i16>) -> Read<'_, Option<Stretch>> {
    let (rest, number) = numeral(i)?;
    let (rest, ()) = any_of(gap(rest), &["年代"])?;
    let first = match number.within(0, 2100) {
        Some(year) if year >= 1000 && year % 10 == 0 => year,
        Some(ten) if ten < 100 && ten % 10 == 0 => century.unwrap_or(if ten < 30 { 2000 } else { 1900 }) + ten,
        _ => return no(),
    };
    Ok((rest, Stretch::years(first, first + 9)))
}
