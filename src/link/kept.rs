//! A record in the corpus: every word a number.

use rust_decimal::Decimal;

use super::record::{Name, Point, Record};
use super::{Pool, Text};

/// A record with its words in the pool; a word that is absent is the empty one.
#[derive(Debug)]
pub(super) struct Kept {
    pub document: Text,
    pub region: Text,
    pub traditional: bool,
    pub names: Box<[KeptName]>,
    pub points: Box<[KeptPoint]>,
}

#[derive(Debug)]
pub(super) struct KeptName {
    pub name: Text,
    pub kind: Text,
    pub key: Text,
    pub wording: Text,
    pub foreign: Text,
    pub generic: bool,
    pub reaches: bool,
    pub others: Box<[KeptOther]>,
}

#[derive(Debug)]
pub(super) struct KeptOther {
    pub text: Text,
    pub relation: Text,
    pub key: Text,
    pub generic: bool,
}

/// A figure in some sixty bytes: a corpus has millions.
#[derive(Debug)]
pub(super) struct KeptPoint {
    pub subject: Text,
    pub subject_key: Text,
    pub entity: Option<u32>,
    pub property: Text,
    pub key: Text,
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

impl Kept {
    pub fn of(record: &Record, pool: &mut Pool) -> Self {
        Self {
            document: pool.put(&record.document),
            region: pool.put(&record.region),
            traditional: record.traditional,
            names: record.names.iter().map(|name| KeptName::of(name, pool)).collect(),
            points: record.points.iter().map(|point| KeptPoint::of(point, pool)).collect(),
        }
    }
}

impl KeptName {
    fn of(name: &Name, pool: &mut Pool) -> Self {
        let others = name.others.iter().map(|other| KeptOther {
            text: pool.put(&other.text),
            relation: pool.put(&other.relation),
            key: pool.put(&other.key),
            generic: other.generic,
        });
        let others = others.collect();
        Self {
            name: pool.put(&name.name),
            kind: pool.put(&name.kind),
            key: pool.put(&name.key),
            wording: pool.put(&name.wording),
            foreign: pool.put(name.foreign.as_deref().unwrap_or("")),
            generic: name.generic,
            reaches: name.reaches,
            others,
        }
    }
}

impl KeptPoint {
    fn of(point: &Point, pool: &mut Pool) -> Self {
        let mut number = |value: Option<Decimal>| value.map_or(0, |value| pool.put(&value.normalize().to_string()));
        let (value, min, max) = (number(point.value), number(point.min), number(point.max));
        Self {
            subject: pool.put(&point.subject),
            subject_key: pool.put(&point.subject_key),
            entity: point.entity,
            property: pool.put(&point.property),
            key: pool.put(&point.key),
            unit: pool.put(&point.unit),
            per: pool.put(&point.per),
            value,
            min,
            max,
            bound: pool.put(&point.bound),
            as_of: pool.put(point.as_of.as_deref().unwrap_or("")),
            days: pool.put(&point.days),
            status: pool.put(&point.status),
            fact: point.fact,
            counted: point.counted,
        }
    }
}
