//! Mentions by example: each file of `cases/` named in [`FILES`] lists sentences and the mentions of
//! the types in its `types` that they hold. All of those types must be wanted, all wanted ones found.
//!
//! ```toml
//! types = ["money"]
//!
//! [[case]]
//! text = "撥款約 50 億元"
//! region = "HK"           # optional: HK, CN, TW, MO
//! date = "2023-10-27"     # optional: what relative dates count from
//! want = [{ quote = "50 億元", amount = 5000000000, currency = "HKD", bound = "about" }]
//! ```
//!
//! `type` may be left out where the file has one type. A field that `want` leaves out is not compared,
//! one that must be absent is written `""`; numbers compare as decimals, lists and words by themselves.

use std::fs;
use std::path::Path;

use ingest::lexicon::Lexicon;
use ingest::mentions::{Type, TypeSet};
use ingest::read::Source;
use ingest::structure::Region;
use ingest::{Options, process, write};
use serde_json::Value as Json;

/// The files of cases.
const FILES: [&str; 15] = [
    "money", "percent", "count", "noun", "quantity", "ratio", "rank", "ordinal", "number", "bound", "per", "no_value",
    "date", "duration", "set",
];

/// Whether `found` says what the case wants.
fn same(want: &toml::Value, found: &Json) -> bool {
    match (want, found) {
        (toml::Value::String(text), Json::Null) => text.is_empty(),
        (toml::Value::String(text), Json::String(found)) => text == found,
        (toml::Value::Boolean(value), found) => found.as_bool().unwrap_or(false) == *value,
        (toml::Value::Array(list), Json::Array(found)) => {
            list.len() == found.len() && list.iter().zip(found).all(|(want, found)| same(want, found))
        }
        (toml::Value::Integer(value), Json::Number(found)) => value.to_string() == found.to_string(),
        (toml::Value::Float(value), Json::Number(found)) => found.as_f64() == Some(*value),
        _ => false,
    }
}

fn string<'a>(case: &'a toml::Table, name: &str) -> Option<&'a str> {
    case.get(name).and_then(toml::Value::as_str)
}

/// What is wrong with one case, if anything.
fn check(types: &[&str], case: &toml::Table, lexicon: &Lexicon) -> Option<String> {
    let text = string(case, "text").expect("every case has a text");
    let region = string(case, "region").map(|word| match word {
        "HK" => Region::HK,
        "CN" => Region::CN,
        "TW" => Region::TW,
        "MO" => Region::MO,
        other => panic!("{other} is no region"),
    });
    let date = string(case, "date").map(|date| date.parse().expect("a date is YYYY-MM-DD"));
    let set = types.iter().map(|word| Type::of(word).expect("a type of mention")).fold(TypeSet::NONE, TypeSet::with);
    let options = Options { region, date, types: set };
    let document = process(Source::from_text("case.txt", text), lexicon, &options);
    let mut line = Vec::new();
    write::answer(None, &document, &mut line).expect("a Vec takes every write");
    let mut line: Json = serde_json::from_slice(&line).expect("an answer is JSON");
    let mut found: Vec<Json> = line["mentions"].as_array_mut().map(std::mem::take).unwrap_or_default();
    let mut wrong = Vec::new();
    for want in case.get("want").and_then(toml::Value::as_array).expect("every case has a want") {
        let want = want.as_table().expect("want holds tables");
        let agrees = |mention: &Json| {
            want.iter().all(|(field, value)| {
                let value_of = if field == "quote" { &mention["source"]["quote"] } else { &mention[field] };
                same(value, value_of)
            })
        };
        match found.iter().position(agrees) {
            Some(place) => drop(found.remove(place)),
            None => wrong.push(format!("missed {want:?}")),
        }
    }
    wrong.extend(found.iter().map(|mention| format!("found {mention}")));
    (!wrong.is_empty()).then(|| format!("{text}\n    {}", wrong.join("\n    ")))
}

#[test]
fn mentions_by_example() {
    let lexicon = Lexicon::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut wrong = Vec::new();
    for name in FILES {
        let Ok(text) = fs::read_to_string(folder.join(format!("{name}.toml"))) else { continue };
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{name}.toml: {error}"));
        let types = table.get("types").and_then(toml::Value::as_array).expect("a file names its types");
        let types: Vec<&str> = types.iter().filter_map(toml::Value::as_str).collect();
        for case in table.get("case").and_then(toml::Value::as_array).expect("a file has cases") {
            wrong.extend(
                check(&types, case.as_table().expect("a case is a table"), &lexicon)
                    .map(|why| format!("{name}: {why}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{} cases fail\n{}", wrong.len(), wrong.join("\n"));
}
