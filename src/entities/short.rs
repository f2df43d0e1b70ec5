//! Short forms that a document uses without defining them.
//!
//! - 創科及工業局 for 創新科技及工業局: its characters in their order, both ends alike, one name only;
//! - 微電子研發院 for 香港微電子研發院: the country or city left out;
//! - 《藍圖》 for 《香港智慧城市藍圖》: the end of a title, for the last one named before;
//! - 試驗計劃, 委員會 at the head of a clause: the end of one name only, where that end is more than the
//!   barest class noun;
//! - 政府 beside 特區政府.

use super::AliasRelation;
use super::EntityKind;
use super::book::Book;
use super::define::shortens;
use super::reading::{Reading, folded, kind_of};
use super::tokens::Class;

/// Class nouns that stand for a name by position only and are no alias of it.
const BARE: [&str; 44] = [
    "鐵路", "铁路", "高鐵", "高铁", "園區", "园区", "工程", "大樓", "大楼", "服務", "計劃", "计划", "計畫", "计画",
    "平台", "平臺", "網站", "网站", "系統", "系统", "基金", "公司", "中心", "政府", "大學", "大学", "學院", "学院",
    "醫院", "医院", "協議", "协议", "展覽", "展览", "比賽", "比赛", "大會", "大会", "銀行", "银行", "公園", "公园",
    "機場", "机场",
];

/// Place names that the short form of a body leaves out.
const LEFT_OUT: [&str; 12] =
    ["香港特別行政區", "香港特区", "香港特區", "香港", "澳門", "澳门", "中國", "中国", "國家", "国家", "全國", "全国"];

/// Joins short forms with the names that they shorten.
pub fn join(book: &mut Book, reading: &Reading<'_>) {
    tails(book, reading);
    by_characters(book, reading);
    by_place(book, reading);
    former(book);
    titles(book, reading);
    heads(book, reading);
    marked(book, reading);
    sited(book, reading);
    government(book, reading);
}

/// Both ends of a name, as characters.
fn ends(name: &str) -> Option<(char, char)> {
    Some((name.chars().next()?, name.chars().next_back()?))
}

/// Whether `short` shortens `long` from within: ends alike, not a part cut out of it as a whole.
fn abbreviates(short: &str, long: &str) -> bool {
    let (short_len, long_len) = (short.chars().count(), long.chars().count());
    short_len >= 3
        && long_len > short_len
        && long_len <= 3 * short_len
        && ends(short) == ends(long)
        && !long.contains(short)
        && shortens(short, long)
}

/// 創科及工業局 for 創新科技及工業局.
fn by_characters(book: &mut Book, reading: &Reading<'_>) {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (short, draft) in book.names() {
        let kinds = matches!(draft.kind, EntityKind::Organisation | EntityKind::Place | EntityKind::Facility);
        if !kinds || reading.lexicon.public_bodies.get(&draft.name).is_some_and(|word| word.text.chars().count() >= 5) {
            continue;
        }
        let mut longer = book.names().filter(|(index, other)| {
            *index != short && other.kind == draft.kind && abbreviates(&draft.folded, &other.folded)
        });
        if let (Some((long, _)), None) = (longer.next(), longer.next()) {
            pairs.push((short, long));
        }
    }
    join_pairs(book, &pairs, "alias.characters");
}

/// 微電子研發院 for 香港微電子研發院.
fn by_place(book: &mut Book, reading: &Reading<'_>) {
    let mut pairs = Vec::new();
    let mut spelled: Vec<(usize, String)> = Vec::new();
    for (long, draft) in book.names() {
        let plain = LEFT_OUT.iter().find_map(|place| draft.folded.strip_prefix(*place));
        let city = || {
            let word = reading.lexicon.places.longest_at(&draft.folded)?;
            let own = draft.kind == EntityKind::Organisation || draft.folded.ends_with(['院', '学', '學']);
            let wide = matches!(word.get("level"), Some("city" | "province" | "country"));
            draft.folded.get(word.text.len()..).filter(|_| own && wide)
        };
        let rest = plain.or_else(city);
        let short = rest.filter(|rest| rest.chars().count() >= 3).and_then(|rest| book.get(rest));
        if let Some(rest) =
            rest.filter(|rest| short.is_none() && rest.chars().count() >= 4 && draft.kind == EntityKind::Organisation)
            && stands(reading, rest)
        {
            spelled.push((long, rest.to_owned()));
        }
        if let Some(short) = short
            && book
                .drafts
                .get(short)
                .is_some_and(|other| !other.gone && other.kind == draft.kind && other.kind != EntityKind::Place)
        {
            pairs.push((short, long));
        }
    }
    join_pairs(book, &pairs, "alias.place");
    for (owner, text) in spelled {
        book.alias(owner, text, AliasRelation::Abbreviation, None, "alias.place");
    }
}

