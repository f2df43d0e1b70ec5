//! Whether a clause says what is so, what will be, what is proposed or what is aimed at.

use super::Status;
use super::frame::View;
use super::lattice::{ATOM, STATUS};
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
        if let Some(word) = view.lexicon.status.longest_at(rest)
            && view.lexicon.compounds.longest_at(rest).is_none_or(|other| other.text.len() <= word.text.len())
        {
            let counts = !word.is("opens") || at == predicate || at == span.start();
            let said = match word.get("status") {
                Some("planned") => Status::Planned,
                Some("proposed") => Status::Proposed,
                _ => Status::Target,
            };
            status = if counts { status.max(said) } else { status };
            at += word.text.len();
        } else {
            at = view.next(at, span.end(), ATOM | STATUS);
        }
    }
    status
}

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
