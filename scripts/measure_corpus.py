#!/usr/bin/env python3
"""Peak memory of a run over many documents that differ in their names and figures.

    scripts/measure_corpus.py target/release/ingest [COUNT...]

Writes COUNT documents (1,000, 10,000 and 100,000 where nothing is said) to a scratch folder, runs the
program over them twice (the second time nothing has changed) under GNU time, and prints what both runs
took. The documents are the same every time.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

FIRST = "海港山林田石金銀東西南北中安康平和新興永樂長青清明光華文德"
SECOND = "灣城園洲島峰嶺溪河湖塘橋門埔涌角徑坑岡坪"
THINGS = [["發展計劃", "研究基金", "資助計劃", "服務平台"], ["管理局", "發展署", "諮詢委員會"], ["科技園", "研發中心", "研究院"]]
SHARED = ["海洋基金", "港口管理局", "漁業發展計劃", "海岸保育基金"]


def name(number: int) -> str:
    """A name that no other number has."""
    things, rest = THINGS[number % 3], number // 3
    word = ""
    for letters in (FIRST, SECOND, FIRST, SECOND, FIRST):
        number, at = divmod(number, len(letters))
        word += letters[at]
    return word + things[rest % len(things)]


def document(number: int) -> str:
    year, month = 2000 + number % 25, 1 + number % 12
    names = [name(number * 24 + other) for other in range(24)]
    lines = [f"香港{names[0]}工作簡報（{year}年{month}月）", ""]
    for at in range(0, 24, 3):
        one, two, three = names[at : at + 3]
        figure = 1000 + (number * 37 + at * 11) % 90000
        lines.append(
            f"香港{two}於{year}年{month}月推出「{one}」。截至{year}年底，「{one}」已批出{figure}個項目，"
            f"資助額約{figure % 700 + 1}億元。香港{three}於{year - 3}年成立，佔地{figure % 90 + 1}公頃。"
        )
        lines.append("")
    for at, shared in enumerate(SHARED):
        figure = 500 + (number * 13 + at * 7) % 9000
        lines.append(f"截至{year}年{month}月底，{shared}已批出{figure}個項目，政府向{shared}注資{figure % 300 + 1}億元。")
        lines.append("")
    return "\n".join(lines)


def run(program: str, folder: pathlib.Path, out: pathlib.Path) -> str:
    command = ["/usr/bin/time", "-f", "%e %U %M", program, str(folder), "-o", str(out), "--quiet"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr.split()
    wall, user, peak = told[-3:]
    return f"{float(wall):8.1f} s  user {float(user):8.1f} s  peak {int(peak) / 1024:7.1f} MiB"


def main() -> None:
    program = str(pathlib.Path(sys.argv[1]).resolve())
    for count in [int(word) for word in sys.argv[2:]] or [1_000, 10_000, 100_000]:
        with tempfile.TemporaryDirectory(prefix="ingest-corpus-") as scratch:
            folder, out = pathlib.Path(scratch, "in"), pathlib.Path(scratch, "out")
            size = 0
            for number in range(count):
                shelf = folder / f"{number // 1000:03}"
                shelf.mkdir(parents=True, exist_ok=True)
                text = document(number).encode()
                size += len(text)
                (shelf / f"{number:06}.txt").write_bytes(text)
            print(f"{count:7,} documents, {size / 1e6:.1f} MB", flush=True)
            for which in ("first run", "again"):
                print(f"  {which:10} {run(program, folder, out)}", flush=True)
            sizes = {file: (out / file).stat().st_size / 1e6 for file in ("entities.json", "series.json", "manifest.json")}
            print("  " + ", ".join(f"{file} {size:.1f} MB" for file, size in sizes.items()), flush=True)
            shutil.rmtree(out)


if __name__ == "__main__":
    main()
