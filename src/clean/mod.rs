//! Stage 2, `clean`: a [`Source`] becomes the readable text, mapped back to the source.
//!
//! The source is cut into lines, it is decided which of them go on with the one before and which are
//! rows of a table, and then everything goes through one editor in one forward pass. Each rewrite has
//! a file of its own with its grammar on top.

pub(crate) mod class;
mod editor;
mod emphasis;
mod fold_width;
mod group_digits;
mod habit;
mod inline;
mod join_tokens;
mod lines;
mod marker;
mod offset_map;
mod pass;
mod pipes;
mod restore_dash;
mod rows;
mod sections;
mod spacing;
mod strip_markup;
mod unescape;
mod unwrap_line;

pub use marker::MarkerKind;
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

/// A list marker in the clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// Its kind.
    pub kind: MarkerKind,
    /// Where it stands.
    pub span: Span,
}

/// One paragraph, heading, list item or table row of the clean text, with what the text itself no
/// longer shows of its layout.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextLine {
    /// Where it stands, its markers included.
    pub span: Span,
    /// Its markers: at most two (`- ①`).
    pub markers: [Option<Marker>; 2],
    /// Columns of white space before it.
    pub indent: u16,
    /// Blank lines before it.
    pub blanks: u16,
    /// Whether a page break (form feed) stands before it.
    pub page_break: bool,
    /// Whether a rule (`---`) stands before it.
    pub after_rule: bool,
    /// Whether it is the header of a Markdown table.
    pub header: bool,
    /// Level of a Markdown heading, 0 for none.
    pub heading: u8,
    /// Whether white space stood at its end.
    pub hard_end: bool,
    /// Its cells where it is a table's row, as a range for [`Clean::cells`].
    cells: (usize, usize),
    start: Option<usize>,
    body: Option<usize>,
}

impl TextLine {
    /// Whether it is a row of a table, or labels that stand side by side.
    #[must_use]
    pub const fn is_row(&self) -> bool {
        self.cells.1 > self.cells.0
    }

    /// Its text without markers.
    #[must_use]
    pub fn body(&self) -> Span {
        Span::new(self.body.unwrap_or(self.span.end()).clamp(self.span.start(), self.span.end()), self.span.end())
    }
}

/// The clean text with its way back to the source.
#[derive(Debug, Clone)]
pub struct Clean {
    text: String,
    map: OffsetMap,
    edits: Vec<Edit>,
    repairs: usize,
    segmented: bool,
    lines: Vec<TextLine>,
    cells: Vec<Span>,
    emphasis: Vec<Span>,
}

impl Clean {
    /// The clean text: paragraphs whole and parted by a blank line, the cells of a table's row by a
    /// line break. No space stands beside a Chinese character or a full-width mark but behind a list
    /// marker.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The way back to the source.
    #[must_use]
    pub const fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// The repairs beyond white space, in source order, none within another: what was written
    /// otherwise, and the numbers and Latin words whose inner white space was taken out.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// How many other stretches of white space were changed.
    #[must_use]
    pub const fn repairs(&self) -> usize {
        self.repairs
    }

    /// Whether the source came word-segmented.
    #[must_use]
    pub const fn segmented(&self) -> bool {
        self.segmented
    }

    /// The lines of the text, in order.
    #[must_use]
    pub fn lines(&self) -> &[TextLine] {
        &self.lines
    }

    /// The cells of a table's row, in order; an empty cell has an empty span.
    #[must_use]
    pub fn cells(&self, line: &TextLine) -> &[Span] {
        self.cells.get(line.cells.0..line.cells.1).unwrap_or(&[])
    }

    /// The stretches that were emphasised (bold, italic), in order.
    #[must_use]
    pub fn emphasis(&self) -> &[Span] {
        &self.emphasis
    }

    /// Where `span` stands in the source.
    #[must_use]
    pub fn source_of(&self, span: Span) -> SourceSpan {
        self.map.to_source(span)
    }
}

/// The text of a heading without its number: 背景 of `2.1 背景`.
pub(crate) fn unnumbered(text: &str) -> &str {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let section = text.get(..text.len() - digits.len()).is_some_and(|number| number.contains('.'));
    let len =
        marker::marker_at(text).map_or(0, |(_, len)| len).max(if section { text.len() - digits.len() } else { 0 });
    text.get(len..).unwrap_or(text).trim_start()
}

/// Cleans a source.
#[must_use]
pub fn clean(source: &Source) -> Clean {
    let text = source.text.as_str();
    let segmented = join_tokens::is_segmented(text);
    let mut lines = lines::lines(text);
    sections::find(text, &mut lines.list);
    rows::find(text, &mut lines, segmented);
    let joins = unwrap_line::joins(text, &mut lines.list);
    let passed = pass::run(text, &lines, &joins, segmented);
    let (text, map, edits, repairs) = passed.editor.finish();
    Clean { text, map, edits, repairs, segmented, lines: passed.lines, cells: passed.cells, emphasis: passed.emphasis }
}
