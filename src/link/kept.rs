//! A figure in the corpus: as a row in a file, and, while its series is put together, with every word a
//! number.

use std::io;

use rust_decimal::Decimal;

use super::record::Point;
use super::{Pool, Text};
use crate::spill::{Fields, Parts};

/// A figure in some sixty bytes; a word that is absent is the empty one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct KeptPoint {
    pub subject: Text,
    pub property: Text,
    pub unit: Text,
    pub per: Text,
    pub value: Text,
    pub min: Text,
    pub max: Text,
    pub bound: Text,
    pub as_of: Text,
    pub days: Text,
    pub status: Text,
    pub fact: u32,
    pub counted: bool,
}

/// Writes what a series needs of a figure, without what it is grouped by.
pub(super) fn write_point(row: &mut Fields, point: &Point) {
    let number = |value: Option<Decimal>| value.map_or_else(String::new, |value| value.normalize().to_string());
    row.start().number(point.fact).flag(point.counted);
    for word in [&point.subject, &point.property, &point.unit, &point.per] {
        row.word(word);
    }
    for value in [point.value, point.min, point.max] {
        row.word(&number(value));
    }
    for word in [&point.bound, point.as_of.as_ref().unwrap_or(&String::new()), &point.days, &point.status] {
        row.word(word);
    }
}

impl KeptPoint {
    pub fn read(row: &[u8], pool: &mut Pool) -> io::Result<Self> {
        let mut row = Parts(row);
        let (fact, counted) = (row.number()?, row.flag()?);
        let mut word = || Ok::<Text, io::Error>(pool.put(row.word()?));
        Ok(Self {
            subject: word()?,
            property: word()?,
            unit: word()?,
            per: word()?,
            value: word()?,
            min: word()?,
            max: word()?,
            bound: word()?,
            as_of: word()?,
            days: word()?,
            status: word()?,
            fact,
            counted,
        })
    }
}
