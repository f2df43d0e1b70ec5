//! `ranking`: a place in a list.
//!
//! ```text
//! bracketed = aspect [ verb ] [ scope ] rank *( "、" [ scope ] rank ) … "（" [ publisher ] list "）"
//! prose     = "在" [ publisher [ date ] "公布的" ] list "中" "，" [ subject ] [ "在" scope "中" ] verb rank
//! plain     = subject verb [ scope ] rank
//! list      = "《" title "》" | title ending like a list (指數, 排行榜)        (ranking/list.rs)
//! ```
//!
//! One fact a rank. Who is ranked is the document's place where the text names nobody: what stands
//! before the rank of a bracketed list is the aspect that the list is about.

mod list;
mod publisher;

use super::frame::View;
use super::home::Home;
use super::phrase::trim;
use super::statement::{Statement, Topic};
use super::{Fact, FactKind, Slot, SlotValue, Status};
use crate::entities::{EntityId, EntityKind};
use crate::mentions::{Bound, Lang, Mention, MentionId, Value};
use crate::span::Span;
use list::{List, list_of};

/// How near a scope stands to its rank, in bytes; one farther away may be the subject (澳門在…中排名第3).
const NEAR: usize = 9;

/// The rankings that the statements tell.
#[must_use]
pub fn facts(view: &View<'_>, statements: &[Statement]) -> Vec<Fact> {
    let mut out = Vec::new();
    for statement in statements {
        let span = statement.clause.span;
        for (id, mention) in view.mentions_in(span) {
            if matches!(mention.value, Value::Rank(_)) && mention.lang == Lang::Zh {
                out.extend(fact(view, statement, id, mention));
            }
        }
    }
    out
}

fn fact(view: &View<'_>, statement: &Statement, id: MentionId, mention: &Mention) -> Option<Fact> {
    let found = list_of(view, statement, mention.span);
    let (subject, entity) = subject(view, statement, mention.span, found.as_ref())?;
    let mut slots = vec![(Slot::Subject, SlotValue::Entity(subject, entity)), (Slot::Rank, SlotValue::Mention(id))];
    if let Some(words) = scope(view, statement, mention) {
        slots.push((Slot::Scope, SlotValue::Text(words)));
    }
    let some = matches!(&mention.value, Value::Rank(rank) if rank.amount.bound == Bound::AtMost);
    if found.is_none() && some {
        return None; // 四大支柱行業之一: so many of them, in no list
    }
    let rule = found.as_ref().map_or("ranking.plain", |list| list.rule);
    if let Some(List { name, publisher, year, .. }) = found {
        slots.push((Slot::List, SlotValue::Text(name)));
        slots.extend(publisher.map(|words| (Slot::Publisher, SlotValue::Text(words))));
        slots.extend(year.map(|words| (Slot::Year, SlotValue::Text(words))));
    }
    Some(Fact {
        kind: FactKind::Ranking,
        slots,
        // What a list says has been found, whatever the bullets around it plan.
        status: if statement.status == Status::Planned && !statement.plans { Status::Actual } else { statement.status },
        span: statement.clause.span,
        block: Some(statement.block),
        rule,
        triggers: vec![mention.span],
        mentions: vec![id],
    })
}

/// Who is ranked.
fn subject(
    view: &View<'_>,
    statement: &Statement,
    rank: Span,
    list: Option<&List>,
) -> Option<(String, Option<EntityId>)> {
    if let Some(found) = placed_by(view, statement, rank) {
        return Some(found);
    }
    let own = statement.lead.subject.filter(|span| span.end() <= rank.start() && !is_region(view, *span));
    if let Some(found) = own.and_then(|span| ranked(view, span)) {
        return Some(found);
    }
    let carried = [&statement.carried, &statement.topic].into_iter().flatten();
    let bracketed = list.is_some_and(|list| list.rule == "ranking.bracket");
    if !bracketed
        && own.is_none()
        && let Some(found) = carried.filter(|_| list.is_some()).find_map(|topic| ranked_topic(view, topic))
    {
        return Some(found);
    }
    if list.is_none()
        && let Some(span) = own.and_then(|span| trim(view.text, span.start(), span.end()))
    {
        return Some((super::object::expand(view, span), None));
    }
    list?;
    view.home.map(Home::place)
}

