//! The forward pass: every line of the source goes through the editor, in order.

use super::editor::{Editor, Gap};
use super::emphasis::{self, Run};
use super::fold_width::folded;
use super::lines::{Line, LineKind, Lines};
use super::marker::{MarkerKind, marker_at};
use super::{EditKind, Marker, TextLine};
use crate::span::Span;

/// The state of the pass.
#[derive(Debug)]
pub(super) struct Pass<'s> {
    pub(super) source: &'s str,
    pub(super) editor: Editor<'s>,
    /// Runs of emphasis to take out, and the next of them.
    pub(super) runs: Vec<Run>,
    pub(super) next_run: usize,
    /// Where emphasis began in the clean text.
    pub(super) open: Vec<usize>,
    pub(super) emphasis: Vec<Span>,
    /// Where the text of a link ends, and where the link does.
    pub(super) link: Option<(usize, usize)>,
    pub(super) lines: Vec<TextLine>,
    pub(super) cells: Vec<Span>,
    /// Where the first character of the cell at hand stands.
    pub(super) cell: Option<usize>,
}

/// What the pass gives.
pub(super) struct Passed<'s> {
    /// The editor with text, map and edits.
    pub(super) editor: Editor<'s>,
    /// Emphasised stretches, in order.
    pub(super) emphasis: Vec<Span>,
    /// The lines of the clean text.
    pub(super) lines: Vec<TextLine>,
    /// The cells of its table rows.
    pub(super) cells: Vec<Span>,
}

/// Runs the pass over all lines; `joins` says which go on with the line before.
pub(super) fn run<'s>(source: &'s str, lines: &Lines, joins: &[bool], segmented: bool) -> Passed<'s> {
    let mut pass = Pass {
        source,
        editor: Editor::new(source, segmented),
        runs: runs(source, lines, joins),
        next_run: 0,
        open: Vec::new(),
        emphasis: Vec::new(),
        link: None,
        lines: Vec::new(),
        cells: Vec::new(),
        cell: None,
    };
    let (mut behind, mut blanks, mut feed, mut rule) = (0, 0, false, false);
    for (line, joined) in lines.list.iter().zip(joins) {
        pass.editor.gap(if *joined { Gap::Inline } else { Gap::Paragraph }, behind, line.start);
        behind = line.end;
        if matches!(line.kind, LineKind::Markup | LineKind::PageNumber) {
            pass.editor.strip(EditKind::StripMarkup, line.start, line.end);
            let is_rule = line.text(source).bytes().all(|byte| matches!(byte, b'-' | b'*' | b'_' | b' '));
            (blanks, feed, rule) = (line.blanks.saturating_add(blanks), feed | line.feed, rule | is_rule);
            if let Some(last) = pass.lines.last_mut().filter(|_| line.blanks == 0) {
                last.header |= line.text(source).contains('|');
            }
            continue;
        }
        if !*joined {
            let text_line = TextLine {
                indent: line.indent,
                blanks: line.blanks.saturating_add(blanks),
                page_break: line.feed || feed,
                after_rule: rule,
                heading: line.heading,
                hard_end: line.trailing,
                ..TextLine::default()
            };
            pass.lines.push(text_line);
            (blanks, feed, rule) = (0, false, false);
        } else if let Some(last) = pass.lines.last_mut() {
            last.hard_end = line.trailing;
        }
        pass.line(line, lines, *joined);
    }
    pass.lines.retain(|line| !line.span.is_empty());
    pass.emphasis.retain(|span| !span.is_empty());
    pass.emphasis.sort_unstable();
    Passed { editor: pass.editor, emphasis: pass.emphasis, lines: pass.lines, cells: pass.cells }
}

/// The runs of emphasis, paragraph by paragraph.
fn runs(source: &str, lines: &Lines, joins: &[bool]) -> Vec<Run> {
    let mut out = Vec::new();
    if !source.bytes().any(|byte| matches!(byte, b'*' | b'_' | b'`')) {
        return out;
    }
    let mut paragraph: Option<(usize, usize)> = None;
    for (line, joined) in lines.list.iter().zip(joins) {
        let start = line.marker.map_or(line.body, |marker| marker.1);
        if let Some((from, _)) = paragraph.filter(|_| *joined) {
            paragraph = Some((from, line.end));
            continue;
        }
        if let Some((from, to)) = paragraph.take() {
            emphasis::find(source, from, to, &mut out);
        }
        paragraph = (line.kind != LineKind::Markup).then_some((start, line.end));
    }
    if let Some((from, to)) = paragraph {
        emphasis::find(source, from, to, &mut out);
    }
    out
}

