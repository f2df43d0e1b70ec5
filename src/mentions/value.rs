//! The values that a mention can state. Long because it lists every type with its words.

use std::fmt;

use rust_decimal::Decimal;

use crate::span::Span;

/// A day of the Gregorian calendar.
pub type Date = jiff::civil::Date;

/// Number of a mention in its document, written `m0`, `m1`, …
pub type MentionId = u32;

/// The language of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// How a figure is bounded by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bound {
    /// Just so.
    #[default]
    Exact,
    /// 約, 大約, 左右, 上下.
    About,
    /// 超過, 逾, 多.
    Over,
    /// 不少於, 至少, 以上.
    AtLeast,
    /// 少於, 不足.
    Under,
    /// 不超過, 最多, 上限.
    AtMost,
    /// 近, 接近.
    Nearly,
    /// Between two ends.
    Range,
}

impl Bound {
    /// The word of the output contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::AtLeast => "at_least",
            Self::Under => "under",
            Self::AtMost => "at_most",
            Self::Nearly => "nearly",
            Self::Range => "range",
        }
    }
}

/// A figure with its bound; `min` and `max` where it is open or a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amount {
    /// The figure.
    pub value: Option<Decimal>,
    /// The lower end.
    pub min: Option<Decimal>,
    /// The upper end.
    pub max: Option<Decimal>,
    /// How it is bounded.
    pub bound: Bound,
}

/// What a figure is for each of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Per {
    /// 每年, 每月: a period.
    Period(DurationValue),
    /// 每間公司: a thing, where it is named.
    Noun(Span),
}

/// An amount of money in main units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// Whether the text leaves the currency to be inferred.
    pub inferred: bool,
}

/// A percentage, 30 for 30 %.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Percent {
    /// How much.
    pub amount: Amount,
    /// Percentage points.
    pub points: bool,
}

/// A number of counted things.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// How many.
    pub amount: Amount,
    /// The classifier.
    pub classifier: Option<Span>,
    /// The head of what is counted.
    pub noun: Option<Span>,
    /// 首三座: the first of them.
    pub first: bool,
}

/// A measured quantity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quantity {
    /// How much.
    pub amount: Amount,
    /// UCUM code.
    pub unit: &'static str,
}

/// 2:1, with what stands on either side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ratio {
    /// The terms.
    pub terms: Vec<Decimal>,
    /// What each term is of; empty where the text does not say.
    pub labels: Vec<String>,
}

/// A place in a ranking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rank {
    /// Which place.
    pub amount: Amount,
    /// Among whom: 全球, 亞太區.
    pub scope: Option<Span>,
}

/// 第五期, 首屆.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ordinal {
    /// Which.
    pub value: Decimal,
    /// The classifier.
    pub classifier: Option<Span>,
}

/// TIMEX3 modifiers of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modifier {
    /// 初.
    Start,
    /// 中.
    Mid,
    /// 底, 末.
    End,
    /// early.
    Early,
    /// late.
    Late,
    /// 自…起.
    Since,
    /// 前.
    Before,
    /// 或之前.
    By,
    /// 之後.
    After,
    /// 內.
    Within,
}

impl Modifier {
    /// The word of the output contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Mid => "mid",
            Self::End => "end",
            Self::Early => "early",
            Self::Late => "late",
            Self::Since => "since",
            Self::Before => "before",
            Self::By => "by",
            Self::After => "after",
            Self::Within => "within",
        }
    }
}

/// The calendar of a year that is not the common one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// The fiscal year of the region.
    Fiscal,
    /// 1 September to 31 August.
    Academic,
    /// 民國.
    Roc,
}

impl Calendar {
    /// The word of the output contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fiscal => "fiscal",
            Self::Academic => "academic",
            Self::Roc => "roc",
        }
    }
}

/// A date or an interval of dates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateValue {
    /// `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Q1`, `YYYY-H1`, or `A/B`.
    pub value: String,
    /// The first day it covers.
    pub start: Option<Date>,
    /// The last day it covers.
    pub end: Option<Date>,
    /// What narrows or opens it.
    pub modifier: Option<Modifier>,
    /// Another calendar.
    pub calendar: Option<Calendar>,
    /// Whether it was resolved from the document's date.
    pub anchored: bool,
}

/// A length of time by its parts, as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DurationValue {
    /// Years.
    pub years: Decimal,
    /// Months.
    pub months: Decimal,
    /// Weeks.
    pub weeks: Decimal,
    /// Days.
    pub days: Decimal,
    /// Hours.
    pub hours: Decimal,
    /// Minutes.
    pub minutes: Decimal,
    /// Seconds.
    pub seconds: Decimal,
}

