//! What a clause begins with before its subject: connectives, dates, the time ahead.

use super::frame::View;
use super::lattice::VALUE;
use super::phrase::atom;
use super::subject_end::ends_subject;
use crate::mentions::Value;
use crate::span::Span;

/// What the words that open a clause say of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opened {
    /// 當中, 其中: it speaks of a part of what went before.
    pub part: bool,
    /// 就, 根據: what follows belongs to them.
    pub preposition: bool,
}

/// Passes connectives, dates and marks at the beginning of a clause.
pub fn skip_openers(view: &View<'_>, span: Span) -> (usize, Opened) {
    let (mut at, mut opened) = (span.start(), Opened::default());
    while let Some(rest) = view.text.get(at..span.end()) {
        if rest.is_empty() {
            break;
        }
        let date = dated_opener(view, at, span.end()).or_else(|| coming_time(view, at, span.end()));
        if let Some(end) = date {
            // 2024年的整體參與率: what the date describes is the subject.
            let of = view.text.get(end..span.end()).is_some_and(|rest| rest.starts_with('的'));
            at = end + if of { '的'.len_utf8() } else { 0 };
        } else if view.name_over(at).is_none()
            && let Some(word) = view.lexicon.connectives.longest_at(rest)
            && view.lexicon.compounds.longest_at(rest).is_none_or(|other| other.text.len() <= word.text.len())
            && !is_result(view, at, rest)
        {
            opened.part |= word.get("role") == Some("part");
            opened.preposition |= word.get("role") == Some("preposition");
            at += word.text.len();
            // 區內的M+: where something is describes it.
            let of = at > span.start() && view.text.get(at..span.end()).is_some_and(|rest| rest.starts_with('的'));
            at += if of { '的'.len_utf8() } else { 0 };
        } else if rest.starts_with([' ', '、', '，', ',', '-', '–']) {
            at += rest.chars().next().map_or(1, char::len_utf8);
        } else {
            break;
        }
    }
    (at.min(span.end()), opened)
}

/// 結果將於10月公布: 結果 before a verb or an adverb is the subject.
fn is_result(view: &View<'_>, at: usize, rest: &str) -> bool {
    let behind = ["結果", "结果"].iter().find_map(|word| rest.strip_prefix(word));
    behind.is_some_and(|behind| ends_subject(view, at + rest.len() - behind.len(), behind))
}

/// 未來五年（2026-27至2030-31年度）: the length of time ahead or behind that begins at `at`, with its bracket; where it
/// ends.
fn coming_time(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let before = view.text.get(..at)?;
    let (_, mention) = view.mention_over(at).filter(|(_, mention)| mention.span.start() == at)?;
    let ahead = ["未來", "未来", "過去", "过去"].iter().any(|word| before.ends_with(word));
    let lasts = ahead && matches!(mention.value, Value::Duration(_));
    let end = mention.span.end();
    let bracket = view.text.get(end..limit).is_some_and(|rest| rest.starts_with(['（', '(']));
    lasts.then(|| if bracket { atom(view, end, limit).unwrap_or(end) } else { end })
}

/// Prepositions that lead to a date.
const DATE_LEADS: [&str; 12] = ["截至", "截止", "自從", "早於", "早在", "於", "在", "自", "由", "從", "到", "至"];

/// A date with the words around it (於, 自 … 起, 截至) that begins at `at`: where it ends.
fn dated_opener(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let rest = view.text.get(at..limit)?;
    // Nearly no clause begins with a date: whether a value begins near is told sooner than which word does.
    let longest = DATE_LEADS.iter().map(|word| word.len()).max().unwrap_or(0);
    let near = view.text.len().min(at + longest + 1);
    if !view.may(at, VALUE) && view.next(at, near, VALUE) >= near {
        return None;
    }
    let lead = DATE_LEADS
        .iter()
        .find(|word| rest.starts_with(**word) || rest.starts_with(simple(word)))
        .map_or(0, |word| word.len());
    let (_, mention) = view.mention_over(at + lead)?;
    if mention.span.start() != at + lead || !matches!(mention.value, Value::Date(_) | Value::Set(_)) {
        return None;
    }
    let mut end = mention.span.end();
    while let Some(word) = ["期間", "期间", "起", "為止", "为止", "以來", "以来", "止", "間", "间"]
        .iter()
        .find(|word| view.text.get(end..limit).is_some_and(|rest| rest.starts_with(**word)))
    {
        end += word.len();
    }
    // 2025年底前建立: up to then.
    let before = ["前", "之前", "以前", "或之前"].iter().find(|word| {
        view.text.get(end..limit).and_then(|rest| rest.strip_prefix(**word)).is_some_and(|behind| {
            let manner = view.lexicon.manners.longest_at(behind).is_some();
            behind.is_empty() || manner || ends_subject(view, limit - behind.len(), behind)
        })
    });
    Some(end + before.map_or(0, |word| word.len()))
}

/// The Simplified spelling of the few prepositions of [`dated_opener`].
fn simple(word: &str) -> &str {
    match word {
        "自從" => "自从",
        "早於" => "早于",
        "於" => "于",
        "從" => "从",
        other => other,
    }
}
