//! Keys: one form for what is written in two scripts and worded in three places.

use crate::lexicon::Lexicon;
use crate::script;

/// A key with regional words folded: 資訊 and 信息, 電腦 and 計算機. `key` is in Simplified Chinese.
#[must_use]
pub fn fold(key: &str, lexicon: &Lexicon) -> String {
    let mut out = String::with_capacity(key.len());
    let mut rest = key;
    while let Some(c) = rest.chars().next() {
        let word = lexicon.regional_words.longest_at(rest);
        match word.and_then(|word| Some((word.text.len(), word.get("as")?))) {
            Some((length, canon)) => {
                out.push_str(canon);
                rest = rest.get(length..).unwrap_or("");
            }
            None => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or("");
            }
        }
    }
    out
}

/// A key with regional words folded, without quotation marks, and with narrow brackets and strokes: what
/// two writers of one name agree on.
#[must_use]
pub fn plain(key: &str, lexicon: &Lexicon) -> String {
    let mut bare = String::with_capacity(key.len());
    let kept = key
        .chars()
        .filter(|c| !matches!(c, '「' | '」' | '『' | '』' | '《' | '》' | '“' | '”' | '‘' | '’' | '"'))
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '／' => '/',
            '－' | '–' => '-',
            '．' | '•' => '·',
            other => other,
        });
    bare.extend(kept);
    fold(&bare, lexicon)
}

/// The full name of the government that `key` names: by one of its names, or, in a city that has one
/// of its own, without a place (特區政府).
#[must_use]
pub fn government(key: &str, region: &str, lexicon: &Lexicon) -> Option<&'static str> {
    let word = lexicon.governments.get(key)?;
    word.get("as").or_else(|| word.get(region))
}

/// Whether a government is said without anything that tells which (政府, 市政府, 特區政府).
#[must_use]
pub fn is_some_government(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.governments.get(key).is_some_and(|word| word.get("as").is_none())
}

/// A publication's wording without the place or state that puts it out, where enough is left:
/// 香港智慧城市藍圖, 國家十四五規劃綱要.
#[must_use]
pub fn unplaced(wording: String, region: &str, lexicon: &Lexicon) -> String {
    let issuer =
        lexicon.link_issuers.longest_at(&wording).filter(|word| word.get("region").is_none_or(|at| at == region));
    let rest = issuer.and_then(|word| wording.strip_prefix(word.text)).filter(|rest| rest.chars().count() >= 5);
    rest.map(str::to_owned).unwrap_or(wording)
}

/// Whether a scheme, a fund or a paper has hardly a name of its own: two characters or fewer before its
/// class noun (先鋒計劃), or in all. Two bodies may each have one of this name.
#[must_use]
pub fn is_thin(key: &str, kind: &str, lexicon: &Lexicon) -> bool {
    if !matches!(kind, "programme" | "fund" | "event" | "publication" | "agreement") {
        return false;
    }
    let bare = plain(key, lexicon);
    let own = |before: &str| lexicon.places.longest_at(before).is_none() && before.chars().count() < 3;
    let nouns = lexicon.link_nouns.all_before(&bare).filter(|word| word.get("part") == Some("class"));
    let mut fronts = nouns.filter_map(|word| bare.strip_suffix(word.text));
    bare.chars().count() < 3 || fronts.any(own)
}

/// The foreign word of four letters or more that a name begins with, and the Chinese words behind it.
#[must_use]
pub fn mark(wording: &str) -> Option<(&str, &str)> {
    let end = wording.find(is_han)?;
    let (mark, rest) = wording.split_at_checked(end)?;
    let letters = mark.chars().filter(char::is_ascii_alphabetic).count();
    (letters >= 4 && rest.chars().count() >= 4 && rest.chars().all(is_han)).then_some((mark, rest))
}

/// The key of a foreign name: letters and digits in lower case, and the points of a web address.
#[must_use]
pub fn latin(name: &str) -> String {
    let address = is_address(name);
    let name = name.strip_prefix("www.").unwrap_or(name);
    name.chars().filter(|c| c.is_alphanumeric() || address && *c == '.').flat_map(char::to_lowercase).collect()
}

/// Whether a foreign name is a web address: two points at least, no space.
#[must_use]
fn is_address(name: &str) -> bool {
    name.is_ascii() && !name.contains(' ') && name.matches('.').count() + usize::from(name.starts_with("www.")) >= 2
}

/// Whether a name has no Chinese character.
#[must_use]
pub fn is_latin(name: &str) -> bool {
    !name.chars().any(is_han)
}

