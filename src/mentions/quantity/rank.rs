//! Places in a ranking.
//!
//! ```text
//! rank   = "第" figure [ "位" | "名" | "大" ] | "首位" | figure "大" | "前" figure [ "位" | "名" | "大" ]
//! ```
//!
//! 第三名 and 第四大 are ranks by themselves. Bare 第 17 is one where a scope stands right before it
//! (全球第 17) or the clause states a ranking (排名第 17). 二十大 is one behind a scope: at most 20. The
//! span is the number with its 第 or 大; the scope stands in the clause before it (`data/scopes.toml`).

use rust_decimal::Decimal;

use super::figure::{self, Figure};
use super::guard;
use super::numeral::{Form, unspaced};
use crate::lexicon::{Table, Word};
use crate::mentions::input::{Found, Input};
use crate::mentions::value::{Amount, Bound, Lang, Rank, Value};
use crate::span::Span;

/// The scope word that ends right before `at`, or with 排名 and the like between.
#[must_use]
pub fn scope(input: &Input<'_>, at: usize) -> Option<Span> {
    let clause = guard::clause_before(input, at);
    let near = ending(input, clause.trim_end(), at - clause.len());
    near.or_else(|| last_in(&input.lexicon.scopes, clause, at - clause.len()))
}

/// Whether `word`, behind `before`, is a scope: a place is one only behind 在, unless it stands `near`.
fn is_scope(word: Word, before: &str, near: bool) -> bool {
    !word.is("english") && (near || !word.is("place") || before.ends_with(['在', '於', '于']))
}

/// The scope that `text`, which begins at byte `offset`, ends with: one word, one with 區 or 國家 behind
/// it, or two that are joined (東南亞和大洋洲區).
fn ending(input: &Input<'_>, text: &str, offset: usize) -> Option<Span> {
    let word_before = |text: &str| input.lexicon.scopes.longest_before(text).filter(|word| is_scope(*word, "", true));
    let text = text.trim_end_matches(['的', ' ']);
    let tails = ["地區", "地区", "國家", "国家", "區", "区", "城市", ""];
    let bare = tails.iter().filter_map(|tail| text.strip_suffix(tail));
    let (bare, word) = bare.filter_map(|bare| Some((bare, word_before(bare)?))).next_back()?;
    let mut start = bare.len() - word.text.len();
    let before = text.get(..start).unwrap_or("");
    let joined = ["和", "及", "與", "与"].iter().find_map(|joint| before.strip_suffix(joint));
    if let Some((before, other)) = joined.and_then(|before| Some((before, word_before(before)?))) {
        start = before.len() - other.text.len();
    }
    Some(Span::new(offset + start, offset + text.len()))
}

/// The last word of `table` in `text`, the longest where several end there.
fn last_in(table: &Table, text: &str, offset: usize) -> Option<Span> {
    let mut found: Option<Span> = None;
    for (index, _) in text.char_indices() {
        let Some(word) = text.get(index..).and_then(|rest| table.longest_at(rest)) else { continue };
        if !is_scope(word, text.get(..index).unwrap_or(""), false) {
            continue;
        }
        let span = Span::new(offset + index, offset + index + word.text.len());
        if found.is_none_or(|found| span.end() > found.end()) {
            found = Some(span);
        }
    }
    found
}

/// Whether the clause before `at` states a ranking.
fn stated(input: &Input<'_>, at: usize) -> bool {
    let clause = guard::clause_before(input, at);
    let adjacent = input.lexicon.rank_words.longest_before(clause.trim_end()).is_some();
    let ranking = |text: &str| {
        ["排名", "排行", "位列", "名列", "位居", "名次", "ranked", "ranking"].iter().any(|word| text.contains(word))
    };
    adjacent || ranking(clause)
}

/// Reads a rank that begins with 第 at `at`.
#[must_use]
pub fn ordered(input: &Input<'_>, at: usize) -> Option<Found> {
    let (figure, behind) = ordinal_figure(input, at)?;
    let rest = unspaced(input.rest(behind));
    let gap = input.text.len() - rest.len();
    let by_itself = rest.starts_with('大') && guard::ends_word(input, rest, "大");
    let placed = ["位", "名"].into_iter().any(|word| rest.starts_with(word) && guard::ends_word(input, rest, word));
    let scope = scope(input, at);
    let near = scope.is_some_and(|scope| input.slice(scope.end(), at).trim_matches([' ', '的']).is_empty());
    let bare = !classified(input, behind) && (near || stated(input, at));
    let end = if by_itself || placed { gap + '大'.len_utf8() } else { behind };
    let number = figure.amount;
    if !(by_itself || placed && !person(input, end) || bare) {
        return None;
    }
    let end = if placed { behind } else { end };
    Some(found(at, end, number, scope, "rank.ordered"))
}

/// Reads 首位 behind a scope or a word of ranking at `at`: 居世界首位.
#[must_use]
pub fn leading(input: &Input<'_>, at: usize) -> Option<Found> {
    let rest = input.rest(at);
    let end = at + rest.strip_prefix('首').filter(|rest| rest.starts_with('位')).map(|_| "首位".len())?;
    let clause = guard::clause_before(input, at).trim_end();
    let near = ending(input, clause, at - clause.len());
    let listed =
        input.lexicon.rank_words.longest_before(clause).is_some_and(|word| word.text.contains(['居', '列', '名']));
    let amount = Amount { value: Some(Decimal::ONE), ..Amount::default() };
    let alone = input.rest(end).chars().next().is_none_or(|c| guard::ends_clause(c) || matches!(c, '的' | '、'));
    (alone && (near.is_some() || listed)).then(|| found(at, end, amount, near, "rank.leading"))
}

