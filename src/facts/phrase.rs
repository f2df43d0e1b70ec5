//! The phrases of a clause: whom it speaks of, and what stands behind its verb.
//!
//! ```text
//! clause  = *( connective | date ) [ subject ] *( adverb | preposition-phrase ) verb [ object ]
//! ```
//!
//! There is no parser of Chinese here: a subject ends before the first adverb, preposition, date or
//! common verb that stands outside every name, quotation mark and bracket.

use super::frame::{Clause, View};
use super::lattice::{ATOM, COMPOUND, VALUE, VERB};
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
    let mut subject =
        trim(view.text, start, end).filter(|span| !is_only_figure(view, *span) && !is_manner(view, *span));
    if opened.preposition {
        subject = None;
    }
    if let Some((name, behind)) = described_name(view, end, clause.span.end()) {
        (subject, end) = (Some(name), behind);
    }
    Lead { subject, start, rest: end, part: opened.part }
}

/// The length of a subject without what belongs to the predicate: 到 before a date, 新增 before what is counted.
fn without_tail(view: &View<'_>, start: usize, end: usize) -> usize {
    let said = view.text.get(start..end).unwrap_or("");
    let dated = view.mention_over(end).is_some_and(|(_, mention)| {
        mention.span.start() == end && matches!(mention.value, Value::Date(_) | Value::Set(_))
    });
    let bare = if dated { said.strip_suffix(['到', '至']).unwrap_or(said) } else { said };
    let bare = bare.strip_suffix("新增").unwrap_or(bare);
    if bare.chars().count() >= 2 { bare.len() } else { said.len() }
}

/// 具體地, 有效地: how something is done is no subject; 土地 and 用地 are.
fn is_manner(view: &View<'_>, span: Span) -> bool {
    let words = view.said(span);
    words.ends_with('地')
        && (words.chars().count() <= 5 || words.starts_with(['用', '以']))
        && view.names_in(span).is_empty()
        && view.lexicon.grounds.longest_before(words).is_none()
}

/// How far 的 may stand behind the verb of a describing clause, in bytes.
const LONGEST_DESCRIPTION: usize = 90;

