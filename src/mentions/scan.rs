//! The scan: one pass that finds where a value can begin and asks the grammars there.

use super::input::{Found, Input};
use super::quantity::{self, Step, guard};
use super::value::{Type, TypeSet};
use super::{Context, Mention, time};
use crate::lexicon::Lexicon;

/// The values of `text`, in order, none overlapping another.
///
/// Takes any text, a clean document's or a line of its own; spans are byte offsets in it.
#[must_use]
pub fn extract(text: &str, lexicon: &Lexicon, context: &Context) -> Vec<Mention> {
    let input = Input { text, lexicon, context };
    let mut mentions = Vec::new();
    let mut at = 0;
    let mut previous = ' ';
    while let Some(c) = input.rest(at).chars().next() {
        let inside_word = c.is_ascii_alphabetic() && previous.is_ascii_alphanumeric();
        let step = if inside_word || !begins(&input, at, c) { None } else { step(&input, at) };
        match step {
            Some(Step::Found(found)) if found.end > at => {
                at = found.end;
                mentions.push(found.mention);
            }
            Some(Step::Pass(end)) if end > at => at = end,
            _ => at += c.len_utf8(),
        }
        previous = input.before(at).chars().next_back().unwrap_or(' ');
    }
    mentions
}

/// The characters that a numeral begins with, as a set over the Basic Multilingual Plane.
static NUMERALS: [u64; 1024] = set(&[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０', '１', '２', '３', '４', '５', '６', '７', '８', '９', '〇',
    '○', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '萬', '万', '億', '亿', '兩',
    '两', '倆', '俩', '廿', '卅', '卌', '壹', '貳', '贰', '貮', '弍', '叁', '參', '参', '叄', '弎', '肆', '伍', '陸',
    '陆', '柒', '捌', '玖', '拾', '佰', '仟', '弌', '幺', '両',
]);

const fn set(chars: &[char]) -> [u64; 1024] {
    let mut bits = [0; 1024];
    let mut index = 0;
    while index < chars.len() {
        let code = chars[index] as usize;
        bits[code >> 6] |= 1 << (code & 63);
        index += 1;
    }
    bits
}

/// Whether a numeral can begin with `c`.
fn is_numeral(c: char) -> bool {
    let code = c as usize;
    NUMERALS.get(code >> 6).is_some_and(|bits| bits >> (code & 63) & 1 == 1)
}

/// Whether anything can begin with `c` at `at`.
fn begins(input: &Input<'_>, at: usize, c: char) -> bool {
    is_numeral(c) || time::begins(c) || quantity::begins(input, at, c)
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
        let best = longer(time::at(input, at), quantity::at(input, at));
        return match best {
            Some(Step::Found(found)) if !asked(&found) => Some(Step::Pass(found.end)),
            best => best,
        };
    }
    let others = types != TypeSet::NONE.with(Type::Number);
    match others.then(|| longer(time::at(input, at), quantity::at(input, at))).flatten() {
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
