//! The tables of all word lists together.
//!
//! All words of all lists stand in two trees of characters, one read from the front and one from the back, so that
//! one walk through a text finds what stands at a place in every list. A tree is a double array: the children of a
//! node with base `b` stand at `b` plus the code of their character, each with that code to tell whose child it is,
//! and no two nodes have one base. Words, attributes and texts are numbers and one string: a table of pointers would
//! have to be filled in whenever the program starts.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::fmt::{Debug, Write as _};

/// A list: its words in both scripts, each with the number of its entry, and the attributes of its entries.
pub struct List {
    pub name: String,
    pub words: BTreeMap<String, usize>,
    pub attributes: Vec<Vec<(String, String)>>,
}

/// The number of a unit that is not taken.
const FREE: u16 = u16::MAX;

/// Where the children of the root stand.
const ROOT: usize = 1;

/// A unit of a double array: the base of its children (0 for none), the code that leads to it, the word that ends.
#[derive(Clone, Copy)]
struct Unit {
    base: u32,
    code: u16,
    word: u16,
}

/// A node of a tree before it has its place.
#[derive(Default)]
struct Node {
    children: BTreeMap<u16, Node>,
    word: u16,
}

/// Sets of lists, each once.
#[derive(Default)]
struct Sets {
    numbers: HashMap<u128, u16>,
    list: Vec<[u64; 2]>,
}

impl Sets {
    fn put(&mut self, set: u128) -> u16 {
        let Self { numbers, list } = self;
        *numbers.entry(set).or_insert_with(|| {
            list.push([set as u64, (set >> 64) as u64]);
            u16::try_from(list.len() - 1).expect("few sets of lists are met")
        })
    }
}

/// Strings, each once, as one text with the places where each begins.
#[derive(Default)]
struct Strings {
    numbers: HashMap<String, u16>,
    text: String,
    starts: Vec<u32>,
}

impl Strings {
    fn put(&mut self, string: &str) -> u16 {
        if let Some(number) = self.numbers.get(string) {
            return *number;
        }
        let number = u16::try_from(self.starts.len()).expect("few strings");
        self.starts.push(self.text.len() as u32);
        self.text.push_str(string);
        self.numbers.insert(string.to_owned(), number);
        number
    }
}

/// Writes the tables of `lists`, which the list of a number reads.
pub fn write(out: &mut String, lists: &[List]) {
    assert!(lists.len() <= 128, "a set of lists has 128 bits");
    let mut owners: BTreeMap<&str, Vec<(u8, u16, u16)>> = BTreeMap::new();
    let mut rows = Vec::new();
    for (number, list) in lists.iter().enumerate() {
        for (word, entry) in &list.words {
            owners.entry(word).or_default().push((number as u8, (rows.len() + entry) as u16, *entry as u16));
        }
        rows.extend(list.attributes.iter().enumerate());
    }
    assert!(rows.len() < usize::from(u16::MAX) && owners.len() < usize::from(FREE), "numbers have sixteen bits");
    let words: Vec<&str> = owners.keys().copied().collect();
    let codes = codes(&words);
    codes_table(out, &codes);
    let mut sets = Sets::default();
    sets.put(0);
    words_table(out, &words, &owners, &mut sets);
    for (name, back) in [("HEAD", false), ("TAIL", true)] {
        side(out, name, back, &words, &owners, &codes, &mut sets);
    }
    array(out, "SETS", "u64", &sets.list.concat());
    attributes_table(out, &rows.iter().map(|(entry, attributes)| (*entry, attributes.as_slice())).collect::<Vec<_>>());
    let mut of_list: Vec<Vec<u16>> = vec![Vec::new(); lists.len()];
    for (id, owners) in (1u16..).zip(owners.values()) {
        owners.iter().for_each(|(list, ..)| of_list[usize::from(*list)].push(id));
    }
    array(out, "LIST_STARTS", "u32", &starts(&of_list));
    array(out, "LIST_WORDS", "u16", &of_list.concat());
}

/// Where each of `parts` begins when they stand one behind the other, and where the last one ends.
fn starts<T>(parts: &[Vec<T>]) -> Vec<u32> {
    let mut end = 0;
    let ends = parts.iter().map(|part| {
        end += part.len() as u32;
        end
    });
    std::iter::once(0).chain(ends.collect::<Vec<_>>()).collect()
}

