//! Lines to paragraphs, headings, items and tables.
//!
//! ```text
//! paragraph := line (line)*      each but the last fills its column, and the next is set as it is
//! heading   := line              larger than most of the document's type, short, no sentence
//! item      := bullet line*      its level by how far it is indented
//! ```

use super::page::{Line, Page, bullet, is_marker, join};
use crate::read::stream::Stream;
use crate::read::{Fault, Place};

/// What a document's pages have in common.
struct Habit {
    /// Height of most of the type.
    size: f64,
    /// Heights of headings, largest first.
    headings: Vec<f64>,
    /// Pages stand for themselves: they are wider than high.
    slides: bool,
}

/// Writes the pages.
pub(super) fn write(pages: &[Page], stream: &mut Stream) -> Result<(), Fault> {
    let habit = habit(pages);
    let mut open: Option<Open> = None;
    for (number, page) in (1..).zip(pages) {
        let indents = indents(page);
        if habit.slides {
            put(&mut open, &habit, stream);
            stream.page_end();
        }
        let mut pending = Some(Place::Page(number));
        for (at, line) in page.lines.iter().enumerate() {
            let pitch = at.checked_sub(1).and_then(|before| page.lines.get(before)).map(|before| line.y - before.y);
            let goes_on = open.as_ref().is_some_and(|open| open.goes_on(line, pitch, &habit, at == 0));
            if goes_on && at > 0 {
                if let Some(open) = &mut open {
                    open.add(line);
                }
                continue;
            }
            if goes_on && !habit.slides {
                if let Some(open) = &mut open {
                    let before = open.text.trim_end().len();
                    open.add(line);
                    if let Some(place) = pending.take() {
                        open.turns.push((before, place));
                    }
                }
                continue;
            }
            put(&mut open, &habit, stream);
            if let Some(place) = pending.take() {
                stream.at(place);
            }
            if line.cells.is_empty() {
                stream.table_end();
                open = Some(Open::of(line, &indents));
            } else {
                if line.first {
                    stream.table_end();
                }
                stream.row(line.cells.iter().map(|cell| (cell.as_str(), None)));
            }
            stream.check()?;
        }
        if let Some(place) = pending.take() {
            put(&mut open, &habit, stream);
            stream.at(place);
        }
    }
    put(&mut open, &habit, stream);
    Ok(())
}

fn habit(pages: &[Page]) -> Habit {
    let mut sizes: Vec<(i64, usize)> = Vec::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        let (size, count) = ((line.size * 2.0).round() as i64, line.text.chars().count());
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, known)) => *known += count,
            None => sizes.push((size, count)),
        }
    }
    let usual = sizes.iter().max_by_key(|(_, count)| *count).map_or(20, |(size, _)| *size);
    let mut headings: Vec<f64> =
        sizes.iter().map(|(size, _)| *size as f64 / 2.0).filter(|size| *size >= usual as f64 / 2.0 * 1.12).collect();
    headings.sort_by(|a, b| b.total_cmp(a));
    let wide = pages.iter().filter(|page| page.width > page.height * 1.2).count();
    Habit { size: usual as f64 / 2.0, headings, slides: wide * 2 > pages.len() }
}

/// Where the bullets of a page stand, leftmost first, with the right edge of their column.
fn indents(page: &Page) -> Vec<(f64, f64)> {
    let items = page.lines.iter().filter(|line| bullet(&line.text).is_some());
    let mut found: Vec<(f64, f64)> = items.map(|line| (line.right, line.x0)).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    found.dedup_by(|b, a| a.0 == b.0 && (b.1 - a.1).abs() < 6.0);
    found
}

/// A paragraph on its way.
struct Open {
    text: String,
    /// Bullet and level.
    item: Option<(char, usize)>,
    last: Line,
    /// Pages that begin in it, with where in the text.
    turns: Vec<(usize, Place)>,
    /// Where its first and its other lines begin.
    first_x: f64,
    x: Option<f64>,
    pitch: Option<f64>,
    lines: usize,
}

impl Open {
    fn of(line: &Line, indents: &[(f64, f64)]) -> Self {
        let marked = bullet(&line.text);
        let from = indents.partition_point(|(right, _)| *right < line.right);
        let mut column = indents.get(from..).unwrap_or(&[]).iter().take_while(|(right, _)| *right == line.right);
        let level = column.position(|(_, x)| (*x - line.x0).abs() < 6.0).unwrap_or(0);
        Self {
            text: marked.map_or(line.text.as_str(), |(_, rest)| rest).to_owned(),
            item: marked.map(|(bullet, _)| (bullet, level)),
            last: line.clone(),
            turns: Vec::new(),
            first_x: line.x0,
            x: None,
            pitch: None,
            lines: 1,
        }
    }

