//! Stage 3, `structure`: cuts the clean text into blocks, slides and tables. It never changes the text.
//!
//! A document is prose or a brief ([`prose`]) or slides ([`slides`]); both write blocks through one
//! [`builder`]. What the text itself no longer shows (indents, blank lines, markup) the stage `clean`
//! hands over with its lines.

mod builder;
mod dates;
mod edges;
mod language;
mod layout;
mod prose;
mod run_in;
mod shape;
mod slides;
mod tables;
mod types;

pub use types::{Block, BlockId, BlockKind, Layout, Outline, Region, Script, Slide, Table};

use crate::clean::Clean;
use crate::lexicon::Lexicon;
use crate::read::Source;

/// Finds the shape of a clean text.
#[must_use]
pub fn outline(source: &Source, clean: &Clean, lexicon: &Lexicon) -> Outline {
    let shape = shape::Shape::new(source, clean, lexicon);
    let layout = layout::layout(&shape);
    let mut outline = match layout {
        Layout::Slides => slides::outline(&shape),
        _ => prose::outline(&shape),
    };
    outline.layout = layout;
    outline.segmented = clean.segmented();
    outline.bilingual = shape.bilingual;
    language::fill(&shape, &mut outline);
    dates::fill(&shape, &mut outline);
    outline
}
