//! A whole document: every stage, and the laws that its JSON keeps.

#[path = "../../tests/common/laws.rs"]
mod laws;

use ingest::read::Source;
use ingest::{Options, link, process, write};

use crate::LEXICON;
use crate::common::text;

pub fn run(data: &[u8]) {
    let text = text(data);
    if text.trim().is_empty() {
        return; // told as an error before any stage
    }
    let document = process(Source::from_text("a.md", text), &LEXICON, &Options::default());
    let (mut out, mut rows) = (Vec::new(), Vec::new());
    write::document(&document, &mut out)
        .and_then(|()| write::fact_rows(&document, &mut rows))
        .expect("memory takes it");
    let json = serde_json::from_slice(&out).expect("what is written is JSON");
    let broken = laws::broken(text, text.as_bytes(), &json);
    assert!(broken.is_empty(), "{broken:#?}");
    let _ = link::record(&document, &LEXICON);
}
