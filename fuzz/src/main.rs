//! All targets in one program; `FUZZ_TARGET` says which runs: `read-pdf`, `office`, `clean`, ….
#![no_main]

mod clean;
mod common;
mod mentions;
mod office;
mod read;
mod stream;
mod whole;

use std::sync::LazyLock;

use ingest::lexicon::Lexicon;

/// Made once: making it takes longer than most executions.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    match name.as_str() {
        "clean" => clean::run,
        "mentions" => mentions::run,
        "whole" => whole::run,
        "stream" => stream::run,
        "office" => {
            common::own_panics_abort();
            office::run
        }
        _ if name.starts_with("read-") => {
            common::own_panics_abort();
            read::run
        }
        _ => panic!("FUZZ_TARGET={name} is no target"),
    }
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));
