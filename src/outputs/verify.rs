//! Checks an output folder: every file by its sha256, every place by the source, every value by
//! reading it again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::Path;

use serde_json::Value as Json;

use super::brief::brief;
use super::load::{Input, Manifest, quote, rows, word};
use crate::job::{guarded, in_order, show};
use crate::lexicon::Lexicon;
use crate::read::{self, Source};
use crate::{Options, process, write};

/// Findings told of one document; more are counted.
const TOLD: usize = 8;

/// What was checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Documents checked.
    pub documents: usize,
    /// Mentions checked.
    pub mentions: usize,
    /// Facts checked.
    pub facts: usize,
    /// What does not hold.
    pub findings: usize,
    /// Whether another version, or other words, wrote the folder.
    pub foreign: bool,
}

/// Checks the output folder `folder`, its sources below `sources` or where the manifest says; tells
/// each finding in path order.
///
/// # Errors
/// Where there is no manifest.
pub fn verify(
    folder: &Path,
    sources: Option<&Path>,
    jobs: Option<NonZero<usize>>,
    lexicon: &Lexicon,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<Report, String> {
    let manifest = Manifest::of(folder)?;
    let mut report = Report { foreign: !manifest.is_ours(), ..Report::default() };
    for file in &manifest.files {
        if let Some(finding) = written(folder, &file.path, &file.sha256).err() {
            report.findings += 1;
            tell(&finding);
        }
    }
    let check = |input: &Input| check(folder, &manifest.source(input, sources), input, lexicon);
    let done = manifest.inputs.iter().filter(|input| input.output.is_some());
    in_order(done, jobs, check, |checked: Checked| {
        report.documents += 1;
        report.mentions += checked.mentions;
        report.facts += checked.facts;
        report.findings += checked.findings.len();
        checked.findings.iter().take(TOLD).for_each(|finding| tell(finding));
        if let Some(more @ 1..) = checked.findings.len().checked_sub(TOLD) {
            tell(&format!("{}: and {more} more", checked.name));
        }
        ControlFlow::Continue(())
    });
    Ok(report)
}

/// A written file's bytes, where they are what the manifest says.
fn written(folder: &Path, path: &str, sha256: &str) -> Result<Vec<u8>, String> {
    let bytes = fs::read(folder.join(path)).map_err(|error| format!("{path}: written, and now: {error}"))?;
    let now = read::sha256(&bytes);
    if now == sha256 {
        Ok(bytes)
    } else {
        Err(format!("{path}: changed since it was written: sha256 {now}, not {sha256}"))
    }
}

/// What the check of one document gave.
#[derive(Debug, Default)]
struct Checked {
    name: String,
    mentions: usize,
    facts: usize,
    findings: Vec<String>,
}

impl Checked {
    fn find(&mut self, id: &str, words: &str) {
        let name = if id.is_empty() { self.name.clone() } else { format!("{}#{id}", self.name) };
        self.findings.push(format!("{name}: {words}"));
    }
}

fn check(folder: &Path, source: &Path, input: &Input, lexicon: &Lexicon) -> Checked {
    let mut checked = Checked { name: input.path.clone(), ..Checked::default() };
    let Some(output) = &input.output else { return checked };
    if let Some(finding) = written(folder, &output.path, &output.sha256).err() {
        checked.findings.push(finding);
    }
    let Ok(json) = super::load::json(&folder.join(&output.path)) else {
        return checked; // told above: what the manifest vouches for is JSON
    };
    (checked.mentions, checked.facts) = (rows(&json, "mentions").len(), rows(&json, "facts").len());
    match read::bytes(source) {
        Err(fault) => checked.find("", &format!("its source {}: {fault}", show(source))),
        Ok(bytes) => against(&mut checked, &json, source, bytes, input, lexicon),
    }
    checked
}

/// Checks a document against the bytes of its source.
fn against(checked: &mut Checked, json: &Json, path: &Path, bytes: Vec<u8>, input: &Input, lexicon: &Lexicon) {
    let now = read::sha256(&bytes);
    let same = input.sha256.as_deref() == Some(now.as_str());
    if !same {
        let was = input.sha256.as_deref().unwrap_or("unknown");
        checked.find("", &format!("its source {} changed since it was read: sha256 {now}, not {was}", show(path)));
    }
    match Source::from_bytes(&input.path, bytes.clone()) {
        Err(fault) => checked.find("", &format!("its source {}: {fault}", show(path))),
        Ok(source) => {
            Places::of(&source.text, &bytes).check(checked, json, "");
            if same {
                again(checked, json, source, lexicon);
            }
        }
    }
}

/// The decoded source, its code points by their offsets, and the file.
struct Places<'a> {
    text: &'a str,
    starts: Vec<u32>,
    bytes: &'a [u8],
}

