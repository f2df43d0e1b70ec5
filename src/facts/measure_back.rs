//! Words of a subject that point back to what the text said before.
//!
//! ```text
//! possessed = 其 noun                           其擴建工程: 香港文化博物館擴建工程
//! class     = noun, said before with more       牌照有效期為五年: 自動駕駛先導牌照
//! ```

use super::frame::View;
use super::measure_carried::carried_named;
use super::measure_own::Name;
use super::measure_scan::verbs_in;
use super::measure_thread::Scene;
use super::phrase::trim;
use crate::span::Span;

/// Words that begin with 其 and do not point back.
const NO_POINTERS: [&str; 8] = ["其他", "其它", "其餘", "其余", "其中", "其次", "其後", "其間"];

/// What `其X` belongs to, with X; nothing where the words are no such phrase or nothing was named before.
#[must_use]
pub fn possessed(view: &View<'_>, scene: &Scene<'_>, words: &str) -> Option<Name> {
    let noun = words.strip_prefix('其').filter(|noun| noun.chars().count() >= 2)?;
    if NO_POINTERS.iter().any(|word| words.starts_with(word)) {
        return None;
    }
    let (owner, _) = carried_named(view, scene)?;
    Some((format!("{owner}{}", noun.trim_start_matches('的')), None))
}

/// How long a class noun is that a clause says alone, in characters.
const CLASS: std::ops::RangeInclusive<usize> = 2..=3;
/// How long the phrase before is that it stands for, in characters.
const PHRASE: std::ops::RangeInclusive<usize> = 4..=16;

/// The phrase of an earlier clause of the sentence that a short noun repeats: 發出首張自動駕駛先導牌照，牌照有效期….
#[must_use]
pub fn class_in_sentence(view: &View<'_>, scene: &Scene<'_>, words: &str) -> Option<Name> {
    let statement = scene.statement;
    if !CLASS.contains(&words.chars().count()) || statement.index == 0 {
        return None;
    }
    let from = statement.sentence.start();
    let before = view.text.get(from..statement.clause.span.start())?;
    let end = from + before.rfind(words)? + words.len();
    let clause =
        view.text.get(from..end)?.rfind(['，', '；', '：', '。']).map_or(from, |at| from + at + '，'.len_utf8());
    let verb = verbs_in(view, Span::new(clause, end)).last().map_or(clause, |verb| verb.span.end());
    let figure = view.mentions_in(Span::new(clause, end)).next_back().map_or(clause, |(_, mention)| mention.span.end());
    let phrase = trim(view.text, verb.max(figure), end)?;
    let said = super::measure_scan::light_ends(view, view.said(phrase));
    let plain = said.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !said.contains(['的', '和', '及', '與', '与', '了'])
        && view.names_in(phrase).is_empty();
    (plain && PHRASE.contains(&said.chars().count()) && said.ends_with(words)).then(|| (said.to_owned(), None))
}
