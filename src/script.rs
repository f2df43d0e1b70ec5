//! The two scripts: keys of names, the same for Traditional and Simplified spellings.
//!
//! OpenCC's dictionaries, in the pure Rust build, stand behind this one module; with the feature
//! `opencc-native` the C++ library does. Names are converted once each; whole texts never are.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

#[cfg(not(feature = "opencc-native"))]
use ferrous_opencc::{OpenCC, config::BuiltinConfig};
#[cfg(feature = "opencc-native")]
use opencc_rust::{DefaultConfig, OpenCC};

/// Folds the variant characters that documents mix (巿 for 市, 爲 for 為) to the usual form.
#[must_use]
pub const fn fold_variant(c: char) -> char {
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

#[cfg(not(feature = "opencc-native"))]
fn converter() -> Option<OpenCC> {
    OpenCC::from_config(BuiltinConfig::T2s).ok()
}

#[cfg(feature = "opencc-native")]
fn converter() -> Option<OpenCC> {
    OpenCC::new(DefaultConfig::T2S).ok()
}

/// `name` in Simplified Chinese by OpenCC's `t2s`.
#[must_use]
pub fn simplify(name: &str) -> Cow<'_, str> {
    static CONVERTER: OnceLock<Option<OpenCC>> = OnceLock::new();
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    match CONVERTER.get_or_init(converter) {
        Some(converter) => Cow::Owned(converter.convert(name)),
        None => Cow::Borrowed(name),
    }
}

/// How many keys a thread keeps.
const MOST_KEYS: usize = 4096;

/// The key of a name: variants folded, in Simplified Chinese, without white space.
///
/// Each thread keeps the keys it has made lately: names recur within a document and between documents, and a
/// conversion costs as much as all else that is done with a name.
#[must_use]
pub fn key(name: &str) -> String {
    thread_local!(static KEYS: RefCell<HashMap<String, String>> = RefCell::default());
    KEYS.with_borrow_mut(|keys| {
        if let Some(key) = keys.get(name) {
            return key.clone();
        }
        let folded: String = name.chars().filter(|c| !c.is_whitespace()).map(fold_variant).collect();
        let key = simplify(&folded).into_owned();
        if keys.len() >= MOST_KEYS {
            keys.clear();
        }
        keys.insert(name.to_owned(), key.clone());
        key
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_give_one_key() {
        assert_eq!(key("香港智慧城巿藍圖 2.0"), "香港智慧城市蓝图2.0");
        assert_eq!(key("香港智慧城市蓝图2.0"), "香港智慧城市蓝图2.0");
        assert_eq!(key("Wi-Fi.HK"), "Wi-Fi.HK");
    }
}
