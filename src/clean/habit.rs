//! How a document breaks its lines, read off the lines themselves.

use super::class::ends_sentence;
use super::lines::{Line, LineKind};

/// What the lines of a document have in common.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habit {
    /// The width at which lines were wrapped, in columns; 0 where they were not.
    pub(super) wrap: usize,
    /// A blank at a line's end marks the end of a paragraph.
    pub(super) hard_ends: bool,
    /// English lines stand beside Chinese ones.
    pub(super) bilingual: bool,
}

/// Reads the habit off at most the first ten thousand lines.
pub(super) fn habit(source: &str, lines: &[Line]) -> Habit {
    let lines = lines.get(..lines.len().min(10_000)).unwrap_or(lines);
    let texts = lines.iter().filter(|line| line.kind == LineKind::Text);
    let (mut all, mut trailing, mut english) = (0, 0, 0);
    for line in texts {
        all += 1;
        trailing += usize::from(line.trailing);
        english += usize::from(!line.han && line.text(source).contains(' '));
    }
    let hard_ends = all >= 10 && trailing * 5 >= all && trailing < all && !trails_anywhere(source, lines);
    let mut widths = Vec::new();
    let mut open = 0;
    for pair in lines.windows(2) {
        let [first, second] = pair else { continue };
        let both = first.kind == LineKind::Text && second.kind == LineKind::Text && first.han == second.han;
        let starts = second.marker.is_some() || second.heading > 0 || first.heading > 0 || second.blanks > 0;
        let width = first.width(source);
        if both && !starts && width >= 24 && !(hard_ends && first.trailing) {
            widths.push(width);
            open += usize::from(!first.text(source).ends_with(ends_sentence));
        }
    }
    widths.sort_unstable();
    let usual = widths.get(widths.len() * 4 / 5).copied().unwrap_or(0);
    let wrapped = widths.len() >= 3 && open * 2 >= widths.len() && usual <= 200;
    Habit { wrap: if wrapped { usual } else { 0 }, hard_ends, bilingual: english >= 4 && english * 5 >= all }
}

/// Whether the blank at a line's end says nothing of paragraphs: more of the full lines that another goes on with
/// have one than have none.
fn trails_anywhere(source: &str, lines: &[Line]) -> bool {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width(source)).collect();
    widths.sort_unstable();
    let full = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0) * 4 / 5;
    let (mut with, mut without) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let [first, second] = pair else { continue };
        let texts = first.kind == LineKind::Text && second.kind == LineKind::Text && first.han;
        let goes_on = second.blanks == 0 && second.marker.is_none() && second.heading == 0 && first.heading == 0;
        if texts && goes_on && first.width(source) >= full && !first.text(source).ends_with(ends_sentence) {
            if first.trailing { with += 1 } else { without += 1 }
        }
    }
    with > without
}
