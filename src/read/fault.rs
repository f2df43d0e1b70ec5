//! Why a file could not be read: what is wrong, where, what was expected, what to do.

use std::{fmt, io};

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
    /// A NUL byte at this offset.
    Binary(usize),
    /// The bytes from this offset on, in this line, are not UTF-8.
    Utf8 {
        /// Offset of the first byte that does not belong.
        at: usize,
        /// That byte.
        byte: u8,
        /// Its line, from 1.
        line: usize,
    },
    /// Half a UTF-16 character at this byte offset.
    Utf16(usize),
}

impl Fault {
    /// Files of this size are refused: positions are counted in 32 bits.
    pub const LIMIT: u64 = u32::MAX as u64;
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
            Self::NoFile => f.write_str("neither a file nor a folder; expected a text file"),
            Self::System(words) => write!(f, "cannot be read: {words}"),
            Self::Empty => f.write_str("empty; expected text; remove it, or leave it out in .ingestignore"),
            Self::TooLarge(size) => write!(f, "{size} bytes; a file may have up to 4 GiB; split it"),
            Self::Format(name) => write!(f, "{name}; expected text in UTF-8 or UTF-16; save it as plain text"),
            Self::Binary(at) => {
                write!(f, "binary: a NUL at byte {at}; expected text in UTF-8 or UTF-16; leave it out in .ingestignore")
            }
            Self::Utf8 { at, byte, line } => write!(
                f,
                "not UTF-8: 0x{byte:02X} at byte {at}, line {line}; expected text in UTF-8 or UTF-16; \
                 convert it, for instance with `iconv -f BIG5 -t UTF-8`"
            ),
            Self::Utf16(at) => write!(f, "broken UTF-16: half a character at byte {at}; save it again as UTF-8"),
        }
    }
}

impl std::error::Error for Fault {}
