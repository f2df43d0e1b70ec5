//! The shapes of a slide: what they hold, where they stand, and in which order one reads them.

use super::numbering::spell;
use super::xml::Node;
use crate::read::header::{Merged, Table, unmerged};
use crate::read::stream::joined;

/// What a shape is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShapeKind {
    /// The slide's title.
    Title,
    /// Its body: its paragraphs are bullets unless they say otherwise.
    Body,
    /// Any other.
    Other,
}

/// What a shape holds.
#[derive(Debug)]
pub(super) enum Body {
    Text(Vec<Paragraph>),
    Table(Table),
    /// The id of the relation to the chart.
    Chart(String),
    /// The id of the relation to the diagram's data.
    Diagram(String),
}

/// A paragraph of a shape.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) plain: String,
    pub(super) marked: String,
    pub(super) level: usize,
    pub(super) marker: Option<String>,
}

/// A shape.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) kind: ShapeKind,
    pub(super) body: Body,
    /// Left, top, right and bottom, where the slide or its layout says them.
    frame: Option<[i64; 4]>,
}

/// Moves and scales the shapes of a group.
#[derive(Clone, Copy)]
struct Transform {
    scale: [f64; 2],
    offset: [f64; 2],
}

impl Transform {
    const SAME: Self = Self { scale: [1.0, 1.0], offset: [0.0, 0.0] };

    fn apply(self, x: i64, y: i64) -> (i64, i64) {
        let map = |value: i64, axis: usize| {
            let (scale, offset) = (self.scale.get(axis).unwrap_or(&1.0), self.offset.get(axis).unwrap_or(&0.0));
            (value as f64 * scale + offset) as i64
        };
        (map(x, 0), map(y, 1))
    }

    /// That of a group inside this one.
    fn inner(self, group: Option<&Node>) -> Self {
        let pair = |name: &str, keys: [&str; 2]| {
            let node = group?.child(name)?;
            Some((node.number(keys[0])? as f64, node.number(keys[1])? as f64))
        };
        let (Some(at), Some(size)) = (pair("off", ["x", "y"]), pair("ext", ["cx", "cy"])) else { return self };
        let from = pair("chOff", ["x", "y"]).unwrap_or(at);
        let full = pair("chExt", ["cx", "cy"]).unwrap_or(size);
        let one = |at: f64, size: f64, from: f64, full: f64, scale: f64, offset: f64| {
            let inner = if full > 0.0 { size / full } else { 1.0 };
            (inner * scale, (at - from * inner) * scale + offset)
        };
        let x = one(at.0, size.0, from.0, full.0, self.scale[0], self.offset[0]);
        let y = one(at.1, size.1, from.1, full.1, self.scale[1], self.offset[1]);
        Self { scale: [x.0, y.0], offset: [x.1, y.1] }
    }
}

/// The shapes of a slide. Of footers, dates and slide numbers there are none.
pub(super) fn of(slide: &Node, layouts: &[Node]) -> Vec<Shape> {
    let mut list = Vec::new();
    if let Some(tree) = slide.path(&["cSld", "spTree"]) {
        walk(tree, Transform::SAME, layouts, &mut list);
    }
    list
}

fn walk(node: &Node, transform: Transform, layouts: &[Node], list: &mut Vec<Shape>) {
    for child in &node.children {
        match child.name.as_str() {
            "grpSp" => walk(child, transform.inner(child.path(&["grpSpPr", "xfrm"])), layouts, list),
            "AlternateContent" => {
                if let Some(choice) = child.child("Choice") {
                    walk(choice, transform, layouts, list);
                }
            }
            "sp" => list.extend(text_shape(child, transform, layouts)),
            "graphicFrame" => list.extend(graphic(child, transform)),
            _ => {}
        }
    }
}

fn placeholder(node: &Node) -> Option<&Node> {
    node.path(&["nvSpPr", "nvPr", "ph"])
}

