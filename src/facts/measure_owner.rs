//! Parts the subject of a clause into what a figure is of and the property that the figure states.
//!
//! ```text
//! subject = owner [ 的 ] *modifier property      資助宿位的平均輪候時間: 資助宿位, 平均輪候時間
//!         | side property                        線路全長: of what the sentence is about
//!         | property                             城鎮化率: of the place of a report on one place
//! ```

use super::frame::View;
use super::measure_back::class_in_sentence;
use super::measure_carried::{carried, of_thing};
use super::measure_own::{Name, Own, head};
use super::measure_scan::{Figure, tidy};
use super::measure_subject::class_of;
use super::measure_thread::Scene;
use super::phrase::trim;
use super::statement::resolve;
use crate::entities::EntityKind;
use crate::mentions::Value;
use crate::span::Span;

/// `2号线于12月开通运营，线路全长27.4公里`: whether a short word is a side of the thing that the sentence is about.
pub fn is_side(view: &View<'_>, scene: &Scene<'_>, span: Span) -> bool {
    view.names_in(span).is_empty()
        && view.said(span).chars().count() <= 2
        && of_thing(view, scene)
        && class_of(view, scene, view.said(span)).is_none()
        && class_in_sentence(view, scene, view.said(span)).is_none()
}

/// `临海市货物进出口总额`, `全市城镇化率`, `城镇化率`: in a document about one place an indicator that names no
/// other owner is the place's, and its whole name is the property.
fn of_place(view: &View<'_>, scene: &Scene<'_>, span: Span) -> Option<Own> {
    let home = view.home.and_then(|home| home.title.as_ref())?;
    let said = view.said(span);
    let end = said.char_indices().nth(2).map_or(said.len(), |(at, _)| at);
    let whole = said.get(..end).filter(|words| view.home.is_some_and(|home| home.stands_for(words).is_some()));
    let place = whole.map(str::len).or_else(|| said.starts_with(home.0.as_str()).then_some(home.0.len())).unwrap_or(0);
    let rest = Span::new(span.start() + place, span.end());
    // 贵阳市数字经济占比 in a report on its province: another place has its own.
    let other = view.names_in(span).first().filter(|name| name.span.start() == span.start() && place == 0);
    if other.is_some_and(|name| name.span.end() < span.end() && !home.0.starts_with(view.said(name.span))) {
        return None;
    }
    if place == 0 && (begins_with_site(view, said) || has_owner(view, said)) {
        return None;
    }
    let owned = view.names_in(rest).iter().any(|name| {
        let other = view.entities.get(name.entity).is_some_and(|entity| entity.kind != EntityKind::Place);
        other && name.span.end() < rest.end()
    });
    let property = tidy(view, rest.start(), rest.end());
    // 综合保税区于4月封关运作，规划面积2.16平方公里: what the sentence is about has it, not the place.
    let carried = place == 0 && view.names_in(span).is_empty() && of_thing(view, scene);
    let owner = (!carried).then(|| home.clone());
    (!owned && !property.is_empty()).then_some(Own::Property(owner, property))
}

/// 軟件業收入, 規模以上工業企業關鍵工序數控化率: whether a property names the industry or the class of bodies it is of,
/// in a report on one matter of a place.
fn has_owner(view: &View<'_>, said: &str) -> bool {
    let economy = view.home.is_some_and(|home| home.economy);
    let owner = super::measure_words::property_noun(view, said).and_then(|len| said.get(..said.len() - len));
    let classes = [
        "業", "业", "企業", "企业", "產業", "产业", "經濟", "经济", "中心", "機構", "机构", "院校", "學校", "学校",
        "醫院", "医院", "港", "業務", "业务",
    ];
    // 規模以上工業企業關鍵工序數控化率: a class within the phrase parts it, too.
    let class = |owner: &str| {
        classes
            .iter()
            .filter_map(|class| owner.rfind(class).map(|at| at + class.len()))
            .max()
            .filter(|end| owner.get(..*end).is_some_and(|owner| owner.chars().count() >= 3))
    };
    // 第一產業增加值, 農林牧漁業總產值: accounts of the place.
    let accounts = ["產業", "产业", "農林牧漁業", "农林牧渔业"];
    let account = |owner: &str| {
        owner.starts_with('第') && accounts.iter().any(|word| owner.ends_with(word)) || accounts.contains(&owner)
    };
    !economy && owner.is_some_and(|owner| class(owner).is_some() && !account(owner))
}

/// Whether a phrase begins with a place and the class of a site, which no list of the document has: 深圳港, 深圳灣.
fn begins_with_site(view: &View<'_>, said: &str) -> bool {
    let place = view.lexicon.places.longest_at(said).map_or(0, |word| word.text.len());
    let site = said.get(place..).filter(|_| place > 0);
    site.is_some_and(|rest| {
        ["港", "灣", "湾", "機場", "机场", "口岸", "車站", "车站", "新城", "大橋", "大桥", "碼頭", "码头"]
            .iter()
            .any(|class| rest.starts_with(class))
            && !["港資", "港资", "港口", "港澳", "港人", "港商"].iter().any(|word| rest.starts_with(word))
    })
}

