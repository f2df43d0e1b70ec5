//! Which files a run reads: the INPUTs themselves, what stands in folders, what a pattern matches.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

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
    /// The file itself.
    pub file: PathBuf,
    /// Number of its INPUT.
    pub input: usize,
    /// Why it cannot be read.
    pub refusal: Option<String>,
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
    let mut search = Search { out: fs::canonicalize(out).ok(), ignore, found: Found::default() };
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
    out: Option<PathBuf>,
    ignore: bool,
    found: Found,
}

impl Search {
    fn input(&mut self, number: usize, input: &Path) {
        if self.out.is_some() && fs::canonicalize(input).ok() == self.out {
            let reason = "is the output folder, whose files would be read as inputs; choose another folder with -o";
            return self.refuse(number, input, &show(input), reason.to_owned());
        }
        match base(input) {
            Some(base) if base == input => self.folder(number, input, input, None),
            Some(base) => self.pattern(number, input, &base),
            None if input.is_file() => self.file(number, input),
            None => {
                let fault = fs::metadata(input).map_or_else(Fault::from, |_| Fault::NoFile);
                self.refuse(number, input, &show(input), fault.to_string());
            }
        }
    }

    /// A file named by itself: its path is its name.
    fn file(&mut self, number: usize, file: &Path) {
        let name = file.file_name().unwrap_or(file.as_os_str());
        self.add(number, file, Path::new(name));
    }

    fn pattern(&mut self, number: usize, input: &Path, base: &Path) {
        let rest = input.strip_prefix(base).unwrap_or(input);
        let glob = rest.to_str().map(|rest| GlobBuilder::new(rest).literal_separator(true).build());
        match glob {
            Some(Ok(glob)) => self.folder(number, input, base, Some(&glob.compile_matcher())),
            Some(Err(error)) => self.refuse(number, input, &show(input), format!("not a pattern: {error}")),
            None => self.refuse(number, input, &show(input), "the pattern is not UTF-8".to_owned()),
        }
    }

    fn folder(&mut self, number: usize, input: &Path, base: &Path, glob: Option<&GlobMatcher>) {
        let before = self.found.entries.len();
        for entry in self.walk(base) {
            match entry {
                Ok(entry) => self.entry(number, base, &entry, glob),
                Err(error) => self.failure(number, base, &error),
            }
        }
        if self.found.entries.len() == before {
            let what = if glob.is_some() { "nothing matches" } else { "no readable files in this folder" };
            self.refuse(
                number,
                input,
                &show(input),
                format!("{what}; hidden and ignored files do not count (--no-ignore)"),
            );
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

    fn entry(&mut self, number: usize, base: &Path, entry: &DirEntry, glob: Option<&GlobMatcher>) {
        if let Some(error) = entry.error() {
            self.found.warnings.push(format!("a line of an ignore file is left out: {error}"));
        }
        let relative = entry.path().strip_prefix(base).unwrap_or(entry.path());
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && glob.is_none_or(|glob| glob.is_match(relative)) {
            self.add(number, entry.path(), relative);
        }
    }

    /// Something in a folder that cannot be read: a folder without permission, a loop of links.
    fn failure(&mut self, number: usize, base: &Path, error: &ignore::Error) {
        let (path, reason) = explain(error);
        let path = path.unwrap_or(base);
        let relative = path.strip_prefix(base).ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
        self.refuse(number, path, &show(relative), reason);
    }

    fn add(&mut self, number: usize, file: &Path, relative: &Path) {
        let parts: Option<Vec<&str>> = relative.iter().map(OsStr::to_str).collect();
        match parts.map(|parts| parts.join("/")) {
            None => self.refuse(
                number,
                file,
                &show(relative),
                "its name is not UTF-8, which JSON cannot hold; rename it".to_owned(),
            ),
            Some(path) if TAKEN.contains(&path.as_str()) => {
                let reason = format!("would be written as {path}.json, which the run writes itself; rename it");
                self.refuse(number, file, &path, reason);
            }
            Some(path) => {
                let entry = Entry { path, file: file.to_owned(), input: number, refusal: None };
                self.found.entries.push(entry);
            }
        }
    }

    fn refuse(&mut self, number: usize, file: &Path, path: &str, reason: String) {
        let entry = Entry { path: path.to_owned(), file: file.to_owned(), input: number, refusal: Some(reason) };
        self.found.entries.push(entry);
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
fn once_each(entries: Vec<Entry>, inputs: &[PathBuf], warnings: &mut Vec<String>) -> Vec<Entry> {
    let mut files: HashMap<PathBuf, String> = HashMap::new(); // looked up only, its order is never seen
    let mut paths: BTreeMap<String, Entry> = BTreeMap::new();
    let mut refused = Vec::new();
    for mut entry in entries {
        if entry.refusal.is_none() && inputs.len() > 1 {
            let file = fs::canonicalize(&entry.file).unwrap_or_else(|_| entry.file.clone());
            if let Some(path) = files.get(&file) {
                warnings.push(format!("{}: named twice; read once, as {path}", show(&entry.file)));
                continue;
            }
            files.insert(file, entry.path.clone());
        }
        if let Some(first) = paths.get(&entry.path).filter(|_| entry.refusal.is_none()) {
            entry.refusal = Some(format!(
                "would be written as {}.json, as is {}; rename one, or run them apart",
                entry.path,
                show(&first.file)
            ));
        }
        if entry.refusal.is_some() {
            refused.push(entry);
        } else {
            paths.insert(entry.path.clone(), entry);
        }
    }
    let mut all: Vec<Entry> = paths.into_values().chain(refused).collect();
    all.sort_by(|a, b| (&a.path, a.input).cmp(&(&b.path, b.input)));
    all
}

/// Refuses what would be written over an input, or into a folder whose name another output takes.
fn apart(mut entries: Vec<Entry>, inputs: &[PathBuf], out: Option<&Path>) -> Vec<Entry> {
    let below_out = |path: &Path| out.is_some_and(|out| fs::canonicalize(path).is_ok_and(|path| path.starts_with(out)));
    let near = inputs.iter().any(|input| below_out(&base(input).unwrap_or_else(|| input.clone())));
    let read = || entries.iter().filter(|entry| entry.refusal.is_none());
    let own: BTreeSet<PathBuf> =
        read().filter(|_| near).filter_map(|entry| fs::canonicalize(&entry.file).ok()).collect();
    let written: BTreeSet<String> = read().map(|entry| format!("{}.json", entry.path)).collect();
    for entry in entries.iter_mut().filter(|entry| entry.refusal.is_none()) {
        let target = out.map(|out| out.join(format!("{}.json", entry.path)));
        if target.is_some_and(|target| own.contains(&target)) {
            entry.refusal = Some("would be written over an input; choose another folder with -o".to_owned());
        } else if let Some(file) = parents(&entry.path).find(|parent| written.contains(*parent)) {
            entry.refusal = Some(format!("would be written into {file}, which is an output file; rename one"));
        }
    }
    entries
}

/// The folders of a path.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}
