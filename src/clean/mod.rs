//! Stage 2, `clean`: a [`Source`] becomes the readable text, mapped back to the source.

mod offset_map;

pub use offset_map::OffsetMap;

use crate::read::Source;
use crate::span::{SourceSpan, Span};

/// What a repair between source and clean text did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// Tokens of a segmented text put together.
    JoinTokens,
    /// A line break inside a paragraph taken out.
    UnwrapLine,
    /// Full-width digits and letters folded.
    FoldWidth,
    /// A space inside a number taken out.
    GroupDigits,
    /// A dash that was lost put back.
    RestoreDash,
    /// A backslash escape taken out.
    Unescape,
    /// Emphasis and other markup taken out.
    StripMarkup,
}

/// One repair beyond white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// Where in the source.
    pub source: SourceSpan,
    /// The source text there.
    pub before: String,
    /// What stands in the clean text instead.
    pub after: String,
}

/// The clean text with its way back to the source.
#[derive(Debug, Clone)]
pub struct Clean {
    text: String,
    map: OffsetMap,
    edits: Vec<Edit>,
}

impl Clean {
    /// The clean text: paragraphs whole and parted by a blank line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The way back to the source.
    #[must_use]
    pub const fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// The repairs beyond white space, in source order.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Where `span` stands in the source.
    #[must_use]
    pub fn source_of(&self, span: Span) -> SourceSpan {
        self.map.to_source(span)
    }
}

/// Cleans a source.
#[must_use]
pub fn clean(source: &Source) -> Clean {
    let whole = SourceSpan::new(0, source.text.len());
    Clean { text: source.text.clone(), map: OffsetMap::identity(whole.len()), edits: Vec::new() }
}
