//! `\$10 billion` → `$10 billion`: the backslash before a mark.
//!
//! ```text
//! escape := "\" mark        mark: any ASCII punctuation (CommonMark 2.4)
//! ```
//!
//! Only the backslash is taken out; the mark behind it is then no markup.

/// Whether `bytes` begins with an escape.
pub(super) fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'\\', mark, ..] if mark.is_ascii_punctuation())
}
