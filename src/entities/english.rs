//! English names: those of source notes, and those that translate the Chinese names of a bilingual document.
//!
//! ```text
//! phrase = capital *( [ small ] capital | "," capital )      small: of, and, for, the, &, in, on, to, cum
//! pair   = Chinese name, English phrase of one pair of lines
//! ```
//!
//! A Chinese name and an English phrase belong together where the place lists say so, where their class nouns
//! translate each other (署, Department), where both begin their lines, or where nothing else is left.
//!
//! Long because a capitalised phrase is grown in both directions by one set of rules.

use super::reading::Reading;
use super::{AliasRelation, Entities, EntityId, EntityKind, latin};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// A capitalised phrase.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// Where it stands.
    pub span: Span,
    /// Whether marks or emphasis set it apart.
    pub marked: bool,
}

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

const SMALL: [&str; 13] = ["of", "and", "for", "the", "&", "in", "on", "to", "cum", "with", "from", "by", "at"];

/// One word of English text with what follows it.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    span: Span,
    said: &'a str,
    /// Whether only a space stands before it, or a comma.
    joined: bool,
    comma: bool,
}

/// The words of `span`.
fn pieces<'a>(text: &'a str, span: Span) -> Vec<Piece<'a>> {
    let mut out: Vec<Piece<'a>> = Vec::new();
    let said = span.of(text);
    let word = |c: char| c.is_alphanumeric() || matches!(c, '&' | '\'' | '’' | '-' | '*' | '+' | '‧' | '@' | '.' | '/');
    let mut at = 0;
    while let Some(rest) = said.get(at..).filter(|rest| !rest.is_empty()) {
        let start = rest.find(word).map_or(said.len(), |skip| at + skip);
        let tail = said.get(start..).unwrap_or("");
        let len = tail.find(|c| !word(c)).unwrap_or(tail.len());
        if len == 0 {
            break;
        }
        let found = tail.get(..len).unwrap_or("").trim_end_matches(['.', '-', '/']);
        let gap = out.last().map_or("", |last| text.get(last.span.end()..span.start() + start).unwrap_or(""));
        let joined = !out.is_empty() && gap.chars().all(|c| c == ' ' || c == '\n') && gap.len() <= 2;
        let comma = gap == ", ";
        out.push(Piece {
            span: Span::new(span.start() + start, span.start() + start + found.len()),
            said: found,
            joined,
            comma,
        });
        at = start + len;
    }
    out
}

fn capital(said: &str) -> bool {
    said.starts_with(|c: char| c.is_ascii_uppercase())
}

fn small(said: &str) -> bool {
    SMALL.contains(&said)
}

/// The capitalised phrases of `span`.
#[must_use]
pub fn phrases(text: &str, span: Span, lexicon: &Lexicon) -> Vec<Phrase> {
    let pieces = pieces(text, span);
    let mut out = Vec::new();
    let mut index = 0;
    while let Some(first) = pieces.get(index) {
        if !capital(first.said) || opens_sentence(&pieces, index, lexicon) {
            index += 1;
            continue;
        }
        let last = run(&pieces, index);
        let end = pieces.get(last).map_or(first.span.end(), |piece| piece.span.end());
        let end = possessive(text, first.span.start(), end);
        out.push(Phrase { span: Span::new(first.span.start(), end), marked: false });
        index = last + 1;
    }
    out
}

/// `end` without an 's at the end of the phrase.
fn possessive(text: &str, start: usize, end: usize) -> usize {
    let said = text.get(start..end).unwrap_or("");
    let bare = said.strip_suffix("'s").or_else(|| said.strip_suffix("’s")).unwrap_or(said);
    start + bare.len()
}

