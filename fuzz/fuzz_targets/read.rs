//! Any bytes as a file of the name that `FUZZ_NAME` gives: `a.txt`, `a.csv`, `a.html`, `a.pdf`, `a.docx`.
//!
//! A library that panics is no find: the reader tells it as an error. Every panic of the project's own is.
#![no_main]

use std::sync::LazyLock;

use ingest::read::Source;
use ingest_fuzz::own_panics_abort;

static NAME: LazyLock<String> = LazyLock::new(|| std::env::var("FUZZ_NAME").unwrap_or_else(|_| "a.txt".to_owned()));

libfuzzer_sys::fuzz_target!(init: own_panics_abort(), |data: &[u8]| {
    if let Ok(source) = Source::from_bytes(&NAME, data.to_vec()) {
        ingest_fuzz::places_hold(&source);
    }
});
