//! Makes damaged, truncated, encrypted, mislabelled and hostile files.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What is to become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It must be told as an error.
    Fails,
    /// It may be read or not; nothing else may happen.
    Any,
}

/// A file: its name, what is to become of it, its bytes.
pub struct Hostile {
    pub name: String,
    pub fate: Fate,
    pub bytes: Vec<u8>,
}

const SAMPLES: [&str; 4] = ["report.docx", "deck.pptx", "table.xlsx", "report-docx.pdf"];
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// All files, made from the samples in `folder` and by hand.
pub fn files(folder: &Path) -> Vec<Hostile> {
    let mut list = Vec::new();
    let mut add = |name: &str, fate: Fate, bytes: Vec<u8>| list.push(Hostile { name: name.to_owned(), fate, bytes });
    for name in SAMPLES {
        let whole = fs::read(folder.join(name)).unwrap();
        let ending = name.rsplit('.').next().unwrap();
        for share in [1, 10, 50, 90, 99] {
            add(&format!("cut-{share}.{ending}"), Fate::Fails, whole[..whole.len() * share / 100].to_vec());
        }
        for part in [1, 2, 3] {
            let mut bytes = whole.clone();
            let at = bytes.len() * part / 4;
            let end = (at + 600).min(bytes.len());
            bytes[at..end].iter_mut().for_each(|byte| *byte ^= 0xA5);
            add(&format!("flipped-{part}.{ending}"), Fate::Any, bytes);
        }
        let mut late = b"leading rubbish\n".to_vec();
        late.extend(&whole);
        add(&format!("rubbish-before.{ending}"), Fate::Any, late);
        for other in ["txt", "html", "csv", "pdf", "docx"] {
            if other != ending {
                add(&format!("{ending}-named.{other}"), Fate::Any, whole.clone());
            }
        }
    }
    for ending in ["txt", "md", "html", "csv", "pdf", "docx", "pptx", "xlsx"] {
        add(&format!("empty.{ending}"), Fate::Fails, Vec::new());
        add(&format!("noise.{ending}"), Fate::Fails, noise(4_000));
    }
    for ending in ["pdf", "docx", "pptx", "xlsx", "doc"] {
        add(&format!("words.{ending}"), Fate::Fails, "這是一段文字。".repeat(20).into_bytes());
        let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        add(&format!("locked.{ending}"), Fate::Fails, [COMPOUND, &[0; 600], &wide].concat());
        add(&format!("old.{ending}"), Fate::Fails, [COMPOUND, &[0; 600]].concat());
    }
    add("picture.txt", Fate::Fails, b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec());
    add("half-utf16.txt", Fate::Fails, b"\xFF\xFE\x2E\x65\x9E".to_vec());
    add("bad-utf8.txt", Fate::Fails, [("政府撥款".repeat(9)).as_bytes(), b"\xFF\xFE\xE6\x94\xF0"].concat());
    texts(&mut add);
    offices(&mut add);
    pdfs(&mut add);
    list
}

fn texts(add: &mut dyn FnMut(&str, Fate, Vec<u8>)) {
    add("scripts-only.html", Fate::Fails, b"<html><script>alert(1)</script><nav>x</nav></html>".to_vec());
    add("deep-div.html", Fate::Fails, ["<html>".to_owned(), "<div>".repeat(100_000)].concat().into_bytes());
    add("deep-span.html", Fate::Fails, ["<html>".to_owned(), "<span>x".repeat(100_000)].concat().into_bytes());
    add("deep-table.html", Fate::Any, ["<html>".to_owned(), "<table><tr><td>".repeat(50_000)].concat().into_bytes());
    add("deep-list.html", Fate::Any, ["<html>".to_owned(), "<ul><li>x".repeat(50_000)].concat().into_bytes());
    add("deep-p.html", Fate::Any, ["<html>".to_owned(), "<p><b>x".repeat(20_000)].concat().into_bytes());
    add("angles.html", Fate::Any, ["<html>".to_owned(), "<".repeat(2_000_000)].concat().into_bytes());
    add("attributes.html", Fate::Any, format!("<html><p {}>x", "a=1 ".repeat(100_000)).into_bytes());
    add(
        "spans.html",
        Fate::Any,
        b"<table><tr><td colspan=999999999 rowspan=999999999>x<td>y</tr><tr><td>z<td>w</table>".to_vec(),
    );
    add("lying-charset.html", Fate::Any, "<meta charset=utf-16le><p>政府撥款五億元。".as_bytes().to_vec());
    add("wide.csv", Fate::Fails, "1,".repeat(500_000).into_bytes());
    add("open-quote.csv", Fate::Any, format!("a,\"{}", "x,\n".repeat(100_000)).into_bytes());
    add("bars.csv", Fate::Any, "|,|,|\n".repeat(1000).into_bytes());
}

