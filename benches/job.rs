//! The program as it is run: 2,000 files, the annotated documents, one small document, one or two
//! threads, larger and larger inputs. Processor time (user) and peak memory are the child's own.
//!
//! `cargo bench --bench job`; `cargo bench --bench job -- quick` leaves out what takes minutes.

mod common;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use daachorse::{CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

/// What one run took.
#[derive(Clone, Copy)]
struct Cost {
    wall: Duration,
    user: Duration,
    /// KiB resident at most.
    peak: u64,
}

type Failure = Box<dyn std::error::Error>;

/// Runs the program under GNU time, which tells the child's own processor time and memory.
fn run(input: &Path, out: &Path, jobs: &str) -> Result<Cost, Failure> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    let started = Instant::now();
    let told = Command::new("/usr/bin/time")
        .args(["-f", "%U %M", env!("CARGO_BIN_EXE_ingest")])
        .arg(input)
        .args(["--quiet", "--jobs", jobs, "-o"])
        .arg(out)
        .stdout(Stdio::null())
        .output()?;
    let wall = started.elapsed();
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    let mut fields = told.split_whitespace().rev();
    let peak = fields.next().and_then(|field| field.parse().ok()).ok_or("GNU time says nothing")?;
    let user = fields.next().and_then(|field| field.parse().ok()).ok_or("GNU time says nothing")?;
    Ok(Cost { wall, user: Duration::from_secs_f64(user), peak })
}

/// The least of several runs: what others do on the machine only ever adds.
fn least(times: usize, mut run: impl FnMut() -> Result<Cost, Failure>) -> Result<Cost, Failure> {
    let mut best = run()?;
    for _ in 1..times {
        let next = run()?;
        best = Cost { wall: best.wall.min(next.wall), user: best.user.min(next.user), peak: best.peak.max(next.peak) };
    }
    Ok(best)
}

fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

fn row(what: &str, bytes: usize, cost: Cost) {
    println!(
        "{what:34} {:8.1} MB  wall {:9.1} ms  {:6.1} MB/s  user {:6.1} MB/s  peak {:6.1} MiB",
        bytes as f64 / 1e6,
        cost.wall.as_secs_f64() * 1e3,
        rate(bytes, cost.wall),
        rate(bytes, cost.user.max(Duration::from_millis(10))),
        cost.peak as f64 / 1024.0
    );
}

/// `count` files of the texts in turn; how many bytes they are.
fn write_files(folder: &Path, texts: &[String], count: usize) -> Result<usize, Failure> {
    fs::create_dir_all(folder)?;
    let mut bytes = 0;
    for (number, text) in texts.iter().cycle().take(count).enumerate() {
        fs::write(folder.join(format!("{number:06}.txt")), text)?;
        bytes += text.len();
    }
    Ok(bytes)
}

/// One pass over the same bytes as 2,000 files, for comparison.
fn passes(texts: &[String], count: usize, bytes: usize) -> Result<(f64, f64), Failure> {
    let words = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build::<_, _, u32>(common::words())
        .map_err(|error| error.to_string())?;
    let time = |work: &dyn Fn(&str) -> usize| {
        let once = || {
            let started = Instant::now();
            texts.iter().cycle().take(count).for_each(|text| {
                black_box(work(black_box(text)));
            });
            started.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap_or_default()
    };
    let utf8 = time(&|text| usize::from(std::str::from_utf8(text.as_bytes()).is_ok()));
    let lexicon = time(&|text| words.leftmost_find_iter(text).count());
    Ok((rate(bytes, utf8), rate(bytes, lexicon)))
}

fn main() -> Result<(), Failure> {
    if env::args().any(|argument| argument == "--test" || argument == "--list") {
        return Ok(());
    }
    let quick = env::args().any(|argument| argument == "quick");
    let seeds = common::texts("../shared/seeds");
    let texts = if seeds.is_empty() { common::texts("inputs") } else { seeds };
    let scratch = env::temp_dir().join(format!("ingest-bench-{}", std::process::id()));
    let (input, out) = (scratch.join("in"), scratch.join("out"));

    let small = scratch.join("small");
    let bytes = write_files(&small, &["政府於2023年6月撥款約50億元，成立創新基金。\n".to_owned()], 1)?;
    row("one small document", bytes, least(20, || run(&small, &out, "1"))?);
    let five = scratch.join("five");
    let bytes = write_files(&five, &texts, texts.len())?;
    row("the documents once", bytes, least(20, || run(&five, &out, "1"))?);

    let bytes = write_files(&input, &texts, 2000)?;
    let one = least(2, || run(&input, &out, "1"))?;
    row("2,000 files, one thread", bytes, one);
    let two = least(2, || run(&input, &out, "2"))?;
    row("2,000 files, two threads", bytes, two);
    let (utf8, lexicon) = passes(&texts, 2000, bytes)?;
    println!("one thread : two threads           {:.2} in wall time", one.wall.as_secs_f64() / two.wall.as_secs_f64());
    println!("UTF-8 validation                   {utf8:.0} MB/s, {:.0} times the job", utf8 / rate(bytes, one.user));
    println!(
        "one pass with the lexicon's words  {lexicon:.0} MB/s, {:.1} times the job",
        lexicon / rate(bytes, one.user)
    );

    if !quick {
        let whole: String = texts.concat();
        for megabytes in [1, 10, 100] {
            let text = whole.repeat(1 + megabytes * 1_000_000 / whole.len());
            let file = scratch.join("one");
            let bytes = write_files(&file, &[text], 1)?;
            row(&format!("one file of {megabytes} MB"), bytes, run(&file, &out, "1")?);
        }
        for count in [20_000, 50_000] {
            let bytes = write_files(&input, &texts, count)?;
            row(&format!("{count} files"), bytes, run(&input, &out, "2")?);
        }
    }
    fs::remove_dir_all(&scratch)?;
    Ok(())
}
