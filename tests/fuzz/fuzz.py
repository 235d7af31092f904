"""Fuzzing with atheris (the extra ``fuzz``): bytes of any kind go into the readers and into the grammar of numbers.

    make fuzz                                        each target for a minute
    python tests/fuzz/fuzz.py html --seconds 600     one target, longer
    python tests/fuzz/fuzz.py html crash-1a2b3c      what a file that was found does

Seeds are ``tests/fixtures``, the texts of ``seeds`` and made-up tables in every printed form. A target ends with our own
error or with a result that keeps its promises; anything else stops the run and leaves a file ``crash-...``, which becomes a
small test when the fault is mended.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["daraevidence"], enable_loader_override=False):
    from daraevidence.errors import DaraevidenceError
    from daraevidence.language.grammar import cell, quantities
    from daraevidence.layout.tables.text import find_grids
    from daraevidence.options import Options
    from daraevidence.pipeline import extract_text
    from daraevidence.reading import Text, read, read_text

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 20_000
TOKENS = """
<table> </table> <tr> <td> <td colspan="2"> rowspan="9" <th> <sup> </sup> <p> <li> <ul> <br> &nbsp; &#8722; <!-- --> <script>
| --- |:---:| +---+ +===+ ::: ^a^ $^{a}$ \\[ ## ** __ [1] ](http:// • 12 (34%) n=34 (95% CI, 1.2-3.4) P<0.001 10^6/kg 5·1 NR
± – − 1,234 vs obj endobj stream endstream /Type/Page /Kids [ ] << >> BT ET Tf Tj TJ Td Tm re l m S f Do q Q cm /Rotate 90
/MediaBox trailer startxref %%EOF
"""


def held(text: Text) -> None:
    """What every reader promises: the map, the shapes and the cuts stay inside the text, and tables can be told."""
    assert text.map.length == len(text.clean) and text.map.source_length == len(text.source)
    for shape in text.shapes:
        assert 0 <= shape.start <= shape.end <= len(text.clean)
        text.span(shape.start, shape.end)
    for cut in text.cuts:
        assert 0 <= cut.start <= cut.end <= len(text.source)
    for grid in find_grids(text):
        for row in grid.rows:
            for part in (*row.path, *row.cells):
                assert 0 <= part.start <= part.end <= len(text.clean)


def characters(data: bytes) -> str:
    """Bytes as a text in which anything may stand, also what is no character."""
    return data[:LONGEST].decode("utf-8", "surrogateescape" if data[:1] == b"\xff" else "replace")


def text(data: bytes) -> None:
    held(read_text(characters(data)))


def markdown(data: bytes) -> None:
    held(read_text(characters(data), kind="markdown"))


def html(data: bytes) -> None:
    held(read_text(characters(data), kind="html"))


def pdf(data: bytes) -> None:
    found = read(b"%PDF-1.4\n" + data, Options(on_bad_page="skip", max_pages=20))
    held(found)
    found.places(0, len(found.source))


def numbers(data: bytes) -> None:
    printed = characters(data)
    found = quantities(printed)
    assert all(0 <= one.start < one.end <= len(printed) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    cell(printed[:200])


def whole(data: bytes) -> None:
    """All of the line, from text to findings."""
    printed = characters(data)[:4000]
    extraction = extract_text(printed)
    assert all(extraction.text[entry.start : entry.end] == entry.text for entry in extraction.ledger)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "pdf": pdf,
    "numbers": numbers,
    "whole": whole,
}


def seeds(target: str) -> Iterator[bytes]:
    """What a target begins with."""
    if target == "pdf":
        yield from pages()
        return
    for path in (*sorted((ROOT / "tests" / "fixtures").iterdir()), *sorted((ROOT / "seeds").glob("*.txt"))):
        if (path.suffix in (".html", ".htm")) == (target == "html"):
            whole_text = path.read_bytes()
            yield whole_text
            yield from (whole_text[i : i + 600] for i in range(0, len(whole_text), 600))
    from daraevidence.testing.forms import FORMS

    for form in FORMS.values():
        if form.kind == (target if target in ("html", "markdown") else "text"):
            yield str(form.printer(form.shown.example())).encode()


def pages() -> Iterator[bytes]:
    """Small PDFs whose streams are not packed, so that what is changed in them is what is printed."""
    from reportlab.pdfgen.canvas import Canvas

    for form, turn in (("all", 0), ("three", 0), ("none", 0), ("three", 90), ("text", 0)):
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=(300, 300), invariant=1, pageCompression=0)
        canvas.setPageRotation(turn)
        canvas.setFont("Helvetica", 9)
        for number in range(8):
            y = 280 - 14 * number
            if form == "text":
                for x in (20, 160):
                    canvas.drawString(x, y, "Of 34 patients, 12 (35%) had a rash.")
                continue
            row = (f"Event {number}", f"{number} (1.{number})", "<0.001") if number else ("Event", "Tolrenib (n=34)", "P")
            for x, cell in zip((20, 120, 220), row):
                canvas.drawString(x, y, cell)
            if form == "all" or (form == "three" and number in (0, 1)):
                canvas.line(15, y + 10, 280, y + 10)
        if form == "three":
            canvas.line(15, 178, 280, 178)
        for x in (15, 115, 215, 280) if form == "all" else ():
            canvas.line(x, 290, x, 192)
        canvas.showPage()
        canvas.save()
        yield file.getvalue().partition(b"\n")[2]
    circle = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R]/Count 9>>\nendobj\n"
    yield circle + b"trailer<</Root 1 0 R>>"


def guarded(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """A target that may end with an error of our own."""

    def run(data: bytes) -> None:
        with suppress(DaraevidenceError):
            target(data)

    return run


def main() -> None:
    """Read the command line and run one target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("file", type=Path, nargs="?", help="a file that stopped a run")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what was found of use")
    args = parser.parse_args()
    target = guarded(TARGETS[args.target])
    if args.file:
        target(args.file.read_bytes())
        return
    with tempfile.TemporaryDirectory() as folder:
        corpus = args.corpus or Path(folder, "corpus")
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds(args.target)):
            (corpus / f"seed-{number:04}").write_bytes(seed)
        words = Path(folder, "words")
        words.write_text("\n".join(f'"{_escaped(token)}"' for token in TOKENS.split()), encoding="ascii")
        options = [
            f"-max_total_time={args.seconds}",
            "-timeout=20",
            "-rss_limit_mb=3000",
            f"-max_len={LONGEST}",
            f"-dict={words}",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], target)
        atheris.Fuzz()


def _escaped(token: str) -> str:
    return "".join(chr(byte) if 32 < byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in token.encode())


if __name__ == "__main__":
    main()
