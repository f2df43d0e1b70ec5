//! What the words of a phrase before a figure can be: a property, a part of a scheme, no subject at all.

use super::frame::View;
use super::measure_scan::{Figure, light_ends};
use super::measure_thread::PREPOSITIONS;
use super::statement::Topic;
use crate::mentions::Value;
use crate::span::Span;

/// Whether a phrase begins with a word that leads to something else than a subject (就四大方向, 較2011年).
#[must_use]
pub fn led_by_preposition(view: &View<'_>, span: Span) -> bool {
    let said = view.said(span);
    let compared = said.starts_with(['較', '较', '比']) && view.mentions_in(span).next().is_some();
    let inside = said.starts_with(['在', '於', '于'])
        && ["下", "中", "內", "内", "後", "后", "方面", "期間", "期间", "時", "时"]
            .iter()
            .any(|word| said.ends_with(word));
    let here = ["在港", "在本港", "在澳", "在台", "在臺", "在華", "在京", "在內地", "在内地", "在海外", "在本地"];
    compared
        || inside
        || here.contains(&said)
        || said.starts_with(PREPOSITIONS) && view.lexicon.compounds.longest_at(said).is_none()
}

/// Whether a phrase is those who take part in what the paragraph is about, or what it gives (受惠學生, 參與的院校).
#[must_use]
pub fn scheme_parts(view: &View<'_>, said: &str) -> bool {
    let word = view.lexicon.scheme_parts.longest_at(said).map_or(0, |word| word.text.len());
    word > 0 && said.len() > word && said.chars().count() <= 10
}

/// The length of the noun of a property that ends `said`.
#[must_use]
pub fn property_noun(view: &View<'_>, said: &str) -> Option<usize> {
    let measure = view.lexicon.measure_nouns.longest_before(said).map(|noun| noun.text.len());
    let sums = view.lexicon.funding_words.all_before(said).filter(|word| word.is("noun"));
    let sum = sums.map(|word| word.text.len()).max();
    measure.max(sum).or_else(|| {
        // An amount that no list names: the whole of it is the property (年卸收量), its owner stands before 的.
        let amount = said.ends_with(['率', '額', '额', '量', '值', '價', '价', '費', '费']);
        if !amount {
            return None;
        }
        let whole = said.rfind('的').map_or(said, |at| said.get(at + '的'.len_utf8()..).unwrap_or(""));
        // 公營房屋總建屋量: what modifies an amount begins it.
        let split = ["總", "总", "平均", "人均", "年均", "日均"].iter().filter_map(|word| whole.rfind(word)).max();
        let owned = split.filter(|at| whole.get(..*at).is_some_and(|owner| owner.chars().count() >= 2));
        (whole.chars().count() >= 2).then(|| whole.len() - owned.unwrap_or(0))
    })
}

/// 收錄480個項目: a word of two characters between the clause's beginning and a count with its noun is a verb that
/// no list knows.
#[must_use]
pub fn unlisted_verb(view: &View<'_>, topic: &Topic, figure: Figure<'_>) -> bool {
    let Value::Count(count) = &figure.mention.value else { return false };
    let said = view.said(topic.span);
    let behind = count.noun.is_some_and(|noun| noun.start() >= figure.span().end());
    let between = view.text.get(topic.span.end()..figure.span().start());
    topic.entity.is_none()
        && !topic.generic
        && said.chars().count() == 2
        && behind
        && between.is_some_and(|between| {
            light_ends(view, between).is_empty() && !between.contains(['有', '共', '達', '达', '為', '为'])
        })
}
