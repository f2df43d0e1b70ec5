//! `２０２４年ＡＩ` → `2024年AI`: full-width digits and Latin letters.
//!
//! ```text
//! folded := U+FF10..=U+FF19 | U+FF21..=U+FF3A | U+FF41..=U+FF5A
//! ```
//!
//! Full-width punctuation stays, also inside a number (`１２．５％` → `12．5％`): punctuation is the author's.

/// The character that a full-width one of three bytes is folded to, as a string.
pub(super) fn folded(bytes: &[u8]) -> Option<&'static str> {
    const NARROW: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let [0xEF, second, third] = *bytes.get(..3)? else { return None };
    let index = match (second, third) {
        (0xBC, 0x90..=0x99) => third - 0x90,
        (0xBC, 0xA1..=0xBA) => third - 0xA1 + 10,
        (0xBD, 0x81..=0x9A) => third - 0x81 + 36,
        _ => return None,
    };
    NARROW.get(usize::from(index)..=usize::from(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_letters_only() {
        for (wide, narrow) in [("０", "0"), ("９", "9"), ("Ａ", "A"), ("Ｚ", "Z"), ("ａ", "a"), ("ｚ", "z")] {
            assert_eq!(folded(wide.as_bytes()), Some(narrow));
        }
        for kept in ["，", "（", "％", "．", "：", "～", "＠", "［", "｛", "。", "中", "é"] {
            assert_eq!(folded(kept.as_bytes()), None);
        }
    }
}