    fn add(&mut self, line: &Line) {
        let pitch = line.y - self.last.y;
        join(&mut self.text, &line.text);
        self.pitch = Some(pitch).filter(|pitch| *pitch > 0.0).or(self.pitch);
        self.x = Some(line.x0);
        self.last = line.clone();
        self.lines += 1;
    }

    /// Whether `line` goes on with the paragraph. `pitch` is how far it is below the line before it.
    fn goes_on(&self, line: &Line, pitch: Option<f64>, habit: &Habit, new_page: bool) -> bool {
        let size = self.last.size;
        let alike = (line.size - size).abs() <= 0.12 * size;
        let begins = bullet(&line.text).is_some() || is_start(&line.text) || is_date(&line.text);
        if !alike || begins || !line.cells.is_empty() || !self.last.cells.is_empty() {
            return false;
        }
        let ended = self.text.ends_with(['。', '！', '？', '；']);
        // the next character did not fit behind the last line, with what may not stand at a line's end
        let room = self.last.right - self.last.x1;
        let full = room <= 2.2 * size
            || !self.text.ends_with(|c: char| c >= '\u{2E80}') && room <= first_word(&line.text) * size;
        if new_page || line.first {
            return !ended && full && !self.is_heading(habit);
        }
        let Some(pitch) = pitch else { return false };
        let near = pitch > 0.0 && self.pitch.map_or(pitch <= 2.1 * size, |usual| pitch <= usual * 1.15);
        let indent = line.x0 - self.x.unwrap_or(if self.item.is_some() { line.x0 } else { self.first_x });
        let set_in = indent > 0.8 * size && self.item.is_none();
        let hanging =
            self.item.is_some() || self.lines > 1 || line.x0 <= self.first_x + 0.8 * size || is_start(&self.text);
        near && full && !set_in && hanging
    }

    fn is_heading(&self, habit: &Habit) -> bool {
        let short = self.text.chars().count() <= 80 && self.lines <= 3;
        short && self.item.is_none() && self.last.size >= habit.size * 1.12 && !self.text.ends_with(['。', '；', '，'])
    }
}

/// Room that the first word of a line takes, in heights of type.
fn first_word(text: &str) -> f64 {
    let narrow = text.chars().take_while(|c| *c < '\u{2E80}' && *c != ' ').count();
    0.6 * narrow as f64 + 1.0
}

/// Whether a line is a date and nothing else: it stands below a title or behind a text.
fn is_date(text: &str) -> bool {
    const LONGEST: usize = 14;
    let bare = || text.chars().filter(|c| !c.is_whitespace());
    let part = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十年月日".contains(c);
    let parts = text.contains('年') && text.contains('月') && text.trim_end().ends_with('日');
    parts && bare().all(part) && bare().take(LONGEST + 1).count() <= LONGEST
}

/// Whether a line begins with the number of an item.
fn is_start(text: &str) -> bool {
    let head: String = text.chars().take(6).collect();
    let end = head.char_indices().find(|(_, c)| matches!(c, '.' | ')' | '）' | '、' | ' '));
    let Some((at, mark)) = end else { return text.starts_with(|c| matches!(c, '①'..='⑳' | '❶'..='❿')) };
    let number = head.get(..at + mark.len_utf8()).unwrap_or("");
    let behind = head.get(at + mark.len_utf8()..).unwrap_or("");
    mark != ' ' && is_marker(number) && !behind.starts_with(|c: char| c.is_ascii_digit())
}

/// Writes the paragraph on its way.
fn put(open: &mut Option<Open>, habit: &Habit, stream: &mut Stream) {
    let Some(open) = open.take() else { return };
    if open.is_heading(habit) {
        let level = habit.headings.iter().position(|size| (*size - open.last.size).abs() <= 0.3).unwrap_or(0) + 1;
        stream.heading(if habit.slides { level.min(2) } else { level.min(4) }, &open.text);
        return;
    }
    match open.item {
        Some((bullet, level)) => stream.item(level, bullet.encode_utf8(&mut [0; 4]), &open.text),
        None => stream.paragraph(&open.text),
    }
    for (at, place) in open.turns {
        stream.back(open.text.trim_end().len().saturating_sub(at), place);
    }
}
