//! Every place of a document against its source: the words between its offsets are those it quotes.

use serde_json::Value as Json;

use super::Checked;

/// The decoded source, its code points by their offsets, and the file.
pub(super) struct Places<'a> {
    text: &'a str,
    starts: Vec<u32>,
    bytes: &'a [u8],
}

impl<'a> Places<'a> {
    pub fn of(text: &'a str, bytes: &'a [u8]) -> Self {
        let starts = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        Self { text, starts, bytes }
    }

    /// Checks every place in `value`, which belongs to the row `id`.
    pub fn check(&self, checked: &mut Checked, value: &Json, id: &str) {
        match value {
            Json::Object(fields) => {
                let id = fields.get("id").and_then(Json::as_str).unwrap_or(id);
                if let Some(quote) = fields.get("quote").and_then(Json::as_str) {
                    self.place(checked, value, quote, id);
                }
                fields.values().for_each(|value| self.check(checked, value, id));
            }
            Json::Array(list) => list.iter().for_each(|value| self.check(checked, value, id)),
            _ => {}
        }
    }

    fn place(&self, checked: &mut Checked, place: &Json, quote: &str, id: &str) {
        let offset = |name: &str| self.starts.get(place.get(name)?.as_u64()? as usize).copied();
        let there =
            offset("start").zip(offset("end")).and_then(|(start, end)| self.text.get(start as usize..end as usize));
        if there != Some(quote) {
            let there = there.map_or_else(|| "nothing".to_owned(), |there| format!("「{there}」"));
            checked.find(id, &format!("the source reads {there} where it quotes 「{quote}」"));
        }
        let Some(ends) = place.get("bytes") else { return };
        let end = |at: usize| ends.get(at).and_then(Json::as_u64).map(|end| end as usize);
        let there = end(0).zip(end(1)).and_then(|(start, end)| self.bytes.get(start..end));
        if there != Some(quote.as_bytes()) {
            checked.find(id, &format!("bytes {ends} of the file are not 「{quote}」"));
        }
    }
}
