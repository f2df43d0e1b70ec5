//! Who gets a sum, as a preposition or 獲 says it.
//!
//! ```text
//! passive = receiver "獲" giver verb            該計劃已獲基金撥款10億元
//! told    = ( 向 | 為 | 對 | 給 ) receiver verb    為持有學士學位的人才提供20,000元
//! across  = … 向 receiver "，" 各 verb           每年向八所大學，各提供…
//! before  = 為 receiver "，" … verb              為…的企業，按1：2的配對，提供…
//! ```

use super::frame::View;
use super::funding_action::Act;
use super::measure_carried::carried;
use super::measure_own::{Name, head};
use super::measure_scan::{Figure, Piece, light_ends, per_nouns, tidy, words_in};
use super::measure_thread::{Scene, led_by_figure};
use super::phrase::trim;
use super::statement::resolve;
use crate::mentions::Value;
use crate::span::Span;

/// `X獲Y撥款`: the giver between 獲 and the verb, and the subject as receiver.
pub fn passive(view: &View<'_>, scene: &Scene<'_>, piece: Piece) -> (Option<Name>, Option<Name>) {
    let clauses = [Some(piece.span), scene.before];
    let statement = scene.statement;
    for span in clauses.into_iter().flatten() {
        let verbs = words_in(view, span, &[&view.lexicon.predicates, &view.lexicon.funding_words]);
        let Some(index) = verbs.iter().position(|verb| matches!(verb.word.text, "獲" | "获" | "獲得" | "获得"))
        else {
            continue;
        };
        let (Some(get), Some(next)) = (verbs.get(index), verbs.get(index + 1)) else { continue };
        let gives = matches!(next.word.get("action"), Some("allocated" | "granted" | "injected" | "invested"))
            || matches!(next.word.text, "撥款" | "拨款" | "注資" | "注资" | "資助" | "资助" | "支持" | "支援");
        let giver = trim(view.text, get.span.end(), next.span.start())
            .filter(|giver| gives && giver.len() >= 6 && view.mentions_in(*giver).next().is_none());
        if let Some(giver) = giver {
            let to = if span == piece.span { statement.own.as_ref() } else { statement.carried.as_ref() };
            let to = to
                .filter(|topic| !topic.generic)
                .map(|topic| (topic.name.clone(), topic.entity))
                .or_else(|| carried(view, scene));
            let from = resolve(view, giver).map_or_else(|| head(view, giver), |topic| (topic.name, topic.entity));
            return (Some(from), to);
        }
    }
    let again = words_in(view, piece.span, &[&view.lexicon.funding_words]);
    let injected = again.iter().any(|word| {
        word.word.get("action") == Some("injected")
            && view.text.get(..word.span.start()).is_some_and(|before| before.ends_with(['獲', '获']))
    });
    if injected { (None, statement.own.as_ref().map(|topic| (topic.name.clone(), topic.entity))) } else { (None, None) }
}

/// The receiver that a preposition gives: 向, 為, 對, 給.
pub fn told(view: &View<'_>, scene: &Scene<'_>, piece: Piece, money: Figure<'_>, act: &Act) -> Option<Name> {
    if per_nouns(money.mention).next().is_some() && matches!(act.action, "granted" | "capped") {
        return told_here(view, scene, piece, money, act, false);
    }
    told_here(view, scene, piece, money, act, true)
}

/// As [`told`]; `back` where the beginning of the sentence may tell it.
fn told_here(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    money: Figure<'_>,
    act: &Act,
    back: bool,
) -> Option<Name> {
    let limit = act.word.map_or(money.span().start(), |word| word.span.start());
    let before = view.text.get(piece.span.start()..limit)?;
    let served =
        act.word.is_none_or(|word| !matches!(word.word.get("action"), Some("injected" | "invested" | "set_up")));
    let mut found = None;
    for (at, c) in before.char_indices() {
        let place = piece.span.start() + at;
        let opens = matches!(c, '向' | '予' | '給' | '给') || served && matches!(c, '為' | '为' | '對' | '对');
        let open = opens
            && view.name_over(place).is_none()
            && before.get(..at).is_none_or(|left| {
                !left.ends_with(['作', '成', '認', '认', '面', '針', '针', '以', '名', '因', '分', '配', '相', '針'])
            });
        if open {
            found = found.or(Some(place + c.len_utf8()));
        }
    }
    let Some(found) = found else {
        if let Some(name) = told_behind(view, piece, money) {
            return Some(name);
        }
        return if back { told_before(view, scene).or_else(|| told_across(view, scene)) } else { None };
    };
    let span = trim(view.text, found, limit)?;
    let span = before_adverb(view, span);
    if let Some(topic) = resolve(view, span) {
        return Some((topic.name, topic.entity));
    }
    if let Some(name) = named_before(view, span) {
        return Some(name);
    }
    if let Some(each) = per_nouns(money.mention).find(|each| span.contains(*each)) {
        return Some(head(view, each));
    }
    let words = tidy(view, span.start(), span.end());
    let words = words.trim_start_matches(['每', '所', '間', '家', '名', '个', '個']);
    let name = if led_by_figure(view, span) { (words.to_owned(), None) } else { head(view, span) };
    (name.0.chars().count() >= 2 && name.0.chars().count() <= 40).then_some(name)
}

