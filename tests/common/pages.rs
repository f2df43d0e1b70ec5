//! What each stage made of a document, for the eyes of a reviewer: line, words, value, rule.

#![allow(dead_code)] // each test file uses its part

use std::fmt::Write as _;

use serde_json::Value;

use super::laws::rows;

/// The stages in order, each with its page.
pub const PAGES: [(&str, Page); 5] = [
    ("1-clean", clean),
    ("2-structure", structure),
    ("3-mentions", mentions),
    ("4-entities", entities),
    ("5-facts", facts),
];

/// Shows one stage of a document's JSON.
type Page = fn(&Lines<'_>, &Value) -> String;

/// The lines of a source, to say where something stands.
pub struct Lines<'a> {
    source: &'a str,
    /// Number of the first code point of every line.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines.
    pub fn of(source: &'a str) -> Self {
        let breaks = source.chars().enumerate().filter(|(_, character)| *character == '\n').map(|(at, _)| at + 1);
        Self { source, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// `L12`, or `L12:340` far inside a long line.
    fn tell(&self, row: &Value) -> String {
        let at = row["source"]["start"].as_u64().unwrap_or(0) as usize;
        let line = self.starts.partition_point(|start| *start <= at);
        let column = at - self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        if column < 200 { format!("L{line}") } else { format!("L{line}:{column}") }
    }
}

/// A word of the JSON as it is read.
fn word(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => one_line(text),
        Value::Array(list) => list.iter().map(word).collect::<Vec<_>>().join(" "),
        Value::Object(fields) => match (fields.get("name"), fields.get("entity")) {
            (Some(name), Some(entity)) => format!("{}({})", word(name), word(entity)),
            (Some(name), None) => word(name),
            _ => format!("{{{}}}", pairs(value, &[])),
        },
        other => other.to_string(),
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', "⏎").replace('\t', "⇥").replace('\r', "␍").replace('\u{c}', "␌")
}

/// `name=value` of the fields that are not in `known`.
fn pairs(row: &Value, known: &[&str]) -> String {
    let fields = row.as_object().into_iter().flatten().filter(|(name, _)| !known.contains(&name.as_str()));
    fields.map(|(name, value)| format!("{name}={}", word(value))).collect::<Vec<_>>().join(" ")
}

fn quote(row: &Value) -> String {
    word(&row["source"]["quote"])
}

fn clean(lines: &Lines<'_>, json: &Value) -> String {
    let mut page = format!("{}\n\n---- edits\n", json["text"].as_str().unwrap_or_default());
    for edit in rows(json, "edits") {
        let _ = writeln!(
            page,
            "{} {} 「{}」 → 「{}」",
            lines.tell(edit),
            word(&edit["kind"]),
            word(&edit["before"]),
            word(&edit["after"])
        );
    }
    page
}

fn structure(lines: &Lines<'_>, json: &Value) -> String {
    let mut page = String::new();
    for name in ["language", "layout", "segmented", "bilingual", "title", "date", "publisher"] {
        let _ = writeln!(page, "{name}: {}", word(&json[name]));
    }
    let text: Vec<char> = json["text"].as_str().unwrap_or_default().chars().collect();
    for block in rows(json, "blocks") {
        let (start, end) = (block["text_span"][0].as_u64(), block["text_span"][1].as_u64());
        let words: String =
            text.get(start.unwrap_or(0) as usize..end.unwrap_or(0) as usize).unwrap_or(&[]).iter().collect();
        let _ = write!(page, "{} {} {}", word(&block["id"]), lines.tell(block), word(&block["kind"]));
        let _ = write!(page, " {}", word(&block["level"]));
        for (name, sign) in [("marker", "marker "), ("parent", "in "), ("slide", "slide ")] {
            if !block[name].is_null() {
                let _ = write!(page, ", {sign}{}", word(&block[name]));
            }
        }
        let _ = writeln!(page, " | {}", one_line(&words));
    }
    for slide in rows(json, "slides") {
        let _ = writeln!(page, "slide {}", pairs(slide, &[]));
    }
    for table in rows(json, "tables") {
        let _ = writeln!(page, "table {} {}", lines.tell(table), pairs(table, &["source", "header", "rows"]));
        for row in std::iter::once(&table["header"]).chain(rows(table, "rows")) {
            let cells: Vec<String> = row.as_array().into_iter().flatten().map(word).collect();
            let _ = writeln!(page, "  | {} |", cells.join(" | "));
        }
    }
    page
}

fn mentions(lines: &Lines<'_>, json: &Value) -> String {
    let known = ["id", "type", "span", "source", "rule", "lang"];
    let mut page = String::new();
    for mention in rows(json, "mentions") {
        let (place, kind, rule) = (lines.tell(mention), word(&mention["type"]), word(&mention["rule"]));
        let _ = writeln!(page, "{place} {kind} 「{}」 {} [{rule}]", quote(mention), pairs(mention, &known));
    }
    page
}

fn entities(lines: &Lines<'_>, json: &Value) -> String {
    let mut page = String::new();
    for entity in rows(json, "entities") {
        let (id, kind) = (word(&entity["id"]), word(&entity["kind"]));
        let _ = write!(page, "{id} {kind} {} (key {})", word(&entity["name"]), word(&entity["key"]));
        for alias in rows(entity, "aliases") {
            let _ = write!(page, ", {} {}", word(&alias["relation"]), word(&alias["text"]));
        }
        let places = rows(entity, "sources").iter().map(|source| {
            format!("{} 「{}」", lines.tell(&serde_json::json!({ "source": source })), word(&source["quote"]))
        });
        let _ = writeln!(page, "\n    {}", places.collect::<Vec<_>>().join(" "));
    }
    page
}

fn facts(lines: &Lines<'_>, json: &Value) -> String {
    let known = ["id", "kind", "status", "source", "block", "rule", "mentions"];
    let mut page = String::new();
    for fact in rows(json, "facts") {
        let (place, kind, status) = (lines.tell(fact), word(&fact["kind"]), word(&fact["status"]));
        let _ = writeln!(page, "{place} {kind} {status} {} [{}]", pairs(fact, &known), word(&fact["rule"]));
        let _ = writeln!(page, "    「{}」", quote(fact));
    }
    page.push_str("\n---- unclaimed\n");
    for row in rows(json, "unclaimed") {
        let mention = rows(json, "mentions").iter().find(|mention| mention["id"] == row["mention"]);
        let (place, words) = mention.map_or_else(Default::default, |mention| (lines.tell(mention), quote(mention)));
        let _ = writeln!(page, "{place} 「{words}」 {}", word(&row["reason"]));
    }
    page
}
