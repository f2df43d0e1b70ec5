//! The spellings to look for, in their order: those that go on alike stand together, so that each character of
//! the text narrows them down, however many there are.

use super::EntityId;
use super::reading::is_mark;
use crate::script::{fold_variant, variants_of};

/// One spelling to look for.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// Folded characters.
    pub chars: Vec<char>,
    /// Whom it names.
    pub entity: EntityId,
    /// Whether it names a place, which the tokens have to confirm.
    pub place: bool,
    /// Whether it is a common noun, before which a boundary has to stand.
    pub noun: bool,
}

/// All spellings, sorted by their characters.
#[derive(Debug)]
pub struct Spellings<'a> {
    sorted: Vec<(usize, &'a Spelling)>,
    /// The first characters, ascending, each with the spellings `from..to` that begin with it.
    firsts: Vec<(char, usize, usize)>,
    /// A bit for each first character, its variants too: no spelling begins at most places.
    begins: Box<[u64; 1024]>,
    /// A bit for each first character with its second, many sharing one.
    pairs: Box<[u64; 1024]>,
}

/// The spellings `from..to` have `depth` characters in common with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    from: usize,
    to: usize,
    depth: usize,
}

/// A spelling that stands at a place, with its length in bytes.
pub type Standing<'a> = (&'a Spelling, usize);

/// What a search keeps from place to place, so that nothing is allocated at each.
#[derive(Debug, Default)]
pub struct Walk<'a> {
    states: Vec<State>,
    next: Vec<State>,
    /// What stands here, by its characters and its order in the list.
    ends: Vec<(usize, usize, Standing<'a>)>,
}

impl<'a> Spellings<'a> {
    /// Sorts `list`; of those that are alike the first counts.
    #[must_use]
    pub fn new(list: &'a [Spelling]) -> Self {
        let mut sorted: Vec<(usize, &Spelling)> = list.iter().enumerate().collect();
        sorted.sort_by_key(|(order, one)| (&one.chars, one.place, one.noun, *order));
        sorted.dedup_by_key(|(_, one)| (&one.chars, one.place, one.noun));
        let mut firsts: Vec<(char, usize, usize)> = Vec::new();
        for (place, (_, one)) in sorted.iter().enumerate() {
            let Some(first) = one.chars.first() else { continue };
            match firsts.last_mut() {
                Some((last, _, to)) if last == first => *to = place + 1,
                _ => firsts.push((*first, place, place + 1)),
            }
        }
        let (mut begins, mut pairs) = (Box::new([0u64; 1024]), Box::new([0u64; 1024]));
        for one in list {
            let mut chars = one.chars.iter().copied();
            let (Some(first), second) = (chars.next(), chars.next()) else { continue };
            for spelled in variants_of(first).chain([first]) {
                set(&mut begins, bit_of(spelled));
            }
            match second {
                Some(second) => set(&mut pairs, bit_of_pair(first, second)),
                None => pairs.fill(u64::MAX), // a single character stands before any other
            }
        }
        Self { sorted, firsts, begins, pairs }
    }

    /// Whether a spelling may begin with `c`.
    #[must_use]
    #[inline]
    pub fn begin(&self, c: char) -> bool {
        has(&self.begins, bit_of(c))
    }

    /// Whether a spelling may begin with the first two characters of `rest`.
    #[must_use]
    pub fn go_on(&self, rest: &str) -> bool {
        let mut chars = rest.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return true };
        has(&self.pairs, bit_of_pair(fold_variant(first), fold_variant(second))) || is_mark(second) || second == ' '
    }

    /// The spellings that stand at the beginning of `rest`, the longest first. White space and quotation
    /// marks inside them do not count.
    pub fn at<'w>(&self, rest: &str, walk: &'w mut Walk<'a>) -> impl Iterator<Item = Standing<'a>> + use<'a, 'w> {
        let Walk { states, next, ends } = walk;
        states.clear();
        ends.clear();
        states.push(State { from: 0, to: self.sorted.len(), depth: 0 });
        for (at, c) in rest.char_indices() {
            next.clear();
            for state in states.iter().copied() {
                let more = self.narrowed(state, fold_variant(c)).filter(|more| !next.contains(more));
                if let Some(more) = more {
                    let ending = self.of(more).iter().take_while(|(_, one)| one.chars.len() == more.depth);
                    ends.extend(ending.map(|(order, one)| (more.depth, *order, (*one, at + c.len_utf8()))));
                    next.push(more);
                }
                if at > 0 && (is_mark(c) || c == ' ') && !next.contains(&state) {
                    next.push(state);
                }
            }
            if next.is_empty() {
                break;
            }
            std::mem::swap(states, next);
        }
        ends.sort_by_key(|(depth, order, _)| (std::cmp::Reverse(*depth), *order));
        ends.iter().map(|(_, _, standing)| *standing)
    }

    fn of(&self, state: State) -> &[(usize, &'a Spelling)] {
        self.sorted.get(state.from..state.to).unwrap_or(&[])
    }

    /// Those of a state that go on with `c`.
    fn narrowed(&self, state: State, c: char) -> Option<State> {
        if state.depth == 0 {
            let (_, from, to) = *self.firsts.get(self.firsts.binary_search_by_key(&c, |first| first.0).ok()?)?;
            return Some(State { from, to, depth: 1 });
        }
        let (open, wanted) = (self.of(state), Some(&c));
        if let [(_, one)] = open {
            return (one.chars.get(state.depth) == wanted).then_some(State { depth: state.depth + 1, ..state });
        }
        let from = open.partition_point(|(_, one)| one.chars.get(state.depth) < wanted);
        let to = open.partition_point(|(_, one)| one.chars.get(state.depth) <= wanted);
        (from < to).then_some(State { from: state.from + from, to: state.from + to, depth: state.depth + 1 })
    }
}

/// The place of a character in the set of beginnings.
const fn bit_of(c: char) -> (usize, u64) {
    ((c as usize >> 6) & 1023, 1 << (c as u32 & 63))
}

/// The place of two characters in the set of pairs.
const fn bit_of_pair(first: char, second: char) -> (usize, u64) {
    let mixed = (first as u32).wrapping_mul(0x9E35) ^ second as u32;
    ((mixed >> 6 & 1023) as usize, 1 << (mixed & 63))
}

fn set(bits: &mut [u64; 1024], (word, bit): (usize, u64)) {
    bits[word & 1023] |= bit;
}

#[inline]
const fn has(bits: &[u64; 1024], (word, bit): (usize, u64)) -> bool {
    bits[word & 1023] & bit != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling((entity, text): (usize, &str)) -> Spelling {
        Spelling { chars: text.chars().collect(), entity: entity as EntityId, place: false, noun: false }
    }

    #[test]
    fn the_longest_first_and_of_two_alike_the_first() {
        let list: Vec<Spelling> =
            ["創科", "創科局", "創科局", "創業", "創"].into_iter().enumerate().map(spelling).collect();
        let spellings = Spellings::new(&list);
        let mut walk = Walk::default();
        let ends: Vec<(EntityId, usize)> =
            spellings.at("創 「科」局長", &mut walk).map(|(one, end)| (one.entity, end)).collect();
        assert_eq!(ends, [(1, 16), (0, 10), (4, 3)]);
        assert!(spellings.begin('創') && !spellings.begin('「'));
        assert_eq!(spellings.at("「創科", &mut walk).count(), 0);
    }
}
