//! Slides whose title stands behind the body.
//!
//! ```text
//! slide := cover | line* title trailing*
//! title    := short line without marker or stop, set in, or the last before a page's end
//! trailing := rows, labels and their notes, without a page's end between
//! ```
//!
//! A title closes its slide even where no blank line shows the page's end; two titles in a row are two
//! slides. What is left at the document's end begins with its title (謝謝 / Thank you).

use super::{Page, Role, is_page};
use crate::clean::TextLine;
use crate::structure::shape::Shape;
use crate::structure::tables;

/// Whether pages of the document usually end with their title.
pub(super) fn is_usual(shape: &Shape<'_>) -> bool {
    let (mut foot, mut front) = (0, 0);
    for (at, pair) in shape.lines.windows(2).enumerate() {
        let [last, first] = pair else { continue };
        if !is_page(first) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| shape.lines.get(before));
        let body_before = before.is_some_and(|before| before.markers[0].is_some() || before.is_row());
        foot += usize::from(shape.is_title_like(last) && body_before && !is_page(last));
        front += usize::from(shape.is_title_like(first) && first.indent == 0);
    }
    foot >= 2 && foot > front
}

/// Cuts the document into slides.
pub(super) fn pages(shape: &Shape<'_>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut open = Page::default();
    let cover = cover(shape);
    pages.extend((cover > 0).then(|| Page {
        lines: (0..cover).map(|at| (at, if at == 0 { Role::Title } else { Role::Text })).collect(),
        number: None,
    }));
    for (at, line) in shape.lines.iter().enumerate().skip(cover) {
        let first = open.lines.is_empty();
        if first && trails(shape, line, pages.last()) {
            if let Some(last) = pages.last_mut() {
                last.lines.push((at, role(line)));
            }
            continue;
        }
        let title = is_title(shape, at, line);
        if !title && is_page(line) && !pages.is_empty() && is_table_alone(shape, &open) {
            let rows = std::mem::take(&mut open.lines);
            pages.last_mut().into_iter().for_each(|last| last.lines.extend_from_slice(&rows));
        }
        if title {
            open.lines.push((at, Role::Title));
            pages.push(std::mem::take(&mut open));
        } else {
            open.lines.push((at, role(line)));
        }
    }
    if !open.lines.is_empty() {
        close(shape, &mut open);
        pages.push(open);
    }
    pages
}

/// How many lines the title slide has, whose title stands on top: a page of two to six lines at the document's
/// beginning, a title and whose work of what day it is, without a list.
fn cover(shape: &Shape<'_>) -> usize {
    const LONGEST: usize = 6;
    let end = shape.lines.iter().skip(1).position(is_page).map_or(0, |at| at + 1);
    let page = shape.lines.get(..end).unwrap_or(&[]);
    let plain = page.iter().all(|line| line.markers[0].is_none() && !line.is_row());
    let titled = page.first().is_some_and(|line| shape.is_title_like(line) && shape.is_chinese(line));
    if (2..=LONGEST).contains(&page.len()) && plain && titled { end } else { 0 }
}

fn role(line: &TextLine) -> Role {
    match line {
        _ if line.is_row() => Role::Row,
        _ if line.markers[0].is_some() => Role::Item,
        _ => Role::Text,
    }
}

/// Whether a line at a slide's beginning still belongs to the slide that its title has closed.
fn trails(shape: &Shape<'_>, line: &TextLine, last: Option<&Page>) -> bool {
    let titled = last.is_some_and(|page| !page.lines.is_empty());
    titled && !is_page(line) && (line.is_row() || tables::is_note(shape, shape.body(line)))
}

/// Whether a page without a title so far is a table: it was drawn behind the title of the one before.
fn is_table_alone(shape: &Shape<'_>, page: &Page) -> bool {
    let note = |at: usize| shape.lines.get(at).is_some_and(|line| tables::is_note(shape, shape.body(line)));
    !page.lines.is_empty() && page.lines.iter().all(|(at, role)| *role == Role::Row || note(*at))
}

/// Whether a line is its slide's title.
fn is_title(shape: &Shape<'_>, at: usize, line: &TextLine) -> bool {
    let next = shape.lines.get(at + 1);
    let ends_page = next.is_some_and(is_page);
    let before_item = next.is_some_and(|next| next.markers[0].is_some() && next.indent > 0 && next.blanks == 0);
    let own_page = is_page(line) && at > 0 && line.indent == 0;
    let note = tables::is_note(shape, shape.body(line));
    !note
        && shape.is_title_like(line)
        && shape.is_chinese(line)
        && (line.indent > 0 || (ends_page || before_item) && !own_page)
}

/// The last page, where no title was found at its foot: its first line is the title.
fn close(shape: &Shape<'_>, page: &mut Page) {
    let mut titled = false;
    for (at, role) in &mut page.lines {
        let Some(line) = shape.lines.get(*at).filter(|line| shape.is_title_like(line)) else { break };
        *role = match shape.is_english(line) {
            false if !titled => Role::Title,
            true => Role::Also,
            false => break,
        };
        titled = true;
    }
}
