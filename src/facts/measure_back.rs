//! Words of a subject that point back to what the text said before.
//!
//! ```text
//! possessed = 其 noun                           其擴建工程: 香港文化博物館擴建工程
//! class     = noun, said before with more       牌照有效期為五年: 自動駕駛先導牌照
//! ```

use super::frame::View;
use super::measure_carried::carried_named;
use super::measure_own::Name;
use super::measure_scan::verbs_in;
use super::measure_thread::Scene;
use super::phrase::trim;
use crate::entities::EntityKind;
use crate::mentions::Value;
use crate::span::Span;

/// Words that begin with 其 and do not point back.
const NO_POINTERS: [&str; 8] = ["其他", "其它", "其餘", "其余", "其中", "其次", "其後", "其間"];

/// What `其X` belongs to, with X; nothing where the words are no such phrase or nothing was named before.
#[must_use]
pub fn possessed(view: &View<'_>, scene: &Scene<'_>, words: &str) -> Option<Name> {
    let noun = words.strip_prefix('其').filter(|noun| noun.chars().count() >= 2)?;
    if NO_POINTERS.iter().any(|word| words.starts_with(word)) {
        return None;
    }
    let (owner, entity) = carried_named(view, scene)?;
    // 其自行或夥拍房協開展的重建項目: what it does describes the noun, and the figure is its own.
    if words.chars().count() > 8 && noun.trim_end_matches('的').contains('的') {
        return Some((owner, entity));
    }
    Some((format!("{owner}{}", noun.trim_start_matches('的')), None))
}

/// 主場館, 副館: the main or the side part of the facility that the clauses before are about.
#[must_use]
pub fn main_part(view: &View<'_>, scene: &Scene<'_>, words: &str) -> Option<Name> {
    let lead = words.starts_with(['主', '副']) && (2..=4).contains(&words.chars().count());
    let ends = ['館', '馆', '場', '场', '樓', '楼', '廳', '厅', '塔', '橋', '桥', '線', '线', '綫'];
    // 香港段長約8公里: the stretch of a line.
    let stretch = (3..=5).contains(&words.chars().count()) && words.ends_with('段');
    let part = lead && words.ends_with(ends) || stretch;
    let (owner, id) = carried_named(view, scene).filter(|_| part)?;
    let site = view.entities.get(id?)?.kind == EntityKind::Facility;
    (site && !owner.ends_with(words)).then(|| (format!("{owner}{words}"), None))
}

/// How long a class noun is that a clause says alone, in characters.
const CLASS: std::ops::RangeInclusive<usize> = 2..=3;
/// How long the phrase before is that it stands for, in characters.
const PHRASE: std::ops::RangeInclusive<usize> = 4..=20;

/// How far before a sentence its first clause may find the phrase, in bytes.
const REACH: usize = 300;

/// The phrase of an earlier clause of the sentence, or of the sentence before, that a short noun repeats: 發出首張自動駕駛先導牌照，牌照有效期….
#[must_use]
pub fn class_in_sentence(view: &View<'_>, scene: &Scene<'_>, words: &str) -> Option<Name> {
    let statement = scene.statement;
    if !CLASS.contains(&words.chars().count()) {
        return None;
    }
    let block = view.outline.block(statement.block)?.span.start();
    let near = statement.clause.span.start().saturating_sub(REACH).max(block);
    let from = if statement.index > 0 { statement.sentence.start() } else { view.text.floor_char_boundary(near) };
    let before = view.text.get(from..statement.clause.span.start())?;
    let end = from + before.rfind(words)? + words.len();
    let clause =
        view.text.get(from..end)?.rfind(['，', '；', '：', '。']).map_or(from, |at| from + at + '，'.len_utf8());
    let verb = verbs_in(view, Span::new(clause, end)).last().map_or(clause, |verb| verb.span.end());
    let figure = view.mentions_in(Span::new(clause, end)).next_back().map_or(clause, |(_, mention)| mention.span.end());
    let phrase = trim(view.text, verb.max(figure), end)?;
    let said = super::measure_scan::light_ends(view, view.said(phrase));
    let plain = said.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !said.contains(['的', '和', '及', '與', '与', '了'])
        && view
            .names_in(phrase)
            .iter()
            .all(|name| view.entities.get(name.entity).is_some_and(|entity| entity.kind == EntityKind::Place));
    (plain && PHRASE.contains(&said.chars().count()) && said.ends_with(words)).then(|| (said.to_owned(), None))
}

/// How far before a clause the names stand that a counted class noun (兩項計劃) stands for, in bytes.
const PAIR: usize = 1200;

