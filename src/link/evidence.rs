//! Why two names are one, strongest first.
//!
//! | step | two names are one where |
//! |---|---|
//! | key | their keys are the same |
//! | wording | their keys are the same but for regional words (資訊, 信息) |
//! | former_name | one was the other's former name |
//! | translation | they have one foreign name, and their Chinese names are alike or one has none |
//! | quoted | they begin with one word in quotation marks, and one says less of what it is (「X」平台) |
//! | alias | one is the only full name's short form |
//! | shared_alias | they have one short form, and their full names are alike; or one web address |
//!
//! Class nouns (基金, 資助計劃) are no evidence; neither is a name without a place in it across regions
//! (衛生局), nor a short form that two different names have.

use std::collections::BTreeMap;

use super::join::{Graph, Node};
use super::kept::{KeptName, KeptOther};
use super::{Text, wording};

/// How alike two names with one short or foreign form must be, of 100.
const ALIKE: usize = 55;

/// The same where the short form is an acronym.
const ACRONYM: usize = 45;

/// Joins what can be joined.
pub(super) fn weigh(graph: &mut Graph<'_>) {
    by_key(graph, "key", |name| name.key);
    by_key(graph, "wording", |name| name.wording);
    former_names(graph);
    translations(graph);
    quoted(graph);
    aliases(graph);
    shared_aliases(graph);
}

/// Nodes by a word, in the order of the words' text.
fn index(graph: &Graph<'_>, words: impl Fn(&KeptName) -> Vec<Text>) -> Vec<(Text, Vec<Node>)> {
    let mut index: BTreeMap<Text, Vec<Node>> = BTreeMap::new();
    for node in graph.nodes() {
        for word in graph.name(node).map(&words).unwrap_or_default() {
            index.entry(word).or_default().push(node);
        }
    }
    let mut index: Vec<_> = index.into_iter().collect();
    index.sort_by(|a, b| graph.pool.get(a.0).cmp(graph.pool.get(b.0)));
    index
}

fn by_key(graph: &mut Graph<'_>, why: &'static str, key: impl Fn(&KeptName) -> Text) {
    let groups = index(graph, |name| if name.generic { Vec::new() } else { vec![key(name)] });
    for (word, nodes) in groups.iter().filter(|(_, nodes)| nodes.len() > 1) {
        // A name that reaches joins all; another one joins within its region, where that is one city.
        let mut heads: BTreeMap<Text, Node> = BTreeMap::new();
        for node in nodes {
            let Some(name) = graph.name(*node) else { continue };
            let place = if name.reaches { u32::MAX } else { graph.region(*node) };
            if !name.reaches && !graph.is_city(*node) {
                continue;
            }
            match heads.get(&place) {
                Some(head) => graph.join(*head, *node, why, *word),
                None => {
                    heads.insert(place, *node);
                }
            }
        }
    }
}

fn others<'a>(name: &'a KeptName, graph: &Graph<'_>, relations: &[&str]) -> Vec<&'a KeptOther> {
    name.others.iter().filter(|other| !other.generic && relations.contains(&graph.pool.get(other.relation))).collect()
}

/// The names of which a word is the other name, and the names that it is; those of one body only.
fn owners(graph: &Graph<'_>, nodes: &[Node]) -> Option<Node> {
    let first = *nodes.first()?;
    let root = graph.root(first);
    nodes.iter().all(|node| graph.root(*node) == root).then_some(first)
}

fn former_names(graph: &mut Graph<'_>) {
    let keys = index(graph, |name| vec![name.key]);
    let former = index(graph, |name| others(name, graph, &["former_name"]).iter().map(|other| other.key).collect());
    for (word, nodes) in former {
        let Some(owner) = owners(graph, &nodes) else { continue };
        for holder in holders(graph, &keys, word) {
            if graph.near(owner, holder) {
                graph.join(owner, holder, "former_name", word);
            }
        }
    }
}

fn holders(graph: &Graph<'_>, keys: &[(Text, Vec<Node>)], word: Text) -> Vec<Node> {
    let text = graph.pool.get(word);
    keys.binary_search_by(|row| graph.pool.get(row.0).cmp(text))
        .ok()
        .and_then(|place| keys.get(place))
        .map(|row| row.1.clone())
        .unwrap_or_default()
}

fn translations(graph: &mut Graph<'_>) {
    let groups = index(graph, |name| {
        let mut words: Vec<Text> = others(name, graph, &["translation"]).iter().map(|other| other.key).collect();
        words.extend(Some(name.foreign).filter(|word| *word != 0));
        words
    });
    for (word, nodes) in groups.into_iter().filter(|(word, nodes)| nodes.len() > 1 && graph.pool.get(*word).len() > 3) {
        pair_alike(graph, &nodes, "translation", word);
    }
}

