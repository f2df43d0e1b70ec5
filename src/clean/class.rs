//! Classes of bytes and characters that the stage `clean` decides by.

/// A byte that is copied as it is.
pub(super) const PLAIN: u8 = 0;
/// A byte that may begin white space: ASCII, or the first byte of a wider blank.
pub(super) const SPACE: u8 = 1;
/// A byte that may begin markup or an escape.
pub(super) const MARK: u8 = 2;
/// The first byte of full-width forms.
pub(super) const WIDTH: u8 = 3;

/// The class of every byte: one look-up a byte, so that text without repairs is only skipped over.
pub(super) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [PLAIN; 256];
    let spaces = [b'\t', b'\n', 0x0B, 0x0C, b'\r', b' ', 0xC2, 0xE1, 0xE2, 0xE3];
    let marks = [b'*', b'_', b'\\', b'&', b'<', b'>', b'[', b']', b'!', b'`'];
    let mut at = 0;
    while at < spaces.len() {
        table[spaces[at] as usize] = SPACE;
        at += 1;
    }
    at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = MARK;
        at += 1;
    }
    table[0xEF] = WIDTH;
    table
}

/// Length in bytes of the white-space character that `bytes` begins with; 0 where it begins with none.
///
/// The set is that of `char::is_whitespace`.
pub(super) const fn space_len(bytes: &[u8]) -> usize {
    match bytes {
        [b'\t'..=b'\r' | b' ', ..] => 1,
        [0xC2, 0x85 | 0xA0, ..] => 2,
        [0xE1, 0x9A, 0x80, ..] | [0xE3, 0x80, 0x80, ..] | [0xE2, 0x81, 0x9F, ..] => 3,
        [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..] => 3,
        _ => 0,
    }
}

/// Length in bytes of the invisible character that `bytes` begins with (soft hyphen, zero-width
/// space and joiners, byte order mark); 0 where it begins with none.
pub(super) const fn invisible_len(bytes: &[u8]) -> usize {
    match bytes {
        [0xC2, 0xAD, ..] => 2,
        [0xE2, 0x80, 0x8B | 0x8E | 0x8F, ..] | [0xE2, 0x81, 0xA0, ..] | [0xEF, 0xBB, 0xBF, ..] => 3,
        _ => 0,
    }
}

/// Whether no space may stand beside `c`: Chinese characters and full-width marks.
pub(crate) const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `c` is a Chinese character.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Whether `text` has a Chinese character.
pub(crate) fn has_han(text: &str) -> bool {
    // E3 90..=E9 BF are the first two bytes of U+3400..=U+9FFF; rarer planes begin with F0 A0.
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        0xE4..=0xE9 => true,
        0xE3 => bytes.get(at + 1).is_some_and(|next| *next >= 0x90),
        0xF0 => bytes.get(at + 1).is_some_and(|next| *next >= 0xA0),
        _ => false,
    })
}

/// Whether a sentence, a clause before a list or a quotation may end with `c`.
pub(crate) const fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '：' | '!' | '?' | ';' | ':' | '…' | '︰')
}

/// Whether `c` opens a bracket or a quotation.
pub(crate) const fn opens(c: char) -> bool {
    matches!(c, '(' | '（' | '「' | '『' | '《' | '〈' | '【' | '〔' | '［' | '﹝' | '“' | '‘' | '[' | '{')
}

/// Whether `c` closes a bracket or a quotation.
pub(crate) const fn closes(c: char) -> bool {
    matches!(c, ')' | '）' | '」' | '』' | '》' | '〉' | '】' | '〕' | '］' | '﹞' | '”' | '’' | ']' | '}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_that_of_the_standard() {
        for c in '\0'..='\u{3100}' {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            assert_eq!(space_len(bytes) == bytes.len(), c.is_whitespace(), "{c:?}");
            assert!(!c.is_whitespace() || CLASS[usize::from(bytes[0])] == SPACE, "{c:?}");
        }
    }

    #[test]
    fn chinese_is_seen() {
        assert!(has_han("Wi-Fi連通"));
        assert!(!has_han("“Wi-Fi”。、"));
    }
}
