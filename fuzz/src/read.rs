//! Any bytes as a file of the ending that `FUZZ_TARGET` gives: `read-txt`, `read-csv`, `read-html`, `read-pdf`, `read-docx`.
//!
//! A library that panics is no find: the reader tells it as an error. Every panic of the project's own is.

use std::sync::LazyLock;

use ingest::read::Source;

use crate::common::places_hold;

static NAME: LazyLock<String> = LazyLock::new(|| std::env::var("FUZZ_TARGET").unwrap_or_default().replace("read-", "a."));

pub fn run(data: &[u8]) {
    if let Ok(source) = Source::from_bytes(&NAME, data.to_vec()) {
        places_hold(&source);
    }
}
