//! What each clause speaks of: its subject, carried over where it has none, and the dates that
//! govern it.

use super::Status;
use super::frame::View;
use super::object::expand;
use super::phrase::{Lead, figured, lead, without_figure};
use super::sentence::{Clause, Sentence, sentences};
use super::status;
use crate::entities::EntityId;
use crate::mentions::{MentionId, Modifier, Value};
use crate::span::Span;
use crate::structure::{BlockId, BlockKind};

/// Whom or what a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topic {
    /// Its name, abbreviations written out; the text's own words where it is no entity.
    pub name: String,
    /// The entity.
    pub entity: Option<EntityId>,
    /// Where it is said; the place it was carried over from where the clause has none.
    pub span: Span,
    /// 政府, 我們, 市民, 全港: says who acts, not what the figures are about.
    pub generic: bool,
}

/// One clause with what governs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its words.
    pub clause: Clause,
    /// Its sentence.
    pub sentence: Span,
    /// Its block.
    pub block: BlockId,
    /// How it begins.
    pub lead: Lead,
    /// Its own subject.
    pub own: Option<Topic>,
    /// The subject that the sentence gave it, where it has none of its own.
    pub carried: Option<Topic>,
    /// What the paragraph is about: the last subject that is not generic, else the heading.
    pub topic: Option<Topic>,
    /// The heading or bold lead above it.
    pub heading: Option<Topic>,
    /// The day up to which its figures are counted (截至…).
    pub as_of: Option<MentionId>,
    /// Whether it is so or will be.
    pub status: Status,
    /// Whether a word of the clause says that it is planned, not only the kind of the document.
    pub plans: bool,
    /// Its number within the sentence.
    pub index: usize,
}

impl Statement {
    /// The one who acts: the own subject or the one carried over.
    #[must_use]
    pub fn actor(&self) -> Option<&Topic> {
        self.own.as_ref().or(self.carried.as_ref())
    }
}

/// Reads all clauses of a document in order.
#[must_use]
pub fn statements(view: &View<'_>) -> Vec<Statement> {
    let sentences = sentences(view);
    let mut out: Vec<Statement> = Vec::with_capacity(sentences.iter().map(|sentence| sentence.clauses.len()).sum());
    let mut state = State::default();
    for sentence in sentences {
        state.enter(view, &sentence);
        for (index, clause) in sentence.clauses.iter().enumerate() {
            out.push(state.read(view, &sentence, *clause, index));
        }
    }
    out
}

/// What is carried from clause to clause.
#[derive(Debug, Default)]
struct State {
    block: Option<BlockId>,
    heading: Option<Topic>,
    topic: Option<Topic>,
    subject: Option<Topic>,
    as_of: Option<MentionId>,
}

impl State {
    /// A new sentence: a new block forgets the last one's topic; an as-of date lives on only where
    /// the sentence speaks of a part of what went before.
    fn enter(&mut self, view: &View<'_>, sentence: &Sentence) {
        if self.block != Some(sentence.block) {
            *self = Self { block: Some(sentence.block), heading: heading(view, sentence.block), ..Self::default() };
        }
        let continues = view.said(sentence.span).trim_start().starts_with(['當', '当', '其', '在']);
        if !continues || view.dates_in(sentence.span).next().is_some() {
            self.as_of = None;
        }
        self.subject = None;
    }

    fn read(&mut self, view: &View<'_>, sentence: &Sentence, clause: Clause, index: usize) -> Statement {
        let lead = lead(view, clause);
        let own = lead.subject.filter(|span| !plans(view, *span)).and_then(|span| {
            let described = figured(view, span, clause.span.end());
            topic(view, described.unwrap_or_else(|| without_figure(view, span)), self)
        });
        if let Some(date) = as_of(view, clause.span) {
            self.as_of = Some(date);
        }
        let said = status::said(view, clause.span, lead.rest);
        let statement = Statement {
            clause,
            sentence: sentence.span,
            block: sentence.block,
            lead,
            own: own.clone(),
            carried: self.subject.clone(),
            topic: self.topic.clone(),
            heading: self.heading.clone(),
            as_of: self.as_of,
            status: said.max(status::default(view, clause.span)),
            plans: said == Status::Planned,
            index,
        };
        if let Some(own) = own {
            if !own.generic && own.entity.is_some() {
                self.topic = Some(own.clone());
            }
            // 總部設於武漢，由…組建; 總投資32億元，2021年奠基: the body is meant, not its seat nor half a noun.
            let seat =
                matches!(own.name.as_str(), "總部" | "总部" | "館址" | "馆址" | "會址" | "会址" | "校址" | "總" | "总");
            if !seat || self.subject.is_none() {
                self.subject = Some(own);
            }
        }
        statement
    }
}

