//! What can begin at a place, told from its first characters: the grammars are asked only where one of
//! them may have an answer.
//!
//! ```text
//! date       = number date-follower | figures of four or eight | word of a list | first second ;
//! duration   = { figure | numeral | "半" | "多" | blank } ( unit | connector ) ;
//! in English = word of a list | figures ( letter | dash | quote ) | figures of four ;
//! ```
//!
//! A no is certain; the tests hold it against the grammars.

use super::base::Env;
use super::number::{Numeral, Read, Style, figure, is_zh_numeral, numeral};
use super::text::{gap, is_blank, latin};
use crate::charset::CharSet;

/// What goes on behind the numeral that a date begins with, besides the words of the lists.
static FOLLOWERS: CharSet = CharSet::of("世年季月日號号個个-/.－／．–‐‑—−");

/// The first characters of dates without a numeral or a word of a list, and the second ones.
static FIRST: CharSet = CharSet::of("上下前後后首頭头最第今本去明昨翌次同這这農农陰阴夏舊旧正冬臘腊");
static SECOND: CharSet = CharSet::of("世個个半（(季月星禮礼週周日天後后曆历");

/// The first characters of lengths of time, besides numerals, and what their figures are made of.
static AMOUNTS: CharSet = CharSet::of("大個个半.,．");
static PARTS: CharSet = CharSet::of("0123456789０１２３４５６７８９.,．多餘余幾几來来個个半大");

/// The characters of a figure of a length of time, at most; longer ones are left to the grammar.
const MOST: usize = 24;

/// Whether a date in Chinese may begin at the place of `env`.
pub fn date(env: &Env<'_>) -> bool {
    let (i, lexicon) = (env.rest(), env.lexicon());
    let mut all = i.chars();
    let (Some(first), second) = (all.next(), all.next()) else { return false };
    if is_figure(first)
        && let Ok(read) = numeral(i)
        && numbered(env, read)
    {
        return true;
    }
    let told = second.is_none_or(|c| SECOND.has(c) || is_blank(c) || is_figure(c));
    (FIRST.has(first) && told)
        || matches!(first, '閏' | '闰')
        || is_blank(first)
        || lexicon.eras.longest_at(i).is_some()
        || lexicon.time_relative.longest_at(i).is_some()
        || lexicon.time_edges.longest_at(i).is_some()
}

/// Whether a date may begin with this numeral.
fn numbered(env: &Env<'_>, (rest, number): (&str, Numeral)) -> bool {
    let (next, lexicon) = (gap(rest), env.lexicon());
    let year = number.style == Style::Figures && matches!(number.length, 4 | 8);
    year || next.chars().next().is_none_or(|c| {
        FOLLOWERS.has(c)
            || c.is_ascii_alphabetic()
            // 八月十五, but no figure: a day without its 日
            || (number.style == Style::Spelled && !c.is_alphanumeric())
    }) || lexicon.time_connectors.begins(next)
        || lexicon.time_years.begins(next)
        || lexicon.time_units.begins(next)
}

const fn is_figure(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９') || is_zh_numeral(c)
}

/// Whether a length of time in Chinese may begin at the place of `env`.
pub fn duration(env: &Env<'_>) -> bool {
    let i = env.rest();
    if !i.starts_with(|c| AMOUNTS.has(c) || is_figure(c)) {
        return false;
    }
    match i.char_indices().take(MOST).find(|(_, c)| !(PARTS.has(*c) || is_zh_numeral(*c) || is_blank(*c))) {
        Some((at, _)) => {
            let next = i.get(at..).unwrap_or("");
            env.lexicon().time_units.begins(next) || env.lexicon().time_connectors.begins(next)
        }
        None => true,
    }
}

/// Whether a recurring time in Chinese may begin at the place of `env`.
pub fn set(env: &Env<'_>) -> bool {
    env.rest().starts_with(['每', '逢'])
}

/// Words that English dates and times begin with, besides those of the lists.
const WORDS: [&str; 14] = [
    "from",
    "between",
    "half",
    "a",
    "an",
    "every",
    "each",
    "per",
    "financial",
    "fiscal",
    "academic",
    "school",
    "year",
    "last",
];

