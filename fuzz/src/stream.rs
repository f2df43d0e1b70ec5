//! Any bytes as requests on the stream: every line gets its answer, one thread.

use std::num::NonZero;

use ingest::job::stream::stream;

use crate::LEXICON;

pub fn run(data: &[u8]) {
    let mut out = Vec::new();
    stream(data, &mut out, NonZero::new(1), &LEXICON).expect("memory reads and writes");
}
