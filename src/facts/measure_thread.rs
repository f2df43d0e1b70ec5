//! What runs through a paragraph: the thing that a clause without a named subject speaks of.
//!
//! A named subject carries on, and so does what a clause founds, launches or publishes: `政府於2023年推出
//! 「X計劃」，資助100支團隊。首批有24個項目獲批。` speaks of X from its second clause on.

use super::frame::View;
use super::measure_scan::words_in;
use super::object::{Object, expand, objects};
use super::statement::{Statement, Topic};
use crate::entities::EntityKind;
use crate::mentions::{MentionId, Value};
use crate::span::Span;

/// A statement with what the clauses before it were about.
#[derive(Debug, Clone)]
pub struct Scene<'a> {
    /// The clause.
    pub statement: &'a Statement,
    /// What an earlier clause of the sentence founded, launched, managed or published.
    pub pivot: Option<Topic>,
    /// What the sentences before were about.
    pub main: Option<Topic>,
    /// The last name that an earlier clause of the sentence used.
    pub named: Option<Topic>,
    /// Whether 此外, 另外 opens the sentence: it leaves what the sentences before were about.
    pub shift: bool,
    /// A date with which the sentence began, and which no happening takes.
    pub date: Option<MentionId>,
    /// The clause before, in the same sentence.
    pub before: Option<Span>,
}

/// The running state.
#[derive(Debug, Default)]
struct Thread {
    block: Option<u32>,
    sentence: Option<Span>,
    clause: Option<Span>,
    pivot: Option<Topic>,
    main: Option<Topic>,
    named: Option<Topic>,
    date: Option<MentionId>,
    shift: bool,
}

/// The scenes of all statements, in order.
#[must_use]
pub fn scenes<'a>(view: &View<'_>, statements: &'a [Statement]) -> Vec<Scene<'a>> {
    let mut thread = Thread::default();
    statements.iter().map(|statement| thread.step(view, statement)).collect()
}

impl Thread {
    fn step<'a>(&mut self, view: &View<'_>, statement: &'a Statement) -> Scene<'a> {
        self.enter(view, statement);
        let scene = Scene {
            statement,
            pivot: self.pivot.clone(),
            main: self.main.clone(),
            named: self.named.clone(),
            shift: self.shift,
            date: self.date.or_else(|| opening_date(view, statement)),
            before: self.clause,
        };
        self.date = scene.date;
        self.leave(view, statement);
        scene
    }

    fn enter(&mut self, view: &View<'_>, statement: &Statement) {
        if self.block != Some(statement.block) {
            *self = Self { block: Some(statement.block), ..Self::default() };
        }
        if self.sentence != Some(statement.sentence) {
            self.sentence = Some(statement.sentence);
            let opener = view.said(statement.sentence).trim_start();
            self.shift = ["此外", "另外", "除此之外", "同時", "同时", "另一方面", "与此同时", "與此同時"]
                .iter()
                .any(|word| opener.starts_with(word));
            (self.pivot, self.named, self.date, self.clause) = (None, None, None, None);
        }
    }

    fn leave(&mut self, view: &View<'_>, statement: &Statement) {
        self.clause = Some(statement.clause.span);
        let own = statement.own.as_ref().filter(|own| !own.generic && !led_by_figure(view, own.span));
        if let Some(own) = own.filter(|own| own.entity.is_some() || self.main.is_none()) {
            self.main = Some(own.clone());
        }
        if let Some(name) = last_name(view, statement.clause.span) {
            self.named = Some(name);
        }
        let actor = statement.actor();
        match pivot(view, statement) {
            Pivot::Named(topic) => {
                let kept = topic.entity.is_some_and(|id| carries(view, id));
                if kept || actor.is_none_or(|actor| actor.generic) {
                    self.main = Some(topic.clone());
                }
                self.pivot = Some(topic);
            }
            Pivot::Unnamed => {
                if actor.is_some_and(|actor| actor.generic) {
                    self.main = None;
                }
            }
            Pivot::None => {}
        }
    }
}

/// Whether the next sentence goes on about a thing of this kind once it was launched.
fn carries(view: &View<'_>, id: u32) -> bool {
    view.entities.get(id).is_some_and(|entity| {
        !matches!(entity.kind, EntityKind::Organisation | EntityKind::Place | EntityKind::PersonRole)
    })
}

