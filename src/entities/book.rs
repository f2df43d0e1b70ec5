//! The names of a document as they are gathered: one draft a name, however often it stands there.

use std::collections::{BTreeMap, BTreeSet};

use super::define::Definition;
use super::reading::{Find, Reading, folded, is_mark, written};
use super::{Alias, AliasRelation, EntityKind};
use crate::span::Span;

/// A name on its way to become an entity.
#[derive(Debug, Clone)]
pub struct Draft {
    /// As the output writes it.
    pub name: String,
    /// As names are compared.
    pub folded: String,
    /// What it names.
    pub kind: EntityKind,
    /// How sure that is.
    pub weight: u8,
    /// How many points of evidence it lacks at its best place.
    pub lacks: u8,
    /// In how many places it was found.
    pub count: u32,
    /// Where it was first found.
    pub first: usize,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// Whether it was merged into another, or is no name after all.
    pub gone: bool,
}

/// All drafts of one document.
#[derive(Debug, Default)]
pub struct Book {
    /// The drafts, in the order found.
    pub drafts: Vec<Draft>,
    by_name: BTreeMap<String, usize>,
    /// The other names of each draft, folded: one may have thousands.
    others: BTreeSet<(usize, String)>,
    /// Whose other name a name is; nothing where it is several drafts'.
    owners: BTreeMap<String, Option<usize>>,
}

impl Book {
    /// Notes that `find` names something.
    pub fn add(&mut self, reading: &Reading<'_>, find: Find) -> Option<usize> {
        let said = find.span.of(reading.text);
        let folded = folded(said);
        if folded.chars().count() < 2 {
            return None;
        }
        if let Some(index) = self.by_name.get(&folded).copied() {
            let draft = self.drafts.get_mut(index)?;
            draft.count += 1;
            draft.first = draft.first.min(find.span.start());
            draft.lacks = draft.lacks.min(find.lacks);
            if find.weight > draft.weight {
                draft.weight = find.weight;
                draft.kind = find.kind;
            }
            return Some(index);
        }
        self.by_name.insert(folded.clone(), self.drafts.len());
        self.drafts.push(Draft {
            name: balanced(&written(said)),
            folded,
            kind: find.kind,
            weight: find.weight,
            lacks: find.lacks,
            count: 1,
            first: find.span.start(),
            aliases: Vec::new(),
            gone: false,
        });
        Some(self.drafts.len() - 1)
    }

    /// The draft that has the other name `folded`, where only one has.
    fn owner(&self, folded: &str) -> Option<usize> {
        self.owners.get(folded).copied().flatten().filter(|owner| self.live(*owner).is_some())
    }

    /// The draft of exactly this name.
    #[must_use]
    pub fn get(&self, folded: &str) -> Option<usize> {
        self.by_name.get(folded).copied()
    }

    /// Drops what is no name: seen once without evidence, or two names in one.
    pub fn settle(&mut self) {
        for draft in &mut self.drafts {
            let recurs = u8::from(draft.count >= 2) + u8::from(draft.count >= 3);
            draft.gone = draft.lacks > recurs;
        }
        let doubled: Vec<usize> = (0..self.drafts.len()).filter(|index| self.is_two_names(*index)).collect();
        for index in doubled {
            if let Some(draft) = self.drafts.get_mut(index) {
                draft.gone = true;
            }
        }
    }

    /// Whether the end of a name behind 及, 和 is a name by itself elsewhere.
    fn is_two_names(&self, index: usize) -> bool {
        let Some(draft) = self.drafts.get(index).filter(|draft| draft.weight < 2 && draft.count < 3) else {
            return false;
        };
        draft.folded.char_indices().any(|(at, c)| {
            matches!(c, '及' | '和' | '與' | '与')
                && draft
                    .folded
                    .get(at + c.len_utf8()..)
                    .and_then(|rest| self.drafts.get(self.get(rest)?))
                    .is_some_and(|other| !other.gone)
        })
    }

    /// Enters a definition: its name as a draft with the other name as its alias.
    pub fn define(&mut self, reading: &Reading<'_>, definition: &Definition) {
        let Some(kind) = definition.kind else { return };
        let text = written(definition.alias.of(reading.text));
        let said = folded(definition.name.of(reading.text));
        if let Some(owner) = self.owner(&said).filter(|_| self.get(&said).is_none_or(|own| self.live(own).is_none())) {
            // 食物及衞生局（現稱醫衞局）, where 醫衞局 is short for another name
            return self.alias(owner, text, definition.relation, Some(definition.span), definition.rule);
        }
        let find = Find { span: definition.name, kind, weight: 1, lacks: 0 };
        let known = self.get(&folded(definition.name.of(reading.text))).is_some();
        let Some(index) = self.add(reading, find) else { return };
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.gone = false;
            draft.count -= u32::from(known);
        }
        self.alias(index, text, definition.relation, Some(definition.span), definition.rule);
    }

    /// Gives draft `index` another name; a draft of that name goes over into it.
    pub fn alias(
        &mut self,
        index: usize,
        text: String,
        relation: AliasRelation,
        definition: Option<Span>,
        rule: &'static str,
    ) {
        let key = folded(&text);
        let mut taken = Vec::new();
        if let Some(other) = self.get(&key).filter(|other| *other != index)
            && let Some(draft) = self.drafts.get_mut(other)
            && !draft.gone
        {
            draft.gone = true;
            taken = std::mem::take(&mut draft.aliases);
            for alias in &taken {
                self.others.remove(&(other, folded(&alias.text)));
            }
        }
        let Some(draft) = self.drafts.get_mut(index) else { return };
        if key == draft.folded || key.is_empty() {
            return;
        }
        if self.others.insert((index, key.clone())) {
            self.owners
                .entry(key)
                .and_modify(|owner| *owner = owner.filter(|owner| *owner == index))
                .or_insert(Some(index));
            draft.aliases.push(Alias { text, relation, definition, rule });
        }
        for alias in taken {
            let key = folded(&alias.text);
            if key != draft.folded && self.others.insert((index, key)) {
                draft.aliases.push(alias);
            }
        }
    }

    /// Whether draft `index` has the other name `folded`.
    #[must_use]
    pub fn has(&self, index: usize, folded: &str) -> bool {
        self.others.contains(&(index, folded.to_owned()))
    }

    /// Draft `index`, where it is a name.
    #[must_use]
    pub fn live(&self, index: usize) -> Option<&Draft> {
        self.drafts.get(index).filter(|draft| !draft.gone)
    }

    /// Drops the drafts of these numbers.
    pub fn drop_all(&mut self, gone: &[usize]) {
        for index in gone {
            if let Some(draft) = self.drafts.get_mut(*index) {
                draft.gone = true;
            }
        }
    }

    /// The drafts that are names.
    pub fn names(&self) -> impl Iterator<Item = (usize, &Draft)> {
        self.drafts.iter().enumerate().filter(|(_, draft)| !draft.gone)
    }
}

/// `name` without a mark that has no partner in it.
fn balanced(name: &str) -> String {
    let opens = name.chars().filter(|c| matches!(c, '「' | '『' | '《' | '〈' | '“')).count();
    let closes = name.chars().filter(|c| matches!(c, '」' | '』' | '》' | '〉' | '”')).count();
    if opens == closes { name.to_owned() } else { name.chars().filter(|c| !is_mark(*c)).collect() }
}
