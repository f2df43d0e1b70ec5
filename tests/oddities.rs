//! What real files hold beside plain paragraphs: the text that the readers give of it.

#![allow(clippy::unwrap_used)]
#![allow(dead_code)] // of the hostile files only the helpers are used

mod hostile;

use hostile::{archive, relations, word};
use ingest::read::Source;

fn text(name: &str, bytes: Vec<u8>) -> String {
    Source::from_bytes(name, bytes).unwrap().text
}

fn docx(body: &str) -> String {
    text("a.docx", word(&format!("<w:document><w:body>{body}</w:body></w:document>")))
}

fn cell(properties: &str, inner: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r>{inner}</w:r></w:p></w:tc>")
}

#[test]
fn a_header_of_two_rows_in_word_is_one() {
    let said = |text: &str| format!("<w:t>{text}</w:t>");
    let wide = |text: &str| cell("<w:gridSpan w:val=\"2\"/>", &said(text));
    let one = |text: &str| cell("", &said(text));
    let rows = [
        cell("<w:vMerge w:val=\"restart\"/>", &said("項目")) + &wide("2022年") + &wide("2023年"),
        cell("<w:vMerge/>", "") + &one("預算") + &one("實際") + &one("預算") + &one("實際"),
        one("津貼") + &one("12億元") + &one("11億元") + &one("13億元") + &one("14億元"),
    ];
    let table: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    let want = "| 項目 | 2022年 預算 | 2022年 實際 | 2023年 預算 | 2023年 實際 |\n|---|---|---|---|---|\n\
        | 津貼 | 12億元 | 11億元 | 13億元 | 14億元 |\n";
    assert_eq!(docx(&format!("<w:tbl>{table}</w:tbl>")), want);
}

#[test]
fn what_hangs_on_the_cells_of_word_stands_behind_the_table() {
    let inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5個</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let boxed =
        "<w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>方塊</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>";
    let first = format!("<w:tc><w:p><w:r><w:t>觀塘</w:t>{boxed}</w:r></w:p></w:tc>");
    let second = format!("<w:tc><w:p><w:r><w:t>中心</w:t></w:r></w:p>{inner}</w:tc>");
    let want = "| 觀塘 | 中心 |\n|---|---|\n\n方塊\n\n| 甲 | 5個 |\n|---|---|\n";
    let found = docx(&format!("<w:tbl><w:tr>{first}{second}</w:tr></w:tbl>"));
    assert!(
        found.contains("方塊\n")
            && found.contains("\n\n| 甲 | 5個 |")
            && found.starts_with(want.lines().next().unwrap()),
        "{found}"
    );
}

#[test]
fn readings_signs_and_changes_in_word() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let ruby =
        format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", run("ㄩㄝˋ"), run("粵"));
    let tick = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:char=\"F04A\"/></w:r>";
    let changed = format!("<w:del>{}</w:del><w:ins>{}</w:ins>", "<w:r><w:delText>3</w:delText></w:r>", run("5億元"));
    assert_eq!(docx(&format!("<w:p>{tick}{ruby}{}{changed}</w:p>", run("港撥款"))), "✓粵港撥款5億元\n");
}

#[test]
fn charts_diagrams_and_fields_of_slides() {
    let show = "<p:presentation><p:sldIdLst><p:sldId r:id=\"r1\"/></p:sldIdLst></p:presentation>";
    let frame = |data: &str| {
        format!("<p:graphicFrame><a:graphic><a:graphicData>{data}</a:graphicData></a:graphic></p:graphicFrame>")
    };
    let field = "<p:sp><p:txBody><a:p><a:r><a:t>日期：</a:t></a:r><a:fld type=\"datetime1\"><a:t>2024年5月21日</a:t></a:fld>\
        <a:fld type=\"slidenum\"><a:t>7</a:t></a:fld></a:p></p:txBody></p:sp>";
    let slide = format!(
        "<p:sld><p:cSld><p:spTree>{field}{}{}</p:spTree></p:cSld></p:sld>",
        frame("<c:chart r:id=\"r1\"/>"),
        frame("<dgm:relIds r:dm=\"r2\"/>")
    );
    let chart = "<c:chartSpace><c:chart><c:ser><c:tx><c:pt><c:v>比率</c:v></c:pt></c:tx><c:cat><c:pt><c:v>本地</c:v></c:pt></c:cat>\
        <c:val><c:numCache><c:formatCode>0%</c:formatCode><c:pt><c:v>0.72</c:v></c:pt></c:numCache></c:val></c:ser></c:chart></c:chartSpace>";
    let point = |id: u32, text: &str| {
        format!("<dgm:pt modelId=\"{id}\"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>")
    };
    let link =
        |from: u32, to: u32, order: u32| format!("<dgm:cxn srcId=\"{from}\" destId=\"{to}\" srcOrd=\"{order}\"/>");
    let diagram = format!(
        "<dgm:dataModel><dgm:ptLst><dgm:pt modelId=\"1\" type=\"doc\"/>{}{}{}</dgm:ptLst><dgm:cxnLst>{}{}{}</dgm:cxnLst></dgm:dataModel>",
        point(4, "辦公室"),
        point(2, "創新局"),
        point(3, "科技署"),
        link(1, 2, 0),
        link(2, 4, 1),
        link(2, 3, 0)
    );
    let parts = [
        ("ppt/presentation.xml", show),
        ("ppt/_rels/presentation.xml.rels", &relations(&[("r1", "slide", "slide.xml")])),
        ("ppt/slide.xml", &slide),
        ("ppt/_rels/slide.xml.rels", &relations(&[("r1", "chart", "chart.xml"), ("r2", "diagramData", "data.xml")])),
        ("ppt/chart.xml", chart),
        ("ppt/data.xml", &diagram),
    ];
    let want = "日期：2024年5月21日\n\n|  | 比率 |\n|---|---|\n| 本地 | 72% |\n\n- 創新局\n  - 科技署\n  - 辦公室\n";
    assert_eq!(text("a.pptx", archive(&parts, "ppt/presentation.xml")), want);
}

