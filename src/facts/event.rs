//! `event`: dated happenings.
//!
//! ```text
//! active   = agent date verb object            政府於2022年6月成立X；2020年9月政府推出X
//! passive  = object date verb                  X在2015年11月成立
//! relative = date verb "的" object             於2017年成立的X
//! bracket  = object "（" date verb "）"         X（於2020年落成）
//! joint    = agent "與" agent date verb object A與B於2023年6月簽署《X》
//! dealt    = agent "分別" date date verb object object
//! done     = object "的" verb "工作" date "完成" X的重組工作已於2025年7月完成
//! ```
//!
//! A date governs the first verb behind it, the verbs that 並 and 同時 add to that one, and, where
//! it fills its clause alone (自2006年起，…), the clauses that follow in the sentence.
//!
//! Long because the readings of one clause (active, passive, relative, bracket) share its verbs, dates and carried
//! state.

use super::frame::View;
use super::lattice::{ATOM, COMPOUND, HAPPENING};
use super::measure_own::property_noun;
use super::measure_subject::class_among;
use super::measure_thread::led_by_figure;
use super::object::{Object, expand, objects_of};
use super::phrase::{atom, trim};
use super::statement::{Statement, Topic, named, stands_for};
use super::{Fact, FactKind, Slot, SlotValue, Status};
use crate::entities::{EntityId, EntityKind};
use crate::lexicon::Word;
use crate::mentions::{MentionId, Value};
use crate::span::Span;

/// A verb of happening in a clause.
#[derive(Debug, Clone, Copy)]
struct Verb {
    span: Span,
    word: &'static Word,
}

impl Verb {
    fn action(self) -> &'static str {
        self.word.get("action").unwrap_or("started")
    }
}

/// A date that something can have happened at.
#[derive(Debug, Clone, Copy)]
struct When {
    id: MentionId,
    span: Span,
}

/// What the earlier clauses of a sentence hand on.
#[derive(Debug, Default)]
struct Carry {
    sentence: Option<Span>,
    /// The date of the last event.
    told: Option<MentionId>,
    /// A date that filled the clause before alone.
    alone: Option<MentionId>,
    /// The clause before.
    before: Option<Span>,
}

/// The events that the statements tell.
#[must_use]
pub fn facts(view: &View<'_>, statements: &[Statement]) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut carry = Carry::default();
    for statement in statements.iter().filter(|statement| is_chinese(view.said(statement.clause.span))) {
        if carry.sentence != Some(statement.sentence) {
            carry = Carry { sentence: Some(statement.sentence), ..Carry::default() };
        }
        let before = out.len();
        let alone = in_clause(view, statement, &carry, &mut out);
        in_brackets(view, statement, &mut out);
        let last = out.get(before..).and_then(|new| new.last()).and_then(|fact| fact.get(Slot::Date));
        if let Some(SlotValue::Mention(date)) = last {
            carry.told = Some(*date);
        }
        (carry.alone, carry.before) = (alone, Some(statement.clause.span));
    }
    out
}

/// Whether a clause is Chinese: facts are taken from the Chinese of a bilingual document.
fn is_chinese(words: &str) -> bool {
    words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// The verbs of happening in `span` that stand outside names, quotations and brackets.
fn verbs(view: &View<'_>, span: Span) -> Vec<Verb> {
    let mut out: Vec<Verb> = Vec::new();
    let mut at = span.start();
    while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
        let shield = view.lexicon.compounds.longest_at(rest).map(|word| word.text.len());
        if let Some(end) = atom(view, at, span.end()) {
            at = end;
        } else if let Some(word) = view.lexicon.event_verbs.longest_at(rest)
            && shield.is_none_or(|other| other <= word.text.len())
        {
            out.push(Verb { span: Span::new(at, at + word.text.len()), word });
            at += word.text.len();
        } else {
            at = match shield {
                Some(len) => at + len,
                None => view.next(at, span.end(), ATOM | COMPOUND | HAPPENING),
            };
        }
    }
    out
}

/// The dates of a clause at which something can happen: not inside names, and not as-of dates.
fn dates(view: &View<'_>, statement: &Statement) -> Vec<When> {
    let span = statement.clause.span;
    view.dates_in(span)
        .filter(|(id, mention, _)| {
            statement.as_of != Some(*id)
                && view.name_over(mention.span.start()).is_none()
                && !inside_bracket(view, span, mention.span)
        })
        .map(|(id, mention, _)| When { id, span: mention.span })
        .collect()
}

