//! What runs through a paragraph: the thing that a clause without a named subject speaks of.
//!
//! A named subject carries on, and so does what a clause founds, launches or publishes: `政府於2023年推出
//! 「X計劃」，資助100支團隊。首批有24個項目獲批。` speaks of X from its second clause on.

use super::frame::View;
use super::measure_pivot::{Pivot, pivot};
use super::measure_scan::happenings_in;
use super::measure_topics::{bare, described_thing, existing, last_name, opening_date, subject};
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
    /// The subject that an earlier clause of the sentence has, where it is one.
    pub subject: Option<Topic>,
    /// Whether the clause goes on with a plan that the clause before tells.
    pub planned: bool,
    /// The date at which an earlier clause of the sentence says that something was held.
    pub held: Option<MentionId>,
    /// What the paragraph said that a listed thing is: 「綠在區區」是…的社區回收網絡.
    pub described: Option<Described>,
}

/// A listed thing and the class noun that the text gives it.
#[derive(Debug, Clone)]
pub struct Described {
    /// The noun.
    pub noun: String,
    /// The thing.
    pub topic: Topic,
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
    subject: Option<Topic>,
    bare: Option<Topic>,
    planned: bool,
    date: Option<MentionId>,
    year: Option<MentionId>,
    shift: bool,
    described: Option<Described>,
    held: Option<MentionId>,
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
        if let Some(bare) = self.bare.take().filter(|_| lists(view, statement)) {
            self.pivot = Some(bare);
        }
        let scene = Scene {
            statement,
            pivot: self.pivot.clone(),
            main: self.main.clone(),
            named: self.named.clone(),
            shift: self.shift,
            date: opening_date(view, statement).or(self.date).or(self.year),
            before: self.clause,
            subject: self.subject.clone(),
            planned: planned(view, statement, self.planned),
            held: self.held,
            described: self.described.clone(),
        };
        self.date = scene.date.filter(|date| Some(*date) != self.year);
        self.leave(view, statement);
        scene
    }

    fn enter(&mut self, view: &View<'_>, statement: &Statement) {
        if self.block != Some(statement.block) {
            // A report on one place for one year dates what it states without a date.
            let year = view.home.filter(|home| home.title.is_some()).and_then(|home| home.year);
            *self = Self { block: Some(statement.block), year, ..Self::default() };
        }
        if self.sentence != Some(statement.sentence) {
            self.sentence = Some(statement.sentence);
            if super::home::speaks_of_year(view, statement.sentence) {
                self.year = view.home.and_then(|home| home.year);
            }
            let opener = view.said(statement.sentence).trim_start();
            self.shift = ["此外", "另外", "除此之外", "同時", "同时", "另一方面", "与此同时", "與此同時"]
                .iter()
                .any(|word| opener.starts_with(word));
            (self.pivot, self.named, self.date, self.clause) = (None, None, None, None);
            (self.subject, self.bare, self.planned, self.held) = (None, None, false, None);
        }
    }

    /// What a class noun stands for, as the figures read it.
    fn class_of(&self, view: &View<'_>, statement: &Statement, words: &str) -> Option<super::measure_own::Name> {
        let topics = [&self.pivot, &self.named, &self.main, &statement.heading, &statement.topic];
        let stage = view
            .mentions_in(statement.lead.subject?)
            .next()
            .filter(|(_, mention)| matches!(mention.value, Value::Ordinal(_)) && view.said(mention.span) == words);
        if stage.is_some() && words.ends_with(['期', '段']) {
            // 第一期於2018年啟用，每日可處理…: the stage of what the paragraph is about.
            let whole = [&self.main, &statement.heading].into_iter().flatten().find(|topic| topic.entity.is_some())?;
            return Some((format!("{}{words}", whole.name), None));
        }
        super::measure_subject::class_among(view, topics, words)
            .or_else(|| described_as(self.described.as_ref(), words))
    }

    fn leave(&mut self, view: &View<'_>, statement: &Statement) {
        self.clause = Some(statement.clause.span);
        let held =
            || happenings_in(view, statement.clause.span).iter().any(|verb| verb.word.get("action") == Some("held"));
        if let Some((id, ..)) = view.dates_in(statement.clause.span).next_back().filter(|_| held()) {
            self.held = Some(id);
        }
        let aims = |own: &Topic| own.name.ends_with("的目標") || own.name.ends_with("的目标");
        let own = statement.own.as_ref().filter(|own| !own.generic && !aims(own) && !led_by_figure(view, own.span));
        // 生態保護成效明顯。: a sentence that is all subject has a verb that no list knows.
        let sentence = statement.lead.rest >= statement.clause.span.end()
            && statement.sentence.end() <= statement.clause.span.end() + '。'.len_utf8();
        let plain = |own: &Topic| {
            let points = super::measure_back::points_back(view, &(own.name.clone(), own.entity));
            // 首個項目提供2,148個單位: one of several is not what the paragraph is about.
            let one =
                own.name.starts_with(['首', '另']) || own.name.starts_with("其餘") || own.name.starts_with("其余");
            let short = own.name.chars().count() <= 14 && statement.index == 0;
            short && !sentence && !points && !one && !states(view, own.span)
        };
        let own = own.filter(|_| !statement.lead.part).map(|own| headed(view, own));
        let lasting = |own: &Topic| own.entity.is_some() || plain(own) && (self.main.is_none() || below(view, own));
        if let Some(own) = own.filter(lasting) {
            self.main = Some(own);
        }
        if let Some(subject) = subject(view, statement).filter(|_| !statement.lead.part) {
            let class = subject.entity.is_none().then(|| self.class_of(view, statement, &subject.name)).flatten();
            let back = || super::measure_back::pointed(view, &subject.name, statement.clause.span.start());
            let points = super::measure_back::points_back(view, &(subject.name.clone(), subject.entity));
            self.subject = match class.or_else(|| if points { back() } else { None }) {
                Some((name, entity)) => Some(Topic { name, entity, ..subject }),
                None if points => self.main.clone().or_else(|| statement.heading.clone()),
                None => Some(subject),
            };
        }
        if let Some(things) = existing(view, statement) {
            self.subject = Some(things);
        }
        if let Some(described) = described_thing(view, statement) {
            self.described = Some(described);
        }
        self.bare = bare(view, statement);
        let continues = lists(view, statement) || view.said(statement.clause.span).starts_with("以及");
        if let Some(name) = last_name(view, statement.clause.span).filter(|_| !continues) {
            self.named = Some(name);
        }
        self.planned = planned(view, statement, self.planned);
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
                if actor.is_some_and(|actor| actor.generic) && self.pivot.is_none() {
                    self.main = None;
                }
            }
            Pivot::None => {}
        }
    }
}

