//! Who gives, and who or what gets it.
//!
//! ```text
//! active  = giver "向" receiver verb sum          政府向科技園公司撥款100億元
//! served  = giver "為" receiver "提供" sum         為企業提供最多2億元資助
//! passive = receiver "獲" giver verb sum           該計劃已獲基金撥款10億元
//! getting = receiver "可獲" sum                    每個獲批項目可獲1,000萬元
//! ```

use super::frame::View;
use super::funding_action::{Act, approved_before};
use super::funding_into::{holds_money, into, passed};
use super::funding_receiver::{passive, told};
use super::measure_about::about;
use super::measure_carried::carried;
use super::measure_own::{Name, Own, head, own};
use super::measure_scan::{Figure, Found, Piece, light_ends, per_nouns, tidy, words_in};
use super::measure_thread::{Scene, led_by_figure};
use super::phrase::trim;
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
    let parties = match act.action {
        // 政府至今先後注資合共38.2億元: into the fund that the paragraph is about.
        "injected" if parties.to.is_none() => {
            let fund = carried(view, scene).filter(|name| holds_money(view, name));
            Parties { to: fund.filter(|fund| parties.from.as_ref() != Some(fund)), ..parties }
        }
        _ => parties,
    };
    let parties = match passed(view, scene, piece, act) {
        Some((giver, getter)) if parties.to.is_none() => Parties { from: Some(giver), to: Some(getter) },
        _ => parties,
    };
    // 獎券基金撥款9.3億元: a fund that allots gives.
    let allots = act.word.is_some_and(|word| matches!(word.word.text, "撥款" | "拨款" | "撥付" | "拨付"))
        && parties
            .from
            .as_ref()
            .and_then(|from| view.entities.get(from.1?))
            .is_some_and(|entity| entity.kind == EntityKind::Fund);
    if into(act) && !allots && parties.to.is_none() && parties.from.as_ref().is_some_and(|from| holds_money(view, from))
    {
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
        "cost" => Parties { from: None, to: costing(view, scene, piece, money, own) },
        "attracted" => Parties { from: drawn(view, money, act), to: about(view, scene, piece, money, None, own, None) },
        "granted" | "capped" => granted(view, scene, piece, money, act, own, told),
        // 計劃涵蓋16個項目，涉及撥款2,000億元: what nothing was approved from gets it.
        "allocated" if act.noun && involves(act) && !approved_before(view, scene) => {
            Parties { from: None, to: about(view, scene, piece, money, None, own, None) }
        }
        "allocated" if act.noun => {
            let (from, to) = passive(view, scene, piece);
            Parties { from: from.or_else(|| about(view, scene, piece, money, None, own, None)), to }
        }
        "invested" if act.noun && fund_before(view, scene).is_some() => {
            Parties { from: fund_before(view, scene), to: None }
        }
        "invested" if act.noun => Parties { from: None, to: about(view, scene, piece, money, None, own, None) },
        "invested" if investor(view, money).is_some() => Parties { from: investor(view, money), to: None },
        "invested" if follows_relative(view, money) => {
            Parties { from: relative_giver(view, scene, act), to: subject(view, scene, own) }
        }
        "allocated" if told.is_none() && act.word.is_some_and(|word| names_sum(view, scene, word)) => {
            let owner = match own {
                Own::Property(Some(owner), _) | Own::Named(owner) if !is_sum(&owner.0) => Some(owner.clone()),
                _ => carried(view, scene),
            };
            Parties { from: None, to: owner }
        }
        _ => given(view, scene, piece, act, own, told),
    }
}

/// Whether the sum is what something involves (涉及撥款).
fn involves(act: &Act) -> bool {
    act.word.is_some_and(|word| word.word.text.starts_with("涉及"))
}

/// Whether words only say that something is money given.
fn is_sum(words: &str) -> bool {
    matches!(words, "撥款" | "拨款" | "經費" | "经费")
}

/// `2025-26年度的撥款為12.35億元`: whether 撥款 is the sum and not the act.
fn names_sum(view: &View<'_>, scene: &Scene<'_>, word: Found) -> bool {
    let before = view.text.get(..word.span.start()).unwrap_or("");
    let behind = view.text.get(word.span.end()..).unwrap_or("");
    let opens = word.span.start() == scene.statement.lead.start || before.ends_with('的');
    is_sum(word.word.text) && opens && behind.starts_with(['為', '为', '達', '达', '約', '约', '共', '合'])
}

