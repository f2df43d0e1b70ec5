//! What every rule of names sees: the text, its tokens, its emphasised stretches.

use super::EntityKind;
use super::tokens::{Class, Token, pair, tokens};
use crate::charset::CharSet;
use crate::clean::Clean;
use crate::lexicon::{Lexicon, Word};
use crate::mentions::Mention;
use crate::script::{self, fold_glyph};
use crate::span::Span;
use crate::structure::Outline;

/// A document as the rules of names see it.
pub struct Reading<'a> {
    /// The clean text.
    pub text: &'a str,
    /// Its pieces.
    pub tokens: Vec<Token>,
    /// The words.
    pub lexicon: &'a Lexicon<'a>,
    emphasis: &'a [Span],
    starts: Vec<usize>,
    ends: Vec<usize>,
}

/// Where a name stands and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Find {
    /// The name, the marks around it left out.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// How surely this place alone shows that it is a name: 0 not at all, 1 by its words, 2 by what stands
    /// around it.
    pub weight: u8,
    /// How many points of evidence it lacks, which recurrence may supply.
    pub lacks: u8,
}

impl<'a> Reading<'a> {
    /// Cuts a document into tokens.
    #[must_use]
    pub fn new(clean: &'a Clean, outline: &Outline, mentions: &[Mention], lexicon: &'a Lexicon<'a>) -> Self {
        let blocks = || outline.blocks.iter().map(|block| block.span);
        let mut starts: Vec<usize> = clean.lines().iter().map(|line| line.body().start()).collect();
        starts.extend(blocks().map(Span::start));
        starts.sort_unstable();
        let mut ends: Vec<usize> = clean.lines().iter().map(|line| line.span.end()).collect();
        ends.extend(blocks().map(Span::end));
        ends.sort_unstable();
        Self {
            text: clean.text(),
            tokens: tokens(clean.text(), mentions, lexicon),
            lexicon,
            emphasis: clean.emphasis(),
            starts,
            ends,
        }
    }

    /// Makes one token of this class of each of `names`, sorted stretches that the document shows to be names.
    pub fn fuse(&mut self, names: &[Span], class: Class) {
        let mut names = names.iter().peekable();
        let mut out: Vec<Token> = Vec::with_capacity(self.tokens.len());
        for token in &self.tokens {
            while names.next_if(|name| name.end() <= token.span.start()).is_some() {}
            match names.peek().filter(|name| name.contains(token.span)) {
                Some(name) if name.start() == token.span.start() => {
                    out.push(Token { span: **name, class, partner: None });
                }
                Some(name) if out.last().is_some_and(|last| last.span == **name) => {}
                _ => out.push(Token { partner: None, ..*token }),
            }
        }
        pair(self.text, &mut out);
        self.tokens = out;
    }

    /// The token at `index`.
    #[must_use]
    pub fn token(&self, index: usize) -> Option<Token> {
        self.tokens.get(index).copied()
    }

    /// The class of the token at `index`; a break beyond either end.
    #[must_use]
    pub fn class(&self, index: usize) -> Class {
        self.token(index).map_or(Class::Break, |token| token.class)
    }

    /// The class of the token before `index`; a break at the beginning.
    #[must_use]
    pub fn before(&self, index: usize) -> Class {
        index.checked_sub(1).map_or(Class::Break, |before| self.class(before))
    }

