//! Who gives, and who or what gets it.
//!
//! ```text
//! active  = giver "向" receiver verb sum          政府向科技園公司撥款100億元
//! served  = giver "為" receiver "提供" sum         為企業提供最多2億元資助
//! passive = receiver "獲" giver verb sum           該計劃已獲基金撥款10億元
//! getting = receiver "可獲" sum                    每個獲批項目可獲1,000萬元
//! ```

use super::frame::View;
use super::funding_action::Act;
use super::funding_into::{holds_money, into, passed};
use super::measure_about::{about, carried};
use super::measure_own::{Name, Own, head, own};
use super::measure_scan::{Figure, Piece, light_ends, noun_phrase, per_nouns, tidy, words_in};
use super::measure_thread::{Scene, led_by_figure};
use super::phrase::trim;
use super::statement::resolve;
use crate::entities::EntityKind;
use crate::mentions::Value;
use crate::span::Span;

/// Giver and receiver.
#[derive(Debug, Clone, Default)]
pub struct Parties {
    /// Who gives.
    pub from: Option<Name>,
    /// Who or what gets it.
    pub to: Option<Name>,
}

/// The parties of an act.
#[must_use]
pub fn parties(view: &View<'_>, scene: &Scene<'_>, piece: Piece, money: Figure<'_>, act: &Act) -> Parties {
    let own = own(view, scene, money);
    let told = told(view, scene, piece, money, act);
    let parties = by_action(view, scene, piece, money, act, &own, told);
    let parties = match passed(view, scene, piece, act) {
        Some((giver, getter)) if parties.to.is_none() => Parties { from: Some(giver), to: Some(getter) },
        _ => parties,
    };
    if into(act) && parties.to.is_none() && parties.from.as_ref().is_some_and(|from| holds_money(view, from)) {
        return Parties { from: None, to: parties.from };
    }
    parties
}

/// The parties that the kind of act has.
fn by_action(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    money: Figure<'_>,
    act: &Act,
    own: &Own,
    told: Option<Name>,
) -> Parties {
    match act.action {
        "set_up" => Parties { from: giver(view, scene, own), to: sized(view, scene, piece, money, act, own) },
        "cost" => Parties { from: None, to: about(view, scene, piece, money, None, own, None) },
        "attracted" => Parties { from: None, to: about(view, scene, piece, money, None, own, None) },
        "granted" | "capped" => granted(view, scene, piece, money, act, own, told),
        "allocated" if act.noun => {
            let (from, to) = passive(view, scene, piece);
            Parties { from: from.or_else(|| about(view, scene, piece, money, None, own, None)), to }
        }
        "invested" if act.noun => Parties { from: None, to: about(view, scene, piece, money, None, own, None) },
        "invested" if investor(view, money).is_some() => Parties { from: investor(view, money), to: None },
        "invested" if follows_relative(view, money) => {
            Parties { from: relative_giver(view, scene, act), to: subject(view, scene, own) }
        }
        _ => given(view, scene, piece, act, own, told),
    }
}

/// The parties of an active act of giving, or a passive one.
fn given(view: &View<'_>, scene: &Scene<'_>, piece: Piece, act: &Act, own: &Own, told: Option<Name>) -> Parties {
    let (from, passive_to) = passive(view, scene, piece);
    if from.is_some() || passive_to.is_some() {
        return Parties { from, to: passive_to.or(told) };
    }
    let involved =
        act.word.is_some_and(|word| view.text.get(..word.span.start()).is_some_and(|before| before.ends_with("涉及")));
    let from = if involved { about_programme(view, scene) } else { None };
    let getting = act.word.is_some_and(|word| word.word.text.contains(['獲', '获']));
    if getting {
        let to = told.or_else(|| match own {
            Own::Named(name) => Some(name.clone()),
            Own::Things(words) => Some((words.clone(), None)),
            _ => None,
        });
        return Parties { from: about_programme(view, scene), to };
    }
    let unsaid = matches!(own, Own::None | Own::Counted | Own::Things(_) | Own::Part(_) | Own::Property(None, _));
    let programme = || about_programme(view, scene).filter(|_| unsaid);
    Parties { from: from.or_else(|| giver(view, scene, own)).or_else(programme), to: told }
}