fn array<T: Debug>(out: &mut String, name: &str, kind: &str, items: &[T]) {
    let _ = writeln!(out, "static {name}: [{kind}; {}] = {items:?};", items.len());
}

/// The code of each character, the most frequent first: so the double arrays are dense.
fn codes(words: &[&str]) -> HashMap<char, u16> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    words.iter().flat_map(|word| word.chars()).for_each(|c| *counts.entry(c).or_default() += 1);
    let mut order: Vec<(char, usize)> = counts.into_iter().collect();
    order.sort_by_key(|(c, count)| (std::cmp::Reverse(*count), *c));
    order.into_iter().zip(1u16..).map(|((c, _), code)| (c, code)).collect()
}

/// Writes the codes: a page for each 64 characters of the Basic Multilingual Plane, and the few beyond it.
fn codes_table(out: &mut String, codes: &HashMap<char, u16>) {
    let (mut index, mut pages, mut beyond) = (vec![0u16; 1024], vec![[0u16; 64]], Vec::new());
    let mut all: Vec<(char, u16)> = codes.iter().map(|(c, code)| (*c, *code)).collect();
    all.sort_unstable();
    for (c, code) in all {
        let key = u32::from(c) as usize;
        let Some(page) = index.get_mut(key >> 6) else {
            beyond.push((c, code));
            continue;
        };
        if *page == 0 {
            *page = pages.len() as u16;
            pages.push([0; 64]);
        }
        pages[usize::from(*page)][key & 63] = code;
    }
    array(out, "CODE_INDEX", "u16", &index);
    array(out, "CODE_PAGES", "[u16; 64]", &pages);
    array(out, "CODES_BEYOND", "(char, u16)", &beyond);
}

/// Writes of each word, from number 1, its text and the entries that have it, in the order of their lists.
fn words_table(out: &mut String, words: &[&str], owners: &BTreeMap<&str, Vec<(u8, u16, u16)>>, sets: &mut Sets) {
    let _ = writeln!(out, "static WORD_TEXT: &str = {:?};", words.concat());
    let texts: Vec<Vec<u8>> = words.iter().map(|word| word.as_bytes().to_vec()).collect();
    array(out, "WORD_STARTS", "u32", &starts(&texts));
    let lists: Vec<Vec<(u8, u16, u16)>> = owners.values().cloned().collect();
    array(out, "OWNER_STARTS", "u32", &starts(&lists));
    array(out, "OWNERS", "(u8, u16, u16)", &lists.concat());
    let own = owners.values().map(|owners| sets.put(set_of(owners)));
    array(out, "OWN", "u16", &std::iter::once(0).chain(own.collect::<Vec<_>>()).collect::<Vec<u16>>());
}

fn set_of(owners: &[(u8, u16, u16)]) -> u128 {
    owners.iter().fold(0, |set, (list, ..)| set | 1 << list)
}

/// What an attribute's name is known by; the same in `src/lexicon`.
fn mark(name: &str) -> u32 {
    match name.as_bytes() {
        [first, second, rest @ ..] => {
            let (third, last) = (rest.first().unwrap_or(second), rest.last().unwrap_or(second));
            u32::from_be_bytes([name.len() as u8, *first, *third, *last])
        }
        _ => panic!("{name}: a name of two letters or more"),
    }
}

/// Writes of each entry its number in its list and its attributes.
fn attributes_table(out: &mut String, rows: &[(usize, &[(String, String)])]) {
    let mut strings = Strings::default();
    let mut names: BTreeMap<u32, &str> = BTreeMap::new();
    for (key, _) in rows.iter().flat_map(|(_, row)| *row) {
        let known = names.insert(mark(key), key);
        assert!(known.is_none_or(|known| known == key), "{key} and {known:?} have one mark: name one otherwise");
    }
    let attributes: Vec<Vec<(u32, u16)>> =
        rows.iter().map(|(_, row)| row.iter().map(|(key, value)| (mark(key), strings.put(value))).collect()).collect();
    strings.starts.push(strings.text.len() as u32);
    array(out, "ROW_STARTS", "u32", &starts(&attributes));
    array(out, "ATTRIBUTES", "(u32, u16)", &attributes.concat());
    let _ = writeln!(out, "static STRING_TEXT: &str = {:?};", strings.text);
    array(out, "STRING_STARTS", "u32", &strings.starts);
}

