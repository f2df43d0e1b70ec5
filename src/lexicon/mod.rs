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
    head: &'static Side,
    tail: &'static Side,
}

/// The words of a list grouped by their first character, or by their last, longest first.
///
/// No word stands at nearly every place of a text, so what matters is how soon that is known: one bit
/// tells whether a word begins with the character, one more whether one goes on with the next.
#[derive(Debug)]
struct Side {
    index: [u8; 256],
    pages: &'static [[(u64, u16); 4]],
    groups: &'static [Group],
    words: &'static [Word],
}

/// The words that share a first character.
#[derive(Debug)]
struct Group {
    /// The second characters of the longer words, by their last six bits.
    second: u64,
    from: u16,
    /// Where the words of one character begin.
    short: u16,
    to: u16,
}

impl Side {
    /// The words of which `chars` may give the characters, longest first.
    #[inline]
    fn words(&self, mut chars: impl Iterator<Item = char>) -> &'static [Word] {
        let Some(first) = chars.next() else { return &[] };
        let key = u32::from(first) & 0xffff;
        let page = self.index.get((key >> 8) as usize).map_or(0, |page| usize::from(*page));
        let Some(page) = self.pages.get(page) else { return &[] };
        let (bits, before) = page[(key >> 6 & 3) as usize];
        if bits >> (key & 63) & 1 == 0 {
            return &[];
        }
        let order = usize::from(before) + (bits & ((1 << (key & 63)) - 1)).count_ones() as usize;
        let Some(group) = self.groups.get(order) else { return &[] };
        let longer = chars.next().is_some_and(|c| group.second >> (u32::from(c) & 63) & 1 == 1);
        let from = if longer { group.from } else { group.short };
        self.words.get(usize::from(from)..usize::from(group.to)).unwrap_or(&[])
    }
}

impl Table {
    /// All words that `rest` begins with, longest first.
    #[inline]
    pub fn all_at<'a>(&self, rest: &'a str) -> impl Iterator<Item = &'static Word> + use<'a> {
        self.head.words(rest.chars()).iter().filter(move |word| rest.starts_with(word.text))
    }

    /// Whether a word may stand at the beginning of `rest`: certain where the answer is no.
    #[must_use]
    #[inline]
    pub fn may_begin(&self, rest: &str) -> bool {
        !self.head.words(rest.chars()).is_empty()
    }

    /// The longest word that `rest` begins with.
    #[must_use]
    #[inline]
    pub fn longest_at(&self, rest: &str) -> Option<&'static Word> {
        self.all_at(rest).next()
    }

    /// All words that `before` ends with, longest first.
    #[inline]
    pub fn all_before<'a>(&self, before: &'a str) -> impl Iterator<Item = &'static Word> + use<'a> {
        self.tail.words(before.chars().rev()).iter().filter(move |word| before.ends_with(word.text))
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
        self.head.words(word.chars()).iter().find(|found| found.text == word)
    }

    /// Every word, sorted by first character, then longest first.
    #[must_use]
    pub fn words(&self) -> &'static [Word] {
        self.head.words
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