/// Whether `inner` stands inside a bracket or quotation that opens in `span`.
fn inside_bracket(view: &View<'_>, span: Span, inner: Span) -> bool {
    let mut depth = 0i32;
    for c in view.text.get(span.start()..inner.start()).unwrap_or("").chars() {
        match c {
            '「' | '『' | '《' | '（' | '(' | '〔' | '﹝' => depth += 1,
            '」' | '』' | '》' | '）' | ')' | '〕' | '﹞' => depth -= 1,
            _ => {}
        }
    }
    depth > 0
}

/// The events of the clause itself; returns the date that it hands on alone.
fn in_clause(view: &View<'_>, statement: &Statement, carry: &Carry, out: &mut Vec<Fact>) -> Option<MentionId> {
    let span = statement.clause.span;
    let (dates, verbs) = (dates(view, statement), verbs(view, span));
    if verbs.is_empty() {
        return lone_date(view, statement, &dates);
    }
    let mut from = span.start();
    let (mut told, mut dealt) = (out.len(), 0);
    for (index, verb) in verbs.iter().enumerate() {
        let next = verbs.get(index + 1);
        if next.is_some_and(|next| is_one_act(view, *verb, *next)) {
            continue;
        }
        let adjacent = index > 0 && verbs.get(index - 1).is_some_and(|last| is_double(*last, *verb));
        let limit = next.map_or(span.end(), |next| joint_limit(view, *verb, *next, span.end()));
        let before: Vec<When> = dates
            .iter()
            .filter(|date| date.span.start() >= from && date.span.end() <= verb.span.start())
            .copied()
            .collect();
        let governing: Vec<MentionId> = if !before.is_empty() {
            let near = before.last().is_some_and(|date| is_near(view, date.span.end(), verb.span.start()));
            if near { before.iter().map(|date| date.id).collect() } else { Vec::new() }
        } else if out.len() > told && (adjacent || coordinated(view, from, *verb)) {
            (told, dealt) = (out.len() - 1, dealt + 1);
            let added =
                adjacent || view.text.get(from..verb.span.start()).is_some_and(|words| words.contains(['並', '并']));
            let shared = date_of(out.last()).filter(|_| added);
            dealt_date(view, &dates, dealt).or(shared).into_iter().collect()
        } else if index == 0 && dates.is_empty() {
            let named = view.text.get(verb.span.end()..limit).is_some_and(|rest| rest.contains(['「', '《', '“']))
                || !view.names_in(Span::new(verb.span.end(), limit)).is_empty();
            carried(view, statement, *verb, carry).filter(|_| named || carry.alone.is_some()).into_iter().collect()
        } else {
            Vec::new()
        };
        if !governing.is_empty() {
            let several = next.is_some_and(|next| coordinated(view, verb.span.end(), *next));
            let governing =
                if several && governing.len() > 1 { governing.get(..1).unwrap_or(&[]).to_vec() } else { governing };
            tell(view, statement, *verb, &governing, limit, carry.before, out);
            from = verb.span.end();
        }
    }
    None
}

/// The date of a fact.
fn date_of(fact: Option<&Fact>) -> Option<MentionId> {
    match fact?.get(Slot::Date)? {
        SlotValue::Mention(id) => Some(*id),
        _ => None,
    }
}

/// 分別在2017年和2020年公布A及推出B: the date of the second verb.
fn dealt_date(view: &View<'_>, dates: &[When], index: usize) -> Option<MentionId> {
    let first = dates.first()?;
    let before = view.text.get(..first.span.start())?;
    let dealt = before.trim_end_matches(['於', '于', '在']).ends_with("分別")
        || before.trim_end_matches(['於', '于', '在']).ends_with("分别");
    dates.get(index).filter(|_| dealt).map(|date| date.id)
}

/// A date that stands in a clause without a verb, with nothing but a subject beside it: it governs
/// the clauses that follow.
fn lone_date(view: &View<'_>, statement: &Statement, dates: &[When]) -> Option<MentionId> {
    let date = dates.last()?;
    let behind = view.text.get(date.span.end()..statement.clause.span.end())?;
    let done = ["", "起", "期間", "期间", "間", "间", "開始", "开始", "內", "内", "時", "时", "後", "后"];
    done.contains(&behind.trim()).then_some(date.id)
}

