//! Run-in headings: `基金：政府於1999年…`, in a text that lost its paragraphs also in mid-line.
//!
//! ```text
//! paragraph := [head colon] text (stop [gap] head colon text)*
//! head      := phrase            two to forty characters, brackets closed, no comma or stop outside
//!                                brackets, no statement (將會, 截至 …)
//! colon     := "：" | ":"         not between digits, not before "//"
//! not head  := … intro           包括： 如下： 分別為： 表示：   (data/outline_words.toml)
//!            | label             資料來源： 查詢：
//!            | date              2024年第三季：
//!            | digit "（" … "）"   the term of a ratio
//!            | … digit 年 …      環境部於114年1月公布新目標：119年…
//!            | … before 一是, （一） and the like
//!            | words of which only a part is emphasised
//! ```
//!
//! In mid-line a head counts behind a sentence's end: in a segmented text anywhere, in others where
//! white space stood between, the trace of a lost paragraph break. There also a list's dash begins an
//! item.

use super::shape::Shape;
use crate::charset::CharSet;
use crate::clean::class::{closes, ends_sentence, opens};
use crate::span::Span;

/// A piece of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A heading, its colon behind it.
    Heading(Span),
    /// Text.
    Text(Span),
    /// The dash of a list item, whose heading or text follows.
    Dash(Span),
}

/// The longest head, in characters.
const LONGEST: usize = 40;

/// Cuts a paragraph or list item at its run-in headings.
pub(super) fn cut(shape: &Shape<'_>, span: Span) -> Vec<Piece> {
    let mut cutter = Cutter {
        shape,
        pieces: Vec::new(),
        start: span.start(),
        end: span.end(),
        head: Some(span.start()),
        first: true,
    };
    cutter.run();
    cutter.pieces
}

struct Cutter<'s, 'a> {
    shape: &'s Shape<'a>,
    pieces: Vec<Piece>,
    /// Where the open piece of text begins.
    start: usize,
    end: usize,
    /// Where a head may have begun.
    head: Option<usize>,
    /// Whether that is the beginning of the paragraph or of an item.
    first: bool,
}

/// What a piece of text may begin or end with.
static MARKS: CharSet = CharSet::of("：:。！？-–•");

impl Cutter<'_, '_> {
    fn run(&mut self) {
        let text = self.shape.text();
        let segmented = self.shape.clean.segmented();
        let mut at = self.start;
        let mark = |rest: &str| rest.char_indices().find(|(_, c)| MARKS.has(*c));
        while let Some((offset, c)) = text.get(at..self.end).and_then(mark) {
            at += offset;
            let next = at + c.len_utf8();
            match c {
                '：' | ':' => self.colon(at, next),
                '。' | '！' | '？' => self.sentence_end(next),
                '-' | '–' | '•' if segmented && self.is_dash(at) => {
                    self.dash(at, next);
                    at = self.start;
                    continue;
                }
                _ => {}
            }
            at = next;
        }
        self.text(self.end);
    }

    /// Closes the open piece of text at `end`.
    fn text(&mut self, end: usize) {
        let piece = self.shape.text().get(self.start..end).unwrap_or("");
        let inner = piece.trim();
        if !inner.is_empty() {
            let start = self.start + (piece.len() - piece.trim_start().len());
            self.pieces.push(Piece::Text(Span::new(start, start + inner.len())));
        }
        self.start = end;
    }

    /// A sentence ends before `next`; what closes a quotation belongs to it.
    fn sentence_end(&mut self, next: usize) {
        let rest = self.shape.text().get(next..self.end).unwrap_or("");
        let closed = rest.len() - rest.trim_start_matches(closes).len();
        let at = next + closed;
        let counts = at < self.end && (self.shape.clean.segmented() || self.shape.is_after_gap(at));
        (self.head, self.first) = (counts.then_some(at), false);
    }

    fn colon(&mut self, at: usize, next: usize) {
        let Some(start) = self.head.take() else { return };
        if is_head(self.shape, Span::new(start.min(at), at), self.end, self.first) {
            self.text(start);
            self.pieces.push(Piece::Heading(trim(self.shape.text(), start, at)));
            self.start = next;
        }
    }

