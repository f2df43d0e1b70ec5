//! The words: units, classifiers, currencies, bounding words, verbs, bodies, in both scripts.
//!
//! Words are data (`data/*.toml`), grammar is code. `build.rs` turns each file into one [`Table`],
//! a field of [`Lexicon`] of the same name, with the Simplified form of every Traditional word
//! added. The lexicon is passed as `&Lexicon`, never read from a global.
//!
//! - `trie`: the words of all lists as two trees of characters;
//! - `spots`: what stands at each place of a text, found by one pass. A lexicon that was made [`over`](Lexicon::over)
//!   them answers from them what is asked of that text, and walks through the trees for any other.

mod spots;
mod trie;

pub use spots::Spots;
use trie::{HEAD, TAIL, Trie};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

impl Default for Lexicon<'_> {
    fn default() -> Self {
        Self::new()
    }
}

/// The number of a word of any list, 0 of none.
type WordId = u16;

/// One word of a list with the attributes of its entry.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The word as it stands in text.
    pub text: &'static str,
    /// The number of its `[[entry]]` in the file: words of one entry mean the same.
    pub entry: u16,
    /// The number of its entry among those of all lists.
    row: u16,
    id: WordId,
}

impl Word {
    /// The attribute `name` of the word's entry.
    #[must_use]
    #[inline]
    pub fn get(&self, name: &str) -> Option<&'static str> {
        let (attributes, mark) = (part(&ATTRIBUTES, &ROW_STARTS, usize::from(self.row)), mark(name));
        let found = attributes.iter().find(|(key, ..)| *key == mark)?;
        Some(string(found.1))
    }

    /// Whether the attribute `name` is `true`.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }
}

/// The stretch of `all` that is the one of `number`.
#[inline]
fn part<T>(all: &'static [T], starts: &[u32], number: usize) -> &'static [T] {
    let range = starts.get(number).zip(starts.get(number + 1));
    range.and_then(|(from, to)| all.get(*from as usize..*to as usize)).unwrap_or(&[])
}

/// What an attribute's name is known by: its length with its first, third and last byte; `build/tables.rs` sees to it that
/// no two have the same.
#[inline]
const fn mark(name: &str) -> u32 {
    match name.as_bytes() {
        [first, last] => u32::from_be_bytes([2, *first, *last, *last]),
        [first, _, third, .., last] => u32::from_be_bytes([name.len() as u8, *first, *third, *last]),
        [first, _, third] => u32::from_be_bytes([3, *first, *third, *third]),
        _ => 0,
    }
}

/// A value of an attribute.
fn string(number: u16) -> &'static str {
    text_of(STRING_TEXT, &STRING_STARTS, usize::from(number))
}

/// The stretch of `text` that is the one of `number`.
#[inline]
fn text_of(text: &'static str, starts: &[u32], number: usize) -> &'static str {
    let range = starts.get(number).zip(starts.get(number + 1));
    range.and_then(|(from, to)| text.get(*from as usize..*to as usize)).unwrap_or("")
}

/// The length of a word in bytes.
#[inline]
fn word_len(id: WordId) -> usize {
    let index = usize::from(id);
    let ends = WORD_STARTS.get(index).zip(WORD_STARTS.get(index.wrapping_sub(1)));
    ends.map_or(0, |(end, start)| (end - start) as usize)
}

/// Of the word `id` and those before it on its path, the longest that `len` bytes have room for.
#[inline]
fn within(mut id: WordId, len: usize) -> WordId {
    while word_len(id) > len {
        id = HEAD.up(id);
    }
    id
}

/// The number of the set of lists that have the word `id`.
#[inline]
fn own(id: WordId) -> u16 {
    OWN.get(usize::from(id)).copied().unwrap_or(0)
}

/// The text of a word.
#[inline]
fn word_text(id: WordId) -> &'static str {
    usize::from(id).checked_sub(1).map_or("", |index| text_of(WORD_TEXT, &WORD_STARTS, index))
}

/// A set of lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lists([u64; 2]);

impl Lists {
    /// The set of this number.
    #[inline]
    fn numbered(number: u16) -> Self {
        let at = 2 * usize::from(number);
        Self([SETS.get(at), SETS.get(at + 1)].map(|bits| bits.copied().unwrap_or(0)))
    }

    /// Whether `table` is one of them.
    #[must_use]
    #[inline]
    pub const fn has(self, table: &Table<'_>) -> bool {
        self.0[(table.number >> 6 & 1) as usize] >> (table.number & 63) & 1 == 1
    }

