//! Who acts.
//!
//! ```text
//! agent  = subject [ "與" party ]          政府；甲局聯同乙署
//! passed = [ thing ] "由" party            X由政府於2021年設立；X於2021年由政府設立
//! ```

use super::Verb;
use crate::entities::{AliasRelation, EntityId, EntityKind};
use crate::facts::frame::View;
use crate::facts::object::{Object, expand};
use crate::facts::phrase::{atom, trim};
use crate::facts::statement::{Statement, named};
use crate::facts::subject_end::ends_subject;
use crate::mentions::Value;
use crate::span::Span;

/// Words before those whom a party acts with.
const WITH: [&str; 12] = ["與", "与", "聯同", "联同", "夥同", "伙同", "會同", "会同", "夥拍", "伙拍", "聯合", "联合"];

/// The longest party behind 由, in characters.
const LONGEST_PARTY: usize = 30;

/// Who acts: the subject, with those it acts with.
pub(super) fn agent(
    view: &View<'_>,
    statement: &Statement,
    verb: Verb,
    relative: bool,
) -> Option<(String, Option<EntityId>)> {
    if relative {
        return doer(view, statement, verb);
    }
    // 每家企業: nobody in particular acts.
    let topic = statement.actor().filter(|topic| topic.entity.is_some() || !topic.name.starts_with(['每', '各']))?;
    let Some(subject) = statement.lead.subject.filter(|_| statement.own.is_some()) else {
        return Some((topic.name.clone(), topic.entity));
    };
    let (name, entity) = match topic.entity {
        Some(entity) => (topic.name.clone(), Some(entity)),
        None => (expand(view, subject), None),
    };
    match partner(view, subject.end(), verb.span.start()) {
        Some(with) => Some((format!("{name}{with}"), None)),
        None => Some((name, entity)),
    }
}

/// 政府於2021年發表的《X》: who stands before the date of a clause that describes its object.
fn doer(view: &View<'_>, statement: &Statement, verb: Verb) -> Option<(String, Option<EntityId>)> {
    let start = statement.lead.start;
    let rest = view.text.get(start..verb.span.start())?;
    let name = view.name_over(start).filter(|place| place.span.start() == start).map(|place| place.span);
    let said = view.lexicon.governments.longest_at(rest).map(|word| Span::new(start, start + word.text.len()));
    let party = name.or(said)?;
    let mut end = party.end();
    while let Some(next) = atom(view, end, verb.span.start()).filter(|next| *next > end) {
        end = next;
    }
    let follows = view.text.get(end..verb.span.start())?;
    let at_once = follows.is_empty() || ends_subject(view, end, view.text.get(end..)?);
    (at_once && !follows.contains('的') && !is_thing(view, party)).then(|| named(view, party))
}

/// Whether a name is of something that does not act: a place, a publication, a programme.
fn is_thing(view: &View<'_>, name: Span) -> bool {
    use EntityKind::{Agreement, Event, Fund, Place, Programme, Publication};
    let kind = view.name_over(name.start()).and_then(|place| view.entities.get(place.entity)).map(|entity| entity.kind);
    kind.is_some_and(|kind| matches!(kind, Agreement | Event | Fund | Place | Programme | Publication))
}

/// The parties that act with the subject: 與 … 合作, 聯同 …, between it and the verb.
fn partner(view: &View<'_>, from: usize, to: usize) -> Option<String> {
    let between = view.text.get(from..to)?;
    let date = view.dates_in(Span::new(from, to)).next().map(|(_, mention, _)| mention.span.start());
    let between = between.get(..date.unwrap_or(to).saturating_sub(from))?;
    let (at, word) = WITH.iter().find_map(|word| Some((between.find(word)?, *word)))?;
    let rest = between.get(at + word.len()..)?;
    let ends =
        ["合作", "合辦", "合办", "合力", "合資", "合资", "共同", "聯合", "联合", "攜手", "携手", "在", "於", "于"];
    let end = ends.iter().filter_map(|word| rest.find(word)).min().unwrap_or(rest.len());
    let start = from + at + word.len();
    let year = ["今年", "去年", "明年", "本年"]
        .iter()
        .find(|word| rest.get(..end).is_some_and(|said| said.trim_end().ends_with(**word)));
    let end = year.and_then(|word| rest.get(..end)?.rfind(word)).unwrap_or(end);
    let span = trim(view.text, start, start + end)?;
    Some(format!("{word}{}", expand(view, span)))
}

