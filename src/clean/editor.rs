//! The editor: the only way text gets from the source into the clean text.
//!
//! It goes forward through the source once. Every stretch is kept, is white space (a gap, which
//! becomes nothing, a space, a cell's or a paragraph's end when the next character is known), or is
//! replaced under an [`Edit`]. Text, map and edits can therefore not disagree.

use super::class::is_wide;
use super::offset_map::OffsetMap;
use super::spacing::{self, Context, Spacing};
use super::{Edit, EditKind};
use crate::span::{SourceSpan, Span};

/// What a gap parts; where several stretches of white space meet, the strongest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// White space inside a line, or a line break that was taken out.
    Inline,
    /// The space behind a list marker, which stays one space but behind a full-width mark.
    Marker,
    /// The end of a table's cell.
    Cell,
    /// The end of a paragraph.
    Paragraph,
}

/// White space that is not written before the character behind it is known.
#[derive(Debug, Clone, Copy)]
struct Pending {
    kind: Gap,
    start: usize,
    end: usize,
}

/// Builds the clean text.
#[derive(Debug)]
pub(super) struct Editor<'s> {
    source: &'s str,
    segmented: bool,
    text: String,
    map: OffsetMap,
    edits: Vec<Edit>,
    gap: Option<Pending>,
    repairs: usize,
}

impl<'s> Editor<'s> {
    /// An editor at the beginning of `source`.
    pub(super) fn new(source: &'s str, segmented: bool) -> Self {
        let text = String::with_capacity(source.len());
        Self { source, segmented, text, map: OffsetMap::default(), edits: Vec::new(), gap: None, repairs: 0 }
    }

    /// Length of the clean text so far, without a gap that is still open.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Copies a stretch that neither begins nor ends with white space. Gives its place in the clean text.
    pub(super) fn keep(&mut self, start: usize, end: usize) {
        let Some(piece) = self.source.get(start..end).filter(|piece| !piece.is_empty()) else { return };
        if self.gap.is_some() {
            self.close_gap(piece.chars().next().unwrap_or(' '), start);
        }
        self.write(piece, start, end);
    }

    /// White space, or a place where there should be some.
    pub(super) fn gap(&mut self, kind: Gap, start: usize, end: usize) {
        self.gap = Some(match self.gap {
            Some(open) => Pending { kind: open.kind.max(kind), start: open.start, end },
            None => Pending { kind, start, end },
        });
    }

    /// Takes a stretch out.
    pub(super) fn strip(&mut self, kind: EditKind, start: usize, end: usize) {
        self.note(kind, start, end, "");
    }

    /// Writes `after` for a stretch.
    pub(super) fn replace(&mut self, kind: EditKind, start: usize, end: usize, after: &str) {
        let Some(first) = after.chars().next() else { return self.strip(kind, start, end) };
        if self.gap.is_some() {
            self.close_gap(first, start);
        }
        self.note(kind, start, end, after);
        self.write(after, start, end);
    }

    fn write(&mut self, piece: &str, start: usize, end: usize) {
        let at = self.text.len();
        self.text.push_str(piece);
        self.map.push(Span::new(at, at + piece.len()), SourceSpan::new(start, end));
    }

    /// Writes what an open gap becomes before the character `next`, which stands at `at`.
    fn close_gap(&mut self, next: char, at: usize) {
        let Some(gap) = self.gap.take() else { return };
        if self.text.is_empty() {
            self.repairs += 1;
            return;
        }
        let spacing = match gap.kind {
            Gap::Paragraph => Spacing::of("\n\n"),
            Gap::Cell => Spacing::of("\n"),
            Gap::Marker => Spacing::of(if self.text.ends_with(is_wide) { "" } else { " " }),
            Gap::Inline => {
                let white = self.source.get(gap.start..gap.end).unwrap_or("");
                let rest = self.source.get(at..).unwrap_or("");
                let grouped = self
                    .edits
                    .last()
                    .is_some_and(|last| last.kind == EditKind::GroupDigits && last.source.end() == gap.start);
                spacing::between(&self.text, white, next, rest, Context { segmented: self.segmented, grouped })
            }
        };
        match spacing.edit {
            Some(kind) => self.note_token(kind, gap, spacing.text),
            None => {
                self.repairs += usize::from(self.source.get(gap.start..gap.end) != Some(spacing.text));
            }
        }
        if !spacing.text.is_empty() {
            self.write(spacing.text, gap.start, gap.end);
        }
    }

    /// Records an edit; one that continues the last is made one with it.
    fn note(&mut self, kind: EditKind, start: usize, end: usize, after: &str) {
        let before = self.source.get(start..end).unwrap_or("");
        let open = self.edits.last_mut().filter(|last| last.kind == kind && last.source.end() == start);
        if let Some(last) = open {
            last.source = SourceSpan::new(last.source.start(), end);
            last.before.push_str(before);
            last.after.push_str(after);
            return;
        }
        self.edits.push(Edit {
            kind,
            source: SourceSpan::new(start, end),
            before: before.to_owned(),
            after: after.to_owned(),
        });
    }

    /// Records that the white space of `gap` became `after`, with the tokens on both sides of it, so
    /// that a reader sees what number or word was meant.
    fn note_token(&mut self, kind: EditKind, gap: Pending, after: &str) {
        let source = self.source;
        let done = self.edits.last().map_or(0, |last| last.source.end());
        if done > gap.start {
            self.repairs += 1; // markup stands inside the gap, and its edit tells of the place
            return;
        }
        let left = source.get(..gap.start).unwrap_or("");
        let right = source.get(gap.end..).unwrap_or("");
        let start = gap.start - left.bytes().rev().take(TOKEN).take_while(|byte| in_token(*byte)).count();
        let word = right.bytes().take(TOKEN).take_while(u8::is_ascii_alphanumeric).count();
        let mark = usize::from(right.bytes().next().is_some_and(in_token));
        let end = gap.end + word.max(mark);
        let continues = self.edits.last().is_some_and(|last| last.kind == kind && done > 0 && done >= start);
        let from = start.max(done);
        let slice = |a: usize, b: usize| source.get(a..b).unwrap_or("");
        let before = slice(from, end);
        let changed = [slice(from, gap.start), after, slice(gap.end, end)].concat();
        match self.edits.last_mut().filter(|_| continues) {
            Some(last) => {
                last.source = SourceSpan::new(last.source.start(), end);
                last.before.push_str(before);
                last.after.push_str(&changed);
            }
            None => self.edits.push(Edit {
                kind,
                source: SourceSpan::new(from, end),
                before: before.to_owned(),
                after: changed,
            }),
        }
    }

    /// The text, the map, the edits in source order, and how many repairs were to white space alone.
    pub(super) fn finish(mut self) -> (String, OffsetMap, Vec<Edit>, usize) {
        self.edits.sort_by_key(|edit| edit.source);
        self.text.shrink_to_fit();
        (self.text, self.map, self.edits, self.repairs)
    }
}

/// The longest token shown beside a repaired gap, in bytes.
const TOKEN: usize = 32;

/// Whether a byte belongs to a number or Latin token, as edits show them.
const fn in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b':' | b'-' | b'@' | b'%' | b'/')
}
