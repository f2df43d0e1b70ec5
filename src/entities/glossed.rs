//! Which English phrase says the words of a Chinese name: 海運及空運人才培訓基金, Maritime and Aviation Training Fund.
//!
//! A phrase may hold more than the name, so each stretch of it between its small words is tried. A stretch
//! gains by each word of the name that it translates (`data/glossary.toml`, the places, letters that both have),
//! and loses by what either has that the other has not.

use super::english::{Translation, with_bracket};
use super::phrases::{Phrase, Piece, capital, pieces, place_names, small};
use super::reading::Reading;
use super::{AliasRelation, Entities, EntityId, EntityKind};
use crate::span::Span;

/// How many names and how many stretches one pair of lines is tried for.
const MOST: usize = 48;
/// How many small words may part a phrase.
const PARTS: usize = 7;
/// What a word in common counts, and what a word that only the Chinese or only the English has.
const HIT: i32 = 10;
const LOST: i32 = 4;
const STRANGE: i32 = 5;

/// What an English stretch has to say to be the name.
struct Want {
    /// Alternatives for each word: any one of them.
    words: Vec<Vec<&'static str>>,
    /// Letters inside the name: InnoHK.
    letters: Vec<String>,
    /// How many characters nothing is known of.
    unknown: usize,
}

/// A stretch of an English phrase with its words.
struct Stretch<'a> {
    span: Span,
    words: Vec<&'a str>,
}

/// Joins names and phrases that say the same words, the likeliest first; both are taken from their lists.
pub fn by_words(
    reading: &Reading<'_>,
    entities: &Entities,
    names: &mut Vec<(EntityId, Span)>,
    phrases: &mut Vec<Phrase>,
    out: &mut Vec<Translation>,
) {
    let wants: Vec<(usize, Want)> = names
        .iter()
        .take(MOST)
        .enumerate()
        .filter_map(|(at, (entity, name))| Some((at, want(reading, entities, *entity, *name)?)))
        .collect();
    let stretches: Vec<Stretch<'_>> =
        phrases.iter().flat_map(|phrase| stretches(reading, *phrase)).take(4 * MOST).collect();
    let mut scored: Vec<(i32, usize, usize)> = Vec::new();
    for (at, want) in &wants {
        let good = stretches.iter().enumerate().filter_map(|(index, one)| Some((score(want, one)?, *at, index)));
        scored.extend(good);
    }
    // The best first; of those that are as good, the earlier name with the earlier phrase.
    scored.sort_by_key(|(score, name, stretch)| (-score, *name, *stretch));
    let mut used = Vec::new();
    for (_, name, stretch) in scored {
        let (Some((entity, span)), Some(found)) = (names.get(name).copied(), stretches.get(stretch)) else { continue };
        if used.contains(&name) || out.iter().any(|one| one.phrase.overlaps(found.span)) {
            continue;
        }
        used.push(name);
        let phrase = with_bracket(reading, span, with_year(reading, span, found.span));
        let left: Vec<Phrase> = phrases.iter().flat_map(|other| rest(reading, *other, phrase)).collect();
        phrases.retain(|other| !other.span.overlaps(phrase));
        phrases.extend(left);
        phrases.sort_by_key(|phrase| phrase.span.start());
        out.push(Translation { entity, name: span, phrase, relation: AliasRelation::Translation });
    }
    let mut at = 0;
    names.retain(|_| {
        at += 1;
        !used.contains(&(at - 1))
    });
}

/// What a phrase holds beside the name found in it: Cyberport of Cyberport and the University of Hong Kong.
fn rest(reading: &Reading<'_>, phrase: Phrase, found: Span) -> Vec<Phrase> {
    if !phrase.span.overlaps(found) || phrase.marked {
        return Vec::new();
    }
    let words = pieces(reading.text, phrase.span);
    let outside = |word: &&Piece<'_>| !word.span.overlaps(found);
    let runs = words.split(|word| word.span.overlaps(found)).map(|run| {
        let from = run.iter().filter(outside).position(|word| capital(word.said));
        let to = run.iter().rposition(|word| capital(word.said));
        from.zip(to).and_then(|(from, to)| Some(run.get(from)?.span.to(run.get(to)?.span)))
    });
    runs.flatten().map(|span| Phrase { span, marked: false }).collect()
}

/// The words of a name; places are told by their own list.
fn want(reading: &Reading<'_>, entities: &Entities, entity: EntityId, name: Span) -> Option<Want> {
    let listed = |name: &str| reading.lexicon.places.get(name).is_some();
    let entity = entities.get(entity).filter(|entity| entity.kind != EntityKind::Place || !listed(&entity.name))?;
    let said = name.of(reading.text);
    let full = if entity.name.chars().count() > said.chars().count() { entity.name.as_str() } else { said };
    let (mut out, mut at) = (Want { words: Vec::new(), letters: Vec::new(), unknown: 0 }, 0);
    while let Some(rest) = full.get(at..).filter(|rest| !rest.is_empty()) {
        let letters = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let place = reading.lexicon.places.longest_at(rest);
        let word = reading.lexicon.glossary.longest_at(rest);
        let noun = reading.lexicon.name_endings.get(rest).or_else(|| reading.lexicon.person_roles.get(rest));
        if letters > 0 {
            out.letters.push(rest.get(..letters).unwrap_or("").to_owned());
            at += letters;
        } else if let Some(place) = place.filter(|place| word.is_none_or(|word| word.text.len() <= place.text.len())) {
            out.words.push(place_names(place).collect());
            at += place.text.len();
        } else if let Some(word) = word {
            out.words.push(word.get("en").unwrap_or("").split(' ').collect());
            at += word.text.len();
        } else if let Some(nouns) = noun.and_then(|noun| noun.get("en")) {
            out.words.push(nouns.split(' ').collect());
            break;
        } else {
            let c = rest.chars().next()?;
            out.unknown += usize::from(super::tokens::is_han(c) && !"及和與与年的暨".contains(c));
            at += c.len_utf8();
        }
    }
    Some(out)
}

