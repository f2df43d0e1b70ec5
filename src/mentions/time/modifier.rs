//! What the words before and behind a date make of it: 自…起, …或之前, …內.
//!
//! Where two apply, since, before, by and after win over within, and within over 初, 中, 底.

use super::base::Env;
use super::calendar::{Point, days_after};
use super::part;
use super::text::{closes, gap, opens, trim};
use crate::lexicon::Word;
use crate::mentions::{DateValue, Modifier};

/// What was heard around a date.
#[derive(Debug, Clone, Copy, Default)]
pub struct Heard {
    /// Opens, closes or holds it.
    pub modifier: Option<Modifier>,
    /// The text behind the span.
    pub span_rest: usize,
    /// The text behind all words that belong to the date.
    pub rest: usize,
}

/// Listens around a Chinese date that ends before `rest`. All offsets count bytes left of the text.
pub fn hear(env: &Env<'_>, rest: &str, range: bool) -> Heard {
    let head = head(env);
    let tail = tail(env, rest);
    let behind = |word: Word| gap(rest).len() - word.text.len();
    let quiet = Heard { modifier: None, span_rest: rest.len(), rest: rest.len() };
    let spoken = tail.and_then(|word| Some((word, word.get("mod").and_then(part::modifier)?)));
    let before = head.and_then(|word| word.get("mod")).and_then(part::modifier);
    match spoken {
        _ if range => quiet,
        Some((word, modifier)) if !word.is("weak") || since_here(env, head, gap(rest), word) => Heard {
            modifier: Some(modifier),
            span_rest: if word.is("inside") { behind(word) } else { rest.len() },
            rest: behind(word),
        },
        _ if since_then(rest) => Heard { modifier: Some(Modifier::Since), ..quiet },
        _ => Heard { modifier: before.filter(|_| head.is_some_and(|word| word.is("strong"))), ..quiet },
    }
}

/// How many characters 以來 may follow behind a date in its clause: 2019年推出以來.
const SINCE_THEN: usize = 16;

/// Whether the clause goes on to 以來: 於1990年頒布以來.
fn since_then(rest: &str) -> bool {
    let near = rest.char_indices().take(SINCE_THEN).find(|(_, c)| !c.is_alphanumeric() && !super::text::is_blank(*c));
    let end = near.map_or_else(|| rest.char_indices().nth(SINCE_THEN).map_or(rest.len(), |(at, _)| at), |(at, _)| at);
    rest.get(..end).is_some_and(|clause| clause.contains("以來") || clause.contains("以来"))
}

/// 開始 opens a date after 自 or 由, or where the date opens and 開始 closes its clause; else it is a verb.
fn since_here(env: &Env<'_>, head: Option<Word>, rest: &str, word: Word) -> bool {
    let alone = trim(env.before()).chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    head.is_some() || (alone && opens(env.before()) && closes(rest.get(word.text.len()..).unwrap_or("")))
}

/// The word before the date.
fn head(env: &Env<'_>) -> Option<Word> {
    let before = trim(env.before());
    env.lexicon().time_heads.longest_before(before).filter(|word| {
        let further = before.strip_suffix(word.text).unwrap_or("").chars().next_back();
        !further.is_some_and(|c| word.get("not_after").is_some_and(|all| all.contains(c)))
    })
}

/// The word behind the date, unless it begins another word (2023年內地).
fn tail(env: &Env<'_>, rest: &str) -> Option<Word> {
    let rest = gap(rest);
    let word = env.lexicon().time_tails.longest_at(rest)?;
    let other = env.hidden(rest, word.text.len());
    let headed = head(env).is_some() && word.text == "起";
    (!other || headed).then_some(word)
}

/// The value of a date under the modifier that was heard.
pub fn value(point: &Point, heard: Option<Modifier>) -> Option<DateValue> {
    let stretch = point.stretch;
    let modifier = heard.or(point.edge);
    let (mut start, mut end) = (Some(stretch.start), Some(stretch.end));
    match heard {
        Some(Modifier::Since) => end = None,
        Some(Modifier::By) => start = None,
        Some(Modifier::After) => (start, end) = (Some(days_after(stretch.end, 1)?), None),
        Some(Modifier::Before) => {
            // before the end of a year is still in it
            let last = if point.edge == Some(Modifier::End) { stretch.end } else { days_after(stretch.start, -1)? };
            (start, end) = (None, Some(last));
        }
        _ => {}
    }
    Some(DateValue { value: stretch.value(), start, end, modifier, calendar: point.calendar, anchored: point.anchored })
}
