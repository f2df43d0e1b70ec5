//! Charts as tables of their categories and series; diagrams as the list of their words.

use std::collections::BTreeMap;

use super::xlsx_styles::{of_code, show};
use super::xml::Node;
use crate::read::stream::Stream;

/// Writes a chart: its title, and a table with a row a category.
pub(super) fn put(tree: &Node, stream: &mut Stream) {
    let Some(chart) = tree.child("chart") else { return };
    if let Some(title) = chart.child("title") {
        stream.paragraph(&words(title));
    }
    let mut series = Vec::new();
    chart.find_all("ser", &mut series);
    let categories =
        series.iter().map(|series| points(series.child("cat"))).find(|list| !list.is_empty()).unwrap_or_default();
    let columns: Vec<(String, Vec<String>)> = series
        .iter()
        .map(|series| {
            (points(series.child("tx")).join(" "), points(series.child("val").or_else(|| series.child("yVal"))))
        })
        .collect();
    if categories.is_empty() || columns.is_empty() {
        return;
    }
    stream.table_end();
    let header = std::iter::once("").chain(columns.iter().map(|(name, _)| name.as_str()));
    stream.row(header.map(|cell| (cell, None)));
    for (at, category) in categories.iter().enumerate() {
        let values = columns.iter().map(|(_, values)| values.get(at).map_or("", String::as_str));
        stream.row(std::iter::once(category.as_str()).chain(values).map(|cell| (cell, None)));
    }
    stream.table_end();
}

/// The points of a series, their numbers as the chart shows them.
fn points(node: Option<&Node>) -> Vec<String> {
    let (mut points, mut codes) = (Vec::new(), Vec::new());
    if let Some(node) = node {
        node.find_all("pt", &mut points);
        node.find_all("formatCode", &mut codes);
    }
    let code = codes.first().map(|code| code.own_text()).unwrap_or_default();
    let own = |point: &&&Node| {
        let code = point.attribute("formatCode").unwrap_or(&code);
        let value = point.child("v")?.own_text();
        Some(if code.is_empty() { value } else { show(value.trim(), &of_code(code), false) })
    };
    points.iter().filter_map(|point| own(&point)).collect()
}

/// Writes the words of a diagram's points as a list, each below the point that it belongs to.
pub(super) fn put_diagram(tree: &Node, stream: &mut Stream) {
    let (mut points, mut links) = (Vec::new(), Vec::new());
    tree.find_all("pt", &mut points);
    tree.find_all("cxn", &mut links);
    let mut below: BTreeMap<&str, Vec<(i64, &str)>> = BTreeMap::new();
    for link in links.iter().filter(|link| matches!(link.attribute("type"), None | Some("parOf"))) {
        if let (Some(from), Some(to)) = (link.attribute("srcId"), link.attribute("destId")) {
            below.entry(from).or_default().push((link.number("srcOrd").unwrap_or(0), to));
        }
    }
    below.values_mut().for_each(|list| list.sort());
    let mut words: BTreeMap<&str, String> = BTreeMap::new();
    for point in &points {
        words.entry(point.attribute("modelId").unwrap_or_default()).or_insert_with(|| self::words(point));
    }
    let all = points.iter().filter(|point| point.attribute("type") == Some("doc")).chain(&points);
    let mut open: Vec<(usize, &str)> = all.filter_map(|point| Some((0, point.attribute("modelId")?))).collect();
    open.reverse();
    while let Some((level, id)) = open.pop() {
        let Some(text) = words.remove(id) else { continue }; // written before
        stream.item(level, "-", &text);
        let level = level + usize::from(!text.is_empty());
        open.extend(below.get(id).into_iter().flatten().rev().map(|(_, id)| (level, *id)));
    }
}

/// All text below a node: its paragraphs in one line.
fn words(node: &Node) -> String {
    let mut paragraphs = Vec::new();
    node.find_all("p", &mut paragraphs);
    let text = |paragraph: &&Node| {
        let mut texts = Vec::new();
        paragraph.find_all("t", &mut texts);
        texts.iter().map(|text| text.own_text()).collect::<String>()
    };
    paragraphs.iter().map(text).collect::<Vec<_>>().join(" ").trim().to_owned()
}
