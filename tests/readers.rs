//! One text in every format, and files that nobody should have to read.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

mod hostile;
#[cfg(target_os = "linux")]
#[path = "common/memory.rs"]
mod memory;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use hostile::Fate;
use serde_json::Value as Json;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/samples")
}

/// The program on a folder: its exit status, and the output folder.
fn run(input: &Path, arguments: &[&str]) -> (i32, tempfile::TempDir) {
    let (mut child, out) = start(input, arguments);
    (child.wait().unwrap().code().unwrap_or(-1), out)
}

fn start(input: &Path, arguments: &[&str]) -> (Child, tempfile::TempDir) {
    let out = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_ingest"));
    program.arg(input).arg("-o").arg(out.path()).arg("-q").args(arguments);
    (program.stderr(std::process::Stdio::null()).spawn().unwrap(), out)
}

/// The same where the run with all its processes may not take more than 512 MiB.
#[cfg(target_os = "linux")]
fn run_bounded(input: &Path, arguments: &[&str]) -> (i32, tempfile::TempDir) {
    let (mut child, out) = start(input, arguments);
    let (status, peak) = memory::peak(&mut child);
    println!("{} MiB at most", peak >> 10);
    assert!(peak <= 512 << 10, "{} MiB together", peak >> 10);
    (status.code().unwrap_or(-1), out)
}

#[cfg(not(target_os = "linux"))]
use run as run_bounded;

fn json(path: &Path) -> Json {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// What a fact says, without ids and places.
fn said(value: &Json) -> Json {
    match value {
        Json::Object(object) => object
            .iter()
            .filter(|(key, value)| {
                !matches!(key.as_str(), "id" | "source" | "block" | "rule" | "mentions")
                    && !(*key == "entity" && value.is_string())
            })
            .map(|(key, value)| (key.clone(), said(value)))
            .collect(),
        Json::Array(array) => array.iter().map(said).collect(),
        other => other.clone(),
    }
}

fn facts(document: &Json) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for fact in document["facts"].as_array().unwrap() {
        *counts.entry(said(fact).to_string()).or_default() += 1;
    }
    counts
}

/// Per cent of the facts of `wanted` that `found` has.
fn share(wanted: &Json, found: &Json) -> usize {
    let (wanted, found) = (facts(wanted), facts(found));
    let same: usize = wanted.iter().map(|(fact, count)| *count.min(found.get(fact).unwrap_or(&0))).sum();
    same * 100 / wanted.values().sum::<usize>().max(1)
}

#[test]
fn one_text_gives_the_same_facts_in_every_format() {
    let (status, out) = run(&samples(), &[]);
    assert_eq!(status, if cfg!(feature = "pdf") { 0 } else { 2 }); // without it, the PDFs are errors
    let read = |name: &str| json(&out.path().join(format!("{name}.json")));
    let (report, deck) = (read("report.md"), read("deck.md"));
    for (wanted, name, least) in [
        (&report, "report.txt", 98),
        (&report, "report.docx", 98),
        (&report, "report.html", 98),
        (&report, "report-big5.html", 98),
        (&report, "report-big5.txt", 98),
        (&report, "report-utf16.txt", 98),
        (&report, "report-gb18030.txt", 98),
        (&deck, "deck.pptx", 98),
        #[cfg(feature = "pdf")]
        (&report, "report-docx.pdf", 95),
        #[cfg(feature = "pdf")]
        (&report, "report-html.pdf", 95),
        #[cfg(feature = "pdf")]
        (&deck, "deck-pptx.pdf", 95),
    ] {
        let found = read(name);
        assert!(share(wanted, &found) >= least, "{name}: {} %", share(wanted, &found));
    }
}

/// The least number of characters to put in, take out or replace that makes `found` of `wanted`.
#[cfg(feature = "pdf")]
fn errors(wanted: &[char], found: &[char]) -> usize {
    let mut before: Vec<usize> = (0..=found.len()).collect();
    for (row, want) in wanted.iter().enumerate() {
        let mut here = vec![row + 1];
        for (column, have) in found.iter().enumerate() {
            let replaced = before[column] + usize::from(want != have);
            here.push(replaced.min(before[column + 1] + 1).min(here[column] + 1));
        }
        before = here;
    }
    before[found.len()]
}

#[cfg(feature = "pdf")]
#[test]
fn the_characters_of_a_pdf_are_those_of_its_source() {
    let (_, out) = run(&samples(), &[]);
    let words = |name: &str| json(&out.path().join(format!("{name}.json")))["text"].as_str().unwrap().to_owned();
    // LibreOffice prints no title of a web page and no notes of slides, and the marks of lists that it draws
    // are not those that a Word file or web page has in its stead.
    let printed = |line: &&str| !line.starts_with("講者備註");
    let bare = |text: &str| -> Vec<char> {
        let lines = text.lines().filter(printed).map(|line| line.trim_start_matches(['-', '•', '–', ' ']));
        lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
    };
    let page = words("report.html");
    let (title, rest) = page.split_once('\n').unwrap();
    assert!(!words("report-html.pdf").contains(title), "it is printed, then: count it");
    let (report, deck) = (words("report.docx"), words("deck.pptx"));
    for (wanted, name) in [(report.as_str(), "report-docx.pdf"), (rest, "report-html.pdf"), (&deck, "deck-pptx.pdf")] {
        let (wanted, found) = (bare(wanted), bare(&words(name)));
        let errors = errors(&wanted, &found);
        assert!(errors * 200 <= wanted.len(), "{name}: {errors} of {} characters", wanted.len());
    }
}

