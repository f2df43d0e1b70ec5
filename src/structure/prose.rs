//! Documents of paragraphs and briefs of bullets: title, headings, paragraphs, items, tables, foot.
//!
//! ```text
//! document := caption? title? byline* (heading | paragraph | item | table | caption)* foot?
//! caption  := the name of a series (香港便覽), or a short line over a title that stands apart
//! title    := "# …", or the first short line over the text
//! byline   := date | body | label ":" …             before the text
//! foot     := "（更新日期：…）" | date | body | page number     behind the text
//! heading  := "## …" | short line | number "、" phrase
//! ```

use super::builder::{Builder, marker_of};
use super::edges::{foot, is_page_number};
use super::run_in::{Piece, cut};
use super::shape::Shape;
use super::types::{BlockKind, Outline};
use super::{dates, tables};
use crate::clean::{MarkerKind, TextLine};
use crate::span::Span;

/// The state while a document is read from top to foot.
pub(super) struct Prose<'s, 'a> {
    pub(super) shape: &'s Shape<'a>,
    pub(super) builder: Builder,
    pub(super) outline: Outline,
    /// Lines from here on are the document's foot.
    pub(super) foot: usize,
    /// Level of a Markdown heading of the first level below the title.
    pub(super) top: u8,
    /// Level of the section that the text is in, 0 for none.
    pub(super) section: u8,
    /// Whether sections bear numbers: then other numbers are of a deeper level.
    pub(super) numbered: bool,
}

/// Cuts a document of paragraphs or bullets.
pub(super) fn outline(shape: &Shape<'_>) -> Outline {
    let foot = foot(shape);
    let mut prose = Prose {
        shape,
        builder: Builder::default(),
        outline: Outline::default(),
        foot,
        top: 1,
        section: 0,
        numbered: false,
    };
    let mut at = prose.head();
    while at < shape.lines.len() {
        at += prose.line(at);
    }
    prose.outline.blocks = prose.builder.blocks;
    prose.outline
}

impl Prose<'_, '_> {
    /// One line. Gives the number of lines it took.
    fn line(&mut self, at: usize) -> usize {
        let Some(line) = self.shape.lines.get(at) else { return 1 };
        if at >= self.foot {
            self.builder.close_headings(0);
            self.builder.paragraph(BlockKind::Footer, line.body());
            return 1;
        }
        if line.is_row() {
            return self.row(at, line);
        }
        if self.names_next_table(at, line) {
            self.builder.paragraph(BlockKind::Caption, line.body());
            return 1;
        }
        if line.heading > 0 {
            self.section = (line.heading + 1).saturating_sub(self.top).max(1);
            self.builder.heading(BlockKind::Heading, self.section, line.span, None);
        } else if let Some(level) = self.section_level(at, line) {
            self.section = level;
            self.numbered |= level == 1 && line.markers[0].is_some();
            self.builder.heading(BlockKind::Heading, level, line.span, None);
        } else if is_page_number(line.span.of(self.shape.text()))
            || tables::is_note(self.shape, self.shape.body(line)) && line.markers[0].is_none()
        {
            self.builder.paragraph(BlockKind::Footer, line.body());
        } else {
            self.text(line);
        }
        1
    }