/// The date that an earlier clause gives to a verb without one.
fn carried(view: &View<'_>, statement: &Statement, verb: Verb, carry: &Carry) -> Option<MentionId> {
    let added = view.text.get(statement.clause.span.start()..verb.span.start()).is_some_and(|before| {
        let opener = ["並", "并", "同時", "同时", "亦"].iter().find_map(|word| before.trim().strip_prefix(word));
        opener.is_some_and(|rest| rest.chars().count() <= 3)
    });
    carry.alone.or(carry.told.filter(|_| added && statement.index > 0))
}

/// 開始分階段落成: two verbs with nothing but adverbs between them tell one act, the second.
fn is_one_act(view: &View<'_>, first: Verb, second: Verb) -> bool {
    let between = view.text.get(first.span.end()..second.span.start()).unwrap_or("-");
    first.word.is("aspect") && (between.is_empty() || view.lexicon.adverbs.get(between).is_some())
}

/// 落成啟用: two verbs in a row that each tell an act of the same thing.
fn is_double(first: Verb, second: Verb) -> bool {
    first.span.end() == second.span.start() && first.action() == "completed" && second.action() == "opened"
}

/// How far the object of a verb reaches when another verb follows in the clause.
fn joint_limit(view: &View<'_>, verb: Verb, next: Verb, end: usize) -> usize {
    let between = view.text.get(verb.span.end()..next.span.start()).unwrap_or("");
    if is_double(verb, next) {
        return next.span.start();
    }
    ["並", "并", "及", "同時", "同时"]
        .iter()
        .find(|word| between.trim_end_matches("正式").ends_with(**word))
        .and_then(|word| between.rfind(word))
        .map_or(end, |at| verb.span.end() + at)
}

/// Whether 並, 及 stands right before a verb that goes on from the one before it.
fn coordinated(view: &View<'_>, from: usize, verb: Verb) -> bool {
    view.text
        .get(from..verb.span.start())
        .is_some_and(|before| before.trim_end_matches("正式").ends_with(['並', '并', '及', '和']))
}

/// Whether a date is close enough to the verb to date it.
fn is_near(view: &View<'_>, date_end: usize, verb_start: usize) -> bool {
    view.text.get(date_end..verb_start).is_some_and(|between| between.chars().count() <= 60)
}

/// One act at one date, or several dates dealt out to several objects.
fn tell(
    view: &View<'_>,
    statement: &Statement,
    verb: Verb,
    dates: &[MentionId],
    limit: usize,
    before: Option<Span>,
    out: &mut Vec<Fact>,
) {
    let behind = view.text.get(verb.span.end()..limit).unwrap_or("");
    let relative = behind.starts_with('的');
    let from = verb.span.end() + if relative { '的'.len_utf8() } else { 0 };
    if is_amount(view, from) || is_aided(view, statement, verb, dates) {
        return;
    }
    let mut found = objects_of(view, from, limit, relative);
    if found.iter().any(|object| !is_noun(view, object)) {
        return;
    }
    found.iter_mut().for_each(|object| resolve(view, statement, object));
    let passive = !relative && (found.is_empty() || is_no_object(behind) || verb.word.is("extent"));
    let mut agent = if passive { None } else { agent(view, statement, verb, relative) };
    let mut action = verb.action();
    if passive {
        // X及Y分別於D1和D2推出: what happened stands before the first of the dates.
        let several = dates.len() > 1 && dealt(view, statement, dates);
        let date = if several { dates.first() } else { dates.last() };
        let date = date.and_then(|id| view.mentions.get(*id as usize)).map(|mention| mention.span);
        (found, agent, action) = passive_object(view, statement, verb, date, before, out);
    } else if verb.word.is("passive") {
        return;
    } else if matches!(action, "revised" | "expanded" | "held") {
        found.iter_mut().for_each(|object| complete(statement, object));
    }
    if let Some(revised) = found.first().and_then(|object| measure_of(view, statement, verb, object)) {
        (found, action) = (vec![revised], "revised");
    }
    let last = dates.len().saturating_sub(1);
    for (index, object) in found.iter().enumerate() {
        let dealt = dates.len() == found.len();
        let Some(date) = dates.get(if dealt { index } else { last }) else { continue };
        out.push(event(view, statement, verb, action, object, agent.clone(), *date));
    }
}

