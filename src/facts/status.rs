//! Whether a clause says what is so, what will be, what is proposed or what is aimed at.

use super::Status;
use super::frame::View;
use crate::span::Span;

/// The status of a clause by its words, whose predicate begins at `predicate`: a target before a
/// proposal before a plan.
#[must_use]
pub fn of(view: &View<'_>, span: Span, predicate: usize) -> Status {
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
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    status
}
