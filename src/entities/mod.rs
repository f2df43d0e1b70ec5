//! Stage 5, `entities`: the names and aliases of one document, each alias citing its place.
//!
//! Long because the types that all later stages share stand beside the steps that fill them.

mod book;
mod define;
mod edge;
mod ending;
mod english;
mod latin;
mod locate;
mod quoted;
mod reading;
mod short;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use book::Book;
pub use latin::is_address;
use locate::Spelling;
use reading::{Find, Reading, folded, written};
use tokens::Class;

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
    /// What the text defines, entities and other terms, in text order.
    pub terms: Vec<Term>,
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
        let key = folded(name);
        let by_name = self.list.iter().position(|entity| folded(&entity.name) == key);
        let by_alias =
            || self.list.iter().position(|entity| entity.aliases.iter().any(|alias| folded(&alias.text) == key));
        by_name.or_else(by_alias).map(|index| index as EntityId)
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

/// Finds the entities of a document.
#[must_use]
pub fn entities(clean: &Clean, outline: &Outline, mentions: &[Mention], lexicon: &Lexicon) -> Entities {
    let mut reading = Reading::new(clean, outline, mentions, lexicon);
    let definitions = define::definitions(&reading);
    let known = defined_names(&reading, &definitions);
    reading.fuse(&known);
    let mut book = Book::default();
    for find in ending::finds(&reading)
        .into_iter()
        .chain(quoted::finds(&reading))
        .chain(english::foreign(&reading, outline.bilingual))
    {
        book.add(&reading, find);
    }
    book.settle();
    for definition in &definitions {
        if !(outline.bilingual && latin::is_latin(definition.name.of(reading.text))) {
            book.define(&reading, definition);
        }
    }
    places(&mut book, &reading);
    short::join(&mut book, &reading);
    let terms = definitions.into_iter().map(|definition| term(&reading, &definition)).collect();
    let mut entities = finish(&book, &reading, terms);
    translate(&mut entities, &reading, outline);
    entities
}

/// Adds the English names that the pairs of lines of a bilingual document show, each once.
fn translate(entities: &mut Entities, reading: &Reading<'_>, outline: &Outline) {
    let pairs = outline.slides.iter().flat_map(|slide| slide.pairs.iter());
    let spans = pairs.filter_map(|(zh, en)| Some((outline.block(*zh)?.span, outline.block(*en)?.span)));
    for (zh, en) in spans {
        for one in english::translations(reading, entities, zh, en) {
            let text = written(one.phrase.of(reading.text));
            let key = folded(&text);
            let Some(entity) = entities.list.get_mut(one.entity as usize) else { continue };
            if entity.aliases.iter().any(|alias| folded(&alias.text) == key) {
                continue;
            }
            let span = one.name.to(one.phrase);
            entity.aliases.push(Alias {
                text: text.clone(),
                relation: one.relation,
                definition: Some(span),
                rule: "alias.pair",
            });
            let name = entity.name.clone();
            entities.terms.push(Term { name, alias: text, relation: one.relation, span, rule: "alias.pair" });
        }
    }
    initials(entities);
    entities.terms.sort_by_key(|term| (term.span.start(), term.span.end()));
    locate_english(entities, reading);
}

/// GBA is an abbreviation of 大灣區 too where the text defines it for Greater Bay Area.
fn initials(entities: &mut Entities) {
    for term in &entities.terms {
        let owner = entities.list.iter_mut().find(|entity| {
            entity.aliases.iter().any(|alias| alias.relation == AliasRelation::Translation && alias.text == term.name)
        });
        if let Some(entity) = owner
            && !entity.aliases.iter().any(|alias| alias.text == term.alias)
        {
            entity.aliases.push(Alias {
                text: term.alias.clone(),
                relation: term.relation,
                definition: Some(term.span),
                rule: term.rule,
            });
        }
    }
}

/// Adds the places of English aliases to the occurrences.
fn locate_english(entities: &mut Entities, reading: &Reading<'_>) {
    let mut spellings = Vec::new();
    for (id, entity) in entities.list.iter().enumerate() {
        for alias in entity.aliases.iter().filter(|alias| latin::is_latin(&alias.text)) {
            let chars = folded(&alias.text).chars().collect();
            spellings.push(Spelling { chars, entity: id as EntityId, place: false, noun: false });
        }
    }
    let known: BTreeSet<usize> = entities.occurrences.iter().map(|place| place.span.start()).collect();
    let found = locate::occurrences(reading, &spellings).into_iter();
    let new: Vec<Occurrence> = found
        .filter(|place| !known.contains(&place.span.start()) && entities.at(place.span.start()).is_none())
        .filter(|place| entities.within(place.span).is_empty())
        .collect();
    entities.occurrences.extend(new);
    entities.occurrences.sort_by_key(|place| place.span.start());
}

/// The places of the short names that the text defines, so that they bound the names around them: 資科辦, 數碼港.
fn defined_names(reading: &Reading<'_>, definitions: &[define::Definition]) -> Vec<Span> {
    let mut spellings: Vec<Spelling> = Vec::new();
    for (id, definition) in definitions.iter().enumerate().filter(|(_, one)| one.kind.is_some()) {
        let alias = definition.alias.of(reading.text);
        let name = definition.name.of(reading.text);
        for (text, fuses) in [(alias, !is_noun(reading, alias)), (name, false)] {
            let entity = if fuses { id as EntityId } else { EntityId::MAX };
            spellings.push(Spelling { chars: folded(text).chars().collect(), entity, place: false, noun: false });
        }
    }
    let places = locate::occurrences(reading, &spellings).into_iter();
    places.filter(|place| place.entity != EntityId::MAX).map(|place| place.span).collect()
}

