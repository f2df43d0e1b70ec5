//! Rows that are too many for memory: kept in files, read in the order they came or sorted.
//!
//! A sort in runs and a merge of them (Knuth, The Art of Computer Programming, volume 3, 5.4): rows
//! gather in a block of memory, each full block is sorted and written as a run, and the runs are
//! merged, so many at a time that the memory does not depend on their number. What fits into the
//! block never touches a file. Nothing here knows what a row says.
//!
//! - `fields`: what a row is made of, as bytes that sort as the values do;
//! - `log`: rows in the order they came;
//! - `sorter`: rows by their keys;
//! - `merge`: sorted runs put together.

mod fields;
mod log;
mod merge;
mod sorter;

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) use fields::{Fields, Parts};
pub(crate) use log::{Log, Rows};
pub(crate) use merge::Merged;
pub(crate) use sorter::Sorter;

/// Where files for rows come from, and when they are needed.
pub trait Shelf: Sync {
    /// A new empty file to write and to read, which is gone when it is closed.
    ///
    /// # Errors
    /// Where it cannot be created.
    fn file(&self) -> io::Result<File>;

    /// Bytes of rows that are sorted in memory.
    fn room(&self) -> usize {
        1 << 22
    }
}

/// Files in the system's folder for temporary ones.
#[derive(Debug, Default)]
pub struct Scratch {
    count: AtomicUsize,
}

impl Shelf for Scratch {
    fn file(&self) -> io::Result<File> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!(".ingest-{}-{number}", std::process::id()));
        nameless(&path)
    }
}

/// A new file at `path` that has no name any more when it is opened, so that whatever ends the program
/// leaves none behind.
pub(crate) fn nameless(path: &Path) -> io::Result<File> {
    let file = File::options().read(true).write(true).create_new(true).open(path)?;
    let _ = fs::remove_file(path); // where an open file cannot be removed, its folder is cleaned
    Ok(file)
}

/// One row: what it is sorted by, and the rest.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub key: Vec<u8>,
    pub rest: Vec<u8>,
}

/// A row that does not say what it was written to say: the file is damaged.
pub(crate) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a working file of the run was changed while it was used")
}
