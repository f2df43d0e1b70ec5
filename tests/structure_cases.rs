//! Shapes by example: `cases/structure.toml` names texts and the blocks they are cut into.
//!
//! ```toml
//! [[case]]
//! text = "基金：政府於2031年設立基金。"
//! blocks = ["heading 1 基金", "paragraph 政府於2031年設立基金。"]
//! ```
//!
//! A block is its kind, its level where it has one, its marker in brackets, its text (`…` stands for
//! any rest). What else a case may name: `layout`, `title`, `publisher`, `region`, `script`, `dates`
//! (where the date may stand, in order), `slides` (`title | English title | section`), `pairs`
//! (how many in all), `tables` (rows, cells parted by ` | `), `captions`, `notes`.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use ingest::clean::clean;
use ingest::lexicon::Lexicon;
use ingest::read::Source;
use ingest::structure::{BlockKind, Outline, outline};
use toml::Value;

/// One block as a case writes it.
fn blocks(outline: &Outline, text: &str) -> Vec<String> {
    let word = |kind: BlockKind| format!("{kind:?}").to_lowercase().replace("listitem", "item");
    let blocks = outline.blocks.iter().map(|block| {
        let level =
            if block.level > 0 && block.kind != BlockKind::Title { format!(" {}", block.level) } else { String::new() };
        let marker = block.marker.map_or(String::new(), |marker| format!(" [{}]", marker.of(text)));
        format!("{}{level}{marker} {}", word(block.kind), block.span.of(text).replace('\n', "/"))
    });
    blocks.collect()
}

fn same(want: &[String], got: &[String]) -> bool {
    let alike = |(want, got): (&String, &String)| match want.split_once('…') {
        Some((head, tail)) => got.starts_with(head) && got.ends_with(tail),
        None => want == got,
    };
    want.len() == got.len() && want.iter().zip(got).all(alike)
}

fn tables(outline: &Outline, text: &str) -> Vec<String> {
    let row = |cells: &Vec<ingest::span::Span>| cells.iter().map(|cell| cell.of(text)).collect::<Vec<_>>().join(" | ");
    outline
        .tables
        .iter()
        .flat_map(|table| std::iter::once(row(&table.header)).chain(table.rows.iter().map(row)))
        .collect()
}

/// What an outline says under the name that a case gives it.
fn said(name: &str, outline: &Outline, text: &str) -> Vec<String> {
    let words = |word: Option<&String>| vec![word.cloned().unwrap_or_default()];
    match name {
        "blocks" => blocks(outline, text),
        "layout" => vec![format!("{:?}", outline.layout).to_lowercase()],
        "title" => words(outline.title.as_ref()),
        "publisher" => words(outline.publisher.as_ref()),
        "region" => vec![format!("{:?}", outline.region)],
        "script" => vec![format!("{:?}", outline.script)],
        "dates" => outline.date_spans.iter().map(|span| span.of(text).to_owned()).collect(),
        "pairs" => vec![outline.slides.iter().map(|slide| slide.pairs.len()).sum::<usize>().to_string()],
        "tables" => tables(outline, text),
        "captions" => {
            outline.tables.iter().filter_map(|table| table.caption).map(|span| span.of(text).to_owned()).collect()
        }
        "notes" => {
            outline.tables.iter().filter_map(|table| table.source_note).map(|span| span.of(text).to_owned()).collect()
        }
        "slides" => {
            let word = |word: &Option<String>| word.clone().unwrap_or_default();
            let slides = outline.slides.iter();
            slides
                .map(|slide| format!("{} | {} | {}", word(&slide.title), word(&slide.title_en), word(&slide.section)))
                .collect()
        }
        _ => panic!("a case has no {name}"),
    }
}

/// What is wrong with one case.
fn check(case: &toml::Table, lexicon: &Lexicon) -> Vec<String> {
    let source = Source::from_text("case.txt", case["text"].as_str().unwrap());
    let clean = clean(&source);
    let outline = outline(&source, &clean, lexicon);
    let mut wrong = Vec::new();
    for (name, want) in case.iter().filter(|(name, _)| *name != "text" && *name != "name") {
        let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let want: Vec<String> =
            want.as_array().map_or_else(|| vec![word(want)], |list| list.iter().map(word).collect());
        let got = said(name, &outline, clean.text());
        if !same(&want, &got) {
            wrong.push(format!("{:?} {name}:\n  want {want:#?}\n  got  {got:#?}", case.get("name")));
        }
    }
    wrong
}

#[test]
fn every_text_is_cut_as_the_case_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/structure.toml");
    let file: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let lexicon = Lexicon::new();
    let cases = file["case"].as_array().unwrap();
    let wrong: Vec<String> = cases.iter().flat_map(|case| check(case.as_table().unwrap(), &lexicon)).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
