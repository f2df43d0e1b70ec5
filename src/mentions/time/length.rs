//! Lengths of time as sums of their units, and their values in the largest whole units.

use rust_decimal::Decimal;

use crate::mentions::DurationValue;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Years.
    Year,
    /// Quarters of a year.
    Quarter,
    /// Months.
    Month,
    /// Weeks.
    Week,
    /// Days.
    Day,
    /// Hours.
    Hour,
    /// Minutes.
    Minute,
    /// Seconds.
    Second,
}

impl Unit {
    /// The unit of a letter of `data/time_units.toml`.
    pub fn of(letter: &str) -> Option<Self> {
        Some(match letter {
            "Y" => Self::Year,
            "Q" => Self::Quarter,
            "M" => Self::Month,
            "W" => Self::Week,
            "D" => Self::Day,
            "H" => Self::Hour,
            "m" => Self::Minute,
            "S" => Self::Second,
            _ => return None,
        })
    }
}

/// `count` of `unit` in the largest whole units: 12 months are a year, half a year six months.
pub fn length(count: Decimal, unit: Unit) -> Option<DurationValue> {
    let mut value = DurationValue::default();
    add(&mut value, count, unit)?;
    Some(carried(value))
}

/// Adds `count` of `unit`; a part of a unit goes to the smaller ones where it is whole there.
pub fn add(value: &mut DurationValue, count: Decimal, unit: Unit) -> Option<()> {
    let (whole, part) = (count.trunc(), count.fract());
    let mut split = |slot: fn(&mut DurationValue) -> &mut Decimal, each: i64, smaller: Unit| {
        let below = part.checked_mul(Decimal::from(each))?;
        let exact = !part.is_zero() && (below.fract().is_zero() || below.fract() == Decimal::new(5, 1));
        let slot = slot(value);
        *slot = slot.checked_add(if exact { whole } else { count })?;
        if exact { add(value, below, smaller) } else { Some(()) }
    };
    match unit {
        Unit::Year => split(|value| &mut value.years, 12, Unit::Month),
        Unit::Quarter => add(value, count.checked_mul(Decimal::from(3))?, Unit::Month),
        Unit::Month => split(|value| &mut value.months, 30, Unit::Day),
        Unit::Week => split(|value| &mut value.weeks, 7, Unit::Day),
        Unit::Day => split(|value| &mut value.days, 24, Unit::Hour),
        Unit::Hour => split(|value| &mut value.hours, 60, Unit::Minute),
        Unit::Minute => split(|value| &mut value.minutes, 60, Unit::Second),
        Unit::Second => {
            value.seconds = value.seconds.checked_add(count)?;
            Some(())
        }
    }
}

/// A value of one unit in the largest unit that holds it whole.
fn carried(value: DurationValue) -> DurationValue {
    let mut value = value;
    carry(&mut value, 60, |value| (&mut value.seconds, &mut value.minutes));
    carry(&mut value, 60, |value| (&mut value.minutes, &mut value.hours));
    carry(&mut value, 24, |value| (&mut value.hours, &mut value.days));
    carry(&mut value, 7, |value| (&mut value.days, &mut value.weeks));
    carry(&mut value, 12, |value| (&mut value.months, &mut value.years));
    value
}

/// Moves a unit that stands alone up to the next one, where that divides it.
fn carry(value: &mut DurationValue, each: i64, pair: fn(&mut DurationValue) -> (&mut Decimal, &mut Decimal)) {
    let before = *value;
    let (small, large) = pair(value);
    let alone = DurationValue { ..Default::default() };
    let count = *small;
    let divides = !count.is_zero() && (count % Decimal::from(each)).is_zero() && large.is_zero();
    if divides {
        *large = count / Decimal::from(each);
        *small = Decimal::ZERO;
        let rest = {
            let mut rest = before;
            *pair(&mut rest).0 = Decimal::ZERO;
            rest
        };
        if rest != alone {
            *value = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn largest_whole_units() {
        for (count, unit, want) in [
            ("12", Unit::Month, "P1Y"),
            ("18", Unit::Month, "P18M"),
            ("0.5", Unit::Year, "P6M"),
            ("2.5", Unit::Year, "P2Y6M"),
            ("1.5", Unit::Hour, "PT1H30M"),
            ("24", Unit::Hour, "P1D"),
            ("14", Unit::Day, "P2W"),
            ("9", Unit::Day, "P9D"),
            ("5", Unit::Quarter, "P15M"),
        ] {
            let count = count.parse().unwrap();
            assert_eq!(length(count, unit).map(|value| value.to_string()), Some(want.to_owned()));
        }
    }
}
