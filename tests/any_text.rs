//! Laws that hold for any text: places, edits, order, schema, and the number of threads.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/laws.rs"]
mod laws;

use std::sync::LazyLock;

use common::Place;
use ingest::lexicon::Lexicon;
use ingest::read::Source;
use ingest::{Options, process, write};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

static DOCUMENT: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(write::SCHEMA).unwrap();
    let part = json!({ "$ref": "#/$defs/document", "$defs": schema["$defs"] });
    jsonschema::draft202012::new(&part).unwrap()
});

/// Words, figures, marks and markup that the rules look at.
const PIECES: &str = "政府 創新科技署 （下稱「創科署」） 創科署 該署 大學 香港大學 與 及 、 ， 。 ； ： （ ） 「 」 《 》 〈 【 】 \
    撥款 5億元 約50億元 3 三 十 百 千萬 億 ０１２ 1,000 1,0 2.5 .5 % ％ 百分之 三成 至 to 由 增至 增加 分別 為 佔 不少於 以上 \
    2024年 2024年6月 2023/24 1月1日 今年 去年 每年 三年 上半年 上午9時 第三 第三位 全球排名 之一 最大 成立 公布 合作 資助 將 建議 目標 截至 \
    HK$ US$5 million $ per cent of the Hong Kong University ( ) [ ] Ltd. a b January 1 - – — / : :3 ~ + ° km 公里 個項目 人 名 \
    **  * _ ` # ## > | |---| - 1. ① • &amp; <br> <b> \\ ``` --- 😀 é \u{200B} \u{FEFF} \u{FFFD} 基金 計劃 公司 有限公司 署長 司";

fn text() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.split(' ').filter(|piece| !piece.is_empty()).collect();
    let space = prop::sample::select(vec!["", "", "", "", " ", "  ", "\n", "\n\n", "\t", "\r\n", "\u{3000}"]);
    let piece = prop_oneof![20 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => "\\PC{1,3}"];
    prop::collection::vec((piece, space), 1..60)
        .prop_map(|pairs| pairs.into_iter().map(|(piece, space)| piece + space).collect())
}

fn written(text: &str) -> Value {
    let document = process(Source::from_text("law.md", text), &Lexicon::new(), &Options::default());
    let mut out = Vec::new();
    write::document(&document, &mut out).unwrap();
    write::fact_rows(&document, &mut Vec::new()).unwrap();
    serde_json::from_slice(&out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_laws_hold_and_the_schema_allows_it(text in text()) {
        let json = written(&text);
        let broken = laws::broken(&text, text.as_bytes(), &json);
        prop_assert!(broken.is_empty(), "{broken:#?}");
        let wrong: Vec<String> =
            DOCUMENT.iter_errors(&json).take(3).map(|error| format!("{}: {error}", error.instance_path())).collect();
        prop_assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_thread_counts_agree(texts in prop::collection::vec(text(), 20), jobs in 2..9usize) {
        let place = Place::new();
        texts.iter().enumerate().for_each(|(at, text)| place.put(format!("in/{at}.md"), text.as_bytes()));
        let jobs = jobs.to_string();
        place.run(&["in", "-o", "one", "--jobs", "1", "--quiet"]);
        place.run(&["in", "-o", "many", "--jobs", &jobs, "--quiet"]);
        prop_assert!(place.files("one") == place.files("many"));
    }
}
