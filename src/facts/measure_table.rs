//! Tables: the row's first cell is the subject, the column's header the property, a year in the header
//! the date.

use super::frame::View;
use super::measure_scan::is_chinese;
use super::statement::written;
use super::{Fact, FactKind, Slot, SlotValue, Status};
use crate::mentions::{Lang, MentionId, Value};
use crate::span::Span;
use crate::structure::Table;

/// The measures of all tables.
pub fn facts(view: &View<'_>, out: &mut Vec<Fact>) {
    for table in &view.outline.tables {
        for row in &table.rows {
            let Some(subject) = row.first().map(|cell| written(view.said(*cell))).filter(|words| is_chinese(words))
            else {
                continue;
            };
            for (column, cell) in row.iter().enumerate().skip(1) {
                for (id, value) in view.mentions_in(*cell).filter(|(_, mention)| is_figure(&mention.value)) {
                    if value.lang == Lang::Zh {
                        out.push(measure(view, table, column, &subject, row, id));
                    }
                }
            }
        }
    }
}

/// Whether a cell's value is a figure.
const fn is_figure(value: &Value) -> bool {
    matches!(
        value,
        Value::Money(_)
            | Value::Percent(_)
            | Value::Count(_)
            | Value::Quantity(_)
            | Value::Ratio(_)
            | Value::Duration(_)
    )
}

fn measure(view: &View<'_>, table: &Table, column: usize, subject: &str, row: &[Span], id: MentionId) -> Fact {
    let header = table.header.get(column).copied();
    let date = header.and_then(|header| date_of(view, header)).or_else(|| {
        table
            .header
            .iter()
            .find_map(|cell| date_of(view, *cell))
            .or_else(|| table.caption.and_then(|span| date_of(view, span)))
    });
    let mut slots = vec![
        (Slot::Subject, SlotValue::Entity(subject.to_owned(), None)),
        (Slot::Property, SlotValue::Text(property(view, header))),
        (Slot::Value, SlotValue::Mention(id)),
    ];
    slots.extend(date.map(|date| (Slot::AsOf, SlotValue::Mention(date))));
    let whole = row.iter().skip(1).fold(row.first().copied().unwrap_or_default(), |all, cell| all.to(*cell));
    Fact {
        kind: FactKind::Measure,
        slots,
        status: Status::Actual,
        span: whole,
        block: view.outline.block_at(table.span),
        rule: "measure.table",
        triggers: header.into_iter().collect(),
        mentions: [Some(id), date].into_iter().flatten().collect(),
    }
}

/// A header's words without its date and its unit in brackets.
fn property(view: &View<'_>, header: Option<Span>) -> String {
    let Some(header) = header else { return String::new() };
    let mut from = header.start();
    if let Some((_, mention, _)) = view.dates_in(header).next().filter(|(_, mention, _)| mention.span.start() == from) {
        from = mention.span.end();
    }
    let words = written(view.text.get(from..header.end()).unwrap_or(""));
    let cut = words.find(['（', '(']).filter(|at| *at > 0).unwrap_or(words.len());
    let words = words.get(..cut).unwrap_or("").to_owned();
    if words.is_empty() { written(view.said(header)) } else { words }
}

/// The date in a cell.
fn date_of(view: &View<'_>, span: Span) -> Option<MentionId> {
    view.dates_in(span).map(|(id, ..)| id).next()
}
