//! Quantities: a figure with a unit of measure.
//!
//! ```text
//! quantity    = figure [ " " | "-" ] unit [ "半" | figure part ]
//! temperature = ( "攝氏" | "華氏" ) [ "溫度" ] [ "零下" ] figure ( "度" | "°" ) | [ "零下" ] figure "度"
//!             | "零下" figure ( "攝氏度" | "°C" )
//! ```
//!
//! 3 斤 5 兩 adds its part, 兩米半 a half. 三千米 is 3 km: a magnitude that makes a longer unit with what
//! follows belongs to the unit. Bare 度 is read only where the
//! sentence speaks of temperature, or its clause of electricity, of which 度 is a kilowatt-hour; 公里 behind
//! 時速 is a speed. Units and their UCUM codes stand in `data/units.toml`.

use rust_decimal::Decimal;

use super::figure::{self, Figure};
use super::guard;
use super::numeral::{self, Form, unspaced};
use super::reading::{Kind, Reading};
use crate::lexicon::Word;
use crate::mentions::input::Input;
use crate::mentions::value::Amount;
use crate::structure::Region;

/// `amount` of `word`'s unit in the UCUM unit; a fraction multiplies before it divides, to stay exact.
fn converted(amount: &Amount, word: Word, region: Region) -> Option<Amount> {
    match word.get("factor").and_then(|text| text.split_once('/')) {
        Some((above, below)) => {
            let part = |value: Option<Decimal>| match value {
                Some(value) => value
                    .checked_mul(above.parse().ok()?)?
                    .checked_div(below.parse().ok()?)
                    .map(|value| Some(value.round_dp(12))),
                None => Some(None),
            };
            Some(Amount {
                value: part(amount.value)?,
                min: part(amount.min)?,
                max: part(amount.max)?,
                bound: amount.bound,
            })
        }
        None => figure::times(amount, factor(word, region)?),
    }
}

/// How many of the UCUM unit one of `word`'s unit is: a number or a fraction.
fn factor(word: Word, region: Region) -> Option<Decimal> {
    let own = match region {
        Region::HK => word.get("factor_HK"),
        Region::TW => word.get("factor_TW"),
        Region::MO => word.get("factor_MO"),
        Region::CN => None,
    };
    let Some(text) = own.or_else(|| word.get("factor")) else { return Some(Decimal::ONE) };
    match text.split_once('/') {
        Some((above, below)) => above.parse::<Decimal>().ok()?.checked_div(below.parse().ok()?),
        None => text.parse().ok(),
    }
}

/// The unit that `rest` begins with.
fn unit(input: &Input<'_>, rest: &str) -> Option<Word> {
    let word = input.lexicon.units.all_at(rest).find(|word| guard::ends_word(input, rest, word.text))?;
    let behind = rest.get(word.text.len()..)?;
    let name = word.is("tight") && guard::names_follow(behind);
    let mark = word.is("mark") && behind.starts_with(char::is_alphabetic);
    (!name && !mark).then_some(word)
}

