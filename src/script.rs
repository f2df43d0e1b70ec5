//! The two scripts: keys of names, the same for Traditional and Simplified spellings.
//!
//! OpenCC's `t2s` stands behind this one module: `build.rs` asks it for every character and every phrase of
//! its dictionary (`data/opencc`, as published with it), and what is asked here are the tables of its answers; with the feature `opencc-native` the
//! C++ library answers. Names are converted once each; whole texts never are.

use std::borrow::Cow;

use crate::charset::CharSet;

#[cfg(not(feature = "opencc-native"))]
include!(concat!(env!("OUT_DIR"), "/script.rs"));

/// The characters that [`fold_variant`] changes: few are.
pub const CHANGED: &str = "巿爲衆羣裏峯綫牀鷄啓着台";
static VARIANTS: CharSet = CharSet::of(CHANGED);

/// Folds the variant characters that documents mix (巿 for 市, 爲 for 為) to the usual form.
#[must_use]
#[inline]
pub fn fold_variant(c: char) -> char {
    if VARIANTS.has(c) { usual_form(c) } else { c }
}

/// The characters that [`fold_variant`] folds to `c`, itself left out.
pub fn variants_of(c: char) -> impl Iterator<Item = char> {
    CHANGED.chars().filter(move |variant| usual_form(*variant) == c)
}

const fn usual_form(c: char) -> char {
    match c {
        '巿' => '市',
        '爲' => '為',
        '衆' => '眾',
        '羣' => '群',
        '裏' => '裡',
        '峯' => '峰',
        '綫' => '線',
        '牀' => '床',
        '鷄' => '雞',
        '啓' => '啟',
        '着' => '著',
        '台' => '臺',
        _ => c,
    }
}

/// Folds the wrong and rare glyphs only (巿 for 市), for names as they are shown: 平台 stays 平台.
#[must_use]
pub const fn fold_glyph(c: char) -> char {
    match c {
        '巿' => '市',
        '爲' => '為',
        '衆' => '眾',
        '羣' => '群',
        _ => c,
    }
}

/// `name` in Simplified Chinese by OpenCC's `t2s`.
#[must_use]
#[cfg(feature = "opencc-native")]
pub fn simplify(name: &str) -> Cow<'_, str> {
    use opencc_rust::{DefaultConfig, OpenCC};
    static CONVERTER: std::sync::OnceLock<Option<OpenCC>> = std::sync::OnceLock::new();
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    match CONVERTER.get_or_init(|| OpenCC::new(DefaultConfig::T2S).ok()) {
        Some(converter) => Cow::Owned(converter.convert(name)),
        None => Cow::Borrowed(name),
    }
}

/// `name` in Simplified Chinese by OpenCC's `t2s`: from left to right the longest phrase, else the character.
#[must_use]
#[cfg(not(feature = "opencc-native"))]
pub fn simplify(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    let mut rest = name.chars();
    loop {
        let here = rest.as_str();
        let Some(c) = rest.next() else { break };
        match HEADS.has(c).then(|| phrase(here, c)).flatten() {
            Some((phrase, simple)) => {
                out.push_str(simple);
                rest = here.get(phrase.len()..).unwrap_or("").chars();
            }
            None => out.push(simple(c)),
        }
    }
    Cow::Owned(out)
}

/// The longest phrase that `rest` begins with, whose first character is `c`, and what OpenCC makes of it.
#[cfg(not(feature = "opencc-native"))]
fn phrase(rest: &str, c: char) -> Option<&'static (&'static str, &'static str)> {
    let from = PHRASES.partition_point(|(phrase, _)| *phrase < &*c.encode_utf8(&mut [0; 4]));
    let phrases = PHRASES.get(from..)?.iter().take_while(|(phrase, _)| phrase.starts_with(c));
    phrases.filter(|(phrase, _)| rest.starts_with(phrase)).max_by_key(|(phrase, _)| phrase.len())
}

/// A character by itself.
#[cfg(not(feature = "opencc-native"))]
fn simple(c: char) -> char {
    let key = u32::from(c) as usize;
    let page = INDEX.get(key >> 6).and_then(|page| PAGES.get(usize::from(*page)));
    match page.map(|page| page[key & 63]) {
        Some(0) => c,
        Some(code) if code > 1 => char::from_u32(u32::from(code)).unwrap_or(c),
        _ => {
            let found = BEYOND.binary_search_by_key(&c, |(from, _)| *from).ok().and_then(|found| BEYOND.get(found));
            found.map_or(c, |(_, simple)| *simple)
        }
    }
}

/// The key of a name: variants folded, in Simplified Chinese, without white space.
#[must_use]
pub fn key(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    name.chars().filter(|c| !c.is_whitespace()).for_each(|c| folded.push(fold_variant(c)));
    match simplify(&folded) {
        Cow::Owned(key) => key,
        Cow::Borrowed(_) => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_is_in_the_set() {
        assert!(('\0'..=char::MAX).all(|c| fold_variant(c) == usual_form(c)));
    }

    #[test]
    #[cfg(not(feature = "opencc-native"))]
    fn the_tables_answer_as_opencc_does() {
        use ferrous_opencc::{OpenCC, config::BuiltinConfig};
        let opencc = OpenCC::from_config(BuiltinConfig::T2s).unwrap();
        let all: Vec<char> = ('\u{2E80}'..'\u{33000}').collect();
        for part in all.chunks(61) {
            let text: String = part.iter().collect();
            assert_eq!(simplify(&text), opencc.convert(&text));
        }
        for (first, _) in PHRASES {
            for (second, _) in PHRASES {
                // a phrase before the other, and one that begins with the end of the other
                let end: String = first.chars().skip(1).chain(second.chars().skip(1)).collect();
                for text in [format!("{first}{second}"), format!("{first}之{end}")] {
                    assert_eq!(simplify(&text), opencc.convert(&text));
                }
            }
        }
    }

    #[test]
    fn both_scripts_give_one_key() {
        assert_eq!(key("香港智慧城巿藍圖 2.0"), "香港智慧城市蓝图2.0");
        assert_eq!(key("香港智慧城市蓝图2.0"), "香港智慧城市蓝图2.0");
        assert_eq!(key("Wi-Fi.HK"), "Wi-Fi.HK");
    }
}
