//! Money.
//!
//! ```text
//! money    = prefix figure [ scale ] [ suffix ] | figure suffix
//! prefix   = currency | symbol                       ; 人民幣, HK$, €; bare $ and ¥ by the region
//! suffix   = [ tail ] ( main [ "整" | "正" ] [ currency ] parts | currency parts | part parts )
//! parts    = ( [ "又" | "零" ] figure part )*         ; 一元二角五分, 兩美元又三美分
//! main     = "元" | "圓" | "塊" | "dollars" ; part = "角" | "分" | "cents" …
//! scale    = "k" | "m" | "mn" | "b" | "bn"           ; right behind digits behind a prefix
//! tail     = "多" | "餘"                              ; 2 億多元 is read with the numeral
//! ```
//!
//! Currencies and their parts stand in `data/currencies.toml` (ISO 4217) and `data/currency_parts.toml`.

use rust_decimal::Decimal;

use super::figure::{self, Figure};
use super::guard;
use super::numeral::{Form, unspaced};
use super::reading::{Kind, Reading};
use crate::lexicon::Word;
use crate::mentions::input::Input;
use crate::mentions::value::{Amount, Bound};
use crate::structure::Region;

/// The currency of bare 元 and $; `dollar` where it is $ or a word for it.
const fn region_currency(region: Region, dollar: bool) -> &'static str {
    match region {
        Region::HK => "HKD",
        Region::TW => "TWD",
        Region::MO => "MOP",
        Region::CN if dollar => "USD",
        Region::CN => "CNY",
    }
}

/// The currency word that `rest` begins with, as a whole word, and its length.
fn currency(input: &Input<'_>, rest: &str) -> Option<(&'static str, usize)> {
    let word = input.lexicon.currencies.all_at(rest).find(|word| guard::whole_word(rest, word.text))?;
    Some((word.get("code")?, word.text.len()))
}

/// What stands before the figure: the currency, whether it is inferred, and where the figure begins.
fn prefix(input: &Input<'_>, at: usize) -> Option<(&'static str, bool, usize)> {
    let rest = input.rest(at);
    let region = input.context.region;
    let symbol = |len: usize, code| Some((code, true, at + len));
    let (code, inferred, end) = match rest.chars().next()? {
        c @ ('$' | '＄') => symbol(c.len_utf8(), region_currency(region, true)),
        c @ ('¥' | '￥') => symbol(c.len_utf8(), if region == Region::TW { "TWD" } else { "CNY" }),
        _ => currency(input, rest).map(|(code, len)| (code, false, at + len)),
    }?;
    let after = input.rest(end);
    let after = after.strip_prefix(['：', ':']).filter(|_| !inferred).unwrap_or(after);
    Some((code, inferred, input.text.len() - unspaced(after).len()))
}

/// A scale letter right behind the digits: HK$5m, US$3bn.
fn letters(rest: &str) -> Option<(Decimal, usize)> {
    const SCALES: [(&str, u32); 10] = [
        ("million", 6),
        ("billion", 9),
        ("mn", 6),
        ("bn", 9),
        ("m", 6),
        ("M", 6),
        ("b", 9),
        ("B", 9),
        ("k", 3),
        ("K", 3),
    ];
    let (word, exponent) =
        SCALES.into_iter().find(|(word, _)| guard::whole_word(rest, word) && rest.starts_with(word))?;
    Some((super::sum::power(exponent)?, word.len()))
}

/// Money whose currency stands before its figure.
#[must_use]
pub fn prefixed(input: &Input<'_>, at: usize) -> Option<Reading> {
    let (code, inferred, start) = prefix(input, at)?;
    let single =
        figure::signed(input.rest(start), input.lexicon).filter(|figure| figure.numeral.form != Form::Dotted)?;
    let range = figure::range(input.rest(start), &single, input.lexicon).filter(|range| {
        // A range needs one unit: not HK$5 至 3 個月.
        range.amount.max > single.amount.value && !guard::unit_follows(input, start + range.len)
    });
    let figure = range.unwrap_or(single);
    let end = start + figure.len;
    if let Some(money) = suffixed(input, start, &figure) {
        return match money.kind {
            Kind::Money(found, found_inferred) if found_inferred || found == code => {
                Some(Reading { start: at, kind: Kind::Money(code, inferred), ..money })
            }
            _ => None,
        };
    }
    let (scale, len) = letters(input.rest(end)).filter(|_| !figure.range).unwrap_or((Decimal::ONE, 0));
    let amount = figure::times(&figure.amount, scale)?;
    Some(Reading::new(at, end + len, &figure, amount, Kind::Money(code, inferred)))
}

