//! Segmented text: `2023    24` → `2023-24`: a dash that was lost between two years.
//!
//! ```text
//! range := year gap gap year2      gap: the text's own separator, twice; between the two stood a dash
//! year  := ("19" | "20") digit{2}
//! year2 := the last two digits of the year after `year`, or a later year written out
//! ```

use super::EditKind;
use super::spacing::Spacing;

/// Decides a gap of a segmented text; `None` where no dash was lost.
pub(super) fn between(left: &str, white: &str, rest: &str) -> Option<Spacing> {
    let twice = white.len() == 4 && white.bytes().all(|byte| byte == b' ');
    if !twice {
        return None;
    }
    let first = year(left.get(left.len().checked_sub(4)?..)?)?;
    let standing_alone = !left.get(..left.len() - 4)?.ends_with(|c: char| c.is_ascii_digit());
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let second = rest.get(..digits)?;
    let follows = match digits {
        2 => second.parse() == Ok((first + 1) % 100),
        4 => year(second).is_some_and(|second| second > first),
        _ => false,
    };
    (standing_alone && follows).then_some(Spacing::repair("-", EditKind::RestoreDash))
}

fn year(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|year| (1900..2100).contains(year))
}
