//! What is joined, and what is not; series over documents.

#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::lexicon::Lexicon;
use crate::read::Source;
use crate::script;

/// A record with names as `kind name = relation alias, relation alias`.
fn record(document: &str, region: &str, names: &[&str]) -> Record {
    let lexicon = Lexicon::new();
    let name = |row: &&str| {
        let (name, others) = row.split_once(" = ").unwrap_or((row, ""));
        let (kind, name) = name.split_once(' ').expect("kind and name");
        let other = |other: &str| other.split_once(' ').map(|(relation, text)| (text.to_owned(), relation.to_owned()));
        let words = [name.to_owned(), kind.to_owned(), script::key(name)];
        naming::name(words, others.split(", ").filter_map(other), region, &lexicon)
    };
    Record {
        document: document.into(),
        region: region.into(),
        traditional: true,
        names: naming::told(names.iter().map(name).collect(), "", &lexicon),
        points: Vec::new(),
    }
}

/// Room for so many bytes of rows.
struct Room(usize);

impl Shelf for Room {
    fn file(&self) -> io::Result<std::fs::File> {
        tempfile::tempfile()
    }

    fn room(&self) -> usize {
        self.0
    }
}

/// `entities.json` and `series.json`, which must be the same whether rows are in memory or in files.
fn written(records: &[Record]) -> [String; 2] {
    let write = |room: usize| {
        let shelf = Room(room);
        let mut corpus = Corpus::new(&shelf);
        records.iter().for_each(|record| corpus.add(record).unwrap());
        let (mut entities, mut series) = (Vec::new(), Vec::new());
        let mut linked = corpus.link().unwrap();
        linked.write_entities(&mut entities).unwrap();
        linked.write_series(&mut series).unwrap();
        [entities, series].map(|bytes| String::from_utf8(bytes).unwrap())
    };
    let inside = write(1 << 22);
    assert_eq!(inside, write(200), "rows in files");
    inside
}

/// The names of the sets of two members or more, with the number of members.
fn joined(records: &[Record]) -> Vec<(String, usize)> {
    let [entities, _] = written(records);
    let sets: Vec<Value> = serde_json::from_str(&entities).unwrap();
    let members = |set: &Value| set["members"].as_array().unwrap().len();
    let kept = sets.iter().filter(|set| members(set) > 1);
    kept.map(|set| (set["name"].as_str().unwrap().to_owned(), members(set))).collect()
}

#[test]
fn one_body_under_many_names() {
    let found = joined(&[
        record("a", "HK", &["organisation 交通及運輸局 = former_name 運輸及房屋局, abbreviation 交運局"]),
        record("b", "HK", &["organisation 运输及房屋局", "fund 海洋科研基金"]),
        record("c", "HK", &["organisation 交运局 = translation Transport Bureau", "fund 海洋科研基金"]),
        record("d", "HK", &["platform 「易出行」平台"]),
        record("e", "HK", &["platform 「易出行」一站式交通資訊平台", "platform 「易出行」基金"]),
    ]);
    let want = [("「易出行」一站式交通資訊平台", 2), ("交通及運輸局", 3), ("海洋科研基金", 2)];
    assert_eq!(found, want.map(|(name, members)| (name.to_owned(), members)));
}

#[test]
fn what_a_document_tells_of_its_names_joins_them() {
    let found = joined(&[
        record("a", "HK", &["programme 數字海港及智慧漁港「百灣通方案」", "facility 海港園 = abbreviation 港園邨"]),
        record("b", "HK", &["programme 百灣通方案", "facility 港園邨南翼", "facility 海港總園 = abbreviation 港園邨"]),
        record("c", "HK", &["facility 海港總園南翼"]),
    ]);
    let want = [("數字海港及智慧漁港「百灣通方案」", 2), ("海港總園南翼", 2)];
    assert_eq!(found, want.map(|(name, members)| (name.to_owned(), members)));
}

#[test]
fn what_only_looks_alike_stays_apart() {
    let apart = [
        [record("a", "HK", &["programme 計劃"]), record("b", "HK", &["programme 計劃"])],
        [record("a", "MO", &["organisation 衛生局"]), record("b", "CN", &["organisation 卫生局"])],
        [record("a", "HK", &["organisation 特區政府"]), record("b", "MO", &["organisation 特區政府"])],
        [record("a", "HK", &["organisation 香港特區政府"]), record("b", "MO", &["organisation 特區政府"])],
        [record("a", "HK", &["programme 先鋒計劃"]), record("b", "HK", &["programme 先鋒計劃"])],
        [record("a", "CN", &["organisation 教育局"]), record("b", "CN", &["organisation 教育局"])],
        [record("a", "CN", &["programme 智慧校园计划"]), record("b", "CN", &["programme 智慧校园计划"])],
        [record("a", "HK", &["programme 智慧校園計劃"]), record("b", "TW", &["programme 智慧校園計劃"])],
        [
            record("a", "HK", &["fund 綠色運輸基金 = abbreviation 基金"]),
            record("b", "HK", &["fund 深海研究基金 = abbreviation 基金"]),
        ],
        [
            record("a", "HK", &["organisation 海港城市大學 = abbreviation 海大"]),
            record("b", "TW", &["organisation 國立海洋大學 = abbreviation 海大"]),
        ],
        [
            record("a", "HK", &["facility 新界東北堆填區", "facility 新界東南堆填區"]),
            record("b", "HK", &["facility 新界西堆填區"]),
        ],
    ];
    for records in apart {
        assert_eq!(joined(&records), [], "{records:?}");
    }
}

