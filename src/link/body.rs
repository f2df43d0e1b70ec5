//! The joined names as they are written.

use std::collections::BTreeMap;

use super::Pool;
use super::join::{Joined, Set, name_of};
use super::kept::{Kept, KeptName};

/// A named thing across documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body<'a> {
    /// Its fullest present name.
    pub name: &'a str,
    /// What most documents take it for.
    pub kind: &'a str,
    /// Its name in Simplified Chinese.
    pub key: &'a str,
    /// Its other names with how they stand to the name, each once.
    pub aliases: Vec<(&'a str, &'a str)>,
    /// Where it is named.
    pub members: Vec<Member<'a>>,
    /// Why those are one.
    pub joins: Vec<Join<'a>>,
}

/// A document's entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<'a> {
    /// The document's path.
    pub document: &'a str,
    /// The entity's number there.
    pub entity: u32,
    /// The names that it has there.
    pub names: Vec<&'a str>,
}

/// Why one entity was joined to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join<'a> {
    /// The document's path and the entity's number.
    pub entity: (&'a str, u32),
    /// The one that it was joined to.
    pub with: (&'a str, u32),
    /// `key`, `wording`, `former_name`, `translation`, `quoted`, `alias`, `shared_alias`.
    pub why: &'static str,
    /// The word that they share.
    pub word: &'a str,
}

impl Joined {
    /// The number of the set that a document's entity is in.
    pub fn home(&self, document: u32, entity: u32) -> Option<u32> {
        self.homes.get(document as usize)?.get(entity as usize).copied()
    }

    /// The name of a set.
    pub fn face<'a>(&self, pool: &'a Pool, documents: &[Kept], number: u32) -> &'a str {
        let face = self.sets.get(number as usize).map(|set| set.face).unwrap_or_default();
        name_of(documents, face).map_or("", |name| pool.get(name.name))
    }

    pub fn bodies<'a>(&'a self, pool: &'a Pool, documents: &'a [Kept]) -> impl Iterator<Item = Body<'a>> {
        self.sets.iter().filter_map(|set| body(pool, documents, set))
    }
}

fn body<'a>(pool: &'a Pool, documents: &[Kept], set: &Set) -> Option<Body<'a>> {
    let face = name_of(documents, set.face)?;
    let path = |document: u32| documents.get(document as usize).map_or("", |kept| pool.get(kept.document));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut members = Vec::new();
    for place in &set.members {
        let Some(name) = name_of(documents, *place) else { continue };
        *kinds.entry(pool.get(name.kind)).or_default() += 1;
        let names = std::iter::once(pool.get(name.name)).chain(name.others.iter().map(|other| pool.get(other.text)));
        members.push(Member { document: path(place.0), entity: place.1, names: names.collect() });
    }
    let most = kinds.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
    let joins = set.joins.iter().map(|(place, by, why, word)| Join {
        entity: (path(place.0), place.1),
        with: (path(by.0), by.1),
        why,
        word: pool.get(*word),
    });
    Some(Body {
        name: pool.get(face.name),
        kind: most.map_or(pool.get(face.kind), |(kind, _)| kind),
        key: pool.get(face.key),
        aliases: aliases(pool, documents, set, face),
        members,
        joins: joins.collect(),
    })
}

/// All other names, sorted; a name of a member that is no alias anywhere is a variant.
fn aliases<'a>(pool: &'a Pool, documents: &[Kept], set: &Set, face: &KeptName) -> Vec<(&'a str, &'a str)> {
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    let names: Vec<&KeptName> = set.members.iter().filter_map(|place| name_of(documents, *place)).collect();
    for other in names.iter().flat_map(|name| name.others.iter()) {
        found.entry(pool.get(other.text)).or_insert_with(|| pool.get(other.relation));
    }
    let former: Vec<&str> = names
        .iter()
        .flat_map(|name| name.others.iter())
        .filter(|other| pool.get(other.relation) == "former_name")
        .map(|other| pool.get(other.key))
        .collect();
    for name in &names {
        let is_former = former.contains(&pool.get(name.key));
        found.entry(pool.get(name.name)).or_insert(if is_former { "former_name" } else { "variant" });
    }
    found.remove(pool.get(face.name));
    found.into_iter().collect()
}
