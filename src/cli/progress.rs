//! The progress bar: on a terminal only, and only for a run that takes a while.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Runs shorter than this show none.
const PATIENCE: Duration = Duration::from_millis(400);

/// Counts what is done, and shows it where somebody looks.
pub struct Progress {
    begun: Option<Instant>,
    bar: Option<ProgressBar>,
    total: u64,
    done: u64,
}

impl Progress {
    /// Nothing is shown where `quiet` holds, or where stderr is no terminal.
    pub fn new(quiet: bool) -> Self {
        let begun = (!quiet && stderr().is_terminal()).then(Instant::now);
        Self { begun, bar: None, total: 0, done: 0 }
    }

    /// How many there will be.
    pub fn found(&mut self, total: usize) {
        self.total = total as u64;
    }

    /// One more is done.
    pub fn done(&mut self) {
        self.done += 1;
        if self.bar.is_none() && self.begun.is_some_and(|begun| begun.elapsed() > PATIENCE) {
            let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} documents, {eta} left");
            self.bar =
                Some(ProgressBar::new(self.total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    /// A message, above the bar where there is one.
    pub fn say(&self, kind: &str, words: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| super::complain(kind, words)),
            None => super::complain(kind, words),
        }
    }

    /// Takes the bar away.
    pub fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
