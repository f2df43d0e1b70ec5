//! What the benchmarks read.

#![allow(dead_code)] // each benchmark uses its part

use std::fs;
use std::path::{Path, PathBuf};

use ingest::script;

/// The sets of documents: the samples, and the annotated documents where they are present.
pub const SETS: [(&str, &str); 2] = [("inputs", "inputs"), ("seeds", "../shared/seeds")];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of a set, in the order of their paths; none where the folder is not there.
pub fn texts(folder: &str) -> Vec<String> {
    let mut open = vec![project().join(folder)];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// All words of `data/`, in both scripts, once each.
pub fn words() -> Vec<String> {
    let mut words = Vec::new();
    for text in texts("data") {
        let table: toml::Table = text.parse().unwrap_or_default();
        let entries = table.get("entry").and_then(toml::Value::as_array).into_iter().flatten();
        let listed = entries.filter_map(|entry| entry.get("words")?.as_array()).flatten();
        for word in listed.filter_map(toml::Value::as_str) {
            words.push(script::simplify(word).into_owned());
            words.push(word.to_owned());
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}
