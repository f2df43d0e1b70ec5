//! The English names that translate the Chinese names of a bilingual document, by its pairs of lines.
//!
//! A Chinese name and an English phrase belong together where the place lists say so, where their class nouns
//! translate each other (署, Department), where both begin their lines, or where nothing else is left.

use std::collections::BTreeSet;

use super::glossed::with_year;
use super::phrases::{Phrase, capital, phrases, pieces, place_names, small};
use super::reading::Reading;
use super::{AliasRelation, Entities, EntityId, EntityKind};
use crate::span::Span;

/// A translation: whose name, which phrase, how it stands to the name, and both with what is between them.
#[derive(Debug, Clone, Copy)]
pub struct Translation {
    /// Whose name.
    pub entity: EntityId,
    /// The Chinese name as it stands there.
    pub name: Span,
    /// The English name.
    pub phrase: Span,
    /// Translation, or abbreviation for initials.
    pub relation: AliasRelation,
}

/// The translations that one pair of lines shows, given the English names that are known already.
#[must_use]
pub fn translations(reading: &Reading<'_>, entities: &Entities, zh: Span, en: Span) -> Vec<Translation> {
    let mut seen = BTreeSet::new();
    let places = entities.within(zh).iter().filter(|place| seen.insert(place.entity));
    let mut names: Vec<(EntityId, Span)> = places.map(|place| (place.entity, place.span)).collect();
    let mut open = marked(reading, en);
    let mut plain = phrases(reading.text, en, reading.lexicon);
    plain.retain(|phrase| !open.iter().any(|marked| marked.span.overlaps(phrase.span)));
    open.extend(plain);
    open.sort_by_key(|phrase| phrase.span.start());
    let mut out = Vec::new();
    super::glossed::by_words(reading, entities, &mut names, &mut open, &mut out);
    by_noun(reading, entities, &mut names, &mut open, &mut out);
    by_shared_letters(reading, en, &mut names, &mut out);
    by_place(reading, entities, en, &mut names, &mut open, &mut out);
    by_marks(reading, &mut names, &mut open, &mut out);
    for lines in clauses(reading.text, zh, en) {
        by_position(reading, entities, lines, &mut names, &open, &mut out);
    }
    by_rest(reading, entities, &mut names, &open, &mut out);
    by_small_noun(reading, entities, en, &mut names, &mut out);
    // A brand in letters is its own name in both languages.
    out.retain(|found| {
        super::reading::folded(found.name.of(reading.text)) != super::reading::folded(found.phrase.of(reading.text))
    });
    out
}

/// Quoted and emphasised phrases of an English line.
fn marked(reading: &Reading<'_>, en: Span) -> Vec<Phrase> {
    let mut out: Vec<Phrase> = Vec::new();
    let words = |span: Span| (1..=14).contains(&span.of(reading.text).split_whitespace().count());
    // A single word is a name of its own (Cyberport), not the first of a sentence or initials.
    let coined = |said: &str| said.len() >= 6 && !said.contains(' ') && said.chars().all(|c| c.is_ascii_alphanumeric());
    let named = |span: Span| {
        let said = span.of(reading.text);
        let capitals = said.split_whitespace().filter(|word| capital(word)).count();
        capitals >= 2 || capitals == 1 && coined(said)
    };
    for index in reading.token_at(en.start())..reading.token_at(en.end()) {
        if let Some(('“', close)) = reading.opening(index)
            && let Some(span) = reading.span(index + 1, close.saturating_sub(1))
            && words(span)
            && named(span)
        {
            out.push(Phrase { span, marked: true });
        }
    }
    for span in reading.emphasis() {
        if en.contains(*span)
            && words(*span)
            && named(*span)
            && capital(span.of(reading.text))
            && !out.iter().any(|phrase| phrase.span.overlaps(*span))
        {
            out.push(Phrase { span: *span, marked: true });
        }
    }
    out
}

/// The English nouns that stand for the class noun of `name`.
fn nouns(reading: &Reading<'_>, name: &str) -> &'static str {
    let bare = name.split(['(', '（']).next().unwrap_or(name);
    let lexicon = reading.lexicon;
    if let Some(word) = lexicon.person_roles.longest_before(bare) {
        return word.get("en").unwrap_or("");
    }
    lexicon.name_endings.longest_before(bare).and_then(|word| word.get("en")).unwrap_or("")
}

/// Whether one of `nouns` is the head of `phrase`: its last word, or the word before of, for, on, to, in.
fn heads(phrase: &str, nouns: &str) -> bool {
    let mut words = phrase.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let before = words.peek().is_none_or(|next| small(next));
        if before && nouns.split(' ').any(|noun| !noun.is_empty() && noun.eq_ignore_ascii_case(word)) {
            return true;
        }
    }
    false
}

