//! Where a name begins that ends with a class noun.
//!
//! ```text
//! name     = modifier class-noun
//! modifier = 1*( han | word | latin | place | body | link ), bounded on the left by a mark, a function
//!            word, a figure, a verb, or by a link that joins two names
//! ```
//!
//! 及, 和, 與 stand inside a name where what they follow is no name and no common noun
//! (再工業化及科技培訓計劃). 發展, 管理 and their like are verbs where they follow a subject and a whole name
//! follows them (元朗創新園發展微電子中心).

use super::reading::{Reading, kind_of};
use super::tokens::Class;

/// Words that begin no name.
const LOOSE: [&str; 14] =
    ["有關", "有关", "相關", "相关", "本", "全", "首", "各類", "各类", "多", "數", "等", "第", "多個"];

/// How many characters a name may have before its class noun.
const LONGEST: usize = 34;

/// The token where the name begins whose class noun is token `end`.
#[must_use]
pub fn left(reading: &Reading<'_>, end: usize) -> usize {
    let mut first = end;
    let mut chars = 0;
    while first > 0 {
        let index = first - 1;
        if reading.token(first).is_some_and(|token| reading.emphasis_begins(token.span.start())) {
            break;
        }
        if let Some(open) = inner_bracket(reading, index, end) {
            first = open;
            continue;
        }
        if !belongs(reading, index, end) {
            break;
        }
        chars += reading.said(index).chars().count();
        if chars > LONGEST {
            break;
        }
        first = index;
    }
    trimmed(reading, first, end)
}

/// 九龍巴士（一九三三）有限公司: the opening of a short bracket inside a company's name that closes at `index`.
fn inner_bracket(reading: &Reading<'_>, index: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let company =
        index + 1 == end && matches!(reading.said(end), "有限公司" | "公司" | "集團" | "集团" | "控股有限公司");
    let open = reading.token(index)?.partner.filter(|_| matches!(reading.class(index), Class::Close))? as usize;
    if !company {
        return held_in(reading, open, index, end).then_some(open);
    }
    let round = matches!(reading.said(open), "（" | "(");
    let inner = reading.span(open + 1, index.checked_sub(1)?)?.of(reading.text);
    let named =
        matches!(reading.before(open), Class::Han | Class::Common | Class::Plain | Class::Proper | Class::Place(_));
    (round && named && inner.chars().count() <= LONGEST && inner.chars().all(super::tokens::is_han)).then_some(open)
}

/// 中國（深圳）國際文化產業博覽交易會, 中國（上海）自由貿易試驗區: whether the bracket from `open` to `close` tells in
/// which city of the place before it the event or zone is.
fn held_in(reading: &Reading<'_>, open: usize, close: usize, end: usize) -> bool {
    let Class::Ending(word) = reading.class(end) else { return false };
    let kind = matches!(kind_of(word), super::EntityKind::Event | super::EntityKind::Place);
    let city = |index: usize| matches!(reading.class(index), Class::Place(_) | Class::Proper | Class::Han);
    let inside = (open + 1..close).all(city) && (2..=4).contains(&(close - open));
    kind && inside && matches!(reading.said(open), "（" | "(") && matches!(reading.before(open), Class::Place(_))
}

