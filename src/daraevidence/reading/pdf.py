"""PDF: pages to a Text, in reading order, with the place of every character."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

from daraevidence.errors import DamagedSource, EncryptedSource, NoTextLayer, SourceError, SourceTooLarge
from daraevidence.options import Options
from daraevidence.reading.page.characters import PageFrame, read_words
from daraevidence.reading.page.flow import write
from daraevidence.reading.page.folded import Page, Pages
from daraevidence.reading.page.lines import Line
from daraevidence.reading.page.margins import edge_lines
from daraevidence.reading.page.pages import lay_out
from daraevidence.reading.text import Text

__all__ = ["LOCK", "is_pdf", "open_pdf", "read_pdf"]

#: pdfium works on one page at a time, whatever the threads.
LOCK = threading.Lock()
_TAIL = 4096
_BLOCK = 25  # pages between two openings of the file: pdfium keeps what it has read

_OCR = "it is a picture without text: run OCR over it first, or skip such pages with Options(on_bad_page='skip')"
_AGAIN = "get the file again, or open it in a viewer and save it anew"


def is_pdf(data: bytes, suffix: str) -> bool:
    """Whether bytes begin like a PDF; a file that is called one may have a few bytes before its mark."""
    return data[:64].lstrip().startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024])


def read_pdf(data: bytes, *, source: str, name: str, sha256: str, options: Options) -> Text:
    """The Text of a PDF; ``source`` is its name for errors.

    The errors name the page and what to do; with ``on_bad_page="skip"`` pages that cannot be read are left out, with a note
    for each.
    """
    notes: list[tuple[str, str]] = []
    pages = Pages()
    with LOCK:
        for page in _pages(data, source, options, notes):
            pages.add(page)
    if pages.empty:
        problem = "there is no text in it" if not notes else "no page of it can be read"
        raise NoTextLayer(problem, source=source, page=1, remedy="run OCR over it first, or give the text itself")
    written = write(pages)
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
        inferred=written.inferred,
    )


def _pages(data: bytes, source: str, options: Options, notes: list[tuple[str, str]]) -> Iterator[Page]:
    """The pages one after another, each closed before the next is opened."""
    document = open_pdf(data, source)
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
                document = open_pdf(data, source)
            try:
                yield _page(document, index, source)
            except SourceError as error:
                _refuse(error, options, notes)
                yield Page(index + 1, [], [])
    finally:
        document.close()


def _refuse(error: SourceError, options: Options, notes: list[tuple[str, str]]) -> None:
    """Raise what is wrong with a page, or note it where bad pages are skipped."""
    if options.on_bad_page == "raise":
        raise error
    notes.append(("page-skipped", f"Page {error.page} was left out: {error.problem} ({error.remedy})."))


def open_pdf(data: bytes, source: str) -> Any:
    """pdfium's document (to be used while ``LOCK`` is held); its errors become ours."""
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


def _page(document: Any, index: int, source: str) -> Page:
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
    return Page(number, regions, edge_lines(lines, words.height))


def _is_picture(page: Any, frame: PageFrame) -> bool:
    """Whether a picture covers most of a page."""
    import pypdfium2.raw as raw

    area = (frame.right - frame.left) * (frame.top - frame.bottom)
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.4 * area:
            return True
    return False
