//! What white space inside a paragraph becomes.
//!
//! ```text
//! gap     := one space                behind the dash of a list in a segmented text (join_tokens.rs)
//!          | nothing                  beside a Chinese character or a full-width mark
//!          | number-gap               between two digits        (group_digits.rs)
//!          | token-gap                in a segmented text       (join_tokens.rs, restore_dash.rs)
//!          | nothing                  before %, around the colon of a ratio, behind a Chinese
//!                                     document's half-width mark (`平台: 2020年`, `1(政府): 2(公司)`)
//!          | one space                otherwise
//! ```

use super::class::is_wide;
use super::{EditKind, group_digits, join_tokens, restore_dash};

/// What stands in the clean text for a gap, and the edit it is listed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spacing {
    /// The text of the gap.
    pub(super) text: &'static str,
    /// `None` where only white space changed that parts nothing.
    pub(super) edit: Option<EditKind>,
}

impl Spacing {
    /// White space that is counted, not listed.
    pub(super) const fn of(text: &'static str) -> Self {
        Self { text, edit: None }
    }

    /// A repair that changes how a number or token reads.
    pub(super) const fn repair(text: &'static str, kind: EditKind) -> Self {
        Self { text, edit: Some(kind) }
    }
}

/// What the editor knows of a gap beyond its neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The document came word-segmented.
    pub(super) segmented: bool,
    /// The gap before this one joined two groups of a number, the second of which ends here.
    pub(super) grouped: bool,
}

/// Decides the gap `white` between the clean text `left` and the character `next`, behind which the
/// source goes on as `rest` (with `next`, before it was folded).
pub(super) fn between(left: &str, white: &str, next: char, rest: &str, context: Context) -> Spacing {
    let Some(last) = left.chars().next_back() else { return Spacing::of("") };
    if is_wide(last) {
        return Spacing::of("");
    }
    if context.segmented && join_tokens::is_list_dash(left) {
        return Spacing::of(" ");
    }
    if is_wide(next) {
        return Spacing::of("");
    }
    let dash = if context.segmented { restore_dash::between(left, white, rest) } else { None };
    if let Some(dash) = dash {
        return dash;
    }
    if last.is_ascii_digit() && next.is_ascii_digit() {
        return group_digits::between(left, rest, context.grouped);
    }
    if context.segmented {
        return join_tokens::between(left, last, next, rest);
    }
    let drop = (last.is_ascii_digit() && next == '%')
        || hyphen_at_line_end(left, white)
        || ratio(left, last, next, rest)
        || after_chinese_mark(left, last);
    Spacing::of(if drop { "" } else { " " })
}

/// `cross-` at a line's end, which goes on as `boundary` on the next.
fn hyphen_at_line_end(left: &str, white: &str) -> bool {
    let broken = white.bytes().any(|byte| byte == b'\n' || byte == b'\r');
    let mut back = left.chars().rev();
    broken && back.next() == Some('-') && back.next().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// `6 : 4`: spaces on both sides of the colon between two digits.
fn ratio(left: &str, last: char, next: char, rest: &str) -> bool {
    let digit_behind = |text: &str| text.trim_start_matches([' ', '\t']).starts_with(|c: char| c.is_ascii_digit());
    if last.is_ascii_digit() && next == ':' {
        return rest.strip_prefix(':').is_some_and(|behind| behind.starts_with([' ', '\t']) && digit_behind(behind));
    }
    // The first gap of the same colon was dropped just before, so that the digit stands beside it.
    let mut back = left.chars().rev();
    last == ':' && next.is_ascii_digit() && back.nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// A half-width mark that stands for a full-width one: the word before it is Chinese.
fn after_chinese_mark(left: &str, last: char) -> bool {
    const LOOK_BACK: usize = 4;
    let mark = |c: char| matches!(c, ':' | ';' | ',' | '!' | '?' | ')');
    mark(last) && left.chars().rev().take(LOOK_BACK).find(|c| !mark(*c)).is_some_and(is_wide)
}
