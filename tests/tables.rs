//! Headers of tables that take more than one row, in sheets and in web pages.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use ingest::read::Source;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

fn relations(kind: &str, target: &str) -> String {
    format!("<Relationships><Relationship Id=\"rId1\" Type=\"{RELATION}{kind}\" Target=\"{target}\"/></Relationships>")
}

/// A workbook of one sheet with these rows, from the first on, and merged cells.
fn book(rows: &[&[(&str, &str)]], merged: &[&str]) -> Vec<u8> {
    let cell = |(place, text): &(&str, &str)| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |(number, cells): (usize, &&[(&str, &str)])| {
        format!("<row r=\"{}\">{}</row>", number + 1, cells.iter().map(cell).collect::<String>())
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    let merged: String = merged.iter().map(|range| format!("<mergeCell ref=\"{range}\"/>")).collect();
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"表\" r:id=\"rId1\"/></sheets></workbook>".to_owned()),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"),
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn text(name: &str, bytes: Vec<u8>) -> String {
    Source::from_bytes(name, bytes).unwrap().text
}

const JOINED: &str = "| 年度 | 創新基金 金額 | 創新基金 宗數 |\n|---|---|---|\n| 2022年 | 5億元 | 20宗 |\n";

#[test]
fn a_header_of_two_rows_in_a_sheet() {
    let rows: &[&[(&str, &str)]] = &[
        &[("A1", "年度"), ("B1", "創新基金")],
        &[("B2", "金額"), ("C2", "宗數")],
        &[("A3", "2022年"), ("B3", "5億元"), ("C3", "20宗")],
    ];
    assert_eq!(text("a.xlsx", book(rows, &["A1:A2", "B1:C1"])), format!("# 表\n\n{JOINED}"));
    let plain = text("a.xlsx", book(rows, &[]));
    assert!(plain.starts_with("# 表\n\n| 年度 | 創新基金 |\n|---|---|\n|  | 金額 | 宗數 |\n"), "{plain}");
}

#[test]
fn a_cell_over_a_table_is_its_caption() {
    let rows: &[&[(&str, &str)]] =
        &[&[("A1", "表1：批出宗數")], &[("A2", "年度"), ("B2", "宗數")], &[("A3", "2022年"), ("B3", "20宗")]];
    let want = "# 表\n\n表1：批出宗數\n\n| 年度 | 宗數 |\n|---|---|\n| 2022年 | 20宗 |\n";
    assert_eq!(text("a.xlsx", book(rows, &["A1:B1"])), want);
    let page = "<table><tr><td colspan=2>表1：批出宗數<tr><th>年度<th>宗數<tr><td>2022年<td>20宗</table>";
    assert_eq!(format!("# 表\n\n{}", text("a.html", page.into())), want);
}

#[test]
fn merged_cells_below_a_header_stay() {
    let rows: &[&[(&str, &str)]] =
        &[&[("A1", "年度"), ("B1", "宗數")], &[("A2", "不詳")], &[("A3", "2022年"), ("B3", "20宗")]];
    let want = "# 表\n\n| 年度 | 宗數 |\n|---|---|\n| 不詳 |\n| 2022年 | 20宗 |\n";
    assert_eq!(text("a.xlsx", book(rows, &["A2:B2"])), want);
}

#[test]
fn a_header_of_two_rows_in_a_page() {
    for (head, rest) in [("<tr>", "<tr>"), ("<thead><tr>", "</thead><tr>")] {
        let page = format!(
            "<table>{head}<th rowspan=2>年度<th colspan=2>創新基金<tr><th>金額<th>宗數\
             {rest}<td>2022年<td>5億元<td>20宗</table>"
        );
        assert_eq!(text("a.html", page.into()), JOINED);
    }
    let page = "<table><thead><tr><th>年度<th>宗數<tr><th>（財政）<th>（累計）</thead><tr><td>2022年<td>20宗</table>";
    assert!(text("a.html", page.into()).starts_with("| 年度 （財政） | 宗數 （累計） |\n|---|---|\n"));
}
