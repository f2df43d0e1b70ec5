//! Characters to pieces of lines: what stands on one baseline without a wide gap.

use super::glyphs::Glyph;
use super::page::is_marker;

/// A stretch of a line.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The baseline.
    pub(super) y: f64,
    pub(super) size: f64,
}

impl Piece {
    /// The upper edge of its type.
    pub(super) fn top(&self) -> f64 {
        self.y - self.size * 0.88
    }

    /// The lower edge of its type.
    pub(super) fn bottom(&self) -> f64 {
        self.y + self.size * 0.12
    }

    /// Puts `next` behind this, with a space where there is room for one.
    pub(super) fn append(&mut self, next: &Self, space: bool) {
        if space && !self.text.ends_with(' ') && !next.text.starts_with(' ') {
            self.text.push(' ');
        }
        self.text.push_str(&next.text);
        self.x1 = self.x1.max(next.x1);
        self.size = self.size.max(next.size);
    }
}

/// A gap of so many times the type's height parts two pieces.
const GAP: f64 = 1.6;

/// A gap of so many times the type's height is a space.
const SPACE: f64 = 0.22;

/// A gap of so many times the type's height is a wide space, which parts more than words: who published and when.
const WIDE: f64 = 0.85;

/// Puts characters together. They are sorted by line first: what is drawn in which order says nothing.
pub(super) fn pieces(mut glyphs: Vec<Glyph>) -> Vec<Piece> {
    let order = |a: &Glyph, b: &Glyph| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x));
    glyphs.sort_by(order);
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let mut base = f64::NEG_INFINITY;
    for glyph in glyphs {
        let open = lines.last_mut().filter(|line| {
            let rise = glyph.y - base;
            line.last().is_some_and(|last| rise <= 0.35 * glyph.size.min(last.size) || rise < 0.5)
        });
        if let Some(line) = open {
            line.push(glyph);
        } else {
            base = glyph.y;
            lines.push(vec![glyph]);
        }
    }
    lines.iter_mut().for_each(|line| line.sort_by(|a, b| a.x.total_cmp(&b.x)));
    for at in 1..lines.len() {
        if let Some([above, line]) = lines.get_mut(at - 1..=at) {
            raised(above, line);
        }
    }
    let mut out = Vec::new();
    lines.into_iter().for_each(|line| finish(line, &mut out));
    out
}

/// Brings the small figures that stand raised behind the characters of a line into the line, or takes them out
/// where they are the numbers of notes.
fn raised(above: &mut Vec<Glyph>, line: &mut Vec<Glyph>) {
    let note = |glyph: &Glyph, before: &Glyph| {
        let (rise, gap) = (before.y - glyph.y, glyph.x - before.end);
        glyph.size < 0.86 * before.size && (0.1..0.7).contains(&(rise / before.size)) && gap.abs() < 0.3 * before.size
    };
    let (mut kept, mut moved): (Vec<Glyph>, Vec<Glyph>) = (Vec::new(), Vec::new());
    for mut glyph in above.drain(..) {
        let at = line.partition_point(|other| other.x <= glyph.x);
        let before = at.checked_sub(1).and_then(|at| line.get(at));
        let goes_on =
            moved.last().is_some_and(|last| (glyph.x - last.end).abs() < 0.5 * glyph.size && last.size == glyph.size);
        if before.is_some_and(|before| note(&glyph, before) || goes_on && before.y > glyph.y) {
            // behind Chinese or a mark it is a note's number, which a Word file's text has not either
            let unit = before.is_none_or(|before| before.text.chars().all(|c| c.is_ascii_alphanumeric() || c == ')'));
            glyph.text = if unit { superscript(&glyph.text) } else { String::new() };
            moved.push(glyph);
        } else {
            kept.push(glyph);
        }
    }
    *above = kept;
    if let Some(y) = line.first().map(|first| first.y).filter(|_| !moved.is_empty()) {
        line.extend(moved.into_iter().map(|glyph| Glyph { y, ..glyph }));
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
}

/// The raised form of figures, so that 5億¹ is not 5億1.
fn superscript(text: &str) -> String {
    let form = |c: char| c.to_digit(10).and_then(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize)).unwrap_or(c);
    text.chars().map(form).collect()
}

fn finish(line: Vec<Glyph>, out: &mut Vec<Piece>) {
    let mut piece: Option<Piece> = None;
    let mut blank = false;
    for glyph in line {
        if let Some(open) = piece.as_mut().filter(|_| glyph.text.is_empty()) {
            open.x1 = open.x1.max(glyph.end); // a note's number that was taken out
            continue;
        }
        if glyph.text.trim().is_empty() {
            blank = true;
            continue;
        }
        match &mut piece {
            Some(open) if glyph.x - open.x1 <= GAP * open.size.max(glyph.size) => {
                let gap = glyph.x - open.x1;
                let small = glyph.size < open.size * 0.8 && !glyph.text.is_empty();
                let size = if small { open.size } else { glyph.size.max(open.size) };
                let marker = gap > 0.06 * size && is_marker(&open.text);
                let spaced = blank && gap > 0.05 * size || gap > SPACE * size;
                if marker || spaced && room(&open.text, &glyph.text, gap, size) {
                    let wide = gap > WIDE * size && open.text.ends_with(|c| c >= '\u{2E80}');
                    open.text.push(if wide && !marker { '\u{3000}' } else { ' ' });
                }
                open.text.push_str(&glyph.text);
                open.x1 = open.x1.max(glyph.end);
                open.size = size;
                open.y = if small { open.y } else { glyph.y };
            }
            _ => {
                out.extend(piece.take());
                piece = Some(Piece { text: glyph.text, x0: glyph.x, x1: glyph.end, y: glyph.y, size: glyph.size });
            }
        }
        blank = false;
    }
    out.extend(piece);
}

/// Whether a gap is a space: between Chinese characters only a wide one is, for their lines are
/// stretched to fill.
fn room(left: &str, right: &str, gap: f64, size: f64) -> bool {
    let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2E80}');
    !(wide(left.chars().next_back()) && wide(right.chars().next())) || gap > 0.6 * size
}