/// What a clause founds, launches, manages or publishes.
enum Pivot {
    /// One thing, or several joined.
    Named(Topic),
    /// Something without a name.
    Unnamed,
    /// Nothing.
    None,
}

fn pivot(view: &View<'_>, statement: &Statement) -> Pivot {
    let span = statement.clause.span;
    let from = statement.lead.rest.max(span.start()).min(span.end());
    let verbs = words_in(view, Span::new(from, span.end()), &[&view.lexicon.event_verbs, &view.lexicon.predicates]);
    let carrying = |word: &str| {
        view.lexicon.event_verbs.get(word).is_some_and(|word| {
            !matches!(word.get("action"), Some("ended" | "signed" | "completed" | "opened" | "started"))
        }) || ["管理", "營運", "营运", "統籌", "统筹", "舉辦", "举办", "推展", "實施"].contains(&word)
    };
    let Some(verb) = verbs.iter().find(|found| carrying(found.word.text)) else { return Pivot::None };
    let behind = view.text.get(verb.span.end()..span.end()).unwrap_or("");
    let from = verb.span.end() + behind.chars().next().filter(|c| matches!(c, '的' | '了')).map_or(0, char::len_utf8);
    let found = objects(view, from, span.end());
    match found.as_slice() {
        [] => Pivot::None,
        [one] if one.entity.is_none() => unnamed(view, one),
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

/// An object without a listed name carries on only where it is short and one thing or a counted class.
fn unnamed(view: &View<'_>, object: &Object) -> Pivot {
    let inner = view.names_in(object.span).last().filter(|name| name.span.end() + 6 >= object.span.end());
    if let Some(name) = inner.and_then(|name| Some((name, view.entities.get(name.entity)?))) {
        let topic = Topic { name: name.1.name.clone(), entity: Some(name.0.entity), span: name.0.span, generic: false };
        return Pivot::Named(topic);
    }
    let counted = object.span.start().checked_sub(1).and_then(|at| view.mention_over(at)).is_some_and(|(_, mention)| {
        matches!(&mention.value, Value::Count(count) if count.amount.value.is_some_and(|n| n > 1.into()))
    });
    let quoted = view.said(object.span).starts_with(['「', '《', '“']);
    if (counted || quoted) && object.name.chars().count() <= 16 {
        Pivot::Named(Topic { name: object.name.clone(), entity: None, span: object.span, generic: false })
    } else {
        Pivot::Unnamed
    }
}

/// Whether a phrase begins with a figure (28間實驗室) or with 每.
#[must_use]
pub fn led_by_figure(view: &View<'_>, span: Span) -> bool {
    let said = view.said(span);
    let at = span.start()
        + ["約", "约", "逾", "超過", "超过", "近", "共"]
            .iter()
            .find(|word| said.starts_with(**word))
            .map_or(0, |word| word.len());
    said.starts_with('每')
        || view.mention_over(at).is_some_and(|(_, mention)| {
            mention.span.start() == at && !matches!(mention.value, Value::Date(_) | Value::Ordinal(_))
        })
}

/// The last name of a clause that is no place.
fn last_name(view: &View<'_>, span: Span) -> Option<Topic> {
    view.names_in(span).iter().rev().find_map(|place| {
        let entity = view.entities.get(place.entity)?;
        (!matches!(entity.kind, EntityKind::Place | EntityKind::PersonRole)).then(|| Topic {
            name: entity.name.clone(),
            entity: Some(place.entity),
            span: place.span,
            generic: false,
        })
    })
}

/// The date that opens a sentence and dates its figures: `2024年，…`, `由2024年9月起，…`.
fn opening_date(view: &View<'_>, statement: &Statement) -> Option<MentionId> {
    let span = statement.clause.span;
    let (id, mention, _) = view.dates_in(span).next()?;
    let before = view.text.get(span.start()..mention.span.start())?;
    let happens = !words_in(view, span, &[&view.lexicon.event_verbs]).is_empty();
    (before.chars().count() <= 3 && !happens && statement.index == 0).then_some(id)
}
