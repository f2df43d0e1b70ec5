//! Sorted runs put together.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufReader};

use super::Row;
use super::log::read_row;

/// Sorted rows, in a file or in memory.
pub(super) enum Run {
    File(File),
    Memory(Memory),
}

/// A block with the places of its rows in order.
pub(super) struct Memory {
    block: Vec<u8>,
    places: std::vec::IntoIter<[u32; 3]>,
}

impl Run {
    /// The rows of `block`; of each the start of its key, where the rest begins, and the end.
    pub fn memory(block: Vec<u8>, places: Vec<[u32; 3]>) -> Self {
        Self::Memory(Memory { block, places: places.into_iter() })
    }
}

enum Source {
    File(BufReader<File>),
    Memory(Memory),
}

impl Source {
    fn read(&mut self, row: &mut Row) -> io::Result<bool> {
        match self {
            Self::File(file) => Ok(read_row(file, &mut row.key)? && read_row(file, &mut row.rest)?),
            Self::Memory(Memory { block, places }) => {
                let Some([start, middle, end]) = places.next() else { return Ok(false) };
                for (part, from, to) in [(&mut row.key, start, middle), (&mut row.rest, middle, end)] {
                    part.clear();
                    part.extend_from_slice(block.get(from as usize..to as usize).unwrap_or_default());
                }
                Ok(true)
            }
        }
    }
}

/// The first row of a run that is not taken yet.
struct Head {
    row: Row,
    run: usize,
    source: Source,
}

/// The least of all heads is the greatest for the heap; of equal keys the earlier run's comes first.
impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        other.row.key.cmp(&self.row.key).then(other.run.cmp(&self.run))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head {}

/// The rows of sorted runs, in order.
pub(crate) struct Merged {
    heads: BinaryHeap<Head>,
}

impl Merged {
    /// The rows of `runs`, which hold equal keys in this order.
    pub(super) fn of(runs: Vec<Run>) -> io::Result<Self> {
        let mut heads = BinaryHeap::with_capacity(runs.len());
        for (run, source) in runs.into_iter().enumerate() {
            let mut source = match source {
                Run::File(file) => Source::File(BufReader::with_capacity(1 << 15, file)),
                Run::Memory(memory) => Source::Memory(memory),
            };
            let mut row = Row::default();
            if source.read(&mut row)? {
                heads.push(Head { row, run, source });
            }
        }
        Ok(Self { heads })
    }

    /// Puts the next row into `row`, whose memory is used again; false at the end.
    pub fn next(&mut self, row: &mut Row) -> io::Result<bool> {
        let Some(mut head) = self.heads.peek_mut() else { return Ok(false) };
        std::mem::swap(row, &mut head.row);
        let Head { row: next, source, .. } = &mut *head;
        if !source.read(next)? {
            PeekMut::pop(head);
        }
        Ok(true)
    }

    /// The key of the next row.
    pub fn peek(&self) -> Option<&[u8]> {
        self.heads.peek().map(|head| head.row.key.as_slice())
    }
}
