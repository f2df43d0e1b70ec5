//! Line breaks inside paragraphs and words, and page ends in mid-sentence.
//!
//! A break between two lines is taken out where the second goes on with the first:
//!
//! ```text
//! joined := line break line          the lines were wrapped: the first is full, or stops at a comma or
//!                                    inside brackets, or (where a blank at a line's end marks the
//!                                    end of a paragraph) has no blank at its end
//!         | line blank-line{1,2} line    the same across a page's end: the first stops in
//!                                    mid-sentence, and the second is a sentence's end
//!         | line blank-line number blank-line line   the same with the page's number between
//! ```
//!
//! Never joined: a line that begins with a marker or heading mark, table rows, a Chinese line and an
//! English one that stand in pairs, a date alone on its line.

use super::class::{closes, ends_sentence, has_han, is_wide, opens};
use super::habit::{Habit, habit};
use super::lines::{Line, LineKind};
use super::marker::MarkerKind;

/// For every line: whether it goes on with the line before it.
pub(super) fn joins(source: &str, lines: &mut [Line]) -> Vec<bool> {
    let habit = habit(source, lines);
    page_numbers(source, lines, habit);
    let mut out = Vec::with_capacity(lines.len());
    let mut before: Option<&Line> = None;
    for line in lines.iter() {
        if line.kind == LineKind::PageNumber {
            out.push(true);
            continue;
        }
        out.push(before.is_some_and(|before| goes_on(source, before, line, habit)));
        before = Some(line);
    }
    out
}

/// Marks the numbers of pages that stand in mid-sentence: alone on a line between blank ones, one of a row of
/// numbers that count the pages, the line behind going on with the line before.
fn page_numbers(source: &str, lines: &mut [Line], habit: Habit) {
    let numbers: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, page_number(line.text(source)).filter(|_| line.blanks > 0 || line.feed)?)))
        .collect();
    for (index, (at, number)) in numbers.iter().enumerate() {
        let near = [index.wrapping_sub(1), index + 1].into_iter().filter_map(|near| numbers.get(near));
        let counts = near.into_iter().any(|(_, other)| other.abs_diff(*number) == 1);
        let (Some(first), Some(second)) = (at.checked_sub(1).and_then(|at| lines.get(at)), lines.get(at + 1)) else {
            continue;
        };
        let across = Line { blanks: 1, ..*second };
        if counts
            && (second.blanks > 0 || second.feed)
            && goes_on(source, first, &across, habit)
            && let Some(line) = lines.get_mut(*at)
        {
            line.kind = LineKind::PageNumber;
        }
    }
}

/// The number of a page that is all of a line: `3`, `- 3 -`, `第3頁`.
fn page_number(text: &str) -> Option<u32> {
    let bare = text.trim_matches(['-', '–', '—', ' ', '第', '頁', '页']);
    (bare.len() <= 3 && text.len() <= 12).then(|| bare.parse().ok())?
}

/// Whether `second` goes on with `first`.
fn goes_on(source: &str, first: &Line, second: &Line, habit: Habit) -> bool {
    let text = first.kind == LineKind::Text && second.kind == LineKind::Text;
    if !text || first.heading > 0 || second.heading > 0 || first.is_bare_marker() || second.blanks > 2 {
        return false;
    }
    let pair = Pair { source, first, second, habit, left: first.text(source), right: second.text(source) };
    if begins_item(&pair) || is_date(pair.right) || is_date(pair.left) || pair.languages_part() {
        return false;
    }
    if second.blanks == 0 { pair.wrapped() } else { pair.broken_by_page() }
}

/// Whether the second line begins a list item. A bracketed number in mid-sentence begins none.
fn begins_item(pair: &Pair<'_>) -> bool {
    match pair.second.marker {
        None => false,
        Some((MarkerKind::Bracket, _)) => pair.second.blanks > 0 || pair.is_full_stop() || !pair.is_full(),
        Some(_) => true,
    }
}

/// Two neighbouring lines.
struct Pair<'s> {
    source: &'s str,
    first: &'s Line,
    second: &'s Line,
    habit: Habit,
    left: &'s str,
    right: &'s str,
}

/// How far into a paragraph its beginning or end is looked at, in bytes.
const REACH: usize = 1200;

