//! Any date from 1841 to 2100, written out in every form and in both scripts, is read back the same.

use ingest::lexicon::Lexicon;
use ingest::mentions::{Context, Date, Value, extract};
use ingest::structure::Region;
use jiff::civil::date as day;
use proptest::prelude::*;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// 二〇二四, with `zero` for nought.
fn listed(year: i16, zero: char) -> String {
    let digit = |c: char| c.to_digit(10).map_or(c, |digit| if digit == 0 { zero } else { DIGITS[digit as usize] });
    year.to_string().chars().map(digit).collect()
}

/// 十二, 二十一, 三十.
fn spelled(number: i8) -> String {
    let (tens, ones) = (number / 10, number % 10);
    let mut out = String::new();
    if tens > 1 {
        out.push(DIGITS[tens as usize]);
    }
    if tens > 0 {
        out.push('十');
    }
    if ones > 0 {
        out.push(DIGITS[ones as usize]);
    }
    out
}

/// １２.
fn wide(number: impl ToString) -> String {
    number.to_string().chars().map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap_or(c)).collect()
}

/// The days of one month, or of one year.
fn month_of(date: Date) -> (Date, Date) {
    (date.first_of_month(), date.last_of_month())
}

/// Every way to write a date, with the first and last day that it covers.
fn forms(date: Date) -> Vec<(String, (Date, Date))> {
    let (year, month, number) = (date.year(), date.month(), date.day());
    let (one, whole) = ((date, date), month_of(date));
    let all = (date.first_of_year(), date.last_of_year());
    let english = MONTHS[month as usize - 1];
    let quarter = (month - 1) / 3 + 1;
    let first = day(year, quarter * 3 - 2, 1);
    let of_quarter = (first, day(year, quarter * 3, 1).last_of_month());
    let half = if month < 7 { (all.0, day(year, 6, 30)) } else { (day(year, 7, 1), all.1) };
    let fiscal = (day(year, 4, 1), day(year + 1, 3, 31));
    let academic = (day(year, 9, 1), day(year + 1, 8, 31));
    let next = (year + 1) % 100;
    let mut out = vec![
        (format!("{year}年{month}月{number}日"), one),
        (format!("{year} 年 {month} 月 {number} 日"), one),
        (format!("{year}年{month:02}月{number:02}日"), one),
        (format!("{}年{}月{}日", listed(year, '〇'), spelled(month), spelled(number)), one),
        (format!("{}年{}月{}日", listed(year, '零'), spelled(month), spelled(number)), one),
        (format!("{}年{}月{}日", listed(year, '○'), spelled(month), spelled(number)), one),
        (format!("{}年{}月{}日", wide(year), wide(month), wide(number)), one),
        (format!("{year}年{month}月{number}號"), one),
        (format!("{year}年{month}月{number}号"), one),
        (format!("{year}-{month:02}-{number:02}"), one),
        (format!("{year}/{month}/{number}"), one),
        (format!("{year}.{month}.{number}"), one),
        (format!("{number}/{month}/{year}"), one),
        (format!("{number} {english} {year}"), one),
        (format!("{english} {number}, {year}"), one),
        (format!("{number} {} {year}", &english[..3]), one),
        (format!("{english} {year}"), whole),
        (format!("{year}年{month}月"), whole),
        (format!("{year}年{month}月份"), whole),
        (format!("{}年{}月", listed(year, '零'), spelled(month)), whole),
        (format!("{year}年{month}月底"), whole),
        (format!("{year}年"), all),
        (format!("{year}年年底"), all),
        (format!("{year}年內"), all),
        (format!("{year}年内"), all),
        (format!("{year}年第{}季", spelled(quarter)), of_quarter),
        (format!("{year}年{}季度", spelled(quarter)), of_quarter),
        (format!("Q{quarter} {year}"), of_quarter),
        (format!("{year}年{}半年", if month < 7 { "上" } else { "下" }), half),
        (format!("{year}-{next:02}年度"), fiscal),
        (format!("{year}/{next:02} 財政年度"), fiscal),
        (format!("{year}-{next:02}学年"), academic),
        (
            format!("{}至{}年度", listed(year, '零'), &listed(year + 1, '零').chars().skip(2).collect::<String>()),
            fiscal,
        ),
        (format!("{year}年{month}月1日至{number}日"), (date.first_of_month(), date)),
        (format!("{year}年{month}月至{}年{month}月", year + 1), (whole.0, month_of(day(year + 1, month, 1)).1)),
    ];
    if year > 1911 {
        out.push((format!("民國{}年{month}月{number}日", year - 1911), one));
        out.push((format!("民国{}年", spelled_year(year - 1911)), all));
    }
    if number == 1 {
        out.retain(|(form, _)| !form.ends_with("1日至1日"));
    }
    out
}

/// 一百一十三, 九, 四十.
fn spelled_year(year: i16) -> String {
    let (hundreds, rest) = (year / 100, (year % 100) as i8);
    let below = spelled(rest);
    match (hundreds, rest) {
        (0, _) => below,
        (_, 0) => format!("{}百", DIGITS[hundreds as usize]),
        (_, 1..=9) => format!("{}百零{below}", DIGITS[hundreds as usize]),
        (_, 10..=19) => format!("{}百一{below}", DIGITS[hundreds as usize]),
        _ => format!("{}百{below}", DIGITS[hundreds as usize]),
    }
}

/// The only date in `text`, as first and last day, if it covers all of the text.
fn read(text: &str, region: Region) -> Option<(Date, Date)> {
    let context = Context { region, ..Context::default() };
    let found = extract(text, &Lexicon::new(), &context);
    match found.as_slice() {
        [mention] if mention.span.start() == 0 && mention.span.end() == text.len() => match &mention.value {
            Value::Date(date) => date.start.zip(date.end),
            _ => None,
        },
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_form_is_read_back(year in 1841i16..=2100, month in 1i8..=12, number in 1i8..=31) {
        let date = Date::new(year, month, number.min(day(year, month, 1).days_in_month())).unwrap();
        for (form, want) in forms(date) {
            prop_assert_eq!(read(&form, Region::HK), Some(want), "{}", form);
        }
    }

    #[test]
    fn no_text_panics(text in "[0-9〇零一二十廿卅百年月日號第季半上下旬底初末至到/.每個小時內前後起自由民國今去明 a-z-]{0,40}") {
        for region in [Region::HK, Region::CN, Region::TW] {
            let context = Context { region, date: Date::new(2024, 2, 29).ok(), ..Context::default() };
            for mention in extract(&text, &Lexicon::new(), &context) {
                prop_assert!(text.get(mention.span.range()).is_some());
            }
        }
    }
}