/// 位於科學園旁邊的創新斗室已…, 數字辦構建的「X」於…: the name behind 的 is the subject where an
/// adverb, a date or a verb follows it. Gives the name and where it ends with its marks.
fn described_name(view: &View<'_>, from: usize, limit: usize) -> Option<(Span, usize)> {
    let mut at = from;
    while at < limit.min(from + LONGEST_DESCRIPTION) {
        let rest = view.text.get(at..limit)?;
        if rest.starts_with('的') {
            let behind = at + '的'.len_utf8();
            let open = view.text.get(behind..limit)?.chars().next().filter(|c| matches!(c, '「' | '《' | '『'));
            let Some(place) = view.name_over(behind + open.map_or(0, char::len_utf8)) else {
                return described_noun(view, from, behind, limit);
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
            return follows.then_some((whole, end));
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

/// What the words that open a clause say of it.
#[derive(Debug, Clone, Copy, Default)]
struct Opened {
    /// 當中, 其中: it speaks of a part of what went before.
    part: bool,
    /// 就, 根據: what follows belongs to them.
    preposition: bool,
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
fn described_noun(view: &View<'_>, from: usize, behind: usize, limit: usize) -> Option<(Span, usize)> {
    let opener = view.text.get(from..behind)?;
    // 社署與社聯合辦的博覽: a verb with its 的 describes the class noun behind it.
    let verb = opener.strip_suffix('的').is_some_and(|verb| {
        view.lexicon.event_verbs.get(verb).is_some() || view.lexicon.relation_words.get(verb).is_some()
    });
    let describes =
        verb || ["由", "位於", "位于", "設於", "设于", "獲", "获"].iter().any(|word| opener.starts_with(word));
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
    let span = trim(view.text, behind, at).filter(|_| describes && at < limit)?;
    let said = view.said(span);
    if verb {
        let class = view.lexicon.name_endings.get(said).is_some();
        return (class && view.mentions_in(span).next().is_none()).then_some((span, at));
    }
    let chars = said.chars().count();
    ((3..=LONGEST_NOUN).contains(&chars) && view.mentions_in(span).next().is_none()).then_some((span, at))
}

/// Passes connectives, dates and marks at the beginning of a clause.
fn skip_openers(view: &View<'_>, span: Span) -> (usize, Opened) {
    let (mut at, mut opened) = (span.start(), Opened::default());
    while let Some(rest) = view.text.get(at..span.end()) {
        if rest.is_empty() {
            break;
        }
        let date = dated_opener(view, at, span.end()).or_else(|| coming_time(view, at, span.end()));
        if let Some(end) = date {
            // 2024年的整體參與率: what the date describes is the subject.
            let of = view.text.get(end..span.end()).is_some_and(|rest| rest.starts_with('的'));
            at = end + if of { '的'.len_utf8() } else { 0 };
        } else if view.name_over(at).is_none()
            && let Some(word) = view.lexicon.connectives.longest_at(rest)
            && view.lexicon.compounds.longest_at(rest).is_none_or(|other| other.text.len() <= word.text.len())
        {
            opened.part |= word.get("role") == Some("part");
            opened.preposition |= word.get("role") == Some("preposition");
            at += word.text.len();
        } else if rest.starts_with([' ', '、', '，', ',', '-', '–']) {
            at += rest.chars().next().map_or(1, char::len_utf8);
        } else {
            break;
        }
    }
    (at.min(span.end()), opened)
}

/// 未來五年（2026-27至2030-31年度）: the length of time ahead or behind that begins at `at`, with its bracket; where it
/// ends.
fn coming_time(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let before = view.text.get(..at)?;
    let (_, mention) = view.mention_over(at).filter(|(_, mention)| mention.span.start() == at)?;
    let ahead = ["未來", "未来", "過去", "过去"].iter().any(|word| before.ends_with(word));
    let lasts = ahead && matches!(mention.value, Value::Duration(_));
    let end = mention.span.end();
    let bracket = view.text.get(end..limit).is_some_and(|rest| rest.starts_with(['（', '(']));
    lasts.then(|| if bracket { atom(view, end, limit).unwrap_or(end) } else { end })
}

/// Prepositions that lead to a date.
const DATE_LEADS: [&str; 12] = ["截至", "截止", "自從", "早於", "早在", "於", "在", "自", "由", "從", "到", "至"];

/// A date with the words around it (於, 自 … 起, 截至) that begins at `at`: where it ends.
fn dated_opener(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let rest = view.text.get(at..limit)?;
    // Nearly no clause begins with a date: whether a value begins near is told sooner than which word does.
    let longest = DATE_LEADS.iter().map(|word| word.len()).max().unwrap_or(0);
    let near = view.text.len().min(at + longest + 1);
    if !view.may(at, VALUE) && view.next(at, near, VALUE) >= near {
        return None;
    }
    let lead = DATE_LEADS
        .iter()
        .find(|word| rest.starts_with(**word) || rest.starts_with(crate::facts::phrase::simple(word)))
        .map_or(0, |word| word.len());
    let (_, mention) = view.mention_over(at + lead)?;
    if mention.span.start() != at + lead || !matches!(mention.value, Value::Date(_) | Value::Set(_)) {
        return None;
    }
    let mut end = mention.span.end();
    while let Some(word) = ["期間", "期间", "起", "為止", "为止", "以來", "以来", "止", "間", "间"]
        .iter()
        .find(|word| view.text.get(end..limit).is_some_and(|rest| rest.starts_with(**word)))
    {
        end += word.len();
    }
    Some(end)
}

/// The Simplified spelling of the few prepositions of [`dated_opener`].
fn simple(word: &str) -> &str {
    match word {
        "自從" => "自从",
        "早於" => "早于",
        "於" => "于",
        "從" => "从",
        other => other,
    }
}

/// Where the subject that begins at `start` ends.
fn subject_end(view: &View<'_>, start: usize, limit: usize, clause_end: usize) -> usize {
    let mut at = start;
    while at < limit {
        let Some(rest) = view.text.get(at..clause_end) else { break };
        if let Some(end) = atom(view, at, clause_end) {
            at = end;
        } else if at == start && each_of(view, at, rest) {
            at += '各'.len_utf8();
        } else if ends_subject(view, at, rest) && !halves_word(view, start, at) {
            return at;
        } else {
            at = match shield(view, at, rest) {
                Some(len) => at + len,
                None => view.next(at, limit, ATOM | VALUE | VERB | COMPOUND),
            };
        }
    }
    if at >= clause_end { clause_end } else { start }
}

/// 各博物館: whether 各 stands before a noun, and not as an adverb before a verb.
fn each_of(view: &View<'_>, at: usize, rest: &str) -> bool {
    let behind = at + '各'.len_utf8();
    rest.strip_prefix('各').is_some_and(|noun| {
        noun.starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && !noun.starts_with(['自', '佔', '占', '有', '設', '设', '為', '为'])
            && view.longest_of(behind, noun, &view.verbs()).is_none()
            && view.mention_over(behind).is_none()
    })
}

/// Whether one character before `at` is the first half of a word and no subject (獨居, 就讀): only pronouns are
/// subjects of one character.
fn halves_word(view: &View<'_>, start: usize, at: usize) -> bool {
    let mut before = view.text.get(start..at).unwrap_or("").chars();
    let alone = before.next().filter(|_| before.next().is_none());
    let word = view.text.get(at..).and_then(|rest| {
        let lexicon = view.lexicon;
        let lists = [&lexicon.adverbs, &lexicon.predicates, &lexicon.event_verbs];
        lists.iter().filter_map(|table| table.longest_at(rest)).max_by_key(|word| word.text.len())
    });
    alone.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !PRONOUNS.contains(&c))
        && word.is_some_and(|word| word.text.chars().count() == 1)
}

/// Subjects of one character.
const PRONOUNS: [char; 8] = ['其', '它', '他', '她', '我', '此', '該', '该'];

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

/// The length of the word at `at` that shields what it begins with.
fn shield(view: &View<'_>, at: usize, rest: &str) -> Option<usize> {
    view.compound_at(at, rest).map(|word| word.text.len())
}

/// Whether `before` ends with 新 as a word of its own (新登記車輛) and not as the end of 創新 or 翻新.
fn is_newly(before: &str) -> bool {
    before
        .strip_suffix('新')
        .is_some_and(|stem| !stem.ends_with(['創', '创', '更', '翻', '革', '嶄', '崭', '刷', '重', '全', '最']))
}

/// Whether a subject ends before `rest`, which begins at `at`.
fn ends_subject(view: &View<'_>, at: usize, rest: &str) -> bool {
    if view.text.get(..at).is_some_and(|before| before.ends_with(['的', '之']) || is_newly(before)) {
        return false;
    }
    let dated = view.mention_over(at).is_some_and(|(_, mention)| {
        mention.span.start() == at && matches!(mention.value, Value::Date(_) | Value::Set(_))
    });
    if dated || counts_up(view, at, rest) || !view.may(at, VERB) {
        return dated || counts_up(view, at, rest);
    }
    if is_past_plan(view, at, rest) {
        return false;
    }
    let longest = view.longest_of(at, rest, &view.verbs()).map(|found| found.text.len());
    let adjective = view.lexicon.adverbs.longest_at(rest).filter(|found| found.is("adjective"));
    if let Some(found) = adjective.filter(|found| Some(found.text.len()) == longest)
        && let Some(behind) = rest.get(found.text.len()..)
        && view.longest_of(at + found.text.len(), behind, &view.verbs()).is_none()
        && view.mention_over(at + found.text.len()).is_none()
    {
        return false;
    }
    longest.is_some_and(|len| shield(view, at, rest).is_none_or(|other| other <= len))
}

/// 遠洋漁船計1,060艘: whether 計 leads to a figure.
fn counts_up(view: &View<'_>, at: usize, rest: &str) -> bool {
    rest.starts_with(['計', '计'])
        && view.mention_over(at + '計'.len_utf8()).is_some_and(|(_, mention)| {
            mention.span.start() == at + '計'.len_utf8()
                && matches!(mention.value, Value::Count(_) | Value::Quantity(_))
        })
}

/// 電子錢包計劃於2019年推出: whether 計劃 is a noun, what follows being past.
#[must_use]
pub fn is_past_plan(view: &View<'_>, at: usize, rest: &str) -> bool {
    let noun = "計劃".len();
    let lead = ["計劃於", "計劃在", "计划于", "计划在"].iter().any(|word| rest.starts_with(word));
    lead && view.mention_over(at + noun + '於'.len_utf8()).is_some_and(|(_, mention)| match &mention.value {
        Value::Date(date) => view.date.zip(date.end).is_some_and(|(today, end)| end < today),
        _ => false,
    })
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
