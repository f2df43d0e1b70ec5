//! Entities by example: `cases/entities.toml` names texts and all the entities that they hold.
//!
//! ```toml
//! [[case]]
//! text = "漁護署推出「郊野樂行」平台。市民可透過「郊野樂行」報名。"
//! want = [{ kind = "platform", name = "「郊野樂行」平台", aliases = ["郊野樂行"] }]
//! ```
//!
//! `aliases` that `want` leaves out are not compared.

use std::fs;
use std::path::Path;

use ingest::entities::{Entities, Entity};
use ingest::lexicon::Lexicon;
use ingest::read::Source;
use ingest::{Document, Options, process};
use proptest::prelude::*;

fn read(text: &str, lexicon: &Lexicon) -> Document {
    process(Source::from_text("case.txt", text), lexicon, &Options::default())
}

fn same(want: &toml::Table, found: &Entity) -> bool {
    let word = |name: &str| want.get(name).and_then(toml::Value::as_str);
    let aliases = want.get("aliases").and_then(toml::Value::as_array);
    let wanted = |list: &Vec<toml::Value>| {
        list.len() == found.aliases.len()
            && list.iter().all(|alias| found.aliases.iter().any(|other| Some(other.text.as_str()) == alias.as_str()))
    };
    word("kind") == Some(found.kind.word()) && word("name") == Some(&found.name) && aliases.is_none_or(wanted)
}

/// What is wrong with one case, if anything.
fn check(case: &toml::Table, lexicon: &Lexicon) -> Option<String> {
    let text = case.get("text").and_then(toml::Value::as_str).expect("every case has a text");
    let wanted = case.get("want").and_then(toml::Value::as_array).expect("every case has a want");
    let document = read(text, lexicon);
    let mut found: Vec<&Entity> = document.entities.list.iter().collect();
    for want in wanted.iter().filter_map(toml::Value::as_table) {
        match found.iter().position(|entity| same(want, entity)) {
            Some(place) => {
                found.remove(place);
            }
            None => return Some(format!("{text}\n    missed {want}\n    found {:?}", document.entities.list)),
        }
    }
    let names: Vec<&str> = found.iter().map(|entity| entity.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("{text}\n    false {}", names.join(", ")))
}

#[test]
fn entities_are_those_of_the_cases() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/entities.toml");
    let table: toml::Table = fs::read_to_string(path).expect("the cases").parse().expect("TOML");
    let cases = table.get("case").and_then(toml::Value::as_array).expect("[[case]]");
    let lexicon = Lexicon::new();
    let wrong: Vec<String> =
        cases.iter().filter_map(toml::Value::as_table).filter_map(|case| check(case, &lexicon)).collect();
    assert!(wrong.is_empty(), "{} cases fail:\n{}", wrong.len(), wrong.join("\n"));
}

/// The places of names are in order, apart, inside the text and on character boundaries.
fn lawful(entities: &Entities, text: &str) -> bool {
    let inside = entities.occurrences.iter().all(|place| {
        text.get(place.span.range()).is_some_and(|said| !said.is_empty()) && entities.get(place.entity).is_some()
    });
    let apart = entities.occurrences.windows(2).all(|pair| match pair {
        [one, two] => one.span.end() <= two.span.start(),
        _ => true,
    });
    inside && apart && entities.terms.iter().all(|term| text.get(term.span.range()).is_some())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_gives_lawful_places(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "香港", "創新科技署", "計劃", "（", "）", "「", "」", "《", "》", "(", ")", "下稱", "前稱", "即", "，", "。",
                "、", "及", "正名為", "\n", "\n\n", " ", "HKIRC", "Hong Kong", "the", "委員會", "2023年", "的", "爲",
                "平台", "**", "- ", "政府", "“", "”", "@", "é", "𠮷", "第三個", "由", "發展",
            ]),
            0..40,
        )
    ) {
        let text = parts.concat();
        let lexicon = Lexicon::new();
        let document = read(&text, &lexicon);
        prop_assert!(lawful(&document.entities, document.clean.text()));
    }
}
