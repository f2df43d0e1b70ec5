//! The work for any text grows with its length, and is at most ten times that for plain text.
//!
//! Work is counted in instructions of the program by valgrind, so no clock decides and no loop is
//! overlooked. `cargo build --release && INGEST_BINARY=target/release/ingest cargo test --test linear -- --ignored`

#![allow(clippy::unwrap_used)]

mod common;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use common::Place;

/// Bytes of the smaller text.
const SIZE: usize = 16_000;
/// Plain text: what such documents say, with marks.
const PLAIN: &str = "政府於2023年撥款約50億元成立創新基金，支援本地大學與業界合作。委員會由學者及專家組成，負責審批申請，\
    並定期檢討各項措施的成效。計劃推出至今，已有三百多間公司參加，當中約六成為初創企業。";
/// What twice the text may take, in times of the text: linear, with room for what is sorted.
const GROWTH: f64 = 2.4;
/// What a text may take, in times of plain text.
const COST: f64 = 10.0;

fn binary() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    env::var_os("INGEST_BINARY").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_ingest")), |path| here.join(path))
}

/// Instructions that a run over `text` takes.
fn work(text: &str) -> f64 {
    let place = Place::new();
    place.put("text.md", text.as_bytes());
    let told = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(binary())
        .args(["text.md", "-o", "out", "--quiet", "--jobs", "1"])
        .current_dir(place.path(""))
        .output()
        .expect("valgrind is installed");
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    let count = told.split("refs:").nth(1).unwrap_or_else(|| panic!("{told}"));
    let digits: String = count.lines().next().unwrap().chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// Pieces that, repeated, send or have sent rules over the same text again and again.
const PIECES: &[&str] = &[
    // characters, digits and marks
    "一",
    "1",
    "９",
    "的",
    "億",
    "%",
    "、",
    "，",
    "；",
    "：",
    "。",
    "（",
    "「",
    "(",
    "[",
    "《",
    "「」",
    "（「",
    "「甲",
    "（下稱",
    // markup
    "**",
    "*_甲_",
    "![",
    "<",
    "&",
    "`",
    "\\",
    "|",
    "#",
    ">",
    "- ",
    "\n\n\n\n甲",
    "甲\n",
    "# 甲\n",
    "# 2024年\n",
    "：\n",
    "甲：\n",
    "。甲：",
    "a:b。",
    "- 甲\n",
    "| 甲 ",
    "|甲|\n",
    "甲\t乙\n",
    "甲  乙  ",
    "a  b\n",
    "甲 乙\n",
    "```\n",
    "---\n",
    "甲乙丙丁戊己庚辛 壬癸\n",
    "創新  及  科技  ",
    "創新  科技  署  撥款  5  億  元  ",
    // numbers
    "1 to ",
    "1:",
    "1,",
    "1,000",
    "000 ",
    "1 000 ",
    "5 000 ",
    "1.1",
    "  ０１２",
    "5x6",
    "A-",
    "a.b.",
    "https://a.b/",
    "million ",
    "one hundred and ",
    "5 per ",
    "3項",
    "三成1",
    "1月1日1月1日上午9時０１２-署長<br>",
    // times
    "2024年",
    "2024年至",
    "1月1日至",
    "三年",
    "from 2024 to ",
    "每年",
    // values and facts
    "每年五元",
    "百分之",
    "第三位",
    "全球排名第三，",
    "佔5%",
    "分別",
    "由5%增至6%，",
    "5元、",
    "5億至",
    "%##投資5億元",
    "政府撥款5億元",
    "撥款5億元予大學",
    "撥款約50億元\t設立",
    // names
    "公司",
    "創新科技署、",
    "創新科技署（下稱「創科署」）",
    "香港大學與",
    "香港大學",
    "該計劃",
    "甲有限公司",
    "the ",
    "Hong Kong University ",
    "創科署與大學合作推動項目成立基金及推行計劃",
];

/// Some Chinese letters that `number` alone decides, so that no two names are alike.
fn letters(number: usize, count: usize) -> String {
    let letter = |at: usize| (number + 1).wrapping_mul(2_654_435_761 + at * 40_503) >> (7 + at) & 0x3fff;
    (0..count).filter_map(|at| char::from_u32(0x4e00 + letter(at) as u32)).collect()
}

/// Texts of which no line says the same as another: what is looked up grows with the text.
const NAMED: &[(&str, fn(usize) -> String)] = &[
    ("definitions", |n| format!("{}委員會（下稱「{}會」）撥款{n}億元。", letters(n, 4), letters(n, 2))),
    ("one beginning", |n| format!("香港{}大學與香港{}公司合作。", letters(n, 3), letters(n, 2))),
    ("other names of one", |n| format!("創新科技署（又稱「{}署」）", letters(n, 3))),
    ("initials", |n| format!("{}辦公室（A{n}B）公布。", letters(n, 4))),
    ("translations", |n| format!("{}署 (Department of A{n}b) 公布。\n\n", letters(n, 4))),
    ("former names", |n| format!("{}計劃（前稱{}計劃）於{}年成立。", letters(n, 4), letters(n + 1, 4), 1900 + n % 200)),
    ("titles", |n| format!("《{}報告》發表，全球排名第{}。\n", letters(n, 6), n % 99 + 1)),
    ("headings", |n| format!("# {}\n\n{}有{n}間公司。\n\n", letters(n, 6), letters(n, 9))),
    ("run-in headings", |n| format!("{}：{}有{n}間公司。\n", letters(n, 6), letters(n, 9))),
    ("rows", |n| format!("| {} | {n}億元 | {}% | {n} |\n", letters(n, 3), n % 100)),
    ("measures", |n| format!("截至{}年底，{}基金已批出{n}個項目，涉及{n}億元。", 1900 + n % 200, letters(n, 4))),
    ("slides", |n| format!("\u{C}{}\n\n• {}有{n}間\n• 撥款{n}億元\n\n", letters(n, 5), letters(n, 8))),
    ("class nouns", |n| format!("{}計劃由{}局管理。該計劃有{n}個項目。", letters(n, 3), letters(n, 3))),
];

/// A text of `size` bytes.
fn text(index: usize, size: usize) -> String {
    match index.checked_sub(PIECES.len()) {
        None => PIECES[index].repeat(size / PIECES[index].len() + 1),
        Some(index) => {
            let mut text = String::new();
            (0..).map_while(|n| (text.len() < size).then(|| text.push_str(&NAMED[index].1(n)))).count();
            text
        }
    }
}

#[test]
#[ignore = "counts under valgrind, for minutes"]
fn work_is_linear_on_any_text() {
    let start = work("一。");
    let plain = work(&PLAIN.repeat(2 * SIZE / PLAIN.len() + 1)) - start;
    let (next, found) = (Mutex::new(0..PIECES.len() + NAMED.len()), Mutex::new(Vec::new()));
    let one = || {
        while let Some(index) = { next.lock().unwrap().next() } {
            let (once, twice) = (work(&text(index, SIZE)) - start, work(&text(index, 2 * SIZE)) - start);
            let (growth, cost) = (twice / once, twice / plain);
            let name = PIECES.get(index).unwrap_or_else(|| &NAMED[index - PIECES.len()].0);
            let line = format!("{name:?}: {growth:.2} times for twice the text, {cost:.2} times plain text");
            println!("{line}");
            if growth > GROWTH || cost > COST {
                found.lock().unwrap().push(line);
            }
        }
    };
    thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(one))));
    let found = found.into_inner().unwrap();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
