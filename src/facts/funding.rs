//! `funding`: money given, set aside, capped, spent or invested, or matched at a ratio.
//!
//! Each sum gives one fact, with the act that its words state ([`funding_action`](super::funding_action)),
//! the parties ([`funding_party`](super::funding_party)) and the purpose
//! ([`funding_purpose`](super::funding_purpose)):
//!
//! * `injected`   注資50億元設立基金; 基金再獲注資3,000萬元
//! * `allocated`  向公司撥款100億元; 批出項目，涉及撥款328億元
//! * `reserved`   預留10億元成立研發院
//! * `granted`    提供20,000元津貼; 以2:1配對形式資助 (the ratio alone)
//! * `capped`     最多1,500萬元資助; 資助上限為55萬元
//! * `invested`   投放100億元; 向28間公司投資2.12億元
//! * `attracted`  吸引17億元私人投資
//! * `cost`       項目成本約101億元
//! * `set_up`     推出100億元的「X計劃」; 承擔額14億元
//!
//! A list that is dealt out (`分別提供A、B及C元`) gives each sum its own receiver. 當中 and 其餘 take action
//! and parties of the sum before.

use super::frame::View;
use super::funding_action::{Act, act};
use super::funding_date::date_of;
use super::funding_party::{Parties, parties};
use super::funding_purpose::{period, purpose, receiver, words};
use super::funding_receiver::bearer;
use super::measure_date::status;
use super::measure_own::Name;
use super::measure_scan::{Figure, Piece, figures, is_chinese, noun_phrase, pieces};
use super::measure_thread::{Scene, led_by_figure};
use super::{Fact, FactKind, Slot, SlotValue};
use crate::mentions::{MentionId, Value};
use crate::span::Span;

/// A sum with what was found of it.
#[derive(Debug, Clone)]
struct Given {
    act: Act,
    parties: Parties,
    sentence: Span,
}

/// The funding facts of all scenes.
#[must_use]
pub fn facts(view: &View<'_>, scenes: &[Scene<'_>]) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut last: Option<Given> = None;
    let mut ratio: Option<(MentionId, usize)> = None;
    for (index, scene) in scenes.iter().enumerate() {
        if let Some((id, at)) = ratio.filter(|(_, at)| new_sentence(scenes, *at, index)) {
            unmatched(view, scenes, at, id, &mut out);
            ratio = None;
        }
        if !is_chinese(view.said(scene.statement.clause.span)) {
            continue;
        }
        let from = out.len();
        if let Some(id) = matching(view, scene) {
            ratio = Some((id, index));
        }
        // Most clauses have no sum.
        let clause = scene.statement.clause.span;
        let sums = view.mentions_in(clause).any(|(_, mention)| matches!(mention.value, Value::Money(_)));
        for piece in if sums { pieces(view, clause) } else { Vec::new() } {
            in_piece(view, scene, scenes.get(index + 1), piece, &mut last, &mut out);
        }
        attach(scene, from, &mut ratio, &mut out);
    }
    if let Some((id, at)) = ratio {
        unmatched(view, scenes, at, id, &mut out);
    }
    out
}

