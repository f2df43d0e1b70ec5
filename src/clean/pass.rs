//! The forward pass: every line of the source goes through the editor, in order.

use super::class::{CLASS, MARK, PLAIN, SPACE, WIDTH, invisible_len, space_len};
use super::editor::{Editor, Gap};
use super::emphasis::{self, Run};
use super::lines::{Line, LineKind, Lines};
use super::marker::{MarkerKind, marker_at};
use super::strip_markup::{Markup, markup_at};
use super::{EditKind, Marker, TextLine, fold_width, unescape};
use crate::span::Span;

/// The state of the pass.
#[derive(Debug)]
pub(super) struct Pass<'s> {
    source: &'s str,
    editor: Editor<'s>,
    /// Runs of emphasis to take out, and the next of them.
    runs: Vec<Run>,
    next_run: usize,
    /// Where emphasis began in the clean text.
    open: Vec<usize>,
    emphasis: Vec<Span>,
    /// Where the text of a link ends, and where the link does.
    link: Option<(usize, usize)>,
    lines: Vec<TextLine>,
    cells: Vec<Span>,
    /// Where the first character of the cell at hand stands.
    cell: Option<usize>,
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
        if line.kind == LineKind::Markup {
            pass.editor.strip(EditKind::StripMarkup, line.start, line.end);
            let is_rule = line.text(source).bytes().all(|byte| matches!(byte, b'-' | b'*' | b'_' | b' '));
            (blanks, feed, rule) = (line.blanks.saturating_add(blanks), feed | line.feed, rule | is_rule);
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

    /// Keeps a marker and gives where it stands.
    fn keep_marker(&mut self, start: usize, end: usize) -> usize {
        self.editor.keep(start, end);
        let at = self.editor.len().saturating_sub(end - start);
        if let Some(line) = self.lines.last_mut() {
            line.start.get_or_insert(at);
        }
        at
    }

    /// Keeps a stretch as it is.
    fn inline_kept(&mut self, start: usize, end: usize) {
        self.editor.keep(start, end);
        self.begin(self.editor.len().saturating_sub(end - start));
    }

    /// The first character of a line's text, or of emphasis, stands at `at` in the clean text.
    fn begin(&mut self, at: usize) {
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

    /// Text inside a line.
    fn inline(&mut self, start: usize, end: usize) {
        let bytes = self.source.as_bytes();
        let (mut kept, mut at) = (start, start);
        while let Some(byte) = bytes.get(at).filter(|_| at < end) {
            let class = CLASS[usize::from(*byte)];
            if class == PLAIN {
                at += 1;
                continue;
            }
            let to = self.special(class, kept, at, end);
            if to > at {
                (kept, at) = (to, to);
            } else {
                at += 1;
            }
        }
        self.flush(kept, end);
    }

    /// Copies `start..end`.
    fn flush(&mut self, start: usize, end: usize) {
        if start < end {
            self.inline_kept(start, end);
        }
    }

    /// A character that may need a repair. Gives where the text goes on, or `at` where there is none.
    fn special(&mut self, class: u8, kept: usize, at: usize, end: usize) -> usize {
        let rest = self.source.as_bytes().get(at..end).unwrap_or(&[]);
        match class {
            SPACE => match space_len(rest) {
                0 => self.invisible(kept, at, rest),
                _ => self.white(kept, at, end),
            },
            WIDTH => match fold_width::folded(rest) {
                Some(narrow) => self.replace(kept, at, at + 3, EditKind::FoldWidth, narrow),
                None => self.invisible(kept, at, rest),
            },
            MARK => self.mark(kept, at, end),
            _ => at,
        }
    }

    fn invisible(&mut self, kept: usize, at: usize, rest: &[u8]) -> usize {
        let len = invisible_len(rest);
        if len > 0 { self.drop(kept, at, at + len) } else { at }
    }

    /// White space inside a line.
    fn white(&mut self, kept: usize, at: usize, end: usize) -> usize {
        let bytes = self.source.as_bytes();
        // One space between two Latin words stays as it is: English text is copied in one piece.
        let word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        if kept < at && at + 1 < end && word(at - 1) && word(at + 1) && bytes.get(at) == Some(&b' ') {
            return at;
        }
        let mut to = at;
        while let len @ 1.. = space_len(bytes.get(to..end).unwrap_or(&[])) {
            to += len;
        }
        self.flush(kept, at);
        self.editor.gap(Gap::Inline, at, to);
        to
    }

    fn drop(&mut self, kept: usize, at: usize, to: usize) -> usize {
        self.flush(kept, at);
        self.editor.strip(EditKind::StripMarkup, at, to);
        to
    }

    fn replace(&mut self, kept: usize, at: usize, to: usize, kind: EditKind, after: &str) -> usize {
        self.flush(kept, at);
        self.editor.replace(kind, at, to, after);
        self.begin(self.editor.len() - after.len());
        to
    }

    /// A character that may be markup.
    fn mark(&mut self, kept: usize, at: usize, end: usize) -> usize {
        if let Some((_, to)) = self.link.filter(|link| link.0 == at) {
            self.link = None;
            return self.drop(kept, at, to);
        }
        while self.runs.get(self.next_run).is_some_and(|run| run.start < at) {
            self.next_run += 1; // it stood in the address of a link
        }
        if let Some(run) = self.runs.get(self.next_run).copied().filter(|run| run.start == at) {
            return self.emphasis(run, kept);
        }
        let rest = self.source.get(at..end).unwrap_or("");
        if unescape::is_escape(rest.as_bytes()) {
            self.flush(kept, at);
            self.editor.strip(EditKind::Unescape, at, at + 1);
            self.inline_kept(at + 1, at + 2);
            return at + 2;
        }
        match markup_at(rest) {
            None => at,
            Some(Markup::Drop(len)) => self.drop(kept, at, at + len),
            Some(Markup::Part(len)) => {
                let to = self.drop(kept, at, at + len);
                self.editor.gap(Gap::Inline, at, to);
                to
            }
            Some(Markup::Char(len, c)) => self.character(kept, at, at + len, c),
            Some(Markup::Link { open, text, close }) => {
                self.link = Some((at + text, at + text + close));
                self.drop(kept, at, at + open)
            }
        }
    }

    /// A character reference: white space is a gap like any other.
    fn character(&mut self, kept: usize, at: usize, to: usize, c: char) -> usize {
        if c.is_whitespace() {
            self.drop(kept, at, to);
            self.editor.gap(Gap::Inline, at, to);
            return to;
        }
        self.replace(kept, at, to, EditKind::StripMarkup, c.encode_utf8(&mut [0; 4]))
    }

    fn emphasis(&mut self, run: Run, kept: usize) -> usize {
        self.next_run += 1;
        let to = self.drop(kept, run.start, run.start + run.len);
        if run.opens {
            self.open.push(usize::MAX);
        } else if let Some(start) = self.open.pop().filter(|start| *start != usize::MAX) {
            self.emphasis.push(Span::new(start, self.editor.len().max(start)));
        }
        to
    }
}

/// Whether a second marker may stand behind a first: `- ①`, `- ·`, `• 1.`.
const fn nests(first: MarkerKind, second: MarkerKind) -> bool {
    matches!(first, MarkerKind::Bullet(_))
        && !matches!(second, MarkerKind::Bracket | MarkerKind::Chinese | MarkerKind::Letter)
}
