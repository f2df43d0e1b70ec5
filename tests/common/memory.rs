//! The memory that a run takes with all the processes that it starts.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::Duration;

/// How often it is looked at. What stands only between two looks is missed.
const STEP: Duration = Duration::from_millis(2);

/// Waits for a process: how it ended, and the most KiB that it and those that it started took at one time.
/// Pages of files, which all of them share, count once.
pub fn peak(child: &mut Child) -> (ExitStatus, u64) {
    let (root, mut most) = (child.id().to_string(), 0);
    loop {
        if let Some(status) = child.try_wait().expect("it is ours") {
            return (status, most);
        }
        let sizes: Vec<(u64, u64)> = family(&root).iter().map(|process| of(process)).collect();
        let files = sizes.iter().map(|size| size.1).max().unwrap_or(0);
        most = most.max(sizes.iter().map(|size| size.0).sum::<u64>() + files);
        thread::sleep(STEP);
    }
}

/// A process and those that it started.
fn family(process: &str) -> Vec<String> {
    let mut all = vec![process.to_owned()];
    for task in fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten() {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        all.extend(children.split(' ').filter(|child| !child.is_empty()).flat_map(family));
    }
    all
}

/// KiB of a process's own, and of files. One that has ended has none.
fn of(process: &str) -> (u64, u64) {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let sizes: BTreeMap<&str, u64> = status
        .lines()
        .filter_map(|line| line.strip_suffix(" kB")?.split_once(':'))
        .filter_map(|(name, size)| Some((name, size.trim().parse().ok()?)))
        .collect();
    let size = |name| sizes.get(name).copied().unwrap_or(0);
    (size("RssAnon") + size("RssShmem"), size("RssFile"))
}
