//! What a figure is for each of.
//!
//! ```text
//! per     = each … figure | figure "/" unit | figure "per" noun
//! each    = "每" ( period | classifier noun | noun ) | noun "，" "各"
//! ```
//!
//! 每 is looked for in the figure's clause, 各 where it stands right before the figure's verb. A classifier
//! without a noun (每所每年) takes the noun that the same classifier counted before. What stands closer to
//! the figure comes last; periods are listed first.

use rust_decimal::Decimal;

use super::count;
use super::guard;
use super::noun;
use super::numeral::unspaced;
use crate::lexicon::Word;
use crate::mentions::input::Input;
use crate::mentions::value::{DurationValue, Per};
use crate::span::Span;

/// The length of a period.
fn duration(word: Word) -> DurationValue {
    let number = |name: &str| word.get(name).and_then(|value| value.parse().ok()).unwrap_or(Decimal::ZERO);
    DurationValue {
        years: number("years"),
        months: number("months"),
        weeks: number("weeks"),
        days: number("days"),
        hours: number("hours"),
        minutes: number("minutes"),
        seconds: number("seconds"),
    }
}

/// The period that `rest` begins with, with its length in bytes.
fn period(input: &Input<'_>, rest: &str) -> Option<(Per, usize)> {
    let word = input.lexicon.periods.all_at(rest).find(|word| guard::whole_word(rest, word.text))?;
    Some((Per::Period(duration(word)), word.text.len()))
}

/// What the figure at `start..end` is for each of; `limit` where it is the most or least that each gets.
#[must_use]
pub fn around(input: &Input<'_>, start: usize, end: usize, limit: bool) -> Vec<Per> {
    let mut found = before(input, start, limit);
    let behind = behind(input, end).filter(|per| !found.contains(per));
    found.extend(behind);
    found.sort_by_key(|per| matches!(per, Per::Noun(_)));
    found
}

/// 元/月, per person, a year.
fn behind(input: &Input<'_>, end: usize) -> Option<Per> {
    let rest = input.rest(end);
    let spaced = unspaced(rest);
    let chinese = spaced.strip_prefix(['/', '／']).or_else(|| spaced.strip_prefix('每')).map(unspaced);
    if let Some(after) = chinese {
        let at = input.text.len() - after.len();
        return period(input, after).map(|(per, _)| per).or_else(|| thing(input, at));
    }
    let after = ["per ", "a ", "an ", "each ", "every "].into_iter().find_map(|word| spaced.strip_prefix(word))?;
    if let Some((per, _)) = period(input, after) {
        return Some(per);
    }
    let noun = after.split(|c: char| !c.is_ascii_lowercase() && c != '-').next().filter(|noun| noun.len() > 2)?;
    let at = input.text.len() - after.len();
    (spaced.starts_with("per ")).then_some(Per::Noun(Span::new(at, at + noun.len())))
}

/// The noun behind 每: with its classifier (每間公司), or by itself (每人).
fn thing(input: &Input<'_>, at: usize) -> Option<Per> {
    if let Some(numeral) = super::numeral::read(input.rest(at), input.lexicon) {
        return numbered(input, at, at + numeral.len);
    }
    let unit = input.lexicon.units.longest_at(input.rest(at)).map(|word| Span::new(at, at + word.text.len()));
    let classifier = count::classifier(input, at).filter(|(_, end)| unit.is_none_or(|unit| unit.end() < *end));
    if let Some((_, end)) = classifier {
        if let Some(noun) = noun::whole(input, end) {
            return Some(Per::Noun(noun));
        }
        let (word, start) = (input.slice(at, end), at);
        let named = counted_before(input, word, start).or_else(|| unlisted(input, end));
        return named.or(Some(Per::Noun(Span::new(start, end))));
    }
    let single =
        ["股", "人", "戶", "户", "單", "单", "手", "桶"].into_iter().find(|word| input.rest(at).starts_with(word));
    let noun = unit.or_else(|| single.map(|word| Span::new(at, at + word.len())));
    noun.or_else(|| noun::whole(input, at).filter(|noun| noun.start() == at)).map(Per::Noun)
}

