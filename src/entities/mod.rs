//! Stage 5, `entities`: the names and aliases of one document, each alias citing its place.

use crate::clean::Clean;
use crate::lexicon::Lexicon;
use crate::mentions::Mention;
use crate::span::Span;
use crate::structure::Outline;

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
}

impl Entities {
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
}

/// Finds the entities of a document.
#[must_use]
pub fn entities(_clean: &Clean, _outline: &Outline, _mentions: &[Mention], _lexicon: &Lexicon) -> Entities {
    Entities::default()
}
