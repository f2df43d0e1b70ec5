//! Who published a list.

use super::super::frame::View;
use super::super::object::expand;
use super::super::phrase::{atom, trim};
use super::super::statement::named;
use super::list::spaced;
use crate::entities::EntityKind;
use crate::mentions::Value;
use crate::span::Span;

/// Who publishes: the phrase without what leads it (根據, 在), without its date and verb (2023年11月
/// 公布的), its bracket and the word that says what kind of body it is.
#[must_use]
pub fn publisher(view: &View<'_>, span: Span) -> Option<String> {
    let span = without_tail(view, without_lead(view, span)?)?;
    if let Some(word) = view.lexicon.rank_regions.get(view.said(span)) {
        let _ = word;
        return None;
    }
    let joint = has_joint(view, span);
    if let (name, Some(entity)) = named(view, span)
        && !joint
    {
        let place = view.entities.get(entity).is_some_and(|entity| entity.kind == EntityKind::Place);
        return (!place).then_some(name);
    }
    let span = if joint { span } else { without_country(view, without_class(view, span)) };
    let odd = view.said(span).contains(['，', '。', '；', '《']);
    let name = if view.said(span).is_ascii() { named(view, span).0 } else { expand(view, span) };
    let name =
        if view.said(span).is_ascii() && view.names_in(span).is_empty() { spaced(view.said(span)) } else { name };
    (!odd && (2..=60).contains(&name.chars().count())).then_some(name)
}

fn without_lead(view: &View<'_>, span: Span) -> Option<Span> {
    let mut start = span.start();
    while let Some(rest) = view.text.get(start..span.end()).filter(|rest| !rest.is_empty()) {
        let word = view.lexicon.ranking_words.longest_at(rest).filter(|word| word.get("role") == Some("lead"));
        let date = view.mention_over(start).filter(|(_, mention)| {
            mention.span.start() == start && matches!(mention.value, Value::Date(_)) && mention.span.end() < span.end()
        });
        if let Some(word) = word.filter(|_| view.name_over(start).is_none()) {
            start += word.text.len();
        } else if let Some((_, mention)) = date {
            start = mention.span.end();
        } else if let Some(c) = rest.chars().next().filter(|c| c.is_whitespace() || matches!(c, '*' | '，' | '、')) {
            start += c.len_utf8();
        } else {
            break;
        }
    }
    trim(view.text, start, span.end())
}

fn without_tail(view: &View<'_>, span: Span) -> Option<Span> {
    let mut end = span.end();
    while let Some(said) = view.text.get(span.start()..end) {
        let trimmed = said.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '的' | '之' | '*' | '，' | ','));
        if trimmed.len() < said.len() {
            end = span.start() + trimmed.len();
            continue;
        }
        let word = view
            .lexicon
            .ranking_words
            .longest_before(said)
            .filter(|word| matches!(word.get("role"), Some("publish" | "lead")) && word.text.len() < said.len());
        let adverb = view.lexicon.adverbs.longest_before(said).filter(|word| word.text.len() < said.len());
        let date = end.checked_sub(1).and_then(|at| view.mention_over(at)).filter(|(_, mention)| {
            matches!(mention.value, Value::Date(_)) && mention.span.end() == end && mention.span.start() > span.start()
        });
        if let Some((_, mention)) = date {
            end = mention.span.start();
        } else if let Some(word) = word.or(adverb).filter(|_| view.name_over(end - 1).is_none()) {
            end -= word.text.len();
        } else {
            break;
        }
    }
    trim(view.text, span.start(), end)
}

/// Whether a joint stands in `span` outside names and brackets: several bodies publish together.
fn has_joint(view: &View<'_>, span: Span) -> bool {
    let mut at = span.start();
    while let Some(rest) = view.text.get(at..span.end()).filter(|rest| !rest.is_empty()) {
        let inside = view.name_over(at).filter(|name| name.span.start() == at && name.span.end() < span.end());
        if let Some(end) = inside.map(|name| name.span.end()).or_else(|| atom(view, at, span.end())) {
            at = end.max(at + 1);
        } else if view.lexicon.joints.longest_at(rest).is_some_and(|word| !matches!(word.text, "/" | "／")) {
            return true;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    false
}

/// `瑞士洛桑國際管理發展學院`: a country before a body that is known without it.
fn without_country(view: &View<'_>, span: Span) -> Span {
    let [country, body] = view.names_in(span) else { return span };
    let is_place = view.entities.get(country.entity).is_some_and(|entity| entity.kind == EntityKind::Place);
    let alone = country.span.start() == span.start() && country.span.end() == body.span.start();
    if is_place && alone && body.span.end() == span.end() { body.span } else { span }
}

/// `英國金融智庫Z/Yen`: what follows the class word is the name.
fn without_class(view: &View<'_>, span: Span) -> Span {
    let said = view.said(span);
    let mut cut = 0;
    for (at, _) in said.char_indices() {
        let Some(word) = said.get(at..).and_then(|rest| view.lexicon.ranking_words.longest_at(rest)) else { continue };
        let end = at + word.text.len();
        let rest = said.get(end..).unwrap_or("").trim_start();
        let names = rest.chars().count() >= 2 && !rest.starts_with(['（', '(', '、', '及', '和', '與', '与']);
        if word.get("role") == Some("class") && names {
            cut = end;
        }
    }
    trim(view.text, span.start() + cut, span.end()).unwrap_or(span)
}
