//! Which figures are of one indicator: those of one subject, one property by meaning, and one unit.
//!
//! A subject is a joined name. Where a document has no name for it, its words count: as a name that
//! other documents of the region have, if they mean one thing by it, else as they stand.

use std::io;

use super::face::Named;
use super::kept::write_point;
use super::paths::Node;
use super::record::Point;
use super::unit;
use crate::spill::{Fields, Log, Merged, Parts, Row, Shelf, Sorter};

/// The figures of the documents, in the order in which they came.
pub(super) struct Points<'a> {
    rows: Log<'a>,
    row: Fields,
    rest: Fields,
}

/// A row of it: what the figure is about, and the rest as it is.
struct About<'a> {
    document: u32,
    node: Option<Node>,
    region: &'a str,
    /// The key of the subject's words.
    words: &'a str,
    key: &'a str,
    unit: &'a str,
    /// The key of a name in the property, and of the property without it.
    inner: [&'a str; 2],
    rest: &'a [u8],
}

impl<'a> About<'a> {
    fn read(row: &'a [u8]) -> io::Result<Self> {
        let mut row = Parts(row);
        let (document, joined, node) = (row.number()?, row.flag()?, row.number()?);
        let mut word = || row.word();
        let (region, words, key, unit, inner) = (word()?, word()?, word()?, word()?, [word()?, word()?]);
        Ok(Self { document, node: joined.then_some(node), region, words, key, unit, inner, rest: row.0 })
    }

    /// The words that may be a name that another document has, and the key of the property then.
    const fn sought(&self) -> Option<(&'a str, &'a str)> {
        match (self.inner, self.node) {
            ([name, key], _) if !name.is_empty() => Some((name, key)),
            (_, None) => Some((self.words, self.key)),
            _ => None,
        }
    }
}

impl<'a> Points<'a> {
    pub fn new(shelf: &'a dyn Shelf) -> Self {
        Self { rows: Log::new(shelf), row: Fields::default(), rest: Fields::default() }
    }

    /// Adds a figure about the name `node`, or about what its words say; none where these are too
    /// common to be one thing across documents.
    pub fn add(&mut self, document: u32, node: Option<Node>, region: &str, point: &Point) -> io::Result<()> {
        let (name, key) = point.inner.as_ref().map_or(("", ""), |(name, key)| (name.as_str(), key.as_str()));
        if node.is_none() && point.subject_key.is_empty() && name.is_empty() {
            return Ok(());
        }
        let unit = if point.counted { "" } else { unit::base(&point.unit) };
        write_point(&mut self.rest, point);
        self.row.start().number(document).flag(node.is_some()).number(node.unwrap_or_default());
        for word in [region, &point.subject_key, &point.key, unit, name, key] {
            self.row.word(word);
        }
        self.rows.push(self.row.append(&self.rest).bytes())
    }

    /// The same sorted by subject, property by meaning, and unit; `homes` has the set of each name.
    pub fn grouped(&mut self, shelf: &dyn Shelf, homes: &[u32], names: &mut Log<'_>) -> io::Result<Merged> {
        let (mut out, mut sought) = (Grouped::new(shelf), Sorter::new(shelf));
        let (mut rows, mut key) = (self.rows.rows()?, Fields::default());
        while let Some(row) = rows.next()? {
            let about = About::read(row)?;
            match about.sought() {
                Some((name, _)) => sought.push(key.start().text(about.region).text(name).byte(1).bytes(), row)?,
                None => out.put(&about, set_of(homes, about.node), about.key)?,
            }
        }
        let (mut rows, mut node) = (names.rows()?, 0);
        while let Some(row) = rows.next()? {
            let named = Named::read(row)?;
            if let Some(set) = set_of(homes, Some(node)).filter(|_| !named.wording.is_empty()) {
                sought.push(key.start().text(named.region).text(named.wording).byte(0).bytes(), &set.to_be_bytes())?;
            }
            node += 1;
        }
        found(&mut sought.sorted()?, homes, &mut out)?;
        out.rows.sorted()
    }
}

fn set_of(homes: &[u32], node: Option<Node>) -> Option<u32> {
    homes.get(node? as usize).copied()
}

/// Puts each figure under the set whose name its words are; the sets of a name come before what seeks it.
fn found(sought: &mut Merged, homes: &[u32], out: &mut Grouped<'_>) -> io::Result<()> {
    let (mut row, mut name) = (Row::default(), Vec::new());
    let (mut set, mut several) = (None, false);
    while sought.next(&mut row)? {
        let Some((seeks, word)) = row.key.split_last() else { continue };
        if word != name {
            word.clone_into(&mut name);
            (set, several) = (None, false);
        }
        if *seeks == 0 {
            let next = Parts(&row.rest).number()?;
            several |= set.is_some_and(|set| set != next);
            set = Some(next);
            continue;
        }
        let about = About::read(&row.rest)?;
        match (set.filter(|_| !several), about.sought()) {
            (Some(set), Some((_, key))) => out.put(&about, Some(set), key)?,
            _ => out.put(&about, set_of(homes, about.node), about.key)?,
        }
    }
    Ok(())
}

/// Figures on their way to be sorted.
struct Grouped<'a> {
    rows: Sorter<'a>,
    key: Fields,
}

impl<'a> Grouped<'a> {
    fn new(shelf: &'a dyn Shelf) -> Self {
        Self { rows: Sorter::new(shelf), key: Fields::default() }
    }

    fn put(&mut self, about: &About<'_>, set: Option<u32>, property: &str) -> io::Result<()> {
        self.key.start().flag(set.is_none());
        match set {
            Some(set) => self.key.number(set),
            None if about.words.is_empty() => return Ok(()),
            None => self.key.text(about.region).text(about.words),
        };
        self.key.text(property).text(about.unit).number(about.document);
        self.rows.push(self.key.bytes(), about.rest)
    }
}
