//! Headers of tables that take more than one row: what stands above a column and the column's own words
//! become one row, so that the stages behind know headers of one row only.
//!
//! ```text
//! | 年度 |      2022年      |        | 年度 | 2022年 金額 | 2022年 宗數 |
//! |      |  金額  |  宗數   |   →
//! ```

use super::Place;

/// A cell: its text, and its place where it has one.
pub(super) type Cell = (String, Option<Place>);

/// How many rows a header takes at most: what goes on longer is no header.
pub(super) const ROWS: usize = 4;

/// One row of the rows of a header; a cell that spans columns is to stand in each of them. The place is that
/// of the lowest cell with words.
pub(super) fn joined(rows: &[Vec<Cell>]) -> Vec<Cell> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns).map(|column| down(rows.iter().filter_map(|row| row.get(column)))).collect()
}

/// The cells of one column as one.
fn down<'a>(cells: impl Iterator<Item = &'a Cell>) -> Cell {
    let (mut text, mut place, mut last) = (String::new(), None, "");
    for (words, at) in cells {
        let words = words.trim();
        place = if place.is_none() || !words.is_empty() { *at } else { place };
        if words.is_empty() || words == last {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(words);
        last = words;
    }
    (text, place)
}