/// Whether a time in English may begin at the place of `env`.
pub fn english(env: &Env<'_>) -> bool {
    let i = env.rest();
    if i.starts_with(|c: char| c.is_ascii_digit()) {
        return figures_in_english(i);
    }
    let second = || i.chars().nth(1);
    if i.starts_with("FY") || (i.starts_with(['Q', 'H']) && second().is_some_and(is_figure)) {
        return true;
    }
    let lexicon = env.lexicon();
    let word: Read<'_, _> = latin(i);
    word.is_ok_and(|(_, word)| {
        word.is(&WORDS)
            || lexicon.time_en.get(word.as_str()).is_some()
            || lexicon.months.get(word.as_str()).is_some()
            || lexicon.numerals.get(word.as_str()).is_some()
    })
}

/// Whether English goes on behind the figures at the start of `i`, or they may be a year.
fn figures_in_english(i: &str) -> bool {
    let year = i.chars().take(5).take_while(|c| figure(*c).is_some()).count() == 4;
    let part = |c: char| figure(c).is_some() || is_blank(c) || is_zh_numeral(c) || matches!(c, '.' | ',' | '．');
    let next = i.chars().take(MOST).find(|c| !part(*c));
    year || next.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '–' | '—' | '\'' | '’'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::mentions::{Context, Date, Input};
    use crate::structure::Region;

    /// What times begin with and go on with; every two stand together, each before every third of all.
    const PIECES: [&str; 62] = [
        "2024",
        "二〇二四",
        "12",
        "１",
        "十五",
        "兩",
        "1,000",
        "1.5",
        "20240307",
        "113",
        "九十",
        "元",
        "年",
        "月",
        "日",
        "季",
        "第",
        "首",
        "上",
        "下",
        "前",
        "最後",
        "今",
        "本",
        "同",
        "每",
        "逢星期",
        "世紀",
        "年代",
        "個",
        "半",
        "多",
        "學年",
        "財政年度",
        "小時",
        "天",
        "前",
        "至",
        "-",
        "/",
        ".",
        " ",
        "（",
        "）",
        "底",
        "初",
        "農曆",
        "正月",
        "閏",
        "民國",
        "以上",
        "億",
        "year",
        "May",
        "first",
        "half",
        "a ",
        "Q",
        "1st",
        "to ",
        "from ",
        "ago",
    ];

    fn check(text: &str, lexicon: &Lexicon, context: &Context) {
        let input = Input { text, lexicon, context };
        let env = Env { input: &input, at: 0 };
        let latin = text.starts_with(|c: char| c.is_ascii_alphabetic());
        if !latin {
            assert!(date(&env) || super::super::date::date(&env).is_none(), "date: {text}");
            assert!(set(&env) || super::super::set::set(&env).is_none(), "set: {text}");
            assert!(duration(&env) || super::super::duration::duration(&env).is_none(), "duration: {text}");
        }
        if text.starts_with(|c: char| c.is_ascii_alphanumeric()) && !english(&env) {
            assert!(super::super::date_en::date_en(&env).is_none(), "date in English: {text}");
            assert!(super::super::duration_en::duration_en(&env).is_none(), "duration in English: {text}");
            assert!(!latin || super::super::duration_en::set_en(&env).is_none(), "set in English: {text}");
        }
    }

    #[test]
    fn a_no_is_certain() {
        let lexicon = Lexicon::new();
        let date = Date::new(2024, 2, 29).ok();
        let [hong_kong, taiwan] = [Region::HK, Region::TW].map(|region| Context { date, region, ..Context::default() });
        for (start, first) in PIECES.into_iter().enumerate() {
            for (next, second) in PIECES.into_iter().enumerate() {
                for third in PIECES.into_iter().skip((start + next) % 3).step_by(3) {
                    let context = if next % 2 == 0 { &hong_kong } else { &taiwan };
                    check(&format!("{first}{second}{third}"), &lexicon, context);
                }
            }
        }
    }

    #[test]
    fn every_word_is_heard() {
        let lexicon = Lexicon::new();
        let context = Context { date: Date::new(2024, 2, 29).ok(), ..Context::default() };
        let lists = [lexicon.eras, lexicon.time_relative, lexicon.time_edges, lexicon.time_connectors];
        let more = [lexicon.time_years, lexicon.time_units, lexicon.time_en, lexicon.months, lexicon.numerals];
        for word in lists.iter().chain(&more).flat_map(|table| table.words()) {
            for before in ["", "2024", "三", "12 ", "每", "十五"] {
                for behind in ["", "年", "一年", "底", "5日", "2024年", " 2024", "前"] {
                    check(&format!("{before}{}{behind}", word.text), &lexicon, &context);
                }
            }
        }
    }
}
