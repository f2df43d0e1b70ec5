//! What is known across documents: `entities.json` and `series.json`.

use super::json::Json;
use crate::link::{Join, Member, Reading, Series};

/// Writes one joined name with its members and the joins that made it, on one line. `names` are its
/// name, its kind and its key.
pub fn body<'a>(
    json: &mut Json<'_>,
    number: usize,
    names: [&str; 3],
    aliases: impl Iterator<Item = (&'a str, &'a str)>,
    members: impl Iterator<Item = Member<'a>>,
    joins: impl Iterator<Item = Join<'a>>,
) {
    let [name, kind, key] = names;
    json.object(|json| {
        json.key("id").id("", b'E', number);
        json.field("name", name);
        json.field("kind", kind);
        json.key("aliases").array(aliases, |json, (text, relation)| {
            json.object(|json| {
                json.field("text", text);
                json.field("relation", relation);
            });
        });
        json.field("key", key);
        json.key("members").array(members, |json, member| {
            json.object(|json| {
                json.field("document", member.document);
                json.key("entity").id("", b'e', member.entity as usize);
                json.key("names").array(&member.names, |json, name| json.value(name));
            });
        });
        json.key("joins").array(joins, |json, join| {
            json.object(|json| {
                json.field("document", join.entity.0);
                json.key("entity").id("", b'e', join.entity.1 as usize);
                json.field("why", join.why);
                json.field("word", &join.word);
                json.key("with").object(|json| {
                    json.field("document", join.with.0);
                    json.key("entity").id("", b'e', join.with.1 as usize);
                });
            });
        });
    });
}

/// Writes one series, each point on a line.
pub fn series(json: &mut Json<'_>, series: &Series<'_>) {
    json.object(|json| {
        json.field("subject", series.subject);
        if let Some(entity) = series.entity {
            json.key("entity").id("", b'E', entity as usize);
        }
        json.field("property", series.property);
        json.field("unit", series.unit);
        if !series.per.is_empty() {
            json.field("per", series.per);
        }
        json.key("points").lines(4, series.points(), |json, reading| point(json, &reading));
    });
}

fn point(json: &mut Json<'_>, point: &Reading<'_>) {
    json.object(|json| {
        json.field("as_of", point.as_of);
        json.field("value", point.value);
        for (name, end) in [("min", point.min), ("max", point.max)] {
            if let Some(end) = end {
                json.field(name, end);
            }
        }
        json.field("bound", point.bound);
        json.field("document", point.document);
        json.key("fact").id("", b'f', point.fact as usize);
        json.field("words", point.words);
        if point.status != "actual" {
            json.field("status", point.status);
        }
        if point.conflict {
            json.field("conflict", true);
        }
        if !point.also.is_empty() {
            json.key("also").array(&point.also, |json, (document, fact)| {
                json.object(|json| {
                    json.field("document", *document);
                    json.key("fact").id("", b'f', *fact as usize);
                });
            });
        }
    });
}
