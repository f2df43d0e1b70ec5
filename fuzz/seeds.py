"""Makes what the targets begin with out of the sample inputs: fuzz/seeds.py INPUTS CORPUS"""

import sys
import zipfile
from pathlib import Path

inputs, corpus = Path(sys.argv[1]), Path(sys.argv[2])
ENDINGS = {"read-txt": "txt md", "read-csv": "csv", "read-html": "html", "read-pdf": "pdf", "read-docx": "docx pptx xlsx"}
PARTS = ["word/document.xml", "ppt/slides/slide1.xml", "xl/worksheets/sheet1.xml"]
TYPES = 13


def put(target: str, name: str, data: bytes) -> None:
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


for path in sorted(path for path in inputs.rglob("*") if path.is_file()):
    ending = path.suffix[1:]
    for target, endings in ENDINGS.items():
        if ending in endings.split():
            put(target, path.name, path.read_bytes())
    if ending in ("docx", "pptx", "xlsx"):
        archive = zipfile.ZipFile(path)
        for first, part in enumerate(PARTS):
            if part in archive.namelist():
                put("office", path.name, bytes([first]) + archive.read(part))
    if ending in ("txt", "md"):
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        pieces = [piece for piece in text.split("\n\n") if piece.strip()]
        for number, piece in enumerate(pieces):
            name = f"{path.name}-{number}"
            put("clean", name, piece.encode()[:2000])
            put("whole", name, piece.encode()[:600])
            put("mentions", name, bytes([number % (TYPES + 5)]) + piece.encode()[:400])
            quoted = piece[:200].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            line = f'{{"id":{number},"text":"{quoted}","date":"2024-05-01","region":"HK","types":["money","date"]}}\n'
            put("stream", name, line.encode())
        put("whole", path.name, "\n\n".join(pieces)[:1200].encode())
