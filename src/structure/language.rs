//! Script, region and further languages of a document, read off its text.
//!
//! The region is that whose words (`data/region_cues.toml`) weigh most; without any it is Hong Kong
//! for Traditional and the mainland for Simplified text.

use super::shape::Shape;
use super::types::{Outline, Region, Script};
use crate::charset::CharSet;

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
        let side = (c as usize).checked_sub(FIRST).and_then(|at| SIDES.get(at));
        balance += side.map_or(0, |side| i32::from(*side));
    }
    if balance < 0 { Script::Hans } else { Script::Hant }
}

/// The first character of the block that both sets are of.
const FIRST: usize = 0x4E00;

/// Of each character of the block 1 where it is Traditional, -1 where it is Simplified: one look-up for both sets.
static SIDES: [i8; 0x5200] = {
    let mut sides = [0; 0x5200];
    let mut at = 0;
    while at < sides.len() {
        if let Some(c) = char::from_u32((FIRST + at) as u32) {
            sides[at] = TRADITIONAL.has(c) as i8 - SIMPLIFIED.has(c) as i8;
        }
        at += 1;
    }
    sides
};

/// Common characters that only Traditional text has.
const TRADITIONAL: CharSet = CharSet::of(
    "國們這為務業發個開關時東車長門問間書實現經濟設會對應學體點產動員報與過總資區劃計進構術數機場將來約億萬廣環質專電網種類導議護療醫續單級優創轉運達",
);

/// Common characters that only Simplified text has.
const SIMPLIFIED: CharSet = CharSet::of(
    "国们这为务业发个开关时东车长门问间书实现经济设会对应学体点产动员报与过总资区划计进构术数机场将来约亿万广环质专电网种类导议护疗医续单级优创转运达",
);

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
