//! Where the subject of a clause ends: before the first adverb, preposition, date or common verb that stands outside
//! every name, quotation mark and bracket.

use super::frame::View;
use super::lattice::{ATOM, COMPOUND, VALUE, VERB};
use super::phrase::atom;
use crate::mentions::Value;

/// Where the subject that begins at `start` ends.
pub fn subject_end(view: &View<'_>, start: usize, limit: usize, clause_end: usize) -> usize {
    let mut at = start;
    while at < limit {
        let Some(rest) = view.text.get(at..clause_end) else { break };
        if let Some(end) = atom(view, at, clause_end) {
            at = end;
        } else if at == start && each_of(view, at, rest) {
            at += '各'.len_utf8();
        } else if let Some(before) = counted_up(view, start, at) {
            return before;
        } else if let Some(end) = fraction(view, at) {
            at = end.min(clause_end);
        } else if ends_subject(view, at, rest) && !halves_word(view, start, at) {
            return at;
        } else {
            at = match shield(view, at, rest) {
                Some(len) => at + len,
                None => view.next(at, limit, ATOM | VALUE | VERB | COMPOUND),
            };
        }
    }
    if at >= clause_end { clause_end } else { start }
}

/// 遠洋漁船計1,060艘: where 計 stands right before the figure that begins at `at`.
fn counted_up(view: &View<'_>, start: usize, at: usize) -> Option<usize> {
    let before = at.checked_sub('計'.len_utf8()).filter(|before| *before > start)?;
    view.text.get(before..).filter(|rest| counts_up(view, before, rest)).map(|_| before)
}

/// 四分之三: where the fraction that begins at `at` ends; 分 parts nothing in it.
fn fraction(view: &View<'_>, at: usize) -> Option<usize> {
    if !view.may(at, VALUE) {
        return None;
    }
    let (_, mention) = view.mention_over(at).filter(|(_, mention)| mention.span.start() == at)?;
    view.said(mention.span).contains("分之").then_some(mention.span.end())
}

/// 各博物館: whether 各 stands before a noun, and not as an adverb before a verb.
fn each_of(view: &View<'_>, at: usize, rest: &str) -> bool {
    let behind = at + '各'.len_utf8();
    rest.strip_prefix('各').is_some_and(|noun| {
        noun.starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && !noun.starts_with(['自', '佔', '占', '有', '設', '设', '為', '为'])
            && view.longest_of(behind, noun, &view.verbs()).is_none()
            && view.mention_over(behind).is_none()
    })
}

/// Whether one character before `at` is the first half of a word and no subject (獨居, 就讀): only pronouns are
/// subjects of one character.
fn halves_word(view: &View<'_>, start: usize, at: usize) -> bool {
    let mut before = view.text.get(start..at).unwrap_or("").chars();
    let alone = before.next().filter(|_| before.next().is_none());
    let word = view.text.get(at..).and_then(|rest| {
        let lexicon = view.lexicon;
        let lists = [&lexicon.adverbs, &lexicon.predicates, &lexicon.event_verbs];
        lists.iter().filter_map(|table| table.longest_at(rest)).max_by_key(|word| word.text.len())
    });
    alone.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !PRONOUNS.contains(&c))
        && word.is_some_and(|word| word.text.chars().count() == 1)
}

/// Whether a phrase is one character that is no subject by itself.
pub fn is_half(said: &str) -> bool {
    let mut chars = said.chars();
    let alone = chars.next().filter(|_| chars.next().is_none());
    alone.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !PRONOUNS.contains(&c))
}

/// What stands before the 會 of a body and of nothing else: 委員會, 常委會, 協會.
const BODIES: [char; 13] = ['員', '员', '委', '事', '協', '协', '議', '议', '商', '工', '聯', '联', '監'];

/// Subjects of one character.
const PRONOUNS: [char; 8] = ['其', '它', '他', '她', '我', '此', '該', '该'];

/// The length of the word at `at` that shields what it begins with: a compound, a noun made of a verb (參與率).
pub fn shield(view: &View<'_>, at: usize, rest: &str) -> Option<usize> {
    let noun = || view.deverbal(rest, view.longest_of(at, rest, &view.verbs())?.text.len());
    view.compound_at(at, rest).map(|word| word.text.len()).or_else(noun)
}