/// The fund that the clauses before were about: it invests what the sum tells.
fn fund_before(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let name = carried(view, scene)?;
    let fund = name.1.and_then(|id| view.entities.get(id)).is_some_and(|entity| entity.kind == EntityKind::Fund);
    fund.then_some(name)
}

/// Whose capital is attracted, where it stands between the verb and the sum: 吸引私營機構捐出逾62億元.
fn drawn(view: &View<'_>, money: Figure<'_>, act: &Act) -> Option<Name> {
    let word = act.word?;
    let phrase = trim(view.text, word.span.end(), money.span().start())?;
    let verbs = super::measure_scan::verbs_in(view, phrase);
    let end = verbs.first().map_or(phrase.end(), |verb| verb.span.start());
    let words = light_ends(view, view.text.get(phrase.start()..end)?);
    let plain = (3..=12).contains(&words.chars().count()) && view.mentions_in(phrase).next().is_none();
    plain.then(|| (tidy(view, phrase.start(), phrase.start() + words.len()), None))
}

/// What a cost is the cost of: the counted things of the clause before, else what the clause or the paragraph is
/// about; 工程 and 項目 alone stand for that.
fn costing(view: &View<'_>, scene: &Scene<'_>, piece: Piece, money: Figure<'_>, own: &Own) -> Option<Name> {
    let class = |words: &str| {
        ["工程", "項目", "项目", "整項工程", "整个项目", "整個項目", "有關工程", "該項目", "该项目", "建設", "建设"]
            .contains(&words)
    };
    let unsaid = match own {
        Own::Named((words, None)) | Own::Property(Some((words, None)), _) => class(words),
        Own::None | Own::Property(None, _) => true,
        _ => false,
    };
    if !unsaid {
        return about(view, scene, piece, money, None, own, None);
    }
    let counted = scene.before.filter(|span| view.names_in(*span).is_empty()).and_then(|span| {
        let (_, last) = view.mentions_in(span).next_back()?;
        let Value::Count(count) = &last.value else { return None };
        let noun = count.noun.filter(|_| last.span.end() == span.end())?;
        let verbs = super::measure_scan::verbs_in(view, Span::new(span.start(), noun.end().max(span.start())));
        let newly = |at: usize| view.text.get(..at).is_some_and(|before| before.ends_with('新'));
        if verbs.iter().any(|verb| !newly(verb.span.start())) {
            return None; // 研發中心獲批項目共1,842個: the cost is the owner's
        }
        let whole = scene.subject.as_ref().filter(|topic| topic.entity.is_none() && topic.span.contains(noun));
        Some(whole.map_or_else(|| head(view, noun), |topic| (topic.name.clone(), None)))
    });
    counted.or_else(|| about(view, scene, piece, money, None, &Own::None, None))
}

