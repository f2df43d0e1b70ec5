//! What money is for, and for how long.
//!
//! ```text
//! purpose = sum [ noun ] [ mark ] verb-phrase       30億元用以興建科研基建和設施
//!         | clause "，" [ mark ] verb-phrase         60億元的資助計劃，資助本地大學設立研發院
//!         | "為" verb-phrase "，" clause             為鞏固科學園的角色，政府向…撥款
//! ```

use super::frame::View;
use super::funding_action::Act;
use super::measure_own::Name;
use super::measure_scan::{Figure, Piece, noun_phrase};
use super::measure_thread::Scene;
use super::object::objects;
use crate::mentions::{MentionId, Value};
use crate::span::Span;

/// The purpose of a sum in the text's own words; where it stands.
#[must_use]
pub fn purpose(
    view: &View<'_>,
    scene: &Scene<'_>,
    next: Option<&Scene<'_>>,
    piece: Piece,
    money: Figure<'_>,
    act: &Act,
) -> Option<Span> {
    if act.noun || matches!(act.action, "cost" | "attracted") {
        return None;
    }
    let behind = match act.thing {
        Some(thing) => close(view.text, thing.end(), piece.span.end()),
        None => behind_noun(view, money, piece.span.end()),
    };
    opened(view, behind, piece.span.end())
        .or_else(|| allowance(view, money, piece, act))
        .or_else(|| next_clause(view, scene, next))
        .or_else(|| before(view, scene))
}

/// Behind the closing mark of a name.
fn close(text: &str, at: usize, to: usize) -> usize {
    text.get(at..to).map_or(at, |rest| at + rest.len() - rest.trim_start_matches(['」', '』', '”', '*', ' ']).len())
}

/// Behind the noun of giving that follows a sum (的資助, 配對撥款).
fn behind_noun(view: &View<'_>, money: Figure<'_>, to: usize) -> usize {
    let at = money.span().end();
    let rest = view.text.get(at..to).unwrap_or("");
    let trimmed = rest.trim_start_matches(['的', ' ']);
    let start = at + rest.len() - trimmed.len();
    view.lexicon.funding_nouns.longest_at(trimmed).map_or(start, |word| start + word.text.len())
}

/// A verb phrase of purpose that begins at `at`, its mark left out.
fn opened(view: &View<'_>, at: usize, to: usize) -> Option<Span> {
    let mut at = at;
    let mut marked = false;
    while let Some(rest) = view.text.get(at..to).filter(|rest| !rest.is_empty()) {
        let word = view.lexicon.purpose_words.longest_at(rest);
        if let Some(mark) = word.filter(|word| word.is("mark")) {
            at += mark.text.len();
            marked = true;
        } else if word.is_some() {
            return (view.text.get(at..to)?.chars().count() >= 3).then(|| Span::new(at, to));
        } else if let Some(skip) = ["會", "会", "亦", "將", "将", " "].iter().find(|skip| rest.starts_with(**skip))
        {
            at += skip.len();
        } else {
            let verb = marked && verb_at(view, rest);
            return (verb && view.text.get(at..to)?.chars().count() >= 3).then(|| Span::new(at, to));
        }
    }
    None
}

/// Whether a verb begins `rest`.
fn verb_at(view: &View<'_>, rest: &str) -> bool {
    view.lexicon.predicates.longest_at(rest).is_some() || view.lexicon.event_verbs.longest_at(rest).is_some()
}

/// `10,000元的生活津貼`: the kind of allowance is its purpose.
fn allowance(view: &View<'_>, money: Figure<'_>, piece: Piece, act: &Act) -> Option<Span> {
    if act.action != "granted" {
        return None;
    }
    let noun = noun_phrase(view, money.span().end(), piece.span.end(), None)?;
    let said = view.said(noun);
    let kind = ["津貼", "津贴", "獎學金", "奖学金", "補貼", "补贴"].iter().any(|end| said.ends_with(end));
    (kind && said.chars().count() > 2).then_some(noun)
}

/// The clause that follows, where it is a verb phrase without a subject and without sums.
fn next_clause(view: &View<'_>, scene: &Scene<'_>, next: Option<&Scene<'_>>) -> Option<Span> {
    let next = next.filter(|next| next.statement.sentence == scene.statement.sentence)?;
    let span = next.statement.clause.span;
    let money = view.mentions_in(span).any(|(_, mention)| matches!(mention.value, Value::Money(_)));
    if money {
        return None;
    }
    let mut start = next.statement.lead.start.clamp(span.start(), span.end());
    while start < span.end()
        && let Some((_, mention)) = view.mention_over(start).filter(|(_, mention)| mention.span.start() == start)
    {
        start = mention.span.end().min(span.end());
    }
    opened(view, over_pair(view, Span::new(start, span.end())), span.end())
}

