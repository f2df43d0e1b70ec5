//! `78 701` → `78701`: a space as thousands separator.
//!
//! ```text
//! number := group (gap triple)+
//! group  := digit{1,3}      before it no digit, no `.`, `,` or `:`; no leading zero
//! triple := digit{3}        behind it no digit
//! ```
//!
//! A year is no `group`, so that `2024 500` stays. Telephone numbers after 電話 and the like stay.

use super::EditKind;
use super::spacing::Spacing;

/// Words before a number whose groups are not thousands.
const NUMBERED: [&str; 8] = ["電話", "电话", "熱線", "热线", "傳真", "传真", "ISBN", "ISSN"];

/// Decides a gap between two digits; `grouped` where the gap before it was one of the same number.
pub(super) fn between(left: &str, rest: &str, grouped: bool) -> Spacing {
    let joins = opens_with_triple(rest) && (grouped || closes_with_group(left));
    if joins { Spacing::repair("", EditKind::GroupDigits) } else { Spacing::of(" ") }
}

/// Whether exactly three digits stand at the beginning.
fn opens_with_triple(rest: &str) -> bool {
    rest.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
}

/// Whether a first group of one to three digits stands at the end.
fn closes_with_group(left: &str) -> bool {
    let digits = left.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
    let (before, group) = left.split_at(left.len() - digits);
    let joined_to =
        before.ends_with(['.', ',', ':', '-', '/', '+', '#']) || before.ends_with(|c: char| c.is_ascii_alphabetic());
    (1..=3).contains(&digits) && !group.starts_with('0') && !joined_to && !is_number_of_something(before)
}

/// Whether a word such as 電話 stands just before.
fn is_number_of_something(before: &str) -> bool {
    let before = before.trim_end_matches(['：', ':', ' ']);
    NUMBERED.iter().any(|word| before.ends_with(word))
}
