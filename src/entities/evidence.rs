//! How much the words of a candidate, and what stands around it, tell that it is a name.

use super::define;
use super::reading::Reading;
use super::tokens::Class;
use crate::lexicon::Word;

/// What stands before the class noun of a name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Modifier {
    /// Its length.
    pub chars: usize,
    /// Whether it holds a place, a body or letters.
    pub proper: bool,
    /// Whether it holds anything but words of everyday use.
    pub rare: bool,
    /// Whether it holds a word that is less than everyday.
    pub plain: bool,
}

impl Modifier {
    /// How much the words tell.
    #[must_use]
    pub fn points(self) -> u8 {
        let long = [4, 5, 8].iter().filter(|chars| self.chars >= **chars).count() as u8;
        2 * u8::from(self.rare) + u8::from(self.proper) + u8::from(self.plain && !self.rare) + long
    }
}

/// Reads the modifier of the name from `first` to the class noun `word` at `end`.
#[must_use]
pub fn modifier(reading: &Reading<'_>, first: usize, end: usize, word: Word) -> Modifier {
    let mut out = Modifier::default();
    let mut plain = 0;
    for index in first..end {
        out.chars += reading.said(index).chars().count();
        match reading.class(index) {
            Class::Place(_) | Class::Body(_) | Class::Known | Class::Latin | Class::Proper => {
                (out.proper, out.rare) = (true, true)
            }
            // 省公共數據授權運營平台: the province or city that the document speaks of.
            Class::Han if index == first && matches!(reading.said(index), "省" | "市") => {
                (out.proper, out.rare) = (true, true);
            }
            // 地鐵6號線: a number inside a name is its own.
            Class::Han | Class::Role(_) | Class::Number => out.rare = true,
            Class::Plain => plain += 1,
            _ => {}
        }
    }
    out.rare |= plain >= 2;
    out.plain = plain > 0;
    // A long class noun holds a modifier of its own: 工程技術研究中心, 專責小組.
    out.chars += word.text.chars().count().saturating_sub(2);
    let common_place = out.proper
        && !(first..end).any(|at| {
            matches!(
                reading.class(at),
                Class::Han | Class::Plain | Class::Latin | Class::Proper | Class::Known | Class::Body(_)
            )
        });
    if common_place && !matches!(word.get("need"), Some("body" | "place" | "site")) {
        // 香港國際創新科技中心: a place and words of everyday use make no name of a weak noun.
        out.rare = false;
    }
    out
}

/// What stands around a candidate.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// 成為國際創科中心, 這個計劃, and what follows quotation marks.
    pub reject: bool,
    founded: bool,
    headed: bool,
    listed: bool,
    defined: bool,
    leads: bool,
    dated: bool,
    /// Behind a figure that counts it.
    pub counted: bool,
    owned: bool,
    /// Behind a named body or fund and 下的: a thing that it runs.
    pub under: bool,
    publisher: bool,
    acts: bool,
}

impl Context {
    /// Reads what stands around the name from token `first` through its class noun at `end`.
    #[must_use]
    pub fn of(reading: &Reading<'_>, first: usize, end: usize) -> Self {
        let before = reading.before(first);
        let said = first.checked_sub(1).map_or("", |at| reading.said(at));
        let next = reading.said(end + 1);
        let starts = reading.token(first).map_or(0, |token| token.span.start());
        let stops = reading.token(end).map_or(0, |token| token.span.end());
        let emphasised = reading.emphasis_begins(starts) && reading.emphasis_ends(stops);
        let line = reading.line_begins(starts);
        let dated =
            reading.bracket_after(end).is_some_and(|(open, _)| matches!(reading.said(open + 1), "於" | "于" | "在"));
        Self {
            reject: becomes(reading, first) && next != "的"
                || matches!(before, Class::Describe)
                    && !nth(reading, first)
                    && !matches!(said, "首屆" | "首届" | "本屆" | "本届" | "應屆" | "歷屆")
                || matches!(before, Class::Measure) && !nth(reading, first)
                || matches!(before, Class::Close)
                || matches!(said, "這" | "这" | "那" | "該" | "该" | "此" | "其" | "各" | "每")
                || next == "/" && reading.said(end + 2).starts_with("部"),
            founded: founded(reading, first)
                || matches!(
                    said,
                    "管理"
                        | "推行"
                        | "營運"
                        | "营运"
                        | "運營"
                        | "运营"
                        | "執行"
                        | "执行"
                        | "統籌"
                        | "统筹"
                        | "監督"
                        | "监督"
                )
                || said == "的" && first.checked_sub(2).is_some_and(|at| matches!(reading.class(at), Class::Found))
                || said == "的" && sized(reading, first - 1),
            publisher: next == "《",
            acts: (line || matches!(said, "，" | "。" | "；" | "、" | "的") || matches!(before, Class::Number))
                && acts(reading, end),
            counted: matches!(before, Class::Number) && counted(said),
            dated,
            owned: said == "的"
                && first.checked_sub(2).is_some_and(|at| matches!(reading.class(at), Class::Body(_) | Class::Known)),
            under: under(reading, first),
            headed: emphasised
                || line && (reading.line_ends(stops) || matches!(next, "：" | ":"))
                || matches!(said, "-" | "–" | "•" | "●") && matches!(next, "：" | ":"),
            listed: listed(reading, said, end),
            defined: reading.bracket_after(end).is_some_and(|(open, close)| define::defines(reading, open, close)),
            leads: line || matches!(said, "，" | "。" | "；"),
        }
    }

    /// Whether its place is a name's: a heading, or before a definition.
    #[must_use]
    pub const fn firm(self) -> bool {
        self.headed || self.defined
    }

