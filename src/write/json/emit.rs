//! How each kind of value is written: words, numbers, days, lengths of time.

use std::io::Write as _;

use rust_decimal::Decimal;

use super::{Emit, Json, digits};

impl Emit for &str {
    fn emit(&self, json: &mut Json<'_>) {
        json.text(&[self]);
    }
}

impl Emit for &String {
    fn emit(&self, json: &mut Json<'_>) {
        json.text(&[self]);
    }
}

impl Emit for bool {
    fn emit(&self, json: &mut Json<'_>) {
        json.raw(if *self { "true" } else { "false" });
    }
}

impl Emit for u64 {
    fn emit(&self, json: &mut Json<'_>) {
        json.separate();
        digits(&mut json.buffer, *self);
    }
}

impl Emit for usize {
    fn emit(&self, json: &mut Json<'_>) {
        (*self as u64).emit(json);
    }
}

impl Emit for u32 {
    fn emit(&self, json: &mut Json<'_>) {
        u64::from(*self).emit(json);
    }
}

/// As an exact JSON number, with no zero behind the last digit that counts.
impl Emit for Decimal {
    fn emit(&self, json: &mut Json<'_>) {
        let number = self.normalize();
        match u64::try_from(number.mantissa()) {
            Ok(whole) if number.scale() == 0 => whole.emit(json),
            _ => {
                json.separate();
                let _ = write!(json.buffer, "{number}"); // a Vec takes every write
            }
        }
    }
}

/// A day as `YYYY-MM-DD`.
impl Emit for crate::mentions::Date {
    fn emit(&self, json: &mut Json<'_>) {
        let (year, month, day) = (self.year(), self.month(), self.day());
        json.separate();
        if !(1000..=9999).contains(&year) {
            let _ = write!(json.buffer, "\"{self}\"");
            return;
        }
        json.buffer.push(b'"');
        digits(&mut json.buffer, year.unsigned_abs().into());
        for part in [month, day].map(i8::unsigned_abs) {
            json.buffer.extend_from_slice(&[b'-', b'0' + part / 10, b'0' + part % 10]);
        }
        json.buffer.push(b'"');
    }
}

/// A length of time as in ISO 8601.
impl Emit for crate::mentions::DurationValue {
    fn emit(&self, json: &mut Json<'_>) {
        json.separate();
        let _ = write!(json.buffer, "\"{self}\"");
    }
}

impl<T: Emit> Emit for Option<T> {
    fn emit(&self, json: &mut Json<'_>) {
        match self {
            Some(value) => value.emit(json),
            None => json.raw("null"),
        }
    }
}

impl<T: Emit, const N: usize> Emit for [T; N] {
    fn emit(&self, json: &mut Json<'_>) {
        json.array(self.iter(), |json, item| item.emit(json));
    }
}
