//! The command line: reads arguments and sets exit codes.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ingest::lexicon::Lexicon;
use ingest::mentions::{Type, TypeSet};
use ingest::read::Source;
use ingest::structure::Region;
use ingest::{Options, process, write};
use serde_json::{Value as Json, json};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("stream") => stream(),
        _ => run(&arguments),
    }
}

fn run(arguments: &[String]) -> ExitCode {
    let mut inputs = Vec::new();
    let mut out = PathBuf::from("outputs");
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "-o" {
            out = rest.next().map_or(out, PathBuf::from);
        } else if !argument.starts_with('-') {
            inputs.push(PathBuf::from(argument));
        }
    }
    let lexicon = Lexicon::new();
    let _ = std::fs::create_dir_all(&out);
    for input in inputs {
        let files: Vec<PathBuf> = if input.is_dir() { walk(&input) } else { vec![input.clone()] };
        for file in files {
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            let name = file
                .strip_prefix(&input)
                .ok()
                .filter(|rest| !rest.as_os_str().is_empty())
                .map_or_else(|| file.file_name().map(PathBuf::from).unwrap_or_default(), Path::to_path_buf);
            let document = process(Source::from_text(&name.to_string_lossy(), &text), &lexicon, &Options::default());
            let target = out.join(format!("{}.json", name.display()));
            let _ = target.parent().map(std::fs::create_dir_all);
            let _ =
                std::fs::write(target, serde_json::to_string_pretty(&write::document(&document)).unwrap_or_default());
        }
    }
    ExitCode::SUCCESS
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    ignore::WalkBuilder::new(folder)
        .build()
        .flatten()
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .collect()
}

fn stream() -> ExitCode {
    let lexicon = Lexicon::new();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let answer = match serde_json::from_str::<Json>(&line) {
            Ok(request) => answer(&request, &lexicon),
            Err(error) => json!({ "error": error.to_string() }),
        };
        if writeln!(out, "{answer}").is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}

fn answer(request: &Json, lexicon: &Lexicon) -> Json {
    let Some(text) = request.get("text").and_then(Json::as_str) else {
        return json!({ "id": request.get("id"), "error": "expected \"text\"" });
    };
    let types = request.get("types").and_then(Json::as_array).map_or_else(TypeSet::default, |words| {
        words.iter().filter_map(Json::as_str).filter_map(Type::of).fold(TypeSet::NONE, TypeSet::with)
    });
    let region = request.get("region").and_then(Json::as_str).and_then(|word| match word {
        "HK" => Some(Region::HK),
        "CN" => Some(Region::CN),
        "TW" => Some(Region::TW),
        "MO" => Some(Region::MO),
        _ => None,
    });
    let date = request.get("date").and_then(Json::as_str).and_then(|date| date.parse().ok());
    let document = process(Source::from_text("", text), lexicon, &Options { region, date, types });
    let (mentions, entities, facts) = write::mentions_of(&document);
    json!({ "id": request.get("id"), "mentions": mentions, "entities": entities, "facts": facts })
}