/// Where the 由 of the passive stands in `from..to`, and the party behind it: not the 由 of 由X領導的Y, and not
/// that of 由2021年起.
pub(super) fn passed(view: &View<'_>, from: usize, to: usize) -> Option<(usize, Span)> {
    let (mut at, mut found) = (from, None);
    while let Some(rest) = view.text.get(at..to).filter(|rest| !rest.is_empty()) {
        if let Some(end) = atom(view, at, to) {
            at = end.max(at + 1);
            continue;
        }
        let next = at + rest.chars().next().map_or(1, char::len_utf8);
        let cause = rest.starts_with(['自', '理']) || view.compound_at(at, rest).is_some();
        if rest.starts_with('由') && !cause && view.mention_over(next).is_none() {
            found = Some(at);
        }
        at = next;
    }
    let start = found?;
    let party = party_behind(view, start + '由'.len_utf8(), to)?;
    // 由署長領導的辦公室: the party does what the clause before 的 tells.
    let next = view.dates_in(Span::new(party.end(), to.max(party.end()))).next();
    let end = next.map_or(to, |(_, mention, _)| mention.span.start());
    let describes = view.text.get(party.end()..end).is_some_and(|between| between.contains('的'));
    (!describes).then_some((start, without_manner(view, party)))
}

/// The party that begins at `from`: up to a date, an adverb or `to`; nothing where a clause describes it.
fn party_behind(view: &View<'_>, from: usize, to: usize) -> Option<Span> {
    let mut at = from;
    while let Some(rest) = view.text.get(at..to).filter(|rest| !rest.is_empty()) {
        let dated = view
            .mention_over(at)
            .is_some_and(|(_, mention)| mention.span.start() == at && matches!(mention.value, Value::Date(_)));
        if let Some(end) = atom(view, at, to) {
            at = end.max(at + 1);
        } else if rest.starts_with('的') {
            return None;
        } else if dated || at > from && ends_subject(view, at, rest) && !is_with(rest) {
            break;
        } else {
            let word = view.compound_at(at, rest).map(|word| word.text.len());
            at += word.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    let span = trim(view.text, from, at)?;
    let size = view.said(span).chars().count();
    ((2..=LONGEST_PARTY).contains(&size)
        && view.mention_over(span.start()).is_none_or(|_| view.name_over(span.start()).is_some()))
    .then_some(span)
}

/// A party without the adverbs behind it: A、B共同.
fn without_manner(view: &View<'_>, party: Span) -> Span {
    let mut words = view.said(party);
    while let Some(word) = view.lexicon.manners.longest_before(words).filter(|word| word.text.len() < words.len()) {
        words = words.get(..words.len() - word.text.len()).unwrap_or("");
    }
    Span::new(party.start(), party.start() + words.trim_end().len())
}

/// 與, 聯同: a party may list those it acts with.
fn is_with(rest: &str) -> bool {
    WITH.iter().any(|word| rest.starts_with(word))
}

/// What the clause speaks of and its former name: 文創處前稱創意香港，2024年6月易名.
pub(super) fn renamed(view: &View<'_>, statement: &Statement) -> Option<(Object, (String, Option<EntityId>))> {
    let topic = statement.actor()?;
    let entity = view.entities.get(topic.entity?)?;
    let alias = entity.aliases.iter().find(|alias| alias.relation == AliasRelation::FormerName)?;
    let new = Object { name: topic.name.clone(), entity: topic.entity, span: topic.span };
    Some((new, (alias.text.clone(), None)))
}

/// Whether what the clause speaks of is a work or a scheme, which completes nothing by itself: 計算中心完成擴容.
pub(super) fn is_work(view: &View<'_>, statement: &Statement) -> bool {
    let kind =
        statement.actor().and_then(|topic| topic.entity).and_then(|id| view.entities.get(id)).map(|entity| entity.kind);
    matches!(kind, Some(EntityKind::Facility | EntityKind::Programme | EntityKind::Platform))
}