/// Whether `short` stands by itself somewhere, behind a mark or a function word.
fn stands(reading: &Reading<'_>, short: &str) -> bool {
    reading.text.match_indices(short).take(200).any(|(at, _)| {
        let index = reading.token_at(at);
        let starts = reading.token(index).is_some_and(|token| token.span.start() == at);
        starts
            && matches!(
                reading.before(index),
                Class::Break | Class::Stop | Class::Found | Class::Verb | Class::Space | Class::Close
            )
    })
}

/// 電子檔案保管系統 is no name beside 中央電子檔案保管系統: what a longer name adds in front are plain words.
fn tails(book: &mut Book, reading: &Reading<'_>) {
    let mut gone = Vec::new();
    for (index, draft) in book.names().filter(|(_, draft)| draft.weight < 2 && draft.aliases.is_empty()) {
        let plain = |rest: &str| {
            rest.chars().count() <= 4
                && reading.lexicon.name_common.get(rest).is_some()
                && reading.lexicon.places.get(rest).is_none()
        };
        let part = book.names().any(|(other, long)| {
            other != index && long.kind == draft.kind && long.folded.strip_suffix(&draft.folded).is_some_and(plain)
        });
        if part && draft.kind != EntityKind::Organisation {
            gone.push(index);
        }
    }
    for index in gone {
        if let Some(draft) = book.drafts.get_mut(index) {
            draft.gone = true;
        }
    }
}

/// Makes the first of each pair an abbreviation of the second.
fn join_pairs(book: &mut Book, pairs: &[(usize, usize)], rule: &'static str) {
    for (short, long) in pairs {
        let live = |index: usize| book.drafts.get(index).filter(|draft| !draft.gone);
        if let (Some(draft), Some(_)) = (live(*short), live(*long)) {
            let text = draft.name.clone();
            book.alias(*long, text, AliasRelation::Abbreviation, None, rule);
        }
    }
}

/// 創新及科技局, which 創新科技局 shortens, is a former name too where 創新科技局 is one.
fn former(book: &mut Book) {
    let mut found = Vec::new();
    for (owner, draft) in book.names() {
        for alias in draft.aliases.iter().filter(|alias| alias.relation == AliasRelation::FormerName) {
            let key = folded(&alias.text);
            let longer = book.names().filter(|(index, other)| *index != owner && abbreviates(&key, &other.folded));
            found.extend(longer.map(|(_, other)| (owner, other.name.clone())));
        }
    }
    for (owner, text) in found {
        book.alias(owner, text, AliasRelation::FormerName, None, "alias.former");
    }
}

/// 《藍圖》 for the last title before it that ends so.
fn titles(book: &mut Book, reading: &Reading<'_>) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (short, draft) in book.names() {
        if !matches!(draft.kind, EntityKind::Publication | EntityKind::Agreement) || draft.folded.chars().count() > 6 {
            continue;
        }
        let mut longer: Vec<(usize, usize)> = Vec::new();
        for (index, other) in book.names() {
            let fits = index != short
                && matches!(other.kind, EntityKind::Publication | EntityKind::Agreement)
                && other.folded.len() > draft.folded.len()
                && !other.folded.starts_with(|c: char| c.is_ascii_digit())
                && (other.folded.ends_with(&draft.folded) || abbreviates(&draft.folded, &other.folded));
            if fits && other.first < draft.first {
                longer.push((other.first, index));
            }
        }
        found.extend(longer.iter().max().map(|(_, long)| (short, *long)));
    }
    let _ = reading;
    join_pairs(book, &found, "alias.title");
}

/// 試驗計劃, 委員會 at the head of a clause.
fn heads(book: &mut Book, reading: &Reading<'_>) {
    let mut found: Vec<(usize, String)> = Vec::new();
    for index in 0..reading.tokens.len() {
        let zone = matches!(reading.class(index), Class::Ending(word) if kind_of(word) == EntityKind::Place && word.text.chars().count() >= 3)
            && matches!(reading.before(index), Class::Break | Class::Stop | Class::Verb | Class::Found);
        if zone && let Some(owner) = only_so(book, reading.said(index)) {
            found.push((owner, reading.said(index).to_owned()));
        }
        let starts = matches!(reading.before(index), Class::Break)
            && index.checked_sub(1).is_none_or(|before| reading.said(before) != "、");
        let Some(last) = starts.then(|| run(reading, index)).flatten() else { continue };
        let Some(span) = reading.span(index, last) else { continue };
        let said = folded(span.of(reading.text));
        let chars = said.chars().count();
        if !(2..=10).contains(&chars)
            || chars < 4 && !talks(reading, last)
            || BARE.contains(&said.as_str())
            || book.get(&said).is_some_and(|own| book.drafts.get(own).is_some_and(|draft| !draft.gone))
        {
            continue;
        }
        if let Some(owner) = ends_so(book, reading, &said, span.start()) {
            found.push((owner, said));
        }
    }
    for (owner, text) in found {
        book.alias(owner, text, AliasRelation::Abbreviation, None, "alias.head");
    }
}

/// Whether the class noun at `index` is a body's or an event's, which by itself stands for one: 委員會, 峰會.
fn talks(reading: &Reading<'_>, index: usize) -> bool {
    matches!(reading.class(index), Class::Ending(word) if matches!(kind_of(word), EntityKind::Organisation | EntityKind::Event))
}

