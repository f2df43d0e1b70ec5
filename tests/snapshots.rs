//! What every stage makes of every document of `inputs/`, compared with `snapshots/`.
//!
//! `snapshots/<layout>/<document>/<n>-<stage>.snap` is numbered by stage, so that the first
//! difference names the stage that caused it. The laws of positions are checked on every run, also
//! on the documents of `../shared/seeds` where that folder is there.
//!
//! To see differences: `cargo insta review`. To accept all: `INSTA_UPDATE=always cargo test --test snapshots`.

#![allow(clippy::unwrap_used)]

#[path = "common/laws.rs"]
mod laws;
#[path = "common/pages.rs"]
mod pages;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use ingest::lexicon::Lexicon;
use ingest::read::Source;
use ingest::{Options, process, write};
use serde_json::Value;

use pages::{Lines, PAGES};

/// A document of a folder, with what was made of it.
struct Read {
    /// Path below the folder.
    path: String,
    bytes: Vec<u8>,
    source: String,
    json: Value,
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder`, in path order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .build()
        .flatten()
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .collect();
    files.sort();
    files
}

/// Whether this build reads the file: one without the feature `pdf` leaves PDF documents out.
fn readable(file: &Path) -> bool {
    cfg!(feature = "pdf") || file.extension().is_none_or(|ending| ending != "pdf")
}

fn read(folder: &Path) -> Vec<Read> {
    let read = |file: PathBuf| {
        let path = file.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&file).unwrap();
        let source = Source::from_bytes(&path, bytes.clone()).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let text = source.text.clone();
        let document = process(source, &Lexicon::new(), &Options::default());
        let mut json = Vec::new();
        write::document(&document, &mut json).unwrap();
        let json = serde_json::from_slice(&json).unwrap_or_else(|error| panic!("{path}: {error}"));
        Read { path, bytes, source: text, json }
    };
    files(folder).into_iter().filter(|file| readable(file)).map(read).collect()
}

fn lawful(documents: &[Read]) {
    let mut broken = String::new();
    for document in documents {
        for law in laws::broken(&document.source, &document.bytes, &document.json) {
            broken.push_str(&format!("{}: {law}\n", document.path));
        }
    }
    assert!(broken.is_empty(), "laws broken:\n{broken}");
}

#[test]
fn laws_hold_for_the_inputs() {
    lawful(&read(&project().join("inputs")));
}

#[test]
fn laws_hold_for_the_seeds() {
    lawful(&read(&project().join("../shared/seeds"))); // no document where the folder is not there
}

/// The folder of a document's snapshots.
fn shelf(path: &str) -> PathBuf {
    project().join("snapshots").join(path)
}

#[test]
fn stages_are_as_accepted() {
    let mut failed = Vec::new();
    for document in read(&project().join("inputs")) {
        let lines = Lines::of(&document.source);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(shelf(&document.path));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for (stage, page) in PAGES {
                let page = page(&lines, &document.json);
                let check = AssertUnwindSafe(|| insta::assert_snapshot!(stage, page));
                if catch_unwind(check).is_err() {
                    failed.push(format!("{}/{stage}", document.path));
                }
            }
        });
    }
    assert!(failed.is_empty(), "not as accepted, see `cargo insta review`:\n{}", failed.join("\n"));
}

#[test]
fn no_snapshot_without_its_input() {
    for file in files(&project().join("snapshots")) {
        let document = file.parent().unwrap().strip_prefix(project().join("snapshots")).unwrap();
        let input = project().join("inputs").join(document);
        assert!(input.is_file(), "{} has no input {}; delete it", file.display(), input.display());
    }
}
