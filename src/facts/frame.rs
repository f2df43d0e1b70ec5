//! Sentences and clauses of a document, and what governs them.
//!
//! ```text
//! block    = sentence *( full-stop sentence )
//! sentence = clause *( ( "，" | "；" | "：" ) clause )
//! ```
//!
//! Brackets and quotation marks protect what they hold; `、` parts no clause. Half-width marks count
//! where they stand beside a Chinese character and not inside a number. Text without marks is cut
//! where no one writes so long: rules look through whole clauses, and must end on any text.

use super::lattice::{ADVERB, COMPOUND, HAPPENING, Kinds, Lattice, PREDICATE, VALUE};
use super::nearest::Nearest;
use crate::charset::CharSet;
use crate::clean::Clean;
use crate::entities::{AliasRelation, Entities, Occurrence};
use crate::lexicon::{Lexicon, Table, Word};
use crate::mentions::{Date, DateValue, Mention, MentionId, Value};
use crate::span::Span;
use crate::structure::{BlockId, BlockKind, Outline};

/// Where the values, names and common words of a document begin.
#[derive(Debug)]
pub struct Places {
    values: Nearest,
    names: Nearest,
    words: Lattice,
}

impl Places {
    /// Of these values and names, and of the words in `text`.
    #[must_use]
    pub fn new(text: &str, mentions: &[Mention], entities: &Entities, lexicon: &Lexicon) -> Self {
        Self {
            values: Nearest::new(mentions.iter().map(|mention| mention.span.start())),
            names: Nearest::new(entities.occurrences.iter().map(|place| place.span.start())),
            words: Lattice::new(text, mentions, entities, lexicon),
        }
    }
}

/// All that a rule of facts may see.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The clean text.
    pub text: &'a str,
    /// The shape of the document.
    pub outline: &'a Outline,
    /// The values in it.
    pub mentions: &'a [Mention],
    /// The names in it.
    pub entities: &'a Entities,
    /// The words.
    pub lexicon: &'a Lexicon<'a>,
    /// The document's own date.
    pub date: Option<Date>,
    /// What the document is about as a whole; absent only while that is read.
    pub home: Option<&'a super::home::Home>,
    places: &'a Places,
}

impl<'a> View<'a> {
    /// Everything of one document.
    #[must_use]
    pub fn new(
        clean: &'a Clean,
        outline: &'a Outline,
        mentions: &'a [Mention],
        entities: &'a Entities,
        places: &'a Places,
        lexicon: &'a Lexicon<'a>,
        date: Option<Date>,
    ) -> Self {
        Self { text: clean.text(), outline, mentions, entities, lexicon, date, home: None, places }
    }

    /// The same with what the document is about as a whole.
    #[must_use]
    pub const fn at_home(self, home: &'a super::home::Home) -> Self {
        Self { home: Some(home), ..self }
    }

    /// The text of `span`.
    #[must_use]
    pub fn said(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The mentions that begin inside `span`, with their numbers.
    pub fn mentions_in(&self, span: Span) -> impl DoubleEndedIterator<Item = (MentionId, &'a Mention)> + use<'a> {
        let (from, to) = (self.values_before(span.start()), self.values_before(span.end()));
        let inside = self.mentions.get(from..to).unwrap_or(&[]);
        inside.iter().enumerate().map(move |(index, mention)| ((from + index) as MentionId, mention))
    }

    /// The dates that begin inside `span`.
    pub fn dates_in(
        &self,
        span: Span,
    ) -> impl DoubleEndedIterator<Item = (MentionId, &'a Mention, &'a DateValue)> + use<'a> {
        self.mentions_in(span).filter_map(|(id, mention)| match &mention.value {
            Value::Date(date) => Some((id, mention, date)),
            _ => None,
        })
    }

    /// The names that begin inside `span`.
    #[must_use]
    pub fn names_in(&self, span: Span) -> &'a [Occurrence] {
        let (from, to) = (self.names_before(span.start()), self.names_before(span.end()));
        self.entities.occurrences.get(from..to).unwrap_or(&[])
    }

