//! JSON written as it goes, straight to where it belongs: no tree, no allocation per value.
//!
//! Nothing here knows a document. Separators are set by one flag: whether a value stands before.

use std::io::{self, Write};

mod emit;

/// Writes JSON values one behind the other.
pub struct Json<'w> {
    out: &'w mut dyn Write,
    buffer: Vec<u8>,
    comma: bool,
    failure: Option<io::Error>,
}

/// A value that can be written as JSON.
pub trait Emit {
    /// Writes it as one value.
    fn emit(&self, json: &mut Json<'_>);
}

impl<'w> Json<'w> {
    /// Bytes that are gathered before they are handed on.
    const BLOCK: usize = 1 << 16;

    /// A writer to `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        // What stands behind the block before it is handed on rarely needs more room.
        Self { out, buffer: Vec::with_capacity(Self::BLOCK + (1 << 12)), comma: false, failure: None }
    }

    /// Hands on what is left.
    ///
    /// # Errors
    /// The first failure of `out`.
    pub fn finish(mut self) -> io::Result<()> {
        self.hand_on();
        self.failure.map_or(Ok(()), Err)
    }

    fn hand_on(&mut self) {
        if self.failure.is_none() {
            self.failure = self.out.write_all(&self.buffer).err();
        }
        self.buffer.clear();
    }

    fn separate(&mut self) {
        if self.comma {
            self.buffer.extend_from_slice(b", ");
        }
        self.comma = true;
    }

    /// One value, already JSON.
    pub fn raw(&mut self, value: &str) {
        self.separate();
        self.buffer.extend_from_slice(value.as_bytes());
    }

    /// One value, already JSON, in pieces.
    pub fn pieces<T: AsRef<[u8]>>(&mut self, pieces: impl IntoIterator<Item = T>) {
        self.separate();
        for piece in pieces {
            self.buffer.extend_from_slice(piece.as_ref());
            if self.buffer.len() >= Self::BLOCK {
                self.hand_on();
            }
        }
    }

    /// One value.
    pub fn value(&mut self, value: impl Emit) {
        value.emit(self);
    }

    /// A string given in pieces.
    pub fn text(&mut self, pieces: &[&str]) {
        self.separate();
        self.buffer.push(b'"');
        for piece in pieces {
            escape(&mut self.buffer, piece);
        }
        self.buffer.push(b'"');
        if self.buffer.len() >= Self::BLOCK {
            self.hand_on();
        }
    }

    /// A string of a letter and a number, with `prefix` before them.
    pub fn id(&mut self, prefix: &str, letter: u8, number: usize) {
        self.separate();
        self.buffer.push(b'"');
        escape(&mut self.buffer, prefix);
        self.buffer.push(letter);
        digits(&mut self.buffer, number as u64);
        self.buffer.push(b'"');
    }

    /// The name of the next value.
    #[inline(always)] // nearly every name is a constant, whose length need not be asked
    pub fn key(&mut self, name: &str) -> &mut Self {
        self.separate();
        self.buffer.push(b'"');
        self.buffer.extend_from_slice(name.as_bytes());
        self.buffer.extend_from_slice(b"\": ");
        self.comma = false;
        self
    }

    /// One name with its value.
    #[inline(always)]
    pub fn field(&mut self, name: &str, value: impl Emit) {
        self.key(name).value(value);
    }

    fn nest(&mut self, open: u8, close: u8, write: impl FnOnce(&mut Self)) {
        self.separate();
        self.buffer.push(open);
        self.comma = false;
        write(self);
        self.buffer.push(close);
        self.comma = true;
    }

    /// An object on one line.
    pub fn object(&mut self, write: impl FnOnce(&mut Self)) {
        self.nest(b'{', b'}', write);
    }

    /// An array on one line.
    pub fn array<T>(&mut self, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.nest(b'[', b']', |json| items.into_iter().for_each(|item| write(json, item)));
    }

    /// An object with each field on a line of its own; `write` begins each with [`Json::entry`].
    pub fn page(&mut self, write: impl FnOnce(&mut Self)) {
        self.nest(b'{', b'}', |json| {
            write(json);
            json.buffer.push(b'\n');
        });
        self.end_line();
    }

    /// The name of the next value, on a new line.
    pub fn entry(&mut self, name: &str) -> &mut Self {
        self.new_line(2);
        self.key(name)
    }

    /// An array with each item on a line of its own, `indent` deep.
    pub fn lines<T>(&mut self, indent: usize, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.nest(b'[', b']', |json| {
            for item in items {
                json.new_line(indent);
                write(json, item);
            }
            if json.comma {
                json.comma = false;
                json.new_line(indent.saturating_sub(2));
            }
        });
    }

    /// Ends a line between values that stand by themselves, as in JSON Lines.
    pub fn end_line(&mut self) {
        self.comma = false;
        self.buffer.push(b'\n');
        if self.buffer.len() >= Self::BLOCK {
            self.hand_on();
        }
    }

    fn new_line(&mut self, indent: usize) {
        if self.comma {
            self.buffer.push(b',');
            self.comma = false;
        }
        self.buffer.push(b'\n');
        self.buffer.resize(self.buffer.len() + indent, b' ');
        if self.buffer.len() >= Self::BLOCK {
            self.hand_on();
        }
    }
}

