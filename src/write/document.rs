//! The JSON of one document.

use serde_json::{Map, Value as Json, json};

use super::value::{date_fields, fields, per};
use crate::Document;
use crate::clean::EditKind;
use crate::facts::{Fact, SlotValue};
use crate::mentions::{Lang, Mention};
use crate::span::{CharIndex, SourceSpan, Span};
use crate::structure::{Block, BlockKind, Layout, Region, Script, Table};

/// Writes positions of one document in code points.
struct Places<'a> {
    document: &'a Document,
    clean: CharIndex<'a>,
    source: CharIndex<'a>,
}

impl<'a> Places<'a> {
    fn new(document: &'a Document) -> Self {
        Self { document, clean: CharIndex::new(document.clean.text()), source: CharIndex::new(&document.source.text) }
    }

    fn span(&self, span: Span) -> Json {
        json!([self.clean.chars(span.start()), self.clean.chars(span.end())])
    }

    fn place(&self, place: SourceSpan) -> Json {
        let source = &self.document.source;
        let mut out = Map::new();
        out.insert("start".to_owned(), self.source.chars(place.start()).into());
        out.insert("end".to_owned(), self.source.chars(place.end()).into());
        out.insert("quote".to_owned(), place.of(&source.text).into());
        if source.bytes_match {
            out.insert("bytes".to_owned(), json!([place.start() + source.bom, place.end() + source.bom]));
        }
        Json::Object(out)
    }

    fn source(&self, span: Span) -> Json {
        self.place(self.document.clean.source_of(span))
    }

    fn text(&self, span: Span) -> &'a str {
        span.of(self.document.clean.text())
    }
}

const fn edit_word(kind: EditKind) -> &'static str {
    match kind {
        EditKind::JoinTokens => "join_tokens",
        EditKind::UnwrapLine => "unwrap_line",
        EditKind::FoldWidth => "fold_width",
        EditKind::GroupDigits => "group_digits",
        EditKind::RestoreDash => "restore_dash",
        EditKind::Unescape => "unescape",
        EditKind::StripMarkup => "strip_markup",
    }
}

const fn block_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list_item",
        BlockKind::Table => "table",
        BlockKind::Caption => "caption",
        BlockKind::Footer => "footer",
    }
}

const fn region_word(region: Region) -> &'static str {
    match region {
        Region::HK => "HK",
        Region::CN => "CN",
        Region::TW => "TW",
        Region::MO => "MO",
    }
}

fn block(places: &Places<'_>, id: usize, block: &Block) -> Json {
    json!({
        "id": format!("b{id}"),
        "kind": block_word(block.kind),
        "level": block.level,
        "marker": block.marker.map(|marker| places.text(marker)),
        "text_span": places.span(block.span),
        "source": places.source(block.span),
        "parent": block.parent.map(|parent| format!("b{parent}")),
        "slide": block.slide,
    })
}

fn table(places: &Places<'_>, table: &Table) -> Json {
    let cells = |row: &Vec<Span>| row.iter().map(|cell| places.text(*cell)).collect::<Vec<_>>();
    json!({
        "caption": table.caption.map(|caption| places.text(caption)),
        "header": cells(&table.header),
        "rows": table.rows.iter().map(cells).collect::<Vec<_>>(),
        "source_note": table.source_note.map(|note| places.text(note)),
        "source": places.source(table.span),
        "slide": table.slide,
    })
}

fn mention(places: &Places<'_>, id: usize, mention: &Mention) -> Json {
    let mut out = Map::new();
    out.insert("id".to_owned(), format!("m{id}").into());
    out.insert("type".to_owned(), mention.value.kind().word().into());
    out.insert("span".to_owned(), places.span(mention.span));
    out.insert("source".to_owned(), places.source(mention.span));
    out.insert("lang".to_owned(), if mention.lang == Lang::Zh { "zh" } else { "en" }.into());
    out.extend(fields(mention, places.document.clean.text(), false));
    out.insert("rule".to_owned(), mention.rule.into());
    Json::Object(out)
}

fn slot(places: &Places<'_>, value: &SlotValue) -> Json {
    let text = places.document.clean.text();
    let of = |id: &u32| places.document.mentions.get(*id as usize);
    match value {
        SlotValue::Text(words) => words.clone().into(),
        SlotValue::Entity(name, None) => json!({ "name": name }),
        SlotValue::Entity(name, Some(id)) => json!({ "name": name, "entity": format!("e{id}") }),
        SlotValue::Mention(id) => of(id).map_or(Json::Null, |mention| Json::Object(fields(mention, text, true))),
        SlotValue::PerOf(id) => of(id).and_then(|mention| per(mention, text)).unwrap_or(Json::Null),
    }
}