/// Whether the word at `index` is capitalised only because it begins a sentence.
fn opens_sentence(pieces: &[Piece<'_>], index: usize, lexicon: &Lexicon) -> bool {
    let Some(piece) = pieces.get(index) else { return false };
    let begins = !piece.joined && !piece.comma;
    begins && lexicon.english_verbs.get(piece.said).is_some()
}

/// Where the phrase that begins at `first` ends.
fn run(pieces: &[Piece<'_>], first: usize) -> usize {
    let mut last = first;
    let mut at = first + 1;
    while let Some(piece) = pieces.get(at) {
        let year = piece.said.len() == 4 && piece.said.bytes().all(|b| b.is_ascii_digit());
        if piece.comma {
            // Innovation, Technology and Industry Bureau: a list inside a name.
            let listed = capital(piece.said)
                && (at..at + 4).any(|next| pieces.get(next).is_some_and(|piece| matches!(piece.said, "and" | "&")));
            if !listed {
                break;
            }
            last = at;
        } else if !piece.joined {
            break;
        } else if capital(piece.said)
            || year && pieces.get(at + 1).is_some_and(|next| next.joined && capital(next.said))
        {
            last = at;
        } else if small(piece.said) {
            let article = pieces.get(at + 1).is_some_and(|next| next.said == "the");
            if article && !matches!(piece.said, "of" | "for" | "and" | "&") {
                break;
            }
            let ahead = (at + 1..at + 3).find(|next| pieces.get(*next).is_some_and(|next| !small(next.said)));
            let goes = ahead.is_some_and(|next| pieces.get(next).is_some_and(|next| next.joined && capital(next.said)));
            if !goes {
                break;
            }
        } else {
            break;
        }
        at += 1;
    }
    last
}

/// English names of a Chinese document: phrases of two words or more whose words say what they name.
#[must_use]
pub fn foreign(reading: &Reading<'_>, outline_bilingual: bool) -> Vec<super::reading::Find> {
    let mut out = Vec::new();
    if outline_bilingual {
        return out;
    }
    for stretch in latin_stretches(reading.text) {
        for phrase in phrases(reading.text, stretch, reading.lexicon) {
            let span = with_country(reading, phrase.span);
            let said = span.of(reading.text);
            let alone = reading.lexicon.english_names.get(said).is_some_and(|word| word.is("alone"));
            if let Some(kind) = latin::kind(reading, phrase.span)
                && (alone || said.split(' ').count() >= 3)
                && said.len() >= 8
            {
                out.push(super::reading::Find { span, kind, weight: 1, lacks: 0 });
            }
        }
    }
    out
}

/// The stretches of `text` without Chinese characters that hold a few words.
fn latin_stretches(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let foreign = c.is_ascii() && c != '\n' || matches!(c, '’' | '‘' | '–');
        match (foreign, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        out.push(Span::new(from, text.len()));
    }
    out.retain(|span| span.len() >= 8 && span.of(text).contains(|c: char| c.is_ascii_uppercase()));
    out
}

/// Ministry of Science and Technology (Taiwan): the country in brackets is part of the name.
fn with_country(reading: &Reading<'_>, span: Span) -> Span {
    let rest = reading.text.get(span.end()..).unwrap_or("");
    let country = rest.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(country, _)| country);
    let known = |country: &&str| english_place(reading.lexicon, country);
    country.filter(known).map_or(span, |country| Span::new(span.start(), span.end() + country.len() + 3))
}

/// Whether `said` is the English name of a place.
fn english_place(lexicon: &Lexicon, said: &str) -> bool {
    said.len() >= 2 && lexicon.places.words().iter().any(|word| place_names(word).any(|name| name == said))
}

/// The English names of a place.
fn place_names(word: &crate::lexicon::Word) -> impl Iterator<Item = &'static str> + use<> {
    word.get("en").unwrap_or("").split('|').filter(|name| !name.is_empty())
}

