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

#[derive(Deserialize)]
struct SeriesCase {
    name: String,
    want: Vec<Vec<String>>,
    documents: BTreeMap<String, String>,
}

#[test]
fn series() {
    let mut failures = Vec::new();
    for case in cases::<SeriesCase>(include_str!("../cases/series.toml")) {
        let found = run(&case.documents).json("out/series.json");
        let point = |point: &Value| {
            let document = point["document"].as_str().unwrap().trim_end_matches(".txt");
            let conflict = if point["conflict"] == true { " conflict" } else { "" };
            format!("{} {} {document}{conflict}", point["as_of"].as_str().unwrap_or("-"), point["value"])
        };
        let found: Vec<Vec<String>> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|series| {
                let title = format!("{} {}", series["subject"].as_str().unwrap(), series["property"].as_str().unwrap());
                std::iter::once(title).chain(series["points"].as_array().unwrap().iter().map(point)).collect()
            })
            .collect();
        let key = |lists: &[Vec<String>]| {
            lists
                .iter()
                .map(|list| list.iter().map(|words| ingest::script::key(words)).collect())
                .collect::<Vec<Vec<_>>>()
        };
        if key(&found) != key(&case.want) {
            failures.push(format!("{}: {found:?}, wanted {:?}", case.name, case.want));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[derive(Deserialize)]
struct DiffCase {
    name: String,
    #[serde(default)]
    want: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    old: String,
    new: String,
}

#[test]
fn diffs() {
    let mut failures = Vec::new();
    for case in cases::<DiffCase>(include_str!("../cases/diff.toml")) {
        let place = Place::new();
        for (side, text) in [("old", &case.old), ("new", &case.new)] {
            place.put(format!("{side}-in/a.txt"), format!("{text}\n").as_bytes());
            assert_eq!(place.run(&[&format!("{side}-in"), "-o", side]).code, 0);
        }
        let folders = place.run(&["diff", "old", "new"]).stdout;
        let files = place.run(&["diff", "old/a.txt.json", "new/a.txt.json"]).stdout;
        let bare = |line: &str| line.split("  [").next().unwrap_or("").trim().to_owned();
        for page in [folders, files] {
            let lines: Vec<String> = page.lines().map(|line| bare(line.trim())).collect();
            let lacks = case.want.iter().filter(|want| !lines.contains(want));
            let odd = case.never.iter().filter(|never| page.contains(never.as_str()));
            failures.extend(lacks.chain(odd).map(|line| format!("{}: {line}\n{page}", case.name)));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
