"""PDF: pages to a Text, in reading order, with the place of every character."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from daraevidence.errors import DamagedSource, EncryptedSource, NoTextLayer, SourceError, SourceTooLarge
from daraevidence.options import Options
from daraevidence.reading.pdf_characters import PageFrame, read_words
from daraevidence.reading.pdf_floats import settle
from daraevidence.reading.pdf_grids import GridCell, PageTable
from daraevidence.reading.pdf_lines import Line
from daraevidence.reading.pdf_margins import edge_lines, running
from daraevidence.reading.pdf_pages import Item, lay_out
from daraevidence.reading.pdf_paragraphs import Paragraph, Sizes, carried, paragraphs, ranked
from daraevidence.reading.pdf_tables import continues, indent
from daraevidence.reading.pdf_text import Writer
from daraevidence.reading.text import Text

__all__ = ["is_pdf", "read_pdf"]

#: pdfium works on one page at a time, whatever the threads.
_LOCK = threading.Lock()
_TAIL = 4096
_BLOCK = 25  # pages between two openings of the file: pdfium keeps what it has read

_OCR = "it is a picture without text: run OCR over it first, or skip such pages with Options(on_bad_page='skip')"
_AGAIN = "get the file again, or open it in a viewer and save it anew"


@dataclass(slots=True)
class _Page:
    """One page as it was laid out: regions of lines and tables in reading order."""

    number: int
    regions: list[list[Item]]
    edges: list[Line]


def is_pdf(data: bytes, suffix: str) -> bool:
    """Whether bytes begin like a PDF; a file that is called one may have a few bytes before its mark."""
    return data[:64].lstrip().startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024])


def read_pdf(data: bytes, *, source: str, name: str, sha256: str, options: Options) -> Text:
    """The Text of a PDF; ``source`` is its name for errors.

    The errors name the page and what to do; with ``on_bad_page="skip"`` pages that cannot be read are left out, with a note
    for each.
    """
    notes: list[tuple[str, str]] = []
    with _LOCK:
        pages = list(_pages(data, source, options, notes))
    if not any(page.regions for page in pages):
        problem = "there is no text in it" if not notes else "no page of it can be read"
        raise NoTextLayer(problem, source=source, page=1, remedy="run OCR over it first, or give the text itself")
    written = _write(pages).written()
    return Text(
        name,
        "pdf",
        sha256,
        written.source,
        written.clean,
        written.map,
        pages=written.pages,
        cuts=written.cuts,
        notes=tuple(notes),
        shapes=written.shapes,
        boxes=written.boxes,
    )


def _pages(data: bytes, source: str, options: Options, notes: list[tuple[str, str]]) -> Iterator[_Page]:
    """The pages one after another, each closed before the next is opened."""
    document = _open(data, source)
    try:
        count = len(document)
        if count > options.max_pages:
            problem = f"has {count:,} pages, more than max_pages ({options.max_pages:,})"
            raise SourceTooLarge(
                problem, source=source, page=options.max_pages + 1, remedy="split it, or raise Options.max_pages"
            )
        if b"%%EOF" not in data[-_TAIL:]:
            remark = DamagedSource("is cut off: its end is missing", source=source, page=max(count, 1), remedy=_AGAIN)
            _refuse(remark, options, notes)
        if not count:
            raise DamagedSource("has no pages", source=source, remedy=_AGAIN)
        for index in range(count):
            if index and index % _BLOCK == 0:
                document.close()
                document = _open(data, source)
            try:
                yield _page(document, index, source)
            except SourceError as error:
                _refuse(error, options, notes)
                yield _Page(index + 1, [], [])
    finally:
        document.close()


def _refuse(error: SourceError, options: Options, notes: list[tuple[str, str]]) -> None:
    """Raise what is wrong with a page, or note it where bad pages are skipped."""
    if options.on_bad_page == "raise":
        raise error
    notes.append(("page-skipped", f"Page {error.page} was left out: {error.problem} ({error.remedy})."))


def _open(data: bytes, source: str) -> Any:
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD or (code is None and "password" in str(error).lower()):
            remedy = "save a copy without a password, and give that"
            raise EncryptedSource("is encrypted and wants a password", source=source, page=1, remedy=remedy) from error
        if code == raw.FPDF_ERR_SECURITY:
            remedy = "save a copy without protection, and give that"
            raise EncryptedSource("is protected in a way that is not known", source=source, page=1, remedy=remedy) from error
        raise DamagedSource("is damaged or cut off; it cannot be opened", source=source, page=1, remedy=_AGAIN) from error


def _page(document: Any, index: int, source: str) -> _Page:
    """One page, laid out; pdfium's own errors become ours."""
    import pypdfium2

    number = index + 1
    try:
        page = document[index]
    except (pypdfium2.PdfiumError, IndexError, KeyError) as error:
        raise DamagedSource("the page is damaged", source=source, page=number, remedy=_AGAIN) from error
    try:
        left, bottom, right, top = page.get_cropbox()
        if right - left < 1 or top - bottom < 1:
            raise DamagedSource("the page has no size", source=source, page=number, remedy=_AGAIN)
        frame = PageFrame(left, bottom, right, top, (page.get_rotation() // 90) % 4)
        characters = page.get_textpage()
        try:
            words = read_words(characters.raw, frame)
        finally:
            characters.close()
        if not words.words and _is_picture(page, frame):
            raise NoTextLayer("the page has no text", source=source, page=number, remedy=_OCR)
        regions = lay_out(words, page, number)
    except pypdfium2.PdfiumError as error:
        raise DamagedSource("the page is damaged", source=source, page=number, remedy=_AGAIN) from error
    finally:
        page.close()
    lines = [item for region in regions for item in region if isinstance(item, Line)]
    return _Page(number, regions, edge_lines(lines, words.height))


def _is_picture(page: Any, frame: PageFrame) -> bool:
    """Whether a picture covers most of a page."""
    import pypdfium2.raw as raw

    area = (frame.right - frame.left) * (frame.top - frame.bottom)
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.4 * area:
            return True
    return False


def _write(pages: list[_Page]) -> Writer:
    """All pages as one text; they are taken out of the list, and let go as they are written."""
    dropped = running([page.edges for page in pages])
    sizes = Sizes()
    for page in pages:
        for region in page.regions:
            sizes.add(item for item in region if isinstance(item, Line) and id(item) not in dropped)
    laid = deque((page, [list(_parts(region, dropped)) for region in page.regions]) for page in pages)
    pages.clear()
    ranked([part for _, regions in laid for region in regions for part in region if isinstance(part, Paragraph)], sizes.body)
    for above, below in pairwise(region for _, regions in laid for region in regions if region):
        _last_labels(above, below)
        carried(*([part for part in region if isinstance(part, Paragraph)] for region in (above, below)))
    settle([regions for _, regions in laid])
    _indented(part for _, regions in laid for region in regions for part in region)
    writer = Writer()
    open_: PageTable | None = None
    row = 0
    while laid:
        page, regions = laid.popleft()
        writer.page()
        foot = [line for line in page.edges if id(line) in dropped and line.edge > 0]
        for line in sorted((x for x in page.edges if id(x) in dropped and x.edge < 0), key=lambda x: (x.base, x.x0)):
            writer.furniture(line)
        for parts in regions:
            for i, part in enumerate(parts):
                if isinstance(part, PageTable):
                    skip = continues(open_, part) if open_ is not None else None
                    if skip is None and open_ is not None:
                        writer.close_table()
                    row = writer.rows(part, 0 if skip is None else row, skip or 0)
                    open_ = part
                    continue
                if open_ is not None:
                    writer.close_table()
                    open_ = None
                after = parts[i + 1] if i + 1 < len(parts) else None
                tight = isinstance(after, Paragraph) and (part.kind, after.kind) == ("item", "item")
                tight = tight or (part.close and part.kind == "paragraph")
                writer.paragraph(part, tight)
        for line in sorted(foot, key=lambda x: (x.base, x.x0)):
            writer.furniture(line)
    if open_ is not None:
        writer.close_table()
    return writer


def _last_labels(last: list[Paragraph | PageTable], below: Sequence[Paragraph | PageTable]) -> None:
    """Put labels without values at the end of a page or column to their table, where its header and it go on in the next."""
    place = max((i for i, part in enumerate(last) if isinstance(part, PageTable)), default=-1)
    table, following = last[place] if place >= 0 else None, below[0] if below else None
    rest = last[place + 1 :]
    if not isinstance(table, PageTable) or not isinstance(following, PageTable) or not 0 < len(rest) < 3:
        return
    labels = [part.lines[0] for part in rest if isinstance(part, Paragraph) and len(part.lines) == 1]
    if len(labels) < len(rest) or not continues(table, following):
        return
    edge = table.edges[1] if len(table.edges) > 1 else table.x1
    if all(table.x0 - 3 < line.x0 and line.x1 < edge + 5 for line in labels):
        row = max(cell.row + cell.rowspan for cell in table.cells)
        table.cells += [GridCell(row + i, 0, [line]) for i, line in enumerate(labels)]
        del last[place + 1 :]


def _indented(parts: Iterable[Paragraph | PageTable]) -> None:
    """Give the labels of tables their depth, over all pages of a table."""
    group: list[PageTable] = []
    for part in parts:
        table = part if isinstance(part, PageTable) else None
        if group and (table is None or continues(group[-1], table) is None):
            indent(group)
            group = []
        if table is not None:
            group.append(table)
    indent(group)


def _parts(region: Sequence[Item], dropped: set[int]) -> Iterator[Paragraph | PageTable]:
    """The paragraphs and tables of a region in order."""
    lines: list[Line] = []
    for item in region:
        if isinstance(item, PageTable):
            yield from paragraphs(lines)
            lines = []
            yield item
        elif id(item) not in dropped:
            lines.append(item)
    yield from paragraphs(lines)