/// Whether 位 or 名 counts persons or things rather than places (第三位行政長官).
fn person(input: &Input<'_>, at: usize) -> bool {
    super::noun::after(input, at).is_some_and(|noun| noun.start() == at)
}

/// Whether a classifier of ordinals stands behind the number: 第五期 is no rank.
fn classified(input: &Input<'_>, at: usize) -> bool {
    super::count::classifier(input, at).is_some_and(|(word, _)| !word.is("rank") && !word.is("big"))
}

/// 第 and the number behind it; where it ends.
pub(super) fn ordinal_figure(input: &Input<'_>, at: usize) -> Option<(Figure, usize)> {
    let rest = input.rest(at).strip_prefix('第')?;
    let start = input.text.len() - unspaced(rest).len();
    let figure = figure::signed(input.rest(start), input.lexicon)?;
    let plain = figure.amount.value.is_some_and(|value| value.fract().is_zero() && !value.is_sign_negative());
    (plain && figure.numeral.form != Form::Dotted && figure.amount.bound == Bound::Exact)
        .then_some((figure, start + figure.len))
}

fn found(start: usize, end: usize, amount: Amount, scope: Option<Span>, rule: &'static str) -> Found {
    Found::new(start, end, Lang::Zh, Value::Rank(Rank { amount, scope }), rule)
}

/// Reads 二十大 behind a scope at `at`: among the first twenty. `figure` stands at `at`.
#[must_use]
pub fn among(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Found> {
    let value = figure.amount.value.filter(|value| value.fract().is_zero() && *value >= Decimal::TWO)?;
    let end = at + figure.len;
    let rest = input.rest(end);
    let clause = guard::clause_before(input, at);
    let led = clause.trim_end().strip_suffix('前').or_else(|| clause.trim_end().strip_suffix('首'));
    let before = led.unwrap_or(clause);
    let big = rest.starts_with('大') && guard::ends_word(input, rest, "大");
    let end = if big { end + '大'.len_utf8() } else { end };
    let near = ending(input, before.trim_end(), at - clause.len());
    let listed =
        input.lexicon.rank_words.longest_before(before.trim_end()).is_some_and(|word| word.text.chars().count() > 1);
    let counted = !big && super::count::classifier(input, end).is_some_and(|(word, _)| !word.is("rank"));
    let ranked = match near {
        _ if led.is_some() => (near.is_some() || listed) && !counted,
        Some(scope) => big && among_them(input, scope, end),
        None => false,
    };
    let amount = Amount { value: Some(value), bound: Bound::AtMost, ..Amount::default() };
    let scope = near.or_else(|| listed.then(|| scope(input, at)).flatten());
    ranked.then(|| found(at, end, amount, scope, "rank.among"))
}

/// Whether 二十大 behind `scope` is a place among them and not a count (全市十大新聞): a word of ranking stands
/// before the scope, or no noun behind the figure, or 之一 behind the noun.
fn among_them(input: &Input<'_>, scope: Span, end: usize) -> bool {
    let before = guard::clause_before(input, scope.start());
    let stated = input.lexicon.rank_words.longest_before(before.trim_end()).is_some();
    let noun = super::noun::after(input, end);
    stated || noun.is_none_or(|noun| input.rest(noun.end()).starts_with('之'))
}

/// Reads an English ordinal at `at` as a rank: ranked third globally, 17th in the world.
#[must_use]
pub fn english(input: &Input<'_>, at: usize) -> Option<Found> {
    let rest = input.rest(at);
    let word = input.lexicon.ordinals_en.longest_at(rest).filter(|word| guard::whole_word(rest, word.text));
    let (value, len): (Decimal, usize) = match word {
        Some(word) => (word.get("value")?.parse().ok()?, word.text.len()),
        None => suffixed(rest)?,
    };
    let behind = rest.get(len..)?.trim_start_matches([' ', ',']);
    let scope =
        input.lexicon.scopes.all_at(behind).find(|word| word.is("english") && guard::whole_word(behind, word.text));
    let clause = guard::clause_before(input, at);
    let ranked = ["ranked", "ranks", "ranking", "placed", "Ranked", "Ranking"].iter().any(|word| clause.contains(word));
    let start = input.text.len() - behind.len();
    let scope = scope.map(|word| Span::new(start, start + word.text.len()));
    let amount = Amount { value: Some(value), ..Amount::default() };
    let rank = Value::Rank(Rank { amount, scope });
    (ranked || scope.is_some()).then(|| Found::new(at, at + len, Lang::En, rank, "rank.english"))
}

/// 17th, 22nd: digits with the ending of an ordinal.
fn suffixed(rest: &str) -> Option<(Decimal, usize)> {
    let len = rest.find(|c: char| !c.is_ascii_digit()).filter(|len| (1..=4).contains(len))?;
    let ending = ["th", "st", "nd", "rd"]
        .into_iter()
        .find(|ending| rest.get(len..).is_some_and(|rest| rest.starts_with(ending)))?;
    guard::whole_word(rest.get(len..)?, ending).then_some(())?;
    Some((rest.get(..len)?.parse().ok()?, len + ending.len()))
}
