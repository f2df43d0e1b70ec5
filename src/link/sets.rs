//! Disjoint sets of names: which are one, and in which documents each set is.
//!
//! Eight bytes a name (its parent, and the next of its set), and for sets of more than [`FEW`] names
//! some ten bytes more for each, so that a large set is not walked again and again.

use std::collections::{HashMap, HashSet};

use super::paths::{Documents, Node};

/// Names of a set that are walked each time.
const FEW: usize = 16;

pub(super) struct Sets<'a> {
    documents: &'a Documents,
    parents: Vec<Node>,
    /// The next name of the same set; the last one's is the first.
    ring: Vec<Node>,
    /// The documents of the sets of more than [`FEW`] names, by their roots.
    large: HashMap<Node, HashSet<u32>>, // looked up only, its order is never seen
}

/// The documents of a set.
enum Inside {
    Few(Vec<u32>),
    Many(HashSet<u32>),
}

impl Inside {
    fn len(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(set) => set.len(),
        }
    }

    fn has(&self, document: u32) -> bool {
        match self {
            Self::Few(list) => list.contains(&document),
            Self::Many(set) => set.contains(&document),
        }
    }

    fn shares(&self, other: &Self) -> bool {
        let (few, many) = if self.len() < other.len() { (self, other) } else { (other, self) };
        match few {
            Self::Few(list) => list.iter().any(|document| many.has(*document)),
            Self::Many(set) => set.iter().any(|document| many.has(*document)),
        }
    }

    /// Both together; none where they are few.
    fn with(self, other: Self) -> Option<HashSet<u32>> {
        let (few, many) = if self.len() < other.len() { (self, other) } else { (other, self) };
        let mut all = match many {
            Self::Few(list) if list.len() + few.len() <= FEW => return None,
            Self::Few(list) => list.into_iter().collect(),
            Self::Many(set) => set,
        };
        match few {
            Self::Few(list) => all.extend(list),
            Self::Many(set) => all.extend(set),
        }
        Some(all)
    }
}

impl<'a> Sets<'a> {
    /// Every name by itself.
    pub fn new(documents: &'a Documents) -> Self {
        let each: Vec<Node> = (0..documents.names()).collect();
        Self { documents, ring: each.clone(), parents: each, large: HashMap::new() }
    }

    /// The first name of the set that `node` is in.
    pub fn root(&mut self, node: Node) -> Node {
        let parent = |parents: &[Node], node: Node| parents.get(node as usize).copied().unwrap_or(node);
        let mut root = node;
        while parent(&self.parents, root) != root {
            root = parent(&self.parents, root);
        }
        let mut at = node;
        while at != root {
            let Some(slot) = self.parents.get_mut(at as usize) else { break };
            at = std::mem::replace(slot, root);
        }
        root
    }

    fn inside(&mut self, root: Node) -> Inside {
        if let Some(set) = self.large.remove(&root) {
            return Inside::Many(set);
        }
        let (mut list, mut at) = (Vec::new(), root);
        loop {
            list.push(self.documents.of(at));
            at = self.ring.get(at as usize).copied().unwrap_or(root);
            if at == root {
                return Inside::Few(list);
            }
        }
    }

    /// Makes the sets of two names one, unless they are, or a document that names both tells them
    /// apart and `shared` does not allow it. Whether it did.
    pub fn join(&mut self, a: Node, b: Node, shared: bool) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return false;
        }
        let (of_a, of_b) = (self.inside(a), self.inside(b));
        if !shared && of_a.shares(&of_b) {
            for (root, inside) in [(a, of_a), (b, of_b)] {
                if let Inside::Many(set) = inside {
                    self.large.insert(root, set);
                }
            }
            return false;
        }
        let (first, second) = (a.min(b), a.max(b));
        if let Some(all) = of_a.with(of_b) {
            self.large.insert(first, all);
        }
        if let Some(slot) = self.parents.get_mut(second as usize) {
            *slot = first;
        }
        let places = [first as usize, second as usize];
        if let Ok([one, other]) = self.ring.get_disjoint_mut(places) {
            std::mem::swap(one, other);
        }
        true
    }

    /// Whether `node` is in a set with others.
    pub fn is_joined(&self, node: Node) -> bool {
        self.ring.get(node as usize).is_some_and(|next| *next != node)
    }

    /// For each name its set's number, where `numbers` gives that of each set by its root.
    pub fn homes(mut self, numbers: impl Iterator<Item = std::io::Result<(Node, u32)>>) -> std::io::Result<Vec<u32>> {
        self.large = HashMap::new();
        for row in numbers {
            let (root, number) = row?;
            if let Some(slot) = self.ring.get_mut(root as usize) {
                *slot = number;
            }
        }
        // A root is the first name of its set, so its number is in place before the others ask for it.
        for node in 0..self.parents.len() as Node {
            let home = self.root(node);
            let home = self.ring.get(home as usize).copied().unwrap_or_default();
            if let Some(slot) = self.ring.get_mut(node as usize) {
                *slot = home;
            }
        }
        Ok(self.ring)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(names: &[usize]) -> Documents {
        let mut documents = Documents::default();
        for (number, names) in names.iter().enumerate() {
            documents.add(&format!("{number:04}"), *names).unwrap();
        }
        documents
    }

    #[test]
    fn a_document_that_names_both_tells_them_apart() {
        let documents = documents(&[2, 1, 1]);
        let mut sets = Sets::new(&documents);
        assert!(sets.join(0, 2, false) && sets.join(1, 3, false));
        assert!(!sets.join(2, 3, false), "document 0 names both");
        assert!(sets.join(2, 3, true) && !sets.join(0, 1, true));
        let homes = sets.homes([Ok((0, 7))].into_iter()).unwrap();
        assert_eq!(homes, [7; 4]);
    }

    /// Large sets are kept otherwise than small ones; both must say the same.
    #[test]
    fn large_sets_know_their_documents() {
        let documents = documents(&[2; 100]);
        let mut sets = Sets::new(&documents);
        for pair in 1..50 {
            assert!(sets.join(0, 2 * pair, false), "{pair}");
            assert!(sets.join(100, 100 + 2 * pair, false), "{pair}");
        }
        for other in [1, 3, 97] {
            assert!(!sets.join(98, other, false), "its document is in the set");
        }
        assert!(sets.join(0, 101, false) && !sets.join(3, 2, false));
        assert!(!sets.join(4, 100, false), "one document of the second set is in the first now");
        assert!(sets.is_joined(101) && !sets.is_joined(3));
        assert_eq!((sets.root(101), sets.root(198)), (0, 100));
    }
}
