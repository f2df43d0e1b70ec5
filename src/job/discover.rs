//! Which files a run reads: the INPUTs themselves, what stands in folders, what a pattern matches.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use ignore::{DirEntry, WalkBuilder};

use super::show;
use crate::read::Fault;

/// Names that the run writes itself, without their `.json`.
const TAKEN: [&str; 3] = ["entities", "manifest", "series"];

/// Something that the run is to read, or cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path below its INPUT, which is the document's path.
    pub path: String,
    /// The folder that the path is below.
    folder: Arc<Path>,
    /// Number of its INPUT.
    pub input: usize,
    /// Why it cannot be read.
    pub refusal: Option<String>,
}

impl Entry {
    /// The file itself.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.join(&self.path)
    }
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order of their paths.
    pub entries: Vec<Entry>,
    /// What the user should know, though nothing failed.
    pub warnings: Vec<String>,
}

/// Finds the files of `inputs`. What lies in `out` is left out; so is what `.gitignore` and
/// `.ingestignore` name, where `ignore` holds, and what is hidden.
#[must_use]
pub fn discover(inputs: &[PathBuf], out: &Path, ignore: bool) -> Found {
    let mut search =
        Search { nowhere: Path::new("").into(), out: fs::canonicalize(out).ok(), ignore, found: Found::default() };
    for (number, input) in inputs.iter().enumerate() {
        search.input(number, input);
    }
    let Found { entries, mut warnings } = search.found;
    let entries = once_each(entries, inputs, &mut warnings);
    Found { entries: apart(entries, inputs, search.out.as_deref()), warnings }
}

/// The folder that paths below an INPUT are relative to: itself, or for a pattern the part before
/// the first wildcard. A file has none.
#[must_use]
pub fn base(input: &Path) -> Option<PathBuf> {
    if input.is_dir() {
        return Some(input.to_owned());
    }
    if input.exists() || !is_pattern(input) {
        return None;
    }
    let literal = |part: &Component<'_>| !is_pattern(Path::new(part.as_os_str()));
    let base: PathBuf = input.components().take_while(literal).collect();
    Some(if base.as_os_str().is_empty() { PathBuf::from(".") } else { base })
}

fn is_pattern(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|byte| b"*?[{".contains(byte))
}

struct Search {
    /// What a refused input is below.
    nowhere: Arc<Path>,
    out: Option<PathBuf>,
    ignore: bool,
    found: Found,
}

impl Search {
    fn input(&mut self, number: usize, input: &Path) {
        if self.out.is_some() && fs::canonicalize(input).ok() == self.out {
            let reason = "is the output folder, whose files would be read as inputs; choose another folder with -o";
            return self.refuse(number, &show(input), reason.to_owned());
        }
        match base(input) {
            Some(base) if base == input => self.folder(number, input, input, None),
            Some(base) => self.pattern(number, input, &base),
            None if input.is_file() => self.file(number, input),
            None => {
                let fault = fs::metadata(input).map_or_else(Fault::from, |_| Fault::NoFile);
                self.refuse(number, &show(input), fault.to_string());
            }
        }
    }

    /// A file named by itself: its path is its name.
    fn file(&mut self, number: usize, file: &Path) {
        let name = file.file_name().unwrap_or(file.as_os_str());
        let folder = file.parent().unwrap_or(Path::new("")).into();
        self.add(number, &folder, Path::new(name));
    }

    fn pattern(&mut self, number: usize, input: &Path, base: &Path) {
        let rest = input.strip_prefix(base).unwrap_or(input);
        let glob = rest.to_str().map(|rest| GlobBuilder::new(rest).literal_separator(true).build());
        match glob {
            Some(Ok(glob)) => self.folder(number, input, base, Some(&glob.compile_matcher())),
            Some(Err(error)) => self.refuse(number, &show(input), format!("not a pattern: {error}")),
            None => self.refuse(number, &show(input), "the pattern is not UTF-8".to_owned()),
        }
    }

    fn folder(&mut self, number: usize, input: &Path, base: &Path, glob: Option<&GlobMatcher>) {
        let before = self.found.entries.len();
        let folder: Arc<Path> = base.into();
        for entry in self.walk(base) {
            match entry {
                Ok(entry) => self.entry(number, &folder, &entry, glob),
                Err(error) => self.failure(number, base, &error),
            }
        }
        if self.found.entries.len() == before {
            let what = if glob.is_some() { "nothing matches" } else { "no readable files in this folder" };
            self.refuse(number, &show(input), format!("{what}; hidden and ignored files do not count (--no-ignore)"));
        }
    }

    fn walk(&self, base: &Path) -> ignore::Walk {
        let mut walk = WalkBuilder::new(base);
        walk.standard_filters(false).hidden(true).parents(self.ignore).git_ignore(self.ignore);
        walk.require_git(false).follow_links(true);
        if self.ignore {
            walk.add_custom_ignore_filename(".ingestignore");
        }
        let out = self.out.clone();
        walk.filter_entry(move |entry| !is_output(entry, out.as_deref()));
        walk.build()
    }

    fn entry(&mut self, number: usize, base: &Arc<Path>, entry: &DirEntry, glob: Option<&GlobMatcher>) {
        if let Some(error) = entry.error() {
            self.found.warnings.push(format!("a line of an ignore file is left out: {error}"));
        }
        let relative = entry.path().strip_prefix(&**base).unwrap_or(entry.path());
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && glob.is_none_or(|glob| glob.is_match(relative)) {
            self.add(number, base, relative);
        }
    }

    /// Something in a folder that cannot be read: a folder without permission, a loop of links.
    fn failure(&mut self, number: usize, base: &Path, error: &ignore::Error) {
        let (path, reason) = explain(error);
        let path = path.unwrap_or(base);
        let relative = path.strip_prefix(base).ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
        self.refuse(number, &show(relative), reason);
    }

