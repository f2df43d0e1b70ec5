//! The phrases of a clause: whom it speaks of, and what stands behind its verb.
//!
//! ```text
//! clause  = *( connective | date ) [ subject ] *( adverb | preposition-phrase ) verb [ object ]
//! ```
//!
//! There is no parser of Chinese here: a subject ends before the first adverb, preposition, date or
//! common verb that stands outside every name, quotation mark and bracket.

use super::frame::View;
use super::lattice::ATOM;
use super::opener::skip_openers;
use super::sentence::Clause;
use super::subject_end::{ends_subject, shield, subject_end};
use crate::mentions::Value;
use crate::span::Span;

/// How far a subject may reach, in bytes.
const LONGEST_SUBJECT: usize = 180;

/// The beginning of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// The subject, where the clause has its own.
    pub subject: Option<Span>,
    /// Where the openers end and the subject, if any, begins.
    pub start: usize,
    /// Where the subject ends and the predicate begins.
    pub rest: usize,
    /// Whether the clause begins with 當中 or 其中: it speaks of a part of what went before.
    pub part: bool,
}

/// Reads the beginning of `clause`.
#[must_use]
pub fn lead(view: &View<'_>, clause: Clause) -> Lead {
    let (start, opened) = skip_openers(view, clause.span);
    let limit = clause.span.end().min(start + LONGEST_SUBJECT);
    let mut end = subject_end(view, start, limit, clause.span.end());
    end = start + without_tail(view, start, end);
    let mut subject = trim(view.text, start, end)
        .map(|span| before_moment(view, span))
        .filter(|span| !is_only_figure(view, *span) && !is_manner(view, *span) && !is_moment(view, *span));
    if opened.preposition {
        subject = None;
    }
    if let Some((name, behind)) = described_name(view, start, end, clause.span.end()) {
        (subject, end) = (Some(name), behind);
    }
    Lead { subject, start, rest: end, part: opened.part }
}

/// 總投資76億元的數據中心二期: a subject without the figure that describes it.
#[must_use]
pub fn without_figure(view: &View<'_>, span: Span) -> Span {
    let mut figure = view.mentions_in(span).filter(|(_, mention)| {
        matches!(mention.value, Value::Money(_) | Value::Quantity(_))
            && view.text.get(mention.span.end()..span.end()).is_some_and(|rest| rest.starts_with('的'))
    });
    let from = figure.next_back().map(|(_, mention)| mention.span.end() + '的'.len_utf8());
    let bare = from.and_then(|from| trim(view.text, from, span.end()));
    bare.filter(|bare| view.said(*bare).chars().count() >= 3).unwrap_or(span)
}

