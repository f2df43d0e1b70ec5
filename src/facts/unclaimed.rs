//! Why a figure is used by no fact.

use super::frame::View;
use super::{Fact, Unclaimed};
use crate::mentions::{Lang, Mention, MentionId, Value};
use crate::structure::BlockKind;

/// Every money, percent, count, quantity, ratio and rank mention that no fact uses, in text order.
#[must_use]
pub fn unclaimed(view: &View<'_>, facts: &[Fact]) -> Vec<Unclaimed> {
    let mut used: Vec<MentionId> = facts.iter().flat_map(|fact| fact.mentions.iter().copied()).collect();
    used.sort_unstable();
    let all = view.mentions.iter().enumerate().map(|(id, mention)| (id as MentionId, mention));
    all.filter(|(id, mention)| is_figure(&mention.value) && used.binary_search(id).is_err())
        .map(|(mention, found)| Unclaimed { mention, reason: reason(view, found) })
        .collect()
}

/// Whether the contract wants a reason for such a value.
const fn is_figure(value: &Value) -> bool {
    matches!(
        value,
        Value::Money(_) | Value::Percent(_) | Value::Count(_) | Value::Quantity(_) | Value::Ratio(_) | Value::Rank(_)
    )
}

/// Why, by where the figure stands and what it is.
fn reason(view: &View<'_>, mention: &Mention) -> &'static str {
    let block = view.outline.block_at(mention.span).and_then(|id| view.outline.block(id)).map(|block| block.kind);
    match (mention.lang, block, &mention.value) {
        (Lang::En, ..) => "the figure stands in English text; facts come from the Chinese",
        (_, Some(BlockKind::Title | BlockKind::Heading | BlockKind::Caption), _) => {
            "the figure stands in a heading, which states nothing"
        }
        (_, Some(BlockKind::Footer), _) => "the figure stands in a footer or source note",
        (_, Some(BlockKind::Table), _) => "the figure's row or column has no header",
        (_, _, Value::Rank(_)) => "the list that the rank belongs to is not named",
        (_, _, Value::Money(_)) => "the text does not say what the sum is of, or for whom",
        _ if view.name_over(mention.span.start()).is_some() => "the figure is part of a name",
        _ => "the text does not say plainly what the figure is about",
    }
}