    /// Whether a verb says that it was founded or launched: 推出30億元的研究配對補助金計劃.
    #[must_use]
    pub const fn launched(self) -> bool {
        self.founded || self.acts
    }

    /// Whether a clause begins with it.
    #[must_use]
    pub const fn begins(self) -> bool {
        self.leads
    }

    /// Whether a clause begins with it that tells when it was founded or opened: 戲曲中心於2019年1月啟用.
    #[must_use]
    pub const fn opens(self) -> bool {
        self.acts && self.leads
    }

    /// How much the surroundings tell.
    #[must_use]
    pub const fn points(self) -> u8 {
        let heads = if self.headed { 3 } else { 0 };
        let defined = if self.defined { 3 } else { 0 };
        let founded = if self.founded { 2 } else { 0 };
        let listed = if self.listed { 2 } else { 0 };
        let dated = if self.dated { 2 } else { 0 };
        heads
            + defined
            + founded
            + listed
            + dated
            + self.leads as u8
            + self.owned as u8
            + if self.publisher { 3 } else { 0 }
            + if self.acts { 3 } else { 0 }
    }
}

/// Whether a named body or fund, and that the thing is under it, stand before token `first`: 基金下的,
/// 該署轄下的.
fn under(reading: &Reading<'_>, first: usize) -> bool {
    let mut index = first;
    let mut words = String::new();
    for _ in 0..3 {
        let Some(before) = index.checked_sub(1) else { return false };
        if matches!(reading.class(before), Class::Body(_) | Class::Known) {
            return matches!(words.as_str(), "下的" | "轄下的" | "辖下的" | "屬下的" | "属下的");
        }
        words.insert_str(0, reading.said(before));
        index = before;
    }
    false
}

/// Whether a figure counts what follows it: 12個, not 2023年.
fn counted(figure: &str) -> bool {
    figure.ends_with([
        '個', '个', '間', '间', '所', '座', '項', '项', '家', '條', '条', '名', '枚', '種', '种', '類', '类', '支',
        '隊', '队', '位', '款', '套',
    ])
}

/// 第三個InnoHK平台: one of its kind, by its number.
fn nth(reading: &Reading<'_>, first: usize) -> bool {
    first >= 2 && (first.saturating_sub(4)..first).any(|at| reading.said(at).starts_with('第'))
}

/// Whether a founding verb stands before the name that begins at `first`, over a list of other names.
fn founded(reading: &Reading<'_>, first: usize) -> bool {
    let mut index = first;
    for order in 0..14 {
        let Some(before) = index.checked_sub(1) else { return false };
        match reading.class(before) {
            Class::Found => return true,
            Class::Link => {}
            Class::Break if reading.said(before) == "、" => {}
            _ if order == 0 => return false,
            Class::Stop | Class::Matter | Class::Break | Class::As | Class::Open => return false,
            _ => {}
        }
        index = before;
    }
    false
}

/// Whether the name up to token `end` was founded, launched or opened: X於2021年12月掛牌成立, X在黃岡市揭牌.
pub fn acts(reading: &Reading<'_>, end: usize) -> bool {
    const REACH: usize = 9;
    let next = end + 1;
    // X預計於2027年落成: an adverb or two may stand before the date.
    let adverb = |said: &str| {
        ["預計", "预计", "預期", "将", "將", "已", "亦", "則", "则", "現", "现", "早"]
            .iter()
            .any(|word| said.starts_with(word))
    };
    let leads = (next..next + 3).take_while(|at| *at == next || adverb(reading.said(at - 1))).any(|at| {
        let said = reading.said(at);
        said.ends_with(['於', '于', '在', '自', '由']) && said.chars().count() <= 3
            || matches!(reading.class(at), Class::Number)
    });
    if !leads {
        return false;
    }
    for index in next..next + REACH {
        match reading.class(index) {
            Class::Found => return true,
            Class::Break => return false,
            _ => {}
        }
    }
    false
}

/// 推出承擔額為12.6億元的…: whether a founding verb stands before the size that the 的 at `of` follows.
fn sized(reading: &Reading<'_>, of: usize) -> bool {
    const REACH: usize = 5;
    let size = of.checked_sub(1).is_some_and(|at| matches!(reading.class(at), Class::Number));
    let mut words = (of.saturating_sub(REACH)..of).rev();
    size && words.any(|at| matches!(reading.class(at), Class::Found))
        && !(of.saturating_sub(REACH)..of).any(|at| matches!(reading.class(at), Class::Open | Class::Close))
}

/// Whether 成為, 作為 governs the name that begins at `first`, over the items of a list before it.
fn becomes(reading: &Reading<'_>, first: usize) -> bool {
    let mut index = first;
    for _ in 0..10 {
        let Some(before) = index.checked_sub(1) else { return false };
        match reading.class(before) {
            Class::As => return true,
            Class::Common
            | Class::Ending(_)
            | Class::Soft
            | Class::Han
            | Class::Link
            | Class::Place(_)
            | Class::Plain
            | Class::Thing => {}
            Class::Break if reading.said(before) == "、" => {}
            _ => return false,
        }
        index = before;
    }
    false
}

/// Whether the name up to token `end` is an item of a list of names: behind 包括 or between separators.
fn listed(reading: &Reading<'_>, before: &str, end: usize) -> bool {
    let next = reading.said(end + 1);
    let item = |said: &str| matches!(said, "、" | "及" | "和" | "與" | "与" | "以及");
    let opens = matches!(before, "包括" | "例如" | "當中包括" | "分別是" | "分别是" | "即");
    let closes = item(next) || matches!(next, "。" | "，" | "；" | "（" | "(" | "");
    closes && (opens || item(before))
}
