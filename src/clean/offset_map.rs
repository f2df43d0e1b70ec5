//! The way from every character of the clean text back to the source.

use crate::span::{SourceSpan, Span};

/// A piece of clean text and the piece of source that it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    clean: u32,
    clean_len: u32,
    source: u32,
    source_len: u32,
}

/// Maps positions of the clean text to the source: the only bridge between the two.
///
/// Segments are in order in both texts. In one whose two lengths are equal, byte `n` of the clean
/// text is byte `n` of the source; any other was rewritten and is mapped as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    segments: Vec<Segment>,
}

impl OffsetMap {
    /// The map of a text that was not changed.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        let mut map = Self::default();
        map.push(Span::new(0, len), SourceSpan::new(0, len));
        map
    }

    /// Adds a piece behind the last one: copied where both are of one length, else rewritten.
    pub fn push(&mut self, clean: Span, source: SourceSpan) {
        if clean.is_empty() {
            return;
        }
        let next = Segment {
            clean: clean.start() as u32,
            clean_len: clean.len() as u32,
            source: source.start() as u32,
            source_len: source.len() as u32,
        };
        if let Some(last) = self.segments.last_mut() {
            let copied = last.clean_len == last.source_len && next.clean_len == next.source_len;
            if copied && last.clean + last.clean_len == next.clean && last.source + last.source_len == next.source {
                last.clean_len += next.clean_len;
                last.source_len += next.source_len;
                return;
            }
        }
        self.segments.push(next);
    }

    /// The segment that holds the clean byte `offset`.
    fn segment_at(&self, offset: u32) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.clean <= offset);
        self.segments.get(after.checked_sub(1)?)
    }

    /// Where the characters of `span` stand in the source, from the first to the last.
    #[must_use]
    pub fn to_source(&self, span: Span) -> SourceSpan {
        let start = self.segment_at(span.start() as u32).map_or(0, |segment| segment.start_of(span.start() as u32));
        if span.is_empty() {
            return SourceSpan::new(start as usize, start as usize);
        }
        let end = self.segment_at(span.end() as u32 - 1).map_or(start, |segment| segment.end_of(span.end() as u32));
        SourceSpan::new(start as usize, end.max(start) as usize)
    }
}

impl Segment {
    /// Source offset of the character at clean offset `at`.
    fn start_of(&self, at: u32) -> u32 {
        if self.clean_len == self.source_len {
            self.source + (at - self.clean).min(self.source_len)
        } else {
            self.source
        }
    }

    /// Source offset just behind the character that ends at clean offset `at`.
    fn end_of(&self, at: u32) -> u32 {
        if self.clean_len == self.source_len {
            self.source + (at - self.clean).min(self.source_len)
        } else {
            self.source + self.source_len
        }
    }
}
