//! PDF documents: the text of pages in reading order (ISO 32000).
//!
//! `glyphs` draws a page and notes each character with its place; `page` puts characters together to
//! lines, cells and columns; `furniture` finds running heads and page numbers; `write` puts lines
//! together to paragraphs, headings, items and tables.

mod furniture;
mod glyphs;
mod lines;
mod page;
mod rules;
mod write;

use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::limits::Meter;
use super::stream::Stream;
use super::{Fault, Limits, Reading};

/// Reads a PDF document.
pub(super) fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Reading, Fault> {
    let cut = !bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(&[]).windows(5).any(|word| word == b"%%EOF");
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Fault::Encrypted,
        LoadPdfError::Decryption(_) => Fault::Damaged("its encryption is not known"),
        LoadPdfError::Invalid => Fault::Damaged("it has no readable pages"),
    })?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(Fault::Damaged("it has no readable pages"));
    }
    if cut {
        return Err(Fault::Damaged("it is cut off: its end is missing"));
    }
    if count > limits.pages {
        return Err(Fault::Limit { what: "pages", most: limits.pages as u64, option: "--max-pages" });
    }
    let mut meter = Meter::new(limits);
    let cache = InterpreterCache::new();
    let (mut pages, mut known, mut unknown) = (Vec::new(), 0_usize, 0_usize);
    for page in pdf.pages().iter() {
        let drawn = glyphs::draw(page, &pdf, &cache, &mut meter)?;
        known += drawn.glyphs.len();
        unknown += drawn.unknown;
        pages.push(page::arrange(drawn));
    }
    if known == 0 || unknown > known {
        return Err(Fault::NoTextLayer);
    }
    furniture::remove(&mut pages);
    let mut stream = Stream::new(limits);
    write::write(&pages, &mut stream)?;
    Reading::streamed(stream, "application/pdf")
}
