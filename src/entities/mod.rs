//! Stage 5, `entities`: the names and aliases of one document, each alias citing its place.

mod beside;
mod book;
mod define;
mod edge;
mod ending;
mod english;
mod evidence;
mod gather;
mod glossed;
mod heads;
mod home;
mod index;
mod latin;
mod locate;
mod naming;
mod nouns;
mod parts;
mod phrases;
mod publisher;
mod quoted;
mod reading;
mod recurs;
mod renamed;
mod set_apart;
mod short;
mod spellings;
pub(crate) mod tokens;
mod works;

use std::collections::BTreeMap;

pub use gather::entities;
pub use latin::is_address;
use reading::folded;

use crate::span::Span;

/// Number of an entity in its document, written `e0`, `e1`, …
pub type EntityId = u32;

/// What kind of thing a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A body.
    Organisation,
    /// A programme or scheme.
    Programme,
    /// A fund.
    Fund,
    /// A platform, site or system.
    Platform,
    /// A building, park or centre.
    Facility,
    /// A place.
    Place,
    /// A document that was published.
    Publication,
    /// An agreement between parties.
    Agreement,
    /// A competition, exhibition, summit or award.
    Event,
    /// An office held by a person.
    PersonRole,
}

impl EntityKind {
    /// The word of the output contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Programme => "programme",
            Self::Fund => "fund",
            Self::Platform => "platform",
            Self::Facility => "facility",
            Self::Place => "place",
            Self::Publication => "publication",
            Self::Agreement => "agreement",
            Self::Event => "event",
            Self::PersonRole => "person_role",
        }
    }
}

/// How an alias stands to the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AliasRelation {
    /// A short form.
    Abbreviation,
    /// 前稱.
    FormerName,
    /// The name in another language.
    Translation,
    /// Another spelling or another name.
    Variant,
}

impl AliasRelation {
    /// The word of the output contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Abbreviation => "abbreviation",
            Self::FormerName => "former_name",
            Self::Translation => "translation",
            Self::Variant => "variant",
        }
    }
}

/// Another name of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The other name.
    pub text: String,
    /// How it stands to the name.
    pub relation: AliasRelation,
    /// Where the text defines it (name and alias together); absent where it is only used.
    pub definition: Option<Span>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A named thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest form in the document.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its other names in the document.
    pub aliases: Vec<Alias>,
    /// The name in Simplified Chinese without spaces.
    pub key: String,
}

/// A place where an entity is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Where, quotation marks left out.
    pub span: Span,
    /// Whom it names.
    pub entity: EntityId,
}

/// The entities of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entities {
    /// The entities, in the order of their first place.
    pub list: Vec<Entity>,
    /// Every place where one is named, by name or alias, in text order, none overlapping.
    pub occurrences: Vec<Occurrence>,
    /// What the text defines, entities and other terms, in text order.
    pub terms: Vec<Term>,
    by_name: BTreeMap<String, EntityId>,
}

/// A definition of one name by another, once each place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The name.
    pub name: String,
    /// The other name.
    pub alias: String,
    /// How it stands to the name.
    pub relation: AliasRelation,
    /// Name and other name together.
    pub span: Span,
    /// The rule that found it.
    pub rule: &'static str,
}

impl Entities {
    /// Enters the names and aliases into the index, names before aliases.
    fn index(&mut self) {
        self.by_name.clear();
        for (id, entity) in self.list.iter().enumerate() {
            self.by_name.entry(folded(&entity.name)).or_insert(id as EntityId);
        }
        for (id, entity) in self.list.iter().enumerate() {
            for alias in &entity.aliases {
                self.by_name.entry(folded(&alias.text)).or_insert(id as EntityId);
            }
        }
    }

    /// The entity of this number.
    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.list.get(id as usize)
    }

    /// The occurrences that begin inside `span`.
    #[must_use]
    pub fn within(&self, span: Span) -> &[Occurrence] {
        let from = self.occurrences.partition_point(|place| place.span.start() < span.start());
        let to = self.occurrences.partition_point(|place| place.span.start() < span.end());
        self.occurrences.get(from..to).unwrap_or(&[])
    }

    /// The occurrence that holds byte `offset`, if any.
    #[must_use]
    pub fn at(&self, offset: usize) -> Option<&Occurrence> {
        let after = self.occurrences.partition_point(|place| place.span.start() <= offset);
        let place = self.occurrences.get(after.checked_sub(1)?)?;
        (offset < place.span.end()).then_some(place)
    }

    /// The entity that `name` names, by its name or an alias; variants, marks and white space do not count.
    #[must_use]
    pub fn resolve(&self, name: &str) -> Option<EntityId> {
        self.by_name.get(&folded(name)).copied()
    }

    /// The fullest name of the entity that `name` names, else `name` itself.
    #[must_use]
    pub fn canonical<'a>(&'a self, name: &'a str) -> &'a str {
        self.resolve(name).and_then(|id| self.get(id)).map_or(name, |entity| entity.name.as_str())
    }

    /// Whom a class noun (該計劃, 基金, 署) stands for: the nearest entity named before `before`, at most 1,500
    /// bytes back, whose name ends with the noun.
    #[must_use]
    pub fn antecedent(&self, noun: &str, before: usize) -> Option<EntityId> {
        let noun = noun.trim_start_matches(['該', '该', '本', '此', '其']);
        let noun = noun.strip_prefix("有關").or_else(|| noun.strip_prefix("有关")).unwrap_or(noun);
        let end = self.occurrences.partition_point(|place| place.span.start() < before);
        let places = self.occurrences.get(..end).unwrap_or(&[]);
        let near = places.iter().rev().take(40).take_while(|place| before - place.span.start() < 1500);
        let fits = |id: EntityId| self.get(id).is_some_and(|entity| !noun.is_empty() && entity.name.ends_with(noun));
        near.map(|place| place.entity).find(|id| fits(*id))
    }
}
