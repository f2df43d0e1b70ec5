//! The rows of a manifest, each read and let go.

use std::fmt;
use std::io::Read;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

#[derive(Deserialize)]
struct Row {
    output: Option<Output>,
}

#[derive(Deserialize)]
struct Output {
    path: String,
}

/// Tells the path of every document that the manifest in `from` names, as far as it can be read.
pub(super) fn outputs(from: impl Read, tell: impl FnMut(&str)) {
    let _ = serde_json::Deserializer::from_reader(from).deserialize_map(Page(tell)); // was read as a whole before
}

/// The manifest.
struct Page<F>(F);

impl<'de, F: FnMut(&str)> Visitor<'de> for Page<F> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a manifest")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<(), A::Error> {
        while let Some(name) = fields.next_key::<String>()? {
            match name.as_str() {
                "inputs" => fields.next_value_seed(Inputs(&mut self.0))?,
                _ => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Its rows.
struct Inputs<'f, F>(&'f mut F);

impl<'de, F: FnMut(&str)> DeserializeSeed<'de> for Inputs<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, rows: D) -> Result<(), D::Error> {
        rows.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(&str)> Visitor<'de> for Inputs<'_, F> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element::<Row>()? {
            if let Some(output) = row.output {
                (self.0)(&output.path);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_one_by_one() {
        let manifest = r#"{"schema": "ingest/1", "inputs": [{"path": "a", "output": {"path": "a.json", "sha256": "0"}},
            {"path": "b", "status": "error"}, {"output": {"path": "c/d.json"}}], "files": [{"path": "x.json"}]}"#;
        let mut told = Vec::new();
        outputs(manifest.as_bytes(), |path| told.push(path.to_owned()));
        assert_eq!(told, ["a.json", "c/d.json"]);
    }
}
