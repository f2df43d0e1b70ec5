//! Whom or what a figure is about.
//!
//! In this order: the name that modifies the counted noun (`28間「X」的實驗室`), the owner right before the
//! figure (`《藍圖》的六個範疇`), what it comes through (`透過「X」`), the clause's own subject, what the sentence
//! founded or launched before, the subject it carries, what the paragraph is about, its heading. Where
//! none of these is a name, there is no fact.

use super::frame::View;
use super::measure_back::{class_in_sentence, pointed, points_back, possessed};
use super::measure_carried::{carried, carried_in_sentence, carried_over, named_topic, of_thing};
use super::measure_own::{Name, Own};
use super::measure_scan::{Figure, Piece, light_ends, verbs_in, words_in};
use super::measure_subject::{class_before, class_of, joined, occurring, unplaced};
use super::measure_thread::Scene;
use super::statement::Topic;
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
    noun.and_then(|noun| modifier(view, noun).or_else(|| concerned(view, scene, noun)))
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
        Own::Named(name) if points_back(view, name) => pointed(view, &name.0, scene.statement.clause.span.start())
            .or_else(|| carried_past(scene))
            .or_else(|| near.cloned())
            .or_else(|| carried_over(view, scene))
            .or_else(|| heading_words(view, scene).map(|words| (words, None))),
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
            .or_else(|| scene.subject.as_ref().map(|topic| acting(view, topic))),
        Own::Things(words) => Some((words.clone(), None)),
        Own::Generic(name) => generic(view, scene, name),
    }
}

/// Whether a property is one that a place has where no one else is named (失業率).
fn indicator(view: &View<'_>, words: &str) -> bool {
    view.lexicon.place_indicators.get(words).is_some()
}

/// The place that the sentence is about, else that of the document.
fn of_near_place(view: &View<'_>, scene: &Scene<'_>, near: Option<&Name>) -> Option<Name> {
    let place = |name: &Name| {
        name.1.and_then(|id| view.entities.get(id)).is_some_and(|entity| entity.kind == EntityKind::Place)
    };
    let industry = |name: &Name| name.1.is_none() && name.0.ends_with(['業', '业', '界']);
    let told = carried_in_sentence(view, scene).or_else(|| near.cloned());
    let told = told.filter(|name| place(name) || industry(name));
    told.or_else(|| view.home.map(super::home::Home::place))
}

/// A name that is no entity without what only says where (本港長者).
fn unplaced_name(view: &View<'_>, name: Name) -> Name {
    match name {
        (words, None) => (unplaced(view, &words).to_owned(), None),
        listed => listed,
    }
}

/// Whether a subject is the first or another batch of counted things: 首批15個用例.
fn is_batch(view: &View<'_>, scene: &Scene<'_>, words: &str) -> bool {
    let counted = scene.statement.lead.subject.is_some_and(|subject| {
        view.mentions_in(subject).any(|(_, mention)| matches!(mention.value, crate::mentions::Value::Count(_)))
    });
    let part = view.lexicon.figure_words.longest_at(words).filter(|word| word.get("role") == Some("part"));
    counted && part.is_some_and(|word| word.text.ends_with(['批', '輪', '轮']))
}

/// Whether the clause's own words, in a document about one place, are no one's name: 城鎮新增就業, 實際使用外資.
fn unlisted_of_place(view: &View<'_>, scene: &Scene<'_>) -> bool {
    view.home.is_some_and(|home| home.title.is_some())
        && scene.statement.own.as_ref().is_some_and(|own| view.names_in(own.span).is_empty())
        && !of_thing(view, scene)
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

/// Who acts is what the figure is about only where nothing else is.
fn generic(view: &View<'_>, scene: &Scene<'_>, name: &str) -> Option<Name> {
    if let Some(place) = at_facility(view, scene) {
        return Some(place);
    }
    let whole = view.home.and_then(|home| home.stands_for(name));
    let placed = view.home.is_some_and(|home| home.title.is_some() || home.named.is_some() && whole == home.named);
    if placed && whole.is_some() {
        return whole;
    }
    let clause = scene.statement.clause.span;
    let verbs = verbs_in(view, Span::new(scene.statement.lead.rest.min(clause.end()), clause.end()));
    // 全港有13間私家醫院: what there is at the place is its own.
    let rest = view.text.get(scene.statement.lead.rest..clause.end()).unwrap_or("");
    let exists = ["有", "約有", "约有", "共有", "合共有", "共約有", "設有", "设有", "現有", "现有", "已有"]
        .iter()
        .any(|word| rest.starts_with(word));
    // 全港約94%的人口: the place's own people.
    let first = view.mentions_in(Span::new(scene.statement.lead.rest.min(clause.end()), clause.end())).next();
    let people = first.is_some_and(|(_, mention)| {
        let before = view.text.get(scene.statement.lead.rest..mention.span.start()).unwrap_or("-");
        let behind = view.text.get(mention.span.end()..).unwrap_or("");
        matches!(mention.value, crate::mentions::Value::Percent(_))
            && light_ends(view, before).is_empty()
            && behind.starts_with('的')
    });
    if (exists || people) && whole.is_some() {
        return whole;
    }
    if verbs.first().is_some_and(|verb| matches!(verb.word.text, "持有" | "擁有" | "拥有")) {
        return Some((name.to_owned(), None));
    }
    let official = matches!(name, "政府" | "我們" | "我们" | "當局" | "当局" | "特區政府" | "特区政府");
    // 政府資助九個演藝團體: whom it helps is stated of who helps.
    let helps = verbs.iter().any(|verb| {
        let aid = view.lexicon.making_verbs.get(verb.word.text).is_some_and(|word| word.get("role") == Some("aid"));
        aid || matches!(verb.word.text, "發行" | "发行")
    });
    let acts = official && helps && scene.statement.own.is_some() && scene.statement.index == 0;
    let context = match (scene.shift && official, acts) {
        (true, _) => None,
        (false, true) => carried_in_sentence(view, scene),
        (false, false) => carried(view, scene),
    };
    let fallback = match name {
        "我們" | "我们" | "當局" | "当局" => "政府",
        "全國" | "全国" | "我國" | "我国" => "全國",
        other => other,
    };
    context.or(whole).or_else(|| Some((fallback.to_owned(), None)))
}

/// An owner that only says where: 全港, 全市.
fn placed(view: &View<'_>, owner: Name) -> Name {
    view.home.and_then(|home| home.stands_for(&owner.0)).unwrap_or(owner)
}

/// `政府於香港科學園建設兩個平台`: the facility where it is.
fn at_facility(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    view.names_in(scene.statement.clause.span).iter().find_map(|name| {
        view.entities.get(name.entity).filter(|entity| entity.kind == EntityKind::Facility)?;
        let before = view.text.get(scene.statement.clause.span.start()..name.span.start())?;
        before
            .trim_end_matches(['「', ' '])
            .ends_with(['於', '于', '在'])
            .then(|| (view.name_of(name), Some(name.entity)))
    })
}

/// Who acts, by name.
fn acting(view: &View<'_>, topic: &Topic) -> Name {
    match topic.name.as_str() {
        "我們" | "我们" => ("政府".to_owned(), None),
        other => placed(view, (other.to_owned(), topic.entity)),
    }
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
