//! Sets of characters, asked for every character of a text: one look-up each, however large the set.

/// A set of characters of the Basic Multilingual Plane, one bit each.
#[derive(Debug)]
pub struct CharSet([u64; 1024]);

impl CharSet {
    /// The characters of `text`. Those beyond the plane are left out; no set of ours has any.
    #[must_use]
    pub const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut bits = [0; 1024];
        let mut at = 0;
        while at < bytes.len() {
            let (lead, tail) = match bytes[at] {
                byte @ 0..0x80 => (byte as usize, 0),
                byte @ 0..0xE0 => ((byte & 0x1F) as usize, 1),
                byte @ 0..0xF0 => ((byte & 0x0F) as usize, 2),
                byte => ((byte & 0x07) as usize, 3),
            };
            let (mut code, mut next) = (lead, 1);
            while next <= tail {
                code = code << 6 | (bytes[at + next] & 0x3F) as usize;
                next += 1;
            }
            if code >> 6 < bits.len() {
                bits[code >> 6] |= 1 << (code & 63);
            }
            at += tail + 1;
        }
        Self(bits)
    }

    /// The characters of this set and of `other`.
    #[must_use]
    pub const fn and(mut self, other: &Self) -> Self {
        let mut at = 0;
        while at < self.0.len() {
            self.0[at] |= other.0[at];
            at += 1;
        }
        self
    }

    /// Whether `c` is one of them.
    #[must_use]
    #[inline]
    pub const fn has(&self, c: char) -> bool {
        let code = c as usize;
        code >> 6 < self.0.len() && self.0[code >> 6] >> (code & 63) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_characters_alone() {
        static SET: CharSet = CharSet::of("0aé年\u{FFFD}");
        let members: String = ('\0'..='\u{2FFFF}').filter(|c| SET.has(*c)).collect();
        assert_eq!(members, "0aé年\u{FFFD}");
    }
}
