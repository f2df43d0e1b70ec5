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
    /// Whether sections bear numbers: then other numbers are of a deeper level.
    numbered: bool,
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

/// `完`, the time of a press release, a page's number.
fn is_last_word(shape: &Shape<'_>, text: &str) -> bool {
    let time = text.strip_prefix("香港時間").unwrap_or(text);
    let clock = time.ends_with(['分', '時', '时'])
        && time.starts_with(|c: char| c.is_ascii_digit())
        && time.chars().count() < 8;
    clock || shape.is_word(text, "closing") || is_page_number(text)
}

/// `- 3 -`, `第3頁`, `3 / 12`.
pub(super) fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(['-', '–', '—', ' ', '第', '頁', '页', '共', '/', '／']);
    let framed = bare.len() < text.len() || bare.contains(['/', '／']);
    framed
        && !bare.is_empty()
        && bare.len() < 12
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '/' | '／' | '頁' | '页' | '共' | '第'))
}

/// Where the foot begins: the lines at the end that are dates, bodies or labels.
fn foot(shape: &Shape<'_>) -> usize {
    const MOST: usize = 6;
    let is_foot = |line: &TextLine| {
        let body = shape.body(line);
        let plain = line.markers[0].is_none() && line.heading == 0 && !line.is_row();
        let last = is_last_word(shape, body);
        let body_name = shape.ends_with(body, "body") && shape.is_phrase(line) && body.chars().take(31).count() <= 30;
        plain
            && (last
                || dates::is_dated(shape, body)
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
