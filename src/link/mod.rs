//! Stage 7, `link`: the only stage that sees two documents.
//!
//! A run gives it one [`Record`] a document, in the order of their paths, and writes what it joined. A
//! record holds the names of a document and its figures and nothing of its text. None of it stays in
//! memory: rows go to files and come back sorted (`spill`), and what grows with the corpus is, in
//! bytes, 8 for a name, some 10 more where it is in a set of many, and for a document its path and 12.
//!
//! - `record`: what is kept of a document;
//! - `reread`: the same from a document that was written before;
//! - `wording`: keys of names and properties, the same for both scripts and three places;
//! - `naming`: a name as joining sees it;
//! - `paths`: the documents, and which names are theirs;
//! - `claims`: what a name could be joined by;
//! - `evidence`: why two names are one, strongest first;
//! - `sets`: which names are one;
//! - `face`: what a set of names is called;
//! - `join`: the names of all documents put together;
//! - `body`: the same as they are written;
//! - `kept`: a figure as a row;
//! - `points`: which figures are of one indicator;
//! - `series`: one indicator over documents and years;
//! - `indicators`: the figures of all documents put together;
//! - `unit`: units made comparable.

mod body;
mod claims;
mod evidence;
mod face;
mod indicators;
mod join;
mod kept;
mod naming;
mod paths;
mod points;
mod record;
mod reread;
mod series;
mod sets;
mod unit;
mod wording;

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use crate::lexicon::Lexicon;
use crate::spill::{Fields, Log, Sorter};
pub use crate::spill::{Scratch, Shelf};
use crate::write::Json;
pub use body::{Join, Member};
use claims::{Claim, Claims};
use points::Points;
pub use record::{Name, OtherName, Point, Record, record};
pub use reread::reread;
pub use series::{Reading, Series};

/// Number of a word in the [`Pool`].
type Text = u32;

/// Every word of an indicator once.
#[derive(Debug, PartialEq, Eq)]
struct Pool {
    numbers: HashMap<Arc<str>, Text>, // looked up only, its order is never seen
    words: Vec<Arc<str>>,
}

impl Default for Pool {
    /// Number 0 is the empty word.
    fn default() -> Self {
        let empty = Arc::from("");
        Self { numbers: HashMap::from([(Arc::clone(&empty), 0)]), words: vec![empty] }
    }
}

impl Pool {
    fn put(&mut self, word: &str) -> Text {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as Text;
        let word: Arc<str> = word.into();
        self.words.push(Arc::clone(&word));
        self.numbers.insert(word, number);
        number
    }

    fn get(&self, number: Text) -> &str {
        self.words.get(number as usize).map_or("", |word| word)
    }
}

/// The documents of a run as they come in.
pub struct Corpus<'a> {
    shelf: &'a dyn Shelf,
    documents: paths::Documents,
    /// The regions that were met; a claim holds a region's number.
    regions: Vec<String>,
    names: Log<'a>,
    row: Fields,
    claims: Claims<'a>,
    points: Points<'a>,
}

/// What is known across documents.
pub struct Linked<'a> {
    shelf: &'a dyn Shelf,
    documents: paths::Documents,
    names: Log<'a>,
    points: Points<'a>,
    joined: join::Joined<'a>,
}

impl<'a> Corpus<'a> {
    /// No document yet; rows go to files of `shelf`.
    #[must_use]
    pub fn new(shelf: &'a dyn Shelf) -> Self {
        Self {
            shelf,
            documents: paths::Documents::default(),
            regions: Vec::new(),
            names: Log::new(shelf),
            row: Fields::default(),
            claims: Claims::new(Sorter::new(shelf)),
            points: Points::new(shelf),
        }
    }

    /// Adds a document, whose path must come behind those of all others.
    ///
    /// # Errors
    /// Where it does not, and where a file fails.
    pub fn add(&mut self, record: &Record) -> io::Result<()> {
        let place = self.documents.add(&record.document, record.names.len());
        let disorder = || io::Error::new(io::ErrorKind::InvalidInput, format!("{}: out of order", record.document));
        let (document, first) = place.ok_or_else(disorder)?;
        let city = matches!(record.region.as_str(), "HK" | "MO");
        let region = self.region(&record.region);
        for (name, node) in record.names.iter().zip(first..) {
            face::write_name(&mut self.row, name, &record.region, record.traditional);
            self.names.push(self.row.bytes())?;
            let (reaches, generic, platform) = (name.reaches, name.generic, name.kind == "platform");
            let claim = Claim { node, region, city, reaches, generic, platform, ..Claim::default() };
            self.claims.add(name, &claim)?;
        }
        let node = |entity: u32| ((entity as usize) < record.names.len()).then(|| first + entity);
        record
            .points
            .iter()
            .try_for_each(|point| self.points.add(document, point.entity.and_then(node), &record.region, point))
    }

    fn region(&mut self, word: &str) -> u8 {
        let number = self.regions.iter().position(|region| region == word).unwrap_or_else(|| {
            self.regions.push(word.to_owned());
            self.regions.len() - 1
        });
        u8::try_from(number).unwrap_or(u8::MAX)
    }

    /// Joins what can be joined.
    ///
    /// # Errors
    /// Where a file fails.
    pub fn link(self) -> io::Result<Linked<'a>> {
        let Self { shelf, documents, mut names, claims, points, .. } = self;
        let mut claims = claims.into_rows().sorted()?;
        let joined = join::join(shelf, sets::Sets::new(&documents), &mut claims, &mut names)?;
        Ok(Linked { shelf, documents, names, points, joined })
    }
}

/// Words as joining compares them: the same in both scripts and for regional wordings, without marks.
#[must_use]
pub fn plain(words: &str, lexicon: &Lexicon) -> String {
    wording::plain(&crate::script::key(words), lexicon)
}

/// A property as series compare it: what is counted, and in which sense (已批出…個項目, 批出項目).
#[must_use]
pub fn property(words: &str, noun: Option<&str>, lexicon: &Lexicon) -> String {
    wording::property(words, noun, lexicon)
}

/// How alike two texts are, from 0 to 100.
#[must_use]
pub fn likeness(a: &str, b: &str) -> usize {
    wording::likeness(a, b)
}

impl Linked<'_> {
    /// The number of the set that a document's entity is in.
    #[must_use]
    pub fn set_of(&self, document: &str, entity: u32) -> Option<u32> {
        self.joined.homes.get(self.documents.node(document, entity)? as usize).copied()
    }

    /// Writes `entities.json`: the names of all documents, joined.
    ///
    /// # Errors
    /// Where `out` fails, or a file.
    pub fn write_entities(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut json = Json::new(out);
        body::bodies(self.shelf, &self.documents, &mut self.joined, &mut self.names, &mut json)?;
        json.finish()
    }

    /// Writes `series.json`: the indicators that two documents or more, or one at two dates or more, give.
    ///
    /// # Errors
    /// Where `out` fails, or a file.
    pub fn write_series(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut json = Json::new(out);
        let grouped = self.points.grouped(self.shelf, &self.joined.homes, &mut self.names)?;
        indicators::indicators(self.shelf, &self.documents, &mut self.joined, grouped, &mut json)?;
        json.finish()
    }
}

#[cfg(test)]
mod tests;
