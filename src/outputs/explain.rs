//! Why a fact was found: the rule, the words that triggered it, the mentions, the source line.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value as Json;

use super::brief::{brief, slots};
use super::load::{Manifest, json, quote, rows, word};
use crate::job::guarded;
use crate::lexicon::Lexicon;
use crate::read::{self, Source};
use crate::{Options, process};

/// Characters of the source line that are shown on either side of the clause.
const AROUND: usize = 60;

/// Explains the fact `<document>#<id>` of the output folder `folder`.
///
/// # Errors
/// In words, where there is no such fact.
pub fn explain(folder: &Path, name: &str, lexicon: &Lexicon) -> Result<String, String> {
    let (path, id) =
        name.rsplit_once('#').ok_or_else(|| format!("{name}: expected <document>#<id>, as in a/b.txt#f7"))?;
    let manifest = Manifest::of(folder)?;
    let input = manifest.inputs.iter().find(|input| input.path == path);
    let input = input.ok_or_else(|| format!("{path}: the manifest has no such document"))?;
    let output = input.output.as_ref().ok_or_else(|| format!("{path}: could not be read, so it has no facts"))?;
    let document = json(&folder.join(&output.path))?;
    let facts = rows(&document, "facts");
    let fact = facts.iter().find(|fact| word(fact, "id") == id);
    let fact = fact.ok_or_else(|| format!("{name}: no such fact; the document has {}, from f0 on", facts.len()))?;

    let file = manifest.source(input, None);
    let bytes = read::bytes(&file).ok().filter(|bytes| Some(read::sha256(bytes)) == input.sha256);
    let source = bytes.and_then(|bytes| Source::from_bytes(path, bytes).ok());
    let mut page = format!("{name}: {}, {}\n", word(fact, "kind"), word(fact, "status"));
    for (slot, value) in slots(fact) {
        line(&mut page, &format!("  {slot}"), &brief(value));
    }
    line(&mut page, "rule", word(fact, "rule"));
    let words = source.clone().map(|source| triggers(source, id, lexicon));
    line(&mut page, "triggered by", &words.unwrap_or_else(|| "not known: the source is gone or changed".to_owned()));
    mentions(&mut page, &document, fact);
    place(&mut page, &file, fact, source.as_ref());
    Ok(page)
}

fn line(page: &mut String, name: &str, words: &str) {
    let _ = writeln!(page, "{name:<14}{words}"); // a String takes every write
}

/// The words that triggered a fact, which only a reading knows.
fn triggers(source: Source, id: &str, lexicon: &Lexicon) -> String {
    let number = id.strip_prefix('f').and_then(|number| number.parse::<usize>().ok());
    let words = guarded(|| {
        let document = process(source, lexicon, &Options::default());
        let fact = number.and_then(|number| document.facts.list.get(number));
        let words = fact.map(|fact| fact.triggers.iter().map(|word| format!("「{}」", word.of(document.clean.text()))));
        words.map(|words| words.collect::<Vec<_>>().join(" "))
    });
    match words {
        Ok(Some(words)) if !words.is_empty() => words,
        Ok(_) => "its form alone".to_owned(),
        Err(reason) => reason,
    }
}

fn mentions(page: &mut String, document: &Json, fact: &Json) {
    let mut name = "mentions";
    for id in rows(fact, "mentions") {
        if let Some(mention) = rows(document, "mentions").iter().find(|mention| mention.get("id") == Some(id)) {
            let (kind, rule) = (word(mention, "type"), word(mention, "rule"));
            line(page, name, &format!("{} 「{}」 {kind} {}, by {rule}", brief(id), quote(mention), brief(mention)));
            name = "";
        }
    }
}

/// The file, the line, and the clause in it.
fn place(page: &mut String, file: &Path, fact: &Json, source: Option<&Source>) {
    let place = fact.get("source").unwrap_or(&Json::Null);
    let end = |name: &str| place.get(name).and_then(Json::as_u64).unwrap_or(0) as usize;
    let (start, stop) = (end("start"), end("end"));
    let mut words = crate::job::show(file);
    if let Some(source) = source {
        let number = 1 + source.text.chars().take(start).filter(|character| *character == '\n').count();
        let _ = write!(words, ", line {number}");
    }
    let _ = write!(words, ", characters {start} to {stop}");
    if let Some(bytes) = place.get("bytes") {
        let _ = write!(words, ", bytes {bytes}");
    }
    line(page, "source", &words);
    let clause = quote(fact);
    let (before, behind) = source.map_or_else(Default::default, |source| around(&source.text, start, stop));
    line(page, "", &format!("{before}【{clause}】{behind}"));
}

/// The rest of the line before and behind a stretch of code points, shortened.
fn around(text: &str, start: usize, stop: usize) -> (String, String) {
    let offset = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    let (head, tail) = (text.get(..offset(start)).unwrap_or(""), text.get(offset(stop)..).unwrap_or(""));
    let head: Vec<char> = head.chars().rev().take_while(|character| *character != '\n').take(AROUND).collect();
    (head.into_iter().rev().collect(), tail.chars().take_while(|character| *character != '\n').take(AROUND).collect())
}
