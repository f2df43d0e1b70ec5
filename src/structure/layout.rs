//! What carries a document's text: paragraphs, bullets under section titles, or slides.
//!
//! ```text
//! slides := pages (three blank lines, or form feeds, at least three times) of short lines,
//!           or section numbers alone on their lines
//! brief  := at least half of the text in list items, under at least two headings
//! prose  := otherwise
//! ```

use super::shape::Shape;
use super::types::Layout;

/// Recognises the layout.
pub(super) fn layout(shape: &Shape<'_>) -> Layout {
    match shape.source.media_type {
        media if media.ends_with("presentationml.presentation") => return Layout::Slides,
        media if media.ends_with("spreadsheetml.sheet") || media == "text/csv" => return Layout::Table,
        _ => {}
    }
    if shape.clean.segmented() {
        return Layout::Prose;
    }
    if is_slides(shape) {
        return Layout::Slides;
    }
    let size = |list: bool| -> usize {
        shape
            .lines
            .iter()
            .filter(|line| !line.is_row() && line.markers[0].is_some() == list)
            .map(|line| line.span.len())
            .sum()
    };
    let headings = shape
        .lines
        .iter()
        .filter(|line| line.heading > 0 || shape.is_title_like(line) && line.markers[0].is_none())
        .count();
    if size(true) >= size(false) && headings >= 3 { Layout::Brief } else { Layout::Prose }
}

/// Blank lines that part two pages.
pub(super) const PAGE: u16 = 3;

fn is_slides(shape: &Shape<'_>) -> bool {
    let inner = shape.lines.get(1..).unwrap_or(&[]);
    let gaps = inner.iter().filter(|line| line.blanks >= PAGE).count();
    let feeds = inner.iter().filter(|line| line.page_break).count();
    let rules = inner.iter().filter(|line| line.after_rule).count();
    let numbers = shape.lines.iter().filter(|line| shape.section_number(line).is_some()).count();
    let pages = gaps.max(feeds).max(rules);
    let long = shape
        .lines
        .iter()
        .filter(|line| !line.is_row() && shape.is_chinese(line) && shape.body(line).chars().take(161).count() > 160)
        .count();
    let lists = shape.lines.iter().filter(|line| line.markers[0].is_some()).count();
    let short = long * 10 <= shape.lines.len();
    let listed = lists * 5 >= shape.lines.len() || shape.bilingual;
    short && listed && (pages >= 3 || numbers >= 2 && (pages >= 1 || shape.bilingual))
}
