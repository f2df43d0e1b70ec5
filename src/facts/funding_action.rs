//! What is done with a sum of money: the nearest word of giving or spending before it, or the noun behind.
//!
//! ```text
//! act = word *any sum                 撥款100億元、注資50億元
//!     | sum "的"? noun                1,500萬元資助
//!     | sum "的"? name                100億元的「X計劃」      set_up
//!     | part sum                      當中約30億元用以…       as the sum before
//! ```

use super::frame::View;
use super::measure_scan::{Figure, Found, Piece, words_in};
use super::measure_thread::Scene;
use crate::entities::EntityKind;
use crate::mentions::Bound;
use crate::span::Span;

/// What is done with a sum.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    /// The word of the contract.
    pub action: &'static str,
    /// The word of the text.
    pub word: Option<Found>,
    /// Whether that word names the sum (資助總額) rather than the act.
    pub noun: bool,
    /// The thing of that size, for `set_up`.
    pub thing: Option<Span>,
    /// Whether the sum is a part of the one before.
    pub part: bool,
}

impl Act {
    const fn of(action: &'static str, word: Option<Found>) -> Self {
        Self { action, word, noun: false, thing: None, part: false }
    }
}

/// The act on the sum `money`; `from` is where the sum before it ended, `to` where the next begins.
#[must_use]
pub fn act(view: &View<'_>, scene: &Scene<'_>, piece: Piece, money: Figure<'_>, from: usize, to: usize) -> Option<Act> {
    let words =
        words_in(view, Span::new(from.min(money.span().start()), money.span().start()), &[&view.lexicon.funding_words]);
    let word = words.last().copied();
    if let Some(thing) = thing(view, money, to).filter(|_| sets_up(word)) {
        return Some(Act { thing: Some(thing), ..Act::of("set_up", word) });
    }
    if buys_shares(view, money) {
        return Some(Act::of("invested", None));
    }
    let behind = noun_behind(view, money, to);
    if let Some(drawn) = draws(view, &words, money) {
        return Some(Act::of("attracted", Some(drawn)));
    }
    if let Some(word) = word.filter(|word| near(view, *word, money) && !names_other(view, *word, money)) {
        return of_word(view, scene, piece, word, behind, money);
    }
    let part = scene.statement.lead.part || opens_with_part(view, scene);
    if part && !names_measure(view, piece, money) && words.is_empty() {
        return Some(Act { part: true, ..Act::of("", None) });
    }
    let behind_sum = view.text.get(money.span().end()..).unwrap_or("");
    let ceiling = behind_sum.starts_with("為限") || behind_sum.starts_with("为限");
    if ceiling
        && word.is_none()
        && gives(view, scene, Piece { span: Span::new(scene.statement.sentence.start(), piece.span.end()), ..piece })
    {
        return Some(Act::of("capped", None));
    }
    let capped = at_most(money) && grants_before(view, scene, money);
    if capped && !names_measure(view, piece, money) {
        return Some(Act::of("capped", None));
    }
    behind
        .filter(|_| !names_measure(view, piece, money))
        .map(|found| Act::of(limit(found.word.get("action").unwrap_or("granted"), money), None))
}

/// 以43億元購入珠海機場35%的股權: whether the sum buys shares.
fn buys_shares(view: &View<'_>, money: Figure<'_>) -> bool {
    let before = view.text.get(..money.span().start()).unwrap_or("");
    let before = before.trim_end();
    let bound = view.lexicon.bounds_before.longest_before(before).map_or(0, |word| word.text.len());
    let by = before.get(..before.len() - bound).is_some_and(|before| before.trim_end().ends_with(['以', '用']));
    let rest = view.text.get(money.span().end()..).unwrap_or("");
    let limit = rest.char_indices().nth(40).map_or(rest.len(), |(at, _)| at);
    let rest = rest.get(..limit).unwrap_or("");
    let rest = rest.split(['。', '；', '，']).next().unwrap_or("");
    let buys = ["購入", "购入", "收購", "收购", "認購", "认购", "入股", "購買", "购买", "買入", "买入"];
    by && buys.iter().any(|word| rest.contains(word)) && ["股權", "股权", "股份"].iter().any(|word| rest.contains(word))
}