/// The only name of the document that ends with `said`.
fn only_so(book: &Book, said: &str) -> Option<usize> {
    let said = folded(said);
    let mut owners = book.names().filter(|(_, draft)| draft.folded.len() > said.len() && draft.folded.ends_with(&said));
    let (owner, draft) = owners.next()?;
    let new = !draft.aliases.iter().any(|alias| folded(&alias.text) == said);
    (owners.next().is_none() && new).then_some(owner)
}

/// The name before byte `at` that ends with `said`: the only one, or the one named last if that is near.
fn ends_so(book: &Book, reading: &Reading<'_>, said: &str, at: usize) -> Option<usize> {
    let fits = |draft: &super::book::Draft| {
        let rest = draft.folded.strip_suffix(said);
        draft.first < at && rest.is_some_and(|rest| rest.chars().any(super::tokens::is_han))
    };
    let window = (at.saturating_sub(1200)..at).find_map(|from| reading.text.get(from..at)).unwrap_or("");
    let place = |draft: &super::book::Draft| {
        let found = window.rfind(&draft.name)?;
        let between = window.get(found..)?;
        (between.matches("\n\n").count() <= 1).then_some(found)
    };
    let owners = book.names().filter(|(_, draft)| fits(draft));
    let (_, owner) = owners.filter_map(|(index, draft)| Some((place(draft)?, index))).max()?;
    let new = !book.drafts.get(owner)?.aliases.iter().any(|alias| folded(&alias.text) == said);
    new.then_some(owner)
}

/// 智方便 for 「智方便」平台, where the marks stand without the noun too.
fn marked(book: &mut Book, reading: &Reading<'_>) {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (index, draft) in book.names().filter(|(_, draft)| draft.name.starts_with('「')) {
        let Some((inner, rest)) = draft.name.trim_start_matches('「').split_once('」') else { continue };
        let alone = reading.text.match_indices(inner).take(200).any(|(at, _)| {
            let before = reading.text.get(..at).is_some_and(|text| text.ends_with('「'));
            let after = reading.text.get(at + inner.len()..).and_then(|text| text.strip_prefix('」'));
            let noun: String = rest.chars().take(2).collect();
            before && after.is_some_and(|after| !after.trim_start().starts_with(&noun))
        });
        if alone && inner.chars().count() >= 2 && !rest.is_empty() {
            found.push((index, inner.to_owned()));
        }
    }
    for (owner, text) in found {
        book.alias(owner, text, AliasRelation::Abbreviation, None, "alias.mark");
    }
}

/// 落馬洲河套地區港深創科園 is 港深創科園 with its place; 河套合作區香港園區 another name of 香港園區.
fn sited(book: &mut Book, reading: &Reading<'_>) {
    let mut gone = Vec::new();
    let mut found = Vec::new();
    for (index, draft) in book.names().filter(|(_, draft)| draft.kind == EntityKind::Facility) {
        let Some(place) = reading.lexicon.places.longest_at(&draft.folded) else { continue };
        let Some(rest) = draft.folded.get(place.text.len()..).filter(|rest| rest.chars().count() >= 4) else {
            continue;
        };
        let owner = book.names().find(|(other, own)| {
            *other != index && own.aliases.iter().any(|alias| alias.definition.is_some() && folded(&alias.text) == rest)
        });
        match owner {
            Some((owner, _)) if reading.lexicon.places.longest_at(rest).is_some() => {
                found.push((owner, draft.name.clone()))
            }
            Some(_) => gone.push(index),
            None => {}
        }
    }
    for index in gone {
        if let Some(draft) = book.drafts.get_mut(index) {
            draft.gone = true;
        }
    }
    for (owner, text) in found {
        book.alias(owner, text, AliasRelation::Variant, None, "alias.sited");
    }
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

/// 政府 beside 特區政府.
fn government(book: &mut Book, reading: &Reading<'_>) {
    let names = [
        "香港特別行政區政府",
        "香港特别行政区政府",
        "澳門特別行政區政府",
        "澳门特别行政区政府",
        "香港特區政府",
        "香港特区政府",
        "澳門特區政府",
        "澳门特区政府",
        "特區政府",
        "特区政府",
    ];
    let mut owner = None;
    for name in names {
        let Some(index) = book.get(name).filter(|index| book.drafts.get(*index).is_some_and(|draft| !draft.gone))
        else {
            continue;
        };
        match owner {
            None => owner = Some(index),
            Some(owner) => {
                let text = book.drafts.get(index).map_or(String::new(), |draft| draft.name.clone());
                book.alias(owner, text, AliasRelation::Abbreviation, None, "alias.government");
            }
        }
    }
    let bare = (0..reading.tokens.len()).any(|index| {
        reading.said(index) == "政府"
            && matches!(reading.before(index), Class::Break | Class::Stop | Class::Found | Class::Verb)
    });
    if let Some(owner) = owner.filter(|_| bare) {
        book.alias(owner, "政府".to_owned(), AliasRelation::Variant, None, "alias.government");
    }
}
