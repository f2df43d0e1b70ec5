//! Slides: pages with a title, in front or at the foot, with items, tables and labels.
//!
//! In text taken from a presentation a page's title often stands behind its body, because it was drawn
//! last. Which of the two a document does is read off its pages; each way has a file of its own.

mod agenda;
mod foot;
mod front;
mod pairs;

use super::builder::Builder;
use super::shape::Shape;
use super::types::{BlockId, BlockKind, Outline, Slide};
use super::{layout, tables};
use crate::clean::TextLine;
use crate::span::Span;

/// What a line of a slide is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The slide's title; the document's, on a title slide.
    Title,
    /// Its English title, or a second line of the title's language.
    Also,
    /// A title inside the slide.
    Subtitle,
    /// A section's number, the marker of the title behind it.
    Number,
    /// A bullet.
    Item,
    /// Text without a bullet.
    Text,
    /// A row of a table, or labels side by side.
    Row,
}

/// One slide before its blocks are made: lines of the document with their roles.
#[derive(Debug, Default)]
struct Page {
    lines: Vec<(usize, Role)>,
    /// Its number on the agenda, where it bears one.
    number: Option<u32>,
}

/// Cuts a document of slides.
pub(super) fn outline(shape: &Shape<'_>) -> Outline {
    let pages = if foot::is_usual(shape) { foot::pages(shape) } else { front::pages(shape) };
    let mut maker = Maker { shape, builder: Builder::default(), outline: Outline::default() };
    for page in &pages {
        maker.slide(page);
    }
    let mut outline = maker.outline;
    outline.blocks = maker.builder.blocks;
    agenda::fill(shape, &pages, &mut outline);
    if shape.bilingual {
        pairs::fill(shape, &mut outline);
    }
    outline
}

/// Whether a page break stands before a line.
fn is_page(line: &TextLine) -> bool {
    line.blanks >= layout::PAGE || line.page_break || line.after_rule
}

/// Makes the blocks of slides.
struct Maker<'s, 'a> {
    shape: &'s Shape<'a>,
    builder: Builder,
    outline: Outline,
}

impl Maker<'_, '_> {
    fn slide(&mut self, page: &Page) {
        let number = self.outline.slides.len() as u32 + 1;
        let first = self.builder.blocks.len();
        self.builder.slide = Some(number);
        self.builder.close_list();
        self.builder.close_headings(0);
        let cover =
            number == 1 && page.lines.iter().all(|(_, role)| !matches!(role, Role::Item | Role::Row | Role::Number));
        let mut slide = Slide { number, ..Slide::default() };
        let mut marker = None;
        let mut skip = 0;
        for (index, role) in page.lines.iter().copied() {
            let Some(line) = self.shape.lines.get(index).filter(|_| index >= skip) else { continue };
            match role {
                Role::Number => marker = Some(line.span),
                Role::Row => skip = index + self.row(index, line),
                Role::Item => {
                    self.builder.item(line, line.body(), None);
                }
                Role::Text => {
                    self.builder.paragraph(BlockKind::Paragraph, line.span);
                }
                Role::Subtitle if cover => {
                    self.builder.paragraph(BlockKind::Paragraph, line.span);
                }
                Role::Subtitle if self.shape.is_english(line) => {
                    self.builder.push(BlockKind::Heading, 2, line.span, None);
                }
                Role::Subtitle => {
                    self.builder.heading(BlockKind::Heading, 2, line.span, None);
                }
                Role::Title | Role::Also => self.title(line.span, role, cover, marker.take(), &mut slide),
            }
        }
        slide.blocks = (first as BlockId..self.builder.blocks.len() as BlockId).collect();
        self.under_title(first, &slide);
        self.outline.slides.push(slide);
    }

    fn title(&mut self, span: Span, role: Role, cover: bool, marker: Option<Span>, slide: &mut Slide) {
        let said = span.of(self.shape.text()).to_owned();
        if role == Role::Title {
            let kind = if cover { BlockKind::Title } else { BlockKind::Heading };
            self.builder.heading(kind, 1, span, marker);
            if cover {
                self.outline.title = Some(said.clone());
            }
            slide.title = Some(said);
        } else {
            self.builder.push(BlockKind::Heading, 1, span, marker);
            slide.title_en = Some(said);
        }
    }

    fn row(&mut self, at: usize, line: &TextLine) -> usize {
        let rows = tables::rows(self.shape, at);
        if rows > 0 {
            return tables::add(self.shape, &mut self.builder, at, rows, &mut self.outline.tables);
        }
        for cell in self.shape.clean.cells(line).to_vec() {
            self.builder.push(BlockKind::ListItem, 1, cell, None);
        }
        1
    }

    /// What stands before a title at the foot belongs to it as well.
    fn under_title(&mut self, first: usize, slide: &Slide) {
        let blocks = self.builder.blocks.get_mut(first..).unwrap_or(&mut []);
        let is_title =
            |kind: BlockKind, level: u8| kind == BlockKind::Title || kind == BlockKind::Heading && level == 1;
        let Some(title) = blocks.iter().position(|block| is_title(block.kind, block.level)) else { return };
        let id = slide.blocks.get(title).copied();
        for block in blocks.iter_mut().take(title).filter(|block| block.parent.is_none()) {
            block.parent = id;
        }
    }
}