impl fmt::Display for DurationValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        for (count, letter) in [(self.years, 'Y'), (self.months, 'M'), (self.weeks, 'W'), (self.days, 'D')] {
            if !count.is_zero() {
                write!(f, "{}{letter}", count.normalize())?;
            }
        }
        let clock = [(self.hours, 'H'), (self.minutes, 'M'), (self.seconds, 'S')];
        if clock.iter().any(|(count, _)| !count.is_zero()) {
            f.write_str("T")?;
            for (count, letter) in clock {
                if !count.is_zero() {
                    write!(f, "{}{letter}", count.normalize())?;
                }
            }
        }
        if *self == Self::default() { f.write_str("T0S") } else { Ok(()) }
    }
}

/// A stated length of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Duration {
    /// How long.
    pub value: Option<DurationValue>,
    /// The lower end.
    pub min: Option<DurationValue>,
    /// The upper end.
    pub max: Option<DurationValue>,
    /// How it is bounded.
    pub bound: Bound,
}

/// A recurring time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SetValue {
    /// The period.
    pub value: DurationValue,
    /// TIMEX3 `quant`: EACH, EVERY.
    pub quant: Option<&'static str>,
}

/// The value of a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An amount of money.
    Money(Money),
    /// A percentage.
    Percent(Percent),
    /// A number of things.
    Count(Count),
    /// A measured quantity.
    Quantity(Quantity),
    /// A ratio.
    Ratio(Ratio),
    /// A place in a ranking.
    Rank(Rank),
    /// An ordinal.
    Ordinal(Ordinal),
    /// A date.
    Date(DateValue),
    /// A length of time.
    Duration(Duration),
    /// A recurring time.
    Set(SetValue),
    /// A bare numeral, on request only.
    Number(Amount),
}

impl Value {
    /// The type of the value.
    #[must_use]
    pub const fn kind(&self) -> Type {
        match self {
            Self::Money(_) => Type::Money,
            Self::Percent(_) => Type::Percent,
            Self::Count(_) => Type::Count,
            Self::Quantity(_) => Type::Quantity,
            Self::Ratio(_) => Type::Ratio,
            Self::Rank(_) => Type::Rank,
            Self::Ordinal(_) => Type::Ordinal,
            Self::Date(_) => Type::Date,
            Self::Duration(_) => Type::Duration,
            Self::Set(_) => Type::Set,
            Self::Number(_) => Type::Number,
        }
    }

    /// How the value is bounded; exact for the types without a bound.
    #[must_use]
    pub const fn bound(&self) -> Bound {
        match self {
            Self::Money(money) => money.amount.bound,
            Self::Percent(percent) => percent.amount.bound,
            Self::Count(count) => count.amount.bound,
            Self::Quantity(quantity) => quantity.amount.bound,
            Self::Rank(rank) => rank.amount.bound,
            Self::Number(amount) => amount.bound,
            Self::Duration(duration) => duration.bound,
            Self::Ratio(_) | Self::Ordinal(_) | Self::Date(_) | Self::Set(_) => Bound::Exact,
        }
    }
}

/// The type of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A number of things.
    Count,
    /// A measured quantity.
    Quantity,
    /// A ratio.
    Ratio,
    /// A place in a ranking.
    Rank,
    /// An ordinal.
    Ordinal,
    /// A date.
    Date,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
    /// A bare numeral.
    Number,
}

impl Type {
    /// All types, in the order of the contract.
    pub const ALL: [Self; 11] = [
        Self::Money,
        Self::Percent,
        Self::Count,
        Self::Quantity,
        Self::Ratio,
        Self::Rank,
        Self::Ordinal,
        Self::Date,
        Self::Duration,
        Self::Set,
        Self::Number,
    ];

    /// The word of the output contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Quantity => "quantity",
            Self::Ratio => "ratio",
            Self::Rank => "rank",
            Self::Ordinal => "ordinal",
            Self::Date => "date",
            Self::Duration => "duration",
            Self::Set => "set",
            Self::Number => "number",
        }
    }

    /// The type of this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Which types are looked for. All but the bare number, unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeSet(u16);

impl TypeSet {
    /// No type.
    pub const NONE: Self = Self(0);

    /// With `kind` added.
    #[must_use]
    pub const fn with(self, kind: Type) -> Self {
        Self(self.0 | 1 << kind as u16)
    }

    /// Whether `kind` is looked for.
    #[must_use]
    pub const fn has(self, kind: Type) -> bool {
        self.0 & 1 << kind as u16 != 0
    }
}

impl Default for TypeSet {
    fn default() -> Self {
        Type::ALL.into_iter().filter(|kind| *kind != Type::Number).fold(Self::NONE, Self::with)
    }
}

/// A value found in the text. It stores where it stands, not what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Its language.
    pub lang: Lang,
    /// What it states.
    pub value: Value,
    /// What the figure is for each of.
    pub per: Vec<Per>,
    /// The production that found it.
    pub rule: &'static str,
}
