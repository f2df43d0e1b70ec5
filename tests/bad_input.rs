//! Inputs that cannot be read: each is told with its place and what to do, the rest is done.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Place, TEXT};

/// Runs over `in`, where `good.txt` is beside what is bad, and gives what was said of `path`.
fn reason(place: &Place, path: &str) -> String {
    place.put("in/good.txt", TEXT.as_bytes());
    let ran = place.run(&["in", "-o", "out"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert_eq!(place.row("out", "good.txt")["status"], "ok");
    assert!(place.path("out/good.txt.json").exists());
    let row = place.row("out", path);
    assert_eq!(row["status"], "error");
    assert!(row.get("output").is_none());
    let reason = row["reason"].as_str().unwrap().to_owned();
    assert!(ran.stderr.contains(&format!("error: {path}: {reason}")), "{}", ran.stderr);
    reason
}

#[test]
fn files_that_are_no_text() {
    for (bytes, words) in [
        (&b""[..], "empty"),
        (b" \n\n", "empty"),
        (b"\x7FELF\x02\x01\x00\x00\x00", "NUL at byte 6"),
        (b"%PDF-1.7\n%\xE2", if cfg!(feature = "pdf") { "damaged" } else { "feature `pdf`" }),
        (b"good\n\xB4\xB5 bad", "not UTF-8: 0xB4 at byte 5, line 2"),
        (b"\xFF\xFE\x00\xD8", "UTF-16"),
    ] {
        let place = Place::new();
        place.put("in/bad.txt", bytes);
        let reason = reason(&place, "bad.txt");
        assert!(reason.contains(words), "{reason}");
        let row = place.row("out", "bad.txt");
        assert_eq!(row["sha256"], ingest::read::sha256(bytes), "what was read is named");
    }
}

#[test]
fn encodings_that_are_text() {
    let place = Place::new();
    place.put("in/bom.txt", format!("\u{FEFF}{TEXT}").as_bytes());
    let units: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    place.put("in/wide.txt", &[&[0xFF, 0xFE], units.as_slice()].concat());
    assert_eq!(place.run(&["in", "-o", "out"]).code, 0);
    assert_eq!(place.row("out", "wide.txt")["encoding"], "UTF-16LE");
    let (bom, wide) = (place.json("out/bom.txt.json"), place.json("out/wide.txt.json"));
    assert_eq!(bom["text"], wide["text"]);
    let block = &bom["blocks"][0]["source"];
    let (from, to) = (block["bytes"][0].as_u64().unwrap() as usize, block["bytes"][1].as_u64().unwrap() as usize);
    let file = fs::read(place.path("in/bom.txt")).unwrap();
    assert_eq!(block["quote"].as_str().unwrap().as_bytes(), &file[from..to], "the mark counts");
    assert!(wide["blocks"][0]["source"].get("bytes").is_none());
}

#[test]
fn missing_paths_and_empty_folders() {
    let place = Place::with(&[("good.txt", TEXT)]);
    fs::create_dir(place.path("empty")).unwrap();
    let ran = place.run(&["missing.txt", "empty", "good.txt", "-o", "out"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("error: missing.txt: no such file"), "{}", ran.stderr);
    assert!(ran.stderr.contains("error: empty: no readable files"), "{}", ran.stderr);
    assert_eq!(place.row("out", "missing.txt")["status"], "error");
    assert_eq!(place.row("out", "empty")["status"], "error");
    assert_eq!(place.row("out", "good.txt")["status"], "ok");
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let place = Place::with(&[("a.txt", TEXT), ("file", "x")]);
    let ran = place.run(&["a.txt", "-o", "file/out"]);
    assert!(ran.code == 2 && ran.stderr.contains("file/out: cannot be written"), "{}", ran.stderr);
    let ran = place.run(&["a.txt", "-o", "file"]);
    assert!(ran.code == 2 && ran.stderr.contains("file: cannot be written"), "{}", ran.stderr);
}

#[test]
fn a_place_that_is_taken_fails_that_document_only() {
    let place = Place::with(&[("in/a.txt", TEXT), ("in/b.txt", TEXT)]);
    fs::create_dir_all(place.path("out/a.txt.json/x")).unwrap();
    let ran = place.run(&["in", "-o", "out"]);
    assert!(
        ran.code == 2 && ran.stderr.contains("error: a.txt: a.txt.json cannot be written in out"),
        "{}",
        ran.stderr
    );
    assert_eq!(place.row("out", "b.txt")["status"], "ok");
}

#[test]
fn two_inputs_for_one_file() {
    let place = Place::with(&[("a/x.txt", TEXT), ("b/x.txt", "另一份文件，共3頁。\n"), ("in/manifest", TEXT)]);
    let ran = place.run(&["a", "b", "-o", "out"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("error: x.txt: would be written as x.txt.json, as is a/x.txt"), "{}", ran.stderr);
    let document = place.json("out/x.txt.json");
    assert_eq!(document["source"]["sha256"], ingest::read::sha256(TEXT.as_bytes()), "the first stays");
    let ran = place.run(&["in", "-o", "out"]);
    assert!(ran.code == 2 && ran.stderr.contains("manifest.json, which the run writes itself"), "{}", ran.stderr);
}

#[test]
fn a_file_below_the_output_of_another() {
    let place = Place::with(&[("in/a", TEXT), ("in/a.json/b.txt", TEXT)]);
    for jobs in ["1", "2"] {
        let ran = place.run(&["in", "-o", "out", "--jobs", jobs]);
        assert!(
            ran.code == 2 && ran.stderr.contains("error: a.json/b.txt: would be written into a.json"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn an_input_is_never_written_over() {
    let place = Place::with(&[("in/in/x.txt", TEXT), ("in/x.txt.json", TEXT)]);
    let ran = place.run(&["in", "-o", "."]);
    assert!(ran.code == 2 && ran.stderr.contains("error: in/x.txt: would be written over an input"), "{}", ran.stderr);
    assert_eq!(place.get("in/x.txt.json"), TEXT);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let place = Place::with(&[("in/sub/a.txt", TEXT)]);
    let ran = place.run(&["in", "in/sub/../sub/a.txt", "-o", "out"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.stderr.contains("warning: in/sub/../sub/a.txt: named twice; read once, as sub/a.txt"),
        "{}",
        ran.stderr
    );
    assert_eq!(place.json("out/manifest.json")["inputs"].as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn odd_names_and_links() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let place = Place::new();
    place.put("in/line\nbreak  and space.txt", TEXT.as_bytes());
    place.put(std::path::Path::new("in").join(OsStr::from_bytes(b"bad\xFFname.txt")), TEXT.as_bytes());
    place.put("in/sub/a.txt", TEXT.as_bytes());
    symlink("..", place.path("in/sub/loop")).unwrap();
    symlink("nowhere", place.path("in/broken.txt")).unwrap();
    symlink("sub/a.txt", place.path("in/link.txt")).unwrap();
    let ran = place.run(&["in", "-o", "out"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains(r"error: bad\xFFname.txt: its name is not UTF-8"), "{}", ran.stderr);
    assert!(ran.stderr.contains("error: sub/loop: a link that leads back to in;"), "{}", ran.stderr);
    assert!(ran.stderr.contains("error: broken.txt: a link that leads nowhere"), "{}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 4, "{}", ran.stderr);
    assert_eq!(place.row("out", "line\nbreak  and space.txt")["status"], "ok");
    assert!(place.path("out/line\nbreak  and space.txt.json").exists());
    assert_eq!(place.row("out", "link.txt")["status"], "ok");
}

#[test]
fn nothing_is_left_of_a_run_that_was_killed() {
    let place = Place::with(&[("in/a.txt", TEXT), ("out/.ingest-tmp/7", "half a docu")]);
    assert_eq!(place.run(&["in", "-o", "out"]).code, 0);
    assert!(!place.path("out/.ingest-tmp").exists());
}
