//! What is counted: the noun behind a classifier, or before a figure that stands at the end.
//!
//! ```text
//! after   = [ copula ] ( phrase | relative "的" phrase )
//! phrase  = modifier* part+ [ and phrase ]
//! part    = head | unknown{1,8} head                 ; compounds are kept: 智慧城市措施
//! before  = phrase ( "共" | "達" | "有" | bounding word )*
//! ```
//!
//! A phrase ends at a word of `data/noun_stops.toml` (verbs, prepositions, adverbs) or at the end of the
//! clause. What ends in a head right before 的 is counted itself (五個重點範疇的應用), anything else
//! before 的 is a description of what follows it (六所香港的大學). Heads and modifiers stand in
//! `data/noun_heads.toml` and `data/noun_modifiers.toml`.

use super::figure;
use super::guard;
use super::noun_before::before;
use super::numeral::{self, Token, unspaced};
use crate::mentions::input::Input;
use crate::span::Span;

/// How far a noun may stand behind its classifier, in characters.
const REACH: usize = 48;
/// How many unknown characters a compound may hold before a head.
const UNKNOWN: usize = 8;

/// What stands at one place of a phrase.
enum Part {
    Head(usize),
    Modifier(usize),
    And(usize),
    Copula(usize),
    Of(usize),
    Stop,
    Quoted(usize),
    Other(usize),
}

fn part(input: &Input<'_>, at: usize) -> Part {
    let rest = input.rest(at);
    let Some(c) = rest.chars().next() else { return Part::Stop };
    if matches!(c, '「' | '“' | '《' | '『') {
        return quoted(rest, c).map_or(Part::Stop, |len| Part::Quoted(at + len));
    }
    let lexicon = input.lexicon;
    let head = lexicon.noun_heads.longest_at(rest).filter(|word| !word.is("size")).map_or(0, |word| word.text.len());
    let modifier = lexicon.noun_modifiers.longest_at(rest).map_or(0, |word| word.text.len());
    let stop = lexicon.noun_stops.longest_at(rest);
    let stop_len = stop.map_or(0, |word| word.text.len());
    if stop_len > head && stop_len > modifier {
        return match stop {
            Some(word) if word.is("and") => Part::And(at + stop_len),
            Some(word) if word.is("copula") => Part::Copula(at + stop_len),
            _ => Part::Stop,
        };
    }
    if head > 0 && head >= modifier {
        return Part::Head(at + head);
    }
    if modifier > 0 {
        return Part::Modifier(at + modifier);
    }
    match c {
        '的' => Part::Of(at + c.len_utf8()),
        ' ' | '\u{A0}' => Part::Other(at + c.len_utf8()),
        c if guard::ends_clause(c) || counts(input, rest, c) => Part::Stop,
        c => Part::Other(at + c.len_utf8()),
    }
}

/// Whether a number begins with `c`, and not a word (參賽, 數碼).
pub fn counts(input: &Input<'_>, rest: &str, c: char) -> bool {
    let numeral = c.is_ascii_digit()
        || matches!(numeral::token(rest, input.lexicon), Some((Token::Digit(_) | Token::Small(_), _)));
    numeral && !"參参陸陆伍拾肆".contains(c)
}

/// The length of a quotation that `rest` begins with, at most 40 characters.
fn quoted(rest: &str, open: char) -> Option<usize> {
    let close = match open {
        '「' => '」',
        '『' => '』',
        '《' => '》',
        _ => '”',
    };
    rest.char_indices().take(40).find(|(_, c)| *c == close).map(|(index, c)| index + c.len_utf8())
}

/// A phrase that has been read.
struct Phrase {
    start: usize,
    /// Behind its last head, where it has one.
    head: Option<usize>,
    /// Behind the organisations that stand first in it: 指定大學 in 指定大學技術轉移處.
    body: Option<usize>,
    /// Where it was left.
    end: usize,
    /// Whether it was left at 的.
    of: bool,
}

/// Reads a phrase from `at` to the stop or 的 that ends it.
fn phrase(input: &Input<'_>, at: usize) -> Phrase {
    let mut found = Phrase { start: at, head: None, body: None, end: at, of: false };
    let (mut next, mut unknown, mut opened, mut joined) = (at, 0, false, false);
    for _ in 0..REACH {
        match part(input, next) {
            Part::Head(end) => {
                let word = input.lexicon.noun_heads.get(input.slice(next, end));
                let body = word.is_some_and(|word| word.get("class") == Some("body"));
                if body && (found.body == found.head || joined) {
                    found.body = Some(end);
                }
                (found.head, next, unknown, opened, joined) = (Some(end), end, 0, true, false);
            }
            Part::Modifier(end) => {
                if !opened {
                    found.start = end;
                }
                next = end;
            }
            Part::Quoted(end) => {
                if !opened {
                    found.start = end;
                }
                (next, unknown) = (end, 0);
            }
            Part::And(end) if !opened && found.start > at => (found.start, next) = (end, end),
            Part::And(end) if found.head == Some(next) && continues(input, end) => {
                joined = found.body == found.head;
                next = end;
            }
            Part::Other(end) if unknown < UNKNOWN || input.slice(next, end).is_ascii() => {
                // A name in Latin letters or a space before the noun is not part of it.
                let space = input.slice(next, end).is_ascii();
                if space && !opened {
                    found.start = end;
                }
                opened = opened || !space;
                (next, unknown) = (end, unknown + usize::from(!space));
            }
            Part::Of(end) => {
                return Phrase { end, of: true, ..found };
            }
            Part::Stop if nominal(input, next, &found).is_some() => {
                next = nominal(input, next, &found).unwrap_or(next);
            }
            Part::Copula(_) | Part::And(_) | Part::Other(_) | Part::Stop => break,
        }
        found.end = next;
    }
    found
}

