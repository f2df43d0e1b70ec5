//! Why two names are one, strongest first.
//!
//! | step | two names are one where |
//! |---|---|
//! | key | their keys are the same |
//! | wording | their keys are the same but for regional words (資訊, 信息) |
//! | former_name | one was the other's former name |
//! | translation | they have one foreign name, and their Chinese names are alike or one has none |
//! | quoted | they begin with one word in quotation marks, and one says less of what it is (「X」平台) |
//! | mark | they begin with one foreign word, and the Chinese words of one shorten those of the other (InnoHK研發平台) |
//! | alias | one is the only full name's short form |
//! | shared_alias | they have one short form, and their full names are alike; or one web address |
//!
//! Class nouns (基金, 資助計劃) are no evidence; neither is a name without a place in it across regions
//! (衛生局), nor a short form that two different names have.
//!
//! The claims come sorted by step and word, and the names of one word in the order of the corpus; each
//! is taken once, and of a group no more is kept than the names that others may be joined to.

use std::io;

use super::claims::{Claim, Step};
use super::sets::Sets;
use super::wording;
use crate::spill::{Fields, Log, Merged, Row};

/// How alike two names with one short or foreign form must be, of 100.
const ALIKE: usize = 55;

/// The same where the short form is an acronym.
const ACRONYM: usize = 45;

/// Different names with one word that others are compared with.
const HEADS: usize = 20;

/// The names while they are being joined, and the joins that were made.
pub(super) struct Graph<'d, 's> {
    pub sets: Sets<'d>,
    pub joins: Log<'s>,
    row: Fields,
}

impl<'d, 's> Graph<'d, 's> {
    pub fn new(sets: Sets<'d>, joins: Log<'s>) -> Self {
        Self { sets, joins, row: Fields::default() }
    }

    /// Joins what can be joined.
    pub fn weigh(&mut self, claims: &mut Merged) -> io::Result<()> {
        let mut row = Row::default();
        let mut group = Group::default();
        while claims.next(&mut row)? {
            let claimed = Claim::read(&row)?;
            if group.step != Some(claimed.step) || group.word != claimed.group {
                group = Group { step: Some(claimed.step), word: claimed.group.into_owned(), ..Group::default() };
            }
            group.take(self, claimed.step, claimed.claim, &claimed.word)?;
        }
        Ok(())
    }

    /// Joins the sets of two names, unless a document tells them apart by naming both; a renamed body
    /// may stand under both names, and so may one whose name is long.
    fn join(&mut self, by: &Claim, claim: &Claim, step: Step, word: &str) -> io::Result<()> {
        let shared = matches!(step, Step::FormerName | Step::Mark);
        if self.sets.join(by.node, claim.node, shared) {
            self.row.start().number(claim.node).number(by.node).byte(step as u8).word(word);
            self.joins.push(self.row.bytes())?;
        }
        Ok(())
    }

    fn are_one(&mut self, a: &Claim, b: &Claim) -> bool {
        self.sets.root(a.node) == self.sets.root(b.node)
    }
}

/// The names with one word.
#[derive(Default)]
struct Group {
    step: Option<Step>,
    word: String,
    /// Those that others may be joined to.
    heads: Vec<Claim>,
    /// Whether two bodies have the word for another name, so that it says nothing.
    split: bool,
    /// The key that came last.
    last: String,
}

impl Group {
    fn take(&mut self, graph: &mut Graph<'_, '_>, step: Step, claim: Claim, word: &str) -> io::Result<()> {
        match step {
            Step::Key | Step::Wording => self.same_key(graph, step, claim),
            Step::FormerName | Step::Alias => self.owner_or_holder(graph, step, claim),
            Step::Translation => self.alike(graph, step, claim, |graph, a, b, _| graph.are_one(a, b) || fits(a, b)),
            Step::SharedAlias => self.alike(graph, step, claim, |graph, a, b, word| {
                !graph.are_one(a, b) && a.near(b) && same_wording(a, b, word)
            }),
            Step::Mark => self.marked(graph, claim, word),
            Step::Quoted => self.quoted(graph, claim, word),
        }
    }

