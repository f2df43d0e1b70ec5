//! What is joined across documents, what is one series, and what changed between two editions: the cases
//! of `cases/joins.toml`, `cases/series.toml` and `cases/diff.toml`, run as a user runs the program.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::Place;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct File<T> {
    case: Vec<T>,
}

fn cases<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    toml::from_str::<File<T>>(text).unwrap_or_else(|error| panic!("{error}")).case
}

/// Runs the program over documents.
fn run(documents: &BTreeMap<String, String>) -> Place {
    let place = Place::new();
    for (name, text) in documents {
        place.put(format!("in/{name}.txt"), format!("{text}\n").as_bytes());
    }
    assert_eq!(place.run(&["in", "-o", "out"]).code, 0);
    place
}

#[derive(Deserialize)]
struct Joins {
    name: String,
    #[serde(default)]
    why: Vec<String>,
    #[serde(default)]
    together: Vec<Vec<String>>,
    #[serde(default)]
    apart: Vec<String>,
    documents: BTreeMap<String, String>,
}

#[test]
fn joins() {
    let mut failures = Vec::new();
    for case in cases::<Joins>(include_str!("../cases/joins.toml")) {
        let sets = run(&case.documents).json("out/entities.json");
        let sets = sets.as_array().unwrap();
        let mut homes: BTreeMap<String, usize> = BTreeMap::new();
        for (number, set) in sets.iter().enumerate() {
            for member in set["members"].as_array().unwrap() {
                let document = member["document"].as_str().unwrap().trim_end_matches(".txt");
                homes.insert(format!("{document}: {}", member["names"][0].as_str().unwrap()), number);
            }
        }
        let home = |name: &String| homes.get(name).copied();
        let mut fail = |what: String| failures.push(format!("{}: {what}; there are {:?}", case.name, homes.keys()));
        for names in &case.together {
            let found: Vec<_> = names.iter().map(home).collect();
            if found.iter().any(|home| home.is_none() || *home != found[0]) {
                fail(format!("{names:?} are in {found:?}"));
            }
        }
        let found: Vec<_> = case.apart.iter().map(home).collect();
        if found.iter().enumerate().any(|(at, home)| home.is_none() || found[..at].contains(home)) {
            fail(format!("{:?} are in {found:?}", case.apart));
        }
        let reasons: Vec<&Value> =
            sets.iter().flat_map(|set| set["joins"].as_array().unwrap()).map(|join| &join["why"]).collect();
        if let Some(why) = case.why.iter().find(|why| !reasons.iter().any(|reason| reason.as_str() == Some(why))) {
            fail(format!("nothing is joined by {why}, but by {reasons:?}"));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