    /// The name of an occurrence as slots write it: an abbreviation written out, a former name, a
    /// translation or a variant (政府) as it stands.
    #[must_use]
    pub fn name_of(&self, place: &Occurrence) -> String {
        let said = self.said(place.span);
        let Some(entity) = self.entities.get(place.entity) else { return said.to_owned() };
        let other = entity.aliases.iter().find(|alias| alias.text == said && alias.text != entity.name);
        match other.map(|alias| alias.relation) {
            Some(AliasRelation::FormerName | AliasRelation::Translation | AliasRelation::Variant) => said.to_owned(),
            _ => entity.name.clone(),
        }
    }

    /// Whether one of `kinds` may begin at byte `at`.
    #[must_use]
    pub fn may(&self, at: usize, kinds: Kinds) -> bool {
        self.places.words.may(at, kinds)
    }

    /// The next byte behind `at` where one of `kinds` may begin, `limit` where none does.
    #[must_use]
    pub fn next(&self, at: usize, limit: usize, kinds: Kinds) -> usize {
        self.places.words.next(at + 1, limit, kinds)
    }

    /// The first byte from `at` on where one of `kinds` may begin, `limit` where none does.
    #[must_use]
    pub fn first(&self, at: usize, limit: usize, kinds: Kinds) -> usize {
        self.places.words.next(at, limit, kinds)
    }

    /// The compound that `rest`, the text from byte `at` on, begins with.
    #[must_use]
    pub fn compound_at(&self, at: usize, rest: &str) -> Option<Word> {
        if self.may(at, COMPOUND) { self.lexicon.compounds.longest_at(rest) } else { None }
    }

    /// The length of the noun that a verb of `len` bytes, with which `rest` begins, makes with the suffix behind it
    /// (發電量, 申請者); nothing where no such suffix follows.
    #[must_use]
    pub fn deverbal(&self, rest: &str, len: usize) -> Option<usize> {
        let behind = rest.get(len..).filter(|_| len >= 2 * '量'.len_utf8())?;
        let suffix = self.lexicon.deverbal.longest_at(behind)?;
        let next = behind.get(suffix.text.len()..)?;
        let other = suffix.get("except").is_some_and(|except| except.split(' ').any(|c| next.starts_with(c)));
        (!other).then_some(len + suffix.text.len())
    }

    /// Adverbs, predicates and verbs of happening, each list with its kind of beginning.
    #[must_use]
    pub const fn verbs(&self) -> [(&'a Table<'a>, Kinds); 3] {
        let lexicon = self.lexicon;
        [(&lexicon.adverbs, ADVERB), (&lexicon.predicates, PREDICATE), (&lexicon.event_verbs, HAPPENING)]
    }

    /// The longest word of `tables` that `rest`, the text from byte `at` on, begins with; the last of those that
    /// are as long. Each list stands with its kind of beginning, or with 0 where the text was not scanned for it.
    #[must_use]
    pub fn longest_of(&self, at: usize, rest: &str, tables: &[(&Table, Kinds)]) -> Option<Word> {
        let kinds = tables.iter().fold(0, |all, (_, kind)| all | kind);
        let known = tables.iter().all(|(_, kind)| *kind != 0);
        if known && !self.may(at, kinds) {
            return None;
        }
        let mut best: Option<Word> = None;
        let lists = self.lexicon.lists_at(rest);
        for (table, _) in tables.iter().filter(|(table, _)| lists.has(table)) {
            let word = table.longest_at(rest);
            if word.is_some_and(|word| best.is_none_or(|best| word.text.len() >= best.text.len())) {
                best = word;
            }
        }
        best
    }

    /// How many values begin before byte `at`.
    fn values_before(&self, at: usize) -> usize {
        self.places.values.before(self.mentions, at, |mention| mention.span.start())
    }

    /// How many names begin before byte `at`.
    #[must_use]
    pub fn names_before(&self, at: usize) -> usize {
        self.places.names.before(&self.entities.occurrences, at, |place| place.span.start())
    }