    /// Names that reach are one; another one is one with those of its region, where that is one city.
    fn same_key(&mut self, graph: &mut Graph<'_, '_>, step: Step, claim: Claim) -> io::Result<()> {
        if !claim.reaches && !claim.city {
            return Ok(());
        }
        for head in self.heads.iter().filter(|head| head.near(&claim)) {
            graph.join(head, &claim, step, &self.word)?;
        }
        let stands = |head: &Claim| head.reaches == claim.reaches && head.region == claim.region;
        if !self.heads.iter().any(stands) {
            self.heads.push(claim);
        }
        Ok(())
    }

    /// Those of which the word is another name come first; then those whose name it is, each of
    /// which is joined to them where they are one body.
    fn owner_or_holder(&mut self, graph: &mut Graph<'_, '_>, step: Step, claim: Claim) -> io::Result<()> {
        match self.heads.first() {
            None if claim.holds => Ok(()),
            None => {
                self.heads.push(claim);
                Ok(())
            }
            Some(owner) if claim.holds => {
                let joined = !self.split && owner.near(&claim);
                if joined { graph.join(owner, &claim, step, &self.word) } else { Ok(()) }
            }
            Some(owner) => {
                self.split |= !graph.are_one(owner, &claim);
                Ok(())
            }
        }
    }

    /// Joins each name to the first before it that `is_same` holds for.
    fn alike(
        &mut self,
        graph: &mut Graph<'_, '_>,
        step: Step,
        claim: Claim,
        is_same: impl Fn(&mut Graph<'_, '_>, &Claim, &Claim, &str) -> bool,
    ) -> io::Result<()> {
        match self.heads.iter().find(|head| is_same(graph, head, &claim, &self.word)) {
            Some(head) => graph.join(head, &claim, step, &self.word),
            None => {
                self.heads.extend((self.heads.len() < HEADS).then_some(claim));
                Ok(())
            }
        }
    }

    /// `InnoHK創新香港研發平台` and `InnoHK研發平台`: of one kind, with one noun at the end. The shorter one's words are
    /// those of one other name only.
    fn marked(&mut self, graph: &mut Graph<'_, '_>, claim: Claim, kind: &str) -> io::Result<()> {
        if self.last != kind {
            kind.clone_into(&mut self.last);
            self.heads.clear();
        }
        let fits = |other: &&Claim| claim.near(other) && wording::shortens_words(&claim.detail, &other.detail);
        if let Some(other) = self.heads.iter().find(fits) {
            graph.join(other, &claim, Step::Mark, &self.word)?;
        }
        self.heads.extend((self.heads.len() < HEADS).then_some(claim));
        Ok(())
    }

    /// `「智方便」平台` and `「智方便」一站式服務平台`: one tail ends with the other. Names of the same key are one
    /// already, as far as they can be, so that the first stands for all.
    fn quoted(&mut self, graph: &mut Graph<'_, '_>, claim: Claim, key: &str) -> io::Result<()> {
        if self.last == key {
            return Ok(());
        }
        key.clone_into(&mut self.last);
        let tail = |other: &Claim| claim.detail.ends_with(&other.detail) || other.detail.ends_with(&claim.detail);
        if let Some(other) = self.heads.iter().find(|other| claim.near(other) && tail(other)) {
            graph.join(other, &claim, Step::Quoted, key)?;
        }
        self.heads.extend((self.heads.len() < HEADS).then_some(claim));
        Ok(())
    }
}

/// Whether two names can be two wordings of one: alike, one inside the other, or one of them foreign.
fn fits(a: &Claim, b: &Claim) -> bool {
    let (p, q) = (a.detail.as_str(), b.detail.as_str());
    let inside = !a.generic && !b.generic && (p.contains(q) || q.contains(p));
    let foreign = wording::is_latin(p) != wording::is_latin(q);
    a.near(b) && (inside || foreign || wording::likeness(p, q) >= ALIKE)
}

/// Whether two names with the short form `word` are worded alike: less so where it is an acronym of
/// four letters or more, not at all where it is the address of both sites.
fn same_wording(a: &Claim, b: &Claim, word: &str) -> bool {
    let sites = a.platform && b.platform;
    let enough = if wording::is_latin(word) && word.len() > 3 { ACRONYM } else { ALIKE };
    sites && word.contains('.') || wording::likeness(&a.detail, &b.detail) >= enough
}
