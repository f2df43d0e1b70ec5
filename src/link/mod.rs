//! Stage 7, `link`: the only stage that sees two documents.
//!
//! A run gives it one [`Record`] a document, in any order, and writes what it joined. A record holds
//! the names of a document and its figures and nothing of its text; the [`Corpus`] keeps every word
//! once, however many documents say it.
//!
//! - `record`: what is kept of a document;
//! - `reread`: the same from a document that was written before;
//! - `wording`: keys of names and properties, the same for both scripts and three places;
//! - `evidence`: why two names are one, strongest first;
//! - `join`: the names of all documents put together;
//! - `series`: one indicator over documents and years;
//! - `unit`: units made comparable.

mod body;
mod evidence;
mod join;
mod kept;
mod record;
mod reread;
mod series;
mod unit;
mod wording;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::io::{self, Write};

use crate::write::{self, Json};
pub use body::{Body, Join, Member};
pub use record::{Name, OtherName, Point, Record, record};
pub use reread::reread;
pub use series::{Reading, Series};

/// Number of a word in the [`Pool`].
type Text = u32;

/// Every word of the corpus once.
#[derive(Debug)]
struct Pool {
    numbers: HashMap<Box<str>, Text>,
    words: Vec<Box<str>>,
}

impl Default for Pool {
    /// Number 0 is the empty word.
    fn default() -> Self {
        Self { numbers: HashMap::from([("".into(), 0)]), words: vec!["".into()] }
    }
}

impl Pool {
    fn put(&mut self, word: &str) -> Text {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as Text;
        self.words.push(word.into());
        self.numbers.insert(word.into(), number);
        number
    }

    fn get(&self, number: Text) -> &str {
        self.words.get(number as usize).map_or("", |word| word)
    }
}

/// What is known across documents.
#[derive(Debug, Default)]
pub struct Corpus {
    pool: Pool,
    documents: Vec<kept::Kept>,
    joined: OnceCell<join::Joined>,
}

impl Corpus {
    /// Adds a document.
    pub fn add(&mut self, record: Record) {
        self.joined = OnceCell::new();
        let kept = kept::Kept::of(&record, &mut self.pool);
        self.documents.push(kept);
    }

    /// The documents in the order of their paths, whatever order they came in, with their numbers.
    fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.documents.len() as u32).collect();
        order.sort_by_key(|number| self.documents.get(*number as usize).map(|kept| self.pool.get(kept.document)));
        order
    }

    fn joined(&self) -> &join::Joined {
        self.joined.get_or_init(|| join::join(&self.pool, &self.documents, &self.order()))
    }

    /// The names of all documents, joined.
    pub fn bodies(&self) -> impl Iterator<Item = Body<'_>> {
        self.joined().bodies(&self.pool, &self.documents)
    }

    /// The indicators that two documents or more, or one at two dates or more, give.
    pub fn series(&self) -> impl Iterator<Item = Series<'_>> {
        series::series(&self.pool, &self.documents, self.joined())
    }

    /// Writes `entities.json`.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn write_entities(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut json = Json::new(out);
        write::bodies(&mut json, self.bodies());
        json.finish()
    }

    /// Writes `series.json`.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn write_series(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut json = Json::new(out);
        write::series(&mut json, self.series());
        json.finish()
    }
}

#[cfg(test)]
mod tests {
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
            let other = |other: &str| {
                let (relation, text) = other.split_once(' ')?;
                let foreign = wording::is_latin(text);
                let key = if foreign { wording::latin(text) } else { script::key(text) };
                let generic = wording::is_generic(text, &lexicon);
                Some(OtherName { text: text.into(), relation: relation.into(), key, generic })
            };
            let key = script::key(name);
            Name {
                name: name.into(),
                kind: kind.into(),
                wording: wording::fold(&key, &lexicon),
                foreign: wording::is_latin(name).then(|| wording::latin(name)),
                generic: wording::is_generic(name, &lexicon),
                reaches: wording::reaches(&key, &lexicon)
                    || !wording::is_local(&key, matches!(kind, "organisation" | "place"), &lexicon),
                others: others.split(", ").filter_map(other).collect(),
                key,
            }
        };
        Record {
            document: document.into(),
            region: region.into(),
            traditional: true,
            names: names.iter().map(name).collect(),
            points: Vec::new(),
        }
    }

    /// The names of the sets of two members or more, with the number of members.
    fn joined(records: &[Record]) -> Vec<(String, usize)> {
        let mut corpus = Corpus::default();
        records.iter().rev().for_each(|record| corpus.add(record.clone()));
        let mut other = Corpus::default();
        records.iter().for_each(|record| other.add(record.clone()));
        assert!(corpus.bodies().eq(other.bodies()), "the order of the documents decides nothing");
        let kept = corpus.bodies().filter(|body| body.members.len() > 1);
        kept.map(|body| (body.name.to_owned(), body.members.len())).collect()
    }

    #[test]
    fn one_body_under_many_names() {
        let found = joined(&[
            record("a", "HK", &["organisation 交通及運輸局 = former_name 運輸及房屋局, abbreviation 交運局"]),
            record("b", "HK", &["organisation 运输及房屋局", "fund 海洋科研基金"]),
            record("d", "HK", &["platform 「易出行」平台"]),
            record("e", "HK", &["platform 「易出行」一站式交通資訊平台", "platform 「易出行」基金"]),
            record("c", "HK", &["organisation 交运局 = translation Transport Bureau", "fund 海洋科研基金"]),
        ]);
        let want = [("「易出行」一站式交通資訊平台", 2), ("交通及運輸局", 3), ("海洋科研基金", 2)];
        assert_eq!(found, want.map(|(name, members)| (name.to_owned(), members)));
    }

    #[test]
    fn what_only_looks_alike_stays_apart() {
        let apart = [
            [record("a", "HK", &["programme 計劃"]), record("b", "HK", &["programme 計劃"])],
            [record("a", "MO", &["organisation 衛生局"]), record("b", "CN", &["organisation 卫生局"])],
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
        let (mut entities, mut series) = (Vec::new(), Vec::new());
        let corpus = Corpus::default();
        corpus.write_entities(&mut entities).expect("a Vec takes every write");
        corpus.write_series(&mut series).expect("a Vec takes every write");
        assert_eq!((entities.as_slice(), series.as_slice()), (&b"[]\n"[..], &b"[]\n"[..]));
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
        let mut corpus = Corpus::default();
        for record in [point("c", 3, "har", "2024"), point("a", 20000, "m2", "2022"), point("b", 4, "har", "2024")] {
            corpus.add(record);
        }
        let series: Vec<Series<'_>> = corpus.series().collect();
        let [one] = series.as_slice() else { panic!("one series: {series:?}") };
        let points: Vec<_> = one.points.iter().map(|point| (point.as_of, point.value, point.conflict)).collect();
        let value = |value: i64| Some(value.into());
        assert_eq!(one.unit, "m2");
        assert_eq!(
            points,
            [
                (Some("2022"), value(20000), false),
                (Some("2024"), value(40000), true),
                (Some("2024"), value(30000), true)
            ]
        );
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
}
