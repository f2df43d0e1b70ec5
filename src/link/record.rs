//! What is kept of a document: its names and its figures, a few kilobytes.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::wording;
use crate::Document;
use crate::entities::{AliasRelation, EntityKind};
use crate::facts::{Fact, FactKind, Slot, SlotValue, Status};
use crate::lexicon::Lexicon;
use crate::mentions::{Amount, DateValue, Per, Value};
use crate::structure::{Region, Script};

/// What joining needs of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its path.
    pub document: String,
    /// Its region, as `HK`, `CN`, `TW`, `MO`.
    pub region: String,
    /// Whether it is in Traditional Chinese.
    pub traditional: bool,
    /// Its names, in the order of their numbers.
    pub names: Vec<Name>,
    /// Its figures.
    pub points: Vec<Point>,
}

/// A name of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The fullest form.
    pub name: String,
    /// What it names.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// Its key with regional words folded.
    pub wording: String,
    /// Its key as a foreign name, where it is one.
    pub foreign: Option<String>,
    /// Whether it names nothing by itself.
    pub generic: bool,
    /// Whether it is one body wherever it is said.
    pub reaches: bool,
    /// Its other names.
    pub others: Vec<OtherName>,
}

/// Another name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherName {
    /// As the document has it.
    pub text: String,
    /// `abbreviation`, `former_name`, `translation` or `variant`.
    pub relation: String,
    /// Its key.
    pub key: String,
    /// Whether it names nothing by itself.
    pub generic: bool,
}

/// A figure stated of something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// What it is about, in the document's words.
    pub subject: String,
    /// The key of those words.
    pub subject_key: String,
    /// The number of its entity.
    pub entity: Option<u32>,
    /// The property in the document's words; for money given, the action.
    pub property: String,
    /// The key of the property, with `per` and the kind of fact.
    pub key: String,
    /// UCUM unit, ISO 4217 currency, `%`, or the noun that is counted.
    pub unit: String,
    /// Whether the unit is a noun.
    pub counted: bool,
    /// What it is for each of.
    pub per: String,
    /// The figure.
    pub value: Option<Decimal>,
    /// The lower end of a range.
    pub min: Option<Decimal>,
    /// The upper end of a range.
    pub max: Option<Decimal>,
    /// Its bound.
    pub bound: String,
    /// The date at which it holds.
    pub as_of: Option<String>,
    /// The first and last day of the date, as one word, for ordering and comparing.
    pub days: String,
    /// The number of its fact.
    pub fact: u32,
    /// `actual`, `planned`, …
    pub status: String,
}

/// Takes from a document what joining needs.
#[must_use]
pub fn record(document: &Document, lexicon: &Lexicon) -> Record {
    let outline = &document.outline;
    let region = match outline.region {
        Region::HK => "HK",
        Region::CN => "CN",
        Region::TW => "TW",
        Region::MO => "MO",
    };
    Record {
        document: document.source.path.clone(),
        region: region.to_owned(),
        traditional: outline.script == Script::Hant,
        names: document.entities.list.iter().map(|entity| name(entity, lexicon)).collect(),
        points: document
            .facts
            .list
            .iter()
            .enumerate()
            .filter_map(|(number, fact)| point(document, number as u32, fact, lexicon))
            .collect(),
    }
}

fn name(entity: &crate::entities::Entity, lexicon: &Lexicon) -> Name {
    let others = entity.aliases.iter().map(|alias| OtherName {
        text: alias.text.clone(),
        relation: alias.relation.word().to_owned(),
        key: match alias.relation {
            AliasRelation::Translation => wording::latin(&alias.text),
            _ if wording::is_latin(&alias.text) => wording::latin(&alias.text),
            _ => crate::script::key(&alias.text),
        },
        generic: wording::is_generic(&alias.text, lexicon),
    });
    let local = entity.kind == EntityKind::Organisation || entity.kind == EntityKind::Place;
    Name {
        name: entity.name.clone(),
        kind: entity.kind.word().to_owned(),
        key: entity.key.clone(),
        wording: wording::fold(&entity.key, lexicon),
        foreign: wording::is_latin(&entity.name).then(|| wording::latin(&entity.name)),
        generic: wording::is_generic(&entity.name, lexicon),
        reaches: wording::reaches(&entity.key, lexicon) || !local || !wording::is_local(&entity.key),
        others: others.collect(),
    }
}

