//! Table rows, and the labels of a picture, which stand on a line as cells do.
//!
//! ```text
//! pipes   :=                                        Markdown (pipes.rs)
//! tabs    := cell (tab+ cell)+                       in two rows or more
//! columns := cell (blank{2,} cell)+                  in two rows or more, never in a segmented text
//! words   := cell (blank cell)+                      in three rows or more of as many cells, each short
//! byline  := cell (blank{2,} cell)+                  one line, a date or `發布時間：` in it
//! labels  := word (blank word){2,}                   one line by itself, each two to eight characters
//! ```
//!
//! In `words` a ratio (`6 : 4`) is one cell, and a header with more words than the rows have cells is
//! cut behind a year (`2013年 公營和私營…的比例` is one cell).

use super::class::{ends_sentence, has_han, is_han};
use super::lines::{Line, LineKind, Lines, columns};
use super::pipes;
use super::unwrap_line::is_date;

/// Marks the rows among `lines` and finds their cells.
pub(super) fn find(source: &str, lines: &mut Lines, segmented: bool) {
    pipes::find(source, lines);
    if segmented {
        return;
    }
    let mut at = 0;
    while at < lines.list.len() {
        at += run(source, lines, at).max(1);
    }
}

/// Makes line `at` a row of these cells.
pub(super) fn set(lines: &mut Lines, at: usize, cells: &[(usize, usize)]) {
    let from = lines.cells.len();
    lines.cells.extend_from_slice(cells);
    let to = lines.cells.len();
    if let Some(line) = lines.list.get_mut(at) {
        line.kind = LineKind::Row;
        line.marker = None;
        line.cells = (from, to);
    }
}

/// The most characters that a cell among `words` has.
const SHORT: usize = 16;

/// How a line may be cut into cells.
type Cut = fn(&str, &Line) -> Option<Vec<(usize, usize)>>;

/// What white space a line has inside: a tab, a stretch two columns wide, any.
fn blanks(text: &str) -> (bool, bool, bool) {
    let (mut tab, mut wide, mut any, mut before) = (false, false, false, false);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let space = *byte == b' ';
        tab |= *byte == b'\t';
        wide |= space && before || *byte == 0xE3 && bytes.get(at + 1..at + 3) == Some(&[0x80, 0x80]);
        any |= space || *byte == 0xC2;
        before = space;
    }
    (tab, wide || tab, any || wide || tab)
}

/// The longest line that is looked at as a row of columns, in bytes.
const LONGEST: usize = 2000;

/// The table that begins at line `at`: how many lines it takes, 0 for none.
fn run(source: &str, lines: &mut Lines, at: usize) -> usize {
    let Some(first) = lines.list.get(at) else { return 0 };
    let text = first.text(source);
    if first.kind != LineKind::Text || first.heading > 0 || first.marker.is_some() || text.len() > LONGEST {
        return 0;
    }
    let (tab, wide, any) = blanks(text);
    if !any {
        return 0;
    }
    let ways = [(by_tabs as Cut, tab, false), (by_columns, wide, false), (by_words, true, true)];
    for (cut, _, words) in ways.into_iter().filter(|way| way.1) {
        let rows = table(source, lines, at, cut, words);
        for (offset, cells) in rows.iter().enumerate() {
            set(lines, at + offset, cells);
        }
        if !rows.is_empty() {
            return rows.len();
        }
    }
    if let Some(cells) = labels(source, lines, at).or_else(|| if wide { byline(source, lines, at) } else { None }) {
        set(lines, at, &cells);
        return 1;
    }
    0
}

/// The rows from line `at` on that have as many cells as the second of them: two at least, three of
/// short cells with a figure among them where only words are parted.
fn table(source: &str, lines: &Lines, at: usize, cut: Cut, words: bool) -> Vec<Vec<(usize, usize)>> {
    /// How many rows must show that they are rows.
    const PROOF: usize = 3;
    let row = |index: usize| {
        let line = lines.list.get(index)?;
        let plain = line.kind == LineKind::Text && line.heading == 0 && line.marker.is_none();
        let fits = plain && (index == at || line.blanks <= 1 && !line.feed);
        if fits { cut(source, line) } else { None }
    };
    let (Some(header), Some(second)) = (row(at), row(at + 1)) else { return Vec::new() };
    let count = second.len();
    let header = match header.len() {
        len if len == count => header,
        len if words && len > count => merge(source, header, count),
        _ => return Vec::new(),
    };
    let body = |cells: &Vec<(usize, usize)>| {
        cells.len() == count && (!words || cells.iter().all(|cell| is_short(source, cell)))
    };
    let mut rows = vec![header];
    while let Some(cells) = row(at + rows.len()).filter(body) {
        rows.push(cells);
        if words && rows.len() == PROOF && !rows.iter().skip(1).any(|cells| has_figure(source, cells)) {
            return Vec::new();
        }
    }
    if rows.len() < if words { PROOF } else { 2 } { Vec::new() } else { rows }
}

