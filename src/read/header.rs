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

/// A cell of a table whose cells may be merged.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) text: String,
    /// How many columns it takes.
    pub(super) columns: usize,
    /// Whether it is the lower part of the cell above.
    pub(super) below: bool,
}

/// A table's caption, and its rows as they are written.
pub(super) type Table = (Option<String>, Vec<Vec<String>>);

/// The rows of a table as they are written, those of its header as one, and its caption: a first row that
/// is one cell over all columns. `said` is how many rows say that they are of the header.
pub(super) fn unmerged(mut rows: Vec<Vec<Merged>>, said: usize) -> Table {
    let title = |row: &Vec<Merged>| match row.as_slice() {
        [cell] if cell.columns > 1 && !cell.text.trim().is_empty() => Some(cell.text.clone()),
        _ => None,
    };
    let caption = rows.first().filter(|_| rows.len() > 2).and_then(title);
    if caption.is_some() {
        rows.remove(0);
    }
    let wide = rows.first().is_some_and(|row| row.iter().any(|cell| cell.columns > 1));
    let down = 1 + rows.iter().skip(1).take_while(|row| row.iter().any(|cell| cell.below)).count();
    let heads = if wide { said.max(down).max(2) } else { said.max(1) };
    let heads = if heads <= ROWS && heads < rows.len() { heads } else { 1 };
    let mut out: Vec<Vec<String>> = rows.iter().enumerate().map(|(at, row)| spread(row, at + 1 < heads)).collect();
    let rest = out.split_off(heads.min(out.len()));
    let head: Vec<Vec<Cell>> = out.into_iter().map(|row| row.into_iter().map(|text| (text, None)).collect()).collect();
    let head = joined(&head).into_iter().map(|(text, _)| text).collect();
    (caption, std::iter::once(head).chain(rest).collect())
}

/// The texts of a row; that of a cell over several columns stands in the first, or in `each`.
fn spread(row: &[Merged], each: bool) -> Vec<String> {
    let mut texts = Vec::new();
    for cell in row {
        let text = if cell.below { "" } else { cell.text.as_str() };
        texts.push(text.to_owned());
        texts.extend((1..cell.columns).map(|_| if each { text } else { "" }.to_owned()));
    }
    texts
}
