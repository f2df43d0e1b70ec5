//! Short forms that a document uses without defining them.
//!
//! - 創科及工業局 for 創新科技及工業局: its characters in their order, both ends alike, one name only;
//! - 微電子研發院 for 香港微電子研發院: the country or city left out;
//! - 《藍圖》 for 《香港智慧城市藍圖》: the end of a title, for the last one named before;
//! - 政府 beside 特區政府.

use std::collections::BTreeMap;

use super::book::{Book, Draft};
use super::define::shortens;
use super::index::{Ends, Frames};
use super::locate::{self, Spelling};
use super::reading::{Find, Reading, folded};
use super::tokens::Class;
use super::{AliasRelation, EntityId, EntityKind};

/// Place names that the short form of a body leaves out.
pub const LEFT_OUT: [&str; 12] =
    ["香港特別行政區", "香港特区", "香港特區", "香港", "澳門", "澳门", "中國", "中国", "國家", "国家", "全國", "全国"];

/// The governments that 政府 alone stands for, the fullest name first.
const GOVERNMENTS: [&str; 10] = [
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

/// Joins short forms with the names that they shorten.
pub fn join(book: &mut Book, reading: &Reading<'_>) {
    by_characters(book, reading);
    by_place(book, reading);
    by_level(book);
    seats(book, reading);
    by_part(book);
    former(book);
    titles(book);
    government(book, reading);
}

/// Whether `short` shortens `long` from within: ends alike, not a part cut out of it as a whole.
fn abbreviates(short: &str, long: &str) -> bool {
    let (short_len, long_len) = (short.chars().count(), long.chars().count());
    let linked = |c: &char| matches!(c, '及' | '和' | '與' | '与' | '暨');
    let one = long_len == short_len + 1 && long.chars().filter(linked).count() == short.chars().filter(linked).count();
    short_len >= 3
        && long_len > short_len
        && long_len <= 3 * short_len
        && !one
        && !long.contains(short)
        && shortens(short, long)
}

/// Whether a name is nothing but a place and a class noun, which is whole as it is: 江川大學 is no short form of
/// 江川師範大學.
fn whole(reading: &Reading<'_>, draft: &Draft) -> bool {
    let noun = reading.lexicon.name_endings.longest_before(&draft.folded);
    let place = noun.and_then(|noun| draft.folded.get(..draft.folded.len() - noun.text.len()));
    let wide = noun.is_some_and(|noun| noun.text.chars().count() == 2);
    wide && place.is_some_and(|place| reading.lexicon.places.get(place).is_some() || place.chars().count() == 2)
}

/// 創科及工業局 for 創新科技及工業局.
fn by_characters(book: &mut Book, reading: &Reading<'_>) {
    let index = Frames::new(book);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (short, draft) in book.names() {
        let kinds = matches!(draft.kind, EntityKind::Organisation | EntityKind::Place | EntityKind::Facility);
        let body = reading.lexicon.public_bodies.get(&draft.name);
        // 香港律師會（律師會） is no short form of 香港大律師公會: what has a short form of its own is a full name.
        let full = draft
            .aliases
            .iter()
            .any(|alias| alias.definition.is_some() && alias.relation == AliasRelation::Abbreviation);
        if !kinds || full || body.is_some_and(|word| word.text.chars().count() >= 5) || whole(reading, draft) {
            continue;
        }
        let fits = |other: &Draft| other.kind == draft.kind && abbreviates(&draft.folded, &other.folded);
        let mut longer = index.framed(&draft.folded).iter().filter(|other| book.live(**other).is_some_and(fits));
        if let (Some(long), None) = (longer.next(), longer.next()) {
            pairs.push((short, *long));
        }
    }
    join_pairs(book, &pairs, "alias.characters");
}

/// 微電子研發院 for 香港微電子研發院.
fn by_place(book: &mut Book, reading: &Reading<'_>) {
    let mut pairs = Vec::new();
    let mut spellings: Vec<Spelling> = Vec::new();
    for (long, draft) in book.names() {
        let Some(rest) = without_place(reading, draft).filter(|rest| rest.chars().count() >= 3) else { continue };
        match book.get(rest) {
            Some(short) => {
                let same = |other: &Draft| other.kind == draft.kind && other.kind != EntityKind::Place;
                pairs.extend(book.live(short).filter(|other| same(other)).map(|_| (short, long)));
            }
            None if rest.chars().count() >= 4 && draft.kind == EntityKind::Organisation => {
                let chars = rest.chars().collect();
                spellings.push(Spelling { chars, entity: long as EntityId, place: false, noun: true });
            }
            None => {}
        }
    }
    join_pairs(book, &pairs, "alias.place");
    for place in locate::occurrences(reading, &spellings) {
        let text = super::reading::written(place.span.of(reading.text));
        book.alias(place.entity as usize, text, AliasRelation::Abbreviation, None, "alias.place");
    }
}

/// 市科學技術局 beside 江川市科學技術局: the same office, where the document names one that ends so.
fn by_level(book: &mut Book) {
    let ends = Ends::new(book);
    let mut pairs = Vec::new();
    for (short, draft) in book.names() {
        if draft.kind != EntityKind::Organisation || !draft.folded.starts_with(['省', '市', '縣', '县', '區', '区'])
        {
            continue;
        }
        let city = |long: &Draft| {
            let stem = long.folded.strip_suffix(&draft.folded).map_or(0, |stem| stem.chars().count());
            long.kind == draft.kind && (2..=4).contains(&stem)
        };
        let mut longer = ends.ending(&draft.folded).iter().filter(|other| book.live(**other).is_some_and(city));
        if let (Some(long), None) = (longer.next(), longer.next()) {
            pairs.push((short, *long));
        }
    }
    join_pairs(book, &pairs, "alias.level");
}

/// 教資會秘書處 for 大學教育資助委員會秘書處: a name that begins with another's short form.
fn by_part(book: &mut Book) {
    let mut full: BTreeMap<String, String> = BTreeMap::new();
    for (_, draft) in book.names() {
        for alias in draft.aliases.iter().filter(|alias| alias.relation == AliasRelation::Abbreviation) {
            full.entry(folded(&alias.text)).or_insert_with(|| draft.folded.clone());
        }
    }
    let mut pairs = Vec::new();
    for (short, draft) in book.names() {
        let cuts = draft.folded.char_indices().map(|(at, _)| at).skip(2).take(6);
        let long = cuts.filter_map(|at| draft.folded.split_at_checked(at)).find_map(|(head, rest)| {
            let name = full.get(head)?;
            book.get(&format!("{name}{rest}"))
        });
        pairs.extend(long.filter(|long| *long != short).map(|long| (short, long)));
    }
    join_pairs(book, &pairs, "alias.part");
}

/// 省政府 beside 湖北省人民政府, the only government of a province that the document names.
fn seats(book: &mut Book, reading: &Reading<'_>) {
    let mut spellings: Vec<Spelling> = Vec::new();
    for level in ['省', '市', '縣', '县'] {
        let seat = |draft: &Draft| {
            let rest = draft.folded.split_once(level).map(|(_, rest)| rest);
            matches!(rest, Some("政府" | "人民政府")) && draft.kind == EntityKind::Organisation
        };
        let mut owners = book.names().filter(|(_, draft)| seat(draft)).map(|(owner, _)| owner);
        let (Some(owner), None) = (owners.next(), owners.next()) else { continue };
        for noun in ["政府", "人民政府"] {
            let chars = std::iter::once(level).chain(noun.chars()).collect();
            spellings.push(Spelling { chars, entity: owner as EntityId, place: false, noun: true });
        }
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for place in locate::occurrences(reading, &spellings) {
        let text = super::reading::written(place.span.of(reading.text));
        if !found.contains(&(place.entity as usize, text.clone())) {
            found.push((place.entity as usize, text));
        }
    }
    for (owner, text) in found {
        book.alias(owner, text, AliasRelation::Abbreviation, None, "alias.level");
    }
}

/// What a name is without the place it begins with.
fn without_place<'a>(reading: &Reading<'_>, draft: &'a Draft) -> Option<&'a str> {
    let plain = LEFT_OUT.iter().find_map(|place| draft.folded.strip_prefix(*place));
    plain.or_else(|| {
        let word = reading.lexicon.places.longest_at(&draft.folded)?;
        let own = draft.kind == EntityKind::Organisation || draft.folded.ends_with(['院', '学', '學']);
        let wide = matches!(word.get("level"), Some("city" | "province" | "country"));
        draft.folded.get(word.text.len()..).filter(|_| own && wide)
    })
}

/// Makes the first of each pair an abbreviation of the second.
fn join_pairs(book: &mut Book, pairs: &[(usize, usize)], rule: &'static str) {
    for (short, long) in pairs {
        if let (Some(draft), Some(_)) = (book.live(*short), book.live(*long)) {
            let text = draft.name.clone();
            book.alias(*long, text, AliasRelation::Abbreviation, None, rule);
        }
    }
}

/// 創新及科技局, which 創新科技局 shortens, is a former name too where 創新科技局 is one.
fn former(book: &mut Book) {
    let index = Frames::new(book);
    let mut found = Vec::new();
    for (owner, draft) in book.names() {
        for alias in draft.aliases.iter().filter(|alias| alias.relation == AliasRelation::FormerName) {
            let key = folded(&alias.text);
            let others = index.framed(&key).iter().filter(|other| **other != owner);
            let longer = others.filter_map(|other| book.live(*other)).filter(|other| abbreviates(&key, &other.folded));
            found.extend(longer.map(|other| (owner, other.name.clone())));
        }
    }
    for (owner, text) in found {
        book.alias(owner, text, AliasRelation::FormerName, None, "alias.former");
    }
}

/// 《藍圖》 for the last title before it that ends so.
fn titles(book: &mut Book) {
    let (index, ends) = (Frames::new(book), Ends::new(book));
    let title = |draft: &Draft| matches!(draft.kind, EntityKind::Publication | EntityKind::Agreement);
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (short, draft) in book.names().filter(|(_, draft)| title(draft) && draft.folded.chars().count() <= 6) {
        let ending = ends.ending(&draft.folded).iter().copied();
        let within = index.framed(&draft.folded).iter().copied();
        let within =
            within.filter(|other| book.live(*other).is_some_and(|long| abbreviates(&draft.folded, &long.folded)));
        let fits = |other: &usize| {
            book.live(*other).is_some_and(|long| {
                title(long) && long.first < draft.first && !long.folded.starts_with(|c: char| c.is_ascii_digit())
            })
        };
        let last = ending.chain(within).filter(fits).max_by_key(|other| book.live(*other).map(|long| long.first));
        found.extend(last.map(|long| (short, long)));
    }
    join_pairs(book, &found, "alias.title");
}

/// 政府 beside 特區政府.
fn government(book: &mut Book, reading: &Reading<'_>) {
    let known: Vec<usize> = GOVERNMENTS.iter().filter_map(|name| book.get(name)).collect();
    let mut known = known.into_iter().filter(|index| book.live(*index).is_some()).collect::<Vec<_>>().into_iter();
    let Some(owner) = known.next() else { return unnamed_government(book, reading) };
    let shorter: Vec<(usize, usize)> = known.map(|short| (short, owner)).collect();
    join_pairs(book, &shorter, "alias.government");
    let bare = (0..reading.tokens.len()).any(|index| {
        reading.said(index) == "政府"
            && matches!(reading.before(index), Class::Break | Class::Stop | Class::Matter | Class::Found | Class::Verb)
    });
    if bare {
        book.alias(owner, "政府".to_owned(), AliasRelation::Variant, None, "alias.government");
    }
}

/// 政府 where the text gives it no fuller name: who acts again and again.
fn unnamed_government(book: &mut Book, reading: &Reading<'_>) {
    let acts = |index: &usize| {
        reading.said(*index) == "政府"
            && matches!(
                reading.before(*index),
                Class::Break | Class::Stop | Class::Matter | Class::Found | Class::Verb | Class::Number
            )
            && !matches!(reading.class(index + 1), Class::Ending(_) | Class::Common | Class::Plain | Class::Body(_))
    };
    let mut places = (0..reading.tokens.len()).filter(acts);
    if let (Some(first), Some(_)) = (places.next(), places.next())
        && let Some(span) = reading.span(first, first)
    {
        book.add(reading, Find { span, kind: EntityKind::Organisation, weight: 2, lacks: 0 });
    }
}