    /// The text of the token at `index`.
    #[must_use]
    pub fn said(&self, index: usize) -> &'a str {
        self.token(index).map_or("", |token| token.span.of(self.text))
    }

    /// The stretch from token `first` through token `last`.
    #[must_use]
    pub fn span(&self, first: usize, last: usize) -> Option<Span> {
        let (from, to) = (self.token(first)?.span.start(), self.token(last)?.span.end());
        (from <= to).then(|| Span::new(from, to))
    }

    /// The index of the token that begins at or behind byte `at`.
    #[must_use]
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start() < at)
    }

    /// Whether an emphasised stretch begins at byte `at`.
    #[must_use]
    pub fn emphasis_begins(&self, at: usize) -> bool {
        let index = self.emphasis.partition_point(|span| span.start() < at);
        self.emphasis.get(index).is_some_and(|span| span.start() == at)
    }

    /// Whether an emphasised stretch ends at byte `at`.
    #[must_use]
    pub fn emphasis_ends(&self, at: usize) -> bool {
        let index = self.emphasis.partition_point(|span| span.end() < at);
        self.emphasis.get(index).is_some_and(|span| span.end() == at)
    }

    /// Whether a line begins at byte `at`, its marker left out.
    #[must_use]
    pub fn line_begins(&self, at: usize) -> bool {
        self.starts.binary_search(&at).is_ok() || at == 0
    }

    /// Whether a line ends at byte `at`.
    #[must_use]
    pub fn line_ends(&self, at: usize) -> bool {
        self.ends.binary_search(&at).is_ok() || at == self.text.len()
    }

    /// The emphasised stretches.
    #[must_use]
    pub const fn emphasis(&self) -> &'a [Span] {
        self.emphasis
    }

    /// The opening mark at `index`, with the index of the mark that closes it.
    #[must_use]
    pub fn opening(&self, index: usize) -> Option<(char, usize)> {
        let token = self.token(index)?;
        let close = token.partner? as usize;
        matches!(token.class, Class::Open).then_some(())?;
        Some((token.span.of(self.text).chars().next()?, close))
    }

    /// The opening bracket (not quotation mark) right behind token `index`, and what closes it.
    #[must_use]
    pub fn bracket_after(&self, index: usize) -> Option<(usize, usize)> {
        let mut next = index + 1;
        if matches!(self.class(next), Class::Space) {
            next += 1;
        }
        let (mark, close) = self.opening(next)?;
        matches!(mark, '（' | '(' | '〔' | '﹝').then_some((next, close))
    }
}

/// Whether `mark` opens a quotation or a title.
#[must_use]
pub const fn is_quote(mark: char) -> bool {
    matches!(mark, '「' | '『' | '《' | '〈' | '“' | '‘')
}

/// Whether `c` is a quotation mark or book mark, opening or closing.
#[must_use]
pub const fn is_mark(c: char) -> bool {
    matches!(c, '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '“' | '”')
}

/// The kind that a class noun gives to a name.
#[must_use]
pub fn kind_of(word: Word) -> EntityKind {
    match word.get("kind") {
        Some("programme") => EntityKind::Programme,
        Some("fund") => EntityKind::Fund,
        Some("platform") => EntityKind::Platform,
        Some("facility") => EntityKind::Facility,
        Some("place") => EntityKind::Place,
        Some("publication") => EntityKind::Publication,
        Some("agreement") => EntityKind::Agreement,
        Some("event") => EntityKind::Event,
        Some("person_role") => EntityKind::PersonRole,
        _ => EntityKind::Organisation,
    }
}

/// A name as the output writes it: white space between English words single, other white space and
/// the quotation marks around the whole removed, glyph variants folded.
#[must_use]
pub fn written(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.chars() {
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if gap && c.is_ascii() && out.ends_with(|last: char| last.is_ascii()) {
            out.push(' ');
        }
        gap = false;
        out.push(fold_glyph(c));
    }
    unquoted(&out).to_owned()
}

/// `name` without the quotation marks that enclose the whole of it.
fn unquoted(name: &str) -> &str {
    let mut chars = name.chars();
    let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else { return name };
    let close = match first {
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        _ => return name,
    };
    let inner = chars.as_str();
    if last == close && !inner.contains(first) { inner } else { name }
}

/// Whether [`folded`] leaves `c` out or changes it: nearly no character.
fn changes(c: char) -> bool {
    static COMMON: CharSet = CharSet::of(" \n\u{3000}「」『』《》〈〉“”").and(&CharSet::of(script::CHANGED));
    COMMON.has(c) || (!matches!(c, '\u{3400}'..='\u{9fff}') && c.is_whitespace())
}

/// A name as names are compared inside a document: without white space and marks, variants folded.
#[must_use]
pub fn folded(name: &str) -> String {
    if !name.chars().any(changes) {
        return name.to_owned();
    }
    let mut folded = String::with_capacity(name.len());
    let kept = name.chars().filter(|c| !c.is_whitespace() && !is_mark(*c));
    kept.for_each(|c| folded.push(crate::script::fold_variant(c)));
    folded
}
