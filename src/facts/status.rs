//! Whether a clause says what is so, what will be, what is proposed or what is aimed at.

use super::Status;
use super::frame::View;
use super::lattice::{ATOM, STATUS};
use super::phrase::atom;
use super::subject_end::ends_subject;
use crate::span::Span;
use crate::structure::Layout;

/// The status that a clause's own words give it, whose predicate begins at `predicate`: a target before a
/// proposal before a plan.
#[must_use]
pub fn said(view: &View<'_>, span: Span, predicate: usize) -> Status {
    let mut at = span.start();
    let mut status = Status::Actual;
    while at < span.end() {
        let Some(rest) = view.text.get(at..span.end()) else { break };
        if let Some(name) = view.name_over(at) {
            at = name.span.end();
            continue;
        }
        if view.may(at, STATUS)
            && let Some(word) = view.lexicon.status.longest_at(rest)
            && view.compound_at(at, rest).is_none_or(|other| other.text.len() <= word.text.len())
        {
            let opens = !word.is("opens") || at == predicate || at == span.start();
            let counts =
                opens && !is_noun(view, span, at, word.text, predicate) && !disposes(view, span, at, word.text);
            let said = match word.get("status") {
                Some("planned") => Status::Planned,
                Some("proposed") => Status::Proposed,
                _ => Status::Target,
            };
            status = if counts { status.max(said) } else { status };
            at += word.text.len();
        } else {
            if will(view, span, at, rest) || ahead(view, at, rest) {
                status = status.max(Status::Planned);
            }
            at = view.next(at, span.end(), ATOM | STATUS);
        }
    }
    status
}

/// 在未來十年興建: the time ahead is a plan's.
fn ahead(view: &View<'_>, at: usize, rest: &str) -> bool {
    let coming = ["未來", "未来"].iter().find(|word| rest.starts_with(**word)).map(|word| at + word.len());
    coming.and_then(|behind| view.mention_over(behind)).is_some_and(|(_, mention)| {
        coming == Some(mention.span.start()) && matches!(mention.value, crate::mentions::Value::Duration(_))
    })
}

/// 會擴展至, 會向公司提供: 會 before a verb or a preposition, and not the end of a body's name.
fn will(view: &View<'_>, span: Span, at: usize, rest: &str) -> bool {
    let Some(behind) = rest.strip_prefix(['會', '会']) else { return false };
    let before = view.text.get(span.start()..at).unwrap_or("");
    let lexicon = view.lexicon;
    let verb = [&lexicon.predicates, &lexicon.event_verbs].iter().any(|list| list.longest_at(behind).is_some());
    let shield = lexicon.compounds.longest_at(rest).is_some();
    verb && !shield && !before.ends_with(BODY_ENDS)
}

/// 將甲醫院改名為乙醫院, 將「X」擴展至全港: whether 將 puts a thing before its verb and tells no time.
fn disposes(view: &View<'_>, span: Span, at: usize, word: &str) -> bool {
    let from = at + word.len();
    if !matches!(word, "將" | "将") {
        return false;
    }
    let Some(rest) = view.text.get(from..span.end()) else { return false };
    if atom(view, from, span.end()).is_some() || rest.starts_with(['其', '該', '该']) {
        return true;
    }
    !ends_subject(view, from, rest)
        && view.compound_at(from, rest).is_none()
        && rest.char_indices().skip(2).any(|(at, _)| {
            let verb = rest.get(at..).and_then(|rest| view.lexicon.event_verbs.longest_at(rest));
            verb.is_some_and(|verb| verb.is("extent") || verb.get("action") == Some("renamed"))
        })
}

/// Whether what reads like a word of tense is part of a noun: 「港車北上」計劃於…, 12個核心建議, 董事會設有.
fn is_noun(view: &View<'_>, span: Span, at: usize, word: &str, predicate: usize) -> bool {
    let before = view.text.get(span.start()..at).unwrap_or("");
    let behind = view.text.get(at + word.len()..span.end()).unwrap_or("");
    match word.chars().next() {
        Some('計' | '计') => {
            let past = view.mention_over(at + word.len()).is_some_and(|(_, mention)| match &mention.value {
                crate::mentions::Value::Date(date) => view.date.zip(date.end).is_some_and(|(today, end)| end < today),
                _ => false,
            });
            past || at < predicate || before.ends_with(['」', '》', '”'])
        }
        Some('會' | '会') => before.ends_with(BODY_ENDS),
        // 接待, 招待: the second half of another verb.
        Some('待') => before.ends_with(['接', '招', '等', '期', '對', '对', '看', '款', '優', '优', '虐', '善']),
        Some('建' | '倡' | '構' | '构') => {
            let counted = before.ends_with(['項', '项', '個', '个', '些', '心', '策', '體', '体', '出', '的']);
            counted
                || at > span.start() && (behind.is_empty() || behind.starts_with(['的', '，', '、', '。', '及', '和']))
        }
        _ => false,
    }
}

/// What stands before the 會 of a body: 董事會, 委員會, 協會.
pub const BODY_ENDS: [char; 25] = [
    '委', '員', '员', '事', '學', '学', '協', '协', '工', '議', '议', '社', '商', '公', '教', '機', '机', '總', '总',
    '大', '聯', '联', '監', '监', '展',
];

/// What a clause without a word of tense says: a policy address tells plans in its bullets.
#[must_use]
pub fn default(view: &View<'_>, span: Span) -> Status {
    if view.outline.layout == Layout::Prose {
        return Status::Actual;
    }
    let address = view.outline.title.as_deref().is_some_and(|title| {
        ["施政報告", "施政报告", "施政綱領", "施政纲领", "Policy Address"].iter().any(|word| title.contains(word))
    });
    let done = [
        "已", "已經", "已经", "現有", "现有", "目前", "至今", "現時", "现时", "設有", "设有", "佔地", "占地", "位於",
        "位于",
    ];
    if address && !done.iter().any(|word| view.said(span).contains(word)) { Status::Planned } else { Status::Actual }
}