/// The words behind a classifier that no list of nouns knows, up to what is given or bounded: 每名獲選學者最多.
fn unlisted(input: &Input<'_>, end: usize) -> Option<Per> {
    const LONGEST: usize = 10;
    let start = input.text.len() - unspaced(input.rest(end)).len();
    let rest = input.rest(start);
    let lexicon = input.lexicon;
    let stops = |index: usize, c: char| {
        let behind = rest.get(index..).unwrap_or("");
        let verb = lexicon.noun_stops.longest_at(behind).filter(|word| index > 0 && word.text.chars().count() > 1);
        !c.is_alphabetic()
            || matches!(c, '的' | '可' | '每' | '最' | '不' | '約' | '约' | '為' | '为' | '以' | '由' | '按')
            || lexicon.bound_links.longest_at(behind).is_some()
            || lexicon.bounds_before.longest_at(behind).is_some()
            || verb.is_some()
    };
    let len = rest.char_indices().find(|(index, c)| stops(*index, *c)).map_or(rest.len(), |(index, _)| index);
    let noun = rest.get(..len)?;
    // 每場開支, 每戶平均人數: what is measured is not what it is measured for.
    if lexicon.measure_nouns.longest_before(noun).is_some() || noun.starts_with(['平', '總', '总']) {
        return None;
    }
    ((2..=LONGEST).contains(&noun.chars().count()) && !noun.is_ascii())
        .then(|| Per::Noun(Span::new(start, start + len)))
}

/// 每萬人, 每 10 萬人口: a number of things from `at`, whose numeral ends at `end`.
fn numbered(input: &Input<'_>, at: usize, end: usize) -> Option<Per> {
    let rest = input.rest(end);
    let words = [&input.lexicon.noun_heads, &input.lexicon.units, &input.lexicon.classifiers];
    let len = words.into_iter().filter_map(|table| Some(table.longest_at(rest)?.text.len())).max()?;
    Some(Per::Noun(Span::new(at, end + len)))
}

/// The noun that `classifier` counted earlier in the sentence.
fn counted_before(input: &Input<'_>, classifier: &str, at: usize) -> Option<Per> {
    let sentence = guard::back_to(input.before(at), guard::ends_sentence);
    let offset = at - sentence.len();
    let counts = |index: &usize| {
        let before = sentence.get(..*index).unwrap_or("").trim_end();
        before.ends_with(|c: char| super::digits::is_digit(c) || "一二三四五六七八九十百千兩两".contains(c))
    };
    let index = sentence.rmatch_indices(classifier).map(|(index, _)| index).find(counts)?;
    noun::whole(input, offset + index + classifier.len()).map(Per::Noun)
}

/// What stands behind each 每 before the figure.
fn before(input: &Input<'_>, start: usize, limit: bool) -> Vec<Per> {
    let sentence = guard::sentence_before(input, start);
    let offset = start - sentence.len();
    let mut found = Vec::new();
    let clause = sentence.len() - guard::clause_before(input, start).len().min(sentence.len());
    for (index, word) in sentence.rmatch_indices(['每', '各']) {
        let at = offset + index + word.len();
        let near = index >= clause || continued(sentence, index, clause);
        if !near || (index < clause && !limit && word == "每" && !distributes(sentence, clause)) {
            continue;
        }
        let per = if word == "各" { distributed(input, sentence, offset, index) } else { each(input, at, start) };
        found.extend(per.filter(|per| !found.contains(per)));
    }
    found.extend(english(input, start));
    if found.is_empty() {
        found.extend(glossed(input, offset));
    }
    found.reverse();
    found
}

/// The period of what a parenthesis explains: 每月津貼增加（即提供 20,000 元）. `at` is the start of its text.
fn glossed(input: &Input<'_>, at: usize) -> Option<Per> {
    let before = input.before(at);
    let open = before.strip_suffix(['（', '('])?;
    let clause = guard::clause_before(input, open.len());
    let index = clause.rfind('每')? + '每'.len_utf8();
    period(input, clause.get(index..)?).map(|(per, _)| per)
}

