//! The series of all documents, sorted by their subjects.
//!
//! One indicator's points are in memory at a time, some hundred and fifty bytes each.

use std::cell::RefCell;
use std::io;

use super::Pool;
use super::body::Failure;
use super::face::Face;
use super::join::Joined;
use super::kept::KeptPoint;
use super::paths::Documents;
use super::series::{Group, Place, Series};
use crate::spill::{Fields, Merged, Parts, Row, Rows, Shelf, Sorter, damaged};
use crate::write::{self, Json};

/// Writes all series of the `grouped` points.
pub(super) fn indicators(
    shelf: &dyn Shelf,
    documents: &Documents,
    joined: &mut Joined<'_>,
    grouped: Merged,
    json: &mut Json<'_>,
) -> io::Result<()> {
    let pages = RefCell::new(pages(shelf, documents, joined, grouped)?);
    let failure = Failure::default();
    let each = std::iter::from_fn(|| pages.borrow().peek().map(|_| ()));
    json.lines(2, each, |json, ()| {
        let mut begun = false;
        json.pieces(std::iter::from_fn(|| {
            let mut pages = pages.borrow_mut();
            let first = pages.peek()?.ends_with(&0u32.to_be_bytes());
            if first && begun {
                return None; // the next series
            }
            begun = true;
            let mut row = Row::default();
            failure.of(pages.next(&mut row).map(|read| read.then_some(row.rest)))
        }));
    });
    json.end_line();
    failure.told()
}

/// The series as they are written, in pieces, sorted by subject and property.
fn pages(shelf: &dyn Shelf, documents: &Documents, joined: &mut Joined<'_>, mut grouped: Merged) -> io::Result<Merged> {
    let mut names = Names { rows: joined.faces.rows()?, next: 0, face: None };
    let mut pages = Pages { rows: Sorter::new(shelf), key: Fields::default(), series: 0 };
    let (mut row, mut group, mut places, mut pool) = (Row::default(), Vec::new(), Vec::new(), Pool::default());
    loop {
        let more = grouped.next(&mut row)?;
        let (key, document) = row.key.split_last_chunk::<4>().unwrap_or((&[], &[0; 4]));
        if !more || key != group {
            let entity = names.of(&group)?;
            let of_group = Group { pool: &pool, documents, entity };
            of_group.series(&places).iter().try_for_each(|series| pages.put(series))?;
            if !more {
                return pages.rows.sorted();
            }
            key.clone_into(&mut group);
            (places, pool) = (Vec::new(), Pool::default());
        }
        let point = KeptPoint::read(&row.rest, &mut pool)?;
        places.push(Place { document: u32::from_be_bytes(*document), point });
    }
}

/// The names of the sets, in the order of their numbers, as far as they are asked for.
struct Names<'a> {
    rows: Rows<'a>,
    next: u32,
    face: Option<(u32, String)>,
}

impl Names<'_> {
    /// The number and the name of the set that a group is about. Groups come in the order of the sets.
    fn of(&mut self, group: &[u8]) -> io::Result<Option<(u32, &str)>> {
        let mut group = Parts(group);
        if group.0.is_empty() || group.flag()? {
            return Ok(None); // about what its words say
        }
        let number = group.number()?;
        while self.next <= number {
            let row = self.rows.next()?.ok_or_else(damaged)?;
            if self.next == number {
                self.face = Some((number, Face::read(row)?.name));
            }
            self.next += 1;
        }
        Ok(self.face.as_ref().map(|(number, name)| (*number, name.as_str())))
    }
}

/// Written series in pieces.
struct Pages<'a> {
    rows: Sorter<'a>,
    key: Fields,
    series: u32,
}

impl Pages<'_> {
    fn put(&mut self, series: &Series<'_>) -> io::Result<()> {
        self.key.start();
        for word in [series.subject, series.property, series.unit, series.per] {
            self.key.text(word);
        }
        self.key.flag(series.entity.is_some()).number(series.entity.unwrap_or_default()).flag(series.mixed);
        self.key.number(self.series);
        self.series += 1;
        let mut pieces = Pieces { rows: &mut self.rows, key: &mut self.key, number: 0 };
        let mut json = Json::new(&mut pieces);
        write::series(&mut json, series);
        json.finish()
    }
}

/// A page that is being written: each piece is a row.
struct Pieces<'p, 'a> {
    rows: &'p mut Sorter<'a>,
    key: &'p mut Fields,
    number: u32,
}

impl io::Write for Pieces<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.key.bytes().len();
        self.key.number(self.number);
        let pushed = self.rows.push(self.key.bytes(), bytes);
        self.key.cut(length);
        self.number += 1;
        pushed.map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
