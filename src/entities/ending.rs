//! Names by their last word: 局, 署, 委員會, 計劃, 平台, …, and offices behind a body's name.
//!
//! A body's noun makes a name with any modifier that is not of everyday use alone (創新科技署, not
//! 科技公司). Other nouns need more, by the `need` of their entry in `data/name_endings.toml`: a proper
//! word inside, a founding verb before, a place as heading or list item, a definition behind, or
//! recurrence, which the caller counts.

use super::EntityKind;
use super::edge;
use super::evidence::{Context, modifier};
use super::reading::{Find, Reading, kind_of};
use super::tokens::Class;
use super::works::phase_behind;
use crate::lexicon::Word;
use crate::span::Span;

/// Every stretch that may be a name by its last word.
#[must_use]
pub fn finds(reading: &Reading<'_>) -> Vec<Find> {
    let mut out: Vec<Find> = Vec::new();
    for (index, token) in reading.tokens.iter().enumerate() {
        let found = match token.class {
            Class::Ending(word) => name(reading, index, word),
            Class::Role(word) => role(reading, index, word),
            Class::Body(word) => body(reading, index, word),
            _ => None,
        };
        out.extend(found.map(|find| phased(reading, index, find)));
    }
    out
}

/// A facility with the phase behind it: 亞洲國際博覽館第二期.
fn phased(reading: &Reading<'_>, index: usize, find: Find) -> Find {
    let phase = (find.kind == EntityKind::Facility).then(|| phase_behind(reading, index)).flatten();
    let end = phase.and_then(|last| reading.token(last)).map(|token| token.span.end());
    end.map_or(find, |end| Find { span: Span::new(find.span.start(), end), ..find })
}

/// A body of the lists, with the place or government before it that makes it another: 深圳市教育局,
/// 台北市政府環境保護局, 美國麻省理工學院.
fn body(reading: &Reading<'_>, index: usize, word: Word) -> Option<Find> {
    let span = reading.span(body_first(reading, index, word), index)?;
    Some(Find { span, kind: kind_of(word), weight: 2, lacks: 0 })
}

/// The token where the name of a body begins that ends with the listed body `word` at `index`.
pub fn body_first(reading: &Reading<'_>, index: usize, word: Word) -> usize {
    let office = word
        .text
        .ends_with(['局', '署', '廳', '厅', '處', '处', '部', '院', '學', '学', '所', '會', '会', '室', '行', '金']);
    let own = reading.lexicon.places.longest_at(word.text).is_some();
    if !office || own {
        return index;
    }
    match reading.before(index) {
        Class::Place(_) => index - 1,
        Class::Ending(noun) if noun.get("need") == Some("seat") => seated(reading, index - 1).unwrap_or(index),
        // 經濟部能源局: an office of the ministry named before it.
        Class::Body(whole) if whole.text.ends_with('部') && !word.text.ends_with('部') => index - 1,
        Class::Common | Class::Plain | Class::Han | Class::Proper => widened(reading, index),
        _ => index,
    }
}

/// Where the name begins of a body that is more than the listed one it ends with: 香港海運港口發展局, 市教育局.
fn widened(reading: &Reading<'_>, index: usize) -> usize {
    let first = edge::left(reading, index);
    let own = |at: usize| {
        matches!(reading.class(at), Class::Common | Class::Plain | Class::Han | Class::Proper | Class::Place(_))
    };
    let words = reading.span(first, index).map_or("", |span| span.of(reading.text));
    let stated = words.contains(['有', '共', '為', '为', '是', '在', '的']);
    let chars: usize = (first..index).map(|at| reading.said(at).chars().count()).sum();
    if (first..index).all(own) && chars <= 10 && !stated { first } else { index }
}

