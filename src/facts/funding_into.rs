//! Money that goes into a programme or a fund: what the clause is about gets it.
//!
//! ```text
//! into   = programme [ date ] into-word sum             計劃113年編列預算117億元
//! passed = fund "由" giver [ date ] into-word sum         基金由政府於2021年3月注資10億元
//! ```

use super::frame::View;
use super::funding_action::Act;
use super::measure_carried::carried;
use super::measure_own::{Name, head};
use super::measure_scan::{Piece, light_ends};
use super::measure_thread::Scene;
use super::phrase::trim;
use super::statement::resolve;
use crate::entities::EntityKind;
use crate::span::Span;

/// Whether a word says that money goes into something: a programme or fund that the clause is about gets it.
#[must_use]
pub fn into(act: &Act) -> bool {
    act.word.is_some_and(|word| word.word.is("into"))
}

/// Whether a name is that of a programme or a fund, which gets money before it gives any.
#[must_use]
pub fn holds_money(view: &View<'_>, name: &Name) -> bool {
    name.1.and_then(|id| view.entities.get(id)).is_some_and(|entity| {
        matches!(entity.kind, EntityKind::Programme | EntityKind::Fund | EntityKind::Platform | EntityKind::Facility)
    })
}

/// `基金由政府於2021年3月注資10億元`: the giver behind 由, with a date or nothing before the act, and who gets it.
#[must_use]
pub fn passed(view: &View<'_>, scene: &Scene<'_>, piece: Piece, act: &Act) -> Option<(Name, Name)> {
    let verb = act.word.filter(|word| !act.noun && word.span.start() >= piece.span.start())?;
    let before = view.text.get(piece.span.start()..verb.span.start())?;
    let by = piece.span.start() + before.rfind('由')? + '由'.len_utf8();
    let date = view.dates_in(Span::new(by, verb.span.start())).next().map(|(_, mention, _)| mention.span);
    let end = date.map_or(verb.span.start(), Span::start);
    let words = view.text.get(by..end)?.trim_end_matches(['於', '于', '在', ' ']);
    let giver = trim(view.text, by, by + words.len())?;
    let behind = date.map_or("", |date| view.text.get(date.end()..verb.span.start()).unwrap_or("-"));
    let fits = (2..=16).contains(&view.said(giver).chars().count())
        && view.mentions_in(giver).next().is_none()
        && light_ends(view, behind).is_empty();
    let topic = scene.statement.own.as_ref().filter(|own| !own.generic && own.span.end() <= by);
    let getter = topic.map(|topic| (topic.name.clone(), topic.entity)).or_else(|| carried(view, scene))?;
    let getter = Some(getter).filter(|getter| fits && holds_money(view, getter))?;
    let from = resolve(view, giver).map_or_else(|| head(view, giver), |topic| (topic.name, topic.entity));
    Some((from, getter))
}