/// 補助畜牧場設置設備: a verb of helping governs the verb, which tells what others do.
fn is_aided(view: &View<'_>, statement: &Statement, verb: Verb, dates: &[MentionId]) -> bool {
    let date = dates.last().and_then(|id| view.mentions.get(*id as usize)).map(|mention| mention.span);
    let from = date.map_or(statement.lead.rest, |date| date.end().max(statement.lead.rest)).min(verb.span.start());
    let words = super::measure_scan::words_in(view, Span::new(from, verb.span.start()), &[&view.lexicon.making_verbs]);
    words.iter().any(|word| {
        let at_once = view.text.get(word.span.end()..verb.span.start()).unwrap_or("");
        word.word.get("role") == Some("aid") && at_once.chars().count() >= 2 && !at_once.contains(['，', '並', '并'])
    })
}

/// Whether 分別 deals the dates out to several things.
fn dealt(view: &View<'_>, statement: &Statement, dates: &[MentionId]) -> bool {
    let first = dates.first().and_then(|id| view.mentions.get(*id as usize)).map(|mention| mention.span.start());
    first.and_then(|at| view.text.get(statement.clause.span.start()..at)).is_some_and(|before| {
        let before = before.trim_end_matches(['於', '于', '在', ' ']);
        before.ends_with("分別") || before.ends_with("分别")
    })
}

/// 完成投資8,506億元, 完成8,506億元: what follows the verb is a figure, not a thing.
fn is_amount(view: &View<'_>, at: usize) -> bool {
    let rest = view.text.get(at..).unwrap_or("");
    let at = at + rest.len() - rest.trim_start_matches(['了', '約', '约', '近', '逾']).len();
    view.mention_over(at).is_some_and(|(_, mention)| {
        matches!(mention.value, Value::Money(_) | Value::Quantity(_) | Value::Percent(_))
            && !followed_by_name(view, mention.span.end())
    })
}

/// 推出100億元的「X」: a size may stand before a thing.
fn followed_by_name(view: &View<'_>, at: usize) -> bool {
    let rest = view.text.get(at..).unwrap_or("");
    let at = at + rest.len() - rest.trim_start_matches(['的', '「', '《', '“', '『']).len();
    rest.starts_with('的') || view.name_over(at).is_some_and(|place| place.span.start() == at)
}

/// 就「X」推出優化措施: a measure taken on X, by which X was revised.
fn measure_of(view: &View<'_>, statement: &Statement, verb: Verb, object: &Object) -> Option<Object> {
    let revised = verbs(view, object.span)
        .first()
        .is_some_and(|verb| verb.action() == "revised" && verb.span.start() == object.span.start());
    let span = Span::new(statement.clause.span.start(), verb.span.start());
    let place = view.names_in(span).last().filter(|_| revised)?;
    let before = view.text.get(..place.span.start())?.trim_end_matches(['「', '《']);
    let on = before.ends_with('就') || before.ends_with('對') || before.ends_with('对');
    on.then(|| Object { name: view.name_of(place), entity: Some(place.entity), span: place.span })
}

/// Whether an object is a thing: one that begins with a preposition or a verb is another clause.
fn is_noun(view: &View<'_>, object: &Object) -> bool {
    let words = view.said(object.span);
    let shield = view.lexicon.compounds.longest_at(words).map_or(0, |word| word.text.len());
    let ends_in_figure = view.mention_over(object.span.end().saturating_sub(1)).is_some_and(|(_, mention)| {
        matches!(mention.value, Value::Money(_) | Value::Quantity(_) | Value::Percent(_) | Value::Count(_))
    });
    object.entity.is_some()
        || !ends_in_figure
            && !view.mention_over(object.span.start()).is_some_and(|(_, mention)| {
                matches!(mention.value, Value::Money(_) | Value::Percent(_) | Value::Count(_) | Value::Date(_))
            })
            && ![
                "在", "於", "于", "將", "将", "會", "会", "為", "为", "向", "把", "對", "对", "由", "從", "从", "按",
                "與", "与", "要", "有關", "或", "和", "及",
            ]
            .iter()
            .any(|word| words.starts_with(word) && shield <= word.len())
}

/// Whether what follows the verb is no object but the rest of the sentence.
fn is_no_object(behind: &str) -> bool {
    behind.starts_with(['後', '后', '以', '時', '时', '，', ',', '）', ')', '至', '到', '並', '并', '及', '供'])
}

