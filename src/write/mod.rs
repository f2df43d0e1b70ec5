//! Stage 8, `write`: deterministic bytes. The output's form lives here, so that the inside of the
//! program can change without it.

mod corpus;
mod document;
mod json;
mod places;
mod rows;
mod value;
mod words;

pub use corpus::{body, series};
pub use document::{answer, document, fact_rows, source_fields};
pub use json::{Emit, Json};
pub use words::layout_word;

/// The JSON Schema (draft 2020-12) of everything written; each file is one of its `$defs`.
pub const SCHEMA: &str = include_str!("schema.json");