    fn add(&mut self, number: usize, folder: &Arc<Path>, relative: &Path) {
        let parts: Option<Vec<&str>> = relative.iter().map(OsStr::to_str).collect();
        match parts.map(|parts| parts.join("/")) {
            None => self.refuse(
                number,
                &show(relative),
                "its name is not UTF-8, which JSON cannot hold; rename it".to_owned(),
            ),
            Some(path) if TAKEN.contains(&path.as_str()) => {
                let reason = format!("would be written as {path}.json, which the run writes itself; rename it");
                self.refuse(number, &path, reason);
            }
            Some(path) => {
                let folder = Arc::clone(folder);
                self.found.entries.push(Entry { path, folder, input: number, refusal: None });
            }
        }
    }

    fn refuse(&mut self, number: usize, path: &str, reason: String) {
        let folder = Arc::clone(&self.nowhere);
        self.found.entries.push(Entry { path: path.to_owned(), folder, input: number, refusal: Some(reason) });
    }
}

/// Whether a folder is the output folder, which must not be read.
fn is_output(entry: &DirEntry, out: Option<&Path>) -> bool {
    let Some(out) = out.filter(|_| entry.depth() > 0) else { return false };
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    let may_be = entry.path_is_symlink() || entry.path().file_name() == out.file_name();
    is_folder && may_be && fs::canonicalize(entry.path()).is_ok_and(|path| path == out)
}

/// The path an error of the walk speaks of, and what is wrong in our words.
fn explain(error: &ignore::Error) -> (Option<&Path>, String) {
    match error {
        ignore::Error::WithPath { path, err } => {
            let (inner, reason) = explain(err);
            (inner.or(Some(path)), reason)
        }
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => explain(err),
        ignore::Error::Loop { ancestor, child } => (
            Some(child),
            format!("a link that leads back to {}; remove it, or leave it out in .ingestignore", show(ancestor)),
        ),
        ignore::Error::Io(error) => {
            let fault = Fault::from(std::io::Error::from(error.kind()));
            let words = if fault == Fault::Missing {
                "a link that leads nowhere; remove it, or leave it out in .ingestignore".to_owned()
            } else {
                fault.to_string()
            };
            (None, words)
        }
        other => (None, other.to_string()),
    }
}

/// Sorts by path. Of two entries for one file the first INPUT's is kept; of two files for one path
/// the first is kept and the other refused.
fn once_each(mut entries: Vec<Entry>, inputs: &[PathBuf], warnings: &mut Vec<String>) -> Vec<Entry> {
    if inputs.len() > 1 {
        let mut files: HashMap<PathBuf, String> = HashMap::new(); // looked up only, its order is never seen
        entries.retain(|entry| {
            if entry.refusal.is_some() {
                return true;
            }
            let file = fs::canonicalize(entry.file()).unwrap_or_else(|_| entry.file());
            if let Some(path) = files.get(&file) {
                warnings.push(format!("{}: named twice; read once, as {path}", show(&entry.file())));
                return false;
            }
            files.insert(file, entry.path.clone());
            true
        });
    }
    entries.sort_by(|a, b| (&a.path, a.input).cmp(&(&b.path, b.input)));
    let mut first: Option<(String, PathBuf)> = None;
    for entry in entries.iter_mut().filter(|entry| entry.refusal.is_none()) {
        match &first {
            Some((path, file)) if *path == entry.path => {
                let file = show(file);
                let reason = format!("would be written as {path}.json, as is {file}; rename one, or run them apart");
                entry.refusal = Some(reason);
            }
            _ => first = Some((entry.path.clone(), entry.file())),
        }
    }
    entries
}

/// Refuses what would be written over an input, or into a folder whose name another output takes.
fn apart(mut entries: Vec<Entry>, inputs: &[PathBuf], out: Option<&Path>) -> Vec<Entry> {
    let below_out = |path: &Path| out.is_some_and(|out| fs::canonicalize(path).is_ok_and(|path| path.starts_with(out)));
    let near = inputs.iter().any(|input| below_out(&base(input).unwrap_or_else(|| input.clone())));
    let read = || entries.iter().filter(|entry| entry.refusal.is_none());
    let own: BTreeSet<PathBuf> =
        read().filter(|_| near).filter_map(|entry| fs::canonicalize(entry.file()).ok()).collect();
    let into: Vec<(usize, String)> = entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            Some((at, parents(&entry.path).find(|parent| is_written(&entries, parent))?.to_owned()))
        })
        .collect();
    let mut into = into.into_iter().peekable();
    for (at, entry) in entries.iter_mut().enumerate() {
        let folder = into.next_if(|(number, _)| *number == at);
        let target = out.map(|out| out.join(format!("{}.json", entry.path))).filter(|_| near);
        if entry.refusal.is_some() {
            continue;
        }
        if target.is_some_and(|target| own.contains(&target)) {
            entry.refusal = Some("would be written over an input; choose another folder with -o".to_owned());
        } else if let Some((_, file)) = folder {
            entry.refusal = Some(format!("would be written into {file}, which is an output file; rename one"));
        }
    }
    entries
}

/// Whether an output is written at `path`. The entries are in the order of their paths.
fn is_written(entries: &[Entry], path: &str) -> bool {
    let Some(input) = path.strip_suffix(".json") else { return false };
    let from = entries.partition_point(|entry| entry.path.as_str() < input);
    let same = entries.iter().skip(from).take_while(|entry| entry.path == input);
    same.into_iter().any(|entry| entry.refusal.is_none())
}

/// The folders of a path.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}