/// `兩項計劃的受惠長者`, `這兩間博物館`: the joined names before, as many as are counted, that end with the class.
#[must_use]
pub fn counted_names(view: &View<'_>, subject: Span) -> Option<(Name, usize)> {
    let said = view.said(subject);
    let lead = ["這", "这", "該", "该", "上述", "有關", "有关", "以上"].iter().find(|word| said.starts_with(**word));
    let at = subject.start() + lead.map_or(0, |word| word.len());
    let (_, mention) = view.mention_over(at).filter(|(_, mention)| mention.span.start() == at)?;
    let Value::Count(count) = &mention.value else { return None };
    let many = count.amount.value.filter(|many| *many >= 2.into() && *many <= 5.into())?;
    let noun = count.noun.filter(|noun| noun.start() == mention.span.end() && noun.end() <= subject.end())?;
    let class = view.said(noun);
    let many = (2..=5usize).find(|n| many == (*n as u64).into())?;
    let before = view.names_before(subject.start());
    let names = view.entities.occurrences.get(..before)?;
    let ends = |place: &crate::entities::Occurrence| {
        // 這兩間博物館: 藝術館 and 科學館 are museums, too.
        let site = class.chars().next_back().filter(|c| matches!(c, '館' | '馆' | '校' | '院'));
        view.entities
            .get(place.entity)
            .is_some_and(|entity| entity.name.ends_with(class) || site.is_some_and(|c| entity.name.ends_with(c)))
    };
    // 粵菜師傅、廣東技工和南粵家政三項工程: names that are said without their class.
    let loose =
        ["工程", "計劃", "计划", "項目", "项目", "行動", "行动", "平台", "措施", "活動", "活动"].contains(&class);
    let alike = |run: &[crate::entities::Occurrence]| {
        let kind = |place: &crate::entities::Occurrence| view.entities.get(place.entity).map(|entity| entity.kind);
        let first = run.first().and_then(kind);
        let body = matches!(first, None | Some(EntityKind::Place | EntityKind::Organisation | EntityKind::PersonRole));
        loose && !body && run.iter().all(|place| kind(place) == first)
    };
    for end in (many..=names.len()).rev() {
        let run = names.get(end - many..end)?;
        if subject.start().saturating_sub(run.last()?.span.end()) > PAIR {
            return None;
        }
        let joined = run.iter().zip(run.iter().skip(1)).all(|(one, next)| {
            let between = view.text.get(one.span.end()..next.span.start()).unwrap_or("-");
            let between = between.trim_matches(['「', '」', '《', '》', ' ', '*']);
            matches!(between, "、" | "和" | "及" | "與" | "与" | "以及")
        });
        if joined && (run.iter().all(ends) || alike(run)) {
            let whole = run.first()?.span.to(run.last()?.span);
            return Some(((super::object::expand(view, whole), None), noun.end()));
        }
    }
    None
}

/// `這些盛事`: several things, which are what they are called where no list of names says so.
#[must_use]
pub fn several(words: &str) -> Option<Name> {
    let noun = ["這些", "这些", "該等", "该等", "有關的", "有关的"].iter().find_map(|word| words.strip_prefix(word))?;
    (noun.chars().count() >= 2).then(|| (noun.to_owned(), None))
}

/// `簽署《X協議》，有效期五年`: the agreement or permit that the sentence, or the one before it, names last.
#[must_use]
pub fn agreement(view: &View<'_>, scene: &Scene<'_>) -> Option<Name> {
    let at = scene.statement.clause.span.start();
    let mut near = view.named_near(at, AGREED).take(NEAR_NAMES);
    let agreed = |name: &str| view.lexicon.agreements.longest_before(name).is_some();
    near.find(|(_, entity)| agreed(&entity.name)).map(|(id, entity)| (entity.name.clone(), Some(id)))
}

/// How far before its term an agreement may be named, in bytes.
const AGREED: usize = 360;

/// Whether a subject only points to what was named before (該片區, 整項計劃).
#[must_use]
pub fn points_back(view: &View<'_>, name: &Name) -> bool {
    name.1.is_none() && pointer(view, &name.0).is_some() && name.0.chars().count() <= 8
}

/// The length of the pointing word that `words` begin with.
fn pointer(view: &View<'_>, words: &str) -> Option<usize> {
    view.lexicon.pointing_words.longest_at(words).filter(|word| !word.is("loose")).map(|word| word.text.len())
}

/// The nearest name before byte `at` that ends with the noun that a pointing word stands with.
#[must_use]
pub fn pointed(view: &View<'_>, words: &str, at: usize) -> Option<Name> {
    let noun = words.get(pointer(view, words)?..).filter(|noun| !noun.is_empty())?;
    let before = view.names_before(at);
    let near = view.entities.occurrences.get(before.saturating_sub(NEAR_NAMES)..before)?;
    near.iter().rev().find_map(|place| {
        let entity = view.entities.get(place.entity).filter(|entity| entity.name.ends_with(noun))?;
        Some((entity.name.clone(), Some(place.entity)))
    })
}

/// Among how many names before a clause a pointing word finds what it points to.
const NEAR_NAMES: usize = 12;
