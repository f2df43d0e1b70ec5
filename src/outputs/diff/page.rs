//! The difference for people: what changed, what appeared, what went, and who has another name.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::pairs::KEYS;
use super::{Change, Difference};
use crate::outputs::brief::{brief, slots};
use crate::outputs::load::word;

/// Kinds of fact in the order in which they are told.
const KINDS: [&str; 6] = ["measure", "funding", "ranking", "event", "relation", "alias"];

impl Difference {
    /// A line for each under its heading, and a line that counts them.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut page = String::new();
        let renamed = self.renamed.iter().map(|(from, to)| format!("= {from} → {to}"));
        section(&mut page, "Renamed", renamed.collect());
        let changed =
            KINDS.iter().flat_map(|kind| self.changed.iter().filter(|change| word(&change.new, "kind") == *kind));
        section(&mut page, "Changed", changed.map(|change| self.told(change)).collect());
        for (heading, sign, facts) in [("Appeared", '+', &self.appeared), ("Went", '-', &self.gone)] {
            let facts = KINDS.iter().flat_map(|kind| facts.iter().filter(|fact| word(fact, "kind") == *kind));
            let line = |fact: &Json| format!("{sign} {}  [{}]", statement(fact), self.id(fact));
            section(&mut page, heading, facts.map(line).collect());
        }
        let counts = [self.appeared.len(), self.gone.len(), self.changed.len(), self.renamed.len()];
        let [appeared, gone, changed, renamed] = counts;
        let _ = writeln!(page, "{appeared} appeared, {gone} went, {changed} changed, {renamed} renamed");
        page
    }

    /// A change: what it is about, and each slot that differs.
    fn told(&self, change: &Change) -> String {
        let of = |fact: &Json, slot: &str| fact.get(slot).map_or_else(|| "nothing".to_owned(), brief);
        let told = |slot: &String| format!("{slot} {} → {}", of(&change.old, slot), of(&change.new, slot));
        let changes: Vec<String> = change.slots.iter().map(told).collect();
        let ids = [self.id(&change.old), self.id(&change.new)];
        format!("~ {}: {}  [{}]", spoken_of(&change.new), changes.join("; "), ids.join(" → "))
    }

    /// The name of a fact, without its document where there is but one.
    fn id<'f>(&self, fact: &'f Json) -> &'f str {
        let id = word(fact, "id");
        let own = id.rsplit_once('#').map_or(id, |(_, own)| own);
        if self.single { own } else { id }
    }
}

fn section(page: &mut String, heading: &str, lines: Vec<String>) {
    if !lines.is_empty() {
        let _ = writeln!(page, "{heading}\n  {}\n", lines.join("\n  "));
    }
}

/// What a fact speaks of.
fn spoken_of(fact: &Json) -> String {
    let keys = slots(fact).filter(|(name, _)| KEYS.contains(name)).map(|(_, value)| brief(value));
    std::iter::once(word(fact, "kind").to_owned()).chain(keys).collect::<Vec<_>>().join(" ")
}

/// All that a fact states.
fn statement(fact: &Json) -> String {
    let rest: Vec<String> = slots(fact)
        .filter(|(name, _)| !KEYS.contains(name))
        .map(|(name, value)| format!("{name} {}", brief(value)))
        .collect();
    let rest = if rest.is_empty() { String::new() } else { format!(": {}", rest.join(", ")) };
    format!("{}{rest} ({})", spoken_of(fact), word(fact, "status"))
}
