//! The words: units, classifiers, currencies, bounding words, verbs, bodies, in both scripts.
//!
//! Words are data (`data/*.toml`), grammar is code. `build.rs` turns each file into one [`Table`],
//! a field of [`Lexicon`] of the same name, with the Simplified form of every Traditional word
//! added. The lexicon is passed as `&Lexicon`, never read from a global.

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}

/// The attributes of an `[[entry]]`, as name and value.
pub type Attributes = &'static [(&'static str, &'static str)];

/// One word of a list with the attributes of its entry.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The word as it stands in text.
    pub text: &'static str,
    /// The attributes of its `[[entry]]`.
    pub attributes: Attributes,
    /// The number of its `[[entry]]` in the file: words of one entry mean the same.
    pub entry: u16,
}

impl Word {
    /// The attribute `name` of the word's entry.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'static str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    /// Whether the attribute `name` is `true`.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }
}

/// One word list, searchable from a word's first character and from its last.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    words: &'static [Word],
    head: &'static Side,
    tail: &'static Side,
    /// The number of the list among those that are asked together, if it is one.
    bit: Option<u8>,
}

/// The words of a list as a tree of their characters, from the front or from the back.
///
/// No word stands at nearly every place of a text, so what matters is how soon that is known: one bit
/// tells whether a word begins with the character, one more whether one may go on with the next.
#[derive(Debug)]
struct Side {
    index: [u8; 256],
    pages: &'static [[(u64, u16); 4]],
    nodes: &'static [Node],
    /// The characters that lead on from each node, ascending, and whereto.
    edges: &'static [(u16, u16)],
}

/// A place in the tree.
#[derive(Debug)]
struct Node {
    /// The characters that lead on, by their last six bits.
    bits: u64,
    /// Its stretch of edges.
    first: u16,
    last: u16,
    /// The word that ends here.
    word: u16,
}

/// The number of no word.
const NONE: u16 = u16::MAX;

/// All characters beyond the Basic Multilingual Plane: a path through them has to be compared with its words.
const BEYOND: u16 = u16::MAX;

/// What a character is known by in the tree.
#[inline]
fn key(c: char) -> u16 {
    u16::try_from(u32::from(c)).unwrap_or(BEYOND)
}

impl Side {
    /// Where a word's first character leads.
    #[inline]
    fn root(&self, key: u16) -> Option<&'static Node> {
        let page = self.index.get(usize::from(key >> 8)).map_or(0, |page| usize::from(*page));
        let (bits, before) = self.pages.get(page)?[usize::from(key >> 6 & 3)];
        if bits >> (key & 63) & 1 == 0 {
            return None;
        }
        self.nodes.get(usize::from(before) + (bits & ((1 << (key & 63)) - 1)).count_ones() as usize)
    }

    /// Where a further character leads from `node`.
    #[inline]
    fn next(&self, node: &Node, key: u16) -> Option<&'static Node> {
        if node.bits >> (key & 63) & 1 == 0 {
            return None;
        }
        let edges = self.edges.get(usize::from(node.first)..usize::from(node.last))?;
        // Few characters lead on from most: looking at each is sooner done than a search.
        let (_, next) = match edges.len() {
            0..=12 => edges.iter().find(|(other, _)| *other == key)?,
            _ => edges.get(edges.binary_search_by_key(&key, |(other, _)| *other).ok()?)?,
        };
        self.nodes.get(usize::from(*next))
    }
}

/// The words that end on one path through a tree, the shortest first.
#[derive(Debug, Clone, Copy)]
struct Path {
    places: [u16; Self::MOST],
    count: usize,
    /// Whether the path leads through [`BEYOND`].
    loose: bool,
}

impl Path {
    /// How many words begin with one another in a list, at most; `build.rs` sees to it.
    const MOST: usize = 8;

