//! Why a file could not be read: what is wrong, where, what was expected, what to do.

use std::{fmt, io};

use super::Limits;

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing of this name.
    Missing,
    /// The system lets nobody, or not us, read it.
    Denied,
    /// A folder, a pipe or a device.
    NoFile,
    /// Any other failure of the system, in its words.
    System(String),
    /// No byte, or only white space.
    Empty,
    /// Of this size in bytes.
    TooLarge(u64),
    /// A format that is known and not read.
    Format(&'static str),
    /// A PDF document, which a build without the feature `pdf` does not read.
    NoPdf,
    /// Named as this, with bytes of something else.
    Mislabelled(&'static str),
    /// A NUL byte at this offset.
    Binary(usize),
    /// The bytes from this offset on, in this line, do not belong to the encoding.
    Undecodable {
        /// The encoding that was taken.
        encoding: &'static str,
        /// Offset of the first byte that does not belong.
        at: usize,
        /// That byte.
        byte: u8,
        /// Its line, from 1.
        line: usize,
        /// How many such places there are.
        count: usize,
    },
    /// Half a UTF-16 character at this byte offset.
    Utf16(usize),
    /// Locked with a password.
    Encrypted,
    /// Broken in a way that keeps it from being read: what was looked for.
    Damaged(&'static str),
    /// Pages without any text.
    NoText,
    /// Pages of pictures, or of characters that stand for nothing.
    NoTextLayer,
    /// More of something than a file may have.
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// How much is allowed.
        most: u64,
        /// The option that allows more.
        option: &'static str,
    },
    /// Not read within this many milliseconds.
    Timeout(u128),
    /// The reader failed, in its words.
    Crash(String),
    /// A fault in another process, in its words.
    Told(String),
}

impl Fault {
    /// Files of this size are refused: positions are counted in 32 bits.
    pub const LIMIT: u64 = u32::MAX as u64;

    /// A file that is larger than `limits` allow.
    pub(super) const fn too_large(limits: &Limits) -> Self {
        Self::Limit { what: "bytes", most: limits.size, option: "--max-size" }
    }

    /// Says of a reader that was ended from outside what may have been the cause.
    pub(super) fn perhaps_for_memory(self, limits: &Limits) -> Self {
        match self {
            Self::Crash(words) => {
                let most = limits.memory >> 20;
                Self::Crash(format!("{words}, perhaps for want of memory (--max-memory, {most} MiB)"))
            }
            other => other,
        }
    }

    /// Whether the same file may be read where there is more memory: a library may call damaged what it had no
    /// room for.
    pub(super) const fn may_pass(&self) -> bool {
        !matches!(
            self,
            Self::Limit { .. }
                | Self::Timeout(_)
                | Self::Encrypted
                | Self::Format(_)
                | Self::Mislabelled(_)
                | Self::NoPdf
        )
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::System(error.to_string()),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("no such file or folder; check the spelling"),
            Self::Denied => f.write_str("permission denied; allow reading it, or leave it out in .ingestignore"),
            Self::NoFile => f.write_str("neither a file nor a folder; expected a document"),
            Self::System(words) => write!(f, "cannot be read: {words}"),
            Self::Empty => f.write_str("empty; expected text; remove it, or leave it out in .ingestignore"),
            Self::TooLarge(size) => write!(f, "{size} bytes; a file may have up to 4 GiB; split it"),
            Self::Format(name) => write!(
                f,
                "{name}; expected text, HTML, PDF, DOCX, PPTX, XLSX or CSV; save it as one of these"
            ),
            Self::NoPdf => {
                f.write_str("a PDF document, which this build does not read; build it with the feature `pdf`")
            }
            Self::Mislabelled(name) => {
                write!(f, "named as a {name} document, but its bytes are something else; name it as what it is")
            }
            Self::Binary(at) => {
                write!(f, "binary: a NUL at byte {at}; expected a document; leave it out in .ingestignore")
            }
            Self::Undecodable { encoding, at, byte, line, count } => write!(
                f,
                "not {encoding}: 0x{byte:02X} at byte {at}, line {line}{}; say its encoding with --encoding, or repair it",
                if *count > 1 { format!(" ({count} such places)") } else { String::new() }
            ),
            Self::Utf16(at) => write!(f, "broken UTF-16: half a character at byte {at}; save it again as UTF-8"),
            Self::Encrypted => f.write_str("encrypted; save it without a password"),
            Self::Damaged(what) => write!(f, "damaged: {what}; open it in its program and save it again"),
            Self::NoText => f.write_str("no text in it; expected text; leave it out in .ingestignore"),
            Self::NoTextLayer => f.write_str(
                "a PDF without a text layer: its pages are pictures, or its fonts do not say what their characters are; \
                 run text recognition (OCR) on it first",
            ),
            Self::Limit { what, most, option } => write!(f, "more than {most} {what}; {option} allows more"),
            Self::Timeout(after) => {
                write!(f, "not read within {:.1} seconds; --timeout allows more", *after as f64 / 1000.0)
            }
            Self::Crash(words) => write!(f, "the reader failed on it: {words}; the other inputs are not touched by it"),
            Self::Told(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Fault {}
