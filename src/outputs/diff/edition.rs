//! One side of a difference: the facts and the names of its documents.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::job::show;
use crate::lexicon::Lexicon;
use crate::link::{self, Record};
use crate::outputs::load::{Manifest, rows, word};

/// The documents of an output folder, or one document.
pub(super) struct Edition {
    /// Each with its full id and its document.
    pub facts: Vec<Json>,
    /// The names of each document, in the order of their paths.
    pub records: Vec<Record>,
}

impl Edition {
    pub fn read(path: &Path, lexicon: &Lexicon) -> Result<Self, String> {
        let mut edition = Self { facts: Vec::new(), records: Vec::new() };
        if path.is_dir() {
            for input in Manifest::of(path)?.inputs {
                if let Some(output) = input.output {
                    edition.add(&path.join(output.path), lexicon)?;
                }
            }
        } else {
            edition.add(path, lexicon)?;
        }
        edition.records.sort_by(|a, b| a.document.cmp(&b.document));
        Ok(edition)
    }

    fn add(&mut self, path: &Path, lexicon: &Lexicon) -> Result<(), String> {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", show(path)))?;
        let document: Json =
            serde_json::from_slice(&bytes).map_err(|error| format!("{}: not JSON: {error}", show(path)))?;
        let foreign = || format!("{}: expected a document or an output folder of this program", show(path));
        if word(&document, "schema") != "ingest/1" {
            return Err(foreign());
        }
        let record = link::reread(&bytes, lexicon).ok_or_else(foreign)?;
        for fact in rows(&document, "facts") {
            let mut fact = fact.clone();
            let id = format!("{}#{}", record.document, word(&fact, "id"));
            if let Some(fields) = fact.as_object_mut() {
                fields.insert("id".to_owned(), id.into());
                fields.insert("document".to_owned(), record.document.as_str().into());
            }
            self.facts.push(fact);
        }
        self.records.push(record);
        Ok(())
    }
}
