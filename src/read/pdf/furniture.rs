//! Running heads, feet and page numbers, which are not text of the document.

use super::page::{Line, Page};

/// How much of a page's height, at its head and its foot, may hold them.
const MARGIN: f64 = 0.13;

/// How many lines at each end are looked at.
const LINES: usize = 3;

/// Takes them out: lines in the margin that stand on half of the pages, at the same height, but for
/// their numbers, and lines that are nothing but the page's number. What stands on two pages only may as
/// well be text that says the same twice: it has to count the pages or to stand apart, as what stands on a
/// document's only page has to.
pub(super) fn remove(pages: &mut [Page]) {
    let count = pages.len();
    let mut seen: Vec<((String, i64), Seen)> = Vec::new();
    let mut shifts: Vec<(i64, Seen)> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for line in page.lines.iter().filter(|line| in_margin(page, line)) {
            add(&mut seen, (shape(&line.text), height(line)), &line.text, apart(page, line, count == 1));
            if let Some(value) = page_number(&line.text) {
                add(&mut shifts, value - number as i64, "", false);
            }
        }
    }
    seen.retain(|(_, seen)| match seen.times {
        0 => false,
        1 => count == 1 && seen.apart,
        2 => count <= 3 && (seen.apart || seen.counts),
        times => times * 2 > count || count > 3 && times * 2 >= count,
    });
    let shift = shifts.iter().max_by_key(|(_, seen)| seen.times).map(|(shift, seen)| (*shift, seen.times));
    for (number, page) in pages.iter_mut().enumerate() {
        let keep = |page: &Page, line: &Line| {
            if !in_margin(page, line) {
                return true;
            }
            let numbered = page_number(&line.text).zip(shift).is_some_and(|(value, (shift, times))| {
                value - number as i64 == shift && (times >= 2 || count == 1 && value == 1)
            });
            let own = (shape(&line.text), height(line));
            !(numbered || seen.iter().any(|(other, _)| *other == own))
        };
        let kept: Vec<Line> = page.lines.iter().filter(|line| keep(page, line)).cloned().collect();
        page.lines = kept;
    }
}

/// How often something was seen, and how.
#[derive(Debug)]
struct Seen {
    times: usize,
    /// The first words.
    text: String,
    /// Whether other words of the same shape followed: they count the pages.
    counts: bool,
    /// Whether it stands apart from the text on each page.
    apart: bool,
}

/// Whether a line stands apart from the text of its page: short, the last at the edge, more than a line away
/// from the next, and in smaller letters than most of it or, where it is not the `only` page, nearer to the
/// edge than text stands. A slide's own words stand anywhere.
fn apart(page: &Page, line: &Line, only: bool) -> bool {
    const SHORT: usize = 60;
    const EDGE: f64 = 0.075;
    let mut sizes: Vec<f64> = page.lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    let most = sizes.get(sizes.len() / 2).copied().unwrap_or(line.size);
    let above = line.y < page.height / 2.0;
    let edge = if above { line.y } else { page.height - line.y } < page.height * EDGE;
    let inward = |other: &Line| if above { other.y - line.y } else { line.y - other.y };
    let outermost = page.lines.iter().all(|other| inward(other) > -1.0 || page_number(&other.text).is_some());
    let gap = page.lines.iter().map(inward).filter(|gap| *gap > 1.0).fold(f64::INFINITY, f64::min);
    (line.size < most * 0.95 || edge && !only && line.size < most * 1.05)
        && outermost
        && gap > 2.0 * line.size
        && page.width < page.height
        && line.text.chars().take(SHORT).count() < SHORT
}

fn add<T: PartialEq>(list: &mut Vec<(T, Seen)>, value: T, text: &str, apart: bool) {
    const MOST: usize = 2_000;
    let full = list.len() >= MOST;
    match list.iter_mut().find(|(known, _)| *known == value) {
        Some((_, seen)) => {
            seen.times += 1;
            seen.counts |= seen.text != text;
            seen.apart &= apart;
        }
        None if !full => list.push((value, Seen { times: 1, text: text.to_owned(), counts: false, apart })),
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

    /// A page of ten lines of text at 12 points, with one more line at this height and size.
    fn page(text: &str, y: f64, size: f64) -> Page {
        let line = |text: &str, y: f64, size: f64| Line {
            text: text.to_owned(),
            x0: 60.0,
            x1: 300.0,
            y,
            size,
            right: 500.0,
            cells: Vec::new(),
            loose: false,
            first: false,
        };
        let mut lines = vec![line(text, y, size)];
        lines.extend((0..10).map(|at| line("政府撥款五億元。", 120.0 + 18.0 * f64::from(at), 12.0)));
        Page { width: 600.0, height: 840.0, lines }
    }

    /// Whether the line of these pages was taken out of the first.
    fn gone(mut pages: Vec<Page>) -> bool {
        remove(&mut pages);
        pages.first().is_some_and(|page| page.lines.len() == 10)
    }

    #[test]
    fn running_heads_and_text_that_says_the_same_twice() {
        assert!(gone(vec![page("年報", 40.0, 9.0), page("年報", 40.0, 9.0)]), "small, at the edge");
        assert!(gone(vec![page("年報", 40.0, 9.0)]), "the only page's");
        assert!(gone(vec![page("年報", 50.0, 12.0), page("年報", 50.0, 12.0)]), "nearer to the edge than text");
        assert!(!gone(vec![page("年報", 40.0, 12.0)]), "the only page's first line");
        assert!(gone(vec![page("年報 第1頁", 72.0, 12.0), page("年報 第2頁", 72.0, 12.0)]), "counts the pages");
        assert!(!gone(vec![page("附件", 72.0, 12.0), page("附件", 72.0, 12.0)]), "as large as the text");
        assert!(!gone(vec![page("年報", 72.0, 12.0)]), "the only page's text");
        assert!(gone((0..4).map(|_| page("附件", 72.0, 12.0)).collect()), "on every page");
    }

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