/// The text of a PDF page with this content in Helvetica.
#[cfg(feature = "pdf")]
fn pdf(content: &str) -> String {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
    let bytes = hostile::document(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
        page.into(),
        hostile::stream("", content.as_bytes()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".into(),
    ]);
    text("a.pdf", bytes)
}

#[cfg(feature = "pdf")]
#[test]
fn pages_of_text_that_lies_on_its_side() {
    let upright = "BT /F 12 Tf 1 0 0 1 50 780 Tm (Annex) Tj ET";
    for (matrix, way) in
        [("0 1 -1 0 100 100", "up"), ("0 -1 1 0 100 700", "down"), ("-1 0 0 -1 500 400", "on its head")]
    {
        let content = format!("{upright} BT /F 12 Tf {matrix} Tm (Areas of open space) Tj ET");
        assert_eq!(pdf(&content), "Areas of open space\n\nAnnex\n", "{way}");
    }
    let stamp = format!("{upright} BT /F 60 Tf .7 .7 -.7 .7 100 100 Tm (DRAFT) Tj ET");
    assert_eq!(pdf(&stamp), "Annex\n");
}

#[cfg(feature = "pdf")]
#[test]
fn the_number_of_a_note_is_no_figure() {
    let content = "BT /F 12 Tf 1 0 0 1 50 700 Tm (It cost 500) Tj /F 7 Tf 5 Ts (12) Tj /F 12 Tf 0 Ts ( in all.) Tj ET";
    assert_eq!(pdf(content), "It cost 500¹² in all.\n");
    assert_eq!(pdf(&content.replace("500", "500,")), "It cost 500, in all.\n");
}

#[cfg(feature = "pdf")]
#[test]
fn boxes_and_lists_side_by_side_are_no_table() {
    let at = |x: u32, y: u32, text: &str| format!("BT /F 12 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET ");
    let rows = |left: [&str; 3], right: [&str; 3]| -> String {
        (0..3)
            .map(|row| at(50, 700 - 20 * row as u32, left[row]) + &at(300, 700 - 20 * row as u32, right[row]))
            .collect()
    };
    let lists = rows(["- low tax", "- law", "- ports"], ["- labour", "- rents", "- waste"]);
    assert_eq!(pdf(&lists), "- low tax\n- law\n- ports\n- labour\n- rents\n- waste\n");
    let table = rows(["Year", "2022", "2023"], ["Firms", "120", "150"]);
    assert_eq!(pdf(&table), "| Year | Firms |\n|---|---|\n| 2022 | 120 |\n| 2023 | 150 |\n");
}

#[test]
fn sheets_with_titles_two_header_rows_and_notes() {
    let book = "<workbook><sheets><sheet name=\"統計\" r:id=\"r1\"/></sheets></workbook>";
    let row = |number: u32, cells: &[&str]| {
        let cell = |text: &&str| match text.parse::<f64>() {
            Ok(_) => format!("<c s=\"1\"><v>{text}</v></c>"),
            Err(_) => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        format!("<row r=\"{number}\">{}</row>", cells.iter().map(cell).collect::<String>())
    };
    let rows = [
        row(1, &["表1：撥款"]),
        row(2, &["計劃", "2022年", "", "2023年", ""]),
        row(3, &["", "預算", "實際", "預算", "實際"]),
        row(4, &["培訓", "12", "11", "14", "13"]),
        row(6, &["註：只計本地"]),
    ];
    let parts = [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", &relations(&[("r1", "worksheet", "s.xml"), ("r2", "styles", "styles.xml")])),
        ("xl/s.xml", &format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.concat())),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"#,##0&quot;億元&quot;\"/></numFmts>\
             <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>",
        ),
    ];
    let want = "# 統計\n\n表1：撥款\n\n| 計劃 | 2022年 預算 | 2022年 實際 | 2023年 預算 | 2023年 實際 |\n|---|---|---|---|---|\n\
        | 培訓 | 12億元 | 11億元 | 14億元 | 13億元 |\n\n註：只計本地\n";
    assert_eq!(text("a.xlsx", archive(&parts, "xl/workbook.xml")), want);
}
