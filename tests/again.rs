//! A run into a folder that holds the run before.

#![allow(clippy::unwrap_used)]

mod common;

use common::Place;

const FILES: [(&str, &str); 4] = [
    ("in/a.txt", "港口簡報\n\n截至2022年底，海洋基金已批出428個項目。\n"),
    ("in/b/c.txt", "港口簡報\n\n截至2023年底，海洋基金已批出787個項目，資助額約42.5億元。\n"),
    ("in/d.txt", "沒有數字。\n"),
    ("in/e.txt", "港口簡報\n\n海港管理局（海管局）於2015年11月成立，每年獲撥款500萬元。\n"),
];

/// The folder after a first run.
fn place() -> Place {
    let place = Place::with(&FILES);
    assert_eq!(place.run(&["in", "-o", "out"]).code, 0);
    place
}

/// Runs again, and says how many inputs were not read again; the outputs must be those of a full run.
fn again(place: &Place) -> String {
    let ran = place.run(&["in", "-o", "out"]);
    let _ = std::fs::remove_dir_all(place.path("full"));
    assert_eq!(place.run(&["in", "-o", "full"]).code, ran.code);
    assert_eq!(place.names("out"), place.names("full"));
    for name in place.names("full") {
        assert_eq!(place.get(&format!("out/{name}")), place.get(&format!("full/{name}")), "{name}");
    }
    ran.stderr.lines().last().unwrap().split(", ").next().unwrap().to_owned()
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let place = place();
    assert_eq!(again(&place), "4 documents (4 unchanged)");
    place.put("in/a.txt", FILES[0].1.replace("428", "429").as_bytes());
    assert_eq!(again(&place), "4 documents (3 unchanged)");
    place.put("in/a0.txt", FILES[1].1.as_bytes());
    std::fs::remove_file(place.path("in/b/c.txt")).unwrap();
    assert_eq!(again(&place), "4 documents (3 unchanged)");
    std::fs::rename(place.path("in/e.txt"), place.path("in/0.txt")).unwrap();
    assert_eq!(again(&place), "4 documents (3 unchanged)");
}

#[test]
fn what_was_written_and_is_not_there_any_more_is_made_again() {
    let place = place();
    place.put("out/a.txt.json", b"{}");
    std::fs::remove_file(place.path("out/d.txt.json")).unwrap();
    place.put("out/series.json", b"");
    assert_eq!(again(&place), "4 documents (2 unchanged)");
    place.put("out/facts.jsonl", b"{}\n");
    assert_eq!(again(&place), "4 documents");
    let manifest = place.get("out/manifest.json");
    place.put("out/manifest.json", manifest.get(..manifest.len() / 2).unwrap().as_bytes());
    assert_eq!(again(&place), "4 documents");
}

#[test]
fn another_program_or_force_reads_all_again() {
    let place = place();
    let manifest = place.get("out/manifest.json");
    place.put("out/manifest.json", manifest.replace("\"lexicon\": \"", "\"lexicon\": \"0").as_bytes());
    assert_eq!(again(&place), "4 documents");
    // A document that the manifest vouches for is taken as it is; only --force finds it out.
    let before = place.get("out/d.txt.json");
    let after = before.replace("沒有", "没有");
    place.put("out/d.txt.json", after.as_bytes());
    let [old, new] = [&before, &after].map(|text| ingest::read::sha256(text.as_bytes()));
    place.put("out/manifest.json", place.get("out/manifest.json").replace(&old, &new).as_bytes());
    place.run(&["in", "-o", "out"]);
    assert_eq!(place.get("out/d.txt.json"), after);
    let ran = place.run(&["in", "-o", "out", "--force"]);
    assert!(ran.stderr.starts_with("4 documents, "), "{}", ran.stderr);
    assert_eq!(place.get("out/d.txt.json"), before);
}

#[test]
fn several_inputs_are_told_apart() {
    let place = Place::with(&[("x/a.txt", FILES[0].1), ("y/b.txt", FILES[1].1)]);
    place.run(&["x", "y", "-o", "out"]);
    place.run(&["y", "x", "-o", "out"]);
    place.run(&["y", "-o", "out"]);
    place.run(&["y", "-o", "full"]);
    assert_eq!(place.get("out/manifest.json"), place.get("full/manifest.json"));
    assert_eq!(place.get("out/facts.jsonl"), place.get("full/facts.jsonl"));
}

/// What joining needs of a document is the same when it is read back from what was written.
#[test]
fn records_read_back_are_the_same() {
    let lexicon = ingest::lexicon::Lexicon::new();
    let mut points = 0;
    let inputs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs");
    for file in ignore::WalkBuilder::new(inputs).build().flatten().filter(|file| file.path().is_file()) {
        let path = file.path().to_string_lossy().into_owned();
        let bytes = std::fs::read(file.path()).unwrap();
        let Ok(source) = ingest::read::Source::from_bytes(&path, bytes) else { continue };
        let document = ingest::process(source, &lexicon, &ingest::Options::default());
        let mut json = Vec::new();
        ingest::write::document(&document, &mut json).unwrap();
        let record = ingest::link::record(&document, &lexicon);
        points += record.points.len();
        assert_eq!(ingest::link::reread(&json, &lexicon), Some(record), "{path}");
    }
    assert!(points > 50, "the samples have figures: {points}");
}
