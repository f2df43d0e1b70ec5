//! The place that a document is about: what 全市 and 全省 stand for, and what a figure of a yearbook or a
//! communiqué, which names no subject of its own, is stated of.
//!
//! ```text
//! home = the place in the title              2024年XX市國民經濟和社會發展統計公報 → XX市
//!      | the place of the document's region  香港, 中國, 臺灣, 澳門
//! ```

use super::frame::View;
use super::measure_own::Name;
use crate::entities::{EntityId, EntityKind};
use crate::lexicon::Word;
use crate::mentions::{DateValue, MentionId};
use crate::span::Span;
use crate::structure::{BlockKind, Region, Script};

/// What a place ends with that is governed by a body of its own.
const RANKS: [&str; 9] = ["自治區", "自治区", "自治州", "新區", "新区", "省", "市", "縣", "县"];

/// Words that end like the name of a place and are none.
const NO_PLACES: [&str; 9] = ["城市", "都市", "超市", "股市", "樓市", "楼市", "全市", "全省", "各省"];

/// Among how many blocks at the beginning the title is looked for.
const NEAR: usize = 12;

/// How long a place's name may be, in characters.
const LONGEST: usize = 9;

/// What a document is about as a whole.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// The place that its title names.
    pub title: Option<Name>,
    /// Whether the report is on all of the place, and not on one matter of it.
    pub economy: bool,
    /// The place that its title names, whatever it reports on: what 全市 stands for.
    pub named: Option<Name>,
    /// The province that 全省 means, where the title names a wider place or none.
    pub province: Option<Name>,
    /// The place of its region, in its script.
    pub region: Name,
    /// The year that its title gives: what 全年 and 年末 mean in it.
    pub year: Option<MentionId>,
}

impl Home {
    /// Reads the title and the region of the document.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let whole = title(view);
        let title = whole.filter(|span| reports(view, *span));
        let year = title.and_then(|span| view.dates_in(span).find(|(_, _, date)| is_year(date))).map(|(id, ..)| id);
        let place = whole.and_then(|span| named(view, span)).filter(|name| name.0 != of_region(view).0);
        let economy = title.is_some_and(|span| report(view, span).is_some_and(|word| word.is("economy")));
        Self {
            title: title.and_then(|span| named(view, span)),
            economy,
            province: province(view, place.as_ref()),
            named: place,
            region: of_region(view),
            year,
        }
    }

    /// The place of the title, else that of the region.
    #[must_use]
    pub fn place(&self) -> Name {
        self.title.clone().unwrap_or_else(|| self.region.clone())
    }

    /// What a word for the whole of the place (全市, 全港, 本省) stands for; nothing where it is no such word.
    #[must_use]
    pub fn stands_for(&self, words: &str) -> Option<Name> {
        let place = match words {
            "全港" | "本港" => return Some(("香港".to_owned(), None)),
            "全澳" | "本澳" => return Some(("澳門".to_owned(), None)),
            "全台" | "全臺" => return Some(("臺灣".to_owned(), None)),
            "全省" | "我省" | "本省" if self.province.is_some() => self.province.clone(),
            "全市" | "全省" | "全區" | "全区" | "全縣" | "全县" | "全州" | "我市" | "我省" | "我區" | "我区"
            | "我縣" | "我县" | "本市" | "本省" | "本縣" | "本县" => {
                self.title.clone().or_else(|| self.named.clone())
            }
            _ => return None,
        };
        place.or_else(|| Some((words.to_owned(), None)))
    }
}

/// The place that the document's region gives, in the document's script, with its entity where it is listed.
fn of_region(view: &View<'_>) -> Name {
    let hans = view.outline.script == Script::Hans;
    let name = match (view.outline.region, hans) {
        (Region::HK, _) => "香港",
        (Region::CN, true) => "中国",
        (Region::CN, false) => "中國",
        (Region::TW, true) => "台湾",
        (Region::TW, false) => "臺灣",
        (Region::MO, true) => "澳门",
        (Region::MO, false) => "澳門",
    };
    (name.to_owned(), entity_of(view, name))
}

