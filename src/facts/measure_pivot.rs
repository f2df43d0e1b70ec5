//! What a clause founds, launches, manages, gives or publishes: the clauses behind it speak of that.
//!
//! ```text
//! pivot = *light-verb verb objects          負責管理學校書簿津貼計劃
//!       | verb money grant                  發放2,500元學生津貼
//! ```

use super::frame::View;
use super::measure_scan::verbs_in;
use super::object::{Object, expand, objects};
use super::statement::{Statement, Topic, resolve};
use crate::entities::EntityKind;
use crate::lexicon::Word;
use crate::mentions::Value;
use crate::span::Span;

/// What a clause founds, launches, manages or publishes.
pub enum Pivot {
    /// One thing, or several joined.
    Named(Topic),
    /// Something without a name.
    Unnamed,
    /// Nothing.
    None,
}

/// Reads what the verb of a clause founds, launches, manages, gives or publishes.
pub fn pivot(view: &View<'_>, statement: &Statement) -> Pivot {
    let span = statement.clause.span;
    let from = statement.lead.rest.max(span.start()).min(span.end());
    let verbs = verbs_in(view, Span::new(from, span.end()));
    let carrying = |word: Word| {
        view.lexicon.event_verbs.same(word).is_some_and(|word| {
            let subjectless = statement.own.as_ref().is_none_or(|own| own.generic);
            match word.get("action") {
                Some("ended" | "signed" | "started") => false,
                Some("completed" | "opened") => subjectless,
                _ => true,
            }
        }) || ["管理", "營運", "营运", "統籌", "统筹", "舉辦", "举办", "推展", "實施"].contains(&word.text)
    };
    let light =
        |word: Word| view.lexicon.light_verbs.same(word).is_some() || view.lexicon.figure_leads.same(word).is_some();
    let first = verbs.iter().find(|found| !light(found.word));
    if let Some(given) = first.and_then(|verb| given(view, Span::new(verb.span.start(), span.end()))) {
        return Pivot::Named(given);
    }
    let first = first.filter(|found| carrying(found.word)).or_else(|| {
        let relative = verbs.iter().find(|found| carrying(found.word));
        relative.filter(|found| view.text.get(found.span.end()..).is_some_and(|rest| rest.starts_with('的')))
    });
    let Some(verb) = first else { return Pivot::None };
    let behind = view.text.get(verb.span.end()..span.end()).unwrap_or("");
    let from = verb.span.end() + behind.chars().next().filter(|c| matches!(c, '的' | '了')).map_or(0, char::len_utf8);
    let found = objects(view, from, span.end());
    match found.as_slice() {
        [] => Pivot::None,
        // 舉辦35項展覽，吸引…: several unnamed things that were held stay those of who held them.
        [one]
            if one.entity.is_none()
                && view
                    .lexicon
                    .event_verbs
                    .get(verb.word.text)
                    .is_some_and(|word| word.get("action") == Some("held"))
                && view.said(one.span).chars().count() <= 8
                && !view.said(one.span).starts_with(['「', '《']) =>
        {
            Pivot::None
        }
        [one] if one.entity.is_none() => unnamed(view, statement.actor(), one),
        many => {
            let whole =
                many.iter().skip(1).fold(many.first().map_or(verb.span, |one| one.span), |all, one| all.to(one.span));
            let entity = many.first().filter(|_| many.len() == 1).and_then(|one| one.entity);
            let name = if many.len() == 1 {
                many.first().map_or_else(String::new, |one| one.name.clone())
            } else {
                expand(view, whole)
            };
            Pivot::Named(Topic { name, entity, span: whole, generic: false })
        }
    }
}

/// `發放2,500元學生津貼`: the grant that a verb of giving names behind its sum.
fn given(view: &View<'_>, span: Span) -> Option<Topic> {
    let verb = view.lexicon.property_words.longest_at(view.said(span))?;
    let gives = verb.get("as") == Some("批");
    let (_, money) = view.mentions_in(span).find(|(_, mention)| matches!(mention.value, Value::Money(_)))?;
    let noun = super::measure_scan::noun_phrase(view, money.span.end(), span.end(), None)?;
    let grant = view.lexicon.funding_words.all_before(view.said(noun)).find(|word| word.is("noun"))?;
    let qualified = view.said(noun).chars().count() >= grant.text.chars().count() + 2;
    (gives && qualified).then(|| Topic { name: expand(view, noun), entity: None, span: noun, generic: false })
}

/// Class nouns that end the name of what goes on once it was launched.
const NAMED_CLASSES: [&str; 14] = [
    "計劃",
    "计划",
    "計畫",
    "基金",
    "平台",
    "中心",
    "網站",
    "网站",
    "大賽",
    "大赛",
    "展覽",
    "展览",
    "委員會",
    "委员会",
];

/// An object without a listed name carries on only where it is short and one thing or a counted class.
fn unnamed(view: &View<'_>, actor: Option<&Topic>, object: &Object) -> Pivot {
    if let Some(topic) = resolve(view, object.span) {
        return Pivot::Named(topic);
    }
    let inner = view.names_in(object.span).last().filter(|name| name.span.end() + 6 >= object.span.end());
    if let Some(name) = inner.and_then(|name| Some((name, view.entities.get(name.entity)?))) {
        let topic = Topic { name: name.1.name.clone(), entity: Some(name.0.entity), span: name.0.span, generic: false };
        return Pivot::Named(topic);
    }
    let counted = object.span.start().checked_sub(1).and_then(|at| view.mention_over(at)).is_some_and(|(_, mention)| {
        matches!(&mention.value, Value::Count(count) if count.amount.value.is_some_and(|n| n > 1.into()))
    });
    // 關愛基金推出73個援助項目，惠及…: what a fund or a scheme launches many of stays its own.
    let kind = actor.and_then(|actor| view.entities.get(actor.entity?)).map(|entity| entity.kind);
    if counted && matches!(kind, Some(EntityKind::Fund | EntityKind::Programme)) {
        return Pivot::None;
    }
    let class = !object.name.contains(['的', '、'])
        && NAMED_CLASSES
            .iter()
            .any(|class| object.name.strip_suffix(class).is_some_and(|rest| rest.chars().count() > 2));
    let quoted = view.said(object.span).starts_with(['「', '《', '“']);
    if (counted || quoted || class) && object.name.chars().count() <= 16 {
        Pivot::Named(Topic { name: object.name.clone(), entity: None, span: object.span, generic: false })
    } else {
        Pivot::Unnamed
    }
}
