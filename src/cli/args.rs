//! What the command line understands.

use std::num::NonZero;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};
use ingest::read::{Limits, Store};

const EXAMPLES: &str = "\
Examples:
  ingest inputs/ -o outputs/                   every text below inputs/
  ingest report.md 'news/**/*.txt' -o out/     a file, and what a pattern matches
  ingest inputs/ -o outputs/ --jobs 1 --quiet  one thread, only errors told
  ingest stream < lines.jsonl > facts.jsonl    one JSON object a line, in and out

Folders are read in path order, without hidden files and what .gitignore and .ingestignore name.
Exit status: 0 all well; 1 findings; 2 usage, or an input that failed (the others are written).";

/// Reads Chinese public documents and writes typed facts as JSON, each with its place in the source.
#[derive(Debug, Parser)]
#[command(name = "ingest", version, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub main: Main,
}

/// The main job.
#[derive(Debug, clap::Args)]
pub struct Main {
    /// Files, folders and patterns to read
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Folder to write to; made where it is missing
    #[arg(short, long = "out", value_name = "DIR", required = true)]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub jobs: Jobs,
    /// Tell errors only
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Tell every document
    #[arg(short, long)]
    pub verbose: bool,
    /// Read what .gitignore and .ingestignore name, too
    #[arg(long)]
    pub no_ignore: bool,
    /// Read again what has not changed since the run before into DIR
    #[arg(short, long)]
    pub force: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// What one file may cost, and how it is to be read.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Reading")]
pub struct Reading {
    /// Encoding of every text, whatever it looks like or says (big5, gb18030, utf-8, …)
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<&'static str>,
    /// Seconds that reading one file may take
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub timeout: Duration,
    /// MiB of a file
    #[arg(long, value_name = "MIB", default_value_t = 256)]
    pub max_size: u64,
    /// MiB of the text of one file that is no plain text
    #[arg(long, value_name = "MIB", default_value_t = 32)]
    pub max_text: u64,
    /// Pages, slides or sheets of a file
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub max_pages: usize,
    /// MiB of a packed file, unpacked
    #[arg(long, value_name = "MIB", default_value_t = 256)]
    pub max_unpacked: u64,
    /// How many times its packed size a part may be
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pub max_ratio: u64,
    /// Files in an Office document
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub max_entries: usize,
    /// Elements inside each other
    #[arg(long, value_name = "N", default_value_t = 250)]
    pub max_nesting: usize,
    /// Steps of work (elements, glyphs) on a file
    #[arg(long, value_name = "N", default_value_t = 50_000_000)]
    pub max_work: u64,
    /// MiB of memory that all files take together while they are read; a text that takes more is understood alone
    #[arg(long, value_name = "MIB", default_value_t = 352)]
    pub max_memory: u64,
}

/// Bytes of files that are held at a time, unless one has more.
const FILES: u64 = 32 << 20;

impl Reading {
    /// The limits that the arguments set.
    pub fn limits(self) -> Limits {
        let memory = self.max_memory.saturating_mul(1 << 20);
        Limits {
            size: self.max_size.saturating_mul(1 << 20),
            text: usize::try_from(self.max_text.saturating_mul(1 << 20)).unwrap_or(usize::MAX),
            pages: self.max_pages,
            unpacked: self.max_unpacked.saturating_mul(1 << 20),
            ratio: self.max_ratio,
            entries: self.max_entries,
            nesting: self.max_nesting,
            work: self.max_work,
            memory,
            room: Store::new(memory),
            timeout: self.timeout,
            encoding: self.encoding,
            program: std::env::current_exe().ok(),
            files: Store::new(FILES),
        }
    }
}

fn encoding(label: &str) -> Result<&'static str, String> {
    Limits::encoding_of(label)
        .ok_or_else(|| "no encoding of this name; try utf-8, utf-16le, big5 or gb18030".to_owned())
}

fn seconds(word: &str) -> Result<Duration, String> {
    let seconds = word.parse::<f64>().map_err(|_| "expected a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|_| "expected a number of seconds above 0".to_owned())
}

/// How many threads.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Jobs {
    /// Threads to use, at most and usually one a processor. The output is the same
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read texts as JSON Lines on stdin, write what is in them on stdout
    ///
    /// Each line {"id", "text", "date"?, "region"?: "HK"|"CN"|"TW"|"MO", "types"?: [...]} is answered
    /// with {"id", "mentions", "entities", "facts"}, or with {"id", "error"}, in order.
    #[command(after_help = "Example:\n  echo '{\"id\": 1, \"text\": \"撥款約50億元\"}' | ingest stream")]
    Stream {
        #[command(flatten)]
        jobs: Jobs,
    },
    /// Check an output folder: files, places, and every value read again from its source
    #[command(
        after_help = "Example:\n  ingest verify outputs/ --sources inputs/\n\nExit status: 0 all holds; 1 findings."
    )]
    Verify {
        /// An output folder
        dir: PathBuf,
        /// Where the sources are now, if not where the manifest says
        #[arg(long, value_name = "DIR")]
        sources: Option<PathBuf>,
        #[command(flatten)]
        jobs: Jobs,
    },
    /// Show what facts appeared, went or changed between two runs or two documents
    #[command(after_help = "Example:\n  ingest diff outputs-2023/ outputs-2024/ --exit-code")]
    Diff {
        /// An output folder, or a document's JSON
        old: PathBuf,
        /// Another
        new: PathBuf,
        /// How to tell it
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// End with status 1 where something differs
        #[arg(long)]
        exit_code: bool,
    },
    /// Show why a fact was found: rule, trigger words, mentions, source line
    #[command(after_help = "Example:\n  ingest explain outputs/ brief/tourism.md#f3")]
    Explain {
        /// An output folder
        dir: PathBuf,
        /// The fact, as <document>#<id>
        fact: String,
    },
    /// Print the JSON Schema of everything that is written
    Schema,
}

/// How a difference is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A line for each.
    Text,
    /// One JSON object.
    Json,
}
