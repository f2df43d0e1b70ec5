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

/// Whether the words of a cell are a value and no label: 500, 12.5%, HK$3, 5億元; but 2022, 2022年 and 65歲 are labels.
fn is_value(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['-', '−', '+', '$', '¥', '￥', '€', '£', '約', '约', ' ']);
    let text =
        ["HK$", "US$", "NT$", "RMB"].iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text).trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
    let number = text.get(..text.len() - rest.len()).unwrap_or("");
    let year = number.len() == 4 && number.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year));
    let counted = rest.starts_with([
        '%', '％', '億', '亿', '萬', '万', '元', '人', '名', '宗', '個', '个', '項', '项', '間', '间', '所',
    ]);
    !number.is_empty() && (rest.is_empty() && !year || counted)
}

/// One row of the first two of a table, where cells of the first stand over several of the second, and the
/// others go through both. A row with a value is none of the header. Which of them are merged is not known: it is told from what is empty.
///
/// ```text
/// | 年度 | 2022年 |      |        | 年度 | 2022年 金額 | 2022年 宗數 |
/// |      | 金額   | 宗數 |   →
/// ```
pub(super) fn told(first: &[String], second: &[String]) -> Option<Vec<String>> {
    let full = |row: &[String], at: usize| row.get(at).is_some_and(|text| !text.trim().is_empty());
    if second.iter().any(|text| is_value(text)) {
        return None;
    }
    let columns = first.len().max(second.len());
    let (mut over, mut wide, mut cells) = (None, false, Vec::new());
    for at in 0..columns {
        match (full(first, at), full(second, at)) {
            // words over words stand over the next column, too
            (true, true) if !full(first, at + 1) && full(second, at + 1) => over = first.get(at),
            (false, true) if over.is_some() => wide = true,
            (true, false) => over = None,
            _ => return None,
        }
        let words = |cell: Option<&String>| cell.map_or("", |text| text.trim()).to_owned();
        cells.push(format!("{} {}", words(over.or(first.get(at))), words(second.get(at))).trim().to_owned());
    }
    wide.then_some(cells)
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

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn headers_of_two_rows_without_merged_cells() {
        let row = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        let found = |first: &str, second: &str| told(&row(first), &row(second)).map(|cells| cells.join("|"));
        let want = "行業|2022年 人數|2022年 百分比|2023年 人數|2023年 百分比";
        assert_eq!(found("行業|2022年||2023年|", "|人數|百分比|人數|百分比").as_deref(), Some(want));
        for (year, want) in
            [("|2022|2023", "行業|人數 2022|人數 2023"), ("|15至24歲|65歲或以上", "行業|人數 15至24歲|人數 65歲或以上")]
        {
            assert_eq!(found("行業|人數|", year).as_deref(), Some(want));
        }
        for (first, second) in [
            ("計劃|撥款|", "|5億元|6億元"),
            ("年份|出口|", "|500|1,600.5"),
            ("地區|人口|", "|120|估計"),
            ("地區|面積|人口", "觀塘|5|"),
            ("地區|面積|", "觀塘|5|6"),
            ("表一||", "|面積|人口"),
            ("地區|面積", "|"),
        ] {
            assert_eq!(found(first, second), None, "{first}");
        }
    }
}
