//! Work in parallel, results in order: what leaves does not depend on the number of threads.
//!
//! Each worker takes the next item from the feed, and hands its result to the sink when all
//! results before it have been handed over. No worker runs further ahead of the sink than
//! [`WINDOW`] items, so that memory does not follow the number of items.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::{iter, thread};

/// How many results may wait for the one before them.
const WINDOW: usize = 64;

struct Feed<I> {
    items: I,
    next: usize,
}

struct Sink<R, S> {
    /// Number of the result that is to be handed over next.
    next: usize,
    waiting: BTreeMap<usize, R>,
    take: S,
    open: bool,
}

/// Runs `work` on every item on `jobs` threads, and `take` on every result in the order of the
/// items. Ends early where `take` breaks.
pub fn ordered<T, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()> + Send,
) {
    if jobs <= 1 {
        let _ = items.map(work).try_for_each(take);
        return;
    }
    let feed = Mutex::new(Feed { items, next: 0 });
    let sink = Mutex::new(Sink { next: 0, waiting: BTreeMap::new(), take: &mut take, open: true });
    let moved = Condvar::new();
    thread::scope(|scope| {
        let worker = || worker(&feed, &sink, &moved, &work);
        let helpers: Vec<_> = iter::repeat_with(|| scope.spawn(worker)).take(jobs - 1).collect();
        worker();
        drop(helpers); // the scope joins them
    });
}

fn worker<T, R: Send, I: Iterator<Item = T>, S: FnMut(R) -> ControlFlow<()>>(
    feed: &Mutex<Feed<I>>,
    sink: &Mutex<Sink<R, S>>,
    moved: &Condvar,
    work: &impl Fn(T) -> R,
) {
    loop {
        let (index, item) = {
            let mut feed = lock(feed);
            let Some(item) = feed.items.next() else { return };
            feed.next += 1;
            (feed.next - 1, item)
        };
        let ahead = |sink: &mut Sink<R, S>| sink.open && index >= sink.next + WINDOW;
        if !moved.wait_while(lock(sink), ahead).unwrap_or_else(PoisonError::into_inner).open {
            return;
        }
        let result = work(item);
        lock(sink).hand_over(index, result);
        moved.notify_all();
    }
}

impl<R, S: FnMut(R) -> ControlFlow<()>> Sink<R, S> {
    fn hand_over(&mut self, index: usize, result: R) {
        self.waiting.insert(index, result);
        while let Some(result) = self.waiting.remove(&self.next) {
            self.next += 1;
            if self.open && (self.take)(result).is_break() {
                self.open = false;
            }
        }
    }
}

/// A thread that panicked has left nothing half done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn squares(jobs: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let work = |item: usize| {
            thread::sleep(Duration::from_micros((item * 7919 % 13) as u64 * 20));
            item * item
        };
        ordered(0..500, jobs, work, |result| {
            out.push(result);
            ControlFlow::Continue(())
        });
        out
    }

    #[test]
    fn results_come_in_order() {
        let want: Vec<usize> = (0..500).map(|item| item * item).collect();
        for jobs in [0, 1, 2, 5] {
            assert_eq!(squares(jobs), want);
        }
    }

    #[test]
    fn nobody_runs_far_ahead() {
        let (begun, ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |item: usize| {
            let ahead = begun.fetch_add(1, Ordering::SeqCst) - ended.load(Ordering::SeqCst);
            if item == 0 {
                thread::sleep(Duration::from_millis(30));
            }
            ahead
        };
        ordered(0..1000, 3, work, |ahead| {
            ended.fetch_add(1, Ordering::SeqCst);
            assert!(ahead <= WINDOW + 3, "{ahead} items ahead");
            ControlFlow::Continue(())
        });
    }

    #[test]
    fn a_break_ends_the_run() {
        for jobs in [1, 2] {
            let mut seen = 0;
            ordered(
                0..,
                jobs,
                |item: usize| item,
                |item| {
                    seen += 1;
                    if item == 9 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(seen, 10);
        }
    }
}
