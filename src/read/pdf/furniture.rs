//! Running heads, feet and page numbers, which are not text of the document.

use super::page::{Line, Page};

/// How much of a page's height, at its head and its foot, may hold them.
const MARGIN: f64 = 0.13;

/// How many lines at each end are looked at.
const LINES: usize = 3;

/// Takes them out: lines in the margin that stand on half of the pages, at the same height, but for
/// their numbers, and lines that are nothing but the page's number.
pub(super) fn remove(pages: &mut [Page]) {
    let count = pages.len();
    let mut seen: Vec<((String, i64), usize)> = Vec::new();
    let mut shifts: Vec<(i64, usize)> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for line in page.lines.iter().filter(|line| in_margin(page, line)) {
            add(&mut seen, (shape(&line.text), height(line)));
            if let Some(value) = page_number(&line.text) {
                add(&mut shifts, value - number as i64);
            }
        }
    }
    seen.retain(|(_, times)| *times >= 2 && (*times * 2 > count || count > 3 && *times * 2 >= count));
    let shift = shifts.iter().max_by_key(|(_, times)| *times).map(|(shift, times)| (*shift, *times));
    for (number, page) in pages.iter_mut().enumerate() {
        let keep = |page: &Page, line: &Line| {
            if !in_margin(page, line) {
                return true;
            }
            let numbered = page_number(&line.text).zip(shift).is_some_and(|(value, (shift, times))| {
                value - number as i64 == shift && (times >= 2 || count == 1 && value == 1)
            });
            let own = (shape(&line.text), height(line));
            let repeated = count >= 2 && seen.iter().any(|(other, _)| *other == own);
            !(numbered || repeated)
        };
        let kept: Vec<Line> = page.lines.iter().filter(|line| keep(page, line)).cloned().collect();
        page.lines = kept;
    }
}

fn add<T: PartialEq>(list: &mut Vec<(T, usize)>, value: T) {
    const MOST: usize = 2_000;
    let full = list.len() >= MOST;
    match list.iter_mut().find(|(known, _)| *known == value) {
        Some((_, times)) => *times += 1,
        None if !full => list.push((value, 1)),
        None => {}
    }
}

fn in_margin(page: &Page, line: &Line) -> bool {
    let (head, foot) = (page.height * MARGIN, page.height * (1.0 - MARGIN));
    let above = page.lines.iter().filter(|other| other.y < line.y - 1.0).take(LINES).count();
    let below = page.lines.iter().filter(|other| other.y > line.y + 1.0).take(LINES).count();
    line.cells.is_empty() && (line.y <= head && above < LINES || line.y >= foot && below < LINES)
}

/// The height of a line on its page, in steps of two points. Running text that says the same on two
/// pages seldom stands at the same height on both; a running head always does.
fn height(line: &Line) -> i64 {
    (line.y / 2.0).round() as i64
}

/// A line with its digits made alike.
fn shape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !out.ends_with('#') {
            out.push(c);
        }
    }
    out
}

/// The number of a line that is nothing but a page's: `3`, `- 3 -`, `第3頁`, `3/12`, `Page 3 of 12`.
pub(super) fn page_number(text: &str) -> Option<i64> {
    let mut bare: String = text.chars().filter(|c| !c.is_whitespace()).take(24).collect();
    for word in ["Page", "page", "第", "頁", "页", "共", "P."] {
        bare = bare.replace(word, "");
    }
    let bare = bare.trim_matches(['-', '–', '—', '|', '~', '～', '·', '.', '(', ')', '[', ']']);
    let (number, rest) = bare.split_at(bare.bytes().take_while(u8::is_ascii_digit).count());
    let rest = rest.strip_prefix("of").or_else(|| rest.strip_prefix(['/', ',', '，'])).unwrap_or(rest);
    let only = rest.bytes().all(|byte| byte.is_ascii_digit());
    if only && number.len() <= 4 { number.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for (text, number) in [
            ("3", Some(3)),
            ("- 12 -", Some(12)),
            ("第 3 頁", Some(3)),
            ("3 / 12", Some(3)),
            ("Page 3 of 12", Some(3)),
            ("第3頁，共12頁", Some(3)),
            ("2023年", None),
            ("3.5%", None),
            ("表3", None),
        ] {
            assert_eq!(page_number(text), number, "{text}");
        }
    }
}
