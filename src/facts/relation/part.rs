//! `part_of`.
//!
//! ```text
//! under = [ whole ] ( "轄下" | "屬下" | "下" ) [ "的" ] [ count ] part *( "、" part )
//!       | thing "是" whole ( "轄下" | "屬下" ) "的" common-noun
//!       | whole "轄下的" common-noun "：" list-of-parts
//! has   = whole ( "下設" | "轄有" ) [ count ] part *( "、" part )
//! in    = part ( "隸屬" | "屬" ) whole [ "轄下" | "管轄" ]
//! of    = whole "的" part        where part ends like a unit (組, 科, 分部)
//! ```

use super::super::object::{Object, tail_is_empty};
use super::super::phrase::trim;
use super::super::statement::resolve;
use super::trigger::Trigger;
use super::{Context, Found};
use crate::entities::EntityKind;
use crate::span::Span;
use crate::structure::BlockId;

/// How many items of a list are read as parts.
const MOST_PARTS: usize = 60;

/// The part–whole relations of a clause.
pub(super) fn find(context: &Context<'_>, out: &mut Vec<Found>) {
    for trigger in &context.triggers {
        match trigger.word.get("form") {
            Some("under") => under(context, *trigger, out),
            Some("has") if context.rest(trigger.span.end()).starts_with('的') => under(context, *trigger, out),
            Some("has") => has(context, *trigger, out),
            Some("in") => inside(context, *trigger, out),
            Some("subsidiary") => subsidiary(context, *trigger, out),
            _ => {}
        }
    }
    founded_in(context, out);
}

/// `北都辦在發展局內設立`, `在發展局內設立北都辦`: a body that is founded inside another is part of it.
fn founded_in(context: &Context<'_>, out: &mut Vec<Found>) {
    let view = context.view;
    for name in view.names_in(context.span()) {
        let before = view.text.get(context.span().start()..name.span.start()).unwrap_or("");
        let Some(whole) = super::party::of_name(view, name).filter(|whole| super::party::is_organisation(view, whole))
        else {
            continue;
        };
        let rest = context.rest(name.span.end());
        let inside = ["之內", "之内", "內部", "内部", "內", "内"].iter().find(|word| rest.starts_with(**word));
        let Some(from) =
            inside.filter(|_| before.ends_with(['在', '於', '于'])).map(|word| name.span.end() + word.len())
        else {
            continue;
        };
        let Some(verb) = founding(context, from) else { continue };
        let made = context.names_behind(verb.end(), context.span().end());
        let ends = context.rest(verb.end()).is_empty();
        let parts = if made.is_empty() && ends { context.subjects(name.span.start()) } else { made };
        for part in parts.into_iter().filter(|part| part.name != whole.name) {
            out.push(Found {
                subject: part,
                predicate: "part_of",
                object: whole.clone(),
                span: context.span(),
                trigger: verb,
                rule: "relation.founded",
            });
        }
    }
}

/// The verb of founding behind `from`, adverbs between; the triggers hold 內設 where 內 and 設立 stand.
fn founding(context: &Context<'_>, from: usize) -> Option<Span> {
    let lexicon = context.view.lexicon;
    let mut at = from;
    loop {
        let rest = context.rest(at);
        if let Some(word) = lexicon.relation_words.longest_at(rest) {
            let founds = word.get("predicate") == Some("created_by");
            return founds.then(|| Span::new(at, at + word.text.len()));
        }
        at += lexicon.adverbs.longest_at(rest)?.text.len();
    }
}

fn under(context: &Context<'_>, trigger: Trigger, out: &mut Vec<Found>) {
    let rest = context.rest(trigger.span.end());
    let relative = rest.starts_with(['的', '之']);
    if trigger.word.text.ends_with('下') && trigger.word.text.chars().count() == 1 && !relative {
        return;
    }
    let before = context.names_before(trigger.span.start());
    let whole = match before.last() {
        Some(whole) => whole.clone(),
        None => match left_of(context, trigger) {
            Some(whole) => whole,
            None => return,
        },
    };
    let from = trigger.span.end() + if relative { '的'.len_utf8() } else { 0 };
    let mut parts = context.things_behind(from, context.span().end());
    let start = if before.is_empty() { trigger.span } else { whole.span };
    if parts.is_empty() && founded_under(context, &whole, trigger) {
        parts = context.subjects(whole.span.start());
        return tell(context, trigger, parts, &whole, |_| context.span(), "relation.under", out);
    }
    if parts.is_empty() {
        parts = copular(context, whole.span.start());
        if !parts.is_empty() {
            return tell(context, trigger, parts, &whole, |_| context.span(), "relation.under", out);
        }
        parts = listed(context, from);
    }
    tell(context, trigger, parts, &whole, |part| start.to(part.span), "relation.under", out);
}