/// A quantity whose unit stands behind `figure`, which begins at `at`.
#[must_use]
pub fn suffixed(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Reading> {
    if let Some(split) = split(input, at, figure) {
        return Some(split);
    }
    let rest = guard::unit_rest(input.rest(at + figure.len));
    let word = unit(input, rest)?;
    let glued = rest.len() == input.rest(at + figure.len).len();
    let capital = word.is("tight") && !glued && figure.numeral.form == Form::English;
    let end = input.text.len() - rest.len() + word.text.len();
    if capital {
        return None;
    }
    read(input, at, figure, figure.amount, word, end)
}

/// The quantity of `amount` of `word`, with a half or a part behind it.
fn read(input: &Input<'_>, at: usize, figure: &Figure, amount: Amount, word: Word, end: usize) -> Option<Reading> {
    let code = word.get("unit")?;
    let (mut amount, mut end) = (converted(&amount, word, input.context.region)?, end);
    if let Some((more, next)) =
        half(input, end, word).or_else(|| part(input, end, word)).filter(|_| amount.value.is_some())
    {
        (amount, end) = (figure::plus(&amount, more)?, next);
    }
    let kind = Kind::Quantity(if code == "km" && hourly(input, at) { "km/h" } else { code });
    Some(Reading::new(at, end, figure, amount, kind))
}

/// 半 behind a unit.
fn half(input: &Input<'_>, end: usize, word: Word) -> Option<(Decimal, usize)> {
    let rest = input.rest(end).strip_prefix('半')?;
    let half = Decimal::try_from_i128_with_scale(5, 1).ok()?;
    let word_follows = input.lexicon.set_phrases.longest_at(input.rest(end)).is_some()
        || input.lexicon.lookalikes.longest_at(input.rest(end)).is_some();
    (!word_follows).then_some((half.checked_mul(factor(word, input.context.region)?)?, input.text.len() - rest.len()))
}

/// A smaller unit behind a unit: 5 兩 behind 3 斤, 6 吋 behind 5 呎; its value in the first one's code.
fn part(input: &Input<'_>, end: usize, word: Word) -> Option<(Decimal, usize)> {
    let rest = input.rest(end);
    let figure = figure::signed(rest, input.lexicon)?;
    let smaller = unit(input, rest.get(figure.len..)?)?;
    let next = end + figure.len + smaller.text.len();
    let value = figure.amount.value?.checked_mul(factor(smaller, input.context.region)?)?;
    if word.get("part_unit") == smaller.get("unit") {
        let of: Decimal = word.get("part_of")?.parse().ok()?;
        return Some((value.checked_div(of)?, next)).filter(|(value, _)| *value < Decimal::ONE);
    }
    let below = value < factor(word, input.context.region)?;
    (word.get("factor").is_some() && word.get("unit") == smaller.get("unit") && below).then_some((value, next))
}

/// 三千米: a unit that begins with the numeral's last magnitude.
fn split(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Reading> {
    let text = input.slice(at, at + figure.len);
    let last = text.chars().next_back().filter(|c| matches!(c, '千' | '兆' | '百'))?;
    let short = text.get(..text.len() - last.len_utf8()).filter(|short| !short.is_empty())?;
    let word = unit(input, input.rest(at + short.len()))?;
    let end = at + short.len() + word.text.len();
    if end <= at + figure.len || figure.range {
        return None;
    }
    let before = figure::signed(short, input.lexicon).filter(|before| before.len == short.len())?;
    let exponent = match last {
        '百' => 2,
        '千' => 3,
        _ => 12,
    };
    let whole = before.amount.value?.checked_mul(super::sum::power(exponent)?)?;
    if Some(whole) != figure.amount.value {
        return None;
    }
    read(input, at, figure, before.amount, word, end)
}

/// Whether the figure at `at` is a speed: 時速 in its clause, or 每小時 right before it.
fn hourly(input: &Input<'_>, at: usize) -> bool {
    let clause = guard::clause_before(input, at);
    ["時速", "时速"].into_iter().any(|word| clause.contains(word))
        || ["每小時", "每小时"]
            .into_iter()
            .any(|word| clause.trim_end().trim_end_matches(['約', '约', '達', '达']).ends_with(word))
}

/// A temperature in words, or one of degrees, where `bare` is the figure at `at`.
#[must_use]
pub fn temperature(input: &Input<'_>, at: usize, bare: Option<&Figure>) -> Option<Reading> {
    let rest = input.rest(at);
    let worded = rest.starts_with(['攝', '摄', '華', '华', '零']);
    let scale = [("攝氏", "Cel"), ("摄氏", "Cel"), ("華氏", "[degF]"), ("华氏", "[degF]")];
    let named = scale.into_iter().find_map(|(word, code)| Some((rest.strip_prefix(word)?, code)));
    let after = named.map_or(rest, |(after, _)| after);
    let after =
        after.strip_prefix("溫度").or_else(|| after.strip_prefix("温度")).filter(|_| named.is_some()).unwrap_or(after);
    let below = after.strip_prefix("零下");
    let start = input.text.len() - unspaced(below.unwrap_or(after)).len();
    let single = if worded { figure::signed(input.rest(start), input.lexicon) } else { bare.copied() }?;
    let figure = figure::range(input.rest(start), &single, input.lexicon).unwrap_or(single);
    let behind = numeral::unspaced(input.rest(start + figure.len));
    if let Some(word) = below.and_then(|_| unit(input, behind)).filter(|word| word.get("factor").is_none()) {
        let degrees = word.get("unit").filter(|code| matches!(*code, "Cel" | "[degF]"))?;
        let amount = figure::times(&figure.amount, Decimal::NEGATIVE_ONE)?;
        let end = input.text.len() - behind.len() + word.text.len();
        return Some(Reading::new(at, end, &figure, amount, Kind::Quantity(degrees)));
    }
    let unit = ['度', '°', 'º'].into_iter().find(|unit| behind.starts_with(*unit))?;
    let words = guard::ends_word(input, behind, unit.encode_utf8(&mut [0; 4]));
    let speaks = below.is_some() || (unit == '度' && guard::clause_has(input, at, &input.lexicon.temperature_words));
    let power = || unit == '度' && named.is_none() && guard::clause_before(input, at).contains(['電', '电']);
    let code = named.map(|(_, code)| code).or_else(|| speaks.then_some("Cel")).or_else(|| power().then_some("kW.h"))?;
    let amount = if below.is_some() { figure::times(&figure.amount, Decimal::NEGATIVE_ONE)? } else { figure.amount };
    let end = input.text.len() - behind.len() + unit.len_utf8();
    words.then_some(Reading::new(at, end, &figure, amount, Kind::Quantity(code)))
}