/// Whether the scenes at `at` and `index` stand in different sentences.
fn new_sentence(scenes: &[Scene<'_>], at: usize, index: usize) -> bool {
    let sentence = |at: usize| scenes.get(at).map(|scene| scene.statement.sentence);
    sentence(at) != sentence(index)
}

/// Gives a ratio to the grants of its clause and of those that follow it, or to the one just before.
fn attach(scene: &Scene<'_>, from: usize, ratio: &mut Option<(MentionId, usize)>, out: &mut [Fact]) {
    let Some((id, _)) = *ratio else { return };
    let grants = |fact: &&mut Fact| matches!(fact.get(Slot::Action), Some(SlotValue::Text(word)) if matches!(word.as_str(), "granted" | "capped" | "allocated"));
    let sentence = scene.statement.sentence;
    let fresh = out.len() > from;
    let fact = if fresh {
        out.get_mut(from..).and_then(|new| new.iter_mut().find(grants))
    } else {
        out.last_mut().filter(|fact| sentence.contains(fact.span)).filter(grants)
    };
    if let Some(fact) = fact {
        fact.slots.push((Slot::Matching, SlotValue::Mention(id)));
        fact.mentions.push(id);
        *ratio = None;
    }
}

/// The ratio at which money is matched in a clause.
fn matching(view: &View<'_>, scene: &Scene<'_>) -> Option<MentionId> {
    let span = scene.statement.clause.span;
    let (id, _) = view.mentions_in(span).find(|(_, mention)| matches!(mention.value, Value::Ratio(_)))?;
    let said = view.said(span);
    let pairs = ["配對", "配对", "配套資金", "配比"].iter().any(|word| said.contains(word))
        || ["比例", "比率"].iter().any(|word| said.contains(word))
            && ["資助", "资助", "出資", "出资", "分擔", "分担", "撥款", "拨款", "補助", "补助"]
                .iter()
                .any(|word| said.contains(word));
    pairs.then_some(id)
}

/// A grant that tells its ratio and no sum.
fn unmatched(view: &View<'_>, scenes: &[Scene<'_>], at: usize, id: MentionId, out: &mut Vec<Fact>) {
    let (Some(scene), Some(mention)) = (scenes.get(at), view.mentions.get(id as usize)) else { return };
    let piece = Piece { span: scene.statement.clause.span, bracket: None };
    let figure = Figure { id, mention };
    let verb = super::measure_scan::words_in(view, piece.span, &[&view.lexicon.funding_words])
        .into_iter()
        .find(|word| matches!(word.word.get("action"), Some("granted" | "allocated")) && !word.word.is("noun"));
    let act = Act { action: "granted", word: verb, noun: false, thing: None, part: false };
    let mut parties = parties(view, scene, piece, figure, &act);
    let mut told = None;
    if let Some(verb) = verb.filter(|verb| verb.span.start() > mention.span.end()) {
        let from = verb.span.end();
        if let Some(noun) = noun_phrase(view, from, piece.span.end(), None).filter(|noun| noun.len() >= 6) {
            parties.to = parties.to.or_else(|| Some(super::measure_own::head(view, noun)));
            let rest = Span::new(noun.end(), piece.span.end());
            told = (view.said(rest).chars().count() >= 3).then_some(rest);
        }
    }
    if parties.from.is_none() && parties.to.is_none() {
        return;
    }
    let told = told.or_else(|| purpose(view, scene, scenes.get(at + 1), piece, figure, &act));
    let mut fact = fact(view, scene, piece, figure, &act, &parties, told);
    fact.slots.retain(|(slot, _)| !matches!(slot, Slot::Amount | Slot::Per));
    fact.slots.push((Slot::Matching, SlotValue::Mention(id)));
    fact.rule = "funding.matching";
    out.push(fact);
}

fn in_piece(
    view: &View<'_>,
    scene: &Scene<'_>,
    next: Option<&Scene<'_>>,
    piece: Piece,
    last: &mut Option<Given>,
    out: &mut Vec<Fact>,
) {
    let sums: Vec<Figure<'_>> =
        figures(view, piece).filter(|figure| matches!(figure.mention.value, Value::Money(_))).collect();
    let mut from = piece.span.start();
    let mut run: Vec<usize> = Vec::new();
    for (index, money) in sums.iter().enumerate() {
        let to = sums.get(index + 1).map_or(piece.span.end(), |next| next.span().start());
        let joined = index > 0 && is_joint(view.text.get(from..money.span().start()).unwrap_or("-"));
        let before = last.clone().filter(|given| given.sentence == scene.statement.sentence);
        let given = if joined && !run.is_empty() {
            before
        } else {
            run.clear();
            given(view, scene, piece, *money, (from, to), before)
        };
        if let Some(given) = given {
            run.push(out.len());
            out.push(told(view, scene, next, piece, *money, &given));
            *last = Some(given);
        }
        from = money.span().end();
    }
    deal(view, &run, out);
}

