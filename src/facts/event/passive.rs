//! What happened to whom: the thing that a verb without an object speaks of.
//!
//! ```text
//! passive = thing date verb                       X在2015年11月成立
//!         | … making-verb thing "，" date verb    籌備演習，預計年底前舉行
//!         | date verb                             what the clauses before are about
//! ```

use super::stretch::stretch_before;
use super::{Carry, Verb, agent, verbs};
use crate::entities::{EntityId, EntityKind};
use crate::facts::frame::View;
use crate::facts::measure_scan::words_in;
use crate::facts::measure_subject::class_among;
use crate::facts::measure_thread::led_by_figure;
use crate::facts::measure_words::property_noun;
use crate::facts::object::{Object, expand, joined_names};
use crate::facts::phrase::{atom, trim};
use crate::facts::statement::{Statement, Topic, named, stands_for};
use crate::facts::{Fact, Slot, SlotValue};
use crate::mentions::Value;
use crate::span::Span;

/// What happened to the thing that the clause is about: X在2015年11月成立.
pub(super) fn object(
    view: &View<'_>,
    statement: &Statement,
    verb: Verb,
    date: Option<Span>,
    carry: &Carry,
    told: &[Fact],
) -> (Vec<Object>, Option<(String, Option<EntityId>)>, &'static str) {
    let of = |topic: &Topic| Object { name: topic.name.clone(), entity: topic.entity, span: topic.span };
    let action = verb.action();
    if let Some(fact) = told.last().filter(|fact| fact.span == statement.clause.span)
        && let Some(SlotValue::Entity(name, entity)) = fact.get(Slot::Object)
    {
        return (vec![Object { name: name.clone(), entity: *entity, span: fact.span }], None, action);
    }
    if let Some(object) = joined_on(view, statement, verb, carry, told) {
        return (vec![object], None, action);
    }
    let start = statement.lead.start.min(verb.span.start());
    let passed = agent::passed(view, start, verb.span.start());
    // 由甲所及乙所合併而成: they are what became the thing.
    let acts = passed.filter(|_| action != "reorganised");
    let agent = acts.map(|(_, party)| named(view, party));
    // 2024年3月，孵化器投入使用: a date that an earlier clause hands on parts nothing of this one.
    let inside = |date: &Span| date.start() >= statement.clause.span.start();
    let own = statement.own.as_ref().map(|own| own.span).filter(|own| own.end() <= verb.span.start());
    let own = own.filter(|own| statement.clause.span.contains(*own));
    let stretch = match date {
        Some(date) if inside(&date) => stretch_before(view, statement, date.min(verb.span)),
        _ => own,
    };
    // X由勞工處於2024年推出: the thing stands before 由.
    let stretch = stretch.and_then(|span| match passed {
        Some((by, _)) if by < span.end() => trim(view.text, span.start(), by.max(span.start())),
        _ => Some(span),
    });
    if let Some(stretch) = stretch {
        let joined = joined_names(view, stretch);
        if joined.len() > 1 {
            return (whole_pieces(view, stretch, joined), agent, action);
        }
        let (object, action) = thing(view, statement, stretch, action);
        return (vec![object], agent, action);
    }
    // 自2022年5月揭牌以來，中心…; 2029年竣工後，醫院…: what the clause behind speaks of.
    let behind = view.text.get(verb.span.end()..statement.clause.span.end()).unwrap_or("");
    let ahead = ["以來", "以来", "後", "后", "之後", "之后", "時", "时", "前", "之前"].contains(&behind);
    if let Some(topic) = carry.after.as_ref().filter(|topic| ahead && statement.own.is_none() && !topic.generic) {
        return (vec![of(topic)], agent, action);
    }
    let told = carry.before.filter(|_| statement.index > 0);
    let not_place = |object: &Object| {
        let kind = object.entity.and_then(|id| view.entities.get(id)).map(|entity| entity.kind);
        kind != Some(EntityKind::Place)
    };
    // 甲處隸屬乙局，1976年成立: 乙局 only says where the thing belongs.
    let owner = |object: &Object| {
        let before = view.text.get(..object.span.start()).unwrap_or("").trim_end_matches(['「', '《', ' ']);
        view.lexicon
            .relation_words
            .longest_before(before)
            .is_some_and(|word| matches!(word.get("form"), Some("in" | "at")))
            || ["前身為", "前身为", "前身是", "前稱", "前称", "原名", "原稱", "原称"]
                .iter()
                .any(|word| before.ends_with(word))
    };
    let named =
        told.and_then(|clause| object_at_end(view, clause)).filter(|object| not_place(object) && !owner(object));
    if let Some(object) = named.or_else(|| told.and_then(|clause| made(view, clause))) {
        let carried = statement.carried.as_ref().filter(|topic| topic.entity != object.entity && action == "held");
        return (vec![object], agent.or_else(|| carried.map(|topic| (topic.name.clone(), topic.entity))), action);
    }
    let thing = |topic: &Topic| {
        let property = topic.entity.is_none() && property_noun(view, view.said(topic.span)).is_some();
        // 客運廊樓面面積約為10萬平方米，計劃於2028年竣工: what has the property.
        let owner =
            view.names_in(topic.span).first().filter(|name| property && name.span.start() == topic.span.start());
        let owner = owner.map(|name| Object { name: view.name_of(name), entity: Some(name.entity), span: name.span });
        let usable = !topic.generic && !led_by_figure(view, topic.span) && !property;
        owner.or_else(|| usable.then(|| of(topic)))
    };
    // 2024年3月，實驗室在黃岡市揭牌: the clause's own subject, where the date stands before it.
    let own = statement.own.as_ref().filter(|own| own.entity.is_some() && own.span.end() <= verb.span.start());
    // What is completed or opened is no body that an earlier sentence speaks of.
    let body = |topic: &&Topic| {
        let kind = topic.entity.and_then(|id| view.entities.get(id)).map(|entity| entity.kind);
        matches!(action, "completed" | "opened" | "started") && kind == Some(EntityKind::Organisation)
    };
    let above = [statement.topic.as_ref(), statement.heading.as_ref()].map(|topic| topic.filter(|topic| !body(topic)));
    let topics = [own, statement.carried.as_ref()].into_iter().chain(above);
    let carried = topics.flatten().find_map(thing);
    (carried.into_iter().collect(), agent, action)
}

