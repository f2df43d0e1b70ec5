//! What the targets share.

use ingest::read::Source;

/// Makes every panic a find but those of libraries, which the readers catch and tell.
pub fn own_panics_abort() {
    std::panic::set_hook(Box::new(|panic| {
        let library = panic.location().is_some_and(|place| place.file().contains("/registry/"));
        if !library {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}

/// The parts of a source begin in order, on boundaries of its text.
pub fn places_hold(source: &Source) {
    assert!(source.parts.windows(2).all(|pair| pair[0].start <= pair[1].start), "parts out of order");
    assert!(source.parts.iter().all(|part| source.text.is_char_boundary(part.start)), "a part inside a character");
}

/// The text at the head of `data`, up to what is not UTF-8.
pub fn text(data: &[u8]) -> &str {
    data.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}
