//! The scan: one pass that finds where a value can begin and asks the grammars there.

use super::input::{Found, Input};
use super::quantity::{self, Step, guard};
use super::value::{Type, TypeSet};
use super::{Context, Mention, time};
use crate::charset::CharSet;
use crate::lexicon::Lexicon;

/// The values of `text`, in order, none overlapping another.
///
/// Takes any text, a clean document's or a line of its own; spans are byte offsets in it.
#[must_use]
pub fn extract(text: &str, lexicon: &Lexicon, context: &Context) -> Vec<Mention> {
    let input = Input { text, lexicon, context };
    let mut mentions = Vec::with_capacity(text.len() / 128);
    let mut at = 0;
    let mut previous = ' ';
    while let Some(start) = next(&input, at, &mut previous) {
        at = start;
        let c = input.rest(at).chars().next().unwrap_or(' ');
        match step(&input, at) {
            Some(Step::Found(found)) if found.end > at => {
                at = found.end;
                mentions.push(found.mention);
            }
            Some(Step::Pass(end)) if end > at => at = end,
            _ => {
                let run = if quantity::digits::is_digit(c) { endless(input.rest(at)) } else { None };
                at += run.unwrap_or(c.len_utf8());
                if run.is_none() {
                    previous = c;
                    continue;
                }
            }
        }
        previous = input.before(at).chars().next_back().unwrap_or(' ');
    }
    mentions
}

/// The next place from `at` on where anything can begin; `previous` is the character before it.
fn next(input: &Input<'_>, at: usize, previous: &mut char) -> Option<usize> {
    for (offset, c) in input.rest(at).char_indices() {
        let inside_word = c.is_ascii_alphabetic() && previous.is_ascii_alphanumeric();
        if !inside_word && begins(input, at + offset, c) {
            return Some(at + offset);
        }
        *previous = c;
    }
    None
}

/// Digits that no number, code or date has in a row.
const ENDLESS: usize = 64;

/// The length of the run of digits that `rest` begins with, where it is too long to be read from each
/// of its digits in turn.
fn endless(rest: &str) -> Option<usize> {
    let digit = |c: &char| quantity::digits::is_digit(*c);
    let long = rest.chars().take_while(digit).nth(ENDLESS).is_some();
    long.then(|| rest.chars().take_while(digit).map(char::len_utf8).sum())
}

/// The characters that a numeral begins with.
const NUMERALS: &str = "0123456789０１２３４５６７８９〇○\
    零一二三四五六七八九十百千萬万億亿兩两倆俩廿卅卌壹貳贰貮弍叁參参叄弎肆伍陸陆柒捌玖拾佰仟弌幺両";
static NUMERAL: CharSet = CharSet::of(NUMERALS);

/// What times and figures begin with, besides Latin letters and currencies: nearly no character.
static FIRST: CharSet = CharSet::of(time::STARTS).and(&CharSet::of(NUMERALS)).and(&CharSet::of(quantity::STARTS));

/// Whether anything can begin with `c` at `at`.
fn begins(input: &Input<'_>, at: usize, c: char) -> bool {
    match FIRST.has(c) || c.is_ascii_alphabetic() {
        true => time::begins(c) || figure_begins(input, at, c),
        false => quantity::currency_begins(input, at),
    }
}

/// Whether a figure can begin with `c` at `at`.
fn figure_begins(input: &Input<'_>, at: usize, c: char) -> bool {
    NUMERAL.has(c) || quantity::begins(input, at, c)
}

/// What the figure grammars read at `at`.
fn figure(input: &Input<'_>, at: usize) -> Option<Step> {
    let c = input.rest(at).chars().next()?;
    figure_begins(input, at, c).then(|| quantity::at(input, at)).flatten()
}

/// What the grammars make of the place `at`: the longest reading, unless a set phrase covers it.
fn step(input: &Input<'_>, at: usize) -> Option<Step> {
    let phrase = guard::phrase_over(input, at);
    if let Some((end, true)) = phrase {
        return Some(Step::Pass(end));
    }
    let best = best(input, at);
    let reach = match &best {
        Some(Step::Found(found)) => found.mention.span.end(),
        _ => 0,
    };
    match phrase {
        Some((end, _)) if end >= reach => Some(Step::Pass(end)),
        _ => best,
    }
}

/// The longer of what the two grammars read at `at`, time where both are as long; a bare number, where
/// one is asked for, if neither reads anything asked for.
fn best(input: &Input<'_>, at: usize) -> Option<Step> {
    let types = input.context.types;
    let asked = |found: &Found| types.has(found.mention.value.kind());
    if !types.has(Type::Number) {
        let best = longer(time::at(input, at), figure(input, at));
        return match best {
            Some(Step::Found(found)) if !asked(&found) => Some(Step::Pass(found.end)),
            best => best,
        };
    }
    let others = types != TypeSet::NONE.with(Type::Number);
    match others.then(|| longer(time::at(input, at), figure(input, at))).flatten() {
        Some(Step::Found(found)) if asked(&found) => Some(Step::Found(found)),
        _ => quantity::number::read(input, at).map(Step::Found),
    }
}

/// The longer reading.
fn longer(time: Option<Found>, figure: Option<Step>) -> Option<Step> {
    match (time, figure) {
        (Some(time), Some(Step::Found(figure))) if figure.mention.span.end() > time.mention.span.end() => {
            Some(Step::Found(figure))
        }
        (Some(time), _) => Some(Step::Found(time)),
        (None, figure) => figure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_figure_stands_where_none_can_begin() {
        let lexicon = Lexicon::new();
        let context = Context::default();
        let samples = [include_str!("../../cases/money.toml"), include_str!("../../cases/count.toml")];
        for text in samples.into_iter().chain([include_str!("../../cases/rank.toml")]) {
            let input = Input { text, lexicon: &lexicon, context: &context };
            for (at, c) in text.char_indices().filter(|(_, c)| time::begins(*c)) {
                let read = figure_begins(&input, at, c) || quantity::at(&input, at).is_none();
                assert!(read, "{}", input.rest(at).lines().next().unwrap_or(""));
            }
        }
    }
}