/// Behind the verb at `at` where it stands inside the noun (污水處理設施): a noun that ends the phrase follows it, and
/// no person or body stands before it.
fn nominal(input: &Input<'_>, at: usize, found: &Phrase) -> Option<usize> {
    let lexicon = input.lexicon;
    let verb = lexicon.nominal_verbs.longest_at(input.rest(at))?;
    let before = lexicon.noun_heads.longest_before(input.slice(found.start, at));
    let agent = before.is_some_and(|word| matches!(word.get("class"), Some("person" | "body")));
    let next = at + verb.text.len();
    let head = lexicon.noun_heads.longest_at(input.rest(next)).filter(|word| !word.is("size"))?;
    let rest = input.rest(next + head.text.len()).trim_start();
    let ends = rest.chars().next().is_none_or(|c| guard::ends_clause(c) || matches!(c, '和' | '及' | '、'));
    (found.start < at && !agent && ends).then_some(next)
}

/// Whether a further noun follows 和 or 及, and no other count or clause.
fn continues(input: &Input<'_>, at: usize) -> bool {
    let next = phrase(input, at);
    next.head.is_some_and(|head| head > at && input.slice(at, head).chars().count() <= 12)
}

/// The noun counted by the classifier that ends at `at`.
#[must_use]
pub fn after(input: &Input<'_>, at: usize) -> Option<Span> {
    known(input, at).or_else(|| unknown(input, at))
}

/// A noun that no list has: what stands between the classifier and the end of the phrase, where it is short.
fn unknown(input: &Input<'_>, at: usize) -> Option<Span> {
    let start = input.text.len() - unspaced(input.rest(at)).len();
    let found = phrase(input, start);
    let noun = input.slice(found.start, found.end).trim_end();
    let plain = noun.chars().all(|c| c.is_alphabetic()) && !noun.is_ascii();
    let short = (2..=6).contains(&noun.chars().count()) && found.head.is_none() && !found.of;
    (plain && short).then_some(Span::new(found.start, found.start + noun.len()))
}

/// The noun counted by the classifier that ends at `at`, where its head is known.
#[must_use]
pub fn known(input: &Input<'_>, at: usize) -> Option<Span> {
    let mut start = behind_age(input, input.text.len() - unspaced(input.rest(at)).len());
    if let Part::Copula(end) = part(input, start) {
        start = end;
    }
    if let Part::Of(end) = part(input, start) {
        start = end;
    }
    for _ in 0..3 {
        let found = phrase(input, start);
        match found.head {
            Some(head) if !found.of || head + '的'.len_utf8() == found.end => {
                return Some(Span::new(found.start, head));
            }
            _ if found.of => start = found.end,
            Some(head) => return Some(Span::new(found.start, head)),
            None => match relative(input, found.end) {
                Some(next) => start = next,
                None => return attributive(input, start),
            },
        }
    }
    None
}

/// The noun of a count with `classifier`, whose words stand at `start..end`. 人 itself says what is counted:
/// nothing is named behind it, and bare 人 is no name.
#[must_use]
pub fn counted(input: &Input<'_>, classifier: Option<Span>, start: usize, end: usize) -> Option<Span> {
    let word = classifier.map_or("", |span| span.of(input.text));
    if word == "人" {
        return before(input, start).filter(|noun| noun.of(input.text) != "人");
    }
    let behind = known(input, end)
        .or_else(|| deed(input, end))
        .map(|noun| if matches!(word, "名" | "位") { person(input, noun) } else { noun });
    behind.or_else(|| before(input, start)).or_else(|| after(input, end)).filter(|noun| noun.of(input.text) != "人")
}

/// A deed that ends its clause and is what is counted: 批准329項試驗.
fn deed(input: &Input<'_>, end: usize) -> Option<Span> {
    let start = input.text.len() - unspaced(input.rest(end)).len();
    let word = input.lexicon.noun_stops.longest_at(input.rest(start))?;
    let noun = [
        "試驗", "试验", "研究", "調查", "调查", "訓練", "训练", "培訓", "培训", "演習", "演练", "檢查", "检查", "服務",
        "服务", "投資", "投资", "合作", "交易", "建議", "建议", "資助", "资助",
    ]
    .contains(&word.text);
    let behind = start + word.text.len();
    let ends = input.rest(behind).trim_start().chars().next().is_none_or(guard::ends_clause);
    (noun && ends).then_some(Span::new(start, behind))
}

