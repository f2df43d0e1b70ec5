//! How many of a sorted list's places begin before a byte of the text, without a search.

/// How many bytes of text share one count.
const STRETCH: usize = 16;

/// For every stretch of the text, how many places begin before it.
///
/// Rules ask at every character whether a name or a value stands there; a binary search at each was a tenth of
/// the stage.
#[derive(Debug, Clone, Default)]
pub struct Nearest {
    counts: Vec<u32>,
}

impl Nearest {
    /// Counts `starts`, which ascend.
    #[must_use]
    pub fn new(starts: impl Iterator<Item = usize>) -> Self {
        let mut counts = vec![0];
        let mut before = 0;
        for start in starts {
            // The stretch that holds `start` is counted up to its own beginning.
            counts.resize((start / STRETCH + 1).max(counts.len()), before);
            before += 1;
        }
        counts.push(before);
        Self { counts }
    }

    /// How many of `list` begin before `at`; `start` tells where one begins, as it did for [`Nearest::new`].
    #[must_use]
    #[inline]
    pub fn before<T>(&self, list: &[T], at: usize, start: impl Fn(&T) -> usize) -> usize {
        let Some(count) = self.counts.get(at / STRETCH) else { return list.len() };
        let mut index = *count as usize;
        while list.get(index).is_some_and(|one| start(one) < at) {
            index += 1;
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_as_a_search_does(mut starts in prop::collection::vec(0usize..300, 0..40), at in 0usize..400) {
            starts.sort_unstable();
            let nearest = Nearest::new(starts.iter().copied());
            prop_assert_eq!(nearest.before(&starts, at, |start| *start), starts.partition_point(|start| *start < at));
        }
    }
}