/// The translations that one pair of lines shows, given the English names that are known already.
#[must_use]
pub fn translations(reading: &Reading<'_>, entities: &Entities, zh: Span, en: Span) -> Vec<Translation> {
    let mut names: Vec<(EntityId, Span)> = Vec::new();
    for place in entities.within(zh) {
        if !names.iter().any(|(id, _)| *id == place.entity) {
            names.push((place.entity, place.span));
        }
    }
    let mut phrases = marked(reading, en);
    let plain = self::phrases(reading.text, en, reading.lexicon);
    phrases.extend(
        plain
            .into_iter()
            .filter(|phrase| !phrases.iter().any(|marked| marked.span.overlaps(phrase.span)))
            .collect::<Vec<_>>(),
    );
    phrases.sort_by_key(|phrase| phrase.span.start());
    let mut out = Vec::new();
    by_noun(reading, entities, &mut names, &mut phrases, &mut out);
    by_shared_letters(reading, en, &mut names, &mut out);
    by_place(reading, entities, en, &mut names, &mut phrases, &mut out);
    by_marks(reading, &mut names, &mut phrases, &mut out);
    by_position(reading, entities, (zh, en), &mut names, &phrases, &mut out);
    by_small_noun(reading, entities, en, &mut names, &mut out);
    out
}

/// Quoted and emphasised phrases of an English line.
fn marked(reading: &Reading<'_>, en: Span) -> Vec<Phrase> {
    let mut out: Vec<Phrase> = Vec::new();
    let words = |span: Span| (2..=14).contains(&span.of(reading.text).split_whitespace().count());
    let named = |span: Span| span.of(reading.text).split_whitespace().filter(|word| capital(word)).count() >= 2;
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
        let span = without_place(reading, *name, with_bracket(reading, *name, phrase.span));
        out.push(Translation { entity: *entity, name: *name, phrase: span, relation: AliasRelation::Translation });
        false
    });
}

/// University of Hong Kong-Shenzhen Hospital in Futian: where it stands is no part of a name that does not say so.
fn without_place(reading: &Reading<'_>, name: Span, phrase: Span) -> Span {
    let Some((head, tail)) = phrase.of(reading.text).rsplit_once(" in ") else { return phrase };
    let place = reading.lexicon.places.words().iter().filter(|word| place_names(word).any(|name| name == tail));
    let named = |word: &crate::lexicon::Word| name.of(reading.text).contains(word.text);
    let mut words = place.peekable();
    if words.peek().is_some() && !words.any(named) {
        return Span::new(phrase.start(), phrase.start() + head.len());
    }
    phrase
}

/// Commissioner for Industry (Innovation and Technology), where the Chinese name has its bracket too.
fn with_bracket(reading: &Reading<'_>, name: Span, phrase: Span) -> Span {
    let rest = reading.text.get(phrase.end()..).unwrap_or("");
    let inner = rest.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(inner, _)| inner);
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
        let Some(phrase) = found else { return true };
        phrases.retain(|other| !other.span.overlaps(phrase) || other.span.len() > phrase.len() + 12);
        out.push(Translation { entity: *entity, name: *name, phrase, relation: AliasRelation::Translation });
        false
    });
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

/// 「跨境通辦」, “Cross-boundary Public Services”: what is set apart in both, where one of each is left.
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
    if let ([name], [phrase]) = (left.as_slice(), open.as_slice()) {
        let (entity, name) = names.remove(*name);
        let phrase = phrases.remove(*phrase).span;
        out.push(Translation { entity, name, phrase, relation: AliasRelation::Translation });
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
        lead.chars().all(|c| matches!(c, '「' | '《' | '“' | ' '))
    };
    names.retain(|(entity, name)| {
        let place = entities.get(*entity).is_none_or(|entity| entity.kind == EntityKind::Place);
        let first = phrases.iter().find(|phrase| begins(en, phrase.span));
        let Some(phrase) = first.filter(|_| !place && begins(zh, *name)) else { return true };
        if out.iter().any(|one| one.phrase.overlaps(phrase.span)) {
            return true;
        }
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