/// Joins each node to the first before it whose name is alike, or foreign where its own is not.
fn pair_alike(graph: &mut Graph<'_>, nodes: &[Node], why: &'static str, word: Text) {
    let mut heads: Vec<Node> = Vec::new();
    for node in nodes {
        let head =
            heads.iter().copied().find(|head| graph.root(*head) == graph.root(*node) || fits(graph, *head, *node));
        match head {
            Some(head) => graph.join(head, *node, why, word),
            None if heads.len() < 20 => heads.push(*node),
            None => {}
        }
    }
}

/// Whether two names can be two wordings of one: alike, one inside the other, or one of them foreign.
fn fits(graph: &Graph<'_>, a: Node, b: Node) -> bool {
    let (Some(x), Some(y)) = (graph.name(a), graph.name(b)) else { return false };
    let (p, q) = (graph.pool.get(x.wording), graph.pool.get(y.wording));
    let inside = !x.generic && !y.generic && (p.contains(q) || q.contains(p));
    let foreign = wording::is_latin(p) != wording::is_latin(q);
    graph.near(a, b) && (inside || foreign || wording::likeness(p, q) >= ALIKE)
}

/// The word in quotation marks that a name begins with, and what stands behind it.
fn quoted_head(name: &str) -> Option<(&str, &str)> {
    name.strip_prefix('「')?.split_once('」').filter(|(head, tail)| head.chars().count() > 1 && !tail.contains('「'))
}

/// `「智方便」平台` and `「智方便」一站式服務平台`: one tail ends with the other.
fn quoted(graph: &mut Graph<'_>) {
    let groups = index(graph, |name| quoted_head(graph.pool.get(name.key)).map(|_| vec![name.key]).unwrap_or_default());
    let mut heads: BTreeMap<&str, Vec<(Node, Text)>> = BTreeMap::new();
    for (key, nodes) in groups {
        if let Some((head, node)) = quoted_head(graph.pool.get(key)).map(|(head, _)| head).zip(nodes.first()) {
            heads.entry(head).or_default().push((*node, key));
        }
    }
    for nodes in heads.into_values() {
        for (at, (node, key)) in nodes.iter().enumerate() {
            let fits = |other: &&(Node, Text)| {
                let tail = |key| quoted_head(graph.pool.get(key)).map_or("", |(_, tail)| tail);
                let (a, b) = (tail(*key), tail(other.1));
                graph.near(*node, other.0) && (a.ends_with(b) || b.ends_with(a))
            };
            if let Some((other, _)) = nodes.iter().take(at.min(20)).find(fits) {
                graph.join(*other, *node, "quoted", *key);
            }
        }
    }
}

fn aliases(graph: &mut Graph<'_>) {
    let keys = index(graph, |name| if name.generic { Vec::new() } else { vec![name.key] });
    let short = index(graph, |name| {
        let long = graph.pool.get(name.key);
        let kept = others(name, graph, &["abbreviation", "variant"]).into_iter().filter(|other| {
            let text = graph.pool.get(other.key);
            wording::is_latin(text) && text.len() > 3 || wording::abbreviates(text, long)
        });
        kept.map(|other| other.key).collect()
    });
    for (word, nodes) in short {
        let Some(owner) = owners(graph, &nodes) else { continue };
        for holder in holders(graph, &keys, word) {
            if graph.near(owner, holder) {
                graph.join(owner, holder, "alias", word);
            }
        }
    }
}

fn shared_aliases(graph: &mut Graph<'_>) {
    let groups = index(graph, |name| {
        let kept = others(name, graph, &["abbreviation", "variant"]).into_iter();
        kept.filter(|other| graph.pool.get(other.key).chars().count() > 2).map(|other| other.key).collect()
    });
    for (word, nodes) in groups.into_iter().filter(|(_, nodes)| nodes.len() > 1) {
        let mut heads: Vec<Node> = Vec::new();
        for node in nodes {
            let found = heads.iter().copied().find(|head| {
                graph.root(*head) != graph.root(node)
                    && graph.near(*head, node)
                    && same_wording(graph, *head, node, word)
            });
            match found {
                Some(head) => graph.join(head, node, "shared_alias", word),
                None if heads.len() < 20 => heads.push(node),
                None => {}
            }
        }
    }
}

/// Whether two names with the short form `word` are worded alike: less so where it is an acronym of
/// four letters or more, not at all where it is the address of both sites.
fn same_wording(graph: &Graph<'_>, a: Node, b: Node, word: Text) -> bool {
    let (Some(x), Some(y)) = (graph.name(a), graph.name(b)) else { return false };
    let short = graph.pool.get(word);
    let sites = [x, y].iter().all(|name| graph.pool.get(name.kind) == "platform");
    let enough = if wording::is_latin(short) && short.len() > 3 { ACRONYM } else { ALIKE };
    sites && short.contains('.') || wording::likeness(graph.pool.get(x.wording), graph.pool.get(y.wording)) >= enough
}
