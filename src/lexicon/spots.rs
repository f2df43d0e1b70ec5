//! What stands at each place of a text, found by one pass: all stages ask the lists at the same places, and nearly
//! always for nothing.

use super::WordId;
use super::trie::{HEAD, code};

/// The longest word of any list at each byte of a text; those that it begins with are known with it.
#[derive(Debug)]
pub struct Spots<'t> {
    text: &'t str,
    /// The word, and the set of lists that have it or one that it begins with.
    words: Vec<(WordId, u16)>,
}

/// Of no text.
pub(super) static NONE: Spots<'static> = Spots { text: "", words: Vec::new() };

impl<'t> Spots<'t> {
    /// Looks at every place of `text`.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let mut codes: Vec<u16> = Vec::with_capacity(text.len() / 2);
        codes.extend(text.chars().map(code));
        let mut words = vec![(0, 0); text.len()];
        let mut rest = codes.as_slice();
        for (at, _) in text.char_indices() {
            let word = HEAD.longest(rest.iter().copied());
            if word != 0
                && let Some(place) = words.get_mut(at)
            {
                *place = (word, HEAD.lists(word));
            }
            rest = rest.get(1..).unwrap_or(&[]);
        }
        Self { text, words }
    }

    /// The longest word of any list at the beginning of `rest`, 0 where there is none, with the set of lists that have
    /// it or one that it begins with; nothing where `rest` is no part of the text.
    ///
    /// The text is borrowed, so that nothing else can stand at its addresses: a stretch that begins at one of them is
    /// a stretch of it.
    #[inline]
    pub(super) fn at(&self, rest: &str) -> Option<(WordId, u16)> {
        let at = (rest.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        self.words.get(at).copied()
    }
}
