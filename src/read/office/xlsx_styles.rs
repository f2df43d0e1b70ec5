//! How the numbers of a sheet are shown: as dates, percentages or numbers (ECMA-376, 18.8.30).

use super::xml::Node;

/// How a cell shows its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// As it is.
    Number,
    /// A hundred times as large, with `%`.
    Percent,
    /// As a day.
    Day,
    /// As a day and a time.
    Time,
}

/// The looks of `cellXfs`, by the index that cells give.
pub(super) fn looks(styles: &Node) -> Vec<Look> {
    let own = |id: &str| {
        let formats = styles.child("numFmts")?;
        formats.all("numFmt").find(|format| format.attribute("numFmtId") == Some(id))?.attribute("formatCode")
    };
    let look = |cell: &Node| {
        let id = cell.attribute("numFmtId").unwrap_or("0");
        match (id.parse(), own(id)) {
            (_, Some(code)) => of_code(code),
            (Ok(9 | 10), None) => Look::Percent,
            (Ok(14..=17 | 27..=31 | 34..=36 | 50..=58), None) => Look::Day,
            (Ok(22), None) => Look::Time,
            _ => Look::Number,
        }
    };
    styles.child("cellXfs").map(|cells| cells.all("xf").map(look).collect()).unwrap_or_default()
}

/// What a format's code shows, its quoted words and colours left out.
fn of_code(code: &str) -> Look {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    let bare: String = code
        .chars()
        .take(200)
        .filter(|c| {
            let skip = escaped || quoted || bracket || matches!(c, '"' | '[' | '\\');
            match (escaped, c) {
                (true, _) => escaped = false,
                (_, '\\') => escaped = true,
                (_, '"') => quoted = !quoted,
                (_, '[') => bracket = true,
                (_, ']') => bracket = false,
                _ => {}
            }
            !skip
        })
        .collect();
    let bare = bare.to_ascii_lowercase();
    match () {
        () if bare.contains('%') => Look::Percent,
        () if bare.contains(['y', 'd']) && bare.contains('h') => Look::Time,
        () if bare.contains(['y', 'd']) => Look::Day,
        () => Look::Number,
    }
}

/// A number as its cell shows it; `first` is whether days are counted from 1904.
pub(super) fn show(number: &str, look: Look, from_1904: bool) -> String {
    let Ok(value) = number.parse::<f64>() else { return number.to_owned() };
    match look {
        Look::Percent => format!("{}%", plain(value * 100.0)),
        Look::Day | Look::Time if (0.0..2_958_466.0).contains(&value) => {
            let days = value as i64 + if from_1904 { 1462 } else { 0 };
            let (year, month, day) = civil(days - 25_569);
            let minutes = (value.fract() * 1440.0).round() as i64;
            let time =
                if look == Look::Time { format!(" {:02}:{:02}", minutes / 60, minutes % 60) } else { String::new() };
            format!("{year}-{month:02}-{day:02}{time}")
        }
        _ => plain(value),
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
        assert_eq!(show("45291", Look::Day, false), "2023-12-31");
        assert_eq!(show("0.305", Look::Percent, false), "30.5%");
        assert_eq!(show("0.1", Look::Number, false), "0.1");
        assert_eq!(show("1234567890", Look::Number, false), "1234567890");
        assert_eq!(of_code("yyyy\"年\"m\"月\"d\"日\""), Look::Day);
        assert_eq!(of_code("[Red]0.0%"), Look::Percent);
        assert_eq!(of_code("#,##0\" days\""), Look::Number);
    }
}
