//! The lines of a source: what each begins and ends with, before anything is joined.
//!
//! ```text
//! line    := blank* (text | heading | quote text | row | fence | rule | tag) blank* break
//! heading := "#"{1,6} blank+ text "#"*
//! row     := "|" text ("|" text)*              a Markdown table's row; `|---|` is its rule
//! fence   := ("```" | "~~~") text?
//! rule    := three or more of one of - * _ =   alone on a line
//! break   := "\r\n" | "\n" | "\r" | VT | FF
//! ```

use super::class::{has_han, space_len};
use super::marker::{MarkerKind, marker_at};

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Text of a paragraph, heading or list item.
    Text,
    /// A row of a table, its cells in [`Lines::cells`].
    Row,
    /// Markup with no text: a fence, a rule, the rule of a table. Taken out whole.
    Markup,
    /// The number of a page in mid-sentence. Taken out whole.
    PageNumber,
}

/// One line that is not blank. Offsets are bytes of the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Its first character that is not white space.
    pub(super) start: usize,
    /// Behind its last such character.
    pub(super) end: usize,
    /// Where its text begins, behind `#` and `>`.
    pub(super) body: usize,
    /// Columns of white space before it.
    pub(super) indent: u16,
    /// Blank lines before it.
    pub(super) blanks: u16,
    /// Whether a form feed stands before it.
    pub(super) feed: bool,
    /// Whether white space stands at its end.
    pub(super) trailing: bool,
    /// What it is for.
    pub(super) kind: LineKind,
    /// Level of a Markdown heading, 0 for none.
    pub(super) heading: u8,
    /// Its first marker, and where that ends.
    pub(super) marker: Option<(MarkerKind, usize)>,
    /// Whether it has a Chinese character.
    pub(super) han: bool,
    /// Its cells, as a range of [`Lines::cells`].
    pub(super) cells: (usize, usize),
}

/// All lines of a source with the cells of its table rows.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The lines that are not blank, in order.
    pub(super) list: Vec<Line>,
    /// Start and end of cells.
    pub(super) cells: Vec<(usize, usize)>,
}

impl Line {
    /// The text of the line, behind heading and quotation marks.
    pub(super) fn text<'s>(&self, source: &'s str) -> &'s str {
        source.get(self.body..self.end).unwrap_or("")
    }

    /// Columns that the text takes, two for a Chinese character.
    pub(super) fn width(&self, source: &str) -> usize {
        let text = self.text(source);
        let narrow = text.bytes().filter(u8::is_ascii).count();
        narrow + (text.len() - narrow) * 2 / 3
    }

    /// Whether nothing but a marker stands on the line.
    pub(super) fn is_bare_marker(&self) -> bool {
        self.marker.is_some_and(|(_, end)| end >= self.end)
    }
}

/// Cuts a source into lines.
pub(super) fn lines(source: &str) -> Lines {
    let mut out = Lines { list: Vec::with_capacity(source.len() / 64 + 1), cells: Vec::new() };
    let bytes = source.as_bytes();
    let (mut at, mut blanks, mut feed, mut fenced) = (0, 0u16, false, false);
    while at < bytes.len() {
        let len = bytes.get(at..).unwrap_or(&[]).iter().position(|byte| matches!(byte, b'\n'..=b'\r'));
        let end = len.map_or(bytes.len(), |len| at + len);
        match line(source, at, end, fenced) {
            Some(mut line) => {
                (line.blanks, line.feed) = (blanks, feed);
                (blanks, feed) = (0, false);
                fenced ^= is_fence(line.text(source));
                out.list.push(line);
            }
            None => blanks = blanks.saturating_add(1),
        }
        feed |= bytes.get(end) == Some(&0x0C);
        at = end + if bytes.get(end..end + 2) == Some(b"\r\n") { 2 } else { 1 };
    }
    out
}

fn is_fence(text: &str) -> bool {
    text.starts_with("```") || text.starts_with("~~~")
}

/// The line between two breaks, or nothing where it is blank.
fn line(source: &str, from: usize, to: usize, fenced: bool) -> Option<Line> {
    let whole = source.get(from..to)?;
    let text = whole.trim();
    if text.is_empty() {
        return None;
    }
    let start = from + (whole.len() - whole.trim_start().len());
    let end = start + text.len();
    let indent = columns(source.get(from..start).unwrap_or(""));
    let markup = is_fence(text) || (!fenced && is_rule(text));
    let kind = if markup { LineKind::Markup } else { LineKind::Text };
    let (heading, body) = if markup || fenced { (0, 0) } else { prefix(text) };
    let body = start + body;
    let inner = source.get(body..end).unwrap_or("");
    let marker = if markup || fenced { None } else { marker_at(inner).map(|(kind, len)| (kind, body + len)) };
    let trailing = end < to;
    Some(Line {
        start,
        end,
        body,
        indent,
        blanks: 0,
        feed: false,
        trailing,
        kind,
        heading,
        marker,
        han: has_han(inner),
        cells: (0, 0),
    })
}

/// Columns of white space: a tab is four, an ideographic space two.
pub(super) fn columns(white: &str) -> u16 {
    let wide = |c: char| match c {
        '\t' => 4,
        '\u{3000}' => 2,
        _ => 1,
    };
    white.chars().take(200).map(wide).sum()
}

/// Level of a heading and length of the prefix that is no text: `## `, `> `.
fn prefix(text: &str) -> (u8, usize) {
    let marks = text.bytes().take_while(|byte| *byte == b'#').count();
    let behind = text.as_bytes().get(marks..).unwrap_or(&[]);
    if (1..=6).contains(&marks) && space_len(behind) > 0 {
        let rest = text.get(marks..).unwrap_or("");
        return (marks as u8, text.len() - rest.trim_start().len());
    }
    let quoted = text.trim_start_matches(['>', ' ']);
    let is_quote = text.starts_with("> ") && !quoted.is_empty();
    (0, if is_quote { text.len() - quoted.len() } else { 0 })
}

/// A line of nothing but `---`, `***`, `___`, `===` or `|---|:--:|`.
fn is_rule(text: &str) -> bool {
    let of = |marks: &[u8]| text.bytes().all(|byte| marks.contains(&byte));
    let single = [b'-', b'*', b'_', b'='].iter().any(|mark| of(&[*mark, b' ']));
    let marks = text.bytes().filter(|byte| *byte != b' ').count();
    (single && marks >= 3) || (of(b"|:-+ ") && text.contains('|') && text.contains("--"))
}
