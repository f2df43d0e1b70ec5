//! The names of all documents put together: sets in the order of their keys, each called by one name.

use std::io;

use super::evidence::Graph;
use super::face::{Face, Faces, Named};
use super::paths::Node;
use super::sets::Sets;
use crate::spill::{Fields, Log, Merged, Parts, Row, Shelf, Sorter, damaged};

/// The sets of names.
pub(super) struct Joined<'a> {
    /// What each set is called, in the order of their numbers.
    pub faces: Log<'a>,
    /// The set of each name.
    pub homes: Vec<u32>,
    /// The joins in the order in which they were made.
    pub joins: Log<'a>,
}

/// Joins the `names` of all documents by their sorted claims.
pub(super) fn join<'a>(
    shelf: &'a dyn Shelf,
    sets: Sets<'_>,
    claims: &mut Merged,
    names: &mut Log<'_>,
) -> io::Result<Joined<'a>> {
    let mut graph = Graph::new(sets, Log::new(shelf));
    graph.weigh(claims)?;
    let Graph { mut sets, joins, .. } = graph;
    let mut named = called(shelf, &mut sets, names)?;
    let (mut faces, mut row, mut number) = (Log::new(shelf), Row::default(), 0);
    let homes = sets.homes(std::iter::from_fn(|| {
        let mut next = || {
            let Some(root) = next_root(&mut named, &mut row)? else { return Ok(None) };
            faces.push(&row.rest)?;
            number += 1;
            Ok(Some((root, number - 1)))
        };
        next().transpose()
    }))?;
    Ok(Joined { faces, homes, joins })
}

fn next_root(named: &mut Merged, row: &mut Row) -> io::Result<Option<Node>> {
    if !named.next(row)? {
        return Ok(None);
    }
    let (_, root) = row.key.split_last_chunk::<4>().ok_or_else(damaged)?;
    Ok(Some(Node::from_be_bytes(*root)))
}

/// What each set is called, sorted by its key, then by the place of its first name.
fn called(shelf: &dyn Shelf, sets: &mut Sets<'_>, names: &mut Log<'_>) -> io::Result<Merged> {
    let (mut members, mut named) = (Sorter::new(shelf), Called::new(Sorter::new(shelf)));
    let (mut rows, mut node) = (names.rows()?, 0);
    while let Some(row) = rows.next()? {
        if sets.is_joined(node) {
            members.push(&sets.root(node).to_be_bytes(), row)?;
        } else {
            let mut faces = Faces::default();
            faces.add(&Named::read(row)?);
            named.put(node, faces)?;
        }
        node += 1;
    }
    let (mut members, mut row) = (members.sorted()?, Row::default());
    let (mut root, mut faces) = (0, Faces::default());
    while members.next(&mut row)? {
        let next = Parts(&row.key).number()?;
        if next != root {
            named.put(root, std::mem::take(&mut faces))?;
            root = next;
        }
        faces.add(&Named::read(&row.rest)?);
    }
    named.put(root, faces)?;
    named.rows.sorted()
}

struct Called<'a> {
    rows: Sorter<'a>,
    key: Fields,
    rest: Fields,
}

impl<'a> Called<'a> {
    fn new(rows: Sorter<'a>) -> Self {
        Self { rows, key: Fields::default(), rest: Fields::default() }
    }

    fn put(&mut self, root: Node, faces: Faces) -> io::Result<()> {
        if faces.is_empty() {
            return Ok(());
        }
        let face: Face = faces.face();
        self.key.start().text(&face.key).number(root);
        face.write(&mut self.rest);
        self.rows.push(self.key.bytes(), self.rest.bytes())
    }
}
