//! A slot or a mention's value in a few words, for people.

use serde_json::Value as Json;

use super::load::word;

/// `value` as a person writes it: `5000000000 HKD (about)`, `2015-11`, `創新科技署`.
pub(super) fn brief(value: &Json) -> String {
    match value {
        Json::Null => "nothing".to_owned(),
        Json::String(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        Json::Array(list) => list.iter().map(brief).collect::<Vec<_>>().join(", "),
        Json::Object(fields) if fields.contains_key("name") => word(value, "name").to_owned(),
        Json::Object(_) => [figure(value), bound(value)].concat(),
        other => other.to_string(),
    }
}

/// The figure with its unit.
fn figure(value: &Json) -> String {
    if let Some(terms) = value.get("terms").and_then(Json::as_array) {
        return terms.iter().map(brief).collect::<Vec<_>>().join(":");
    }
    let number = match (value.get("amount").or_else(|| value.get("value")), value.get("min"), value.get("max")) {
        (Some(number), _, _) => brief(number),
        (None, min, max) => [min, max].map(|end| end.map(brief).unwrap_or_default()).join(" to "),
    };
    let unit = match word(value, "type") {
        "percent" => "%".to_owned(),
        "money" => format!(" {}", word(value, "currency")),
        "quantity" => format!(" {}", word(value, "unit")),
        "count" => format!(" {}{}", word(value, "classifier"), word(value, "noun")),
        "ordinal" => format!(" {}", word(value, "classifier")),
        _ => String::new(),
    };
    [number, unit].concat().trim_end().to_owned()
}

/// How it is bounded, in brackets, where it is.
fn bound(value: &Json) -> String {
    let words = [word(value, "bound"), word(value, "mod")];
    let said: Vec<&str> = words.into_iter().filter(|word| !["", "exact", "range"].contains(word)).collect();
    if said.is_empty() { String::new() } else { format!(" ({})", said.join(", ")) }
}

/// The slots of a fact, in the order they are written.
pub(super) fn slots(fact: &Json) -> impl Iterator<Item = (&str, &Json)> {
    const OTHER: [&str; 10] =
        ["id", "document", "title", "document_date", "kind", "status", "source", "block", "rule", "mentions"];
    let fields = fact.as_object().into_iter().flatten();
    fields.map(|(name, value)| (name.as_str(), value)).filter(|(name, _)| !OTHER.contains(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_in_a_few_words() {
        for (value, want) in [
            (
                json!({"type": "money", "amount": 5_000_000_000u64, "currency": "HKD", "bound": "about"}),
                "5000000000 HKD (about)",
            ),
            (json!({"type": "count", "value": 3, "classifier": "座", "noun": "大樓", "bound": "exact"}), "3 座大樓"),
            (json!({"type": "percent", "min": 40, "max": 45, "bound": "range"}), "40 to 45%"),
            (json!({"value": "2022-12", "start": "2022-12-01", "end": null, "mod": "end"}), "2022-12 (end)"),
            (json!({"terms": [2, 1]}), "2:1"),
            (json!({"name": "創新科技署", "entity": "e1"}), "創新科技署"),
            (json!(["P1Y", "每間公司"]), "P1Y, 每間公司"),
        ] {
            assert_eq!(brief(&value), want);
        }
    }
}