/// The act on a sum with its parties.
fn given(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    money: Figure<'_>,
    around: (usize, usize),
    before: Option<Given>,
) -> Option<Given> {
    let sentence = scene.statement.sentence;
    let subject = scene.statement.lead.subject.filter(|subject| subject.contains(money.span()));
    let listed = before.clone().filter(|given| given.act.part && subject.is_some());
    let act = act(view, scene, piece, money, around.0, around.1).or_else(|| listed.map(|given| given.act))?;
    if act.part {
        let before = before?;
        let action = Act { part: true, noun: false, word: None, thing: None, ..before.act };
        let share = subject.and_then(|subject| {
            let words = super::measure_scan::tidy(view, subject.start(), money.span().start());
            let rest = view.lexicon.figure_words.get(&words).is_some_and(|word| word.get("role") == Some("part"));
            (words.chars().count() >= 2 && !rest).then_some((words, None))
        });
        // 余下10亿元由建行承担: who bears the rest.
        let bears = bearer(view, Span::new(money.span().end().min(piece.span.end()), piece.span.end()));
        let parties = Parties { to: share.or(before.parties.to), from: bears.or(before.parties.from) };
        return Some(Given { act: action, parties, sentence });
    }
    let mut parties = parties(view, scene, piece, money, &act);
    let behind = view.text.get(money.span().end()..around.1).is_some_and(|rest| rest.contains(['額', '额']));
    let counted = act.noun || involved(view, act) || behind && matches!(act.action, "allocated" | "granted");
    if let Some(before) =
        before.filter(|before| matches!(act.action, "capped" | "granted") && before.act.action == act.action)
    {
        parties.from = parties.from.or(before.parties.from);
        parties.to = parties.to.or(before.parties.to);
    }
    if parties.to.is_none() && counted && !matches!(act.action, "set_up" | "cost" | "attracted") {
        parties.to = counted_before(view, scene);
    }
    Some(Given { act, parties, sentence })
}

/// 涉及撥款: the sum belongs to what was granted before.
fn involved(view: &View<'_>, act: Act) -> bool {
    act.word.is_some_and(|word| {
        word.word.text.starts_with('涉')
            || view.text.get(..word.span.start()).is_some_and(|before| before.ends_with("涉及"))
    })
}

/// What the clause before granted: `批出42861個項目` gives 項目.
fn counted_before(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let span = scene.before?;
    view.mentions_in(span)
        .filter_map(|(_, mention)| match &mention.value {
            Value::Count(count) => count.noun,
            _ => None,
        })
        .next_back()
        .map(|noun| (format!("{}{}", batch(view, span), super::statement::written(view.said(noun))), None))
}

/// The batch that a clause opens with: 首批, 第二批.
fn batch<'a>(view: &View<'a>, span: Span) -> &'a str {
    view.mentions_in(span)
        .find(|(_, mention)| matches!(mention.value, Value::Ordinal(_)) && mention.span.start() == span.start())
        .map_or("", |(_, mention)| view.said(mention.span))
}

/// Whether nothing but a joint stands between two sums.
fn is_joint(between: &str) -> bool {
    matches!(between.trim(), "、" | "及" | "和" | "與" | "与" | "、及" | "以及" | "或" | "，" | ",")
}

/// Completes a sum's fact with its purpose and period.
fn told(
    view: &View<'_>,
    scene: &Scene<'_>,
    next: Option<&Scene<'_>>,
    piece: Piece,
    money: Figure<'_>,
    given: &Given,
) -> Fact {
    let purpose = purpose(view, scene, next, piece, money, &given.act);
    let mut parties = given.parties.clone();
    if parties.from.is_some() && parties.from == parties.to {
        parties.from = None;
    }
    if parties.from.is_none() && matches!(given.act.action, "cost" | "set_up") {
        let here = Span::new(money.span().end().min(piece.span.end()), piece.span.end());
        let behind = next.filter(|next| next.statement.sentence == scene.statement.sentence);
        let behind = behind.map(|next| next.statement.clause.span).filter(|span| {
            ["由", "全數由", "全数由", "悉數由", "悉数由", "主要由"]
                .iter()
                .any(|word| view.said(*span).starts_with(word))
        });
        parties.from = [Some(here), behind].into_iter().flatten().find_map(|span| bearer(view, span));
    }
    if parties.to.is_none() && !given.act.noun {
        parties.to = purpose.and_then(|purpose| receiver(view, purpose));
    }
    let mut fact = fact(view, scene, piece, money, &given.act, &parties, purpose);
    if let Some(period) = period(view, scene, next) {
        fact.slots.push((Slot::Period, SlotValue::Mention(period)));
        fact.mentions.push(period);
    }
    fact
}

/// Deals the items of one receiver phrase out to the sums of a run.
fn deal(view: &View<'_>, run: &[usize], out: &mut [Fact]) {
    let Some(SlotValue::Entity(whole, _)) = run.first().and_then(|at| out.get(*at)).and_then(|fact| fact.get(Slot::To))
    else {
        return;
    };
    let items = items(view, whole, run.len());
    for (at, item) in run.iter().zip(items) {
        if let Some(slot) = out.get_mut(*at).and_then(|fact| fact.slots.iter_mut().find(|(slot, _)| *slot == Slot::To))
        {
            slot.1 = SlotValue::Entity(item, None);
        }
    }
}