/// Writes the tree from one side: its units; of each word the next shorter one on its path and the lists that have
/// one of both or of those before; of each character the lists that have a word which begins (or ends) with it.
fn side(
    out: &mut String,
    name: &str,
    back: bool,
    words: &[&str],
    owners: &BTreeMap<&str, Vec<(u8, u16, u16)>>,
    codes: &HashMap<char, u16>,
    sets: &mut Sets,
) {
    let mut root = Node::default();
    let mut first = vec![0u128; codes.len() + 1];
    let mut up = vec![0u16; words.len() + 1];
    for (word, id) in words.iter().zip(1u16..) {
        let mut path: Vec<u16> = word.chars().map(|c| codes[&c]).collect();
        if back {
            path.reverse();
        }
        first[usize::from(path[0])] |= set_of(&owners[word]);
        let mut node = &mut root;
        for code in path {
            node = node.children.entry(code).or_default();
        }
        node.word = id;
    }
    chain(&root, 0, &mut up);
    let own: Vec<u128> = std::iter::once(0).chain(owners.values().map(|owners| set_of(owners))).collect();
    let all: Vec<u16> = (0..own.len())
        .map(|id| {
            let mut set = 0;
            let mut at = id;
            while at != 0 {
                set |= own[at];
                at = usize::from(up[at]);
            }
            sets.put(set)
        })
        .collect();
    let units: Vec<u64> = place(&root)
        .iter()
        .map(|unit| u64::from(unit.base) << 32 | u64::from(unit.word) << 16 | u64::from(unit.code))
        .collect();
    array(out, &format!("{name}_UNITS"), "u64", &units);
    array(out, &format!("{name}_UP"), "u16", &up);
    array(out, &format!("{name}_ALL"), "u16", &all);
    array(out, &format!("{name}_FIRST"), "u16", &first.into_iter().map(|set| sets.put(set)).collect::<Vec<_>>());
}

/// Notes of each word below `node` the word that stands before it on its path.
fn chain(node: &Node, before: u16, up: &mut [u16]) {
    for child in node.children.values() {
        if child.word != 0 {
            up[usize::from(child.word)] = before;
        }
        chain(child, if child.word == 0 { before } else { child.word }, up);
    }
}

/// Gives every node below `root` a place in the array.
fn place(root: &Node) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut bases = HashSet::from([ROOT]);
    let mut lowest = ROOT + 1; // no unit before it is free
    settle(&mut units, ROOT, root);
    let mut queue = VecDeque::from([(root, ROOT)]);
    while let Some((node, base)) = queue.pop_front() {
        for (code, child) in &node.children {
            let Some(least) = child.children.keys().next().map(|code| usize::from(*code)) else { continue };
            while units.get(lowest).is_some_and(|unit: &Unit| unit.code != FREE) {
                lowest += 1;
            }
            let is_free = |at: usize| units.get(at).is_none_or(|unit| unit.code == FREE);
            let fits = |base: &usize| {
                !bases.contains(base) && child.children.keys().all(|code| is_free(base + usize::from(*code)))
            };
            let next = (lowest.max(least + 1)..).map(|at| at - least).find(fits).expect("there is room");
            bases.insert(next);
            units[base + usize::from(*code)].base = next as u32;
            settle(&mut units, next, child);
            queue.push_back((child, next));
        }
    }
    units
}

/// Puts the children of `node` at their places behind `base`.
fn settle(units: &mut Vec<Unit>, base: usize, node: &Node) {
    let last = node.children.keys().next_back().map_or(0, |code| usize::from(*code));
    if units.len() <= base + last {
        units.resize(base + last + 1, Unit { base: 0, code: FREE, word: 0 });
    }
    for (code, child) in &node.children {
        units[base + usize::from(*code)] = Unit { base: 0, code: *code, word: child.word };
    }
}