    /// Whether a dash stands behind a sentence's end or a colon, and before a blank.
    fn is_dash(&self, at: usize) -> bool {
        let text = self.shape.text();
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let dash = text.get(at..self.end).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        before.is_none_or(ends_sentence) && text.get(at + dash..self.end).is_some_and(|rest| rest.starts_with(' '))
    }

    fn dash(&mut self, at: usize, next: usize) {
        self.text(at);
        self.pieces.push(Piece::Dash(Span::new(at, next)));
        self.start = next + 1;
        (self.head, self.first) = (Some(next + 1), true);
    }
}

fn trim(text: &str, start: usize, end: usize) -> Span {
    let piece = text.get(start..end).unwrap_or("");
    let start = start + (piece.len() - piece.trim_start().len());
    Span::new(start, start + piece.trim().len())
}

/// Whether the words before a colon are a heading. `end`: of the paragraph; `first`: they begin it.
fn is_head(shape: &Shape<'_>, span: Span, end: usize, first: bool) -> bool {
    let text = shape.text();
    let head = span.of(text).trim();
    let length = head.chars().take(LONGEST * 2).count();
    let behind = text.get(span.end()..end).unwrap_or("").trim_start_matches([':', '：']).trim_start();
    if !(2..=LONGEST).contains(&length) || behind.chars().take(6).count() < 6 || behind.starts_with("//") {
        return false;
    }
    if !is_phrase(head)
        || is_ratio(head, behind)
        || is_date(head)
        || head.ends_with(|c: char| c.is_ascii_digit()) && behind.starts_with(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let bare = head.rsplit_once(['（', '(']).filter(|_| head.ends_with(closes)).map_or(head, |cut| cut.0).trim();
    let label = ["label", "note", "updated"].iter().any(|role| shape.is_word(bare, role));
    if label || shape.ends_with(head, "intro") && !shape.is_word(head, "section") {
        return false;
    }
    let bold = shape.emphasised(span);
    if bold > 0 && (first || bold * 10 >= span.len() * 6) {
        return bold * 10 >= span.len() * 6;
    }
    !states(shape, head) && !has_date(head) && !is_enumeration(behind)
}

/// A year, month or day in the head: `環境部於114年1月公布新一期減碳目標：`.
fn has_date(head: &str) -> bool {
    let unit = |c: char| matches!(c, '年' | '月' | '日');
    head.char_indices()
        .any(|(at, c)| unit(c) && head.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())))
}

/// What a clause announces: `一是…；二是…`, `第一，…`, `（一）…`.
fn is_enumeration(behind: &str) -> bool {
    ["一是", "其一", "第一，", "第一,", "首先", "一、", "（一）", "(一)", "（1）", "(1)", "1.", "①", "- ", "• "]
        .iter()
        .any(|first| behind.starts_with(first))
}

/// No comma or stop outside brackets, all brackets closed.
fn is_phrase(head: &str) -> bool {
    let mut depth = 0;
    for c in head.chars() {
        depth += i32::from(opens(c)) - i32::from(closes(c));
        let stops = ends_sentence(c) || matches!(c, '，' | ',' | '\n');
        if depth < 0 || depth == 0 && stops {
            return false;
        }
    }
    depth == 0
}

/// `1（政府）` before `2（公司）`.
fn is_ratio(head: &str, behind: &str) -> bool {
    let term = head.rsplit_once(['（', '(']).is_some_and(|(before, _)| {
        before.trim_end().ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    });
    term && head.ends_with(closes)
        && behind.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// `2024年第三季`, `2027/28學年`, `2月至3月`.
fn is_date(head: &str) -> bool {
    let part =
        |c: char| c.is_ascii_digit() || "年月日季度第一二三四五六七八九十初中底末上下半至到-–/／學学 ".contains(c);
    head.contains(|c: char| c.is_ascii_digit()) && head.chars().all(part)
}

/// Whether a word of a statement stands in the head.
fn states(shape: &Shape<'_>, head: &str) -> bool {
    head.char_indices().any(|(at, _)| head.get(at..).is_some_and(|rest| shape.word_at(rest, "verb").is_some()))
}
