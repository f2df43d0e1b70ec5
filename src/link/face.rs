//! What a set of names is called: the name of one of its members, and all others beside it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::record::Name;
use super::wording;
use crate::spill::{Fields, Parts};

/// What is kept of a name for the corpus: a row of its fields.
pub(super) fn write_name(row: &mut Fields, name: &Name, region: &str, traditional: bool) {
    let known = !name.generic || name.settled;
    row.start().word(region).word(if known { &name.wording } else { "" }).flag(traditional);
    row.word(&name.name).word(&name.kind).word(&name.key);
    row.number(name.fullness).number(name.others.len() as u32);
    for other in &name.others {
        row.word(&other.text).word(&other.relation).word(&other.key);
    }
}

/// A name as it is read back.
pub(super) struct Named<'a> {
    pub region: &'a str,
    /// What it is known by in its region; empty where that is nothing.
    pub wording: &'a str,
    traditional: bool,
    pub name: &'a str,
    kind: &'a str,
    key: &'a str,
    /// Characters that it has.
    length: u32,
    others: Vec<[&'a str; 3]>,
}

impl<'a> Named<'a> {
    pub fn read(row: &'a [u8]) -> io::Result<Self> {
        let mut row = Parts(row);
        let (region, wording, traditional) = (row.word()?, row.word()?, row.flag()?);
        let (name, kind, key) = (row.word()?, row.word()?, row.word()?);
        let (length, count) = (row.number()?, row.number()?);
        let others = (0..count).map(|_| Ok([row.word()?, row.word()?, row.word()?]));
        Ok(Self { region, wording, traditional, name, kind, key, length, others: others.collect::<io::Result<_>>()? })
    }

    /// All names that it has in its document.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        std::iter::once(self.name).chain(self.others.iter().map(|other| other[0]))
    }
}

/// One spelling of a name in a set.
#[derive(Debug)]
struct Spelling {
    key: String,
    length: u32,
    /// No document that has it is in Traditional Chinese.
    plain: bool,
}

/// The names of a set as they come in. Its size follows the different names of one thing, not how
/// many documents name it.
#[derive(Debug, Default)]
pub(super) struct Faces {
    spellings: BTreeMap<String, Spelling>,
    kinds: BTreeMap<String, u32>,
    counts: BTreeMap<String, u32>,
    /// Other names with how they stand to the name; the first that says so counts.
    others: BTreeMap<String, String>,
    /// Keys of former names.
    former: BTreeSet<String>,
}

/// What a set is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Face {
    /// Its fullest present name.
    pub name: String,
    /// What most documents take it for.
    pub kind: String,
    /// Its name in Simplified Chinese.
    pub key: String,
    /// Its other names with how they stand to the name, each once.
    pub aliases: Vec<(String, String)>,
}

impl Faces {
    pub fn add(&mut self, name: &Named<'_>) {
        // Nearly every document says what others have said: only what is new is copied.
        let plain = !name.traditional;
        match self.spellings.get_mut(name.name) {
            Some(spelling) => spelling.plain &= plain,
            None => {
                let spelling = Spelling { key: name.key.to_owned(), length: name.length, plain };
                self.spellings.insert(name.name.to_owned(), spelling);
            }
        }
        count(&mut self.kinds, name.kind);
        count(&mut self.counts, name.key);
        for [text, relation, key] in &name.others {
            if !self.others.contains_key(*text) {
                self.others.insert((*text).to_owned(), (*relation).to_owned());
            }
            if *relation == "former_name" && !self.former.contains(*key) {
                self.former.insert((*key).to_owned());
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }

    /// The name of the set: not a former one, in Chinese, the fullest, the one that most documents
    /// have, in Traditional characters, then by its characters. A name of a member that is no other
    /// name anywhere is a variant.
    pub fn face(self) -> Face {
        let Self { spellings, kinds, counts, mut others, former } = self;
        let best = spellings.iter().min_by_key(|(text, spelling)| {
            (
                former.contains(&spelling.key),
                wording::is_latin(text),
                Reverse(spelling.length),
                Reverse(counts.get(&spelling.key).copied()),
                spelling.plain,
                text.as_str(),
            )
        });
        let (name, key) = best.map(|(text, spelling)| (text.clone(), spelling.key.clone())).unwrap_or_default();
        for (text, spelling) in spellings {
            let relation = if former.contains(&spelling.key) { "former_name" } else { "variant" };
            others.entry(text).or_insert_with(|| relation.to_owned());
        }
        others.remove(&name);
        let kind = kinds.into_iter().max_by_key(|(kind, count)| (*count, Reverse(kind.clone())));
        Face { name, kind: kind.unwrap_or_default().0, key, aliases: others.into_iter().collect() }
    }
}

/// Counts one more of `word`.
fn count(counts: &mut BTreeMap<String, u32>, word: &str) {
    match counts.get_mut(word) {
        Some(count) => *count += 1,
        None => drop(counts.insert(word.to_owned(), 1)),
    }
}

impl Face {
    pub fn write(&self, row: &mut Fields) {
        row.start().word(&self.name).word(&self.kind).word(&self.key).number(self.aliases.len() as u32);
        for (text, relation) in &self.aliases {
            row.word(text).word(relation);
        }
    }

    pub fn read(row: &[u8]) -> io::Result<Self> {
        let mut row = Parts(row);
        let word = |row: &mut Parts<'_>| row.word().map(str::to_owned);
        let (name, kind, key) = (word(&mut row)?, word(&mut row)?, word(&mut row)?);
        let count = row.number()?;
        let aliases = (0..count).map(|_| Ok((word(&mut row)?, word(&mut row)?))).collect::<io::Result<_>>()?;
        Ok(Self { name, kind, key, aliases })
    }
}
