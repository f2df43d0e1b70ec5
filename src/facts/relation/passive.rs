//! The passive: who leads, manages, founded or owns what.
//!
//! ```text
//! passive = [ thing ] "由" party *( "、" party ) verb *( "及" verb ) [ [ "的" ] thing ]
//! belongs = thing "歸" party verb
//! ```
//!
//! The verb ends the clause, or 的 or a name follows it: `由發展商興建單位` tells what is built, not what the
//! clause speaks of.

use super::super::object::{Object, expand};
use super::super::phrase::trim;
use super::trigger::Trigger;
use super::{Context, Found};
use crate::mentions::Value;
use crate::span::Span;

/// The passives of a clause.
pub(super) fn find(context: &Context<'_>, out: &mut Vec<Found>) {
    for (at, by) in context.triggers.iter().enumerate().filter(|(_, word)| word.is("by")) {
        let behind = context.triggers.get(at + 1..).unwrap_or(&[]);
        let next = behind.iter().position(|word| word.is("by")).unwrap_or(behind.len());
        let behind = behind.get(..next).unwrap_or(&[]);
        if is_range(context, by.span.end()) || context.rest(by.span.end()).starts_with('的') {
            continue;
        }
        // 由X擔任主席的Y於2013年成立: the nearer of the two is what 由 leads to.
        let first = behind.iter().find(|word| word.is("office") || word.word.is("by"));
        let office = first.is_some_and(|word| word.is("office"));
        if office || !by_verb(context, *by, behind, out) {
            super::office::by_office(context, *by, behind, out);
        }
    }
}

/// 由2024年起, 由4個增至: 由 is no preposition of the passive.
fn is_range(context: &Context<'_>, at: usize) -> bool {
    let Some((_, mention)) = context.view.mention_over(at) else { return false };
    mention.span.start() <= at && !matches!(mention.value, Value::Count(_)) && context.view.name_over(at).is_none()
}

/// What follows the verb.
enum After {
    /// Nothing: the clause's subject is meant.
    End,
    /// 的 and, from here, a noun.
    Relative(usize),
    /// 及 or 和 and another verb.
    Chain,
    /// A name.
    Object,
    /// Something else.
    Other,
}

fn after(context: &Context<'_>, verb: Trigger, behind: &[Trigger]) -> After {
    let rest = context.rest(verb.span.end()).trim_start();
    let start = context.span().end() - rest.len();
    if rest.is_empty() || rest.starts_with(['）', ')', '（', '(']) {
        return After::End;
    }
    // 由政府持有約四分之三股權
    let shares = ["股權", "股权", "股份", "權益", "权益", "股本"].iter().any(|word| rest.ends_with(word));
    if verb.predicate() == "owned_by" && shares && rest.chars().count() <= 12 {
        return After::End;
    }
    if let Some(noun) = rest.strip_prefix('的').or_else(|| rest.strip_prefix('之')) {
        return After::Relative(context.span().end() - noun.len());
    }
    // 由甲局主辦、乙廳承辦: a second party with its own verb.
    if rest.starts_with('、')
        && let Some(next) = behind.iter().find(|next| next.word.is("by"))
        && context.rest(next.span.end()).is_empty()
        && (3..=16).contains(&context.view.text.get(start..next.span.start()).unwrap_or("").chars().count())
    {
        return After::End;
    }
    let joint = context.view.lexicon.joints.longest_at(rest).map_or(0, |word| word.text.len());
    let chained = behind.iter().any(|next| next.word.is("by") && next.span.start() == start + joint);
    if chained && (joint > 0 || verb.predicate() == "created_by") {
        return After::Chain;
    }
    let object = context.names_behind(verb.span.end(), context.span().end());
    if object.is_empty() { After::Other } else { After::Object }
}

