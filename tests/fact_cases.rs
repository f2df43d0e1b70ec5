//! Facts by example: each file `cases/<kind>.toml` names sentences and the facts of that kind which
//! they state. All facts of the kind must be wanted, all wanted ones found.
//!
//! ```toml
//! [[case]]
//! text = "政府於2022年6月成立數字經濟委員會。"
//! want = [{ action = "established", agent = "政府", object = "數字經濟委員會", date = "2022-06" }]
//! ```
//!
//! A slot that `want` leaves out is not compared; one that must be absent is written `""`. A value
//! is its figure, a range `min..max`, a ratio `1:2`, a name itself.

use std::fs;
use std::path::Path;

use ingest::lexicon::Lexicon;
use ingest::read::Source;
use ingest::{Options, process, write};
use serde_json::Value as Json;

/// The kinds of fact that have a file of cases.
const KINDS: [&str; 6] = ["alias", "event", "funding", "measure", "ranking", "relation"];

/// A slot as a case writes it.
fn written(slot: &Json) -> String {
    let field = |name: &str| slot.get(name).filter(|value| !value.is_null()).map(written);
    match slot {
        Json::Null => String::new(),
        Json::String(words) => words.clone(),
        Json::Array(list) => list.iter().map(written).collect::<Vec<_>>().join(","),
        Json::Object(_) => field("name")
            .or_else(|| field("amount"))
            .or_else(|| field("value"))
            .or_else(|| Some(format!("{}..{}", field("min")?, field("max")?)))
            .or_else(|| Some(field("terms")?.replace(',', ":")))
            .unwrap_or_default(),
        other => other.to_string(),
    }
}

/// What is wrong with one case, if anything.
fn check(kind: &str, case: &toml::Table, lexicon: &Lexicon) -> Option<String> {
    let text = case.get("text").and_then(toml::Value::as_str).expect("every case has a text");
    let date = case.get("date").and_then(toml::Value::as_str).and_then(|date| date.parse().ok());
    let document = process(Source::from_text("case.txt", text), lexicon, &Options { date, ..Options::default() });
    let mut rows = Vec::new();
    write::fact_rows(&document, &mut rows).expect("a Vec takes every write");
    let rows = serde_json::Deserializer::from_slice(&rows).into_iter();
    let facts: Vec<Json> = rows.map(|row| row.expect("a fact is JSON")).collect();
    let mut found: Vec<&Json> = facts.iter().filter(|fact| fact["kind"] == kind).collect();
    let wanted = case.get("want").and_then(toml::Value::as_array).expect("every case has a want");
    for want in wanted {
        let want = want.as_table().expect("want holds tables");
        let same = |fact: &Json| {
            want.iter().all(|(slot, value)| {
                written(&fact[slot]) == value.as_str().map_or_else(|| value.to_string(), str::to_owned)
            })
        };
        match found.iter().position(|fact| same(fact)) {
            Some(place) => {
                found.remove(place);
            }
            None => return Some(format!("{text}\n    missed {want}\n    found {}", brief(&found))),
        }
    }
    (!found.is_empty()).then(|| format!("{text}\n    false {}", brief(&found)))
}

/// The slots of facts on a line each.
fn brief(facts: &[&Json]) -> String {
    let row = |fact: &&Json| {
        let slots = fact.as_object().into_iter().flatten();
        let kept = slots.filter(|(name, _)| !["id", "kind", "source", "block", "mentions"].contains(&name.as_str()));
        kept.map(|(name, value)| format!("{name}={}", written(value))).collect::<Vec<_>>().join(" ")
    };
    facts.iter().map(row).collect::<Vec<_>>().join("\n        ")
}

#[test]
fn facts_are_those_of_the_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let lexicon = Lexicon::new();
    let mut wrong = Vec::new();
    for kind in KINDS {
        let path = folder.join(format!("{kind}.toml"));
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let cases = table.get("case").and_then(toml::Value::as_array).expect("a file of cases holds [[case]]");
        let cases = cases.iter().filter_map(toml::Value::as_table);
        wrong.extend(cases.filter_map(|case| Some(format!("{kind}: {}", check(kind, case, &lexicon)?))));
    }
    assert!(wrong.is_empty(), "{} cases fail:\n{}", wrong.len(), wrong.join("\n"));
}
