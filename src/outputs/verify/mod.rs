//! Checks an output folder: every file by its sha256, every place by the source, every value by
//! reading it again, and what is joined over documents by joining it again.
//!
//! - `places`: the words between two offsets are those that are quoted;
//! - `again`: a document is what its source gives;
//! - `books`: the files of the whole run are what the documents give.

mod again;
mod books;
mod places;

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::Path;

use serde_json::Value as Json;

use super::load::{Input, Manifest, rows};
use crate::job::{Counts, in_order, show};
use crate::lexicon::Lexicon;
use crate::link::{self, Record, Scratch};
use crate::read::{self, Limits};
use again::Anew;
use books::Books;
use places::Places;

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
    let mut changed = BTreeSet::new();
    for file in &manifest.files {
        if let Some(finding) = written(folder, &file.path, &file.sha256).err() {
            report.findings += 1;
            changed.insert(file.path.as_str());
            tell(&finding);
        }
    }
    let (limits, scratch) = (manifest.limits(), Scratch::default());
    let mut books = (!report.foreign).then(|| Books::open(folder, &manifest.files, &changed, &scratch));
    let check = |input: &Input| Check { folder, input, lexicon, limits: &limits }.run(&manifest.source(input, sources));
    let done = manifest.inputs.iter().filter(|input| input.output.is_some());
    in_order(done, jobs, check, |mut checked: Checked| {
        let line =
            books.as_mut().and_then(|books| books.add(checked.anew.as_ref(), checked.record.as_ref(), checked.facts));
        checked.findings.extend(line);
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
    for finding in books.map(|books| books.close(&changed)).unwrap_or_default() {
        report.findings += 1;
        tell(&finding);
    }
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
#[derive(Default)]
struct Checked {
    name: String,
    mentions: usize,
    facts: usize,
    findings: Vec<String>,
    /// What the document says of its names and figures.
    record: Option<Record>,
    /// What its source gives now, where that has not changed.
    anew: Option<Anew>,
}

impl Checked {
    /// Whether something is found of the row `id`.
    fn has(&self, id: &str) -> bool {
        let name = format!("{}#{id}: ", self.name);
        self.findings.iter().any(|finding| finding.starts_with(&name))
    }

    fn find(&mut self, id: &str, words: &str) {
        let name = if id.is_empty() { self.name.clone() } else { format!("{}#{id}", self.name) };
        self.findings.push(format!("{name}: {words}"));
    }
}

/// The check of one document.
struct Check<'a> {
    folder: &'a Path,
    input: &'a Input,
    lexicon: &'a Lexicon<'a>,
    limits: &'a Limits,
}

impl Check<'_> {
    fn run(&self, source: &Path) -> Checked {
        let mut checked = Checked { name: self.input.path.clone(), ..Checked::default() };
        let Some(output) = &self.input.output else { return checked };
        if let Some(finding) = written(self.folder, &output.path, &output.sha256).err() {
            checked.findings.push(finding);
        }
        let bytes = fs::read(self.folder.join(&output.path)).unwrap_or_default();
        let Ok(json) = serde_json::from_slice::<Json>(&bytes) else {
            return checked; // told above: what the manifest vouches for is JSON
        };
        checked.record = link::reread(&bytes, self.lexicon);
        (checked.mentions, checked.facts) = (rows(&json, "mentions").len(), rows(&json, "facts").len());
        self.row(&mut checked, &json);
        match read::bytes(source) {
            Err(fault) => checked.find("", &format!("its source {}: {fault}", show(source))),
            Ok(bytes) => self.against(&mut checked, &json, source, bytes),
        }
        checked
    }

    /// Checks what the manifest says of the document.
    fn row(&self, checked: &mut Checked, json: &Json) {
        let count = |list| rows(json, list).len();
        let counts = Counts {
            blocks: count("blocks"),
            mentions: count("mentions"),
            entities: count("entities"),
            facts: count("facts"),
        };
        if self.input.counts != Some(counts) {
            checked.find("", "the manifest counts other rows than the document has");
        }
    }

    /// Checks a document against the bytes of its source.
    fn against(&self, checked: &mut Checked, json: &Json, path: &Path, bytes: Vec<u8>) {
        let now = read::sha256(&bytes);
        let same = self.input.sha256.as_deref() == Some(now.as_str());
        if !same {
            let was = self.input.sha256.as_deref().unwrap_or("unknown");
            checked.find("", &format!("its source {} changed since it was read: sha256 {now}, not {was}", show(path)));
        } else if self.input.size != Some(bytes.len() as u64) {
            checked.find("", &format!("its source has {} bytes, the manifest says otherwise", bytes.len()));
        }
        match read::read(&self.input.path, bytes.clone(), self.limits) {
            Err(fault) => checked.find("", &format!("its source {}: {fault}", show(path))),
            Ok(source) => {
                Places::of(&source.text, &bytes).check(checked, json, "");
                match same.then(|| again::anew(source, self.lexicon)) {
                    Some(Ok(anew)) => {
                        again::compare(checked, json, &anew);
                        checked.anew = Some(anew);
                    }
                    Some(Err(reason)) => checked.find("", &reason),
                    None => {}
                }
            }
        }
    }
}
