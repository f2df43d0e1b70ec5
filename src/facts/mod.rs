//! Stage 6, `facts`: who gave how much to whom, what was founded when, which figure holds of what.
//!
//! One kind of fact a file. A rule sees mentions, entities and trigger words, never bytes.

mod alias;
mod event;
mod frame;
mod funding;
mod funding_action;
mod funding_date;
mod funding_into;
mod funding_party;
mod funding_purpose;
mod funding_receiver;
mod home;
mod lattice;
mod measure;
mod measure_about;
mod measure_back;
mod measure_carried;
mod measure_date;
mod measure_deal;
mod measure_idle;
mod measure_own;
mod measure_owner;
mod measure_pivot;
mod measure_place;
mod measure_prior;
mod measure_property;
mod measure_scan;
mod measure_share;
mod measure_subject;
mod measure_table;
mod measure_thread;
mod measure_topics;
mod measure_words;
mod nearest;
mod object;
mod opener;
mod phrase;
mod ranking;
mod relation;
mod sentence;
mod statement;
mod status;
mod subject_end;
mod unclaimed;

use crate::clean::Clean;
use crate::entities::{Entities, EntityId};
use crate::lexicon::Lexicon;
use crate::mentions::{Date, Mention, MentionId};
use crate::span::Span;
use crate::structure::{BlockId, Outline};
use frame::{Places, View};
pub use statement::written;

/// The six kinds of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// What a short, former or foreign name stands for.
    Alias,
    /// A dated happening.
    Event,
    /// Money given, set aside, capped or invested.
    Funding,
    /// A figure stated of something.
    Measure,
    /// A place in a list.
    Ranking,
    /// Who belongs to whom.
    Relation,
}

impl FactKind {
    /// The word of the output contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Alias => "alias",
            Self::Event => "event",
            Self::Funding => "funding",
            Self::Measure => "measure",
            Self::Ranking => "ranking",
            Self::Relation => "relation",
        }
    }
}

/// The slots of a fact, in the order they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // named as in the contract
pub enum Slot {
    Action,
    Entity,
    Alias,
    Relation,
    Agent,
    From,
    To,
    Subject,
    Predicate,
    Property,
    Object,
    Purpose,
    Amount,
    Value,
    Rank,
    List,
    Publisher,
    Year,
    Scope,
    Date,
    AsOf,
    Period,
    Place,
    Per,
    Matching,
}

impl Slot {
    /// The word of the output contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Entity => "entity",
            Self::Alias => "alias",
            Self::Relation => "relation",
            Self::Agent => "agent",
            Self::From => "from",
            Self::To => "to",
            Self::Subject => "subject",
            Self::Predicate => "predicate",
            Self::Property => "property",
            Self::Object => "object",
            Self::Purpose => "purpose",
            Self::Amount => "amount",
            Self::Value => "value",
            Self::Rank => "rank",
            Self::List => "list",
            Self::Publisher => "publisher",
            Self::Year => "year",
            Self::Scope => "scope",
            Self::Date => "date",
            Self::AsOf => "as_of",
            Self::Period => "period",
            Self::Place => "place",
            Self::Per => "per",
            Self::Matching => "matching",
        }
    }
}

/// What fills a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotValue {
    /// The document's own words, or a word of the contract.
    Text(String),
    /// A name, with its entity where it is listed.
    Entity(String, Option<EntityId>),
    /// The value of a mention.
    Mention(MentionId),
    /// What the mention's figure is for each of (its `per`).
    PerOf(MentionId),
}

/// Whether it is so, or will be, or is only meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Status {
    /// Done or in force.
    #[default]
    Actual,
    /// 將, 會, 預計, 預留.
    Planned,
    /// 建議, 研究, 探討.
    Proposed,
    /// 目標.
    Target,
}

impl Status {
    /// The word of the output contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Proposed => "proposed",
            Self::Target => "target",
        }
    }
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its kind.
    pub kind: FactKind,
    /// Its filled slots, sorted by slot.
    pub slots: Vec<(Slot, SlotValue)>,
    /// Whether it is so or will be.
    pub status: Status,
    /// The clause that states it.
    pub span: Span,
    /// The block it stands in.
    pub block: Option<BlockId>,
    /// The rule that found it.
    pub rule: &'static str,
    /// The words that triggered it.
    pub triggers: Vec<Span>,
    /// The mentions it uses.
    pub mentions: Vec<MentionId>,
}

impl Fact {
    /// What fills `slot`.
    #[must_use]
    pub fn get(&self, slot: Slot) -> Option<&SlotValue> {
        self.slots.iter().find(|(key, _)| *key == slot).map(|(_, value)| value)
    }
}

/// A figure that no fact uses, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclaimed {
    /// The figure.
    pub mention: MentionId,
    /// Why no fact uses it.
    pub reason: &'static str,
}

/// The facts of one document, in text order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The facts.
    pub list: Vec<Fact>,
    /// The figures that no fact uses.
    pub unclaimed: Vec<Unclaimed>,
}

/// Finds the facts of a document; `date` is the document's own.
#[must_use]
pub fn facts(
    clean: &Clean,
    outline: &Outline,
    mentions: &[Mention],
    entities: &Entities,
    lexicon: &Lexicon,
    date: Option<Date>,
) -> Facts {
    let places = Places::new(clean.text(), mentions, entities, lexicon);
    let view = View::new(clean, outline, mentions, entities, &places, lexicon, date);
    let home = home::Home::of(&view);
    let view = view.at_home(&home);
    let statements = statement::statements(&view);
    let scenes = measure_thread::scenes(&view, &statements);
    let mut list = event::facts(&view, &statements);
    list.extend(relation::facts(&view, &statements));
    list.extend(ranking::facts(&view, &statements));
    let funding = funding::facts(&view, &scenes);
    let mut taken: Vec<MentionId> = funding.iter().flat_map(|fact| fact.mentions.iter().copied()).collect();
    taken.sort_unstable();
    list.extend(funding);
    list.extend(measure::facts(&view, &scenes, &taken));
    list.extend(alias::facts(clean, outline, entities));
    for fact in &mut list {
        fact.slots.sort_by_key(|(slot, _)| *slot);
    }
    list.sort_by_key(|fact| (fact.span.start(), fact.span.end(), fact.kind));
    let unclaimed = unclaimed::unclaimed(&view, &list);
    Facts { list, unclaimed }
}
