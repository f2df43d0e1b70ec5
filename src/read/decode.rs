//! Bytes to text.
//!
//! In this order: the encoding that the caller forces; a byte order mark; the encoding that the text
//! declares (`<meta charset>`), where all its bytes belong to it; UTF-8, where all do; UTF-16 by its
//! look; then the better of Big5 (with HKSCS) and GB18030, as chardetng scores them. Nothing else is
//! guessed: one bad byte in a Chinese text makes a guess among all encodings say windows-1252.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

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
    /// Offsets in the file of bytes that do not belong to the encoding; U+FFFD stands for them.
    pub undecodable: Vec<usize>,
}

/// A text may have one undecodable place in so many bytes; with more, its encoding is another.
const BYTES_TO_A_BAD_ONE: usize = 1_000;

/// Decodes a whole file. `forced` and `declared` are names of encodings.
pub(super) fn decode(bytes: Vec<u8>, forced: Option<&str>, declared: Option<&str>) -> Result<Decoded, Fault> {
    let decoded = text(bytes, forced, declared)?;
    if decoded.text.trim().is_empty() { Err(Fault::Empty) } else { Ok(decoded) }
}

fn text(mut bytes: Vec<u8>, forced: Option<&str>, declared: Option<&str>) -> Result<Decoded, Fault> {
    let (marked, bom) = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => (Some(UTF_8), 3),
        [0xFF, 0xFE, ..] => (Some(UTF_16LE), 2),
        [0xFE, 0xFF, ..] => (Some(UTF_16BE), 2),
        _ => (None, 0),
    };
    let forced = forced.and_then(named);
    let bom = if forced.is_none() || forced == marked { bom } else { 0 };
    if let Some(encoding) = forced.or(marked) {
        let rest = bytes.get(bom..).unwrap_or(&[]);
        if encoding == UTF_8 && std::str::from_utf8(rest).is_ok() {
            bytes.drain(..bom);
            return utf8(bytes, bom);
        }
        return match encoding {
            _ if encoding == UTF_16LE => utf16(rest, u16::from_le_bytes, bom, "UTF-16LE"),
            _ if encoding == UTF_16BE => utf16(rest, u16::from_be_bytes, bom, "UTF-16BE"),
            _ => tolerant(&bytes, encoding, bom, forced.is_some()),
        };
    }
    let binary = bytes.iter().position(|byte| *byte == 0);
    if let Some(at) = binary {
        return unmarked_utf16(&bytes).ok_or(Fault::Binary(at));
    }
    let declared = declared.and_then(named).filter(|encoding| *encoding != UTF_8 && !is_utf16(encoding));
    if let Some(decoded) = declared.and_then(|encoding| tolerant(&bytes, encoding, 0, false).ok()) {
        return Ok(decoded);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, encoding: "UTF-8", bytes_match: true, bom: 0, undecodable: Vec::new() }),
        Err(error) => {
            let bytes = error.into_bytes();
            tolerant(&bytes, UTF_8, 0, false).or_else(|fault| guess(&bytes, fault))
        }
    }
}

fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// The encoding of a name; what calls itself GB2312 or GBK is GB18030.
fn named(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding == GBK { GB18030 } else { encoding })
}

fn utf8(bytes: Vec<u8>, bom: usize) -> Result<Decoded, Fault> {
    let text = String::from_utf8(bytes).map_err(|_| Fault::Damaged("its text is not UTF-8"))?;
    match text.find('\0') {
        Some(at) => Err(Fault::Binary(at + bom)),
        None => Ok(Decoded { text, encoding: "UTF-8", bytes_match: true, bom, undecodable: Vec::new() }),
    }
}

/// Decodes with U+FFFD where bytes do not belong, unless there are too many such places.
fn tolerant(bytes: &[u8], encoding: &'static Encoding, bom: usize, forced: bool) -> Result<Decoded, Fault> {
    let (text, undecodable) = lossy(bytes.get(bom..).unwrap_or(&[]), encoding, bom);
    let too_many = !forced && undecodable.len() > bytes.len() / BYTES_TO_A_BAD_ONE;
    if let Some(at) = undecodable.first().copied().filter(|_| too_many) {
        let (before, rest) = bytes.split_at(at.min(bytes.len()));
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let byte = rest.first().copied().unwrap_or(0);
        return Err(Fault::Undecodable { encoding: encoding.name(), at, byte, line, count: undecodable.len() });
    }
    match text.find('\0') {
        Some(_) => Err(Fault::Binary(bytes.iter().position(|byte| *byte == 0).unwrap_or(0))),
        None => Ok(Decoded { text, encoding: encoding.name(), bytes_match: false, bom, undecodable }),
    }
}

/// The text, with U+FFFD for what does not belong, and the places of that.
fn lossy(bytes: &[u8], encoding: &'static Encoding, from: usize) -> (String, Vec<usize>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let (mut at, mut bad) = (0, Vec::new());
    loop {
        let rest = bytes.get(at..).unwrap_or(&[]);
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return (text, bad),
            DecoderResult::OutputFull => text.reserve(rest.len() + 16),
            DecoderResult::Malformed(length, after) => {
                bad.push(from + at.saturating_sub(usize::from(length) + usize::from(after)));
                text.push('\u{FFFD}');
            }
        }
    }
}

