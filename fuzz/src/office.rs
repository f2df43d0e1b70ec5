//! Any XML as the main part of a Word, PowerPoint or Excel file; the first byte chooses which.

use std::io::{Cursor, Write};

use ingest::read::Source;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::common::places_hold;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// An archive of these parts, unpacked.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(*name, options).and_then(|()| Ok(zip.write_all(bytes)?)).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

fn relations(kind: &str, target: &str) -> Vec<u8> {
    let one = format!(r#"<Relationship Id="rId1" Type="{RELATION}{kind}" Target="{target}"/>"#);
    format!("<Relationships>{one}</Relationships>").into_bytes()
}

pub fn run(data: &[u8]) {
    let Some((first, xml)) = data.split_first() else { return };
    let (main, kind, inner) = [
        ("word/document.xml", "", ""),
        ("ppt/presentation.xml", "slide", "slides/slide1.xml"),
        ("xl/workbook.xml", "worksheet", "worksheets/sheet1.xml"),
    ][usize::from(*first) % 3];
    let folder = main.split('/').next().unwrap_or("");
    let (root, rels) = (relations("officeDocument", main), relations(kind, inner));
    let inside = format!("{folder}/{inner}");
    let rels_name = format!("{main}.rels").replace('/', "/_rels/");
    let book = format!(
        "<presentation><sldIdLst><sldId id=\"256\" r:id=\"rId1\"/></sldIdLst>\
         <sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></presentation>"
    );
    let mut parts: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", &root)];
    if inner.is_empty() {
        parts.push((main, xml));
    } else {
        parts.extend([(main, book.as_bytes()), (rels_name.as_str(), rels.as_slice()), (inside.as_str(), xml)]);
    }
    if let Ok(source) = Source::from_bytes("a.docx", archive(&parts)) {
        places_hold(&source);
    }
}
