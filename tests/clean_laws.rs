//! Laws of the stage `clean`, on the seeds' kinds of text and on any text at all.

#![allow(clippy::unwrap_used)]

use ingest::clean::{Clean, clean};
use ingest::lexicon::Lexicon;
use ingest::read::Source;
use ingest::span::Span;
use ingest::structure::outline;
use proptest::prelude::*;

/// What of a text is no white space.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether the edits, in order, turn the source into the clean text but for white space.
fn replays(source: &str, clean: &Clean) {
    let (mut out, mut at) = (String::new(), 0);
    for edit in clean.edits() {
        assert!(edit.source.start() >= at, "edits lie in order, none within another: {edit:?}");
        assert_eq!(&source[edit.source.range()], edit.before);
        assert_ne!(edit.before, edit.after);
        out.push_str(&source[at..edit.source.start()]);
        out.push_str(&edit.after);
        at = edit.source.end();
    }
    out.push_str(&source[at..]);
    assert_eq!(bare(&out), bare(clean.text()));
}

/// Every character of the clean text has its place in the source, in order, and is the same where no edit is.
fn maps(source: &str, clean: &Clean) {
    let text = clean.text();
    let mut before = 0;
    for (at, c) in text.char_indices() {
        let place = clean.source_of(Span::new(at, at + c.len_utf8()));
        assert!(source.is_char_boundary(place.start()) && source.is_char_boundary(place.end()), "{place:?}");
        assert!(place.start() >= before, "the map is monotone at {at}: {place:?} after {before}");
        before = place.start();
        let slice = place.of(source);
        let edited = clean.edits().iter().any(|edit| edit.source.overlaps(place));
        assert!(edited || c.is_whitespace() || slice.chars().eq([c]), "{c:?} is {slice:?} in the source");
    }
}

/// The form that the clean text promises.
fn reads_well(clean: &Clean) {
    let text = clean.text();
    assert_eq!(text.trim(), text);
    assert!(
        !text.contains("\n\n\n") && !text.contains("  ") && !text.contains(" \n") && !text.contains("\n "),
        "{text:?}"
    );
    let mut end = 0;
    for line in clean.lines() {
        assert!(line.span.start() >= end && !line.span.is_empty(), "lines lie in order: {line:?}");
        assert!(line.span.contains(line.body()));
        end = line.span.end();
        let mut behind = line.span.start();
        for cell in clean.cells(line) {
            assert!(cell.start() >= behind && cell.end() <= end, "{cell:?} in {line:?}");
            behind = cell.end();
        }
    }
    let lines: Vec<&str> = clean.lines().iter().map(|line| line.span.of(text)).collect();
    assert_eq!(lines.join("\n\n"), text, "lines are the paragraphs of the text");
    assert!(clean.emphasis().iter().all(|span| text.get(span.range()).is_some()));
}

/// Blocks lie in order, apart from one another, inside the text; parents and slides exist.
fn is_outlined(source: &Source, clean: &Clean) {
    let outline = outline(source, clean, &Lexicon::new());
    let mut end = 0;
    for (id, block) in outline.blocks.iter().enumerate() {
        assert!(block.span.start() >= end && !block.span.is_empty(), "{block:?} begins before {end}");
        assert!(clean.text().get(block.span.range()).is_some_and(|text| text.trim() == text), "{block:?}");
        assert_eq!(outline.block_at(block.span), Some(id as u32));
        assert!(block.parent.is_none_or(|parent| (parent as usize) < outline.blocks.len() && parent as usize != id));
        assert!(block.marker.is_none_or(|marker| marker.end() <= block.span.start()));
        end = block.span.end();
    }
    let ids = outline.slides.iter().flat_map(|slide| slide.blocks.iter().copied());
    assert!(outline.slides.is_empty() || ids.eq(0..outline.blocks.len() as u32), "every block is on one slide");
}

fn check(text: &str) {
    let source = Source::from_text("law.txt", text);
    let clean = clean(&source);
    replays(text, &clean);
    maps(text, &clean);
    reads_well(&clean);
    is_outlined(&source, &clean);
}

/// Pieces that the rules look at, to be thrown together in any order.
const PIECES: [&str; 64] = [
    "創科",
    "基金",
    "：",
    ":",
    "。",
    "，",
    "、",
    "；",
    "（",
    "）",
    "(",
    ")",
    "「",
    "」",
    "《",
    "》",
    " ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "\n\n\n\n",
    "\t",
    "\u{3000}",
    "\u{A0}",
    "\r\n",
    "\u{C}",
    "•",
    "– ",
    "- ",
    "1. ",
    "①",
    "(1) ",
    "一、",
    "**",
    "*",
    "_",
    "`",
    "\\",
    "\\$",
    "&amp;",
    "&nbsp;",
    "<br>",
    "<b>",
    "[甲](a.b)",
    "![](a/b)",
    "](",
    "|",
    "| 甲 | 乙 |\n|---|---|\n",
    "# ",
    "> ",
    "```",
    "---\n",
    "１２",
    "Ａ",
    "２０％",
    "2023",
    "24",
    "78 701",
    "000",
    "Wi-Fi",
    "HK",
    "\u{FEFF}",
    "\u{200B}",
];

fn messy() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60).prop_map(|pieces| pieces.concat())
}

fn segmented() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 20..60)
        .prop_map(|pieces| format!("創新  及  科技  基金  的  發展  和  公司  及  {}", pieces.join("  ")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_on_pieces(text in messy()) {
        check(&text);
    }

    #[test]
    fn laws_hold_on_segmented_text(text in segmented()) {
        check(&text);
    }

    #[test]
    fn laws_hold_on_any_text(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn laws_hold_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }
}