/// The heading that governs a block: the run-in heading or title above a paragraph, an item's parent
/// item, the bold lead of an item.
fn heading(view: &View<'_>, id: BlockId) -> Option<Topic> {
    let mut at = view.outline.block(id)?.parent;
    while let Some(parent) = at {
        let block = view.outline.block(parent)?;
        if matches!(block.kind, BlockKind::Heading | BlockKind::ListItem)
            && let Some(topic) = heading_topic(view, block.span)
        {
            return Some(topic);
        }
        at = block.parent;
    }
    None
}

/// What a heading is about: the name in it, else its own words.
fn heading_topic(view: &View<'_>, span: Span) -> Option<Topic> {
    let names = view.names_in(span);
    // 位於將軍澳的香港中醫醫院是…: where it is does not say what it is about.
    let sited = ["位於", "位于", "坐落", "座落", "設於", "设于"]
        .iter()
        .any(|word| view.said(span).trim_start().starts_with(word));
    let thing = names.iter().find(|name| {
        view.entities.get(name.entity).is_some_and(|entity| entity.kind != crate::entities::EntityKind::Place)
    });
    let name = thing.filter(|_| sited).or_else(|| names.first())?;
    let entity = view.entities.get(name.entity)?;
    Some(Topic { name: entity.name.clone(), entity: Some(name.entity), span: name.span, generic: false })
}

/// 計劃2025年投資…: whether 計劃 before a date that is not past says what is planned, and stands for no scheme.
fn plans(view: &View<'_>, span: Span) -> bool {
    let plan = matches!(view.said(span), "計劃" | "计划" | "計畫");
    let dated = view.mention_over(span.end()).filter(|(_, mention)| mention.span.start() == span.end());
    plan && dated.is_some_and(|(_, mention)| match &mention.value {
        Value::Date(date) => view.date.zip(date.end).is_none_or(|(today, end)| end >= today),
        _ => false,
    })
}

/// The topic that the words of `span` name.
fn topic(view: &View<'_>, span: Span, state: &State) -> Option<Topic> {
    let words = view.said(span);
    if let Some(word) = view.lexicon.anaphors.longest_at(words).filter(|word| word.text.len() == words.len()) {
        let strict = word.is("strict");
        let found = if strict {
            antecedent(view, span, word.get("class"), &State::default())
        } else {
            antecedent(view, span, word.get("class"), state)
        };
        if found.is_some() || !strict {
            return found;
        }
    }
    let generic = view.lexicon.generic_subjects.get(words).is_some();
    let (name, entity) = named(view, span);
    Some(Topic { name, entity, span, generic })
}

/// The name that a phrase amounts to, and its entity: abbreviations written out where the whole
/// phrase is one name, with or without its quotation marks.
#[must_use]
pub fn named(view: &View<'_>, span: Span) -> (String, Option<EntityId>) {
    let names = view.names_in(span);
    let bare = bare(view.text, span);
    if let Some(name) = names.iter().find(|name| name.span == bare || name.span == span) {
        return (view.name_of(name), Some(name.entity));
    }
    let edition = names.last().filter(|name| is_edition(view, span, name.span));
    (expand(view, span), edition.map(|name| name.entity))
}

