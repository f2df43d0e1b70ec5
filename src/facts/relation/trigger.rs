//! The trigger words of a clause, outside names, quotations and brackets.

use super::super::frame::View;
use super::super::lattice::{ATOM, COMPOUND, RELATION};
use super::super::phrase::atom;
use crate::lexicon::Word;
use crate::span::Span;

/// A word of `data/relation_words.toml` in the text.
#[derive(Debug, Clone, Copy)]
pub struct Trigger {
    /// Where it stands.
    pub span: Span,
    /// The word.
    pub word: Word,
}

impl Trigger {
    /// Whether it is read by the production `form`.
    #[must_use]
    pub fn is(&self, form: &str) -> bool {
        self.word.get("form") == Some(form)
    }

    /// What it states of a thing and those who act: for 合辦 that they manage it.
    #[must_use]
    pub fn act(&self) -> &'static str {
        self.word.get("acts").unwrap_or_else(|| self.predicate())
    }

    /// The predicate that it states.
    #[must_use]
    pub fn predicate(&self) -> &'static str {
        self.word.get("predicate").unwrap_or("part_of")
    }
}

/// 以X為主任, X為主辦單位: the 為 before an office or a role is no beginning of 為主.
fn leads_office(view: &View<'_>, word: &Word, rest: &str) -> bool {
    let behind = rest.get(word.text.len()..).unwrap_or("");
    let role = || view.lexicon.relation_words.longest_at(behind).is_some_and(|word| word.get("form") == Some("role"));
    word.get("form") == Some("copula") && (view.lexicon.heads.longest_at(behind).is_some() || role())
}

/// The trigger words of `span`, in order. A longer compound hides the word that it begins with:
/// 管理局, 合作備忘錄.
#[must_use]
pub fn triggers(view: &View<'_>, span: Span) -> Vec<Trigger> {
    let mut out = Vec::new();
    let mut at = span.start();
    while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
        let shield = view.compound_at(at, rest).map_or(0, |word| word.text.len());
        if let Some(end) = atom(view, at, span.end()) {
            at = end.max(at + 1);
        } else if view.may(at, RELATION)
            && let Some(word) = view.lexicon.relation_words.longest_at(rest)
            && (word.text.len() >= shield || leads_office(view, &word, rest))
        {
            let end = at + word.text.len();
            out.push(Trigger { span: Span::new(at, end), word });
            at = end;
        } else {
            at = match shield {
                0 => view.next(at, span.end(), ATOM | COMPOUND | RELATION),
                len => at + len,
            };
        }
    }
    out
}
