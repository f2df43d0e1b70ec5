//! Text inside a line: what of it is kept, what repaired.
//!
//! ```text
//! inline := (kept | white | width | escape | markup | invisible)*
//! kept   := bytes of the class "plain", copied in one piece
//! white  := white space inside a line: a gap, or one space between two Latin words, which is kept
//! ```

use super::class::{CLASS, MARK, PLAIN, SPACE, WIDTH, invisible_len, space_len};
use super::editor::Gap;
use super::emphasis::Run;
use super::pass::Pass;
use super::strip_markup::{Markup, markup_at};
use super::{EditKind, fold_width, unescape};
use crate::span::Span;

impl Pass<'_> {
    /// Text inside a line.
    pub(super) fn inline(&mut self, start: usize, end: usize) {
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
