//! Sentences and clauses of a document.
//!
//! ```text
//! block    = sentence *( full-stop sentence )
//! sentence = clause *( ( "，" | "；" | "：" ) clause )
//! ```
//!
//! Brackets and quotation marks protect what they hold; `、` parts no clause. Half-width marks count
//! where they stand beside a Chinese character and not inside a number. Text without marks is cut
//! where no one writes so long: rules look through whole clauses, and must end on any text.

use super::frame::View;
use crate::charset::CharSet;
use crate::entities::tokens::family;
use crate::span::Span;
use crate::structure::{BlockId, BlockKind};

/// A stretch between two marks, without the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// Where it stands.
    pub span: Span,
}

/// A stretch up to a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, its full stop left out.
    pub span: Span,
    /// Its block.
    pub block: BlockId,
    /// Its clauses; never empty.
    pub clauses: Vec<Clause>,
}

/// The sentences of all blocks that carry text, in order.
#[must_use]
pub fn sentences(view: &View<'_>) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (id, block) in view.outline.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Table | BlockKind::Footer) {
            continue;
        }
        let from = block.span.start();
        let values = view.mentions_in(block.span).map(|(_, mention)| mention.span.start() - from);
        let within = |(start, end): Stretch| Span::new(from + start, from + end);
        for (sentence, clauses) in split(view.said(block.span), values) {
            let clauses = clauses.into_iter().map(|clause| Clause { span: within(clause) }).collect();
            out.push(Sentence { span: within(sentence), block: id as BlockId, clauses });
        }
    }
    out
}

/// What a character does to the sentence around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    Clause,
    Stop,
    None,
}

/// The characters that may be marks: few are.
static MARKS: CharSet = CharSet::of("「『《〈（(〔﹝【“」』》〉）)〕﹞】”。！？：:，；,;.!?");

/// Reads the mark at `at`, where `before` and `after` are its neighbours.
fn mark(c: char, before: Option<char>, after: Option<char>) -> Mark {
    let wide = |c: Option<char>| c.is_none_or(|c| !c.is_ascii() || c == ' ' || c == ')' || c == '(');
    match c {
        '「' | '『' | '《' | '〈' | '（' | '(' | '〔' | '﹝' | '【' | '“' => Mark::Open,
        '」' | '』' | '》' | '〉' | '）' | ')' | '〕' | '﹞' | '】' | '”' => Mark::Close,
        '。' | '！' | '？' => Mark::Stop,
        '：' | ':' if is_ratio(before, after) => Mark::None,
        '，' | '；' | '：' => Mark::Clause,
        ',' | ';' | ':' if wide(before) || wide(after) => Mark::Clause,
        '.' | '!' | '?' if after.is_none_or(char::is_whitespace) => Mark::Stop,
        _ => Mark::None,
    }
}

/// Whether a colon stands between the terms of a ratio: `1（政府）：2（公司）`, `2:1`.
fn is_ratio(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| c.is_ascii_digit() || matches!(c, ')' | '）')) && after.is_some_and(|c| c.is_ascii_digit())
}

/// Bytes after which a clause ends without a mark, and which a bracket protects at most.
const CLAUSE: usize = 900;
/// How many values a clause has at most: rules look through the clause for each of them.
const VALUES: usize = 32;
/// Bytes after which a sentence ends with its clause.
const SENTENCE: usize = 9_000;
/// How many open brackets are remembered.
const DEPTH: usize = 64;

/// A stretch of a block, in bytes.
type Stretch = (usize, usize);

/// Cuts the text of a block, in which values begin at `values` (ascending), into sentences with their clauses. An
/// open bracket that nothing closes protects nothing beyond its own clause.
fn split(said: &str, values: impl Iterator<Item = usize>) -> Vec<(Stretch, Vec<Stretch>)> {
    let marks: Vec<(usize, char)> = said.char_indices().filter(|(_, c)| MARKS.has(*c)).collect();
    let mut splitter = Splitter { said, closes: matching(&marks), ..Splitter::default() };
    let mut values = values.peekable();
    for (at, c) in marks {
        while let Some(value) = values.next_if(|value| *value < at) {
            splitter.value(value);
        }
        let valued = values.next_if_eq(&at).is_some();
        while values.next_if_eq(&at).is_some() {}
        splitter.mark(at, c, valued);
    }
    values.for_each(|value| splitter.value(value));
    splitter.cut_long(said.len());
    splitter.end_clause(said.len());
    splitter.end_sentence(said.len());
    splitter.out
}

/// The state between two marks or values: all that matters of the text between them is its length.
#[derive(Default)]
struct Splitter<'s> {
    said: &'s str,
    /// The brackets that close.
    closes: Vec<Stretch>,
    /// Where the sentence and the clause begin.
    sentence: usize,
    clause: usize,
    /// Where the bracket ends that protects what it holds.
    skip: usize,
    /// Values of the clause.
    values: usize,
    /// Up to where the text was read.
    done: usize,
    clauses: Vec<Stretch>,
    out: Vec<(Stretch, Vec<Stretch>)>,
}

