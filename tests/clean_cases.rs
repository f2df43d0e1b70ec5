//! Repairs by example: `cases/clean.toml` names pieces of source text and what they read after cleaning.
//!
//! ```toml
//! [[case]]
//! rule = "group_digits"
//! text = "批出78 701個項目"
//! clean = "批出78701個項目"
//! edits = ["78 701 -> 78701"]      # the edits of that rule, all of them; left out: not compared
//! ```
//!
//! `frame = "segmented"` sets the text in a segmented document, `"wrapped"` among wrapped lines:
//! `clean` is then what the piece became.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use ingest::clean::{EditKind, clean};
use ingest::read::Source;

/// Text around a case's: what stands before and behind it in the source and in the clean text.
struct Frame {
    before: &'static str,
    behind: &'static str,
    clean_before: &'static str,
    clean_behind: &'static str,
}

const FRAMES: [(&str, Frame); 3] = [
    ("", Frame { before: "", behind: "", clean_before: "", clean_behind: "" }),
    (
        "segmented",
        Frame {
            before: "政府  推行  多項  措施  ，  支援  企業  和  市民  ，  並  加強  服務  。  ",
            behind: "  。  當局  會  繼續  檢討  成效  。",
            clean_before: "政府推行多項措施，支援企業和市民，並加強服務。",
            clean_behind: "。當局會繼續檢討成效。",
        },
    ),
    (
        "wrapped",
        Frame {
            before: "本報告介紹過去一年各項工作的進展，並說明來年的計劃和預算安排，供市民參閱和\n提出意見。各部門已就有關建議諮詢業界，收集到的意見會在下一階段詳細分析和跟進\n處理，結果會適時公布。當局亦會留意海外經驗，參考其他地方的做法，從而完善現有\n的制度和安排。\n\n",
            behind: "\n\n以上各項工作均按計劃進行，部分項目更較預期提前完成，整體進度令人滿意和鼓舞，\n詳情載於附件。",
            clean_before: "本報告介紹過去一年各項工作的進展，並說明來年的計劃和預算安排，供市民參閱和提出意見。各部門已就有關建議諮詢業界，收集到的意見會在下一階段詳細分析和跟進處理，結果會適時公布。當局亦會留意海外經驗，參考其他地方的做法，從而完善現有的制度和安排。\n\n",
            clean_behind: "\n\n以上各項工作均按計劃進行，部分項目更較預期提前完成，整體進度令人滿意和鼓舞，詳情載於附件。",
        },
    ),
];

const RULES: [(&str, EditKind); 7] = [
    ("join_tokens", EditKind::JoinTokens),
    ("unwrap_line", EditKind::UnwrapLine),
    ("fold_width", EditKind::FoldWidth),
    ("group_digits", EditKind::GroupDigits),
    ("restore_dash", EditKind::RestoreDash),
    ("unescape", EditKind::Unescape),
    ("strip_markup", EditKind::StripMarkup),
];

/// What is wrong with one case, if anything.
fn check(case: &toml::Table) -> Option<String> {
    let field = |name: &str| case.get(name).and_then(toml::Value::as_str);
    let (text, want) = (field("text").unwrap(), field("clean").unwrap());
    let rule = field("rule").unwrap();
    let frame = &FRAMES.iter().find(|row| row.0 == field("frame").unwrap_or("")).unwrap().1;
    let source = Source::from_text("case.txt", &[frame.before, text, frame.behind].concat());
    let clean = clean(&source);
    let want = [frame.clean_before, want, frame.clean_behind].concat();
    if clean.text() != want {
        return Some(format!("{rule}: {text:?}\n  want {want:?}\n  got  {:?}", clean.text()));
    }
    let wanted = case.get("edits").and_then(toml::Value::as_array)?;
    let kind = RULES.iter().find(|row| row.0 == rule).map(|row| row.1);
    let edits = clean.edits().iter().filter(|edit| kind.is_none_or(|kind| kind == edit.kind));
    let found: Vec<String> = edits.map(|edit| format!("{} -> {}", edit.before, edit.after)).collect();
    let wanted: Vec<&str> = wanted.iter().filter_map(toml::Value::as_str).collect();
    (found != wanted).then(|| format!("{rule}: {text:?}\n  want edits {wanted:?}\n  got        {found:?}"))
}

#[test]
fn every_repair_reads_as_the_case_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/clean.toml");
    let file: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let cases = file["case"].as_array().unwrap();
    let wrong: Vec<String> = cases.iter().filter_map(|case| check(case.as_table().unwrap())).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    for (rule, _) in RULES {
        let of_rule = cases.iter().filter(|case| case["rule"].as_str() == Some(rule)).count();
        assert!(of_rule >= 5, "{rule} has {of_rule} cases");
    }
}
