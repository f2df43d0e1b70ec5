//! English counts.
//!
//! ```text
//! count = numeral word{0,6} plural                   ; 24 projects, over a hundred of … initiatives
//! ```
//!
//! The noun is the last plural before a preposition, a verb or the end of the clause. A number that
//! names a thing (Phase 2, Chapter 3), a year before a title and a number without a plural count nothing.

use rust_decimal::Decimal;

use super::figure::{self, Figure};
use super::guard;
use super::numeral::Form;
use super::reading::{Kind, Reading};
use crate::lexicon::Lexicon;
use crate::mentions::input::Input;
use crate::span::Span;

/// A count and the noun that it counts; `single` is the figure at `at`.
#[must_use]
pub fn read(input: &Input<'_>, at: usize, single: &Figure) -> Option<(Reading, Span)> {
    if !counts(single) {
        return None;
    }
    let ranged = figure::range(input.rest(at), single, input.lexicon).filter(counts);
    let figure = ranged.unwrap_or(*single);
    let end = at + figure.len;
    let before = guard::clause_before(input, at).trim_end();
    let last = before.rsplit(' ').next().unwrap_or("");
    let numbered = input.lexicon.english_nouns.get(last).is_some_and(|word| word.is("numbered"));
    let one = figure.amount.value == Some(Decimal::ONE) && figure.numeral.form == Form::English;
    if numbered || one || is_year(&figure) {
        return None;
    }
    let noun = noun(input, end)?;
    Some((Reading::new(at, end, &figure, figure.amount, Kind::Count(None)), noun))
}

fn counts(figure: &Figure) -> bool {
    matches!(figure.numeral.form, Form::Digits | Form::Figure | Form::English)
        && figure.amount.value.or(figure.amount.min).is_some_and(|value| value > Decimal::ZERO)
}

/// Whether the figure can be a year, which stands before titles: 2023 Policy Address measures.
fn is_year(figure: &Figure) -> bool {
    let year = Decimal::from(1900)..Decimal::from(2100);
    figure.numeral.form == Form::Digits && figure.amount.value.is_some_and(|value| year.contains(&value))
}

/// How far behind a figure its noun may end, in bytes: text without spaces goes on for ever.
const REACH: usize = 400;

/// The last plural of the phrase behind `at`, with the words of its compound in capitals or not.
fn noun(input: &Input<'_>, at: usize) -> Option<Span> {
    let lexicon = input.lexicon;
    let rest = input.rest(at);
    let rest = rest.strip_prefix(' ').or_else(|| rest.strip_prefix('-'))?;
    let (mut offset, mut found) = (input.text.len() - rest.len(), None);
    let rest = rest.get(..rest.floor_char_boundary(REACH)).unwrap_or(rest);
    for (index, word) in rest.split(' ').take(9).enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let head = word.find(bare).unwrap_or(0);
        let listed = lexicon.english_nouns.get(bare);
        let word_like = bare.starts_with(|c: char| c.is_ascii_alphabetic()) && bare.is_ascii();
        if !word_like || listed.is_some_and(|listed| listed.is("end")) {
            break;
        }
        if plural(bare, lexicon) {
            found = Some(Span::new(offset + head, offset + head + bare.len()));
        } else if found.is_some() && !listed.is_some_and(|listed| listed.is("join")) {
            break;
        }
        let closes = word.len() > head + bare.len();
        if closes || (index > 6 && found.is_none()) || word.contains('\n') {
            break;
        }
        offset += word.len() + 1;
    }
    found
}

/// Whether `word` is a plural.
fn plural(word: &str, lexicon: &Lexicon) -> bool {
    let listed = lexicon.english_nouns.get(word);
    if listed.is_some_and(|listed| listed.is("plural")) {
        return true;
    }
    let ending = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && word.len() > 3;
    ending && listed.is_none_or(|listed| !listed.is("singular"))
}