/// The name that the class noun `word` at `end` closes.
fn name(reading: &Reading<'_>, end: usize, word: Word) -> Option<Find> {
    let need = word.get("need").unwrap_or("quote");
    if need == "quote" || runs_on(reading, end) || plans(reading, end) {
        return None;
    }
    if need == "seat" {
        return seat(reading, end, word);
    }
    if need == "year" {
        return yearly(reading, end, word);
    }
    let first = edge::left(reading, end);
    let kind = kind_of(word);
    let context = Context::of(reading, first, end);
    let span = reading.span(first, end)?;
    let branch = word.is("branch") && !matches!(reading.before(end), Class::Place(_) | Class::Proper | Class::Han);
    if context.reject || branch || first == end && !own_modifier(word) || single(reading, first, end, need) {
        return None;
    }
    let modifier = modifier(reading, first, end, word);
    let price = match need {
        "body" if modifier.chars < 2 => return None,
        "body" if word.get("en").is_some_and(|en| en.contains("Institute")) => 3,
        "body" => 2,
        "place" if modifier.proper && modifier.chars >= 2 => 2,
        "place" => 5,
        "site" if modifier.rare => 2,
        _ => 4,
    };
    let alone = price - u8::from(need != "body" && !modifier.proper);
    // 土地共享先導計劃收到…: one plan, where a clause begins with it.
    let pilots = ["先導計劃", "先导计划", "試驗計劃", "试验计划", "試行計劃", "试行计划", "試點計劃", "试点计划"];
    let pilot = context.begins() && pilots.contains(&word.text) && modifier.chars >= 6;
    let points =
        modifier.points().min(alone) + context.points() + u8::from(kind == EntityKind::Event) + u8::from(pilot);
    if context.under && modifier.chars >= 3 && long_noun(word) {
        return Some(Find { span, kind, weight: 1, lacks: 0 });
    }
    // 戲曲中心於2019年1月啟用
    let opened = context.opens() && kind == EntityKind::Facility && modifier.chars >= 2 && first < end;
    let short = modifier.chars < 3 && !opened;
    if short && !matches!(need, "body" | "site") && !modifier.proper && !context.firm() || goal(reading, first, end) {
        return None;
    }
    let everyday = !modifier.rare && !modifier.proper;
    if everyday
        && first < end
        && (first..end).all(|index| matches!(reading.said(index), "聯合" | "联合" | "專責" | "专责"))
    {
        return None; // 聯合工作組: any group that parties form
    }
    let loose =
        |index: usize| reading.lexicon.name_common.get(reading.said(index)).is_some_and(|word| word.is("loose"));
    // 廣東省人力資源和社會保障廳
    let office = modifier.proper && kind == EntityKind::Organisation && word.text.chars().count() == 1;
    let linked = matches!(need, "place" | "mark" | "site")
        && !office
        && (first..end).any(|index| matches!(reading.class(index), Class::Link) || loose(index));
    let long = need == "body" && modifier.chars >= 6; // 自資專上教育委員會
    let vague = everyday && !long && !context.launched() && (first..end).any(loose);
    if context.counted && !modifier.proper
        || everyday && modifier.chars < 4 && need != "body" && !opened
        || linked
        || vague
    {
        return None;
    }
    let item = first.checked_sub(1).is_some_and(|before| reading.said(before) == "、");
    if item && everyday && need != "body" && (first..end).any(|index| matches!(reading.class(index), Class::Link)) {
        return None; // 國際金融、航運及貿易中心: the last nouns of a list
    }
    let lacks = u8::saturating_sub(price, points);
    if lacks > 0 && everyday && modifier.chars < 5 {
        return None;
    }
    let weight = u8::from(lacks == 0) + u8::from(lacks == 0 && context.firm());
    (lacks <= 2).then_some(Find { span, kind, weight, lacks })
}

/// 人才庫, 獎學金: a noun that says more than that something is run (計劃, 資助計劃).
fn long_noun(word: Word) -> bool {
    let wide = ["計劃", "计划", "計畫", "基金", "項目", "项目", "服務", "服务"];
    word.text.chars().count() >= 3 && !wide.iter().any(|noun| word.text.ends_with(noun))
}