/// The parties of a grant.
fn granted(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    money: Figure<'_>,
    act: &Act,
    own: &Own,
    told: Option<Name>,
) -> Parties {
    let getting = act.word.is_some_and(|word| word.word.text.contains(['獲', '获', '領', '领']));
    let each = per_nouns(money.mention).next().map(|span| head(view, span));
    let from = through(view, scene, piece, money)
        .or_else(|| passive(view, scene, piece).0)
        .or_else(|| match own {
            Own::Named(name) if !getting && !act.noun && is_giver(view, name) => Some(name.clone()),
            Own::Property(Some(owner), _) => Some(owner.clone()),
            _ => about_programme(view, scene),
        })
        .or_else(|| if getting { None } else { giver(view, scene, own) });
    let to = told.or(each).or_else(|| match own {
        Own::Named(name) if getting => Some(name.clone()),
        _ if getting => per_subject(view, scene),
        _ => None,
    });
    Parties { to: to.filter(|to| from.as_ref().is_none_or(|from| from.0 != to.0)), from }
}

/// The receiver in a subject that begins with 每 or a figure.
fn per_subject(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let span = scene.statement.lead.subject?;
    let said = view.said(span);
    if !said.starts_with('每') && !led_by_figure(view, span) {
        return None;
    }
    let skip = said.char_indices().nth(2).map_or(0, |(at, _)| at);
    trim(view.text, span.start() + if said.starts_with('每') { skip } else { 0 }, span.end())
        .map(|span| (tidy(view, span.start(), span.end()), None))
}

/// The programme or fund that the paragraph is about.
fn about_programme(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let usable = |name: &Name| {
        name.1.and_then(|id| view.entities.get(id)).is_none_or(|entity| {
            matches!(entity.kind, EntityKind::Programme | EntityKind::Fund | EntityKind::Platform | EntityKind::Event)
        }) && (name.1.is_some() || name.0.contains(['」', '劃', '划']) || name.0.ends_with("基金"))
    };
    let named = scene.named.as_ref().map(|topic| (topic.name.clone(), topic.entity));
    carried(view, scene).filter(usable).or_else(|| named.filter(usable)).or_else(|| {
        let own = scene.statement.own.as_ref()?;
        let name = (own.name.clone(), own.entity);
        (own.entity.is_some() && usable(&name)).then_some(name)
    })
}

/// 透過「X」.
fn through(view: &View<'_>, scene: &Scene<'_>, piece: Piece, money: Figure<'_>) -> Option<Name> {
    let span = Span::new(piece.span.start(), money.span().start());
    let words = words_in(view, span, &[&view.lexicon.figure_words]);
    let via = words.iter().find(|word| word.word.get("role") == Some("through"))?.span.end();
    let name =
        view.names_in(Span::new(via, money.span().start())).first().filter(|name| name.span.start() <= via + 3)?;
    let _ = scene;
    Some((view.entities.get(name.entity)?.name.clone(), Some(name.entity)))
}

/// Who gives: the acting subject; 我們 says nobody.
fn giver(view: &View<'_>, scene: &Scene<'_>, own: &Own) -> Option<Name> {
    match own {
        Own::Named(name) if is_giver(view, name) => return Some(name.clone()),
        Own::Generic(name) => return official(name),
        _ => {}
    }
    let actor = scene.subject.as_ref().filter(|topic| !led_by_figure(view, topic.span));
    match actor {
        Some(topic) if topic.generic => official(&topic.name),
        Some(topic) => Some((topic.name.clone(), topic.entity)).filter(|name| is_giver(view, name)),
        None => None,
    }
}

/// 政府 gives; 我們, 市民, 企業 are not names of givers.
fn official(name: &str) -> Option<Name> {
    matches!(name, "政府" | "特區政府" | "特区政府" | "中央" | "當局" | "当局" | "企業" | "企业")
        .then(|| (name.to_owned(), None))
}

/// Whether a name can give money: no person's office, no publication, no place.
fn is_giver(view: &View<'_>, name: &Name) -> bool {
    name.1.and_then(|id| view.entities.get(id)).is_none_or(|entity| {
        !matches!(
            entity.kind,
            EntityKind::PersonRole | EntityKind::Publication | EntityKind::Place | EntityKind::Agreement
        )
    }) && !name.0.ends_with(['長', '长'])
        && !name.0.starts_with('《')
}

/// What a set-up sum is the size of.
fn sized(view: &View<'_>, scene: &Scene<'_>, piece: Piece, money: Figure<'_>, act: &Act, own: &Own) -> Option<Name> {
    match act.thing {
        Some(thing) if is_class(view, thing) => None,
        Some(thing) => Some(head(view, thing)),
        None => about(view, scene, piece, money, None, own, None),
    }
}

