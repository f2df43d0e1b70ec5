//! What 把 or 將 puts before its verb.
//!
//! ```text
//! renamed  = [ agent ] date "把" old "改名為" new        old is what got the new name
//! extended = [ agent ] date "把" thing "擴大至" extent
//! dealt    = [ agent ] date "把" thing verb              政府2019年將甲中心關閉
//! ```

use super::Verb;
use crate::entities::{EntityId, EntityKind};
use crate::facts::frame::View;
use crate::facts::object::Object;
use crate::facts::phrase::{atom, trim};
use crate::facts::statement::{Statement, named, stands_for};
use crate::facts::subject_end::ends_subject;
use crate::mentions::Value;

/// The longest thing that is put before its verb, in characters.
const LONGEST: usize = 24;

/// What stands between 把 (or the 將 that is no tense) and the verb.
pub(super) fn disposed(view: &View<'_>, statement: &Statement, verb: Verb) -> Option<Object> {
    let from = statement.lead.rest.min(verb.span.start());
    let at = marker(view, from, verb.span.start())?;
    let span = trim(view.text, at, verb.span.start())?;
    let plain = view.said(span).chars().count() <= LONGEST
        && !view.mentions_in(span).any(|(_, mention)| matches!(mention.value, Value::Date(_) | Value::Money(_)));
    if !plain {
        return None;
    }
    if let Some(topic) = stands_for(view, span, statement) {
        return Some(Object { name: topic.name, entity: topic.entity, span });
    }
    let (name, entity) = named(view, span);
    Some(Object { name, entity, span })
}

/// Where the thing begins: behind the last 把, or behind a 將 that a noun follows, with no verb up to `to`.
fn marker(view: &View<'_>, from: usize, to: usize) -> Option<usize> {
    let (mut at, mut found) = (from, None);
    while let Some(rest) = view.text.get(at..to).filter(|rest| !rest.is_empty()) {
        if let Some(end) = atom(view, at, to) {
            at = end.max(at + 1);
            continue;
        }
        let shield = view.compound_at(at, rest).map(|word| word.text.len());
        let next = at + rest.chars().next().map_or(1, char::len_utf8);
        let noun = || view.text.get(next..to).is_some_and(|rest| !rest.is_empty() && !ends_subject(view, next, rest));
        if shield.is_none() && rest.starts_with(['把', '將', '将']) && noun() {
            found = Some(next);
        } else if found.is_some_and(|start| at > start) && ends_subject(view, at, rest) {
            found = None;
        }
        at = shield.map_or(next, |len| at + len);
    }
    found
}

/// What happened to the thing, and who acts: of a renaming the thing is the old name, which stands as agent.
pub(super) fn deal(
    view: &View<'_>,
    statement: &Statement,
    verb: Verb,
    thing: Object,
    found: Vec<Object>,
    subject: Option<(String, Option<EntityId>)>,
) -> (Vec<Object>, Option<(String, Option<EntityId>)>) {
    if verb.action() == "renamed" {
        return (found, Some((thing.name, thing.entity)));
    }
    let thing = if reaches(&thing.name) { reaching(view, statement).unwrap_or(thing) } else { thing };
    let whole = found.iter().all(|object| object.span.start() < thing.span.start());
    if whole || verb.word.is("extent") { (vec![thing], subject) } else { (found, subject) }
}

/// 地域範圍, 名額: how far something reaches, which is not what is extended.
fn reaches(name: &str) -> bool {
    ["範圍", "范围", "名額", "名额", "規模", "规模", "對象", "对象", "上限", "限額", "限额"]
        .iter()
        .any(|word| name.ends_with(word))
}

/// What reaches so far: the programme, fund or thing that the clauses before speak of.
fn reaching(view: &View<'_>, statement: &Statement) -> Option<Object> {
    let topics = [&statement.carried, &statement.topic, &statement.heading].into_iter().flatten();
    let acts = |kind| matches!(kind, EntityKind::Organisation | EntityKind::Place | EntityKind::PersonRole);
    let mut things = topics
        .filter(|topic| topic.entity.and_then(|id| view.entities.get(id)).is_some_and(|entity| !acts(entity.kind)));
    things.next().map(|topic| Object { name: topic.name.clone(), entity: topic.entity, span: topic.span })
}