/// HKCERT網站, 兩園: a name and what belongs to it; a number of things.
fn single(reading: &Reading<'_>, first: usize, end: usize, need: &str) -> bool {
    let counted = end
        .checked_sub(1)
        .is_some_and(|before| reading.said(before).ends_with(['兩', '两', '三', '四', '各', '該', '该', '本']));
    let long = reading.said(end).chars().count() > 2;
    // 香港中學文憑考試: the schools of a place.
    let schools = ["中學", "中学", "小學", "小学", "幼稚園", "幼稚园", "公司"].contains(&reading.said(end));
    let placed = (first..end).all(|index| matches!(reading.class(index), Class::Place(_)));
    if schools && placed && matches!(reading.class(end + 1), Class::Common | Class::Plain | Class::Soft | Class::Han) {
        return true;
    }
    let owner =
        !long && first + 1 == end && matches!(reading.class(first), Class::Body(_) | Class::Known | Class::Latin);
    counted || owner && matches!(need, "mark" | "weak")
}

/// 國際創科中心: what a place means to become, not what stands there.
fn goal(reading: &Reading<'_>, first: usize, end: usize) -> bool {
    let wide = |index: usize| {
        matches!(
            reading.said(index),
            "國際" | "国际" | "全球" | "世界" | "環球" | "环球" | "區域" | "区域" | "國家級" | "国家级"
        )
    };
    let plain = |index: usize| {
        matches!(reading.class(index), Class::Common | Class::Soft | Class::Verb | Class::Plain | Class::Han)
    };
    let wide_at = (first..end).find(|index| wide(*index));
    matches!(reading.said(end), "中心" | "平台" | "都會區" | "城市")
        && wide_at.is_some_and(|at| at <= first + 1 && (at..end).all(plain))
}

/// Whether a class noun has a modifier of its own: 研究中心, 專責小組 have, 中心 has none.
fn own_modifier(word: Word) -> bool {
    word.get("need") == Some("body") && word.text.chars().count() >= 5
}

/// Whether the noun at `end` is part of a longer word or name: 科技園 in 科技園公司, 計劃 in 計劃書.
fn runs_on(reading: &Reading<'_>, end: usize) -> bool {
    // 專項資金, 專項債券: the money, not the programme.
    let money = ["資金", "资金", "債券", "债券", "貸款", "贷款", "經費", "经费", "撥款", "拨款"];
    let behind = reading.token(end).and_then(|token| reading.text.get(token.span.end()..)).unwrap_or("");
    if matches!(reading.said(end), "專項" | "专项") && money.iter().any(|word| behind.starts_with(word)) {
        return true;
    }
    match reading.class(end + 1) {
        Class::Ending(_) => !plans(reading, end + 1),
        Class::Han => reading
            .said(end + 1)
            .starts_with(['書', '书', '長', '长', '員', '员', '性', '化', '式', '型', '者', '方', '側', '城', '生']),
        _ => false,
    }
}

/// 機場T2航站樓計劃2025年啟用: whether the 計劃 at `index` is the verb of the facility or body before it.
fn plans(reading: &Reading<'_>, index: usize) -> bool {
    let dated = matches!(reading.class(index + 1), Class::Number)
        || matches!(reading.said(index + 1), "於" | "于" | "在" | "将" | "將");
    // 寧川市計劃建成; but 廣東計劃由…推行 is a programme.
    let acts = matches!(reading.class(index + 1), Class::Found | Class::As | Class::Verb | Class::Matter | Class::Soft);
    let city = index.checked_sub(1).is_some_and(|before| reading.said(before).ends_with(['市', '省', '縣', '县']));
    if matches!(reading.before(index), Class::Place(_) | Class::Proper) && (acts || city) {
        return matches!(reading.said(index), "計劃" | "计划" | "計畫");
    }
    let thing = match reading.before(index) {
        Class::Ending(noun) => matches!(kind_of(noun), EntityKind::Facility | EntityKind::Organisation),
        Class::Body(_) => true,
        _ => false,
    };
    dated && thing && matches!(reading.said(index), "計劃" | "计划" | "計畫")
}

/// 廣東省政府, 杭州市余杭區人民政府: the government of a place.
fn seat(reading: &Reading<'_>, end: usize, word: Word) -> Option<Find> {
    let first = seated(reading, end).or_else(|| level(reading, end))?;
    let span = reading.span(first, end)?;
    Some(Find { span, kind: kind_of(word), weight: 1, lacks: 0 })
}

