//! The names of all documents put together: a union of sets, each join with its reason.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::kept::{Kept, KeptName};
use super::{Pool, Text, evidence};

/// Number of a name in the corpus: the names of the first document, then those of the second.
pub(super) type Node = u32;

/// One join: which node came in, by which one, why, and the word that they share.
#[derive(Debug, Clone, Copy)]
struct Edge {
    node: Node,
    by: Node,
    why: &'static str,
    word: Text,
}

/// The names of a corpus while they are being joined.
pub(super) struct Graph<'a> {
    pub pool: &'a Pool,
    documents: &'a [Kept],
    /// Where each node's name is: document, entity.
    places: Vec<(u32, u32)>,
    parents: RefCell<Vec<Node>>,
    /// The documents of each root, kept for roots of two nodes or more.
    inside: BTreeMap<Node, HashSet<u32>>,
    edges: Vec<Edge>,
}

impl<'a> Graph<'a> {
    fn new(pool: &'a Pool, documents: &'a [Kept], order: &[u32]) -> Self {
        let mut places = Vec::new();
        for document in order {
            let names = documents.get(*document as usize).map_or(0, |kept| kept.names.len());
            places.extend((0..names as u32).map(|entity| (*document, entity)));
        }
        let parents = RefCell::new((0..places.len() as Node).collect());
        Self { pool, documents, places, parents, inside: BTreeMap::new(), edges: Vec::new() }
    }

    pub fn nodes(&self) -> std::ops::Range<Node> {
        0..self.places.len() as Node
    }

    fn kept(&self, node: Node) -> Option<&'a Kept> {
        self.documents.get(self.places.get(node as usize)?.0 as usize)
    }

    pub fn name(&self, node: Node) -> Option<&'a KeptName> {
        self.kept(node)?.names.get(self.places.get(node as usize)?.1 as usize)
    }

    pub fn region(&self, node: Node) -> Text {
        self.kept(node).map_or(Text::MAX, |kept| kept.region)
    }

    /// Whether the node's region is one city, so that a body of it needs no place in its name.
    pub fn is_city(&self, node: Node) -> bool {
        matches!(self.pool.get(self.region(node)), "HK" | "MO")
    }

    /// Whether two names can be one by where they are said.
    pub fn near(&self, a: Node, b: Node) -> bool {
        let reaches = |node| self.name(node).is_some_and(|name| name.reaches);
        self.region(a) == self.region(b) && (self.is_city(a) || reaches(a) || reaches(b)) || reaches(a) && reaches(b)
    }

    /// The node that stands for the set of `node`.
    pub fn root(&self, node: Node) -> Node {
        let mut parents = self.parents.borrow_mut();
        let mut root = node;
        while let Some(parent) = parents.get(root as usize).copied().filter(|parent| *parent != root) {
            root = parent;
        }
        let mut at = node;
        while at != root {
            let Some(slot) = parents.get_mut(at as usize) else { break };
            at = std::mem::replace(slot, root);
        }
        root
    }

    fn members(&mut self, root: Node) -> HashSet<u32> {
        let own = self.places.get(root as usize).map_or(u32::MAX, |place| place.0);
        self.inside.remove(&root).unwrap_or_else(|| HashSet::from([own]))
    }

    /// Joins the sets of two nodes, unless a document tells them apart by naming both; a renamed body
    /// may stand under both names.
    pub fn join(&mut self, by: Node, node: Node, why: &'static str, word: Text) {
        let (a, b) = (self.root(by), self.root(node));
        if a == b {
            return;
        }
        let (of_a, of_b) = (self.members(a), self.members(b));
        let (few, many) = if of_a.len() < of_b.len() { (&of_a, &of_b) } else { (&of_b, &of_a) };
        if why != "former_name" && few.iter().any(|document| many.contains(document)) {
            self.inside.insert(a, of_a);
            self.inside.insert(b, of_b);
            return;
        }
        let (mut more, less) = if of_a.len() < of_b.len() { (of_b, of_a) } else { (of_a, of_b) };
        let (first, second) = (a.min(b), a.max(b));
        more.extend(less);
        self.inside.insert(first, more);
        if let Some(slot) = self.parents.borrow_mut().get_mut(second as usize) {
            *slot = first;
        }
        self.edges.push(Edge { node, by, why, word });
    }
}

