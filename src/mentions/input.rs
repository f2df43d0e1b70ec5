//! What the grammars of mentions read from and what they give back.

use super::{Context, Lang, Mention, Per, Value};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// A text with what is needed to read it. Passed to every grammar beside the offset to read at.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The words.
    pub lexicon: &'a Lexicon<'a>,
    /// Region, date and the types looked for.
    pub context: &'a Context,
}

impl<'a> Input<'a> {
    /// The text from byte `at` on; empty where `at` is no character boundary.
    #[must_use]
    pub fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// The text before byte `at`; empty where `at` is no character boundary.
    #[must_use]
    pub fn before(&self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or("")
    }

    /// The text from `start` to `end`; empty where it does not fit.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }
}

/// A mention that a grammar has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The mention.
    pub mention: Mention,
    /// Where the scan goes on: at the end of the mention's span, or behind words that belong to it
    /// without standing in its span (以上, 左右).
    pub end: usize,
}

impl Found {
    /// A mention of `value` at `start..end`, found by `rule`.
    #[must_use]
    pub fn new(start: usize, end: usize, lang: Lang, value: Value, rule: &'static str) -> Self {
        Self { mention: Mention { span: Span::new(start, end), lang, value, per: Vec::new(), rule }, end }
    }

    /// With what the figure is for each of.
    #[must_use]
    pub fn per(mut self, per: Vec<Per>) -> Self {
        self.mention.per = per;
        self
    }
}
