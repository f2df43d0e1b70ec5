//! What is not a value: the one mechanism behind all the refusals.
//!
//! 1. A numeral inside a set phrase or a name (`data/set_phrases.toml`) begins nothing, unless what is
//!    read there is longer than the phrase.
//! 2. A unit or classifier that only begins a longer word (`data/lookalikes.toml`) is none.
//! 3. A numeral that is part of a code (COVID-19, 5G, 1+), of a version, date or fraction in digits
//!    (2.0.1, 24/7), or of a numbered thing (第5條) begins nothing; the scan goes on behind it.
//!
//! All looks back and ahead are bounded by the clause and by a number of characters.

use super::digits::is_digit;
use super::numeral::unspaced;
use crate::lexicon::Table;
use crate::mentions::input::Input;

/// How far a clause is followed back, in characters.
const REACH: usize = 60;

/// Whether `rest` begins with `word` as a whole word: Latin letters do not go on behind it.
#[must_use]
pub fn whole_word(rest: &str, word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    let behind = rest.get(word.len()..).unwrap_or("");
    !(word.ends_with(latin) && behind.starts_with(latin))
}

/// Whether `word`, which `rest` begins with, is a word of its own and not the head of a longer one.
#[must_use]
pub fn ends_word(input: &Input<'_>, rest: &str, word: &str) -> bool {
    if !rest.starts_with(word) || !whole_word(rest, word) {
        return false;
    }
    let longer = input.lexicon.lookalikes.longest_at(rest).filter(|found| !found.is("keep"));
    longer.is_none_or(|found| found.text.len() <= word.len().max(with_noun(input, rest, word)))
}

/// How far `word` reaches with the noun behind it: 間 in 間中學 goes further than 間中 does.
fn with_noun(input: &Input<'_>, rest: &str, word: &str) -> usize {
    let behind = rest.get(word.len()..).unwrap_or("");
    let len = |table: &Table| table.longest_at(behind).map_or(0, |noun| noun.text.len());
    let noun = len(&input.lexicon.noun_heads).max(len(&input.lexicon.noun_modifiers));
    // One character of a noun's own does not outweigh a word: 條 in 條例 is no classifier of 例.
    if noun > '一'.len_utf8() { word.len() + noun - 1 } else { 0 }
}

/// `rest` at the unit of a figure: white space crossed, and the hyphen of two-hectare.
#[must_use]
pub fn unit_rest(rest: &str) -> &str {
    match rest.strip_prefix('-') {
        Some(behind) if behind.starts_with(|c: char| c.is_ascii_lowercase()) => behind,
        _ => unspaced(rest),
    }
}

/// Whether a unit or classifier, but no money, stands at `at`.
#[must_use]
pub fn unit_follows(input: &Input<'_>, at: usize) -> bool {
    let rest = unspaced(input.rest(at));
    let stands = |table: &Table| table.all_at(rest).any(|word| ends_word(input, rest, word.text));
    stands(&input.lexicon.units)
        || stands(&input.lexicon.classifiers)
        || stands(&input.lexicon.percents)
        || rest.starts_with(['年', '月', '日', '天', '时', '時', '週', '周', '号', '號'])
}

/// Whether a name goes on behind a single-letter unit: 18W 大樓, 5V-2.
#[must_use]
pub fn names_follow(behind: &str) -> bool {
    let tails =
        ["大樓", "大楼", "大廈", "大厦", "座", "樓", "楼", "室", "館", "馆", "號", "号", "區", "区", "站", "棟", "栋"];
    behind.starts_with(['-', '+', '/', '_', '\'']) || tails.iter().any(|tail| behind.trim_start().starts_with(tail))
}

/// Whether `c` ends a clause.
#[must_use]
pub const fn ends_clause(c: char) -> bool {
    matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':' | '！' | '？' | '!' | '?' | '\n' | '（' | '(' | '）' | ')')
        || matches!(c, '「' | '」' | '『' | '』' | '《' | '》' | '•' | '“' | '”' | '|' | '\t')
}

