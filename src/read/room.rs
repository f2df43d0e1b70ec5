//! Memory shared out among files that are read at the same time, so that all of them together stay
//! within it however many threads there are.
//!
//! What a file may take is reckoned before it is taken; a file waits until there is room for it, and one
//! that needs more than all waits until it is alone. Nobody takes room while it holds some of the same
//! store, so nobody waits for ever.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Memory to be shared out.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    most: u64,
    taken: Mutex<u64>,
    freed: Condvar,
}

/// A part of a store, given back when it is dropped.
#[derive(Debug)]
pub struct Room {
    store: Store,
    bytes: u64,
}

impl Default for Store {
    /// A store without end.
    fn default() -> Self {
        Self::new(u64::MAX)
    }
}

impl Store {
    /// A store of `most` bytes.
    #[must_use]
    pub fn new(most: u64) -> Self {
        Self(Arc::new(Inner { most, taken: Mutex::new(0), freed: Condvar::new() }))
    }

    /// Takes `bytes`, or all where that is less; waits until they are there.
    #[must_use]
    pub fn take(&self, bytes: u64) -> Room {
        let bytes = bytes.min(self.0.most);
        let full = |taken: &mut u64| taken.saturating_add(bytes) > self.0.most;
        let mut taken = self.0.freed.wait_while(self.taken(), full).unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_add(bytes);
        Room { store: self.clone(), bytes }
    }

    fn taken(&self) -> MutexGuard<'_, u64> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    /// Gives back what is more than `bytes`.
    pub(super) fn shrink(&mut self, bytes: u64) {
        let more = self.bytes.saturating_sub(bytes);
        self.bytes -= more;
        {
            let mut taken = self.store.taken();
            *taken = taken.saturating_sub(more);
        }
        self.store.0.freed.notify_all();
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.shrink(0);
    }
}

/// The bytes that a text takes at most while it is understood and written: measured, on texts of nothing but
/// one thing, the most that a byte, a line and a cell take (`docs/performance.md`).
pub(super) fn reckon(text: &[u8]) -> u64 {
    const BYTE: u64 = 60;
    const LINE: u64 = 900;
    const CELL: u64 = 250;
    let (mut lines, mut cells, mut before) = (0, 0, b'\n');
    for byte in text {
        lines += u64::from(before == b'\n' && *byte != b'\n');
        cells += u64::from(matches!(byte, b'|' | b'\t'));
        before = *byte;
    }
    BYTE * text.len() as u64 + LINE * lines + CELL * cells
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn no_more_is_taken_than_there_is() {
        let (store, taken, most) = (Store::new(100), AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for number in 0..8 {
                let (store, taken, most) = (&store, &taken, &most);
                scope.spawn(move || {
                    for turn in 0..40 {
                        let room = store.take([10, 30, 60, 1000][(number + turn) % 4]);
                        let now = taken.fetch_add(room.bytes, Ordering::SeqCst) + room.bytes;
                        most.fetch_max(now, Ordering::SeqCst);
                        thread::sleep(Duration::from_micros(50));
                        taken.fetch_sub(room.bytes, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 100);
        assert_eq!(*store.taken(), 0);
    }

    #[test]
    fn small_ones_stand_beside_each_other() {
        let store = Store::new(100);
        let mut first = store.take(90);
        first.shrink(40);
        let _second = store.take(60); // would wait for ever
        assert_eq!((first.bytes, *store.taken()), (40, 100));
    }
}