/// Whether the clauses between 每 at `index` and the figure's clause go on with the same sentence part.
fn continued(sentence: &str, index: usize, clause: usize) -> bool {
    let between = sentence.get(index..clause).unwrap_or("");
    let grouping = |at: usize| between.get(at + 1..).is_some_and(|rest| rest.starts_with(super::digits::is_digit));
    let clauses = between.char_indices().filter(|(at, c)| *c == '，' || (*c == ',' && !grouping(*at))).count();
    let own = sentence.get(clause..).unwrap_or("");
    let goes_on = ["並", "并", "即", "而", "亦", "及", "和", "或", "最多", "最高", "上限", "各", "可", "至少", "最少"];
    clauses <= 2 && goes_on.iter().any(|word| own.trim_start().starts_with(word))
}

/// Whether the figure's clause begins with 各, which takes up what stands before it.
fn distributes(sentence: &str, clause: usize) -> bool {
    sentence.get(clause..).is_some_and(|own| own.trim_start().starts_with('各'))
}

/// 每 and what follows it, before the figure at `start`.
fn each(input: &Input<'_>, at: usize, start: usize) -> Option<Per> {
    let rest = input.rest(at);
    if let Some((per, len)) = period(input, rest) {
        // 每年四月 is a time, not a rate; 每月津貼 is the name of the thing.
        return (!dated(rest.get(len..).unwrap_or(""))).then_some(per);
    }
    let noun = thing(input, at).filter(|per| !matches!(per, Per::Noun(noun) if noun.end() > start));
    // 每案: what stands between 每 and the figure's words, where it is short.
    let between = named_part(input, input.slice(at, start).split('每').next().unwrap_or(""));
    let short =
        (1..=4).contains(&between.chars().count()) && between.chars().all(|c| c > '\u{2E7F}' && c.is_alphabetic());
    noun.or_else(|| short.then(|| Per::Noun(Span::new(at, at + between.len()))))
}

/// `between` up to the verb, preposition or link behind its first character: 餐 of 餐補助由.
fn named_part<'a>(input: &Input<'_>, between: &'a str) -> &'a str {
    let lexicon = input.lexicon;
    let stops =
        |rest: &str| lexicon.bound_links.longest_at(rest).or_else(|| lexicon.noun_stops.longest_at(rest)).is_some();
    let mut places = between.char_indices().skip(1).map(|(index, _)| index);
    let end = places.find(|index| between.get(*index..).is_some_and(stops)).unwrap_or(between.len());
    between.get(..end).unwrap_or(between).trim_end()
}

/// Whether `after` 每年 a month or day goes on, so that a time is told and no rate.
fn dated(after: &str) -> bool {
    let day =
        unspaced(after).trim_start_matches(|c: char| super::digits::is_digit(c) || "一二三四五六七八九十".contains(c));
    day.len() < unspaced(after).len() && unspaced(day).starts_with(['月', '日', '號', '号', '季', '時', '时'])
}

/// 各: the noun before it, or before the comma that stands before it.
fn distributed(input: &Input<'_>, sentence: &str, offset: usize, index: usize) -> Option<Per> {
    let after = sentence.get(index + '各'.len_utf8()..)?;
    if after.starts_with(|c: char| "類种種項项個个界方位政局部地行區区級级國国單单自式處处省市校間间所家".contains(c))
    {
        return None;
    }
    let before = sentence.get(..index)?.trim_end_matches([' ', '，', ',']);
    noun::ending(input, offset + before.len()).map(Per::Noun)
}

/// each specified university … $16 million.
fn english(input: &Input<'_>, start: usize) -> Option<Per> {
    let clause = guard::clause_before(input, start);
    let (index, word) =
        ["each ", "every ", "Each ", "Every "].into_iter().find_map(|word| Some((clause.rfind(word)?, word)))?;
    let at = start - clause.len() + index + word.len();
    let rest = input.rest(at);
    if let Some((per, _)) = period(input, rest) {
        return Some(per);
    }
    let stops = [
        "to", "of", "for", "in", "with", "will", "can", "may", "is", "up", "at", "receives", "received", "under", "by",
        "who",
    ];
    let (mut end, mut next) = (0, 0);
    for word in rest.split_inclusive(' ').take(5) {
        if stops.contains(&word.trim()) || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            break;
        }
        (end, next) = (next + word.trim_end().len(), next + word.len());
    }
    (end > 0).then_some(Per::Noun(Span::new(at, at + end)))
}
