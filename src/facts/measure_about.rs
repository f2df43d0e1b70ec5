//! Whom or what a figure is about.
//!
//! In this order: the name that modifies the counted noun (`28間「X」的實驗室`), the owner right before the
//! figure (`《藍圖》的六個範疇`), what it comes through (`透過「X」`), the clause's own subject, what the sentence
//! founded or launched before, the subject it carries, what the paragraph is about, its heading. Where
//! none of these is a name, there is no fact.

use super::frame::View;
use super::measure_back::{class_in_sentence, main_part, pointed, points_back, possessed};
use super::measure_carried::{carried, carried_in_sentence, carried_over, named_topic};
use super::measure_own::{Name, Own};
use super::measure_place::{acting, generic, indicator, of_near_place, placed, unlisted_of_place, unplaced_name};
use super::measure_scan::{Figure, Piece, light_ends, words_in};
use super::measure_subject::{class_before, class_of, joined, occurring, unplaced};
use super::measure_thread::Scene;
use crate::entities::EntityKind;
use crate::span::Span;
use crate::structure::BlockKind;

/// The subject of a figure, if the text gives it one; `near` is whose the figure before it in the sentence is.
#[must_use]
pub fn about(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    figure: Figure<'_>,
    noun: Option<Span>,
    own: &Own,
    near: Option<&Name>,
) -> Option<Name> {
    if let Some(open) = piece.bracket
        && let Some(name) = before_bracket(view, scene, open)
    {
        return Some(name);
    }
    noun.and_then(|noun| modifier(view, noun).or_else(|| concerned(view, scene, noun)).or_else(|| quoted(view, noun)))
        .or_else(|| owner(view, piece, figure))
        .or_else(|| existing(view, scene, figure, noun))
        .or_else(|| through(view, scene, figure))
        .or_else(|| joined(view, scene, figure))
        .or_else(|| occurring(view, figure, noun))
        .or_else(|| from_own(view, scene, own, near))
}

/// The name that ends right before a bracket.
fn before_bracket(view: &View<'_>, scene: &Scene<'_>, open: usize) -> Option<Name> {
    let before = Span::new(scene.statement.clause.span.start(), open);
    let name = view.names_in(before).last()?;
    let between = view.text.get(name.span.end()..open)?.trim_start_matches(['」', '』', '》', '”', '*', ' ']);
    if !between.is_empty() {
        return None;
    }
    Some((view.name_of(name), Some(name.entity)))
}

/// The name inside a counted noun phrase that modifies its head.
pub fn modifier(view: &View<'_>, noun: Span) -> Option<Name> {
    let name = view.names_in(noun).iter().find(|name| name.span.end() < noun.end())?;
    view.entities.get(name.entity).filter(|entity| entity.kind != EntityKind::Place)?;
    if view.lexicon.generic_subjects.get(view.said(name.span)).is_some() {
        return None;
    }
    let before = view.text.get(noun.start()..name.span.start())?;
    let behind = view.text.get(name.span.end()..noun.end())?;
    let behind = behind.trim_start_matches(['」', '』', '》', ' ', '（', '）', '(', ')']);
    let leads = before.trim_matches(['「', '《', ' ']).is_empty() || before.contains(['獲', '获', '由']);
    (leads && !behind.is_empty() && !behind.starts_with(['和', '及', '、', '與', '与']))
        .then(|| (view.name_of(name), Some(name.entity)))
}

/// `公布首批110項「灣區標準」`: a quoted name that is what the figure counts.
fn quoted(view: &View<'_>, noun: Span) -> Option<Name> {
    let said = view.said(noun);
    let inner = said.trim_matches(['「', '」', '“', '”', '《', '》']);
    let marked = inner.len() + 2 * '「'.len_utf8() == said.len();
    let name = view.names_in(noun).first().filter(|name| marked && view.said(name.span) == inner)?;
    let kind = view.entities.get(name.entity)?.kind;
    let thing = !matches!(kind, EntityKind::Organisation | EntityKind::Place | EntityKind::PersonRole);
    thing.then(|| (view.name_of(name), Some(name.entity)))
}

/// `批出2.3萬宗有關申請`: those of the scheme that the sentences before are about.
fn concerned(view: &View<'_>, scene: &Scene<'_>, noun: Span) -> Option<Name> {
    let said = view.said(noun);
    let points = ["有關", "有关", "相關", "相关", "該等", "该等"].iter().any(|word| said.starts_with(word));
    let main = [&scene.pivot, &scene.main].into_iter().flatten().next().filter(|_| points)?;
    let kind = view.entities.get(main.entity?)?.kind;
    matches!(kind, EntityKind::Programme | EntityKind::Fund).then(|| (main.name.clone(), main.entity))
}

