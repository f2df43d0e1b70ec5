//! The main job: files and folders in, documents and corpus files out.
//!
//! Not a stage: it finds the inputs, runs the stages on each, several at a time, and puts the files
//! in place. What is written depends on the inputs alone.

mod before;
mod discover;
mod guard;
mod manifest;
mod one;
mod ordered;
mod rows;
mod staging;
pub mod stream;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::{fmt::Write as _, thread};

pub use discover::base;
pub(crate) use guard::catch as guarded;
pub use guard::install as guard_panics;
pub use manifest::{Counts, Row};

use crate::lexicon::Lexicon;
use crate::link::Corpus;
use crate::read::Limits;
use before::Before;
use manifest::Manifest;
use one::{Outcome, one};
use staging::{Draft, Staging};

/// What a run is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Files, folders and patterns.
    pub inputs: Vec<PathBuf>,
    /// Where the outputs go.
    pub out: PathBuf,
    /// Threads; as many as there are processors, unless less are asked for.
    pub jobs: Option<NonZero<usize>>,
    /// Reads what `.gitignore` and `.ingestignore` name, too.
    pub no_ignore: bool,
    /// What one file may cost, and how it is to be read.
    pub limits: Limits,
    /// Reads again what has not changed since the run before into the same folder.
    pub force: bool,
}

/// What a run tells while it goes on.
#[derive(Debug)]
pub enum Notice<'a> {
    /// This many inputs were found.
    Found(usize),
    /// Something to know, though nothing failed.
    Warning(&'a str),
    /// An input is done.
    Done(&'a Row),
}

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents written, or as they were.
    pub documents: usize,
    /// Of these, those whose inputs were not read again.
    pub unchanged: usize,
    /// Inputs that failed.
    pub failed: usize,
    /// Mentions in the documents.
    pub mentions: usize,
    /// Facts in the documents.
    pub facts: usize,
}

/// Runs the main job.
///
/// # Errors
/// In words, where the output folder or a corpus file cannot be written. An input that fails is no
/// error of the run: it is told, counted, and said in the manifest.
pub fn run(
    settings: &Settings,
    lexicon: &Lexicon,
    tell: &mut (dyn FnMut(Notice<'_>) + Send),
) -> Result<Summary, String> {
    let found = discover::discover(&settings.inputs, &settings.out, !settings.no_ignore);
    let staging = Staging::open(&settings.out)?;
    found.warnings.iter().for_each(|warning| tell(Notice::Warning(warning)));
    tell(Notice::Found(found.entries.len()));
    let fail = |error: io::Error| format!("{}: cannot be written: {error}", show(&settings.out));
    let mut before = Before::of(settings);

    let mut books = Books::open(settings, &staging).map_err(fail)?;
    let jobs = threads(settings.jobs).min(found.entries.len());
    let root = |input: usize| settings.inputs.get(input).filter(|_| settings.inputs.len() > 1).map(|root| name(root));
    let feed = found.entries.into_iter().map(|entry| {
        let root = root(entry.input);
        let earlier = before.take(&entry, root.as_deref());
        (entry, root, earlier)
    });
    let work = |(entry, root, earlier)| one(entry, root, earlier, &staging, lexicon, &settings.limits);
    let mut result = Ok(());
    ordered::ordered(feed, jobs, work, |outcome| {
        tell(Notice::Done(&outcome.row));
        result = books.enter(outcome);
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    result.map_err(fail)?;
    books.close(&staging, &before).map_err(fail)
}

/// The number of threads to use: one a processor, or `asked` where that is less. More would not be faster, and
/// the allocator keeps for each thread some of what it once had.
fn threads(asked: Option<NonZero<usize>>) -> usize {
    let most = thread::available_parallelism().map_or(1, NonZero::get);
    asked.map_or(most, |asked| asked.get().min(most))
}

/// Runs `work` on every item, on `jobs` threads or one a processor, and `take` on every result in
/// the order of the items.
pub(crate) fn in_order<T, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: Option<NonZero<usize>>,
    work: impl Fn(T) -> R + Sync,
    take: impl FnMut(R) -> ControlFlow<()> + Send,
) {
    ordered::ordered(items, threads(jobs), work, take);
}

/// The files of the whole run, written as the documents come in.
struct Books<'a> {
    facts: Draft,
    manifest: Manifest<Draft>,
    corpus: Corpus<'a>,
    summary: Summary,
    /// The documents that were written, each by a digest of its path: eight bytes, not the path.
    written: HashSet<u64>, // looked up only, its order is never seen
}

impl<'a> Books<'a> {
    fn open(settings: &Settings, staging: &'a Staging) -> io::Result<Self> {
        Ok(Self {
            facts: staging.draft()?,
            manifest: Manifest::begin(settings, staging.draft()?)?,
            corpus: Corpus::new(staging),
            summary: Summary::default(),
            written: HashSet::new(),
        })
    }

    /// Enters a finished input.
    fn enter(&mut self, outcome: Outcome) -> io::Result<()> {
        self.manifest.add(&outcome.row)?;
        let counts = outcome.row.counts();
        match (outcome.row.result, counts) {
            (Ok((path, _)), Some(counts)) => {
                self.written.insert(digest(&path));
                self.summary.documents += 1;
                self.summary.unchanged += usize::from(outcome.row.kept.is_some());
                self.summary.mentions += counts.mentions;
                self.summary.facts += counts.facts;
                self.corpus.add(&outcome.record)?;
                self.facts.write_all(&outcome.facts)
            }
            _ => {
                self.summary.failed += 1;
                Ok(())
            }
        }
    }

    /// Puts the corpus files in place, and takes away documents of the run before whose inputs are gone.
    fn close(self, staging: &Staging, before: &Before) -> io::Result<Summary> {
        let (mut entities, mut series) = (staging.draft()?, staging.draft()?);
        let mut linked = self.corpus.link()?;
        linked.write_entities(&mut entities)?;
        linked.write_series(&mut series)?;
        before.outputs(staging.out(), |path| {
            let safe = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
            if safe && path.ends_with(".json") && !self.written.contains(&digest(path)) {
                staging.retire(Path::new(path));
            }
        });
        let drafts = [("facts.jsonl", self.facts), ("entities.json", entities), ("series.json", series)];
        let mut files = Vec::new();
        for (name, draft) in drafts {
            files.push((name, staging.publish(draft, name)?));
        }
        staging.publish(self.manifest.end(&files)?, "manifest.json")?;
        Ok(self.summary)
    }
}

/// A number for a path, the same in the whole run. Two paths with one number would only keep a file
/// whose input is gone.
fn digest(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

/// A path as JSON holds it: as it is, where it is UTF-8.
fn name(path: &Path) -> String {
    path.to_str().map_or_else(|| show(path), str::to_owned)
}

/// A path for a message: control characters and bytes that are not UTF-8 are escaped.
#[must_use]
pub fn show(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for character in chunk.valid().chars() {
            if character.is_control() {
                shown.extend(character.escape_default());
            } else {
                shown.push(character);
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(shown, "\\x{byte:02X}"); // a String takes every write
        }
    }
    shown
}