/// 該計劃 as an object: what it stands for.
fn resolve(view: &View<'_>, statement: &Statement, object: &mut Object) {
    if object.entity.is_none()
        && let Some(topic) = stands_for(view, object.span, statement)
    {
        (object.name, object.entity) = (topic.name, topic.entity);
    }
}

/// What happened to the thing that the clause is about: X在2015年11月成立.
fn passive_object(
    view: &View<'_>,
    statement: &Statement,
    verb: Verb,
    date: Option<Span>,
    before: Option<Span>,
    told: &[Fact],
) -> (Vec<Object>, Option<(String, Option<EntityId>)>, &'static str) {
    let of = |topic: &Topic| Object { name: topic.name.clone(), entity: topic.entity, span: topic.span };
    let action = verb.action();
    if let Some(fact) = told.last().filter(|fact| fact.span == statement.clause.span)
        && let Some(SlotValue::Entity(name, entity)) = fact.get(Slot::Object)
    {
        return (vec![Object { name: name.clone(), entity: *entity, span: fact.span }], None, action);
    }
    let stretch = date.and_then(|date| stretch_before(view, statement, date.min(verb.span)));
    if let Some(stretch) = stretch {
        let joined = super::object::joined_names(view, stretch);
        if joined.len() > 1 {
            return (joined, None, action);
        }
        let (object, action) = thing(view, statement, stretch, action);
        return (vec![object], None, action);
    }
    let told = before.filter(|_| statement.index > 0);
    let not_place = |object: &Object| {
        let kind = object.entity.and_then(|id| view.entities.get(id)).map(|entity| entity.kind);
        kind != Some(EntityKind::Place)
    };
    let named = told.and_then(|clause| object_at_end(view, clause)).filter(not_place);
    if let Some(object) = named.or_else(|| told.and_then(|clause| made(view, clause))) {
        let agent = statement.carried.as_ref().filter(|topic| topic.entity != object.entity);
        return (vec![object], agent.map(|topic| (topic.name.clone(), topic.entity)), action);
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
    let carried = [&statement.carried, &statement.topic, &statement.heading].into_iter().flatten().find_map(thing);
    (carried.into_iter().collect(), None, action)
}

/// What a verb of making at the end of a clause makes: 合作籌備跨境應急演習.
fn made(view: &View<'_>, clause: Span) -> Option<Object> {
    const LONGEST: usize = 16;
    let words = super::measure_scan::words_in(view, clause, &[&view.lexicon.making_verbs, &view.lexicon.predicates]);
    let verb = words.iter().rev().find(|word| view.lexicon.making_verbs.get(word.word.text).is_some())?;
    let span = trim(view.text, verb.span.end(), clause.end())?;
    let noun = view.mentions_in(span).next().is_none()
        && (3..=LONGEST).contains(&view.said(span).chars().count())
        && verbs(view, span).is_empty()
        && verb.word.get("role").is_none();
    noun.then(|| Object { name: expand(view, span), entity: None, span })
}

/// The stretch between the openers of a clause and its date, without the adverbs before the date.
fn stretch_before(view: &View<'_>, statement: &Statement, date: Span) -> Option<Span> {
    let start = statement.lead.start;
    let mut words = view.text.get(start..date.start())?;
    loop {
        let trimmed = words.trim_end();
        let cut = view.lexicon.adverbs.longest_before(trimmed).map_or(0, |word| word.text.len());
        let cut =
            if cut == 0 && trimmed.ends_with(['在', '於', '于', '自', '由', '從', '从']) { 3 } else { cut };
        if cut == 0 {
            break;
        }
        words = trimmed.get(..trimmed.len() - cut)?;
    }
    trim(view.text, start, start + words.len())
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
    if let Some(object) = object_at_end(view, span) {
        return (object, action);
    }
    let topics = [&statement.carried, &statement.topic, &statement.heading, &None, &None];
    let listed = view.lexicon.anaphors.get(view.said(span)).is_some();
    if let Some((name, entity)) = class_among(view, topics, view.said(span)).filter(|_| !listed) {
        return (Object { name, entity, span }, action);
    }
    let (name, entity) = named(view, span);
    let mut object =
        Object { name: if entity.is_some() { name } else { expand(view, head(view.text, span)) }, entity, span };
    complete(statement, &mut object);
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
fn complete(statement: &Statement, object: &mut Object) {
    let known = [&statement.own, &statement.carried, &statement.topic, &statement.heading];
    let whose =
        known.into_iter().flatten().find(|topic| topic.entity.is_some() && !topic.generic && topic.span != object.span);
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

/// The name that ends a clause, with or without its closing mark and a bracket behind it.
fn object_at_end(view: &View<'_>, clause: Span) -> Option<Object> {
    let words = view.said(clause);
    let mut bracket =
        words.char_indices().filter(|(_, c)| matches!(c, '（' | '(' | '〔' | '﹝')).map(|(at, _)| clause.start() + at);
    let end = bracket.rfind(|at| atom(view, *at, clause.end()) == Some(clause.end())).unwrap_or(clause.end());
    let place = view.names_in(Span::new(clause.start(), end)).last()?;
    let tail = view.text.get(place.span.end()..end)?;
    let closed = tail.trim_matches(['」', '』', '》', '”', ' ']).is_empty();
    closed.then(|| Object { name: view.name_of(place), entity: Some(place.entity), span: place.span })
}

/// Who acts: the subject, with those it acts with.
fn agent(view: &View<'_>, statement: &Statement, verb: Verb, relative: bool) -> Option<(String, Option<EntityId>)> {
    if relative {
        return None;
    }
    let topic = statement.actor()?;
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

/// The parties that act with the subject: 與 … 合作, 聯同 …, between it and the verb.
fn partner(view: &View<'_>, from: usize, to: usize) -> Option<String> {
    let between = view.text.get(from..to)?;
    let date = view.dates_in(Span::new(from, to)).next().map(|(_, mention, _)| mention.span.start());
    let between = between.get(..date.unwrap_or(to).saturating_sub(from))?;
    let (at, word) = ["與", "与", "聯同", "联同", "夥同"].iter().find_map(|word| Some((between.find(word)?, *word)))?;
    let rest = between.get(at + word.len()..)?;
    let ends = ["合作", "共同", "聯合", "联合", "攜手", "携手", "在", "於", "于", "合"];
    let end = ends.iter().filter_map(|word| rest.find(word)).min().unwrap_or(rest.len());
    let start = from + at + word.len();
    let span = trim(view.text, start, start + end)?;
    Some(format!("{word}{}", expand(view, span)))
}

/// One event fact.
fn event(
    view: &View<'_>,
    statement: &Statement,
    verb: Verb,
    action: &'static str,
    object: &Object,
    agent: Option<(String, Option<EntityId>)>,
    date: MentionId,
) -> Fact {
    let law = ["法", "條例", "条例", "辦法", "办法", "規定", "规定", "規則", "规则", "細則", "细则", "條文", "条文"];
    let in_force = matches!(view.said(verb.span), "施行" | "實施" | "实施" | "正式實施" | "正式实施");
    let action = if in_force && law.iter().any(|word| object.name.ends_with(word)) { "started" } else { action };
    let mut slots = vec![(Slot::Action, SlotValue::Text(action.to_owned()))];
    if let Some((name, entity)) = agent.filter(|(name, _)| *name != object.name) {
        slots.push((Slot::Agent, SlotValue::Entity(name, entity)));
    }
    slots.push((Slot::Object, SlotValue::Entity(object.name.clone(), object.entity)));
    slots.push((Slot::Date, SlotValue::Mention(date)));
    if let Some((name, entity)) =
        place(view, statement, verb).filter(|(_, entity)| entity.is_none() || *entity != object.entity)
    {
        slots.push((Slot::Place, SlotValue::Entity(name, entity)));
    }
    Fact {
        kind: FactKind::Event,
        slots,
        status: status(view, statement, date),
        span: statement.clause.span,
        block: Some(statement.block),
        rule: "event.verb",
        triggers: vec![verb.span],
        mentions: vec![date],
    }
}

/// A clause's status at a date.
fn status(view: &View<'_>, statement: &Statement, date: MentionId) -> Status {
    let value = view.mentions.get(date as usize).and_then(|mention| match &mention.value {
        Value::Date(value) => Some(value),
        _ => None,
    });
    super::measure_date::in_time(view, value, statement)
}

/// The longest place that is no name, in characters.
const LONGEST_PLACE: usize = 8;

/// Where it happens: what stands between 在 and the verb, or the adverb before it.
fn place(view: &View<'_>, statement: &Statement, verb: Verb) -> Option<(String, Option<EntityId>)> {
    let from = statement.lead.rest.min(verb.span.start());
    let between = view.text.get(from..verb.span.start())?;
    let start = from + between.rfind('在')? + '在'.len_utf8();
    let mut end = start;
    while end < verb.span.start() {
        let rest = view.text.get(end..verb.span.start())?;
        if let Some(next) = atom(view, end, verb.span.start()) {
            end = next;
        } else if end > start && view.lexicon.adverbs.longest_at(rest).is_some() {
            break;
        } else if view.lexicon.predicates.longest_at(rest).is_some() || view.mention_over(end).is_some() {
            return None;
        } else {
            end += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    let span = trim(view.text, start, end)?;
    let words = view.said(span);
    let abstract_place = [
        "不同地區",
        "不同地区",
        "中",
        "下",
        "上",
        "方面",
        "期間",
        "期间",
        "時",
        "时",
        "後",
        "后",
        "間",
        "间",
        "前",
        "年",
        "度",
    ];
    if abstract_place.iter().any(|word| words.ends_with(word)) {
        return None;
    }
    let (name, entity) = named(view, span);
    (entity.is_some() || words.chars().count() <= LONGEST_PLACE).then_some((name, entity))
}

/// Events told in a bracket behind what they happened to.
fn in_brackets(view: &View<'_>, statement: &Statement, out: &mut Vec<Fact>) {
    let span = statement.clause.span;
    let mut at = span.start();
    while let Some(c) = view.text.get(at..span.end()).and_then(|rest| rest.chars().next()) {
        let Some(end) = atom(view, at, span.end()) else {
            at += c.len_utf8();
            continue;
        };
        if matches!(c, '（' | '(' | '〔' | '﹝') {
            bracket(view, statement, Span::new(at, end), out);
        }
        at = end;
    }
}

/// （X於2023年公布的《Y》）: what the bracket names was published by whom it names first.
fn described_in_bracket(
    view: &View<'_>,
    statement: &Statement,
    bracket: Span,
    verb: Verb,
    date: (MentionId, Span),
    out: &mut Vec<Fact>,
) {
    let from = verb.span.end() + '的'.len_utf8();
    let open = view.text.get(bracket.start()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let agent = view.names_in(Span::new(bracket.start(), date.1.start())).last();
    let agent = agent.map(|place| (view.name_of(place), Some(place.entity)));
    for object in objects_of(view, from, bracket.end().saturating_sub(open), true) {
        let mut fact = event(view, statement, verb, verb.action(), &object, agent.clone(), date.0);
        fact.slots.retain(|(slot, _)| *slot != Slot::Place);
        fact.span = Span::new(bracket.start() + open, object.span.end());
        fact.rule = "event.bracket";
        out.push(fact);
    }
}

/// One bracket: its date, its verb, and what stands before it.
fn bracket(view: &View<'_>, statement: &Statement, bracket: Span, out: &mut Vec<Fact>) {
    let Some((date, mention, _)) = view.dates_in(bracket).next() else { return };
    let Some(verb) = verbs(view, Span::new(mention.span.end(), bracket.end())).into_iter().next() else { return };
    if view.text.get(verb.span.end()..bracket.end()).is_some_and(|rest| rest.starts_with('的')) {
        return described_in_bracket(view, statement, bracket, verb, (date, mention.span), out);
    }
    let from = statement.clause.span.start();
    let before = view.text.get(from..bracket.start()).unwrap_or("");
    let cut = before
        .char_indices()
        .rfind(|(_, c)| matches!(c, '、' | '，' | ',' | '）' | ')' | '和' | '及'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let Some(phrase) = trim(view.text, from + cut, bracket.start()) else { return };
    let nearest =
        view.names_in(Span::new(from, bracket.start())).last().filter(|name| name.span.end() + 3 >= bracket.start());
    let span = nearest.map_or(phrase, |name| name.span);
    let (name, entity) = named(view, span);
    let mut fact = event(view, statement, verb, verb.action(), &Object { name, entity, span }, None, date);
    fact.slots.retain(|(slot, _)| *slot != Slot::Place);
    fact.span = span.to(bracket);
    fact.rule = "event.bracket";
    out.push(fact);
}
