//! Everything that is written is valid by the schema that the program prints.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::Place;
use jsonschema::Validator;
use serde_json::{Value, json};

/// The schema as printed.
fn schema() -> Value {
    let ran = Place::new().run(&["schema"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The part of the schema for one file.
fn part(schema: &Value, name: &str) -> Validator {
    let whole = json!({ "$ref": format!("#/$defs/{name}"), "$defs": schema["$defs"] });
    jsonschema::draft202012::new(&whole).unwrap()
}

fn valid(validator: &Validator, what: &str, value: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(value).take(3).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what} is not valid:\n{}", errors.join("\n"));
}

#[test]
fn the_schema_is_a_schema() {
    let schema = schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    let document = part(&schema, "document");
    assert!(!document.is_valid(&json!({})));
    let mention = part(&schema, "mention");
    let place = json!({ "start": 0, "end": 3, "quote": "三億元" });
    let money = json!({ "id": "m0", "type": "money", "span": [0, 3], "source": place, "lang": "zh", "rule": "r",
        "amount": 300_000_000, "currency": "HKD", "currency_inferred": true, "bound": "exact" });
    valid(&mention, "a mention", &money);
    for (field, wrong) in
        [("currency", json!("dollar")), ("unit", json!("m")), ("type", json!("count")), ("id", json!("x0"))]
    {
        let mut other = money.clone();
        other[field] = wrong;
        assert!(!mention.is_valid(&other), "{field}");
    }
}

/// Runs over a folder and checks every file that is written.
fn check(folder: &Path) {
    let (place, schema) = (Place::new(), schema());
    let ran = place.run(&[folder.as_os_str(), "-o".as_ref(), "out".as_ref()]);
    // without the feature `pdf`, PDF documents are errors
    assert!(ran.code == 0 || cfg!(not(feature = "pdf")), "{}", ran.stderr);
    let [document, row] = ["document", "fact_row"].map(|name| part(&schema, name));
    for name in place.names("out") {
        match name.as_str() {
            "facts.jsonl" => {
                for line in place.get("out/facts.jsonl").lines() {
                    valid(&row, line, &serde_json::from_str(line).unwrap());
                }
            }
            "manifest.json" | "entities.json" | "series.json" => {
                let part = part(&schema, name.trim_end_matches(".json"));
                valid(&part, &name, &place.json(&format!("out/{name}")));
            }
            _ => valid(&document, &name, &place.json(&format!("out/{name}"))),
        }
    }
}

#[test]
fn what_is_written_of_the_inputs_is_valid() {
    let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs");
    if inputs.is_dir() {
        check(&inputs);
    }
}

#[test]
fn what_is_written_of_the_seeds_is_valid() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if seeds.is_dir() {
        check(&seeds);
    }
}

#[test]
fn a_manifest_of_failures_and_an_answer_are_valid() {
    let (place, schema) = (Place::with(&[("a/x.txt", "三億元"), ("b/x.txt", "三億元"), ("b/y.txt", "")]), schema());
    assert_eq!(place.run(&["a", "b", "-o", "out"]).code, 2);
    valid(&part(&schema, "manifest"), "the manifest", &place.json("out/manifest.json"));
    let lines =
        "{\"id\": 1, \"text\": \"截至2024年底，基金批出約300個項目，涉款5億元，佔三成，面積2公頃\"}\n{\"id\": 2}\n";
    let answers = place.feed(&["stream"], lines.as_bytes()).stdout;
    let answer = part(&schema, "answer");
    for line in answers.lines() {
        valid(&answer, line, &serde_json::from_str(line).unwrap());
    }
}