fn is_short(source: &str, cell: &(usize, usize)) -> bool {
    source.get(cell.0..cell.1).is_some_and(|text| text.chars().take(SHORT + 1).count() <= SHORT)
}

/// Whether a cell behind the first has a digit.
fn has_figure(source: &str, cells: &[(usize, usize)]) -> bool {
    let mut figures = cells.iter().skip(1).filter_map(|cell| source.get(cell.0..cell.1));
    figures.any(|text| text.bytes().any(|byte| byte.is_ascii_digit()))
}

fn by_tabs(source: &str, line: &Line) -> Option<Vec<(usize, usize)>> {
    cut(source, line, |text, at| {
        let len = text.get(at..)?.bytes().take_while(|byte| *byte == b'\t').count();
        (len > 0).then_some(len)
    })
}

fn by_columns(source: &str, line: &Line) -> Option<Vec<(usize, usize)>> {
    cut(source, line, |text, at| {
        let rest = text.get(at..)?;
        let len = rest.len() - rest.trim_start().len();
        (columns(rest.get(..len)?) >= 2).then_some(len)
    })
}

/// One space parts two cells, but not the terms of a ratio, and not two Latin words.
fn by_words(source: &str, line: &Line) -> Option<Vec<(usize, usize)>> {
    let text = line.text(source);
    if !has_han(text) || text.len() > 400 || text.ends_with(['。', '；', '，', '、', '：', ':']) {
        return None;
    }
    cut(source, line, |text, at| {
        let rest = text.get(at..)?;
        let len = rest.len() - rest.trim_start().len();
        let (last, next) = (text.get(..at)?.chars().next_back()?, rest.trim_start().chars().next()?);
        let ratio = matches!(last, ':' | '：') || matches!(next, ':' | '：');
        let latin = last.is_ascii_alphabetic() && next.is_ascii_alphabetic();
        (len > 0 && !ratio && !latin).then_some(len)
    })
}

/// Cuts a line where `gap` finds the white space between two cells; two cells at least.
fn cut(source: &str, line: &Line, gap: impl Fn(&str, usize) -> Option<usize>) -> Option<Vec<(usize, usize)>> {
    const MOST: usize = 40;
    let text = line.text(source);
    let (mut cells, mut from, mut behind) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        if at < behind || !c.is_whitespace() {
            continue;
        }
        if let Some(len) = gap(text, at) {
            cells.push((line.body + from, line.body + at));
            (from, behind) = (at + len, at + len);
        }
        if cells.len() > MOST {
            return None;
        }
    }
    cells.push((line.body + from, line.end));
    (cells.len() > 1).then_some(cells)
}

/// Brings a header down to `count` cells: a year goes to the words behind it, what is over to the last.
fn merge(source: &str, mut cells: Vec<(usize, usize)>, count: usize) -> Vec<(usize, usize)> {
    while cells.len() > count.max(1) {
        let year = cells
            .iter()
            .take(cells.len() - 1)
            .position(|cell| source.get(cell.0..cell.1).is_some_and(|text| text.ends_with('年')));
        let at = year.unwrap_or(cells.len() - 2);
        let next = cells.remove(at + 1);
        if let Some(cell) = cells.get_mut(at) {
            cell.1 = next.1;
        }
    }
    cells
}

/// Who published and when, side by side on one line.
fn byline(source: &str, lines: &Lines, at: usize) -> Option<Vec<(usize, usize)>> {
    let line = lines.list.get(at).filter(|line| line.end - line.body < 300)?;
    let cells = by_columns(source, line)?;
    let text = |cell: &(usize, usize)| source.get(cell.0..cell.1).unwrap_or("");
    let dated = cells.iter().any(|cell| {
        is_date(text(cell)) || text(cell).split_once(['：', ':']).is_some_and(|(_, date)| is_date(date.trim()))
    });
    dated.then_some(cells)
}

/// Three words or more, alone on a line, without marks: what is written on a picture.
fn labels(source: &str, lines: &Lines, at: usize) -> Option<Vec<(usize, usize)>> {
    let line = lines.list.get(at)?;
    let text = line.text(source);
    let cells = by_words(source, line).filter(|cells| cells.len() >= 3)?;
    let word = |cell: &(usize, usize)| {
        let word = source.get(cell.0..cell.1).unwrap_or("");
        (2..=8).contains(&word.chars().count())
            && word.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
            && has_han(word)
    };
    let stops = text.chars().any(|c| ends_sentence(c) || matches!(c, '，' | '、' | ','));
    (!stops && cells.iter().all(word)).then_some(cells)
}
