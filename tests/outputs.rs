//! Verify, explain and diff by their command lines.

#![allow(clippy::unwrap_used)]

mod common;

use common::Place;
use serde_json::Value;

const BRIEF: &str =
    "港口工作簡報\n\n海港管理局（海管局）於2015年11月成立。\n\n市政府於2022年7月公布《海港發展藍圖》。\n";

/// A folder with two documents, run.
fn place() -> Place {
    let place = Place::with(&[("in/a.txt", BRIEF), ("in/b/c.txt", BRIEF)]);
    assert_eq!(place.run(&["in", "-o", "out"]).code, 0);
    place
}

/// Rewrites a document, and the manifest as if the run had written it so.
fn forge(place: &Place, name: &str, change: impl FnOnce(&mut Value)) {
    let manifest = place.get("out/manifest.json");
    let before = place.get(&format!("out/{name}"));
    let mut document: Value = serde_json::from_str(&before).unwrap();
    change(&mut document);
    let after = document.to_string();
    place.put(format!("out/{name}"), after.as_bytes());
    let [before, after] = [before, after].map(|text| ingest::read::sha256(text.as_bytes()));
    place.put("out/manifest.json", manifest.replace(&before, &after).as_bytes());
}

/// What verify finds.
fn findings(place: &Place) -> String {
    let ran = place.run(&["verify", "out"]);
    assert_eq!(ran.code, 1, "{}{}", ran.stdout, ran.stderr);
    ran.stdout
}

#[test]
fn what_was_written_verifies() {
    let place = place();
    let ran = place.run(&["verify", "out"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.starts_with("2 documents, ") && ran.stderr.contains("0 findings"), "{}", ran.stderr);
    std::fs::rename(place.path("in"), place.path("moved")).unwrap();
    assert!(findings(&place).contains("a.txt: its source in/a.txt: no such file"));
    assert_eq!(place.run(&["verify", "out", "--sources", "moved"]).code, 0);
}

#[test]
fn a_file_that_was_changed_is_found() {
    let place = place();
    place.put("in/a.txt", BRIEF.replace("11月", "12月").as_bytes());
    let found = findings(&place);
    assert!(found.contains("a.txt: its source in/a.txt changed since it was read"), "{found}");
    assert!(found.contains("where it quotes") && !found.contains("c.txt"), "{found}");
    place.put("in/a.txt", BRIEF.as_bytes());
    place.put("out/facts.jsonl", b"");
    assert!(findings(&place).starts_with("facts.jsonl: changed since it was written"));
    std::fs::remove_file(place.path("out/a.txt.json")).unwrap();
    assert!(findings(&place).contains("a.txt.json: written, and now: No such file"));
}

#[test]
fn a_place_that_was_shifted_is_found() {
    let place = place();
    forge(&place, "a.txt.json", |document| {
        let start = document["blocks"][1]["source"]["start"].as_u64().unwrap();
        document["blocks"][1]["source"]["start"] = (start + 1).into();
    });
    let found = findings(&place);
    assert!(found.starts_with("a.txt#b1: the source reads 「港管理局"), "{found}");
    assert_eq!(found.lines().count(), 1, "{found}");
}

#[test]
fn a_value_that_was_edited_is_found() {
    let place = place();
    forge(&place, "b/c.txt.json", |document| {
        assert_eq!(document["mentions"][0]["value"], "2015-11", "{document}");
        document["mentions"][0]["value"] = "2015-12".into();
    });
    let found = findings(&place);
    assert_eq!(found, "b/c.txt#m0: 「2015年11月」: value reads 2015-11, the file says 2015-12\n");
    assert_eq!(place.run(&["in", "-o", "out"]).code, 0);
    forge(&place, "a.txt.json", |document| {
        let event = document["facts"].as_array_mut().unwrap().iter_mut().find(|fact| fact["kind"] == "event").unwrap();
        event["status"] = "planned".into();
    });
    let found = findings(&place);
    assert!(found.contains("status reads actual, the file says planned"), "{found}");
}

#[test]
fn a_fact_is_explained() {
    let place = place();
    let facts = place.json("out/b/c.txt.json")["facts"].clone();
    let fact = facts.as_array().unwrap().iter().find(|fact| fact["action"] == "established").unwrap();
    let name = format!("b/c.txt#{}", fact["id"].as_str().unwrap());
    let ran = place.run(&["explain", "out", &name]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for words in [
        &name,
        "event, actual",
        "2015-11",
        "「成立」",
        "in/b/c.txt, line 3, ",
        "【海港管理局（海管局）於2015年11月成立】",
    ] {
        assert!(ran.stdout.contains(words), "{words} is not in\n{}", ran.stdout);
    }
    for (name, words) in
        [("c.txt", "expected <document>#<id>"), ("x#f1", "no such document"), ("a.txt#f99", "no such fact")]
    {
        let ran = place.run(&["explain", "out", name]);
        assert!(ran.code == 2 && ran.stderr.contains(words), "{}", ran.stderr);
    }
    assert_eq!(place.run(&["explain", "in", "a.txt#f1"]).code, 2);
}

#[test]
fn runs_are_compared() {
    let place = place();
    let same = place.run(&["diff", "out", "out", "--exit-code"]);
    assert_eq!((same.code, same.stdout.as_str()), (0, "0 appeared, 0 went, 0 changed, 0 renamed\n"));
    place.put("in/a.txt", BRIEF.replace("11月", "12月").as_bytes());
    assert_eq!(place.run(&["in", "-o", "next"]).code, 0);
    let ran = place.run(&["diff", "out", "next", "--exit-code"]);
    let want = "Changed\n  ~ event established 海港管理局: date 2015-11 → 2015-12  [a.txt#f1 → a.txt#f1]\n\n\
        0 appeared, 0 went, 1 changed, 0 renamed\n";
    assert_eq!((ran.code, ran.stdout.as_str()), (1, want));
    let ran = place.run(&["diff", "out", "next", "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &json["changed"][0]["slots"]), (0, &serde_json::json!(["date"])));
    assert_eq!(json["changed"][0]["new"]["date"]["value"], "2015-12");
    let documents = place.run(&["diff", "out/a.txt.json", "out/b/c.txt.json", "--exit-code"]);
    assert_eq!(documents.code, 0, "the same facts in another place are no difference: {}", documents.stdout);
    assert_eq!(place.run(&["diff", "out", "in"]).code, 2);
}

/// A name that the old side has too, in another document, is no new name.
#[test]
fn what_is_gone_renames_nothing() {
    let place = Place::with(&[
        ("in/a.txt", "香港海洋簡報\n\n海洋資訊署（前稱海港資訊署）於2015年成立。\n"),
        ("in/b.txt", "香港海洋簡報\n\n海港資訊署於2012年公布《海港藍圖》。\n"),
    ]);
    place.run(&["in", "-o", "old"]);
    std::fs::remove_file(place.path("in/b.txt")).unwrap();
    place.run(&["in", "-o", "new"]);
    let page = place.run(&["diff", "old", "new"]).stdout;
    assert!(page.contains("Went\n") && !page.contains("Renamed"), "{page}");
    let page = place.run(&["diff", "old/b.txt.json", "old/a.txt.json"]).stdout;
    assert!(page.starts_with("Renamed\n  = 海港資訊署 → 海洋資訊署\n"), "{page}");
}
