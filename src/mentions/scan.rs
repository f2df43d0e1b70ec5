//! The scan: one pass that finds where a value can begin and asks the grammars there.

use super::input::{Found, Input};
use super::{Context, Mention, quantity, time};
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
        if begins(c) && !(c.is_ascii_alphabetic() && previous.is_ascii_alphanumeric()) {
            if let Some(found) = best(&input, at).filter(|found| found.end > at) {
                at = found.end;
                previous = input.before(at).chars().next_back().unwrap_or(' ');
                mentions.extend(context.types.has(found.mention.value.kind()).then_some(found.mention));
                continue;
            }
        }
        previous = c;
        at += c.len_utf8();
    }
    mentions
}

/// Whether anything can begin with `c`.
fn begins(c: char) -> bool {
    c.is_ascii_digit()
        || ('０'..='９').contains(&c)
        || "〇零一二三四五六七八九十百千萬万億亿兆兩两半幾几數数廿卅壹貳贰叁參叄肆伍陸陆柒捌玖拾佰仟".contains(c)
        || time::begins(c)
        || quantity::begins(c)
}

/// The longer of what the two grammars read at `at`; time where both are as long.
fn best(input: &Input<'_>, at: usize) -> Option<Found> {
    match (time::at(input, at), quantity::at(input, at)) {
        (Some(time), Some(figure)) => {
            Some(if figure.mention.span.end() > time.mention.span.end() { figure } else { time })
        }
        (time, figure) => time.or(figure),
    }
}