/// Whether `c` ends a sentence.
#[must_use]
pub const fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '？' | '!' | '?' | '\n' | '•')
}

/// The text of `before` back to the last character that `stop` holds for, at most [`REACH`] characters of
/// it, twice as many of English.
#[must_use]
pub fn back_to(before: &str, stop: impl Fn(char) -> bool) -> &str {
    let english = before.chars().rev().take(4).all(|c| c.is_ascii());
    back_within(before, if english { 2 * REACH } else { REACH }, stop)
}

/// The sentence before byte `at`, at most twice [`REACH`] characters of it, cut at parentheses too.
#[must_use]
pub fn sentence_before<'a>(input: &Input<'a>, at: usize) -> &'a str {
    back_within(input.before(at), 2 * REACH, |c| ends_sentence(c) || matches!(c, '（' | '('))
}

fn back_within(before: &str, reach: usize, stop: impl Fn(char) -> bool) -> &str {
    let mut start = before.len();
    for (index, c) in before.char_indices().rev().take(reach) {
        let grouping = c == ',' && before.get(index + 1..).is_some_and(|rest| rest.starts_with(is_digit));
        if stop(c) && !grouping {
            break;
        }
        start = index;
    }
    before.get(start..).unwrap_or("")
}

/// The clause before byte `at`.
#[must_use]
pub fn clause_before<'a>(input: &Input<'a>, at: usize) -> &'a str {
    back_to(input.before(at), ends_clause)
}

/// Whether a word of `table` stands in the sentence before `at`, or within ten characters behind it.
#[must_use]
pub fn clause_has(input: &Input<'_>, at: usize, table: &Table) -> bool {
    let before = sentence_before(input, at);
    let stands = |text: &str, index: usize| text.get(index..).is_some_and(|rest| table.longest_at(rest).is_some());
    let after = input.rest(at);
    before.char_indices().any(|(index, _)| stands(before, index))
        || after.char_indices().take(10).take_while(|(_, c)| !ends_clause(*c)).any(|(index, _)| stands(after, index))
}

/// The end of the set phrase that covers the character at `at`; whether the phrase begins before it.
#[must_use]
pub fn phrase_over(input: &Input<'_>, at: usize) -> Option<(usize, bool)> {
    let before = input.before(at);
    let starts = before.char_indices().rev().take(3).map(|(index, _)| index);
    let inside = starts.filter_map(|start| {
        let word = input.lexicon.set_phrases.longest_at(input.rest(start))?;
        let end = start + word.text.len();
        (end > at && whole_word(input.rest(start), word.text)).then_some((end, true))
    });
    let here = input.lexicon.set_phrases.all_at(input.rest(at)).find(|word| whole_word(input.rest(at), word.text));
    inside.max_by_key(|(end, _)| *end).or_else(|| here.map(|word| (at + word.text.len(), false)))
}

/// Whether the digits at `at` go on with a code or name that stands before them: A4, COVID-19, /23.
#[must_use]
pub fn continues_code(input: &Input<'_>, at: usize) -> bool {
    let mut before = input.before(at).chars().rev();
    let (last, second) = (before.next().unwrap_or(' '), before.next().unwrap_or(' '));
    match last {
        'A'..='Z' | 'a'..='z' | '_' | '#' | '@' | '№' => true,
        '-' | '－' | '–' | '‑' => second.is_ascii_alphanumeric(),
        '/' | '.' | ':' | '：' | ',' => is_digit(second),
        _ => is_digit(last),
    }
}

/// Whether the digits that end at `end` go on as a code, a version or a date: 5G, 1+, 24/7.
#[must_use]
pub fn becomes_code(input: &Input<'_>, end: usize) -> bool {
    let mut after = input.rest(end).chars();
    let (first, second) = (after.next().unwrap_or(' '), after.next().unwrap_or(' '));
    match first {
        '+' | '＋' | '_' | '@' | '#' => true,
        '/' | '.' => is_digit(second),
        _ => false,
    }
}
