//! The lines of a document as this stage sees them.

use crate::clean::class::{closes, ends_sentence, has_han};
use crate::clean::{Clean, MarkerKind, TextLine};
use crate::lexicon::{Lexicon, Word};
use crate::read::Source;
use crate::span::Span;

/// A document's lines with what is needed to judge them.
pub(super) struct Shape<'a> {
    /// The source, for the white space that the clean text has lost.
    pub(super) source: &'a Source,
    /// The clean text.
    pub(super) clean: &'a Clean,
    /// The words of `data/outline_words.toml` and `data/region_cues.toml`.
    pub(super) lexicon: &'a Lexicon<'a>,
    /// Its lines.
    pub(super) lines: &'a [TextLine],
    /// Whether English lines translate Chinese ones.
    pub(super) bilingual: bool,
}

impl<'a> Shape<'a> {
    /// The shape of `clean`.
    pub(super) fn new(source: &'a Source, clean: &'a Clean, lexicon: &'a Lexicon<'a>) -> Self {
        let lines = clean.lines();
        let mut shape = Self { source, clean, lexicon, lines, bilingual: false };
        let pairs = lines
            .windows(2)
            .filter(|pair| matches!(pair, [zh, en] if shape.is_chinese(zh) && shape.is_english(en)))
            .count();
        let english = lines.iter().filter(|line| shape.is_english(line)).count();
        shape.bilingual = pairs >= 4 && english * 10 >= lines.len() * 3;
        shape
    }

    /// The clean text.
    pub(super) fn text(&self) -> &'a str {
        self.clean.text()
    }

    /// The text of a line without its markers.
    pub(super) fn body(&self, line: &TextLine) -> &'a str {
        line.body().of(self.clean.text())
    }

    /// Whether a line has Chinese in it.
    pub(super) fn is_chinese(&self, line: &TextLine) -> bool {
        has_han(self.body(line))
    }

    /// Whether a line is Latin words alone.
    pub(super) fn is_english(&self, line: &TextLine) -> bool {
        let body = self.body(line);
        !has_han(body) && body.contains(|c: char| c.is_ascii_alphabetic())
    }

    /// Whether a line could be a title or heading by its form: short, unmarked, no sentence.
    pub(super) fn is_title_like(&self, line: &TextLine) -> bool {
        !line.is_row()
            && line.markers.iter().flatten().next().is_none_or(|marker| marker.kind == MarkerKind::Bracket)
            && self.is_phrase(line)
    }

    /// Whether the text of a line is a phrase: short, and no sentence ends with it.
    pub(super) fn is_phrase(&self, line: &TextLine) -> bool {
        const LONGEST: usize = 48;
        let body = self.body(line);
        let longest = if has_han(body) { LONGEST } else { LONGEST * 4 };
        let mut back = body.chars().rev();
        let last = back.next().unwrap_or('。');
        let inner = if closes(last) { back.next().unwrap_or(last) } else { last };
        let ends = ends_sentence(last) || ends_sentence(inner) || matches!(last, '，' | '、' | ',' | '.');
        !ends && !body.contains('。') && body.chars().take(longest + 1).count() <= longest
    }

    /// Whether a line says nothing but a number, a page's or a section's: `4`, `①`, `第3頁`.
    pub(super) fn section_number(&self, line: &TextLine) -> Option<u32> {
        let text = line.span.of(self.text());
        let circled = text.chars().next().filter(|_| text.chars().nth(1).is_none()).and_then(circled);
        circled.or_else(|| text.trim_end_matches('.').parse().ok().filter(|number| (1..=30).contains(number)))
    }

    /// The first word of `role` that `text` begins with.
    pub(super) fn word_at(&self, text: &str, role: &str) -> Option<Word> {
        self.lexicon.outline_words.all_at(text).find(|word| word.get("role") == Some(role))
    }

    /// Whether `text` ends with a word of `role`.
    pub(super) fn ends_with(&self, text: &str, role: &str) -> bool {
        self.lexicon.outline_words.all_before(text).any(|word| word.get("role") == Some(role))
    }

    /// Whether `text` is a word of `role`.
    pub(super) fn is_word(&self, text: &str, role: &str) -> bool {
        self.lexicon
            .outline_words
            .all_at(text)
            .any(|word| word.text.len() == text.len() && word.get("role") == Some(role))
    }

    /// How much of `span` was emphasised, in bytes.
    pub(super) fn emphasised(&self, span: Span) -> usize {
        let all = self.clean.emphasis();
        let first = all.partition_point(|emphasis| emphasis.end() <= span.start());
        let inside = all.get(first..).unwrap_or(&[]).iter().take_while(|emphasis| emphasis.start() < span.end());
        inside.map(|emphasis| emphasis.end().min(span.end()) - emphasis.start().max(span.start())).sum()
    }

    /// Whether white space stood in the source before the character at `at` of the clean text.
    pub(super) fn is_after_gap(&self, at: usize) -> bool {
        let here = self.clean.source_of(Span::new(at, at + 1)).start();
        self.source.text.get(..here).is_some_and(|before| before.ends_with(char::is_whitespace))
    }
}

/// The number of ①, ❶ or ⑴.
pub(super) fn circled(c: char) -> Option<u32> {
    let number = match c {
        '①'..='⑳' => c as u32 - '①' as u32,
        '❶'..='❿' => c as u32 - '❶' as u32,
        '➀'..='➉' => c as u32 - '➀' as u32,
        '⑴'..='⒇' => c as u32 - '⑴' as u32,
        _ => return None,
    };
    Some(number + 1)
}
