//! Script, region and further languages of a document, read off its text.
//!
//! The region is that whose words (`data/region_cues.toml`) weigh most; without any it is Hong Kong
//! for Traditional and the mainland for Simplified text.

use super::shape::Shape;
use super::types::{Outline, Region, Script};

/// How far into a text its cues are looked for, in bytes.
const REACH: usize = 40_000;

/// Fills `script`, `region` and `also`.
pub(super) fn fill(shape: &Shape<'_>, outline: &mut Outline) {
    outline.script = script(shape.text());
    outline.region = region(shape, outline.script);
    if shape.bilingual {
        outline.also = vec!["en"];
    }
}

/// The script by the common characters that only one of the two has.
fn script(text: &str) -> Script {
    let mut balance = 0i32;
    for c in text.chars().take(REACH / 3) {
        balance += i32::from(is_traditional(c)) - i32::from(is_simplified(c));
    }
    if balance < 0 { Script::Hans } else { Script::Hant }
}

const fn is_traditional(c: char) -> bool {
    matches!(
        c,
        '國' | '們'
            | '這'
            | '為'
            | '務'
            | '業'
            | '發'
            | '個'
            | '開'
            | '關'
            | '時'
            | '東'
            | '車'
            | '長'
            | '門'
            | '問'
            | '間'
            | '書'
            | '實'
            | '現'
            | '經'
            | '濟'
            | '設'
            | '會'
            | '對'
            | '應'
            | '學'
            | '體'
            | '點'
            | '產'
            | '動'
            | '員'
            | '報'
            | '與'
            | '過'
            | '總'
            | '資'
            | '區'
            | '劃'
            | '計'
            | '進'
            | '構'
            | '術'
            | '數'
            | '機'
            | '場'
            | '將'
            | '來'
            | '約'
            | '億'
            | '萬'
            | '廣'
            | '環'
            | '質'
            | '專'
            | '電'
            | '網'
            | '種'
            | '類'
            | '導'
            | '議'
            | '護'
            | '療'
            | '醫'
            | '續'
            | '單'
            | '級'
            | '優'
            | '創'
            | '轉'
            | '運'
            | '達'
    )
}

const fn is_simplified(c: char) -> bool {
    matches!(
        c,
        '国' | '们'
            | '这'
            | '为'
            | '务'
            | '业'
            | '发'
            | '个'
            | '开'
            | '关'
            | '时'
            | '东'
            | '车'
            | '长'
            | '门'
            | '问'
            | '间'
            | '书'
            | '实'
            | '现'
            | '经'
            | '济'
            | '设'
            | '会'
            | '对'
            | '应'
            | '学'
            | '体'
            | '点'
            | '产'
            | '动'
            | '员'
            | '报'
            | '与'
            | '过'
            | '总'
            | '资'
            | '区'
            | '划'
            | '计'
            | '进'
            | '构'
            | '术'
            | '数'
            | '机'
            | '场'
            | '将'
            | '来'
            | '约'
            | '亿'
            | '万'
            | '广'
            | '环'
            | '质'
            | '专'
            | '电'
            | '网'
            | '种'
            | '类'
            | '导'
            | '议'
            | '护'
            | '疗'
            | '医'
            | '续'
            | '单'
            | '级'
            | '优'
            | '创'
            | '转'
            | '运'
            | '达'
    )
}

fn region(shape: &Shape<'_>, script: Script) -> Region {
    const NAMES: [(&str, Region); 4] = [("HK", Region::HK), ("CN", Region::CN), ("TW", Region::TW), ("MO", Region::MO)];
    let text = shape.text();
    let mut weights = [0u32; 4];
    let mut behind = 0;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < REACH) {
        if at < behind || c.is_ascii_lowercase() || c.is_ascii_digit() {
            continue;
        }
        let Some(word) = text.get(at..).and_then(|rest| shape.lexicon.region_cues.longest_at(rest)) else { continue };
        let weight = word.get("weight").and_then(|weight| weight.parse().ok()).unwrap_or(1);
        let index = NAMES.iter().position(|row| word.get("region") == Some(row.0));
        if let Some(sum) = index.and_then(|index| weights.get_mut(index)) {
            *sum += weight;
        }
        behind = at + word.text.len();
    }
    if script == Script::Hant {
        weights[1] /= 3; // the mainland writes in Traditional only when it is quoted
    }
    let default = if script == Script::Hant { Region::HK } else { Region::CN };
    let best = NAMES.iter().zip(weights).max_by_key(|(row, weight)| (*weight, row.1 == default));
    best.filter(|(_, weight)| *weight > 0).map_or(default, |(row, _)| row.1)
}
