//! What is counted, where it stands before the figure: 獲批項目共1842個, 匯聚數據目錄2.3萬條.
//!
//! ```text
//! before = phrase ( "共" | "達" | "有" | bounding word )* | short
//! short  = ( mark | verb ) noun{2,6}             no list knows the noun
//! ```

use super::guard;
use super::noun::{counts, link};
use crate::mentions::input::Input;
use crate::span::Span;

/// The noun that a figure at `at` counts from before: 獲批項目共 1842 個.
#[must_use]
pub fn before(input: &Input<'_>, at: usize) -> Option<Span> {
    let mut text = guard::clause_before(input, at);
    for _ in 0..5 {
        text = text.trim_end();
        let Some(link) = link(input, text) else { break };
        text = text.get(..text.len() - link.len())?;
    }
    text = changing(input, text);
    let size = input.lexicon.noun_heads.longest_before(text).filter(|word| word.is("size"));
    let named = size.filter(|word| word.is("strip")).and_then(|word| text.strip_suffix(word.text));
    let text = named.or_else(|| text.strip_suffix(['數', '数']).filter(|_| size.is_none())).unwrap_or(text);
    let figures =
        input.text.get(..text.as_ptr() as usize - input.text.as_ptr() as usize + text.len() + '數'.len_utf8());
    let figures = figures.is_some_and(|text| text.ends_with(['數', '数']));
    let size = size.is_some() && named.is_none();
    let end = text.as_ptr() as usize - input.text.as_ptr() as usize + text.len();
    let mut start = end;
    while let Some(word) = input.lexicon.noun_heads.longest_before(text.get(..text.len() - (end - start))?) {
        start -= word.text.len();
    }
    if start == end && !figures && named.is_none() && !size {
        return short(input, text, end);
    }
    // 名額將於2024/25學年由10,000個: when it is so is not counted.
    let noun = input.slice(start, end);
    let time = ["學年", "学年", "年度", "財年", "财年", "季度", "年", "月", "日", "期"]
        .iter()
        .any(|word| noun.ends_with(word));
    (start < end && !size && !time && !rated(input, start)).then_some(Span::new(start, end))
}

/// Whether the noun at `at` is what a figure is for each of: 每百輛電動車達15支.
fn rated(input: &Input<'_>, at: usize) -> bool {
    let clause = guard::clause_before(input, at).trim_end();
    let classifier = input.lexicon.classifiers.longest_before(clause).map_or(0, |word| word.text.len());
    let before = clause.get(..clause.len() - classifier).unwrap_or(clause);
    let numeral = |c: char| super::digits::is_digit(c) || "一二三四五六七八九十百千萬万兩两".contains(c);
    before.trim_end_matches(numeral).trim_end().ends_with('每')
}

/// A noun that no list has, before the end of `text` at `end`: all that stands behind the last mark, where it
/// is a word or two without a verb or a number (、嫌犯6,789人).
fn short(input: &Input<'_>, text: &str, end: usize) -> Option<Span> {
    let mark = text
        .rfind(['、', '，', '”', '」'])
        .map_or(0, |index| index + text.get(index..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let from = behind_verb(input, text, mark);
    let noun = text.get(from..)?.trim_start();
    let size = noun.chars().count();
    let before = end - noun.len();
    let opens = from > mark || input.before(before).trim_end().ends_with(['、', '，', '。', '；', '：']);
    let plain = noun.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
        && noun.char_indices().all(|(index, c)| {
            let rest = noun.get(index..).unwrap_or("");
            let word =
                input.lexicon.noun_stops.longest_at(rest).or_else(|| input.lexicon.time_relative.longest_at(rest));
            word.is_none() && !counts(input, rest, c) && !"的其該该此每第共數数率比較较增減减多少年月日".contains(c)
        });
    // 全港約有263萬個: who has them is not what they are.
    let actor = input.lexicon.generic_subjects.get(noun).is_some() || input.lexicon.places.get(noun).is_some();
    (!actor && (2..=if from > mark { 6 } else { 4 }).contains(&size) && opens && plain)
        .then_some(Span::new(before, end))
}

/// Behind the last verb of two or more characters in the words from `mark` on: 匯聚數據目錄2.3萬條.
fn behind_verb(input: &Input<'_>, text: &str, mark: usize) -> usize {
    const NEAR: usize = 9;
    let near = text.char_indices().rev().nth(NEAR).map_or(0, |(index, _)| index).max(mark);
    let starts = text.get(near..).unwrap_or("").char_indices().map(|(index, _)| near + index);
    let verbs = starts.filter_map(|index| {
        let word = input.lexicon.noun_stops.longest_at(text.get(index..)?)?;
        let verb = word.text.chars().count() >= 2 && !word.is("and") && !word.is("copula");
        verb.then_some(index + word.text.len())
    });
    verbs.max().unwrap_or(mark)
}

/// The text before what changes, where `text` ends within it: 個案由每年2 500宗減至約 …, 個案由每年 ….
fn changing<'a>(input: &Input<'a>, text: &'a str) -> &'a str {
    let verb = text.strip_suffix(['減', '减', '增', '升', '跌', '降']).unwrap_or(text).trim_end();
    let classifier = input.lexicon.classifiers.longest_before(verb).map_or(0, |word| word.text.len());
    let figure = verb.get(..verb.len() - classifier).unwrap_or(verb).trim_end();
    let bare = figure.trim_end_matches(|c: char| {
        super::digits::is_digit(c)
            || matches!(c, ' ' | ',' | '多' | '餘')
            || "一二三四五六七八九十百千萬万兩两億亿".contains(c)
    });
    let from = if classifier > 0 && bare.len() < figure.len() { bare } else { text };
    let from = ["每年", "每月", "每日", "每天", "每季", "平均"]
        .iter()
        .fold(from, |text, word| text.trim_end_matches(['約', '约', ' ']).strip_suffix(word).unwrap_or(text));
    from.trim_end().strip_suffix(['由', '從', '从']).map_or(text, str::trim_end)
}
