//! Which facts of the two sides belong together.
//!
//! | step | two facts are one where |
//! |---|---|
//! | same | all their slots say the same; then nothing is told of them |
//! | topic and time | what they speak of is the same, and the date at which it holds |
//! | topic | what they speak of is the same |
//! | figure | all but the words (`purpose`, `property`) is the same: the same figure said otherwise |
//! | main | what is done, and to whom, is the same, and nothing else on either side is about that |
//! | alike | a figure of the same thing whose property is worded alike, or of the same property and a thing of a name that is |
//!
//! Each step is taken within a document of the same path first, then across.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::Change;
use super::meaning::{self, Meaning, Side};
use crate::link;
use crate::outputs::brief::brief;
use crate::outputs::load::word;

/// The slots that say what a fact speaks of; the others say what it states.
pub(super) const KEYS: [&str; 13] = [
    "action",
    "entity",
    "alias",
    "relation",
    "agent",
    "from",
    "to",
    "subject",
    "predicate",
    "property",
    "object",
    "purpose",
    "list",
];

/// How alike the properties of one figure must be, of 100.
const ALIKE: usize = 60;

/// What became of all facts.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub changed: Vec<Change>,
    pub gone: Vec<Json>,
    pub appeared: Vec<Json>,
}

/// A fact with what it says.
struct Said {
    fact: Json,
    kind: String,
    document: String,
    slots: BTreeMap<String, String>,
    /// The words of the slots that may be worded alike.
    words: BTreeMap<&'static str, String>,
}

impl Said {
    fn of(meaning: &Meaning<'_>, side: Side, fact: Json) -> Self {
        let slots = meaning.content(side, &fact);
        let [kind, document] = ["kind", "document"].map(|field| word(&fact, field).to_owned());
        let plain = |slot| (slot, fact.get(slot).map(|value| meaning.plain(&brief(value))).unwrap_or_default());
        let words = ["subject", "property"].map(plain).into();
        Self { fact, kind, document, slots, words }
    }

    fn get(&self, slot: &str) -> &str {
        self.slots.get(slot).map_or("", String::as_str)
    }

    /// The words of a slot in one script: the name, not the entity.
    fn words(&self, slot: &str) -> &str {
        self.words.get(slot).map_or("", String::as_str)
    }

    /// What the slots say that `keep` keeps.
    fn said(&self, keep: impl Fn(&str) -> bool) -> String {
        let slots = self.slots.iter().filter(|(slot, _)| keep(slot));
        let slots: Vec<String> = slots.map(|(slot, said)| format!("{slot}:{said}")).collect();
        format!("{}|{}", self.kind, slots.join("|"))
    }

    /// The unit of its figure, so that a length of time is not compared with a number of things.
    fn unit(&self) -> String {
        let value = self.fact.get("value").or_else(|| self.fact.get("amount"));
        value.map_or_else(String::new, |value| {
            ["type", "unit", "currency", "points"]
                .map(|field| value.get(field).map(Json::to_string).unwrap_or_default())
                .concat()
        })
    }

    fn topic(&self) -> String {
        let per = if self.kind == "measure" { self.get("per") } else { "" };
        format!("{}|{}|{per}", self.said(|slot| KEYS.contains(&slot)), self.unit())
    }

    /// What is done, and to whom or of what.
    fn main(&self) -> Option<String> {
        let slots: &[&str] = match self.kind.as_str() {
            "event" => &["action", "object"],
            "funding" => &["action", "to"],
            "relation" => &["predicate", "subject"],
            "ranking" => &["list", "subject"],
            _ => return None,
        };
        // What is no named thing (合作備忘錄) may be another one on the other side.
        let named = slots.last().is_some_and(|slot| meaning::is_named(self.get(slot)));
        let all = slots.iter().all(|slot| !self.get(slot).is_empty());
        (named && all).then(|| self.said(|slot| slots.contains(&slot)))
    }
}

