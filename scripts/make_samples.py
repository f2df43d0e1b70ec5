#!/usr/bin/env python3
"""Makes the sample inputs of every format from inputs/samples/report.md and deck.md.

Needs: pip install python-docx python-pptx openpyxl; LibreOffice (soffice) and a Chinese font for the
PDFs. Usage: scripts/make_samples.py [FOLDER]   (inputs/samples unless said otherwise)
"""
import csv, html, pathlib, re, shutil, subprocess, sys, tempfile

import docx, openpyxl, pptx
from docx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

HERE = pathlib.Path(__file__).resolve().parent.parent / "inputs" / "samples"
OUT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
FONT = "Noto Sans CJK TC"


def blocks(text):
    """(kind, level, text or rows) of the few Markdown forms that the samples use."""
    rows = []
    for line in text.splitlines() + [""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not all(re.fullmatch("-+", cell) for cell in cells):
                rows.append(cells)
            continue
        if rows:
            yield "table", 0, rows
            rows = []
        indent = (len(line) - len(line.lstrip())) // 2
        line = line.strip()
        if line == "---":
            yield "break", 0, ""
        elif line.startswith("#"):
            yield "heading", len(line) - len(line.lstrip("#")), line.lstrip("# ")
        elif line.startswith("- "):
            yield "bullet", indent, line[2:]
        elif re.match(r"\d+\. ", line):
            yield "number", indent, line.split(" ", 1)[1]
        elif line:
            yield "paragraph", 0, line


def runs(text):
    """Text cut at its bold stretches."""
    for at, piece in enumerate(text.split("**")):
        if piece:
            yield piece, at % 2 == 1


def plain(text):
    out, count = [], 0
    for kind, level, body in blocks(text):
        count = count + 1 if kind == "number" else 0
        if kind == "table":
            out += ["\t".join(row) + "\n" for row in body] + ["\n"]
        elif kind == "break":
            out.append("\n\n\n")
        else:
            mark = {"bullet": "  " * level + ("– " if level else "• "), "number": f"{count}. "}.get(kind, "")
            end = "\n" if kind in ("bullet", "number") else "\n\n"
            out.append(mark + body.replace("**", "") + end)
    return "".join(out)


def word(text, path):
    document = docx.Document()
    for style in document.styles:
        if getattr(style, "font", None) is not None and style.element.rPr is not None:
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    document.sections[0].header.paragraphs[0].text = "海灣市政府文件"
    for kind, level, body in blocks(text):
        if kind == "heading":
            document.add_heading(body, level - 1)
        elif kind == "table":
            table = document.add_table(0, len(body[0]), "Table Grid")
            for row in body:
                for cell, value in zip(table.add_row().cells, row):
                    cell.text = value
        elif kind != "break":
            style = {"bullet": "List Bullet", "number": "List Number"}.get(kind)
            if style and level:
                style += f" {level + 1}"
            paragraph = document.add_paragraph(style=style)
            for piece, bold in runs(body):
                paragraph.add_run(piece).bold = bold or None
    document.save(path)


def web(text, path, charset="utf-8", furniture=True):
    out, open_list = [], None
    for kind, level, body in blocks(text):
        wanted = {"bullet": "ul", "number": "ol"}.get(kind)
        if open_list != wanted:
            out += [f"</{open_list}>"] if open_list else []
            out += [f"<{wanted}>"] if wanted else []
            open_list = wanted
        said = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(body)) if isinstance(body, str) else body
        if kind == "heading":
            out.append(f"<h{level}>{said}</h{level}>")
        elif kind == "table":
            cells = lambda row, tag: "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row)
            out.append("<table border=1><thead><tr>" + cells(body[0], "th") + "</tr></thead>")
            out += ["<tr>" + cells(row, "td") + "</tr>" for row in body[1:]] + ["</table>"]
        elif kind != "break":
            out.append(f"<li>{said}</li>" if wanted else f"<p>{said}</p>")
    out += [f"</{open_list}>"] if open_list else []
    page = f"""<!DOCTYPE html>
<html lang="zh-Hant"><head><meta charset="{charset}"><title>智慧港灣</title><style>p {{ margin: 1em }}</style></head>
<body>{'<header><a href="/">主頁</a></header><nav><ul><li><a href="/a">關於我們</a></li><li><a href="/b">聯絡我們</a></li></ul></nav>' if furniture else ""}
<main>
{chr(10).join(out)}
</main>
{'<footer>版權所有 海灣市政府</footer>' if furniture else ""}<script>var total = 5000000;</script></body></html>
"""
    path.write_bytes(page.encode(charset))


