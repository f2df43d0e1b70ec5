//! With the feature `opencc-native`: the C++ OpenCC and the pure Rust one give the same keys for
//! every word of `data/` and every run of Chinese in `inputs/` and, where it is there, `../shared/seeds`.

#![cfg(feature = "opencc-native")]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use ingest::script;

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).build();
    walk.flatten().map(ignore::DirEntry::into_path).filter(|path| path.is_file()).collect()
}

/// The runs of Chinese characters and Chinese quotation marks in `text`.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}' | '「' | '」' | '《' | '》'))
        .filter(|run| !run.is_empty())
}

#[test]
fn both_converters_give_the_same_keys() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pure = OpenCC::from_config(BuiltinConfig::T2s).unwrap();
    let mut names = BTreeSet::new();
    for folder in ["data", "inputs", "../shared/seeds"] {
        // OpenCC's own phrases differ between its releases.
        let ours = |path: &PathBuf| !path.starts_with(project.join("data/opencc"));
        for file in files(&project.join(folder)).into_iter().filter(ours) {
            // Samples in other encodings and formats hold the same words as their text versions.
            if let Ok(text) = String::from_utf8(fs::read(&file).unwrap()) {
                names.extend(runs(&text).map(str::to_owned));
            }
        }
    }
    assert!(names.len() > 100, "the words of data/ are there");
    for name in names {
        let folded: String = name.chars().map(script::fold_variant).collect();
        assert_eq!(script::key(&name), pure.convert(&folded), "{name}");
    }
}