/// 甲市建成乙平台，並於6月上線: what the clause before has made, where 並 goes on from it.
fn joined_on(view: &View<'_>, statement: &Statement, verb: Verb, carry: &Carry, told: &[Fact]) -> Option<Object> {
    let opens = view.said(statement.clause.span).starts_with(['並', '并']);
    let own = statement.own.as_ref().filter(|own| own.span.end() <= verb.span.start());
    let ends = view.text.get(verb.span.end()..statement.clause.span.end()).is_some_and(str::is_empty);
    let fact = told.last().filter(|fact| opens && ends && own.is_none() && carry.before == Some(fact.span))?;
    let Some(SlotValue::Entity(name, entity)) = fact.get(Slot::Object) else { return None };
    Some(Object { name: name.clone(), entity: *entity, span: fact.span })
}

/// 東涌計劃及沙田計劃: where a place only begins the name of a thing, the piece between the joints is the thing.
fn whole_pieces(view: &View<'_>, stretch: Span, joined: Vec<Object>) -> Vec<Object> {
    let place = |object: &Object| {
        let kind = object.entity.and_then(|id| view.entities.get(id)).map(|entity| entity.kind);
        let more = view.text.get(object.span.end()..stretch.end()).unwrap_or("");
        kind == Some(EntityKind::Place) && !more.is_empty() && !more.starts_with(['及', '和', '、', '與', '与'])
    };
    if !joined.iter().any(place) {
        return joined;
    }
    let mut out = Vec::new();
    let mut from = stretch.start();
    for (at, mark) in view.said(stretch).match_indices(['及', '和', '、', '與', '与']) {
        out.extend(trim(view.text, from, stretch.start() + at));
        from = stretch.start() + at + mark.len();
    }
    out.extend(trim(view.text, from, stretch.end()));
    if out.len() != joined.len() {
        return joined;
    }
    out.into_iter().map(|span| Object { name: expand(view, span), entity: None, span }).collect()
}