impl Pair<'_> {
    /// A Chinese line and an English one that are not one sentence.
    fn languages_part(&self) -> bool {
        if self.first.han == self.second.han
            || !self.first.han && !self.left.contains(|c: char| c.is_ascii_alphabetic())
        {
            return false;
        }
        let (english, chinese) = if self.first.han { (self.right, self.left) } else { (self.left, self.right) };
        let words =
            english.starts_with(|c: char| !c.is_ascii_digit()) && english.contains(|c: char| c.is_ascii_alphabetic());
        let title = !chinese.contains(['，', '。', ',']) && english.starts_with(|c: char| c.is_ascii_uppercase());
        words && (self.habit.bilingual || title && !self.is_full())
    }

    /// Whether the first line is about as wide as the document's lines are.
    fn is_full(&self) -> bool {
        self.habit.wrap > 0 && self.first.width(self.source) * 10 >= self.habit.wrap * 6
    }

    /// Whether a sentence ends with the first line.
    fn is_full_stop(&self) -> bool {
        let mut back = self.left.chars().rev();
        let last = back.next().unwrap_or(' ');
        let point = last == '.' && !self.first.han;
        point || ends_sentence(last) || closes(last) && back.next().is_some_and(ends_sentence)
    }

    /// Whether the first line cannot be the end of anything: a comma, or a bracket still open.
    fn is_open(&self) -> bool {
        self.left.ends_with(['，', '、', ',', '—', '－', '＋', '及', '和', '與', '与', '或'])
            || self.left.ends_with(opens)
            || open_brackets(self.left) > 0
    }

    /// Whether the second line cannot be the beginning of anything.
    fn is_rest(&self) -> bool {
        let first = self.right.chars().next().unwrap_or(' ');
        let stray =
            matches!(first, '的' | '了' | '，' | '。' | '、' | '；' | '：' | '？' | '！' | ',' | ';' | '%' | '％')
                || closes(first);
        let lower =
            first.is_ascii_lowercase() && self.left.ends_with(|c: char| c.is_ascii() && !matches!(c, '.' | ')'));
        stray || lower
    }

    /// Latin words on both sides of the break.
    fn is_latin(&self) -> bool {
        let latin = |c: char| c.is_ascii() && c != '.';
        self.left.ends_with(latin) && self.right.starts_with(|c: char| c.is_ascii_alphabetic())
    }

    /// No blank line between the two.
    fn wrapped(&self) -> bool {
        if self.is_rest() {
            return true;
        }
        if self.is_latin() && self.is_full() && !self.is_full_stop() || self.left.ends_with(';') && self.is_latin() {
            return true; // Latin lines are broken at a blank, which may have stayed at the end
        }
        if self.is_open() {
            return !(self.habit.hard_ends && self.first.trailing);
        }
        if self.habit.hard_ends {
            return !self.first.trailing
                && self.second.indent < self.first.indent + 4
                && (!self.is_full_stop() || self.is_full());
        }
        if self.second.indent >= self.first.indent + 4 && self.first.marker.is_none() {
            return false; // the indent of a new paragraph
        }
        if self.habit.bilingual {
            return !self.is_full_stop(); // each paragraph is one line; only titles take two
        }
        if self.habit.wrap > 0 {
            return self.is_full()
                && !(self.is_full_stop() && self.first.width(self.source) * 10 < self.habit.wrap * 8);
        }
        false
    }

    /// One or two blank lines between the two.
    fn broken_by_page(&self) -> bool {
        if splits_number(self.left, self.right) {
            return true;
        }
        if self.is_full_stop() || self.first.han != self.second.han {
            return false;
        }
        if self.habit.hard_ends {
            return !self.first.trailing && self.is_full();
        }
        if !self.first.han {
            return self.is_rest() && !self.second.han;
        }
        if self.habit.wrap > 0 && !self.is_full() && self.first.width(self.source) < 60 {
            return false;
        }
        if self.is_rest() || open_brackets(self.left) > 0 && sentence(self.left) {
            return true;
        }
        let long = self.first.width(self.source) >= 60 || self.left.contains('。');
        let word = self
            .left
            .ends_with(|c: char| is_wide(c) && !closes(c) || c.is_ascii_alphanumeric() || matches!(c, '，' | ','));
        !self.habit.bilingual && long && sentence(self.left) && word && sentence(self.right)
    }
}

/// `每年處理量由5` and `000公噸`: a number broken at the space between its groups.
fn splits_number(left: &str, right: &str) -> bool {
    let digits = |bytes: &mut dyn Iterator<Item = u8>| bytes.take(4).take_while(u8::is_ascii_digit).count();
    has_han(left) && (1..=3).contains(&digits(&mut left.bytes().rev())) && digits(&mut right.bytes()) == 3
}

/// Whether a text has a comma or full stop, as a sentence has and a heading seldom.
fn sentence(text: &str) -> bool {
    let near = |c: &(usize, char)| c.0 < REACH;
    text.char_indices().take_while(near).any(|(_, c)| matches!(c, '，' | '。' | '；' | ',' | ';'))
}

/// How many brackets and quotation marks are still open at the end of a text.
fn open_brackets(text: &str) -> i32 {
    let pairs = |c: char| match c {
        '（' | '(' | '「' | '『' | '《' | '〈' | '【' | '〔' | '﹝' => 1,
        '）' | ')' | '」' | '』' | '》' | '〉' | '】' | '〕' | '﹞' => -1,
        _ => 0,
    };
    let mut depth = 0;
    for c in text.chars().rev().take(REACH / 3) {
        depth += pairs(c);
        if depth > 0 {
            return depth;
        }
    }
    0
}

/// A date alone on a line: `2031年3月`, `二〇三一年三月十二日`, `27/10/2031`.
pub(super) fn is_date(text: &str) -> bool {
    if text.len() > 72 || !text.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '）' | ')'))
    {
        return false;
    }
    let numeral = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(c);
    let mark = |c: char| c.is_whitespace() || "年月日/-.（）()民國国中華华".contains(c);
    let short = text.chars().take(24).count() < 24;
    let digits = text.chars().take(24).filter(|c| numeral(*c)).count();
    let written = text.contains('年') && !text.starts_with('年') || text.contains('月') && text.contains('日');
    let marked = text.matches(['/', '-', '.']).count() == 2 && text.is_ascii() && digits >= 5;
    short && (2..=11).contains(&digits) && text.chars().all(|c| numeral(c) || mark(c)) && (written || marked)
}
