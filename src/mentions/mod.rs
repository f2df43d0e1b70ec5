//! Stage 4, `mentions`: values in the text, each with the rule that found it.
//!
//! Usable by itself on any `&str`:
//!
//! ```
//! use ingest::lexicon::Lexicon;
//! use ingest::mentions::{Context, extract};
//!
//! let found = extract("2023年撥款約50億元", &Lexicon::new(), &Context::default());
//! assert!(found.iter().all(|mention| mention.span.end() <= 26));
//! ```

mod input;
mod scan;
mod value;

pub mod quantity;
pub mod time;

pub use input::{Found, Input};
pub use scan::extract;
pub use value::{
    Amount, Bound, Calendar, Count, Date, DateValue, Duration, DurationValue, Lang, Mention, MentionId, Modifier,
    Money, Ordinal, Per, Percent, Quantity, Rank, Ratio, SetValue, Type, TypeSet, Value,
};

use crate::clean::Clean;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::structure::{Outline, Region, Table};

/// What a text does not say itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// Decides what bare 元 and $ are, and when a fiscal year begins.
    pub region: Region,
    /// The day from which relative dates (今年, 明年初) are resolved.
    pub date: Option<Date>,
    /// The types looked for.
    pub types: TypeSet,
    /// The year that a report published early in the next one is on: what 8月 and 年末 mean in it.
    pub reported: Option<i16>,
}

/// The year that the title of a report names (2024年…情況報告), where `today` lies in the year after it.
#[must_use]
pub fn reported_year(title: &str, today: Option<Date>, lexicon: &Lexicon) -> Option<i16> {
    let reports = ["報告", "报告", "公報", "公报", "回顧", "回顾", "總結", "总结", "情況", "情况", "年報", "年报"];
    if !reports.iter().any(|word| title.contains(word)) {
        return None;
    }
    let today = today?;
    extract(title, lexicon, &Context::default()).into_iter().find_map(|mention| match mention.value {
        Value::Date(date) => date.start.map(Date::year).filter(|year| year + 1 == today.year()),
        _ => None,
    })
}

/// The document's own date: the first of `spans` that reads as one.
#[must_use]
pub fn document_date(text: &str, spans: &[Span], lexicon: &Lexicon, context: &Context) -> Option<DateValue> {
    spans.iter().find_map(|span| {
        extract(span.of(text), lexicon, context).into_iter().find_map(|mention| match mention.value {
            Value::Date(date) if date.end.is_some() => Some(date),
            _ => None,
        })
    })
}

/// The values of a document: those of its text, with what its tables say of them.
#[must_use]
pub fn of_document(clean: &Clean, outline: &Outline, lexicon: &Lexicon, context: &Context) -> Vec<Mention> {
    let mut mentions = extract(clean.text(), lexicon, context);
    outline.tables.iter().for_each(|table| label_ratios(&mut mentions, table, clean.text()));
    mentions
}

/// Labels the ratios of a table's column by its header: 公營和私營…的比例 names what the two terms are of.
fn label_ratios(mentions: &mut [Mention], table: &Table, text: &str) {
    for (column, header) in table.header.iter().enumerate() {
        let Some(labels) = quantity::ratio_labels(header.of(text)) else { continue };
        for cell in table.rows.iter().filter_map(|row| row.get(column)) {
            let after = mentions.partition_point(|mention| mention.span.start() < cell.start());
            let inside = mentions.iter_mut().skip(after).take_while(|mention| cell.contains(mention.span));
            for mention in inside {
                match &mut mention.value {
                    Value::Ratio(ratio) if ratio.labels.is_empty() && ratio.terms.len() == labels.len() => {
                        ratio.labels.clone_from(&labels);
                    }
                    _ => {}
                }
            }
        }
    }
}
