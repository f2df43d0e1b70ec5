//! The laws that hold for every document, whatever its text: places, ids, edits.
//!
//! They are checked on the JSON as it is written, because that is what others read.

#![allow(dead_code)] // each test file uses its part

use std::collections::BTreeSet;

use serde_json::Value;

/// A document as it was written, beside the source it was written of.
pub struct Written<'a> {
    source: Vec<char>,
    bytes: &'a [u8],
    text: Vec<char>,
    json: &'a Value,
    broken: Vec<String>,
}

/// What laws `json` breaks as the document of `source`, decoded from a UTF-8 file of `bytes`.
pub fn broken(source: &str, bytes: &[u8], json: &Value) -> Vec<String> {
    let text = json["text"].as_str().unwrap_or_default();
    let mut written =
        Written { source: source.chars().collect(), bytes, text: text.chars().collect(), json, broken: Vec::new() };
    written.places(json, "");
    written.edits(source, text);
    written.blocks();
    written.mentions();
    written.references();
    written.broken.truncate(20);
    written.broken
}

/// The rows of a list.
pub fn rows<'a>(json: &'a Value, name: &str) -> &'a [Value] {
    json[name].as_array().map_or(&[], Vec::as_slice)
}

/// `[start, end]`.
fn pair(value: &Value) -> Option<(usize, usize)> {
    Some((value.get(0)?.as_u64()? as usize, value.get(1)?.as_u64()? as usize))
}

/// Where a row stands in the source.
fn place(row: &Value) -> (u64, u64) {
    let source = &row["source"];
    (source["start"].as_u64().unwrap_or(0), source["end"].as_u64().unwrap_or(0))
}

impl Written<'_> {
    fn law(&mut self, holds: bool, words: impl FnOnce() -> String) {
        if !holds {
            self.broken.push(words());
        }
    }

    /// Every place quotes the source, and its bytes are the same words in the file.
    fn places(&mut self, value: &Value, path: &str) {
        match value {
            Value::Object(fields) => {
                if let Some(quote) = fields.get("quote").and_then(Value::as_str) {
                    self.place(value, quote, path);
                }
                fields.iter().for_each(|(name, value)| self.places(value, &format!("{path}.{name}")));
            }
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(at, value)| self.places(value, &format!("{path}[{at}]")));
            }
            _ => {}
        }
    }

    fn place(&mut self, place: &Value, quote: &str, path: &str) {
        let ends = (place["start"].as_u64(), place["end"].as_u64());
        let there: Option<String> = match ends {
            (Some(start), Some(end)) => {
                self.source.get(start as usize..end as usize).map(|chars| chars.iter().collect())
            }
            _ => None,
        };
        self.law(there.as_deref() == Some(quote), || {
            format!("{path}: the source reads {there:?}, the quote {quote:?}")
        });
        if let Some((start, end)) = place.get("bytes").and_then(pair) {
            let same = self.bytes.get(start..end) == Some(quote.as_bytes());
            self.law(same, || format!("{path}: bytes {start}..{end} are not {quote:?}"));
        }
    }

    /// The edits, made in the source, give the text but for white space; so nothing else was changed.
    fn edits(&mut self, source: &str, text: &str) {
        let mut replayed = String::new();
        let mut done = 0;
        for edit in rows(self.json, "edits") {
            let (start, end) = (place(edit).0 as usize, place(edit).1 as usize);
            self.law(start >= done, || format!("edits overlap at {start}: {edit}"));
            self.law(edit["before"] == edit["source"]["quote"], || {
                format!("an edit's before is not its source: {edit}")
            });
            replayed.extend(self.source.get(done..start).into_iter().flatten());
            replayed.push_str(edit["after"].as_str().unwrap_or_default());
            done = done.max(end);
        }
        replayed.extend(self.source.get(done..).into_iter().flatten());
        let bare = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<Vec<_>>();
        let (replayed, text) = (bare(&replayed), bare(text));
        let same = replayed.iter().zip(&text).take_while(|(a, b)| a == b).count();
        let near = |chars: &[char]| chars.iter().skip(same.saturating_sub(10)).take(30).collect::<String>();
        self.law(replayed == text, || format!("the edits give {:?}, the text has {:?}", near(&replayed), near(&text)));
        self.law(!source.is_empty(), || "a document without source".to_owned());
    }

    /// Blocks stand in order, apart, inside the text, below parents that lead to a root (a slide's title may stand behind its body).
    fn blocks(&mut self) {
        let mut end_before = 0;
        for (number, block) in rows(self.json, "blocks").iter().enumerate() {
            let (start, end) = pair(&block["text_span"]).unwrap_or((usize::MAX, 0));
            self.law(end_before <= start && start < end && end <= self.text.len(), || {
                format!("a block out of order, empty or outside: {block}")
            });
            end_before = end;
            self.law(block["id"] == format!("b{number}"), || format!("a block out of number: {block}"));
            self.law(self.has_root(block), || format!("a block whose parents run in a ring or into nothing: {block}"));
            let edges = [self.text.get(start), self.text.get(end.wrapping_sub(1))];
            self.law(edges.iter().flatten().all(|edge| !edge.is_whitespace()), || {
                format!("a block that begins or ends with white space: {block}")
            });
        }
    }

    /// Whether the parents of a block end somewhere.
    fn has_root(&self, block: &Value) -> bool {
        let blocks = rows(self.json, "blocks");
        let parent = |block: &Value| block["parent"].as_str().map(|id| blocks.iter().find(|other| other["id"] == id));
        let mut at = block;
        for _ in 0..=blocks.len() {
            match parent(at) {
                None => return true,
                Some(None) => return false,
                Some(Some(next)) => at = next,
            }
        }
        false
    }

    /// Mentions stand in order, apart, inside the text.
    fn mentions(&mut self) {
        let mut end_before = 0;
        for mention in rows(self.json, "mentions") {
            let (start, end) = pair(&mention["span"]).unwrap_or((usize::MAX, 0));
            self.law(end_before <= start && start < end && end <= self.text.len(), || {
                format!("a mention out of order, overlapping or outside: {mention}")
            });
            end_before = end;
        }
    }

    /// Every id is given once, and every id that is used is given.
    fn references(&mut self) {
        let lists = ["blocks", "mentions", "entities", "facts"];
        let ids: Vec<&str> =
            lists.iter().flat_map(|list| rows(self.json, list)).filter_map(|row| row["id"].as_str()).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        self.law(known.len() == ids.len(), || "an id is given twice".to_owned());
        for fact in rows(self.json, "facts") {
            let entities = fact.as_object().into_iter().flatten().filter_map(|(_, slot)| slot.get("entity"));
            let used = rows(fact, "mentions").iter().chain(entities).chain([&fact["block"]]);
            for id in used.filter(|id| !id.is_null() && !id.is_object()) {
                self.law(id.as_str().is_some_and(|id| known.contains(id)), || {
                    format!("{id} is used and not given: {fact}")
                });
            }
        }
        for row in rows(self.json, "unclaimed") {
            let id = row["mention"].as_str().unwrap_or_default();
            self.law(known.contains(id), || format!("{id} is unclaimed and not given"));
        }
    }
}