/// The words of money behind a figure: what they say, and where they end.
struct Suffix {
    code: &'static str,
    inferred: bool,
    /// How many make one main unit.
    of: Decimal,
    end: usize,
}

fn part(input: &Input<'_>, word: Word, end: usize) -> Option<Suffix> {
    let dollar = word.text.is_ascii();
    let code = word.get("code");
    Some(Suffix {
        code: code.unwrap_or(region_currency(input.context.region, dollar)),
        inferred: code.is_none(),
        of: word.get("of")?.parse().ok()?,
        end,
    })
}

/// The currency or part that stands at `at`; `behind` where a main unit stands before it.
fn suffix(input: &Input<'_>, at: usize, behind: bool) -> Option<Suffix> {
    let rest = input.rest(at);
    if let Some((code, len)) = currency(input, rest) {
        return Some(Suffix { code, inferred: false, of: Decimal::ONE, end: at + len });
    }
    let word = input.lexicon.currency_parts.longest_at(rest).filter(|word| guard::ends_word(input, rest, word.text))?;
    let end = at + word.text.len();
    let alone = word.get("alone") != Some("no") || behind || followed_by_part(input, word, end);
    let found = part(input, word, end).filter(|_| alone)?;
    if found.of != Decimal::ONE {
        return Some(found);
    }
    let end = end + input.rest(end).strip_prefix(['整', '正']).map_or(0, |_| '整'.len_utf8());
    let (code, inferred, end) = match currency(input, unspaced(input.rest(end))) {
        Some((code, len)) => (code, false, input.text.len() - unspaced(input.rest(end)).len() + len),
        None => (found.code, found.inferred, end),
    };
    Some(Suffix { code, inferred, end, ..found })
}

/// Whether 塊 has a part of money behind it (三塊五毛), without which it counts things.
fn followed_by_part(input: &Input<'_>, word: Word, end: usize) -> bool {
    let figure = figure::signed(input.rest(end), input.lexicon);
    let next = figure.and_then(|figure| input.lexicon.currency_parts.longest_at(input.rest(end + figure.len)));
    word.get("role") == Some("main") && next.is_some_and(|next| next.get("role") == Some("part"))
}

/// Money whose currency stands behind `figure`, which begins at `at`.
#[must_use]
pub fn suffixed(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Reading> {
    let behind = at + figure.len;
    let rest = unspaced(input.rest(behind));
    let gap = input.text.len() - rest.len();
    let tail = input.lexicon.numerals.longest_at(rest).filter(|word| word.get("kind") == Some("more"));
    let opened = tail.filter(|_| figure.numeral.scale > 0).and_then(|word| suffix(input, gap + word.text.len(), false));
    let open = opened.is_some();
    let found = opened.or_else(|| suffix(input, gap, false))?;
    let mut amount = figure::times(&figure.amount, Decimal::ONE.checked_div(found.of)?)?;
    if open {
        amount.bound = Bound::Over;
    }
    let mut end = found.end;
    let mut of = found.of;
    while let Some((value, next, smaller)) = more(input, end, of, found.code).filter(|_| amount.value.is_some()) {
        (amount, end, of) = (figure::plus(&amount, value)?, next, smaller);
    }
    if input.rest(end).starts_with(['整', '正']) && of > Decimal::ONE {
        end += '整'.len_utf8();
    }
    Some(Reading::new(at, end, figure, Amount { ..amount }, Kind::Money(found.code, found.inferred)))
}

/// A smaller part behind money: its value in main units, where it ends, and how small it is.
fn more(input: &Input<'_>, at: usize, of: Decimal, code: &str) -> Option<(Decimal, usize, Decimal)> {
    let rest = unspaced(input.rest(at));
    let rest = rest.strip_prefix(['又', '零', ' ']).unwrap_or(rest);
    let start = input.text.len() - rest.len();
    let figure = figure::signed(rest, input.lexicon)?;
    let found = suffix(input, start + figure.len, true)?;
    let smaller = found.of > of && (found.inferred || found.code == code);
    let value = figure.amount.value?.checked_div(found.of)?;
    (smaller && value < Decimal::ONE).then_some((value, found.end, found.of))
}
