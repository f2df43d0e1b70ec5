//! What is known across documents: `entities.json` and `series.json`.

use super::json::Json;
use crate::link::{Body, Reading, Series};

/// Writes the joined names as an array, one a line.
pub fn bodies<'a>(json: &mut Json<'_>, bodies: impl Iterator<Item = Body<'a>>) {
    json.lines(2, bodies.enumerate(), |json, (number, body)| {
        json.object(|json| {
            json.key("id").id("", b'E', number);
            json.field("name", body.name);
            json.field("kind", body.kind);
            json.key("aliases").array(&body.aliases, |json, (text, relation)| {
                json.object(|json| {
                    json.field("text", *text);
                    json.field("relation", *relation);
                });
            });
            json.field("key", body.key);
            json.key("members").array(&body.members, |json, member| {
                json.object(|json| {
                    json.field("document", member.document);
                    json.key("entity").id("", b'e', member.entity as usize);
                    json.key("names").array(&member.names, |json, name| json.value(*name));
                });
            });
            json.key("joins").array(&body.joins, |json, join| {
                json.object(|json| {
                    json.field("document", join.entity.0);
                    json.key("entity").id("", b'e', join.entity.1 as usize);
                    json.field("why", join.why);
                    json.field("word", join.word);
                    json.key("with").object(|json| {
                        json.field("document", join.with.0);
                        json.key("entity").id("", b'e', join.with.1 as usize);
                    });
                });
            });
        });
    });
    json.end_line();
}

/// Writes the series as an array, each point on a line.
pub fn series<'a>(json: &mut Json<'_>, series: impl Iterator<Item = Series<'a>>) {
    json.lines(2, series, |json, series| {
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
            json.key("points").lines(4, &series.points, point);
        });
    });
    json.end_line();
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
    });
}