/// `研資局於1991年在教資會之下設立`: what the clause speaks of was founded under the whole.
fn founded_under(context: &Context<'_>, whole: &Object, trigger: Trigger) -> bool {
    let before = context.view.text.get(context.span().start()..whole.span.start()).unwrap_or("");
    let behind = context.rest(trigger.span.end());
    before.ends_with(['在', '於', '于'])
        && ["設立", "设立", "成立", "運作", "运作", "設有", "设有"].iter().any(|word| behind.starts_with(word))
}

/// The whole where nothing stands before 轄下: whom the clause speaks of.
fn left_of(context: &Context<'_>, trigger: Trigger) -> Option<Object> {
    // 該局轄下的A、B和C: the body that the words stand for.
    let before = trim(context.view.text, context.span().start(), trigger.span.start());
    if let Some(topic) = before.and_then(|before| resolve(context.view, before)) {
        return Some(Object { name: topic.name, entity: topic.entity, span: before.unwrap_or(trigger.span) });
    }
    (context.only_adverbs(context.span().start(), trigger.span.start()) && trigger.word.text.chars().count() > 1)
        .then(|| context.actors(trigger.span.start()).into_iter().next())
        .flatten()
}

/// `X是Y轄下的部門`: what the clause speaks of, where 是 stands right before `whole`.
pub(super) fn copular(context: &Context<'_>, whole: usize) -> Vec<Object> {
    let said = context.triggers.iter().any(|word| {
        (word.is("copula") || word.is("in"))
            && word.span.end() <= whole
            && context.view.text.get(word.span.end()..whole).is_some_and(|between| {
                between.trim_matches(|c| c == ' ' || c == '由').chars().count() <= 4 && !between.contains('的')
            })
    });
    if said { context.subjects(whole) } else { Vec::new() }
}

fn has(context: &Context<'_>, trigger: Trigger, out: &mut Vec<Found>) {
    let Some(whole) = context.names_before(trigger.span.start()).pop().or_else(|| {
        context
            .only_adverbs(context.statement.lead.rest.min(trigger.span.start()), trigger.span.start())
            .then(|| context.subjects(trigger.span.start()).into_iter().next())
            .flatten()
    }) else {
        return;
    };
    let mut parts = context.bodies_behind(trigger.span.end(), context.span().end());
    if parts.is_empty() {
        parts = context.things_behind(trigger.span.end(), context.span().end());
    }
    if parts.is_empty() {
        parts = listed(context, trigger.span.end());
    }
    tell(context, trigger, parts, &whole, |part| context.span().to(part.span), "relation.has", out);
}

/// Parts that stand behind a common noun: after 包括 or a colon, or as the items of the list that the
/// clause opens.
fn listed(context: &Context<'_>, from: usize) -> Vec<Object> {
    let words = context.rest(from).trim_start();
    if words.chars().count() > 24 {
        return Vec::new();
    }
    if let Some(next) = context.statements.get(context.index + 1)
        && next.sentence == context.statement.sentence
    {
        let start = next.lead.subject.map_or(next.lead.rest, Span::start).min(next.clause.span.end());
        let copula = context.view.text.get(start..next.clause.span.end()).unwrap_or("");
        let skip = ["分別是", "分別為", "分别是", "分别为", "包括", "是", "為", "为"]
            .iter()
            .find(|word| copula.starts_with(**word))
            .map_or(0, |word| word.len());
        let names = context.names_behind(start + skip, next.clause.span.end());
        if skip > 0 || start == next.clause.span.start() {
            return names;
        }
        return Vec::new();
    }
    children(context, context.statement.block)
}

/// The names that lead the items under `block`.
fn children(context: &Context<'_>, block: BlockId) -> Vec<Object> {
    let blocks = context.view.outline.blocks.iter();
    let below = blocks.skip(block as usize + 1).take(MOST_PARTS * 3).filter(|child| child.parent == Some(block));
    below
        .take(MOST_PARTS)
        .filter_map(|child| {
            let name = context.view.names_in(child.span).first()?;
            let before = context.view.text.get(child.span.start()..name.span.start())?;
            let leads = before.chars().all(|c| matches!(c, '「' | '《' | '『' | '*' | ' '));
            leads.then(|| super::party::of_name(context.view, name)).flatten()
        })
        .collect()
}

