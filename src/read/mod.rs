//! Stage 1, `read`: a path becomes a [`Source`], its bytes untouched and hashed.

mod decode;
mod fault;

use std::path::Path;
use std::{fs, io};

use sha2::{Digest, Sha256};

pub use fault::Fault;

/// Where the text of a source came from, and what it is.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path relative to the input folder, with `/`.
    pub path: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// Size of the file in bytes.
    pub size: u64,
    /// The encoding that the text was decoded from, as the WHATWG names it.
    pub encoding: &'static str,
    /// The media type.
    pub media_type: &'static str,
    /// Whether a byte offset in `text`, plus `bom`, is one in the file.
    pub bytes_match: bool,
    /// Length of the byte order mark that stands before `text` in the file.
    pub bom: usize,
    /// The decoded text.
    pub text: String,
}

impl Source {
    /// A source from UTF-8 text that is in memory already.
    #[must_use]
    pub fn from_text(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            sha256: sha256(text.as_bytes()),
            size: text.len() as u64,
            encoding: "UTF-8",
            media_type: "text/plain",
            bytes_match: true,
            bom: 0,
            text: text.to_owned(),
        }
    }

    /// A source from the bytes of a file named `path`.
    ///
    /// # Errors
    /// Where the bytes are no text that this program reads.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<Self, Fault> {
        let (sha256, size) = (sha256(&bytes), bytes.len() as u64);
        let decoded = decode::decode(bytes)?;
        Ok(Self {
            path: path.to_owned(),
            sha256,
            size,
            encoding: decoded.encoding,
            media_type: media_type(path),
            bytes_match: decoded.bytes_match,
            bom: decoded.bom,
            text: decoded.text,
        })
    }
}

/// The media type that the ending of a path stands for. It names the file; nothing is decided by it.
fn media_type(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|ending| ending.to_str()) {
        Some(ending) if ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown") => "text/markdown",
        _ => "text/plain",
    }
}

/// The bytes of the file at `path`.
///
/// # Errors
/// Where it is no file, cannot be read, or is larger than positions can count.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    let about = fs::metadata(path).map_err(Fault::from)?;
    if !about.is_file() {
        return Err(Fault::NoFile);
    }
    if about.len() >= Fault::LIMIT {
        return Err(Fault::TooLarge(about.len()));
    }
    fs::read(path).map_err(|error: io::Error| Fault::from(error))
}

/// SHA-256 of `bytes` in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// `bytes` in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS.get(usize::from(value)).copied().unwrap_or(b'0'));
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
