//! Reads Chinese public documents and writes typed facts, each with its place in the source.
//!
//! The stages, in order; each sees only what its signature names:
//!
//! 1. [`read`]: a path becomes a [`Source`];
//! 2. [`clean`]: a source becomes the readable text, mapped back to the source;
//! 3. [`structure`]: the clean text is cut into blocks, slides and tables;
//! 4. [`mentions`]: values in the text;
//! 5. [`entities`]: names and aliases;
//! 6. [`facts`]: one kind a file;
//! 7. [`link`]: the only stage that sees two documents;
//! 8. [`mod@write`]: deterministic bytes.

pub(crate) mod charset;
pub mod clean;
pub mod entities;
pub mod facts;
pub mod job;
pub mod lexicon;
pub mod link;
pub mod mentions;
pub mod outputs;
pub mod read;
pub mod script;
pub mod span;
pub(crate) mod spill;
pub mod structure;
pub mod write;

use lexicon::Lexicon;
use mentions::{Context, DateValue, TypeSet};
use read::Source;
use structure::Region;

/// What a caller knows of a document that its text may not say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The region, where it is not to be taken from the text.
    pub region: Option<Region>,
    /// The document's date, where it is not to be taken from the text.
    pub date: Option<mentions::Date>,
    /// The types of mention to look for.
    pub types: TypeSet,
}

/// A document with the results of all stages.
#[derive(Debug)]
pub struct Document {
    /// What was read.
    pub source: Source,
    /// Its clean text.
    pub clean: clean::Clean,
    /// Its shape.
    pub outline: structure::Outline,
    /// Its own date.
    pub date: Option<DateValue>,
    /// The values in it.
    pub mentions: Vec<mentions::Mention>,
    /// The names in it.
    pub entities: entities::Entities,
    /// The facts in it.
    pub facts: facts::Facts,
}

/// Runs the stages from `clean` to `facts` on one source.
#[must_use]
pub fn process(source: Source, lexicon: &Lexicon, options: &Options) -> Document {
    let clean = clean::clean(&source);
    let spots = lexicon::Spots::of(clean.text());
    let lexicon = &lexicon.over(&spots);
    let outline = structure::outline(&source, &clean, lexicon);
    let region = options.region.unwrap_or(outline.region);
    let context = Context { region, date: options.date, types: options.types, reported: None };
    let date = mentions::document_date(clean.text(), &outline.date_spans, lexicon, &context);
    let today = context.date.or_else(|| date.as_ref().and_then(|date| date.end));
    let reported = outline.title.as_deref().and_then(|title| mentions::reported_year(title, today, lexicon));
    let context = Context { date: today, reported, ..context };
    let mentions = mentions::of_document(&clean, &outline, lexicon, &context);
    let entities = entities::entities(&clean, &outline, &mentions, lexicon);
    let facts = facts::facts(&clean, &outline, &mentions, &entities, lexicon, context.date);
    Document { source, clean, outline, date, mentions, entities, facts }
}
