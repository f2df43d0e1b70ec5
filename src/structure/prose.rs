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
use super::run_in::{Piece, cut};
use super::shape::Shape;
use super::types::{BlockKind, Outline};
use super::{dates, tables};
use crate::clean::{MarkerKind, TextLine};
use crate::span::Span;

/// The state while a document is read from top to foot.
struct Prose<'s, 'a> {
    shape: &'s Shape<'a>,
    builder: Builder,
    outline: Outline,
    /// Lines from here on are the document's foot.
    foot: usize,
    /// Level of a Markdown heading of the first level below the title.
    top: u8,
    /// Level of the section that the text is in, 0 for none.
    section: u8,
}

/// Cuts a document of paragraphs or bullets.
pub(super) fn outline(shape: &Shape<'_>) -> Outline {
    let foot = foot(shape);
    let mut prose = Prose { shape, builder: Builder::default(), outline: Outline::default(), foot, top: 1, section: 0 };
    let mut at = prose.head();
    while at < shape.lines.len() {
        at += prose.line(at);
    }
    prose.outline.blocks = prose.builder.blocks;
    prose.outline
}

/// Where the foot begins: the lines at the end that are dates, bodies or labels.
fn foot(shape: &Shape<'_>) -> usize {
    const MOST: usize = 6;
    let is_foot = |line: &TextLine| {
        let body = shape.body(line);
        let plain = line.markers[0].is_none() && line.heading == 0 && !line.is_row();
        let body_name = shape.ends_with(body, "body") && shape.is_phrase(line) && body.chars().take(31).count() <= 30;
        plain
            && (dates::is_dated(shape, body)
                || body_name
                || tables::is_note(shape, body)
                || shape.section_number(line).is_some())
    };
    let count = shape.lines.iter().rev().take(MOST).take_while(|line| is_foot(line)).count();
    shape.lines.len() - if count < shape.lines.len() { count } else { 0 }
}

impl Prose<'_, '_> {
    /// Caption, title and byline. Gives the number of lines they took.
    fn head(&mut self) -> usize {
        let lines = self.shape.lines;
        let plain =
            |line: &&TextLine| self.shape.is_title_like(line) && !dates::is_dated(self.shape, self.shape.body(line));
        let titles = lines.iter().take(2).take_while(plain).filter(|line| line.markers[0].is_none()).count();
        let marked = lines
            .iter()
            .position(|line| line.heading == 1)
            .filter(|at| *at <= 3 && lines.iter().filter(|line| line.heading == 1).count() == 1);
        let title = match (marked, titles) {
            (Some(at), _) => at,
            (None, 2) if self.is_caption(0) => 1,
            (None, 1 | 2) if lines.len() > 1 => 0,
            _ => return 0,
        };
        for line in lines.iter().take(title) {
            self.builder.push(BlockKind::Caption, 0, line.body(), None);
        }
        let Some(line) = lines.get(title) else { return 0 };
        let span = line.body();
        self.outline.title = Some(span.of(self.shape.text()).to_owned());
        self.builder.push(BlockKind::Title, 1, span, None);
        self.top = if line.heading > 0 { line.heading + 1 } else { 1 };
        title + 1 + self.byline(title + 1)
    }

    /// Whether the first line is a caption over the title in the second.
    fn is_caption(&self, at: usize) -> bool {
        let lines = self.shape.lines;
        let (Some(first), Some(second)) = (lines.get(at), lines.get(at + 1)) else { return false };
        let (name, title) = (self.shape.body(first), self.shape.body(second));
        if self.shape.is_word(title, "section") || second.heading > first.heading && first.heading > 0 {
            return false;
        }
        let series = self.shape.ends_with(name, "series") && !self.shape.ends_with(title, "series");
        let apart = lines.get(at + 2).is_some_and(|third| third.blanks > second.blanks);
        let others = lines
            .iter()
            .skip(at + 2)
            .filter(|line| self.shape.is_title_like(line) && line.markers[0].is_none())
            .count();
        series || apart && others <= 1
    }

    /// Dates, bodies and labels under the title.
    fn byline(&mut self, at: usize) -> usize {
        let mut count = 0;
        while let Some(line) = self.shape.lines.get(at + count).filter(|_| count < 4 && at + count < self.foot) {
            let dated = |span: &Span| dates::is_dated(self.shape, span.of(self.shape.text()));
            let cells = self.shape.clean.cells(line).to_vec();
            let single = line.is_row() && tables::rows(self.shape, at + count) == 0;
            if single && cells.iter().any(dated) {
                for cell in cells {
                    self.builder.paragraph(BlockKind::Paragraph, cell);
                }
            } else if !line.is_row() && line.markers[0].is_none() && line.heading == 0 && dated(&line.body()) {
                self.builder.paragraph(BlockKind::Paragraph, line.body());
            } else {
                break;
            }
            count += 1;
        }
        count
    }

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
        if line.heading > 0 {
            self.section = (line.heading + 1).saturating_sub(self.top).max(1);
            self.builder.heading(BlockKind::Heading, self.section, line.span, None);
        } else if self.is_section(at, line) {
            self.section = 1;
            self.builder.heading(BlockKind::Heading, 1, line.span, None);
        } else if tables::is_note(self.shape, self.shape.body(line)) && line.markers[0].is_none() {
            self.builder.paragraph(BlockKind::Footer, line.body());
        } else {
            self.text(line);
        }
        1
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

    /// Whether a line is the heading of a section: a phrase by itself over text, with or without a number.
    fn is_section(&self, at: usize, line: &TextLine) -> bool {
        let body = self.shape.body(line);
        let Some(next) = self.shape.lines.get(at + 1).filter(|_| at + 1 < self.foot && self.shape.is_phrase(line))
        else {
            return false;
        };
        let before = at.checked_sub(1).and_then(|before| self.shape.lines.get(before));
        let item_near = [before, Some(next)]
            .into_iter()
            .flatten()
            .any(|near| marker_of(near).map(|marker| marker.kind) == marker_of(line).map(|marker| marker.kind));
        let dated = dates::is_dated(self.shape, body);
        match marker_of(line).map(|marker| marker.kind) {
            Some(MarkerKind::Chinese) => body.chars().take(31).count() <= 30,
            Some(MarkerKind::Number | MarkerKind::Bracket | MarkerKind::Letter | MarkerKind::Circled) => {
                !item_near && body.chars().take(25).count() <= 24 && next.blanks > 0
            }
            Some(MarkerKind::Bullet(_)) => false,
            None => {
                !dated
                    && body.chars().any(char::is_alphabetic)
                    && !(next.is_row() && body.starts_with(['表', '圖', '图']))
            }
        }
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