/// 社會福利署, Social Welfare Department: the class nouns translate each other.
fn by_noun(
    reading: &Reading<'_>,
    entities: &Entities,
    names: &mut Vec<(EntityId, Span)>,
    phrases: &mut Vec<Phrase>,
    out: &mut Vec<Translation>,
) {
    names.retain(|(entity, name)| {
        let Some(kind) = entities.get(*entity).map(|entity| entity.kind) else { return true };
        if kind == EntityKind::Place {
            return true;
        }
        let nouns = nouns(reading, name.of(reading.text));
        let found = phrases.iter().position(|phrase| {
            let said = phrase.span.of(reading.text);
            said.contains(' ') && heads(said, nouns)
        });
        let Some(at) = found else { return true };
        let phrase = phrases.remove(at);
        let span = with_year(reading, *name, with_bracket(reading, *name, phrase.span));
        let span = without_place(reading, *name, span);
        out.push(Translation { entity: *entity, name: *name, phrase: span, relation: AliasRelation::Translation });
        false
    });
}

/// University of Hong Kong-Shenzhen Hospital in Futian: where it stands is no part of a name that does not say so.
fn without_place(reading: &Reading<'_>, name: Span, phrase: Span) -> Span {
    let Some((head, tail)) = phrase.of(reading.text).rsplit_once(" in ") else { return phrase };
    let place = reading.lexicon.places.words().filter(|word| place_names(*word).any(|name| name == tail));
    let named = |word: crate::lexicon::Word| name.of(reading.text).contains(word.text);
    let mut words = place.peekable();
    if words.peek().is_some() && !words.any(named) {
        return Span::new(phrase.start(), phrase.start() + head.len());
    }
    phrase
}

/// Commissioner for Industry (Innovation and Technology), where the Chinese name has its bracket too.
pub fn with_bracket(reading: &Reading<'_>, name: Span, phrase: Span) -> Span {
    let rest = reading.text.get(phrase.end()..).unwrap_or("");
    let inner = super::phrases::bracket(rest);
    if let Some(tail) = [", Limited", ", Ltd"].into_iter().find(|tail| rest.starts_with(tail)) {
        return Span::new(phrase.start(), phrase.end() + tail.len());
    }
    let bracketed = name.of(reading.text).ends_with([')', '）']);
    inner.filter(|_| bracketed).map_or(phrase, |inner| Span::new(phrase.start(), phrase.end() + inner.len() + 3))
}

/// InnoHK研發平台, InnoHK research cluster: letters that both have, up to a class noun.
fn by_shared_letters(reading: &Reading<'_>, en: Span, names: &mut Vec<(EntityId, Span)>, out: &mut Vec<Translation>) {
    names.retain(|(entity, name)| {
        let said = name.of(reading.text);
        let letters = said.split(|c: char| !c.is_ascii_alphanumeric()).find(|part| part.len() >= 4 && capital(part));
        let Some(letters) = letters.filter(|letters| letters.len() < said.len()) else { return true };
        let nouns = nouns(reading, said);
        let words = pieces(reading.text, en);
        let Some(first) = words.iter().position(|word| word.said == letters) else { return true };
        let last = (first + 1..first + 5).find(|at| {
            words.get(*at).is_some_and(|word| nouns.split(' ').any(|noun| noun.eq_ignore_ascii_case(word.said)))
        });
        let (Some(first), Some(last)) = (words.get(first), last.and_then(|last| words.get(last))) else { return true };
        let phrase = first.span.to(last.span);
        out.push(Translation { entity: *entity, name: *name, phrase, relation: AliasRelation::Translation });
        false
    });
}

/// 廣東省, Guangdong Province: by the list of places, the longest English name that stands there.
fn by_place(
    reading: &Reading<'_>,
    entities: &Entities,
    en: Span,
    names: &mut Vec<(EntityId, Span)>,
    phrases: &mut Vec<Phrase>,
    out: &mut Vec<Translation>,
) {
    names.retain(|(entity, name)| {
        let Some(known) = entities.get(*entity).filter(|entity| entity.kind == EntityKind::Place) else { return true };
        let words = [name.of(reading.text), known.name.as_str()];
        let Some(word) = words.iter().find_map(|said| reading.lexicon.places.get(said)) else { return true };
        let taken: Vec<Span> = out.iter().map(|one| one.phrase).collect();
        let initials = |name: &&str| name.len() <= 3 && name.chars().all(|c| c.is_ascii_uppercase());
        let mut english: Vec<&str> = place_names(word).filter(|name| !initials(name)).collect();
        english.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let found = english.iter().find_map(|name| find_word(reading.text, en, name, &taken));
        let Some(phrase) = found.map(|phrase| with_level(reading.text, *name, phrase)) else { return true };
        phrases.retain(|other| !other.span.overlaps(phrase) || other.span.len() > phrase.len() + 12);
        out.push(Translation { entity: *entity, name: *name, phrase, relation: AliasRelation::Translation });
        false
    });
}

