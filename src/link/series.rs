//! One indicator over documents and years.
//!
//! A series has one subject (joined across documents), one property by meaning, one unit, and two
//! points or more. Where one document states two figures for one date, the property was too coarse:
//! those figures are kept apart by the document's own words, and left out where even these are the same.

use std::collections::BTreeMap;

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
    points: Vec<Kept<'a>>,
    group: &'a Group<'a>,
}

impl<'a> Series<'a> {
    /// The points in the order of their dates, undated ones last.
    pub fn points(&self) -> impl Iterator<Item = Reading<'a>> {
        self.points.iter().map(|kept| self.group.reading(kept, self.mixed))
    }
}

/// A point that stays: the figure, and those that only repeat it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept<'a> {
    place: &'a Place,
    also: Vec<(u32, u32)>,
    conflict: bool,
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
    /// Other facts, by document and number, that give the same value for the same time, or for none.
    pub also: Vec<(&'a str, u32)>,
}

/// One point of a group with the number of its document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub document: u32,
    pub point: KeptPoint,
}

/// What the points of a group have in common.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group<'a> {
    pub pool: &'a Pool,
    pub documents: &'a Documents,
    /// The number and the name of the joined entity that they are about.
    pub entity: Option<(u32, &'a str)>,
}

impl<'a> Group<'a> {
    /// The series that the points of one subject, property and unit make.
    pub fn series(&'a self, places: &'a [Place]) -> Vec<Series<'a>> {
        let places = places.iter().collect();
        self.apart(places).into_iter().filter_map(|places| self.one(places)).collect()
    }

    fn words(&self, word: Text) -> &'a str {
        self.pool.get(word)
    }

    /// A group as it is, or, where a document contradicts itself in it, cut by the documents' own
    /// words; what is still contradicted so is no indicator.
    fn apart(&self, places: Vec<&'a Place>) -> Vec<Vec<&'a Place>> {
        if !Self::contradicts(&places) {
            return vec![places];
        }
        let mut by_words: BTreeMap<String, Vec<&'a Place>> = BTreeMap::new();
        for place in places {
            by_words.entry(crate::script::key(self.words(place.point.property))).or_default().push(place);
        }
        by_words.into_values().filter(|places| !Self::contradicts(places)).collect()
    }

    /// Whether one document has two values for one date.
    fn contradicts(places: &[&Place]) -> bool {
        let (mut document, mut seen) = (None, BTreeMap::new());
        places.iter().any(|place| {
            if document != Some(place.document) {
                document = Some(place.document); // the points come document by document
                seen.clear();
            }
            let value = (place.point.value, place.point.max);
            *seen.entry((place.point.days, place.point.status)).or_insert(value) != value
        })
    }

    /// The points in order, each once, where they are a series.
    fn one(&'a self, mut places: Vec<&'a Place>) -> Option<Series<'a>> {
        let one = places.iter().all(|place| Some(place.document) == places.first().map(|first| first.document));
        let dated = places.iter().all(|place| place.point.as_of != 0);
        (places.len() > 1 && (dated || !one)).then_some(())?;
        places.sort_by_key(|place| {
            let days = self.words(place.point.days);
            (days.len() < 2, days, place.document, place.point.fact)
        });
        let latest = &places.iter().rev().find(|place| place.point.as_of != 0).or(places.last())?.point;
        let mixed = places.iter().any(|place| !place.point.counted && place.point.unit != latest.unit);
        let points = self.once(places, mixed);
        (points.len() > 1).then_some(())?;
        let unit = self.words(latest.unit);
        Some(Series {
            subject: self.entity.map_or_else(|| self.words(latest.subject), |(_, name)| name),
            entity: self.entity.map(|(number, _)| number),
            property: self.words(latest.property),
            unit: if mixed { unit::base(unit) } else { unit },
            per: self.words(latest.per),
            mixed,
            points,
            group: self,
        })
    }

    /// The points without repetitions: a value that is said again for the same time, for a time that
    /// holds it (2024年, 2024年9月), or for none, is no second point. The narrower time stays.
    fn once(&self, places: Vec<&'a Place>, mixed: bool) -> Vec<Kept<'a>> {
        let mut points: Vec<Kept<'a>> = Vec::new();
        let mut of_value: BTreeMap<Figure, usize> = BTreeMap::new();
        for place in places {
            let figure = self.figure(place, mixed);
            let before = of_value.get(&figure).copied();
            let kept = before.and_then(|at| points.get_mut(at)).filter(|kept| self.overlap(kept.place, place));
            match kept {
                Some(kept) => self.repeat(kept, place),
                None => {
                    of_value.insert(figure, points.len());
                    points.push(Kept { place, also: Vec::new(), conflict: false });
                }
            }
        }
        self.mark(&mut points, mixed);
        points
    }

    /// Adds to a point one that says the same; what is done, and its narrower time, stand before what is
    /// planned.
    fn repeat(&self, kept: &mut Kept<'a>, place: &'a Place) {
        let rank = |place: &Place| {
            let days = self.days(place);
            let wide = days.is_some_and(|(first, last)| first.get(..7) != last.get(..7));
            (days.is_none(), self.words(place.point.status) != "actual", wide)
        };
        let mut other = place;
        if rank(place) < rank(kept.place) {
            std::mem::swap(&mut kept.place, &mut other);
        }
        if other.document != kept.place.document {
            kept.also.push((other.document, other.point.fact));
        }
    }

    /// Marks the points that disagree for one date.
    fn mark(&self, points: &mut [Kept<'_>], mixed: bool) {
        let mut values: BTreeMap<(Text, Text), (Figure, bool)> = BTreeMap::new();
        let key = |place: &Place| (place.point.days, place.point.status);
        for kept in points.iter() {
            let figure = self.figure(kept.place, mixed);
            let known = values.entry(key(kept.place)).or_insert((figure, false));
            known.1 |= known.0 != figure;
        }
        for kept in points {
            let several = values.get(&key(kept.place)).is_some_and(|(_, several)| *several);
            kept.conflict = kept.place.point.as_of != 0 && several;
        }
    }

    /// The first and the last day of a point.
    fn days(&self, place: &Place) -> Option<(&'a str, &'a str)> {
        self.words(place.point.days).split_once('/').filter(|(first, _)| !first.is_empty())
    }

    /// Whether two points may hold at one time; a point without a date may hold at any.
    fn overlap(&self, a: &Place, b: &Place) -> bool {
        match (self.days(a), self.days(b)) {
            (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
            _ => true,
        }
    }

    /// A number of a point in the unit of the series.
    fn scale(&self, place: &Place, mixed: bool, word: Text) -> Option<Decimal> {
        let factor = if mixed { unit::factor(self.words(place.point.unit)) } else { Decimal::ONE };
        let number = self.words(word).parse::<Decimal>().ok();
        number.and_then(|value| value.checked_mul(factor)).map(|value| value.normalize())
    }

    fn figure(&self, place: &Place, mixed: bool) -> Figure {
        [place.point.value, place.point.max].map(|word| self.scale(place, mixed, word))
    }

    fn reading(&self, kept: &Kept<'a>, mixed: bool) -> Reading<'a> {
        let (place, point) = (kept.place, &kept.place.point);
        let also = kept.also.iter().map(|(document, fact)| (self.documents.path(*document), *fact));
        Reading {
            as_of: (point.as_of != 0).then(|| self.words(point.as_of)),
            value: self.scale(place, mixed, point.value),
            min: self.scale(place, mixed, point.min),
            max: self.scale(place, mixed, point.max),
            bound: self.words(point.bound),
            status: self.words(point.status),
            document: self.documents.path(place.document),
            fact: point.fact,
            words: self.words(point.property),
            conflict: kept.conflict,
            also: also.collect(),
        }
    }
}

/// The figure of a point, or the upper end of its range.
type Figure = [Option<Decimal>; 2];

/// The key of a subject that is no entity; empty where it is too common to be one thing across
/// documents (企業, 申請人), where it points at what its own document speaks of (園內企業), or where, in a
/// country of many places, it does not say of which it is (常住人口).
#[must_use]
pub(super) fn subject_key(words: &str, region: &str, lexicon: &Lexicon) -> String {
    let key = wording::plain(&crate::script::key(words), lexicon);
    let common = words.chars().count() < 4 || lexicon.generic_subjects.get(words).is_some();
    let pointing = lexicon.link_pointing.longest_at(&key).is_some();
    let placeless = !matches!(region, "HK" | "MO") && !wording::reaches(&key, lexicon);
    let nothing = common || pointing || placeless || wording::is_generic(words, lexicon);
    if nothing { String::new() } else { key }
}
