//! What the context carries into a clause without a subject of its own: what an earlier clause made or named, the
//! subject before, what the sentences before and the heading are about.

use super::frame::View;
use super::measure_own::{Name, head};
use super::measure_thread::{Scene, led_by_figure};
use super::phrase::trim;
use super::statement::Topic;
use crate::entities::EntityKind;
use crate::mentions::Value;

/// What an earlier clause or sentence, or the heading, says it is about.
#[must_use]
pub fn carried(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    carried_in_sentence(view, scene).or_else(|| carried_over(view, scene))
}

/// Whether a topic can be what a figure is about; where the title names a place, what is stated without a
/// listed name is stated of the place.
pub fn usable(view: &View<'_>, topic: &Topic) -> bool {
    let placed = view.home.is_some_and(|home| home.title.is_some());
    let within = topic.entity.is_none() && view.said(topic.span).ends_with(['下', '中', '內', '内']);
    !topic.generic
        && !within
        && !led_by_figure(view, topic.span)
        && (!placed || topic.entity.is_some() || names_thing(view, topic))
}

/// Whether a topic that is no listed name reads like one: 強磁場實驗裝置優化提升項目.
fn names_thing(view: &View<'_>, topic: &Topic) -> bool {
    let said = view.said(topic.span);
    if ["資金", "资金", "經費", "经费"].iter().any(|noun| said.ends_with(noun)) {
        return said.chars().count() >= 6;
    }
    let class = view.lexicon.describing.longest_before(said).or_else(|| view.lexicon.name_endings.longest_before(said));
    class.is_some_and(|class| said.chars().count() >= class.text.chars().count() + 4)
        && view.mentions_in(topic.span).all(|(_, mention)| matches!(mention.value, Value::Ordinal(_) | Value::Count(_)))
        && !said.starts_with(['全', '我', '本'])
}

/// How the names of governments and their offices end.
const OFFICES: [char; 16] =
    ['局', '廳', '厅', '委', '會', '会', '府', '部', '辦', '办', '處', '处', '署', '院', '室', '關'];

/// Whether an earlier clause of the sentence is about a thing, and not about the place of the whole document.
pub fn of_thing(view: &View<'_>, scene: &Scene<'_>) -> bool {
    let home = view.home.map(super::home::Home::place);
    let thing = |name: &Name| {
        name.1.and_then(|id| view.entities.get(id)).is_none_or(|entity| match entity.kind {
            // 深圳海洋大學獲批籌建，規劃在校生規模…: an office of government is no thing that has sides.
            EntityKind::Organisation => !entity.name.ends_with(OFFICES),
            kind => kind != EntityKind::PersonRole,
        })
    };
    scene.statement.index > 0
        && carried_in_sentence(view, scene).filter(thing).is_some_and(|name| home.is_none_or(|home| home.0 != name.0))
}

/// What an earlier clause of the sentence says it is about.
pub fn carried_in_sentence(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let statement = scene.statement;
    let placed = view.home.is_some_and(|home| home.title.is_some());
    if let Some(pivot) = scene.pivot.as_ref().filter(|pivot| !placed || pivot.entity.is_some()) {
        return Some(named_topic(view, pivot));
    }
    // 其中約7,600個為…: a part of what the figure before it was stated of.
    let whole = |topic: &&Topic| !statement.lead.part || topic.entity.is_some();
    if let Some(subject) = scene
        .subject
        .as_ref()
        .filter(|topic| usable(view, topic) && (!is_part(view, topic) || owned(view, topic)))
        .filter(whole)
    {
        return Some(named_topic(view, subject));
    }
    let generic_actor = scene.subject.as_ref().is_some_and(|actor| actor.generic)
        || statement.own.as_ref().is_some_and(|own| own.generic);
    scene.named.as_ref().filter(|_| generic_actor).map(|named| named_topic(view, named))
}

/// The listed name that the clauses before are about.
pub fn carried_named(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let topics = [&scene.subject, &scene.main, &scene.named, &scene.statement.heading, &scene.statement.topic];
    let listed = topics.into_iter().flatten().find(|topic| topic.entity.is_some() && !topic.generic)?;
    Some(named_topic(view, listed))
}

/// What the sentences before, or the heading, are about.
pub fn carried_over(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let statement = scene.statement;
    // In a report on one place, a sentence with a subject of its own leaves what those before were about.
    let placed = view.home.is_some_and(|home| home.title.is_some());
    let acts = scene
        .subject
        .as_ref()
        .is_some_and(|topic| topic.name.ends_with(['政', '局', '廳', '厅', '府', '門', '门', '委']));
    if placed && statement.index > 0 && acts {
        return None;
    }
    let main = scene.main.as_ref().filter(|main| !is_part(view, main));
    let topics = [main, statement.heading.as_ref(), statement.topic.as_ref()];
    topics.into_iter().flatten().find(|topic| usable(view, topic)).map(|topic| named_topic(view, topic))
}

/// 本地勞動人口: whether a property says enough of whose it is to be carried.
fn owned(view: &View<'_>, topic: &Topic) -> bool {
    let said = view.said(topic.span);
    let noun = view.lexicon.measure_nouns.longest_before(said).map_or(0, |noun| noun.text.len());
    noun > 0 && said.get(..said.len() - noun).is_some_and(|owner| owner.chars().count() >= 2)
}

/// Whether a carried subject is itself only a part or a property of something.
pub fn is_part(view: &View<'_>, topic: &Topic) -> bool {
    let said = view.said(topic.span);
    topic.entity.is_none()
        && (view.lexicon.figure_words.get(said).is_some_and(|word| word.get("role") == Some("part"))
            || view.lexicon.measure_nouns.longest_before(said).is_some()
            || view.mention_over(topic.span.start()).is_some_and(|(_, mention)| mention.span == topic.span))
}

/// A topic's name; where it is no entity, the owner that its words name (`合資格研發開支的首200萬元`).
pub fn named_topic(view: &View<'_>, topic: &Topic) -> Name {
    if topic.entity.is_some() || topic.name.is_empty() {
        return (topic.name.clone(), topic.entity);
    }
    let figure = view.mentions_in(topic.span).next().map(|(_, mention)| mention.span.start());
    let before = figure.and_then(|at| view.text.get(topic.span.start()..at));
    match before
        .and_then(|before| before.rfind('的'))
        .and_then(|at| trim(view.text, topic.span.start(), topic.span.start() + at))
    {
        Some(owner) => head(view, owner),
        // 元朗江夏圍的「同心村」: the listed name that ends the phrase.
        None if view.said(topic.span).contains(['」', '》']) => match head(view, topic.span) {
            listed if listed.1.is_some() => listed,
            _ => (topic.name.clone(), None),
        },
        None => head(view, topic.span),
    }
}
