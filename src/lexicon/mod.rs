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
    /// The words in the order of `tail`.
    order: &'static [u16],
    /// The number of the list.
    bit: u8,
}

/// The words of a list grouped by their first two characters, or by their last two.
///
/// No word stands at nearly every place of a text, so what matters is how soon that is known: one bit
/// tells whether a word begins with the character, one more whether one may go on with the next.
#[derive(Debug)]
struct Side {
    index: [u8; 256],
    pages: &'static [[(u64, u16); 4]],
    groups: &'static [Group],
    /// The second characters of each group's longer words, ascending, and where the words with each begin.
    seconds: &'static [(u16, u16)],
}

/// The words that share a first character: the longer ones by their second, then the one that is the character.
#[derive(Debug)]
struct Group {
    /// The second characters, by their last six bits.
    bits: u64,
    /// Its stretch of second characters.
    first: u16,
    last: u16,
    /// Where the word of one character stands.
    short: u16,
    to: u16,
}

/// The words that may stand at a place: longer ones, longest first, whose first two characters do, then the
/// word of one character.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    longer: (u16, u16),
    short: (u16, u16),
    /// The lengths of words that these characters alone make up; what is longer has to be compared.
    known: (usize, usize),
}

/// What a character is grouped by.
#[inline]
fn key(c: char) -> u16 {
    u16::try_from(u32::from(c)).unwrap_or(BEYOND)
}

/// All characters beyond the Basic Multilingual Plane.
const BEYOND: u16 = u16::MAX;

impl Side {
    /// Where the words stand of which `chars` may give the characters.
    #[inline]
    fn stretch(&self, mut chars: impl Iterator<Item = char>) -> Option<Stretch> {
        let first = chars.next()?;
        let group = self.group(key(first))?;
        let short = (group.short, group.to);
        let one = if key(first) == BEYOND { 0 } else { first.len_utf8() };
        match chars.next().and_then(|second| Some((self.longer(group, key(second))?, second))) {
            Some(((from, to), second)) => {
                let two = if one == 0 || key(second) == BEYOND { 0 } else { one + second.len_utf8() };
                Some(Stretch { longer: (from, to.unwrap_or(group.short)), short, known: (one, two) })
            }
            None if group.short < group.to => Some(Stretch { longer: (0, 0), short, known: (one, 0) }),
            None => None,
        }
    }

    /// The words that begin with the character of `key`.
    #[inline]
    fn group(&self, key: u16) -> Option<&'static Group> {
        let page = self.index.get(usize::from(key >> 8)).map_or(0, |page| usize::from(*page));
        let (bits, before) = self.pages.get(page)?[usize::from(key >> 6 & 3)];
        if bits >> (key & 63) & 1 == 0 {
            return None;
        }
        let order = usize::from(before) + (bits & ((1 << (key & 63)) - 1)).count_ones() as usize;
        self.groups.get(order)
    }

    /// What is told of the second character of `key` in `group`, and of the next one.
    #[inline]
    fn longer(&self, group: &Group, key: u16) -> Option<(u16, Option<u16>)> {
        if group.bits >> (key & 63) & 1 == 0 {
            return None;
        }
        let seconds = self.seconds.get(usize::from(group.first)..usize::from(group.last))?;
        // Few characters go on from most: looking at each is sooner done than a search.
        let found = match seconds.len() {
            0..=12 => seconds.iter().position(|(other, _)| *other == key)?,
            _ => seconds.binary_search_by_key(&key, |(other, _)| *other).ok()?,
        };
        Some((seconds.get(found)?.1, seconds.get(found + 1).map(|(_, next)| *next)))
    }
}

