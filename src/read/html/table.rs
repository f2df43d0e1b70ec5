//! Tables of a page, which may also be there to lay it out.

use scraper::{ElementRef, Node};

use super::Walk;
use super::element::{Role, role};
use crate::read::Fault;

impl Walk {
    /// A table: a cell that spans columns leaves the others empty, one that spans rows those below it.
    pub(super) fn table(&mut self, table: ElementRef<'_>) -> Result<(), Fault> {
        if let Some(caption) = named(table, &["caption"]).first() {
            self.stream.paragraph(&words(*caption));
        }
        self.stream.table_end();
        let mut below: Vec<usize> = Vec::new();
        for row in named(table, &["tr"]) {
            let mut cells: Vec<String> = Vec::new();
            for cell in named(row, &["td", "th"]) {
                self.meter.step(1)?;
                let span = |name| {
                    cell.value().attr(name).and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, 64)
                };
                fill(&mut cells, &mut below);
                let text = words(cell);
                for column in 0..span("colspan") {
                    let at = cells.len();
                    if below.len() <= at {
                        below.resize(at + 1, 0);
                    }
                    if let Some(rows) = below.get_mut(at) {
                        *rows = span("rowspan") - 1;
                    }
                    cells.push(if column == 0 { text.clone() } else { String::new() });
                }
            }
            fill(&mut cells, &mut below);
            if cells.iter().any(|cell| !cell.is_empty()) {
                self.stream.row(cells.iter().map(|cell| (cell.as_str(), None)));
            }
            self.stream.check()?;
        }
        self.stream.table_end();
        Ok(())
    }
}

/// Puts empty cells where one from above reaches down.
fn fill(cells: &mut Vec<String>, below: &mut [usize]) {
    while let Some(rows) = below.get_mut(cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        cells.push(String::new());
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