    /// The set of `tables`.
    #[must_use]
    pub fn of<'a>(tables: impl IntoIterator<Item = &'a Table<'a>>) -> Self {
        let mut set = Self::default();
        tables.into_iter().for_each(|table| set.0[usize::from(table.number >> 6 & 1)] |= 1 << (table.number & 63));
        set
    }

    /// Whether the two share no list.
    #[must_use]
    #[inline]
    pub const fn parted(self, other: Self) -> bool {
        self.0[0] & other.0[0] == 0 && self.0[1] & other.0[1] == 0
    }
}

/// One word list, searchable from a word's first character and from its last: its number among the lists, and the
/// text that was looked through before.
#[derive(Debug, Clone, Copy)]
pub struct Table<'t> {
    number: u8,
    spots: &'t Spots<'t>,
}

impl Table<'_> {
    /// The word `id`, where the list has it.
    #[inline]
    fn word(&self, id: WordId) -> Option<Word> {
        let owners = part(&OWNERS, &OWNER_STARTS, usize::from(id.checked_sub(1)?));
        let (_, row, entry) = owners.iter().find(|(list, ..)| *list == self.number)?;
        Some(Word { text: word_text(id), entry: *entry, row: *row, id })
    }

    /// Of the word `id` and those before it on its path, the longest that the list has.
    #[inline]
    fn first_of(&self, trie: &Trie, id: WordId) -> WordId {
        let mut id = id;
        while id != 0 && !self.is_in(own(id)) {
            id = trie.up(id);
        }
        id
    }

    /// The longest word of any list at the beginning of `rest`, where the list has it or a shorter one.
    #[inline]
    fn deepest(&self, rest: &str) -> WordId {
        // Nearly every look-up ends here.
        match self.spots.at(rest) {
            Some((_, lists)) if !self.is_in(lists) => 0,
            Some((id, _)) => within(id, rest.len()),
            None => HEAD.deepest(self, rest.chars()),
        }
    }

    /// Whether the set of this number has the list.
    #[inline]
    fn is_in(&self, set: u16) -> bool {
        let bits = SETS.get(2 * usize::from(set) + usize::from(self.number >> 6));
        bits.is_some_and(|bits| bits >> (self.number & 63) & 1 == 1)
    }

    /// All words that `rest` begins with, longest first.
    #[inline]
    pub fn all_at(&self, rest: &str) -> impl Iterator<Item = Word> + use<'_> {
        self.along(&HEAD, self.deepest(rest))
    }

    /// The words of the list on one path, longest first.
    #[inline]
    fn along(&self, trie: &'static Trie, deepest: WordId) -> impl Iterator<Item = Word> + use<'_> {
        let first = self.first_of(trie, deepest);
        let ids = std::iter::successors(Some(first), move |id| Some(self.first_of(trie, trie.up(*id))));
        ids.take_while(|id| *id != 0).filter_map(move |id| self.word(id))
    }

    /// Whether a word stands at the beginning of `rest`.
    #[must_use]
    #[inline]
    pub fn begins(&self, rest: &str) -> bool {
        self.first_of(&HEAD, self.deepest(rest)) != 0
    }

    /// The longest word that `rest` begins with.
    #[must_use]
    #[inline]
    pub fn longest_at(&self, rest: &str) -> Option<Word> {
        match self.deepest(rest) {
            0 => None,
            deepest => self.word(self.first_of(&HEAD, deepest)),
        }
    }

    /// All words that `before` ends with, longest first.
    #[inline]
    pub fn all_before(&self, before: &str) -> impl Iterator<Item = Word> + use<'_> {
        self.along(&TAIL, TAIL.deepest(self, before.chars().rev()))
    }

    /// The longest word that `before` ends with.
    #[must_use]
    #[inline]
    pub fn longest_before(&self, before: &str) -> Option<Word> {
        match TAIL.deepest(self, before.chars().rev()) {
            0 => None,
            deepest => self.word(self.first_of(&TAIL, deepest)),
        }
    }

    /// The entry of exactly this word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<Word> {
        let id = match self.spots.at(word) {
            Some((_, lists)) if !self.is_in(lists) => return None,
            Some((id, _)) => within(id, word.len()),
            None => HEAD.exact(self, word.chars()),
        };
        if word_len(id) == word.len() { self.word(id) } else { None }
    }

    /// The entry of the same word in this list.
    #[must_use]
    #[inline]
    pub fn same(&self, word: Word) -> Option<Word> {
        self.word(word.id)
    }

    /// Every word.
    pub fn words(&self) -> impl Iterator<Item = Word> + use<'_> {
        let ids = part(&LIST_WORDS, &LIST_STARTS, usize::from(self.number));
        ids.iter().filter_map(move |id| self.word(*id))
    }
}

