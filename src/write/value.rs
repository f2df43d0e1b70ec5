//! The value fields of mentions, as the output contract names them.

use super::json::Json;
use crate::mentions::{Amount, DateValue, Duration, Mention, Per, Value};
use crate::span::Span;

fn amount_fields(json: &mut Json<'_>, name: &str, amount: &Amount) {
    for (key, number) in [(name, amount.value), ("min", amount.min), ("max", amount.max)] {
        if let Some(number) = number {
            json.field(key, number);
        }
    }
    json.field("bound", amount.bound.word());
}

/// The fields of a date.
pub(super) fn date_fields(json: &mut Json<'_>, date: &DateValue) {
    json.field("value", &date.value);
    json.field("start", date.start);
    json.field("end", date.end);
    if let Some(modifier) = date.modifier {
        json.field("mod", modifier.word());
    }
    if let Some(calendar) = date.calendar {
        json.field("calendar", calendar.word());
    }
    if date.anchored {
        json.field("anchor", "document_date");
    }
}

fn duration_fields(json: &mut Json<'_>, duration: &Duration) {
    for (key, length) in [("value", duration.value), ("min", duration.min), ("max", duration.max)] {
        if let Some(length) = length {
            json.field(key, length);
        }
    }
    json.field("bound", duration.bound.word());
}

/// What a figure is for each of: one word, or a list of them.
pub(super) fn per_value(json: &mut Json<'_>, per: &[Per], text: &str) {
    let one = |json: &mut Json<'_>, per: &Per| match per {
        Per::Period(period) => json.value(*period),
        Per::Noun(span) => json.value(span.of(text)),
    };
    match per {
        [] => json.raw("null"),
        [per] => one(json, per),
        list => json.array(list, one),
    }
}

/// The fields of a mention's value and its `per`, into an open object.
pub(super) fn mention_fields(json: &mut Json<'_>, mention: &Mention, text: &str) {
    value_fields(json, &mention.value, text);
    if !mention.per.is_empty() {
        json.key("per");
        per_value(json, &mention.per, text);
    }
}

/// One arm a type, each a list of its fields: longer than the rule allows, and read at a glance.
fn value_fields(json: &mut Json<'_>, value: &Value, text: &str) {
    let word = |span: Option<Span>| span.map(|span| span.of(text));
    match value {
        Value::Money(money) => {
            amount_fields(json, "amount", &money.amount);
            json.field("currency", money.currency);
            json.field("currency_inferred", money.inferred);
        }
        Value::Percent(percent) => {
            amount_fields(json, "value", &percent.amount);
            if percent.points {
                json.field("points", true);
            }
        }
        Value::Count(count) => {
            amount_fields(json, "value", &count.amount);
            json.field("classifier", word(count.classifier));
            json.field("noun", word(count.noun));
            if count.first {
                json.field("first", true);
            }
        }
        Value::Quantity(quantity) => {
            amount_fields(json, "value", &quantity.amount);
            json.field("unit", quantity.unit);
        }
        Value::Ratio(ratio) => {
            json.key("terms").array(&ratio.terms, |json, term| json.value(*term));
            if !ratio.labels.is_empty() {
                json.key("labels").array(&ratio.labels, |json, label| json.value(label));
            }
        }
        Value::Rank(rank) => {
            amount_fields(json, "value", &rank.amount);
            json.field("scope", word(rank.scope));
        }
        Value::Ordinal(ordinal) => {
            json.field("value", ordinal.value);
            json.field("classifier", word(ordinal.classifier));
        }
        Value::Date(date) => date_fields(json, date),
        Value::Duration(duration) => duration_fields(json, duration),
        Value::Set(set) => {
            json.field("value", set.value);
            if let Some(quant) = set.quant {
                json.field("quant", quant);
            }
        }
        Value::Number(amount) => amount_fields(json, "value", amount),
    }
}
