//! The words of all lists as two double arrays, one read from the front and one from the back (see
//! `build/tables.rs`).
//!
//! No word of a list stands at nearly every place of a text, so what matters is how soon that is known: the
//! character's code tells which lists have a word that begins with it.

use super::{
    CODE_INDEX, CODE_PAGES, CODES_BEYOND, HEAD_ALL, HEAD_FIRST, HEAD_UNITS, HEAD_UP, Lists, TAIL_ALL, TAIL_FIRST,
    TAIL_UNITS, TAIL_UP, Table, WordId,
};

/// One side's tree.
#[derive(Debug)]
pub(super) struct Trie {
    /// Of each unit the base of its children in the upper half, then the word that ends, then its code.
    units: &'static [u64],
    /// Of each word the next shorter one on its path.
    up: &'static [WordId],
    /// Of each word the set of lists that have it or one before it on its path.
    all: &'static [u16],
    /// Of each code the set of lists that have a word on a path which begins with it.
    first: &'static [u16],
}

pub(super) static HEAD: Trie = Trie { units: &HEAD_UNITS, up: &HEAD_UP, all: &HEAD_ALL, first: &HEAD_FIRST };
pub(super) static TAIL: Trie = Trie { units: &TAIL_UNITS, up: &TAIL_UP, all: &TAIL_ALL, first: &TAIL_FIRST };

/// What a character is known by in the trees; 0 where no word has it.
#[inline]
pub(super) fn code(c: char) -> u16 {
    let key = u32::from(c) as usize;
    match CODE_INDEX.get(key >> 6) {
        Some(page) => CODE_PAGES.get(usize::from(*page)).map_or(0, |page| page[key & 63]),
        None => beyond(c),
    }
}

/// The same for a character beyond the Basic Multilingual Plane.
#[cold]
fn beyond(c: char) -> u16 {
    CODES_BEYOND.iter().find(|(other, _)| *other == c).map_or(0, |(_, code)| *code)
}

/// A place in a tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit(u64);

impl Unit {
    /// The root; no word ends there.
    pub const ROOT: Self = Self(1 << 32);

    /// The word that ends here.
    #[inline]
    pub const fn word(self) -> WordId {
        (self.0 >> 16) as u16
    }
}

impl Trie {
    /// Where `code` leads from `unit`.
    #[inline]
    pub fn step(&self, unit: Unit, code: u16) -> Option<Unit> {
        let next = *self.units.get((unit.0 >> 32) as usize + usize::from(code))?;
        (next as u16 == code).then_some(Unit(next))
    }

    /// The longest word of any list that these characters begin with.
    #[inline]
    pub fn longest(&self, codes: impl IntoIterator<Item = u16>) -> WordId {
        let (mut unit, mut word) = (Unit::ROOT, 0);
        for code in codes {
            let Some(next) = self.step(unit, code) else { break };
            unit = next;
            word = if next.word() == 0 { word } else { next.word() };
        }
        word
    }

    /// The longest word of any list on the path that `chars` take; none where `table` has no word that begins so.
    #[inline]
    pub fn deepest(&self, table: &Table<'_>, mut chars: impl Iterator<Item = char>) -> WordId {
        // Nearly every look-up ends at the first character.
        let Some(first) = chars.next().map(code) else { return 0 };
        if !self.begins(first).has(table) {
            return 0;
        }
        self.deepest_from(first, chars)
    }

    /// The same, the first character and its code being known to begin a word.
    fn deepest_from(&self, first: u16, chars: impl Iterator<Item = char>) -> WordId {
        let Some(mut unit) = self.step(Unit::ROOT, first) else { return 0 };
        let mut word = unit.word();
        for c in chars {
            let Some(next) = self.step(unit, code(c)) else { break };
            unit = next;
            word = if next.word() == 0 { word } else { next.word() };
        }
        word
    }

    /// The word of any list that is exactly `chars`; none where `table` has no word that begins so.
    pub fn exact(&self, table: &Table<'_>, mut chars: impl Iterator<Item = char>) -> WordId {
        let Some(first) = chars.next().map(code).filter(|first| self.begins(*first).has(table)) else { return 0 };
        let root = self.step(Unit::ROOT, first);
        let end = root.and_then(|root| chars.try_fold(root, |unit, c| self.step(unit, code(c))));
        end.map_or(0, Unit::word)
    }

    /// The next shorter word on the path of a word.
    #[inline]
    pub fn up(&self, id: WordId) -> WordId {
        self.up.get(usize::from(id)).copied().unwrap_or(0)
    }

    /// The number of the set of lists that have a word or one before it on its path.
    #[inline]
    pub fn lists(&self, id: WordId) -> u16 {
        self.all.get(usize::from(id)).copied().unwrap_or(0)
    }

    /// The lists that have a word on a path which begins with `code`.
    #[inline]
    fn begins(&self, code: u16) -> Lists {
        Lists::numbered(self.first.get(usize::from(code)).copied().unwrap_or(0))
    }
}
