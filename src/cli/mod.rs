//! The command line. Data goes to stdout, messages and the progress bar to stderr.

mod args;
mod progress;

use std::io::{self, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use ingest::job::{self, Notice, Settings, show, stream};
use ingest::lexicon::Lexicon;
use ingest::outputs::{diff, explain, verify};
use ingest::read::apart;
use ingest::write;

use args::{Args, Command, Format, Main};
use progress::Progress;

/// How a command ended, apart from failures in words.
enum Ending {
    /// All well.
    Well,
    /// Findings, or differences.
    Findings,
    /// Usage, or an input that failed.
    Failed,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    if let Some((_, rest)) = arguments.split_first().filter(|(first, _)| *first == apart::WORD) {
        return apart::answer(rest).map_or(ExitCode::from(2), |()| ExitCode::SUCCESS);
    }
    job::guard_panics();
    let args = Args::parse();
    let ending = match args.command {
        None => run(args.main),
        Some(Command::Stream { jobs }) => run_stream(jobs.jobs),
        Some(Command::Verify { dir, sources, jobs }) => run_verify(&dir, sources.as_deref(), jobs.jobs),
        Some(Command::Diff { old, new, format, exit_code }) => run_diff(&old, &new, format, exit_code),
        Some(Command::Explain { dir, fact }) => {
            explain::explain(&dir, &fact, &Lexicon::new()).and_then(|page| print(&page))
        }
        Some(Command::Schema) => print(write::SCHEMA),
    };
    match ending {
        Ok(Ending::Well) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::FAILURE,
        Ok(Ending::Failed) => ExitCode::from(2),
        Err(reason) => {
            complain("error", &reason);
            ExitCode::from(2)
        }
    }
}

/// One line on stderr. Where nobody can read it any more, nothing is lost.
fn complain(kind: &str, words: &str) {
    let _ = writeln!(io::stderr(), "{kind}: {words}");
}

fn run(args: Main) -> Result<Ending, String> {
    let begun = Instant::now();
    let settings = Settings {
        inputs: args.inputs,
        out: args.out.ok_or("say where the outputs go: -o DIR")?,
        jobs: args.jobs.jobs,
        no_ignore: args.no_ignore,
        limits: args.reading.limits(),
        force: args.force,
    };
    let (quiet, verbose) = (args.quiet, args.verbose);
    let mut progress = Progress::new(quiet);
    let summary = job::run(&settings, &Lexicon::new(), &mut |notice| match notice {
        Notice::Found(count) => progress.found(count),
        Notice::Warning(_) if quiet => {}
        Notice::Warning(words) => progress.say("warning", words),
        Notice::Done(row) => {
            progress.done();
            match (&row.result, row.counts()) {
                (Err(reason), _) => progress.say("error", &format!("{}: {reason}", show(row.path.as_ref()))),
                (Ok((path, _)), Some(counts)) if verbose => {
                    let kind = if row.kept.is_some() { "unchanged" } else { "done" };
                    let numbers = format!("{} mentions, {} facts", counts.mentions, counts.facts);
                    progress.say(kind, &format!("{}: {numbers}, in {}", show(row.path.as_ref()), show(path.as_ref())));
                }
                _ => {}
            }
        }
    });
    progress.end();
    let summary = summary?;
    if !quiet {
        let failed = if summary.failed == 0 { String::new() } else { format!("; {} failed", summary.failed) };
        let unchanged =
            if summary.unchanged == 0 { String::new() } else { format!(" ({} unchanged)", summary.unchanged) };
        let seconds = begun.elapsed().as_secs_f64();
        let _ = writeln!(
            io::stderr(),
            "{}{unchanged}, {}, {} in {} ({seconds:.2} s){failed}",
            count(summary.documents, "document"),
            count(summary.mentions, "mention"),
            count(summary.facts, "fact"),
            show(&settings.out),
        );
    }
    Ok(if summary.failed == 0 { Ending::Well } else { Ending::Failed })
}

/// `1 fact`, `2 facts`.
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn run_stream(jobs: Option<NonZero<usize>>) -> Result<Ending, String> {
    let summary =
        stream::stream(io::stdin(), io::stdout(), jobs, &Lexicon::new()).map_err(|error| format!("stream: {error}"))?;
    Ok(if summary.failed == 0 { Ending::Well } else { Ending::Failed })
}

/// Data on stdout. A reader that has gone away has what it wanted.
fn print(page: &str) -> Result<Ending, String> {
    match io::stdout().write_all(page.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("stdout: {error}")),
        _ => Ok(Ending::Well),
    }
}

fn run_verify(folder: &Path, sources: Option<&Path>, jobs: Option<NonZero<usize>>) -> Result<Ending, String> {
    let mut tell = |finding: &str| drop(print(&format!("{finding}\n")));
    let report = verify::verify(folder, sources, jobs, &Lexicon::new(), &mut tell)?;
    if report.foreign {
        complain("note", "another version, or other words, wrote this; values are read again by this one");
    }
    let _ = writeln!(
        io::stderr(),
        "{}, {}, {} checked; {}",
        count(report.documents, "document"),
        count(report.mentions, "mention"),
        count(report.facts, "fact"),
        count(report.findings, "finding"),
    );
    Ok(if report.findings == 0 { Ending::Well } else { Ending::Findings })
}

fn run_diff(old: &Path, new: &Path, format: Format, exit_code: bool) -> Result<Ending, String> {
    let difference = diff::diff(old, new, &Lexicon::new())?;
    match format {
        Format::Text => print(&difference.to_text())?,
        Format::Json => print(&format!("{:#}\n", difference.to_json()))?,
    };
    Ok(if exit_code && !difference.is_empty() { Ending::Findings } else { Ending::Well })
}
