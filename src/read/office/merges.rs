//! The merged cells of a sheet: which cells of a header stand over several columns or rows.

use std::collections::BTreeMap;

use super::xlsx::{WIDEST, column_of};
use super::xml::Node;
use crate::read::header::{Cell, ROWS};

/// The merged cells by their first row.
#[derive(Debug, Default)]
pub(super) struct Merges {
    rows: BTreeMap<u32, Vec<Merge>>,
}

/// Cells that are one: `B1:D2`.
#[derive(Debug, Clone, Copy)]
struct Merge {
    left: u32,
    right: u32,
    bottom: u32,
}

impl Merges {
    /// Adds what a `mergeCell` says.
    pub(super) fn add(&mut self, node: &Node) {
        let corners = node.attribute("ref").and_then(|range| range.split_once(':'));
        let Some((first, last)) = corners.and_then(|(first, last)| Some((corner(first)?, corner(last)?))) else {
            return;
        };
        if first.0 <= last.0 && first.1 <= last.1 {
            let merge = Merge { left: first.0, right: last.0, bottom: last.1 };
            self.rows.entry(first.1).or_default().push(merge);
        }
    }

    fn at(&self, row: u32) -> &[Merge] {
        self.rows.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Whether a cell of this row spans columns.
    pub(super) fn wide(&self, row: u32) -> bool {
        self.at(row).iter().any(|merge| merge.left < merge.right)
    }

    /// How many rows a header takes that begins in this one: as many as it reaches down where a cell of it
    /// spans columns.
    pub(super) fn depth(&self, row: u32) -> u32 {
        if !self.wide(row) {
            return 1;
        }
        let down = self.at(row).iter().map(|merge| merge.bottom - row.min(merge.bottom) + 1).max().unwrap_or(1).max(2);
        if down as usize <= ROWS { down } else { 1 }
    }

    /// Puts the words of the cells of this row that span columns into each of these.
    pub(super) fn spread(&self, row: u32, cells: &mut Vec<Cell>) {
        for merge in self.at(row) {
            let Some((text, _)) = cells.get(merge.left as usize - 1).cloned() else { continue };
            for column in merge.left..merge.right.min(merge.left + WIDEST) {
                match cells.get_mut(column as usize) {
                    Some((other, _)) if other.trim().is_empty() => other.clone_from(&text),
                    Some(_) => {}
                    None => cells.push((text.clone(), None)),
                }
            }
        }
    }
}

/// `B12` is column 2, row 12.
fn corner(reference: &str) -> Option<(u32, u32)> {
    let plain: String = reference.chars().filter(|c| *c != '$').collect();
    let row = plain.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok()?;
    Some((column_of(&plain)?, row))
}
