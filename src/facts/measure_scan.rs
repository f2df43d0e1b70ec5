//! Reading a clause around its figures: words of a table, pieces, noun phrases, tidy words.
//!
//! ```text
//! clause  = piece *( "（" piece "）" )      a bracket that holds a figure is a piece of its own
//! piece   = *( stretch figure [ noun-phrase ] ) stretch
//! ```

use super::frame::View;
use super::lattice::{ATOM, COMPOUND, HAPPENING, Kinds};
use super::phrase::{atom, trim};
use crate::lexicon::{Table, Word};
use crate::mentions::{Lang, Mention, MentionId, Per, Value};
use crate::span::Span;

/// A word of a table in the text.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// Where it stands.
    pub span: Span,
    /// The word.
    pub word: Word,
}

/// The words of `tables` in `span`, outside names, quotations and brackets; the longest at each place.
pub fn words_in(view: &View<'_>, span: Span, tables: &[&Table]) -> Vec<Found> {
    let tables: Vec<(&Table, Kinds)> = tables.iter().map(|table| (*table, 0)).collect();
    scan(view, span, &tables)
}

/// The verbs of happening in `span`, outside names, quotations and brackets.
pub fn happenings_in(view: &View<'_>, span: Span) -> Vec<Found> {
    scan(view, span, &[(&view.lexicon.event_verbs, HAPPENING)])
}

/// The words of `tables` in `span`, each list with its kind of beginning, or with 0 where the text was not scanned
/// for it.
fn scan(view: &View<'_>, span: Span, tables: &[(&Table, Kinds)]) -> Vec<Found> {
    let kinds = tables.iter().fold(ATOM | COMPOUND, |all, (_, kind)| all | kind);
    let known = tables.iter().all(|(_, kind)| *kind != 0);
    let step = |at: usize, rest: &str| match known {
        true => view.next(at, span.end(), kinds),
        false => at + rest.chars().next().map_or(1, char::len_utf8),
    };
    let mut out = Vec::new();
    let mut at = span.start();
    while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
        if let Some(end) = atom(view, at, span.end()) {
            at = end;
            continue;
        }
        let word = view.longest_of(at, rest, tables);
        let other = view.compound_at(at, rest).map_or(0, |word| word.text.len());
        match word {
            Some(word) if word.text.len() >= other && view.deverbal(rest, word.text.len()).is_some() => {
                at += view.deverbal(rest, word.text.len()).unwrap_or(word.text.len());
            }
            Some(word) if word.text.len() >= other => {
                let end = at + word.text.len();
                out.push(Found { span: Span::new(at, end), word });
                at = end;
            }
            _ if other > 0 => at += other,
            _ => at = step(at, rest),
        }
    }
    out
}

/// The verbs of `span`: an adverb (分別) is none, whatever verb it begins with.
pub fn verbs_in(view: &View<'_>, span: Span) -> Vec<Found> {
    let lexicon = view.lexicon;
    let mut found = scan(view, span, &view.verbs());
    found.retain(|found| {
        lexicon.predicates.same(found.word).is_some() || lexicon.event_verbs.same(found.word).is_some()
    });
    found
}

/// A clause without its brackets, or a bracket that holds figures.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Where it stands, the bracket's own marks left out.
    pub span: Span,
    /// Where the bracket opens; absent for the clause itself.
    pub bracket: Option<usize>,
}

/// The pieces of a clause: itself, then its brackets that hold a figure.
#[must_use]
pub fn pieces(view: &View<'_>, clause: Span) -> Vec<Piece> {
    let mut out = vec![Piece { span: clause, bracket: None }];
    for span in brackets(view, clause) {
        if figures(view, Piece { span, bracket: Some(span.start()) }).next().is_some() {
            let marks = view.text.get(..span.start()).and_then(|text| text.chars().next_back());
            out.push(Piece { span, bracket: Some(span.start() - marks.map_or(0, char::len_utf8)) });
        }
    }
    out
}

/// What stands inside the round brackets of `span`.
fn brackets(view: &View<'_>, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = view.first(span.start(), span.end(), ATOM);
    while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
        let open = rest.strip_prefix(['（', '(', '〔', '﹝']);
        if let Some(inner) = open {
            let Some(len) = inner.find(['）', ')', '〕', '﹞']) else { break };
            let start = span.end() - inner.len();
            out.push(Span::new(start, start + len));
            at = start + len;
        }
        at = view.next(at, span.end(), ATOM);
    }
    out
}

/// A figure that a fact may use.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// Its number.
    pub id: MentionId,
    /// The mention.
    pub mention: &'a Mention,
}

impl Figure<'_> {
    /// Where it stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.mention.span
    }

    /// The noun that a count counts.
    #[must_use]
    pub const fn noun(&self) -> Option<Span> {
        match &self.mention.value {
            Value::Count(count) => count.noun,
            _ => None,
        }
    }
}

