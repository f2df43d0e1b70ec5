//! The figures of lengths of time.
//!
//! ```text
//! amount   = numeral [ "多" | "餘" ] [ "個" [ "多" | "半" ] ] | decimal | "半" | "個半" | digit digit ;   (* 兩三 *)
//! ```

use rust_decimal::Decimal;

use super::number::{Numeral, Read, Style, figure, multiple, no, numeral, some};
use super::text::{any_of, gap, one_of, skip};
use super::year;

/// A figure of a length of time.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    /// The figure.
    pub value: Decimal,
    /// 兩三: the higher of two.
    pub high: Option<Decimal>,
    /// 多, 餘.
    pub over: bool,
    /// Written with a numeral that no date has: 兩, 仨, 半, or spelled out.
    pub plain: bool,
    /// 三個.
    pub classified: bool,
}

/// `amount` of the grammar.
pub fn amount(i: &str) -> Read<'_, Amount> {
    let half = Amount { value: Decimal::new(5, 1), high: None, over: false, plain: true, classified: false };
    if let Ok((rest, ())) = any_of(i, &["大半"]) {
        return Ok((skip(rest, "個个"), Amount { over: true, ..half }));
    }
    if let Ok((rest, ())) = any_of(i, &["個半", "个半"]) {
        return Ok((rest, Amount { value: Decimal::new(15, 1), ..half }));
    }
    if let Ok((rest, _)) = one_of(i, "半") {
        return Ok((skip(rest, "個个"), half));
    }
    let (rest, mut amount) = decimal(i).or_else(|_| counted(i))?;
    let (rest, over) = one_of(rest, "多餘余幾几來来").map_or((rest, false), |(rest, _)| (rest, true));
    let rest = gap(rest);
    let (rest, classified) = one_of(rest, "個个").map_or((rest, false), |(rest, _)| (rest, true));
    let (rest, more) = one_of(rest, "多").map_or((rest, false), |(rest, _)| (rest, classified));
    let (rest, and_half) = one_of(rest, "半").map_or((rest, false), |(rest, _)| (rest, classified));
    amount.value += if and_half { Decimal::new(5, 1) } else { Decimal::ZERO };
    Ok((rest, Amount { over: over || more, classified, ..amount }))
}

/// A figure with a decimal point, separators of thousands or a Chinese multiple: 1.5, 10,000, 2000萬.
pub fn decimal(i: &str) -> Read<'_, Amount> {
    let run: usize = i
        .chars()
        .take(16)
        .take_while(|c| figure(*c).is_some() || matches!(c, '.' | ',' | '．'))
        .map(char::len_utf8)
        .sum();
    let word = i.get(..run).unwrap_or("").trim_end_matches(['.', ',', '．']);
    let mut value = Decimal::ZERO;
    let (mut places, mut pointed) = (0u32, false);
    for c in word.chars() {
        match figure(c) {
            Some(digit) => {
                value = value * Decimal::TEN + Decimal::from(digit);
                places += u32::from(pointed);
            }
            None if c == ',' && !pointed => {}
            None if !pointed => pointed = true,
            None => return no(),
        }
    }
    if word.is_empty() || value.set_scale(places).is_err() {
        return no();
    }
    let rest = i.get(word.len()..).unwrap_or("");
    let (rest, times) = one_of(rest, "百千萬万億亿").map_or((rest, 1), |(rest, c)| (rest, multiple(c).unwrap_or(1)));
    let value = value.checked_mul(Decimal::from(times));
    some(rest, value.map(|value| Amount { value, high: None, over: false, plain: false, classified: false }))
}

/// A Chinese numeral, or two digits side by side that mean either: 兩三年, 三五天.
fn counted(i: &str) -> Read<'_, Amount> {
    let (rest, number) = numeral(i)?;
    let value = Decimal::from(number.value);
    let plain = i.starts_with(['兩', '两', '仨']);
    let amount = Amount { value, high: None, over: false, plain, classified: false };
    match number.style {
        Style::Spelled if vague(i, number) => no(),
        Style::Listed => {
            let pair = number.within(12, 99).filter(|pair| number.length == 2 && year::neighbours(*pair));
            some(
                rest,
                pair.map(|pair| Amount {
                    value: Decimal::from(pair / 10),
                    high: Some(Decimal::from(pair % 10)),
                    plain: true,
                    ..amount
                }),
            )
        }
        _ => Ok((rest, amount)),
    }
}

/// 百年, 千年, 萬年 say no number.
fn vague(i: &str, number: Numeral) -> bool {
    number.length == 1 && number.value >= 100 && !i.is_empty()
}