impl Lexicon<'_> {
    /// The same words, where look-ups in the text of `spots` are answered.
    #[must_use]
    pub const fn over<'t>(&self, spots: &'t Spots<'t>) -> Lexicon<'t> {
        Lexicon::with(spots)
    }

    /// The lists that have a word which `rest` begins with; of other texts than the one that was looked through,
    /// also words that go on behind it.
    #[must_use]
    #[inline]
    pub fn lists_at(&self, rest: &str) -> Lists {
        Lists::numbered(self.spot(rest).1)
    }

    /// What stands at the beginning of `rest`.
    #[inline]
    fn spot(&self, rest: &str) -> (WordId, u16) {
        self.spots.at(rest).unwrap_or_else(|| {
            let id = HEAD.longest(rest.chars().map(trie::code));
            (id, HEAD.lists(id))
        })
    }

    /// The longest word of `tables` that `rest` begins with, with the number of its list among them; the last of
    /// those that have it.
    #[must_use]
    pub fn longest_of(&self, rest: &str, tables: &[&Table<'_>]) -> Option<(usize, Word)> {
        let (id, lists) = self.spot(rest);
        if !tables.iter().any(|table| table.is_in(lists)) {
            return None;
        }
        let mut id = within(id, rest.len());
        while id != 0 {
            let lists = own(id);
            if let Some(last) = tables.iter().rposition(|table| table.is_in(lists)) {
                return Some((last, tables.get(last)?.word(id)?));
            }
            id = HEAD.up(id);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables<'t>(spots: &'t Spots<'t>) -> impl Iterator<Item = Table<'t>> {
        (0..LIST_STARTS.len() as u8 - 1).map(move |number| Table { number, spots })
    }

    #[test]
    fn longest_word_wins_from_either_end() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.currencies.longest_at("港幣五元").map(|word| word.text), Some("港幣"));
        assert_eq!(lexicon.currencies.longest_before("一百萬美元").and_then(|word| word.get("code")), Some("USD"));
        assert!(lexicon.currencies.get("沒有").is_none());
        assert!(lexicon.currencies.get("").is_none());
    }

    #[test]
    fn every_word_is_found_from_either_end() {
        for table in tables(&spots::NONE) {
            for word in table.words() {
                let (behind, before) = (format!("{}則", word.text), format!("則{}", word.text));
                assert!(table.all_at(&behind).any(|found| found.text == word.text), "{behind}");
                assert!(table.all_before(&before).any(|found| found.text == word.text), "{before}");
                assert!(table.longest_at(&behind).is_some_and(|found| found.text.len() >= word.text.len()));
                assert_eq!(table.get(word.text).map(|found| found.entry), Some(word.entry));
            }
        }
    }

    #[test]
    fn look_ups_say_what_comparing_with_every_word_says() {
        let text = include_str!("../../cases/money.toml");
        let (spots, none) = (Spots::of(text), &spots::NONE);
        for at in text.char_indices().map(|(at, _)| at).filter(|at| at % 31 < 3) {
            let (before, rest) = text.split_at(at);
            for (walked, known) in tables(none).zip(tables(&spots)) {
                let mut heads: Vec<&str> = walked.words().map(|word| word.text).collect();
                let mut tails = heads.clone();
                heads.retain(|word| rest.starts_with(word));
                tails.retain(|word| before.ends_with(word));
                heads.sort_by_key(|word| std::cmp::Reverse(word.len()));
                tails.sort_by_key(|word| std::cmp::Reverse(word.len()));
                assert_eq!(walked.all_before(before).map(|word| word.text).collect::<Vec<_>>(), tails);
                let part = rest.char_indices().nth(3).map_or(rest, |(at, _)| &rest[..at]);
                let inside = heads.iter().find(|word| word.len() <= part.len()).copied();
                for table in [walked, known] {
                    assert_eq!(table.all_at(rest).map(|word| word.text).collect::<Vec<_>>(), heads);
                    assert_eq!(table.longest_at(rest).map(|word| word.text), heads.first().copied());
                    assert_eq!(table.begins(rest), !heads.is_empty());
                    assert_eq!(table.longest_at(part).map(|word| word.text), inside);
                    assert_eq!(table.get(part).is_some(), heads.contains(&part));
                    assert_eq!(Lexicon::with(table.spots).lists_at(rest).has(&table), !heads.is_empty());
                }
            }
        }
    }

    #[test]
    fn simplified_forms_are_listed_too() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.currencies.get("人民币").and_then(|word| word.get("code")), Some("CNY"));
    }
}