/// 帶動社會資本投入約90億元, 吸引社會資本超過60億元: a word of attracting before the capital that it attracts.
fn draws(view: &View<'_>, words: &[Found], money: Figure<'_>) -> Option<Found> {
    let word = words.iter().rev().find(|word| word.word.get("action") == Some("attracted"))?;
    let between = view.text.get(word.span.end()..money.span().start())?;
    let capital = ["資本", "资本", "資金", "资金", "投資", "投资", "捐款", "捐出", "捐贈", "捐赠"];
    let near = between.chars().count() <= 16 && !between.contains(['，', '、', '；']);
    (near && capital.iter().any(|noun| between.contains(noun))).then_some(*word)
}

/// Whether the clause before, in the same sentence, approved something: 批出約2,140宗申請.
#[must_use]
pub fn approved_before(view: &View<'_>, scene: &Scene<'_>) -> bool {
    let before = scene.before.map_or("", |span| view.said(span));
    ["批出", "批准", "獲批", "获批", "核准", "批核", "資助了", "资助了", "獲批", "审批", "審批"]
        .iter()
        .any(|word| before.contains(word))
}

/// Whether money stands between a word and the sum, or behind it, as such.
fn named_money(view: &View<'_>, word: Found, money: Figure<'_>, behind: Option<Found>) -> bool {
    let between = view.text.get(word.span.end()..money.span().start()).unwrap_or("");
    let nouns = [
        "資金", "资金", "經費", "经费", "預算", "预算", "專項", "专项", "撥款", "拨款", "補助", "补助", "獎補", "奖补",
        "獎金", "奖金",
    ];
    // 省財政安排30億元支持…: what it is for stands right behind the sum.
    let rest = view.text.get(money.span().end()..).unwrap_or("");
    let aims =
        ["支持", "用於", "用于", "推進", "推进", "扶持", "資助", "资助"].iter().any(|word| rest.starts_with(word));
    // 專項資金安排12億元: money allots itself.
    let before = view.text.get(..word.span.start()).unwrap_or("");
    let own = ["資金", "资金", "基金", "經費", "经费"].iter().any(|noun| before.ends_with(noun));
    behind.is_some() || aims || own || nouns.iter().any(|noun| between.contains(noun))
}

/// Whether a report on a place states spending as an indicator of it: 全省研究與試驗發展經費投入1,537.6億元.
fn is_indicator(view: &View<'_>, word: Found, money: Figure<'_>) -> bool {
    let reports = view.home.is_some_and(|home| home.title.is_some());
    let before = view.text.get(..word.span.start()).unwrap_or("").trim_end_matches(['）', ')']);
    let spending = |words: &str| words.ends_with("經費") || words.ends_with("经费");
    reports && (spending(word.word.text) || spending(before)) && touches(view, word, money)
}

