//! The date of an act of giving.

use super::Status;
use super::frame::View;
use super::funding_action::Act;
use super::measure_date::as_of;
use super::measure_scan::{Figure, Piece};
use super::measure_thread::Scene;
use crate::entities::EntityKind;
use crate::mentions::MentionId;
use crate::span::Span;

/// The date of an act. A cap holds whenever: only a date of its own clause dates it; and the year that a report is
/// on does not date what it plans or proposes.
#[must_use]
pub fn date_of(view: &View<'_>, scene: &Scene<'_>, piece: Piece, money: Figure<'_>, act: &Act) -> Option<MentionId> {
    let own = || dated(view, piece, money);
    if act.action == "capped" {
        return own();
    }
    let year = view.home.and_then(|home| home.year);
    let found = as_of(view, scene, piece.span, money.span().start());
    let reported = found.is_some() && found == year;
    if !reported {
        return found.or_else(own);
    }
    own().or(found.filter(|_| scene.statement.status == Status::Actual))
}

/// The date of an act: one that stands before the sum in its clause, whatever verb stands between.
fn dated(view: &View<'_>, piece: Piece, money: Figure<'_>) -> Option<MentionId> {
    let before = Span::new(piece.span.start(), money.span().start());
    view.dates_in(before)
        .rev()
        .find(|(_, mention, _)| {
            // 在2022-23年度《財政預算案》預留100億元: the year of the budget is that of the act.
            view.name_over(mention.span.start()).is_none_or(|name| {
                let entity = view.entities.get(name.entity);
                let cited =
                    view.text.get(..name.span.start()).is_some_and(|before| before.ends_with(['在', '於', '于']));
                cited && entity.is_some_and(|entity| entity.kind == EntityKind::Publication)
            })
        })
        .map(|(id, ..)| id)
}
