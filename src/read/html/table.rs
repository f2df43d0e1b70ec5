//! Tables of a page, which may also be there to lay it out.

use scraper::{ElementRef, Node};

use super::Walk;
use super::element::{Role, role};
use crate::read::Fault;
use crate::read::header::{Cell, ROWS, joined};

impl Walk {
    /// A table: a cell that spans columns leaves the others empty, one that spans rows those below it. The
    /// rows of its header become one, and a row that spans the table above them its caption.
    pub(super) fn table(&mut self, table: ElementRef<'_>) -> Result<(), Fault> {
        if let Some(caption) = named(table, &["caption"]).first() {
            self.stream.paragraph(&words(*caption));
        }
        self.stream.table_end();
        let mut rows = named(table, &["tr"]);
        if let Some(title) = rows.first().filter(|_| rows.len() > 2).and_then(|row| title(*row)) {
            self.stream.paragraph(&title);
            rows.remove(0);
        }
        let heads = heads(&rows);
        let (mut head, mut below): (Vec<Vec<Cell>>, Vec<usize>) = (Vec::new(), Vec::new());
        for (number, row) in rows.into_iter().enumerate() {
            let mut cells = self.row(row, number + 1 < heads, &mut below)?;
            if number < heads {
                head.push(cells);
                if number + 1 < heads {
                    continue;
                }
                cells = joined(&std::mem::take(&mut head));
            }
            if cells.iter().any(|(text, _)| !text.is_empty()) {
                self.stream.row(cells.iter().map(|(text, place)| (text.as_str(), *place)));
            }
            self.stream.check()?;
        }
        self.stream.table_end();
        Ok(())
    }

    /// The cells of a row; one that spans columns stands in each of them where they are `spread`.
    fn row(&mut self, row: ElementRef<'_>, spread: bool, below: &mut Vec<usize>) -> Result<Vec<Cell>, Fault> {
        let mut cells: Vec<Cell> = Vec::new();
        for cell in named(row, &["td", "th"]) {
            self.meter.step(1)?;
            fill(&mut cells, below);
            let text = words(cell);
            for column in 0..span(cell, "colspan") {
                let at = cells.len();
                if below.len() <= at {
                    below.resize(at + 1, 0);
                }
                if let Some(rows) = below.get_mut(at) {
                    *rows = span(cell, "rowspan") - 1;
                }
                cells.push((if column == 0 || spread { text.clone() } else { String::new() }, None));
            }
        }
        fill(&mut cells, below);
        Ok(cells)
    }
}

/// How many columns or rows a cell takes.
fn span(cell: ElementRef<'_>, name: &str) -> usize {
    let said = cell.value().attr(name).and_then(|span| span.trim().parse::<usize>().ok());
    said.unwrap_or(1).clamp(1, 64)
}

/// The words of a row that is one cell over all columns.
fn title(row: ElementRef<'_>) -> Option<String> {
    let cells = named(row, &["td", "th"]);
    let [cell] = cells.as_slice() else { return None };
    Some(words(*cell)).filter(|words| span(*cell, "colspan") > 1 && !words.is_empty())
}

/// How many rows the header takes: those of `thead`, those of nothing but `th`, or as many as the first row
/// reaches down where a cell of it spans columns.
fn heads(rows: &[ElementRef<'_>]) -> usize {
    let titled = |row: &ElementRef<'_>| {
        row.parent().and_then(ElementRef::wrap).is_some_and(|parent| parent.value().name() == "thead")
    };
    let only = |row: &ElementRef<'_>| {
        let cells = named(*row, &["td", "th"]);
        !cells.is_empty() && cells.iter().all(|cell| cell.value().name() == "th")
    };
    let said = rows.iter().take_while(|row| titled(row)).count();
    let said = said.max(rows.iter().take_while(|row| only(row)).count());
    let first = rows.first().map(|row| named(*row, &["td", "th"])).unwrap_or_default();
    let down = first.iter().map(|cell| span(*cell, "rowspan")).max().unwrap_or(1);
    let wide = first.iter().any(|cell| span(*cell, "colspan") > 1);
    let heads = if wide { said.max(down).max(2) } else { said.max(1) };
    if heads <= ROWS && heads < rows.len() { heads } else { 1 }
}

/// Puts empty cells where one from above reaches down.
fn fill(cells: &mut Vec<Cell>, below: &mut [usize]) {
    while let Some(rows) = below.get_mut(cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        cells.push((String::new(), None));
    }
}

/// Elements of these names below `element`, not those of tables inside it.
fn named<'a>(element: ElementRef<'a>, names: &[&str]) -> Vec<ElementRef<'a>> {
    let (mut found, mut open) = (Vec::new(), vec![element.children()]);
    while let Some(children) = open.last_mut() {
        let Some(child) = children.next() else {
            open.pop();
            continue;
        };
        let Some(child) = ElementRef::wrap(child) else { continue };
        if names.contains(&child.value().name()) {
            found.push(child);
        } else if child.value().name() != "table" {
            open.push(child.children());
        }
    }
    found
}

/// Whether a table holds data, and is not there to lay out a page: two columns and rows, no blocks of
/// text inside.
pub(super) fn is_data(table: ElementRef<'_>) -> bool {
    let rows = named(table, &["tr"]);
    let columns = rows.iter().take(50).map(|row| named(*row, &["td", "th"]).len()).max().unwrap_or(0);
    let blocks = table
        .descendants()
        .skip(1)
        .filter_map(ElementRef::wrap)
        .filter(|inner| matches!(inner.value().name(), "table" | "h1" | "h2" | "h3" | "article" | "form"))
        .count();
    rows.len() >= 2 && columns >= 2 && blocks == 0
}

/// The text of a cell in one line.
fn words(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    let mut stack = vec![element.children()];
    while let Some(children) = stack.last_mut() {
        let Some(child) = children.next() else {
            stack.pop();
            continue;
        };
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => out.push_str(text),
            (_, Some(inner)) => match role(inner) {
                Role::Skip => {}
                Role::Inline | Role::Strong => stack.push(inner.children()),
                _ => {
                    out.push(' ');
                    stack.push(inner.children());
                }
            },
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
