//! Class nouns that stand for one name: 試驗計劃, 委員會 at the head of a clause, 合作區 where only one is named.
//!
//! The noun has to be the end of one name near before it and more than the barest noun: 計劃, 平台 stand for
//! a name by their position and are no alias of it.

use super::AliasRelation;
use super::EntityKind;
use super::book::{Book, Draft};
use super::index::Ends;
use super::reading::{Reading, folded, kind_of};
use super::tokens::{Class, is_han};

/// Class nouns that are no alias by themselves.
const BARE: [&str; 44] = [
    "鐵路", "铁路", "高鐵", "高铁", "園區", "园区", "工程", "大樓", "大楼", "服務", "計劃", "计划", "計畫", "计画",
    "平台", "平臺", "網站", "网站", "系統", "系统", "基金", "公司", "中心", "政府", "大學", "大学", "學院", "学院",
    "醫院", "医院", "協議", "协议", "展覽", "展览", "比賽", "比赛", "大會", "大会", "銀行", "银行", "公園", "公园",
    "機場", "机场",
];

/// How far before the noun its name may stand, in bytes.
const NEAR: usize = 1200;

/// Joins class nouns with the names that they stand for.
pub fn join(book: &mut Book, reading: &Reading<'_>) {
    let index = Ends::new(book);
    let mut found: Vec<(usize, String)> = Vec::new();
    for at in 0..reading.tokens.len() {
        found.extend(zone(book, &index, reading, at));
        found.extend(head(book, &index, reading, at));
    }
    for (owner, text) in found {
        book.alias(owner, text, AliasRelation::Abbreviation, None, "alias.head");
    }
}

/// 合作區 for the only 合作區 of the document.
fn zone(book: &Book, index: &Ends<'_>, reading: &Reading<'_>, at: usize) -> Option<(usize, String)> {
    let Class::Ending(word) = reading.class(at) else { return None };
    let free = matches!(reading.before(at), Class::Break | Class::Stop | Class::Matter | Class::Verb | Class::Found);
    if kind_of(word) != EntityKind::Place || word.text.chars().count() < 3 || !free {
        return None;
    }
    let said = folded(reading.said(at));
    let mut owners = index.ending(&said).iter().filter(|owner| book.live(**owner).is_some());
    let (owner, None) = (owners.next()?, owners.next()) else { return None };
    is_new(book, *owner, &said).then_some((*owner, said))
}

/// 試驗計劃, 委員會 at the head of a clause.
fn head(book: &Book, index: &Ends<'_>, reading: &Reading<'_>, at: usize) -> Option<(usize, String)> {
    if !matches!(reading.before(at), Class::Break) {
        return None;
    }
    if at.checked_sub(1).is_some_and(|before| reading.said(before) == "、") {
        return None;
    }
    let last = run(reading, at)?;
    let span = reading.span(at, last)?;
    let said = folded(span.of(reading.text));
    let chars = said.chars().count();
    let plain = chars < 4 && !talks(reading, last) || BARE.contains(&said.as_str());
    if !(2..=10).contains(&chars) || plain || book.get(&said).is_some_and(|own| book.live(own).is_some()) {
        return None;
    }
    let owner = named_before(book, index, reading, &said, span.start())?;
    is_new(book, owner, &said).then_some((owner, said))
}

/// Whether `owner` has no alias `said` yet.
fn is_new(book: &Book, owner: usize, said: &str) -> bool {
    book.live(owner).is_some() && !book.has(owner, said)
}

/// Whether the class noun at `index` is a body's or an event's, which by itself stands for one: 委員會, 峰會.
fn talks(reading: &Reading<'_>, index: usize) -> bool {
    let Class::Ending(word) = reading.class(index) else { return false };
    matches!(kind_of(word), EntityKind::Organisation | EntityKind::Event)
}

/// The name that ends with `said` and stands last before byte `at`, in its paragraph or the one before.
fn named_before(book: &Book, index: &Ends<'_>, reading: &Reading<'_>, said: &str, at: usize) -> Option<usize> {
    let from = (at.saturating_sub(NEAR)..=at).find(|from| reading.text.is_char_boundary(*from))?;
    let window = reading.text.get(from..at)?;
    let place = |draft: &Draft| {
        let own = draft.folded.strip_suffix(said).is_some_and(|rest| rest.chars().any(is_han));
        let found = window.rfind(&draft.name).filter(|_| own && draft.first < at)?;
        (window.get(found..)?.matches("\n\n").count() <= 1).then_some(found)
    };
    let owners = index.ending(said).iter();
    owners.filter_map(|owner| Some((place(book.live(*owner)?)?, *owner))).max().map(|(_, owner)| owner)
}

/// The class noun that the words from token `first` on lead to, where nothing but words of everyday use stands
/// before it: which token.
fn run(reading: &Reading<'_>, first: usize) -> Option<usize> {
    for index in first..first + 4 {
        match reading.class(index) {
            Class::Ending(word) => {
                let bare = index == first && word.text.chars().count() < 2;
                let runs =
                    matches!(reading.class(index + 1), Class::Ending(_) | Class::Close | Class::Open | Class::Break);
                return (!bare && !runs).then_some(index);
            }
            Class::Common | Class::Soft | Class::Verb => {}
            _ => return None,
        }
    }
    None
}