def show(text, path):
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for number, part in enumerate(re.split(r"\n---\n", text)):
        parts = list(blocks(part))
        title = next(body for kind, _, body in parts if kind == "heading")
        rest = [entry for entry in parts if entry[0] != "heading"]
        slide = deck.slides.add_slide(deck.slide_layouts[0 if number == 0 else 5 if rest[0][0] == "table" else 1])
        slide.shapes.title.text = title
        if number == 0:
            slide.placeholders[1].text = "\n".join(body for _, _, body in rest)
        elif rest[0][0] == "table":
            rows = rest[0][2]
            table = slide.shapes.add_table(len(rows), len(rows[0]), Inches(1), Inches(2), Inches(11), Inches(3)).table
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    table.cell(at, column).text = value
        else:
            frame = slide.placeholders[1].text_frame
            for at, (kind, level, body) in enumerate(rest):
                paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
                paragraph.text, paragraph.level = body, level
                if kind == "number":
                    properties = paragraph._p.get_or_add_pPr()
                    properties.set("marL", "571500")
                    properties.set("indent", "-571500")
                    properties.append(properties.makeelement(
                        "{http://schemas.openxmlformats.org/drawingml/2006/main}buAutoNum", {"type": "arabicPeriod"}))
            slide.notes_slide.notes_text_frame.text = f"講者備註：第{number + 1}頁。"
        for shape in slide.placeholders:
            top, height = shape.top, shape.height
            shape.left, shape.top, shape.width, shape.height = Inches(0.8), top, Inches(11.7), height
    deck.save(path)


def sheet(text, folder):
    rows = next(body for kind, _, body in blocks(text) if kind == "table")
    book = openpyxl.Workbook()
    book.active.title = "主要指標"
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            bare = value.replace(",", "")
            number = float(bare) if re.fullmatch(r"[\d.]+", bare) else None
            book.active.cell(at, column, value if number is None else int(number) if number.is_integer() else number)
    other = book.create_sheet("比率")
    other.append(["項目", "比率", "日期"])
    import datetime
    other.append(["電子化比率", 0.875, datetime.date(2023, 12, 31)])
    other["B2"].number_format = "0.0%"
    book.save(folder / "table.xlsx")
    with open(folder / "table.csv", "w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)


def printed(path):
    """The document as PDF, by LibreOffice."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
                        "--outdir", profile, str(path)], check=True, capture_output=True)
        shutil.move(pathlib.Path(profile) / (path.stem + ".pdf"), path.with_name(path.name.replace(".", "-") + ".pdf"))


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    report, deck = (HERE / "report.md").read_text("utf-8"), (HERE / "deck.md").read_text("utf-8")
    (OUT / "report.txt").write_text(plain(report), "utf-8")
    word(report, OUT / "report.docx")
    web(report, OUT / "report.html")
    web(report, OUT / "report-big5.html", "big5")
    show(deck, OUT / "deck.pptx")
    sheet(report, OUT)
    (OUT / "report-big5.txt").write_bytes(plain(report).encode("big5hkscs"))
    (OUT / "report-utf16.txt").write_bytes(plain(report).encode("utf-16"))
    (OUT / "report-gb18030.txt").write_bytes(plain(report).encode("gb18030"))
    if shutil.which("soffice"):
        printed(OUT / "report.docx")
        printed(OUT / "deck.pptx")
        # LibreOffice prints a page's navigation, which is no text of the document
        web(report, OUT / "report.html", furniture=False)
        printed(OUT / "report.html")
        web(report, OUT / "report.html")


main()
