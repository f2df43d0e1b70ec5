//! Presentations: slides in the order of the show, their shapes in visual order, notes behind them
//! (ECMA-376, PresentationML).

use super::chart;
use super::package::{Package, Relation, target_as, target_of};
use super::shapes::{self, Body, Shape, ShapeKind};
use super::xml::Node;
use crate::read::stream::Stream;
use crate::read::{Fault, Limits, Place};

/// Reads a presentation.
pub(super) fn read(package: &mut Package, main: &str, limits: &Limits) -> Result<Stream, Fault> {
    let relations = package.relations(main)?;
    let tree = package.tree(main)?.ok_or(Fault::Damaged("its main part is missing"))?;
    let ids: Vec<&str> =
        tree.child("sldIdLst").map(|list| list.all("sldId").filter_map(Node::relation).collect()).unwrap_or_default();
    if ids.len() > limits.pages {
        return Err(Fault::Limit { what: "slides", most: limits.pages as u64, option: "--max-pages" });
    }
    let mut stream = Stream::new(limits);
    for (number, id) in (1..).zip(ids) {
        let Some(part) = target_of(&relations, id) else { continue };
        stream.page_end();
        stream.at(Place::Slide(number));
        slide(package, part, &mut stream)?;
        stream.check()?;
    }
    Ok(stream)
}

fn slide(package: &mut Package, part: &str, stream: &mut Stream) -> Result<(), Fault> {
    let Some(tree) = package.tree(part)? else { return Err(Fault::Damaged("a slide is missing")) };
    let relations = package.relations(part)?;
    let layouts = layouts(package, &relations)?;
    let mut list = shapes::of(&tree, &layouts);
    shapes::sort(&mut list);
    for shape in &list {
        put(package, shape, &relations, stream)?;
    }
    let Some(notes) = target_as(&relations, "notesSlide") else { return Ok(()) };
    let Some(tree) = package.tree(notes)? else { return Ok(()) };
    for shape in shapes::of(&tree, &[]).iter().filter(|shape| shape.kind == ShapeKind::Body) {
        if let Body::Text(paragraphs) = &shape.body {
            paragraphs.iter().for_each(|paragraph| stream.paragraph(&paragraph.plain));
        }
    }
    Ok(())
}

/// The slide's layout and its master, where placeholders that say no place of their own have theirs.
fn layouts(package: &mut Package, relations: &[Relation]) -> Result<Vec<Node>, Fault> {
    let mut trees = Vec::new();
    let Some(layout) = target_as(relations, "slideLayout") else { return Ok(trees) };
    trees.extend(package.tree(layout)?);
    let relations = package.relations(layout)?;
    if let Some(master) = target_as(&relations, "slideMaster") {
        trees.extend(package.tree(master)?);
    }
    Ok(trees)
}

fn put(package: &mut Package, shape: &Shape, relations: &[Relation], stream: &mut Stream) -> Result<(), Fault> {
    match &shape.body {
        Body::Text(paragraphs) if shape.kind == ShapeKind::Title => {
            let title: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.plain.as_str()).collect();
            stream.heading(1, &title.join(" "));
        }
        Body::Text(paragraphs) => {
            for paragraph in paragraphs {
                match &paragraph.marker {
                    Some(marker) => stream.item(paragraph.level, marker, &paragraph.marked),
                    None => stream.paragraph(&paragraph.marked),
                }
            }
        }
        Body::Table(table) => stream.table(table),
        Body::Chart(id) => {
            if let Some(tree) = target_of(relations, id).map(|part| package.tree(part)).transpose()?.flatten() {
                chart::put(&tree, stream);
            }
        }
        Body::Diagram(id) => {
            if let Some(tree) = target_of(relations, id).map(|part| package.tree(part)).transpose()?.flatten() {
                chart::put_diagram(&tree, stream);
            }
        }
    }
    Ok(())
}