    /// The name that holds byte `at`, if any.
    #[must_use]
    pub fn name_over(&self, at: usize) -> Option<&'a Occurrence> {
        let place = self.entities.occurrences.get(self.names_before(at + 1).checked_sub(1)?)?;
        (at < place.span.end()).then_some(place)
    }

    /// The mention that holds byte `at`, if any.
    #[must_use]
    pub fn mention_over(&self, at: usize) -> Option<(MentionId, &'a Mention)> {
        let index = self.values_before(at + 1).checked_sub(1)?;
        let mention = self.mentions.get(index)?;
        (at < mention.span.end()).then_some((index as MentionId, mention))
    }
}

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
        if !matches!(block.kind, BlockKind::Table | BlockKind::Footer) {
            split_block(view, block.span, id as BlockId, &mut out);
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

/// Cuts one block into sentences and clauses. An open bracket that nothing closes protects nothing
/// beyond its own clause.
fn split_block(view: &View<'_>, span: Span, block: BlockId, out: &mut Vec<Sentence>) {
    let said = view.said(span);
    let closes = matching(said);
    let (mut sentence, mut clause, mut skip, mut values) = (0usize, 0usize, 0usize, 0usize);
    let mut clauses = Vec::new();
    let mut before = None;
    let push = |clauses: &mut Vec<Clause>, from: usize, to: usize| {
        if let Some(trimmed) = trimmed(said, from, to) {
            clauses.push(Clause { span: Span::new(span.start() + trimmed.0, span.start() + trimmed.1) });
        }
    };
    for (at, c) in said.char_indices() {
        let next = at + c.len_utf8();
        values += usize::from(view.may(span.start() + at, VALUE));
        if at >= skip {
            let after = || said.get(next..).and_then(|rest| rest.chars().next());
            match if MARKS.has(c) { mark(c, before, after()) } else { Mark::None } {
                Mark::Clause => {
                    push(&mut clauses, clause, at);
                    (clause, values) = (next, 0);
                    if next - sentence > SENTENCE {
                        finish(span, block, sentence, at, &mut clauses, out);
                        sentence = next;
                    }
                }
                Mark::Stop => {
                    push(&mut clauses, clause, at);
                    finish(span, block, sentence, at, &mut clauses, out);
                    (sentence, clause, values) = (next, next, 0);
                }
                other => {
                    if at - clause > CLAUSE || values > VALUES {
                        push(&mut clauses, clause, at);
                        finish(span, block, sentence, at, &mut clauses, out);
                        (sentence, clause, values) = (at, at, 0);
                    }
                    if other == Mark::Open {
                        skip = protected(&closes, at).unwrap_or(skip);
                    }
                }
            }
        }
        before = Some(c);
    }
    push(&mut clauses, clause, said.len());
    finish(span, block, sentence, said.len(), &mut clauses, out);
}

/// Where the bracket that opens at `at` ends, where it closes and is no longer than a clause.
fn protected(closes: &[(usize, usize)], at: usize) -> Option<usize> {
    let found = closes.binary_search_by_key(&at, |pair| pair.0).ok()?;
    closes.get(found).map(|pair| pair.1).filter(|end| end - at <= CLAUSE)
}

fn finish(span: Span, block: BlockId, from: usize, to: usize, clauses: &mut Vec<Clause>, out: &mut Vec<Sentence>) {
    if !clauses.is_empty() {
        let span = Span::new(span.start() + from, span.start() + to.max(from));
        out.push(Sentence { span, block, clauses: std::mem::take(clauses) });
    }
}

/// `from..to` of `said` without white space at its ends, or nothing.
fn trimmed(said: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let part = said.get(from..to)?;
    let start = from + part.len() - part.trim_start().len();
    let end = from + part.trim_end().len();
    (start < end).then_some((start, end))
}

/// The brackets of `said` that close, as offset of the opening and offset behind the closing.
fn matching(said: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in said.char_indices().filter(|(_, c)| MARKS.has(*c)) {
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
                    let (start, _) = open[place];
                    open.truncate(place);
                    pairs.push((start, at + c.len_utf8()));
                }
            }
            Mark::Stop if matches!(c, '。' | '！' | '？') => open.clear(),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Which kind of bracket `c` is: documents mix （ with ) and 〔 with ).
const fn family(c: char) -> u8 {
    match c {
        '「' | '」' => 1,
        '『' | '』' => 2,
        '《' | '》' => 3,
        '〈' | '〉' => 4,
        '“' | '”' => 5,
        '【' | '】' => 6,
        _ => 0,
    }
}
