//! Files and texts of `inputs/` with a few bytes changed, as a fuzzer changes them, the same each time. No
//! reader and no stage may panic, and the laws hold of what it gives. `MUTATIONS=1000000` does so many.

#![allow(clippy::unwrap_used)]

#[path = "common/laws.rs"]
mod laws;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ingest::lexicon::Lexicon;
use ingest::read::Source;
use ingest::{Options, link, process, write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Panics that are not those of a library: readers catch all of them.
static OWN: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// What is put in, beside pieces of other files.
const WORDS: &[&str] = &[
    "億",
    "5億元",
    "百分之",
    "3.",
    "1.1 ",
    "（一）",
    "二零二四年",
    "１２",
    "至",
    "由",
    "「",
    "」",
    "《",
    "）",
    "|",
    "\n",
    "\n\n",
    "\t",
    "**",
    "# ",
    "\u{3000}",
    "\r",
    "\u{FEFF}",
    "\0",
    "<",
    ">",
    "</",
    "\"",
    "&",
    "&#x10FFFF;",
    "<td colspan=99>",
    "<w:gridSpan w:val=\"9\"/>",
    "obj",
    "stream",
    "/Rotate 90",
    " Tj",
    " Tm",
    "BT",
    "-1",
    "99999999999",
    "1e308",
    "/W[1 0 0]",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % most.max(1)
    }

    /// A stretch of `bytes`, short more often than long.
    fn stretch(&mut self, bytes: &[u8]) -> (usize, usize) {
        let from = self.below(bytes.len() + 1);
        let longest = [1, 4, 16, 64, 4096][self.below(5)];
        (from, (from + self.below(longest + 1)).min(bytes.len()))
    }

    /// Changes `bytes` at one to four places, with pieces of `other`.
    fn mutate(&mut self, mut bytes: Vec<u8>, other: &[u8]) -> Vec<u8> {
        for _ in 0..=self.below(4) {
            let (from, to) = self.stretch(&bytes);
            match self.below(6) {
                0 => bytes.truncate(from),
                1 => drop(bytes.drain(from..to)),
                2 => bytes[from..to].iter_mut().for_each(|byte| *byte ^= 1 << self.below(8)),
                3 => {
                    let piece = bytes[from..to].to_vec();
                    let at = self.below(bytes.len() + 1);
                    bytes.splice(at..at, piece);
                }
                4 => {
                    let (start, end) = self.stretch(other);
                    bytes.splice(from..to, other[start..end].iter().copied());
                }
                _ => drop(bytes.splice(from..from, WORDS[self.below(WORDS.len())].bytes())),
            }
        }
        bytes
    }
}

/// All files below `inputs/`.
fn inputs() -> Vec<(String, Vec<u8>)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs")];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// An Office document with one of its parts changed, and the whole file sometimes.
fn office(dice: &mut Dice, bytes: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let (mut to, changed) = (ZipWriter::new(Cursor::new(Vec::new())), dice.below(from.len()));
    for at in 0..from.len() {
        let (mut part, mut inner) = (from.by_index(at).unwrap(), Vec::new());
        let name = part.name().unwrap().into_owned();
        part.read_to_end(&mut inner).unwrap();
        if at == changed || name.contains("document.xml") || name.contains("slide1.xml") {
            let other = inner.clone();
            inner = dice.mutate(inner, &other);
        }
        to.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        to.write_all(&inner).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// Panics where a reader or stage did, or a law is broken; the bytes stand in a file then.
fn check(name: &str, bytes: &[u8], lexicon: &Lexicon<'_>, whole: bool) {
    let source = Source::from_bytes(name, bytes.to_vec());
    let mut broken = std::mem::take(&mut *OWN.lock().unwrap());
    if let Ok(source) = source {
        let ordered = source.parts.windows(2).all(|pair| pair[0].start <= pair[1].start);
        let inside = source.parts.iter().all(|part| source.text.is_char_boundary(part.start));
        broken.extend((!ordered || !inside).then(|| "a part stands nowhere".to_owned()));
        if whole && !source.text.trim().is_empty() {
            let text = source.text.clone();
            let document = process(Source::from_text(name, &text), lexicon, &Options::default());
            let (mut out, mut rows) = (Vec::new(), Vec::new());
            write::document(&document, &mut out).and_then(|()| write::fact_rows(&document, &mut rows)).unwrap();
            broken.extend(laws::broken(&text, text.as_bytes(), &serde_json::from_slice(&out).unwrap()));
            let _ = link::record(&document, lexicon);
        }
    }
    if !broken.is_empty() {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mutated-{name}"));
        fs::write(&kept, bytes).unwrap();
        panic!("{}: {broken:#?}", kept.display());
    }
}

#[test]
fn changed_files_break_nothing() {
    std::panic::set_hook(Box::new(|panic| {
        let library = panic.location().is_some_and(|place| place.file().contains("/registry/"));
        if !library {
            eprintln!("{panic}");
            OWN.lock().unwrap().push(panic.to_string());
        }
    }));
    let count = std::env::var("MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(3_000);
    let (files, lexicon, mut dice) = (inputs(), Lexicon::new(), Dice(0x2545_F491_4F6C_DD1D));
    for turn in 0..count {
        let (name, bytes) = &files[turn % files.len()];
        let other = &files[dice.below(files.len())].1;
        let text = matches!(name.rsplit('.').next(), Some("txt" | "md"));
        let bytes = match name.rsplit('.').next() {
            Some("docx" | "pptx" | "xlsx") if dice.below(8) > 0 => office(&mut dice, bytes),
            Some("txt" | "md") => {
                let from = dice.below(bytes.len().saturating_sub(600));
                dice.mutate(bytes[from..(from + 600).min(bytes.len())].to_vec(), other)
            }
            _ => dice.mutate(bytes.clone(), other),
        };
        check(name, &bytes, &lexicon, text || turn % 16 == 0);
    }
}
