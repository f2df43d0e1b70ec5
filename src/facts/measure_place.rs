//! Figures of a whole place, and of those who only act for it (政府, 我們, 全港).
//!
//! ```text
//! indicator = 失業率 | 常住人口 | …                  of the place that the sentence, or the document, is about
//! generic   = ( 政府 | 我們 | 全港 ) predicate figure   of what the context is about, else of who acts
//! ```

use super::frame::View;
use super::measure_carried::{carried, carried_in_sentence, of_thing};
use super::measure_own::Name;
use super::measure_scan::{light_ends, verbs_in};
use super::measure_subject::unplaced;
use super::measure_thread::Scene;
use super::statement::Topic;
use crate::entities::EntityKind;
use crate::span::Span;

/// Whether a property is one that a place has where no one else is named (失業率).
#[must_use]
pub fn indicator(view: &View<'_>, words: &str) -> bool {
    view.lexicon.place_indicators.get(words).is_some()
}

/// The place that the sentence is about, else that of the document.
#[must_use]
pub fn of_near_place(view: &View<'_>, scene: &Scene<'_>, near: Option<&Name>) -> Option<Name> {
    let place = |name: &Name| {
        name.1.and_then(|id| view.entities.get(id)).is_some_and(|entity| entity.kind == EntityKind::Place)
    };
    let industry = |name: &Name| name.1.is_none() && name.0.ends_with(['業', '业', '界']);
    let told = carried_in_sentence(view, scene).or_else(|| near.cloned());
    let told = told.filter(|name| place(name) || industry(name));
    told.or_else(|| view.home.map(super::home::Home::place))
}

/// A name that is no entity without what only says where (本港長者).
#[must_use]
pub fn unplaced_name(view: &View<'_>, name: Name) -> Name {
    match name {
        (words, None) => (unplaced(view, &words).to_owned(), None),
        listed => listed,
    }
}

/// Whether the clause's own words, in a document about one place, are no one's name: 城鎮新增就業, 實際使用外資.
#[must_use]
pub fn unlisted_of_place(view: &View<'_>, scene: &Scene<'_>) -> bool {
    // In a report on one matter a thing of some length has its own figures: 社會保障卡電子證照.
    let own = scene.statement.own.as_ref();
    let economy = view.home.is_some_and(|home| home.economy);
    let whole = |words: &str| view.home.is_some_and(|home| home.stands_for(words).is_some());
    let thing = own.is_some_and(|own| {
        let lead = own.name.char_indices().nth(2).map_or(0, |(at, _)| at);
        !own.name.get(..lead).is_some_and(whole)
            && own.name.chars().count() >= 6
            && view.lexicon.noun_heads.longest_before(&own.name).is_some()
    });
    view.home.is_some_and(|home| home.title.is_some())
        && (economy || !thing)
        && own.is_some_and(|own| view.names_in(own.span).is_empty())
        && !of_thing(view, scene)
}

/// Who acts is what the figure is about only where nothing else is.
#[must_use]
pub fn generic(view: &View<'_>, scene: &Scene<'_>, name: &str) -> Option<Name> {
    if let Some(place) = at_facility(view, scene) {
        return Some(place);
    }
    let whole = view.home.and_then(|home| home.stands_for(name));
    let placed = view.home.is_some_and(|home| home.title.is_some() || home.named.is_some() && whole == home.named);
    if placed && whole.is_some() {
        return whole;
    }
    let clause = scene.statement.clause.span;
    let verbs = verbs_in(view, Span::new(scene.statement.lead.rest.min(clause.end()), clause.end()));
    // 全港有13間私家醫院: what there is at the place is its own.
    let rest = view.text.get(scene.statement.lead.rest..clause.end()).unwrap_or("");
    let exists = ["有", "約有", "约有", "共有", "合共有", "共約有", "設有", "设有", "現有", "现有", "已有"]
        .iter()
        .any(|word| rest.starts_with(word));
    // 全港約94%的人口: the place's own people.
    let first = view.mentions_in(Span::new(scene.statement.lead.rest.min(clause.end()), clause.end())).next();
    let people = first.is_some_and(|(_, mention)| {
        let before = view.text.get(scene.statement.lead.rest..mention.span.start()).unwrap_or("-");
        let behind = view.text.get(mention.span.end()..).unwrap_or("");
        matches!(mention.value, crate::mentions::Value::Percent(_))
            && light_ends(view, before).is_empty()
            && behind.starts_with('的')
    });
    if (exists || people) && whole.is_some() {
        return whole;
    }
    if verbs.first().is_some_and(|verb| matches!(verb.word.text, "持有" | "擁有" | "拥有")) {
        return Some((name.to_owned(), None));
    }
    let official = matches!(name, "政府" | "我們" | "我们" | "當局" | "当局" | "特區政府" | "特区政府");
    // 政府資助九個演藝團體: whom it helps is stated of who helps.
    let helps = verbs.iter().any(|verb| {
        let aid = view.lexicon.making_verbs.get(verb.word.text).is_some_and(|word| word.get("role") == Some("aid"));
        aid || matches!(verb.word.text, "發行" | "发行")
    });
    let acts = official && helps && scene.statement.own.is_some() && scene.statement.index == 0;
    let context = match (scene.shift && official, acts) {
        (true, _) => None,
        (false, true) => carried_in_sentence(view, scene),
        (false, false) => carried(view, scene),
    };
    let fallback = match name {
        "我們" | "我们" | "當局" | "当局" => "政府",
        "全國" | "全国" | "我國" | "我国" => "全國",
        other => other,
    };
    context.or(whole).or_else(|| Some((fallback.to_owned(), None)))
}

/// An owner that only says where: 全港, 全市.
#[must_use]
pub fn placed(view: &View<'_>, owner: Name) -> Name {
    view.home.and_then(|home| home.stands_for(&owner.0)).unwrap_or(owner)
}

/// `政府於香港科學園建設兩個平台`: the facility where it is.
#[must_use]
pub fn at_facility(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    view.names_in(scene.statement.clause.span).iter().find_map(|name| {
        view.entities.get(name.entity).filter(|entity| entity.kind == EntityKind::Facility)?;
        let before = view.text.get(scene.statement.clause.span.start()..name.span.start())?;
        before
            .trim_end_matches(['「', ' '])
            .ends_with(['於', '于', '在'])
            .then(|| (view.name_of(name), Some(name.entity)))
    })
}

/// Who acts, by name.
#[must_use]
pub fn acting(view: &View<'_>, topic: &Topic) -> Name {
    match topic.name.as_str() {
        "我們" | "我们" => ("政府".to_owned(), None),
        other => placed(view, (other.to_owned(), topic.entity)),
    }
}
