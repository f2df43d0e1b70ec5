//! The manifest and the documents of an output folder.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value as Json;

use crate::job::{Counts, base, show};
use crate::lexicon;
use crate::read::Limits;

/// One INPUT, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Root {
    One(String),
    Several(Vec<String>),
}

#[derive(Debug, Deserialize)]
struct Program {
    version: String,
    #[serde(default)]
    code: String,
    lexicon: String,
}

/// How the inputs were read, as far as it says so.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct How {
    encoding: Option<String>,
    max_size: Option<u64>,
    max_text: Option<usize>,
    max_pages: Option<usize>,
    max_unpacked: Option<u64>,
    max_ratio: Option<u64>,
    max_entries: Option<usize>,
    max_nesting: Option<usize>,
    max_work: Option<u64>,
    max_memory: Option<u64>,
}

/// A file that was written.
#[derive(Debug, Deserialize)]
pub(super) struct Written {
    pub path: String,
    pub sha256: String,
}

/// An input of the run.
#[derive(Debug, Deserialize)]
pub(super) struct Input {
    pub path: String,
    root: Option<String>,
    pub sha256: Option<String>,
    pub size: Option<u64>,
    pub counts: Option<Counts>,
    pub output: Option<Written>,
}

/// `manifest.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    program: Program,
    #[serde(default)]
    options: How,
    root: Root,
    pub inputs: Vec<Input>,
    #[serde(default)]
    pub files: Vec<Written>,
}

impl Manifest {
    /// The manifest of an output folder.
    pub fn of(folder: &Path) -> Result<Self, String> {
        let path = folder.join("manifest.json");
        let text = fs::read(&path).map_err(|error| {
            format!("{}: {error}; expected a folder that `ingest INPUT... -o DIR` wrote", show(&path))
        })?;
        serde_json::from_slice(&text).map_err(|error| format!("{}: not a manifest: {error}", show(&path)))
    }

    /// Whether this program with these words wrote it.
    pub fn is_ours(&self) -> bool {
        let Program { version, code, lexicon } = &self.program;
        version == env!("CARGO_PKG_VERSION") && code == lexicon::CODE && lexicon == lexicon::FINGERPRINT
    }

    /// The limits that the inputs were read with.
    pub fn limits(&self) -> Limits {
        let (how, usual) = (&self.options, Limits::default());
        Limits {
            encoding: how.encoding.as_deref().and_then(Limits::encoding_of),
            size: how.max_size.unwrap_or(usual.size),
            text: how.max_text.unwrap_or(usual.text),
            pages: how.max_pages.unwrap_or(usual.pages),
            unpacked: how.max_unpacked.unwrap_or(usual.unpacked),
            ratio: how.max_ratio.unwrap_or(usual.ratio),
            entries: how.max_entries.unwrap_or(usual.entries),
            nesting: how.max_nesting.unwrap_or(usual.nesting),
            work: how.max_work.unwrap_or(usual.work),
            memory: how.max_memory.unwrap_or(usual.memory),
            ..usual
        }
    }

    /// The file that an input was read from: below `sources` where they are given, else below its INPUT.
    pub fn source(&self, input: &Input, sources: Option<&Path>) -> PathBuf {
        let root = match (sources, &input.root, &self.root) {
            (Some(sources), _, _) => sources,
            (None, Some(root), _) | (None, None, Root::One(root)) => Path::new(root),
            (None, None, Root::Several(roots)) => Path::new(roots.first().map_or("", String::as_str)),
        };
        base(root).map_or_else(
            || if root.is_file() { root.to_owned() } else { root.join(&input.path) },
            |folder| folder.join(&input.path),
        )
    }
}

/// A JSON file.
pub(super) fn json(path: &Path) -> Result<Json, String> {
    let text = fs::read(path).map_err(|error| format!("{}: {error}", show(path)))?;
    serde_json::from_slice(&text).map_err(|error| format!("{}: not JSON: {error}", show(path)))
}

/// The rows of a list.
pub(super) fn rows<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json.get(name).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// A field that is text.
pub(super) fn word<'a>(row: &'a Json, name: &str) -> &'a str {
    row.get(name).and_then(Json::as_str).unwrap_or("")
}

/// The source words of a row.
pub(super) fn quote(row: &Json) -> &str {
    row.get("source").map_or("", |source| word(source, "quote"))
}
