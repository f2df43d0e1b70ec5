//! Which section a slide belongs to, by the agenda.
//!
//! The agenda is the first slide near the beginning that is a list of other slides' titles or of their
//! numbers. A slide belongs to the item that it is titled or numbered by; one titled by an item of the
//! section's first slide belongs to that section; any other to none.

use super::Page;
use crate::span::Span;
use crate::structure::shape::{Shape, circled};
use crate::structure::types::{BlockKind, Outline, Slide};

/// How many slides at the beginning may be the agenda.
const FIRST: usize = 4;

/// Fills `section` of every slide.
pub(super) fn fill(shape: &Shape<'_>, pages: &[Page], outline: &mut Outline) {
    let Some(index) = (0..outline.slides.len().min(FIRST)).find(|index| is_agenda(shape, outline, *index)) else {
        return;
    };
    let items = outline.slides.get(index).map(|slide| items(shape, outline, slide)).unwrap_or_default();
    let mut section = Section::default();
    for at in index + 1..outline.slides.len() {
        let Some(slide) = outline.slides.get(at) else { break };
        let title = plain(slide.title.as_deref().unwrap_or(""));
        let number = pages.get(at).and_then(|page| page.number);
        let named = match find(&items, number, &title) {
            Some(item) => {
                let below = self::items(shape, outline, slide).into_iter().map(|item| item.title).collect();
                section = Section { name: Some(item.title.clone()), below };
                section.name.clone()
            }
            None => section.name.clone().filter(|_| section.below.contains(&title)),
        };
        if let Some(slide) = outline.slides.get_mut(at) {
            slide.section = named;
        }
    }
}

/// The section last begun, and what its first slide lists.
#[derive(Debug, Default)]
struct Section {
    name: Option<String>,
    below: Vec<String>,
}

/// The agenda's item for a slide: by number, by title, or by a title that is a part of the item.
fn find<'i>(items: &'i [Item], number: Option<u32>, title: &str) -> Option<&'i Item> {
    if number.is_some() {
        return items.iter().find(|item| item.number == number);
    }
    let part = |item: &&Item| title.chars().nth(1).is_some() && item.title.contains(title);
    items.iter().find(|item| item.title == title).or_else(|| items.iter().find(part))
}

/// An item of a list: its number, and its text without one.
#[derive(Debug)]
struct Item {
    number: Option<u32>,
    title: String,
}

fn items(shape: &Shape<'_>, outline: &Outline, slide: &Slide) -> Vec<Item> {
    let text = shape.text();
    let blocks = slide
        .blocks
        .iter()
        .filter_map(|id| outline.block(*id))
        .filter(|block| block.kind == BlockKind::ListItem && block.level == 1);
    blocks
        .map(|block| Item {
            number: block.marker.and_then(|marker| number(marker, text)),
            title: plain(block.span.of(text)),
        })
        .collect()
}

fn number(marker: Span, text: &str) -> Option<u32> {
    let said = marker.of(text);
    said.chars()
        .next()
        .and_then(circled)
        .or_else(|| said.trim_matches(['(', ')', '（', '）', '.', '、', '．']).parse().ok())
}

/// A title without its number and what an English name adds in brackets.
fn plain(title: &str) -> String {
    let behind = title.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '(' | ')' | '（' | '）' | '.' | '、' | ' ') || circled(c).is_some()
    });
    let ascii = behind.rsplit_once('(').filter(|(_, name)| name.is_ascii());
    ascii.map_or(behind, |cut| cut.0).trim().to_owned()
}

/// Whether a slide lists the sections: named so, or two of its items title or number other slides.
fn is_agenda(shape: &Shape<'_>, outline: &Outline, index: usize) -> bool {
    let Some(slide) = outline.slides.get(index) else { return false };
    let items = items(shape, outline, slide);
    let named = slide.title.as_deref().is_some_and(|title| shape.is_word(title, "agenda"));
    let titles = outline.slides.iter().skip(index + 1).filter_map(|slide| slide.title.as_deref()).map(plain);
    let hits = titles.filter(|title| items.iter().any(|item| item.title == *title)).count();
    items.len() >= 2 && (named || hits >= 2)
}