/// The Chinese figures of a piece: all but dates, ordinals, sets and places in a ranking.
pub fn figures<'a>(view: &View<'a>, piece: Piece) -> impl Iterator<Item = Figure<'a>> + use<'a> {
    let view = *view;
    let (mut depth, mut read) = (0i32, piece.span.start());
    view.mentions_in(piece.span).filter_map(move |(id, mention)| {
        // Brackets are counted on from one figure to the next: a clause may hold hundreds.
        depth = open_behind(depth, view.text.get(read..mention.span.start()).unwrap_or(""));
        read = read.max(mention.span.start());
        let counts = matches!(
            mention.value,
            Value::Money(_)
                | Value::Percent(_)
                | Value::Count(_)
                | Value::Quantity(_)
                | Value::Ratio(_)
                | Value::Duration(_)
        );
        let outside = piece.bracket.is_some() || depth == 0;
        (counts && mention.lang == Lang::Zh && outside).then_some(Figure { id, mention })
    })
}

/// How many round brackets are open behind `text`, where `depth` were before it.
fn open_behind(depth: i32, text: &str) -> i32 {
    text.chars().fold(depth, |depth, c| match c {
        '（' | '(' | '〔' | '﹝' => depth + 1,
        '）' | ')' | '〕' | '﹞' => (depth - 1).max(0),
        _ => depth,
    })
}

/// Whether `text` holds a Chinese character.
#[must_use]
pub fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// The noun phrase right behind a figure: through `noun` where the figure knows it, else up to the first
/// adverb, verb, joint or mark. A leading 的 is left out.
#[must_use]
pub fn noun_phrase(view: &View<'_>, from: usize, to: usize, noun: Option<Span>) -> Option<Span> {
    let attributive = view.text.get(from..to).is_some_and(|rest| rest.starts_with('的'));
    let from = skip(view.text, from, to, &['的', '之', ' ', '「', '，']);
    let from = if view.text.get(..from)?.ends_with(['「', '，']) { back_over_quote(view.text, from) } else { from };
    if let Some(noun) = noun.filter(|noun| noun.start() >= from && noun.end() <= to) {
        return trim(view.text, from, close_quote(view.text, noun.end(), to));
    }
    let mut at = from;
    while let Some(rest) = view.text.get(at..to).filter(|rest| !rest.is_empty()) {
        if let Some(end) = atom(view, at, to) {
            at = end;
            continue;
        }
        let adjective = attributive && at == from;
        if let Some(word) = view.lexicon.adverbs.longest_at(rest).filter(|word| adjective && word.text.len() > 3) {
            at += word.text.len();
            continue;
        }
        if ends_phrase(view, at, rest) {
            let rest = rest.trim_end();
            let verb = view.lexicon.predicates.longest_at(rest).filter(|word| word.text.chars().count() > 1);
            let short = rest.chars().count() <= 6
                && !rest.contains(['的', '了', '，', '、', '至', '到', '以', '並', '并', '和', '及', '（']);
            if attributive && at > from && short && verb.is_some_and(|verb| verb.text.len() < rest.len()) {
                at = to;
            }
            break;
        }
        let other = view.compound_at(at, rest).map_or(0, |word| word.text.len());
        at += other.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    trim(view.text, from, at)
}

/// Takes a mark back into the phrase that [`skip`] has passed.
fn back_over_quote(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|text| text.chars().next_back()).filter(|c| *c == '「').map_or(at, |c| at - c.len_utf8())
}

/// Behind the closing mark that follows `at`.
fn close_quote(text: &str, at: usize, to: usize) -> usize {
    match text.get(at..to).and_then(|rest| rest.chars().next()) {
        Some(c @ ('」' | '』' | '》' | '”')) => at + c.len_utf8(),
        _ => at,
    }
}

/// Passes the characters of `set`.
fn skip(text: &str, mut at: usize, to: usize, set: &[char]) -> usize {
    while let Some(c) = text.get(at..to).and_then(|rest| rest.chars().next()).filter(|c| set.contains(c) && *c != '，')
    {
        at += c.len_utf8();
    }
    at
}

/// Whether a noun phrase ends before `rest`.
fn ends_phrase(view: &View<'_>, at: usize, rest: &str) -> bool {
    if rest.starts_with(['，', ',', '；', '、', '：', ':', '（', '(', '〔', '﹝', '）', ')', '。', '／', '/'])
    {
        return true;
    }
    if view.mention_over(at).is_some_and(|(_, mention)| mention.span.start() == at) {
        return true;
    }
    let joins = rest.starts_with(['和', '及', '與', '与', '以', '並', '并', '或']);
    let joint = joins
        && ["和", "及", "與", "与", "以及", "並", "并", "或"].iter().any(|word| {
            let behind = rest.strip_prefix(word).unwrap_or("");
            rest.starts_with(word)
                && view.mention_over(at + word.len()).is_some_and(|(_, m)| m.span.start() == at + word.len())
                || matches!(*word, "並" | "并") && !behind.is_empty() && rest.starts_with(word)
        });
    let [adverbs, predicates, verbs] = view.verbs();
    let stop = view.longest_of(at, rest, &[adverbs, predicates, verbs, (&view.lexicon.object_ends, 0)]);
    let stop = stop.filter(|stop| view.deverbal(rest, stop.text.len()).is_none());
    joint || stop.is_some_and(|stop| view.compound_at(at, rest).is_none_or(|other| other.text.len() <= stop.text.len()))
}

