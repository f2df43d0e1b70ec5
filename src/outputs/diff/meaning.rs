//! What a slot says, as text that is the same for all ways to say it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde_json::{Map, Value as Json};

use super::edition::Edition;
use crate::lexicon::Lexicon;
use crate::link::{self, Corpus, Linked, Name, Scratch};
use crate::outputs::brief::{brief, slots};
use crate::outputs::load::word;

/// The two sides of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

impl Side {
    /// A document's path among those of both sides.
    fn path(self, document: &str) -> String {
        format!("{}/{document}", if self == Self::Old { "old" } else { "new" })
    }
}

/// The names of both sides, joined.
pub(super) struct Meaning<'l> {
    lexicon: &'l Lexicon<'l>,
    linked: Linked<'l>,
    /// The entities that both sides name. Another one is known by its words.
    shared: BTreeSet<u32>,
    /// The entity that words name, where they name one only.
    named: BTreeMap<String, Option<u32>>,
}

impl<'l> Meaning<'l> {
    pub fn of(old: &Edition, new: &Edition, scratch: &'l Scratch, lexicon: &'l Lexicon) -> io::Result<Self> {
        let mut corpus = Corpus::new(scratch);
        let sides = [(Side::New, new), (Side::Old, old)]; // in the order of their paths
        for (side, edition) in sides {
            for record in &edition.records {
                corpus.add(&link::Record { document: side.path(&record.document), ..record.clone() })?;
            }
        }
        let mut meaning = Self { lexicon, linked: corpus.link()?, shared: BTreeSet::new(), named: BTreeMap::new() };
        let [of_new, of_old] = sides.map(|(side, edition)| {
            let set = |(document, entity, _): (&str, u32, &Name)| meaning.linked.set_of(&side.path(document), entity);
            names(edition).filter_map(set).collect::<BTreeSet<u32>>()
        });
        meaning.shared = of_new.intersection(&of_old).copied().collect();
        for (side, edition) in sides {
            for (document, entity, name) in names(edition) {
                let Some(set) = meaning.set_of(side, document, entity) else { continue };
                let words = name.others.iter().filter(|other| !other.generic).map(|other| &other.text);
                for words in words.chain((!name.generic).then_some(&name.name)) {
                    let known = meaning.named.entry(link::plain(words, lexicon)).or_insert(Some(set));
                    *known = known.filter(|known| *known == set);
                }
            }
        }
        Ok(meaning)
    }

    /// The entity that both sides name.
    fn set_of(&self, side: Side, document: &str, entity: u32) -> Option<u32> {
        self.linked.set_of(&side.path(document), entity).filter(|set| self.shared.contains(set))
    }

    /// Words without script, marks and regional wording.
    pub fn plain(&self, words: &str) -> String {
        link::plain(words, self.lexicon)
    }

    /// Names of the old side that are other names on the new side: not in another script, not one of the
    /// names that the new side has beside its own, and the new one is not known on the old side.
    pub fn renamed(&self, old: &Edition, new: &Edition) -> Vec<(String, String)> {
        let (before, after) = (self.present(Side::Old, old), self.present(Side::New, new));
        let mut told = BTreeSet::new();
        let mut renamed = Vec::new();
        for (document, entity, name) in names(old) {
            let Some(set) = self.linked.set_of(&Side::Old.path(document), entity) else { continue };
            let (Some((known, _)), Some((present, now))) = (before.get(&set), after.get(&set)) else { continue };
            let (was, is) = (self.plain(&name.name), self.plain(now));
            if !present.contains(&was) && !known.contains(&is) && told.insert((was, is)) {
                renamed.push((name.name.clone(), (*now).to_owned()));
            }
        }
        renamed
    }

    /// The names that each entity has on one side, former ones left out, and the first of them.
    fn present<'e>(&self, side: Side, edition: &'e Edition) -> BTreeMap<u32, (BTreeSet<String>, &'e str)> {
        let mut present: BTreeMap<u32, (BTreeSet<String>, &str)> = BTreeMap::new();
        for (document, entity, name) in names(edition) {
            let Some(set) = self.linked.set_of(&side.path(document), entity) else { continue };
            let others = name.others.iter().filter(|other| other.relation != "former_name");
            let words = others.map(|other| self.plain(&other.text)).chain([self.plain(&name.name)]);
            present.entry(set).or_insert((BTreeSet::new(), &name.name)).0.extend(words);
        }
        present
    }

    /// What all slots of a fact say, and its status.
    pub fn content(&self, side: Side, fact: &Json) -> BTreeMap<String, String> {
        let mut said: BTreeMap<String, String> =
            slots(fact).map(|(slot, value)| (slot.to_owned(), self.slot(side, fact, slot, value))).collect();
        said.insert("status".to_owned(), word(fact, "status").to_owned());
        said
    }

    fn slot(&self, side: Side, fact: &Json, slot: &str, value: &Json) -> String {
        match value {
            Json::Object(fields) if fields.contains_key("name") => self.entity(side, fact, value),
            Json::String(words) if slot == "property" => {
                let noun = fact.get("value").map(|value| word(value, "noun")).filter(|noun| !noun.is_empty());
                link::property(words, noun, self.lexicon)
            }
            Json::String(words) => self.words(words),
            Json::Object(fields) => self.value(fields),
            Json::Array(list) => {
                list.iter().map(|item| self.slot(side, fact, slot, item)).collect::<Vec<_>>().join(",")
            }
            other => other.to_string(),
        }
    }

    /// An entity: the one that it is joined into, or the one that its words name, or its words.
    fn entity(&self, side: Side, fact: &Json, value: &Json) -> String {
        let number = word(value, "entity").strip_prefix('e').and_then(|number| number.parse().ok());
        let set = number.and_then(|number| self.set_of(side, word(fact, "document"), number));
        set.map_or_else(|| self.words(word(value, "name")), |set| format!("E{set}"))
    }

    fn words(&self, words: &str) -> String {
        let plain = link::plain(words, self.lexicon);
        let set = self.named.get(&plain).copied().flatten();
        set.map_or(plain, |set| format!("E{set}"))
    }

    /// A value or a date: its figures as they are, its words without their script.
    fn value(&self, fields: &Map<String, Json>) -> String {
        let told = |name: &str| !matches!(name, "currency_inferred" | "anchor" | "noun" | "classifier");
        let field = |(name, value): (&String, &Json)| {
            let value = match value {
                Json::String(words) => self.words(words),
                other => self.words(&brief(other)),
            };
            format!("{name}={value}")
        };
        fields.iter().filter(|(name, _)| told(name)).map(field).collect::<Vec<_>>().join(";")
    }
}

/// Whether what a slot says is a joined name.
pub(super) fn is_named(said: &str) -> bool {
    said.strip_prefix('E').is_some_and(|number| number.parse::<u32>().is_ok())
}

/// The names of an edition, each with its document and its number there.
fn names(edition: &Edition) -> impl Iterator<Item = (&str, u32, &Name)> {
    edition
        .records
        .iter()
        .flat_map(|record| (0..).zip(&record.names).map(|(entity, name)| (record.document.as_str(), entity, name)))
}
