//! What stands before and behind the text of a document: caption, title, byline; foot.
//!
//! ```text
//! head   := caption? title? byline*
//!         | ( number | kind of paper | body | date )+ title      a paper before a council
//! byline := a line that is a date, or one with a date side by side with a body
//! foot   := the last lines that are dates, bodies, notes, page numbers, 完
//! ```

use super::prose::Prose;
use super::shape::Shape;
use super::types::BlockKind;
use super::{dates, tables};
use crate::clean::TextLine;
use crate::span::Span;

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
pub(super) fn foot(shape: &Shape<'_>) -> usize {
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
    pub(super) fn head(&mut self) -> usize {
        let lines = self.shape.lines;
        let plain =
            |line: &&TextLine| self.shape.is_title_like(line) && !dates::is_dated(self.shape, self.shape.body(line));
        let titles = lines.iter().take(2).take_while(plain).filter(|line| line.markers[0].is_none()).count();
        let marked = lines
            .iter()
            .position(|line| line.heading == 1)
            .filter(|at| *at <= 3 && lines.iter().filter(|line| line.heading == 1).count() == 1);
        let paper = self.paper();
        let title = match (marked, titles) {
            (Some(at), _) => at,
            _ if paper > 0 => paper,
            (None, 2) if self.is_caption(0) => 1,
            (None, 1 | 2) if lines.len() > 1 => 0,
            _ => return 0,
        };
        for line in lines.iter().take(title) {
            let kind = match dates::is_dated(self.shape, self.shape.body(line)) {
                true => BlockKind::Paragraph,
                false => BlockKind::Caption,
            };
            self.builder.push(kind, 0, line.body(), None);
        }
        let Some(line) = lines.get(title) else { return 0 };
        let span = line.body();
        self.outline.title = Some(span.of(self.shape.text()).to_owned());
        self.builder.push(BlockKind::Title, 1, span, None);
        self.top = if line.heading > 0 { line.heading + 1 } else { 1 };
        title + 1 + self.byline(title + 1)
    }

    /// How many lines stand above the title of a paper before a council: its number, its date, what kind of paper
    /// it is, whom it is for. None where it does not begin so.
    fn paper(&self) -> usize {
        const MOST: usize = 8;
        let shape = self.shape;
        let numbered = |text: &str| shape.ends_with(text, "file") || shape.is_word(text, "paper");
        let front = |line: &&TextLine| {
            let text = shape.body(line);
            let plain = line.markers[0].is_none() && line.heading == 0 && !line.is_row();
            let body = shape.ends_with(text, "body") && shape.is_phrase(line);
            plain && (numbered(text) || body || dates::is_dated(shape, text))
        };
        let count = shape.lines.iter().take(MOST).take_while(front).count();
        let named = shape.lines.iter().take(count).any(|line| numbered(shape.body(line)));
        let title = shape.lines.get(count).is_some_and(|line| shape.is_title_like(line) && line.markers[0].is_none());
        if named && title { count } else { 0 }
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

    /// Whether a line under the title is the name of the body that a date follows.
    fn signs(&self, at: usize) -> bool {
        let (Some(line), Some(next)) = (self.shape.lines.get(at), self.shape.lines.get(at + 1)) else { return false };
        let body = self.shape.body(line);
        let named = self.shape.ends_with(body, "body") && self.shape.is_phrase(line) && body.chars().count() <= 20;
        named && dates::is_dated(self.shape, self.shape.body(next))
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
            } else if !line.is_row()
                && line.markers[0].is_none()
                && line.heading == 0
                && (dated(&line.body()) || self.signs(at + count))
            {
                self.builder.paragraph(BlockKind::Paragraph, line.body());
            } else {
                break;
            }
            count += 1;
        }
        count
    }
}
