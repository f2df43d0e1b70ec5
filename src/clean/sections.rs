//! The numbers of numbered paragraphs, `1.2` and `3.4.1`, which are markers where they count.
//!
//! ```text
//! section := number ("." number){1,3} blank+      Chinese, a bracket or a letter behind it
//! ```
//!
//! A figure may look the same (`1.2 億元` where a line was broken): one section has another right before or
//! behind it that it follows, or that follows it.

use super::class::{is_han, opens};
use super::lines::{Line, LineKind};
use super::marker::MarkerKind;

/// Parts of a section's number.
type Number = Vec<u32>;

/// Marks the numbers of sections.
pub(super) fn find(source: &str, lines: &mut [Line]) {
    let mut before: Option<(usize, Number, usize)> = None;
    for at in 0..lines.len() {
        let Some((number, end)) = lines.get(at).and_then(|line| section(source, line)) else { continue };
        if let Some((first, _, first_end)) = before.filter(|(_, before, _)| follows(before, &number)) {
            for (at, end) in [(first, first_end), (at, end)] {
                if let Some(line) = lines.get_mut(at) {
                    line.marker = Some((MarkerKind::Number, end));
                }
            }
        }
        before = Some((at, number, end));
    }
}

/// The number that a line begins with, and where it ends in the source.
fn section(source: &str, line: &Line) -> Option<(Number, usize)> {
    const PARTS: usize = 4;
    if line.kind != LineKind::Text || line.heading > 0 {
        return None;
    }
    let text = line.text(source);
    let len = text.bytes().take(12).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let (number, rest) = text.split_at_checked(len)?;
    let parts: Option<Number> =
        number.split('.').map(|part| part.parse().ok().filter(|_| part.len() <= 2 && part != "0")).collect();
    let parts = parts.filter(|parts| (2..=PARTS).contains(&parts.len()))?;
    let behind = rest.trim_start();
    let next = behind.chars().next()?;
    let counted = "億亿萬万千百元角倍成公米個个項项家名人間间年月日度噸吨".contains(next);
    let fits = behind.len() < rest.len() && !counted && (is_han(next) || opens(next) || next.is_uppercase());
    fits.then_some((parts, line.body + len))
}

/// Whether `number` is the one behind `before`: 1.3 or 1.2.1 or 2.1 behind 1.2.
fn follows(before: &[u32], number: &[u32]) -> bool {
    let Some((last, head)) = number.split_last() else { return false };
    let deeper = *last == 1 && head == before;
    let next = before.get(head.len()).is_some_and(|own| own + 1 == *last) && before.starts_with(head);
    let chapter = *last == 1
        && head.split_last().is_some_and(|(last, head)| {
            before.starts_with(head) && before.get(head.len()).is_some_and(|own| own + 1 == *last)
        });
    deeper || next || chapter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::lines::lines;

    #[test]
    fn sections_count() {
        let marked = |text: &str| {
            let mut found = lines(text).list;
            find(text, &mut found);
            found.iter().filter(|line| line.marker.is_some()).count()
        };
        assert_eq!(marked("1.1 政府撥款。\n1.2 基金成立。\n1.2.1 目的\n2.1　展望\n"), 4);
        assert_eq!(marked("1.1 政府撥款。\n1.5 基金成立。\n"), 0);
        assert_eq!(marked("1.2 億元\n1.3 億元\n"), 0);
        assert_eq!(marked("1.2政府\n1.3基金\n"), 0);
    }
}
