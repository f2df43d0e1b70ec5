//! Positions. Two coordinate systems, two types: the decoded source and the clean text.
//!
//! Both count UTF-8 bytes inside the program; they become Unicode code points when written. The
//! [`OffsetMap`](crate::clean::OffsetMap) is the only bridge between them.

use std::ops::Range;

macro_rules! span {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name {
            start: u32,
            end: u32,
        }

        impl $name {
            /// The stretch from `start` to `end`, end exclusive.
            ///
            /// # Panics
            /// If `end` lies before `start`, or beyond 4 GiB: readers refuse files of that size.
            #[must_use]
            pub fn new(start: usize, end: usize) -> Self {
                assert!(start <= end && u32::try_from(end).is_ok(), "a span runs forward below 4 GiB: {start}..{end}");
                Self { start: start as u32, end: end as u32 }
            }

            /// Byte offset of its first character.
            #[must_use]
            pub const fn start(self) -> usize {
                self.start as usize
            }

            /// Byte offset just behind its last character.
            #[must_use]
            pub const fn end(self) -> usize {
                self.end as usize
            }

            /// Length in bytes.
            #[must_use]
            pub const fn len(self) -> usize {
                (self.end - self.start) as usize
            }

            /// Whether it covers nothing.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// As a range for slicing.
            #[must_use]
            pub const fn range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }

            /// Whether `other` lies wholly inside.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two share a character.
            #[must_use]
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest stretch that holds both.
            #[must_use]
            pub fn to(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// The text it covers; empty where it does not fit `text`.
            #[must_use]
            pub fn of(self, text: &str) -> &str {
                text.get(self.range()).unwrap_or("")
            }
        }
    };
}

span! {
    /// A stretch of the clean text, in bytes.
    Span
}
span! {
    /// A stretch of the decoded source, in bytes.
    SourceSpan
}

/// Turns byte offsets of one text into code point offsets.
///
/// One pass builds it; a look-up then counts at most [`CharIndex::STEP`] bytes.
#[derive(Debug)]
pub struct CharIndex<'a> {
    text: &'a str,
    marks: Vec<u32>,
}

impl<'a> CharIndex<'a> {
    /// Distance between two marks, in bytes.
    const STEP: usize = 64;

    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut count = 0u32;
        let marks = text
            .as_bytes()
            .chunks(Self::STEP)
            .map(|chunk| {
                let mark = count;
                count += Self::count(chunk);
                mark
            })
            .collect();
        Self { text, marks }
    }

    /// Code points that begin in `bytes`.
    fn count(bytes: &[u8]) -> u32 {
        bytes.iter().map(|byte| u32::from(*byte & 0xC0 != 0x80)).sum()
    }

    /// The number of code points before byte `offset`.
    #[must_use]
    pub fn chars(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let mark = (offset / Self::STEP).min(self.marks.len().saturating_sub(1));
        let before = self.marks.get(mark).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(mark * Self::STEP..offset).unwrap_or(&[]);
        (before + Self::count(rest)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn char_index_counts_code_points() {
        let text = "創科abc".repeat(200);
        let index = CharIndex::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars(offset), count);
        }
        assert_eq!(index.chars(text.len()), text.chars().count());
        assert_eq!(CharIndex::new("").chars(0), 0);
    }

    #[test]
    #[should_panic(expected = "runs forward")]
    fn a_span_never_runs_backward() {
        let _ = Span::new(2, 1);
    }
}
