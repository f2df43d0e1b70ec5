//! The stretch before a date: what happened to what it names.
//!
//! ```text
//! stretch = thing *( adverb | preposition | expectation ) date      新展館預計於2027年
//! ```

use crate::facts::frame::View;
use crate::facts::phrase::trim;
use crate::facts::statement::Statement;
use crate::facts::status::BODY_ENDS;
use crate::facts::subject_end::is_past_plan;
use crate::mentions::Value;
use crate::span::Span;

/// The stretch between the openers of a clause and its date, without the adverbs before the date.
pub(super) fn stretch_before(view: &View<'_>, statement: &Statement, date: Span) -> Option<Span> {
    // 落戶於新區的工廠2019年動工: what a clause describes is the subject, not the clause.
    let own = statement.own.as_ref().map(|own| own.span).filter(|own| statement.clause.span.contains(*own));
    let described = own.or(statement.lead.subject).map(Span::start).filter(|at| *at <= date.start());
    let start = described.unwrap_or(statement.lead.start).max(statement.lead.start);
    let whole = view.text.get(start..date.start())?;
    let mut words = whole;
    loop {
        let trimmed = words.trim_end();
        let end = start + trimmed.len();
        // 博覽會2024年舉行: the last word is part of a name.
        if end.checked_sub(1).is_some_and(|at| at >= start && view.name_over(at).is_some()) {
            break;
        }
        let cut = tail(view, Span::new(start, end), date, trimmed.len() == whole.trim_end().len());
        if cut == 0 {
            break;
        }
        words = trimmed.get(..trimmed.len() - cut)?;
    }
    trim(view.text, start, start + words.len())
}

/// The length of what ends `stretch` and is no part of its thing; `next` where the date follows at once.
fn tail(view: &View<'_>, stretch: Span, date: Span, next: bool) -> usize {
    let words = view.said(stretch);
    let plan = ["計劃於", "計劃在", "计划于", "计划在"].iter().find(|word| words.ends_with(**word));
    let plan = plan.map(|word| stretch.end() - word.len());
    if plan.is_some_and(|at| view.text.get(at..).is_some_and(|rest| is_past_plan(view, at, rest))) {
        return '於'.len_utf8();
    }
    if stretch.end() == date.start() && will_be(view, stretch, date) {
        return "計劃".len();
    }
    let adverb = view.lexicon.adverbs.longest_before(words).map_or(0, |word| word.text.len());
    let cut = without_body(view, words, adverb, next).max(expectation(words));
    if cut > 0 {
        return cut;
    }
    let year = ["同年", "翌年", "次年", "同月"].iter().find(|word| words.ends_with(**word));
    let preposition = words.chars().next_back().filter(|c| matches!(c, '在' | '於' | '于' | '自' | '由' | '從' | '从'));
    year.map_or_else(|| preposition.map_or(0, char::len_utf8), |word| word.len())
}

/// The length of the adverb that ends `words`, `cut` bytes long, without the 會 of a body: 委員會在2013年成立, 議會自1978年,
/// 交易會2024年. Nor does the adverb 會 stand right before a date.
fn without_body(view: &View<'_>, words: &str, cut: usize, next: bool) -> usize {
    let stem = words.get(..words.len() - cut).unwrap_or("");
    let Some(adverb) = words.get(stem.len()..).filter(|adverb| adverb.starts_with(['會', '会'])) else { return cut };
    let rest = adverb.len() - '會'.len_utf8();
    let with = words.get(..stem.len() + '會'.len_utf8()).unwrap_or("");
    let class = view.lexicon.name_endings.longest_before(with).is_some_and(|word| word.text.chars().count() > 1);
    let body = class || stem.ends_with(BODY_ENDS) || rest == 0 && next;
    if body { rest } else { cut }
}

/// 計劃2026年建成, 該辦事處計劃今年第四季投入運作: whether 計劃 that ends `stretch` is a verb: nothing or a body stands before
/// it, and what `date` tells lies ahead.
fn will_be(view: &View<'_>, stretch: Span, date: Span) -> bool {
    let said = view.said(stretch);
    let Some(stem) = said.strip_suffix("計劃").or_else(|| said.strip_suffix("计划")) else { return false };
    let at = stretch.start() + stem.len();
    let named = at.checked_sub(1).and_then(|last| view.name_over(last)).filter(|name| name.span.end() == at);
    let ahead = view.mention_over(date.start()).is_some_and(|(_, mention)| match &mention.value {
        Value::Date(value) => view.date.zip(value.end).is_some_and(|(today, end)| end > today),
        _ => false,
    });
    stem.is_empty() || ahead && (named.is_some() || view.lexicon.anaphors.get(stem).is_some())
}

/// The length of a word of expectation that ends `words`: 料, which also ends 資料.
fn expectation(words: &str) -> usize {
    const NOUNS: [char; 25] = [
        '資', '资', '材', '物', '飲', '饮', '原', '飼', '饲', '燃', '肥', '塗', '涂', '染', '史', '塑', '布', '衣',
        '照', '顏', '颜', '意', '用', '廢', '废',
    ];
    match words.strip_suffix('料') {
        Some(stem) if !stem.ends_with(NOUNS) => '料'.len_utf8(),
        _ => 0,
    }
}
