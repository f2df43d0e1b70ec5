//! Numerals: one number as it is written, in digits, in Chinese or in English.
//!
//! ```text
//! numeral    = positional | unsaid | sum | english
//! positional = cdigit{3,} | cdigit "〇"            ; 二〇二三, as on a calculator
//! unsaid     = ( "數" | "幾" ) magnitude+          ; 數十億: between one and ten of them
//! sum        = item+ [ point cdigits ] big*        ; the arithmetic stands in `sum.rs`
//! item       = cdigit [ cdigit ] | figure | tens | magnitude | more
//! more       = ( "多" | "餘" | "來" ) | ( "幾" | "數" )  ; behind a magnitude: 三十多, 十幾萬
//! magnitude  = small | big
//! small      = "十" | "百" | "千" ; big = "萬" | "億" | "兆"
//! cdigit     = "零" … "九" | "壹" … "玖" | "兩" ; tens = "廿" | "卅" | "卌"
//! figure     = Arabic digits, see `digits.rs`
//! english    = see `english.rs`
//! ```
//!
//! 兆 is ten to the twelfth. White space is crossed only beside a magnitude (7 萬 5 千). The words
//! stand in `data/numerals.toml`.

use rust_decimal::Decimal;

use super::digits::{self, Digits};
use super::english;
use super::sum::{Pair, Sum};
use crate::lexicon::Lexicon;
use crate::mentions::value::{Amount, Bound};

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Arabic digits without anything else: it may be a year or a number of a thing.
    Digits,
    /// Arabic digits with groups, decimals or magnitudes.
    Figure,
    /// A single 一.
    One,
    /// Chinese numerals.
    Words,
    /// Magnitudes alone: 百, 千萬.
    Bare,
    /// Three or more Chinese digits, read as on a calculator.
    Positional,
    /// English words.
    English,
    /// A fraction in words: 三分之一.
    Fraction,
    /// More than one decimal point: a version or a date, no number.
    Dotted,
}

/// A numeral with the number it states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// The number: a range where it is spread (五六百, 數十億), with a bound where it is open (三十多).
    pub amount: Amount,
    /// Its length in bytes.
    pub len: usize,
    /// Exponent of the big magnitude it ends with, 0 without one.
    pub scale: u32,
    /// How it is written.
    pub form: Form,
    /// Whether it has decimals.
    pub decimal: bool,
}

/// What a character is in a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Digit(u8),
    Tens(u8),
    Small(u32),
    Big(u32),
    Unsaid,
    More(Bound),
    Point,
    Minus,
    Half,
}

/// The token at the start of `rest`, and what follows it.
pub(super) fn token<'a>(rest: &'a str, lexicon: &Lexicon) -> Option<(Token, &'a str)> {
    let word = lexicon.numerals.longest_at(rest)?;
    let after = rest.get(word.text.len()..)?;
    let number = |name: &str| word.get(name).and_then(|value| value.parse::<u8>().ok()).unwrap_or(0);
    let token = match word.get("kind")? {
        "digit" => Token::Digit(number("value")),
        "tens" => Token::Tens(number("value")),
        "small" => Token::Small(match number("value") {
            10 => 1,
            100 => 2,
            _ => 3,
        }),
        "big" => Token::Big(u32::from(number("exponent"))),
        "some" => Token::Unsaid,
        "more" if word.get("bound") == Some("over") => Token::More(Bound::Over),
        "more" => Token::More(Bound::About),
        "point" => Token::Point,
        "minus" => Token::Minus,
        "half" => Token::Half,
        _ => return None,
    };
    Some((token, after))
}

/// `rest` without the white space at its start, up to four characters of it and no line break.
pub(super) fn unspaced(rest: &str) -> &str {
    let mut after = rest;
    for _ in 0..4 {
        match after.chars().next() {
            Some(c @ (' ' | '\u{A0}' | '\u{3000}' | '\u{2009}' | '\u{202F}')) => {
                after = after.get(c.len_utf8()..).unwrap_or("");
            }
            _ => break,
        }
    }
    after
}