/// Whether a thing is only a class noun (資助計劃).
fn is_class(view: &View<'_>, thing: Span) -> bool {
    view.names_in(thing).is_empty()
        && !view.text.get(..thing.start()).is_some_and(|before| before.ends_with(['「', '“', '『']))
}

/// The subject of a clause as what gets the money.
fn subject(view: &View<'_>, scene: &Scene<'_>, own: &Own) -> Option<Name> {
    match own {
        Own::Named(name) => Some(name.clone()),
        _ => carried(view, scene),
    }
}

/// `投資不低於2億元的企業`: who invests stands behind the sum.
fn investor(view: &View<'_>, money: Figure<'_>) -> Option<Name> {
    let rest = view.text.get(money.span().end()..)?.strip_prefix('的')?;
    ["企業", "企业", "公司", "機構", "机构", "發展商", "发展商", "投資者", "投资者"]
        .iter()
        .find(|word| rest.starts_with(**word))
        .map(|word| ((*word).to_owned(), None))
}

/// Whether the sum stands in a relative clause: `投放100億元的重點項目`.
fn follows_relative(view: &View<'_>, money: Figure<'_>) -> bool {
    view.text.get(money.span().end()..).is_some_and(|rest| {
        rest.strip_prefix('的').is_some_and(|rest| {
            let head: String = rest.chars().take(8).collect();
            ["項目", "项目", "工程", "計劃", "计划", "設施", "设施", "平台"].iter().any(|word| head.contains(word))
        })
    })
}

/// `是特區政府投放…的`: who stands between 是 and the verb.
fn relative_giver(view: &View<'_>, scene: &Scene<'_>, act: &Act) -> Option<Name> {
    let word = act.word?;
    let from = scene.statement.clause.span.start();
    let before = view.text.get(from..word.span.start())?;
    let at = ["是", "為", "为", "由"].iter().filter_map(|mark| before.rfind(mark).map(|at| at + mark.len())).max()?;
    trim(view.text, from + at, word.span.start()).map(|span| head(view, span))
}

/// `X獲Y撥款`: the giver between 獲 and the verb, and the subject as receiver.
fn passive(view: &View<'_>, scene: &Scene<'_>, piece: Piece) -> (Option<Name>, Option<Name>) {
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
fn told(view: &View<'_>, scene: &Scene<'_>, piece: Piece, money: Figure<'_>, act: &Act) -> Option<Name> {
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
        return if back { told_before(view, scene).or_else(|| told_across(view, scene)) } else { None };
    };
    let span = trim(view.text, found, limit)?;
    let span = before_adverb(view, span);
    if let Some(topic) = resolve(view, span) {
        return Some((topic.name, topic.entity));
    }
    if let Some(each) = per_nouns(money.mention).find(|each| span.contains(*each)) {
        return Some(head(view, each));
    }
    let words = tidy(view, span.start(), span.end());
    let words = words.trim_start_matches(['每', '所', '間', '家', '名', '个', '個']);
    let name = if led_by_figure(view, span) { (words.to_owned(), None) } else { head(view, span) };
    (name.0.chars().count() >= 2 && name.0.chars().count() <= 40).then_some(name)
}

/// `每年向八所大學的技術轉移處，各提供…`: the clause before ends with the receiver.
fn told_across(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let span = scene.before.filter(|_| scene.statement.own.is_none())?;
    let at = view.said(span).rfind('向').map(|at| span.start() + at + '向'.len_utf8())?;
    let noun = noun_phrase(view, at, span.end(), None);
    let whole = trim(view.text, at, span.end())?;
    let figure = view.mentions_in(whole).next().filter(|(_, mention)| mention.span.start() == whole.start());
    let start = figure.map_or(whole.start(), |(_, mention)| mention.span.end());
    let party = trim(view.text, start, span.end())?;
    let verbs = super::measure_scan::verbs_in(view, party);
    let _ = noun;
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
    let mut end = span.start() + light_ends(view, said).len() + (said.len() - said.trim_start().len());
    end = end.max(span.start()).min(span.end());
    for (_, mention) in view.mentions_in(span) {
        if matches!(mention.value, Value::Set(_)) && mention.span.end() >= end {
            end = mention.span.start();
        }
    }
    trim(view.text, span.start(), end).unwrap_or(span)
}
