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
    head: &'static [Word],
    head_index: &'static [(char, u32, u32)],
    head_bits: &'static Bits,
    tail: &'static [Word],
    tail_index: &'static [(char, u32, u32)],
    tail_bits: &'static Bits,
}

/// A set of characters of the Basic Multilingual Plane; all others count as members.
#[derive(Debug)]
struct Bits {
    index: [u8; 256],
    pages: &'static [[u64; 4]],
}

impl Bits {
    /// Whether a word may begin or end with `key`.
    fn may_have(&self, key: char) -> bool {
        let key = u32::from(key);
        let Some(page) = self.index.get((key >> 8) as usize).and_then(|page| self.pages.get(usize::from(*page))) else {
            return true;
        };
        page[(key >> 6 & 3) as usize] >> (key & 63) & 1 == 1
    }
}

impl Table {
    /// The words that begin with the first character of `rest`, longest first.
    fn bucket(words: &'static [Word], index: &'static [(char, u32, u32)], key: char) -> &'static [Word] {
        index
            .binary_search_by_key(&key, |row| row.0)
            .ok()
            .and_then(|found| index.get(found))
            .and_then(|row| words.get(row.1 as usize..row.2 as usize))
            .unwrap_or(&[])
    }

    /// All words that `rest` begins with, longest first.
    pub fn all_at<'a>(&self, rest: &'a str) -> impl Iterator<Item = &'static Word> + use<'a> {
        let words = rest
            .chars()
            .next()
            .filter(|key| self.head_bits.may_have(*key))
            .map_or(&[][..], |key| Self::bucket(self.head, self.head_index, key));
        words.iter().filter(move |word| rest.starts_with(word.text))
    }

    /// The longest word that `rest` begins with.
    #[must_use]
    pub fn longest_at(&self, rest: &str) -> Option<&'static Word> {
        self.all_at(rest).next()
    }

    /// All words that `before` ends with, longest first.
    pub fn all_before<'a>(&self, before: &'a str) -> impl Iterator<Item = &'static Word> + use<'a> {
        let words = before
            .chars()
            .next_back()
            .filter(|key| self.tail_bits.may_have(*key))
            .map_or(&[][..], |key| Self::bucket(self.tail, self.tail_index, key));
        words.iter().filter(move |word| before.ends_with(word.text))
    }

    /// The longest word that `before` ends with.
    #[must_use]
    pub fn longest_before(&self, before: &str) -> Option<&'static Word> {
        self.all_before(before).next()
    }

    /// The entry of exactly this word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&'static Word> {
        self.all_at(word).find(|found| found.text.len() == word.len())
    }

    /// Every word, sorted by first character, then longest first.
    #[must_use]
    pub fn words(&self) -> &'static [Word] {
        self.head
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
    fn simplified_forms_are_listed_too() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.currencies.get("人民币").and_then(|word| word.get("code")), Some("CNY"));
    }
}
