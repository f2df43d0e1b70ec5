//! Cleaning and structure on any text: the edits replay the source, blocks stand in order.
#![no_main]

use ingest::clean::clean;
use ingest::lexicon::Lexicon;
use ingest::read::Source;
use ingest::structure::outline;

fn bare(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let source = Source::from_text("a.md", text);
    let clean = clean(&source);
    let (mut out, mut at) = (String::new(), 0);
    for edit in clean.edits() {
        out.push_str(&text[at..edit.source.start()]);
        out.push_str(&edit.after);
        at = edit.source.end();
    }
    out.push_str(&text[at..]);
    assert!(bare(&out).eq(bare(clean.text())), "the edits do not give the text");
    let outline = outline(&source, &clean, &Lexicon::new());
    assert!(outline.blocks.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
});
