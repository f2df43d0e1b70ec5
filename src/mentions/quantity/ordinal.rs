//! Ordinals.
//!
//! ```text
//! ordinal = "第" figure ( joint [ "第" ] figure )* [ classifier ] | "首" classifier | english
//! english = ( "first" | "third" | "2nd" … ) ( class | word+ )
//! ```
//!
//! Law articles, chapters and numbered parts (第 5 條, 第三章) are none; 條 with a noun behind it (第三條
//! 跑道) is one. 第一 that opens an enumeration (第一，…) is none. Set phrases (第三方, 首都) are left out by
//! the scan. Classifiers that ordinals take carry `ordinal` in `data/classifiers.toml`.

use rust_decimal::Decimal;

use super::count;
use super::figure::Figure;
use super::guard;
use super::noun;
use super::numeral::unspaced;
use super::rank;
use crate::lexicon::Word;
use crate::mentions::input::{Found, Input};
use crate::mentions::value::{Lang, Ordinal, Value};
use crate::span::Span;

fn found(start: usize, end: usize, lang: Lang, value: Decimal, classifier: Option<Span>) -> Found {
    Found::new(start, end, lang, Value::Ordinal(Ordinal { value, classifier }), "ordinal")
}

/// Whether what stands at `at` numbers the parts of a text or places of an address: 條, 章, 號.
fn numbers_parts(input: &Input<'_>, at: usize) -> bool {
    let rest = unspaced(input.rest(at));
    rest.starts_with(|c: char| {
        "章節节款號号頁页行欄栏卷編编目樓楼室座街巷弄段郵邮課课回集冊册附版代年月日天週周季時时點点分秒(（-–"
            .contains(c)
    })
}

/// Words of a noun that show an article of law before it: 第25條規定, 第3條例.
const LAW: [&str; 6] = ["例", "規定", "规定", "條文", "条文", "修正"];

/// Reads 第 and a number at `at` as an ordinal.
#[must_use]
pub fn numbered(input: &Input<'_>, at: usize) -> Option<Found> {
    let (figure, behind) = rank::ordinal_figure(input, at)?;
    let value = figure.amount.value?;
    if input.before(at).trim_end().ends_with(['條', '条', '款', '章', '節', '节', '編', '编']) {
        return None;
    }
    if let Some((word, end)) = count::classifier(input, behind).filter(|(word, _)| word.is("ordinal")) {
        let law = word.is("law")
            && noun::after(input, end)
                .is_none_or(|noun| noun.start() != end || LAW.iter().any(|word| noun.of(input.text).contains(word)));
        let part = numbers_parts(input, behind) && word.text.chars().count() == 1;
        let classifier = Span::new(end - word.text.len(), end);
        return (!law && !part).then(|| found(at, end, Lang::Zh, value, Some(classifier)));
    }
    if let Some(classifier) = list_classifier(input, behind) {
        return Some(found(at, behind, Lang::Zh, value, Some(classifier)));
    }
    let rest = unspaced(input.rest(behind));
    let opens = guard::clause_before(input, at).trim_end().is_empty()
        && rest.starts_with(['，', ',', '、', '：', ':', '.', '）', ')']);
    let other = rest.starts_with(|c: char| c.is_alphanumeric());
    let whole = !opens && !other && !numbers_parts(input, behind);
    whole.then(|| found(at, behind, Lang::Zh, value, None))
}

/// What joins the ordinals of a list (第二、三期, 第一至第三期).
const JOINTS: [char; 9] = ['、', '及', '和', '與', '与', '至', '或', '-', '–'];

/// The classifier that an ordinal shares with those behind it, up to four.
fn list_classifier(input: &Input<'_>, at: usize) -> Option<Span> {
    let mut next = at;
    for _ in 0..4 {
        let rest = input.rest(next).strip_prefix(JOINTS)?;
        let rest = rest.strip_prefix('第').unwrap_or(rest);
        let figure = super::figure::signed(rest, input.lexicon).filter(|figure| figure.len <= 9)?;
        next = input.text.len() - rest.len() + figure.len;
        if let Some((word, end)) =
            count::classifier(input, next).filter(|(word, _)| word.is("ordinal") && !word.is("law"))
        {
            return Some(Span::new(end - word.text.len(), end));
        }
    }
    None
}

/// Reads a further ordinal of a list, without 第 of its own: the 三期 of 第二、三期. `figure` stands at `at`.
#[must_use]
pub fn listed(input: &Input<'_>, at: usize, figure: &Figure) -> Option<Found> {
    let before = input.before(at).strip_suffix(JOINTS)?;
    let start = before.char_indices().rev().take(8).find(|(_, c)| *c == '第').map(|(index, _)| index)?;
    let (_, end) = rank::ordinal_figure(input, start)?;
    let between = before.get(end..)?;
    let numbers = between
        .chars()
        .all(|c| JOINTS.contains(&c) || super::numeral::read(c.encode_utf8(&mut [0; 4]), input.lexicon).is_some());
    let (word, end) = count::classifier(input, at + figure.len)
        .filter(|(word, _)| numbers && word.is("ordinal") && !word.is("law"))?;
    let classifier = Span::new(end - word.text.len(), end);
    Some(found(at, end, Lang::Zh, figure.amount.value?, Some(classifier)))
}

/// Reads 首 and a classifier at `at`.
#[must_use]
pub fn first(input: &Input<'_>, at: usize) -> Option<Found> {
    let behind = at + '首'.len_utf8();
    let compound = input
        .before(at)
        .ends_with(|c: char| "元榜魁回歲岁為为自居部匕之一歌三兩两十百千0123456789幾几數数多".contains(c));
    let (word, end) = count::classifier(input, behind).filter(|(word, _)| word.is("ordinal") && !word.is("law"))?;
    let tight = end == behind + word.text.len();
    let classifier = Span::new(end - word.text.len(), end);
    (!compound && tight && input.rest(at).starts_with('首'))
        .then(|| found(at, end, Lang::Zh, Decimal::ONE, Some(classifier)))
}

/// Reads an English ordinal at `at`: with its class (first batch), or by itself before a noun.
#[must_use]
pub fn english(input: &Input<'_>, at: usize) -> Option<Found> {
    let rest = input.rest(at);
    let word = input.lexicon.ordinals_en.longest_at(rest).filter(|word| guard::whole_word(rest, word.text))?;
    let value: Decimal = word.get("value")?.parse().ok()?;
    let behind = rest.get(word.text.len()..)?.strip_prefix(' ')?;
    let start = at + word.text.len() + 1;
    let next = behind.split(|c: char| !c.is_alphanumeric() && c != '-').next().filter(|next| !next.is_empty())?;
    let listed = |word: &Word| word.text == next;
    let known = input.lexicon.ordinals_en.all_at(next).find(listed);
    if known.is_some_and(|known| known.is("class")) {
        return Some(found(at, start + next.len(), Lang::En, value, Some(Span::new(start, start + next.len()))));
    }
    let verb = next.len() > 4 && (next.ends_with("ed") || next.ends_with("ly"))
        || next.starts_with(|c: char| c.is_ascii_digit());
    let before = guard::clause_before(input, at).trim_end();
    let led = ["the", "The", "its", "our", "their", "a", "A", "Kong's", "city's", "world's"]
        .iter()
        .any(|word| before.ends_with(word));
    let noun = known.is_none() && !verb && next.starts_with(|c: char| c.is_ascii_alphabetic());
    (noun && led).then(|| found(at, at + word.text.len(), Lang::En, value, None))
}
