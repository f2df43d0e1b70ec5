//! Figures that state nothing by themselves: 一個, 兩地, ages, and lengths of time that only say when.

use super::frame::View;
use super::measure_scan::Figure;
use super::measure_thread::Scene;
use crate::mentions::{Bound, Value};

/// Whether a figure states nothing: 一個, 兩地, 三個學年, and the count of a class that stands for things
/// named before (兩項計劃).
#[must_use]
pub fn idle(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> bool {
    if is_class(view, figure) || is_age(view, scene, figure) || is_ago(view, figure) {
        return true;
    }
    let Value::Count(count) = &figure.mention.value else { return false };
    let one = count.amount.bound == Bound::Exact && count.amount.value.is_some_and(|value| value <= 1.into());
    let classifier = count.classifier.map_or("", |span| view.said(span));
    let noun = count.noun.map_or("", |span| view.said(span));
    let time = ["學年", "学年", "年度", "財政年度", "月", "季度", "階段", "阶段"].contains(&noun);
    let behind = view.text.get(figure.span().end()..).unwrap_or("").trim_start();
    let time = time || ["年度", "學年", "学年", "財政年度", "季度"].iter().any(|word| behind.starts_with(word));
    let subject = scene.statement.lead.subject.filter(|subject| subject.start() == figure.span().start());
    let stands = subject.is_some_and(|subject| {
        count.noun.is_some_and(|noun| noun.end() == subject.end()) && view.lexicon.anaphors.get(noun).is_some()
    });
    // “深海一號”二期能源站: which phase it is.
    let phase = classifier == "期" && view.said(figure.span()).chars().count() == 2 && {
        let before = view.text.get(..figure.span().start()).unwrap_or("");
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '」' | '”' | '》'))
            && !before.ends_with(['辦', '办', '了', '共', '分', '約', '约', '有'])
    };
    // 兩項計劃的受惠長者: the two that were named before.
    let whole = scene.statement.lead.subject.filter(|subject| subject.contains(figure.span()));
    let named = whole.is_some_and(|subject| super::measure_back::counted_names(view, subject).is_some());
    named || phase || one || time || stands || matches!(classifier, "地" | "岸" | "者" | "方" | "制")
}

/// 22萬噸級的郵輪: whether a quantity only says of which class something is.
fn is_class(view: &View<'_>, figure: Figure<'_>) -> bool {
    let behind = view.text.get(figure.span().end()..).unwrap_or("");
    matches!(figure.mention.value, Value::Quantity(_)) && behind.starts_with(['級', '级'])
}

/// Whether a length of time only says when: 較五年前, 三個月內.
fn is_ago(view: &View<'_>, figure: Figure<'_>) -> bool {
    let behind = view.text.get(figure.span().end()..).unwrap_or("");
    matches!(figure.mention.value, Value::Duration(_)) && behind.starts_with(['前', '後', '后', '內', '内', '間'])
}

/// Nouns whose figure is an age.
const AGES: [&str; 8] = ["壽命", "寿命", "年齡", "年龄", "歲數", "岁数", "齡中位數", "龄中位数"];

/// Whether a figure is the age of people and not an age that is stated (65歲或以上長者).
fn is_age(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> bool {
    let Value::Quantity(quantity) = &figure.mention.value else { return false };
    let told = view.text.get(scene.statement.clause.span.start()..figure.span().start()).unwrap_or("");
    if AGES.iter().any(|noun| told.contains(noun)) {
        return false;
    }
    let before = view.text.get(..figure.span().start()).unwrap_or("");
    let start = before.char_indices().rev().nth(16).map_or(0, |(at, _)| at);
    let words = super::measure_scan::light_ends(view, before.get(start..).unwrap_or(""));
    let stated = view.lexicon.measure_nouns.longest_before(words).is_some()
        || words.ends_with(['性', '齡', '龄', '壽', '寿', '命']);
    quantity.unit == "a" && !stated
}