#[test]
fn a_name_with_its_place_is_one_thing_in_a_country_of_many() {
    let found = joined(&[
        record("a", "CN", &["organisation 杭州市教育局", "programme 杭州市智慧校园计划", "place 城市管理局"]),
        record("b", "CN", &["organisation 杭州市教育局", "programme 杭州市智慧校园计划", "place 城市管理局"]),
    ]);
    assert_eq!(found, [("杭州市教育局".to_owned(), 2), ("杭州市智慧校园计划".to_owned(), 2)]);
}

#[test]
fn subjects_that_are_one_thing_only_in_their_document_have_no_key() {
    let lexicon = Lexicon::new();
    for (words, region, is_one) in [
        ("園內企業總數", "HK", false),
        ("免費公共熱點", "HK", true),
        ("免費公共熱點", "TW", false),
        ("全市常住人口", "CN", false),
        ("常住外来人口", "CN", false),
        ("深圳市常住人口", "CN", true),
    ] {
        assert_eq!(!series::subject_key(words, region, &lexicon).is_empty(), is_one, "{words} {region}");
    }
}

#[test]
fn a_short_form_of_two_names_joins_neither() {
    let found = joined(&[
        record("a", "HK", &["organisation 海洋公園公司 = abbreviation 海園"]),
        record("b", "HK", &["organisation 海濱花園公司 = abbreviation 海園"]),
        record("c", "HK", &["organisation 海園"]),
    ]);
    assert_eq!(found, []);
}

#[test]
fn no_document_gives_empty_arrays() {
    assert_eq!(written(&[]), ["[]\n", "[]\n"]);
}

#[test]
fn documents_out_of_order_are_refused() {
    let shelf = Room(200);
    let mut corpus = Corpus::new(&shelf);
    corpus.add(&record("b", "HK", &[])).unwrap();
    for path in ["a", "b"] {
        let error = corpus.add(&record(path, "HK", &[])).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    }
}

fn point(document: &str, value: i64, unit: &str, as_of: &str) -> Record {
    let mut record = record(document, "HK", &["facility 海濱長廊"]);
    record.points.push(Point {
        subject: "海濱長廊".into(),
        entity: Some(0),
        property: "面積".into(),
        key: "measure|面積|".into(),
        unit: unit.into(),
        value: Some(value.into()),
        bound: "exact".into(),
        as_of: Some(as_of.into()),
        days: format!("{as_of}-01-01/{as_of}-12-31"),
        status: "actual".into(),
        ..Point::default()
    });
    record
}

#[test]
fn points_are_ordered_compared_and_brought_to_one_unit() {
    let records = [point("a", 20000, "m2", "2022"), point("b", 4, "har", "2024"), point("c", 3, "har", "2024")];
    let [_, series] = written(&records);
    let series: Vec<Value> = serde_json::from_str(&series).unwrap();
    let [one] = series.as_slice() else { panic!("one series: {series:?}") };
    assert_eq!((&one["subject"], &one["unit"]), (&json!("海濱長廊"), &json!("m2")));
    let fields = ["as_of", "value", "document", "conflict"];
    let points: Vec<_> =
        one["points"].as_array().unwrap().iter().map(|point| fields.map(|field| &point[field])).collect();
    let (yes, no) = (json!(true), Value::Null);
    assert_eq!(
        points,
        [
            [&json!("2022"), &json!(20000), &json!("a"), &no],
            [&json!("2024"), &json!(40000), &json!("b"), &yes],
            [&json!("2024"), &json!(30000), &json!("c"), &yes],
        ]
    );
}

/// More documents than a set walks through, and series that are longer than one piece of a page.
#[test]
fn many_documents_with_many_names() {
    let names = |number: usize| format!("organisation 海港{}號管理局 = abbreviation 港{}局", number / 40, number / 40);
    let records: Vec<Record> = (0..400)
        .map(|number| {
            let mut record = record(&format!("{number:04}"), "HK", &["fund 海洋科研基金", &names(number)]);
            let year = format!("{}", 1000 + number);
            record.points = point("x", 7 + number as i64, "har", &year).points;
            record
        })
        .collect();
    let found = joined(&records);
    assert_eq!((found.len(), found.iter().map(|(_, members)| *members).sum::<usize>()), (11, 800));
    let [_, series] = written(&records);
    let series: Vec<Value> = serde_json::from_str(&series).unwrap();
    let points: Vec<u64> =
        series[0]["points"].as_array().unwrap().iter().map(|point| point["value"].as_u64().unwrap()).collect();
    assert!(points.iter().copied().eq(7..407), "{points:?}");
}

#[test]
fn a_document_gives_its_record() {
    let lexicon = Lexicon::new();
    let source = Source::from_text("a.txt", "海濱長廊佔地3公頃。");
    let document = crate::process(source, &lexicon, &crate::Options::default());
    let record = super::record(&document, &lexicon);
    assert_eq!(record.document, "a.txt");
    assert!(record.traditional);
}
