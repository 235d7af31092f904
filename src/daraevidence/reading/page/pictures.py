"""Pages of a PDF as pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from daraevidence.errors import DamagedSource
from daraevidence.reading.pdf import LOCK, open_pdf

__all__ = ["Picture", "pictures"]

#: Dots an inch: small letters can be read, and a page of text weighs about 50 kB.
_DPI = 110
#: Colours of a picture. Text and tables want few; photographs lose by it, and can be seen in the document itself.
_COLOURS = 32
#: No picture is wider or higher, however large its page is printed.
_MOST = 2_400


@dataclass(frozen=True, slots=True)
class Picture:
    """A page (from 1) as a PNG, with its size in points, which is what boxes are measured in."""

    page: int
    width: float
    height: float
    png: bytes


def pictures(data: bytes, *, source: str) -> Iterator[Picture]:
    """The pages of a PDF one after another, as they are asked for; a page that cannot be drawn is left out.

    Raises:
        SourceError: the file cannot be opened; ``source`` is its name.
    """
    import pypdfium2

    with LOCK:
        document = open_pdf(data, source)
    try:
        for number in range(1, len(document) + 1):
            try:
                with LOCK:
                    picture = _picture(document, number)
            except (pypdfium2.PdfiumError, DamagedSource, MemoryError, ValueError):
                continue
            yield picture
    finally:
        with LOCK:
            document.close()


def _picture(document: Any, number: int) -> Picture:
    from PIL.Image import Quantize

    page = document[number - 1]
    try:
        width, height = page.get_size()
        if width < 1 or height < 1:
            raise DamagedSource("the page has no size", page=number)
        scale = min(_DPI / 72, _MOST / max(width, height))
        image = page.render(scale=scale).to_pil().convert("RGB").quantize(_COLOURS, method=Quantize.FASTOCTREE)
    finally:
        page.close()
    file = io.BytesIO()
    image.save(file, "PNG")
    return Picture(number, width, height, file.getvalue())
