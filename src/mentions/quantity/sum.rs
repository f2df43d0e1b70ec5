//! The arithmetic of a Chinese numeral: digits, small magnitudes (十 百 千), big ones (萬 億 兆).
//!
//! A numeral is read from left to right. A digit waits for its magnitude; a small magnitude closes it
//! into the section; a big one closes the section and all smaller sections before it (三千萬億 is
//! three thousand times 萬 times 億). What still waits at the end counts as units, or, right behind
//! a magnitude and without 零, as its next lower place (一萬三 is 13 000, 二百五 is 250).

use rust_decimal::Decimal;

/// A value that may be spread over two digits (五六百), the lower and the upper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The lower.
    pub low: Decimal,
    /// The upper; the same where nothing is spread.
    pub high: Decimal,
}

impl Pair {
    /// A single value.
    pub const fn one(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// Both times ten to the power of `exponent`.
    pub fn shift(self, exponent: u32) -> Option<Self> {
        let factor = power(exponent)?;
        Some(Self { low: self.low.checked_mul(factor)?, high: self.high.checked_mul(factor)? })
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }
}

/// Ten to the power of `exponent`.
pub fn power(exponent: u32) -> Option<Decimal> {
    10i128.checked_pow(exponent).and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
}

/// What a numeral has come to so far.
#[derive(Debug, Clone, Copy)]
pub struct Sum {
    closed: [(Pair, u32); 4],
    depth: usize,
    section: Option<Pair>,
    waiting: Option<Pair>,
    /// Exponent of the last magnitude: what a waiting digit may be the next lower place of.
    last: u32,
    /// Exponent that the next small magnitude of the section has to be below.
    ceiling: u32,
    zero: bool,
    /// Whether the waiting digit may not be moved to a lower place: it stands behind 零 or has decimals.
    fixed: bool,
}

impl Sum {
    /// Nothing yet.
    pub const fn new() -> Self {
        let none = (Pair::one(Decimal::ZERO), 0);
        Self {
            closed: [none; 4],
            depth: 0,
            section: None,
            waiting: None,
            last: 0,
            ceiling: 4,
            zero: false,
            fixed: false,
        }
    }

    /// What waits for a magnitude.
    pub const fn waiting(&self) -> Option<Pair> {
        self.waiting
    }

    /// Whether a magnitude stood last, and nothing behind it.
    pub const fn is_closed(&self) -> bool {
        self.waiting.is_none() && (self.section.is_some() || self.depth > 0)
    }

    /// Exponent of the last magnitude.
    pub const fn last(&self) -> u32 {
        self.last
    }

    /// Whether 零 stands before what comes next.
    pub const fn after_zero(&self) -> bool {
        self.zero
    }

    /// Takes 零.
    pub const fn zero(&mut self) -> bool {
        let taken = self.waiting.is_none();
        self.zero = self.zero || taken;
        taken
    }

    /// Takes a digit, or a figure in Arabic digits, that waits for its magnitude.
    pub const fn digit(&mut self, value: Pair) -> bool {
        if self.waiting.is_some() {
            return false;
        }
        self.fixed = self.zero;
        self.waiting = Some(value);
        true
    }

    /// Spreads the waiting digit to `high` (五六, 三五).
    pub fn spread(&mut self, high: Decimal) -> bool {
        let next = |low: Decimal| high - low == Decimal::ONE || (low == Decimal::from(3) && high == Decimal::from(5));
        match self.waiting {
            Some(pair) if pair.low == pair.high && next(pair.low) => {
                self.waiting = Some(Pair { low: pair.low, high });
                true
            }
            _ => false,
        }
    }

    /// Adds what stands behind the decimal point.
    pub fn decimals(&mut self, value: Decimal) -> bool {
        let units = self.waiting.unwrap_or(Pair::one(Decimal::ZERO));
        self.waiting = units.plus(Pair::one(value));
        self.fixed = true;
        self.waiting.is_some()
    }

    /// Takes a whole number of tens in one character (廿).
    pub fn tens(&mut self, value: Decimal) -> bool {
        if self.waiting.is_some() || self.ceiling <= 1 {
            return false;
        }
        self.add(Pair::one(value), 1)
    }

    /// Takes 十, 百 or 千.
    pub fn small(&mut self, exponent: u32) -> bool {
        if exponent >= self.ceiling {
            return false;
        }
        let digit = match self.waiting.take() {
            Some(digit) => digit,
            None if self.zero || (exponent == 1 && self.section.is_some()) => Pair::one(Decimal::ONE),
            None if self.section.is_none() && self.depth == 0 => Pair::one(Decimal::ONE),
            None => return false,
        };
        digit.shift(exponent).is_some_and(|value| self.add(value, exponent))
    }

    fn add(&mut self, value: Pair, exponent: u32) -> bool {
        let section = self.section.unwrap_or(Pair::one(Decimal::ZERO));
        self.section = section.plus(value);
        (self.last, self.ceiling, self.zero) = (exponent, exponent, false);
        self.section.is_some()
    }

    /// The section with what waits in it.
    fn open(&self) -> Option<Pair> {
        let waiting = match self.waiting {
            Some(digit) if !self.fixed && self.last > 1 && digit.high < Decimal::TEN => digit.shift(self.last - 1)?,
            Some(digit) => digit,
            None => return self.section,
        };
        waiting.plus(self.section.unwrap_or(Pair::one(Decimal::ZERO)))
    }

    /// Takes 萬, 億 or 兆.
    pub fn big(&mut self, exponent: u32) -> bool {
        // Right behind a bigger magnitude the digit belongs to this one, not to the bigger one's lower place.
        self.fixed = self.fixed || self.section.is_none();
        let Some((value, depth)) = self.below(exponent) else { return false };
        let Some(value) = value.shift(exponent) else { return false };
        let Some(place) = self.closed.get_mut(depth) else { return false };
        *place = (value, exponent);
        *self = Self { closed: self.closed, depth: depth + 1, last: exponent, ..Self::new() };
        true
    }

    /// What a magnitude of this exponent multiplies, and how many sections stay before it.
    fn below(&self, exponent: u32) -> Option<(Pair, usize)> {
        let open = self.open();
        let mut value = open;
        let mut depth = self.depth;
        while let Some((part, size)) = depth.checked_sub(1).and_then(|index| self.closed.get(index)) {
            if *size > exponent {
                break;
            }
            if *size == exponent && open.is_some() {
                return None;
            }
            value = Some(value.map_or(Some(*part), |value| value.plus(*part))?);
            depth -= 1;
        }
        Some((value.unwrap_or(Pair::one(Decimal::ONE)), depth))
    }

    /// What the numeral states.
    pub fn total(&self) -> Option<Pair> {
        let open = self.open().unwrap_or(Pair::one(Decimal::ZERO));
        self.closed.iter().take(self.depth).try_fold(open, |total, (part, _)| total.plus(*part))
    }
}
