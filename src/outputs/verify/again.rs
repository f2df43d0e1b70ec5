//! A document read again from its source, and what differs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::Checked;
use crate::job::guarded;
use crate::lexicon::Lexicon;
use crate::link::{self, Record};
use crate::outputs::brief::brief;
use crate::outputs::load::{quote, rows, word};
use crate::read::Source;
use crate::{Options, process, write};

/// What the source gives now.
pub(super) struct Anew {
    /// The document as it is written.
    json: Json,
    /// What the corpus files take from it.
    pub record: Record,
    /// Its rows of `facts.jsonl`.
    pub facts: Vec<u8>,
}

/// Reads the source again.
pub(super) fn anew(source: Source, lexicon: &Lexicon) -> Result<Anew, String> {
    guarded(|| {
        let document = process(source, lexicon, &Options::default());
        let (mut page, mut facts) = (Vec::new(), Vec::new());
        write::document(&document, &mut page).and_then(|()| write::fact_rows(&document, &mut facts)).ok()?;
        let json = serde_json::from_slice(&page).ok()?;
        Some(Anew { json, facts, record: link::record(&document, lexicon) })
    })?
    .ok_or_else(|| "could not be read again".to_owned())
}

/// Compares what is written with what the source gives: values and facts by their places, and whatever
/// else the document holds as it stands.
pub(super) fn compare(checked: &mut Checked, json: &Json, anew: &Anew) {
    let before = checked.findings.len();
    for (list, kind) in [("mentions", "type"), ("facts", "kind")] {
        lists(checked, rows(json, list), rows(&anew.json, list), kind);
    }
    let told = checked.findings.len() > before;
    let fields =
        |json| -> Vec<&str> { Json::as_object(json).into_iter().flatten().map(|(name, _)| name.as_str()).collect() };
    let names: BTreeSet<&str> = fields(json).into_iter().chain(fields(&anew.json)).collect();
    for name in names.into_iter().filter(|name| json.get(name) != anew.json.get(name)) {
        let (list, other) = (rows(json, name), rows(&anew.json, name));
        let odd = list.iter().zip(other).find(|(row, other)| row != other).map(|(row, _)| word(row, "id"));
        // A value that differs is told with its place; the numbers that it shifts are not told again.
        let shifted = told && matches!(name, "mentions" | "facts" | "unclaimed");
        let id = odd.unwrap_or("");
        if !shifted && (id.is_empty() || !checked.has(id)) {
            checked.find(id, &format!("its {name}: not what the source gives"));
        }
    }
}

/// Compares the rows of a list with what the source gives at the same places.
fn lists(checked: &mut Checked, rows: &[Json], anew: &[Json], kind: &str) {
    let mut by_place: BTreeMap<(u64, u64, &str), Vec<&Json>> = BTreeMap::new();
    for row in anew {
        by_place.entry(key(row, kind)).or_default().push(row);
    }
    for row in rows {
        let there = by_place.get_mut(&key(row, kind));
        let same = there.as_ref().and_then(|there| there.iter().position(|other| differences(row, other).is_empty()));
        match (there, same) {
            (Some(there), Some(at)) => drop(there.remove(at)),
            (Some(there), None) if !there.is_empty() => tell_difference(checked, row, there.remove(0)),
            _ => {
                let words = format!("the source gives no such {} at 「{}」", word(row, kind), quote(row));
                checked.find(word(row, "id"), &words);
            }
        }
    }
    for row in by_place.values().flatten() {
        checked.find("", &format!("lacks the {} that the source gives at 「{}」", word(row, kind), quote(row)));
    }
}

fn key<'a>(row: &'a Json, kind: &str) -> (u64, u64, &'a str) {
    let end = |name: &str| row.get("source").and_then(|source| source.get(name)).and_then(Json::as_u64).unwrap_or(0);
    (end("start"), end("end"), word(row, kind))
}

/// The names of the fields in which two rows differ, ids left out.
fn differences<'a>(row: &'a Json, other: &'a Json) -> Vec<&'a str> {
    let fields = |row: &'a Json| row.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let names: BTreeSet<&str> = fields(row).chain(fields(other)).collect();
    let numbered = ["id", "block", "mentions"];
    names.into_iter().filter(|name| !numbered.contains(name) && bare(row.get(name)) != bare(other.get(name))).collect()
}

/// A field without the number of the entity it names.
fn bare(field: Option<&Json>) -> Option<Json> {
    let mut field = field?.clone();
    if let Some(fields) = field.as_object_mut() {
        fields.remove("entity");
    }
    Some(field)
}

fn tell_difference(checked: &mut Checked, row: &Json, anew: &Json) {
    let of = |row: &Json, name: &str| match row.get(name) {
        None => "nothing".to_owned(),
        Some(place) if name == "source" => place.get("bytes").map_or_else(|| "nothing".to_owned(), brief),
        Some(value) => brief(value),
    };
    let said: Vec<String> = differences(row, anew)
        .into_iter()
        .map(|name| format!("{name} reads {}, the file says {}", of(anew, name), of(row, name)))
        .collect();
    checked.find(word(row, "id"), &format!("「{}」: {}", quote(row), said.join("; ")));
}
