//! Shares in brackets: `與資訊科技有關的項目佔最多（30%），其次為電氣及電子（19%）、製造科技（18%）`.
//!
//! ```text
//! shares = label "（" percent "）" *( ( "、" | "，以及" ) label "（" percent "）" )
//! ```
//!
//! Each gives the paragraph's subject the property `label佔比`.

use super::frame::View;
use super::measure_property::share;
use super::measure_scan::{Figure, Piece, plain};
use crate::mentions::Value;
use crate::span::Span;

/// The property of a percentage that fills its bracket, from the label before the bracket.
#[must_use]
pub fn property(view: &View<'_>, clause: Span, piece: Piece, figure: Figure<'_>) -> Option<String> {
    let open = piece.bracket?;
    let inside = view.said(piece.span).trim();
    let inside = inside.trim_start_matches(['約', '约', '佔', '占', '即', '近', '逾']);
    let fills = inside == view.said(figure.span());
    if !fills || !matches!(figure.mention.value, Value::Percent(_)) {
        return None;
    }
    let before = view.text.get(clause.start()..open)?;
    let mark = |(at, c): &(usize, char)| {
        let digit = before.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        matches!(c, '、' | '，' | '）' | ')' | '；') || *c == ',' && !digit
    };
    let cut = before.char_indices().rev().find(mark).map_or(0, |(at, c)| at + c.len_utf8());
    let words = plain(view, clause.start() + cut, open);
    let label = stripped(view, &words);
    (!label.is_empty() && label.chars().count() <= 24).then(|| format!("{label}{}", share(view)))
}

/// A label without 其次為, 佔最多, 以及 and without 與 … 有關的.
fn stripped<'a>(view: &View<'_>, words: &'a str) -> String {
    let mut words: &'a str = words;
    loop {
        let lead = view.lexicon.share_words.longest_at(words).map(|word| word.text.len());
        let tail = view.lexicon.share_words.longest_before(words).map(|word| word.text.len());
        words = match (lead, tail) {
            (Some(len), _) => words.get(len..).unwrap_or(""),
            (None, Some(len)) => words.get(..words.len() - len).unwrap_or(""),
            (None, None) => break,
        };
    }
    let words = words.trim_start_matches(['與', '与']);
    words.replace("有關的", "").replace("有关的", "").replace("相關的", "").replace("相关的", "")
}
