//! Comma-, semicolon- or tab-separated values: a table, each cell with its place (RFC 4180).

use super::stream::Stream;
use super::{Fault, Limits, Place, Reading, decode, format, limits::Meter};

/// A sheet has this many columns at most.
const COLUMNS: usize = 16_384;

/// Reads a file of separated values.
pub(super) fn read(path: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Reading, Fault> {
    let decoded = decode::decode(bytes, limits.encoding, None)?;
    let separator = if format::ending(path) == "tsv" { b'\t' } else { separator(&decoded.text) };
    let mut meter = Meter::new(limits);
    let mut stream = Stream::new(limits);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(decoded.text.as_bytes());
    for (row, record) in (1..).zip(reader.records()) {
        let record = record.map_err(|_| Fault::Damaged("its values cannot be told apart"))?;
        meter.step(record.len() as u64 + 1)?;
        if record.len() > COLUMNS {
            return Err(Fault::Damaged("a row of it has more values than a sheet has columns"));
        }
        let place = |column| Some(Place::Cell { sheet: 0, row, column });
        stream.row(record.iter().zip(1..).map(|(cell, column)| (cell, place(column))));
        stream.check()?;
    }
    let reading = Reading::streamed(stream, "text/csv")?;
    Ok(Reading { encoding: decoded.encoding.to_owned(), undecodable: decoded.undecodable, ..reading })
}

/// What most often stands between the values of the first line.
fn separator(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |mark: u8| line.bytes().filter(|byte| *byte == mark).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}