/// What a verb of making at the end of a clause makes: 合作籌備跨境應急演習.
fn made(view: &View<'_>, clause: Span) -> Option<Object> {
    const LONGEST: usize = 16;
    let words = words_in(view, clause, &[&view.lexicon.making_verbs, &view.lexicon.predicates]);
    let verb = words.iter().rev().find(|word| view.lexicon.making_verbs.get(word.word.text).is_some())?;
    let particle = view.text.get(verb.span.end()..clause.end())?.starts_with('的');
    let from = verb.span.end() + if particle { '的'.len_utf8() } else { 0 };
    let span = trim(view.text, from, clause.end())?;
    let noun = view.mentions_in(span).next().is_none()
        && (3..=LONGEST).contains(&view.said(span).chars().count())
        && verbs(view, span).is_empty()
        && verb.word.get("role").is_none();
    noun.then(|| Object { name: expand(view, span), entity: None, span })
}

/// The thing that a stretch names: the name that ends it, else its head; and 完成 of a 重組工作 is
/// the 重組 itself.
fn thing(view: &View<'_>, statement: &Statement, stretch: Span, action: &'static str) -> (Object, &'static str) {
    let words = view.said(stretch);
    let work = words.strip_suffix("工作").filter(|_| action == "completed");
    let done = work.and_then(|rest| view.lexicon.event_verbs.longest_before(rest).map(|word| (rest, word)));
    let (end, action) = match done {
        Some((rest, word)) => {
            let bare = rest.get(..rest.len() - word.text.len()).unwrap_or(rest).trim_end_matches('的');
            (stretch.start() + bare.len(), word.get("action").unwrap_or(action))
        }
        None => (stretch.end(), action),
    };
    let span = trim(view.text, stretch.start(), end).unwrap_or(stretch);
    // 區內的M+: where it stands is no part of its name.
    let inside = ["內的", "内的", "境的"].iter().find_map(|word| view.said(span).find(word).map(|at| at + word.len()));
    let span = inside.filter(|at| *at <= 15).map_or(span, |at| Span::new(span.start() + at, span.end()));
    let (name, entity) = named(view, span);
    let ordinal = || view.said(span).starts_with(['第', '首']);
    // 貿發局第34屆書展: the edition begins the name.
    if let Some(edition) = edition_at_end(view, span) {
        return (edition, action);
    }
    if entity.is_some() && ordinal() {
        return (Object { name, entity, span }, action);
    }
    if let Some(object) = object_at_end(view, span).or_else(|| quoted_at_end(view, span)) {
        return (object, action);
    }
    let topics = [&statement.carried, &statement.topic, &statement.heading, &None, &None];
    if let Some(topic) = stands_for(view, span, statement) {
        return (Object { name: topic.name, entity: topic.entity, span }, action);
    }
    let listed = view.lexicon.anaphors.get(view.said(span)).is_some();
    if let Some((name, entity)) = class_among(view, topics, view.said(span)).filter(|_| !listed) {
        return (Object { name, entity, span }, action);
    }
    let (name, entity) = named(view, span);
    let mut object =
        Object { name: if entity.is_some() { name } else { expand(view, head(view.text, span)) }, entity, span };
    complete(view, statement, &mut object);
    (object, action)
}

/// A long phrase without the clause that describes it: what follows its last 的, if that is not
/// short.
fn head(text: &str, span: Span) -> Span {
    let words = span.of(text);
    match words.rfind('的').map(|at| at + '的'.len_utf8()) {
        Some(at)
            if words.get(at..).is_some_and(|rest| rest.chars().count() >= 6)
                && words.starts_with(['位', '由', '設', '设']) =>
        {
            Span::new(span.start() + at, span.end())
        }
        _ => span,
    }
}

/// What the names of lines, roads and buildings end with, which need no owner.
const PROPER_ENDS: [char; 16] =
    ['綫', '線', '线', '橋', '桥', '路', '站', '邨', '村', '樓', '楼', '館', '馆', '園', '园', '港'];

