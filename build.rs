//! Turns the word lists in `data/*.toml` into static tables.
//!
//! Every file becomes one field of the generated `Lexicon` struct, named after the file. A word
//! that is written in Traditional characters is listed once more in Simplified, so that a list may
//! hold either script or both. Nothing is parsed, converted or allocated when the program starts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use ferrous_opencc::{OpenCC, config::BuiltinConfig};

/// One `[[entry]]` of a data file: its words and its attributes.
struct Entry {
    words: Vec<String>,
    attributes: Vec<(String, String)>,
}

fn main() {
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=Cargo.lock");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let data = root.join("data");
    let simplified = OpenCC::from_config(BuiltinConfig::T2s).expect("OpenCC's own dictionaries");
    let mut files: Vec<PathBuf> = fs::read_dir(&data)
        .expect("data/ stands beside Cargo.toml")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let mut out = String::new();
    let mut names = Vec::new();
    for file in &files {
        let name = file.file_stem().expect("a file").to_string_lossy().into_owned();
        let entries = read_entries(file);
        write_table(&mut out, &name, &entries, &simplified, file);
        names.push(name);
    }
    let digest = fingerprint(&out);
    let _ = writeln!(
        out,
        "/// The word lists of the program, one field for each file of `data/`.\n#[derive(Debug, Clone, Copy)]\npub struct Lexicon {{"
    );
    for name in &names {
        let _ = writeln!(out, "    /// The words of `data/{name}.toml`.\n    pub {name}: Table,");
    }
    let _ = writeln!(
        out,
        "}}\nimpl Lexicon {{\n    /// The lexicon built into the program.\n    #[must_use]\n    pub const fn new() -> Self {{\n        Self {{"
    );
    for name in &names {
        let _ = writeln!(out, "            {name}: {},", name.to_uppercase());
    }
    let _ = writeln!(out, "        }}\n    }}\n}}");
    let _ = writeln!(
        out,
        "/// A fingerprint of all word lists, which changes when a word does.\npub const FINGERPRINT: &str = \"{digest:016x}\";"
    );
    let code = fingerprint(&["build.rs", "Cargo.lock", "src"].map(|name| read_all(&root.join(name))).concat());
    let _ = writeln!(
        out,
        "/// A fingerprint of the program's code, which changes when a line does.\npub const CODE: &str = \"{code:016x}\";"
    );
    let target = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("lexicon.rs");
    fs::write(target, out).expect("OUT_DIR can be written");
}

/// FNV-1a over the generated tables.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The text of a file, or of all files below a folder in the order of their names; none where it is not there.
fn read_all(path: &Path) -> String {
    let Ok(folder) = fs::read_dir(path) else { return fs::read_to_string(path).unwrap_or_default() };
    let mut files: Vec<PathBuf> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files.iter().map(|file| read_all(file)).collect()
}

fn read_entries(file: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(file).expect("a data file is UTF-8 text");
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let rows = table
        .get("entry")
        .and_then(toml::Value::as_array)
        .unwrap_or_else(|| panic!("{}: expected [[entry]]", file.display()));
    rows.iter()
        .map(|row| {
            let row = row.as_table().unwrap_or_else(|| panic!("{}: [[entry]] is a table", file.display()));
            let words = row
                .get("words")
                .and_then(toml::Value::as_array)
                .unwrap_or_else(|| panic!("{}: every [[entry]] has words = [...]", file.display()));
            Entry {
                words: words.iter().map(|word| word.as_str().expect("words are strings").to_owned()).collect(),
                attributes: row
                    .iter()
                    .filter(|(key, _)| *key != "words")
                    .map(|(key, value)| (key.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
                    .collect(),
            }
        })
        .collect()
}

fn write_table(out: &mut String, name: &str, entries: &[Entry], simplified: &OpenCC, file: &Path) {
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for word in &entry.words {
            assert!(!word.is_empty(), "{}: an empty word", file.display());
            if let Some(other) = words.insert(word.clone(), index) {
                assert!(other == index, "{}: {word} stands in two entries", file.display());
            }
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        for word in &entry.words {
            words.entry(simplified.convert(word)).or_insert(index);
        }
    }
    let upper = name.to_uppercase();
    let _ = writeln!(out, "static {upper}_ENTRIES: &[Attributes] = &[");
    for entry in entries {
        let _ = writeln!(out, "    &{:?},", entry.attributes);
    }
    let _ = writeln!(out, "];");
    write_side(out, &format!("{upper}_HEAD"), &upper, &words, |word| word.chars().map(key).collect());
    write_side(out, &format!("{upper}_TAIL"), &upper, &words, |word| word.chars().rev().map(key).collect());
    let _ = writeln!(out, "const {upper}: Table = Table {{ head: &{upper}_HEAD, tail: &{upper}_TAIL }};");
}

/// What a character is grouped by: enough to tell all characters of the Basic Multilingual Plane apart.
fn key(c: char) -> u16 {
    (u32::from(c) & 0xffff) as u16
}

/// Writes the words grouped by the first key that `keys` gives (from the front or from the back), longest
/// first, with a page table that leads from a key to its group.
fn write_side(out: &mut String, name: &str, table: &str, words: &BTreeMap<String, usize>, keys: fn(&str) -> Vec<u16>) {
    let mut groups: BTreeMap<u16, Vec<(&String, usize)>> = BTreeMap::new();
    for (word, entry) in words {
        groups.entry(keys(word)[0]).or_default().push((word, *entry));
    }
    let (mut list, mut rows, mut from) = (String::new(), Vec::new(), 0);
    for group in groups.values_mut() {
        group.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let second = group.iter().filter_map(|(word, _)| keys(word).get(1).copied());
        let second = second.fold(0u64, |set, key| set | 1 << (key & 63));
        let longer = group.iter().filter(|(word, _)| word.chars().nth(1).is_some()).count();
        let (short, to) = (from + longer, from + group.len());
        rows.push(format!("Group {{ second: {second}, from: {from}, short: {short}, to: {to} }}"));
        from += group.len();
        for (word, entry) in group {
            let _ = writeln!(list, "Word {{ text: {word:?}, attributes: {table}_ENTRIES[{entry}], entry: {entry} }},");
        }
    }
    let (index, pages) = pages(groups.keys().copied());
    let _ = writeln!(
        out,
        "static {name}: Side = Side {{ index: {index:?}, pages: &{pages:?}, groups: &[{}], words: &[\n{list}] }};",
        rows.join(", ")
    );
}

/// The set of keys as pages of four times 64 bits, each with the number of keys before it; page 0 is empty, for
/// all stretches that hold no key.
fn pages(keys: impl Iterator<Item = u16>) -> (Vec<u8>, Vec<[(u64, u16); 4]>) {
    let mut index = vec![0u8; 256];
    let mut pages = vec![[(0u64, 0u16); 4]];
    for (order, key) in (0u16..).zip(keys) {
        let page = &mut index[usize::from(key >> 8)];
        if *page == 0 {
            *page = u8::try_from(pages.len()).expect("at most 255 pages hold a character");
            pages.push([(0, 0); 4]);
        }
        let (bits, before) = &mut pages[usize::from(*page)][usize::from(key >> 6 & 3)];
        if *bits == 0 {
            *before = order;
        }
        *bits |= 1 << (key & 63);
    }
    (index, pages)
}
