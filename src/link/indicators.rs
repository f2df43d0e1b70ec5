//! The figures of all documents put together: sorted by what they are about, made series, and these
//! sorted by their subjects.
//!
//! One indicator's points are in memory at a time, some hundred bytes each.

use std::cell::RefCell;
use std::io;

use super::body::Failure;
use super::face::Face;
use super::join::Joined;
use super::kept::{KeptPoint, write_point};
use super::paths::{Documents, Node};
use super::record::Point;
use super::series::{Group, Place, Series};
use super::{Pool, unit};
use crate::spill::{Fields, Log, Merged, Parts, Row, Rows, Shelf, Sorter, damaged};
use crate::write::{self, Json};

/// Bytes of a written series that are one row.
const PIECE: usize = 1 << 16;

/// The figures of the documents, in the order in which they came.
pub(super) struct Points<'a> {
    rows: Log<'a>,
    row: Fields,
    rest: Fields,
}

impl<'a> Points<'a> {
    pub fn new(shelf: &'a dyn Shelf) -> Self {
        Self { rows: Log::new(shelf), row: Fields::default(), rest: Fields::default() }
    }

    /// Adds a figure about the name `node`, or about what its words say; none where these are too
    /// common to be one thing across documents.
    pub fn add(&mut self, document: u32, node: Option<Node>, region: &str, point: &Point) -> io::Result<()> {
        if node.is_none() && point.subject_key.is_empty() {
            return Ok(());
        }
        let unit = if point.counted { "" } else { unit::base(&point.unit) };
        write_point(&mut self.rest, point);
        self.row.start().number(document).flag(node.is_some()).number(node.unwrap_or_default());
        self.row.word(region).word(&point.subject_key).word(&point.key).word(unit);
        self.rows.push(self.row.append(&self.rest).bytes())
    }

    /// The same sorted by subject, property by meaning, and unit.
    fn grouped(&mut self, shelf: &dyn Shelf, homes: &[u32]) -> io::Result<Merged> {
        let (mut sorter, mut key) = (Sorter::new(shelf), Fields::default());
        let mut rows = self.rows.rows()?;
        while let Some(row) = rows.next()? {
            let mut parts = Parts(row);
            let document = parts.number()?;
            let (joined, node) = (parts.flag()?, parts.number()?);
            let (region, words) = (parts.word()?, parts.word()?);
            key.start().flag(!joined);
            match joined {
                true => key.number(homes.get(node as usize).copied().unwrap_or_default()),
                false => key.text(region).text(words),
            };
            key.text(parts.word()?).text(parts.word()?).number(document);
            sorter.push(key.bytes(), parts.0)?;
        }
        sorter.sorted()
    }
}

/// Writes all series.
pub(super) fn indicators(
    shelf: &dyn Shelf,
    documents: &Documents,
    joined: &mut Joined<'_>,
    points: &mut Points<'_>,
    json: &mut Json<'_>,
) -> io::Result<()> {
    let pages = RefCell::new(pages(shelf, documents, joined, points)?);
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
fn pages(
    shelf: &dyn Shelf,
    documents: &Documents,
    joined: &mut Joined<'_>,
    points: &mut Points<'_>,
) -> io::Result<Merged> {
    let mut grouped = points.grouped(shelf, &joined.homes)?;
    let mut names = Names { rows: joined.faces.rows()?, next: 0, face: None };
    let mut pages = Pages { rows: Sorter::new(shelf), key: Fields::default(), series: 0 };
    let (mut row, mut group, mut places, mut pool) = (Row::default(), Vec::new(), Vec::new(), Pool::default());
    loop {
        let more = grouped.next(&mut row)?;
        let (key, document) = row.key.split_last_chunk::<4>().unwrap_or((&[], &[0; 4]));
        if !more || key != group {
            let entity = names.of(&group)?;
            let series = Group { pool: &pool, documents, entity }.series(&places);
            series.iter().try_for_each(|series| pages.put(series))?;
            drop(series);
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
        let mut page = Vec::new();
        let mut json = Json::new(&mut page);
        write::series(&mut json, series);
        json.finish()?;
        for (number, piece) in page.chunks(PIECE).enumerate() {
            self.key.start();
            for word in [series.subject, series.property, series.unit, series.per] {
                self.key.text(word);
            }
            self.key.flag(series.entity.is_some()).number(series.entity.unwrap_or_default()).flag(series.mixed);
            self.key.number(self.series).number(number as u32);
            self.rows.push(self.key.bytes(), piece)?;
        }
        self.series += 1;
        Ok(())
    }
}
