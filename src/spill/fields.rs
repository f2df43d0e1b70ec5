//! What a row is made of, as bytes.
//!
//! `number` and `text` sort as their values do, also one behind the other: a number has its highest
//! byte first, a text ends with two zero bytes, and a zero byte inside it is followed by a one.
//! `word` is shorter and does not sort.

use std::borrow::Cow;

use super::damaged;

/// Bytes of a row while it is put together.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<u8>);

impl Fields {
    /// Begins a new row.
    pub fn start(&mut self) -> &mut Self {
        self.0.clear();
        self
    }

    pub fn byte(&mut self, value: u8) -> &mut Self {
        self.0.push(value);
        self
    }

    pub fn flag(&mut self, value: bool) -> &mut Self {
        self.byte(u8::from(value))
    }

    pub fn number(&mut self, value: u32) -> &mut Self {
        self.0.extend_from_slice(&value.to_be_bytes());
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        for (number, part) in text.as_bytes().split(|byte| *byte == 0).enumerate() {
            self.0.extend_from_slice(if number == 0 { &[] } else { &[0, 1] });
            self.0.extend_from_slice(part);
        }
        self.0.extend_from_slice(&[0, 0]);
        self
    }

    pub fn word(&mut self, word: &str) -> &mut Self {
        self.number(word.len() as u32).0.extend_from_slice(word.as_bytes());
        self
    }

    /// Adds all fields of another row.
    pub fn append(&mut self, other: &Self) -> &mut Self {
        self.0.extend_from_slice(&other.0);
        self
    }

    /// Takes back all but the first `length` bytes.
    pub fn cut(&mut self, length: usize) {
        self.0.truncate(length);
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The fields of a row, read from the front.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a>(pub &'a [u8]);

impl<'a> Parts<'a> {
    fn take(&mut self, length: usize) -> std::io::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> std::io::Result<u8> {
        self.take(1)?.first().copied().ok_or_else(damaged)
    }

    pub fn flag(&mut self) -> std::io::Result<bool> {
        Ok(self.byte()? != 0)
    }

    pub fn number(&mut self) -> std::io::Result<u32> {
        let bytes = self.take(4)?.try_into().map_err(|_| damaged())?;
        Ok(u32::from_be_bytes(bytes))
    }

    pub fn text(&mut self) -> std::io::Result<Cow<'a, str>> {
        let mut text = Cow::Borrowed("");
        loop {
            let end = self.0.iter().position(|byte| *byte == 0).ok_or_else(damaged)?;
            let part = str::from_utf8(self.take(end)?).map_err(|_| damaged())?;
            if text.is_empty() {
                text = Cow::Borrowed(part);
            } else {
                text.to_mut().push_str(part);
            }
            match self.take(2)? {
                [0, 0] => return Ok(text),
                _ => text.to_mut().push('\0'),
            }
        }
    }

    pub fn word(&mut self) -> std::io::Result<&'a str> {
        let length = self.number()? as usize;
        str::from_utf8(self.take(length)?).map_err(|_| damaged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_numbers_sort_as_their_bytes_do() {
        let words = ["", "\0", "\0a", "a", "a\0", "a\0\0", "a\0b", "a\u{1}", "ab", "基", "基金"];
        let mut rows: Vec<(Vec<u8>, (&str, u32))> = Vec::new();
        for word in words {
            for number in [0, 1, 255, 256, u32::MAX] {
                let mut fields = Fields::default();
                fields.text(word).number(number);
                let mut parts = Parts(fields.bytes());
                assert_eq!((parts.text().unwrap(), parts.number().unwrap()), (word.into(), number));
                rows.push((fields.bytes().to_vec(), (word, number)));
            }
        }
        let by_value: Vec<_> = rows.iter().map(|row| row.1).collect();
        assert!(by_value.is_sorted());
        rows.sort();
        assert_eq!(rows.into_iter().map(|row| row.1).collect::<Vec<_>>(), by_value);
    }

    #[test]
    fn what_is_cut_off_is_damaged() {
        let mut fields = Fields::default();
        fields.word("基金").text("a\0b");
        for length in 0..fields.bytes().len() {
            let mut parts = Parts(&fields.bytes()[..length]);
            assert!(parts.word().and_then(|_| parts.text()).is_err());
        }
    }
}