/// `持有學士、碩士及博士學位的人才` as three: what stands around the list belongs to each of its items.
fn items(view: &View<'_>, whole: &str, count: usize) -> Vec<String> {
    let parts: Vec<&str> = whole.split(['、', '及', '和', '與', '与']).collect();
    if count < 2 || parts.len() != count {
        return Vec::new();
    }
    // Bodies end as bodies do; 學士、碩士及博士學位 share an end.
    let body = |part: &&str| view.lexicon.name_endings.longest_before(part).is_some() && part.chars().count() > 2;
    if parts.iter().all(body) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    let width = if count > 2 { parts.get(1).map_or(2, |part| part.chars().count()) } else { 2 };
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Vec::new() };
    let cut = first.char_indices().rev().nth(width.saturating_sub(1)).map_or(0, |(at, _)| at);
    let prefix = first.get(..cut).unwrap_or("");
    let suffix = last.char_indices().nth(width).and_then(|(at, _)| last.get(at..)).unwrap_or("");
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| {
            let part = if index == 0 { part.get(cut..).unwrap_or(part) } else { part };
            let part = if index + 1 == count { part.strip_suffix(suffix).unwrap_or(part) } else { part };
            format!("{prefix}{part}{suffix}")
        })
        .collect()
}

fn fact(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    money: Figure<'_>,
    act: &Act,
    parties: &Parties,
    purpose: Option<Span>,
) -> Fact {
    let date = date_of(view, scene, piece, money, act);
    let mut slots =
        vec![(Slot::Action, SlotValue::Text(act.action.to_owned())), (Slot::Amount, SlotValue::Mention(money.id))];
    let names = [(Slot::From, &parties.from), (Slot::To, &parties.to)];
    let said = |name: &&Option<Name>| name.as_ref().is_some_and(|name| !name.0.is_empty());
    slots.extend(
        names
            .into_iter()
            .filter(|(_, name)| said(name))
            .filter_map(|(slot, name)| name.clone().map(|(name, id)| (slot, SlotValue::Entity(name, id)))),
    );
    slots.extend(purpose.map(|span| (Slot::Purpose, SlotValue::Text(words(view, span)))));
    slots.extend(date.map(|date| (Slot::Date, SlotValue::Mention(date))));
    slots.extend(per(view, scene, piece, money).map(|per| (Slot::Per, per)));
    Fact {
        kind: FactKind::Funding,
        slots,
        status: status(view, scene, date),
        span: scene.statement.clause.span,
        block: Some(scene.statement.block),
        rule: rule(act.action),
        triggers: act.word.map(|word| word.span).into_iter().collect(),
        mentions: [Some(money.id), date].into_iter().flatten().collect(),
    }
}

/// For each of whom, or each what time.
fn per(view: &View<'_>, scene: &Scene<'_>, piece: Piece, money: Figure<'_>) -> Option<SlotValue> {
    if !money.mention.per.is_empty() {
        return Some(SlotValue::PerOf(money.id));
    }
    if let Some(open) = piece.bracket {
        let host = Span::new(scene.statement.clause.span.start(), open);
        return view.mentions_in(host).find_map(|(_, mention)| match &mention.value {
            Value::Set(set) => Some(SlotValue::Text(set.value.to_string())),
            _ => None,
        });
    }
    let subject = scene.statement.lead.subject.filter(|span| led_by_figure(view, *span));
    let each = subject.and_then(|span| view.said(span).strip_prefix('每'));
    let sum = |words: &&str| {
        view.lexicon.measure_nouns.longest_before(words).is_none()
            && view.lexicon.funding_words.longest_before(words).is_none()
    };
    each.filter(sum)
        .and_then(|words| words.char_indices().nth(1).and_then(|(at, _)| words.get(at..)))
        .filter(|words| words.chars().count() <= 16)
        .map(|words| SlotValue::Text(super::statement::written(words)))
}

/// The rule's name for an action.
fn rule(action: &str) -> &'static str {
    match action {
        "injected" => "funding.injected",
        "allocated" => "funding.allocated",
        "reserved" => "funding.reserved",
        "granted" => "funding.granted",
        "invested" => "funding.invested",
        "attracted" => "funding.attracted",
        "capped" => "funding.capped",
        "cost" => "funding.cost",
        _ => "funding.set_up",
    }
}
