//! One indicator over documents and years.
//!
//! A series has one subject (joined across documents), one property by meaning, one unit, and two
//! points or more. Where one document states two figures for one date, the property was too coarse:
//! those figures are kept apart by the document's own words, and left out where even these are the same.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::join::Joined;
use super::kept::{Kept, KeptPoint};
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

/// Subject, property by meaning, unit.
type Key<'a> = (Subject<'a>, &'a str, &'a str);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'a> {
    /// A joined entity.
    Joined(u32),
    /// The region and the key of what is no entity.
    Words(&'a str, &'a str),
}

/// One point with where it comes from.
#[derive(Clone, Copy)]
struct Place<'a> {
    document: u32,
    path: Text,
    point: &'a KeptPoint,
}

/// The series of a corpus, sorted by subject and property. Only where their points stand is kept in
/// memory; each series is built when its turn comes.
pub(super) fn series<'a>(
    pool: &'a Pool,
    documents: &'a [Kept],
    joined: &'a Joined,
) -> impl Iterator<Item = Series<'a>> + use<'a> {
    let mut groups: BTreeMap<Key<'a>, Vec<Place<'a>>> = BTreeMap::new();
    for (number, kept) in documents.iter().enumerate() {
        for point in &kept.points {
            let home = point.entity.and_then(|entity| joined.home(number as u32, entity));
            let words = Subject::Words(pool.get(kept.region), pool.get(point.subject_key));
            let subject = home.map_or(words, Subject::Joined);
            if subject == Subject::Words(pool.get(kept.region), "") {
                continue;
            }
            let unit = if point.counted { "" } else { unit::base(pool.get(point.unit)) };
            let place = Place { document: number as u32, path: kept.document, point };
            groups.entry((subject, pool.get(point.key), unit)).or_default().push(place);
        }
    }
    let mut heads: Vec<(Head<'a>, Vec<Place<'a>>)> = Vec::new();
    for ((subject, ..), places) in groups {
        for mut places in apart(pool, places) {
            let entity = if let Subject::Joined(home) = subject { Some(home) } else { None };
            heads.extend(head(pool, documents, joined, entity, &mut places).map(|head| (head, places)));
        }
    }
    heads.sort_by_key(|row| row.0);
    heads.into_iter().map(move |(head, places)| build(pool, head, &places))
}

/// What a series is of: subject, property, unit, per, entity, and whether its units differ.
type Head<'a> = (&'a str, &'a str, &'a str, &'a str, Option<u32>, bool);

/// A group as it is, or, where a document contradicts itself in it, cut by the documents' own words;
/// what is still contradicted so is no indicator.
fn apart<'a>(pool: &'a Pool, places: Vec<Place<'a>>) -> Vec<Vec<Place<'a>>> {
    if !contradicts(pool, &places) {
        return vec![places];
    }
    let mut by_words: BTreeMap<String, Vec<Place<'a>>> = BTreeMap::new();
    for place in places {
        by_words.entry(crate::script::key(pool.get(place.point.property))).or_default().push(place);
    }
    by_words.into_values().filter(|places| !contradicts(pool, places)).collect()
}

/// Whether one document has two values for one date.
fn contradicts(pool: &Pool, places: &[Place<'_>]) -> bool {
    let mut seen: BTreeMap<(u32, &str, &str), (Text, Text)> = BTreeMap::new();
    places.iter().any(|place| {
        let key = (place.document, pool.get(place.point.days), pool.get(place.point.status));
        let value = (place.point.value, place.point.max);
        *seen.entry(key).or_insert(value) != value
    })
}

/// Puts the points of a group in order, each once, and says what they are of, where they are a series.
fn head<'a>(
    pool: &'a Pool,
    documents: &[Kept],
    joined: &Joined,
    entity: Option<u32>,
    places: &mut Vec<Place<'a>>,
) -> Option<Head<'a>> {
    let one = places.iter().all(|place| Some(place.document) == places.first().map(|first| first.document));
    let dated = places.iter().all(|place| place.point.as_of != 0);
    (places.len() > 1 && (dated || !one)).then_some(())?;
    places.sort_by_key(|place| {
        let days = pool.get(place.point.days);
        (days.len() < 2, days, pool.get(place.path), place.point.fact)
    });
    let mut seen = BTreeSet::new();
    places.retain(|place| seen.insert((place.document, place.point.days, place.point.value, place.point.max)));
    places.shrink_to_fit();
    (places.len() > 1).then_some(())?;
    let latest = places.iter().rev().find(|place| place.point.as_of != 0).or(places.last())?.point;
    let mixed = places.iter().any(|place| !place.point.counted && place.point.unit != latest.unit);
    let unit = if mixed { unit::base(pool.get(latest.unit)) } else { pool.get(latest.unit) };
    let subject = entity.map_or_else(|| pool.get(latest.subject), |home| joined.face(pool, documents, home));
    Some((subject, pool.get(latest.property), unit, pool.get(latest.per), entity, mixed))
}

fn build<'a>(pool: &'a Pool, head: Head<'a>, places: &[Place<'a>]) -> Series<'a> {
    let (subject, property, unit, per, entity, mixed) = head;
    let mut points: Vec<Reading<'a>> = places.iter().map(|place| reading(pool, *place, mixed)).collect();
    mark(&mut points, places, pool);
    Series { subject, entity, property, unit, per, points }
}

fn reading<'a>(pool: &'a Pool, place: Place<'a>, mixed: bool) -> Reading<'a> {
    let point = place.point;
    let factor = if mixed { unit::factor(pool.get(point.unit)) } else { Decimal::ONE };
    let number = |word: Text| pool.get(word).parse::<Decimal>().ok();
    let scale = |word: Text| number(word).and_then(|value| value.checked_mul(factor)).map(|value| value.normalize());
    Reading {
        as_of: (point.as_of != 0).then(|| pool.get(point.as_of)),
        value: scale(point.value),
        min: scale(point.min),
        max: scale(point.max),
        bound: pool.get(point.bound),
        status: pool.get(point.status),
        document: pool.get(place.path),
        fact: point.fact,
        words: pool.get(point.property),
        conflict: false,
    }
}

/// Marks the points that disagree for one date.
fn mark(points: &mut [Reading<'_>], places: &[Place<'_>], pool: &Pool) {
    type Values = BTreeSet<(Option<Decimal>, Option<Decimal>)>;
    let mut values: BTreeMap<(&str, &str), Values> = BTreeMap::new();
    let key = |place: &Place<'_>| (pool.get(place.point.days), pool.get(place.point.status));
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
