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
    let mut heads: BTreeMap<u16, BTreeMap<Option<u16>, u16>> = BTreeMap::new();
    for file in &files {
        let name = file.file_stem().expect("a file").to_string_lossy().into_owned();
        let words = words(&read_entries(file), &simplified, file);
        let bit = TOGETHER.iter().position(|list| *list == name);
        if let Some(bit) = bit {
            for keys in words.keys().map(|word| keys(word)) {
                *heads.entry(keys[0]).or_default().entry(keys.get(1).copied()).or_default() |= 1 << bit;
            }
        }
        write_table(&mut out, &name, bit, &read_entries(file), &words);
        names.push(name);
    }
    write_lists_at(&mut out, &heads);
    let script = script(&simplified, &read_all(&data.join("opencc/TSPhrases.txt")));
    let digest = fingerprint(&[out.as_str(), script.as_str()].concat());
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

fn write_table(out: &mut String, name: &str, bit: Option<usize>, entries: &[Entry], words: &BTreeMap<String, usize>) {
    let upper = name.to_uppercase();
    let _ = writeln!(out, "static {upper}_ENTRIES: &[Attributes] = &[");
    for entry in entries {
        let _ = writeln!(out, "    &{:?},", entry.attributes);
    }
    let _ = writeln!(out, "];");
    let _ = writeln!(out, "static {upper}_WORDS: &[Word] = &[");
    for (word, entry) in words {
        let _ = writeln!(out, "Word {{ text: {word:?}, attributes: {upper}_ENTRIES[{entry}], entry: {entry} }},");
    }
    let _ = writeln!(out, "];");
    write_side(out, &format!("{upper}_HEAD"), words, keys);
    write_side(out, &format!("{upper}_TAIL"), words, |word| keys(word).into_iter().rev().collect());
    let _ = writeln!(
        out,
        "const {upper}: Table = Table {{ words: {upper}_WORDS, head: &{upper}_HEAD, tail: &{upper}_TAIL, bit: {bit:?} }};"
    );
}

/// What the characters of a word are grouped by; those beyond the Basic Multilingual Plane are one group.
fn keys(word: &str) -> Vec<u16> {
    word.chars().map(|c| u16::try_from(u32::from(c)).unwrap_or(u16::MAX)).collect()
}

/// A place in the tree of words: where the keys before it lead.
#[derive(Default)]
struct Node {
    children: BTreeMap<u16, Node>,
    word: Option<usize>,
}

/// Writes the tree that leads from the keys of a word, which `keys` gives from the front or from the back, to
/// the word; first the nodes of the first keys in their order, behind them the others.
fn write_side(out: &mut String, name: &str, words: &BTreeMap<String, usize>, keys: fn(&str) -> Vec<u16>) {
    let mut root = Node::default();
    for (place, word) in words.keys().enumerate() {
        let mut node = &mut root;
        let mut nested = 0;
        for key in keys(word) {
            node = node.children.entry(key).or_default();
            nested += usize::from(node.word.is_some());
        }
        assert!(nested < 8, "{word} begins with more words than are looked at");
        node.word = Some(place);
    }
    let (mut rows, mut edges) = (Vec::new(), Vec::new());
    let mut queue: std::collections::VecDeque<&Node> = root.children.values().collect();
    let mut next = queue.len();
    while let Some(node) = queue.pop_front() {
        let first = edges.len();
        let mut bits = 0u64;
        for (key, child) in &node.children {
            edges.push((*key, u16::try_from(next).expect("a list has few words")));
            bits |= 1 << (key & 63);
            next += 1;
            queue.push_back(child);
        }
        let word = node.word.map_or(u16::MAX, |word| u16::try_from(word).expect("a list has few words"));
        rows.push(format!("Node {{ bits: {bits}, first: {first}, last: {}, word: {word} }}", edges.len()));
    }
    let (index, pages) = pages(root.children.keys().copied());
    let rows = rows.join(", ");
    let _ = writeln!(
        out,
        "static {name}: Side = Side {{ index: {index:?}, pages: &{pages:?}, nodes: &[{rows}], edges: &{edges:?} }};"
    );
}

/// The lists that are asked together at every place of a text, at most sixteen: those of the tokens of names, and
/// those of the lattice of facts.
const TOGETHER: [&str; 13] = [
    "generic_names",
    "name_words",
    "name_endings",
    "person_roles",
    "places",
    "public_bodies",
    "name_common",
    "adverbs",
    "predicates",
    "event_verbs",
    "compounds",
    "relation_words",
    "status",
];

/// Writes which of the lists have a word that begins with a character, or with it and a second one: for each first
/// character a small table of the second ones, in which each stands at its slot or behind it.
fn write_lists_at(out: &mut String, heads: &BTreeMap<u16, BTreeMap<Option<u16>, u16>>) {
    let (mut index, mut pages, mut rows) = (vec![0u16; 1 << 10], vec![[0u16; 64]], vec![String::from("Head::NONE")]);
    let mut slots: Vec<(u16, u16)> = Vec::new();
    for (first, seconds) in heads {
        let alone = seconds.get(&None).copied().unwrap_or(0);
        let from = slots.len();
        let size = (seconds.len() * 3 / 2 + 1).next_power_of_two();
        slots.resize(from + size, (0, alone));
        let mut bits = 0u64;
        for (second, set) in seconds.iter().filter_map(|(second, set)| Some(((*second)?, set))) {
            let mut slot = slot(second) & (size - 1);
            while slots[from + slot].0 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[from + slot] = (second, set | alone);
            bits |= 1 << (second & 63);
        }
        let page = &mut index[usize::from(first >> 6)];
        if *page == 0 {
            *page = u16::try_from(pages.len()).expect("few pages");
            pages.push([0; 64]);
        }
        pages[usize::from(*page)][usize::from(first & 63)] = u16::try_from(rows.len()).expect("few characters");
        rows.push(format!("Head {{ bits: {bits}, from: {from}, last: {}, alone: {alone} }}", size - 1));
    }
    let rows = rows.join(", ");
    let _ = writeln!(
        out,
        "static LISTS_AT: ListsAt = ListsAt {{ index: {index:?}, pages: &{pages:?}, heads: &[{rows}], slots: &{slots:?} }};"
    );
}

/// Where a second character is looked for first; the same in `src/lexicon`.
fn slot(key: u16) -> usize {
    usize::from(key.wrapping_mul(0x9E35) >> 5)
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
