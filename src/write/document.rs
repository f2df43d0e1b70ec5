//! A whole document, its rows of `facts.jsonl`, and its answer on the stream.

use std::io::{self, Write};

use super::json::Json;
use super::places::Places;
use super::words::{layout_word, region_word, script_word};
use super::{rows, value};
use crate::Document;
use crate::entities::Occurrence;
use crate::mentions::DateValue;
use crate::read::Source;

/// What is known of a source file, into an open object: the same here and in the manifest.
pub fn source_fields(json: &mut Json<'_>, source: &Source) {
    json.field("path", &source.path);
    json.field("sha256", &source.sha256);
    json.field("size", source.size);
    json.field("encoding", source.encoding);
    json.field("media_type", source.media_type);
}

/// Writes the JSON of a document.
///
/// # Errors
/// Where `out` fails.
pub fn document(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::inside(document);
    let mut json = Json::new(out);
    json.page(|json| {
        head(json, document);
        shape(json, &places);
        let mentions = document.mentions.iter().enumerate();
        json.entry("mentions").lines(4, mentions, |json, (id, row)| rows::mention(json, &places, id, row));
        let entities = entities(document);
        json.entry("entities").lines(4, entities.iter().enumerate(), |json, (id, row)| {
            rows::entity(json, &places, id, row.0, &row.1);
        });
        let facts = document.facts.list.iter().enumerate();
        json.entry("facts").lines(4, facts, |json, (id, row)| rows::fact(json, &places, id, row));
        json.entry("unclaimed").lines(4, &document.facts.unclaimed, |json, row| {
            json.object(|json| {
                json.key("mention");
                places.id(json, b'm', row.mention as usize);
                json.field("reason", row.reason);
            });
        });
    });
    json.finish()
}

/// What stands above the text.
fn head(json: &mut Json<'_>, document: &Document) {
    let outline = &document.outline;
    json.entry("schema").value("ingest/1");
    json.entry("source").object(|json| source_fields(json, &document.source));
    json.entry("language").object(|json| {
        json.field("script", script_word(outline.script));
        json.field("region", region_word(outline.region));
        json.key("also").array(&outline.also, |json, language| json.value(*language));
    });
    json.entry("layout").value(layout_word(outline.layout));
    json.entry("segmented").value(outline.segmented);
    json.entry("bilingual").value(outline.bilingual);
    json.entry("title").value(outline.title.as_deref());
    date(json.entry("date"), document.date.as_ref());
    json.entry("publisher").value(outline.publisher.as_deref());
}

/// The text, and how it is cut.
fn shape(json: &mut Json<'_>, places: &Places<'_>) {
    let (clean, outline) = (&places.document.clean, &places.document.outline);
    json.entry("text").value(clean.text());
    json.entry("edits").lines(4, clean.edits(), |json, row| rows::edit(json, places, row));
    let blocks = outline.blocks.iter().enumerate();
    json.entry("blocks").lines(4, blocks, |json, (id, row)| rows::block(json, places, id, row));
    json.entry("slides").lines(4, &outline.slides, |json, row| rows::slide(json, places, row));
    json.entry("tables").lines(4, &outline.tables, |json, row| rows::table(json, places, row));
}

fn date(json: &mut Json<'_>, date: Option<&DateValue>) {
    match date {
        Some(date) => json.object(|json| value::date_fields(json, date)),
        None => json.raw("null"),
    }
}

/// The entities of a document, each with the places where it is named.
fn entities(document: &Document) -> Vec<(&crate::entities::Entity, Vec<Occurrence>)> {
    let mut entities: Vec<_> = document.entities.list.iter().map(|entity| (entity, Vec::new())).collect();
    for occurrence in &document.entities.occurrences {
        if let Some(entity) = entities.get_mut(occurrence.entity as usize) {
            entity.1.push(*occurrence);
        }
    }
    entities
}

/// Writes the rows of `facts.jsonl` for a document, each readable by itself.
///
/// # Errors
/// Where `out` fails.
pub fn fact_rows(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::outside(document);
    let mut json = Json::new(out);
    for (id, fact) in document.facts.list.iter().enumerate() {
        json.object(|json| {
            json.key("id");
            places.id(json, b'f', id);
            json.field("document", &document.source.path);
            json.field("title", document.outline.title.as_deref());
            date(json.key("document_date"), document.date.as_ref());
            rows::fact_fields(json, &places, fact);
            rows::fact_proof(json, &places, fact);
        });
        json.end_line();
    }
    json.finish()
}

/// Writes the stream's answer for a text: mentions, entities and facts on one line, behind `id`
/// where the request had one (already JSON).
///
/// # Errors
/// Where `out` fails.
pub fn answer(id: Option<&str>, document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::inside(document);
    let mut json = Json::new(out);
    json.object(|json| {
        if let Some(id) = id {
            json.key("id").raw(id);
        }
        json.key("mentions").array(document.mentions.iter().enumerate(), |json, (id, row)| {
            rows::mention(json, &places, id, row);
        });
        json.key("entities").array(entities(document).iter().enumerate(), |json, (id, row)| {
            rows::entity(json, &places, id, row.0, &row.1);
        });
        json.key("facts").array(document.facts.list.iter().enumerate(), |json, (id, row)| {
            rows::fact(json, &places, id, row);
        });
    });
    json.end_line();
    json.finish()
}
