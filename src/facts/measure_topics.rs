//! What a single clause hands on to those behind it: its subject, what there is at a place, its last name, its date.

use super::frame::View;
use super::measure_scan::{happenings_in, verbs_in};
use super::measure_thread::{Described, led_by_figure, lists, states};
use super::object::expand;
use super::statement::{Statement, Topic};
use crate::entities::EntityKind;
use crate::mentions::{MentionId, Value};
use crate::span::Span;

/// `香港約有36萬家中小企業，僱用約118萬人`: what there is at a place is what the clauses behind speak of.
pub fn existing(view: &View<'_>, statement: &Statement) -> Option<Topic> {
    let own = statement.own.as_ref()?;
    let place = own.entity.and_then(|id| view.entities.get(id)).is_some_and(|entity| entity.kind == EntityKind::Place);
    let whole = view.home.is_some_and(|home| home.stands_for(view.said(own.span)).is_some());
    let span = statement.clause.span;
    let (_, last) = view.mentions_in(span).next_back()?;
    let Value::Count(count) = &last.value else { return None };
    let noun = count.noun.filter(|noun| noun.start() >= last.span.end() && noun.end() == span.end())?;
    let between = view.text.get(own.span.end()..last.span.start())?;
    let exists = between.contains('有') && super::measure_scan::light_ends(view, between).chars().count() <= 2;
    let report = view.home.is_some_and(|home| home.title.is_some());
    ((place || whole) && exists && !report).then(|| Topic {
        name: expand(view, noun),
        entity: None,
        span: noun,
        generic: false,
    })
}

/// `「綠在區區」是由環保署營運的社區回收網絡`: what a clause says that a listed thing is.
pub fn described_thing(view: &View<'_>, statement: &Statement) -> Option<Described> {
    let own = statement.own.as_ref().filter(|own| own.entity.is_some())?;
    let span = statement.clause.span;
    let rest = view.text.get(statement.lead.rest..span.end())?;
    let copula = ["是", "為", "为", "乃"].iter().find(|word| rest.starts_with(**word))?;
    let said = rest.get(copula.len()..)?;
    let noun = said.rsplit('的').next().unwrap_or(said);
    let plain = noun.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    (plain && (2..=10).contains(&noun.chars().count())).then(|| Described { noun: noun.to_owned(), topic: own.clone() })
}

/// The last name of a clause that is no place.
pub fn last_name(view: &View<'_>, span: Span) -> Option<Topic> {
    view.names_in(span).iter().rev().find_map(|place| {
        let entity = view.entities.get(place.entity)?;
        // 在《財政預算案》中: where it is said, not what is spoken of.
        let before = view.text.get(span.start()..place.span.start())?.trim_end_matches(['《', '「', ' ']);
        let cited = entity.kind == EntityKind::Publication
            && (before.ends_with(['在', '於', '于', '據', '据', '按']) || before.ends_with("年度"));
        (!cited && !matches!(entity.kind, EntityKind::Place | EntityKind::PersonRole)).then(|| Topic {
            name: entity.name.clone(),
            entity: Some(place.entity),
            span: place.span,
            generic: false,
        })
    })
}

/// The date that opens a sentence and dates its figures: `2024年，…`, `由2024年9月起，…`.
pub fn opening_date(view: &View<'_>, statement: &Statement) -> Option<MentionId> {
    let span = statement.clause.span;
    let (id, mention, _) = view.dates_in(span).next()?;
    let before = view.text.get(span.start()..mention.span.start())?;
    if before.contains(['《', '「', '〈']) {
        return None;
    }
    let lasts = view.text.get(mention.span.end()..span.end())?.starts_with(['期', '間', '间']);
    if lasts {
        return Some(id);
    }
    let happens = || !happenings_in(view, span).is_empty();
    let opens = statement.index == 0
        || statement.own.is_none() && (before.is_empty() || matches!(before, "到" | "至" | "在" | "於" | "于"));
    (before.chars().count() <= 3 && opens && !happens()).then_some(id)
}

