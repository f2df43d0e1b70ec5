//! The main job by its command line: what it reads, what it writes.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Place, TEXT};

#[test]
fn a_folder_becomes_documents_and_corpus_files() {
    let place = Place::with(&[("in/b/two.md", TEXT), ("in/one.txt", TEXT), ("in/b/three four.txt", TEXT)]);
    let ran = place.run(&["in", "-o", "out"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("3 documents, "), "{}", ran.stderr);
    assert!(ran.stderr.contains(" in out ("), "{}", ran.stderr);
    let want = [
        "b/three four.txt.json",
        "b/two.md.json",
        "entities.json",
        "facts.jsonl",
        "manifest.json",
        "one.txt.json",
        "series.json",
    ];
    assert_eq!(place.names("out"), want);
    let document = place.json("out/b/two.md.json");
    assert_eq!(document["schema"], "ingest/1");
    assert_eq!(document["source"]["path"], "b/two.md");
    assert_eq!(document["source"]["media_type"], "text/markdown");
    let manifest = place.json("out/manifest.json");
    assert_eq!(manifest["root"], "in");
    let paths: Vec<_> =
        manifest["inputs"].as_array().unwrap().iter().map(|row| row["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["b/three four.txt", "b/two.md", "one.txt"]);
    for row in manifest["inputs"].as_array().unwrap() {
        assert_eq!(row["status"], "ok");
        let (file, output) = (place.get(&format!("in/{}", row["path"].as_str().unwrap())), &row["output"]);
        assert_eq!(row["sha256"], ingest::read::sha256(file.as_bytes()));
        assert_eq!(row["size"], file.len());
        let written = place.get(&format!("out/{}", output["path"].as_str().unwrap()));
        assert_eq!(output["sha256"], ingest::read::sha256(written.as_bytes()));
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let place = Place::new();
    for number in 0..150 {
        let text = format!("第{number}號\n\n{}", TEXT.repeat(1 + number % 17));
        place.put(format!("in/{}/{number}.txt", number % 7), text.as_bytes());
    }
    place.put("in/3/bad.txt", b"\xFF\xFE\x00");
    for jobs in ["1", "2", "5"] {
        assert_eq!(place.run(&["in", "-o", jobs, "--jobs", jobs]).code, 2);
    }
    let one = place.files("1");
    assert_eq!(one.len(), 154);
    assert!(one == place.files("2") && one == place.files("5"));
    assert_eq!(place.run(&["in", "-o", "1"]).code, 2);
    assert!(one == place.files("1"), "a second run over the first changes nothing");
}

#[test]
fn fact_rows_stand_by_themselves() {
    let place = Place::with(&[("in/a.txt", TEXT), ("in/b.txt", TEXT)]);
    place.run(&["in", "-o", "out"]);
    for line in place.get("out/facts.jsonl").lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let (id, document) = (row["id"].as_str().unwrap(), row["document"].as_str().unwrap());
        assert!(id.starts_with(&format!("{document}#f")), "{line}");
        assert!(row["source"]["quote"].is_string() && row["kind"].is_string() && row["status"].is_string(), "{line}");
        assert!(row.get("title").is_some() && row.get("document_date").is_some(), "{line}");
    }
}

#[test]
fn files_and_patterns() {
    let place = Place::with(&[("in/a.txt", TEXT), ("in/b/c.txt", TEXT), ("in/b/d.md", TEXT), ("in/b/e/f.txt", TEXT)]);
    assert_eq!(place.run(&["in/b/c.txt", "-o", "one"]).code, 0);
    assert_eq!(place.json("one/manifest.json")["root"], "in/b/c.txt");
    assert!(place.names("one").contains(&"c.txt.json".to_owned()));
    assert_eq!(place.run(&["in/**/*.txt", "-o", "two"]).code, 0);
    let documents: Vec<_> = place.names("two").into_iter().filter(|name| name.ends_with(".txt.json")).collect();
    assert_eq!(documents, ["a.txt.json", "b/c.txt.json", "b/e/f.txt.json"]);
    assert_eq!(place.run(&["in/*.txt", "in/b/d.md", "-o", "three"]).code, 0);
    assert_eq!(place.row("three", "d.md")["root"], "in/b/d.md");
    assert_eq!(place.row("three", "a.txt")["root"], "in/*.txt");
    let nothing = place.run(&["in/*.pdf", "-o", "four"]);
    assert!(nothing.code == 2 && nothing.stderr.contains("nothing matches"), "{}", nothing.stderr);
}

#[test]
fn ignore_files_are_respected_unless_told_otherwise() {
    let place = Place::with(&[
        ("in/.gitignore", "*.log\n/draft/\n"),
        ("in/.ingestignore", "secret.txt\n"),
        ("in/a.txt", TEXT),
        ("in/a.log", TEXT),
        ("in/draft/b.txt", TEXT),
        ("in/sub/secret.txt", TEXT),
        ("in/sub/c.txt", TEXT),
        ("in/.hidden/d.txt", TEXT),
    ]);
    place.run(&["in", "-o", "out"]);
    let documents =
        |out: &str| place.names(out).into_iter().filter(|name| name.matches('.').count() == 2).collect::<Vec<_>>();
    assert_eq!(documents("out"), ["a.txt.json", "sub/c.txt.json"]);
    place.run(&["in", "-o", "all", "--no-ignore"]);
    let want = ["a.log.json", "a.txt.json", "draft/b.txt.json", "sub/c.txt.json", "sub/secret.txt.json"];
    assert_eq!(documents("all"), want);
    place.run(&["in/a.log", "-o", "named"]);
    assert_eq!(documents("named"), ["a.log.json"], "what is named is read");
}

#[test]
fn quiet_and_verbose() {
    let place = Place::with(&[("in/a.txt", TEXT), ("in/bad.txt", "")]);
    let quiet = place.run(&["in", "-o", "out", "--quiet"]);
    assert_eq!(quiet.stderr.lines().count(), 1);
    assert!(quiet.stderr.starts_with("error: bad.txt: empty"), "{}", quiet.stderr);
    let verbose = place.run(&["in", "-o", "out", "--verbose", "--force"]);
    assert!(verbose.stderr.contains("done: a.txt: ") && verbose.stderr.contains("in a.txt.json"), "{}", verbose.stderr);
    assert!(verbose.stderr.lines().last().unwrap().ends_with("; 1 failed"), "{}", verbose.stderr);
}

#[test]
fn outputs_of_inputs_that_are_gone_disappear() {
    let place = Place::with(&[("in/a.txt", TEXT), ("in/b/c.txt", TEXT), ("in/d.txt", TEXT), ("out/mine.json", "{}")]);
    place.run(&["in", "-o", "out"]);
    std::fs::remove_dir_all(place.path("in/b")).unwrap();
    place.put("in/d.txt", b"");
    assert_eq!(place.run(&["in", "-o", "out"]).code, 2);
    let want = ["a.txt.json", "entities.json", "facts.jsonl", "manifest.json", "mine.json", "series.json"];
    assert_eq!(place.names("out"), want);
    assert!(!place.path("out/b").exists());
}

#[test]
fn the_output_folder_is_not_read() {
    let place = Place::with(&[("a.txt", TEXT), ("out/old.txt", TEXT), ("b/c.txt", TEXT)]);
    for _ in 0..2 {
        assert_eq!(place.run(&[".", "-o", "./out"]).code, 0);
    }
    let paths: Vec<_> =
        place.json("out/manifest.json")["inputs"].as_array().unwrap().iter().map(|row| row["path"].clone()).collect();
    assert_eq!(paths, ["a.txt", "b/c.txt"]);
    let same = place.run(&["b", "-o", "b"]);
    assert!(same.code == 2 && same.stderr.contains("is the output folder"), "{}", same.stderr);
}

#[test]
fn help_shows_examples_and_usage_errors_end_with_two() {
    let place = Place::new();
    let help = place.run(&["--help"]);
    assert!(help.code == 0 && help.stdout.contains("Examples:") && help.stdout.contains("ingest inputs/ -o outputs/"));
    for arguments in [&[][..], &["in"], &["-o", "out"], &["in", "-o", "out", "--jobs", "0"], &["in", "--wrong"]] {
        let ran = place.run(arguments);
        assert!(ran.code == 2 && !ran.stderr.is_empty(), "{arguments:?}");
    }
}