/// The thing that `words` stand for where the text said what class it is of.
pub fn described_as(described: Option<&Described>, words: &str) -> Option<super::measure_own::Name> {
    let found = described.filter(|described| words.chars().count() >= 2 && described.noun.ends_with(words))?;
    Some((found.topic.name.clone(), found.topic.entity))
}

/// Whether the next sentence goes on about a thing of this kind once it was launched.
fn carries(view: &View<'_>, id: u32) -> bool {
    view.entities.get(id).is_some_and(|entity| {
        !matches!(entity.kind, EntityKind::Organisation | EntityKind::Place | EntityKind::PersonRole)
    })
}

/// Whether a subject is named as a part of something: 基金下的研究人才庫.
fn below(view: &View<'_>, own: &Topic) -> bool {
    let said = view.said(own.span);
    said.contains("下的") && !said.ends_with("下的")
}

/// A subject with the listed name that ends it: 基金下的研究人才庫.
fn headed(view: &View<'_>, own: &Topic) -> Topic {
    if own.entity.is_some() {
        return own.clone();
    }
    let (name, entity) = super::measure_own::head(view, own.span);
    let cut = name.chars().count() + 2 < own.name.chars().count();
    if entity.is_some() || cut { Topic { name, entity, ..own.clone() } } else { own.clone() }
}

/// Whether a phrase ends with a figure: a statement without a verb (年末常住人口692萬人), which is no subject.
pub fn states(view: &View<'_>, span: Span) -> bool {
    let joined = view.said(span).contains('的');
    view.mentions_in(span).next_back().filter(|_| !joined).is_some_and(|(_, mention)| {
        mention.span.end() == span.end()
            && mention.span.start() > span.start()
            && !matches!(mention.value, Value::Date(_) | Value::Ordinal(_))
    })
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
    said.starts_with(['每', '各'])
        || said.starts_with("單個")
        || said.starts_with("单个")
        || view.mention_over(at).is_some_and(|(_, mention)| {
            mention.span.start() == at && !matches!(mention.value, Value::Date(_) | Value::Ordinal(_))
        })
}

/// Whether a clause tells a plan: by its own words, or as a clause without a subject behind one.
fn planned(view: &View<'_>, statement: &Statement, before: bool) -> bool {
    let said = view.said(statement.clause.span);
    let goes_on = statement.own.is_none() || said.starts_with("以及") || said.starts_with("包括");
    statement.plans || before && goes_on && !said.contains('已')
}

/// Whether a clause lists what the clause before is made of.
pub fn lists(view: &View<'_>, statement: &Statement) -> bool {
    let said = view.said(statement.clause.span);
    said.starts_with(['包', '涵', '分'])
        && ["包括", "包含", "涵蓋", "涵盖", "分別是", "分别是", "分為", "分为"]
            .iter()
            .any(|word| said.starts_with(word))
}

/// What no subject begins with.
pub const PREPOSITIONS: [char; 14] =
    ['在', '於', '于', '按', '以', '就', '向', '對', '对', '較', '较', '與', '与', '據'];
