//! The stream by its command line.

#![allow(clippy::unwrap_used)]

mod common;

use common::Place;
use serde_json::Value;

fn answers(input: &[u8], code: i32) -> Vec<Value> {
    let ran = Place::new().feed(&["stream"], input);
    assert_eq!(ran.code, code, "{}", ran.stderr);
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_line_is_answered_in_order() {
    let input: String = (0..1000)
        .map(|id| format!("{{\"id\": {id}, \"text\": \"{}共{id}項\"}}\n", "撥款50億元，".repeat(id % 11)))
        .collect();
    for jobs in ["1", "3"] {
        let ran = Place::new().feed(&["stream", "--jobs", jobs], input.as_bytes());
        let ids: Vec<u64> = ran
            .stdout
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_u64().unwrap())
            .collect();
        assert!(ran.code == 0 && ids.iter().copied().eq(0..1000));
    }
}

#[test]
fn an_answer_has_mentions_entities_and_facts() {
    let input = r#"{"id": {"any": ["thing", 1.50]}, "text": "撥款50億元", "region": "HK", "date": "2024-05-01", "types": ["money"]}"#;
    let answers = answers(input.as_bytes(), 0);
    let [answer] = answers.as_slice() else { panic!("one answer") };
    assert_eq!(answer["id"], serde_json::json!({"any": ["thing", 1.50]}));
    for list in ["mentions", "entities", "facts"] {
        assert!(answer[list].is_array(), "{answer}");
    }
}

#[test]
fn a_bad_line_is_told_and_the_stream_goes_on() {
    let input = [
        &b"{\"id\": 1, \"text\": \"a\"}\n"[..],
        b"\n",
        b"not json\n",
        b"{\"id\": 4}\n",
        b"{\"id\": 5, \"text\": \"\xFF\"}\n",
        b"{\"id\": 6, \"text\": \"a\", \"region\": \"XX\"}\n",
        b"{\"id\": 7, \"text\": \"a\", \"date\": \"2024-02-30\"}\n",
        b"{\"id\": 8, \"text\": \"a\", \"types\": [\"money\", \"colour\"]}\n",
        b"{\"id\": 9, \"text\": 9}\n",
        b"[1]\n",
        b"{\"id\": 11, \"text\": \"a\"",
    ]
    .concat();
    let answers = answers(&input, 2);
    let error = |at: usize| answers[at]["error"].as_str().unwrap_or_else(|| panic!("{}", answers[at]));
    assert_eq!(answers.len(), 10);
    assert!(answers[0].get("error").is_none());
    assert!(error(1).starts_with("line 3: expected a JSON object"));
    assert!(error(2) == "line 4: expected \"text\"" && answers[2]["id"] == 4);
    assert!(error(3).starts_with("line 5: not UTF-8 from byte 19"), "{}", error(3));
    assert!(error(4).contains("expected HK, CN, TW or MO") && answers[4]["id"] == 6);
    assert!(error(5).contains("YYYY-MM-DD"));
    assert!(error(6).contains("\"colour\"") && error(6).contains("money, percent"));
    assert!(error(7).starts_with("line 9: not a request") && answers[7]["id"] == 9);
    assert!(error(8).starts_with("line 10: expected a JSON object"));
    assert!(error(9).starts_with("line 11: not a request") && answers[9].get("id").is_none());
}

#[test]
fn a_slow_sender_is_answered_at_once() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};

    let mut child = Command::new(env!("CARGO_BIN_EXE_ingest"))
        .arg("stream")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        stdin.write_all(format!("{{\"id\": {id}, \"text\": \"三年\"}}\n").as_bytes()).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!("{{\"id\": {id}, ")), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
