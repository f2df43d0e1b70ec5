//! Blocks as they are added: in text order, each with its parent.

use super::types::{Block, BlockId, BlockKind};
use crate::clean::{Marker, MarkerKind, TextLine};
use crate::span::Span;

/// One open level of a list.
#[derive(Debug, Clone, Copy)]
struct ListLevel {
    kind: MarkerKind,
    indent: u16,
    item: BlockId,
}

/// Collects blocks.
#[derive(Debug, Default)]
pub(super) struct Builder {
    /// The blocks so far.
    pub(super) blocks: Vec<Block>,
    /// Open headings with their depth, outermost first.
    headings: Vec<(u8, BlockId)>,
    /// Open levels of the list.
    list: Vec<ListLevel>,
    /// The slide that blocks belong to.
    pub(super) slide: Option<u32>,
}

impl Builder {
    /// Adds a block under the innermost open heading. Gives its number.
    pub(super) fn push(&mut self, kind: BlockKind, level: u8, span: Span, marker: Option<Span>) -> BlockId {
        let parent = self.headings.last().map(|heading| heading.1);
        self.add(Block { kind, level, marker, span, parent, slide: self.slide })
    }

    /// Adds a block that has text; an empty cell or a bare marker gives none.
    fn add(&mut self, block: Block) -> BlockId {
        let id = self.blocks.len() as BlockId;
        if !block.span.is_empty() {
            self.blocks.push(block);
        }
        id
    }

    /// Adds a heading, under which the next blocks stand.
    pub(super) fn heading(&mut self, kind: BlockKind, level: u8, span: Span, marker: Option<Span>) -> BlockId {
        self.close_list();
        self.headings.retain(|heading| heading.0 < level);
        let id = self.push(kind, level, span, marker);
        self.headings.push((level, id));
        id
    }

    /// Adds a paragraph, which ends a list.
    pub(super) fn paragraph(&mut self, kind: BlockKind, span: Span) -> BlockId {
        self.close_list();
        self.push(kind, u8::from(self.slide.is_some()), span, None)
    }

    /// Adds an item of a list with its level: a marker of a new kind, or further in, begins a level.
    pub(super) fn item(&mut self, line: &TextLine, span: Span, heading: Option<BlockId>) -> BlockId {
        let Some(marker) = marker_of(line).filter(|_| !span.is_empty()) else {
            return self.push(BlockKind::ListItem, 1, span, None);
        };
        let kind = line.markers[0].map_or(marker.kind, |first| first.kind);
        let at = self.list.iter().position(|level| level.kind == kind && line.indent.abs_diff(level.indent) < 2);
        let outer = self.list.iter().position(|level| level.kind == kind && line.indent + 2 <= level.indent);
        self.list.truncate(at.or(outer).unwrap_or(self.list.len()));
        let parent =
            heading.or(self.list.last().map(|level| level.item)).or(self.headings.last().map(|heading| heading.1));
        let level = self.list.len() as u8 + 1;
        let item = self.add(Block {
            kind: BlockKind::ListItem,
            level,
            marker: Some(marker.span),
            span,
            parent,
            slide: self.slide,
        });
        self.list.push(ListLevel { kind, indent: line.indent, item });
        item
    }

    /// Ends the list.
    pub(super) fn close_list(&mut self) {
        self.list.clear();
    }

    /// Ends all headings of this depth and deeper.
    pub(super) fn close_headings(&mut self, level: u8) {
        self.headings.retain(|heading| heading.0 < level);
    }

    /// Depth of the innermost open heading.
    pub(super) fn depth(&self) -> u8 {
        self.headings.last().map_or(0, |heading| heading.0)
    }
}

/// The marker that counts where a line has two: the number (`- ①`), else the first (`- ·`).
pub(super) fn marker_of(line: &TextLine) -> Option<Marker> {
    let numbered = line.markers.iter().flatten().find(|marker| !matches!(marker.kind, MarkerKind::Bullet(_)));
    numbered.or(line.markers[0].as_ref()).copied()
}
