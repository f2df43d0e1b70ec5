//! Bytes to text: a byte order mark decides, then UTF-16 by its look, then UTF-8 or nothing.

use super::Fault;

/// Text with what it was decoded from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    /// Whether offsets in the text, plus `bom`, are offsets in the file.
    pub bytes_match: bool,
    /// Length of the byte order mark.
    pub bom: usize,
}

/// What the first bytes of files are that are often taken for text.
const FORMATS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xD0\xCF\x11\xE0", "an old Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
];

/// Decodes a whole file.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<Decoded, Fault> {
    if let Some((_, name)) = FORMATS.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Err(Fault::Format(name));
    }
    let decoded = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => {
            bytes.drain(..3);
            utf8(bytes, 3)?
        }
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, 2, "UTF-16LE")?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, 2, "UTF-16BE")?,
        _ => match bytes.iter().position(|byte| *byte == 0) {
            Some(at) => unmarked_utf16(&bytes).ok_or(Fault::Binary(at))?,
            None => utf8(bytes, 0)?,
        },
    };
    if decoded.text.trim().is_empty() { Err(Fault::Empty) } else { Ok(decoded) }
}

fn utf8(bytes: Vec<u8>, bom: usize) -> Result<Decoded, Fault> {
    match String::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            Some(at) => Err(Fault::Binary(at + bom)),
            None => Ok(Decoded { text, encoding: "UTF-8", bytes_match: true, bom }),
        },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let (valid, rest) = error.as_bytes().split_at(at);
            let line = 1 + valid.iter().filter(|byte| **byte == b'\n').count();
            Err(Fault::Utf8 { at: at + bom, byte: rest.first().copied().unwrap_or(0), line })
        }
    }
}

/// How two bytes make a UTF-16 unit.
type Unit = fn([u8; 2]) -> u16;

fn utf16(bytes: &[u8], unit: Unit, bom: usize, encoding: &'static str) -> Result<Decoded, Fault> {
    let (units, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2 * 3);
    let mut at = bom;
    for decoded in char::decode_utf16(units.iter().copied().map(unit)) {
        match decoded {
            Ok('\0') => return Err(Fault::Binary(at)),
            Ok(character) => {
                at += 2 * character.len_utf16();
                text.push(character);
            }
            Err(_) => return Err(Fault::Utf16(at)),
        }
    }
    if odd.is_empty() { Ok(Decoded { text, encoding, bytes_match: false, bom }) } else { Err(Fault::Utf16(at)) }
}

/// UTF-16 without a mark: bytes with NULs that read, in one of the two orders, as characters of
/// which nine in ten are ASCII, Han or their punctuation.
fn unmarked_utf16(bytes: &[u8]) -> Option<Decoded> {
    let usual = |character: char| matches!(character, '\t' | '\n' | '\r' | ' '..='~' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    let orders: [(Unit, &'static str); 2] = [(u16::from_le_bytes, "UTF-16LE"), (u16::from_be_bytes, "UTF-16BE")];
    orders.into_iter().find_map(|(unit, encoding)| {
        let decoded = utf16(bytes, unit, 0, encoding).ok()?;
        let total = decoded.text.chars().count();
        let known = decoded.text.chars().filter(|character| usual(*character)).count();
        (known * 10 >= total * 9).then_some(decoded)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<(String, &'static str, usize), String> {
        decode(bytes.to_vec())
            .map(|decoded| (decoded.text, decoded.encoding, decoded.bom))
            .map_err(|error| error.to_string())
    }

    fn le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn marks_and_encodings() {
        assert_eq!(text("樓高五層".as_bytes()), Ok(("樓高五層".to_owned(), "UTF-8", 0)));
        assert_eq!(text("\u{FEFF}樓高".as_bytes()), Ok(("樓高".to_owned(), "UTF-8", 3)));
        let marked = [vec![0xFF, 0xFE], le("樓\n高𠮷")].concat();
        assert_eq!(text(&marked), Ok(("樓\n高𠮷".to_owned(), "UTF-16LE", 2)));
        assert_eq!(text(&le("2023年\n撥款")), Ok(("2023年\n撥款".to_owned(), "UTF-16LE", 0)));
        let big: Vec<u8> = "2023年\n撥款".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&big), Ok(("2023年\n撥款".to_owned(), "UTF-16BE", 0)));
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        assert!(text(b"").is_err_and(|words| words.starts_with("empty")));
        assert!(text(b" \n\t").is_err_and(|words| words.starts_with("empty")));
        assert!(text(b"\xEF\xBB\xBF").is_err_and(|words| words.starts_with("empty")));
        assert!(text(b"ab\ncd\xA4\xA4").is_err_and(|words| words.contains("0xA4 at byte 5, line 2")));
        assert!(text(b"\xEF\xBB\xBFab\xA4").is_err_and(|words| words.contains("at byte 5, line 1")));
        assert!(text(b"\x7FELF\0\x01\x02\x99").is_err_and(|words| words.contains("NUL at byte 4")));
        assert!(text(b"%PDF-1.7").is_err_and(|words| words.contains("PDF")));
        assert!(text(&[0xFF, 0xFE, 0x00, 0xD8]).is_err_and(|words| words.contains("UTF-16")));
        assert!(text(&[0xFF, 0xFE, b'a', 0, b'b']).is_err_and(|words| words.contains("byte 4")));
    }
}
