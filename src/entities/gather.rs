//! The steps of the stage: what every rule finds is gathered, settled, joined, and located in the text.

use std::collections::{BTreeMap, BTreeSet};

use super::book::{Book, Draft};
use super::define::Definition;
use super::locate::Spelling;
use super::reading::{Find, Reading, folded, written};
use super::tokens::Class;
use super::{Alias, AliasRelation, Entities, Entity, EntityId, EntityKind, Occurrence, Term};
use super::{
    beside, define, ending, english, heads, home, latin, locate, parts, phrases, publisher, quoted, short, works,
};
use crate::clean::Clean;
use crate::lexicon::Lexicon;
use crate::mentions::Mention;
use crate::span::Span;
use crate::structure::Outline;

/// Finds the entities of a document.
#[must_use]
pub fn entities(clean: &Clean, outline: &Outline, mentions: &[Mention], lexicon: &Lexicon) -> Entities {
    let mut reading = Reading::new(clean, outline, mentions, lexicon);
    home::fuse(&mut reading);
    let definitions = define::definitions(&reading);
    let known = defined_names(&reading, &definitions);
    reading.fuse(&known, Class::Known);
    let mut book = Book::default();
    for find in ending::finds(&reading)
        .into_iter()
        .chain(quoted::finds(&reading))
        .chain(publisher::finds(&reading))
        .chain(works::finds(&reading))
        .chain(home::finds(&reading))
        .chain(phrases::foreign(&reading, outline.bilingual))
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
    parts::join(&mut book, &reading);
    short::join(&mut book, &reading);
    heads::join(&mut book, &reading);
    let terms = definitions.into_iter().map(|definition| term(&reading, &definition)).collect();
    let mut entities = finish(&book, &reading, terms);
    translate(&mut entities, &reading, outline);
    entities.index();
    entities
}

/// Adds the English names that the pairs of lines of a bilingual document show, each once.
fn translate(entities: &mut Entities, reading: &Reading<'_>, outline: &Outline) {
    for (zh, en) in beside::pairs(reading, outline) {
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
            if one.relation == AliasRelation::Abbreviation && entities.terms.iter().any(|term| term.alias == text) {
                continue; // its definition stands elsewhere
            }
            entities.terms.push(Term { name, alias: text, relation: one.relation, span, rule: "alias.pair" });
        }
    }
    initials(entities);
    entities.terms.sort_by_key(|term| (term.span.start(), term.span.end()));
    locate_english(entities, reading);
}

/// GBA is an abbreviation of 大灣區 too where the text defines it for Greater Bay Area.
fn initials(entities: &mut Entities) {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for (index, entity) in entities.list.iter().enumerate() {
        for alias in entity.aliases.iter().filter(|alias| alias.relation == AliasRelation::Translation) {
            owners.entry(alias.text.clone()).or_insert(index);
            // ASTRI is short for what stands behind Hong Kong.
            if let Some(rest) = alias.text.strip_prefix("Hong Kong ").filter(|rest| rest.contains(' ')) {
                owners.entry(rest.to_owned()).or_insert(index);
            }
        }
    }
    for term in &entities.terms {
        let Some(owner) = owners.get(&term.name).copied() else { continue };
        if let Some(entity) = entities.list.get_mut(owner)
            && !entity.aliases.iter().any(|alias| alias.text == term.alias)
        {
            entity.aliases.push(Alias {
                text: term.alias.clone(),
                relation: term.relation,
                definition: Some(term.span),
                rule: term.rule,
            });
            if term.relation == AliasRelation::Translation {
                owners.entry(term.alias.clone()).and_modify(|first| *first = owner.min(*first)).or_insert(owner);
            }
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
fn defined_names(reading: &Reading<'_>, definitions: &[Definition]) -> Vec<Span> {
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
fn term(reading: &Reading<'_>, definition: &Definition) -> Term {
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
            // Nearly always a place is said as before: nothing is to be folded.
            if !names.iter().any(|(_, span)| span.of(reading.text) == said)
                && !names.iter().any(|(_, span)| folded(span.of(reading.text)) == folded(said))
            {
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
    let drafts: Vec<&Draft> = book.names().map(|(_, draft)| draft).collect();
    let mut spellings = Vec::new();
    for (id, draft) in drafts.iter().enumerate() {
        let mut spell = |text: &str, alias: bool| {
            spellings.push(Spelling {
                chars: folded(text).chars().collect(),
                entity: id as EntityId,
                place: draft.kind == EntityKind::Place && reading.lexicon.places.get(text).is_some(),
                noun: (alias || text == "政府") && is_noun(reading, text),
            });
        };
        spell(&draft.name, false);
        draft.aliases.iter().for_each(|alias| spell(&alias.text, true));
    }
    let mut places = locate::occurrences(reading, &spellings);
    let mut used: BTreeMap<EntityId, BTreeSet<String>> = BTreeMap::new();
    let said: BTreeSet<(EntityId, &str)> =
        places.iter().map(|place| (place.entity, place.span.of(reading.text))).collect();
    for (entity, said) in said {
        used.entry(entity).or_default().insert(folded(said));
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
    Entities { list, occurrences: places, terms, ..Entities::default() }
}

/// Whether an alias is a word of everyday use.
fn is_noun(reading: &Reading<'_>, text: &str) -> bool {
    let lexicon = reading.lexicon;
    text == "政府" || lexicon.name_endings.get(text).is_some() || lexicon.name_common.get(text).is_some()
}

/// The entity of a draft; `used` holds the spellings that stand by themselves. An alias that is only used, not
/// defined, has to; a place is named by the fullest spelling that does, a country or 香港 by its plain one.
fn entity(draft: &Draft, used: &BTreeSet<String>, reading: &Reading<'_>) -> Entity {
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
