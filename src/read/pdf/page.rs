//! The pieces of a page in reading order: tables, columns, lines.
//!
//! A page is cut along its white space, as one reads it: down a gutter between two columns of running
//! text where there is one, else across at the widest gap, until nothing is left to cut.

use std::collections::BTreeMap;

use super::furniture::page_number;
use super::glyphs::{Drawing, Glyph};
use super::lines::{Piece, pieces};
use super::rules::{Grid, grids};
use crate::read::header::told;

/// A line, with the right edge of the column that it stands in.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) right: f64,
    /// The cells, where it is a table's row.
    pub(super) cells: Vec<String>,
    /// Whether its cells are only known from the white between them.
    pub(super) loose: bool,
    /// Whether it begins a region of its own: a column or a table.
    pub(super) first: bool,
}

/// A page's lines.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) lines: Vec<Line>,
}

/// Arranges a page.
pub(super) fn arrange(drawing: Drawing) -> Page {
    let (width, height) = (drawing.width, drawing.height);
    let mut rest = drawing.glyphs;
    let mut lines = Vec::new();
    // a table stands where its upper edge does; it parts the text above from that below
    for table in &grids(&drawing.rules) {
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) =
            rest.into_iter().partition(|glyph| table.cell(glyph).is_some());
        let (above, below): (Vec<Glyph>, Vec<Glyph>) = outside.into_iter().partition(|glyph| glyph.y < table.top());
        region(pieces(above), &mut lines, 0);
        rows(table, inside, &mut lines);
        rest = below;
    }
    region(pieces(rest), &mut lines, 0);
    tables(&mut lines);
    for glyphs in drawing.aside {
        let (from, below) = (lines.len(), lines.iter().map(|line| line.y).fold(height, f64::max));
        region(pieces(glyphs), &mut lines, 0);
        for line in lines.get_mut(from..).unwrap_or(&mut []) {
            line.y += below;
        }
        // nothing goes on with it, and it with nothing
        for line in lines.get_mut(from.saturating_sub(1)..).unwrap_or(&mut []) {
            (line.first, line.right) = (true, f64::INFINITY);
        }
    }
    Page { width, height, lines }
}

/// Of lines whose pieces stand apart, those are rows that another with as many stands right above or below.
fn tables(lines: &mut [Line]) {
    let row = |line: &Line| line.loose.then_some(line.cells.len());
    let beside = |pair: &[Line]| {
        matches!(pair, [upper, lower] if row(upper).is_some() && row(upper) == row(lower)
            && (0.0..=4.0 * lower.size).contains(&(lower.y - upper.y)))
    };
    let below: Vec<bool> = lines.windows(2).map(beside).collect();
    for (at, line) in lines.iter_mut().enumerate().filter(|(_, line)| line.loose) {
        let above = at.checked_sub(1).and_then(|before| below.get(before)) == Some(&true);
        line.first &= !above;
        if !above && below.get(at) != Some(&true) {
            line.cells.clear();
        }
    }
}

/// The rows of a table.
fn rows(grid: &Grid, glyphs: Vec<Glyph>, out: &mut Vec<Line>) {
    let columns = grid.columns.len() - 1;
    let mut cells: BTreeMap<(usize, usize), Vec<Glyph>> = BTreeMap::new();
    for glyph in glyphs {
        if let Some(cell) = grid.cell(&glyph) {
            cells.entry(cell).or_default().push(glyph);
        }
    }
    let (mut row_before, from) = (None, out.len());
    for ((row, column), glyphs) in cells {
        let found = pieces(glyphs);
        let Some(piece) = found.first() else { continue };
        if row_before != Some(row) {
            let first = row_before.is_none();
            out.push(Line { first, cells: vec![String::new(); columns], ..Line::of(piece, piece.x1) });
            row_before = Some(row);
        }
        if let Some(cell) = out.last_mut().and_then(|line| line.cells.get_mut(column)) {
            found.iter().for_each(|piece| join(cell, &piece.text));
        }
    }
    head(from, out);
}

/// Makes one row of the two of a table's header.
fn head(from: usize, out: &mut Vec<Line>) {
    let Some([first, second, _, ..]) = out.get(from..) else { return };
    let Some(cells) = told(&first.cells, &second.cells) else { return };
    if let Some(line) = out.get_mut(from) {
        line.cells = cells;
        out.remove(from + 1);
    }
}

/// Puts the next line of a paragraph behind the text before.
pub(super) fn join(text: &mut String, next: &str) {
    let narrow = |c: Option<char>| {
        c.is_some_and(|c| c < '\u{2E80}' && !c.is_whitespace() && !matches!(c, '\u{2010}'..='\u{205E}'))
    };
    let next = next.trim_start();
    text.truncate(text.trim_end().len());
    if narrow(text.chars().next_back()) && narrow(next.chars().next()) {
        text.push(' ');
    }
    text.push_str(next);
}

impl Line {
    fn of(piece: &Piece, right: f64) -> Self {
        Self {
            text: piece.text.clone(),
            x0: piece.x0,
            x1: piece.x1,
            y: piece.y,
            size: piece.size,
            right,
            cells: Vec::new(),
            loose: false,
            first: false,
        }
    }
}

/// Cuts a region, and adds its lines in reading order.
fn region(pieces: Vec<Piece>, out: &mut Vec<Line>, depth: usize) {
    const DEEPEST: usize = 40;
    if pieces.is_empty() {
        return;
    }
    if depth < DEEPEST {
        if let Some(gutter) = gutter(&pieces) {
            let (left, right): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|piece| piece.x0 < gutter);
            region(left, out, depth + 1);
            region(right, out, depth + 1);
            return;
        }
        if let Some(cut) = widest_gap(&pieces).filter(|_| has_columns(&pieces)) {
            let (above, below): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|piece| piece.y < cut);
            region(above, out, depth + 1);
            region(below, out, depth + 1);
            return;
        }
    }
    flow(pieces, out);
}

