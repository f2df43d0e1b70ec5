//! A name of a document as joining sees it.

use std::collections::BTreeSet;

use super::record::{Name, OtherName};
use super::wording;
use crate::entities::{AliasRelation, EntityKind};
use crate::lexicon::Lexicon;

/// A name with the other names of its body, each with its relation. `words` are the name, its kind and
/// its key.
pub(super) fn name(
    words: [String; 3],
    aliases: impl Iterator<Item = (String, String)>,
    region: &str,
    lexicon: &Lexicon,
) -> Name {
    let [name, kind, key] = words;
    let others: Vec<OtherName> = aliases.map(|(text, relation)| other(text, relation, lexicon)).collect();
    let is_body = [EntityKind::Organisation, EntityKind::Place].iter().any(|body| body.word() == kind);
    let plain = wording::plain(&key, lexicon);
    let seat = wording::government(&key, region, lexicon);
    let known = lexicon.public_bodies.get(&name).is_some();
    let short = others.iter().any(|other| other.is_longer(&key));
    let common = wording::is_generic_key(&key, lexicon) || wording::is_thin(&key, &kind, lexicon);
    let nothing = common && !known || wording::is_some_government(&key, lexicon);
    Name {
        fullness: plain.chars().count() as u32,
        settled: seat.is_some(),
        generic: nothing || short,
        reaches: wording::reaches(&key, lexicon) || !wording::is_local(&key, is_body, lexicon),
        foreign: wording::is_latin(&name).then(|| wording::latin(&name)),
        said: Vec::new(),
        wording: match seat {
            Some(seat) => seat.to_owned(),
            None if kind == EntityKind::Publication.word() => wording::unplaced(plain, region, lexicon),
            None => plain,
        },
        others,
        name,
        kind,
        key,
    }
}

fn other(text: String, relation: String, lexicon: &Lexicon) -> OtherName {
    let foreign = relation == AliasRelation::Translation.word() || wording::is_latin(&text);
    let key = crate::script::key(&text);
    let generic = wording::is_generic_key(&key, lexicon);
    OtherName { key: if foreign { wording::latin(&text) } else { key }, generic, text, relation }
}

impl OtherName {
    /// Whether this is the name `key` with more before it, so that `key` is short for it: 海港發展局, 發展局.
    fn is_longer(&self, key: &str) -> bool {
        self.relation != AliasRelation::FormerName.word() && self.key != key && self.key.ends_with(key)
    }
}

/// The names of a document, each with what only the others tell of it: a short form at its beginning is
/// written out (科學園深圳分園), a word in marks at its end is a name by itself (「X」 of 新政「X」), and a name of
/// common words is nothing by itself where a longer one ends with it (發展局 beside 海港發展局). `text` tells what
/// a name in marks is (「X」計劃), so that another document may say it without marks (X計劃).
pub(super) fn told(mut names: Vec<Name>, text: &str, lexicon: &Lexicon) -> Vec<Name> {
    let called = called(text, lexicon);
    let short = |name: &Name, other: &OtherName| {
        let han = other.key.chars().count() >= 3 && !wording::is_latin(&other.key);
        han && !other.generic
            && other.relation == "abbreviation"
            && name.key.chars().count() > other.key.chars().count()
    };
    let pairs: Vec<(String, String)> = names
        .iter()
        .flat_map(|name| {
            let others = name.others.iter().filter(move |other| short(name, other));
            others.map(|other| (other.key.clone(), name.key.clone()))
        })
        .collect();
    let keys: Vec<String> = names.iter().map(|name| name.key.clone()).collect();
    for name in &mut names {
        let is_end = |key: &String| *key != name.key && key.ends_with(name.key.as_str());
        name.generic = name.generic || wording::is_generic_key(&name.key, lexicon) && keys.iter().any(is_end);
        let written = pairs.iter().filter_map(|(short, full)| {
            let rest = name.key.strip_prefix(short.as_str()).filter(|rest| rest.chars().count() >= 2)?;
            (!name.key.starts_with(full.as_str())).then(|| format!("{full}{rest}"))
        });
        let mut said: Vec<String> = written.collect();
        said.extend(marked_end(&name.key).map(str::to_owned));
        let full = called.range((name.key.clone(), "")..).take_while(|(key, _)| *key == name.key);
        said.extend(
            full.filter(|_| name.kind != "place").map(|(key, noun)| crate::script::key(&format!("{key}{noun}"))),
        );
        name.said = said;
    }
    names
}

/// The word in quotation marks that a name ends with, where something stands before it.
fn marked_end(key: &str) -> Option<&str> {
    let (front, word) = key.strip_suffix('」')?.rsplit_once('「')?;
    (!front.is_empty() && word.chars().count() >= 4).then_some(word)
}

/// The names in quotation marks of a text, by their keys, with the class noun right behind each.
fn called<'l>(text: &str, lexicon: &'l Lexicon) -> BTreeSet<(String, &'l str)> {
    let mut called = BTreeSet::new();
    for (at, mark) in text.match_indices('「') {
        let Some((name, rest)) = text.get(at + mark.len()..).and_then(|rest| rest.split_once('」')) else { break };
        let noun = lexicon.link_nouns.longest_at(rest).filter(|word| word.get("part") == Some("class"));
        if let Some(noun) = noun.filter(|_| name.len() <= 120 && !name.contains('「')) {
            called.insert((crate::script::key(name), noun.text));
        }
    }
    called
}
