//! What a file may cost. A count stops a reader wherever one can; time and memory are the last resort.

use std::path::PathBuf;
use std::time::Duration;

use super::Fault;
use super::room::Store;

/// What one file may cost, and how it is to be read.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of the file.
    pub size: u64,
    /// Bytes of text that a document of any other format than plain text may give.
    pub text: usize,
    /// Pages, slides or sheets.
    pub pages: usize,
    /// Bytes of all parts of a packed file together, unpacked.
    pub unpacked: u64,
    /// How many times as large as its packed form a part may be; parts below a megabyte are free of it.
    pub ratio: u64,
    /// Files in an Office document.
    pub entries: usize,
    /// Elements inside each other.
    pub nesting: usize,
    /// Steps of work: elements of a page or sheet, glyphs of a PDF.
    pub work: u64,
    /// Bytes of memory that a reading process may take, and all of them and the texts that are understood
    /// together; a text that takes more is understood alone.
    pub memory: u64,
    /// What is left of it; without end where nothing runs beside.
    pub room: Store,
    /// What is left for the bytes of files that wait to be read; without end where nothing runs beside.
    pub files: Store,
    /// Time for reading one file.
    pub timeout: Duration,
    /// WHATWG name of the encoding of every text, whatever it looks like or says.
    pub encoding: Option<&'static str>,
    /// This program, where it may start itself to read a file in a process of its own
    /// (`PROGRAM read-apart NAME NUMBERS < FILE`); without it, files are read in a thread.
    pub program: Option<PathBuf>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            size: 256 << 20,
            text: 32 << 20,
            pages: 10_000,
            unpacked: 256 << 20,
            ratio: 1_000,
            entries: 20_000,
            nesting: 250,
            work: 50_000_000,
            memory: 352 << 20,
            room: Store::default(),
            files: Store::default(),
            timeout: Duration::from_secs(60),
            encoding: None,
            program: None,
        }
    }
}

impl Limits {
    /// WHATWG name of the encoding that `label` stands for: `big5-hkscs`, `gbk`, `utf-16`.
    #[must_use]
    pub fn encoding_of(label: &str) -> Option<&'static str> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        let encoding = if encoding == encoding_rs::GBK { encoding_rs::GB18030 } else { encoding };
        (encoding != encoding_rs::REPLACEMENT).then(|| encoding.name())
    }

    /// The numbers for another process, in one word.
    pub(super) fn to_word(&self) -> String {
        let numbers = [
            self.size,
            self.text as u64,
            self.pages as u64,
            self.unpacked,
            self.ratio,
            self.entries as u64,
            self.nesting as u64,
            self.work,
            self.memory,
            self.timeout.as_millis() as u64,
        ];
        let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
        format!("{},{}", numbers.join(","), self.encoding.unwrap_or_default())
    }

    /// Reads [`Limits::to_word`] back.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        let mut parts = word.split(',');
        let mut number = || parts.next()?.parse::<u64>().ok();
        let limits = Self {
            size: number()?,
            text: number()? as usize,
            pages: number()? as usize,
            unpacked: number()?,
            ratio: number()?,
            entries: number()? as usize,
            nesting: number()? as usize,
            work: number()?,
            memory: number()?,
            timeout: Duration::from_millis(number()?),
            ..Self::default()
        };
        Some(Self { encoding: parts.next().and_then(Self::encoding_of), ..limits })
    }
}

/// Counts work, and says when it is too much.
#[derive(Debug)]
pub(super) struct Meter {
    left: u64,
    most: u64,
}

impl Meter {
    /// A meter that stops at `limits.work`.
    pub(super) const fn new(limits: &Limits) -> Self {
        Self { left: limits.work, most: limits.work }
    }

    /// Counts `steps`.
    pub(super) fn step(&mut self, steps: u64) -> Result<(), Fault> {
        match self.left.checked_sub(steps) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(Fault::Limit { what: "steps of work", most: self.most, option: "--max-work" }),
        }
    }
}
