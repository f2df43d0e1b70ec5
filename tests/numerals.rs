//! Any number, and any amount of money, written in any form and either script, is read back the same.

use ingest::lexicon::Lexicon;
use ingest::mentions::quantity::numeral;
use ingest::mentions::{Context, Mention, Type, TypeSet, Value, extract};
use ingest::structure::Region;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Digits, small and big magnitudes of one way of writing.
struct Writing {
    digits: [&'static str; 10],
    small: [&'static str; 4],
    big: [&'static str; 3],
}

const TRADITIONAL: Writing = Writing {
    digits: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    small: ["", "十", "百", "千"],
    big: ["萬", "億", "兆"],
};
const SIMPLIFIED: Writing = Writing { big: ["万", "亿", "兆"], ..TRADITIONAL };
const FORMAL: Writing = Writing {
    digits: ["零", "壹", "貳", "叁", "肆", "伍", "陸", "柒", "捌", "玖"],
    small: ["", "拾", "佰", "仟"],
    big: ["萬", "億", "兆"],
};
const FORMAL_SIMPLIFIED: Writing = Writing {
    digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    small: ["", "拾", "佰", "仟"],
    big: ["万", "亿", "兆"],
};

impl Writing {
    /// A section below 10 000.
    fn section(&self, number: u128, out: &mut String) {
        let mut gap = false;
        for place in (0..4u32).rev() {
            let digit = (number / 10u128.pow(place) % 10) as usize;
            if digit == 0 {
                gap = gap || number >= 10u128.pow(place);
                continue;
            }
            if gap {
                out.push_str(self.digits[0]);
                gap = false;
            }
            out.push_str(self.digits[digit]);
            out.push_str(self.small[place as usize]);
        }
    }

    /// A number below 10^24, with 兆 as 10^12 and sections of it written out again.
    fn write(&self, number: u128) -> String {
        if number == 0 {
            return self.digits[0].to_owned();
        }
        let mut out = String::new();
        self.below(number, 24, &mut out);
        out
    }

    fn below(&self, number: u128, places: u32, out: &mut String) {
        let (half, big) = match places {
            24 => (12, self.big[2]),
            12 => (8, self.big[1]),
            8 => (4, self.big[0]),
            _ => return self.section(number, out),
        };
        let (high, low) = (number / 10u128.pow(half), number % 10u128.pow(half));
        if high > 0 {
            self.below(high, if places == 24 { 12 } else { 4 }, out);
            out.push_str(big);
        }
        if low > 0 {
            if high > 0 && low < 10u128.pow(half - 1) {
                out.push_str(self.digits[0]);
            }
            self.below(low, half, out);
        }
    }
}

fn grouped(number: u128, comma: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(comma);
        }
        out.push(digit);
    }
    out
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c }).collect()
}

fn english(number: u128) -> String {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    fn group(number: usize) -> String {
        match number {
            0..20 => UNITS[number].to_owned(),
            20..100 if number.is_multiple_of(10) => TENS[number / 10].to_owned(),
            20..100 => format!("{}-{}", TENS[number / 10], UNITS[number % 10]),
            _ if number.is_multiple_of(100) => format!("{} hundred", UNITS[number / 100]),
            _ => format!("{} hundred and {}", UNITS[number / 100], group(number % 100)),
        }
    }
    let mut parts = Vec::new();
    for (scale, word) in [(12, " trillion"), (9, " billion"), (6, " million"), (3, " thousand"), (0, "")] {
        let part = (number / 10u128.pow(scale) % 1000) as usize;
        if part > 0 {
            parts.push(format!("{}{word}", group(part)));
        }
    }
    if parts.is_empty() { "zero".to_owned() } else { parts.join(" ") }
}

fn check(text: &str, number: u128) -> Result<(), TestCaseError> {
    let found = numeral::read(text, &Lexicon::new());
    let value = found.and_then(|found| found.amount.value);
    prop_assert_eq!(value, Decimal::try_from_i128_with_scale(number as i128, 0).ok(), "{}", text);
    prop_assert_eq!(found.map(|found| found.len), Some(text.len()), "{}", text);
    Ok(())
}

