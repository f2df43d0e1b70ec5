//! `manifest.json`: what was read, what became of it, and by which program.

use std::io::{self, Write};

use serde::Deserialize;

use super::{Settings, name};
use crate::Document;
use crate::lexicon;
use crate::read::Limits;
use crate::structure::Layout;
use crate::write::{Json, layout_word};

/// Says which program writes: all that its outputs depend on, apart from the inputs.
fn program(json: &mut Json<'_>) {
    json.object(|json| {
        json.field("name", "ingest");
        json.field("version", env!("CARGO_PKG_VERSION"));
        json.field("code", lexicon::CODE);
        json.field("lexicon", lexicon::FINGERPRINT);
    });
}

/// Says how the inputs are read. The time that one may take is left out: it decides whether a document
/// is written, never what is in it.
fn options(json: &mut Json<'_>, limits: &Limits) {
    json.object(|json| {
        json.field("encoding", limits.encoding);
        json.field("max_size", limits.size);
        json.field("max_text", limits.text);
        json.field("max_pages", limits.pages);
        json.field("max_unpacked", limits.unpacked);
        json.field("max_ratio", limits.ratio);
        json.field("max_entries", limits.entries);
        json.field("max_nesting", limits.nesting);
        json.field("max_work", limits.work);
        json.field("max_memory", limits.memory);
    });
}

/// The program as text, to compare it with what another manifest says.
pub(super) fn this_program() -> String {
    text(program)
}

/// The same of the options.
pub(super) fn these_options(limits: &Limits) -> String {
    text(|json| options(json, limits))
}

fn text(write: impl FnOnce(&mut Json<'_>)) -> String {
    let mut words = Vec::new();
    let mut json = Json::new(&mut words);
    write(&mut json);
    let _ = json.finish(); // a Vec takes every write
    String::from_utf8(words).unwrap_or_default()
}

/// What was found in a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Counts {
    /// Blocks of the text.
    pub blocks: usize,
    /// Mentions.
    pub mentions: usize,
    /// Entities.
    pub entities: usize,
    /// Facts.
    pub facts: usize,
}

/// What is known of a file that was read.
#[derive(Debug, Clone)]
pub struct FileRow {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

/// What is known of a text that was understood.
#[derive(Debug, Clone)]
pub struct TextRow {
    /// Its encoding.
    pub encoding: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Byte offsets of what could not be decoded.
    pub undecodable: Vec<usize>,
    /// Its layout.
    pub layout: Layout,
    /// What was found in it.
    pub counts: Counts,
}

/// One input.
#[derive(Debug, Clone)]
pub struct Row {
    /// Path below its INPUT.
    pub path: String,
    /// The INPUT, where there were several.
    pub root: Option<String>,
    /// Present where it could be read.
    pub file: Option<FileRow>,
    /// Present where it was understood.
    pub text: Option<TextRow>,
    /// The file written for it with that file's sha256, or what went wrong.
    pub result: Result<(String, String), String>,
    /// Present in place of `text` where the run before has written the same.
    pub kept: Option<Kept>,
}

/// What the run before said of an input that has not changed since.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What was found in it.
    pub counts: Counts,
    /// Its row, as it is written.
    pub line: String,
}

impl TextRow {
    /// The row of a finished document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self {
            encoding: document.source.encoding,
            media_type: document.source.media_type,
            undecodable: document.source.undecodable.clone(),
            layout: document.outline.layout,
            counts: Counts {
                blocks: document.outline.blocks.len(),
                mentions: document.mentions.len(),
                entities: document.entities.list.len(),
                facts: document.facts.list.len(),
            },
        }
    }
}

/// The manifest as it is written: one row after the other.
#[derive(Debug)]
pub struct Manifest<W: Write> {
    out: W,
    rows: usize,
}

impl<W: Write> Manifest<W> {
    /// Begins a manifest in `out`.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn begin(settings: &Settings, mut out: W) -> io::Result<Self> {
        let mut head = Vec::new();
        let mut json = Json::new(&mut head);
        json.page(|json| {
            json.entry("schema").value("ingest/1");
            program(json.entry("program"));
            options(json.entry("options"), &settings.limits);
            json.entry("root");
            match settings.inputs.as_slice() {
                [input] => json.value(&name(input)),
                several => json.array(several, |json, input| json.value(&name(input))),
            }
        });
        json.finish()?;
        out.write_all(head.strip_suffix(b"\n}\n").unwrap_or(&head))?;
        out.write_all(b",\n  \"inputs\": [")?;
        Ok(Self { out, rows: 0 })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn add(&mut self, row: &Row) -> io::Result<()> {
        self.out.write_all(if self.rows == 0 { b"\n    " } else { b",\n    " })?;
        self.rows += 1;
        if let Some(kept) = &row.kept {
            return self.out.write_all(kept.line.as_bytes());
        }
        let mut json = Json::new(&mut self.out);
        row.write(&mut json);
        json.finish()
    }

    /// Ends the manifest with the `files` of the whole run, path and sha256 each, and gives back
    /// what it was written to.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn end(mut self, files: &[(&str, String)]) -> io::Result<W> {
        self.out.write_all(if self.rows == 0 { b"],\n  \"files\": " } else { b"\n  ],\n  \"files\": " })?;
        let mut json = Json::new(&mut self.out);
        json.lines(4, files, |json, (path, sha256)| output(json, path, sha256));
        json.finish()?;
        self.out.write_all(b"\n}\n")?;
        Ok(self.out)
    }
}

impl Row {
    /// What was found in it, where it was understood, now or by the run before.
    #[must_use]
    pub fn counts(&self) -> Option<Counts> {
        self.text.as_ref().map(|text| text.counts).or(self.kept.as_ref().map(|kept| kept.counts))
    }

    fn write(&self, json: &mut Json<'_>) {
        json.object(|json| {
            json.field("path", &self.path);
            if let Some(root) = &self.root {
                json.field("root", root);
            }
            if let Some(file) = &self.file {
                json.field("sha256", &file.sha256);
                json.field("size", file.size);
            }
            if let Some(text) = &self.text {
                text.write(json);
            }
            match &self.result {
                Ok((path, sha256)) => {
                    json.field("status", "ok");
                    json.key("output");
                    output(json, path, sha256);
                }
                Err(reason) => {
                    json.field("status", "error");
                    json.field("reason", reason);
                }
            }
        });
    }
}

fn output(json: &mut Json<'_>, path: &str, sha256: &str) {
    json.object(|json| {
        json.field("path", path);
        json.field("sha256", sha256);
    });
}

impl TextRow {
    fn write(&self, json: &mut Json<'_>) {
        json.field("encoding", self.encoding);
        json.field("media_type", self.media_type);
        if !self.undecodable.is_empty() {
            json.key("undecodable").array(&self.undecodable, |json, at| json.value(*at));
        }
        json.field("layout", layout_word(self.layout));
        json.key("counts").object(|json| {
            json.field("blocks", self.counts.blocks);
            json.field("mentions", self.counts.mentions);
            json.field("entities", self.counts.entities);
            json.field("facts", self.counts.facts);
        });
    }
}
