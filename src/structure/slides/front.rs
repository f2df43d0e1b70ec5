//! Slides that begin with their title.
//!
//! ```text
//! slide    := number? title title-en? (subtitle subtitle-en? | item | text | table)*
//! number   := ① | digit, alone on a line            it always begins a slide
//! break    := page's end                             it begins one where the slide before is more than
//!                                                    its title, or a list follows
//! subtitle := short line without marker, with items or text under it
//! ```
//!
//! Numbers that skip one (⑤, ⑦) tell of a slide whose number and title were lost: it begins at the
//! second subtitle behind the title of the one before, where the agenda knows its number.

use super::{Page, Role, is_page};
use crate::clean::TextLine;
use crate::structure::builder::marker_of;
use crate::structure::shape::{Shape, circled};

/// Cuts the document into slides.
pub(super) fn pages(shape: &Shape<'_>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for (at, line) in shape.lines.iter().enumerate() {
        let number = shape.section_number(line).filter(|_| !line.is_row());
        if pages.is_empty() || number.is_some() || begins(shape, at, line, &pages) {
            pages.push(Page { lines: Vec::new(), number });
        }
        if let Some(page) = pages.last_mut() {
            page.lines.push((at, Role::Text));
        }
    }
    let mut out = Vec::with_capacity(pages.len());
    let numbers: Vec<Option<u32>> = pages.iter().map(|page| page.number).collect();
    for (index, mut page) in pages.into_iter().enumerate() {
        assign(shape, &mut page);
        let next = numbers.get(index + 1..).unwrap_or(&[]).iter().flatten().next().copied();
        let lost = page.number.zip(next).filter(|(this, next)| this + 2 == *next).map(|(this, _)| this + 1);
        let cut = lost.filter(|lost| on_agenda(shape, *lost)).and_then(|lost| Some((second_subtitle(&page)?, lost)));
        match cut {
            Some((at, lost)) => {
                let mut rest = Page { lines: page.lines.split_off(at), number: Some(lost) };
                assign(shape, &mut rest);
                out.extend([page, rest]);
            }
            None => out.push(page),
        }
    }
    out
}

/// Whether a page's end before line `at` begins a slide.
fn begins(shape: &Shape<'_>, at: usize, line: &TextLine, pages: &[Page]) -> bool {
    if !is_page(line) {
        return line.heading == 1 && shape.lines.iter().filter(|line| line.heading == 1).count() > 2;
    }
    let Some(page) = pages.last() else { return true };
    let content = page
        .lines
        .iter()
        .filter(|(at, _)| shape.lines.get(*at).is_some_and(|line| shape.section_number(line).is_none()))
        .count();
    let title_only = content <= 1 + usize::from(shape.bilingual);
    let rest = shape
        .lines
        .get(at + 1..)
        .unwrap_or(&[])
        .iter()
        .take_while(|line| !is_page(line) && shape.section_number(line).is_none());
    let listed = std::iter::once(line).chain(rest).any(|line| line.markers[0].is_some());
    !title_only || listed || pages.len() == 1 || line.page_break || line.after_rule
}

/// Gives the lines of a page their roles.
fn assign(shape: &Shape<'_>, page: &mut Page) {
    let lines: Vec<usize> = page.lines.iter().map(|line| line.0).collect();
    let (mut titled, mut titled_en, mut before) = (false, false, Role::Number);
    for (index, at) in lines.iter().enumerate() {
        let Some(line) = shape.lines.get(*at) else { continue };
        let numbered = index == 0 && page.number.is_some() && shape.section_number(line).is_some();
        let title_like = shape.is_title_like(line);
        let english = shape.is_english(line);
        let role = match () {
            () if numbered => Role::Number,
            () if line.is_row() => Role::Row,
            () if line.markers[0].is_some() && !title_like => Role::Item,
            () if !titled && title_like && shape.body(line).contains(char::is_alphabetic) => Role::Title,
            () if titled && !titled_en && before == Role::Title && english => Role::Also,
            () if english && before == Role::Subtitle => Role::Subtitle,
            () if english || !title_like && !before_list(shape, &lines, index) => Role::Text,
            () if heads(shape, &lines, index) => Role::Subtitle,
            () => Role::Text,
        };
        titled |= role == Role::Title;
        titled_en |= role == Role::Also;
        before = role;
        if let Some(line) = page.lines.get_mut(index) {
            line.1 = role;
        }
    }
}

/// Whether line `index` of a page is a phrase over a list.
fn before_list(shape: &Shape<'_>, lines: &[usize], index: usize) -> bool {
    let phrase = lines.get(index).and_then(|at| shape.lines.get(*at)).is_some_and(|line| shape.is_phrase(line));
    phrase && under(shape, lines, index).is_some_and(|line| line.markers[0].is_some())
}

/// Whether something stands under line `index` of a page.
fn heads(shape: &Shape<'_>, lines: &[usize], index: usize) -> bool {
    under(shape, lines, index).is_some_and(|next| shape.section_number(next).is_none())
}

/// What follows line `index` of a page and its translation.
fn under<'a>(shape: &Shape<'a>, lines: &[usize], index: usize) -> Option<&'a TextLine> {
    let mut behind = lines.get(index + 1..)?.iter().filter_map(|at| shape.lines.get(*at));
    behind.find(|line| !shape.is_english(line) || line.markers[0].is_some())
}

/// Where the second subtitle of a page stands among its lines, the first being right under the title.
fn second_subtitle(page: &Page) -> Option<usize> {
    let mut seen = 0;
    for (index, pair) in page.lines.windows(2).enumerate() {
        let [before, line] = pair else { continue };
        if line.1 == Role::Subtitle && before.1 != Role::Subtitle {
            seen += 1;
        }
        if seen == 2 {
            return Some(index + 1);
        }
    }
    None
}

/// Whether a list item of the document bears this number.
fn on_agenda(shape: &Shape<'_>, number: u32) -> bool {
    let text = shape.text();
    shape.lines.iter().filter_map(marker_of).any(|marker| {
        let said = marker.span.of(text);
        said.chars().next().and_then(circled) == Some(number)
            || said.trim_end_matches(['.', '、']).parse() == Ok(number)
    })
}
