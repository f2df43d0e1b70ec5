//! Each stage by itself and all together, over the samples and the annotated documents, in MB of
//! source text a second, beside one plain pass over the same bytes.
//!
//! `cargo bench --bench stages`. Divan and not Criterion: it brings five small crates, Criterion forty.

mod common;

use std::hint::black_box;
use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use divan::Bencher;
use divan::counter::BytesCount;
use ingest::lexicon::Lexicon;
use ingest::mentions::{Context, of_document};
use ingest::read::Source;
use ingest::{Document, Options, process};
use ingest::{clean, entities, facts, link, structure, write};

fn main() {
    divan::main();
}

static LEXICON: Lexicon = Lexicon::new();
static DOCUMENTS: LazyLock<Vec<Vec<Document>>> = LazyLock::new(|| {
    let document = |text: &String| process(source(text), &LEXICON, &Options::default());
    common::SETS.iter().map(|(_, folder)| common::texts(folder).iter().map(document).collect()).collect()
});
static WORDS: LazyLock<Option<CharwiseDoubleArrayAhoCorasick<u32>>> = LazyLock::new(|| {
    CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(common::words()).ok()
});

fn source(text: &str) -> Source {
    Source::from_text("bench.md", text)
}

/// The names of the sets that are present.
fn sets() -> impl Iterator<Item = &'static str> {
    common::SETS.iter().zip(DOCUMENTS.iter()).filter(|(_, list)| !list.is_empty()).map(|(set, _)| set.0)
}

/// Times `work` on every document of a set.
fn each<T>(bencher: Bencher<'_, '_>, set: &str, work: impl Fn(&Document) -> T + Sync) {
    let at = common::SETS.iter().position(|(name, _)| *name == set).unwrap_or(0);
    let documents = DOCUMENTS.get(at).map_or(&[][..], Vec::as_slice);
    let bytes: usize = documents.iter().map(|document| document.source.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        documents.iter().for_each(|document| drop(black_box(work(document))));
    });
}

fn context(document: &Document) -> Context {
    let date = document.date.as_ref().and_then(|date| date.end);
    Context { region: document.outline.region, date, ..Context::default() }
}

#[divan::bench(args = sets())]
fn limit_utf8(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| std::str::from_utf8(black_box(document.source.text.as_bytes())).is_ok());
}

#[divan::bench(args = sets())]
fn limit_lexicon(bencher: Bencher<'_, '_>, set: &str) {
    let Some(words) = WORDS.as_ref() else { return };
    each(bencher, set, |document| words.leftmost_find_iter(&document.source.text).count());
}

#[divan::bench(args = sets())]
fn stage_1_read(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| Source::from_bytes("bench.md", document.source.text.clone().into_bytes()));
}

#[divan::bench(args = sets())]
fn stage_2_clean(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| clean::clean(&document.source));
}

#[divan::bench(args = sets())]
fn stage_3_structure(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| structure::outline(&document.source, &document.clean, &LEXICON));
}

#[divan::bench(args = sets())]
fn stage_4_mentions(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| of_document(&document.clean, &document.outline, &LEXICON, &context(document)));
}

#[divan::bench(args = sets())]
fn stage_5_entities(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| entities::entities(&document.clean, &document.outline, &document.mentions, &LEXICON));
}

#[divan::bench(args = sets())]
fn stage_6_facts(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| {
        let Document { clean, outline, mentions, entities, .. } = document;
        facts::facts(clean, outline, mentions, entities, &LEXICON, context(document).date)
    });
}

#[divan::bench(args = sets())]
fn stage_7_link(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| link::record(document, &LEXICON));
}

#[divan::bench(args = sets())]
fn stage_8_write(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| {
        let mut out = Vec::new();
        write::document(document, &mut out).and_then(|()| write::fact_rows(document, &mut out)).map(|()| out)
    });
}

#[divan::bench(args = sets())]
fn whole(bencher: Bencher<'_, '_>, set: &str) {
    each(bencher, set, |document| {
        let document = process(source(&document.source.text), &LEXICON, &Options::default());
        let mut out = Vec::new();
        write::document(&document, &mut out).and_then(|()| write::fact_rows(&document, &mut out)).map(|()| out)
    });
}
