//! What facts appeared, went or changed between two runs, or between two documents.
//!
//! Facts are the same where kind, slots and status agree; then their places do not matter. Of the
//! rest, those that state the same thing (kind and `KEYS` agree, by the key of a name, so that
//! script and spacing do not matter) are one fact that changed, first within a document of the same
//! path, then across documents. What is left appeared, or went.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};

use super::brief::{brief, slots};
use super::load::{json, rows, word};
use crate::job::show;
use crate::script;

/// The slots that say what a fact speaks of; the others say what it states.
const KEYS: [&str; 13] = [
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

/// Two facts that speak of the same thing.
#[derive(Debug)]
struct Change {
    old: Json,
    new: Json,
    /// The slots, and `status`, in which they differ.
    slots: Vec<String>,
}

/// The difference between two sets of facts.
#[derive(Debug, Default)]
pub struct Difference {
    appeared: Vec<Json>,
    gone: Vec<Json>,
    changed: Vec<Change>,
    /// Old name and new name.
    renamed: Vec<(String, String)>,
}

/// Compares two output folders, or two document files.
///
/// # Errors
/// In words, where one of them cannot be read.
pub fn diff(old: &Path, new: &Path) -> Result<Difference, String> {
    let (old, new) = (facts(old)?, facts(new)?);
    let renamed = renamed(&old, &new);
    let (old, new) = unequal(old, new);
    let (old, new, mut changed) = paired(old, new, true);
    let (gone, appeared, across) = paired(old, new, false);
    changed.extend(across);
    Ok(Difference { appeared, gone, changed, renamed })
}

/// The facts of an output folder or of a document, each with its full id.
fn facts(path: &Path) -> Result<Vec<Json>, String> {
    if path.is_dir() {
        let file = path.join("facts.jsonl");
        let text = fs::read(&file).map_err(|error| {
            format!("{}: {error}; expected a folder that `ingest INPUT... -o DIR` wrote", show(&file))
        })?;
        let rows = serde_json::Deserializer::from_slice(&text).into_iter();
        return rows.collect::<Result<_, _>>().map_err(|error| format!("{}: not JSON Lines: {error}", show(&file)));
    }
    let document = json(path)?;
    if word(&document, "schema") != "ingest/1" {
        return Err(format!("{}: expected a document or an output folder of this program", show(path)));
    }
    let name = document.get("source").map_or("", |source| word(source, "path"));
    let mut facts = rows(&document, "facts").to_vec();
    for fact in &mut facts {
        let id = format!("{name}#{}", word(fact, "id"));
        if let Some(fields) = fact.as_object_mut() {
            fields.insert("id".to_owned(), id.into());
            fields.insert("document".to_owned(), name.into());
        }
    }
    Ok(facts)
}

/// A slot without what only numbers it.
fn bare(value: &Json) -> Json {
    let mut value = value.clone();
    if let Some(fields) = value.as_object_mut() {
        fields.remove("entity");
    }
    value
}

/// All that a fact states, as text.
fn content(fact: &Json) -> String {
    let slots: Vec<_> = slots(fact).map(|(name, value)| (name, bare(value))).collect();
    json!([word(fact, "kind"), word(fact, "status"), slots]).to_string()
}

/// What a fact speaks of, as text: names by their keys.
fn subject(fact: &Json) -> String {
    let keys: Vec<_> = slots(fact)
        .filter(|(name, _)| KEYS.contains(name))
        .map(|(name, value)| (name, script::key(&brief(value))))
        .collect();
    json!([word(fact, "kind"), keys]).to_string()
}

/// Leaves out the facts that stand on both sides, one for one; those of the same document first.
fn unequal(old: Vec<Json>, new: Vec<Json>) -> (Vec<Json>, Vec<Json>) {
    let within = |fact: &Json| format!("{} {}", word(fact, "document"), content(fact));
    let (old, new, _) = matched(old, new, within);
    let (old, new, _) = matched(old, new, content);
    (old, new)
}

/// Pairs what speaks of the same thing; within a document, or across.
fn paired(old: Vec<Json>, new: Vec<Json>, within: bool) -> (Vec<Json>, Vec<Json>, Vec<Change>) {
    let key =
        |fact: &Json| if within { format!("{} {}", word(fact, "document"), subject(fact)) } else { subject(fact) };
    let (old, new, pairs) = matched(old, new, key);
    let change = |(old, new): (Json, Json)| Change { slots: differing(&old, &new), old, new };
    (old, new, pairs.into_iter().map(change).filter(|change| !change.slots.is_empty()).collect())
}

/// What is left of both sides, and the pairs of the same key, in the order of the new side.
type Matched = (Vec<Json>, Vec<Json>, Vec<(Json, Json)>);

fn matched(old: Vec<Json>, new: Vec<Json>, key: impl Fn(&Json) -> String) -> Matched {
    let mut waiting: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, fact) in old.iter().enumerate().rev() {
        waiting.entry(key(fact)).or_default().push(at);
    }
    let mut old: Vec<Option<Json>> = old.into_iter().map(Some).collect();
    let (mut left, mut pairs) = (Vec::new(), Vec::new());
    for fact in new {
        let partner = waiting.get_mut(&key(&fact)).and_then(Vec::pop).and_then(|at| old.get_mut(at)?.take());
        match partner {
            Some(partner) => pairs.push((partner, fact)),
            None => left.push(fact),
        }
    }
    (old.into_iter().flatten().collect(), left, pairs)
}