/// Whether `before` ends with 新 as a word of its own (新登記車輛) and not as the end of 創新 or 翻新.
fn is_newly(before: &str) -> bool {
    before
        .strip_suffix('新')
        .is_some_and(|stem| !stem.ends_with(['創', '创', '更', '翻', '革', '嶄', '崭', '刷', '重', '全', '最']))
}

/// Whether a subject ends before `rest`, which begins at `at`.
pub fn ends_subject(view: &View<'_>, at: usize, rest: &str) -> bool {
    if view.text.get(..at).is_some_and(|before| before.ends_with(['的', '之']) || is_newly(before)) {
        return false;
    }
    let dated = view.mention_over(at).is_some_and(|(_, mention)| {
        mention.span.start() == at && matches!(mention.value, Value::Date(_) | Value::Set(_))
    });
    // 委員會於2013年成立: the last word of a body is no 會於.
    if rest.starts_with(['會', '会']) && view.text.get(..at).is_some_and(|before| before.ends_with(BODIES)) {
        return false;
    }
    let told = dated || counts_up(view, at, rest) || belongs(view, at, rest);
    if told || !view.may(at, VERB) {
        return told;
    }
    if is_past_plan(view, at, rest) {
        return false;
    }
    let longest = view.longest_of(at, rest, &view.verbs()).map(|found| found.text.len());
    let adjective = view.lexicon.adverbs.longest_at(rest).filter(|found| found.is("adjective"));
    if let Some(found) = adjective.filter(|found| Some(found.text.len()) == longest)
        && let Some(behind) = rest.get(found.text.len()..)
        && view.longest_of(at + found.text.len(), behind, &view.verbs()).is_none()
        && view.mention_over(at + found.text.len()).is_none()
    {
        return false;
    }
    let noun = longest.is_some_and(|len| view.deverbal(rest, len).is_some());
    !noun && longest.is_some_and(|len| shield(view, at, rest).is_none_or(|other| other <= len))
}

/// 甲署歸乙局管轄, 《條例》經立法會通過: 歸 and 經 with what they govern.
fn belongs(view: &View<'_>, at: usize, rest: &str) -> bool {
    const REACH: usize = 20;
    let near = || rest.char_indices().nth(REACH).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
    let ends = |words: &[&str]| words.iter().any(|word| near().contains(word));
    let before = view.text.get(..at).unwrap_or("");
    if rest.starts_with(['歸', '归']) {
        return !before.ends_with(['回', '不'])
            && ends(&["管轄", "管辖", "管理", "領導", "领导", "主管", "統籌", "统筹"]);
    }
    let name =
        before.ends_with(['》', '」', '”']) || at.checked_sub(1).is_some_and(|last| view.name_over(last).is_some());
    rest.starts_with(['經', '经'])
        && name
        && ends(&["通過", "通过", "批准", "同意", "審議", "审议", "核准", "表決", "表决"])
}

/// 遠洋漁船計1,060艘: whether 計 leads to a figure.
fn counts_up(view: &View<'_>, at: usize, rest: &str) -> bool {
    rest.starts_with(['計', '计'])
        && view.mention_over(at + '計'.len_utf8()).is_some_and(|(_, mention)| {
            mention.span.start() == at + '計'.len_utf8()
                && matches!(mention.value, Value::Count(_) | Value::Quantity(_))
        })
}

/// 電子錢包計劃於2019年推出: whether 計劃 is a noun, what follows being past.
#[must_use]
pub fn is_past_plan(view: &View<'_>, at: usize, rest: &str) -> bool {
    let noun = "計劃".len();
    let lead = ["計劃於", "計劃在", "计划于", "计划在"].iter().any(|word| rest.starts_with(word));
    lead && view.mention_over(at + noun + '於'.len_utf8()).is_some_and(|(_, mention)| match &mention.value {
        Value::Date(date) => view.date.zip(date.end).is_some_and(|(today, end)| end < today),
        _ => false,
    })
}
