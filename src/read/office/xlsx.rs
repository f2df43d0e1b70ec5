//! Spreadsheets: each sheet a heading and a table, each cell with its place (ECMA-376, SpreadsheetML).
//! Only cells that are there are read: a lone cell in a far corner costs nothing.

use super::merges::Merges;
use super::package::{Package, target_as, target_of};
use super::xlsx_styles::{Look, looks, show};
use super::xml::Node;
use crate::read::header::{Cell, joined, told};
use crate::read::stream::Stream;
use crate::read::{Fault, Limits, Place};

/// More columns than this between two cells are left out.
pub(super) const WIDEST: u32 = 256;

/// What the cells of all sheets share.
struct Shared {
    strings: Vec<String>,
    looks: Vec<Look>,
    from_1904: bool,
}

/// Reads a workbook. Gives the names of its sheets, too.
pub(super) fn read(package: &mut Package, main: &str, limits: &Limits) -> Result<(Stream, Vec<String>), Fault> {
    let relations = package.relations(main)?;
    let tree = package.tree(main)?.ok_or(Fault::Damaged("its main part is missing"))?;
    let mut shared = Shared { strings: Vec::new(), looks: Vec::new(), from_1904: false };
    shared.from_1904 = tree
        .child("workbookPr")
        .and_then(|book| book.attribute("date1904"))
        .is_some_and(|on| on == "1" || on == "true");
    if let Some(part) = target_as(&relations, "sharedStrings") {
        package.each(part, &["si"], |node| {
            shared.strings.push(words(&node));
            Ok(())
        })?;
    }
    if let Some(styles) = target_as(&relations, "styles").map(|part| package.tree(part)).transpose()?.flatten() {
        shared.looks = looks(&styles);
    }
    let sheets: Vec<(&str, &str)> = tree
        .child("sheets")
        .map(|list| list.all("sheet").filter_map(|sheet| Some((sheet.attribute("name")?, sheet.relation()?))).collect())
        .unwrap_or_default();
    if sheets.len() > limits.pages {
        return Err(Fault::Limit { what: "sheets", most: limits.pages as u64, option: "--max-pages" });
    }
    let (mut stream, mut names) = (Stream::new(limits), Vec::new());
    for (name, id) in sheets {
        let Some(part) = target_of(&relations, id).filter(|part| !part.contains("chartsheet")) else { continue };
        names.push(name.to_owned());
        let sheet = names.len() as u32 - 1;
        stream.at(Place::Cell { sheet, row: 1, column: 1 });
        stream.heading(1, name);
        read_sheet(package, part, Sheet::new(sheet, &shared), &mut stream)?;
    }
    Ok((stream, names))
}

/// Writes the rows of a sheet.
fn read_sheet(package: &mut Package, part: &str, mut sheet: Sheet<'_>, stream: &mut Stream) -> Result<(), Fault> {
    let text = package.named(part)?;
    if text.contains("mergeCell ") {
        // They stand behind the rows, whose header they tell.
        package.each_in(&text, &["mergeCell"], &mut |node| {
            sheet.merges.add(&node);
            Ok(())
        })?;
    }
    let mut row = 0;
    package.each_in(&text, &["row"], &mut |node| {
        row = node.number("r").and_then(|row| u32::try_from(row).ok()).unwrap_or(row + 1);
        sheet.put(&node, row, stream);
        stream.check()
    })?;
    sheet.end(stream);
    Ok(())
}

/// A sheet that is being written.
struct Sheet<'a> {
    number: u32,
    shared: &'a Shared,
    merges: Merges,
    /// The rows of a header that goes on, and the row behind it.
    head: Vec<Vec<Cell>>,
    behind: u32,
    /// The first row of a table, where the next one may belong to the header.
    first: Option<Vec<Cell>>,
    /// The row behind the last that has words.
    next: u32,
    /// Whether a row of the table is written.
    open: bool,
}

impl<'a> Sheet<'a> {
    fn new(number: u32, shared: &'a Shared) -> Self {
        Self {
            number,
            shared,
            merges: Merges::default(),
            head: Vec::new(),
            behind: 0,
            first: None,
            next: 0,
            open: false,
        }
    }

