//! One row of a document's lists: block, slide, table, edit, mention, entity, fact.

use super::json::Json;
use super::places::Places;
use super::value::{date_fields, mention_fields, per_value};
use super::words::{block_word, edit_word};
use crate::clean::Edit;
use crate::entities::{Entity, Occurrence};
use crate::facts::{Fact, Slot, SlotValue};
use crate::mentions::{Lang, Mention, Value};
use crate::span::Span;
use crate::structure::{Block, Slide, Table};

pub(super) fn edit(json: &mut Json<'_>, places: &Places<'_>, edit: &Edit) {
    json.object(|json| {
        json.field("kind", edit_word(edit.kind));
        json.key("source");
        places.place(json, edit.source);
        json.field("before", &edit.before);
        json.field("after", &edit.after);
    });
}

pub(super) fn block(json: &mut Json<'_>, places: &Places<'_>, number: usize, block: &Block) {
    json.object(|json| {
        json.key("id");
        places.id(json, b'b', number);
        json.field("kind", block_word(block.kind));
        json.field("level", u32::from(block.level));
        json.field("marker", block.marker.map(|marker| places.text(marker)));
        json.key("text_span");
        places.span(json, block.span);
        json.key("source");
        places.source(json, block.span);
        json.key("parent");
        block_id(json, places, block.parent);
        json.field("slide", block.slide);
    });
}

fn block_id(json: &mut Json<'_>, places: &Places<'_>, block: Option<u32>) {
    match block {
        Some(number) => places.id(json, b'b', number as usize),
        None => json.raw("null"),
    }
}

pub(super) fn slide(json: &mut Json<'_>, places: &Places<'_>, slide: &Slide) {
    json.object(|json| {
        json.field("number", slide.number);
        json.field("title", slide.title.as_deref());
        json.field("title_en", slide.title_en.as_deref());
        json.field("section", slide.section.as_deref());
        json.key("blocks").array(&slide.blocks, |json, block| block_id(json, places, Some(*block)));
        json.key("pairs").array(&slide.pairs, |json, (zh, en)| {
            json.object(|json| {
                json.key("zh");
                block_id(json, places, Some(*zh));
                json.key("en");
                block_id(json, places, Some(*en));
            });
        });
    });
}

pub(super) fn table(json: &mut Json<'_>, places: &Places<'_>, table: &Table) {
    let cells = |json: &mut Json<'_>, row: &Vec<Span>| {
        json.array(row, |json, cell| json.value(places.text(*cell)));
    };
    json.object(|json| {
        json.field("caption", table.caption.map(|caption| places.text(caption)));
        json.key("header");
        cells(json, &table.header);
        json.key("rows").array(&table.rows, cells);
        json.field("source_note", table.source_note.map(|note| places.text(note)));
        json.key("source");
        places.source(json, table.span);
        json.field("slide", table.slide);
    });
}

pub(super) fn mention(json: &mut Json<'_>, places: &Places<'_>, number: usize, mention: &Mention) {
    json.object(|json| {
        json.key("id");
        places.id(json, b'm', number);
        json.field("type", mention.value.kind().word());
        json.key("span");
        places.span(json, mention.span);
        json.key("source");
        places.source(json, mention.span);
        json.field("lang", if mention.lang == Lang::Zh { "zh" } else { "en" });
        mention_fields(json, mention, places.document.clean.text());
        json.field("rule", mention.rule);
    });
}

pub(super) fn entity(
    json: &mut Json<'_>,
    places: &Places<'_>,
    number: usize,
    entity: &Entity,
    occurrences: &[Occurrence],
) {
    json.object(|json| {
        json.key("id");
        places.id(json, b'e', number);
        json.field("name", &entity.name);
        json.field("kind", entity.kind.word());
        json.key("aliases").array(&entity.aliases, |json, alias| {
            json.object(|json| {
                json.field("text", &alias.text);
                json.field("relation", alias.relation.word());
            });
        });
        json.field("key", &entity.key);
        json.key("sources").array(occurrences, |json, place| places.source(json, place.span));
    });
}

/// A fact's kind, slots and status, into an open object.
pub(super) fn fact_fields(json: &mut Json<'_>, places: &Places<'_>, fact: &Fact) {
    json.field("kind", fact.kind.word());
    for (name, value) in &fact.slots {
        json.key(name.word());
        slot(json, places, *name, value);
    }
    json.field("status", fact.status.word());
}

/// Where a fact stands and how it was found, into an open object.
pub(super) fn fact_proof(json: &mut Json<'_>, places: &Places<'_>, fact: &Fact) {
    json.key("source");
    places.source(json, fact.span);
    json.key("block");
    block_id(json, places, fact.block);
    json.field("rule", fact.rule);
    json.key("mentions").array(&fact.mentions, |json, id| places.id(json, b'm', *id as usize));
}

pub(super) fn fact(json: &mut Json<'_>, places: &Places<'_>, number: usize, fact: &Fact) {
    json.object(|json| {
        json.key("id");
        places.id(json, b'f', number);
        fact_fields(json, places, fact);
        fact_proof(json, places, fact);
    });
}

fn slot(json: &mut Json<'_>, places: &Places<'_>, name: Slot, value: &SlotValue) {
    let (document, text) = (places.document, places.document.clean.text());
    let of = |id: &u32| document.mentions.get(*id as usize);
    match value {
        SlotValue::Text(words) => json.value(words),
        SlotValue::Entity(name, id) => json.object(|json| {
            json.field("name", name);
            if let Some(id) = id {
                json.key("entity");
                places.id(json, b'e', *id as usize);
            }
        }),
        SlotValue::Mention(id) => match of(id) {
            Some(mention) => slot_value(json, name, mention, text),
            None => json.raw("null"),
        },
        SlotValue::PerOf(id) => per_value(json, of(id).map_or(&[], |mention| &mention.per), text),
    }
}

/// A mention's fields; with its type, but for dates, which are known by their fields, and for the
/// ratio of a matching grant, which is always one.
fn slot_value(json: &mut Json<'_>, name: Slot, mention: &Mention, text: &str) {
    json.object(|json| match &mention.value {
        Value::Date(date) => date_fields(json, date),
        value => {
            if name != Slot::Matching {
                json.field("type", value.kind().word());
            }
            mention_fields(json, mention, text);
        }
    });
}