/// A common noun alone (總決賽, 版面設計) is of what the paragraph speaks of.
pub(super) fn complete(view: &View<'_>, statement: &Statement, object: &mut Object) {
    let known = [&statement.own, &statement.carried, &statement.topic, &statement.heading];
    // 石硤尾街市: a place makes it a name of its own.
    if view.names_in(object.span).first().is_some_and(|name| name.span.start() == object.span.start())
        || object.name.starts_with(|c: char| c.is_ascii_uppercase())
    {
        return;
    }
    let meets = ["會議", "会议", "大會", "大会"].iter().any(|word| object.name.ends_with(word));
    let first = !meets && object.name.starts_with(['首', '第', '餘', '余']);
    let body = |topic: &Topic| {
        let kind = topic.entity.and_then(|id| view.entities.get(id)).map(|entity| entity.kind);
        first && kind == Some(EntityKind::Organisation) || kind == Some(EntityKind::PersonRole)
    };
    let whose = known
        .into_iter()
        .flatten()
        .find(|topic| topic.entity.is_some() && !topic.generic && topic.span != object.span && !body(topic));
    if let Some(topic) = whose.filter(|_| object.entity.is_none() && object.name.chars().count() <= 6) {
        if object.name.contains('「')
            || !object.name.starts_with(['首', '第', '其']) && object.name.ends_with(PROPER_ENDS)
        {
            return;
        }
        let rest =
            object.name.strip_prefix('其').map(|rest| format!("的{rest}")).unwrap_or_else(|| object.name.clone());
        if !rest.contains(&topic.name) && !topic.name.contains(&rest) {
            object.name = format!("{}{rest}", topic.name);
        }
    }
}

/// The name that ends a stretch with the edition right before it.
fn edition_at_end(view: &View<'_>, span: Span) -> Option<Object> {
    let last = view.names_in(span).last().filter(|name| name.span.end() == span.end())?;
    let ordinals = view.mentions_in(Span::new(span.start(), last.span.start()));
    let (_, edition) = ordinals.rev().find(|(_, mention)| matches!(mention.value, Value::Ordinal(_)))?;
    let whole = edition.span.to(last.span);
    (edition.span.end() == last.span.start()).then(|| Object {
        name: expand(view, whole),
        entity: Some(last.entity),
        span: whole,
    })
}

/// 首個項目「甲宿舍」, 「乙平台」網站: the name in the quotation marks that end a stretch, with nothing but a noun before
/// it or a class behind it.
fn quoted_at_end(view: &View<'_>, span: Span) -> Option<Object> {
    const LONGEST_NOUN: usize = 8;
    let said = view.said(span);
    let close = said.rfind('」')?;
    let open = said.get(..close)?.rfind('「')?;
    let (before, inner, behind) = (said.get(..open)?, said.get(open + 3..close)?, said.get(close + 3..)?);
    let class = behind.is_empty() || view.lexicon.describing.get(behind).is_some() && view.names_in(span).len() == 1;
    let noun = before.chars().count() <= LONGEST_NOUN
        && !before.starts_with('第')
        && !before.contains(['、', '及', '和', '「']);
    let edition = ["首屆", "首届", "本屆", "本届", "新一屆", "新一届"].iter().any(|word| before.starts_with(word));
    let at = span.start() + open + 3;
    let span = Span::new(at, at + inner.len());
    (class && noun && !edition && !inner.is_empty()).then(|| {
        let (name, entity) = named(view, span);
        Object { name, entity, span }
    })
}

/// The name that ends a clause, with or without its closing mark and a bracket behind it.
fn object_at_end(view: &View<'_>, clause: Span) -> Option<Object> {
    let words = view.said(clause);
    let mut bracket =
        words.char_indices().filter(|(_, c)| matches!(c, '（' | '(' | '〔' | '﹝')).map(|(at, _)| clause.start() + at);
    let end = bracket.rfind(|at| atom(view, *at, clause.end()) == Some(clause.end())).unwrap_or(clause.end());
    let place = view.names_in(Span::new(clause.start(), end)).last()?;
    if let Some(edition) = edition_at_end(view, Span::new(clause.start(), end)) {
        return Some(edition);
    }
    let tail = view.text.get(place.span.end()..end)?;
    let acts = view.text.get(clause.start()..place.span.start()).is_some_and(|before| before.ends_with('由'));
    let closed = !acts && tail.trim_matches(['」', '』', '》', '”', ' ']).is_empty();
    closed.then(|| Object { name: view.name_of(place), entity: Some(place.entity), span: place.span })
}
