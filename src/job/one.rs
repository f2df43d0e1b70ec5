//! One input: read, understood, written. Whatever goes wrong stays with it.

use super::discover::Entry;
use super::guard;
use super::manifest::{FileRow, Row, TextRow};
use super::staging::Staging;
use crate::lexicon::Lexicon;
use crate::link::{self, Record};
use crate::read::{self, Limits};
use crate::{Document, Options, process, write};

/// What is left of an input when its document is written.
#[derive(Debug)]
pub(super) struct Outcome {
    /// Its row of the manifest.
    pub row: Row,
    /// Its rows of `facts.jsonl`.
    pub facts: Vec<u8>,
    /// What joining needs of it.
    pub record: Record,
}

/// Does one input.
pub(super) fn one(
    entry: Entry,
    root: Option<String>,
    staging: &Staging,
    lexicon: &Lexicon,
    limits: &Limits,
) -> Outcome {
    let mut row = Row { path: entry.path, root, file: None, text: None, result: Err(String::new()) };
    let (mut facts, mut record) = (Vec::new(), Record::default());
    let document = match entry.refusal {
        Some(reason) => Err(reason),
        None => understand(&entry.file, &mut row, lexicon, limits),
    };
    row.result = document.and_then(|document| {
        row.text = Some(TextRow::of(&document));
        record = link::record(&document, lexicon);
        write::fact_rows(&document, &mut facts).map_err(|error| error.to_string())?;
        put(&document, staging)
    });
    Outcome { row, facts, record }
}

fn understand(file: &std::path::Path, row: &mut Row, lexicon: &Lexicon, limits: &Limits) -> Result<Document, String> {
    let bytes = read::bytes(file).map_err(|fault| fault.to_string())?;
    row.file = Some(FileRow { sha256: read::sha256(&bytes), size: bytes.len() as u64 });
    let source = read::read(&row.path, bytes, limits).map_err(|fault| fault.to_string())?;
    guard::catch(|| process(source, lexicon, &Options::default()))
}

fn put(document: &Document, staging: &Staging) -> Result<(String, String), String> {
    let path = format!("{}.json", document.source.path);
    let write = || {
        let mut draft = staging.draft()?;
        write::document(document, &mut draft)?;
        staging.publish(draft, &path)
    };
    match guard::catch(write)? {
        Ok(sha256) => Ok((path, sha256)),
        Err(error) => Err(format!("{path} cannot be written in {}: {error}", super::show(staging.out()))),
    }
}
