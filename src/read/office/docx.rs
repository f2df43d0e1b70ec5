//! Word documents: headings, lists, tables, text boxes, footnotes (ECMA-376, WordprocessingML).

use super::chart;
use super::numbering::Numbering;
use super::package::{Package, target_as};
use super::xml::Node;
use crate::read::header::{Merged, unmerged};
use crate::read::stream::{Stream, joined};
use crate::read::{Fault, Limits};

/// What a paragraph's style says of it.
#[derive(Debug, Clone, Default)]
struct Style {
    id: String,
    name: String,
    based_on: Option<String>,
    /// Level of the outline, from 0.
    outline: Option<usize>,
    list: Option<String>,
    level: Option<usize>,
}

/// What is known of a document beside its text.
struct Word {
    styles: Vec<Style>,
    numbering: Numbering,
    footnotes: Vec<(String, Node)>,
    /// Charts and the data of diagrams, by the ids of their relations.
    drawn: Vec<(String, Node)>,
    /// Whether its title was written: what its headings stand below.
    titled: bool,
}

/// Reads a document.
pub(super) fn read(package: &mut Package, main: &str, limits: &Limits) -> Result<Stream, Fault> {
    let relations = package.relations(main)?;
    let tree = |package: &mut Package, kind: &str| match target_as(&relations, kind) {
        Some(part) => package.tree(part),
        None => Ok(None),
    };
    let styles = tree(package, "styles")?.map(|tree| tree.all("style").map(style).collect()).unwrap_or_default();
    let numbering = tree(package, "numbering")?.map(|tree| Numbering::of(&tree)).unwrap_or_default();
    let mut footnotes = Vec::new();
    for (kind, name) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        for note in tree(package, kind)?.map(|tree| tree.children).unwrap_or_default() {
            if note.name == name && note.attribute("type").is_none() {
                footnotes.push((format!("{kind}{}", note.attribute("id").unwrap_or_default()), note));
            }
        }
    }
    let mut drawn = Vec::new();
    for relation in relations.iter().filter(|relation| matches!(relation.kind.as_str(), "chart" | "diagramData")) {
        drawn.extend(package.tree(&relation.target)?.map(|tree| (relation.id.clone(), tree)));
    }
    let mut word = Word { styles, numbering, footnotes, drawn, titled: false };
    let mut stream = Stream::new(limits);
    package.each(main, &["p", "tbl"], |node| {
        word.block(&node, &mut stream);
        stream.check()
    })?;
    Ok(stream)
}

fn style(node: &Node) -> Style {
    let list = node.path(&["pPr", "numPr"]);
    let number = |node: Option<&str>| node.and_then(|value| value.parse().ok());
    Style {
        id: node.attribute("styleId").unwrap_or_default().to_owned(),
        name: node.value("name").unwrap_or_default().to_lowercase(),
        based_on: node.value("basedOn").map(str::to_owned),
        outline: number(node.child("pPr").and_then(|properties| properties.value("outlineLvl")))
            .filter(|level| *level < 9),
        list: list.and_then(|list| list.value("numId")).map(str::to_owned),
        level: number(list.and_then(|list| list.value("ilvl"))),
    }
}

/// A paragraph's text, and what hangs on it.
#[derive(Default)]
struct Runs<'n> {
    /// Text with whether it is bold.
    pieces: Vec<(String, bool)>,
    boxes: Vec<&'n Node>,
    notes: Vec<String>,
    /// Ids of charts and diagrams.
    drawn: Vec<&'n str>,
    /// Tables inside a cell.
    tables: Vec<&'n Node>,
}

impl Word {
    fn block(&mut self, node: &Node, stream: &mut Stream) {
        if node.name == "tbl" {
            self.table(node, stream);
        } else {
            self.paragraph(node, stream);
        }
    }

