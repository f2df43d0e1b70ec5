//! Dates in English told from the document's own: next year, last month, yesterday.

use super::base::Env;
use super::calendar::{Point, Stretch, days_after, monday, months_after};
use super::english::{en_word, figure_of, past};
use super::fiscal;
use super::number::{Read, no, some};
use super::text::{gap, phrase};
use crate::mentions::Calendar;

/// `next year`, `this financial year`, `last month`, `yesterday`.
pub fn relative<'a>(env: &Env<'a>, i: &'a str) -> Read<'a, Point> {
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
