//! Rows by their keys; those of one key in the order they came.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use super::merge::{Merged, Run};
use super::{Row, Shelf};

/// Runs that are merged at once.
const WAYS: usize = 32;

/// Where a row stands in the block: its key from `start` to `middle`, the rest to `end`.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    middle: u32,
    end: u32,
}

/// Rows that are being gathered to be sorted.
pub(crate) struct Sorter<'a> {
    shelf: &'a dyn Shelf,
    room: usize,
    block: Vec<u8>,
    places: Vec<Place>,
    /// Runs in files: those of the blocks, those that were merged from these, and so on. A run of a
    /// higher level holds rows that came before those of all lower ones.
    levels: Vec<Vec<File>>,
}

impl<'a> Sorter<'a> {
    pub fn new(shelf: &'a dyn Shelf) -> Self {
        Self { shelf, room: shelf.room(), block: Vec::new(), places: Vec::new(), levels: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, key: &[u8], rest: &[u8]) -> io::Result<()> {
        let size = |block: &Vec<u8>, places: &Vec<Place>| block.len() + places.len() * size_of::<Place>();
        if size(&self.block, &self.places) + key.len() + rest.len() > self.room && !self.places.is_empty() {
            self.spill()?;
        }
        let start = self.block.len();
        self.block.extend_from_slice(key);
        self.block.extend_from_slice(rest);
        let [start, middle, end] = [start, start + key.len(), self.block.len()].map(|at| at as u32);
        self.places.push(Place { start, middle, end });
        Ok(())
    }

    fn sort(&mut self) {
        let key = |place: &Place| self.block.get(place.start as usize..place.middle as usize).unwrap_or_default();
        self.places.sort_unstable_by(|a, b| key(a).cmp(key(b)).then(a.start.cmp(&b.start)));
    }

    /// Writes the block as a run.
    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let mut run = Writer::new(self.shelf)?;
        for Place { start, middle, end } in &self.places {
            let part = |from: u32, to: u32| self.block.get(from as usize..to as usize).unwrap_or_default();
            run.put(part(*start, *middle), part(*middle, *end))?;
        }
        self.block.clear();
        self.places.clear();
        self.keep(0, run.close()?)
    }

    /// Keeps a run; merges the runs of its level where they are many.
    fn keep(&mut self, level: usize, run: File) -> io::Result<()> {
        if self.levels.len() <= level {
            self.levels.push(Vec::new());
        }
        let Some(runs) = self.levels.get_mut(level) else { return Ok(()) };
        runs.push(run);
        if runs.len() < WAYS {
            return Ok(());
        }
        let runs = std::mem::take(runs);
        let merged = self.merge(runs)?;
        self.keep(level + 1, merged)
    }

    fn merge(&self, runs: Vec<File>) -> io::Result<File> {
        let mut merged = Merged::of(runs.into_iter().map(Run::File).collect())?;
        let mut out = Writer::new(self.shelf)?;
        let mut row = Row::default();
        while merged.next(&mut row)? {
            out.put(&row.key, &row.rest)?;
        }
        out.close()
    }

    /// All rows in order.
    pub fn sorted(mut self) -> io::Result<Merged> {
        let mut files: Vec<File> = Vec::new();
        for runs in std::mem::take(&mut self.levels).into_iter().rev() {
            files.extend(runs);
        }
        while files.len() > WAYS {
            // The last ones are the smallest; as neighbours they keep the order of equal keys.
            let last = files.split_off(files.len() - WAYS);
            files.push(self.merge(last)?);
        }
        self.sort();
        let places = self.places.iter().map(|place| [place.start, place.middle, place.end]);
        let memory = Run::memory(std::mem::take(&mut self.block), places.collect());
        Merged::of(files.into_iter().map(Run::File).chain([memory]).collect())
    }
}

/// A run that is being written: of each row the lengths of both parts, then the parts.
struct Writer(BufWriter<File>);

impl Writer {
    fn new(shelf: &dyn Shelf) -> io::Result<Self> {
        Ok(Self(BufWriter::with_capacity(1 << 16, shelf.file()?)))
    }

    fn put(&mut self, key: &[u8], rest: &[u8]) -> io::Result<()> {
        for part in [key, rest] {
            self.0.write_all(&(part.len() as u32).to_be_bytes())?;
            self.0.write_all(part)?;
        }
        Ok(())
    }

    fn close(self) -> io::Result<File> {
        let mut file = self.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Counts its files.
    struct Temporary {
        room: usize,
        files: AtomicUsize,
    }

    impl Shelf for Temporary {
        fn file(&self) -> io::Result<File> {
            self.files.fetch_add(1, Ordering::Relaxed);
            tempfile::tempfile()
        }

        fn room(&self) -> usize {
            self.room
        }
    }

    /// Keys that come in no order, many of them more than once; each row says when it came.
    fn rows(count: u32) -> Vec<(Vec<u8>, Vec<u8>)> {
        let key = |number: u32| (number.wrapping_mul(2_654_435_761) >> 20).to_string().into_bytes();
        (0..count).map(|number| (key(number), vec![b'x'; number as usize % 40])).collect()
    }

    /// What comes out, and in how many files it was.
    fn sorted(rows: &[(Vec<u8>, Vec<u8>)], room: usize) -> (Vec<(Vec<u8>, Vec<u8>)>, usize) {
        let shelf = Temporary { room, files: AtomicUsize::new(0) };
        let mut sorter = Sorter::new(&shelf);
        for (key, rest) in rows {
            sorter.push(key, rest).unwrap();
        }
        let (mut merged, mut row, mut out) = (sorter.sorted().unwrap(), Row::default(), Vec::new());
        while merged.next(&mut row).unwrap() {
            out.push((row.key.clone(), row.rest.clone()));
        }
        (out, shelf.files.into_inner())
    }

    #[test]
    fn rows_come_in_order_however_small_the_room() {
        for count in [0, 1, 7, 20_000] {
            let rows = rows(count);
            let mut want = rows.clone();
            want.sort_by(|a, b| a.0.cmp(&b.0)); // stable: equal keys stay in the order they came
            for (room, files) in [(1 << 22, 0..1), (1 << 14, 0..WAYS * 3), (1 << 8, 0..1_000_000)] {
                let (out, used) = sorted(&rows, room);
                assert!(out == want, "{count} rows in a room of {room}");
                assert!(files.contains(&used), "{count} rows in a room of {room}: {used} files");
            }
        }
        let (_, used) = sorted(&rows(20_000), 1 << 8);
        assert!(used > WAYS * WAYS, "runs are merged at more than one level: {used}");
    }

    #[test]
    fn a_row_larger_than_the_room_is_kept() {
        let rows = [(b"b".to_vec(), vec![1; 5000]), (b"a".to_vec(), vec![2; 5000])];
        assert_eq!(sorted(&rows, 100).0, [rows[1].clone(), rows[0].clone()]);
    }

    /// A shelf that gives out no more files.
    struct Full;

    impl Shelf for Full {
        fn file(&self) -> io::Result<File> {
            Err(io::Error::from(io::ErrorKind::StorageFull))
        }

        fn room(&self) -> usize {
            100
        }
    }

    #[test]
    fn a_full_disk_is_told() {
        let mut sorter = Sorter::new(&Full);
        let pushed = rows(100).iter().try_for_each(|(key, rest)| sorter.push(key, rest));
        assert_eq!(pushed.unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