/// Puts the facts of both sides together.
pub(super) fn pair(meaning: &Meaning<'_>, old: Vec<Json>, new: Vec<Json>) -> Pairs {
    let side = |side: Side, facts: Vec<Json>| facts.into_iter().map(|fact| Said::of(meaning, side, fact)).collect();
    let (mut old, mut new): (Vec<Said>, Vec<Said>) = (side(Side::Old, old), side(Side::New, new));
    let times = ["as_of", "date", "year"];
    let words = ["purpose", "property"];
    let steps: [&dyn Fn(&Said) -> Option<String>; 4] = [
        &|said| Some(said.said(|_| true)),
        &|said| Some(format!("{}|{}", said.topic(), times.map(|slot| said.get(slot)).join("|"))),
        &|said| Some(said.topic()),
        &|said| {
            said.fact.get("value").or_else(|| said.fact.get("amount")).map(|_| said.said(|slot| !words.contains(&slot)))
        },
    ];
    let mut pairs = Vec::new();
    for step in steps {
        for within in [true, false] {
            let key = |said: &Said| Some((if within { said.document.clone() } else { String::new() }, step(said)?));
            matched(&mut old, &mut new, &mut pairs, key);
        }
    }
    only(&mut old, &mut new, &mut pairs);
    alike(&mut old, &mut new, &mut pairs);
    let mut changed: Vec<Change> = pairs.into_iter().filter_map(|(old, new)| change(old, new)).collect();
    let place = |fact: &Json| {
        let start = fact.get("source").and_then(|source| source.get("start")).and_then(Json::as_u64);
        (word(fact, "document").to_owned(), start)
    };
    changed.sort_by_cached_key(|change| place(&change.new));
    let left = |side: Vec<Said>| side.into_iter().map(|said| said.fact).collect();
    Pairs { changed, gone: left(old), appeared: left(new) }
}

/// Moves what has the same key on both sides to `pairs`, one for one, in the order of each side.
fn matched<K: Ord>(
    old: &mut Vec<Said>,
    new: &mut Vec<Said>,
    pairs: &mut Vec<(Said, Said)>,
    key: impl Fn(&Said) -> Option<K>,
) {
    let mut waiting: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (at, said) in old.iter().enumerate().rev() {
        if let Some(key) = key(said) {
            waiting.entry(key).or_default().push(at);
        }
    }
    let partner = |(at, said): (usize, &Said)| {
        let before = key(said).and_then(|key| waiting.get_mut(&key)).and_then(Vec::pop)?;
        Some((at, before))
    };
    let partners = new.iter().enumerate().filter_map(partner).collect();
    take(old, new, pairs, &partners);
}

/// Moves pairs, given as the number of the new one and that of the old one, to `pairs`.
fn take(old: &mut Vec<Said>, new: &mut Vec<Said>, pairs: &mut Vec<(Said, Said)>, partners: &BTreeMap<usize, usize>) {
    let mut before: Vec<Option<Said>> = std::mem::take(old).into_iter().map(Some).collect();
    for (at, said) in std::mem::take(new).into_iter().enumerate() {
        match partners.get(&at).and_then(|at| before.get_mut(*at)?.take()) {
            Some(partner) => pairs.push((partner, said)),
            None => new.push(said),
        }
    }
    old.extend(before.into_iter().flatten());
}

/// Pairs what is the only fact on its side to say that this is done to that.
fn only(old: &mut Vec<Said>, new: &mut Vec<Said>, pairs: &mut Vec<(Said, Said)>) {
    let count = |side: &[Said]| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        side.iter().filter_map(Said::main).for_each(|key| *counts.entry(key).or_default() += 1);
        counts
    };
    let (in_old, in_new) = (count(old), count(new));
    matched(old, new, pairs, |said| {
        said.main().filter(|key| in_old.get(key) == Some(&1) && in_new.get(key) == Some(&1))
    });
}

/// Pairs figures of one unit, of one thing whose properties are worded alike, or of one property and
/// things whose names are; the most alike first.
fn alike(old: &mut Vec<Said>, new: &mut Vec<Said>, pairs: &mut Vec<(Said, Said)>) {
    let mut close: Vec<(usize, usize, usize)> = Vec::new();
    for (same, other) in [("subject", "property"), ("property", "subject")] {
        let key = |said: &Said| (said.kind == "measure").then(|| (said.get(same).to_owned(), said.unit()));
        let mut of_key: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, said) in old.iter().enumerate() {
            if let Some(key) = key(said) {
                of_key.entry(key).or_default().push(at);
            }
        }
        for (at, said) in new.iter().enumerate() {
            for before in key(said).and_then(|key| of_key.get(&key)).into_iter().flatten() {
                let likeness =
                    old.get(*before).map_or(0, |before| link::likeness(before.words(other), said.words(other)));
                close.extend((likeness >= ALIKE).then_some((100 - likeness, *before, at)));
            }
        }
    }
    close.sort_unstable();
    let (mut taken, mut partners) = (BTreeSet::new(), BTreeMap::new());
    for (_, before, at) in close {
        if !partners.contains_key(&at) && taken.insert(before) {
            partners.insert(at, before);
        }
    }
    take(old, new, pairs, &partners);
}

/// What differs between two facts that belong together, if anything does.
fn change(old: Said, new: Said) -> Option<Change> {
    let slots: BTreeSet<&String> = old.slots.keys().chain(new.slots.keys()).collect();
    let differ = slots.into_iter().filter(|slot| old.slots.get(*slot) != new.slots.get(*slot));
    let slots: Vec<String> = differ.cloned().collect();
    (!slots.is_empty()).then_some(Change { slots, old: old.fact, new: new.fact })
}
