//! The names of a document by their ends, so that no rule compares all names with all others.

use std::collections::HashMap;

use super::book::Book;
use super::short::LEFT_OUT;

/// How many names one look-up gives at most: more alike names than this decide nothing.
const MOST: usize = 64;
/// The longest end that is looked up, in characters.
const LONGEST: usize = 10;

/// Names by their last characters.
#[derive(Debug, Default)]
pub struct Ends<'a> {
    ends: HashMap<&'a str, Names>,
}

impl<'a> Ends<'a> {
    /// Indexes the names of `book`.
    #[must_use]
    pub fn new(book: &'a Book) -> Self {
        // Room for all: to grow means to hash again.
        let mut index = Self { ends: HashMap::with_capacity(book.names().count() * (LONGEST - 1)) };
        for (number, draft) in book.names() {
            let ends = draft.folded.char_indices().rev().skip(1).take(LONGEST - 1);
            for (at, _) in ends.filter(|(at, _)| *at > 0) {
                if let Some(end) = draft.folded.get(at..) {
                    index.ends.entry(end).or_default().push(number);
                }
            }
        }
        index
    }

    /// The names that end with `end` and are longer than it.
    #[must_use]
    pub fn ending(&self, end: &str) -> &[usize] {
        self.ends.get(end).map_or(&[], Names::as_slice)
    }
}

/// Names by their first character with their last.
#[derive(Debug, Default)]
pub struct Frames {
    frames: HashMap<(char, char), Names>,
}

impl Frames {
    /// Indexes the names of `book`.
    #[must_use]
    pub fn new(book: &Book) -> Self {
        let mut index = Self { frames: HashMap::with_capacity(book.names().count()) };
        for (number, draft) in book.names() {
            // 建行貴州省分行 shortens 中國建設銀行貴州省分行 without its country.
            let bare = LEFT_OUT.iter().find_map(|place| draft.folded.strip_prefix(*place));
            // 省政府 shortens 湖北省人民政府 without its name.
            let level = draft.folded.char_indices().skip(2).take(3);
            let level = level.filter(|(_, c)| matches!(c, '省' | '市' | '縣' | '县' | '州')).map(|(at, _)| at).next();
            let level = level.and_then(|at| draft.folded.get(at..));
            for name in [Some(draft.folded.as_str()), bare, level].into_iter().flatten() {
                let mut chars = name.chars();
                if let (Some(first), Some(last)) = (chars.next(), chars.next_back()) {
                    index.frames.entry((first, last)).or_default().push(number);
                }
            }
        }
        index
    }

    /// The names whose first and last characters are those of `name`.
    #[must_use]
    pub fn framed(&self, name: &str) -> &[usize] {
        let mut chars = name.chars();
        let ends = chars.next().zip(chars.next_back());
        ends.and_then(|ends| self.frames.get(&ends)).map_or(&[], Names::as_slice)
    }
}

/// The names that are alike, [`MOST`] at most: nearly always there is only one.
#[derive(Debug, Default)]
enum Names {
    #[default]
    None,
    One([usize; 1]),
    Many(Vec<usize>),
}

impl Names {
    fn push(&mut self, number: usize) {
        match self {
            Self::None => *self = Self::One([number]),
            Self::One([first]) => *self = Self::Many(vec![*first, number]),
            Self::Many(list) if list.len() < MOST => list.push(number),
            Self::Many(_) => {}
        }
    }

    fn as_slice(&self) -> &[usize] {
        match self {
            Self::None => &[],
            Self::One(list) => list,
            Self::Many(list) => list,
        }
    }
}
