//! Subjects that stand elsewhere than before the verb.
//!
//! ```text
//! shifted = ( 把 | 將 | 令 | 使 ) noun-phrase verb figure       把服務券總數增加至12 000張
//! joined  = figure noun ( 參與 | 使用 | … ) name                約5 300名長者正使用「X」
//! described = dimension figure 的 noun-phrase                     一條長3 800米的新跑道
//! class   = [ 該 | 新 | … ] noun                                服務券: 「長者社區照顧服務券計劃」
//! ```

use super::frame::View;
use super::measure_own::{Name, Own, head};
use super::measure_owner::split;
use super::measure_property::{Around, light_bounds};
use super::measure_scan::{Figure, light_ends, tidy, verbs_in, words_in};
use super::measure_thread::Scene;
use super::measure_words::property_noun;
use super::phrase::{atom, trim};
use super::statement::{Topic, named, resolve};
use crate::entities::EntityKind;
use crate::mentions::Value;
use crate::span::Span;

/// The phrase that 把, 將 or 令 puts before the verb of `figure`, if the clause has one.
#[must_use]
pub fn shifted(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> Option<Span> {
    let clause = scene.statement.clause.span;
    let stretch = Span::new(clause.start(), figure.span().start().max(clause.start()));
    // 使用 is no 使, 將於 no 將: the longest word decides.
    let lexicon = view.lexicon;
    let words =
        words_in(view, stretch, &[&lexicon.predicates, &lexicon.adverbs, &lexicon.event_verbs, &lexicon.figure_words]);
    let shift = words.iter().rev().find(|word| word.word.get("role") == Some("shift"))?;
    let verbs = verbs_in(view, Span::new(shift.span.end(), stretch.end()));
    let verb = verbs.iter().find(|verb| view.lexicon.figure_leads.get(verb.word.text).is_none());
    let from = view.said(stretch).trim_end().ends_with(['由', '從', '从']);
    let end = verb.map(|verb| verb.span.start()).or_else(|| from.then_some(stretch.end()))?;
    let phrase = trim(view.text, shift.span.end(), until_aside(view, shift.span.end(), end))?;
    let modifier = view.lexicon.figure_words.get(light_ends(view, view.said(phrase)));
    let bare = light_ends(view, view.said(phrase)).is_empty()
        || modifier.is_some_and(|word| word.get("role") == Some("modifier"));
    let rates = |value: &Value| matches!(value, Value::Set(_));
    let plain = view.mentions_in(phrase).all(|(_, mention)| rates(&mention.value)) && phrase.len() >= 6 && !bare;
    // 將 is 把 only before a noun: 將於, 將會 are adverbs, and 將 before a verb is none.
    (plain && view.said(phrase).chars().count() <= 30).then_some(phrase)
}

/// What the phrase that 把 puts before the verb says about a figure behind it.
#[must_use]
pub fn own_shifted(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>, span: Span) -> Own {
    let counts = matches!(figure.mention.value, Value::Count(_));
    if let Some(topic) = resolve(view, span) {
        return Own::Named((topic.name, topic.entity));
    }
    let (name, entity) = named(view, span);
    if entity.is_some() {
        return Own::Named((name, entity));
    }
    match property_noun(view, view.said(span)) {
        Some(len) => match split(view, scene, span, span.end() - len) {
            Own::Property(None, property) => {
                Own::Property(about_scheme(view, scene).or_else(|| aiming(view, scene)), property)
            }
            // 香港的目標是把碳排放總量減少一半: whose aim it is.
            Own::Property(Some((words, None)), _)
                if aiming(view, scene).is_some() && class_of(view, scene, &words).is_none() =>
            {
                Own::Property(aiming(view, scene), tidy(view, span.start(), span.end()))
            }
            // 中九龍幹線可把油麻地至九龍灣的行車時間縮短: what changes it is what the time is stated of.
            Own::Property(Some((_, None)), _) if !counts => match acting_thing(view, scene) {
                Some(thing) => Own::Property(Some(thing), tidy(view, span.start(), span.end())),
                None => split(view, scene, span, span.end() - len),
            },
            own => own,
        },
        None => Own::Named(head(view, span)),
    }
}

/// Which place's aim a clause tells: 香港的目標是….
fn aiming(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let subject = scene.statement.lead.subject?;
    let said = view.said(subject);
    let owner = ["的目標", "的目标"].iter().find_map(|word| said.strip_suffix(word))?;
    let (name, id) = named(view, Span::new(subject.start(), subject.start() + owner.len()));
    let place = view.entities.get(id?)?.kind == EntityKind::Place;
    place.then_some((name, id))
}

/// The subject of the clause or the one before it where it is a listed thing and no body.
fn acting_thing(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let own = [&scene.statement.own, &scene.subject].into_iter().flatten().next()?;
    let entity = view.entities.get(own.entity?)?;
    let thing = !matches!(entity.kind, EntityKind::Organisation | EntityKind::Place | EntityKind::PersonRole);
    thing.then(|| (own.name.clone(), own.entity))
}

/// The scheme or fund that the sentences before were about.
fn about_scheme(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let main = scene.main.as_ref()?;
    let entity = view.entities.get(main.entity?)?;
    let scheme = !matches!(entity.kind, EntityKind::Organisation | EntityKind::Place | EntityKind::PersonRole);
    scheme.then(|| (main.name.clone(), main.entity))
}

/// Where the words from `from` to `to` come to what they are compared with or start from (由17個月, 較2005年).
fn until_aside(view: &View<'_>, from: usize, to: usize) -> usize {
    let mut at = from;
    while let Some(rest) = view.text.get(at..to).filter(|rest| !rest.is_empty()) {
        if let Some(end) = atom(view, at, to) {
            at = end;
        } else if at > from
            && rest.starts_with(['由', '從', '从', '較', '较', '比', '在', '於', '于'])
            && view.lexicon.compounds.longest_at(rest).is_none()
        {
            return at;
        } else {
            let word = view.lexicon.compounds.longest_at(rest).map_or(0, |word| word.text.len());
            at += word.max(rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    to
}

/// `約5 300名長者正使用「X」`: the scheme that the counted people join or use.
#[must_use]
pub fn joined(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> Option<Name> {
    let Value::Count(count) = &figure.mention.value else { return None };
    let clause = scene.statement.clause.span;
    let end = count.noun.map_or(figure.span().end(), Span::end).max(figure.span().end());
    let behind = Span::new(end.min(clause.end()), clause.end());
    let words = words_in(view, behind, &[&view.lexicon.joining_words]);
    let verb = words.first()?;
    let between = view.text.get(end..verb.span.start())?;
    if !light_ends(view, between).is_empty() {
        return None;
    }
    let rest = view.text.get(verb.span.end()..clause.end())?;
    let start = clause.end() - rest.trim_start_matches(['了', '「', '《', '*', ' ']).len();
    if let Some(name) = view.name_over(start).filter(|name| name.span.start() == start) {
        let entity = view.entities.get(name.entity)?;
        let thing = !matches!(entity.kind, EntityKind::Place | EntityKind::Organisation | EntityKind::PersonRole);
        return thing.then(|| (view.name_of(name), Some(name.entity)));
    }
    let object = trim(view.text, start, clause.end())?;
    if let Some(topic) = resolve(view, object) {
        return Some((topic.name, topic.entity));
    }
    let words = view.said(object).trim_matches(['「', '」', '《', '》']);
    let ticket = words.ends_with(['券', '卡', '證', '证']) && words.chars().count() <= 8;
    (ticket && view.mentions_in(object).next().is_none()).then(|| (words.to_owned(), None))
}

/// `2024年共發生17 092宗交通意外`: what happens is what its number is stated of.
#[must_use]
pub fn occurring(view: &View<'_>, figure: Figure<'_>, noun: Option<Span>) -> Option<Name> {
    let noun = noun.filter(|noun| noun.start() >= figure.span().end())?;
    let before = light_bounds(view, view.text.get(..figure.span().start())?);
    let happens = ["發生", "发生", "發生了", "发生了", "出現", "出现"].iter().any(|word| before.ends_with(word));
    happens.then(|| head(view, noun))
}

/// `一條長3 800米的新跑道`, `面積約28萬平方米的客運廊`: what a figure with its dimension describes, and the dimension.
#[must_use]
pub fn described(view: &View<'_>, figure: Figure<'_>, around: Around) -> Option<(Name, String)> {
    if !matches!(figure.mention.value, Value::Quantity(_) | Value::Money(_) | Value::Duration(_)) {
        return None;
    }
    let noun = around.noun?;
    let attributive = view.text.get(figure.span().end()..noun.start())?.trim_end_matches(['「', '*']).trim() == "的";
    let before = light_bounds(view, view.text.get(..figure.span().start())?);
    let dimension = ["總長", "总长", "全長", "全长", "長", "长", "闊", "阔", "寬", "宽", "高", "深", "佔地", "占地"];
    let dimension = dimension.iter().find(|word| before.ends_with(**word)).map(|word| (*word).to_owned());
    let measured = || view.lexicon.measure_nouns.longest_before(before).map(|word| word.text.to_owned());
    let dimension = dimension.or_else(measured).filter(|_| attributive)?;
    let noun = before_joint(view, noun)?;
    let named = head(view, noun);
    (named.0.chars().count() >= 2).then_some((named, dimension))
}

/// 緩跑徑和面積: the noun before what joins the next dimension.
fn before_joint(view: &View<'_>, noun: Span) -> Option<Span> {
    let said = view.said(noun);
    let joint = ["和", "及", "、", "與", "与"].iter().find_map(|word| {
        let at = said.rfind(word)?;
        let rest = said.get(at + word.len()..)?;
        let dimension = view.lexicon.measure_nouns.get(rest).is_some()
            || ["一條長", "一条长", "長", "长", "闊", "寬", "高"].contains(&rest);
        dimension.then_some(at)
    });
    trim(view.text, noun.start(), noun.start() + joint.unwrap_or(said.len()))
}

/// What a class noun stands for (服務券, 新口岸, 牌照): the thing that the paragraph is about, where its name
/// ends with the noun, with or without the class that ends the name.
#[must_use]
pub fn class_of(view: &View<'_>, scene: &Scene<'_>, words: &str) -> Option<Name> {
    let statement = scene.statement;
    class_among(view, [&scene.pivot, &scene.named, &scene.main, &statement.heading, &statement.topic], words)
        .or_else(|| super::measure_thread::described_as(scene.described.as_ref(), words))
}

/// As [`class_of`], the thing being one of `topics`, the nearest first.
#[must_use]
pub fn class_among(view: &View<'_>, topics: [&Option<Topic>; 5], words: &str) -> Option<Name> {
    let words = words.rfind('的').and_then(|at| words.get(at + '的'.len_utf8()..)).unwrap_or(words);
    let lead = view.lexicon.pointing_words.longest_at(words).map_or(0, |word| word.text.len());
    let noun = words.get(lead..)?;
    if !(2..=8).contains(&noun.chars().count()) || noun.contains(['、', '及', '和']) {
        return None;
    }
    let about = topics.into_iter().flatten().find(|topic| {
        topic.entity.is_some()
            && topic.name.chars().count() > noun.chars().count()
            && ends_with(view, &topic.name, noun)
    });
    about.map(|topic| (topic.name.clone(), topic.entity))
}

/// How far before a clause a thing may be named that a class noun (機場) stands for, in bytes.
const NEAR: usize = 1500;

/// What a class noun of names stands for where no topic does: the nearest listed name before that ends with it.
#[must_use]
pub fn class_before(view: &View<'_>, words: &str, at: usize) -> Option<Name> {
    let class = view.lexicon.name_endings.get(words).filter(|_| words.chars().count() == 2);
    let long = (3..=5).contains(&words.chars().count()) && view.lexicon.name_endings.get(words).is_none();
    let body = class.is_some_and(|class| matches!(class.get("kind"), Some("organisation" | "place")));
    if class.is_none() && !long || view.lexicon.sectors.get(words).is_some() {
        return None;
    }
    let mut near = view.named_near(at, NEAR).filter(|_| !body);
    let ends = |name: &str| name.ends_with(words) && name.len() > words.len();
    near.find(|(_, entity)| ends(&entity.name)).map(|(id, entity)| (entity.name.clone(), Some(id)))
}

/// Whether `name` ends with `noun`, or does so before the class noun at its end.
fn ends_with(view: &View<'_>, name: &str, noun: &str) -> bool {
    let stem = view.lexicon.describing.longest_before(name).map(|class| name.len() - class.text.len());
    name.ends_with(noun) || stem.and_then(|end| name.get(..end)).is_some_and(|stem| stem.ends_with(noun))
}

/// `words` without what only says that they speak of the whole place (全港公共充電器).
#[must_use]
pub fn unplaced<'a>(view: &View<'_>, words: &'a str) -> &'a str {
    let lead = words.char_indices().nth(2).map_or(words.len(), |(at, _)| at);
    let whole = words.get(..lead).is_some_and(|lead| view.home.is_some_and(|home| home.stands_for(lead).is_some()));
    let rest = if whole { words.get(lead..).unwrap_or("").trim_start_matches(['的', '共', '有']) } else { words };
    if rest.chars().count() >= 2 { rest } else { words }
}
