//! What is kept of a document: its names and its figures, a few kilobytes.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{naming, wording};
use crate::Document;
use crate::facts::{Fact, FactKind, Slot, SlotValue, Status};
use crate::lexicon::Lexicon;
use crate::mentions::{Amount, Per, Value};
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
    /// Its key with regional words folded, without marks and without the place that it goes without.
    pub wording: String,
    /// Characters that it has, marks and regional differences left out.
    pub fullness: u32,
    /// Whether its wording says where it is, though its key does not: 特區政府.
    pub settled: bool,
    /// Keys of other ways to say it that the document has no words for: with a short form in it written
    /// out, or only what it has in quotation marks.
    pub said: Vec<String>,
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
    /// Where the property begins with a name in marks (「X」熱點): the keys of that name and of the rest,
    /// which say the same where the name is known.
    pub inner: Option<(String, String)>,
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
    let names = document.entities.list.iter().map(|entity| {
        let aliases = entity.aliases.iter().map(|alias| (alias.text.clone(), alias.relation.word().to_owned()));
        let words = [entity.name.clone(), entity.kind.word().to_owned(), entity.key.clone()];
        naming::name(words, aliases, region, lexicon)
    });
    let names = naming::told(names.collect(), document.clean.text(), lexicon);
    let facts = document.facts.list.iter().enumerate();
    let points =
        facts.filter_map(|(number, fact)| point(said(document, number as u32, fact)?, region, &names, lexicon));
    Record {
        document: document.source.path.clone(),
        region: region.to_owned(),
        traditional: outline.script == Script::Hant,
        points: points.collect(),
        names,
    }
}

/// A figure as a fact states it, whether the fact was found just now or is read back.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Whether it is money given, not a measure.
    pub funding: bool,
    /// The property, or what is done with the money.
    pub words: String,
    pub subject: Option<Named>,
    pub from: Option<Named>,
    pub to: Option<Named>,
    pub purpose: Option<String>,
    /// The figure with its unit and bound.
    pub figure: Point,
    /// What it is for each of, as written.
    pub per: Vec<String>,
    /// The date, and its first and last day.
    pub date: Option<(String, [Option<String>; 2])>,
    pub status: String,
    pub number: u32,
}

/// A name in a slot, with the number of its entity.
pub(super) type Named = (String, Option<u32>);

/// The figure of a measure, or of money given.
fn said(document: &Document, number: u32, fact: &Fact) -> Option<Said> {
    let entity = |slot| match fact.get(slot) {
        Some(SlotValue::Entity(name, entity)) => Some((name.clone(), *entity)),
        _ => None,
    };
    let text = |slot| match fact.get(slot) {
        Some(SlotValue::Text(words)) => Some(words.clone()),
        _ => None,
    };
    let mention = |slot| match fact.get(slot) {
        Some(SlotValue::Mention(id)) => document.mentions.get(*id as usize),
        _ => None,
    };
    let (figure, words) = match fact.kind {
        FactKind::Measure => (mention(Slot::Value)?, text(Slot::Property)?),
        FactKind::Funding => (mention(Slot::Amount)?, text(Slot::Action)?),
        _ => return None,
    };
    let date = match [Slot::AsOf, Slot::Date].into_iter().find_map(mention).map(|mention| &mention.value) {
        Some(Value::Date(date)) => {
            Some((date.value.clone(), [date.start, date.end].map(|day| day.map(|day| day.to_string()))))
        }
        _ => None,
    };
    let per = figure.per.iter().map(|per| match per {
        Per::Period(period) => period.to_string(),
        Per::Noun(span) => span.of(document.clean.text()).to_owned(),
    });
    Some(Said {
        funding: fact.kind == FactKind::Funding,
        words,
        subject: entity(Slot::Subject),
        from: entity(Slot::From),
        to: entity(Slot::To),
        purpose: text(Slot::Purpose),
        figure: figure_of(document, &figure.value)?,
        per: per.collect(),
        date,
        status: fact.status.word().to_owned(),
        number,
    })
}

/// The point that a stated figure gives, in a document of `region` with these `names`.
pub(super) fn point(said: Said, region: &str, names: &[Name], lexicon: &Lexicon) -> Option<Point> {
    let (subject, id) = if said.funding {
        let sides = [&said.to, &said.from];
        sides.into_iter().flatten().find(|side| side.1.is_some()).or(said.to.as_ref()).or(said.from.as_ref())?.clone()
    } else {
        said.subject.clone()?
    };
    let per: Vec<String> = said.per.iter().map(|word| wording::fold(&crate::script::key(word), lexicon)).collect();
    let per = per.join(",");
    let noun = said.figure.counted.then_some(said.figure.unit.as_str());
    let (kind, sense) = if said.funding {
        (FactKind::Funding, format!("{}|{}", said.words, giving(&said, id, lexicon)))
    } else {
        (FactKind::Measure, wording::property(&said.words, noun, lexicon))
    };
    let inner = marked_start(&said.words).filter(|_| !said.funding).and_then(|(name, rest)| {
        let subject = super::series::subject_key(name, region, lexicon);
        let sense = wording::property(rest, noun, lexicon);
        (!subject.is_empty()).then(|| (subject, format!("{}|{sense}|{per}", kind.word())))
    });
    let mut point = Point {
        inner,
        key: format!("{}|{sense}|{per}", kind.word()),
        per,
        subject_key: super::series::subject_key(&subject, region, lexicon),
        entity: id.or_else(|| named(names, &subject)),
        subject,
        property: said.words,
        fact: said.number,
        ..said.figure
    };
    if let Some((value, ends)) = said.date {
        point.days = days(&ends);
        point.as_of = Some(value);
    }
    (said.status != Status::Proposed.word()).then_some(Point { status: said.status, ..point })
}

/// The name in quotation marks that a property begins with, and the rest.
fn marked_start(words: &str) -> Option<(&str, &str)> {
    words.strip_prefix('「')?.split_once('」').filter(|(name, rest)| !name.is_empty() && !rest.is_empty())
}

/// The entity that has this name, where a slot gives the name alone.
fn named(names: &[Name], words: &str) -> Option<u32> {
    let found = names.iter().position(|name| name.name == words || name.others.iter().any(|other| other.text == words));
    found.map(|number| number as u32)
}

/// Whom else money concerns, and what it is for: two gifts to one body for two ends are two series.
fn giving(said: &Said, subject: Option<u32>, lexicon: &Lexicon) -> String {
    let key = |words: &String| wording::fold(&crate::script::key(words), lexicon);
    let sides = [&said.from, &said.to].into_iter().flatten();
    let other = sides.into_iter().find(|side| side.1.is_none() || side.1 != subject).map(|side| key(&side.0));
    format!("{}|{}", other.unwrap_or_default(), said.purpose.as_ref().map(key).unwrap_or_default())
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

/// The days of a date as one word that sorts by its first day, then its last.
fn days([start, end]: &[Option<String>; 2]) -> String {
    let first = start.as_ref().or(end.as_ref()).map_or("", String::as_str);
    format!("{first}/{}", end.as_ref().or(start.as_ref()).map_or("", String::as_str))
}