/// `在港交所上市的公司有2,654家`: those who do something at a body are the body's.
pub fn at_body(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> Option<Own> {
    let clause = scene.statement.clause.span;
    let start = scene.statement.lead.start.clamp(clause.start(), clause.end());
    let said = view.text.get(start..figure.span().start())?;
    let at = ["在", "於", "于"].iter().find(|word| said.starts_with(**word))?.len();
    let open = said.get(at..)?.len() - said.get(at..)?.trim_start_matches(['「', '*']).len();
    let name = view.name_over(start + at + open).filter(|name| name.span.start() == start + at + open)?;
    let body = view.entities.get(name.entity)?.kind == EntityKind::Organisation;
    let mut rest = name.span.end();
    while let Some(end) = super::phrase::atom(view, rest, figure.span().start())
        .filter(|_| view.text.get(rest..).is_some_and(|rest| rest.starts_with(['（', '('])))
    {
        rest = end;
    }
    let words = tidy(view, rest, figure.span().start());
    let noun = words.rsplit('的').next().map_or(0, |noun| noun.chars().count());
    let described = body && words.contains('的') && !words.starts_with('的') && (2..=8).contains(&noun);
    let counts = matches!(figure.mention.value, Value::Count(_));
    (described && counts).then(|| Own::Property(Some((view.name_of(name), Some(name.entity))), words))
}

/// `旅客在皇崗口岸的過關時間會縮短至5分鐘`: what people meet at a place is the place's.
pub fn at_place(view: &View<'_>, topic: &super::statement::Topic, figure: Figure<'_>) -> Option<Own> {
    let rest = view.text.get(topic.span.end()..figure.span().start()).filter(|_| topic.entity.is_none())?;
    let at = topic.span.end() + ["在", "於", "于"].iter().find(|word| rest.starts_with(**word))?.len();
    let name = view.name_over(at).filter(|name| name.span.start() == at)?;
    let kind = view.entities.get(name.entity)?.kind;
    let words = view.text.get(name.span.end()..figure.span().start())?.strip_prefix('的')?;
    let noun =
        words.char_indices().map(|(end, c)| end + c.len_utf8()).take(10).filter(|end| {
            words.get(..*end).is_some_and(|said| view.lexicon.measure_nouns.longest_before(said).is_some())
        });
    let end = noun.last().filter(|_| matches!(kind, EntityKind::Place | EntityKind::Facility))?;
    Some(Own::Property(Some((view.name_of(name), Some(name.entity))), words.get(..end)?.to_owned()))
}

/// Parts `span` into owner and property, whose noun begins at `noun`.
pub fn split(view: &View<'_>, scene: &Scene<'_>, span: Span, noun: usize) -> Own {
    if let Some(own) = of_place(view, scene, span) {
        return own;
    }
    // 全市海洋生產總值: what is said of the whole place is the place's.
    let lead = view.said(span).char_indices().nth(2).map_or(0, |(at, _)| at);
    let place = view.said(span).get(..lead).and_then(|lead| view.home?.stands_for(lead));
    let rest = tidy(view, span.start() + lead, span.end());
    let own = |place: &Name| view.home.is_some_and(|home| [&home.title, &home.named].contains(&&Some(place.clone())));
    if let Some(place) = place.filter(own).filter(|_| lead > 0 && span.start() + lead < noun && !rest.contains('的')) {
        return Own::Property(Some(place), rest);
    }
    let leading = view.names_in(span).first().filter(|name| name.span.start() == span.start());
    if let Some(name) = leading.filter(|name| noun <= name.span.end() && name.span.end() < span.end()) {
        let property = tidy(view, name.span.end(), span.end());
        return Own::Property(
            Some((view.name_of(name), Some(name.entity))),
            property.trim_start_matches('的').to_owned(),
        );
    }
    let before = view.text.get(span.start()..noun).unwrap_or("");
    let mut cut = match before.rfind(['的', '之']) {
        Some(at) => span.start() + at,
        None => noun,
    };
    if cut == noun {
        cut = over_modifiers(view, span.start(), noun);
    }
    let from = span.start() + before.len() - before.trim_start_matches(['的', '之', '」', '》']).len();
    let owner = trim(view.text, from.min(cut), cut).filter(|owner| owner.len() > 3 && !is_time(view, *owner));
    // 受傷人數: what happened to them is no owner.
    let people = ["人數", "人数"].iter().any(|word| view.said(span).ends_with(word));
    if people && owner.is_some_and(|owner| view.said(owner).chars().count() <= 2 && view.names_in(owner).is_empty()) {
        return Own::Property(None, tidy(view, span.start(), span.end()));
    }
    // 規劃在校生規模: what is planned of something is its own property.
    let planned = owner.is_some_and(|owner| {
        let modifier = view.lexicon.figure_words.longest_at(view.said(owner));
        modifier.is_some_and(|word| word.get("role") == Some("modifier") && word.text.len() < owner.len())
            && view.names_in(owner).is_empty()
            && !view.said(span).contains('的')
    });
    let eligible = ["合資格", "合资格", "符合資格", "符合资格"].iter().any(|word| view.said(span).starts_with(word));
    let planned =
        planned || eligible && ["人數", "人数", "數目", "数目"].iter().any(|word| view.said(span).ends_with(word));
    if planned {
        return Own::Property(None, tidy(view, span.start(), span.end()));
    }
    // 65歲或以上人口: an age is no owner, the people of that age are.
    let aged =
        owner.and_then(|owner| view.mention_over(owner.start()).filter(|(_, m)| m.span.start() == owner.start()));
    if aged.is_some_and(|(_, mention)| matches!(mention.value, Value::Quantity(_))) {
        return Own::Named(head(view, span));
    }
    if let Some(topic) = owner.and_then(|owner| resolve(view, owner)) {
        return Own::Property(Some((topic.name, topic.entity)), tidy(view, cut, span.end()));
    }
    if let Some(place) = owner.and_then(|owner| view.home?.stands_for(view.said(owner))) {
        return Own::Property(Some(place), tidy(view, cut, span.end()).trim_start_matches('的').to_owned());
    }
    let owner = owner.filter(|owner| owner.len() > 6 || !view.names_in(*owner).is_empty() || is_word(view, *owner));
    let property = tidy(view, if owner.is_some() { cut } else { span.start() }, span.end());
    if cut == noun && owner.is_some_and(|owner| is_side(view, scene, owner)) {
        return Own::Property(None, tidy(view, span.start(), span.end()));
    }
    let stage = owner.filter(|owner| is_ordinal(view, *owner));
    if let Some(stage) = stage {
        let whole = carried(view, scene);
        let staged = whole.map(|(name, _)| (format!("{name}{}", view.said(stage)), None));
        return Own::Property(staged, property);
    }
    Own::Property(owner.map(|owner| head(view, owner)), property)
}

/// Whether a short owner is a word of its own (公屋, 病人) and not one that the lists know for another use.
fn is_word(view: &View<'_>, span: Span) -> bool {
    let said = view.said(span);
    let lists = [
        &view.lexicon.adverbs,
        &view.lexicon.connectives,
        &view.lexicon.figure_words,
        &view.lexicon.figure_leads,
        &view.lexicon.generic_subjects,
        &view.lexicon.anaphors,
        &view.lexicon.predicates,
    ];
    said.chars().count() == 2
        && said.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && view.mention_over(span.start()).is_none()
        && lists.iter().all(|list| list.get(said).is_none())
        && !said.starts_with(['該', '该', '其', '此', '每', '各', '總', '总', '最', '年', '月', '日'])
}

/// Whether a phrase only says when: 首五年, 2024年.
fn is_time(view: &View<'_>, span: Span) -> bool {
    let said = view.said(span);
    let at = span.start()
        + ["首", "頭", "头", "前", "未來", "未来", "過去", "过去"]
            .iter()
            .find(|word| said.starts_with(**word))
            .map_or(0, |word| word.len());
    view.mention_over(at).is_some_and(|(_, mention)| {
        mention.span.start() == at
            && mention.span.end() >= span.end()
            && matches!(mention.value, Value::Duration(_) | Value::Date(_) | Value::Set(_))
    })
}

/// Whether a phrase is nothing but an ordinal (第一期).
fn is_ordinal(view: &View<'_>, span: Span) -> bool {
    view.mention_over(span.start())
        .is_some_and(|(_, mention)| mention.span.contains(span) && matches!(mention.value, Value::Ordinal(_)))
}

/// Takes what modifies the property's noun (平均, 每日, 每戶) to the noun.
pub fn over_modifiers(view: &View<'_>, from: usize, noun: usize) -> usize {
    let mut cut = noun;
    while let Some(before) = view.text.get(from..cut).filter(|before| !before.is_empty()) {
        let part = view.lexicon.figure_words.all_before(before);
        let part = part.into_iter().find(|word| matches!(word.get("role"), Some("part" | "modifier")));
        let per = before.rfind('每').filter(|at| before.get(*at..).is_some_and(|rest| rest.chars().count() <= 4));
        match (part, per) {
            (Some(word), _) => cut -= word.text.len(),
            (None, Some(at)) => cut = from + at,
            (None, None) => break,
        }
    }
    cut
}