fn offices(add: &mut dyn FnMut(&str, Fate, Vec<u8>)) {
    let body = |inner: &str| format!("<w:document><w:body>{inner}</w:body></w:document>");
    let paragraph = "<w:p><w:r><w:t>政府撥款五億元。</w:t></w:r></w:p>";
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(30_000), "</w:tc></w:tr></w:tbl>".repeat(30_000));
    let laughs = format!(
        "<!DOCTYPE x [<!ENTITY a \"ha\">{}]>{}",
        (1..30).map(|n| format!("<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1)).collect::<String>(),
        body("<w:p><w:r><w:t>&a29;</w:t></w:r></w:p>")
    );
    add("deep.docx", Fate::Fails, word(&body(&deep)));
    add("laughs.docx", Fate::Fails, word(&laughs));
    add("bomb.docx", Fate::Fails, word(&body(&" ".repeat(300 << 20))));
    add("unclosed.docx", Fate::Fails, word("<w:document><w:body><w:p><w:r><w:t>x"));
    add("crossed.docx", Fate::Any, word("<w:document><w:body><w:p><w:r></w:p></w:r></w:body></w:document>"));
    add("blank.docx", Fate::Fails, word(&body("")));
    add("not-xml.docx", Fate::Fails, word("這不是 XML"));
    add(
        "wide-span.docx",
        Fate::Any,
        word(&body(&format!(
            "<w:tbl><w:tr>{}<w:tc><w:p/></w:tc></w:tr></w:tbl>{paragraph}",
            "<w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/></w:tcPr><w:p/></w:tc>".repeat(50)
        ))),
    );
    add("flat.docx", Fate::Any, word(&body(&paragraph.repeat(3_000))));
    let styles = "<w:styles><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>";
    let looped = body(&format!("<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr></w:p>{paragraph}"));
    add(
        "looped-styles.docx",
        Fate::Any,
        archive(
            &[
                ("word/document.xml", &looped),
                ("word/styles.xml", styles),
                ("word/_rels/document.xml.rels", &relations(&[("s", "styles", "styles.xml")])),
            ],
            "word/document.xml",
        ),
    );
    add("no-document.docx", Fate::Fails, archive(&[], "word/document.xml"));
    add("no-types.docx", Fate::Fails, pack(&[("a.txt", "x")]));
    let many: Vec<(String, &str)> = (0..25_000).map(|n| (format!("x{n}"), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    add("many.docx", Fate::Fails, archive(&many, "word/document.xml"));
    let mut flagged = word(&body(paragraph));
    flag_encrypted(&mut flagged);
    add("flagged.docx", Fate::Fails, flagged);
    let show = "<p:presentation><p:sldIdLst><p:sldId r:id=\"r1\"/></p:sldIdLst></p:presentation>";
    let rels = relations(&[("r1", "slide", "slides/slide1.xml")]);
    add(
        "no-slide.pptx",
        Fate::Fails,
        archive(&[("ppt/presentation.xml", show), ("ppt/_rels/presentation.xml.rels", &rels)], "ppt/presentation.xml"),
    );
    add(
        "no-slides.pptx",
        Fate::Fails,
        archive(&[("ppt/presentation.xml", "<p:presentation/>")], "ppt/presentation.xml"),
    );
    let own = relations(&[("r1", "slide", "presentation.xml"), ("r2", "slideLayout", "presentation.xml")]);
    add(
        "own-slide.pptx",
        Fate::Fails,
        archive(&[("ppt/presentation.xml", show), ("ppt/_rels/presentation.xml.rels", &own)], "ppt/presentation.xml"),
    );
    let groups = format!(
        "<p:sld><p:cSld><p:spTree>{}{}</p:spTree></p:cSld></p:sld>",
        "<p:grpSp>".repeat(20_000),
        "</p:grpSp>".repeat(20_000)
    );
    add(
        "groups.pptx",
        Fate::Fails,
        archive(
            &[
                ("ppt/presentation.xml", show),
                ("ppt/_rels/presentation.xml.rels", &rels),
                ("ppt/slides/slide1.xml", &groups),
            ],
            "ppt/presentation.xml",
        ),
    );
    let sheet = |rows: &str| {
        let book = "<workbook><sheets><sheet name=\"一\" r:id=\"r1\"/></sheets></workbook>";
        let rels = relations(&[("r1", "worksheet", "sheet1.xml"), ("r2", "sharedStrings", "strings.xml")]);
        let data = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        archive(
            &[
                ("xl/workbook.xml", book),
                ("xl/_rels/workbook.xml.rels", &rels),
                ("xl/sheet1.xml", &data),
                ("xl/strings.xml", "<sst/>"),
            ],
            "xl/workbook.xml",
        )
    };
    add("far.xlsx", Fate::Any, sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"));
    add(
        "far-row.xlsx",
        Fate::Any,
        sheet(
            "<row r=\"99999999999999999999\"><c r=\"ZZZZZZZZZ1\"><v>1e308</v></c><c r=\"A1\" t=\"s\"><v>99999</v></c></row>",
        ),
    );
    add(
        "numbers.xlsx",
        Fate::Any,
        sheet("<row><c><v>NaN</v></c><c><v>-1e999</v></c><c s=\"7\"><v>1e-300</v></c></row>"),
    );
    add("bomb.xlsx", Fate::Fails, sheet(&"<row><c><v>1</v></c></row>".repeat(12_000_000)));
}

fn pdfs(add: &mut dyn FnMut(&str, Fate, Vec<u8>)) {
    let text = "BT /F1 12 Tf 72 700 Td (Hello) Tj ET";
    let page = |extra: &str| {
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>{extra}>>"
        )
    };
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    let catalog = "<</Type/Catalog/Pages 2 0 R>>";
    let pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    let plain = |content: &str| stream("", content.as_bytes());
    let with = |content: Vec<u8>| document(&[catalog.into(), pages.into(), page("").into(), content, font.into()]);
    add("no-text.pdf", Fate::Fails, with(plain("0 0 100 100 re f")));
    add("unended-text.pdf", Fate::Any, with(plain(&text.repeat(1000).replace("ET", ""))));
    add("deep-save.pdf", Fate::Any, with(plain(&format!("{}{text}", "q ".repeat(300_000)))));
    add("deep-array.pdf", Fate::Any, with(plain(&format!("{}{text}", "[".repeat(200_000)))));
    add("deep-dict.pdf", Fate::Any, with(plain(&format!("/A {} BDC {text}", "<</B ".repeat(100_000)))));
    add("bomb.pdf", Fate::Fails, with(stream("/Filter/FlateDecode", &deflated(&vec![b' '; 700 << 20]))));
    let twice = deflated(&deflated(&vec![b' '; 700 << 20]));
    add("bomb-twice.pdf", Fate::Fails, with(stream("/Filter[/FlateDecode/FlateDecode]", &twice)));
    add(
        "huge-page.pdf",
        Fate::Any,
        document(&[
            catalog.into(),
            pages.into(),
            page("").replace("595 842", "1e30 1e30").into(),
            plain(text),
            font.into(),
        ]),
    );
    add(
        "page-loop.pdf",
        Fate::Any,
        document(&[
            catalog.into(),
            "<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3>>".into(),
            page("").into(),
            plain(text),
            font.into(),
        ]),
    );
    add(
        "page-count.pdf",
        Fate::Any,
        document(&[
            catalog.into(),
            "<</Type/Pages/Kids[3 0 R]/Count 999999999>>".into(),
            page("").into(),
            plain(text),
            font.into(),
        ]),
    );
    add("no-pages.pdf", Fate::Fails, document(&[catalog.into(), "<</Type/Pages/Kids[]/Count 0>>".into()]));
    let many = format!("<</Type/Pages/Kids[{}]/Count 20000>>", "3 0 R ".repeat(20_000));
    add(
        "many-pages.pdf",
        Fate::Any,
        document(&[catalog.into(), many.into_bytes(), page("").into(), plain(text), font.into()]),
    );
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>";
    let caller = page("").replace("/Font", "/XObject<</X 6 0 R>>/Font");
    let looped = stream(form, "/X Do /X Do BT /F1 9 Tf (x) Tj ET".as_bytes());
    add(
        "form-loop.pdf",
        Fate::Any,
        document(&[catalog.into(), pages.into(), caller.into(), plain("/X Do"), font.into(), looped]),
    );
    let mut forms = vec![
        catalog.into(),
        pages.into(),
        page("").replace("/Font", "/XObject<</X 6 0 R>>/Font").into_bytes(),
        plain("/X Do"),
        font.into(),
    ];
    for number in 6..40 {
        let next = form.replace("6 0 R", &format!("{} 0 R", number + 1));
        forms.push(stream(&next, "/X Do /X Do BT /F1 9 Tf (x) Tj ET".as_bytes()));
    }
    add("form-tower.pdf", Fate::Fails, document(&forms));
    let mut locked = document(&[catalog.into(), pages.into(), page("").into(), plain(text), font.into(), "<</Filter/Standard/V 2/R 3/Length 128/P -4/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)>>".into()]);
    replace(&mut locked, b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 6 0 R/ID[(a)(a)]");
    add("locked-file.pdf", Fate::Fails, locked);
    add("head-only.pdf", Fate::Fails, b"%PDF-1.7\n%%EOF\n".to_vec());
    add(
        "xref-loop.pdf",
        Fate::Fails,
        b"%PDF-1.7\nxref\n0 0\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n".to_vec(),
    );
}

fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..count).map(|_| next()).collect()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<<{dictionary}/Length {}>>stream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

/// A PDF document of these objects, numbered from 1, the first its catalog.
pub fn document(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    out.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", places.len() + 1).bytes());
    out
}

fn replace(bytes: &mut Vec<u8>, from: &[u8], to: &[u8]) {
    if let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
        bytes.splice(at..at + from.len(), to.iter().copied());
    }
}

pub fn relations(list: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    format!("<Relationships>{}</Relationships>", list.iter().map(one).collect::<String>())
}

pub fn word(document: &str) -> Vec<u8> {
    archive(&[("word/document.xml", document)], "word/document.xml")
}

/// An Office document of these parts.
pub fn archive(parts: &[(&str, &str)], main: &str) -> Vec<u8> {
    let rels = relations(&[("r", "officeDocument", main)]);
    let mut all = vec![("[Content_Types].xml", "<Types/>"), ("_rels/.rels", rels.as_str())];
    all.extend(parts);
    pack(&all)
}

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1));
    for (name, text) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Sets the flag that says "encrypted" on every entry of an archive.
fn flag_encrypted(bytes: &mut [u8]) {
    for at in 0..bytes.len().saturating_sub(10) {
        if bytes[at..].starts_with(b"PK\x03\x04") {
            bytes[at + 6] |= 1;
        } else if bytes[at..].starts_with(b"PK\x01\x02") {
            bytes[at + 8] |= 1;
        }
    }
}
