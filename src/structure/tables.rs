//! Tables: runs of rows, the first of which is the header, with caption and source note.

use super::builder::Builder;
use super::shape::Shape;
use super::types::{BlockKind, Table};
use crate::clean::class::ends_sentence;
use crate::span::Span;

/// How many rows a table has that begins at line `at`; 0 where a single row stands there.
pub(super) fn rows(shape: &Shape<'_>, at: usize) -> usize {
    let run = shape.lines.get(at..).unwrap_or(&[]).iter().take_while(|line| line.is_row());
    let rows = run
        .enumerate()
        .take_while(|(index, line)| {
            *index == 0 || line.blanks <= 1 && !line.page_break && !line.after_rule && !line.header
        })
        .count();
    if rows >= 2 { rows } else { 0 }
}

/// Adds the table of `rows` rows at line `at`, with the note below it. Gives the lines it took.
pub(super) fn add(shape: &Shape<'_>, builder: &mut Builder, at: usize, rows: usize, tables: &mut Vec<Table>) -> usize {
    let lines = shape.lines.get(at..at + rows).unwrap_or(&[]);
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return rows.max(1) };
    let mut cells = lines.iter().map(|line| shape.clean.cells(line).to_vec());
    let span = first.span.to(last.span);
    let mut table = Table {
        caption: caption(shape, builder),
        header: cells.next().unwrap_or_default(),
        rows: cells.collect(),
        source_note: None,
        span,
        slide: builder.slide,
    };
    builder.close_list();
    builder.push(BlockKind::Table, 0, span, None);
    let note =
        shape.lines.get(at + rows).filter(|line| is_note(shape, shape.body(line)) && line.blanks < super::layout::PAGE);
    table.source_note = note.map(|line| line.body());
    if let Some(note) = table.source_note {
        builder.push(BlockKind::Footer, 0, note, None);
    }
    tables.push(table);
    rows + usize::from(note.is_some())
}

/// The heading or short paragraph just above that names the table: `表1：…`, `…如下表`.
fn caption(shape: &Shape<'_>, builder: &mut Builder) -> Option<Span> {
    let block = builder.blocks.last_mut()?;
    let text = block.span.of(shape.text());
    if block.kind == BlockKind::Caption {
        return Some(block.span);
    }
    let numbered = text.starts_with(['表', '圖', '图'])
        && text.chars().nth(1).is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十 ".contains(c));
    let named = text.chars().take(40).count() < 40
        && text.ends_with(['表', '）', ')'])
        && !text.contains(ends_sentence)
        && text.contains('表');
    if !(numbered || named) || matches!(block.kind, BlockKind::Title | BlockKind::ListItem) {
        return None;
    }
    block.kind = BlockKind::Caption;
    Some(block.span)
}

/// Whether a line gives a table's source or a remark on it.
pub(super) fn is_note(shape: &Shape<'_>, text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(', '[', '*']);
    shape
        .word_at(text, "note")
        .is_some_and(|word| text.get(word.text.len()..).is_some_and(|rest| rest.trim_start().starts_with(['：', ':'])))
}
