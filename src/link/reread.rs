//! A record from a document as it was written, the same as the document gave when it was found.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::naming;
use super::record::{Named, Point, Record, Said, point};
use crate::lexicon::Lexicon;

#[derive(Deserialize)]
struct Page {
    source: Origin,
    language: Language,
    text: String,
    entities: Vec<Entity>,
    facts: Vec<Row>,
}

#[derive(Deserialize)]
struct Origin {
    path: String,
}

#[derive(Deserialize)]
struct Language {
    script: String,
    region: String,
}

#[derive(Deserialize)]
struct Entity {
    name: String,
    kind: String,
    key: String,
    aliases: Vec<Alias>,
}

#[derive(Deserialize)]
struct Alias {
    text: String,
    relation: String,
}

/// The slots of a fact that a point is made of.
#[derive(Deserialize)]
struct Row {
    kind: String,
    status: String,
    action: Option<String>,
    property: Option<String>,
    purpose: Option<String>,
    subject: Option<Party>,
    from: Option<Party>,
    to: Option<Party>,
    amount: Option<Figure>,
    value: Option<Figure>,
    as_of: Option<Day>,
    date: Option<Day>,
}

#[derive(Deserialize)]
struct Party {
    name: String,
    entity: Option<String>,
}

#[derive(Deserialize)]
struct Day {
    /// Dates have none.
    r#type: Option<String>,
    value: String,
    start: Option<String>,
    end: Option<String>,
}

#[derive(Deserialize)]
struct Figure {
    r#type: String,
    amount: Option<Box<RawValue>>,
    value: Option<Box<RawValue>>,
    min: Option<Box<RawValue>>,
    max: Option<Box<RawValue>>,
    bound: Option<String>,
    currency: Option<String>,
    unit: Option<String>,
    points: Option<bool>,
    classifier: Option<String>,
    noun: Option<String>,
    per: Option<Each>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Each {
    One(String),
    Several(Vec<String>),
}

/// The record of a document's JSON; none where it is no document of this program.
#[must_use]
pub fn reread(json: &[u8], lexicon: &Lexicon) -> Option<Record> {
    let page: Page = serde_json::from_slice(json).ok()?;
    let names = page.entities.into_iter().map(|entity| {
        let aliases = entity.aliases.into_iter().map(|alias| (alias.text, alias.relation));
        naming::name([entity.name, entity.kind, entity.key], aliases, &page.language.region, lexicon)
    });
    let names = naming::told(names.collect(), &page.text, lexicon);
    let facts = page.facts.into_iter().enumerate();
    let points = facts
        .filter_map(|(number, row)| point(said(row, number as u32)?, &page.language.region, &names, lexicon))
        .collect();
    Some(Record {
        document: page.source.path,
        region: page.language.region,
        traditional: page.language.script == "Hant",
        names,
        points,
    })
}

fn said(row: Row, number: u32) -> Option<Said> {
    let (funding, words, figure) = match row.kind.as_str() {
        "measure" => (false, row.property?, row.value?),
        "funding" => (true, row.action?, row.amount?),
        _ => return None,
    };
    let party = |party: Option<Party>| -> Option<Named> {
        party.map(|party| (party.name, party.entity.and_then(|id| id.strip_prefix('e')?.parse().ok())))
    };
    let date = row.as_of.or(row.date).filter(|day| day.r#type.is_none());
    Some(Said {
        funding,
        words,
        subject: party(row.subject),
        from: party(row.from),
        to: party(row.to),
        purpose: row.purpose,
        per: match &figure.per {
            None => Vec::new(),
            Some(Each::One(word)) => vec![word.clone()],
            Some(Each::Several(words)) => words.clone(),
        },
        figure: figure_of(figure)?,
        date: date.map(|day| (day.value, [day.start, day.end])),
        status: row.status,
        number,
    })
}

fn figure_of(figure: Figure) -> Option<Point> {
    let (unit, counted) = match figure.r#type.as_str() {
        "money" => (figure.currency?, false),
        "percent" => (if figure.points == Some(true) { "pp" } else { "%" }.to_owned(), false),
        "quantity" => (figure.unit?, false),
        "count" => (crate::facts::written(figure.noun.or(figure.classifier).as_deref().unwrap_or("")), true),
        _ => return None,
    };
    let number = |raw: Option<Box<RawValue>>| raw.and_then(|raw| Decimal::from_str(raw.get()).ok());
    Some(Point {
        value: number(figure.amount.or(figure.value)),
        min: number(figure.min),
        max: number(figure.max),
        bound: figure.bound.unwrap_or_default(),
        unit,
        counted,
        ..Point::default()
    })
}
