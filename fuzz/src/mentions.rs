//! The grammars of values on any text: spans in order, on boundaries, inside. The first byte chooses one
//! grammar, or all of them.

use ingest::mentions::{Context, Type, TypeSet, extract};

use crate::LEXICON;

pub fn run(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let types = Type::ALL.get(usize::from(*first) % 32).map_or_else(TypeSet::default, |one| TypeSet::NONE.with(*one));
    let mut end = 0;
    for mention in extract(&text, &LEXICON, &Context { types, ..Context::default() }) {
        assert!(mention.span.start() >= end && text.get(mention.span.range()).is_some());
        end = mention.span.end();
    }
}