/// Whether the token at `index` is part of the name whose class noun is token `end`.
fn belongs(reading: &Reading<'_>, index: usize, end: usize) -> bool {
    match reading.class(index) {
        Class::Stop if matches!(reading.said(index), "至") => {
            // 池州至黃山高鐵: the ends of a line.
            let line = matches!(reading.class(end), Class::Ending(word) if word.is("line"));
            line && matches!(reading.before(index), Class::Place(_) | Class::Han)
                && matches!(reading.class(index + 1), Class::Place(_) | Class::Han)
        }
        Class::Stop | Class::As | Class::Describe | Class::Apposition | Class::Open | Class::Close | Class::Break => {
            false
        }
        // 軌道交通2號線, 2025中國國際博覽會: a number that is part of a name.
        Class::Number => reading.said(index + 1).starts_with(['號', '号']) || edition(reading, index, end),
        Class::Measure => !counts(reading, index),
        Class::Space => {
            matches!(reading.class(index + 1), Class::Latin) && matches!(reading.before(index), Class::Latin)
        }
        Class::Link => !joins(reading, index) || paired(reading, index + 1, end) || matters(reading, index, end),
        Class::Matter => is_matter(reading, index, end),
        Class::Found => paired(reading, index, end),
        Class::Verb => !is_verb(reading, index, end, true),
        Class::Soft => !is_verb(reading, index, end, false) && !acted(reading, index, end),
        // 省財政廳聯合國家開發銀行…: the verb between two bodies.
        Class::Common | Class::Plain if matches!(reading.said(index), "聯合" | "联合") => {
            !matches!(reading.before(index), Class::Ending(_) | Class::Body(_) | Class::Known)
        }
        Class::Han => {
            !reading.said(index).starts_with(['一', '兩', '两', '幾', '几', '‧', '·', '・']) || hugs(reading, index)
        }
        _ => true,
    }
}

/// Whether the number at `index` is the bare year of the event that token `end` closes.
fn edition(reading: &Reading<'_>, index: usize, end: usize) -> bool {
    let event = matches!(reading.class(end), Class::Ending(word) if kind_of(word) == super::EntityKind::Event);
    let year = reading.said(index);
    event
        && year.len() == 4
        && year.starts_with("20")
        && matches!(reading.class(index + 1), Class::Place(_) | Class::Body(_))
}

/// Whether a numeral stands inside a word rather than before a measure word.
fn hugs(reading: &Reading<'_>, index: usize) -> bool {
    !matches!(reading.class(index + 1), Class::Measure)
}

/// Whether a measure word stands behind a numeral: 三個創新園, 各間大學.
fn counts(reading: &Reading<'_>, index: usize) -> bool {
    matches!(reading.before(index), Class::Number | Class::Stop)
        || index.checked_sub(1).is_some_and(|before| {
            let said = reading.said(before);
            said.ends_with([
                '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '兩', '两', '幾', '几',
            ]) || said.ends_with(['數', '数', '多', '首', '第', '萬', '万'])
        })
}

/// Whether the link at `index` joins two names or a common noun and a name.
fn joins(reading: &Reading<'_>, index: usize) -> bool {
    if matches!(reading.said(index), "或" | "以及" | "跟") {
        return true;
    }
    match reading.before(index) {
        Class::Ending(word) => word.get("need") != Some("quote"),
        Class::Body(_)
        | Class::Known
        | Class::Role(_)
        | Class::Place(_)
        | Class::Close
        | Class::Thing
        | Class::Number => true,
        Class::Break | Class::Stop | Class::Open | Class::Found | Class::As => true,
        _ => matches!(
            reading.class(index + 1),
            Class::Place(_) | Class::Body(_) | Class::Known | Class::Stop | Class::Found | Class::Describe
        ),
    }
}

/// Whether the verb at `index` governs the name that ends with token `end` rather than being part of it.
fn is_verb(reading: &Reading<'_>, index: usize, end: usize, plain: bool) -> bool {
    let proper = (index + 1..end).any(|at| {
        !matches!(reading.class(at), Class::Soft | Class::Verb | Class::Common | Class::Ending(_) | Class::Link)
    });
    let Class::Ending(word) = reading.class(end) else { return proper && plain };
    let body = word.get("need") == Some("body");
    match reading.before(index) {
        Class::Body(_) | Class::Known | Class::Role(_) => proper || plain && !body && index + 1 < end,
        Class::Place(_) => plain && (proper || !body && index + 1 < end),
        Class::Ending(noun) => {
            use super::EntityKind::{Facility, Organisation, Place};
            proper && matches!(kind_of(noun), Organisation | Facility | Place)
        }
        Class::Break | Class::Stop | Class::Matter | Class::Found | Class::Close | Class::Describe | Class::Number => {
            plain && proper
        }
        _ => false,
    }
}