/// A measure, or money given.
fn point(document: &Document, number: u32, fact: &Fact, lexicon: &Lexicon) -> Option<Point> {
    let entity = |slot| match fact.get(slot) {
        Some(SlotValue::Entity(name, entity)) => Some((name.clone(), *entity)),
        _ => None,
    };
    let text = |slot| match fact.get(slot) {
        Some(SlotValue::Text(words)) => Some(words.as_str()),
        _ => None,
    };
    let mention = |slot| match fact.get(slot) {
        Some(SlotValue::Mention(id)) => document.mentions.get(*id as usize),
        _ => None,
    };
    let (figure, (subject, id), property) = match fact.kind {
        FactKind::Measure => (mention(Slot::Value)?, entity(Slot::Subject)?, text(Slot::Property)?),
        FactKind::Funding => {
            let sides = [entity(Slot::To), entity(Slot::From)];
            let side =
                sides.iter().flatten().find(|side| side.1.is_some()).or_else(|| sides.iter().flatten().next())?;
            (mention(Slot::Amount)?, side.clone(), text(Slot::Action)?)
        }
        _ => return None,
    };
    let mut point = figure_of(document, &figure.value)?;
    let noun = point.counted.then(|| point.unit.clone());
    point.per = per(document, &figure.per, lexicon);
    let sense = match fact.kind {
        FactKind::Funding => format!("{property}|{}", giving(&entity, &id, text(Slot::Purpose), lexicon)),
        _ => wording::property(property, noun.as_deref(), lexicon),
    };
    point.key = format!("{}|{sense}|{}", fact.kind.word(), point.per);
    let id = id.or_else(|| named(document, &subject));
    point.subject_key = super::series::subject_key(&subject, lexicon);
    point.subject = subject;
    point.entity = id;
    point.property = property.to_owned();
    point.fact = number;
    point.status = fact.status.word().to_owned();
    if let Some(Value::Date(date)) =
        [Slot::AsOf, Slot::Date].into_iter().find_map(mention).map(|mention| &mention.value)
    {
        point.as_of = Some(date.value.clone());
        point.days = days(date);
    }
    (fact.status != Status::Proposed).then_some(point)
}

/// The entity that has this name, where a slot gives the name alone.
fn named(document: &Document, words: &str) -> Option<u32> {
    let found = document
        .entities
        .list
        .iter()
        .position(|entity| entity.name == words || entity.aliases.iter().any(|alias| alias.text == words));
    found.map(|number| number as u32)
}

/// Whom else money concerns, and what it is for: two gifts to one body for two ends are two series.
fn giving(
    entity: &impl Fn(Slot) -> Option<(String, Option<u32>)>,
    subject: &Option<u32>,
    purpose: Option<&str>,
    lexicon: &Lexicon,
) -> String {
    let other =
        [Slot::From, Slot::To].into_iter().filter_map(entity).find(|side| side.1.is_none() || side.1 != *subject);
    let other = other.map(|side| wording::fold(&crate::script::key(&side.0), lexicon)).unwrap_or_default();
    let purpose = purpose.map(|words| wording::fold(&crate::script::key(words), lexicon)).unwrap_or_default();
    format!("{other}|{purpose}")
}

/// The figure and its unit.
fn figure_of(document: &Document, value: &Value) -> Option<Point> {
    let text = document.clean.text();
    let with = |amount: &Amount, unit: &str, counted: bool| Point {
        value: amount.value,
        min: amount.min,
        max: amount.max,
        bound: amount.bound.word().to_owned(),
        unit: unit.to_owned(),
        counted,
        ..Point::default()
    };
    Some(match value {
        Value::Money(money) => with(&money.amount, money.currency, false),
        Value::Percent(percent) => with(&percent.amount, if percent.points { "pp" } else { "%" }, false),
        Value::Quantity(quantity) => with(&quantity.amount, quantity.unit, false),
        Value::Count(count) => {
            let noun = count.noun.or(count.classifier).map_or("", |span| span.of(text));
            with(&count.amount, &crate::facts::written(noun), true)
        }
        _ => return None,
    })
}

fn per(document: &Document, per: &[Per], lexicon: &Lexicon) -> String {
    let words: Vec<String> = per
        .iter()
        .map(|per| match per {
            Per::Period(period) => period.to_string(),
            Per::Noun(span) => wording::fold(&crate::script::key(span.of(document.clean.text())), lexicon),
        })
        .collect();
    words.join(",")
}

/// The days of a date as one word that sorts by its first day, then its last.
fn days(date: &DateValue) -> String {
    let day = |day: Option<crate::mentions::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (start, end) = (day(date.start), day(date.end));
    let first = if start.is_empty() { &end } else { &start };
    format!("{first}/{}", if end.is_empty() { &start } else { &end })
}
