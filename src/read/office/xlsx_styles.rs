//! How the numbers of a sheet are shown: as dates, percentages or numbers (ECMA-376, 18.8.30).

use super::xml::Node;

/// How a cell shows its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    /// As it is.
    #[default]
    Number,
    /// A hundred times as large, with `%`.
    Percent,
    /// As a day.
    Day,
    /// As a day and a time.
    Time,
}

/// How a cell shows its number, and the words around it: `#,##0,"千元"` in thousands, with 千元 behind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    kind: Kind,
    thousands: i32,
    before: String,
    behind: String,
}

/// The looks of `cellXfs`, by the index that cells give.
pub(super) fn looks(styles: &Node) -> Vec<Look> {
    let own = |id: &str| {
        let formats = styles.child("numFmts")?;
        formats.all("numFmt").find(|format| format.attribute("numFmtId") == Some(id))?.attribute("formatCode")
    };
    let look = |cell: &Node| {
        let id = cell.attribute("numFmtId").unwrap_or("0");
        let kind = match (id.parse(), own(id)) {
            (_, Some(code)) => return of_code(code),
            (Ok(9 | 10), None) => Kind::Percent,
            (Ok(14..=17 | 27..=31 | 34..=36 | 50..=58), None) => Kind::Day,
            (Ok(22), None) => Kind::Time,
            _ => Kind::Number,
        };
        Look { kind, ..Look::default() }
    };
    styles.child("cellXfs").map(|cells| cells.all("xf").map(look).collect()).unwrap_or_default()
}

/// What a format's code shows: the part for positive numbers.
///
/// ```text
/// code    := (literal | bracket | pad | sign)* (";" ...)?
/// literal := '"' char* '"' | "\\" char | "$" | "¥" | Chinese      shown as it is
/// bracket := "[$" currency ("-" locale)? "]" | "[" colour "]"
/// pad     := ("_" | "*") char                                      white space
/// sign    := "0" | "#" | "?" | "," | "%" | y m d h s ...
/// ```
pub(super) fn of_code(code: &str) -> Look {
    const MOST: usize = 200;
    let (mut look, mut bare, mut number, mut thousands) = (Look::default(), String::new(), false, 0);
    let mut chars = code.chars().take(MOST);
    while let Some(c) = chars.next() {
        let literal = match c {
            ';' => break,
            '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
            '\\' => chars.next().map(String::from).unwrap_or_default(),
            '[' => currency(&chars.by_ref().take_while(|c| *c != ']').collect::<String>()),
            '_' | '*' => chars.next().map(|_| String::new()).unwrap_or_default(),
            '$' | '¥' | '￥' | '\u{2E80}'.. => c.to_string(),
            _ => {
                bare.push(c.to_ascii_lowercase());
                match c {
                    '0' | '#' | '?' => (number, thousands) = (true, 0),
                    ',' if number => thousands += 1,
                    _ => {}
                }
                continue;
            }
        };
        if number { look.behind.push_str(&literal) } else { look.before.push_str(&literal) }
    }
    look.kind = match () {
        () if bare.contains('%') => Kind::Percent,
        () if bare.contains(['y', 'd']) && bare.contains('h') => Kind::Time,
        () if bare.contains(['y', 'd']) => Kind::Day,
        () => Kind::Number,
    };
    match look.kind {
        Kind::Number if number => Look { thousands, ..look },
        kind => Look { kind, ..Look::default() },
    }
}

/// The sign of `$HK$-C04`, what stands in a bracket; a colour has none.
fn currency(inner: &str) -> String {
    inner.strip_prefix('$').map(|sign| sign.split('-').next().unwrap_or("").to_owned()).unwrap_or_default()
}

/// A number as its cell shows it; `first` is whether days are counted from 1904.
pub(super) fn show(number: &str, look: &Look, from_1904: bool) -> String {
    let Ok(value) = number.parse::<f64>() else { return number.to_owned() };
    match look.kind {
        Kind::Percent => format!("{}%", plain(value * 100.0)),
        Kind::Day | Kind::Time if (0.0..2_958_466.0).contains(&value) => {
            let days = value as i64 + if from_1904 { 1462 } else { 0 };
            let (year, month, day) = civil(days - 25_569);
            let minutes = (value.fract() * 1440.0).round() as i64;
            let time = if look.kind == Kind::Time {
                format!(" {:02}:{:02}", minutes / 60, minutes % 60)
            } else {
                String::new()
            };
            format!("{year}-{month:02}-{day:02}{time}")
        }
        _ => format!("{}{}{}", look.before, plain(value / 1000_f64.powi(look.thousands)), look.behind),
    }
}

/// Fifteen digits at most, as spreadsheets keep them, without an exponent.
fn plain(value: f64) -> String {
    let digits = value.abs().max(1.0).log10().floor();
    let places = (14.0 - digits).clamp(0.0, 14.0) as usize;
    let text = format!("{value:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Year, month and day of a day counted from 1 January 1970 (H. Hinnant, `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_cells_show_them() {
        let kind = |code| of_code(code).kind;
        let shown = |number, code| show(number, &of_code(code), false);
        assert_eq!(shown("45291", "m/d/yy"), "2023-12-31");
        assert_eq!(shown("0.305", "0%"), "30.5%");
        assert_eq!((shown("0.1", "General"), shown("1234567890", "0")), ("0.1".to_owned(), "1234567890".to_owned()));
        assert_eq!((kind("yyyy\"年\"m\"月\"d\"日\""), kind("yyyy年m月d日")), (Kind::Day, Kind::Day));
        assert_eq!((kind("[Red]0.0%"), kind("#,##0\" days\"")), (Kind::Percent, Kind::Number));
        assert_eq!(shown("2500000", "#,##0\"元\";-#,##0\"元\""), "2500000元");
        assert_eq!(shown("2500000", "#,##0,\"千元\""), "2500千元");
        assert_eq!(shown("12.5", "[$HK$-C04]#,##0.00_);[Red](0)"), "HK$12.5");
        assert_eq!((shown("3", "0人"), shown("3", "\"n/a\"")), ("3人".to_owned(), "3".to_owned()));
    }
}