    /// The path that `chars` take.
    #[inline]
    fn of(side: &Side, mut chars: impl Iterator<Item = char>) -> Self {
        let mut path = Self { places: [NONE; Self::MOST], count: 0, loose: false };
        let Some(first) = chars.next().map(key) else { return path };
        let mut node = side.root(first);
        path.loose = first == BEYOND;
        while let Some(here) = node {
            if let Some(place) = path.places.get_mut(path.count).filter(|_| here.word != NONE) {
                *place = here.word;
                path.count += 1;
            }
            let Some(key) = chars.next().map(key) else { break };
            node = side.next(here, key);
            path.loose |= key == BEYOND;
        }
        path
    }

    /// The numbers of the words, longest first.
    fn longest_first(self) -> impl Iterator<Item = u16> {
        (0..self.count).rev().filter_map(move |index| self.places.get(index).copied())
    }
}

impl Table {
    /// All words that `rest` begins with, longest first.
    #[inline]
    pub fn all_at<'a>(&self, rest: &'a str) -> impl Iterator<Item = &'static Word> + use<'a> {
        let (path, words) = (Path::of(self.head, rest.chars()), self.words);
        let found = path.longest_first().filter_map(move |place| words.get(usize::from(place)));
        found.filter(move |word| !path.loose || rest.starts_with(word.text))
    }

    /// Whether a word may stand at the beginning of `rest`: certain where the answer is no.
    #[must_use]
    #[inline]
    pub fn may_begin(&self, rest: &str) -> bool {
        let mut chars = rest.chars();
        let root = chars.next().and_then(|first| self.head.root(key(first)));
        root.is_some_and(|root| {
            root.word != NONE || chars.next().is_some_and(|second| self.head.next(root, key(second)).is_some())
        })
    }

    /// The longest word that `rest` begins with.
    #[must_use]
    #[inline]
    pub fn longest_at(&self, rest: &str) -> Option<&'static Word> {
        // By hand, because nearly every look-up ends at the first character.
        let mut chars = rest.chars();
        let first = key(chars.next()?);
        let root = self.head.root(first)?;
        if first == BEYOND { self.all_at(rest).next() } else { self.longest_from(root, rest, chars.as_str()) }
    }

    /// The longest word that `rest` begins with, whose first character leads to `root` and has `behind` behind it.
    fn longest_from(&self, root: &'static Node, rest: &str, behind: &str) -> Option<&'static Word> {
        let (mut node, mut word) = (root, root.word);
        for key in behind.chars().map(key) {
            let Some(next) = self.head.next(node, key) else { break };
            if key == BEYOND {
                return self.all_at(rest).next();
            }
            node = next;
            word = if next.word == NONE { word } else { next.word };
        }
        self.words.get(usize::from(word)) // none has the number of no word
    }

    /// All words that `before` ends with, longest first.
    #[inline]
    pub fn all_before<'a>(&self, before: &'a str) -> impl Iterator<Item = &'static Word> + use<'a> {
        let (path, words) = (Path::of(self.tail, before.chars().rev()), self.words);
        let found = path.longest_first().filter_map(move |place| words.get(usize::from(place)));
        found.filter(move |word| !path.loose || before.ends_with(word.text))
    }

    /// The longest word that `before` ends with.
    #[must_use]
    #[inline]
    pub fn longest_before(&self, before: &str) -> Option<&'static Word> {
        self.all_before(before).next()
    }

    /// The entry of exactly this word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&'static Word> {
        let mut chars = word.chars().map(key);
        let root = self.head.root(chars.next()?)?;
        let node = chars.try_fold(root, |node, key| self.head.next(node, key))?;
        self.words.get(usize::from(node.word)).filter(|found| found.text == word)
    }

    /// Every word.
    #[must_use]
    pub const fn words(&self) -> &'static [Word] {
        self.words
    }
}

/// A set of those lists that are asked together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lists(u16);

impl Lists {
    /// Whether `table` may be one of them: certain where the answer is no.
    #[must_use]
    #[inline]
    pub const fn has(self, table: &Table) -> bool {
        match table.bit {
            Some(bit) => self.0 >> bit & 1 == 1,
            None => true,
        }
    }