/// The subject that a clause hands on: its own where a predicate follows it, or a described one
/// (`獲「X」資助的公司可…`). A clause that is all subject is a verb phrase with a verb that no list knows.
pub fn subject(view: &View<'_>, statement: &Statement) -> Option<Topic> {
    if let Some(span) = described(view, statement) {
        return Some(Topic { name: expand(view, span), entity: None, span, generic: false });
    }
    let own = statement.own.as_ref()?;
    let said = view.said(own.span);
    // 政府的目標是在2025至2027年間，協助…: whose aim it is.
    if let Some(owner) = ["的目標", "的目标"].iter().find_map(|word| said.strip_suffix(word)) {
        let span = Span::new(own.span.start(), own.span.start() + owner.len());
        let (name, entity) = super::statement::named(view, span);
        return Some(Topic { name, entity, span, generic: view.lexicon.generic_subjects.get(owner).is_some() });
    }
    let property = |own: &Topic| own.entity.is_none() && super::measure_words::property_noun(view, said).is_some();
    let within = own.entity.is_none()
        && (said.ends_with(['下', '中', '內', '内']) || said.ends_with("平均") || said.ends_with("人均"));
    if within
        || lists(view, statement)
        || led_by_figure(view, own.span)
        || super::subject_end::is_half(said)
        || ["首個", "首个", "首座", "首家", "首條", "首条"].iter().any(|word| said.ends_with(word))
        || view.lexicon.average_words.get(said).is_some()
        || view.lexicon.no_subjects.get(said).is_some()
        || super::measure_words::led_by_preposition(view, own.span)
    {
        return None;
    }
    if property(own) {
        // 本地勞動人口持續收縮，由…減至…: a property without a figure is what the clause behind tells the figures of.
        let plain = view.mentions_in(statement.clause.span).all(|(_, mention)| matches!(mention.value, Value::Date(_)));
        let whole = plain && statement.index == 0 && statement.lead.rest < statement.clause.span.end();
        return owner(view, own).or_else(|| whole.then(|| own.clone()));
    }
    let first =
        super::measure_scan::figures(view, super::measure_scan::Piece { span: statement.clause.span, bracket: None })
            .next();
    let counted = first.is_some_and(|figure| super::measure_own::counts(view, figure, own.span));
    if counted && own.entity.is_none() {
        // 本地航空公司現時共有五家，機隊…: those that are counted are what the clauses behind speak of.
        let bare = first.is_some_and(|figure| figure.noun().is_none());
        return (bare && statement.index == 0 && own.name.chars().count() >= 4).then(|| own.clone());
    }
    let whole = statement.lead.rest >= statement.clause.span.end();
    if own.entity.is_none() && states(view, own.span) {
        return None;
    }
    let sane = own.entity.is_some() || own.generic || !whole && own.name.chars().count() <= 24;
    (sane || statement.index == 0 && whole && own.name.chars().count() <= 24).then(|| own.clone())
}

/// `貴陽大數據科創城規劃面積18.9平方公里`: the listed name that a subject which is a property begins with.
fn owner(view: &View<'_>, own: &Topic) -> Option<Topic> {
    let name = view.names_in(own.span).first().filter(|name| name.span.start() == own.span.start())?;
    let place = view.entities.get(name.entity)?.kind == EntityKind::Place;
    let part = name.span.end() < own.span.end();
    (part && !place).then(|| Topic {
        name: view.name_of(name),
        entity: Some(name.entity),
        span: name.span,
        generic: false,
    })
}

/// `獲…資助的公司可以…`: a subject that a clause of getting or belonging describes.
#[must_use]
pub fn described(view: &View<'_>, statement: &Statement) -> Option<Span> {
    let clause = statement.clause.span;
    if statement.own.is_some() {
        return None;
    }
    let start = statement.lead.start.max(clause.start());
    let opener =
        ["獲", "获", "參與", "参与", "符合", "從事", "从事", "由", "持有", "接受", "居於", "居于", "位於", "位于"];
    let said = view.text.get(start..clause.end())?;
    let opened = opener.iter().any(|word| said.starts_with(word));
    let verb = view.lexicon.predicates.longest_at(said).is_some();
    if !opened && !verb {
        return None;
    }
    let at = start + said.find('的')? + '的'.len_utf8();
    let noun = super::measure_scan::noun_phrase(view, at, clause.end(), None).filter(|noun| noun.len() >= 6)?;
    let behind = view.text.get(noun.end()..clause.end())?;
    let follows = if opened {
        !behind.is_empty() && !behind.starts_with(['的', '、', '和', '及', '（', '('])
    } else {
        behind.starts_with(['由', '已', '均', '共', '佔', '占', '達', '达'])
    };
    (follows && noun.start() == at).then(|| Span::new(start, noun.end()))
}

/// A first clause that is nothing but a noun phrase: `推動創科發展的政策，包括五個核心策略`.
pub fn bare(view: &View<'_>, statement: &Statement) -> Option<Topic> {
    let span = statement.clause.span;
    if statement.index != 0 || statement.own.is_some() || view.mentions_in(span).next().is_some() {
        return None;
    }
    let said = view.said(span);
    let tail = said.rfind('的').and_then(|at| said.get(at + '的'.len_utf8()..))?;
    let start = span.end() - tail.len();
    let noun = (2..=8).contains(&tail.chars().count()) && verbs_in(view, Span::new(start, span.end())).is_empty();
    (noun && said.chars().count() <= 24).then(|| Topic { name: expand(view, span), entity: None, span, generic: false })
}
