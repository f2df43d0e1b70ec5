//! Bounding words before and after a figure.
//!
//! ```text
//! bounded = before [ link ]* figure [ after ] | reaching … figure
//! ```
//!
//! A word stands right before its figure (約 5 億元), or with links between (上限增至 5 億元); a word that
//! reaches (最多, 至少, 上限) bounds the first figure behind it in its clause. The words stand in
//! `data/bounds_before.toml`, `data/bounds_after.toml` and `data/bound_links.toml`.

use super::digits::is_digit;
use super::guard;
use super::numeral::unspaced;
use crate::lexicon::Word;
use crate::mentions::input::Input;
use crate::mentions::value::{Amount, Bound};

/// What the words around a figure say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// The bound.
    pub bound: Bound,
    /// Whether it is of the first of them (首三座).
    pub first: bool,
    /// Where the bounding words begin.
    pub start: usize,
    /// Where the figure ends with them.
    pub end: usize,
}

/// The bound of a word's entry.
fn of(word: Word) -> Option<Bound> {
    Some(match word.get("bound")? {
        "about" => Bound::About,
        "over" => Bound::Over,
        "at_least" => Bound::AtLeast,
        "under" => Bound::Under,
        "at_most" => Bound::AtMost,
        "nearly" => Bound::Nearly,
        _ => Bound::Exact,
    })
}

/// `before` without the white space at its end.
fn trimmed(before: &str) -> &str {
    before.trim_end_matches([' ', '\u{A0}', '\u{3000}', '*'])
}

/// The bounding word that `before` ends with.
fn ending(input: &Input<'_>, before: &str, bare: bool) -> Option<Word> {
    let before = trimmed(before);
    let apart = |word: &Word| {
        let head = before.get(..before.len() - word.text.len()).unwrap_or("");
        let latin = word.text.starts_with(|c: char| c.is_ascii_alphabetic());
        let joined = latin && head.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        !joined && (bare || !word.is("bare")) && !part_of_word(head, word.text)
    };
    input.lexicon.bounds_before.all_before(before).find(apart)
}

/// Whether `word` is only the end of a longer word: 合約, 以上, 不過, 附近.
fn part_of_word(head: &str, word: &str) -> bool {
    let last = head.chars().next_back().unwrap_or(' ');
    match word {
        "約" | "约" => "合公條契紐节節制簽邀失违違预預毁毀履解盟租婚条签".contains(last),
        "過" | "过" => "不通經经透超渡度错錯放難难曾穿路跨越去来".contains(last),
        "近" => "附最鄰邻靠遠远相".contains(last),
        "上" => "以加网網線线晚早海路陸陆船地算如之基本事实實向晋晉增附身在手史世市表會会台".contains(last),
        "首" => "元榜魁回歲岁為为自居部匕之一".contains(last),
        "頭" | "头" => !matches!(last, ' ' | '，' | '的' | '在'),
        "滿" | "满" => "不未充圓圆完美".contains(last),
        _ => false,
    }
}

/// The bound that stands before `at`, and where its words begin.
fn before(input: &Input<'_>, at: usize, bare: bool) -> Option<(Bound, bool, usize)> {
    let mut text = guard::clause_before(input, at);
    let offset = |text: &str, word: Word| {
        let head = trimmed(text).len().checked_sub(word.text.len())?;
        Some(text.as_ptr() as usize - input.text.as_ptr() as usize + head)
    };
    let mut described = false;
    for _ in 0..4 {
        if let Some(word) = ending(input, text, bare) {
            // 人數最多的 3 個地區: a superlative, not a bound.
            if described && word.text.starts_with('最') {
                return None;
            }
            return Some((of(word)?, word.is("first"), offset(text, word)?));
        }
        let link = input.lexicon.bound_links.longest_before(trimmed(text))?;
        described = described || link.text == "的";
        text = text.get(..trimmed(text).len() - link.text.len())?;
    }
    None
}

/// The word that reaches the figure at `at` from further back in its clause.
fn reaching(input: &Input<'_>, at: usize) -> Option<Bound> {
    let clause = guard::clause_before(input, at);
    let reach = if clause.is_ascii() { 110 } else { 24 };
    for (index, c) in clause.char_indices().rev().take(reach) {
        if is_digit(c) {
            return None;
        }
        let rest = clause.get(index..)?;
        let Some(word) = input.lexicon.bounds_before.longest_at(rest).filter(|word| word.is("reach")) else { continue };
        let behind = rest.get(word.text.len()..)?;
        let superlative = word.text.starts_with(['最', 'm']) && behind.starts_with(['的', '是', '之']);
        let named = behind.starts_with(['人', '家']) || superlative;
        let counted = behind.char_indices().any(|(index, _)| counts(input, behind, index));
        return if named || counted { None } else { of(word) };
    }
    None
}

/// Whether another figure stands at `index` of `text`: what reaches, reaches the first only.
fn counts(input: &Input<'_>, text: &str, index: usize) -> bool {
    let rest = text.get(index..).unwrap_or("");
    let Some(numeral) = super::numeral::read(rest, input.lexicon) else { return false };
    let behind = rest.get(numeral.len..).unwrap_or("");
    input.lexicon.classifiers.longest_at(unspaced(behind)).is_some()
}

/// The bound that stands behind `end`, and where its words end.
fn after(input: &Input<'_>, end: usize) -> Option<(Bound, usize)> {
    let rest = unspaced(input.rest(end));
    let word = input.lexicon.bounds_after.all_at(rest).find(|word| guard::ends_word(input, rest, word.text))?;
    let behind = rest.get(word.text.len()..)?;
    // 起 and 內 begin other words and have a clause of their own behind them only at its end.
    let short = word.text.chars().count() == 1 && !word.is("tail");
    let closes = behind.chars().next().is_none_or(|c| guard::ends_clause(c) || matches!(c, '的' | '、' | '及' | '不'));
    let tail = word.is("tail") && behind.starts_with(|c: char| c.is_alphanumeric() && !matches!(c, '的' | '長' | '高'));
    ((!short || closes) && !tail).then_some((of(word)?, input.text.len() - behind.len()))
}

/// The bounds of the figure at `start..end` that states `amount`; `bare` where it is a magnitude alone.
#[must_use]
pub fn around(input: &Input<'_>, start: usize, end: usize, amount: &Amount, bare: bool) -> Bounds {
    let before = before(input, start, bare);
    let after = after(input, end);
    let first = before.is_some_and(|(_, first, _)| first);
    let begin = before.map_or(start, |(_, _, begin)| begin);
    let said = match (amount.bound, before, after) {
        (Bound::Exact, Some((bound, false, _)), _) => bound,
        (Bound::Exact, _, Some((bound, _))) => bound,
        (Bound::Exact, None, None) => reaching(input, start).unwrap_or_default(),
        (inner, ..) => inner,
    };
    Bounds { bound: said, first, start: begin, end: after.map_or(end, |(_, end)| end) }
}
