//! What the subject of a clause says about a figure in it: whose figure it is, or which property.
//!
//! ```text
//! subject  = name                              香港科學園佔地22公頃
//!          | owner "的" property               資助宿位的平均輪候時間為5.3年
//!          | owner property                    廢物回收率約32%
//!          | property                          試用人數超過4260人
//!          | part                              首批共有24個項目；餘額可獲200%扣減
//!          | owner "的" figure noun            資科辦的五個使命
//!          | figure noun                       28間實驗室已開始運作
//! relative = *any verb *any "的" noun          政府投入研發的資源佔開支一半
//! ```

use super::frame::View;
use super::measure_owner::{is_side, split};
use super::measure_scan::{Figure, light_ends, tidy, verbs_in};
use super::measure_thread::{Scene, led_by_figure};
use super::measure_topics::described;
use super::measure_words::{led_by_preposition, property_noun, scheme_parts, unlisted_verb};
use super::object::{expand, tail_is_empty};
use super::phrase::trim;
use super::statement::{Topic, named, resolve};
use crate::entities::{EntityId, EntityKind};
use crate::mentions::Value;
use crate::span::Span;

/// A name with its entity.
pub type Name = (String, Option<EntityId>);

/// What the clause's own subject is to a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Own {
    /// Whose figure it is.
    Named(Name),
    /// A property, with its owner where it is said.
    Property(Option<Name>, String),
    /// Only a part of what the paragraph is about.
    Part(String),
    /// A numbered stage of it: 第一期.
    Stage(String),
    /// The counted things themselves.
    Counted,
    /// Things that another figure of the clause counts.
    Things(String),
    /// The phrase before a count is what it counts: 公共充電器達11,180個.
    Counting(String),
    /// 政府, 我們, 市民: who acts.
    Generic(String),
    /// The clause has none.
    None,
}

