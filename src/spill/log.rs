//! Rows in the order they came, to be read as often as is wanted.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom, Write};

use super::{Shelf, damaged};

/// The part of the room that rows may take before they go to the file.
const PART: usize = 16;

/// Rows that are only ever added to.
pub(crate) struct Log<'a> {
    shelf: &'a dyn Shelf,
    block: Vec<u8>,
    file: Option<File>,
}

impl<'a> Log<'a> {
    pub fn new(shelf: &'a dyn Shelf) -> Self {
        Self { shelf, block: Vec::new(), file: None }
    }

    /// Adds a row.
    pub fn push(&mut self, row: &[u8]) -> io::Result<()> {
        self.block.extend_from_slice(&(row.len() as u32).to_be_bytes());
        self.block.extend_from_slice(row);
        if self.block.len() >= self.shelf.room() / PART { self.hand_on() } else { Ok(()) }
    }

    fn hand_on(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(self.shelf.file()?),
        };
        file.write_all(&self.block)?;
        self.block.clear();
        Ok(())
    }

    /// The rows from the first on. A row that is added later does not count.
    pub fn rows(&mut self) -> io::Result<Rows<'_>> {
        let from: Box<dyn Read + '_> = match &mut self.file {
            None => Box::new(Cursor::new(&self.block)),
            Some(file) => {
                file.write_all(&self.block)?; // rows are read only when all are there
                self.block.clear();
                file.seek(SeekFrom::Start(0))?;
                Box::new(BufReader::with_capacity(1 << 16, file))
            }
        };
        Ok(Rows { from, row: Vec::new() })
    }
}

/// The rows of a log, one after the other.
pub(crate) struct Rows<'a> {
    from: Box<dyn Read + 'a>,
    row: Vec<u8>,
}

impl Rows<'_> {
    /// The next row.
    pub fn next(&mut self) -> io::Result<Option<&[u8]>> {
        Ok(if read_row(&mut self.from, &mut self.row)? { Some(&self.row) } else { None })
    }
}

/// Reads a length and as many bytes; false at the end.
pub(super) fn read_row(from: &mut impl Read, row: &mut Vec<u8>) -> io::Result<bool> {
    let mut length = [0; 4];
    if from.read(&mut length[..1])? == 0 {
        return Ok(false);
    }
    from.read_exact(&mut length[1..])?;
    let length = u64::from(u32::from_be_bytes(length));
    row.clear();
    let read = from.take(length).read_to_end(row)?;
    if read as u64 == length { Ok(true) } else { Err(damaged()) }
}
