//! Stage 1, `read`: a path becomes a [`Source`], its bytes untouched and hashed.

use sha2::{Digest, Sha256};

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
}

/// SHA-256 of `bytes` in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
