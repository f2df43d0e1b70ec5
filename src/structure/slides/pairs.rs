//! Chinese blocks and the English ones that translate them.
//!
//! ```text
//! pair := zh en              neighbours on one slide
//!       | zh{n} en{n}        as many English blocks behind as many Chinese ones of one kind
//! ```

use crate::clean::class::has_han;
use crate::structure::shape::Shape;
use crate::structure::types::{BlockId, BlockKind, Outline};

/// Fills `pairs` of every slide.
pub(super) fn fill(shape: &Shape<'_>, outline: &mut Outline) {
    let mut all = Vec::with_capacity(outline.slides.len());
    for slide in &outline.slides {
        all.push(pairs(shape, outline, &slide.blocks));
    }
    for (slide, pairs) in outline.slides.iter_mut().zip(all) {
        slide.pairs = pairs;
    }
}

fn pairs(shape: &Shape<'_>, outline: &Outline, blocks: &[BlockId]) -> Vec<(BlockId, BlockId)> {
    let mut out = Vec::new();
    let mut open: Vec<BlockId> = Vec::new();
    let mut waiting: std::collections::VecDeque<BlockId> = std::collections::VecDeque::new();
    for id in blocks.iter().copied() {
        let Some(block) = outline.block(id).filter(|block| !matches!(block.kind, BlockKind::Table | BlockKind::Footer))
        else {
            continue;
        };
        let said = block.span.of(shape.text());
        if has_han(said) {
            if !waiting.is_empty() {
                waiting.clear();
            }
            open.push(id);
        } else if said.contains(|c: char| c.is_ascii_alphabetic()) {
            if waiting.is_empty() {
                waiting.extend(open.drain(..));
            }
            // The nearest Chinese block where fewer English ones follow.
            if let Some(zh) = take(&mut waiting, outline, blocks, id, shape) {
                out.push((zh, id));
            }
        }
    }
    out
}

/// The Chinese block for English block `id`: the first waiting one where as many English blocks follow, else the last.
fn take(
    waiting: &mut std::collections::VecDeque<BlockId>,
    outline: &Outline,
    blocks: &[BlockId],
    id: BlockId,
    shape: &Shape<'_>,
) -> Option<BlockId> {
    let behind = blocks.iter().skip_while(|block| **block != id);
    let run =
        behind.filter_map(|id| outline.block(*id)).take_while(|block| !has_han(block.span.of(shape.text()))).count();
    if waiting.len() > run {
        waiting.drain(..waiting.len() - run);
    }
    waiting.pop_front()
}
