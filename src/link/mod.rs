//! Stage 7, `link`: the only stage that sees two documents.
//!
//! A run gives it one [`Record`] a document, in the order of their paths, and writes what it joined.

use std::io::{self, Write};

use crate::Document;

/// What is kept of a document when its JSON is written and the rest is forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {}

/// What is known across documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corpus {}

/// Takes from a document what joining needs.
#[must_use]
pub const fn record(_document: &Document) -> Record {
    Record {}
}

impl Corpus {
    /// Adds the next document.
    pub const fn add(&mut self, _record: Record) {}

    /// Writes `entities.json`.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn write_entities(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[]\n")
    }

    /// Writes `series.json`.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn write_series(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[]\n")
    }
}