fn text_shape(node: &Node, transform: Transform, layouts: &[Node]) -> Option<Shape> {
    let body = node.child("txBody")?;
    let place = placeholder(node);
    let kind = match place.map(|place| place.attribute("type").unwrap_or("body")) {
        Some("title" | "ctrTitle") => ShapeKind::Title,
        Some("sldNum" | "dt" | "ftr" | "hdr" | "sldImg") => return None,
        Some("body" | "obj" | "half") => ShapeKind::Body,
        _ => ShapeKind::Other,
    };
    let own = frame(node.path(&["spPr", "xfrm"]), transform);
    let frame = own.or_else(|| {
        let place = place?;
        layouts.iter().find_map(|layout| {
            let tree = layout.path(&["cSld", "spTree"])?;
            let like = tree.all("sp").find(|shape| placeholder(shape).is_some_and(|other| same(place, other)))?;
            self::frame(like.path(&["spPr", "xfrm"]), Transform::SAME)
        })
    });
    let bullets = kind == ShapeKind::Body;
    let mut counts = [0_u32; 10];
    let paragraphs: Vec<Paragraph> = body.all("p").filter_map(|node| paragraph(node, bullets, &mut counts)).collect();
    (!paragraphs.is_empty()).then_some(Shape { kind, body: Body::Text(paragraphs), frame })
}

/// Whether a placeholder of a layout is that of a slide.
fn same(slide: &Node, layout: &Node) -> bool {
    let index = |node: &Node| node.attribute("idx").map(str::to_owned);
    let kind = |node: &Node| match node.attribute("type") {
        Some("ctrTitle") => "title".to_owned(),
        other => other.unwrap_or("body").to_owned(),
    };
    (index(slide).is_some() && index(slide) == index(layout)) || (index(slide).is_none() && kind(slide) == kind(layout))
}

fn frame(xfrm: Option<&Node>, transform: Transform) -> Option<[i64; 4]> {
    let (off, ext) = (xfrm?.child("off")?, xfrm?.child("ext")?);
    let (x, y) = (off.number("x")?, off.number("y")?);
    let (left, top) = transform.apply(x, y);
    let (right, bottom) = transform.apply(x.saturating_add(ext.number("cx")?), y.saturating_add(ext.number("cy")?));
    Some([left, top, right, bottom])
}

fn paragraph(node: &Node, bullets: bool, counts: &mut [u32; 10]) -> Option<Paragraph> {
    let mut pieces = Vec::new();
    for child in &node.children {
        let bold = child
            .child("rPr")
            .and_then(|properties| properties.attribute("b"))
            .is_some_and(|bold| bold == "1" || bold == "true");
        match child.name.as_str() {
            "br" => pieces.push(("\n".to_owned(), bold)),
            _ => pieces.extend(run(child).map(|text| (text, bold))),
        }
    }
    let (plain, marked) = joined(&pieces);
    if plain.trim().is_empty() {
        return None;
    }
    let properties = node.child("pPr");
    let level = properties.and_then(|properties| properties.number("lvl")).unwrap_or(0).clamp(0, 8) as usize;
    let numbered = properties.and_then(|properties| properties.child("buAutoNum"));
    let none = properties.is_some_and(|properties| properties.child("buNone").is_some());
    let drawn = properties
        .is_some_and(|properties| properties.child("buChar").is_some() || properties.child("buBlip").is_some());
    let marker = match numbered {
        Some(numbered) => {
            counts.get_mut(level + 1..).unwrap_or(&mut []).fill(0);
            let count = counts.get_mut(level)?;
            *count += 1;
            let start = numbered.number("startAt").unwrap_or(1).clamp(1, 9999) as u32;
            Some(auto_number(numbered.attribute("type").unwrap_or_default(), start + *count - 1))
        }
        None => {
            counts.get_mut(level..).unwrap_or(&mut []).fill(0);
            (drawn || bullets && !none).then(|| "-".to_owned())
        }
    };
    Some(Paragraph { plain, marked, level, marker })
}