/// The person that `noun` begins with, without the deed behind it: 漁民 of 漁民申請.
fn person(input: &Input<'_>, noun: Span) -> Span {
    let text = noun.of(input.text);
    let word = |index| text.get(index..).and_then(|rest: &str| input.lexicon.noun_heads.longest_at(rest));
    let mut heads = text.char_indices().filter_map(|(index, _)| Some((index, word(index)?)));
    let last = heads.rfind(|(_, word)| word.get("class") == Some("person"));
    let end = last.map_or(text.len(), |(index, word)| index + word.text.len());
    let deed = text
        .get(end..)
        .is_some_and(|deed| input.lexicon.noun_stops.get(deed).is_some_and(|word| word.is("attributive")));
    if deed { Span::new(noun.start(), noun.start() + end) } else { noun }
}

/// Whether a size stands right before `at`: 人口, 用戶數.
#[must_use]
pub fn size(input: &Input<'_>, at: usize) -> bool {
    let mut text = guard::clause_before(input, at).trim_end();
    while let Some(link) = link(input, text) {
        text = text.strip_suffix(link).unwrap_or("").trim_end();
    }
    input.lexicon.noun_heads.longest_before(text).is_some_and(|word| word.is("size"))
}

/// The link or bounding word that `text` ends with.
pub fn link(input: &Input<'_>, text: &str) -> Option<&'static str> {
    let link = input.lexicon.bound_links.longest_before(text).filter(|word| word.text != "的");
    link.or_else(|| input.lexicon.bounds_before.longest_before(text)).map(|word| word.text)
}

/// Behind an age that stands between a classifier and its noun: 1 400名18歲或以下青少年.
fn behind_age(input: &Input<'_>, at: usize) -> usize {
    let rest = input.rest(at);
    let age = figure::signed(rest, input.lexicon).and_then(|figure| {
        let single = rest.get(figure.len..)?;
        let range = figure::range(rest, &figure, input.lexicon).and_then(|range| rest.get(range.len..));
        [Some(single), range].into_iter().flatten().find_map(|rest| unspaced(rest).strip_prefix(['歲', '岁']))
    });
    let Some(after) = age else { return at };
    let bound = input.lexicon.bounds_after.longest_at(after).map_or(0, |word| word.text.len());
    input.text.len() - after.get(bound..).unwrap_or(after).len()
}

/// Behind the 的 of a clause that begins with a verb (來自…的, 獲…支持的), in the same clause.
fn relative(input: &Input<'_>, at: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (index, c) in input.rest(at).char_indices().take(REACH) {
        match c {
            '「' | '《' | '（' | '(' => depth += 1,
            '」' | '》' | '）' | ')' => depth = depth.checked_sub(1)?,
            '的' if depth == 0 => return Some(at + index + c.len_utf8()),
            '、' | '／' => {}
            c if depth == 0 && guard::ends_clause(c) => return None,
            _ => {}
        }
    }
    None
}

/// A verb that describes the noun right behind it: 確診個案.
fn attributive(input: &Input<'_>, at: usize) -> Option<Span> {
    let verb = input.lexicon.noun_stops.longest_at(input.rest(at)).filter(|word| word.is("attributive"))?;
    let next = at + verb.text.len();
    let found = phrase(input, next);
    found.head.filter(|_| found.start == next).map(|head| Span::new(at, head))
}

/// The noun phrase as written that begins at `at`, modifiers and all: 合資格公司或機構. Behind a classifier
/// of organisations only these (每所指定大學 in 每所指定大學技術轉移處).
#[must_use]
pub fn whole(input: &Input<'_>, at: usize) -> Option<Span> {
    let bodies = input.before(at).trim_end().ends_with(['所', '間', '间', '家']);
    let start = input.text.len() - unspaced(input.rest(at)).len();
    let mut found = phrase(input, start);
    for _ in 0..2 {
        match found.head {
            Some(head) => return Some(Span::new(start, found.body.filter(|_| bodies).unwrap_or(head))),
            None if found.of => found = phrase(input, found.end),
            None => return None,
        }
    }
    None
}

/// The noun phrase that ends at byte `end` of the text.
#[must_use]
pub fn ending(input: &Input<'_>, end: usize) -> Option<Span> {
    let text = guard::clause_before(input, end);
    let mut start = text.len();
    while let Some(word) = input.lexicon.noun_heads.longest_before(text.get(..start)?) {
        start -= word.text.len();
    }
    let offset = end - text.len();
    if start == text.len() {
        // An unknown name: back to the 的 or the verb before it, at most ten characters.
        let from = text.char_indices().rev().take(10).map(|(index, _)| index).last().unwrap_or(start);
        let cut = text.get(from..)?.rfind('的').map(|index| from + index + '的'.len_utf8())?;
        start = cut;
    }
    (start < text.len()).then_some(Span::new(offset + start, end))
}