    fn paragraph(&mut self, node: &Node, stream: &mut Stream) {
        let mut runs = Runs::default();
        collect(node, &mut runs);
        let properties = node.child("pPr");
        let styles = self.chain(properties.and_then(|properties| properties.value("pStyle")));
        let named = |prefix: &str| styles.iter().find_map(|style| style.name.strip_prefix(prefix));
        if named("toc ").is_none() && named("table of figures").is_none() {
            let outline = properties
                .and_then(|properties| properties.value("outlineLvl"))
                .and_then(|level| level.parse().ok())
                .or_else(|| styles.iter().find_map(|style| style.outline))
                .or_else(|| {
                    named("heading ")
                        .or_else(|| named("標題 "))
                        .or_else(|| named("标题 "))?
                        .trim()
                        .parse::<usize>()
                        .ok()?
                        .checked_sub(1)
                });
            let title = styles.first().is_some_and(|style| matches!(style.name.as_str(), "title" | "標題" | "标题"));
            let list = self.list(properties, &styles);
            let bullet = named("list bullet").map(|level| level.trim().parse::<usize>().unwrap_or(1).saturating_sub(1));
            let (text, marked) = joined(&runs.pieces);
            let marker =
                list.filter(|_| !text.trim().is_empty()).map(|(id, level)| (self.numbering.next(&id, level), level));
            self.titled |= title && !text.trim().is_empty();
            let above = 1 + usize::from(self.titled);
            match (outline.filter(|level| *level < 9), marker) {
                _ if title => stream.heading(1, &text),
                (Some(level), Some((marker, _))) if marker != "-" => {
                    stream.heading(level + above, &format!("{marker} {text}"))
                }
                (Some(level), _) => stream.heading(level + above, &text),
                (None, Some((marker, level))) => stream.item(level, &marker, &marked),
                (None, None) => match bullet {
                    Some(level) => stream.item(level, "-", &marked),
                    None => stream.paragraph(&marked),
                },
            }
        }
        self.hanging(&runs, stream);
    }

    /// Text boxes, tables of a cell, charts, diagrams and footnotes stand behind the paragraph or table that
    /// holds them.
    fn hanging(&mut self, runs: &Runs<'_>, stream: &mut Stream) {
        for id in &runs.drawn {
            let Some(at) = self.drawn.iter().position(|(drawn, _)| drawn == id) else { continue };
            let (_, tree) = self.drawn.swap_remove(at);
            if tree.name == "chartSpace" { chart::put(&tree, stream) } else { chart::put_diagram(&tree, stream) }
        }
        runs.tables.iter().for_each(|table| self.table(table, stream));
        for node in &runs.boxes {
            for child in &node.children {
                self.block_in(child, stream);
            }
        }
        for id in &runs.notes {
            let Some(at) = self.footnotes.iter().position(|(note, _)| note == id) else { continue };
            let (_, note) = self.footnotes.swap_remove(at);
            for child in &note.children {
                self.block_in(child, stream);
            }
        }
    }

    fn block_in(&mut self, node: &Node, stream: &mut Stream) {
        match node.name.as_str() {
            "p" | "tbl" => self.block(node, stream),
            "sdt" | "sdtContent" => node.children.iter().for_each(|child| self.block_in(child, stream)),
            _ => {}
        }
    }

    /// A style and those it is based on, nearest first.
    fn chain(&self, id: Option<&str>) -> Vec<&Style> {
        const LONGEST: usize = 12;
        let find = |id: &str| self.styles.iter().find(|style| style.id == id);
        let first = id.and_then(find);
        std::iter::successors(first, |style| find(style.based_on.as_deref()?)).take(LONGEST).collect()
    }

    /// The list and level that a paragraph belongs to.
    fn list(&self, properties: Option<&Node>, styles: &[&Style]) -> Option<(String, usize)> {
        let own = properties.and_then(|properties| properties.child("numPr"));
        let id = own.and_then(|own| own.value("numId")).map(str::to_owned);
        let id = id.or_else(|| styles.iter().find_map(|style| style.list.clone())).filter(|id| id != "0")?;
        let level = own.and_then(|own| own.value("ilvl")).and_then(|level| level.parse().ok());
        let named = || {
            let name = styles.iter().find_map(|style| {
                style.name.strip_prefix("list bullet").or_else(|| style.name.strip_prefix("list number"))
            });
            name.and_then(|level| level.trim().parse::<usize>().ok()).map(|level| level.saturating_sub(1))
        };
        let level = level.or_else(|| styles.iter().find_map(|style| style.level)).or_else(named);
        Some((id, level.unwrap_or(0).min(8)))
    }