/// The words of `from..to` without figures, dates, brackets and what is said for each (每間公司), with
/// abbreviations written out, and without the light words at either end.
#[must_use]
pub fn tidy(view: &View<'_>, from: usize, to: usize) -> String {
    light_ends(view, &plain(view, from, to)).to_owned()
}

/// Prepositions that go with a date.
const DATE_LEADS: [char; 9] = ['於', '于', '在', '自', '由', '從', '从', '到', '至'];

/// How long `words` are without the preposition, or the adverb that ends with one (計劃於), that leads to a
/// date.
fn before_date(view: &View<'_>, words: &str) -> usize {
    let bare = words.trim_end_matches(DATE_LEADS).len();
    let adverb = view.lexicon.adverbs.longest_before(words).map_or(0, |word| word.text.len());
    if bare < words.len() { bare.min(words.len() - adverb) } else { bare }
}

/// The length of what belongs to a date behind it: 2024年起, 2024年期間.
fn dated_tail(rest: &str) -> usize {
    ["期間", "期间", "起", "內", "内", "間", "间"]
        .iter()
        .find(|word| rest.starts_with(**word))
        .map_or(0, |word| word.len())
}

/// As [`tidy`], light words kept.
#[must_use]
pub fn plain(view: &View<'_>, from: usize, to: usize) -> String {
    let mut out = String::with_capacity(to.saturating_sub(from));
    let mut at = from;
    while let Some(rest) = view.text.get(at..to).filter(|rest| !rest.is_empty()) {
        let c = rest.chars().next().unwrap_or(' ');
        if let Some((_, mention)) = view.mention_over(at).filter(|(_, mention)| mention.span.start() == at) {
            if matches!(mention.value, Value::Set(_) | Value::Ordinal(_)) {
                out.push_str(view.said(mention.span));
            }
            at = mention.span.end();
            if matches!(mention.value, Value::Date(_)) {
                out.truncate(before_date(view, &out));
                at += dated_tail(view.text.get(at..to).unwrap_or(""));
            }
        } else if let Some(name) = view.name_over(at).filter(|name| name.span.start() == at && name.span.end() <= to) {
            let said = view.said(name.span);
            let kept = view.lexicon.generic_subjects.get(said).is_some();
            if kept {
                out.push_str(said)
            } else {
                out.push_str(&view.name_of(name))
            }
            at = name.span.end();
        } else if let Some(end) = atom(view, at, to).filter(|_| matches!(c, '（' | '(' | '〔' | '﹝')) {
            at = end;
        } else {
            if !c.is_whitespace() && !matches!(c, '，' | ',' | '、' | '*') {
                out.push(c);
            }
            at += c.len_utf8();
        }
    }
    out
}

/// `words` without adverbs and light words at either end.
#[must_use]
pub fn light_ends<'a>(view: &View<'_>, words: &'a str) -> &'a str {
    let lexicon = view.lexicon;
    let mut words = words.trim();
    loop {
        let compound = lexicon.compounds.longest_at(words).map_or(0, |word| word.text.len());
        let lead = [&lexicon.figure_leads, &lexicon.adverbs]
            .iter()
            .filter_map(|table| table.longest_at(words))
            .filter(|word| word.text != "每" || !each_time(words))
            .filter(|word| lexicon.figure_words.get(word.text).is_none_or(|word| word.get("role") != Some("part")))
            .map(|word| word.text.len())
            .max()
            .filter(|len| *len >= compound && *len >= verb_len(lexicon.predicates.longest_at(words)));
        let tail = [&lexicon.figure_leads, &lexicon.adverbs]
            .iter()
            .filter_map(|table| table.longest_before(words))
            .map(|word| word.text.len())
            .max()
            .filter(|len| {
                *len >= verb_len(lexicon.predicates.longest_before(words))
                    && *len >= verb_len(lexicon.compounds.longest_before(words))
            });
        let cut = match (lead, tail) {
            (Some(len), _) => words.get(len..),
            (None, Some(len)) => words.get(..words.len() - len),
            (None, None) => return words,
        };
        words = cut.unwrap_or("").trim();
    }
}

/// Whether `words` begin with 每年, 每月 or 每日.
fn each_time(words: &str) -> bool {
    words.strip_prefix('每').is_some_and(|rest| rest.starts_with(['年', '月', '日', '天', '季', '周', '週', '晚']))
}

/// The length of a word, none being nothing.
fn verb_len(word: Option<Word>) -> usize {
    word.map_or(0, |word| word.text.len())
}

/// The nouns that the figures of `span` are for each of (每間公司).
pub fn per_nouns<'a>(mention: &'a Mention) -> impl Iterator<Item = Span> + use<'a> {
    mention.per.iter().filter_map(|per| match per {
        Per::Noun(span) => Some(*span).filter(|span| span.len() > 3),
        Per::Period(_) => None,
    })
}
