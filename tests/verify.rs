//! Whatever is changed in a source, in an output or in the manifest is found and named.

#![allow(clippy::unwrap_used)]

mod common;

use common::Place;
use serde_json::Value;

const DOCUMENTS: [(&str, &str); 3] = [
    (
        "in/a.txt",
        "香港海洋工作簡報\n\n截至2022年12月底，海洋基金已批出428個項目。海洋資訊署（海資署）於2015年11月成立。\n",
    ),
    ("in/b.txt", "香港海洋工作簡報\n\n截至2025年4月底，海洋基金已批出787個項目，資助額約42.5億元。\n"),
    ("in/c.txt", "香港海洋工作簡報\n\n海洋資訊署於2024年推出「深海養殖先鋒計劃」。\n"),
];

/// Rewrites a file of the outputs, and the manifest as if the run had written it so.
fn forge(place: &Place, name: &str, change: impl FnOnce(String) -> String) {
    let before = place.get(&format!("out/{name}"));
    let after = change(before.clone());
    assert_ne!(before, after, "{name} has what is to be changed");
    place.put(format!("out/{name}"), after.as_bytes());
    let [before, after] = [before, after].map(|text| ingest::read::sha256(text.as_bytes()));
    place.put("out/manifest.json", place.get("out/manifest.json").replace(&before, &after).as_bytes());
}

/// The same for a document's JSON.
fn edit(place: &Place, name: &str, change: impl FnOnce(&mut Value)) {
    forge(place, name, |text| {
        let mut document = serde_json::from_str(&text).unwrap();
        change(&mut document);
        document.to_string()
    });
}

fn row<'a>(document: &'a mut Value, list: &str, field: &str, value: &str) -> &'a mut Value {
    document[list].as_array_mut().unwrap().iter_mut().find(|row| row[field] == value).unwrap()
}

fn rename(place: &Place, name: &str, from: &str, to: &str) {
    forge(place, name, |text| text.replacen(from, to, 1));
}

/// What is changed, how, and what verify must say of it.
type Change = (&'static str, fn(&Place), &'static str);

const CHANGES: [Change; 19] = [
    (
        "one byte of a source",
        |place| place.put("in/a.txt", DOCUMENTS[0].1.replace("428", "429").as_bytes()),
        "a.txt: its source in/a.txt changed since it was read",
    ),
    (
        "a source is gone",
        |place| std::fs::remove_file(place.path("in/b.txt")).unwrap(),
        "b.txt: its source in/b.txt: no such",
    ),
    (
        "a fact's place",
        |place| edit(place, "a.txt.json", |document| shift(&mut document["facts"][0]["source"]["start"])),
        "a.txt#f0: the source reads",
    ),
    (
        "a fact's bytes",
        |place| edit(place, "a.txt.json", |document| shift(&mut document["facts"][0]["source"]["bytes"][0])),
        "a.txt#f0: bytes [",
    ),
    (
        "a fact's span of both ends",
        |place| edit(place, "a.txt.json", |document| shift(&mut document["mentions"][1]["span"][0])),
        "a.txt#m1: 「428個」: span reads",
    ),
    (
        "a fact's value",
        |place| {
            edit(place, "a.txt.json", |document| {
                row(document, "facts", "kind", "measure")["value"]["value"] = 429.into()
            });
        },
        "value reads 428 個項目, the file says 429 個項目",
    ),
    (
        "a mention's value",
        |place| edit(place, "a.txt.json", |document| document["mentions"][1]["value"] = 429.into()),
        "a.txt#m1: 「428個」: value reads 428, the file says 429",
    ),
    (
        "a mention's value, the manifest as it was",
        |place| {
            place.put(
                "out/a.txt.json",
                place.get("out/a.txt.json").replace("\"value\": 428", "\"value\": 429").as_bytes(),
            )
        },
        "a.txt.json: changed since it was written",
    ),
    (
        "which mentions a fact is made of",
        |place| {
            edit(place, "a.txt.json", |document| {
                row(document, "facts", "kind", "measure")["mentions"] = Value::Array(vec![])
            })
        },
        "its facts: not what the source gives",
    ),
    (
        "a fact is taken out",
        |place| edit(place, "a.txt.json", |document| drop(document["facts"].as_array_mut().unwrap().pop())),
        "a.txt: lacks the",
    ),
    (
        "an entity's key",
        |place| edit(place, "a.txt.json", |document| document["entities"][0]["key"] = "海".into()),
        "a.txt#e0: its entities: not what the source gives",
    ),
    (
        "a block",
        |place| edit(place, "a.txt.json", |document| shift(&mut document["blocks"][1]["text_span"][0])),
        "a.txt#b1: its blocks: not what the source gives",
    ),
    (
        "a joined name",
        |place| rename(place, "entities.json", "海洋資訊署", "海洋信息署"),
        "entities.json: is not what the documents give",
    ),
    ("a series", |place| rename(place, "series.json", "787", "788"), "series.json: is not what the documents give"),
    (
        "a series, the manifest as it was",
        |place| place.put("out/series.json", place.get("out/series.json").replace("787", "788").as_bytes()),
        "series.json: changed since it was written",
    ),
    ("a line of all facts", |place| rename(place, "facts.jsonl", "787", "788"), "facts.jsonl: line "),
    ("a line is put behind all facts", |place| forge(place, "facts.jsonl", |text| text + "{}\n"), "is of no document"),
    (
        "a document is taken out of the manifest",
        |place| {
            let manifest = place.get("out/manifest.json");
            let kept: Vec<&str> = manifest.lines().filter(|line| !line.contains("{\"path\": \"b.txt\"")).collect();
            place.put("out/manifest.json", kept.join("\n").as_bytes());
        },
        "series.json: is not what the documents give",
    ),
    (
        "what the manifest counts",
        |place| {
            place.put(
                "out/manifest.json",
                place.get("out/manifest.json").replacen("\"facts\": ", "\"facts\": 1", 1).as_bytes(),
            )
        },
        "a.txt: the manifest counts other rows than the document has",
    ),
];

fn shift(number: &mut Value) {
    *number = (number.as_u64().unwrap() + 1).into();
}

#[test]
fn every_change_is_found() {
    for (what, change, want) in CHANGES {
        let place = Place::with(&DOCUMENTS);
        assert_eq!(place.run(&["in", "-o", "out"]).code, 0);
        assert_eq!(place.run(&["verify", "out"]).code, 0, "{what}: nothing is changed yet");
        change(&place);
        let ran = place.run(&["verify", "out"]);
        assert_eq!(ran.code, 1, "{what}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stdout.contains(want), "{what}: {want} is not in\n{}", ran.stdout);
    }
}

/// Sources are read as the run read them, not as they are read without options.
#[test]
fn sources_are_read_with_the_options_of_the_run() {
    let place = Place::new();
    let (bytes, _, _) = encoding_rs::BIG5.encode(DOCUMENTS[0].1);
    place.put("in/a.txt", &bytes);
    assert_eq!(place.run(&["in", "-o", "out", "--encoding", "big5"]).code, 0);
    let ran = place.run(&["verify", "out"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    place.put("out/manifest.json", place.get("out/manifest.json").replace("\"Big5\"", "\"gb18030\"").as_bytes());
    assert_eq!(place.run(&["verify", "out"]).code, 1, "another encoding gives another text");
}
