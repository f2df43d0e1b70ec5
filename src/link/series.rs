//! One indicator over documents and years.
//!
//! A series has one subject (joined across documents), one property by meaning, one unit, and two
//! points or more. Where one document states two figures for one date, the property was too coarse:
//! those figures are kept apart by the document's own words, and left out where even these are the same.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::kept::KeptPoint;
use super::paths::Documents;
use super::{Pool, Text, unit, wording};
use crate::lexicon::Lexicon;

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series<'a> {
    /// What it is about.
    pub subject: &'a str,
    /// The number of the joined entity that this is.
    pub entity: Option<u32>,
    /// The property, as the latest point has it.
    pub property: &'a str,
    /// The unit of all values.
    pub unit: &'a str,
    /// What the figures are for each of.
    pub per: &'a str,
    /// Whether the documents give them in different units.
    pub mixed: bool,
    /// The points in the order of their dates, undated ones last.
    pub points: Vec<Reading<'a>>,
}

/// One point of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The date at which it holds.
    pub as_of: Option<&'a str>,
    /// The figure in the unit of the series.
    pub value: Option<Decimal>,
    /// The lower end of a range.
    pub min: Option<Decimal>,
    /// The upper end of a range.
    pub max: Option<Decimal>,
    /// Its bound.
    pub bound: &'a str,
    /// `actual`, `planned` or `target`.
    pub status: &'a str,
    /// The document's path.
    pub document: &'a str,
    /// The number of the fact there.
    pub fact: u32,
    /// The property in the document's words.
    pub words: &'a str,
    /// Whether another point has another value for the same date.
    pub conflict: bool,
}

/// One point of a group with the number of its document.
#[derive(Debug)]
pub(super) struct Place {
    pub document: u32,
    pub point: KeptPoint,
}

/// What the points of a group have in common.
pub(super) struct Group<'a> {
    pub pool: &'a Pool,
    pub documents: &'a Documents,
    /// The number and the name of the joined entity that they are about.
    pub entity: Option<(u32, &'a str)>,
}

impl<'a> Group<'a> {
    /// The series that the points of one subject, property and unit make.
    pub fn series(&self, places: &'a [Place]) -> Vec<Series<'a>> {
        let places = places.iter().collect();
        self.apart(places).into_iter().filter_map(|places| self.one(places)).collect()
    }

    fn words(&self, word: Text) -> &'a str {
        self.pool.get(word)
    }

    /// A group as it is, or, where a document contradicts itself in it, cut by the documents' own
    /// words; what is still contradicted so is no indicator.
    fn apart(&self, places: Vec<&'a Place>) -> Vec<Vec<&'a Place>> {
        if !self.contradicts(&places) {
            return vec![places];
        }
        let mut by_words: BTreeMap<String, Vec<&'a Place>> = BTreeMap::new();
        for place in places {
            by_words.entry(crate::script::key(self.words(place.point.property))).or_default().push(place);
        }
        by_words.into_values().filter(|places| !self.contradicts(places)).collect()
    }

    /// Whether one document has two values for one date.
    fn contradicts(&self, places: &[&Place]) -> bool {
        let mut seen: BTreeMap<(u32, Text, Text), (Text, Text)> = BTreeMap::new();
        places.iter().any(|place| {
            let key = (place.document, place.point.days, place.point.status);
            let value = (place.point.value, place.point.max);
            *seen.entry(key).or_insert(value) != value
        })
    }

    /// The points in order, each once, where they are a series.
    fn one(&self, mut places: Vec<&'a Place>) -> Option<Series<'a>> {
        let one = places.iter().all(|place| Some(place.document) == places.first().map(|first| first.document));
        let dated = places.iter().all(|place| place.point.as_of != 0);
        (places.len() > 1 && (dated || !one)).then_some(())?;
        places.sort_by_key(|place| {
            let days = self.words(place.point.days);
            (days.len() < 2, days, place.document, place.point.fact)
        });
        let mut seen = BTreeSet::new();
        places.retain(|place| seen.insert((place.document, place.point.days, place.point.value, place.point.max)));
        (places.len() > 1).then_some(())?;
        let latest = &places.iter().rev().find(|place| place.point.as_of != 0).or(places.last())?.point;
        let mixed = places.iter().any(|place| !place.point.counted && place.point.unit != latest.unit);
        let unit = self.words(latest.unit);
        let mut points: Vec<Reading<'a>> = places.iter().map(|place| self.reading(place, mixed)).collect();
        mark(&mut points, &places);
        Some(Series {
            subject: self.entity.map_or_else(|| self.words(latest.subject), |(_, name)| name),
            entity: self.entity.map(|(number, _)| number),
            property: self.words(latest.property),
            unit: if mixed { unit::base(unit) } else { unit },
            per: self.words(latest.per),
            mixed,
            points,
        })
    }

    fn reading(&self, place: &'a Place, mixed: bool) -> Reading<'a> {
        let point = &place.point;
        let factor = if mixed { unit::factor(self.words(point.unit)) } else { Decimal::ONE };
        let number = |word: Text| self.words(word).parse::<Decimal>().ok();
        let scale =
            |word: Text| number(word).and_then(|value| value.checked_mul(factor)).map(|value| value.normalize());
        Reading {
            as_of: (point.as_of != 0).then(|| self.words(point.as_of)),
            value: scale(point.value),
            min: scale(point.min),
            max: scale(point.max),
            bound: self.words(point.bound),
            status: self.words(point.status),
            document: self.documents.path(place.document),
            fact: point.fact,
            words: self.words(point.property),
            conflict: false,
        }
    }
}

/// Marks the points that disagree for one date.
fn mark(points: &mut [Reading<'_>], places: &[&Place]) {
    type Values = BTreeSet<(Option<Decimal>, Option<Decimal>)>;
    let mut values: BTreeMap<(Text, Text), Values> = BTreeMap::new();
    let key = |place: &Place| (place.point.days, place.point.status);
    for (point, place) in points.iter().zip(places) {
        values.entry(key(place)).or_default().insert((point.value, point.max));
    }
    for (point, place) in points.iter_mut().zip(places) {
        let dated = place.point.as_of != 0;
        point.conflict = dated && values.get(&key(place)).is_some_and(|values| values.len() > 1);
    }
}

/// The key of a subject that is no entity; empty where it is too common to be one thing across
/// documents (企業, 申請人), where it points at what its own document speaks of (園內企業), or where, in a
/// country of many places, it does not say of which it is (常住人口).
#[must_use]
pub(super) fn subject_key(words: &str, region: &str, lexicon: &Lexicon) -> String {
    let key = wording::fold(&crate::script::key(words), lexicon);
    let common = words.chars().count() < 4 || lexicon.generic_subjects.get(words).is_some();
    let pointing = lexicon.link_pointing.longest_at(&key).is_some();
    let placeless = !matches!(region, "HK" | "MO") && !wording::reaches(&key, lexicon);
    let nothing = common || pointing || placeless || wording::is_generic(words, lexicon);
    if nothing { String::new() } else { key }
}
