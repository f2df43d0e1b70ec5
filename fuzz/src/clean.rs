//! Cleaning and structure on any text: the edits replay the source, blocks stand in order.

use ingest::clean::clean;
use ingest::read::Source;
use ingest::structure::outline;

use crate::LEXICON;
use crate::common::text;

fn bare(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

pub fn run(data: &[u8]) {
    let text = text(data);
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
    let outline = outline(&source, &clean, &LEXICON);
    assert!(outline.blocks.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
}