/// Whether `c` is a Chinese character.
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a short form names nothing by itself: a class noun, alone or behind one modifier (基金,
/// 資助計劃, 專責小組), or a single character.
#[must_use]
pub fn is_generic(name: &str, lexicon: &Lexicon) -> bool {
    is_generic_key(&script::key(name), lexicon)
}

/// The same, the name's key being known.
#[must_use]
pub fn is_generic_key(key: &str, lexicon: &Lexicon) -> bool {
    if key.chars().filter(|c| c.is_alphanumeric()).nth(1).is_none() || is_some_government(key, lexicon) {
        return true;
    }
    if lexicon.governments.get(key).is_some() {
        return false;
    }
    let class = |words: &str| lexicon.link_nouns.get(words).is_some_and(|word| word.get("part") == Some("class"));
    let mut modifiers = lexicon.link_nouns.all_at(key);
    class(key) || modifiers.any(|word| key.strip_prefix(word.text).is_some_and(class))
}

/// Whether a name is one thing wherever it is said: it begins with a place or a word like 國家, or is
/// long, or foreign.
#[must_use]
pub fn reaches(key: &str, lexicon: &Lexicon) -> bool {
    let bare = key.trim_start_matches(['「', '『', '《', '〈', '“', '"']);
    let own = [lexicon.link_reach, lexicon.places].iter().any(|words| words.longest_at(bare).is_some());
    own || of_a_city(bare) || is_latin(key) || key.chars().count() >= 9
}

/// Whether a name begins with two or three characters and 省 or 市: 浙江省, 石家庄市, but not 城市.
fn of_a_city(key: &str) -> bool {
    key.chars().skip(2).take(2).any(|c| matches!(c, '省' | '市'))
}

/// Whether there may be many things of this name even in one country: bodies like 教育局, and what is
/// named by a class noun like 智慧校園計劃.
#[must_use]
pub fn is_local(key: &str, is_body: bool, lexicon: &Lexicon) -> bool {
    if is_body {
        return key.ends_with(['局', '处', '科', '厅', '委', '署', '所', '站', '会', '区', '镇', '乡', '村', '队']);
    }
    lexicon.link_nouns.all_before(key).any(|word| word.get("part") == Some("class"))
}

/// How alike two keys are: the share of pairs of neighbouring characters that they have in common,
/// from 0 to 100.
#[must_use]
pub fn likeness(a: &str, b: &str) -> usize {
    let pairs = |key: &str| {
        let characters: Vec<char> = key.chars().collect();
        let mut pairs: Vec<[char; 2]> = characters.windows(2).filter_map(|pair| pair.try_into().ok()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let common = a.iter().filter(|pair| b.binary_search(pair).is_ok()).count();
    (200 * common).checked_div(a.len() + b.len()).unwrap_or(0)
}

/// Whether the characters of `short` stand in `long` in the same order, as those of an abbreviation do.
#[must_use]
pub fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// Whether one of two names is the other with words left out before the last one, which is the same.
#[must_use]
pub fn shortens_words(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() < b.chars().count() { (a, b) } else { (b, a) };
    let last = short.char_indices().rev().nth(1).and_then(|(at, _)| short.get(at..));
    last.is_some_and(|last| long.ends_with(last)) && abbreviates(short, long)
}

/// The key of a property: what is counted, and the verbs that say in which sense, whatever the
/// script, the aspect words and the order: 已批出…個項目 and 批出項目 are one.
#[must_use]
pub fn property(words: &str, noun: Option<&str>, lexicon: &Lexicon) -> String {
    let (mut verbs, mut rest_of) = reduce(&fold(&script::key(words), lexicon), lexicon);
    if let Some(noun) = noun {
        let (_, noun) = reduce(&fold(&script::key(noun), lexicon), lexicon);
        if !rest_of.contains(&noun) {
            rest_of.push_str(&noun);
        }
    }
    verbs.sort_unstable();
    verbs.dedup();
    format!("{}|{rest_of}", verbs.join(","))
}

/// The verbs of a property, and what is left of its words.
fn reduce(key: &str, lexicon: &Lexicon) -> (Vec<&'static str>, String) {
    let (mut verbs, mut left) = (Vec::new(), String::with_capacity(key.len()));
    let mut rest = key;
    while let Some(c) = rest.chars().next() {
        let word = lexicon.property_words.longest_at(rest);
        let single = word.is_some_and(|word| word.text.len() == c.len_utf8() && word.get("role") == Some("drop"));
        let last = rest.len() == c.len_utf8();
        let length = match word {
            Some(word) if !single || left.is_empty() || last => {
                verbs.extend(word.get("as"));
                word.text.len()
            }
            _ => {
                left.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or("");
    }
    (verbs, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_property_in_many_words() {
        let lexicon = Lexicon::new();
        let key = |words, noun| property(words, noun, &lexicon);
        assert_eq!(key("批出項目", Some("項目")), key("已批出", Some("项目")));
        assert_eq!(key("熱點", Some("熱點")), key("免費熱點", Some("热点")));
        assert_eq!(key("獲批項目", Some("項目")), key("批出项目", Some("项目")));
        assert_eq!(key("資訊科技項目佔比", None), key("信息科技项目占比", None));
        assert_eq!(key("佔地", None), key("占地面积", None));
        assert_ne!(key("批出項目", Some("項目")), key("研發項目", Some("研發項目")));
        assert_ne!(key("資助研究職位", None), key("研究人才", None));
    }

    #[test]
    fn short_forms_that_name_nothing() {
        let lexicon = Lexicon::new();
        for name in ["基金", "資助計劃", "委員會", "诮询委員會", "專責小組", "中心", "平台", "政府", "该局"]
        {
            assert_eq!(is_generic(name, &lexicon), name != "诮询委員會", "{name}");
        }
        for name in ["研究人才庫", "科技園公司", "智方便", "創科生活基金", "InnoHK", "旅發局"] {
            assert!(!is_generic(name, &lexicon), "{name}");
        }
    }

    #[test]
    fn regional_words_fold() {
        let lexicon = Lexicon::new();
        assert_eq!(
            fold(&script::key("政府電腦保安事故協調中心"), &lexicon),
            fold("政府计算机保安事故协调中心", &lexicon)
        );
    }
}