/// The parties of an active act of giving, or a passive one.
fn given(view: &View<'_>, scene: &Scene<'_>, piece: Piece, act: &Act, own: &Own, told: Option<Name>) -> Parties {
    let (from, passive_to) = passive(view, scene, piece);
    if from.is_some() || passive_to.is_some() {
        return Parties { from, to: passive_to.or(told) };
    }
    // 累計完成投資132億元: what the clauses before are about is invested in.
    let done = act.word.is_some_and(|word| {
        ["完成投資", "完成投资", "累計投資", "累计投资"].iter().any(|text| word.word.text.ends_with(text))
    });
    if done && matches!(own, Own::None | Own::Property(None, _)) {
        let site = |name: &Name| {
            name.1
                .and_then(|id| view.entities.get(id))
                .is_some_and(|entity| !matches!(entity.kind, EntityKind::Organisation | EntityKind::PersonRole))
        };
        return Parties { from: None, to: carried(view, scene).filter(site).or(told) };
    }
    let involved = act.word.is_some_and(|word| {
        word.word.is("involves") || view.text.get(..word.span.start()).is_some_and(|before| before.ends_with("涉及"))
    });
    let from = if involved { about_programme(view, scene) } else { None };
    let getting = act.word.is_some_and(|word| {
        let before = view.text.get(..word.span.start()).unwrap_or("");
        word.word.text.contains(['獲', '获'])
            || ["獲批", "获批", "獲准", "获准"].iter().any(|get| before.ends_with(get))
    });
    if getting {
        let to = told.or_else(|| match own {
            Own::Named(name) => Some(name.clone()),
            Own::Things(words) => Some((words.clone(), None)),
            _ => None,
        });
        // X於2020年推出，最初獲撥款20億元: what the clauses before are about gets it.
        let scheme = || carried(view, scene).filter(|name| holds_money(view, name));
        let funded = act.word.is_some_and(|word| word.word.text.contains(['撥', '拨']));
        let to = to.or_else(|| if funded && matches!(own, Own::None | Own::Part(_)) { scheme() } else { None });
        let from = about_programme(view, scene).filter(|from| to.as_ref().is_none_or(|to| to != from));
        return Parties { from, to };
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
    let from = through(view, piece, money)
        .or_else(|| passive(view, scene, piece).0)
        .or_else(|| match own {
            Own::Named(name) if !getting && !act.noun && is_giver(view, name) => Some(name.clone()),
            Own::Property(Some(owner), _) if holds_money(view, owner) || !act.noun => Some(owner.clone()),
            _ => about_programme(view, scene),
        })
        .or_else(|| if getting { None } else { giver(view, scene, own) });
    let to = told.or(each).or_else(|| match own {
        Own::Named(name) if getting => Some(name.clone()),
        // 獲批項目的資助額: whose grant it is.
        Own::Property(Some(owner), _) if act.noun && !holds_money(view, owner) => Some(owner.clone()),
        _ if getting => per_subject(view, scene).or_else(|| people(view, scene)),
        _ => None,
    });
    Parties { to: to.filter(|to| from.as_ref().is_none_or(|from| from.0 != to.0)), from }
}

/// `學員完成首年課程後，每月可獲…`: the people that an earlier clause of the sentence is about.
fn people(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let topic = scene.subject.as_ref().filter(|topic| topic.entity.is_none())?;
    let said = view.said(topic.span);
    let persons = said
        .ends_with(['員', '员', '者', '人', '生', '童', '民', '戶', '户', '工', '師', '师', '士', '業', '业', '司']);
    (persons && said.chars().count() <= 12).then(|| (topic.name.clone(), None))
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
    let before = || super::measure_carried::carried_over(view, scene).filter(usable);
    carried(view, scene).filter(usable).or_else(|| named.filter(usable)).or_else(before).or_else(|| {
        let own = scene.statement.own.as_ref()?;
        let name = (own.name.clone(), own.entity);
        (own.entity.is_some() && usable(&name)).then_some(name)
    })
}

/// 透過「X」.
fn through(view: &View<'_>, piece: Piece, money: Figure<'_>) -> Option<Name> {
    let span = Span::new(piece.span.start(), money.span().start());
    let words = words_in(view, span, &[&view.lexicon.figure_words]);
    let via = words.iter().find(|word| word.word.get("role") == Some("through"))?.span.end();
    let name =
        view.names_in(Span::new(via, money.span().start())).first().filter(|name| name.span.start() <= via + 3)?;
    Some((view.entities.get(name.entity)?.name.clone(), Some(name.entity)))
}

/// Who gives: the acting subject; 我們 says nobody.
fn giver(view: &View<'_>, scene: &Scene<'_>, own: &Own) -> Option<Name> {
    match own {
        Own::Named(name) if is_giver(view, name) => return Some(name.clone()),
        Own::Generic(name) => return official(name),
        _ => {}
    }
    // 中小企業可申請資助: who applies gives nothing.
    let applies = scene.before.is_some_and(|span| {
        ["申請", "申请", "可獲", "可获", "獲發", "获发", "領取", "领取"]
            .iter()
            .any(|word| view.said(span).contains(word))
    });
    let actor = scene.subject.as_ref().filter(|topic| !applies && !led_by_figure(view, topic.span));
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
        && (name.1.is_some() || is_noun(&name.0))
}

/// Whether words that are no listed name can be a party: 三是, 單一, 每宗發行 are none.
fn is_noun(words: &str) -> bool {
    words.chars().count() >= 2
        && !words.starts_with([
            '每', '單', '单', '各', '該', '该', '其', '這', '这', '宗', '一', '二', '三', '四', '五', '在',
        ])
        && !["發放的", "发放的", "批出的", "撥出的", "拨出的", "提供的"].iter().any(|word| words.starts_with(word))
        && !words.ends_with(['是', '以', '制', '地', '的', '於', '于', '年'])
        && !words.contains("根據")
        && !words.contains("根据")
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