    /// A row of cells.
    fn put(&mut self, node: &Node, row: u32, stream: &mut Stream) {
        let mut cells = self.cells(node, row);
        let mut full = cells.iter().filter(|(text, _)| !text.trim().is_empty());
        let (Some(first), second) = (full.next(), full.next()) else { return self.end(stream) };
        if row > self.next {
            self.end(stream); // rows that are not there are empty
        }
        self.next = row + 1;
        if row >= self.behind {
            self.write_head(stream);
        }
        if !self.open && self.head.is_empty() {
            if second.is_none() {
                // One cell above the columns of the table is its caption.
                stream.table_end();
                first.1.into_iter().for_each(|place| stream.at(place));
                return stream.paragraph(&first.0);
            }
            self.behind = row + self.merges.depth(row);
        }
        if let Some(first) = self.first.take() {
            return self.second(&first, &cells, stream);
        }
        if !self.open
            && self.head.is_empty()
            && self.behind == row + 1
            && cells.iter().any(|(text, _)| text.trim().is_empty())
        {
            self.first = Some(cells); // the next row tells whether it is half of the header
            return;
        }
        if row >= self.behind || self.open {
            return self.write(&cells, stream);
        }
        self.merges.spread(row, &mut cells);
        self.head.push(cells);
        if row + 1 == self.behind {
            self.write_head(stream);
        }
    }

    /// The second row of a table: the lower half of its header, or one of its own.
    fn second(&mut self, first: &[Cell], second: &[Cell], stream: &mut Stream) {
        let texts = |row: &[Cell]| row.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>();
        match told(&texts(first), &texts(second)) {
            Some(cells) => {
                let place = |at: usize| [second, first].iter().find_map(|row| row.get(at)?.1);
                let cells: Vec<Cell> = cells.into_iter().enumerate().map(|(at, text)| (text, place(at))).collect();
                self.write(&cells, stream);
            }
            None => {
                self.write(first, stream);
                self.write(second, stream);
            }
        }
    }

    /// The cells of a row from the first column on.
    fn cells(&self, node: &Node, row: u32) -> Vec<Cell> {
        let (mut cells, mut column) = (Vec::new(), 0);
        let place = |column| Some(Place::Cell { sheet: self.number, row, column });
        for cell in node.all("c") {
            let here = cell.attribute("r").and_then(column_of).unwrap_or(column + 1);
            let gap = here.saturating_sub(column + 1);
            if gap <= WIDEST {
                cells.extend((0..gap).map(|at| (String::new(), place(column + 1 + at))));
            }
            column = here;
            cells.push((shown(cell, self.shared), place(column)));
        }
        cells
    }

    fn write_head(&mut self, stream: &mut Stream) {
        if !self.head.is_empty() {
            let cells = joined(&std::mem::take(&mut self.head));
            self.write(&cells, stream);
        }
    }

    fn write(&mut self, cells: &[Cell], stream: &mut Stream) {
        stream.row(cells.iter().map(|(text, place)| (text.as_str(), *place)));
        self.open = true;
    }

    /// The end of a table.
    fn end(&mut self, stream: &mut Stream) {
        if let Some(first) = self.first.take() {
            self.write(&first, stream);
        }
        self.write_head(stream);
        stream.table_end();
        self.open = false;
    }
}

/// What a cell shows.
fn shown(cell: &Node, shared: &Shared) -> String {
    let value = cell.child("v").map(Node::own_text).unwrap_or_default();
    match cell.attribute("t") {
        Some("s") => {
            value.trim().parse::<usize>().ok().and_then(|at| shared.strings.get(at)).cloned().unwrap_or_default()
        }
        Some("inlineStr") => cell.child("is").map(words).unwrap_or_default(),
        Some("str" | "e") => value,
        Some("b") => if value == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        Some("d") => value,
        _ if value.is_empty() => value,
        _ => {
            let style = cell.attribute("s").and_then(|style| style.parse::<usize>().ok());
            let usual = Look::default();
            show(value.trim(), style.and_then(|style| shared.looks.get(style)).unwrap_or(&usual), shared.from_1904)
        }
    }
}

/// The text of a string; what tells its reading (`rPh`) is left out.
fn words(node: &Node) -> String {
    let own = node.all("t").map(Node::own_text);
    let runs = node.all("r").filter_map(|run| run.child("t").map(Node::own_text));
    own.chain(runs).collect()
}

/// `AB12` is column 28.
pub(super) fn column_of(reference: &str) -> Option<u32> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let column = letters.fold(0_u32, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (column > 0).then_some(column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::column_name;

    #[test]
    fn columns() {
        for (column, name) in [(1, "A"), (26, "Z"), (27, "AA"), (28, "AB"), (703, "AAA")] {
            assert_eq!((column_of(name), column_name(column)), (Some(column), name.to_owned()));
        }
    }
}