/// Whether a phrase is a name with nothing but its edition before it: 第二屆「城市創科大挑戰」.
fn is_edition(view: &View<'_>, phrase: Span, name: Span) -> bool {
    let tail = view.text.get(name.end()..phrase.end()).unwrap_or("-");
    let before = view.text.get(phrase.start()..name.start()).unwrap_or("-").trim_end_matches(['「', '《', '『']);
    let ordinal = view.mention_over(phrase.start()).filter(|(_, mention)| matches!(mention.value, Value::Ordinal(_)));
    tail.trim_matches(['」', '》', '』', ' ']).is_empty()
        && ordinal.is_some_and(|(_, mention)| mention.span.end() == phrase.start() + before.len())
}

/// What the words of `span` stand for where they are 該計劃, 基金, 其; nothing where they are not.
#[must_use]
pub fn stands_for(view: &View<'_>, span: Span, statement: &Statement) -> Option<Topic> {
    let words = view.said(span);
    let word = view.lexicon.anaphors.get(words)?;
    if word.is("strict") {
        return antecedent(view, span, word.get("class"), &State::default());
    }
    let state = State { heading: statement.heading.clone(), topic: statement.topic.clone(), ..State::default() };
    antecedent(view, span, word.get("class"), &state)
}

/// A phrase without a bracket at its end and without quotation marks around it.
fn bare(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let cut = words.find(['（', '(', '〔', '﹝']).unwrap_or(words.len());
    let words = words.get(..cut).unwrap_or(words).trim_end();
    let inner = words.trim_start_matches(['「', '『', '《', '“', '"']);
    let start = span.start() + words.len() - inner.len();
    let inner = inner.trim_end_matches(['」', '』', '》', '”', '"']);
    Span::new(start, start + inner.len())
}

/// A phrase as slots write it: white space removed.
#[must_use]
pub fn written(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    words.chars().filter(|c| !c.is_whitespace()).for_each(|c| out.push(c));
    out
}

/// Whom 該署, 計劃, 基金, 其 stand for: the nearest name before that ends with the class noun, else
/// the topic.
fn antecedent(view: &View<'_>, span: Span, class: Option<&str>, state: &State) -> Option<Topic> {
    let before = view.names_before(span.start());
    let found = class.and_then(|class| {
        view.entities.occurrences.get(..before)?.iter().rev().take(40).find(|place| {
            let close = span.start() - place.span.start() < 1500;
            let behind = view.text.get(place.span.end()..).unwrap_or("").trim_start_matches(['」', '』', '》', ' ']);
            let described = class.split(' ').any(|noun| behind.starts_with(noun));
            close
                && (described
                    || view.entities.get(place.entity).is_some_and(|entity| ends_with_class(&entity.name, class)))
        })
    });
    match found.and_then(|place| Some((place, view.entities.get(place.entity)?))) {
        Some((place, entity)) => {
            Some(Topic { name: entity.name.clone(), entity: Some(place.entity), span: place.span, generic: false })
        }
        None => state.topic.clone().or_else(|| state.heading.clone()),
    }
}

/// The thing that a phrase of a class noun (基金, 該計劃) stands for; nothing where it is none.
#[must_use]
pub fn resolve(view: &View<'_>, span: Span) -> Option<Topic> {
    let words = view.said(span);
    let word = view.lexicon.anaphors.longest_at(words).filter(|word| word.text.len() == words.len())?;
    antecedent(view, span, word.get("class"), &State::default())
}

/// Whether a name ends with one of the class nouns of `class`, parted by spaces.
fn ends_with_class(name: &str, class: &str) -> bool {
    class.split(' ').any(|noun| name.ends_with(noun))
}

/// The date of a 截至 clause.
fn as_of(view: &View<'_>, span: Span) -> Option<MentionId> {
    view.dates_in(span).find_map(|(id, mention, date)| {
        let before = view.text.get(span.start()..mention.span.start())?;
        let said = view.lexicon.as_of.longest_before(before.trim_end()).is_some();
        let behind = view.text.get(mention.span.end()..span.end())?;
        let until = behind.starts_with("為止") || behind.starts_with("为止");
        (said || until && date.modifier != Some(Modifier::Since)).then_some(id)
    })
}