/// The first province that the document names, where `titled`, the place of its title, is none.
fn province(view: &View<'_>, titled: Option<&Name>) -> Option<Name> {
    let ranks = ["省", "自治區", "自治区"];
    if titled.is_some_and(|name| ranks.iter().any(|rank| name.0.ends_with(rank))) {
        return None;
    }
    view.entities.occurrences.iter().take(60).find_map(|place| {
        let entity = view.entities.get(place.entity).filter(|entity| entity.kind == EntityKind::Place)?;
        let province = ranks.iter().any(|rank| entity.name.ends_with(rank));
        province.then(|| (entity.name.clone(), Some(place.entity)))
    })
}

/// The place that the title names, if it names one.
fn named(view: &View<'_>, span: Span) -> Option<Name> {
    let listed = view.names_in(span).iter().find_map(|name| {
        let entity = view.entities.get(name.entity).filter(|entity| entity.kind == EntityKind::Place)?;
        Some((entity.name.clone(), Some(name.entity)))
    });
    listed.or_else(|| governed(view, span).map(|name| (name.to_owned(), entity_of(view, name))))
}

/// Whether a title is that of a report on a place (統計公報, 政府工作報告).
fn reports(view: &View<'_>, title: Span) -> bool {
    report(view, title).is_some()
}

/// The word of a title that says what kind of report on a place it is.
fn report(view: &View<'_>, title: Span) -> Option<Word> {
    let said = view.said(title);
    said.char_indices().find_map(|(at, _)| view.lexicon.place_reports.longest_at(said.get(at..)?))
}

/// Whether a date is a whole year.
fn is_year(date: &DateValue) -> bool {
    date.start.zip(date.end).is_some_and(|(start, end)| {
        start.year() == end.year() && (start.month(), start.day()) == (1, 1) && (end.month(), end.day()) == (12, 31)
    })
}

/// Where the title stands: the block of that kind, else the first block, where it is one line that opens
/// the document and no sentence.
fn title(view: &View<'_>) -> Option<Span> {
    let blocks = &view.outline.blocks;
    let titled = blocks.iter().take(NEAR).find(|block| block.kind == BlockKind::Title);
    titled.or_else(|| blocks.first().filter(|block| block.kind == BlockKind::Heading)).map(|block| block.span)
}

/// A place by its ending, at the beginning of the title or behind the year it begins with.
fn governed<'a>(view: &View<'a>, span: Span) -> Option<&'a str> {
    let dated = view.dates_in(span).next().filter(|(_, mention, _)| mention.span.start() == span.start());
    let from = dated.map_or(span.start(), |(_, mention, _)| mention.span.end());
    let rest = view.text.get(from..span.end())?.trim_start_matches([' ', '年', '度']);
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    let end =
        ends.skip(1).find(|end| rest.get(..*end).is_some_and(|said| RANKS.iter().any(|rank| said.ends_with(rank))))?;
    let place = rest.get(..end)?;
    let goes_on = rest.get(end..).is_some_and(|behind| behind.starts_with(['場', '场', '民', '價', '价', '值']));
    (!goes_on && !NO_PLACES.iter().any(|word| place.ends_with(word))).then_some(place)
}

/// The listed place of a name, in either script.
fn entity_of(view: &View<'_>, name: &str) -> Option<EntityId> {
    let key = crate::script::key(name);
    let same = |words: &str| crate::script::key(words) == key;
    let found = view.entities.list.iter().position(|entity| {
        entity.kind == EntityKind::Place && (entity.key == key || entity.aliases.iter().any(|alias| same(&alias.text)))
    });
    found.map(|id| id as EntityId)
}

/// Whether the sentence speaks of the document's year without naming it: 全年…, 年末….
#[must_use]
pub fn speaks_of_year(view: &View<'_>, sentence: Span) -> bool {
    let said = view.said(sentence).trim_start();
    let opened =
        ["全年", "年末", "年底", "年終", "年终", "本年", "初步核算", "初步統計", "初步统计", "初步測算", "初步测算"];
    opened.iter().any(|word| said.starts_with(word))
}
