//! Rows of Markdown tables.
//!
//! ```text
//! row  := "|"? cell ("|" cell)* "|"?       it begins with "|", or stands over a rule, or under a row
//! rule := ("|" | ":" | "-" | " ")+         `|---|:--:|`, taken out whole
//! cell := any but an unescaped "|"
//! ```

use super::lines::{Line, LineKind, Lines};
use super::rows::set;

/// Rows of Markdown tables.
pub(super) fn find(source: &str, lines: &mut Lines) {
    if !source.contains('|') {
        return;
    }
    let is_rule = |line: &Line| line.kind == LineKind::Markup && line.text(source).contains('|');
    for at in 0..lines.list.len() {
        let Some(line) = lines.list.get(at).copied() else { break };
        let text = line.text(source);
        if line.kind != LineKind::Text || !text.contains('|') {
            continue;
        }
        let near = |index: Option<usize>| index.and_then(|index| lines.list.get(index)).filter(|near| near.blanks == 0);
        let below_row = at
            .checked_sub(1)
            .and_then(|before| lines.list.get(before))
            .is_some_and(|before| is_rule(before) || before.kind == LineKind::Row);
        let above_rule = near(Some(at + 1)).is_some_and(is_rule);
        if text.starts_with('|') || above_rule || (below_row && line.blanks == 0) {
            let cells = cut_pipes(source, &line);
            set(lines, at, &cells);
        }
    }
}

fn cut_pipes(source: &str, line: &Line) -> Vec<(usize, usize)> {
    let text = line.text(source);
    let inner_start = usize::from(text.starts_with('|'));
    let inner_end = text.len() - usize::from(text.len() > 1 && text.ends_with('|') && !text.ends_with("\\|"));
    let (mut cells, mut from, mut escaped) = (Vec::new(), inner_start, false);
    for (at, byte) in text.bytes().enumerate().take(inner_end).skip(inner_start) {
        if byte == b'|' && !escaped {
            cells.push(trimmed(source, line.body + from, line.body + at));
            from = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    cells.push(trimmed(source, line.body + from, line.body + inner_end));
    cells
}

/// A stretch without the white space at its ends; an empty one stands at its beginning.
fn trimmed(source: &str, start: usize, end: usize) -> (usize, usize) {
    let piece = source.get(start..end).unwrap_or("");
    let inner = piece.trim();
    let start = if inner.is_empty() { start } else { start + (piece.len() - piece.trim_start().len()) };
    (start, start + inner.len())
}