/// `目前有六所香港的大學在深圳設有研究院`: what exists is the subject, where the clause names no other.
fn existing(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>, noun: Option<Span>) -> Option<Name> {
    let noun = noun?;
    let before = view.text.get(scene.statement.lead.start..figure.span().start())?;
    let bare = light_ends(view, before).is_empty() && before.contains('有');
    let place = view.names_in(noun).first().filter(|name| name.span.start() == noun.start())?;
    let placed = view.entities.get(place.entity).is_some_and(|entity| entity.kind == EntityKind::Place);
    let behind = view.text.get(place.span.end()..noun.end())?;
    (bare && placed && behind.starts_with('的') && scene.statement.own.is_none())
        .then(|| (super::object::expand(view, noun), None))
}

/// `《藍圖》的六個`, `《藍圖》所提出的四大`: the name right before the figure.
fn owner(view: &View<'_>, piece: Piece, figure: Figure<'_>) -> Option<Name> {
    let before = view.text.get(piece.span.start()..figure.span().start())?.trim_end();
    let stem = before.strip_suffix('的')?;
    let end = piece.span.start() + stem.len();
    let name = view.names_in(Span::new(piece.span.start(), end)).last()?;
    let between = view.text.get(name.span.end()..end)?.trim_start_matches(['」', '』', '》', ' ']);
    let close = between.is_empty() || between.starts_with('所') && between.chars().count() <= 5;
    close.then(|| (view.name_of(name), Some(name.entity)))
}

