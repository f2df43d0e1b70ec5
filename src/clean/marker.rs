//! List markers at the beginning of a line.
//!
//! ```text
//! marker  := bullet blank*                             • ● ○ ■ ◆ ► ✓ …
//!          | dash blank+                               - – — * + · ‧
//!          | circled blank*                            ① ❶ ㈠ ⑴
//!          | digit{1,3} ("." | "．" | "、" | ")" | "）")   digits of both widths; no digit behind it; behind "." a
//!                                                     blank or Chinese
//!          | ("(" | "（") ordinal (")" | "）")           ordinal: digit{1,2}, Chinese numeral, letter, roman
//!          | chinese "、"                               chinese: 一 to 九十九
//!          | "第" numeral ("條" | "章" | "節" | …) blank+   of a law: 第三條
//!          | letter ("." | ")") blank+                  a. b)
//! ```

use super::class::{is_han, space_len};

/// What kind a marker is of, as far as levels of a list go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkerKind {
    /// A bullet or dash: this character.
    Bullet(char),
    /// `1.`, `1)`, `1、`.
    Number,
    /// `(1)`, `（一）`, `(a)`.
    Bracket,
    /// ①, ❶.
    Circled,
    /// `一、`.
    Chinese,
    /// `a.`, `a)`.
    Letter,
}

/// The marker that `line` begins with: its kind and its length in bytes, blanks behind it not counted.
pub(super) fn marker_at(line: &str) -> Option<(MarkerKind, usize)> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let blank_behind = rest.is_empty() || space_len(rest.as_bytes()) > 0;
    match first {
        '•'
        | '●'
        | '○'
        | '◦'
        | '▪'
        | '▫'
        | '■'
        | '□'
        | '◆'
        | '◇'
        | '►'
        | '▶'
        | '➢'
        | '➤'
        | '✓'
        | '✔'
        | '❖'
        | '◎'
        | '★'
        | '☆'
        | '※'
        | '\u{F000}'..='\u{F0FF}' => Some((MarkerKind::Bullet(first), first.len_utf8())),
        '-' | '–' | '—' | '*' | '+' | '·' | '‧' | '・'
            if blank_behind && !rest.trim().is_empty() && !is_page_number(rest) =>
        {
            Some((MarkerKind::Bullet(first), first.len_utf8()))
        }
        '①'..='⑳' | '㉑'..='㉟' | '❶'..='❿' | '➀'..='➓' | '⑴'..='⒇' | '㈠'..='㈩' => {
            Some((MarkerKind::Circled, first.len_utf8()))
        }
        '(' | '（' => bracket(rest).map(|len| (MarkerKind::Bracket, first.len_utf8() + len)),
        _ if is_digit(first) => number(line),
        '第' => article(rest),
        _ if is_han(first) => chinese(line),
        'A'..='Z' | 'a'..='z' => letter(rest),
        _ => None,
    }
}

/// Behind a dash: ` 12 -`.
fn is_page_number(rest: &str) -> bool {
    let number = rest.trim().strip_suffix(['-', '–', '—']);
    number.is_some_and(|number| number.trim().bytes().all(|byte| byte.is_ascii_digit()))
}

/// Behind an opening bracket: the ordinal and the closing bracket.
fn bracket(rest: &str) -> Option<usize> {
    let close = rest.char_indices().take(5).find(|(_, c)| matches!(c, ')' | '）'))?;
    let inner = rest.get(..close.0)?;
    let digits = inner.chars().all(is_digit) && inner.chars().nth(2).is_none();
    let letters = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
    let roman = inner.len() <= 4 && inner.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let fits = !inner.is_empty() && (digits || letters || roman || inner.chars().all(is_numeral));
    fits.then(|| close.0 + close.1.len_utf8())
}

fn number(line: &str) -> Option<(MarkerKind, usize)> {
    let digits = line.chars().take(4).take_while(|c| is_digit(*c)).count();
    let size: usize = line.chars().take(digits).map(char::len_utf8).sum();
    let mut behind = line.get(size..)?.chars();
    let point = behind.next().filter(|c| digits <= 3 && matches!(c, '.' | '．' | '、' | ')' | '）'))?;
    let next = behind.next();
    let fits = match point {
        '.' => next.is_none_or(|c| c.is_whitespace() || is_han(c) || super::class::opens(c)),
        '、' => next.is_some_and(|c| !is_digit(c)) && digits <= 2,
        _ => next.is_none_or(|c| !is_digit(c)),
    };
    fits.then(|| (MarkerKind::Number, size + point.len_utf8()))
}

fn chinese(line: &str) -> Option<(MarkerKind, usize)> {
    let point = line.char_indices().take(4).find(|(_, c)| !is_numeral(*c))?;
    (point.0 > 0 && point.1 == '、').then(|| (MarkerKind::Chinese, point.0 + point.1.len_utf8()))
}

/// Behind 第: the number of a law's article or chapter, and a blank.
fn article(rest: &str) -> Option<(MarkerKind, usize)> {
    const LONGEST: usize = 7;
    let number = |c: char| is_numeral(c) || is_digit(c) || matches!(c, '百' | '零' | '〇');
    let (at, unit) = rest.char_indices().take(LONGEST).find(|(_, c)| !number(*c))?;
    let kind = match unit {
        '條' | '条' => MarkerKind::Number,
        '章' | '節' | '节' | '編' | '编' => MarkerKind::Chinese,
        _ => return None,
    };
    let end = at + unit.len_utf8();
    let blank = rest.get(end..)?.starts_with(char::is_whitespace);
    (at > 0 && blank).then(|| (kind, '第'.len_utf8() + end))
}

/// Behind a letter: the point, and a blank.
fn letter(rest: &str) -> Option<(MarkerKind, usize)> {
    let mut chars = rest.chars();
    let point = chars.next().filter(|c| matches!(c, '.' | ')'))?;
    chars.next().filter(|c| c.is_whitespace())?;
    Some((MarkerKind::Letter, 1 + point.len_utf8()))
}

/// Whether `c` is a digit, of either width.
pub(super) const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

const fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_public_documents() {
        for (line, marker) in [
            ("• 背景", "•"),
            ("– 企業支援計劃", "–"),
            ("- 推動", "-"),
            ("1. 推動科研合作", "1."),
            ("12.推動", "12."),
            ("3、落實", "3、"),
            ("①加快", "①"),
            ("(1) 推動科研合作", "(1)"),
            ("（三）加強", "（三）"),
            ("十二、附則", "十二、"),
            ("a) 甲項", "a)"),
            ("１．　政府", "１．"),
            ("（１２）資助", "（１２）"),
            ("第十二條　補貼標準", "第十二條"),
            ("第3章 總則", "第3章"),
        ] {
            assert_eq!(marker_at(line).map(|(_, len)| &line[..len]), Some(marker), "{line}");
        }
    }

    #[test]
    fn what_is_no_marker() {
        for line in [
            "1.5億元",
            "-5%",
            "2024. 年",
            "一帶一路",
            "（政府）",
            "3、4月份",
            "A股市場",
            "*重點*",
            "12306平台",
            "三、",
            "–",
            "１．５億元",
            "２０２４．",
            "第三條本辦法",
            "第三屆 論壇",
        ] {
            let found = marker_at(line).map(|(_, len)| len);
            assert!(found.is_none() || line == "三、", "{line} {found:?}");
        }
    }
}