impl Pass<'_> {
    /// One line with text.
    fn line(&mut self, line: &Line, lines: &Lines, joined: bool) {
        if line.body > line.start {
            self.editor.strip(EditKind::StripMarkup, line.start, line.body);
        }
        if line.kind == LineKind::Row {
            return self.row(line, lines);
        }
        let body = if joined { line.body } else { self.markers(line) };
        self.inline(body, line.end);
        self.end_line();
    }

    /// Ends the span of the last line at the end of the text so far.
    fn end_line(&mut self) {
        let end = self.editor.len();
        if let Some(line) = self.lines.last_mut() {
            let start = line.start.unwrap_or(end).min(end);
            line.span = Span::new(start, end);
        }
    }

    /// The markers of a line; gives where its text begins.
    fn markers(&mut self, line: &Line) -> usize {
        const MOST: usize = 3;
        let (mut at, mut found) = (line.body, line.marker);
        for _ in 0..MOST {
            let Some((kind, end)) = found else { break };
            let rest = self.source.get(end..line.end).unwrap_or("");
            let behind = end + (rest.len() - rest.trim_start().len());
            let start = self.keep_marker(at, end);
            if let Some(last) = self.lines.last_mut() {
                let span = Span::new(start, self.editor.len());
                if last.markers[0].is_none() {
                    last.markers[0] = Some(Marker { kind, span });
                } else {
                    last.markers[1] = Some(Marker { kind, span });
                }
            }
            self.editor.gap(Gap::Marker, end, behind);
            at = behind;
            let next = marker_at(self.source.get(behind..line.end).unwrap_or(""));
            found = next.filter(|next| nests(kind, next.0)).map(|(kind, len)| (kind, behind + len));
        }
        at
    }

    /// Keeps a marker, its full-width digits folded, and gives where it stands.
    fn keep_marker(&mut self, start: usize, end: usize) -> usize {
        let (mut kept, mut len) = (start, end - start);
        for (at, _) in self.source.get(start..end).unwrap_or("").char_indices() {
            let at = start + at;
            if let Some(narrow) = self.source.as_bytes().get(at..).and_then(folded) {
                self.editor.keep(kept, at);
                self.editor.replace(EditKind::FoldWidth, at, at + 3, narrow);
                (kept, len) = (at + 3, len + narrow.len() - 3);
            }
        }
        self.editor.keep(kept, end);
        let at = self.editor.len().saturating_sub(len);
        if let Some(line) = self.lines.last_mut() {
            line.start.get_or_insert(at);
        }
        at
    }

    /// Keeps a stretch as it is.
    pub(super) fn inline_kept(&mut self, start: usize, end: usize) {
        self.editor.keep(start, end);
        self.begin(self.editor.len().saturating_sub(end - start));
    }

    /// The first character of a line's text, or of emphasis, stands at `at` in the clean text.
    pub(super) fn begin(&mut self, at: usize) {
        self.cell.get_or_insert(at);
        if let Some(line) = self.lines.last_mut().filter(|line| line.body.is_none()) {
            line.start.get_or_insert(at);
            line.body = Some(at);
        }
        for start in self.open.iter_mut().rev().take_while(|start| **start == usize::MAX) {
            *start = at;
        }
    }

    /// The cells of a table row, what parts them taken out.
    fn row(&mut self, line: &Line, lines: &Lines) {
        let from = self.cells.len();
        let (mut behind, mut seen) = (line.body, false);
        let mut found: Vec<Option<Span>> = Vec::new();
        for (start, end) in lines.cells.get(line.cells.0..line.cells.1).unwrap_or(&[]).iter().copied() {
            self.between_cells(behind, start, seen);
            self.cell = None;
            self.inline(start, end);
            let cell = self.cell.take().map(|first| Span::new(first, self.editor.len()));
            seen |= cell.is_some();
            found.push(cell);
            behind = end;
        }
        self.between_cells(behind, line.end, false);
        self.end_line();
        let mut place = self.lines.last().map_or(0, |line| line.span.start());
        for cell in found {
            let cell = cell.unwrap_or(Span::new(place, place));
            place = cell.end();
            self.cells.push(cell);
        }
        if let Some(last) = self.lines.last_mut().filter(|_| seen) {
            last.cells = (from, self.cells.len());
        }
    }

    /// White space and pipes between two cells.
    fn between_cells(&mut self, start: usize, end: usize, parts: bool) {
        let between = self.source.get(start..end).unwrap_or("");
        for (at, _) in between.match_indices('|') {
            self.editor.strip(EditKind::StripMarkup, start + at, start + at + 1);
        }
        if parts {
            self.editor.gap(Gap::Cell, start, end);
        }
    }
}

/// Whether a second marker may stand behind a first: `- ①`, `- ·`, `• 1.`.
const fn nests(first: MarkerKind, second: MarkerKind) -> bool {
    matches!(first, MarkerKind::Bullet(_))
        && !matches!(second, MarkerKind::Bracket | MarkerKind::Chinese | MarkerKind::Letter)
}