/// `透過「X」`, `在《X》中`, in the clause or the one before it.
fn through(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> Option<Name> {
    let clause = scene.statement.clause.span;
    let here = Span::new(clause.start(), figure.span().start().max(clause.start()));
    // 在《排名》中，香港有五所大學…: what the clause names itself comes first.
    let own = scene.statement.own.as_ref().is_some_and(|own| own.entity.is_some());
    let before = scene.before.filter(|before| !own && view.said(*before).ends_with(['中', '下', '內', '内', '裡']));
    [Some(here), before].into_iter().flatten().find_map(|span| {
        let words = words_in(view, span, &[&view.lexicon.figure_words]);
        let through =
            words.iter().rev().find(|word| word.word.get("role") == Some("through")).map(|word| word.span.end());
        view.names_in(span).iter().rev().find_map(|name| {
            let entity = view.entities.get(name.entity)?;
            let thing = !matches!(entity.kind, EntityKind::Place | EntityKind::PersonRole | EntityKind::Organisation);
            let lead = view.text.get(span.start()..name.span.start())?.trim_end_matches(['「', '《', ' ']);
            let behind = view.text.get(name.span.end()..span.end())?.trim_start_matches(['」', '》', ' ']);
            let via = through.is_some_and(|end| end + 12 >= name.span.start() && end <= name.span.start());
            let within = (behind.starts_with(['中', '下', '內', '内'])
                && !behind.get(3..).is_some_and(|rest| rest.starts_with('的'))
                || behind.starts_with("計劃下"))
                && (lead.ends_with(['在', '於', '于', '的']) || lead.is_empty());
            (thing && (via || within)).then(|| (view.name_of(name), Some(name.entity)))
        })
    })
}

/// What the own subject gives, else what the context carries.
fn from_own(view: &View<'_>, scene: &Scene<'_>, own: &Own, near: Option<&Name>) -> Option<Name> {
    let carried = || carried_in_sentence(view, scene).or_else(|| near.cloned()).or_else(|| carried_over(view, scene));
    match own {
        Own::Named((words, None)) if class_of(view, scene, words).is_some() => class_of(view, scene, words),
        Own::Property(Some((words, None)), _) if class_of(view, scene, words).is_some() => class_of(view, scene, words),
        Own::Named(name) if name.1.is_none() && unlisted_of_place(view, scene) => {
            view.home.and_then(|home| home.title.clone()).or_else(|| Some(name.clone()))
        }
        Own::Named((words, None)) if class_before(view, words, scene.statement.clause.span.start()).is_some() => {
            class_before(view, words, scene.statement.clause.span.start())
        }
        Own::Property(Some((words, None)), _)
            if class_before(view, words, scene.statement.clause.span.start()).is_some() =>
        {
            class_before(view, words, scene.statement.clause.span.start())
        }
        Own::Named((words, None)) | Own::Property(Some((words, None)), _)
            if main_part(view, scene, words).is_some() =>
        {
            main_part(view, scene, words)
        }
        Own::Named((words, None)) | Own::Property(Some((words, None)), _)
            if possessed(view, scene, words).is_some() =>
        {
            possessed(view, scene, words)
        }
        Own::Named((words, None)) | Own::Property(Some((words, None)), _)
            if class_in_sentence(view, scene, words).is_some() =>
        {
            class_in_sentence(view, scene, words)
        }
        // 首批15個用例來自10家銀行: those of what the paragraph is about.
        Own::Named((words, None)) if is_batch(view, scene, words) => carried().or_else(|| Some((words.clone(), None))),
        Own::Named(name) if shifts(view, scene, name) => carried_past(scene).or_else(|| Some(name.clone())),
        Own::Named(name) if super::measure_back::several(&name.0).is_some() => {
            pointed(view, &name.0, scene.statement.clause.span.start())
                .or_else(|| super::measure_back::several(&name.0))
        }
        Own::Named(name) if points_back(view, name) => pointed(view, &name.0, scene.statement.clause.span.start())
            .or_else(|| carried_past(scene))
            .or_else(|| near.cloned())
            .or_else(|| carried_over(view, scene))
            .or_else(|| heading_words(view, scene).map(|words| (words, None)))
            .or_else(|| super::measure_back::several(&name.0)),
        Own::Named(name) => Some(unplaced_name(view, complete(view, scene, name))),
        Own::Property(Some(owner), _) => Some(unplaced_name(view, placed(view, owner.clone()))),
        Own::Stage(stage) => carried().map(|(name, _)| (format!("{name}{stage}"), None)),
        Own::Counting(words) => {
            let things = unplaced(view, words);
            let whole = things.len() < words.len();
            let home = view.home.and_then(|home| home.title.clone());
            let own = carried_in_sentence(view, scene).or_else(|| near.cloned()).filter(|_| !whole);
            own.or_else(|| carried().filter(|name| name.1.is_some() && !whole))
                .or(home)
                .or_else(|| Some((things.to_owned(), None)))
        }
        // 前者30.8萬個: nothing here tells the two apart.
        Own::Part(words) if matches!(words.as_str(), "前者" | "後者" | "后者") => None,
        Own::Property(None, words) if indicator(view, words) => of_near_place(view, scene, near),
        Own::Property(None, _) | Own::Part(_) | Own::Counted | Own::None => carried()
            .or_else(|| view.home.and_then(|home| home.title.clone()))
            .or_else(|| heading_words(view, scene).map(|words| (words, None)))
            .or_else(|| scheme_named(view, scene))
            .or_else(|| scene.subject.as_ref().map(|topic| acting(view, topic)))
            .or_else(|| property_alone(view, own)),
        Own::Things(words) => Some((words.clone(), None)),
        Own::Generic(name) => generic(view, scene, name),
    }
}

/// `每個獲「X計劃」支持的項目可獲15萬元，首輪共93個`: the scheme that an earlier clause of the sentence named.
fn scheme_named(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let named = scene.named.as_ref()?;
    let kind = view.entities.get(named.entity?)?.kind;
    matches!(kind, EntityKind::Programme | EntityKind::Fund | EntityKind::Platform)
        .then(|| (named.name.clone(), named.entity))
}

/// `管理資產於2024年年底升至35.1萬億元`: where nothing says whose it is, a property of some length stands for itself.
fn property_alone(view: &View<'_>, own: &Own) -> Option<Name> {
    let Own::Property(None, words) = own else { return None };
    let bare = view.lexicon.average_words.longest_at(words).is_some() || words.starts_with(['每', '其', '該', '该']);
    (words.chars().count() >= 4 && !bare).then(|| (words.clone(), None))
}

/// Whether a subject is the first or another batch of counted things: 首批15個用例.
fn is_batch(view: &View<'_>, scene: &Scene<'_>, words: &str) -> bool {
    let counted = scene.statement.lead.subject.is_some_and(|subject| {
        view.mentions_in(subject).any(|(_, mention)| matches!(mention.value, crate::mentions::Value::Count(_)))
    });
    let part = view.lexicon.figure_words.longest_at(words).filter(|word| word.get("role") == Some("part"));
    counted && part.is_some_and(|word| word.text.ends_with(['批', '輪', '轮']))
}

/// Whether a body does something to what the paragraph is about: 創新科技署已把每月津貼增加10%.
fn shifts(view: &View<'_>, scene: &Scene<'_>, name: &Name) -> bool {
    let body =
        name.1.and_then(|id| view.entities.get(id)).is_some_and(|entity| entity.kind == EntityKind::Organisation);
    let moved = scene.main.as_ref().and_then(|main| main.entity).and_then(|id| view.entities.get(id));
    let scheme = moved.is_some_and(|entity| matches!(entity.kind, EntityKind::Programme | EntityKind::Fund));
    let clause = view.said(scene.statement.clause.span);
    body && scheme && ["把", "將", "将"].iter().any(|word| clause.contains(word))
}

/// What the sentences before were about.
fn carried_past(scene: &Scene<'_>) -> Option<Name> {
    scene.main.as_ref().map(|main| (main.name.clone(), main.entity))
}

/// A class noun (計劃, 該計劃, 試驗計劃) as the name it stands for: what the paragraph is about where that
/// ends with it and is nearer than the listed name found, the heading that ends with it.
fn complete(view: &View<'_>, scene: &Scene<'_>, name: &Name) -> Name {
    let statement = scene.statement;
    let Some(own) = &statement.own else { return name.clone() };
    let said = statement.lead.subject.map_or("", |span| view.said(span));
    let class = said.trim_start_matches(['該', '该', '此', '本']);
    let anaphor = view.lexicon.anaphors.get(said).is_some();
    let short = name.1.is_none() && said.chars().count() <= 8 && view.lexicon.describing.longest_before(said).is_some();
    if !anaphor && !short {
        return name.clone();
    }
    let classes = view.lexicon.anaphors.get(said).and_then(|word| word.get("class")).unwrap_or("");
    let heading = heading_words(view, scene).filter(|words| words.ends_with(class) && words.len() > class.len());
    let heading = heading.filter(|words| name.1.is_none() || !name.0.ends_with(words.as_str()));
    if let Some(words) = heading.filter(|_| !class.is_empty()) {
        return (words, None);
    }
    let nearer = [&scene.pivot, &scene.main].into_iter().flatten().find(|topic| {
        let ends = topic.name.ends_with(class)
            || classes.split(' ').any(|class| !class.is_empty() && topic.name.ends_with(class));
        ends && topic.name.len() > class.len() && (short || topic.span.start() > own.span.start())
    });
    if let Some(topic) = nearer {
        return (topic.name.clone(), topic.entity);
    }
    let before = view.names_before(statement.clause.span.start());
    let listed = view
        .entities
        .occurrences
        .get(..before)
        .unwrap_or(&[])
        .iter()
        .rev()
        .take(40)
        .find(|place| short && view.entities.get(place.entity).is_some_and(|entity| entity.name.ends_with(class)));
    listed.map_or_else(|| name.clone(), |place| (view.name_of(place), Some(place.entity)))
}

/// The words of the item or the run-in heading above, where they name something: short, without a verb
/// and without a figure. A section's heading, with many blocks under it, is no subject.
fn heading_words(view: &View<'_>, scene: &Scene<'_>) -> Option<String> {
    let parent = view.outline.block(scene.statement.block)?.parent?;
    let block = view.outline.block(parent)?;
    let words = super::statement::written(view.said(block.span));
    let numbered = crate::clean::unnumbered(&words).len() < words.len(); // a section, whatever is said in it
    let words = words.split(['（', '(', '〔', '﹝']).next().unwrap_or("");
    let words = words.trim_matches(['「', '」', '*', ':', '：', ' ']);
    let fits = (3..=20).contains(&words.chars().count()) && super::measure_scan::is_chinese(words);
    let verb =
        view.lexicon.predicates.longest_at(words).is_some() || view.lexicon.event_verbs.longest_at(words).is_some();
    let verb = verb && view.lexicon.compounds.longest_at(words).is_none();
    let figures = view.mentions_in(block.span).next().is_some() || words.contains(['、', '，']);
    let section = block.kind == BlockKind::Heading
        && view
            .outline
            .blocks
            .iter()
            .skip(parent as usize + 1)
            .take(40)
            .filter(|block| block.parent == Some(parent))
            .take(4)
            .count()
            > 3;
    let usable =
        matches!(block.kind, BlockKind::Heading | BlockKind::ListItem) && !section && !numbered && !figures && !verb;
    (fits && usable).then(|| words.to_owned())
}

/// Whom the shares of a list belong to: the first listed name that the context gives.
#[must_use]
pub fn whole(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let statement = scene.statement;
    [&statement.own, &scene.subject, &scene.pivot, &scene.main, &statement.heading, &statement.topic]
        .into_iter()
        .flatten()
        .find(|topic| topic.entity.is_some() && !topic.generic)
        .map(|topic| named_topic(view, topic))
        .or_else(|| carried(view, scene))
}