/// Whether lines stand beside each other, so that cutting across might bring columns out.
fn has_columns(pieces: &[Piece]) -> bool {
    let beside = pieces.windows(2).filter(|pair| matches!(pair, [a, b] if (a.y - b.y).abs() < a.size * 0.5)).count();
    beside >= 3 && beside * 4 >= pieces.len()
}

/// Where a gutter parts two columns of running text: at least four lines on each side, most of them
/// long, or two items or more.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    const LINES: usize = 4;
    let mut spans: Vec<(f64, f64)> = pieces.iter().map(|piece| (piece.x0, piece.x1)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut sizes: Vec<f64> = pieces.iter().map(|piece| piece.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(10.0);
    let (mut right, mut best) = (f64::NEG_INFINITY, None);
    for (start, end) in spans {
        let wide = start - right;
        if right.is_finite() && wide >= size && best.is_none_or(|(most, _)| wide > most) {
            best = Some((wide, (start + right) / 2.0));
        }
        right = right.max(end);
    }
    let (_, at) = best?;
    let running = |side: &mut dyn Iterator<Item = &Piece>| {
        let (mut count, mut long, mut items) = (0, 0, 0);
        for piece in side {
            count += 1;
            long += usize::from(piece.x1 - piece.x0 >= 9.0 * piece.size);
            items += usize::from(bullet(&piece.text).is_some());
        }
        count >= LINES && long * 5 >= count * 3 || items >= 2 && items == count
    };
    let both = running(&mut pieces.iter().filter(|piece| piece.x0 < at))
        && running(&mut pieces.iter().filter(|piece| piece.x0 >= at));
    both.then_some(at)
}

/// Where the widest empty band across a region stands, at least a third of a line high.
fn widest_gap(pieces: &[Piece]) -> Option<f64> {
    let mut spans: Vec<(f64, f64, f64)> =
        pieces.iter().map(|piece| (piece.top(), piece.bottom(), piece.size)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut bottom, mut best) = (f64::NEG_INFINITY, None);
    for (top, end, size) in spans {
        let high = top - bottom;
        if bottom.is_finite() && high >= size * 0.33 && best.is_none_or(|(most, _)| high > most) {
            best = Some((high, (top + bottom) / 2.0));
        }
        bottom = bottom.max(end);
    }
    best.map(|(_, at)| at)
}

/// The lines of a region that is one column: pieces on one baseline are cells of a row, or one line.
fn flow(mut pieces: Vec<Piece>, out: &mut Vec<Line>) {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    // a page's number may stand in the middle of the page, past the edge of its left column
    let text = pieces.iter().filter(|piece| page_number(&piece.text).is_none());
    let right = text.map(edge).fold(0.0, f64::max);
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row)
                if row.first().is_some_and(|first| (first.y - piece.y).abs() <= 0.35 * first.size.min(piece.size)) =>
            {
                row.push(piece)
            }
            _ => rows.push(vec![piece]),
        }
    }
    let mut first = true;
    for mut row in rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let marker = row.first().is_some_and(|first| is_marker(&first.text));
        // words with what they say side by side, each a line of its own: boxes of a slide
        if row.len() >= 2 && row.iter().all(|cell| cell.text.contains('：') && !cell.text.ends_with('：')) {
            out.extend(row.iter().map(|cell| Line { first: true, ..Line::of(cell, f64::INFINITY) }));
            continue;
        }
        let Some((head, rest)) = row.split_first() else { continue };
        let mut piece = head.clone();
        for (index, next) in rest.iter().enumerate() {
            if index == 0 && marker {
                piece.append(next, true);
            } else {
                piece.text.push_str("  ");
                piece.append(next, false);
            }
        }
        let mut line = Line { first, ..Line::of(&piece, right) };
        if row.len() >= 2 && !marker {
            line.cells = row.iter().map(|cell| cell.text.clone()).collect();
            line.loose = true;
        }
        out.push(line);
        first = false;
    }
}

/// Where a piece ends for the column it stands in: a mark at a line's end may hang over its edge.
fn edge(piece: &Piece) -> f64 {
    let hangs = piece.text.ends_with(['，', '。', '、', '；', '：', '！', '？', '」', '』', '）', '》', '”']);
    if hangs { piece.x1 - piece.size } else { piece.x1 }
}

/// Whether a piece is the marker of a list item: a bullet or a number.
pub(super) fn is_marker(text: &str) -> bool {
    let text = text.trim();
    let count = text.chars().count();
    bullet(text).is_some() && count == 1
        || count <= 5
            && text.ends_with(['.', ')', '）', '、'])
            && text.chars().any(char::is_alphanumeric)
            && text.starts_with(|c: char| {
                c.is_ascii_digit() || matches!(c, '(' | '（') || "一二三四五六七八九十".contains(c)
            })
}

/// The bullet that a text begins with, and what stands behind it.
pub(super) fn bullet(text: &str) -> Option<(char, &str)> {
    let first = text.chars().next()?;
    let known = "•●○◦▪■□◆◇➢➤►▶✓✔‣·–—-*o".contains(first);
    let rest = text.get(first.len_utf8()..)?;
    let alone = matches!(first, '–' | '—' | '-' | '*' | 'o' | '·');
    (known && (!alone || rest.is_empty() || rest.starts_with(' '))).then(|| (first, rest.trim_start()))
}
