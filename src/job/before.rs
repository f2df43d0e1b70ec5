//! The run before into the same folder: what of it still holds, and what is gone.
//!
//! An input is not read again where its sha256 is that of the manifest, the same program wrote the
//! manifest with the same options, and the document written for it is still as it was. Its rows of `facts.jsonl` and of the
//! manifest are copied, in step with the inputs, which both are ordered by: nothing is held in memory
//! but the row that is next.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Lines, Read};
use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::discover::Entry;
use super::manifest::{Counts, these_options, this_program};
use super::{Settings, rows};
use crate::read::hex;

#[derive(Deserialize)]
struct Output {
    path: String,
    sha256: String,
}

#[derive(Deserialize)]
struct Input {
    path: String,
    root: Option<String>,
    sha256: Option<String>,
    counts: Option<Counts>,
    output: Option<Output>,
}

/// A manifest without its rows.
#[derive(Deserialize)]
struct Frame {
    program: Box<RawValue>,
    options: Option<Box<RawValue>>,
    #[serde(default)]
    files: Vec<Output>,
}

/// What the run before left in the output folder.
#[derive(Default)]
pub(super) struct Before {
    /// Whether its manifest can be read.
    is_whole: bool,
    /// Its rows, where they may be used.
    rows: Option<Rows>,
}

/// The rows of a manifest and of its `facts.jsonl`, side by side.
struct Rows {
    manifest: Lines<BufReader<File>>,
    facts: BufReader<File>,
    /// The row that is next, as it is written and as it reads.
    next: Option<(String, Input)>,
}

/// What an input gave in the run before, if it is still the same.
#[derive(Debug)]
pub(super) struct Earlier {
    /// SHA-256 of the input.
    pub sha256: String,
    /// SHA-256 of the document that was written.
    pub output: String,
    pub counts: Counts,
    /// Its row of the manifest.
    pub line: String,
    /// Its rows of `facts.jsonl`.
    pub facts: Vec<u8>,
}

impl Before {
    /// The run before into the same folder. None of its rows is used where `force` holds, where another
    /// program or one with other options wrote it, or where its `facts.jsonl` is not what its manifest says.
    pub fn of(settings: &Settings) -> Self {
        let out = settings.out.as_path();
        let Some(frame) = manifest(out).and_then(|file| serde_json::from_reader::<_, Frame>(file).ok()) else {
            return Self::default();
        };
        let options = frame.options.as_ref().map(|options| options.get());
        let ours = frame.program.get() == this_program() && options == Some(&these_options(&settings.limits));
        let facts = frame.files.iter().find(|file| file.path == "facts.jsonl").map(|file| file.sha256.as_str());
        let rows = (!settings.force && ours).then(|| Rows::open(out, facts?)).flatten();
        Self { is_whole: true, rows }
    }

    /// What the run before said of `entry`, read below `root` where there are several INPUTs. Asked
    /// in the order of the inputs.
    pub fn take(&mut self, entry: &Entry, root: Option<&str>) -> Option<Earlier> {
        if entry.refusal.is_some() {
            return None;
        }
        self.rows.as_mut()?.take(&entry.path, root)
    }
}

impl Before {
    /// Tells the path of every document that the run before wrote into `out`; its manifest must still
    /// be there.
    pub fn outputs(&self, out: &Path, tell: impl FnMut(&str)) {
        if let Some(file) = manifest(out).filter(|_| self.is_whole) {
            rows::outputs(file, tell);
        }
    }
}

fn manifest(out: &Path) -> Option<BufReader<File>> {
    Some(BufReader::new(File::open(out.join("manifest.json")).ok()?))
}

impl Rows {
    fn open(out: &Path, facts: &str) -> Option<Self> {
        let path = out.join("facts.jsonl");
        let same = digest(File::open(&path).ok()?).is_ok_and(|now| now == facts);
        let manifest = manifest(out)?.lines();
        let facts = BufReader::new(File::open(&path).ok()?);
        same.then_some(Self { manifest, facts, next: None })
    }

    /// The next row; rows stand on lines of their own, and nothing else looks like one.
    fn peek(&mut self) -> Option<&(String, Input)> {
        while self.next.is_none() {
            let line = self.manifest.next()?.ok()?;
            let row = line.strip_prefix("    {\"path\": ").map(|_| line.trim().trim_end_matches(','));
            self.next = row.and_then(|row| Some((row.to_owned(), serde_json::from_str(row).ok()?)));
        }
        self.next.as_ref()
    }

    fn take(&mut self, path: &str, root: Option<&str>) -> Option<Earlier> {
        while self.peek()?.1.path.as_str() <= path {
            let (line, input) = self.next.take()?;
            let Some((output, counts)) = input.output.zip(input.counts) else { continue };
            let facts = self.lines(counts.facts)?;
            if input.path == path && input.root.as_deref() == root && output.path == format!("{path}.json") {
                return Some(Earlier { sha256: input.sha256?, output: output.sha256, counts, line, facts });
            }
        }
        None
    }

    /// The next `count` lines of `facts.jsonl`.
    fn lines(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut lines = Vec::new();
        for _ in 0..count {
            self.facts.read_until(b'\n', &mut lines).ok().filter(|length| *length > 0)?;
        }
        Some(lines)
    }
}

/// SHA-256 of all that `file` gives.
fn digest(mut file: impl Read) -> io::Result<String> {
    let (mut digest, mut block) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let length = file.read(&mut block)?;
        match block.get(..length) {
            Some(bytes) if length > 0 => digest.update(bytes),
            _ => return Ok(hex(&digest.finalize())),
        }
    }
}
