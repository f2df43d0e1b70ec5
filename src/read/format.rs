//! What a file is: its first bytes decide, then what stands in the archive, then its name.

use std::path::Path;

use super::Fault;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text or Markdown.
    Text,
    /// Comma- or tab-separated values.
    Csv,
    /// A web page.
    Html,
    /// A PDF document.
    Pdf,
    /// A ZIP archive, which may be an Office document.
    Zip,
}

/// What the first bytes of files are that cannot be read, and what to do.
const REFUSED: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ", "an xz archive"),
    (b"{\\rtf", "an RTF document"),
];

/// The compound file of Office before 2007, which also holds encrypted documents of later ones.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

impl Format {
    /// The format of a file of these bytes and this name.
    pub(super) fn of(path: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
        if head.starts_with(COMPOUND) {
            return Err(if has(bytes, &wide("EncryptedPackage")) {
                Fault::Encrypted
            } else {
                Fault::Format("an old Office document")
            });
        }
        if let Some((_, name)) = REFUSED.iter().find(|(magic, _)| head.starts_with(magic)) {
            return Err(Fault::Format(name));
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Ok(Self::Zip);
        }
        let ending = ending(path);
        if has(head, b"%PDF-") && (ending == "pdf" || head.trim_ascii_start().starts_with(b"%PDF-")) {
            return Ok(Self::Pdf);
        }
        if looks_like_html(head) {
            return Ok(Self::Html);
        }
        match ending.as_str() {
            "htm" | "html" | "xhtml" | "shtml" => Ok(Self::Html),
            "csv" | "tsv" => Ok(Self::Csv),
            "pdf" | "docx" | "pptx" | "xlsx" | "docm" | "pptm" | "xlsm" | "doc" | "ppt" | "xls" if bytes.is_empty() => {
                Err(Fault::Empty)
            }
            "pdf" => Err(Fault::Mislabelled("PDF")),
            "docx" | "docm" | "doc" => Err(Fault::Mislabelled("Word")),
            "pptx" | "pptm" | "ppt" => Err(Fault::Mislabelled("PowerPoint")),
            "xlsx" | "xlsm" | "xls" => Err(Fault::Mislabelled("Excel")),
            _ => Ok(Self::Text),
        }
    }
}

/// The ending of a path in lower case.
pub(super) fn ending(path: &str) -> String {
    Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// Whether a text begins as a web page does, behind a byte order mark, an XML head and comments.
fn looks_like_html(head: &[u8]) -> bool {
    let narrow: Vec<u8>;
    let head = if matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        narrow = head.iter().copied().skip(2).filter(|byte| *byte != 0).collect();
        &narrow
    } else {
        head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head)
    };
    let text: Vec<u8> = head.trim_ascii_start().iter().take(512).map(u8::to_ascii_lowercase).collect();
    text.starts_with(b"<!doctype html")
        || text.starts_with(b"<html")
        || (text.starts_with(b"<?xml") || text.starts_with(b"<!--"))
            && (has(&text, b"<html") || has(&text, b"<!doctype html"))
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    memmem(bytes, needle).is_some()
}

/// Where `needle` stands first. Looks for its first byte, which the standard library does fast.
fn memmem(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        if bytes.get(from + at..)?.starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// UTF-16LE, as names stand in a compound file.
fn wide(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_before_names() {
        assert_eq!(Format::of("a.txt", b"%PDF-1.7\n"), Ok(Format::Pdf));
        assert_eq!(Format::of("a.txt", "說明 %PDF-".as_bytes()), Ok(Format::Text));
        assert_eq!(Format::of("a.doc", b"\xEF\xBB\xBF \n<!DOCTYPE html><p>"), Ok(Format::Html));
        assert_eq!(Format::of("a.pdf", b"PK\x03\x04"), Ok(Format::Zip));
        assert_eq!(Format::of("a.CSV", b"a,b"), Ok(Format::Csv));
        assert_eq!(Format::of("a.docx", b"words"), Err(Fault::Mislabelled("Word")));
        assert!(Format::of("a.txt", b"\x89PNG\r\n").is_err());
        let locked = [COMPOUND, &wide("EncryptedPackage")].concat();
        assert_eq!(Format::of("a.docx", &locked), Err(Fault::Encrypted));
    }
}