    /// A table; one of a single column is what it holds.
    fn table(&mut self, node: &Node, stream: &mut Stream) {
        let mut rows: Vec<Vec<&Node>> = Vec::new();
        let mut found = Vec::new();
        node.find_all("tr", &mut found);
        for row in &found {
            let mut cells = Vec::new();
            row.find_all("tc", &mut cells);
            rows.push(cells);
        }
        if rows.iter().all(|cells| cells.len() <= 1) {
            for cell in rows.iter().flatten() {
                cell.children.iter().for_each(|child| self.block_in(child, stream));
            }
            return;
        }
        let headed = |row: &&&Node| row.child("trPr").and_then(|row| row.switch("tblHeader")).unwrap_or(false);
        let heads = found.iter().take_while(headed).count();
        let mut runs = Runs::default();
        let merged = rows.iter().map(|cells| cells.iter().map(|cell| merged(cell, &mut runs)).collect()).collect();
        stream.table(&unmerged(merged, heads));
        self.hanging(&runs, stream);
    }
}

/// A cell; what hangs on it goes to `hanging`.
fn merged<'n>(cell: &'n Node, hanging: &mut Runs<'n>) -> Merged {
    let properties = cell.child("tcPr");
    let below = properties
        .and_then(|properties| properties.child("vMerge"))
        .is_some_and(|merge| merge.attribute("val") != Some("restart"));
    let span = properties.and_then(|properties| properties.value("gridSpan")).and_then(|span| span.parse().ok());
    let mut lines = Vec::new();
    lines_of(cell, &mut lines, hanging);
    Merged { text: lines.join(" "), columns: span.unwrap_or(1).clamp(1, 64), below }
}

/// The lines of a cell, without those of the tables in it.
fn lines_of<'n>(node: &'n Node, lines: &mut Vec<String>, hanging: &mut Runs<'n>) {
    for child in &node.children {
        match child.name.as_str() {
            "tbl" => hanging.tables.push(child),
            "p" => {
                collect(child, hanging);
                lines.push(joined(&std::mem::take(&mut hanging.pieces)).0);
            }
            _ => lines_of(child, lines, hanging),
        }
    }
}

/// Collects the text of a paragraph: without what was deleted or is hidden, and of alternatives the
/// first.
fn collect<'n>(node: &'n Node, runs: &mut Runs<'n>) {
    for child in &node.children {
        match child.name.as_str() {
            "r" => run(child, runs),
            "del" | "moveFrom" | "pPr" | "Fallback" | "instrText" => {}
            _ => collect(child, runs),
        }
    }
}

fn run<'n>(node: &'n Node, runs: &mut Runs<'n>) {
    let properties = node.child("rPr");
    let on = |name: &str| properties.and_then(|properties| properties.switch(name)).unwrap_or(false);
    if on("vanish") {
        return;
    }
    let mut text = String::new();
    for child in &node.children {
        match child.name.as_str() {
            "t" => text.push_str(&child.own_text()),
            "tab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            "sym" => text.extend(symbol(child)),
            "ruby" => {
                if let Some(base) = child.child("rubyBase") {
                    collect(base, runs);
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let kind = if child.name == "footnoteReference" { "footnotes" } else { "endnotes" };
                runs.notes.extend(child.attribute("id").map(|id| format!("{kind}{id}")));
            }
            "drawing" | "pict" | "AlternateContent" => boxes(child, runs),
            _ => {}
        }
    }
    if !text.is_empty() {
        runs.pieces.push((text, on("b")));
    }
}

/// The sign of a font of signs, where it means something in text.
fn symbol(node: &Node) -> Option<char> {
    let code = u32::from_str_radix(node.attribute("char")?, 16).ok()?;
    match code {
        0xF0FC => Some('✓'),
        0xF0FB => Some('✗'),
        0xF0FE => Some('☑'),
        0xF0A8 | 0xF06F => Some('□'),
        0xF0B7 | 0xF06C => Some('•'),
        0xF000..=0xF0FF => None,
        _ => char::from_u32(code),
    }
}

fn boxes<'n>(node: &'n Node, runs: &mut Runs<'n>) {
    for child in node.children.iter().filter(|child| child.name != "Fallback") {
        match child.name.as_str() {
            "txbxContent" => runs.boxes.push(child),
            "chart" => runs.drawn.extend(child.relation()),
            "relIds" => runs.drawn.extend(child.attribute("dm")),
            _ => boxes(child, runs),
        }
    }
}