impl Splitter<'_> {
    /// Cuts what is too long before `to`.
    fn cut_long(&mut self, to: usize) {
        loop {
            let full = if self.values > VALUES { self.done } else { self.clause + CLAUSE + 1 };
            let at = self.said.ceil_char_boundary(full.max(self.done).max(self.skip));
            if at >= to {
                return;
            }
            self.cut(at);
            self.done = self.said.ceil_char_boundary(at + 1);
        }
    }

    /// Cuts sentence and clause before `at`.
    fn cut(&mut self, at: usize) {
        self.end_clause(at);
        self.end_sentence(at);
        (self.sentence, self.clause, self.values) = (at, at, 0);
    }

    /// Whether the clause is too long or too full for the character at `at`.
    const fn is_long(&self, at: usize) -> bool {
        at - self.clause > CLAUSE || self.values > VALUES
    }

    /// A value that begins at `at`, with no mark.
    fn value(&mut self, at: usize) {
        if at < self.done {
            return; // another value begins there too
        }
        self.cut_long(at);
        self.values += 1;
        if at >= self.skip && self.is_long(at) {
            self.cut(at);
        }
        self.done = self.said.ceil_char_boundary(at + 1);
    }

    /// What may be a mark at `at`; a value may begin there too.
    fn mark(&mut self, at: usize, c: char, valued: bool) {
        self.cut_long(at);
        self.mark_here(at, c, valued);
    }

    fn mark_here(&mut self, at: usize, c: char, valued: bool) {
        let next = at + c.len_utf8();
        self.values += usize::from(valued);
        self.done = next;
        if at < self.skip {
            return;
        }
        let before = self.said.get(..at).and_then(|text| text.chars().next_back());
        let after = self.said.get(next..).and_then(|rest| rest.chars().next());
        match mark(c, before, after) {
            Mark::Clause => {
                self.end_clause(at);
                (self.clause, self.values) = (next, 0);
                if next - self.sentence > SENTENCE {
                    self.end_sentence(at);
                    self.sentence = next;
                }
            }
            Mark::Stop => {
                self.end_clause(at);
                self.end_sentence(at);
                (self.sentence, self.clause, self.values) = (next, next, 0);
            }
            other => {
                if self.is_long(at) {
                    self.cut(at);
                }
                if other == Mark::Open {
                    self.skip = protected(&self.closes, at).unwrap_or(self.skip);
                }
            }
        }
    }

    fn end_clause(&mut self, to: usize) {
        self.clauses.extend(trimmed(self.said, self.clause, to));
    }

    fn end_sentence(&mut self, to: usize) {
        if !self.clauses.is_empty() {
            self.out.push(((self.sentence, to.max(self.sentence)), std::mem::take(&mut self.clauses)));
        }
    }
}

/// Where the bracket that opens at `at` ends, where it closes and is no longer than a clause.
fn protected(closes: &[Stretch], at: usize) -> Option<usize> {
    let found = closes.binary_search_by_key(&at, |pair| pair.0).ok()?;
    closes.get(found).map(|pair| pair.1).filter(|end| end - at <= CLAUSE)
}

/// `from..to` of `said` without white space at its ends, or nothing.
fn trimmed(said: &str, from: usize, to: usize) -> Option<Stretch> {
    let part = said.get(from..to)?;
    let start = from + part.len() - part.trim_start().len();
    let end = from + part.trim_end().len();
    (start < end).then_some((start, end))
}

/// The brackets among `marks` that close, as offset of the opening and offset behind the closing.
fn matching(marks: &[(usize, char)]) -> Vec<Stretch> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in marks.iter().copied() {
        // A point inside (Wi-Fi. HK, 2.0) ends nothing: only a Chinese full stop gives a bracket up.
        match mark(c, None, Some('x')) {
            Mark::Open => {
                if open.len() == DEPTH {
                    open.remove(0);
                }
                open.push((at, c));
            }
            Mark::Close => {
                let kind = family(c);
                if let Some(place) = open.iter().rposition(|(_, opened)| family(*opened) == kind) {
                    pairs.extend(open.get(place).map(|(start, _)| (*start, at + c.len_utf8())));
                    open.truncate(place);
                }
            }
            Mark::Stop if matches!(c, '。' | '！' | '？') => open.clear(),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by looking at every character.
    fn one_by_one(said: &str, values: &[usize]) -> Vec<(Stretch, Vec<Stretch>)> {
        let marks: Vec<(usize, char)> = said.char_indices().filter(|(_, c)| MARKS.has(*c)).collect();
        let mut splitter = Splitter { said, closes: matching(&marks), ..Splitter::default() };
        for (at, c) in said.char_indices() {
            let valued = values.contains(&at);
            if MARKS.has(c) {
                splitter.mark_here(at, c, valued);
            } else {
                splitter.values += usize::from(valued);
                if at >= splitter.skip && splitter.is_long(at) {
                    splitter.cut(at);
                }
            }
        }
        splitter.end_clause(said.len());
        splitter.end_sentence(said.len());
        splitter.out
    }

    proptest! {
        #[test]
        fn cuts_as_one_does_who_looks_at_every_character(
            pieces in prop::collection::vec(prop_oneof![
                Just("，"), Just("。"), Just("（"), Just("）"), Just("「"), Just("」"), Just(". "), Just("a:2"),
                Just("基金 "), Just("1"), Just("1、1、1、1、1、1、1、1、"),
                Just("一個很長而沒有標點的句子一直寫下去沒有人這樣寫但是規則必須在任何文字上結束"),
            ], 0..120),
        ) {
            let said = pieces.concat();
            let values: Vec<usize> = said.match_indices(['1', '.']).map(|(at, _)| at).collect();
            prop_assert_eq!(split(&said, values.iter().copied()), one_by_one(&said, &values));
        }
    }
}