/// The letter behind the backslash for a byte that cannot stand in a string, `u` for those without one.
const fn letter(byte: u8) -> u8 {
    match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        8 => b'b',
        12 => b'f',
        0..32 => b'u',
        _ => 0,
    }
}

const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = letter(byte as u8);
        byte += 1;
    }
    letters
};

/// Appends `text` as it stands between the quotation marks of a JSON string (RFC 8259, section 7).
fn escape(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    while let Some(at) = special(rest) {
        let (plain, special) = rest.split_at(at);
        out.extend_from_slice(plain);
        let Some((byte, behind)) = special.split_first() else { break };
        out.extend_from_slice(&[b'\\', LETTERS[usize::from(*byte)]]);
        if LETTERS[usize::from(*byte)] == b'u' {
            out.extend_from_slice(b"00");
            out.extend_from_slice(crate::read::hex(&[*byte]).as_bytes());
        }
        rest = behind;
    }
    out.extend_from_slice(rest);
}

/// The first byte of `bytes` that cannot stand in a string.
fn special(bytes: &[u8]) -> Option<usize> {
    // Most text has none: sixteen bytes are looked at together, the last of them once more.
    let special = |byte: u8| (byte < 0x20) | (byte == b'"') | (byte == b'\\');
    let plain = |chunk: &[u8; 16]| !chunk.iter().fold(false, |any, byte| any | special(*byte));
    if let Some(last) = bytes.last_chunk::<16>()
        && plain(last)
        && bytes.as_chunks::<16>().0.iter().all(plain)
    {
        return None;
    }
    let (chunks, _) = bytes.as_chunks::<8>();
    let from = chunks.iter().take_while(|chunk| !has_special(**chunk)).count() * 8;
    let found = bytes.get(from..)?.iter().position(|byte| LETTERS[usize::from(*byte)] != 0)?;
    Some(from + found)
}

/// Whether one of eight bytes is a control character, a quotation mark or a backslash.
fn has_special(chunk: [u8; 8]) -> bool {
    const EACH: u64 = u64::MAX / 255; // one in each byte
    let bytes = u64::from_ne_bytes(chunk);
    let (quote, slash) = (bytes ^ (EACH * u64::from(b'"')), bytes ^ (EACH * u64::from(b'\\')));
    // A byte borrows from its highest bit where it is less than what is taken from it (or its neighbour did,
    // which only sends the eight to be looked at one by one).
    let below = |value: u64, limit: u64| value.wrapping_sub(EACH * limit) & !value & (EACH * 0x80);
    below(bytes, 0x20) | below(quote, 1) | below(slash, 1) != 0
}

/// Appends `number` in decimal digits.
fn digits(out: &mut Vec<u8>, mut number: u64) {
    let mut buffer = [0u8; 20];
    let mut length = 0;
    for slot in buffer.iter_mut().rev() {
        *slot = b'0' + (number % 10) as u8;
        number /= 10;
        length += 1;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(buffer.get(20 - length..).unwrap_or(&[]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn written(write: impl FnOnce(&mut Json<'_>)) -> String {
        let mut out = Vec::new();
        let mut json = Json::new(&mut out);
        write(&mut json);
        json.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn values_are_parted_by_commas() {
        let text = written(|json| {
            json.object(|json| {
                json.field("a", 1usize);
                json.key("b").array([1u32, 23], |json, item| json.value(item));
                json.key("c").object(|_| ());
                json.field("d", None::<&str>);
                json.field("e", [true, false]);
            });
        });
        assert_eq!(text, r#"{"a": 1, "b": [1, 23], "c": {}, "d": null, "e": [true, false]}"#);
    }

    #[test]
    fn a_page_has_a_line_for_every_row() {
        let text = written(|json| {
            json.page(|json| {
                json.entry("a").value("x");
                json.entry("b").lines(4, [1u32, 2], |json, item| json.value(item));
                json.entry("c").lines(4, [0u32; 0], |json, item| json.value(item));
            });
        });
        assert_eq!(text, "{\n  \"a\": \"x\",\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": []\n}\n");
    }

    #[test]
    fn strings_are_escaped() {
        let odd = "「引\"號\"」\\ \n\r\t\u{8}\u{c}\u{1}\u{7f}\u{1f}終";
        let text = written(|json| json.value(odd));
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), odd);
        assert!(text.contains(r"\u0001") && text.contains(r"\u001f"));
    }

    #[test]
    fn numbers_are_exact() {
        for (number, want) in [
            ("0.10", "0.1"),
            ("294000000", "294000000"),
            ("-3.50", "-3.5"),
            ("0", "0"),
            ("-7", "-7"),
            ("1200.00", "1200"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
        ] {
            let number: Decimal = number.parse().unwrap();
            assert_eq!(written(|json| json.value(number)), want);
        }
        assert_eq!(written(|json| json.value(u64::MAX)), u64::MAX.to_string());
    }

    #[test]
    fn a_failing_file_is_told() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::Error::from(io::ErrorKind::StorageFull))
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut full = Full;
        let mut json = Json::new(&mut full);
        json.value("x");
        assert!(json.finish().is_err());
    }
}