/// A definition as facts see it.
fn term(reading: &Reading<'_>, definition: &define::Definition) -> Term {
    Term {
        name: written(definition.name.of(reading.text)),
        alias: written(definition.alias.of(reading.text)),
        relation: definition.relation,
        span: definition.span,
        rule: definition.rule,
    }
}

/// The places of the text: one draft a place, named by its fullest name here.
fn places(book: &mut Book, reading: &Reading<'_>) {
    let mut found: BTreeMap<u16, Vec<(usize, Span)>> = BTreeMap::new();
    for token in &reading.tokens {
        if let Class::Place(word) = token.class {
            let names = found.entry(word.entry).or_default();
            let said = token.span.of(reading.text);
            if !names.iter().any(|(_, span)| folded(span.of(reading.text)) == folded(said)) {
                names.push((said.chars().count(), token.span));
            }
        }
    }
    for names in found.values_mut() {
        names.sort_by_key(|(chars, span)| (std::cmp::Reverse(*chars), span.start()));
        let mut names = names.iter();
        let Some((_, full)) = names.next() else { continue };
        let relation = match reading.lexicon.places.get(full.of(reading.text)).and_then(|word| word.get("relation")) {
            Some("abbreviation") => AliasRelation::Abbreviation,
            _ => AliasRelation::Variant,
        };
        let Some(index) = book.add(reading, Find { span: *full, kind: EntityKind::Place, weight: 1, lacks: 0 }) else {
            continue;
        };
        if let Some(draft) = book.drafts.get_mut(index) {
            draft.gone = false;
        }
        for (_, span) in names {
            book.alias(index, written(span.of(reading.text)), relation, None, "alias.place_name");
        }
    }
}

/// The entities that the drafts come to, with all their places.
fn finish(book: &Book, reading: &Reading<'_>, terms: Vec<Term>) -> Entities {
    let drafts: Vec<&book::Draft> = book.names().map(|(_, draft)| draft).collect();
    let mut spellings = Vec::new();
    for (id, draft) in drafts.iter().enumerate() {
        let mut spell = |text: &str, alias: bool| {
            spellings.push(Spelling {
                chars: folded(text).chars().collect(),
                entity: id as EntityId,
                place: draft.kind == EntityKind::Place && reading.lexicon.places.get(text).is_some(),
                noun: alias && is_noun(reading, text),
            });
        };
        spell(&draft.name, false);
        draft.aliases.iter().for_each(|alias| spell(&alias.text, true));
    }
    let mut places = locate::occurrences(reading, &spellings);
    let mut used: BTreeMap<EntityId, BTreeSet<String>> = BTreeMap::new();
    for place in &places {
        used.entry(place.entity).or_default().insert(folded(place.span.of(reading.text)));
    }
    let mut order: BTreeMap<EntityId, EntityId> = BTreeMap::new();
    let mut list = Vec::new();
    for place in &mut places {
        let next = order.len() as EntityId;
        let id = *order.entry(place.entity).or_insert_with(|| {
            if let (Some(draft), Some(used)) = (drafts.get(place.entity as usize), used.get(&place.entity)) {
                list.push(entity(draft, used, reading));
            }
            next
        });
        place.entity = id;
    }
    Entities { list, occurrences: places, terms }
}

/// Whether an alias is a word of everyday use.
fn is_noun(reading: &Reading<'_>, text: &str) -> bool {
    let lexicon = reading.lexicon;
    text == "政府" || lexicon.name_endings.get(text).is_some() || lexicon.name_common.get(text).is_some()
}

/// The entity of a draft; `used` holds the spellings that stand by themselves. An alias that is only used, not
/// defined, has to; a place is named by the fullest spelling that does, a country or 香港 by its plain one.
fn entity(draft: &book::Draft, used: &BTreeSet<String>, reading: &Reading<'_>) -> Entity {
    let stands = |alias: &&Alias| alias.definition.is_some() || used.contains(&folded(&alias.text));
    let mut aliases: Vec<Alias> = draft.aliases.iter().filter(stands).cloned().collect();
    let mut name = draft.name.clone();
    let plain = reading.lexicon.places.get(&name).is_some_and(|word| word.get("level") == Some("region"))
        && draft.aliases.iter().all(|alias| alias.relation == AliasRelation::Variant);
    let better = if plain && draft.kind == EntityKind::Place {
        aliases.iter().enumerate().min_by_key(|(_, alias)| alias.text.chars().count()).map(|(index, _)| index)
    } else if draft.kind == EntityKind::Place && !used.contains(&draft.folded) {
        (!aliases.is_empty()).then_some(0)
    } else {
        None
    };
    if let Some(index) = better {
        let stood = used.contains(&draft.folded);
        let alias = aliases.remove(index);
        if stood {
            aliases.insert(0, Alias { text: name, definition: None, ..alias.clone() });
        }
        name = alias.text;
    }
    let key = crate::script::key(&name);
    Entity { name, kind: draft.kind, aliases, key }
}
