//! Where a document says when and by whom it was published.
//!
//! ```text
//! places := an update date at the foot or head     （更新日期：2024年7月25日）
//!         | a date under the title or on the title slide
//!         | a date alone at the foot
//!         | a date behind the last full stop
//! ```

use super::shape::Shape;
use super::types::{BlockKind, Outline};
use crate::clean::class::has_han;
use crate::span::Span;

/// How many blocks at either end may hold the date.
const ENDS: usize = 8;

/// Fills `date_spans` and `publisher`.
pub(super) fn fill(shape: &Shape<'_>, outline: &mut Outline) {
    let text = shape.text();
    let count = outline.blocks.len();
    let near = |index: usize| index < ENDS || index + ENDS >= count;
    let mut places: Vec<(u8, Span)> = Vec::new();
    for (index, block) in outline.blocks.iter().enumerate().filter(|(index, _)| near(*index)) {
        let said = block.span.of(text);
        let first_slide = block.slide.is_none_or(|slide| slide == 1);
        let foot = block.kind == BlockKind::Footer || index + ENDS >= count && index >= ENDS;
        match () {
            () if matches!(
                block.kind,
                BlockKind::Title | BlockKind::Heading | BlockKind::ListItem | BlockKind::Table
            ) => {}
            () if is_updated(shape, said) => places.push((0, block.span)),
            () if !is_dated(shape, said) => {}
            () if !foot && first_slide => places.push((1, block.span)),
            () if foot => places.push((2, block.span)),
            () => {}
        }
    }
    places.extend(outline.blocks.last().and_then(|block| closing(text, block.span)).map(|span| (3, span)));
    places.sort_by_key(|place| place.0);
    outline.date_spans = places.into_iter().map(|place| place.1).collect();
    if outline.publisher.is_none() {
        outline.publisher = publisher(shape, outline);
    }
}

/// The date that stands alone behind the last full stop of a block.
fn closing(text: &str, block: Span) -> Option<Span> {
    let said = block.of(text);
    let at = said.rfind('。')? + '。'.len_utf8();
    let rest = said.get(at..)?;
    let from = block.start() + at + rest.len() - rest.trim_start().len();
    (is_date(rest.trim()) && rest.contains('月')).then(|| Span::new(from, from + rest.trim().len()))
}

/// Whether a text is a date, with or without a label: `2025年3月`, `（更新日期：…）`, `27/10/2023`.
pub(super) fn is_dated(shape: &Shape<'_>, text: &str) -> bool {
    is_updated(shape, text)
        || is_date(bare(text))
        || text.chars().take(61).count() <= 60
            && bare(text).rsplit_once(['：', ':', ' ', '|', '｜']).is_some_and(|(_, date)| is_date(date.trim()))
}

/// Whether a text is a date behind a label such as 更新日期.
fn is_updated(shape: &Shape<'_>, text: &str) -> bool {
    let bare = bare(text);
    let Some(word) = shape.word_at(bare, "updated") else { return false };
    let rest = bare.get(word.text.len()..).unwrap_or("").trim_start_matches([':', '：', '為', '为', '於', '于', ' ']);
    is_date(rest)
}

/// The text within brackets that hold all of it.
fn bare(text: &str) -> &str {
    let inner = text.trim().trim_end_matches(['。', '.']);
    let inner = inner
        .strip_prefix(['（', '(', '[', '［', '〔'])
        .and_then(|inner| inner.strip_suffix(['）', ')', ']', '］', '〕']))
        .unwrap_or(inner);
    inner.trim()
}

/// Whether a text is nothing but a date.
fn is_date(text: &str) -> bool {
    const LONGEST: usize = 32;
    const WORDS: [&str; 14] = [
        "中華民國",
        "中华民国",
        "民國",
        "民国",
        "公元",
        "西元",
        "January",
        "February",
        "March",
        "April",
        "August",
        "September",
        "October",
        "November",
    ];
    if text.is_empty() || text.chars().take(LONGEST + 1).count() > LONGEST {
        return false;
    }
    let rest = WORDS.iter().fold(text, |rest, word| rest.trim_start_matches(word));
    let numeral = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(c);
    let mark = |c: char| numeral(c) || c.is_whitespace() || "年月日/-.,時分:上下午星期(（)）".contains(c);
    let english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        .iter()
        .any(|month| text.contains(month));
    if english && !has_han(text) {
        let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 2).count();
        return words == 1 && text.bytes().filter(u8::is_ascii_digit).count() >= 4;
    }
    let digits = rest.chars().filter(|c| numeral(*c)).count();
    let written = rest.contains('年') && rest.contains(numeral) && !rest.starts_with('年');
    let marked = rest.bytes().filter(|byte| matches!(byte, b'/' | b'-' | b'.')).count() == 2 && digits >= 5;
    (3..=14).contains(&digits) && rest.chars().all(mark) && (written || marked)
}

/// The body that stands by itself in the byline, at the foot or on the last slide.
fn publisher(shape: &Shape<'_>, outline: &Outline) -> Option<String> {
    const LONGEST: usize = 40;
    let text = shape.text();
    let count = outline.blocks.len();
    let place = |index: usize| index > 0 && index < ENDS || index + ENDS >= count;
    let name = |said: &str| {
        let labelled = [
            "来源",
            "來源",
            "發布機構",
            "发布机构",
            "發布單位",
            "发布单位",
            "發文機關",
            "发文机关",
            "主辦單位",
            "出版",
            "出版者",
        ];
        let behind = labelled
            .iter()
            .find_map(|label| said.strip_prefix(label)?.strip_prefix(['：', ':']))
            .unwrap_or(said)
            .trim();
        let short = (3..=LONGEST).contains(&behind.chars().take(LONGEST + 1).count());
        (short && has_han(behind) && shape.ends_with(behind, "body")).then(|| behind.to_owned())
    };
    let last = outline.slides.last().map(|last| last.number);
    let plain = outline.blocks.iter().enumerate().filter(|(index, block)| {
        let slide = block.slide.is_none_or(|slide| slide == 1 || Some(slide) == last);
        let text_kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::Footer);
        let closing = block.kind == BlockKind::Heading && block.slide.is_some() && block.slide == last;
        let noted = outline.tables.iter().any(|table| table.source_note == Some(block.span));
        place(*index) && slide && (text_kind || closing) && !noted
    });
    plain.filter_map(|(_, block)| name(block.span.of(text))).next()
}
