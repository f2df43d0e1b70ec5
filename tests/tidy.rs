//! The house is in order: every part has its partners, and no file says what it must not.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use ingest::mentions::Type;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below `folder` whose names end with `ending`, each with its text, in path order.
fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let walk = ignore::WalkBuilder::new(project().join(folder)).standard_filters(false).build().flatten();
    let mut files: Vec<PathBuf> = walk
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.is_file() && path.to_string_lossy().ends_with(ending))
        .collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap_or_default())).collect()
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap()
}

/// A file as a reader knows it.
fn short(path: &Path) -> String {
    path.strip_prefix(project()).unwrap().display().to_string()
}

fn nothing(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Whether `text` has `word` with no letter, digit or `_` on either side.
fn has_word(text: &str, word: &str) -> bool {
    let part = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !before.is_some_and(part) && !behind.is_some_and(part)
    })
}

#[test]
fn every_word_list_is_read() {
    let sources = files("src", ".rs");
    let unread = files("data", ".toml").into_iter().filter(|(path, _)| {
        let field = format!(".{}", stem(path));
        !sources.iter().any(|(_, text)| text.match_indices(&field).any(|(at, _)| has_word(&text[at + 1..], stem(path))))
    });
    nothing(&unread.map(|(path, _)| format!("{}: no rule reads this list", short(&path))).collect::<Vec<_>>());
}

#[test]
fn every_word_list_says_what_it_holds() {
    let silent = files("data", ".toml").into_iter().filter(|(_, text)| !text.starts_with('#'));
    nothing(&silent.map(|(path, _)| format!("{}: begins without a comment", short(&path))).collect::<Vec<_>>());
}

#[test]
fn every_kind_of_mention_and_fact_has_cases() {
    let cases = files("cases", ".toml");
    let has = |kind: &str| {
        cases.iter().any(|(path, text)| {
            let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", short(path)));
            let types = table.get("types").and_then(toml::Value::as_array);
            let named = types.is_some_and(|types| types.iter().any(|word| word.as_str() == Some(kind)));
            (named || stem(path) == kind)
                && table.get("case").and_then(toml::Value::as_array).is_some_and(|rows| rows.len() >= 3)
        })
    };
    let kinds =
        Type::ALL.map(Type::word).into_iter().chain(["alias", "event", "funding", "measure", "ranking", "relation"]);
    let lacking =
        kinds.filter(|kind| !has(kind)).map(|kind| format!("cases/{kind}.toml: three cases or more are lacking"));
    nothing(&lacking.collect::<Vec<_>>());
}

#[test]
fn every_file_of_cases_is_run() {
    let tests: String = files("tests", ".rs").into_iter().map(|(_, text)| text).collect();
    let idle = files("cases", ".toml").into_iter().filter(|(path, _)| {
        let (name, file) = (format!("\"{}\"", stem(path)), format!("cases/{}.toml\"", stem(path)));
        !tests.contains(&name) && !tests.contains(&file)
    });
    nothing(&idle.map(|(path, _)| format!("{}: no test names it", short(&path))).collect::<Vec<_>>());
}

#[test]
fn every_module_is_compiled() {
    let mut stray = Vec::new();
    for (path, _) in files("src", ".rs") {
        let name = stem(&path);
        let folder = path.parent().unwrap();
        if name == "mod" || name == "lib" || name == "main" {
            continue;
        }
        let beside = folder.with_extension("rs"); // src/facts/relation.rs is the parent of src/facts/relation/…
        let parents = [folder.join("mod.rs"), folder.join("lib.rs"), folder.join("main.rs"), beside];
        let declared = parents.iter().filter_map(|parent| fs::read_to_string(parent).ok());
        if !declared.into_iter().any(|text| text.contains(&format!("mod {name};"))) {
            stray.push(format!("{}: no module declares it", short(&path)));
        }
    }
    nothing(&stray);
}

/// Lines that a source file may have without saying why it needs more.
const LINES: usize = 400;

#[test]
fn long_files_say_why() {
    let long = files("src", ".rs").into_iter().chain(files("tests", ".rs")).filter(|(_, text)| {
        let head: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        text.lines().count() > LINES && !head.contains("Long because")
    });
    let told = long.map(|(path, text)| {
        format!("{}: {} lines; split it, or say \"Long because …\" in its head", short(&path), text.lines().count())
    });
    nothing(&told.collect::<Vec<_>>());
}

#[test]
fn no_file_names_what_is_not_in_the_project() {
    // In halves, so that this file does not hold them itself.
    let forbidden =
        [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["HELP", "ERS"], ["iss", "ue #"], ["work", "tree"]];
    let forbidden = forbidden.map(|halves| halves.concat());
    let mut found = Vec::new();
    let folders = ["src", "data", "cases", "tests", "docs", ".ci", "benches"];
    let tops = ["README.md", "CONTRIBUTING.md", "Cargo.toml", "build.rs"].map(|name| {
        let path = project().join(name);
        (path.clone(), fs::read_to_string(path).unwrap_or_default())
    });
    for (path, text) in folders.iter().flat_map(|folder| files(folder, "")).chain(tops) {
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = forbidden.iter().find(|word| line.contains(*word)) {
                found.push(format!("{}:{}: {word}", short(&path), number + 1));
            }
        }
    }
    nothing(&found);
}

#[test]
fn every_input_has_its_snapshots_and_output() {
    for (input, _) in files("inputs", "") {
        let document = input.strip_prefix(project().join("inputs")).unwrap();
        let shelf = project().join("snapshots").join(document);
        assert!(shelf.is_dir(), "{}: no snapshots; INSTA_UPDATE=always cargo test --test snapshots", short(&input));
        let output = project().join("outputs").join(format!("{}.json", document.display()));
        assert!(output.is_file(), "{}: no output; cargo run --release -- inputs/ -o outputs/", short(&input));
    }
}