/// Reads the numeral that `rest` begins with.
#[must_use]
pub fn read(rest: &str, lexicon: &Lexicon) -> Option<Numeral> {
    match rest.chars().next()? {
        c if c.is_ascii_alphabetic() => english::read(rest, lexicon),
        c if digits::is_digit(c) => Reader::new(rest, lexicon).read(),
        _ => positional(rest, lexicon).or_else(|| unsaid(rest, lexicon)).or_else(|| Reader::new(rest, lexicon).read()),
    }
}

/// Chinese digits as on a calculator: three or more, or two that no one would say one by one.
fn positional(rest: &str, lexicon: &Lexicon) -> Option<Numeral> {
    let (mut after, mut count, mut value, mut last) = (rest, 0u32, Decimal::ZERO, 0);
    let mut apart = false;
    while let Some((Token::Digit(digit), next)) = token(after, lexicon).filter(|_| !after.starts_with(['兩', '两'])) {
        apart = apart || (count > 0 && (digit == 0 || !(digit == last + 1 || (last, digit) == (3, 5))));
        value = value.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(digit))?;
        (after, count, last) = (next, count + 1, digit);
    }
    let magnitude = matches!(token(after, lexicon), Some((Token::Small(_) | Token::Big(_), _)));
    let leading_zero = count > 0 && value.is_zero();
    if count < 2 || (count == 2 && !apart) || magnitude || leading_zero {
        return None;
    }
    let (after, value) = fraction(after, lexicon).map_or((after, value), |(next, part)| (next, value + part));
    let decimal = !value.fract().is_zero();
    let amount = Amount { value: Some(value), ..Amount::default() };
    Some(Numeral { amount, len: rest.len() - after.len(), scale: 0, form: Form::Positional, decimal })
}

/// 數十億: an unsaid digit before magnitudes; from one to ten of them.
fn unsaid(rest: &str, lexicon: &Lexicon) -> Option<Numeral> {
    let (Token::Unsaid, mut after) = token(rest, lexicon)? else { return None };
    let mut sum = Sum::new();
    sum.digit(Pair { low: Decimal::ONE, high: Decimal::TEN });
    let mut scale = 0;
    while let Some((token @ (Token::Small(_) | Token::Big(_)), next)) = token(after, lexicon) {
        let taken = match token {
            Token::Small(exponent) => sum.small(exponent),
            Token::Big(exponent) => {
                scale = exponent;
                sum.big(exponent)
            }
            _ => false,
        };
        if !taken {
            break;
        }
        after = next;
    }
    if !sum.is_closed() {
        return None;
    }
    let total = sum.total()?;
    let amount = Amount { value: None, min: Some(total.low), max: Some(total.high), bound: Bound::Range };
    Some(Numeral { amount, len: rest.len() - after.len(), scale, form: Form::Words, decimal: false })
}

/// 點五六: what stands behind a decimal point in words, at most 24 places.
pub(super) fn fraction<'a>(rest: &'a str, lexicon: &Lexicon) -> Option<(&'a str, Decimal)> {
    let after = match token(unspaced(rest), lexicon) {
        Some((Token::Point, after)) => unspaced(after),
        _ => rest.strip_prefix(['.', '．', '·'])?,
    };
    if let Ok((next, Digits { value: Some(value), whole, decimal: false, grouped: false, .. })) = digits::figure(after)
    {
        let scale = Decimal::try_from_i128_with_scale(1, u32::try_from(whole).ok()?).ok()?;
        return Some((next, value.checked_mul(scale)?));
    }
    let (mut after, mut value, mut place) = (after, Decimal::ZERO, 0u32);
    while let Some((Token::Digit(digit), next)) = token(after, lexicon) {
        place += 1;
        let part = Decimal::try_from_i128_with_scale(i128::from(digit), place.min(24)).ok()?;
        value = value.checked_add(part)?;
        after = next;
    }
    let small = matches!(token(after, lexicon), Some((Token::Small(_), _)));
    (place > 0 && place <= 24 && !small).then_some((after, value))
}

/// Reads a sum from left to right.
struct Reader<'a, 'l> {
    lexicon: &'l Lexicon<'l>,
    start: &'a str,
    /// What is left behind the last complete item.
    after: &'a str,
    sum: Sum,
    bound: Bound,
    scale: u32,
    /// Whether any digit was read: without one the numeral is bare.
    digits: bool,
    /// Whether anything but Arabic digits was read.
    plain: Option<Digits>,
    decimal: bool,
    items: u32,
}

