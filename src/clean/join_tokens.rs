//! Segmented text: `2  .  94  億  元` → `2.94億元`, `Wi  -  Fi  .  HK` → `Wi-Fi.HK`.
//!
//! A segmenter has put two spaces (rarely one) between all words, numbers and marks. Beside Chinese
//! characters and full-width marks every gap goes ([`spacing`](super::spacing)); here are those with a
//! narrow character on both sides:
//!
//! ```text
//! gap := space      word gap word                 InnoLife Hub
//!      | space      mark gap word                 `,` `;` `:` `!` `?` `)` `%` before a word, `:` not before `/`
//!      | space      word gap `(`
//!      | space      digit `,` gap digit           unless three digits follow (20,000)
//!      | space      dash gap any                  where the dash follows no word: a list marker
//!      | nothing    otherwise                     2.94  20,000  2:1  30%  5G  www.gov.hk  Health@InnoHK
//! ```
//!
//! The spaces of the original are lost in such a text, so that a gap between a digit and a letter
//! was none; two Latin words are the one case in which a reader needs the space.

use super::EditKind;
use super::class::{ends_sentence, is_han, is_wide};
use super::spacing::Spacing;

/// How many bytes of a source decide whether it is segmented.
const SAMPLE: usize = 1 << 16;

/// Whether a text came word-segmented: gaps stand between Chinese characters all over it.
pub(super) fn is_segmented(source: &str) -> bool {
    // Without sixteen spaces there are no eight gaps of two, nor forty of one.
    let sample = source.as_bytes().get(..SAMPLE * 4 / 3).unwrap_or(source.as_bytes());
    if sample.iter().filter(|byte| **byte == b' ').take(16).count() < 16 {
        return false;
    }
    let (mut han, mut double, mut single, mut wide_before) = (0usize, 0usize, 0usize, false);
    let mut spaces = 0;
    for c in source.chars().take(SAMPLE / 3) {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        // Nearly all characters are of the one block that is both.
        let common = matches!(c, '\u{4E00}'..='\u{9FFF}');
        let wide = common || is_wide(c);
        if wide && wide_before {
            double += usize::from(spaces == 2);
            single += usize::from(spaces == 1);
        }
        han += usize::from(common || is_han(c));
        wide_before = wide || (c.is_ascii_digit() && spaces > 0);
        spaces = 0;
    }
    (double >= 8 && double * 5 >= han) || (single >= 40 && single * 4 >= han)
}

/// Whether the text ends with a dash that begins a list item: `：  -  「智方便」`.
pub(super) fn is_list_dash(left: &str) -> bool {
    left.strip_suffix(['-', '–', '—', '•']).is_some_and(|before| before.is_empty() || before.ends_with(ends_sentence))
}

/// Decides a gap of a segmented text between two narrow characters that are not both digits.
pub(super) fn between(left: &str, last: char, next: char, rest: &str) -> Spacing {
    let before = left.chars().rev().nth(1);
    if parts_words(before, last, next, rest) { Spacing::of(" ") } else { Spacing::repair("", EditKind::JoinTokens) }
}

fn parts_words(before: Option<char>, last: char, next: char, rest: &str) -> bool {
    let word = |c: char| c.is_alphabetic();
    match last {
        _ if word(last) => word(next) || next == '(',
        ',' if next.is_ascii_digit() => rest.bytes().take(4).take_while(u8::is_ascii_digit).count() != 3,
        ':' if next == '/' => false,
        ',' | ';' | ':' | '!' | '?' | ')' | '%' => word(next),
        '-' | '–' | '—' => !before.is_some_and(|c| c.is_alphanumeric() && !is_wide(c)),
        _ => false,
    }
}
