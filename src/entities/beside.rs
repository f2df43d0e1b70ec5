//! Chinese lines and the English ones beside them that say the same.
//!
//! ```text
//! pair = zh-block en-block                        on a slide, as the slide pairs them
//!      | zh-block{n} en-block{n}                  of one kind, in a document that goes on so
//!      | name [ "/" ] english-phrase              on one line
//! ```

use super::latin;
use super::reading::Reading;
use super::tokens::is_han;
use crate::span::Span;
use crate::structure::{Block, BlockKind, Outline};

/// The pairs of a document, Chinese first.
#[must_use]
pub fn pairs(reading: &Reading<'_>, outline: &Outline) -> Vec<(Span, Span)> {
    if !outline.bilingual {
        return Vec::new();
    }
    let slides = outline.slides.iter().flat_map(|slide| slide.pairs.iter());
    let mut out: Vec<(Span, Span)> =
        slides.filter_map(|(zh, en)| Some((outline.block(*zh)?.span, outline.block(*en)?.span))).collect();
    if outline.slides.is_empty() {
        out.extend(runs(reading, outline));
    }
    out
}

/// Blocks of a document without slides: as many English ones behind as many Chinese ones of their kind.
fn runs(reading: &Reading<'_>, outline: &Outline) -> Vec<(Span, Span)> {
    let mut out = Vec::new();
    let mut chinese: Vec<&Block> = Vec::new();
    let mut english: Vec<&Block> = Vec::new();
    let blocks = outline.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Table | BlockKind::Footer));
    for block in blocks {
        let said = block.span.of(reading.text);
        if said.chars().any(is_han) {
            if !english.is_empty() {
                settle(&mut chinese, &mut english, &mut out);
            }
            chinese.push(block);
        } else if latin::is_latin(said) {
            english.push(block);
        }
    }
    settle(&mut chinese, &mut english, &mut out);
    out
}

/// Pairs the last of a Chinese run with the English run behind it.
fn settle(chinese: &mut Vec<&Block>, english: &mut Vec<&Block>, out: &mut Vec<(Span, Span)>) {
    let skip = chinese.len().saturating_sub(english.len());
    let pairs = chinese.iter().skip(skip).zip(english.iter());
    out.extend(pairs.map(|(zh, en)| (zh.span, en.span)));
    chinese.clear();
    english.clear();
}