/// Numbers of all lengths below 10^24, round ones too.
fn numbers() -> impl Strategy<Value = u128> {
    (0..10u128.pow(12), 0u32..12, 0u32..24)
        .prop_map(|(number, zeros, length)| number.saturating_mul(10u128.pow(zeros)) % 10u128.pow(length + 1))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn chinese_numerals(number in numbers()) {
        for writing in [&TRADITIONAL, &SIMPLIFIED, &FORMAL, &FORMAL_SIMPLIFIED] {
            check(&writing.write(number), number)?;
        }
    }

    #[test]
    fn digits(number in numbers()) {
        check(&number.to_string(), number)?;
        check(&full_width(&number.to_string()), number)?;
        for comma in [",", "，", " ", "\u{2009}"] {
            check(&grouped(number, comma), number)?;
        }
    }

    #[test]
    fn digits_with_magnitudes(number in 1u128..100_000_000, scale in 0usize..3) {
        let (zh, exponent) = [("萬", 4), ("亿", 8), ("萬億", 12)][scale];
        check(&format!("{number}{zh}"), number * 10u128.pow(exponent))?;
        let (en, exponent) = [(" million", 6), (" billion", 9), (" trillion", 12)][scale];
        check(&format!("{number}{en}"), number * 10u128.pow(exponent))?;
    }

    #[test]
    fn english_numerals(number in 0u128..1_000_000_000_000_000) {
        check(&english(number), number)?;
    }

    #[test]
    fn anything_is_read_without_panic(text in "[0-9０-９,.，点點零一二三十百千萬万億兆半数多餘廿 a-z]{0,24}") {
        let _ = numeral::read(&text, &Lexicon::new());
    }
}

/// The one amount of money that `text` states, with its currency.
fn money(text: &str) -> Option<(Decimal, &'static str)> {
    let found = extract(text, &Lexicon::new(), &Context { region: Region::CN, ..Context::default() });
    match found.as_slice() {
        [Mention { value: Value::Money(money), span, .. }] if span.len() == text.len() => {
            Some((money.amount.value?, money.currency))
        }
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn amounts_of_money(number in numbers(), cents in 0u32..100) {
        let number = number.max(1);
        let whole = Decimal::try_from_i128_with_scale(number as i128, 0).unwrap_or_default();
        let forms = [(&TRADITIONAL, "元", "元人民幣", "人民幣"), (&SIMPLIFIED, "元", "元人民币", "人民币"),
            (&FORMAL, "圓整", "元人民幣", "人民幣"), (&FORMAL_SIMPLIFIED, "元整", "元人民币", "人民币")];
        for (writing, yuan, named, prefix) in forms {
            let text = writing.write(number);
            for form in [format!("{text}{yuan}"), format!("{text}{named}"), format!("{prefix}{text}{yuan}")] {
                prop_assert_eq!(money(&form), Some((whole, "CNY")), "{}", form);
            }
        }
        let exact = Decimal::try_from_i128_with_scale(number as i128 * 100 + i128::from(cents), 2).unwrap_or_default();
        let digits = grouped(number, ",");
        for (form, code) in [(format!("HK${digits}.{cents:02}"), "HKD"), (format!("{digits}.{cents:02}美元"), "USD"),
            (format!("€{number}.{cents:02}"), "EUR"), (format!("{}.{cents:02}元", full_width(&number.to_string())), "CNY")] {
            prop_assert_eq!(money(&form), Some((exact, code)), "{}", form);
        }
    }

    #[test]
    fn any_text_is_scanned_without_panic(text in "[0-9０-９,.，。:：%％$第首每各約多以上至到年月元角分個間名三十百千萬億半比成折度（）() a-zA-Z的和項目-]{0,40}") {
        let types = Type::ALL.into_iter().fold(TypeSet::NONE, TypeSet::with);
        for region in [Region::HK, Region::CN] {
            let found = extract(&text, &Lexicon::new(), &Context { region, types, ..Context::default() });
            let mut end = 0;
            for mention in found {
                prop_assert!(mention.span.start() >= end && !mention.span.of(&text).is_empty());
                end = mention.span.end();
            }
        }
    }
}