fn by_verb(context: &Context<'_>, by: Trigger, behind: &[Trigger], out: &mut Vec<Found>) -> bool {
    let mut verbs: Vec<Trigger> = Vec::new();
    for (at, verb) in behind.iter().enumerate().filter(|(_, word)| word.word.is("by")) {
        let end = after(context, *verb, behind.get(at + 1..).unwrap_or(&[]));
        verbs.push(*verb);
        let things = match end {
            After::Chain => continue,
            After::Other => {
                verbs.clear();
                continue;
            }
            After::End => subjects(context, by),
            After::Relative(from) => relative(context, by, from),
            After::Object => context.names_behind(verb.span.end(), context.span().end()),
        };
        let Some(first) = verbs.first() else { return false };
        // 由甲局印發實施: what is published, not managed.
        let before = context.view.text.get(by.span.end()..first.span.start()).unwrap_or("");
        let published = context.view.lexicon.event_verbs.longest_before(before);
        if published.is_some_and(|word| word.get("action") == Some("published")) {
            return false;
        }
        let parties = joined(context, agents(context, by.span.end(), first.span.start()), first.span.start());
        for verb in &verbs {
            tell(context, &things, &parties, *verb, by, out);
            if verb.is("together") && verb.word.text.starts_with('合') {
                pairs(context, by, *verb, first.span.start(), out);
            }
        }
        outer(context, by, &things, behind.get(at + 1..).unwrap_or(&[]), out);
        return !parties.is_empty();
    }
    false
}

/// 由甲與乙合辦: they are partners too.
fn pairs(context: &Context<'_>, by: Trigger, verb: Trigger, to: usize, out: &mut Vec<Found>) {
    if let [first, others @ ..] = agents(context, by.span.end(), to).as_slice() {
        for other in others {
            out.push(Found {
                subject: first.clone(),
                predicate: "partner_of",
                object: other.clone(),
                span: by.span.to(verb.span),
                trigger: verb.span,
                rule: "relation.partner",
            });
        }
    }
}

/// 由三地政府成立的甲局營運: the body that a clause describes does what the last verb tells.
fn outer(context: &Context<'_>, by: Trigger, parties: &[Object], behind: &[Trigger], out: &mut Vec<Found>) {
    let [party] = parties else { return };
    let Some(verb) = behind.iter().find(|word| word.word.is("by") && context.rest(word.span.end()).is_empty()) else {
        return;
    };
    let at_once = super::super::object::tail_is_empty(context.view, party.span.end(), verb.span.start());
    if party.span.start() > by.span.end() && party.span.end() <= verb.span.start() && at_once {
        let things: Vec<Object> = subjects(context, by).into_iter().filter(|thing| thing.name != party.name).collect();
        tell(context, &things, std::slice::from_ref(party), *verb, by, out);
    }
}

/// Who does it: the phrase between 由 and the verb, without the adverbs before the verb.
pub(super) fn agents(context: &Context<'_>, from: usize, to: usize) -> Vec<Object> {
    let view = context.view;
    let mut end = to;
    while let Some(before) = view.text.get(from..end) {
        let trimmed = before.trim_end();
        end = from + trimmed.len();
        let word = [&view.lexicon.adverbs, &view.lexicon.manners]
            .iter()
            .filter_map(|table| table.longest_before(trimmed))
            .max_by_key(|word| word.text.len());
        let date = end.checked_sub(1).and_then(|at| view.mention_over(at)).map(|(_, mention)| mention);
        let date = date.filter(|date| date.span.end() == end && super::party::is_date(view, date.span.start()));
        if let Some(date) = date.filter(|date| date.span.start() > from) {
            end = date.span.start();
        } else if let Some(word) = word.filter(|_| end > from && view.name_over(end - 1).is_none()) {
            end -= word.text.len();
        } else {
            break;
        }
    }
    let span = trim(view.text, from, end.max(from));
    // 由甲公司負責發展及管理: who is named does both.
    let first = span.and_then(|span| view.name_over(span.start())).filter(|name| {
        let behind = view.text.get(name.span.end()..end).unwrap_or("");
        ["負責", "负责", "專責", "专责"].iter().any(|word| behind.starts_with(word))
    });
    if let Some(party) = first.and_then(|name| super::party::of_name(view, name)) {
        return vec![party];
    }
    span.map(|span| context.parties(span)).unwrap_or_default()
}

