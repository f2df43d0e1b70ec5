//! Turns the word lists in `data/*.toml` into static tables.
//!
//! Every file becomes one field of the generated `Lexicon` struct, named after the file. A word
//! that is written in Traditional characters is listed once more in Simplified, so that a list may
//! hold either script or both. Nothing is parsed, converted or allocated when the program starts.

#[path = "build/tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use tables::List;

/// One `[[entry]]` of a data file: its words and its attributes.
struct Entry {
    words: Vec<String>,
    attributes: Vec<(String, String)>,
}

fn main() {
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build");
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
    let lists: Vec<List> = files
        .iter()
        .map(|file| {
            let entries = read_entries(file);
            let name = file.file_stem().expect("a file").to_string_lossy().into_owned();
            let words = words(&entries, &simplified, file);
            List { name, words, attributes: entries.into_iter().map(|entry| entry.attributes).collect() }
        })
        .collect();
    tables::write(&mut out, &lists);
    let script = script(&simplified, &read_all(&data.join("opencc/TSPhrases.txt")));
    let digest = fingerprint(&[out.as_str(), script.as_str()].concat());
    let _ = writeln!(
        out,
        "/// The word lists of the program, one field for each file of `data/`.\n#[derive(Debug, Clone, Copy)]\npub struct Lexicon<'t> {{\n    spots: &'t Spots<'t>,"
    );
    for List { name, .. } in &lists {
        let _ = writeln!(out, "    /// The words of `data/{name}.toml`.\n    pub {name}: Table<'t>,");
    }
    let _ = writeln!(
        out,
        "}}\nimpl<'t> Lexicon<'t> {{\n    /// The lexicon built into the program.\n    #[must_use]\n    pub const fn new() -> Self {{\n        Self::with(&spots::NONE)\n    }}\n\n    const fn with(spots: &'t Spots<'t>) -> Self {{\n        Self {{\n            spots,"
    );
    for (number, List { name, .. }) in lists.iter().enumerate() {
        let _ = writeln!(out, "            {name}: Table {{ number: {number}, spots }},");
    }
    let _ = writeln!(out, "        }}\n    }}\n}}");
    let _ = writeln!(
        out,
        "/// A fingerprint of all word lists, which changes when a word does.\npub const FINGERPRINT: &str = \"{digest:016x}\";"
    );
    let code = fingerprint(&["build.rs", "build", "Cargo.lock", "src"].map(|name| read_all(&root.join(name))).concat());
    let _ = writeln!(
        out,
        "/// A fingerprint of the program's code, which changes when a line does.\npub const CODE: &str = \"{code:016x}\";"
    );
    let target = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(target.join("lexicon.rs"), out).expect("OUT_DIR can be written");
    fs::write(target.join("script.rs"), script).expect("OUT_DIR can be written");
}

/// The tables of `src/script.rs`: OpenCC's conversion of every character, and its phrases.
fn script(simplified: &OpenCC, phrases: &str) -> String {
    let lines = phrases.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let phrases: BTreeMap<&str, String> = lines.map(|(phrase, _)| (phrase, simplified.convert(phrase))).collect();
    let heads: String = phrases.keys().filter_map(|phrase| phrase.chars().next()).collect();
    let phrases: Vec<_> = phrases.into_iter().collect();
    let (mut index, mut pages, mut beyond) = (vec![0u16; 1 << 10], vec![[0u16; 64]], Vec::new());
    for from in '\u{80}'..'\u{33000}' {
        let simple = simplified.convert(from.encode_utf8(&mut [0; 4])).chars().next().expect("a character");
        if simple == from {
            continue;
        }
        let (key, code) = (u32::from(from) as usize, u16::try_from(u32::from(simple)));
        if code.is_err() || key > 0xffff {
            beyond.push((from, simple));
        }
        if key <= 0xffff {
            let page = &mut index[key >> 6];
            if *page == 0 {
                *page = u16::try_from(pages.len()).expect("few pages");
                pages.push([0; 64]);
            }
            pages[usize::from(*page)][key & 63] = code.unwrap_or(1);
        }
    }
    format!(
        "static INDEX: [u16; 1024] = {index:?};\nstatic PAGES: &[[u16; 64]] = &{pages:?};\n\
         static BEYOND: &[(char, char)] = &{beyond:?};\nstatic HEADS: CharSet = CharSet::of({heads:?});\n\
         static PHRASES: &[(&str, &str)] = &{phrases:?};\n"
    )
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

/// The words of a list in both scripts, each with the number of its entry.
fn words(entries: &[Entry], simplified: &OpenCC, file: &Path) -> BTreeMap<String, usize> {
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
    words
}