/// 並監督國家資通安全研究院: whether an adverb before the noun at `index` makes it the verb of what follows, which
/// begins as names do.
fn acted(reading: &Reading<'_>, index: usize, end: usize) -> bool {
    let adverb = index.checked_sub(1).map_or("", |before| reading.said(before));
    let adverb = ["並", "并", "亦", "也", "負責", "负责", "以", "須", "须", "可", "會", "会", "能"].contains(&adverb);
    let begins = matches!(reading.class(index + 1), Class::Place(_) | Class::Body(_) | Class::Known | Class::Proper);
    adverb && index + 1 < end && (begins || matches!(reading.said(index + 1), "國家" | "国家" | "全國" | "全国"))
}

/// 郊野公園及海岸公園委員會: whether the link at `index` joins two nouns of things that the body which token `end` closes
/// is about: the first is no name, for nothing stands before it.
fn matters(reading: &Reading<'_>, index: usize, end: usize) -> bool {
    use super::EntityKind::{Facility, Organisation};
    let body = |word: crate::lexicon::Word| word.get("need") == Some("body") && kind_of(word) == Organisation;
    let Class::Ending(word) = reading.class(end) else { return false };
    let Some(before) = index.checked_sub(1) else { return false };
    let thing = matches!(reading.class(before), Class::Ending(noun) if kind_of(noun) == Facility);
    let bare = matches!(reading.before(before), Class::Break | Class::Stop | Class::Found);
    let second = matches!(reading.before(end), Class::Ending(noun) if kind_of(noun) == Facility);
    body(word) && thing && bare && second
}

/// 自資專上教育提升及啟動補助金計劃: whether the verb of founding at `index` is the second of two in a name, a noun
/// before the first.
fn paired(reading: &Reading<'_>, index: usize, end: usize) -> bool {
    let Some(first) = index.checked_sub(2) else { return false };
    let pair = matches!(reading.before(index), Class::Link)
        && matches!(reading.class(first), Class::Verb | Class::Soft | Class::Matter);
    pair && index < end && is_noun(reading, first)
}

/// Whether the verb at `index` names what the body, programme or platform is for (氫燃料使用跨部門工作小組):
/// a noun stands before it that is nobody who acts, and behind it a body's noun, the class noun itself or
/// another verb.
fn is_matter(reading: &Reading<'_>, index: usize, end: usize) -> bool {
    let Class::Ending(word) = reading.class(end) else { return false };
    let linked = matches!(reading.before(index), Class::Link)
        && index
            .checked_sub(2)
            .is_some_and(|at| matches!(reading.class(at), Class::Verb | Class::Soft | Class::Matter));
    let body = word.get("need") == Some("body") && kind_of(word) == super::EntityKind::Organisation;
    let seat = body && matches!(reading.before(index), Class::Place(_));
    let short = index + 1 == end
        || matches!(reading.class(index + 1), Class::Verb | Class::Soft | Class::Matter)
            && !matches!(reading.class(end), Class::Ending(word) if kind_of(word) == super::EntityKind::Organisation);
    (is_noun(reading, index) && (body || short)) || body && linked || seat
}

/// Whether a noun that is nobody who acts stands before token `index`.
fn is_noun(reading: &Reading<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let acts = reading.lexicon.name_common.get(reading.said(before)).is_some_and(|word| word.is("acts"));
    matches!(reading.class(before), Class::Common | Class::Han | Class::Plain | Class::Soft | Class::Ending(_)) && !acts
}

/// `first` moved behind what cannot begin a name.
fn trimmed(reading: &Reading<'_>, mut first: usize, end: usize) -> usize {
    let body = matches!(reading.class(end), Class::Ending(word) if word.get("need") == Some("body"));
    while first < end {
        let said = reading.said(first);
        let loose = matches!(reading.class(first), Class::Link | Class::Space | Class::Measure)
            || matches!(reading.class(first), Class::Verb | Class::Matter | Class::Found) && first + 1 < end
            || matches!(said, "本港" | "本地" | "全港") && !body
            || said == "原" && matches!(reading.class(first + 1), Class::Place(_) | Class::Body(_) | Class::Proper)
            || LOOSE.contains(&said)
            || said.starts_with(['・', '·', '‧', '／']);
        if !loose {
            break;
        }
        first += 1;
    }
    first
}
