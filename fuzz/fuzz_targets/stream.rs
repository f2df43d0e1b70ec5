//! Any bytes as requests on the stream: every line gets its answer, one thread.
#![no_main]

use std::num::NonZero;

use ingest::job::stream::stream;
use ingest::lexicon::Lexicon;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut out = Vec::new();
    stream(data, &mut out, NonZero::new(1), &Lexicon::new()).expect("memory reads and writes");
});