/// The act that a word before the sum states.
fn of_word(
    view: &View<'_>,
    scene: &Scene<'_>,
    piece: Piece,
    word: Found,
    behind: Option<Found>,
    money: Figure<'_>,
) -> Option<Act> {
    let action = word.word.get("action").unwrap_or("granted");
    let noun = word.word.is("noun");
    if word.word.is("involves") && !approved_before(view, scene)
        || word.word.is("named") && !named_money(view, word, money, behind)
        || is_indicator(view, word, money)
    {
        return None;
    }
    match action {
        "set_up" if noun => Some(Act { noun, ..Act::of("set_up", Some(word)) }),
        "set_up" => behind.map(|_| Act::of(limit("granted", money), Some(word))),
        "capped" => (gives(view, scene, piece)).then(|| Act { noun, ..Act::of("capped", Some(word)) }),
        "attracted" => {
            let invested =
                behind.is_some_and(|found| matches!(found.word.get("action"), Some("invested" | "attracted")));
            let sponsor = view
                .text
                .get(money.span().end()..money.span().end() + 30)
                .is_some_and(|rest| rest.contains("贊助") || rest.contains("投資"));
            (invested || sponsor).then(|| Act::of("attracted", Some(word)))
        }
        _ if word.word.is("weak") => {
            let direct = touches(view, word, money) || !money.mention.per.is_empty();
            let serves =
                direct && word.word.text.ends_with(['供', '予', '放', '發', '发']) && gives(view, scene, piece);
            let getting = word.word.text.contains(['獲', '获', '領', '领']) && touches(view, word, money);
            (behind.is_some() || getting || serves || direct && at_most(money))
                .then(|| Act::of(limit("granted", money), Some(word)))
        }
        "invested" => {
            let each = ["單個", "单个", "單一", "单一", "每"].iter().any(|word| view.said(piece.span).contains(word));
            let action = if at_most(money) && each { "capped" } else { "invested" };
            Some(Act { noun, ..Act::of(action, Some(word)) })
        }
        _ => Some(Act { noun, ..Act::of(limit(action, money), Some(word)) }),
    }
}

/// A grant of at most so much is capped.
fn limit(action: &'static str, money: Figure<'_>) -> &'static str {
    if at_most(money) && matches!(action, "granted" | "allocated") { "capped" } else { action }
}

fn at_most(money: Figure<'_>) -> bool {
    money.mention.value.bound() == Bound::AtMost
}

/// The programme or fund right behind a sum: the size of which it is.
fn thing(view: &View<'_>, money: Figure<'_>, to: usize) -> Option<Span> {
    let rest = view.text.get(money.span().end()..to)?;
    let trimmed = rest.trim_start_matches([' ', '的', '「', '『', '“', '*']);
    let at = money.span().end() + rest.len() - trimmed.len();
    if let Some(name) = view.name_over(at).filter(|name| name.span.start() == at) {
        let kind = view.entities.get(name.entity)?.kind;
        let fits = matches!(kind, EntityKind::Programme | EntityKind::Fund | EntityKind::Platform);
        return fits.then_some(name.span);
    }
    if let Some(class) = class_behind(view, money, to) {
        return Some(class);
    }
    let quoted = rest.trim_start_matches([' ', '的', '*']);
    let inner = quoted.strip_prefix(['「', '“', '『'])?;
    let len = inner.find(['」', '”', '』'])?;
    let words = inner.get(..len)?;
    let class = ["計劃", "计划", "計畫", "基金", "方案", "先導計劃"].iter().any(|end| words.ends_with(end));
    let start = money.span().end() + rest.len() - inner.len();
    class.then(|| Span::new(start, start + len))
}

/// `60億元的資助計劃`: a class noun alone.
fn class_behind(view: &View<'_>, money: Figure<'_>, to: usize) -> Option<Span> {
    let noun = super::measure_scan::noun_phrase(view, money.span().end(), to, None)?;
    let said = view.said(noun);
    let class = ["計劃", "计划", "計畫", "基金"].iter().any(|end| said.ends_with(end));
    (class && said.chars().count() <= 12 && !said.contains(['「', '的'])).then_some(noun)
}

/// Whether the verb before a sum with its programme behind leaves it the programme's size.
fn sets_up(word: Option<Found>) -> bool {
    word.is_none_or(|word| {
        let getting = word.word.text.contains(['獲', '获', '領', '领']);
        !matches!(word.word.get("action"), Some("injected" | "granted" | "reserved"))
            || word.word.is("weak") && !getting
    })
}