fn fact(places: &Places<'_>, id: usize, fact: &Fact) -> Json {
    let mut out = Map::new();
    out.insert("id".to_owned(), format!("f{id}").into());
    out.insert("kind".to_owned(), fact.kind.word().into());
    for (name, value) in &fact.slots {
        out.insert(name.word().to_owned(), slot(places, value));
    }
    out.insert("status".to_owned(), fact.status.word().into());
    out.insert("source".to_owned(), places.source(fact.span));
    out.insert("block".to_owned(), fact.block.map_or(Json::Null, |block| format!("b{block}").into()));
    out.insert("rule".to_owned(), fact.rule.into());
    out.insert("mentions".to_owned(), fact.mentions.iter().map(|id| format!("m{id}")).collect());
    Json::Object(out)
}

fn entities(places: &Places<'_>) -> Vec<Json> {
    let entities = &places.document.entities;
    let mut sources: Vec<Vec<Json>> = vec![Vec::new(); entities.list.len()];
    for occurrence in &entities.occurrences {
        if let Some(list) = sources.get_mut(occurrence.entity as usize) {
            list.push(places.source(occurrence.span));
        }
    }
    let rows = entities.list.iter().zip(sources).enumerate();
    rows.map(|(id, (entity, sources))| {
        let aliases: Vec<Json> = entity.aliases.iter().map(|alias| json!({ "text": alias.text, "relation": alias.relation.word() })).collect();
        json!({ "id": format!("e{id}"), "name": entity.name, "kind": entity.kind.word(), "aliases": aliases, "key": entity.key, "sources": sources })
    })
    .collect()
}

/// The mentions, entities and facts of a document.
#[must_use]
pub fn mentions_of(document: &Document) -> (Vec<Json>, Vec<Json>, Vec<Json>) {
    let places = Places::new(document);
    (
        document.mentions.iter().enumerate().map(|(id, row)| mention(&places, id, row)).collect(),
        entities(&places),
        document.facts.list.iter().enumerate().map(|(id, row)| fact(&places, id, row)).collect(),
    )
}

/// The whole JSON of a document.
#[must_use]
pub fn document(document: &Document) -> Json {
    let places = Places::new(document);
    let (source, outline) = (&document.source, &document.outline);
    let (mentions, entities, facts) = mentions_of(document);
    let slides: Vec<Json> = outline
        .slides
        .iter()
        .map(|slide| {
            let ids: Vec<String> = slide.blocks.iter().map(|id| format!("b{id}")).collect();
            let pairs: Vec<Json> = slide.pairs.iter().map(|(zh, en)| json!({ "zh": format!("b{zh}"), "en": format!("b{en}") })).collect();
            json!({ "number": slide.number, "title": slide.title, "title_en": slide.title_en, "section": slide.section, "blocks": ids, "pairs": pairs })
        })
        .collect();
    let edits: Vec<Json> = document
        .clean
        .edits()
        .iter()
        .map(|edit| json!({ "kind": edit_word(edit.kind), "source": places.place(edit.source), "before": edit.before, "after": edit.after }))
        .collect();
    json!({
        "schema": "ingest/1",
        "source": { "path": source.path, "sha256": source.sha256, "size": source.size, "encoding": source.encoding, "media_type": source.media_type },
        "language": {
            "script": if outline.script == Script::Hant { "Hant" } else { "Hans" },
            "region": region_word(outline.region),
            "also": outline.also,
        },
        "layout": match outline.layout {
            Layout::Prose => "prose",
            Layout::Brief => "brief",
            Layout::Slides => "slides",
            Layout::Table => "table",
        },
        "segmented": outline.segmented,
        "bilingual": outline.bilingual,
        "title": outline.title,
        "date": document.date.as_ref().map(date_fields),
        "publisher": outline.publisher,
        "text": document.clean.text(),
        "edits": edits,
        "blocks": outline.blocks.iter().enumerate().map(|(id, row)| block(&places, id, row)).collect::<Vec<_>>(),
        "slides": slides,
        "tables": outline.tables.iter().map(|row| table(&places, row)).collect::<Vec<_>>(),
        "mentions": mentions,
        "entities": entities,
        "facts": facts,
        "unclaimed": document.facts.unclaimed.iter().map(|row| json!({ "mention": format!("m{}", row.mention), "reason": row.reason })).collect::<Vec<_>>(),
    })
}