    /// The set of `tables`; those that are not asked together are in none.
    #[must_use]
    pub fn of<'a>(tables: impl IntoIterator<Item = &'a Table>) -> Self {
        Self(tables.into_iter().filter_map(|table| table.bit).fold(0, |set, bit| set | 1 << bit))
    }

    /// Whether the two share no list.
    #[must_use]
    #[inline]
    pub const fn parted(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }
}

/// Which of the lists that are asked together have a word that begins with a character, or with it and a second one.
#[derive(Debug)]
struct ListsAt {
    /// Where each 64 characters are told of.
    index: [u16; 1024],
    /// The number of each character's head, 0 where no word begins with it.
    pages: &'static [[u16; 64]],
    heads: &'static [Head],
    /// Second characters with their sets, those of one first character together.
    slots: &'static [(u16, u16)],
}

/// What begins with one character.
#[derive(Debug)]
struct Head {
    /// The second characters, by their last six bits.
    bits: u64,
    /// Where its slots begin, and the number of its last one; all are a power of two.
    from: u32,
    last: u16,
    /// The lists that have the character as a word.
    alone: u16,
}

impl Head {
    const NONE: Self = Self { bits: 0, from: 0, last: 0, alone: 0 };
}

impl ListsAt {
    #[inline]
    fn set(&self, first: u16, second: u16) -> u16 {
        let page = self.index.get(usize::from(first >> 6)).and_then(|page| self.pages.get(usize::from(*page)));
        let head = page.and_then(|page| self.heads.get(usize::from(page[usize::from(first & 63)])));
        let Some(head) = head else { return 0 };
        if head.bits >> (second & 63) & 1 == 0 {
            return head.alone;
        }
        let (from, last) = (head.from as usize, usize::from(head.last));
        let mut slot = usize::from(second.wrapping_mul(0x9E35) >> 5) & last;
        loop {
            match self.slots.get(from + slot) {
                Some((known, set)) if *known == second || *known == 0 => return *set,
                Some(_) => slot = (slot + 1) & last,
                None => return head.alone,
            }
        }
    }
}

impl Lexicon {
    /// The lists that may have a word which `rest` begins with, of those that are asked together: what is asked
    /// of several at every place is asked once.
    #[must_use]
    #[inline]
    pub fn lists_at(&self, rest: &str) -> Lists {
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { return Lists::default() };
        Lists(LISTS_AT.set(key(first), chars.next().map_or(0, key)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_word_wins_from_either_end() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.currencies.longest_at("港幣五元").map(|word| word.text), Some("港幣"));
        assert_eq!(lexicon.currencies.longest_before("一百萬美元").and_then(|word| word.get("code")), Some("USD"));
        assert!(lexicon.currencies.get("沒有").is_none());
    }

    #[test]
    fn every_word_is_found_from_either_end() {
        let lexicon = Lexicon::new();
        for table in [&lexicon.currencies, &lexicon.name_words, &lexicon.places, &lexicon.units, &lexicon.time_en] {
            for word in table.words() {
                let (behind, before) = (format!("{}則", word.text), format!("則{}", word.text));
                assert!(table.all_at(&behind).any(|found| found.text == word.text), "{behind}");
                assert!(table.all_before(&before).any(|found| found.text == word.text), "{before}");
                assert!(table.longest_at(&behind).is_some_and(|found| found.text.len() >= word.text.len()));
                assert_eq!(table.get(word.text).map(|found| found.entry), Some(word.entry));
                assert!(lexicon.lists_at(&behind).has(table), "{behind}");
            }
        }
        assert!(lexicon.lists_at("\u{20000}則").parted(Lists(u16::MAX)));
    }

    #[test]
    fn simplified_forms_are_listed_too() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.currencies.get("人民币").and_then(|word| word.get("code")), Some("CNY"));
    }
}
