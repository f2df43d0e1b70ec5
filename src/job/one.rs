//! One input: read, understood, written. Whatever goes wrong stays with it.

use std::fs;

use super::before::Earlier;
use super::discover::Entry;
use super::guard;
use super::manifest::{FileRow, Kept, Row, TextRow};
use super::staging::Staging;
use crate::lexicon::Lexicon;
use crate::link::{self, Record};
use crate::read::{self, Limits, Room};
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

/// Does one input; again only where what the run before made of it, `earlier`, holds no more.
pub(super) fn one(
    entry: Entry,
    root: Option<String>,
    earlier: Option<Earlier>,
    staging: &Staging,
    lexicon: &Lexicon,
    limits: &Limits,
) -> Outcome {
    let file = entry.file();
    let mut row = Row { path: entry.path, root, file: None, text: None, result: Err(String::new()), kept: None };
    let bytes = match entry.refusal {
        Some(reason) => Err(reason),
        None => read::held(&file, limits).map_err(|fault| fault.to_string()),
    };
    let (mut facts, mut record) = (Vec::new(), Record::default());
    row.result = bytes.and_then(|(bytes, room)| {
        let sha256 = read::sha256(&bytes);
        row.file = Some(FileRow { sha256: sha256.clone(), size: bytes.len() as u64 });
        if let Some((earlier, kept)) = earlier.and_then(|earlier| same(&row.path, &sha256, earlier, staging, lexicon)) {
            (facts, record) = (earlier.facts, kept);
            row.kept = Some(Kept { counts: earlier.counts, line: earlier.line });
            return Ok((format!("{}.json", row.path), earlier.output));
        }
        let document = understand(&row.path, bytes, room, sha256, lexicon, limits)?;
        row.text = Some(TextRow::of(&document));
        record = link::record(&document, lexicon);
        write::fact_rows(&document, &mut facts).map_err(|error| error.to_string())?;
        put(&document, staging)
    });
    Outcome { row, facts, record }
}

/// What the run before gave, where the input and the document written for it are unchanged.
fn same(path: &str, sha256: &str, earlier: Earlier, staging: &Staging, lexicon: &Lexicon) -> Option<(Earlier, Record)> {
    (earlier.sha256 == sha256).then_some(())?;
    let written = fs::read(staging.out().join(format!("{path}.json"))).ok()?;
    (read::sha256(&written) == earlier.output).then_some(())?;
    let record = link::reread(&written, lexicon)?;
    Some((earlier, record))
}

/// Makes a document of the bytes of a file, which take `room` until they are read.
fn understand(
    path: &str,
    bytes: Vec<u8>,
    room: Room,
    sha256: String,
    lexicon: &Lexicon,
    limits: &Limits,
) -> Result<Document, String> {
    let source = read::read_hashed(path, bytes, sha256, limits).map_err(|fault| fault.to_string())?;
    drop(room);
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
