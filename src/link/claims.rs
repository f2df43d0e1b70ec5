//! What a name could be joined by: a row for each word of it and each step, to be sorted so that all
//! names with one word stand together.

use std::borrow::Cow;
use std::io;

use super::paths::Node;
use super::record::{Name, OtherName};
use super::wording;
use crate::spill::{Fields, Parts, Row, Sorter};

/// The steps in the order in which they are taken, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Key,
    Wording,
    FormerName,
    Translation,
    Quoted,
    Mark,
    Alias,
    SharedAlias,
}

impl Step {
    pub const ALL: [Self; 8] = [
        Self::Key,
        Self::Wording,
        Self::FormerName,
        Self::Translation,
        Self::Quoted,
        Self::Mark,
        Self::Alias,
        Self::SharedAlias,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Wording => "wording",
            Self::FormerName => "former_name",
            Self::Translation => "translation",
            Self::Quoted => "quoted",
            Self::Mark => "mark",
            Self::Alias => "alias",
            Self::SharedAlias => "shared_alias",
        }
    }

    pub fn of(number: u8) -> io::Result<Self> {
        Self::ALL.get(usize::from(number)).copied().ok_or_else(crate::spill::damaged)
    }
}

/// A name that could be joined by a word, with what decides whether it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Claim {
    pub node: Node,
    /// Number of the region.
    pub region: u8,
    /// Whether the region is one city, so that a body of it needs no place in its name.
    pub city: bool,
    pub reaches: bool,
    pub generic: bool,
    /// Whether it is a site.
    pub platform: bool,
    /// Whether the word is the name itself, not another name of the same.
    pub holds: bool,
    /// The name's wording where names are compared; for words in quotation marks what follows them.
    pub detail: String,
}

/// A row of the sorted claims.
#[derive(Debug)]
pub(super) struct Claimed<'a> {
    pub step: Step,
    /// What the names of a group have in common.
    pub group: Cow<'a, str>,
    /// The word that a join is said to be by; for most steps the same.
    pub word: Cow<'a, str>,
    pub claim: Claim,
}

/// Writes the claims of names.
pub(super) struct Claims<'a> {
    rows: Sorter<'a>,
    key: Fields,
    rest: Fields,
}

impl<'a> Claims<'a> {
    pub fn new(rows: Sorter<'a>) -> Self {
        Self { rows, key: Fields::default(), rest: Fields::default() }
    }

    pub fn into_rows(self) -> Sorter<'a> {
        self.rows
    }

    fn put(&mut self, step: Step, [group, word]: [&str; 2], claim: &Claim) -> io::Result<()> {
        self.key.start().byte(step as u8).text(group).text(word).flag(claim.holds).number(claim.node);
        self.rest.start().byte(claim.region);
        for flag in [claim.city, claim.reaches, claim.generic, claim.platform] {
            self.rest.flag(flag);
        }
        self.rest.word(&claim.detail);
        self.rows.push(self.key.bytes(), self.rest.bytes())
    }

    /// Adds all claims of `name`, whose own fields are those of `claim`.
    pub fn add(&mut self, name: &Name, claim: &Claim) -> io::Result<()> {
        let holder = Claim { holds: true, ..claim.clone() };
        if !name.generic {
            self.put(Step::Key, [&name.key, ""], claim)?;
            self.put(Step::Alias, [&name.key, ""], &holder)?;
        }
        if !name.generic || name.settled {
            let settled = Claim { reaches: claim.reaches || name.settled, ..claim.clone() };
            self.put(Step::Wording, [&name.wording, ""], &settled)?;
        }
        for said in &name.said {
            self.put(Step::Alias, [said, ""], claim)?;
        }
        if let Some((mark, rest)) = wording::mark(&name.wording) {
            self.put(Step::Mark, [mark, &name.kind], &Claim { detail: rest.to_owned(), ..claim.clone() })?;
        }
        self.put(Step::FormerName, [&name.key, ""], &holder)?;
        if let Some((head, tail)) = quoted_head(&name.key) {
            self.put(Step::Quoted, [head, &name.key], &Claim { detail: tail.to_owned(), ..claim.clone() })?;
        }
        let worded = Claim { detail: name.wording.clone(), ..claim.clone() };
        for other in name.others.iter().filter(|other| !other.generic) {
            self.other(name, other, claim, &worded)?;
        }
        match name.foreign.as_deref() {
            Some(foreign) if foreign.len() > 3 => self.put(Step::Translation, [foreign, ""], &worded),
            _ => Ok(()),
        }
    }

    fn other(&mut self, name: &Name, other: &OtherName, claim: &Claim, worded: &Claim) -> io::Result<()> {
        let word = [other.key.as_str(), ""];
        match other.relation.as_str() {
            "former_name" => self.put(Step::FormerName, word, claim),
            "translation" if other.key.len() > 3 => self.put(Step::Translation, word, worded),
            "abbreviation" | "variant" => {
                let long = wording::is_latin(&other.key) && other.key.len() > 3;
                if long || wording::abbreviates(&other.key, &name.key) {
                    self.put(Step::Alias, word, claim)?;
                }
                let clear = other.key.chars().count() > 2;
                if clear { self.put(Step::SharedAlias, word, worded) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }
}

impl Claim {
    /// Reads a row back.
    pub fn read(row: &Row) -> io::Result<Claimed<'_>> {
        let (mut key, mut rest) = (Parts(&row.key), Parts(&row.rest));
        let step = Step::of(key.byte()?)?;
        let (group, word) = (key.text()?, key.text()?);
        let word = if matches!(step, Step::Quoted | Step::Mark) { word } else { group.clone() };
        let claim = Self {
            holds: key.flag()?,
            node: key.number()?,
            region: rest.byte()?,
            city: rest.flag()?,
            reaches: rest.flag()?,
            generic: rest.flag()?,
            platform: rest.flag()?,
            detail: rest.word()?.to_owned(),
        };
        Ok(Claimed { step, group, word, claim })
    }

    /// Whether two names can be one by where they are said.
    pub const fn near(&self, other: &Self) -> bool {
        let (one, both) = (self.reaches || other.reaches, self.reaches && other.reaches);
        self.region == other.region && (self.city || one) || both
    }
}

/// The word in quotation marks that a name begins with, and what stands behind it.
fn quoted_head(name: &str) -> Option<(&str, &str)> {
    name.strip_prefix('「')?.split_once('」').filter(|(head, tail)| head.chars().count() > 1 && !tail.contains('「'))
}
