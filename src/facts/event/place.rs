//! Where it happens.

use super::Verb;
use crate::entities::EntityId;
use crate::facts::frame::View;
use crate::facts::phrase::{atom, trim};
use crate::facts::statement::{Statement, named};

/// The longest place that is no name, in characters.
const LONGEST_PLACE: usize = 8;

/// Where it happens: what stands between 在 and the verb, or the adverb before it.
pub(super) fn place(view: &View<'_>, statement: &Statement, verb: Verb) -> Option<(String, Option<EntityId>)> {
    let from = statement.lead.rest.min(verb.span.start());
    let between = view.text.get(from..verb.span.start())?;
    let start = from + between.rfind('在')? + '在'.len_utf8();
    let mut end = start;
    while end < verb.span.start() {
        let rest = view.text.get(end..verb.span.start())?;
        if let Some(next) = atom(view, end, verb.span.start()) {
            end = next;
        } else if let Some(word) = view.compound_at(end, rest).filter(|_| view.mention_over(end).is_none()) {
            end += word.text.len();
        } else if end > start && view.lexicon.adverbs.longest_at(rest).is_some() {
            break;
        } else if view.lexicon.predicates.longest_at(rest).is_some() || view.mention_over(end).is_some() {
            return None;
        } else {
            end += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    let span = trim(view.text, start, end)?;
    let words = view.said(span);
    let abstract_place = [
        "不同地區",
        "不同地区",
        "中",
        "下",
        "上",
        "方面",
        "期間",
        "期间",
        "時",
        "时",
        "後",
        "后",
        "間",
        "间",
        "前",
        "年",
        "度",
    ];
    if abstract_place.iter().any(|word| words.ends_with(word)) {
        return None;
    }
    let (name, entity) = named(view, span);
    (entity.is_some() || words.chars().count() <= LONGEST_PLACE).then_some((name, entity))
}