/// Reads the own subject of the scene's clause for `figure`.
#[must_use]
pub fn own(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> Own {
    let statement = scene.statement;
    let said = view.said(statement.clause.span);
    if ["包括", "包含", "例如", "如：", "即"].iter().any(|word| said.starts_with(word)) && statement.index > 0
    {
        return Own::None;
    }
    if let Some(span) = relative(view, scene, figure).or_else(|| {
        described(view, statement)
            .filter(|span| !counts(view, figure, *span) && property_noun(view, view.said(*span)).is_none())
    }) {
        return match property_noun(view, view.said(span)) {
            Some(len) => split(view, scene, span, span.end() - len),
            None => Own::Named((expand(view, span), None)),
        };
    }
    let Some(topic) = &statement.own else {
        return super::measure_owner::at_body(view, scene, figure).unwrap_or(Own::None);
    };
    if let Some(own) = super::measure_owner::at_place(view, topic, figure) {
        return own;
    }
    if unlisted_verb(view, topic, figure) {
        return Own::None;
    }
    let whole = statement.lead.subject.unwrap_or(topic.span);
    if let Some((names, end)) =
        super::measure_back::counted_names(view, whole).filter(|_| !whole.contains(figure.span()))
    {
        let property = tidy(view, end, whole.end());
        let property = property.trim_start_matches('的');
        return if property.is_empty() { Own::Named(names) } else { Own::Property(Some(names), property.to_owned()) };
    }
    if topic.entity.is_none() && !topic.generic && !whole.contains(figure.span()) && counts(view, figure, whole) {
        return owning(view, whole).unwrap_or_else(|| Own::Counting(tidy(view, whole.start(), whole.end())));
    }
    let span = statement.lead.subject.unwrap_or(topic.span);
    if span.contains(figure.span()) {
        let owner = view.said(Span::new(span.start(), figure.span().start()));
        if let Some(of) = compared(view, span, owner) {
            return Own::Property(None, of);
        }
        // 華為、騰訊等23家企業: examples of what is counted.
        if owner.trim_end().ends_with('等') && matches!(figure.mention.value, Value::Count(_)) {
            return Own::Counted;
        }
        let owner = light_ends(view, owner.trim_end().trim_end_matches('的'));
        let found = trim(view.text, span.start(), span.start() + owner.len());
        // 全港約94%的人口: the place's own people.
        if let Some(place) = view.home.and_then(|home| home.stands_for(owner)) {
            return Own::Named(place);
        }
        let attributive = view.text.get(span.start() + owner.len()..).is_some_and(|rest| rest.starts_with('的'));
        return match found.filter(|found| view.said(*found) == owner && !led_by_figure(view, *found)) {
            Some(found) if !attributive && counts(view, figure, found) => owning(view, found).unwrap_or(Own::None),
            Some(found) if !attributive => words(view, scene, topic, found, figure),
            Some(found) => Own::Named(head(view, found)),
            None => Own::Counted,
        };
    }
    let said = view.said(span);
    // 各博物館錄得562萬人次參觀: all of a class, counted by nothing.
    if let Some(all) = said.strip_prefix('各').filter(|_| view.mentions_in(span).next().is_none()) {
        return Own::Things(all.trim_start_matches(['間', '间', '所', '個', '个', '項', '项', '家']).to_owned());
    }
    if led_by_figure(view, span) && stands(view, figure, span) {
        Own::Counted
    } else if led_by_figure(view, span) {
        Own::Things(tidy(view, span.start(), span.end()))
    } else {
        words(view, scene, topic, span, figure)
    }
}

/// `接近全港面積的三分之一`: what a figure behind a word that bounds it is a part of, as a property.
fn compared(view: &View<'_>, subject: Span, said: &str) -> Option<String> {
    let whole = said.trim_end().strip_suffix('的')?;
    let bound = view.lexicon.bounds_before.longest_at(whole).filter(|word| word.text.chars().count() > 1)?;
    if !matches!(bound.get("bound"), Some("nearly" | "over" | "under")) || bound.text.len() == whole.len() {
        return None;
    }
    let of = if view.outline.script == crate::structure::Script::Hans { "占" } else { "佔" };
    Some(format!("{of}{}", tidy(view, subject.start() + bound.text.len(), subject.start() + whole.len())))
}

/// Whether the phrase before a count is what it counts: 導遊約6,040名, 參與的科研人員合共約2000人.
#[must_use]
pub fn counts(view: &View<'_>, figure: Figure<'_>, span: Span) -> bool {
    let Value::Count(count) = &figure.mention.value else { return false };
    let between = view.text.get(span.end()..figure.span().start());
    match count.noun {
        Some(noun) => noun.end() == span.end() && noun.end() <= figure.span().start(),
        None => between.is_some_and(|between| {
            light_ends(view, between).is_empty()
                && !between.contains(['由', '從', '从', '至'])
                && property_noun(view, view.said(span)).is_none()
        }),
    }
}

/// Whether a counted class noun (兩項計劃) or 每個 opens the subject: it stands for what was named before.
fn stands(view: &View<'_>, figure: Figure<'_>, span: Span) -> bool {
    let said = view.said(span);
    let noun = view.mentions_in(span).next().and_then(|(_, mention)| match &mention.value {
        Value::Count(count) => count.noun,
        _ => None,
    });
    let class =
        noun.is_some_and(|noun| noun.end() == span.end() && view.lexicon.anaphors.get(view.said(noun)).is_some());
    class || said.starts_with('每') || figure.span().start() < span.end()
}

/// The name that owns what a count counts: 研發中心獲批項目共1842個.
fn owning(view: &View<'_>, span: Span) -> Option<Own> {
    let said = view.said(span);
    let pointer = view.lexicon.anaphors.longest_at(said).filter(|word| word.text.len() < said.len());
    if let Some(word) = pointer.filter(|word| view.lexicon.pointing_words.longest_at(word.text).is_some()) {
        let topic = resolve(view, Span::new(span.start(), span.start() + word.text.len()))?;
        let property = tidy(view, span.start() + word.text.len(), span.end());
        return Some(Own::Property(Some((topic.name, topic.entity)), property));
    }
    let name = view.names_in(span).first().filter(|name| name.span.start() <= span.start() + 3)?;
    let rest = view.text.get(name.span.end()..span.end())?.trim_start_matches(['」', '》', ' ', '的']);
    let property = tidy(view, span.end() - rest.len(), span.end());
    (!rest.is_empty()).then(|| Own::Property(Some((view.name_of(name), Some(name.entity))), property))
}

/// A subject without a figure in it.
fn words(view: &View<'_>, scene: &Scene<'_>, topic: &Topic, span: Span, figure: Figure<'_>) -> Own {
    let said = view.said(span);
    let placed = topic.entity.is_none() && led_by_preposition(view, span);
    if said.chars().count() < 2 || view.lexicon.no_subjects.get(said).is_some() || placed {
        return Own::None;
    }
    if topic.entity.is_none() && view.lexicon.place_indicators.get(&tidy(view, span.start(), span.end())).is_some() {
        return Own::Property(None, tidy(view, span.start(), span.end()));
    }
    let part = view.lexicon.figure_words.get(said).is_some_and(|word| word.get("role") == Some("part"));
    // 政府的目標是資助150部電影: whose aim it is.
    if let Some(owner) = ["的目標", "的目标"].iter().find_map(|word| said.strip_suffix(word)) {
        let owner = Span::new(span.start(), span.start() + owner.len());
        let (name, entity) = named(view, owner);
        return Own::Named((name, entity));
    }
    if view.lexicon.figure_words.get(said).is_some_and(|word| word.get("role") == Some("modifier")) {
        return Own::None;
    }
    // 綜合輪候時間目標是降至4.5年: the aim of a property is a value of it.
    let aimed = ["目標", "目标"].iter().find_map(|word| said.strip_suffix(word));
    if let Some((stem, len)) = aimed.and_then(|stem| Some((stem, property_noun(view, stem)?))) {
        let aim = Span::new(span.start(), span.start() + stem.len());
        return split(view, scene, aim, aim.end() - len);
    }
    if topic.entity.is_none() && view.lexicon.average_words.longest_at(said).is_some() {
        return Own::Property(None, tidy(view, span.start(), span.end()));
    }
    if let Some((_, mention)) = view.mention_over(span.start()).filter(|(_, mention)| mention.span == span)
        && matches!(mention.value, Value::Ordinal(_))
    {
        let stage = said.ends_with(['期', '段', '座', '區', '区']);
        return if stage { Own::Stage(said.to_owned()) } else { Own::Part(said.to_owned()) };
    }
    // 第一期發展, 第二階段工程: the noun only says what the stage is a stage of.
    if let Some((_, mention)) =
        view.mention_over(span.start()).filter(|(_, mention)| mention.span.start() == span.start())
        && matches!(mention.value, Value::Ordinal(_))
        && matches!(view.text.get(mention.span.end()..span.end()), Some("發展" | "发展" | "工程" | "項目" | "项目"))
    {
        return Own::Stage(view.said(mention.span).to_owned());
    }
    if part {
        return Own::Part(said.to_owned());
    }
    if topic.generic {
        return Own::Generic(topic.name.clone());
    }
    let behind = view.text.get(span.end()..figure.span().start()).map_or("", |words| light_ends(view, words));
    // 長者生活津貼每月金額為4,195元: what the grant's own property follows is no property.
    let grant = view.lexicon.measure_nouns.longest_before(said).is_none()
        && view.lexicon.measure_nouns.longest_before(behind).is_some();
    // 參與的院校, 獲批的申請: those of the scheme.
    if topic.entity.is_none() && scheme_parts(view, said) && super::measure_carried::carried(view, scene).is_some() {
        return Own::Property(None, tidy(view, span.start(), span.end()));
    }
    if topic.entity.is_none()
        && !grant
        && let Some(len) = property_noun(view, said)
    {
        return split(view, scene, span, span.end() - len);
    }
    let counted = matches!(figure.mention.value, Value::Count(_));
    let differs = figure.noun().is_some_and(|noun| noun.start() >= figure.span().end() && view.said(noun) != said);
    if (!counted || differs) && topic.entity.is_none() && is_side(view, scene, span) {
        let counted =
            figure.noun().filter(|_| differs).map_or_else(String::new, |noun| tidy(view, noun.start(), noun.end()));
        let side = if differs {
            tidy(view, span.start(), span.end())
        } else {
            tidy(view, span.start(), figure.span().start())
        };
        return Own::Property(None, format!("{side}{counted}"));
    }
    if topic.entity.is_some() { Own::Named((topic.name.clone(), topic.entity)) } else { Own::Named(head(view, span)) }
}

/// `政府投入研發的資源佔…`: the whole stretch before the verb of being, where its own verb stands in a
/// relative clause.
fn relative(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> Option<Span> {
    let lead = scene.statement.lead;
    let start = lead.subject.map_or(lead.rest, Span::start);
    let stretch = Span::new(lead.rest.min(figure.span().start()), figure.span().start());
    if lead.subject.is_some_and(|subject| subject.contains(figure.span())) {
        return None;
    }
    let verbs = verbs_in(view, stretch);
    let last = verbs.iter().rev().find(|found| {
        let word = found.word.text;
        let copula = view.lexicon.figure_words.get(word).is_some_and(|word| word.get("role") == Some("copula"));
        (copula || word.starts_with(['佔', '占'])) && !matches!(word, "超過" | "超过" | "逾" | "約" | "约")
    })?;
    let figures = view.mentions_in(stretch).any(|(id, _)| id != figure.id);
    let first = verbs.first().filter(|first| !figures && first.span.start() < last.span.start())?;
    let between = view.text.get(first.span.end()..last.span.start())?;
    let at = between.find('的')?;
    let behind = between.get(at + '的'.len_utf8()..)?;
    (!behind.is_empty()
        && behind.chars().count() <= 12
        && !behind.contains('的')
        && !between.contains(['由', '從', '从']))
    .then(|| trim(view.text, start, last.span.start()))?
    .map(|span| Span::new(span.start(), span.start() + view.said(span).trim_end_matches(['約', '约', '共']).len()))
}

/// The name that a subject amounts to: the listed name that ends it, else its words.
#[must_use]
pub fn head(view: &View<'_>, span: Span) -> Name {
    let (name, entity) = named(view, span);
    if entity.is_some() {
        return (name, entity);
    }
    let last = view.names_in(span).last().filter(|place| {
        place.span.end() <= span.end()
            && tail_is_empty(view, place.span.end(), span.end())
            && place.span.start() > span.start()
    });
    let listed = last.and_then(|place| Some((place, view.entities.get(place.entity)?)));
    match listed.filter(|(_, entity)| entity.kind != EntityKind::Place) {
        Some((place, _)) if modified(view, span.start(), place.span.start()) => {
            (view.name_of(place), Some(place.entity))
        }
        _ => {
            let words = super::statement::written(&strip_quotes(&expand(view, below(view, span))));
            (words.trim_end_matches(['的', '之', '約', '约', '共']).to_owned(), None)
        }
    }
}

/// What belongs to something, without it: 基金下的人才庫.
fn below(view: &View<'_>, span: Span) -> Span {
    let said = view.said(span);
    if !said.contains('下') {
        return span;
    }
    let cut = ["轄下的", "辖下的", "旗下的", "下的"].iter().find_map(|word| said.rfind(word).map(|at| at + word.len()));
    cut.filter(|at| said.len() - at >= 6).map_or(span, |at| Span::new(span.start() + at, span.end()))
}

/// A phrase that is one quotation without its marks.
fn strip_quotes(words: &str) -> String {
    words
        .strip_prefix('「')
        .and_then(|rest| rest.strip_suffix('」'))
        .filter(|rest| !rest.contains('「'))
        .unwrap_or(words)
        .to_owned()
}

/// Whether what stands before a name only describes it: …下的, …推行的, …「.
fn modified(view: &View<'_>, from: usize, to: usize) -> bool {
    view.text.get(from..to).is_some_and(|before| {
        let before = before.trim_end_matches(['「', '《', '“', ' ']);
        before.ends_with(['的', '下', '之']) || before.is_empty()
    })
}
