//! The value fields of mentions, as the output contract names them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use crate::mentions::{Amount, Bound, DateValue, Duration, Mention, Per, Value};

/// `number` as an exact JSON number.
#[must_use]
pub fn decimal(number: Decimal) -> Json {
    let number = number.normalize();
    if let Some(whole) = number.to_i64().filter(|_| number.scale() == 0) {
        return Json::from(whole);
    }
    RawValue::from_string(number.to_string())
        .ok()
        .and_then(|raw| serde_json::from_str(raw.get()).ok())
        .unwrap_or(Json::Null)
}

/// The word for a bound.
const fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::Over => "over",
        Bound::AtLeast => "at_least",
        Bound::Under => "under",
        Bound::AtMost => "at_most",
        Bound::Nearly => "nearly",
        Bound::Range => "range",
    }
}

fn put_amount(out: &mut Map<String, Json>, name: &str, amount: &Amount) {
    for (key, number) in [(name, amount.value), ("min", amount.min), ("max", amount.max)] {
        if let Some(number) = number {
            out.insert(key.to_owned(), decimal(number));
        }
    }
    out.insert("bound".to_owned(), bound(amount.bound).into());
}

fn put_date(out: &mut Map<String, Json>, date: &DateValue) {
    out.insert("value".to_owned(), date.value.clone().into());
    for (key, day) in [("start", date.start), ("end", date.end)] {
        out.insert(key.to_owned(), day.map_or(Json::Null, |day| day.to_string().into()));
    }
    if let Some(modifier) = date.modifier {
        out.insert("mod".to_owned(), modifier.word().into());
    }
    if let Some(calendar) = date.calendar {
        out.insert("calendar".to_owned(), calendar.word().into());
    }
    if date.anchored {
        out.insert("anchor".to_owned(), "document_date".into());
    }
}

fn put_duration(out: &mut Map<String, Json>, duration: &Duration) {
    for (key, length) in [("value", duration.value), ("min", duration.min), ("max", duration.max)] {
        if let Some(length) = length {
            out.insert(key.to_owned(), length.to_string().into());
        }
    }
    out.insert("bound".to_owned(), bound(duration.bound).into());
}

/// A date's fields.
#[must_use]
pub(super) fn date_fields(date: &DateValue) -> Map<String, Json> {
    let mut out = Map::new();
    put_date(&mut out, date);
    out
}

/// What a figure is for each of: one word, or a list.
#[must_use]
pub(super) fn per(mention: &Mention, text: &str) -> Option<Json> {
    let mut words: Vec<Json> = mention
        .per
        .iter()
        .map(|per| match per {
            Per::Period(period) => period.to_string().into(),
            Per::Noun(span) => span.of(text).into(),
        })
        .collect();
    if words.len() > 1 { Some(Json::Array(words)) } else { words.pop() }
}

/// The fields of a mention's value; with `type` first where `typed`.
#[must_use]
pub(super) fn fields(mention: &Mention, text: &str, typed: bool) -> Map<String, Json> {
    let mut out = Map::new();
    if typed {
        out.insert("type".to_owned(), mention.value.kind().word().into());
    }
    let word = |span: Option<crate::span::Span>| span.map_or(Json::Null, |span| span.of(text).into());
    match &mention.value {
        Value::Money(money) => {
            put_amount(&mut out, "amount", &money.amount);
            out.insert("currency".to_owned(), money.currency.into());
            out.insert("currency_inferred".to_owned(), money.inferred.into());
        }
        Value::Percent(percent) => {
            put_amount(&mut out, "value", &percent.amount);
            if percent.points {
                out.insert("points".to_owned(), true.into());
            }
        }
        Value::Count(count) => {
            put_amount(&mut out, "value", &count.amount);
            out.insert("classifier".to_owned(), word(count.classifier));
            out.insert("noun".to_owned(), word(count.noun));
            if count.first {
                out.insert("first".to_owned(), true.into());
            }
        }
        Value::Quantity(quantity) => {
            put_amount(&mut out, "value", &quantity.amount);
            out.insert("unit".to_owned(), quantity.unit.into());
        }
        Value::Ratio(ratio) => {
            out.insert("terms".to_owned(), ratio.terms.iter().copied().map(decimal).collect());
            if !ratio.labels.is_empty() {
                out.insert("labels".to_owned(), ratio.labels.clone().into());
            }
        }
        Value::Rank(rank) => {
            put_amount(&mut out, "value", &rank.amount);
            out.insert("scope".to_owned(), word(rank.scope));
        }
        Value::Ordinal(ordinal) => {
            out.insert("value".to_owned(), decimal(ordinal.value));
            out.insert("classifier".to_owned(), word(ordinal.classifier));
        }
        Value::Date(date) => put_date(&mut out, date),
        Value::Duration(duration) => put_duration(&mut out, duration),
        Value::Set(set) => {
            out.insert("value".to_owned(), set.value.to_string().into());
            if let Some(quant) = set.quant {
                out.insert("quant".to_owned(), quant.into());
            }
        }
        Value::Number(amount) => put_amount(&mut out, "value", amount),
    }
    if let Some(per) = per(mention, text) {
        out.insert("per".to_owned(), per);
    }
    out
}