impl<'a> Places<'a> {
    fn of(text: &'a str, bytes: &'a [u8]) -> Self {
        let starts = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        Self { text, starts, bytes }
    }

    /// Checks every place in `value`, which belongs to the row `id`.
    fn check(&self, checked: &mut Checked, value: &Json, id: &str) {
        match value {
            Json::Object(fields) => {
                let id = fields.get("id").and_then(Json::as_str).unwrap_or(id);
                if let Some(quote) = fields.get("quote").and_then(Json::as_str) {
                    self.place(checked, value, quote, id);
                }
                fields.values().for_each(|value| self.check(checked, value, id));
            }
            Json::Array(list) => list.iter().for_each(|value| self.check(checked, value, id)),
            _ => {}
        }
    }

    fn place(&self, checked: &mut Checked, place: &Json, quote: &str, id: &str) {
        let offset = |name: &str| self.starts.get(place.get(name)?.as_u64()? as usize).copied();
        let there =
            offset("start").zip(offset("end")).and_then(|(start, end)| self.text.get(start as usize..end as usize));
        if there != Some(quote) {
            let there = there.map_or_else(|| "nothing".to_owned(), |there| format!("「{there}」"));
            checked.find(id, &format!("the source reads {there} where it quotes 「{quote}」"));
        }
        let Some(ends) = place.get("bytes") else { return };
        let end = |at: usize| ends.get(at).and_then(Json::as_u64).map(|end| end as usize);
        let there = end(0).zip(end(1)).and_then(|(start, end)| self.bytes.get(start..end));
        if there != Some(quote.as_bytes()) {
            checked.find(id, &format!("bytes {ends} of the file are not 「{quote}」"));
        }
    }
}

/// Reads the source again, and compares what it gives with what is written.
fn again(checked: &mut Checked, json: &Json, source: Source, lexicon: &Lexicon) {
    let anew = guarded(|| {
        let document = process(source, lexicon, &Options::default());
        let mut bytes = Vec::new();
        write::document(&document, &mut bytes).map(|()| bytes)
    });
    let anew: Json = match anew.map(|bytes| bytes.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok())) {
        Ok(Some(anew)) => anew,
        Ok(None) => return checked.find("", "could not be read again"),
        Err(reason) => return checked.find("", &reason),
    };
    for field in ["text", "title", "date", "language", "layout"] {
        if json.get(field) != anew.get(field) {
            checked.find("", &format!("its {field} is not what the source gives"));
        }
    }
    for (list, kind) in [("mentions", "type"), ("facts", "kind")] {
        compare(checked, rows(json, list), rows(&anew, list), kind);
    }
}

/// Compares the rows of a list with what the source gives at the same places.
fn compare(checked: &mut Checked, rows: &[Json], anew: &[Json], kind: &str) {
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
        checked.find("", &format!("lacks a {} that the source gives at 「{}」", word(row, kind), quote(row)));
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
    let of = |row: &Json, name: &str| row.get(name).map_or_else(|| "nothing".to_owned(), brief);
    let said: Vec<String> = differences(row, anew)
        .into_iter()
        .map(|name| format!("{name} reads {}, the file says {}", of(anew, name), of(row, name)))
        .collect();
    checked.find(word(row, "id"), &format!("「{}」: {}", quote(row), said.join("; ")));
}
