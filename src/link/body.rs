//! The joined names as they are written, one set after the other.

use std::cell::RefCell;
use std::io;

use super::claims::Step;
use super::face::{Face, Named};
use super::join::Joined;
use super::paths::Documents;
use crate::spill::{Fields, Log, Merged, Parts, Row, Shelf, Sorter};
use crate::write::{self, Json};

/// A document's entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<'a> {
    /// The document's path.
    pub document: &'a str,
    /// The entity's number there.
    pub entity: u32,
    /// The names that it has there.
    pub names: Vec<String>,
}

/// Why one entity was joined to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join<'a> {
    /// The document's path and the entity's number.
    pub entity: (&'a str, u32),
    /// The one that it was joined to.
    pub with: (&'a str, u32),
    /// `key`, `wording`, `former_name`, `translation`, `quoted`, `alias`, `shared_alias`.
    pub why: &'static str,
    /// The word that they share.
    pub word: String,
}

/// What goes wrong while rows are read inside an iterator.
#[derive(Default)]
pub(super) struct Failure(RefCell<Option<io::Error>>);

impl Failure {
    /// The next row; none at the end, and where one cannot be read.
    pub fn of<T>(&self, row: io::Result<Option<T>>) -> Option<T> {
        row.unwrap_or_else(|error| {
            *self.0.borrow_mut() = Some(error);
            None
        })
    }

    pub fn told(self) -> io::Result<()> {
        self.0.into_inner().map_or(Ok(()), Err)
    }
}

/// Writes all sets of names.
pub(super) fn bodies(
    shelf: &dyn Shelf,
    documents: &Documents,
    joined: &mut Joined<'_>,
    names: &mut Log<'_>,
    json: &mut Json<'_>,
) -> io::Result<()> {
    let (mut members, mut joins) = (members(shelf, joined, names)?, joins(shelf, joined)?);
    let mut faces = joined.faces.rows()?;
    let (failure, mut number) = (Failure::default(), 0);
    let sets = std::iter::from_fn(|| {
        let face = failure.of(faces.next().and_then(|row| row.map(Face::read).transpose()))?;
        number += 1;
        Some((number - 1, face))
    });
    json.lines(2, sets, |json, (number, face)| {
        let members = std::iter::from_fn(|| failure.of(member(documents, &mut members, number)));
        let joins = std::iter::from_fn(|| failure.of(join(documents, &mut joins, number)));
        let aliases = face.aliases.iter().map(|(text, relation)| (text.as_str(), relation.as_str()));
        write::body(json, number as usize, [&face.name, &face.kind, &face.key], aliases, members, joins);
    });
    json.end_line();
    failure.told()
}

/// The next row of the set `number`.
fn next_of(rows: &mut Merged, row: &mut Row, number: u32) -> io::Result<bool> {
    let here = rows.peek().is_some_and(|key| key.starts_with(&number.to_be_bytes()));
    Ok(here && rows.next(row)?)
}

/// The names of each set.
fn members(shelf: &dyn Shelf, joined: &Joined<'_>, names: &mut Log<'_>) -> io::Result<Merged> {
    let (mut sorter, mut key, mut rest) = (Sorter::new(shelf), Fields::default(), Fields::default());
    let (mut rows, mut node) = (names.rows()?, 0u32);
    while let Some(row) = rows.next()? {
        let named = Named::read(row)?;
        key.start().number(joined.homes.get(node as usize).copied().unwrap_or_default()).number(node);
        rest.start().number(named.names().count() as u32);
        for name in named.names() {
            rest.word(name);
        }
        sorter.push(key.bytes(), rest.bytes())?;
        node += 1;
    }
    sorter.sorted()
}

fn member<'a>(documents: &'a Documents, rows: &mut Merged, number: u32) -> io::Result<Option<Member<'a>>> {
    let mut row = Row::default();
    if !next_of(rows, &mut row, number)? {
        return Ok(None);
    }
    let (mut key, mut rest) = (Parts(&row.key), Parts(&row.rest));
    let (document, entity) = documents.place(key.number().and_then(|_| key.number())?);
    let count = rest.number()?;
    let names = (0..count).map(|_| rest.word().map(str::to_owned)).collect::<io::Result<_>>()?;
    Ok(Some(Member { document, entity, names }))
}

/// The joins of each set in the order in which they were made.
fn joins(shelf: &dyn Shelf, joined: &mut Joined<'_>) -> io::Result<Merged> {
    let mut sorter = Sorter::new(shelf);
    let mut rows = joined.joins.rows()?;
    while let Some(row) = rows.next()? {
        let node = Parts(row).number()?;
        let home = joined.homes.get(node as usize).copied().unwrap_or_default();
        sorter.push(&home.to_be_bytes(), row)?;
    }
    sorter.sorted()
}

fn join<'a>(documents: &'a Documents, rows: &mut Merged, number: u32) -> io::Result<Option<Join<'a>>> {
    let mut row = Row::default();
    if !next_of(rows, &mut row, number)? {
        return Ok(None);
    }
    let mut rest = Parts(&row.rest);
    let (entity, with) = (documents.place(rest.number()?), documents.place(rest.number()?));
    let step = Step::of(rest.byte()?)?;
    Ok(Some(Join { entity, with, why: step.word(), word: rest.word()?.to_owned() }))
}