/// 《X》把香港列為全球第九: whom a list places, behind 把 or 將.
fn placed_by(view: &View<'_>, statement: &Statement, rank: Span) -> Option<(String, Option<EntityId>)> {
    let from = statement.clause.span.start();
    let before = view.text.get(from..rank.start())?;
    let at = ["把", "將", "将"].iter().filter_map(|word| before.rfind(word).map(|at| at + word.len())).max()?;
    let rest = before.get(at..)?;
    let verb = ["列為", "列为", "評為", "评为", "列於", "列于", "排在", "排列", "列在"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()?;
    let span = trim(view.text, from + at, from + at + verb)?;
    if let Some(place) = view.home.and_then(|home| home.stands_for(view.said(span))) {
        return Some(place);
    }
    Some(super::statement::named(view, span)).filter(|(name, _)| name.chars().count() <= 20)
}

/// Whether a phrase is nothing but a scope: 亞洲 in 亞洲排名第2.
fn is_region(view: &View<'_>, span: Span) -> bool {
    view.lexicon.rank_regions.get(view.said(span)).is_some()
}

/// A subject that names somebody: a place or a body, alone or with what is ranked of it.
fn ranked(view: &View<'_>, span: Span) -> Option<(String, Option<EntityId>)> {
    let said = view.said(span);
    if let Some(word) = view.lexicon.ranking_words.longest_at(said).filter(|word| word.get("role") == Some("deictic")) {
        if word.text.len() == said.len() {
            return view.home.map(Home::place);
        }
        return Some((super::object::expand(view, span), None));
    }
    let name = view.names_in(span).first().filter(|name| starts(view, span, name.span))?;
    let entity = view.entities.get(name.entity)?;
    if !matches!(entity.kind, EntityKind::Place | EntityKind::Organisation | EntityKind::Facility) {
        return None;
    }
    let whole = name.span.end() >= span.end() || view.said(Span::new(name.span.end(), span.end())).trim().is_empty();
    Some(if whole { (view.name_of(name), Some(name.entity)) } else { (super::object::expand(view, span), None) })
}

fn starts(view: &View<'_>, span: Span, name: Span) -> bool {
    view.text.get(span.start()..name.start()).is_some_and(|before| before.trim_matches(['「', ' ', '*']).is_empty())
}

fn ranked_topic(view: &View<'_>, topic: &Topic) -> Option<(String, Option<EntityId>)> {
    if topic.entity.is_none() {
        let name = view.names_in(topic.span).first().filter(|name| starts(view, topic.span, name.span))?;
        let entity = view.entities.get(name.entity).filter(|entity| entity.kind == EntityKind::Place)?;
        return Some((entity.name.clone(), Some(name.entity)));
    }
    let entity = topic.entity.and_then(|id| view.entities.get(id))?;
    matches!(entity.kind, EntityKind::Place | EntityKind::Organisation | EntityKind::Facility)
        .then(|| (topic.name.clone(), topic.entity))
}

/// Among whom: the mention's own scope, else `在139個經濟體中` before the rank in its clause.
fn scope(view: &View<'_>, statement: &Statement, mention: &Mention) -> Option<String> {
    let before = view.text.get(statement.clause.span.start()..mention.span.start())?;
    let Value::Rank(rank) = &mention.value else { return None };
    let is_subject = |span: Span| {
        let subject = statement.lead.subject.filter(|subject| subject.end() <= mention.span.start());
        subject.is_some_and(|subject| subject.start() == span.start()) && !is_region(view, span)
    };
    let own = || rank.scope.filter(|span| !is_subject(*span)).map(|span| super::statement::written(view.said(span)));
    let far = rank.scope.is_some_and(|span| mention.span.start().saturating_sub(span.end()) > NEAR);
    let among = within(before).filter(|_| far || rank.scope.is_none());
    among.or_else(own).or_else(|| region(view, before))
}

/// `在67個受評對象中`, `38個小型經濟體中`.
fn within(before: &str) -> Option<String> {
    let (at, end) = [("中", 0), ("之中", 0), ("當中", 0), ("当中", 0), ("裡", 0)]
        .iter()
        .filter_map(|(word, _)| Some((before.rfind(word)?, word)))
        .map(|(at, _)| (at, at))
        .max()?;
    let inner = before.get(..end)?.trim_end_matches(['之', '當', '当']);
    let from = inner
        .rfind(['在', '於', '于', '，', '》', '的'])
        .map_or(0, |place| place + inner.get(place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let words = inner.get(from..)?.trim();
    let _ = at;
    let fits = (2..=20).contains(&words.chars().count()) && !words.contains(['《', '「', '“', '（', '(']);
    fits.then(|| super::statement::written(words))
}

/// `亞洲排名第2`: the region right before the verb of the rank.
fn region(view: &View<'_>, before: &str) -> Option<String> {
    let mut rest = before.trim_end();
    while let Some(word) =
        view.lexicon.ranking_words.longest_before(rest).filter(|word| word.get("role") == Some("verb"))
    {
        rest = rest.strip_suffix(word.text)?.trim_end();
    }
    (rest.len() < before.trim_end().len()).then_some(())?;
    view.lexicon.rank_regions.longest_before(rest).map(|word| word.text.to_owned())
}
