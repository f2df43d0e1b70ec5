//! Stretches of days: what a date expression covers, and how it is written.

use std::fmt;

use jiff::{Span, civil::Weekday};

use crate::mentions::{Calendar, Date, Modifier};

/// One end of a date's value, as ISO 8601 writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// `YYYY`.
    Year(i16),
    /// `YYYY-H1`.
    Half(i16, i8),
    /// `YYYY-Q1`.
    Quarter(i16, i8),
    /// `YYYY-MM`.
    Month(i16, i8),
    /// `YYYY-MM-DD`.
    Day(Date),
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

/// The days that an expression covers, with the labels of its two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The label of the beginning.
    pub first: Label,
    /// The label of the end; the same as `first` for a single unit.
    pub last: Label,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

impl Stretch {
    /// A stretch of one label.
    const fn of(label: Label, start: Date, end: Date) -> Self {
        Self { first: label, last: label, start, end }
    }

    /// A day.
    pub const fn day(date: Date) -> Self {
        Self::of(Label::Day(date), date, date)
    }

    /// The days from `start` to `end`.
    pub fn days(start: Date, end: Date) -> Option<Self> {
        Self::day(start).to(Self::day(end))
    }

    /// A month of a year.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let start = Date::new(year, month, 1).ok()?;
        Some(Self::of(Label::Month(year, month), start, start.last_of_month()))
    }

    /// A quarter, 1 to 4.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        let all = (1..=4).contains(&quarter).then(|| Self::months(year, quarter * 3 - 2, quarter * 3)).flatten()?;
        Some(Self::of(Label::Quarter(year, quarter), all.start, all.end))
    }

    /// A half, 1 or 2.
    pub fn half(year: i16, half: i8) -> Option<Self> {
        let all = (1..=2).contains(&half).then(|| Self::months(year, half * 6 - 5, half * 6)).flatten()?;
        Some(Self::of(Label::Half(year, half), all.start, all.end))
    }

    /// A year.
    pub fn year(year: i16) -> Option<Self> {
        Some(Self::of(Label::Year(year), Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
    }

    /// The months `first` to `last` of a year.
    pub fn months(year: i16, first: i8, last: i8) -> Option<Self> {
        Self::month(year, first)?.to(Self::month(year, last)?)
    }

    /// The years `first` to `last`.
    pub fn years(first: i16, last: i16) -> Option<Self> {
        Self::year(first)?.to(Self::year(last)?)
    }

    /// A year that begins on the first of `month` and is named after two calendar years.
    pub fn split_year(year: i16, month: i8) -> Option<Self> {
        let end = Date::new(year.checked_add(1)?, month, 1).ok()?.yesterday().ok()?;
        let last = Label::Year(year.checked_add(1)?);
        Some(Self { first: Label::Year(year), last, start: Date::new(year, month, 1).ok()?, end })
    }

    /// From the beginning of this to the end of `other`, if that lies behind.
    pub fn to(self, other: Self) -> Option<Self> {
        (self.start <= other.end).then_some(Self {
            first: self.first,
            last: other.last,
            start: self.start,
            end: other.end,
        })
    }

    /// Days 1 to 10, 11 to 20, 21 to the end of a month.
    pub fn ten_days(year: i16, month: i8, part: i8) -> Option<Self> {
        let start = Date::new(year, month, part * 10 - 9).ok()?;
        let end = if part == 3 { start.last_of_month() } else { Date::new(year, month, part * 10).ok()? };
        Self::days(start, end)
    }

    /// The week number `nth` of this stretch: Monday to Sunday, the first beginning on its first Monday.
    pub fn week(self, nth: i64) -> Option<Self> {
        let to_monday = (8 - i64::from(self.start.weekday().to_monday_one_offset())) % 7;
        let monday = days_after(self.start, to_monday + 7 * (nth - 1))?;
        Self::days(monday, days_after(monday, 6)?)
    }

    /// The last `count` whole weeks of this stretch.
    pub fn last_weeks(self, count: i64) -> Option<Self> {
        let sunday = days_after(self.end, -i64::from(self.end.weekday().to_sunday_zero_offset()))?;
        Self::days(days_after(sunday, 1 - 7 * count)?, sunday)
    }

    /// As the contract writes it.
    pub fn value(&self) -> String {
        if self.first == self.last { self.first.to_string() } else { format!("{}/{}", self.first, self.last) }
    }
}

/// A date expression that was read, before the words around it are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// What it covers.
    pub stretch: Stretch,
    /// 初, 中, 底.
    pub edge: Option<Modifier>,
    /// Another calendar.
    pub calendar: Option<Calendar>,
    /// Whether it hangs on the document's date.
    pub anchored: bool,
    /// Whether it is whole as it stands, or owes its year to another date.
    pub complete: bool,
    /// Whether it names two ends: nothing opens or closes it then.
    pub joined: bool,
}

impl Point {
    /// A point that says its own year.
    pub const fn new(stretch: Stretch) -> Self {
        Self { stretch, edge: None, calendar: None, anchored: false, complete: true, joined: false }
    }

    /// With the year and month that a later part of a range takes over.
    pub fn base(&self) -> Base {
        let date = self.stretch.start;
        let month = matches!(self.stretch.last, Label::Day(_) | Label::Month(..)).then(|| self.stretch.end.month());
        let year = if self.calendar == Some(Calendar::Fiscal) { date.year() } else { self.stretch.end.year() };
        Base { year, month, anchored: self.anchored }
    }
}

/// Where a date takes what it leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// The year.
    pub year: i16,
    /// The month, if one was named.
    pub month: Option<i8>,
    /// Whether these come from the document's date.
    pub anchored: bool,
}

impl Base {
    /// Any year, for the first end of a range that takes its year from the second: 5月至2023年8月.
    pub const OWED: Self = Self { year: 2000, month: None, anchored: false };
}

/// The day `days` after `date`.
pub fn days_after(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The first of the month `months` after the month of `date`.
pub fn months_after(date: Date, months: i64) -> Option<Date> {
    date.first_of_month().checked_add(Span::new().try_months(months).ok()?).ok()
}

/// The Monday of the week of `date`.
pub fn monday(date: Date) -> Option<Date> {
    days_after(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

/// The weekday of 一 … 六, 日, 天.
pub const fn weekday(c: char) -> Option<Weekday> {
    Some(match c {
        '一' | '1' => Weekday::Monday,
        '二' | '2' => Weekday::Tuesday,
        '三' | '3' => Weekday::Wednesday,
        '四' | '4' => Weekday::Thursday,
        '五' | '5' => Weekday::Friday,
        '六' | '6' => Weekday::Saturday,
        '日' | '天' => Weekday::Sunday,
        _ => return None,
    })
}
