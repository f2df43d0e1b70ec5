//! The list of a ranking: its name, who published it, and its year.
//!
//! ```text
//! source    = [ publisher ] [ date ] [ verb "的" ] "《" title "》" [ "（" publisher "）" ]
//! publisher = [ country ] [ class "智庫" ] name [ "（" abbreviation "）" ] *( "及" name )
//! ```

use super::super::frame::View;
use super::super::phrase::{atom, trim};
use super::super::statement::Statement;
use super::publisher::publisher;
use crate::mentions::DateValue;
use crate::span::Span;

/// How far behind a rank its source may stand, in bytes.
const BEHIND: usize = 500;

/// The list of a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its name, with its year where the title has it.
    pub name: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its year.
    pub year: Option<String>,
    /// Where it was found.
    pub rule: &'static str,
}

/// The list that the rank at `rank` is a place in: the source in the bracket behind it, else the list
/// that its sentence names before.
#[must_use]
pub fn list_of(view: &View<'_>, statement: &Statement, rank: Span) -> Option<List> {
    if let Some(list) = bracketed(view, statement, rank) {
        return Some(list);
    }
    // 《經濟學人》公布的2024年生活成本指數: the later of the two is the list.
    let (title, bare) = (before(view, statement, rank), bare(view, statement, rank));
    let later = bare.as_ref().zip(title.as_ref()).is_some_and(|(bare, title)| bare.0 > title.0);
    if later { bare } else { title.or(bare) }.map(|(_, list)| list)
}

/// A list in the first bracket behind the rank that holds a title.
fn bracketed(view: &View<'_>, statement: &Statement, rank: Span) -> Option<List> {
    let block = view.outline.block(statement.block)?;
    let limit = block.span.end().min(rank.end() + BEHIND);
    let limit = (0..4).map(|back| limit - back.min(limit)).find(|at| view.text.is_char_boundary(*at))?;
    let mut at = rank.end();
    let mut stopped = false;
    while let Some(rest) = view.text.get(at..limit).filter(|rest| !rest.is_empty()) {
        let c = rest.chars().next()?;
        match c {
            '（' | '(' | '〔' | '﹝' | '[' => {
                let end = atom(view, at, limit).or_else(|| unclosed(view, at, limit))?;
                let inner = Span::new(at + c.len_utf8(), end.max(at + c.len_utf8()));
                if let Some(list) = in_bracket(view, inner) {
                    return Some(list);
                }
                at = end.max(at + 1);
            }
            '。' => {
                stopped = true;
                at += c.len_utf8();
            }
            _ if stopped && !c.is_whitespace() && c != '*' => return None,
            _ => at = atom(view, at, limit).unwrap_or(at).max(at + c.len_utf8()),
        }
    }
    None
}

/// A bracket that closes with another kind of mark: up to the end of the line.
fn unclosed(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let rest = view.text.get(at..limit)?;
    Some(at + rest.find('》').map_or(rest.find('\n').unwrap_or(rest.len()), |end| end + '》'.len_utf8()))
}

/// The titles in `span`: the first 《…》 with what stands before it.
fn in_bracket(view: &View<'_>, span: Span) -> Option<List> {
    let title = title_in(view, span)?;
    let publisher = trim(view.text, span.start(), title.start()).and_then(|span| publisher(view, span));
    Some(build(view, title, publisher, Span::new(span.start(), title.end()), "ranking.bracket"))
}

/// The first 《…》 of `span`, its marks included.
fn title_in(view: &View<'_>, span: Span) -> Option<Span> {
    let said = view.said(span);
    let open = said.find('《')?;
    let close = said.get(open..)?.find('》')? + open + '》'.len_utf8();
    Some(Span::new(span.start() + open, span.start() + close))
}

/// The nearest title before the rank in its sentence.
fn before(view: &View<'_>, statement: &Statement, rank: Span) -> Option<(usize, List)> {
    let from = statement.sentence.start();
    let said = view.text.get(from..rank.start())?;
    let title = title_before(view, from, said)?;
    let behind = view.text.get(title.end()..rank.start())?;
    let in_brackets = behind.trim_start().starts_with(['（', '(', '〔']);
    let bracket = in_brackets
        .then(|| {
            let at = title.end() + behind.len() - behind.trim_start().len();
            let end = atom(view, at, rank.start())?;
            let c = view.text.get(at..)?.chars().next()?;
            trim(view.text, at + c.len_utf8(), end - c.len_utf8().min(end - at))
        })
        .flatten();
    let lead = lead_start(view, from, title.start());
    let source = trim(view.text, lead, title.start()).and_then(|span| publisher(view, span));
    let source = source.or_else(|| bracket.and_then(|span| publisher(view, span)));
    Some((title.end(), build(view, title, source, Span::new(lead, rank.start()), "ranking.title")))
}