/// 總投資76億元的數據中心二期於2024年動工, where 總 was taken for the subject: what stands behind the figure and 的.
#[must_use]
pub fn figured(view: &View<'_>, subject: Span, limit: usize) -> Option<Span> {
    if !matches!(view.said(subject), "總" | "总") {
        return None;
    }
    let (_, figure) = view.mentions_in(Span::new(subject.end(), limit)).next()?;
    let from = figure.span.end() + '的'.len_utf8();
    let described = view.text.get(figure.span.end()..limit)?.starts_with('的');
    let mut at = from;
    while let Some(rest) = view.text.get(at..limit).filter(|rest| !rest.is_empty() && described) {
        if let Some(end) = atom(view, at, limit) {
            at = end.max(at + 1);
        } else if at > from && ends_subject(view, at, rest) {
            return trim(view.text, from, at);
        } else {
            at += shield(view, at, rest).unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    None
}

/// The length of a subject without what belongs to the predicate: 到 before a date, 新增 before what is counted.
fn without_tail(view: &View<'_>, start: usize, end: usize) -> usize {
    let said = view.text.get(start..end).unwrap_or("");
    let dated = view.mention_over(end).is_some_and(|(_, mention)| {
        mention.span.start() == end && matches!(mention.value, Value::Date(_) | Value::Set(_))
    });
    let bare = if dated { said.strip_suffix(['到', '至']).unwrap_or(said) } else { said };
    let bare = bare.strip_suffix("新增").unwrap_or(bare);
    let mean = ["平均", "人均", "年均", "月均", "日均", "戶均", "户均"].iter().any(|word| bare.ends_with(word));
    let bare = bare.strip_suffix(['則', '则', '亦', '均', '皆', '仍']).filter(|_| !mean).unwrap_or(bare);
    // 該項目總投資18億元: 總 belongs to the figure's noun.
    let bare = bare
        .strip_suffix(['總', '总'])
        .filter(|stem| stem.ends_with(['目', '程', '區', '区', '心', '」', '園', '园']))
        .unwrap_or(bare);
    // 主線長10.7公里: the dimension is what the figure tells.
    let measured =
        view.mentions_in(Span::new(end, view.text.len().min(end + 24))).next().is_some_and(|(_, mention)| {
            let light = view.text.get(end..mention.span.start()).unwrap_or("-");
            matches!(mention.value, Value::Quantity(_)) && super::measure_scan::light_ends(view, light).is_empty()
        });
    let bare =
        if measured { bare.strip_suffix(['長', '长', '闊', '阔', '寬', '宽']).unwrap_or(bare) } else { bare };
    if bare.chars().count() >= 2 { bare.len() } else { said.len() }
}

/// 共同, 具體地: how something is done is no subject; 土地 and 用地 are.
fn is_manner(view: &View<'_>, span: Span) -> bool {
    let words = view.said(span);
    if view.lexicon.manners.get(words).is_some() {
        return true;
    }
    words.ends_with('地')
        && (words.chars().count() <= 5 || words.starts_with(['用', '以']))
        && view.names_in(span).is_empty()
        && view.lexicon.grounds.longest_before(words).is_none()
}

/// 北部都會區全面發展後: the name that begins a phrase which says when.
fn before_moment(view: &View<'_>, span: Span) -> Span {
    let name = view.name_over(span.start()).filter(|name| name.span.start() == span.start());
    name.filter(|name| name.span.end() < span.end() && is_moment(view, span)).map_or(span, |name| name.span)
}

/// 悉數發展後, 參加者重返職場後: when something is so is no subject.
fn is_moment(view: &View<'_>, span: Span) -> bool {
    let words = view.said(span);
    if ["截至", "截止"].iter().any(|word| words.starts_with(word)) {
        return true;
    }
    let after = words.strip_suffix(['後', '后']);
    let after = after.filter(|stem| !stem.ends_with(['背', '幕', '售', '課', '课', '先', '皇', '太', '前', '以']));
    after.is_some_and(|stem| stem.chars().count() >= 3)
        && view.names_in(span).last().is_none_or(|name| name.span.end() < span.end())
}

/// How far 的 may stand behind the verb of a describing clause, in bytes.
const LONGEST_DESCRIPTION: usize = 90;

/// 位於科學園旁邊的創新斗室已…, 數字辦構建的「X」於…: the name behind 的 is the subject where an
/// adverb, a date or a verb follows it. Gives the name and where it ends with its marks.
fn described_name(view: &View<'_>, start: usize, from: usize, limit: usize) -> Option<(Span, usize)> {
    let mut at = from;
    while at < limit.min(from + LONGEST_DESCRIPTION) {
        let rest = view.text.get(at..limit)?;
        let opener = || view.text.get(from..at).unwrap_or("");
        let stands =
            || view.lexicon.relation_words.longest_at(opener()).is_some_and(|word| word.get("form") == Some("at"));
        let particle = rest.strip_prefix('之').is_some_and(|behind| {
            !behind.starts_with(['間', '间', '一', '後', '后', '前', '內', '内', '外', '下', '上', '中'])
        });
        // 漁護署轄下濕地公園: the body above the subject.
        let under = view.lexicon.relation_words.longest_at(rest).filter(|word| {
            let behind = rest.get(word.text.len()..).unwrap_or("");
            at == from && from > start && word.get("form") == Some("under") && !behind.starts_with(['的', '之', '各'])
        });
        if rest.starts_with('的') || particle && stands() || under.is_some() {
            let behind = at + under.map_or('的'.len_utf8(), |word| word.text.len());
            let open = view.text.get(behind..limit)?.chars().next().filter(|c| matches!(c, '「' | '《' | '『'));
            let Some(place) = view.name_over(behind + open.map_or(0, char::len_utf8)) else {
                return described_noun(view, start, from, behind, limit);
            };
            let mut end = place.span.end() + if open.is_some() { open.map_or(0, char::len_utf8) } else { 0 };
            while let Some(next) = atom(view, end, limit)
                .filter(|_| view.text.get(end..).is_some_and(|rest| rest.starts_with(['（', '(', '﹝'])))
            {
                end = next;
            }
            let mut whole = place.span;
            while let Some(next) = joined_name(view, end, limit) {
                (whole, end) = (whole.to(next), next.end());
            }
            let follows =
                view.text.get(end..limit).is_some_and(|rest| !rest.is_empty() && ends_subject(view, end, rest));
            return if follows { Some((whole, end)) } else { described_noun(view, start, from, behind, limit) };
        }
        let adverb = view
            .lexicon
            .adverbs
            .longest_at(rest)
            .is_some_and(|word| matches!(word.text, "已" | "將" | "将" | "會" | "会" | "亦"));
        if adverb && atom(view, at, limit).is_none() {
            return None;
        }
        at = atom(view, at, limit).unwrap_or_else(|| at + rest.chars().next().map_or(1, char::len_utf8));
    }
    None
}

/// The name that 和, 及 or 、 joins to the one that ends at `at`.
fn joined_name(view: &View<'_>, at: usize, limit: usize) -> Option<Span> {
    let rest = view.text.get(at..limit)?;
    let joint = ["和", "及", "與", "与", "、", "以及"].iter().find(|word| rest.starts_with(**word))?;
    let start = at + joint.len();
    view.name_over(start).filter(|name| name.span.start() == start && name.span.end() <= limit).map(|name| name.span)
}

/// The longest noun behind the 的 of a describing clause, in characters.
const LONGEST_NOUN: usize = 16;

/// 由環生局領導的工作小組已…: the noun behind the 的 of a clause that only describes it. `from` is where the verb of
/// that clause stands, or where the whole begins.
fn described_noun(view: &View<'_>, start: usize, from: usize, behind: usize, limit: usize) -> Option<(Span, usize)> {
    let opener = view.text.get(from..behind)?;
    // 社署與社聯合辦的博覽: a verb with its 的 describes the class noun behind it.
    let verb = opener.strip_suffix('的').is_some_and(|verb| tells(view, from, verb));
    let at = view.lexicon.relation_words.longest_at(opener).is_some_and(|word| word.get("form") == Some("at"));
    // X擔任主席的, 以X為主席的
    let office = view.lexicon.relation_words.longest_at(opener).is_some_and(|word| word.get("form") == Some("office"));
    let verb = verb || office;
    let headed = opener.starts_with('以') && opener.contains(['為', '为']);
    let under = view.lexicon.relation_words.longest_at(opener).is_some_and(|word| word.get("form") == Some("under"));
    let verb = verb || under;
    let describes = verb || at || headed || ["由", "獲", "获"].iter().any(|word| opener.starts_with(word));
    let mut at = behind;
    while at < limit {
        let rest = view.text.get(at..limit)?;
        if at > behind && ends_subject(view, at, rest) {
            break;
        }
        at = atom(view, at, limit).unwrap_or_else(|| {
            at + shield(view, at, rest).unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8))
        });
    }
    let span = trim(view.text, behind, at).filter(|_| describes && (at < limit || verb))?;
    let said = view.said(span);
    if verb {
        let named = view.names_in(span).last().is_some_and(|name| name.span.end() == span.end());
        // 每間企業設立的生產線: nobody in particular is meant.
        let actor = trim(view.text, start, from);
        let edition = |mention: &crate::mentions::Mention| matches!(mention.value, Value::Ordinal(_));
        let editions = view.mentions_in(span).all(|(_, mention)| edition(mention));
        let counted = view.mention_over(span.start()).is_some();
        if view.lexicon.name_endings.get(said).is_none()
            && !(editions && counted)
            && actor.is_some_and(|actor| {
                view.names_in(actor).is_empty() && view.lexicon.governments.get(view.said(actor)).is_none()
            })
        {
            return None;
        }
        let latin = said.starts_with(|c: char| c.is_ascii_uppercase());
        let goes_on = at < limit && (4..=LONGEST_NOUN).contains(&said.chars().count());
        let class = latin || goes_on || named || view.lexicon.name_endings.longest_before(said).is_some();
        return (class && editions).then_some((span, at));
    }
    let chars = said.chars().count();
    let edition = |mention: &crate::mentions::Mention| matches!(mention.value, Value::Ordinal(_));
    ((3..=LONGEST_NOUN).contains(&chars) && view.mentions_in(span).all(|(_, mention)| edition(mention)))
        .then_some((span, at))
}

