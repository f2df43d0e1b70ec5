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
    let mut head: Vec<(&String, &usize)> = words.iter().collect();
    head.sort_by(|a, b| (a.0.chars().next(), b.0.len(), a.0).cmp(&(b.0.chars().next(), a.0.len(), b.0)));
    let mut tail = head.clone();
    tail.sort_by(|a, b| (a.0.chars().last(), b.0.len(), a.0).cmp(&(b.0.chars().last(), a.0.len(), b.0)));
    for (suffix, list, end) in [("HEAD", &head, false), ("TAIL", &tail, true)] {
        let _ = writeln!(out, "static {upper}_{suffix}: &[Word] = &[");
        let mut index: Vec<(char, usize, usize)> = Vec::new();
        for (position, (word, entry)) in list.iter().enumerate() {
            let _ =
                writeln!(out, "    Word {{ text: {word:?}, attributes: {upper}_ENTRIES[{entry}], entry: {entry} }},");
            let key = if end { word.chars().last() } else { word.chars().next() }.expect("no empty word");
            match index.last_mut() {
                Some(last) if last.0 == key => last.2 = position + 1,
                _ => index.push((key, position, position + 1)),
            }
        }
        let _ = writeln!(out, "];\nstatic {upper}_{suffix}_INDEX: &[(char, u32, u32)] = &{index:?};");
        write_bits(out, &format!("{upper}_{suffix}_BITS"), index.iter().map(|row| row.0));
    }
    let _ = writeln!(
        out,
        "const {upper}: Table = Table {{ head: {upper}_HEAD, head_index: {upper}_HEAD_INDEX, head_bits: &{upper}_HEAD_BITS, tail: {upper}_TAIL, tail_index: {upper}_TAIL_INDEX, tail_bits: &{upper}_TAIL_BITS }};"
    );
}

/// The set of characters that some word begins (or ends) with, as pages of 256 bits: one look tells
/// that no word stands at a place, which is so at nearly every place.
fn write_bits(out: &mut String, name: &str, keys: impl Iterator<Item = char>) {
    let mut pages: BTreeMap<u32, [u64; 4]> = BTreeMap::new();
    for key in keys.map(u32::from).filter(|key| *key < 0x1_0000) {
        let page = pages.entry(key >> 8).or_default();
        page[(key >> 6 & 3) as usize] |= 1 << (key & 63);
    }
    let mut index = [0u8; 256];
    let mut rows = vec![[0u64; 4]];
    for (page, bits) in pages {
        index[page as usize] = u8::try_from(rows.len()).expect("at most 255 pages");
        rows.push(bits);
    }
    let _ = writeln!(out, "static {name}: Bits = Bits {{ index: {index:?}, pages: &{rows:?} }};");
}