/// The noun of giving behind a sum.
fn noun_behind(view: &View<'_>, money: Figure<'_>, to: usize) -> Option<Found> {
    let rest = view.text.get(money.span().end()..to)?;
    let lead = ["不等的", "不等", "或以下的", "以下的", "的額外", "額外", "的", ""]
        .iter()
        .find(|lead| rest.starts_with(**lead))?;
    let at = money.span().end() + lead.len();
    let limit = view.text.get(at..to)?.char_indices().nth(8).map_or(to, |(len, _)| at + len);
    let found = words_in(view, Span::new(at, limit), &[&view.lexicon.funding_nouns]).into_iter().next();
    found.filter(|found| found.span.start() <= at + 4 * 'a'.len_utf8() * 3)
}

/// Whether a word stands close enough before the sum to govern it.
fn near(view: &View<'_>, word: Found, money: Figure<'_>) -> bool {
    view.text.get(word.span.end()..money.span().start()).is_some_and(|between| between.chars().count() <= 40)
}

/// Whether nothing but bounding words stands between a word and the sum.
fn touches(view: &View<'_>, word: Found, money: Figure<'_>) -> bool {
    super::measure_scan::tidy(view, word.span.end(), money.span().start()).chars().count() <= 4
}

/// Whether another noun of measure (收入, 開支, 罰款) stands right before the sum.
fn names_other(view: &View<'_>, word: Found, money: Figure<'_>) -> bool {
    let between = view.text.get(word.span.start()..money.span().start()).unwrap_or("");
    let words = super::measure_scan::light_ends(view, between);
    let noun = view.lexicon.measure_nouns.longest_before(words).map_or(0, |noun| noun.text.len());
    let other = view.lexicon.funding_words.longest_before(words).map_or(0, |noun| noun.text.len());
    noun > other
}

/// Whether a noun of measure stands right before the sum.
fn names_measure(view: &View<'_>, piece: Piece, money: Figure<'_>) -> bool {
    let words = view.text.get(piece.span.start()..money.span().start()).unwrap_or("");
    let words = super::measure_scan::light_ends(view, words);
    view.lexicon.measure_nouns.longest_before(words).is_some()
        && view.lexicon.funding_words.longest_before(words).is_none()
}

/// 其餘約70億元, 餘下20億元.
fn opens_with_part(view: &View<'_>, scene: &Scene<'_>) -> bool {
    let words = view.said(scene.statement.clause.span);
    ["其餘", "其余", "餘下", "余下", "餘款", "余款", "另外", "另"].iter().any(|word| words.starts_with(word))
}

/// Whether a clause, or one before it in its sentence, speaks of giving.
fn gives(view: &View<'_>, scene: &Scene<'_>, piece: Piece) -> bool {
    let sentence = Span::new(scene.statement.sentence.start(), piece.span.end());
    let giving = |text: &str| {
        [
            "資助",
            "资助",
            "津貼",
            "津贴",
            "補助",
            "补助",
            "補貼",
            "补贴",
            "撥款",
            "拨款",
            "服務券",
            "服务券",
            "醫療券",
            "医疗券",
            "津助",
            "獎勵",
            "奖励",
            "回贈",
            "配對",
            "獎金",
            "奖金",
            "消費券",
            "消费券",
            "現金",
            "现金",
            "貸款",
            "贷款",
        ]
        .iter()
        .any(|word| text.contains(word))
    };
    let fines =
        ["罰", "罚", "租金", "收費", "收费", "售價", "售价"].iter().any(|word| view.said(piece.span).contains(word));
    let topics = [&scene.statement.heading, &scene.main];
    !fines && (giving(view.said(sentence)) || topics.into_iter().flatten().any(|topic| giving(&topic.name)))
}

/// Whether the sentence spoke of giving before the sum.
fn grants_before(view: &View<'_>, scene: &Scene<'_>, money: Figure<'_>) -> bool {
    let span = Span::new(scene.statement.sentence.start(), money.span().start());
    gives(view, scene, Piece { span, bracket: None })
}
