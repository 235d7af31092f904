"""How fast PDF is read, against pdfplumber on the same pages in the same run, and how memory grows with pages.

    python benchmarks/pdf.py [--pages 20]

Words: pages of prose, characters put together to words with their places, against ``pdfplumber``'s ``extract_words``; the
aim is at least 8 times its pages a second. Mixed: pages of prose and ruled tables, read to the text in reading order with
its tables, against ``extract_words`` and ``find_tables`` with the rows; the aim is at least 5 times. Memory: the highest
resident size of a process that reads 100 pages against one that reads 10; the aim is at most 1.3 times.
Exit status 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from aims import Aim, report

WORDS = (
    "Of 214 patients with relapsed marginal zone lymphoma who were given tolrenib at 41 centers, 131 (61%) had a response and "
    "58 (27%) a complete response after a median of 4 cycles. The median progression-free survival was 11.7 months (95% CI, "
    "9.2-14.8) and the median overall survival was not reached; 71% of the patients were alive at 24 months. "
)


def made(pages: int, tables: bool) -> bytes:
    """A PDF in two columns, with a ruled table on each page where asked."""
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    for number in range(pages):
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(50, 810, "Invented Journal of Medicine")
        canvas.drawString(290, 30, str(number + 1))
        foot = 470 if tables else 60
        for x in (50, 305):
            y, line = 780.0, ""
            for word in (WORDS * 12).split():
                if stringWidth(f"{line} {word}", "Times-Roman", 9) > 240:
                    canvas.drawString(x, y, line)
                    y, line = y - 11, ""
                    if y < foot:
                        break
                line = f"{line} {word}".strip()
        if tables:
            canvas.drawString(50, 452, f"Table {number + 1}. Adverse events by grade")
            for row in range(24):
                canvas.line(50, 440 - 15 * row, 545, 440 - 15 * row)
                if row < 23:
                    for column in range(6):
                        text = f"Event {row}" if not column else f"{row * 3 + column} ({row + column}.{column})"
                        canvas.drawString(54 + 83 * column, 429 - 15 * row, text)
            for column in range(7):
                canvas.line(50 + 82.5 * column, 440, 50 + 82.5 * column, 440 - 15 * 23)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def own_words(data: bytes) -> int:
    """The words of all pages with their places."""
    import pypdfium2

    from daraevidence.reading.page.characters import PageFrame, read_words

    count = 0
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        page = document[index]
        characters = page.get_textpage()
        count += len(read_words(characters.raw, PageFrame(*page.get_cropbox(), 0)).words)
        characters.close()
        page.close()
    document.close()
    return count


def their_words(data: bytes) -> int:
    """The same with pdfplumber; pages are closed, or memory grows with them."""
    import pdfplumber

    count = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            count += len(page.extract_words())
            page.close()
    return count


def own_pages(data: bytes) -> int:
    """The text in reading order with its tables: how many cells there are."""
    from daraevidence.options import Options
    from daraevidence.reading import read

    return sum(shape.kind == "cell" for shape in read(data, Options(max_bytes=1_000_000_000)).shapes)


def their_pages(data: bytes) -> int:
    """Words, and the cells of the tables, with pdfplumber."""
    import pdfplumber

    count = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words()
            count += sum(cell is not None for table in page.find_tables() for row in table.extract() for cell in row)
            page.close()
    return count


def rate(work: Callable[[bytes], int], data: bytes, pages: int, times: int) -> tuple[float, int]:
    """Pages a second (the best of some times), and what the work counted."""
    best, count = float("inf"), 0
    for _ in range(times):
        start = time.process_time()
        count = work(data)
        best = min(best, time.process_time() - start)
    return pages / best, count


def compared(
    name: str, own: Callable[[bytes], int], theirs: Callable[[bytes], int], data: bytes, pages: int, least: float
) -> Aim:
    """The pages a second against those of pdfplumber."""
    own(data)
    ours, counted = rate(own, data, pages, 3)
    others, expected = rate(theirs, data, pages, 1)
    detail = f"{ours:.1f} pages/s, pdfplumber {others:.1f}; {counted} and {expected} found"
    return Aim(name, ours / others, "times pdfplumber", detail, least=least)


def peak(pages: int) -> float:
    """The highest resident size, in MB, of a process that reads some pages."""
    command = [sys.executable, __file__, "--peak", str(pages)]
    return float(subprocess.run(command, check=True, capture_output=True, input=made(pages, True)).stdout)


def resident() -> float:
    """The highest resident size of this process in MB; ``ru_maxrss`` would count what it was started from."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def aims(pages: int = 20) -> Iterator[Aim]:
    """Rates and memory."""
    yield compared("PDF words", own_words, their_words, made(pages, False), pages, 8)
    yield compared("PDF with tables", own_pages, their_pages, made(pages, True), pages, 5)
    small, large = peak(10), peak(100)
    detail = f"{large:.0f} MB at 100 pages, {small:.0f} MB at 10"
    yield Aim("PDF memory", large / small, "times at ten times the pages", detail, most=1.3)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peak:
        own_pages(sys.stdin.buffer.read())
        print(resident())
        return 0
    return report(aims(arguments.pages))


if __name__ == "__main__":
    sys.exit(main())