fn inside(context: &Context<'_>, trigger: Trigger, out: &mut Vec<Found>) {
    let short = trigger.word.text.chars().count() == 1;
    // 隸屬於甲局的乙中心: what 的 joins to the whole.
    if let Some(place) =
        context.view.name_over(trigger.span.end()).filter(|place| place.span.start() == trigger.span.end())
        && context.rest(place.span.end()).starts_with('的')
        && let Some(whole) = super::party::of_name(context.view, place)
        && !short
    {
        let parts = context.things_behind(place.span.end() + '的'.len_utf8(), context.span().end());
        return tell(context, trigger, parts, &whole, |_| context.span(), "relation.in", out);
    }
    let Some(first) = context.names_behind(trigger.span.end(), context.span().end()).into_iter().next() else {
        return under_of(context, trigger, out);
    };
    let behind = context.rest(first.span.end());
    let ends = behind.is_empty()
        || context.triggers.iter().any(|word| word.is("under") && word.span.start() >= first.span.end());
    if short && !ends {
        return;
    }
    let bodies = context.view.entities.get(first.entity.unwrap_or(u32::MAX)).is_some_and(|entity| {
        matches!(
            entity.kind,
            EntityKind::Organisation
                | EntityKind::Facility
                | EntityKind::Platform
                | EntityKind::Programme
                | EntityKind::Fund
        )
    });
    if bodies {
        let direct = context.names_before(trigger.span.start());
        let parts = if direct.len() > 1 { direct } else { context.subjects(trigger.span.start()) };
        tell(context, trigger, parts, &first, |_| context.span(), "relation.in", out);
    }
}

/// `屬發展局轄下`: the name does not end the noun phrase, 轄下 follows it.
fn under_of(context: &Context<'_>, trigger: Trigger, out: &mut Vec<Found>) {
    let Some(place) = context.view.name_over(trigger.span.end()) else { return };
    let Some(whole) = super::party::of_name(context.view, place) else { return };
    let follows = context.triggers.iter().any(|word| {
        word.is("under")
            && word.span.start() >= place.span.end()
            && tail_is_empty(context.view, place.span.end(), word.span.start())
    });
    let at_end = context
        .triggers
        .iter()
        .rev()
        .find(|word| word.is("under"))
        .is_some_and(|word| context.rest(word.span.end()).is_empty());
    if follows && at_end {
        let parts = context.subjects(trigger.span.start());
        tell(context, trigger, parts, &whole, |_| context.span(), "relation.in", out);
    }
}

/// `X是Y的全資附屬公司`.
fn subsidiary(context: &Context<'_>, trigger: Trigger, out: &mut Vec<Found>) {
    let before = context.view.text.get(..trigger.span.start()).unwrap_or("");
    let end = before.trim_end_matches('的').len();
    // 其全資附屬公司: of what the clause before speaks of.
    let its = || context.carried().filter(|_| before.ends_with('其'));
    let Some(owner) = context.names_before(end).pop().or_else(its) else { return };
    let particle = context.rest(trigger.span.end()).starts_with('的');
    let from = trigger.span.end() + if particle { '的'.len_utf8() } else { 0 };
    let behind = context.things_behind(from, context.span().end());
    let things = if behind.is_empty() && !particle {
        let inside = context.span().contains(owner.span);
        copular(context, if inside { owner.span.start() } else { trigger.span.start() })
    } else {
        behind
    };
    tell(context, trigger, things, &owner, |_| context.span(), "relation.subsidiary", out);
}

/// One fact for each part.
pub(super) fn tell(
    context: &Context<'_>,
    trigger: Trigger,
    parts: Vec<Object>,
    whole: &Object,
    span: impl Fn(&Object) -> Span,
    rule: &'static str,
    out: &mut Vec<Found>,
) {
    let _ = context;
    for part in parts.into_iter().filter(|part| part.name != whole.name) {
        let span = span(&part);
        out.push(Found {
            subject: part,
            predicate: trigger.predicate(),
            object: whole.clone(),
            span,
            trigger: trigger.span,
            rule,
        });
    }
}
