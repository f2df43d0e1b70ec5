//! The stream: JSON Lines in, JSON Lines out, in order.
//!
//! A request is `{"id", "text", "date"?, "region"?, "types"?}`. A line that cannot be read is
//! answered with `{"id"?, "error"}`, and the stream goes on. Lines that are there already are taken
//! together, so that a fast sender is answered in parallel and a slow one at once.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::num::NonZero;
use std::ops::ControlFlow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{guard, ordered::ordered, threads};
use crate::lexicon::Lexicon;
use crate::mentions::{Date, Type, TypeSet};
use crate::read::{Fault, Source};
use crate::structure::Region;
use crate::write::{self, Json};
use crate::{Options, process};

/// Lines taken together, at most.
const BATCH: usize = 32;

/// Bytes taken together, at most, but for the last line.
const BATCH_BYTES: usize = 1 << 16;

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    #[serde(borrow)]
    date: Option<Cow<'a, str>>,
    #[serde(borrow)]
    region: Option<Cow<'a, str>>,
    types: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
}

/// What a stream did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines answered.
    pub lines: usize,
    /// Of these, lines that could not be read.
    pub failed: usize,
}

/// Answers every line of `input` on `output`.
///
/// # Errors
/// Where `input` or `output` fails; a reader that has gone away is no error.
pub fn stream(
    input: impl Read + Send,
    mut output: impl Write + Send,
    jobs: Option<NonZero<usize>>,
    lexicon: &Lexicon,
) -> io::Result<Summary> {
    let mut summary = Summary::default();
    let (mut failure, mut broken) = (None, None);
    let batches = Batches { input: BufReader::with_capacity(BATCH_BYTES, input), line: 0, failure: &mut failure };
    ordered(
        batches,
        threads(jobs),
        |batch| answers(&batch, lexicon),
        |(answers, lines, failed)| {
            summary.lines += lines;
            summary.failed += failed;
            match output.write_all(&answers).and_then(|()| output.flush()) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    broken = Some(error);
                    ControlFlow::Break(())
                }
            }
        },
    );
    match failure.or(broken.filter(|error| error.kind() != io::ErrorKind::BrokenPipe)) {
        Some(error) => Err(error),
        None => Ok(summary),
    }
}

/// Lines that arrived together, each with its number, from 1.
type Batch = Vec<(usize, Vec<u8>)>;

struct Batches<'a, R> {
    input: BufReader<R>,
    line: usize,
    failure: &'a mut Option<io::Error>,
}

impl<R: Read> Batches<'_, R> {
    fn read_line(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        match self.input.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                self.line += 1;
                Some(line)
            }
            Err(error) => {
                *self.failure = Some(error);
                None
            }
        }
    }

    /// Whether a whole line can be read without waiting.
    fn has_line(&self) -> bool {
        self.input.buffer().contains(&b'\n')
    }
}

impl<R: Read> Iterator for Batches<'_, R> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut batch = Vec::new();
        let mut size = 0;
        loop {
            let line = self.read_line()?;
            size += line.len();
            batch.push((self.line, line));
            if batch.len() >= BATCH || size >= BATCH_BYTES || !self.has_line() {
                return Some(batch);
            }
        }
    }
}

/// The answers to a batch, how many there are, and how many of them are errors.
fn answers(batch: &Batch, lexicon: &Lexicon) -> (Vec<u8>, usize, usize) {
    let (mut out, mut lines, mut failed) = (Vec::new(), 0, 0);
    for (number, line) in batch {
        if line.trim_ascii().is_empty() {
            continue;
        }
        lines += 1;
        let start = out.len();
        let (id, result) = answer(line, lexicon, &mut out);
        if let Err(reason) = result {
            out.truncate(start);
            failed += 1;
            complain(id, *number, &reason, &mut out);
        }
    }
    (out, lines, failed)
}

/// The request's id, as far as it can be read, and whether its answer stands in `out`.
fn answer<'a>(line: &'a [u8], lexicon: &Lexicon, out: &mut Vec<u8>) -> (Option<&'a str>, Result<(), String>) {
    let line = match str::from_utf8(line) {
        Ok(line) => line.trim_ascii(),
        Err(error) => return (None, Err(format!("not UTF-8 from byte {} of the line", error.valid_up_to()))),
    };
    let id = serde_json::from_str::<Named<'_>>(line).ok().and_then(|named| named.id).map(RawValue::get);
    let result = read(line).and_then(|(text, options)| {
        let document = guard::catch(|| process(Source::from_text("", &text), lexicon, &options))?;
        write::answer(id, &document, out).map_err(|error| error.to_string())
    });
    (id, result)
}

/// The text and options of a request.
fn read(line: &str) -> Result<(Cow<'_, str>, Options), String> {
    if !line.starts_with('{') {
        return Err("expected a JSON object with \"text\"".to_owned());
    }
    let request: Request<'_> = serde_json::from_str(line).map_err(|error| {
        let words = error.to_string();
        format!("not a request: {}", words.replace("line 1 column", "column"))
    })?;
    let text = request.text.ok_or("expected \"text\"")?;
    if text.len() as u64 >= Fault::LIMIT {
        return Err(Fault::TooLarge(text.len() as u64).to_string());
    }
    let date = request.date.as_deref().map(day).transpose()?;
    let region = request.region.as_deref().map(region).transpose()?;
    let types = request.types.as_deref().map(types).transpose()?.unwrap_or_default();
    Ok((text, Options { region, date, types }))
}

fn day(word: &str) -> Result<Date, String> {
    let is_day = word.len() == 10 && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day = is_day.then(|| word.parse().ok()).flatten();
    day.ok_or_else(|| format!("\"date\" is {word:?}; expected a day as YYYY-MM-DD"))
}

fn region(word: &str) -> Result<Region, String> {
    match word {
        "HK" => Ok(Region::HK),
        "CN" => Ok(Region::CN),
        "TW" => Ok(Region::TW),
        "MO" => Ok(Region::MO),
        _ => Err(format!("\"region\" is {word:?}; expected HK, CN, TW or MO")),
    }
}

fn types(words: &[String]) -> Result<TypeSet, String> {
    words.iter().try_fold(TypeSet::NONE, |set, word| match Type::of(word) {
        Some(kind) => Ok(set.with(kind)),
        None => Err(format!("\"types\" has {word:?}; expected {}", Type::ALL.map(Type::word).join(", "))),
    })
}

fn complain(id: Option<&str>, line: usize, reason: &str, out: &mut Vec<u8>) {
    let mut json = Json::new(out);
    json.object(|json| {
        if let Some(id) = id {
            json.key("id").raw(id);
        }
        json.key("error").text(&["line ", &line.to_string(), ": ", reason]);
    });
    json.end_line();
    let _ = json.finish(); // a Vec takes every write
}