#[test]
fn facts_bear_their_slide_page_or_cell() {
    let (_, out) = run(&samples(), &[]);
    let read = |name: &str| json(&out.path().join(format!("{name}.json")));
    let check = |name: &str, key: &str, want: &[(&str, u64)]| {
        let document = read(name);
        for (words, number) in want {
            let mentions = document["mentions"].as_array().unwrap();
            let found = mentions
                .iter()
                .map(|mention| &mention["source"])
                .find(|source| source["quote"].as_str().unwrap().replace(' ', "") == *words);
            assert_eq!(found.map(|source| &source[key]), Some(&Json::from(*number)), "{name}: {words}");
        }
    };
    check("deck.pptx", "slide", &[("2022年1月", 3), ("200萬元", 4), ("3億元", 6)]);
    #[cfg(feature = "pdf")]
    check("deck-pptx.pdf", "page", &[("2022年1月", 3), ("200萬元", 4), ("3億元", 6)]);
    #[cfg(feature = "pdf")]
    check("report-docx.pdf", "page", &[("5億元", 1), ("3億元", 2)]);
    let sheet = read("table.xlsx").to_string();
    assert!(sheet.contains("\"sheet\":\"比率\"") && sheet.contains("\"cell\":\"B2\""), "{sheet}");
}

#[test]
fn hostile_files_fail_alone() {
    let folder = tempfile::tempdir().unwrap();
    let files = hostile::files(&samples());
    assert!(files.len() >= 60);
    files.iter().for_each(|file| fs::write(folder.path().join(&file.name), &file.bytes).unwrap());
    for good in ["report.md", "report.docx", "deck.pptx"] {
        fs::copy(samples().join(good), folder.path().join(format!("good-{good}"))).unwrap();
    }
    let begun = Instant::now();
    let (status, out) = run_bounded(folder.path(), &["--timeout", "4"]);
    assert_eq!(status, 2);
    assert!(begun.elapsed() < Duration::from_secs(10 * files.len() as u64));
    let manifest = json(&out.path().join("manifest.json"));
    let rows: BTreeMap<&str, &Json> =
        manifest["inputs"].as_array().unwrap().iter().map(|row| (row["path"].as_str().unwrap(), row)).collect();
    for file in &files {
        let row = rows.get(file.name.as_str()).unwrap_or_else(|| panic!("{} is not in the manifest", file.name));
        let reason = row["reason"].as_str().unwrap_or("");
        assert!(file.fate == Fate::Any || row["status"] == "error", "{} was read", file.name);
        assert!(!reason.contains("panicked"), "{}: {reason}", file.name);
    }
    for good in ["good-report.md", "good-report.docx", "good-deck.pptx"] {
        assert_eq!(rows[good]["status"], "ok", "{good}");
    }
}

/// Though two files at once would each take all they may.
#[test]
fn hostile_files_share_memory() {
    let folder = tempfile::tempdir().unwrap();
    let greedy = ["bomb", "many", "deep", "form", "angles", "open-quote", "wide", "flat"];
    for file in hostile::files(&samples()) {
        if greedy.iter().any(|name| file.name.starts_with(name)) {
            for copy in 0..2 {
                fs::write(folder.path().join(format!("{copy}-{}", file.name)), &file.bytes).unwrap();
            }
        }
    }
    let (status, _) = run_bounded(folder.path(), &["--timeout", "4", "--jobs", "2"]);
    assert_eq!(status, 2);
}

#[test]
fn limits_stop_a_reader_with_a_message() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["report.docx", "deck.pptx", "report.html"] {
        fs::copy(samples().join(name), folder.path().join(name)).unwrap();
    }
    for (arguments, path, words) in [
        (["--max-pages", "3"], "deck.pptx", "more than 3 slides"),
        (["--max-entries", "3"], "report.docx", "--max-entries"),
        (["--max-nesting", "3"], "report.docx", "--max-nesting"),
        (["--max-work", "100"], "report.docx", "--max-work"),
        (["--max-unpacked", "0"], "report.docx", "--max-unpacked"),
        (["--max-size", "0"], "report.html", "--max-size"),
        (["--max-text", "0"], "report.html", "--max-text"),
        (["--timeout", "0.000001"], "report.docx", "--timeout"),
    ] {
        let (status, out) = run(folder.path(), &arguments);
        assert_eq!(status, 2, "{arguments:?}");
        let manifest = json(&out.path().join("manifest.json"));
        let row = manifest["inputs"].as_array().unwrap().iter().find(|row| row["path"] == path).unwrap();
        assert!(row["reason"].as_str().unwrap_or("").contains(words), "{arguments:?}: {row}");
    }
}

/// `cargo test --test readers -- --ignored` puts the hostile files in `target/hostile`, to look at.
#[test]
#[ignore = "writes files to look at"]
fn write_hostile_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/hostile");
    fs::create_dir_all(&folder).unwrap();
    hostile::files(&samples()).iter().for_each(|file| fs::write(folder.join(&file.name), &file.bytes).unwrap());
}