/// With fewer bytes that are not ASCII, nothing is guessed: two stray bytes are no Chinese.
const LEAST: usize = 8;

/// The better of Big5 and GB18030.
fn guess(bytes: &[u8], utf8: Fault) -> Result<Decoded, Fault> {
    if bytes.iter().filter(|byte| !byte.is_ascii()).take(LEAST).count() < LEAST {
        return Err(utf8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let first = match detector.guess(None, Utf8Detection::Deny) {
        encoding if encoding == BIG5 => Some(BIG5),
        encoding if encoding == GBK || encoding == GB18030 => Some(GB18030),
        _ => by_look(bytes),
    };
    let first = first.ok_or_else(|| utf8.clone())?;
    let decoded = tolerant(bytes, first, 0, false).map_err(|_| utf8.clone())?;
    if is_chinese(&decoded.text) { Ok(decoded) } else { Err(utf8) }
}

/// Which of the two reads a text with bad bytes in it with fewer of them, and then with more of the
/// commonest characters.
fn by_look(bytes: &[u8]) -> Option<&'static Encoding> {
    let rank = |encoding: &'static Encoding| {
        let (text, bad) = lossy(bytes, encoding, 0);
        let common = text
            .chars()
            .filter(|c| "的一是在不了有和人這这中大為为上個个國国我以要他時时年，。、".contains(*c))
            .count();
        (common / 2) as i64 - bad.len() as i64
    };
    let (big5, gb) = (rank(BIG5), rank(GB18030));
    (big5.max(gb) > 0).then_some(if big5 >= gb { BIG5 } else { GB18030 })
}

/// Whether at least half of what is not ASCII is Han, kana or their punctuation.
fn is_chinese(text: &str) -> bool {
    let (mut all, mut known) = (0_usize, 0_usize);
    for character in text.chars().filter(|character| !character.is_ascii()) {
        all += 1;
        known += usize::from(
            matches!(character, '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}'),
        );
    }
    known * 2 >= all
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
    if !odd.is_empty() {
        return Err(Fault::Utf16(at));
    }
    Ok(Decoded { text, encoding, bytes_match: false, bom, undecodable: Vec::new() })
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
        decode(bytes.to_vec(), None, None)
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
    fn big5_and_gb18030() {
        let traditional = "政府在二零二三年撥款約五億元設立基金，支援中小企業發展。";
        let simplified = "政府在二零二三年拨款约五亿元设立基金，支援中小企业发展。";
        let (big5, _, bad) = BIG5.encode(traditional);
        assert!(!bad);
        let cantonese = [&big5[..], b"\x9D\xEF"].concat(); // encoders of the web leave the Hong Kong supplement out
        assert_eq!(text(&cantonese).map(|(text, ..)| text), Ok(format!("{traditional}嘅")));
        let (gb, _, _) = GB18030.encode(simplified);
        assert_eq!(text(&big5), Ok((traditional.to_owned(), "Big5", 0)));
        assert_eq!(text(&gb), Ok((simplified.to_owned(), "gb18030", 0)));
        let declared = decode(gb.to_vec(), None, Some("gb2312")).map(|decoded| decoded.encoding);
        assert_eq!(declared, Ok("gb18030"));
        let (wrong, forced) = (decode(gb.to_vec(), None, Some("utf-8")), decode(gb.to_vec(), Some("Big5"), None));
        assert_eq!(wrong.map(|decoded| decoded.text), Ok(simplified.to_owned()));
        assert_eq!(forced.map(|decoded| decoded.encoding), Ok("Big5"));
    }

    #[test]
    fn a_bad_byte_is_told_by_its_place() {
        let (big5, _, _) = BIG5.encode("政府在二零二三年撥款約五億元設立基金，支援中小企業發展。\n");
        let mut bytes = big5.repeat(40);
        let at = big5.len() * 20 - 1;
        bytes.insert(at, 0xFF);
        let decoded = decode(bytes, None, None).map(|decoded| (decoded.encoding, decoded.undecodable));
        assert_eq!(decoded, Ok(("Big5", vec![at])));
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        assert!(text(b"").is_err_and(|words| words.starts_with("empty")));
        assert!(text(b" \n\t").is_err_and(|words| words.starts_with("empty")));
        assert!(text(b"\xEF\xBB\xBF").is_err_and(|words| words.starts_with("empty")));
        assert!(text(b"ab\ncd\xFF\xFF").is_err_and(|words| words.contains("0xFF at byte 5, line 2")));
        assert!(text(b"\xEF\xBB\xBFab\xA4").is_err_and(|words| words.contains("at byte 5, line 1")));
        assert!(text(b"\x7FELF\0\x01\x02\x99").is_err_and(|words| words.contains("NUL at byte 4")));
        assert!(text(&[0xFF, 0xFE, 0x00, 0xD8]).is_err_and(|words| words.contains("UTF-16")));
        assert!(text(&[0xFF, 0xFE, b'a', 0, b'b']).is_err_and(|words| words.contains("byte 4")));
    }
}