/// The slots, and `status`, in which two facts differ.
fn differing(old: &Json, new: &Json) -> Vec<String> {
    let names: BTreeSet<&str> = slots(old).chain(slots(new)).map(|(name, _)| name).chain(["status"]).collect();
    let key = |fact: &Json, name: &str| fact.get(name).map(|value| script::key(&brief(value)));
    let same = |name: &str| match KEYS.contains(&name) {
        true => key(old, name) == key(new, name),
        false => old.get(name).map(bare) == new.get(name).map(bare),
    };
    names.into_iter().filter(|name| !same(name)).map(str::to_owned).collect()
}

/// Names of the old side that the new side, and not the old, calls former.
fn renamed(old: &[Json], new: &[Json]) -> Vec<(String, String)> {
    let is_former = |fact: &&Json| word(fact, "relation") == "former_name";
    let names = |fact: &Json| (word(fact, "alias").to_owned(), fact.get("entity").map(brief).unwrap_or_default());
    let known: BTreeSet<String> = old
        .iter()
        .flat_map(|fact| slots(fact).filter(|(_, value)| value.get("name").is_some()))
        .map(|(_, value)| script::key(&brief(value)))
        .collect();
    let keys = |(from, to): &(String, String)| (script::key(from), script::key(to));
    let mut told: BTreeSet<(String, String)> =
        old.iter().filter(is_former).map(names).map(|pair| keys(&pair)).collect();
    let candidates = new.iter().filter(is_former).map(names).filter(|(from, _)| known.contains(&script::key(from)));
    candidates.filter(|pair| told.insert(keys(pair))).collect()
}

impl Difference {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.appeared.is_empty() && self.gone.is_empty() && self.changed.is_empty() && self.renamed.is_empty()
    }

    /// As JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let changed: Vec<Json> = self
            .changed
            .iter()
            .map(|change| json!({ "old": change.old, "new": change.new, "slots": change.slots }))
            .collect();
        let renamed: Vec<Json> = self.renamed.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
        json!({ "appeared": self.appeared, "gone": self.gone, "changed": changed, "renamed": renamed })
    }

    /// For people: a line for each, and a line that counts them.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut page = String::new();
        for (sign, facts) in [('-', &self.gone), ('+', &self.appeared)] {
            for fact in facts {
                let _ = writeln!(page, "{sign} {}  [{}]", statement(fact), word(fact, "id"));
            }
        }
        for change in &self.changed {
            let of = |fact: &Json, slot: &str| fact.get(slot).map_or_else(|| "nothing".to_owned(), brief);
            let told = |slot: &String| format!("{slot} {} → {}", of(&change.old, slot), of(&change.new, slot));
            let changes: Vec<String> = change.slots.iter().map(told).collect();
            let ids = [word(&change.old, "id"), word(&change.new, "id")];
            let _ = writeln!(page, "~ {}: {}  [{}]", spoken_of(&change.new), changes.join("; "), ids.join(" → "));
        }
        for (from, to) in &self.renamed {
            let _ = writeln!(page, "= {from} → {to}");
        }
        let counts = [self.appeared.len(), self.gone.len(), self.changed.len(), self.renamed.len()];
        let [appeared, gone, changed, renamed] = counts;
        let _ = writeln!(page, "{appeared} appeared, {gone} went, {changed} changed, {renamed} renamed");
        page
    }
}

/// What a fact speaks of, for people.
fn spoken_of(fact: &Json) -> String {
    let keys = slots(fact).filter(|(name, _)| KEYS.contains(name)).map(|(_, value)| brief(value));
    std::iter::once(word(fact, "kind").to_owned()).chain(keys).collect::<Vec<_>>().join(" ")
}

/// All that a fact states, for people.
fn statement(fact: &Json) -> String {
    let rest: Vec<String> = slots(fact)
        .filter(|(name, _)| !KEYS.contains(name))
        .map(|(name, value)| format!("{name} {}", brief(value)))
        .collect();
    let rest = if rest.is_empty() { String::new() } else { format!(": {}", rest.join(", ")) };
    format!("{}{rest} ({})", spoken_of(fact), word(fact, "status"))
}
