//! The numerals of dates and lengths of time.
//!
//! ```text
//! numeral  = figures | listed | spelled ;
//! figures  = DIGIT { DIGIT } ;                       (* 2024, ２０２４ *)
//! listed   = ZH_DIGIT ZH_DIGIT { ZH_DIGIT } ;        (* 二〇二四, 九七 *)
//! spelled  = numbers with 十 百 千 萬 億 廿 卅, or one digit ;
//! ```

use nom::IResult;

/// What a reader of this stage gives: the rest of the text and what was read. Readers reject without allocating.
pub type Read<'a, T> = IResult<&'a str, T, ()>;

/// The answer of a reader where nothing of its kind begins.
pub const fn no<'a, T>() -> Read<'a, T> {
    Err(nom::Err::Error(()))
}

/// `rest` as the answer where `value` was read, else no answer.
pub fn some<T>(rest: &str, value: Option<T>) -> Read<'_, T> {
    value.map_or_else(no, |value| Ok((rest, value)))
}

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// 2024.
    Figures,
    /// 二〇二四: digit by digit.
    Listed,
    /// 二十四, or a single digit.
    Spelled,
}

/// A whole number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: u64,
    /// The number of its characters.
    pub length: usize,
    /// How it is written.
    pub style: Style,
    /// Whether it begins with a zero.
    pub padded: bool,
}

impl Numeral {
    /// The value as a small number, if it lies from `low` to `high`.
    pub fn within(self, low: u64, high: u64) -> Option<i16> {
        (low..=high).contains(&self.value).then(|| i16::try_from(self.value).ok()).flatten()
    }
}

/// The value of a decimal figure, also of a full-width one.
pub fn figure(c: char) -> Option<u64> {
    match c {
        '0'..='9' => Some(u64::from(c) - u64::from('0')),
        '０'..='９' => Some(u64::from(c) - u64::from('０')),
        _ => None,
    }
}

/// The value of a Chinese digit.
pub const fn digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壹' => 1,
        '二' | '兩' | '两' | '貳' | '贰' => 2,
        '三' | '叁' | '參' | '叄' | '仨' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陸' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a Chinese unit of counting.
pub const fn multiple(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '萬' | '万' => 10_000,
        '億' | '亿' => 100_000_000,
        _ => return None,
    })
}

/// Whether `c` can stand in a Chinese numeral.
pub const fn is_zh_numeral(c: char) -> bool {
    digit(c).is_some() || multiple(c).is_some() || matches!(c, '廿' | '卅')
}

/// Reads a whole number in any style.
pub fn numeral(i: &str) -> Read<'_, Numeral> {
    match i.chars().next() {
        Some(c) if figure(c).is_some() => figures(i),
        Some(c) if is_zh_numeral(c) => chinese(i),
        _ => no(),
    }
}

/// `figures` of the grammar, at most twelve.
fn figures(i: &str) -> Read<'_, Numeral> {
    let mut value = 0;
    let mut length = 0;
    let mut end = 0;
    for c in i.chars() {
        let Some(figure) = figure(c) else { break };
        if length == 12 {
            return no();
        }
        value = value * 10 + figure;
        length += 1;
        end += c.len_utf8();
    }
    let padded = i.starts_with(['0', '０']);
    Ok((i.get(end..).unwrap_or(""), Numeral { value, length, style: Style::Figures, padded }))
}

/// `listed` or `spelled` of the grammar.
fn chinese(i: &str) -> Read<'_, Numeral> {
    let run: usize = i.chars().take(13).take_while(|c| is_zh_numeral(*c)).map(char::len_utf8).sum();
    let (word, rest) = i.split_at_checked(run).unwrap_or(("", i));
    let length = word.chars().count();
    let padded = word.starts_with(['〇', '零', '○', '◯']);
    if length > 1 && word.chars().all(|c| digit(c).is_some()) {
        let value = word.chars().filter_map(digit).fold(0, |value, digit| value * 10 + digit);
        return Ok((rest, Numeral { value, length, style: Style::Listed, padded }));
    }
    some(rest, spelled(word).map(|value| Numeral { value, length, style: Style::Spelled, padded }))
}

/// The value of 十二, 廿一, 一百零五, 兩萬四千; none for 二三十 and what is no number.
fn spelled(word: &str) -> Option<u64> {
    let (mut total, mut section, mut last) = (0u64, 0u64, None);
    for c in word.chars() {
        match (digit(c), multiple(c)) {
            (Some(0), _) => last = None,
            (Some(_), _) if last.is_some() => return None,
            (Some(digit), _) => last = Some(digit),
            (_, Some(unit)) if unit >= 10_000 => {
                let below = section + last.take().unwrap_or(0);
                total = (total + if below == 0 && total == 0 { 1 } else { below }).checked_mul(unit)?;
                section = 0;
            }
            (_, Some(unit)) => section += last.take().unwrap_or(1) * unit,
            _ => section += if c == '廿' { 20 } else { 30 },
        }
    }
    Some(total + section + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_in_every_style() {
        for (text, value) in [
            ("2024年", 2024),
            ("２０２４", 2024),
            ("二〇二四", 2024),
            ("二零零九", 2009),
            ("十二月", 12),
            ("廿一", 21),
            ("三十", 30),
            ("一百零五", 105),
            ("兩萬四千", 24000),
            ("九七年", 97),
        ] {
            assert_eq!(numeral(text).map(|(_, numeral)| numeral.value), Ok(value), "{text}");
        }
        assert!(numeral("二三十").is_err());
        assert!(numeral("年").is_err());
    }
}