/// The text of a run or of a field, but for the slide's number.
fn run(node: &Node) -> Option<String> {
    let is_run = node.name == "r" || node.name == "fld" && node.attribute("type") != Some("slidenum");
    node.child("t").filter(|_| is_run).map(Node::own_text)
}

/// The marker of an item that PowerPoint numbers: `arabicPeriod`, `ea1ChtPeriod`.
fn auto_number(kind: &str, number: u32) -> String {
    let format = match kind {
        kind if kind.starts_with("ea1") => "chinese",
        kind if kind.starts_with("alphaLc") => "lowerLetter",
        kind if kind.starts_with("alphaUc") => "upperLetter",
        kind if kind.starts_with("romanLc") => "lowerRoman",
        kind if kind.starts_with("romanUc") => "upperRoman",
        kind if kind.starts_with("circle") => "decimalEnclosedCircle",
        _ => "decimal",
    };
    let spelled = spell(format, number);
    match kind {
        _ if format == "chinese" => format!("{spelled}、"),
        _ if format == "decimalEnclosedCircle" => spelled,
        kind if kind.ends_with("ParenBoth") => format!("({spelled})"),
        kind if kind.ends_with("ParenR") => format!("{spelled})"),
        _ => format!("{spelled}."),
    }
}

fn graphic(node: &Node, transform: Transform) -> Option<Shape> {
    let data = node.path(&["graphic", "graphicData"])?;
    let body = if let Some(table) = data.child("tbl") {
        let row = |row: &Node| row.all("tc").filter(|cell| cell.attribute("hMerge").is_none()).map(cell).collect();
        Body::Table(unmerged(table.all("tr").map(row).collect(), 1))
    } else if let Some(chart) = data.child("chart") {
        Body::Chart(chart.relation()?.to_owned())
    } else {
        Body::Diagram(data.child("relIds")?.attribute("dm")?.to_owned())
    };
    Some(Shape { kind: ShapeKind::Other, body, frame: frame(node.child("xfrm"), transform) })
}

fn cell(node: &Node) -> Merged {
    let mut paragraphs = Vec::new();
    node.find_all("p", &mut paragraphs);
    let text = |paragraph: &&Node| {
        let piece = |child: &Node| if child.name == "br" { Some(" ".to_owned()) } else { run(child) };
        paragraph.children.iter().filter_map(piece).collect::<String>()
    };
    let columns = node.number("gridSpan").and_then(|span| usize::try_from(span).ok()).unwrap_or(1).clamp(1, 64);
    let below = node.attribute("vMerge").is_some_and(|merge| merge == "1" || merge == "true");
    Merged { text: paragraphs.iter().map(text).collect::<Vec<_>>().join(" "), columns, below }
}

/// Puts shapes in the order one reads them: the title, then from the top down, and from the left
/// where two stand side by side.
pub(super) fn sort(list: &mut [Shape]) {
    list.sort_by_key(|shape| (shape.kind != ShapeKind::Title, shape.frame.map_or(i64::MAX, |frame| frame[1])));
    let mut from = 0;
    while from < list.len() {
        let Some(first) = list.get(from).and_then(|shape| shape.frame).filter(|_| is_body(list, from)) else {
            from += 1;
            continue;
        };
        let beside = |shape: &Shape| {
            shape.kind != ShapeKind::Title
                && shape.frame.is_some_and(|frame| {
                    let shorter = (first[3] - first[1]).min(frame[3] - frame[1]).max(1);
                    (first[3].min(frame[3]) - first[1].max(frame[1])) * 2 > shorter
                })
        };
        let count = list.get(from..).unwrap_or(&[]).iter().take_while(|shape| beside(shape)).count().max(1);
        if let Some(band) = list.get_mut(from..from + count) {
            band.sort_by_key(|shape| shape.frame.map_or(i64::MAX, |frame| frame[0]));
        }
        from += count;
    }
}

fn is_body(list: &[Shape], at: usize) -> bool {
    list.get(at).is_some_and(|shape| shape.kind != ShapeKind::Title)
}
