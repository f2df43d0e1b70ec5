//! The words that bound a length of time: 最長為期三年, 一年內, 三十年以上.

use super::base::Env;
use super::text::{gap, trim};
use crate::mentions::Bound;

/// How many filling words may stand between a bounding word and the figure (最長 為期 三年).
const FILLERS: usize = 3;

/// A bound, and how much text is left behind the words that state it.
#[derive(Debug, Clone, Copy)]
pub struct Bounded {
    /// The bound.
    pub bound: Bound,
    /// Bytes left of the text.
    pub rest: usize,
}

/// Listens before the place of `env` and at `rest`, the text behind the figure. The word before wins.
pub fn bounded(env: &Env<'_>, rest: &str) -> Bounded {
    let table = &env.lexicon().time_bounds;
    let next = gap(rest);
    let after =
        table.all_at(next).find(|word| word.get("after").is_some()).filter(|word| !env.hidden(next, word.text.len()));
    let behind = after.and_then(|word| named(word.get("after")?));
    let rest = after.map_or(rest.len(), |word| next.len() - word.text.len());
    Bounded { bound: before(env).or(behind).unwrap_or_default(), rest }
}

/// The bound that the words before the figure state.
fn before(env: &Env<'_>) -> Option<Bound> {
    let mut text = trim(env.before());
    for _ in 0..=FILLERS {
        let word = env.lexicon().time_bounds.longest_before(text)?;
        let earlier = text.strip_suffix(word.text)?;
        let part =
            word.get("not_after").is_some_and(|all| earlier.chars().next_back().is_some_and(|c| all.contains(c)));
        if let Some(bound) = word.get("before").and_then(named) {
            return (!part).then_some(bound);
        }
        if !word.is("filler") {
            return None;
        }
        text = trim(earlier);
    }
    None
}

/// The bound of this word of the contract.
pub fn named(word: &str) -> Option<Bound> {
    Some(match word {
        "about" => Bound::About,
        "over" => Bound::Over,
        "at_least" => Bound::AtLeast,
        "under" => Bound::Under,
        "at_most" => Bound::AtMost,
        "nearly" => Bound::Nearly,
        _ => return None,
    })
}