impl<'a, 'l> Reader<'a, 'l> {
    const fn new(rest: &'a str, lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            start: rest,
            after: rest,
            sum: Sum::new(),
            bound: Bound::Exact,
            scale: 0,
            digits: false,
            plain: None,
            decimal: false,
            items: 0,
        }
    }

    fn read(mut self) -> Option<Numeral> {
        let mut rest = self.start;
        while let Some(next) = self.item(rest) {
            rest = next;
        }
        if let Some(Digits { dotted: true, .. }) = self.plain {
            let len = self.start.len() - self.after.len();
            return Some(Numeral { amount: Amount::default(), len, scale: 0, form: Form::Dotted, decimal: true });
        }
        self.finish()
    }

    /// Takes one item; what is left behind it.
    fn item(&mut self, rest: &'a str) -> Option<&'a str> {
        let spaced = unspaced(rest);
        let (next, complete) = if spaced.starts_with(|c: char| digits::is_digit(c) || c == '.' || c == '．') {
            (self.figure(rest)?, true)
        } else {
            let (token, next) = token(spaced, self.lexicon)?;
            if spaced.len() < rest.len() && !self.crosses(token, next) {
                return None;
            }
            self.word(token, spaced, next)?
        };
        self.items += 1;
        if complete {
            self.after = next;
        }
        Some(next)
    }

    /// Whether white space may stand before `token`: only beside a magnitude.
    fn crosses(&self, token: Token, next: &str) -> bool {
        let before = self.sum.is_closed() && !self.is_open();
        let magnitude = |token| matches!(token, Token::Small(_) | Token::Big(_));
        let follows = self::token(next, self.lexicon).is_some_and(|(token, _)| magnitude(token));
        self.items > 0 && (magnitude(token) || token == Token::Point || before || follows)
    }

    /// Whether 多 or 餘 has been read.
    fn is_open(&self) -> bool {
        self.bound != Bound::Exact
    }

    /// A figure in Arabic digits, alone or as a part (3萬4000).
    fn figure(&mut self, rest: &'a str) -> Option<&'a str> {
        let (after, found) = digits::figure(unspaced(rest)).ok()?;
        if self.items == 0 {
            (self.plain, self.decimal, self.digits) = (Some(found), found.decimal, true);
            if found.dotted {
                self.after = after;
                return None;
            }
        } else {
            let spaced = rest.len() > unspaced(rest).len();
            let smaller = matches!(token(unspaced(after), self.lexicon), Some((Token::Small(_) | Token::Big(_), _)));
            let below = found.value? < super::sum::power(self.sum.last())?;
            let whole = self.sum.last() >= 4 || self.sum.after_zero();
            let fits = !spaced && below && whole && !found.decimal;
            if self.is_open() || self.decimal || found.dotted || !(smaller || fits) {
                return None;
            }
            self.plain = None;
        }
        self.sum.digit(Pair::one(found.value?)).then_some(after)
    }

    /// A word of a numeral: what is left behind it, and whether the numeral may end there.
    fn word(&mut self, token: Token, rest: &'a str, next: &'a str) -> Option<(&'a str, bool)> {
        if self.is_open() && !matches!(token, Token::Big(_)) {
            return None;
        }
        let arabic = self.plain.is_some();
        let two = rest.starts_with(['兩', '两', '倆', '俩']);
        let great = matches!(self::token(next, self.lexicon), Some((Token::Small(2..) | Token::Big(_), _)));
        let taken = match token {
            Token::Digit(0) if self.items > 0 => return self.sum.zero().then_some((next, false)),
            // 兩 stands at the start or before a great magnitude: 三十兩 is a weight, not thirty-two.
            Token::Digit(_) if self.items > 0 && self.sum.waiting().is_none() && two && !great => false,
            Token::Digit(digit) if self.sum.waiting().is_none() && !self.decimal => {
                self.digits = true;
                self.sum.digit(Pair::one(Decimal::from(digit)))
            }
            Token::Digit(digit) => !arabic && !self.decimal && self.sum.spread(Decimal::from(digit)),
            Token::Tens(value) if !self.decimal => {
                self.digits = true;
                self.sum.tens(Decimal::from(value))
            }
            Token::Small(exponent) => self.sum.small(exponent),
            Token::Big(exponent) => {
                self.scale = exponent;
                self.sum.big(exponent)
            }
            Token::More(bound) => self.more(bound, rest),
            Token::Unsaid => self.more(Bound::Over, rest) && self.unsaid(rest, next),
            Token::Half if self.items == 0 => return self.half(next),
            Token::Point if !arabic && !self.decimal && self.items > 0 => return self.point(rest),
            Token::Tens(_) | Token::Point | Token::Minus | Token::Half => false,
        };
        if taken && !matches!(token, Token::More(_) | Token::Unsaid) {
            self.plain = None;
        }
        taken.then_some((next, true))
    }

    /// 多, 餘: behind a magnitude, or behind tens in Arabic digits; not where a longer word begins (多元化).
    fn more(&mut self, bound: Bound, rest: &str) -> bool {
        let ten = |value: Decimal| value >= Decimal::TEN && (value % Decimal::TEN).is_zero();
        let tens = self.plain.is_some() && self.sum.waiting().is_some_and(|pair| ten(pair.low));
        let begins_word = self.lexicon.lookalikes.longest_at(rest).is_some();
        // 1.3萬餘: the last place that is said may be exceeded.
        let open = (!self.decimal || self.scale >= 4)
            && (self.sum.is_closed() || tens || self.sum.after_zero())
            && !begins_word;
        let open = open && (self.digits || bound == Bound::Over);
        self.bound = if open { bound } else { self.bound };
        open
    }

    /// 幾 and 數 behind a magnitude: 數 only before another one (十數萬), for it begins many words.
    fn unsaid(&mut self, rest: &str, next: &str) -> bool {
        let magnitude = matches!(token(next, self.lexicon), Some((Token::Small(_) | Token::Big(_), _)));
        let stays = rest.starts_with(['幾', '几']) || magnitude;
        self.bound = if stays { Bound::Over } else { Bound::Exact };
        stays
    }

    /// 半, and 半百.
    fn half(&mut self, next: &'a str) -> Option<(&'a str, bool)> {
        let half = Pair::one(Decimal::try_from_i128_with_scale(5, 1).ok()?);
        (self.digits, self.decimal) = (true, true);
        let hundred = matches!(token(next, self.lexicon), Some((Token::Small(2), _)));
        let taken = self.sum.digit(half) && (hundred || self.sum.decimals(Decimal::ZERO));
        taken.then_some((next, true))
    }

    fn point(&mut self, rest: &'a str) -> Option<(&'a str, bool)> {
        let (next, value) = fraction(rest, self.lexicon)?;
        self.decimal = true;
        self.sum.decimals(value).then_some((next, true))
    }

    fn finish(self) -> Option<Numeral> {
        let len = self.start.len() - self.after.len();
        let total = self.sum.total().filter(|_| len > 0)?;
        let spread = total.low != total.high;
        let amount = match (spread, self.bound) {
            (true, _) => Amount { value: None, min: Some(total.low), max: Some(total.high), bound: Bound::Range },
            (false, bound) => Amount { value: Some(total.low), bound, ..Amount::default() },
        };
        let form = match self.plain {
            Some(found) if !found.decimal && !found.grouped && !self.is_open() => Form::Digits,
            Some(_) => Form::Figure,
            None if !self.digits && !self.start.starts_with(['十', '拾']) => Form::Bare,
            None if self.start.starts_with('一') && len == '一'.len_utf8() => Form::One,
            None if self.start.starts_with(digits::is_digit) => Form::Figure,
            None => Form::Words,
        };
        let scaled = english::scaled(&amount, self.after, self.lexicon).filter(|_| self.plain.is_some());
        let (amount, extra) = scaled.unwrap_or((amount, 0));
        let form = if extra > 0 { Form::English } else { form };
        Some(Numeral { amount, len: len + extra, scale: self.scale, form, decimal: self.decimal })
    }
}
