//! Stage 1, `read`: a path becomes a [`Source`], its bytes untouched and hashed.
//!
//! Plain text is decoded. Every other format is turned into a text stream of the forms that plain
//! text has (see `stream`), so that the stages behind never know the difference; a file a format.

pub mod apart;
mod csv;
mod decode;
mod fault;
mod format;
mod header;
mod html;
mod limits;
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod room;
mod stream;

use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use fault::Fault;
use format::Format;
pub use limits::Limits;
pub use room::{Room, Store};

/// Where in a document, other than in its text, something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// On this page, from 1.
    Page(u32),
    /// On this slide, from 1.
    Slide(u32),
    /// In a sheet.
    Cell {
        /// Which of [`Source::sheets`].
        sheet: u32,
        /// Row, from 1.
        row: u32,
        /// Column, from 1.
        column: u32,
    },
}

/// The text from `start` to the next part stands at `place`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Byte offset in the text.
    pub start: usize,
    /// Its place.
    pub place: Place,
}

/// Where the text of a source came from, and what it is.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path relative to the input folder, with `/`.
    pub path: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// Size of the file in bytes.
    pub size: u64,
    /// The encoding that the text was decoded from, as the WHATWG names it; `binary` for PDF and Office.
    pub encoding: &'static str,
    /// The media type.
    pub media_type: &'static str,
    /// Whether a byte offset in `text`, plus `bom`, is one in the file.
    pub bytes_match: bool,
    /// Length of the byte order mark that stands before `text` in the file.
    pub bom: usize,
    /// The decoded text.
    pub text: String,
    /// Its pages, slides or cells, in order; empty where it has none.
    pub parts: Vec<Part>,
    /// The names of its sheets.
    pub sheets: Vec<String>,
    /// Byte offsets in the file of what could not be decoded; U+FFFD stands for it in `text`.
    pub undecodable: Vec<usize>,
    /// The room that it takes with all that is made of it, until it is dropped.
    pub room: Option<Arc<Room>>,
}

/// What a reader makes of a file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Reading {
    text: String,
    encoding: String,
    media_type: String,
    bytes_match: bool,
    bom: usize,
    parts: Vec<Part>,
    sheets: Vec<String>,
    undecodable: Vec<usize>,
}

/// The media types of everything that is read.
const MEDIA_TYPES: &[&str] = &[
    "text/plain",
    "text/markdown",
    "text/html",
    "text/csv",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
];

/// What stands for an encoding where a format has its own.
const BINARY: &str = "binary";

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
            parts: Vec::new(),
            sheets: Vec::new(),
            undecodable: Vec::new(),
            room: None,
        }
    }

    /// A source from the bytes of a file named `path`, with the limits that hold by default.
    ///
    /// # Errors
    /// Where the bytes are no document that this program reads.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<Self, Fault> {
        read(path, bytes, &Limits::default())
    }

    /// Where the character at byte `at` of the text stands.
    #[must_use]
    pub fn place_at(&self, at: usize) -> Option<Place> {
        let behind = self.parts.partition_point(|part| part.start <= at);
        self.parts.get(behind.checked_sub(1)?).map(|part| part.place)
    }
}

/// Reads the bytes of a file named `path`: plain text here, every other format in a process of its own
/// or, where `limits` name no program, in a thread, both of which may fail without harm.
///
/// # Errors
/// Where the bytes are no document that this program reads, or cost more than `limits` allow.
pub fn read(path: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Source, Fault> {
    let sha256 = sha256(&bytes);
    read_hashed(path, bytes, sha256, limits)
}

/// The same, the SHA-256 of the bytes being known.
///
/// # Errors
/// Where the bytes are no document that this program reads, or cost more than `limits` allow.
pub(crate) fn read_hashed(path: &str, bytes: Vec<u8>, sha256: String, limits: &Limits) -> Result<Source, Fault> {
    let size = bytes.len() as u64;
    if size > limits.size {
        return Err(Fault::too_large(limits));
    }
    let (reading, room) = match Format::of(path, &bytes)? {
        Format::Text => {
            let room = limits.room.take(room::reckon(&bytes));
            (plain(path, bytes, limits)?, room)
        }
        format => apart::read(path, bytes, matches!(format, Format::Csv | Format::Html), limits)?,
    };
    Ok(Source {
        path: path.to_owned(),
        sha256,
        size,
        encoding: if reading.encoding == BINARY {
            BINARY
        } else {
            Limits::encoding_of(&reading.encoding).unwrap_or("UTF-8")
        },
        media_type: MEDIA_TYPES.iter().find(|known| **known == reading.media_type).copied().unwrap_or("text/plain"),
        bytes_match: reading.bytes_match,
        bom: reading.bom,
        text: reading.text,
        parts: reading.parts,
        sheets: reading.sheets,
        undecodable: reading.undecodable,
        room: Some(Arc::new(room)),
    })
}

/// Reads a file of any format in this thread.
fn here(path: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Reading, Fault> {
    match Format::of(path, &bytes)? {
        Format::Text => plain(path, bytes, limits),
        Format::Csv => csv::read(path, bytes, limits),
        Format::Html => html::read(bytes, limits),
        Format::Zip => office::read(bytes, limits),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(bytes, limits),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => Err(Fault::NoPdf),
    }
}

fn plain(path: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Reading, Fault> {
    let decoded = decode::decode(bytes, limits.encoding, None)?;
    let media_type = match format::ending(path).as_str() {
        "md" | "markdown" => "text/markdown",
        _ => "text/plain",
    };
    Ok(Reading { media_type: media_type.to_owned(), ..Reading::decoded(decoded) })
}

impl Reading {
    fn decoded(decoded: decode::Decoded) -> Self {
        Self {
            text: decoded.text,
            encoding: decoded.encoding.to_owned(),
            bytes_match: decoded.bytes_match,
            bom: decoded.bom,
            undecodable: decoded.undecodable,
            ..Self::default()
        }
    }

    /// What a reader's stream gives.
    fn streamed(stream: stream::Stream, media_type: &str) -> Result<Self, Fault> {
        let (text, parts) = stream.finish()?;
        Ok(Self { text, parts, media_type: media_type.to_owned(), encoding: BINARY.to_owned(), ..Self::default() })
    }
}

/// Column 28 is `AB`.
#[must_use]
pub fn column_name(mut column: u32) -> String {
    let mut name = Vec::new();
    while column > 0 {
        name.push(b'A' + ((column - 1) % 26) as u8);
        column = (column - 1) / 26;
    }
    name.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// The bytes of the file at `path`.
///
/// # Errors
/// Where it is no file, cannot be read, or is larger than positions can count.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    held(path, &Limits { size: Fault::LIMIT, ..Limits::default() }).map(|(bytes, _)| bytes)
}

/// The same with the room that they take, where `limits` share it out.
///
/// # Errors
/// The same, or where it is larger than `limits` allow.
pub fn held(path: &Path, limits: &Limits) -> Result<(Vec<u8>, Room), Fault> {
    let about = fs::metadata(path).map_err(Fault::from)?;
    if !about.is_file() {
        return Err(Fault::NoFile);
    }
    if about.len() >= Fault::LIMIT {
        return Err(Fault::TooLarge(about.len()));
    }
    if about.len() > limits.size {
        return Err(Fault::too_large(limits));
    }
    let room = limits.files.take(about.len());
    let bytes = fs::read(path).map_err(|error: io::Error| Fault::from(error))?;
    Ok((bytes, room))
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