/// 省人民政府, 市政府: the government of the province or city that the document is of.
fn level(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let levels = ["省", "市", "縣", "县"];
    let own = levels.iter().any(|level| reading.said(end).starts_with(level));
    let first = if own { end } else { end.checked_sub(1).filter(|before| levels.contains(&reading.said(*before)))? };
    let first = stem(reading, first).unwrap_or(first);
    let free = matches!(reading.before(first), Class::Break | Class::Stop | Class::Link | Class::Found);
    let runs = matches!(reading.class(end + 1), Class::Ending(_) | Class::Common | Class::Body(_) | Class::Plain);
    (free && !runs).then_some(first)
}

/// 海灣 of 海灣市政府: two or three characters that begin a line or clause, before the level at token `first`.
fn stem(reading: &Reading<'_>, first: usize) -> Option<usize> {
    let mut at = first;
    let word = |index: &usize| matches!(reading.class(*index), Class::Han | Class::Plain | Class::Common);
    while at.checked_sub(1).filter(word).is_some() && first - at < 4 {
        at -= 1;
    }
    let chars = reading.span(at, first.checked_sub(1)?)?.of(reading.text).chars().count();
    ((2..=3).contains(&chars) && matches!(reading.before(at), Class::Break)).then_some(at)
}

/// Where the name of a government begins that ends with token `end`: at a place, with the district behind it.
fn seated(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let mut first = end;
    let district = end.checked_sub(1).is_some_and(|before| {
        reading.said(before).ends_with(['區', '区', '縣', '县', '市', '州', '鎮', '镇', '鄉', '乡'])
    });
    while first > 0 && end - first < 5 {
        match reading.before(first) {
            Class::Place(_) | Class::Proper => first -= 1,
            Class::Han if district => first -= 1,
            _ => break,
        }
    }
    let city = matches!(reading.class(first), Class::Proper) && reading.said(first).ends_with(['市', '縣', '县']);
    (city || matches!(reading.class(first), Class::Place(_))).then_some(first).filter(|first| *first < end)
}

/// 2023-24年度財政預算案, 2024年施政報告: a publication of each year.
fn yearly(reading: &Reading<'_>, end: usize, word: Word) -> Option<Find> {
    let mut first = end;
    let mut year = false;
    while let Some(before) = first.checked_sub(1) {
        let said = reading.said(before);
        let part = match reading.class(before) {
            Class::Number => {
                year = true;
                true
            }
            Class::Role(_) | Class::Body(_) | Class::Place(_) => true,
            Class::Open => said == "《",
            _ => matches!(said, "年" | "年度" | "度" | "財政" | "财政" | "財政年度"),
        };
        if !part {
            break;
        }
        first = before;
    }
    let span = reading.span(first, end)?;
    year.then_some(Find { span, kind: kind_of(word), weight: 1, lacks: 0 })
}

/// An office: one that names itself, or one behind a body's name, with a bracket that belongs to it
/// (工業專員（創新及科技）).
fn role(reading: &Reading<'_>, index: usize, word: Word) -> Option<Find> {
    if matches!(reading.class(index + 1), Class::Ending(_)) {
        return None;
    }
    let mut first = index;
    if word.get("need").is_some() {
        let before = index.checked_sub(1)?;
        match reading.class(before) {
            Class::Body(_) => first = before,
            Class::Ending(noun) if kind_of(noun) == EntityKind::Organisation => {
                first = edge::left(reading, before);
                let own = modifier(reading, first, before, noun);
                let long = own.chars >= 4 && noun.text.chars().count() == 1;
                if first == before || !own.proper && !own.rare && !long {
                    return None;
                }
            }
            _ => return None,
        }
    }
    let mut span = reading.span(first, index)?;
    if let Some((open, close)) = reading.bracket_after(index)
        && (reading.said(index).ends_with(['員', '员', '監', '监']) || word.text.chars().count() >= 5)
        && let Some(inner) = reading.span(open + 1, close.saturating_sub(1))
        && (2..=12).contains(&inner.of(reading.text).chars().count())
        && inner.of(reading.text).chars().all(super::tokens::is_han)
    {
        span = reading.span(first, close)?;
    }
    Some(Find { span, kind: EntityKind::PersonRole, weight: 1, lacks: 0 })
}
