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

use std::fs::File;
use std::io;

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

/// No files: for what fits into memory.
pub struct Memory;

impl Shelf for Memory {
    fn file(&self) -> io::Result<File> {
        Err(io::Error::from(io::ErrorKind::Unsupported)) // never asked for: the room is never used up
    }

    fn room(&self) -> usize {
        usize::MAX
    }
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