/// Passes 以配對形式 at the beginning of a clause.
fn over_pair(view: &View<'_>, span: Span) -> usize {
    let said = view.said(span);
    ["形式", "方式", "模式"]
        .iter()
        .find_map(|word| said.find(word).map(|at| at + word.len()))
        .filter(|len| {
            said.get(..*len)
                .is_some_and(|lead| (lead.starts_with('以') || lead.starts_with("按")) && lead.chars().count() <= 24)
        })
        .map_or(span.start(), |len| span.start() + len)
}

/// `為鞏固…，政府…`: the clause before.
fn before(view: &View<'_>, scene: &Scene<'_>) -> Option<Span> {
    let span = scene.before?;
    let said = view.said(span);
    let rest = said.strip_prefix('為').or_else(|| said.strip_prefix('为')).or_else(|| said.strip_prefix("為了"))?;
    let verb = view.lexicon.purpose_words.longest_at(rest).is_some() || verb_at(view, rest);
    verb.then(|| Span::new(span.end() - rest.len(), span.end()))
}

/// A purpose as a slot writes it.
#[must_use]
pub fn words(view: &View<'_>, span: Span) -> String {
    let words = super::object::expand(view, span);
    let cut = words.find(['；', '。']).unwrap_or(words.len());

    words.get(..cut).unwrap_or("").to_owned()
}

/// Whom or what the purpose founds or helps: 設立X gives X, 資助大學設立Y gives 大學.
#[must_use]
pub fn receiver(view: &View<'_>, purpose: Span) -> Option<Name> {
    let said = view.said(purpose);
    let verb = view.lexicon.purpose_words.longest_at(said)?;
    let from = purpose.start() + verb.text.len();
    let founds = view.lexicon.event_verbs.get(verb.text).is_some_and(|word| word.get("action") == Some("established"));
    let continues = matches!(verb.text, "延續" | "延续" | "延長" | "延长" | "推行");
    let helps =
        matches!(verb.text, "資助" | "资助" | "支持" | "支援" | "協助" | "协助" | "補貼" | "补贴" | "補助" | "补助");
    if founds || continues {
        let object = objects(view, from, purpose.end()).into_iter().next()?;
        let plain = object.name.chars().count() <= 16 && !object.name.contains(['的', '、']);
        return (object.entity.is_some() || plain).then_some((object.name, object.entity));
    }
    let noun = noun_phrase(view, from, purpose.end(), None).filter(|_| helps)?;
    let behind = view.text.get(noun.end()..purpose.end())?;
    let verb_follows = verb_at(view, behind) || behind.is_empty();
    (verb_follows && noun.len() >= 6).then(|| super::measure_own::head(view, noun))
}

/// How long it runs: 為期三年, or the school years that the next clause names.
#[must_use]
pub fn period(view: &View<'_>, scene: &Scene<'_>, next: Option<&Scene<'_>>) -> Option<MentionId> {
    let here = scene.statement.clause.span;
    let next =
        next.filter(|next| next.statement.sentence == scene.statement.sentence).map(|next| next.statement.clause.span);
    let lasting = [Some(here), next].into_iter().flatten().find_map(|span| {
        view.mentions_in(span).find_map(|(id, mention)| {
            let before = view.text.get(span.start()..mention.span.start())?.trim_end();
            let lasts = ["為期", "为期", "為期約", "一連", "一连", "為期最長", "为期不超过", "為期不超過"]
                .iter()
                .any(|word| before.ends_with(word));
            (matches!(mention.value, Value::Duration(_)) && lasts).then_some(id)
        })
    });
    lasting.or_else(|| {
        let sentence = scene.statement.sentence;
        view.dates_in(Span::new(here.end(), sentence.end().max(here.end()))).find_map(|(id, mention, date)| {
            let behind = view.text.get(mention.span.end()..)?;
            let years = behind.chars().take(6).collect::<String>();
            (date.value.matches('/').count() >= 1
                && ["學年", "学年", "年度"]
                    .iter()
                    .any(|word| years.contains(word) || view.said(mention.span).contains(word))
                && date.start.zip(date.end).is_some_and(|(start, end)| end.year() - start.year() >= 2))
            .then_some(id)
        })
    })
}
