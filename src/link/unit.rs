//! Units made comparable: those of one dimension are brought to one unit where they differ.
//!
//! The factors are exact (BIPM, The International System of Units, 2019; UCUM).

use rust_decimal::Decimal;

/// The unit of a dimension for each of its units, and how many of it one is.
const UNITS: [(&str, &str, &str); 28] = [
    ("m2", "m2", "1"),
    ("har", "m2", "10000"),
    ("km2", "m2", "1000000"),
    ("m", "m", "1"),
    ("km", "m", "1000"),
    ("cm", "m", "0.01"),
    ("mm", "m", "0.001"),
    ("g", "kg", "0.001"),
    ("kg", "kg", "1"),
    ("t", "kg", "1000"),
    ("L", "m3", "0.001"),
    ("l", "m3", "0.001"),
    ("m3", "m3", "1"),
    ("W", "kW", "0.001"),
    ("kW", "kW", "1"),
    ("MW", "kW", "1000"),
    ("GW", "kW", "1000000"),
    ("kW.h", "kW.h", "1"),
    ("MW.h", "kW.h", "1000"),
    ("GW.h", "kW.h", "1000000"),
    ("TW.h", "kW.h", "1000000000"),
    ("s", "s", "1"),
    ("min", "s", "60"),
    ("h", "s", "3600"),
    ("B", "By", "1"),
    ("MBy", "By", "1000000"),
    ("GBy", "By", "1000000000"),
    ("TBy", "By", "1000000000000"),
];

/// The unit that stands for the dimension of `unit`; `unit` itself where it is the only one.
#[must_use]
pub fn base(unit: &str) -> &str {
    UNITS.iter().find(|row| row.0 == unit).map_or(unit, |row| row.1)
}

/// How many base units one `unit` is.
#[must_use]
pub fn factor(unit: &str) -> Decimal {
    UNITS.iter().find(|row| row.0 == unit).and_then(|row| row.2.parse().ok()).unwrap_or(Decimal::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hectares_are_square_metres() {
        assert_eq!(base("har"), base("m2"));
        assert_eq!(factor("har"), Decimal::from(10_000));
        assert_eq!(base("Cel"), "Cel");
        assert_eq!(factor("Cel"), Decimal::ONE);
    }
}
