//! Faults for real: a full disk, a disk that cannot be written, files that may not be read or change while
//! they are, names that lead out of the output folder. Disks are mounted where no one else sees them.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use common::{Place, TEXT};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What a script printed and how it ended: a shell in `place`, `$0` the program.
fn shell(place: &Place, lead: &[&str], script: &str) -> (i32, String) {
    let mut command = Command::new(lead[0]);
    command.args(&lead[1..]).args(["sh", "-c", script, env!("CARGO_BIN_EXE_ingest")]).current_dir(place.path(""));
    let output = command.output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A shell that may mount: nothing where the system allows none.
const MOUNTING: [&str; 3] = ["unshare", "-r", "-m"];

fn may_mount() -> bool {
    let may = Command::new(MOUNTING[0]).args(&MOUNTING[1..]).args(["mount", "-t", "tmpfs", "none", "/mnt"]).output();
    let may = may.is_ok_and(|output| output.status.success());
    if !may {
        eprintln!("left out: this system lets no one mount a disk of his own");
    }
    may
}

/// Forty files, with what an undisturbed run makes of them in `want`.
fn forty() -> Place {
    let place = Place::new();
    for number in 0..40 {
        place.put(format!("in/{number}.txt"), format!("{TEXT}\n共有{number}間公司參加。\n").repeat(9).as_bytes());
    }
    assert_eq!(place.run(&["in", "-o", "want", "--quiet"]).code, 0);
    fs::create_dir(place.path("out")).unwrap();
    place
}

/// The files of a folder that a reader of it would take for outputs.
fn visible(place: &Place, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = place.files(folder);
    files.retain(|name, _| !name.starts_with(".ingest"));
    files
}

#[test]
fn a_full_disk_leaves_whole_files_only() {
    if !may_mount() {
        return;
    }
    for size in [64, 128, 256, 512] {
        let place = forty();
        let script = format!(
            "mount -t tmpfs -o size={size}k none out && \"$0\" in -o out --quiet; code=$?; cp -r out seen; \
             mount -o remount,size=64m out; \"$0\" in -o out --quiet; cp -r out again; exit $code"
        );
        let (code, said) = shell(&place, &MOUNTING, &script);
        assert!(code == 2 && said.contains("No space left"), "{size} KiB: {code} {said}");
        let want = place.files("want");
        let seen = visible(&place, "seen");
        assert!(seen.len() < want.len(), "{size} KiB hold all");
        for (name, bytes) in &seen {
            // Corpus files say what the run came to, which is not what it would have been.
            let document = name.ends_with(".txt.json");
            assert!(!document || want[name] == *bytes, "{size} KiB: {name} is not whole");
            assert!(document || name.ends_with(".jsonl") || serde_json::from_slice::<serde_json::Value>(bytes).is_ok());
        }
        assert!(place.files("again") == want, "{size} KiB: the run after");
    }
}

#[test]
fn a_disk_that_cannot_be_written() {
    if !may_mount() {
        return;
    }
    let (code, said) = shell(&forty(), &MOUNTING, "mount -t tmpfs -o ro none out && \"$0\" in -o out");
    assert!(code == 2 && said.contains("out: cannot be written") && said.contains("-o"), "{said}");
}

#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::with(&[("in/a.txt", TEXT), ("in/b.txt", TEXT), ("in/sub/c.txt", TEXT)]);
    for name in ["in/b.txt", "in/sub"] {
        fs::set_permissions(place.path(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // The superuser may read everything, unless he has put that right down.
    let plain = fs::read(place.path("in/b.txt")).is_err();
    let lead: &[&str] = if plain { &["env"] } else { &["setpriv", "--bounding-set=-all", "--inh-caps=-all"] };
    let (code, said) = shell(&place, lead, "\"$0\" in -o out");
    fs::set_permissions(place.path("in/sub"), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("error: b.txt: ") && said.contains("ermission"), "{said}");
    assert!(said.contains("error: sub"), "{said}");
    assert_eq!(place.row("out", "a.txt")["status"], "ok");
}

#[test]
fn files_that_change_while_they_are_read() {
    let place = Place::new();
    let long = TEXT.repeat(400);
    let names: Vec<String> = (0..60).map(|number| format!("in/{number}.txt")).collect();
    names.iter().for_each(|name| place.put(name, long.as_bytes()));
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for (turn, name) in names.iter().cycle().enumerate() {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let path = place.path(name);
                match turn % 3 {
                    0 => fs::write(path, TEXT.as_bytes()).unwrap(),
                    1 => drop(fs::remove_file(path)),
                    _ => fs::write(path, long.as_bytes()).unwrap(),
                }
            }
        });
        for _ in 0..5 {
            let ran = place.run(&["in", "-o", "out", "--quiet"]);
            assert!(matches!(ran.code, 0 | 2), "{}", ran.stderr);
            for row in place.json("out/manifest.json")["inputs"].as_array().unwrap() {
                let path = format!("out/{}.json", row["path"].as_str().unwrap());
                if row["status"] == "ok" {
                    let document = place.json(&path);
                    assert_eq!(document["source"]["sha256"], row["sha256"], "{path}");
                    assert_eq!(row["output"]["sha256"], ingest::read::sha256(place.get(&path).as_bytes()), "{path}");
                } else {
                    assert!(!place.path(&path).exists(), "{path} is of an input that failed");
                }
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let place = Place::with(&[("in/a.txt", TEXT)]);
    assert!(Command::new("mkfifo").arg(place.path("in/pipe.txt")).status().unwrap().success());
    let ran = place.run(&["in", "-o", "out"]);
    assert_eq!(place.row("out", "a.txt")["status"], "ok");
    let ran = (ran.code, place.run(&["in/pipe.txt", "-o", "other"]));
    assert!(ran.1.code == 2 && ran.1.stderr.contains("in/pipe.txt"), "{} {}", ran.0, ran.1.stderr);
}

#[test]
fn names_in_an_archive_lead_nowhere() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let relations = format!(
        "<Relationships><Relationship Id=\"r\" Type=\"{relation}\" Target=\"../../../../document.xml\"/></Relationships>"
    );
    let document = format!("<document><body><p><r><t>{TEXT}</t></r></p></body></document>");
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", relations.as_str()),
        ("document.xml", document.as_str()),
        ("../../evil.txt", "x"),
        ("/evil.txt", "x"),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let place = Place::new();
    place.put("deep/in/a.docx", &zip.finish().unwrap().into_inner());
    assert_eq!(place.run(&["deep/in", "-o", "deep/out", "--quiet"]).code, 0);
    let names: Vec<String> = place.names("").into_iter().filter(|name| !name.starts_with("deep/out/")).collect();
    assert_eq!(names, ["deep/in/a.docx"]);
    let want = ["a.docx.json", "entities.json", "facts.jsonl", "manifest.json", "series.json"];
    assert_eq!(place.names("deep/out"), want);
}