/// The sets of names, in the order of their keys.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub sets: Vec<Set>,
    /// The set of each name, by document and entity.
    pub homes: Vec<Vec<u32>>,
}

#[derive(Debug)]
pub(super) struct Set {
    /// Where the name is taken from.
    pub face: (u32, u32),
    pub members: Vec<(u32, u32)>,
    pub joins: Vec<Joint>,
}

/// Where a name is: document, entity.
type Spot = (u32, u32);

/// Which name came in, by which one, why, and the word that they share.
type Joint = (Spot, Spot, &'static str, Text);

/// Joins the names of all documents, taken in `order`.
pub(super) fn join(pool: &Pool, documents: &[Kept], order: &[u32]) -> Joined {
    let mut graph = Graph::new(pool, documents, order);
    evidence::weigh(&mut graph);
    let mut sets: BTreeMap<Node, Set> = BTreeMap::new();
    for node in graph.nodes() {
        let Some(place) = graph.places.get(node as usize).copied() else { continue };
        let root = graph.root(node);
        sets.entry(root)
            .or_insert_with(|| Set { face: place, members: Vec::new(), joins: Vec::new() })
            .members
            .push(place);
    }
    for edge in &graph.edges {
        let (Some(place), Some(by)) = (graph.places.get(edge.node as usize), graph.places.get(edge.by as usize)) else {
            continue;
        };
        if let Some(set) = sets.get_mut(&graph.root(edge.node)) {
            set.joins.push((*place, *by, edge.why, edge.word));
        }
    }
    let mut sets: Vec<Set> = sets.into_values().collect();
    for set in &mut sets {
        set.face = face(pool, documents, set);
    }
    sets.sort_by_cached_key(|set| {
        let name = name_of(documents, set.face);
        let first = set.members.first().copied().unwrap_or_default();
        let path = documents.get(first.0 as usize).map_or("", |kept| pool.get(kept.document));
        (name.map_or("", |name| pool.get(name.key)).to_owned(), path.to_owned(), first.1)
    });
    let mut homes: Vec<Vec<u32>> = documents.iter().map(|kept| vec![0; kept.names.len()]).collect();
    for (number, set) in sets.iter().enumerate() {
        for (document, entity) in &set.members {
            if let Some(home) = homes.get_mut(*document as usize).and_then(|homes| homes.get_mut(*entity as usize)) {
                *home = number as u32;
            }
        }
    }
    Joined { sets, homes }
}

pub(super) fn name_of(documents: &[Kept], place: (u32, u32)) -> Option<&KeptName> {
    documents.get(place.0 as usize)?.names.get(place.1 as usize)
}

/// The member that gives the set its name: not by a former name, in Chinese, the fullest, the one
/// that most documents have, in Traditional characters, then by its characters.
fn face(pool: &Pool, documents: &[Kept], set: &Set) -> (u32, u32) {
    let names = || set.members.iter().filter_map(|place| Some((*place, name_of(documents, *place)?)));
    let former: BTreeSet<&str> = names()
        .flat_map(|(_, name)| name.others.iter())
        .filter(|other| pool.get(other.relation) == "former_name")
        .map(|other| pool.get(other.key))
        .collect();
    let mut counts: BTreeMap<Text, usize> = BTreeMap::new();
    for (_, name) in names() {
        *counts.entry(name.key).or_default() += 1;
    }
    names()
        .min_by_key(|(place, name)| {
            let text = pool.get(name.name);
            let plain = documents.get(place.0 as usize).is_some_and(|kept| !kept.traditional);
            (
                former.contains(pool.get(name.key)),
                super::wording::is_latin(text),
                std::cmp::Reverse(pool.get(name.wording).chars().count()),
                std::cmp::Reverse(counts.get(&name.key).copied()),
                plain,
                text.to_owned(),
            )
        })
        .map_or(set.face, |(place, _)| place)
}
