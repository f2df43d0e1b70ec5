//! The documents of a corpus: their paths, and which names are theirs.

/// Number of a name in the corpus: the names of the first document, then those of the second.
pub(super) type Node = u32;

/// Paths one behind the other, and the number of each document's first name: the path's own length
/// and twelve bytes a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Documents {
    paths: String,
    ends: Vec<usize>,
    firsts: Vec<Node>,
    names: Node,
}

impl Documents {
    /// Adds a document of so many names; gives its number and that of its first name. None where its
    /// path does not come behind all others.
    pub fn add(&mut self, path: &str, names: usize) -> Option<(u32, Node)> {
        let number = self.ends.len() as u32;
        (number == 0 || self.path(number - 1) < path).then_some(())?;
        let first = self.names;
        self.names = first.checked_add(u32::try_from(names).ok()?)?;
        self.paths.push_str(path);
        self.ends.push(self.paths.len());
        self.firsts.push(first);
        Some((number, first))
    }

    /// How many names there are.
    pub const fn names(&self) -> Node {
        self.names
    }

    pub fn path(&self, document: u32) -> &str {
        let end = |number: usize| self.ends.get(number).copied();
        let start = (document as usize).checked_sub(1).map_or(Some(0), end);
        start.zip(end(document as usize)).and_then(|(start, end)| self.paths.get(start..end)).unwrap_or("")
    }

    /// The document that a name is in.
    pub fn of(&self, node: Node) -> u32 {
        self.firsts.partition_point(|first| *first <= node).saturating_sub(1) as u32
    }

    /// The number of a document's name.
    pub fn node(&self, path: &str, entity: u32) -> Option<Node> {
        let (mut low, mut high) = (0, self.ends.len() as u32);
        while low < high {
            let middle = low.midpoint(high);
            (low, high) = if self.path(middle) < path { (middle + 1, high) } else { (low, middle) };
        }
        let first = (self.path(low) == path).then(|| self.firsts.get(low as usize).copied()).flatten()?;
        first.checked_add(entity).filter(|node| *node < self.names && self.of(*node) == low)
    }

    /// The document's path, and the number that the name has there.
    pub fn place(&self, node: Node) -> (&str, u32) {
        let document = self.of(node);
        let first = self.firsts.get(document as usize).copied().unwrap_or_default();
        (self.path(document), node.saturating_sub(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_their_documents() {
        let mut documents = Documents::default();
        for (path, names) in [("a", 2), ("b/c", 0), ("d", 0), ("e", 3), ("f", 0)] {
            documents.add(path, names).unwrap();
        }
        let places: Vec<_> = (0..documents.names()).map(|node| documents.place(node)).collect();
        assert_eq!(places, [("a", 0), ("a", 1), ("e", 0), ("e", 1), ("e", 2)]);
        assert_eq!(["a", "e", "d", "x"].map(|path| documents.node(path, 1)), [Some(1), Some(3), None, None]);
        assert_eq!(documents.node("a", 2), None, "that is a name of another document");
        for path in ["f", "a", "ez"] {
            assert_eq!(documents.add(path, 1), None, "{path} comes too late");
        }
    }
}