/// Kwai Tsing District: the English word for what kind of place it is, where the Chinese name has it too.
fn with_level(text: &str, name: Span, phrase: Span) -> Span {
    let levels = [
        ('區', "District"),
        ('区', "District"),
        ('省', "Province"),
        ('市', "City"),
        ('縣', "County"),
        ('县', "County"),
        ('州', "Prefecture"),
        ('鎮', "Town"),
        ('镇', "Town"),
        ('島', "Island"),
        ('岛', "Island"),
    ];
    let behind = text.get(phrase.end()..).unwrap_or("");
    let level = levels.iter().find(|(noun, english)| {
        name.of(text).ends_with(*noun) && behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(english))
    });
    level.map_or(phrase, |(_, english)| Span::new(phrase.start(), phrase.end() + 1 + english.len()))
}

/// AsiaWorld-Expo Phase 2: which phase is no part of a name that does not say so.
fn without_phase(reading: &Reading<'_>, name: Span, phrase: Span) -> Span {
    let said = phrase.of(reading.text);
    let named = name.of(reading.text).ends_with(['期', '段']);
    let cut = [" Phase ", " Stage "].iter().find_map(|word| said.find(word)).filter(|_| !named);
    cut.map_or(phrase, |len| Span::new(phrase.start(), phrase.start() + len))
}

/// Where `word` stands in `span` as a whole word, outside `taken`.
fn find_word(text: &str, span: Span, word: &str, taken: &[Span]) -> Option<Span> {
    let said = span.of(text);
    said.match_indices(word).find_map(|(at, _)| {
        let found = Span::new(span.start() + at, span.start() + at + word.len());
        let before = said.get(..at).and_then(|before| before.chars().next_back());
        let after = said.get(at + word.len()..).and_then(|after| after.chars().next());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        let free = !taken.iter().any(|other| other.overlaps(found));
        (free && !letter(before) && !letter(after)).then_some(found)
    })
}

/// 「跨境通辦」, “Cross-boundary Public Services”: what is set apart in both, where as many of each are left.
fn by_marks(
    reading: &Reading<'_>,
    names: &mut Vec<(EntityId, Span)>,
    phrases: &mut Vec<Phrase>,
    out: &mut Vec<Translation>,
) {
    let quoted = |name: Span| {
        let before = reading.text.get(..name.start()).and_then(|text| text.chars().next_back());
        before.is_some_and(|c| matches!(c, '「' | '《' | '“')) || reading.emphasis_begins(name.start())
    };
    let left: Vec<usize> =
        (0..names.len()).filter(|at| names.get(*at).is_some_and(|(_, name)| quoted(*name))).collect();
    let open: Vec<usize> =
        (0..phrases.len()).filter(|at| phrases.get(*at).is_some_and(|phrase| phrase.marked)).collect();
    if left.len() != open.len() || left.len() > 3 {
        return;
    }
    // As many in both: they stand in their order.
    for (name, phrase) in left.iter().rev().zip(open.iter().rev()) {
        let (entity, name) = names.remove(*name);
        let phrase = phrases.remove(*phrase).span;
        out.push(Translation { entity, name, phrase, relation: AliasRelation::Translation });
    }
}

/// The clauses of both lines that semicolons and full stops part, where they are as many; else the lines.
fn clauses(text: &str, zh: Span, en: Span) -> Vec<(Span, Span)> {
    let cut = |line: Span, marks: &[&str]| {
        let (said, mut out, mut from) = (line.of(text), Vec::new(), 0);
        let ends = |at: usize| marks.iter().find(|mark| said.get(at..).is_some_and(|rest| rest.starts_with(**mark)));
        for (at, _) in said.char_indices().filter(|(_, c)| matches!(c, '；' | '。' | ';' | '.')) {
            if let Some(mark) = ends(at).filter(|_| at >= from) {
                out.push(Span::new(line.start() + from, line.start() + at));
                from = at + mark.len();
            }
        }
        if from < said.len() {
            out.push(Span::new(line.start() + from, line.end()));
        }
        out
    };
    let (chinese, english) = (cut(zh, &["；", "。"]), cut(en, &["; ", ". "]));
    if chinese.len() == english.len() { chinese.into_iter().zip(english).collect() } else { vec![(zh, en)] }
}

