//! The files of the whole run against the documents: `facts.jsonl` line by line, `entities.json` and
//! `series.json` as they are joined again.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::again::Anew;
use crate::link::{Corpus, Record, Scratch};
use crate::outputs::load::Written;
use crate::read::hex;

/// The files as they should be, while the documents come in.
pub(super) struct Books<'a> {
    corpus: Corpus<'a>,
    files: &'a [Written],
    /// `facts.jsonl`, as long as it says what the documents do.
    facts: Option<BufReader<File>>,
    lines: usize,
    /// Whether all documents could be read; else nothing can be said of the files.
    whole: bool,
    /// Why joining again came to nothing.
    failure: Option<io::Error>,
}

impl<'a> Books<'a> {
    /// The `files` of `folder` that are as they were written.
    pub fn open(folder: &Path, files: &'a [Written], changed: &BTreeSet<&str>, scratch: &'a Scratch) -> Self {
        let facts = File::open(folder.join("facts.jsonl")).ok().filter(|_| !changed.contains("facts.jsonl"));
        Self {
            corpus: Corpus::new(scratch),
            files,
            facts: facts.map(BufReader::new),
            lines: 0,
            whole: true,
            failure: None,
        }
    }

    /// Adds a document: as its source gives it, or, where that cannot be told, as it is written, with
    /// so many facts.
    pub fn add(&mut self, anew: Option<&Anew>, written: Option<&Record>, count: usize) -> Option<String> {
        match anew.map(|anew| &anew.record).or(written) {
            Some(record) => self.failure = self.failure.take().or(self.corpus.add(record).err()),
            None => self.whole = false,
        }
        let lines = anew.map(|anew| anew.facts.split_inclusive(|byte| *byte == b'\n'));
        let Some(lines) = lines else {
            (0..count).for_each(|_| drop(self.next()));
            return None;
        };
        for line in lines {
            if self.facts.is_some() && self.next().as_deref() != Some(line) {
                self.facts = None;
                return self.whole.then(|| format!("facts.jsonl: line {} is not what its document gives", self.lines));
            }
        }
        None
    }

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        self.lines += 1;
        self.facts.as_mut()?.read_until(b'\n', &mut line).ok().filter(|length| *length > 0).map(|_| line)
    }

    /// What does not hold of the files, when all documents are in.
    pub fn close(mut self, changed: &BTreeSet<&str>) -> Vec<String> {
        let mut findings = Vec::new();
        if !self.whole {
            return findings;
        }
        if self.facts.is_some() && self.next().is_some() {
            findings.push(format!("facts.jsonl: line {} is of no document", self.lines));
        }
        let joined = self.failure.map_or_else(|| joined(self.corpus), Err);
        match joined {
            Err(error) => findings.push(format!("entities.json, series.json: could not be joined again: {error}")),
            Ok(anew) => {
                for (name, sha256) in anew {
                    let file = self.files.iter().find(|file| file.path == name);
                    let same = changed.contains(name) || file.is_some_and(|file| file.sha256 == sha256);
                    findings.extend((!same).then(|| format!("{name}: is not what the documents give")));
                }
            }
        }
        findings
    }
}

/// The corpus files with their sha256.
fn joined(corpus: Corpus<'_>) -> io::Result<[(&'static str, String); 2]> {
    let mut linked = corpus.link()?;
    let (mut entities, mut series) = (Hash::default(), Hash::default());
    linked.write_entities(&mut entities)?;
    linked.write_series(&mut series)?;
    Ok([("entities.json", hex(&entities.0.finalize())), ("series.json", hex(&series.0.finalize()))])
}

/// What is written to it leaves only its digest.
#[derive(Default)]
struct Hash(Sha256);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
