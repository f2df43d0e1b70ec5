//! What the stage gives: blocks, slides, tables and what they say of the document.

use crate::span::Span;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The document's own title.
    Title,
    /// A section's, a slide's or a paragraph's heading, run-in headings too.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list, its marker apart.
    ListItem,
    /// A table.
    Table,
    /// A series name above the title, a table's or picture's caption.
    Caption,
    /// What stands at the foot: update date, source note, page number.
    Footer,
}

/// Number of a block in its document, written `b0`, `b1`, …
pub type BlockId = u32;

/// One piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Level of a heading or list item, from 1.
    pub level: u8,
    /// The list marker, which stands in the text before the block.
    pub marker: Option<Span>,
    /// Its text.
    pub span: Span,
    /// The block it belongs to: a heading for what stands under it, an item for its sub-items.
    pub parent: Option<BlockId>,
    /// Number of its slide, from 1.
    pub slide: Option<u32>,
}

/// One slide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slide {
    /// From 1.
    pub number: u32,
    /// Its title, in Chinese where it has two.
    pub title: Option<String>,
    /// Its English title.
    pub title_en: Option<String>,
    /// The section it belongs to, by the agenda.
    pub section: Option<String>,
    /// Its blocks in text order.
    pub blocks: Vec<BlockId>,
    /// Chinese blocks and the English blocks that translate them.
    pub pairs: Vec<(BlockId, BlockId)>,
}

/// One table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What stands above it as its name.
    pub caption: Option<Span>,
    /// The cells of its header row.
    pub header: Vec<Span>,
    /// The cells of its other rows.
    pub rows: Vec<Vec<Span>>,
    /// What stands below it as its source.
    pub source_note: Option<Span>,
    /// The whole of it.
    pub span: Span,
    /// Number of its slide.
    pub slide: Option<u32>,
}

/// The script of the Chinese text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Script {
    /// Traditional.
    #[default]
    Hant,
    /// Simplified.
    Hans,
}

/// Where a document is from, which decides what bare 元 and $ are and when a fiscal year begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub enum Region {
    /// Hong Kong.
    #[default]
    HK,
    /// Mainland China.
    CN,
    /// Taiwan.
    TW,
    /// Macao.
    MO,
}

/// What carries the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Paragraphs.
    #[default]
    Prose,
    /// Bullets under section titles.
    Brief,
    /// Slides.
    Slides,
    /// A spreadsheet.
    Table,
}

/// The shape of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// What carries the text.
    pub layout: Layout,
    /// Whether the source came word-segmented.
    pub segmented: bool,
    /// Whether Chinese and English stand in pairs.
    pub bilingual: bool,
    /// The script.
    pub script: Script,
    /// The region, by the document's own cues.
    pub region: Region,
    /// Languages besides Chinese.
    pub also: Vec<&'static str>,
    /// The document's own title.
    pub title: Option<String>,
    /// Where the document's own date may stand, the likeliest first.
    pub date_spans: Vec<Span>,
    /// Who published it, where it says so.
    pub publisher: Option<String>,
    /// The blocks in text order.
    pub blocks: Vec<Block>,
    /// The slides.
    pub slides: Vec<Slide>,
    /// The tables.
    pub tables: Vec<Table>,
}

impl Outline {
    /// The block that `span` stands in: the one that holds its first character, or, where it begins
    /// between two blocks (at a marker or colon), the next one, if `span` reaches into it.
    #[must_use]
    pub fn block_at(&self, span: Span) -> Option<BlockId> {
        let after = self.blocks.partition_point(|block| block.span.start() <= span.start());
        let holds = |index: usize| {
            let block = self.blocks.get(index)?;
            (block.span.overlaps(span) || block.span.contains(span)).then_some(index as BlockId)
        };
        after.checked_sub(1).and_then(holds).or_else(|| holds(after))
    }

    /// The block of this number.
    #[must_use]
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.get(id as usize)
    }
}
