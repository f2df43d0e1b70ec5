//! Tables with drawn rules: the cells that their lines make.

use super::glyphs::{Glyph, Rule};

/// A table's lines: where its columns and rows part.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) columns: Vec<f64>,
    pub(super) rows: Vec<f64>,
}

/// How near two lines are that are one, in points.
const NEAR: f64 = 3.0;

impl Grid {
    /// The row and column in which a character stands.
    pub(super) fn cell(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let (x, y) = ((glyph.x + glyph.end) / 2.0, glyph.y - glyph.size * 0.35);
        let at = |lines: &[f64], value: f64| {
            let behind = lines.partition_point(|line| *line <= value);
            (behind > 0 && behind < lines.len()).then(|| behind - 1)
        };
        Some((at(&self.rows, y)?, at(&self.columns, x)?))
    }

    /// The table's upper edge.
    pub(super) fn top(&self) -> f64 {
        self.rows.first().copied().unwrap_or(0.0)
    }
}

/// The tables of a page: vertical lines that stand side by side over the same height, with horizontal
/// ones across them. Two columns and two rows at least.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let mut upright: Vec<Rule> = rules.iter().copied().filter(|rule| rule.y1 - rule.y0 > rule.x1 - rule.x0).collect();
    let level: Vec<Rule> = rules.iter().copied().filter(|rule| rule.x1 - rule.x0 >= rule.y1 - rule.y0).collect();
    upright.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut bands: Vec<(f64, f64)> = Vec::new();
    for rule in &upright {
        match bands.last_mut() {
            Some(band) if rule.y0 <= band.1 + NEAR => band.1 = band.1.max(rule.y1),
            _ => bands.push((rule.y0, rule.y1)),
        }
    }
    let grid = |band: &(f64, f64)| {
        let inside = |value: f64| value >= band.0 - NEAR && value <= band.1 + NEAR;
        let columns = merged(
            upright.iter().filter(|rule| inside(rule.y0) && inside(rule.y1)).map(|rule| (rule.x0 + rule.x1) / 2.0),
        );
        let rows = merged(level.iter().filter(|rule| inside(rule.y0)).map(|rule| (rule.y0 + rule.y1) / 2.0));
        (columns.len() >= 3 && rows.len() >= 3 && rows.len() < 2_000).then_some(Grid { columns, rows })
    };
    bands.iter().filter_map(grid).collect()
}

/// Positions in order, near ones once.
fn merged(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.dedup_by(|b, a| (*b - *a).abs() <= NEAR);
    values
}