/// The stretches of a phrase that begin and end beside its small words and commas; what marks set apart is whole.
fn stretches<'a>(reading: &Reading<'a>, phrase: Phrase) -> Vec<Stretch<'a>> {
    let words = pieces(reading.text, phrase.span);
    if phrase.marked {
        return stretch(&words).into_iter().collect();
    }
    // Scheme on Living Allowance for Carers: what for and of add belongs to it.
    let bound = |at: usize| words.get(at).is_some_and(|word| matches!(word.said, "of" | "for" | "on" | "to" | "from"));
    let edge = |at: usize| words.get(at).is_none_or(|word| small(word.said) || word.comma);
    let names = |at: &usize| words.get(*at).is_some_and(|word| capital(word.said));
    let opens = |at: &usize| at.checked_sub(1).is_none_or(edge) || words.get(*at).is_some_and(|word| word.comma);
    let starts: Vec<usize> = (0..words.len()).filter(names).filter(opens).take(PARTS).collect();
    // World Competitiveness Yearbook in June: when it was is no part of a name.
    let month = |at: usize| {
        words.get(at).is_some_and(|word| reading.lexicon.months.get(word.said).is_some())
            && at
                .checked_sub(1)
                .and_then(|at| words.get(at))
                .is_some_and(|word| matches!(word.said, "in" | "on" | "from"))
    };
    let ends: Vec<usize> =
        (0..words.len()).filter(names).filter(|at| edge(at + 1) && !bound(at + 1) && !month(*at)).take(PARTS).collect();
    let mut out = Vec::new();
    for from in &starts {
        for to in ends.iter().filter(|to| *to >= from) {
            out.extend(words.get(*from..=*to).and_then(stretch));
        }
    }
    out
}

fn stretch<'a>(words: &[Piece<'a>]) -> Option<Stretch<'a>> {
    let span = words.first()?.span.to(words.last()?.span);
    let content = words.iter().map(|word| word.said).filter(|said| !small(said));
    Some(Stretch { span, words: content.collect() })
}

/// How well a stretch says the words of a name; nothing where it does not.
fn score(want: &Want, stretch: &Stretch<'_>) -> Option<i32> {
    let mut used = vec![false; stretch.words.len()];
    let mut hits = 0;
    for alternatives in &want.words {
        hits += i32::from(says(alternatives, &stretch.words, &mut used));
    }
    for letters in &want.letters {
        let at = stretch.words.iter().position(|word| word == letters);
        if let Some(used) = at.and_then(|at| used.get_mut(at)) {
            *used = true;
            hits += 1;
        }
    }
    let lost = (want.words.len() + want.letters.len()) as i32 - hits;
    let strange = used.iter().filter(|used| !**used).count() as i32 - want.unknown.div_ceil(2) as i32;
    // Of two that say as much, the one that says it in more words is the whole.
    let said = used.iter().filter(|used| **used).count() as i32;
    let score = hits * HIT - lost * LOST - strange.max(0) * STRANGE + said;
    let enough = hits >= 2 && score >= HIT || hits >= 3 && score > 0;
    // 數碼港, Cyberport: one word that is the whole name.
    let coined = hits == 1 && want.words.len() == 1 && want.unknown == 0 && stretch.words.len() == 1;
    (enough && stretch.words.len() >= 2 || coined).then_some(score)
}

/// Whether one of `alternatives`, each a word or a place's words, stands among `words`; all that do are marked.
fn says(alternatives: &[&'static str], words: &[&str], used: &mut [bool]) -> bool {
    let mut found = false;
    for alternative in alternatives {
        let parts: Vec<&str> = alternative.split(' ').filter(|part| !small(part)).collect();
        let places: Vec<usize> =
            parts.iter().filter_map(|part| words.iter().position(|word| same(part, word))).collect();
        if !parts.is_empty() && places.len() == parts.len() {
            found = true;
            places.iter().for_each(|at| used[*at] = true);
        }
    }
    found
}

/// Whether two words are the same but for case, an s at the end, or a hyphen.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('s'), b.trim_end_matches(['s', '’', '\'']));
    a.eq_ignore_ascii_case(b)
}

/// 2024 Airport Traffic Rankings: the year before the phrase, and the number behind it, where the name has them.
pub fn with_year(reading: &Reading<'_>, name: Span, phrase: Span) -> Span {
    let said = name.of(reading.text);
    let before = reading.text.get(..phrase.start()).unwrap_or("").trim_end_matches(' ');
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year = before.get(before.len() - digits..).filter(|year| year.len() == 4 && said.contains(year));
    let start = year.map_or(phrase.start(), |year| before.len() - year.len());
    let behind = reading.text.get(phrase.end()..).unwrap_or("");
    let number = behind.strip_prefix(' ').map_or("", |rest| {
        rest.get(..rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len())).unwrap_or("")
    });
    let number = number.trim_end_matches('.');
    // 第二期, Phase 2.
    let phase = ["一", "二", "三", "四", "五"].iter().position(|nth| {
        [format!("{nth}期"), format!("{nth}階段"), format!("{nth}阶段")].iter().any(|phase| said.ends_with(phase))
    });
    let counted =
        !number.is_empty() && said.contains(number) || phase.is_some_and(|nth| number == (nth + 1).to_string());
    Span::new(start, if counted { phrase.end() + 1 + number.len() } else { phrase.end() })
}