/// 已落成, 牽頭建設, 正在觀塘興建: whether `words` is an act, with nothing but adverbs and where it happens before its
/// verb.
fn tells(view: &View<'_>, from: usize, words: &str) -> bool {
    let lexicon = view.lexicon;
    let verbs = [&lexicon.event_verbs, &lexicon.relation_words, &lexicon.making_verbs];
    let Some(verb) = verbs.iter().filter_map(|list| list.longest_before(words)).max_by_key(|word| word.text.len())
    else {
        return false;
    };
    let mut at = from;
    let end = from + words.len() - verb.text.len();
    while let Some(rest) = view.text.get(at..end).filter(|rest| !rest.is_empty()) {
        let adverb = [&lexicon.adverbs, &lexicon.manners]
            .iter()
            .filter_map(|list| list.longest_at(rest))
            .max_by_key(|word| word.text.len());
        let dated = view
            .mention_over(at)
            .filter(|(_, mention)| mention.span.start() == at)
            .map(|(_, mention)| mention.span.end());
        match atom(view, at, end).or(dated).or(adverb.map(|word| at + word.text.len())) {
            Some(next) if next > at => at = next,
            _ if rest.starts_with(' ') => at += 1,
            _ => return false,
        }
    }
    true
}

/// What cannot be cut at `at`: a name, a quotation, a bracket; where it ends.
#[must_use]
pub fn atom(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    if !view.may(at, ATOM) {
        return None;
    }
    if let Some(name) = view.name_over(at).filter(|name| name.span.start() == at) {
        return Some(name.span.end().min(limit));
    }
    let rest = view.text.get(at..limit)?;
    let close = match rest.chars().next()? {
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '“' => '”',
        '（' | '(' | '〔' | '﹝' => return closing(rest).map(|len| at + len),
        _ => return None,
    };
    rest.find(close).map(|place| at + place + close.len_utf8())
}

/// The length of the bracket that `rest` begins with, through its closing.
fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in rest.char_indices() {
        match c {
            '（' | '(' | '〔' | '﹝' => depth += 1,
            '）' | ')' | '〕' | '﹞' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether `span` is nothing but one figure.
fn is_only_figure(view: &View<'_>, span: Span) -> bool {
    view.mention_over(span.start()).is_some_and(|(_, mention)| mention.span.contains(span))
}

/// `start..end` without white space and marks at its ends, or nothing.
#[must_use]
pub fn trim(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = text.get(start..end)?;
    let loose = |c: char| c.is_whitespace() || matches!(c, '，' | '、' | '。' | '；' | '：' | ',' | ';' | ':');
    let from = start + part.len() - part.trim_start_matches(loose).len();
    let to = start + part.trim_end_matches(loose).len();
    (from < to).then(|| Span::new(from, to))
}