/// A stretch of a list.
fn cut<T>(list: &'static [T], (from, to): (u16, u16)) -> &'static [T] {
    list.get(usize::from(from)..usize::from(to)).unwrap_or(&[])
}

impl Table {
    /// All words that `rest` begins with, longest first.
    #[inline]
    pub fn all_at<'a>(&self, rest: &'a str) -> impl Iterator<Item = &'static Word> + use<'a> {
        let stretch = self.head.stretch(rest.chars());
        let words = stretch.map(|stretch| {
            let (longer, short) = (cut(self.words, stretch.longer), cut(self.words, stretch.short));
            let (one, two) = stretch.known;
            let longer = longer.iter().filter(move |word| word.text.len() == two || rest.starts_with(word.text));
            longer.chain(short.iter().filter(move |word| word.text.len() == one || rest.starts_with(word.text)))
        });
        words.into_iter().flatten()
    }

    /// Whether a word may stand at the beginning of `rest`: certain where the answer is no.
    #[must_use]
    #[inline]
    pub fn may_begin(&self, rest: &str) -> bool {
        self.head.stretch(rest.chars()).is_some()
    }

    /// The longest word that `rest` begins with.
    #[must_use]
    #[inline]
    pub fn longest_at(&self, rest: &str) -> Option<&'static Word> {
        // By hand, because nearly every look-up ends at the first character, and few with a word.
        let mut chars = rest.chars();
        let first = chars.next()?;
        let group = self.head.group(key(first))?;
        self.longest_of(group, rest, first, chars.next())
    }

    fn longest_of(&self, group: &Group, rest: &str, first: char, second: Option<char>) -> Option<&'static Word> {
        if let Some(second) = second
            && let Some((from, to)) = self.head.longer(group, key(second))
        {
            let beyond = key(first) == BEYOND || key(second) == BEYOND;
            let two = if beyond { 0 } else { first.len_utf8() + second.len_utf8() };
            let words = cut(self.words, (from, to.unwrap_or(group.short)));
            let found = words.iter().find(|word| word.text.len() == two || rest.starts_with(word.text));
            if found.is_some() {
                return found;
            }
        }
        let one = if key(first) == BEYOND { 0 } else { first.len_utf8() };
        let short = cut(self.words, (group.short, group.to));
        short.iter().find(|word| word.text.len() == one || rest.starts_with(word.text))
    }

    /// All words that `before` ends with, longest first.
    #[inline]
    pub fn all_before<'a>(&self, before: &'a str) -> impl Iterator<Item = &'static Word> + use<'a> {
        let stretch = self.tail.stretch(before.chars().rev());
        let (order, all) = (self.order, self.words);
        let words = stretch.map(|stretch| {
            let word = move |place: &u16| all.get(usize::from(*place));
            let (one, two) = stretch.known;
            let ends = move |length: usize, text: &str| text.len() == length || before.ends_with(text);
            let longer = cut(order, stretch.longer).iter().filter_map(word).filter(move |word| ends(two, word.text));
            longer.chain(cut(order, stretch.short).iter().filter_map(word).filter(move |word| ends(one, word.text)))
        });
        words.into_iter().flatten()
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
        let stretch = self.head.stretch(word.chars())?;
        let same = |found: &&Word| found.text == word;
        cut(self.words, stretch.longer).iter().find(same).or_else(|| cut(self.words, stretch.short).iter().find(same))
    }

    /// Every word.
    #[must_use]
    pub const fn words(&self) -> &'static [Word] {
        self.words
    }
}

/// Lists, as a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lists(u128);

impl Lists {
    /// Whether `table` is one of them.
    #[must_use]
    #[inline]
    pub const fn has(self, table: &Table) -> bool {
        self.0 >> table.bit & 1 == 1
    }

    /// The set of `tables`.
    #[must_use]
    pub fn of<'a>(tables: impl IntoIterator<Item = &'a Table>) -> Self {
        Self(tables.into_iter().fold(0, |set, table| set | 1 << table.bit))
    }

    /// Whether the two share no list.
    #[must_use]
    #[inline]
    pub const fn parted(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }
}

impl Lexicon {
    /// The lists that may have a word which `rest` begins with: what is asked of several lists is asked of them
    /// together. A list that is not among them has none.
    #[must_use]
    #[inline]
    pub fn lists_at(&self, rest: &str) -> Lists {
        let mut chars = rest.chars();
        let group = chars.next().and_then(|first| LISTS.group(key(first)));
        let Some(group) = group else { return Lists::default() };
        let second = chars.next().and_then(|second| LISTS.longer(group, key(second)));
        let set = second.map_or(group.short, |(set, _)| set);
        Lists(LIST_SETS.get(usize::from(set)).copied().unwrap_or(0))
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
        assert!(lexicon.lists_at("\u{20000}則").parted(Lists(u128::MAX)));
    }

    #[test]
    fn simplified_forms_are_listed_too() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.currencies.get("人民币").and_then(|word| word.get("code")), Some("CNY"));
    }
}
