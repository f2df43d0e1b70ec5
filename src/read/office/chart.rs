//! Charts as tables of their categories and series; diagrams as the list of their words.

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
    let points = |node: Option<&Node>| -> Vec<String> {
        let mut points = Vec::new();
        if let Some(node) = node {
            node.find_all("pt", &mut points);
        }
        points.iter().filter_map(|point| point.child("v").map(Node::own_text)).collect()
    };
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

/// Writes the words of a diagram's points, an item each.
pub(super) fn put_diagram(tree: &Node, stream: &mut Stream) {
    let mut points = Vec::new();
    tree.find_all("pt", &mut points);
    for point in points {
        stream.item(0, "-", &words(point));
    }
}

/// All text below a node.
fn words(node: &Node) -> String {
    let mut texts = Vec::new();
    node.find_all("t", &mut texts);
    texts.iter().map(|text| text.own_text()).collect()
}