/// The only name and the only phrase that are left, where the phrase is by its last word what the name names.
fn by_rest(
    reading: &Reading<'_>,
    entities: &Entities,
    names: &mut Vec<(EntityId, Span)>,
    phrases: &[Phrase],
    out: &mut Vec<Translation>,
) {
    let kind = |entity: &EntityId| entities.get(*entity).map(|entity| entity.kind);
    let mut left =
        (0..names.len()).filter(|at| names.get(*at).is_some_and(|(entity, _)| kind(entity) != Some(EntityKind::Place)));
    let mut open = phrases.iter().filter(|phrase| {
        phrase.span.of(reading.text).contains(' ') && !out.iter().any(|one| one.phrase.overlaps(phrase.span))
    });
    if let (Some(name), None, Some(phrase), None) = (left.next(), left.next(), open.next(), open.next())
        && let Some((entity, span)) = names.get(name).copied()
        && super::latin::kind(reading, phrase.span).is_some_and(|found| Some(found) == kind(&entity))
    {
        names.remove(name);
        let phrase = with_year(reading, span, phrase.span);
        out.push(Translation { entity, name: span, phrase, relation: AliasRelation::Translation });
    }
}

/// 數碼港…, Cyberport…: what begins both lines; and a line that is nothing but a name.
fn by_position(
    reading: &Reading<'_>,
    entities: &Entities,
    (zh, en): (Span, Span),
    names: &mut Vec<(EntityId, Span)>,
    phrases: &[Phrase],
    out: &mut Vec<Translation>,
) {
    let begins = |line: Span, name: Span| {
        let lead = reading.text.get(line.start()..name.start()).unwrap_or("-");
        let lead = lead.trim_start_matches([' ', ';', '；']);
        let lead = lead.strip_prefix("The ").or_else(|| lead.strip_prefix("the ")).unwrap_or(lead);
        lead.chars().all(|c| matches!(c, '「' | '《' | '“' | ' '))
    };
    names.retain(|(entity, name)| {
        let place = entities.get(*entity).is_none_or(|entity| entity.kind == EntityKind::Place);
        let first = phrases.iter().find(|phrase| begins(en, phrase.span));
        let Some(phrase) = first.filter(|_| !place && begins(zh, *name)) else { return true };
        if out.iter().any(|one| one.phrase.overlaps(phrase.span)) {
            return true;
        }
        let span = with_year(reading, *name, without_phase(reading, *name, phrase.span));
        let phrase = &Phrase { span, ..*phrase };
        let said = phrase.span.of(reading.text);
        let initials = said.len() <= 6 && said.chars().all(|c| c.is_ascii_uppercase());
        let relation = if initials { AliasRelation::Abbreviation } else { AliasRelation::Translation };
        out.push(Translation { entity: *entity, name: *name, phrase: phrase.span, relation });
        false
    });
}

/// 人工智能超算中心, an AI supercomputing centre: a small class noun with a capital word between it and its
/// article.
fn by_small_noun(
    reading: &Reading<'_>,
    entities: &Entities,
    en: Span,
    names: &mut Vec<(EntityId, Span)>,
    out: &mut Vec<Translation>,
) {
    let words = pieces(reading.text, en);
    names.retain(|(entity, name)| {
        if entities.get(*entity).is_none_or(|entity| entity.kind == EntityKind::Place) {
            return true;
        }
        let nouns = nouns(reading, name.of(reading.text));
        let small_noun = |said: &str| !capital(said) && nouns.split(' ').any(|noun| noun.eq_ignore_ascii_case(said));
        let Some(last) = words.iter().position(|word| small_noun(word.said)) else { return true };
        let first = (last.saturating_sub(6)..last)
            .rev()
            .find(|at| words.get(*at).is_some_and(|word| matches!(word.said, "a" | "an" | "the")));
        let Some(first) = first.map(|article| article + 1) else { return true };
        let proper = (first..last).any(|at| words.get(at).is_some_and(|word| capital(word.said)));
        let (Some(from), Some(to)) = (words.get(first), words.get(last)) else { return true };
        let phrase = from.span.to(to.span);
        if !proper || out.iter().any(|one| one.phrase.overlaps(phrase)) {
            return true;
        }
        out.push(Translation { entity: *entity, name: *name, phrase, relation: AliasRelation::Translation });
        false
    });
}