/// The last 《…》 of `said`, else the last quotation that ends like the name of a list.
fn title_before(view: &View<'_>, from: usize, said: &str) -> Option<Span> {
    [('《', '》'), ('“', '”'), ('「', '」')].into_iter().find_map(|(open, close)| {
        let start = said.rfind(open)?;
        let end = said.get(start..)?.find(close)? + start;
        let inner = said.get(start + open.len_utf8()..end)?;
        let named = open == '《' || view.lexicon.list_endings.longest_before(inner).is_some();
        named.then(|| Span::new(from + start, from + end + close.len_utf8()))
    })
}

/// Where the phrase before a title begins: its clause, or behind the last title, comma or preposition.
fn lead_start(view: &View<'_>, from: usize, to: usize) -> usize {
    let said = view.text.get(from..to).unwrap_or("");
    let mut depth = 0i32;
    let mut start = 0;
    for (at, c) in said.char_indices() {
        let dated = || view.mention_over(from + at + c.len_utf8()).is_some();
        match c {
            '在' | '於' | '于' | '據' | '据' if depth <= 0 && view.name_over(from + at).is_none() && !dated() => {
                start = at + c.len_utf8();
            }
            '（' | '(' | '〔' | '﹝' => depth += 1,
            '）' | ')' | '〕' | '﹞' => depth -= 1,
            '，' | '；' | '：' | '》' if depth <= 0 => start = at + c.len_utf8(),
            _ => {}
        }
    }
    from + start
}

/// A list without 《》: `在2023年全球創新指數中排名第17`.
fn bare(view: &View<'_>, statement: &Statement, rank: Span) -> Option<(usize, List)> {
    let from = statement.sentence.start();
    let said = view.text.get(from..rank.start())?;
    let ends = |behind: &str| {
        behind.starts_with(['中', '上', '裡', '里', '，', '“', '「', '的'])
            || behind.starts_with(['排', '位', '名', '列'])
    };
    let (at, word) = said
        .char_indices()
        .filter_map(|(at, _)| {
            let word = view.lexicon.list_endings.longest_at(said.get(at..)?)?;
            let behind = said.get(at + word.text.len()..)?.trim_start();
            (at > 0 && ends(behind)).then_some((at, word))
        })
        .next_back()?;
    let end = from + at + word.text.len();
    let lead = said.get(..at)?;
    let cut = lead
        .rfind(['的', '在', '於', '于', '據', '据', '，', '》'])
        .map_or(0, |place| place + lead.get(place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let title = trim(view.text, from + cut, end).filter(|span| span.len() > word.text.len() + 6)?;
    let source = trim(view.text, lead_start(view, from, title.start()), title.start());
    let source = source.filter(|span| view.said(*span).ends_with('的'));
    let publisher = source.and_then(|span| titled(view, from, span).or_else(|| publisher(view, span)));
    Some((end, build(view, title, publisher, Span::new(from, end), "ranking.bare")))
}

/// A publisher that is itself a title, right before `span`: 《經濟學人》雜誌公布的.
fn titled(view: &View<'_>, from: usize, span: Span) -> Option<String> {
    let before = view.text.get(from..span.start())?.strip_suffix('》')?;
    before.rfind('《').and_then(|open| before.get(open + '《'.len_utf8()..)).map(spaced)
}

/// A list from its title, its year from the title, else from the date of its publication.
fn build(view: &View<'_>, title: Span, publisher: Option<String>, around: Span, rule: &'static str) -> List {
    let said = view.said(title);
    let inner = said.trim_start_matches(['《', '“', '「']).trim_end_matches(['》', '”', '」']);
    let year = year_in(view, title).or_else(|| bare_year(inner)).or_else(|| year_in(view, around));
    List { name: spaced(inner), publisher, year, rule }
}

/// The year of the first date in `span`.
fn year_in(view: &View<'_>, span: Span) -> Option<String> {
    view.dates_in(span)
        .find_map(|(_, mention, date)| (mention.span.end() <= span.end()).then(|| year_of(date)).flatten())
}

fn year_of(date: &DateValue) -> Option<String> {
    let year = date.value.get(..4)?;
    year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.to_owned())
}

/// A year of four digits in a title: 《米芝蓮指南香港澳門2025》.
fn bare_year(title: &str) -> Option<String> {
    let mut digits = String::new();
    for c in title.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) {
            return Some(digits);
        } else {
            digits.clear();
        }
    }
    None
}

/// A title without white space but for that between two Latin words.
#[must_use]
pub fn spaced(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.trim().chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_alphanumeric() && out.ends_with(|last: char| last.is_ascii_alphabetic()) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    out
}