/// How far before a class noun its thing may be named, in bytes.
const NEAR: usize = 400;

/// `向公園撥款`: the listed name before that a class noun of two characters ends.
fn named_before(view: &View<'_>, span: Span) -> Option<Name> {
    let words = view.said(span);
    if words.chars().count() != 2 || view.name_over(span.start()).is_some() {
        return None;
    }
    let mut near = view.named_near(span.start(), NEAR);
    let (id, entity) = near.find(|(_, entity)| entity.name.ends_with(words) && entity.name.chars().count() > 3)?;
    Some((entity.name.clone(), Some(id)))
}

/// `增撥4,000萬元予勞工處`: the receiver behind the sum.
fn told_behind(view: &View<'_>, piece: Piece, money: Figure<'_>) -> Option<Name> {
    let rest = view.text.get(money.span().end()..piece.span.end())?;
    let word = ["給予", "给予", "予", "給", "给"].iter().find(|word| rest.starts_with(**word))?;
    let at = money.span().end() + word.len();
    let verbs = super::measure_scan::verbs_in(view, Span::new(at, piece.span.end()));
    let end = verbs.first().map_or(piece.span.end(), |verb| verb.span.start());
    let span = trim(view.text, at, end)?;
    if let Some(topic) = resolve(view, span) {
        return Some((topic.name, topic.entity));
    }
    let words = view.said(span).trim_start_matches('每');
    let fits = (2..=24).contains(&words.chars().count()) && view.mentions_in(span).next().is_none();
    fits.then(|| head(view, Span::new(span.end() - words.len(), span.end())))
}

/// `所需款項約1.9億元，由勞工及福利局承擔`: who bears a cost, behind 由 in `span`.
#[must_use]
pub fn bearer(view: &View<'_>, span: Span) -> Option<Name> {
    let said = view.said(span);
    let by = span.start() + said.find('由')? + '由'.len_utf8();
    let verbs = words_in(view, Span::new(by, span.end()), &[&view.lexicon.bearing_verbs]);
    let verb = verbs.first()?;
    let before = view.text.get(by..verb.span.start())?;
    let light = light_ends(view, before);
    let giver = trim(view.text, by, by + before.find(light)? + light.len())?;
    let fits = (2..=24).contains(&view.said(giver).chars().count()) && view.mentions_in(giver).next().is_none();
    let found = || resolve(view, giver).map_or_else(|| head(view, giver), |topic| (topic.name, topic.entity));
    fits.then(found)
}

/// `每年向八所大學的技術轉移處，各提供…`: the clause before ends with the receiver.
fn told_across(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let span = scene.before.filter(|_| scene.statement.own.is_none())?;
    let at = view.said(span).rfind('向').map(|at| span.start() + at + '向'.len_utf8())?;
    let whole = trim(view.text, at, span.end())?;
    let figure = view.mentions_in(whole).next().filter(|(_, mention)| mention.span.start() == whole.start());
    let start = figure.map_or(whole.start(), |(_, mention)| mention.span.end());
    let party = trim(view.text, start, span.end())?;
    let verbs = super::measure_scan::verbs_in(view, party);
    (verbs.is_empty() && party.len() <= 90).then(|| head(view, party))
}

/// `為…的企業，按1：2的配對，提供…`: the receiver that opens the sentence.
fn told_before(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let sentence = scene.statement.sentence;
    let before = view.text.get(sentence.start()..scene.statement.clause.span.start())?;
    let rest = before.strip_prefix('為').or_else(|| before.strip_prefix('为')).or_else(|| before.strip_prefix('向'))?;
    let cut = ["，按", "，以", ",按", ",以", "，", ","]
        .iter()
        .find_map(|mark| rest.find(mark).filter(|_| mark.len() > 3).or(None))
        .or_else(|| rest.rfind(['，', ',']))?;
    let from = sentence.start() + before.len() - rest.len();
    let span = trim(view.text, from, from + cut)?;
    let verb = view.lexicon.purpose_words.longest_at(rest).is_some() && !rest.contains("的企業");
    let party = [
        "企業", "企业", "機構", "机构", "人士", "公司", "大學", "大学", "團體", "团体", "學生", "学生", "居民", "業",
        "业",
    ];
    let ends = party.iter().any(|word| view.said(span).ends_with(word));
    (!verb && ends).then(|| (super::object::expand(view, span), None))
}

/// A phrase without the adverbs and dates behind it (分別, 每年).
fn before_adverb(view: &View<'_>, span: Span) -> Span {
    let said = view.said(span);
    let light = light_ends(view, said);
    let mut end = span.start() + said.find(light).unwrap_or(0) + light.len();
    end = end.max(span.start()).min(span.end());
    for (_, mention) in view.mentions_in(span) {
        if matches!(mention.value, Value::Set(_)) && mention.span.end() >= end {
            end = mention.span.start();
        }
    }
    trim(view.text, span.start(), end).unwrap_or(span)
}