    /// Whether a line is the caption of the table right under it: 表一：…, …一覽（截至2025年4月底）.
    fn names_next_table(&self, at: usize, line: &TextLine) -> bool {
        let body = self.shape.body(line);
        let numbered = ["附表", "表", "圖", "图"].iter().any(|word| {
            body.strip_prefix(word).is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
            })
        });
        let lists =
            ["一覽", "一览", "統計", "统计", "概覽", "概览", "情況", "情况", "列表", "總表", "总表", "比較", "比较"];
        let head = body.split(['（', '(']).next().unwrap_or("");
        let named = lists.iter().any(|word| head.ends_with(word)) && self.shape.is_phrase(line);
        line.heading == 0
            && line.markers[0].is_none()
            && body.chars().take(61).count() <= 60
            && (numbered || named)
            && tables::rows(self.shape, at + 1) > 0
    }

    fn row(&mut self, at: usize, line: &TextLine) -> usize {
        let rows = tables::rows(self.shape, at);
        if rows > 0 {
            return tables::add(self.shape, &mut self.builder, at, rows, &mut self.outline.tables);
        }
        for cell in self.shape.clean.cells(line).to_vec() {
            self.builder.paragraph(BlockKind::Paragraph, cell);
        }
        1
    }

    /// The level of a section's heading: a phrase by itself over text, with or without a number.
    fn section_level(&self, at: usize, line: &TextLine) -> Option<u8> {
        let next = self.shape.lines.get(at + 1).filter(|_| at + 1 < self.foot && self.shape.is_phrase(line))?;
        let body = self.shape.body(line);
        let short = |most: usize| body.chars().take(most + 1).count() <= most;
        let Some(kind) = marker_of(line).map(|marker| marker.kind) else {
            return self.is_plain_heading(body, next).then_some(1);
        };
        match kind {
            MarkerKind::Bullet(_) => None,
            MarkerKind::Chinese => short(30).then_some(1),
            _ if !short(24) || self.is_in_list(at, kind, next) => None,
            MarkerKind::Bracket => Some(2),
            _ => Some(self.section.clamp(1, 2) + u8::from(self.numbered)),
        }
    }

    /// Whether a phrase without a number may be a heading over the line `next`.
    fn is_plain_heading(&self, body: &str, next: &TextLine) -> bool {
        let labelled = body.contains(['：', ':'])
            || self.shape.is_word(body, "closing")
            || body.contains('〔') && body.ends_with('号');
        let names_table = next.is_row() && body.starts_with(['表', '圖', '图']);
        !labelled && !names_table && !dates::is_dated(self.shape, body) && body.chars().any(char::is_alphabetic)
    }

    /// Whether a numbered phrase has another beside it: then it is an item of a list.
    fn is_in_list(&self, at: usize, kind: MarkerKind, next: &TextLine) -> bool {
        let same = |near: &TextLine| marker_of(near).is_some_and(|marker| marker.kind == kind);
        let before = at.checked_sub(1).and_then(|before| self.shape.lines.get(before));
        let over_text = next.markers[0].is_none() && !self.shape.is_phrase(next) || next.blanks > 0;
        same(next) || !over_text || before.is_some_and(|before| same(before) && self.shape.is_phrase(before))
    }

    /// A paragraph or list item, cut at its run-in headings.
    fn text(&mut self, line: &TextLine) {
        let pieces = cut(self.shape, line.body());
        if line.markers[0].is_some() {
            return self.item(line, &pieces);
        }
        let level = self.section + 1;
        let mut dash: Option<Span> = None;
        for piece in pieces {
            match piece {
                Piece::Dash(span) => dash = Some(span),
                Piece::Heading(span) => {
                    self.builder.heading(BlockKind::Heading, level + u8::from(dash.is_some()), span, dash);
                }
                Piece::Text(span) if dash.is_some() => {
                    self.builder.push(BlockKind::ListItem, 1, span, dash.take());
                }
                Piece::Text(span) => {
                    self.builder.paragraph(BlockKind::Paragraph, span);
                }
            }
        }
    }

    /// A list item: its heading, where it has one, stands one level deeper and ends with it.
    fn item(&mut self, line: &TextLine, pieces: &[Piece]) {
        let marker = marker_of(line).map(|marker| marker.span);
        let level = self.builder.depth() + 1;
        let mut heading = None;
        for piece in pieces {
            match *piece {
                Piece::Heading(span) if heading.is_none() => {
                    heading = Some(self.builder.push(BlockKind::Heading, level, span, marker));
                }
                Piece::Heading(span) | Piece::Text(span) | Piece::Dash(span) => {
                    self.builder.item(line, span, heading);
                }
            }
        }
    }
}