/// Those who do it together, in one: A、B和C.
fn joined(context: &Context<'_>, parties: Vec<Object>, verb: usize) -> Vec<Object> {
    let (Some(first), Some(last)) = (parties.first(), parties.last()) else { return parties };
    let duty = context.view.text.get(first.span.end()..verb).unwrap_or("");
    if parties.len() < 2 && duty.starts_with(['負', '负', '專', '专']) {
        return parties;
    }
    if parties.len() < 2 {
        return joined_unlisted(context, first, verb).map_or(parties, |whole| vec![whole]);
    }
    let span = first.span.to(last.span);
    vec![Object { name: expand(context.view, span), entity: None, span }]
}

/// 市政府與宁川大學共建: a party that no list knows behind the joint.
fn joined_unlisted(context: &Context<'_>, first: &Object, verb: usize) -> Option<Object> {
    const LONGEST: usize = 14;
    let rest = context.view.text.get(first.span.end()..verb)?;
    let joint = ["與", "与", "和", "及", "、"].iter().find(|word| rest.starts_with(**word))?;
    let said = rest.get(joint.len()..)?;
    let words = ["共同", "聯合", "联合", "合作", "攜手", "携手", "牽頭", "牵头"]
        .iter()
        .fold(said, |words, adverb| words.strip_suffix(adverb).unwrap_or(words));
    let span = trim(context.view.text, first.span.start(), first.span.end() + joint.len() + words.len())?;
    let plain = words.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    (plain && (2..=LONGEST).contains(&words.chars().count()) && !context.has_verb(span)).then(|| Object {
        name: expand(context.view, span),
        entity: None,
        span,
    })
}

/// What the clause speaks of, where its verb phrase is the passive.
pub(super) fn subjects(context: &Context<'_>, by: Trigger) -> Vec<Object> {
    let direct = context.names_before(by.span.start());
    let governed = |object: &Object| {
        let before = context.view.text.get(..object.span.start()).unwrap_or("").trim_end_matches(['「', '《', '*']);
        before.ends_with(['在', '於', '于', '向', '給', '给', '對', '对', '為', '为', '把', '將', '将'])
    };
    if direct.first().is_some_and(|first| !governed(first)) {
        return direct;
    }
    context.subjects(by.span.start())
}

/// `由X成立的Y`: the names behind 的; `Y是由X成立的機構`: what the clause speaks of.
fn relative(context: &Context<'_>, by: Trigger, from: usize) -> Vec<Object> {
    let names = context.things_behind(from, context.span().end());
    if names.is_empty() { super::part::copular(context, by.span.start()) } else { names }
}

pub(super) fn tell(
    context: &Context<'_>,
    things: &[Object],
    parties: &[Object],
    verb: Trigger,
    by: Trigger,
    out: &mut Vec<Found>,
) {
    for thing in things {
        for party in parties {
            let behind = thing.span.start() >= verb.span.end() && context.span().contains(thing.span);
            let span = if behind { by.span.to(thing.span) } else { span_of(context, thing, by, verb) };
            out.push(Found {
                subject: thing.clone(),
                predicate: verb
                    .word
                    .get("belongs")
                    .filter(|_| by.word.is("belongs"))
                    .unwrap_or_else(|| if verb.is("copula") { "led_by" } else { verb.act() }),
                object: party.clone(),
                span,
                trigger: verb.span,
                rule: "relation.passive",
            });
        }
    }
}

/// From the thing, where the clause names it, else from 由, to the end of the clause.
fn span_of(context: &Context<'_>, thing: &Object, by: Trigger, verb: Trigger) -> Span {
    let end = Span::new(verb.span.end(), context.span().end().max(verb.span.end()));
    let from = if context.span().contains(thing.span) { thing.span } else { by.span };
    from.to(by.span).to(verb.span).to(end)
}
