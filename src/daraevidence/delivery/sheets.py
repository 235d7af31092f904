"""The pages of a PDF as pictures, with a box for each place that a record or a finding stands at."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from daraevidence.delivery.marked import Units
from daraevidence.errors import OptionError
from daraevidence.options import Options
from daraevidence.reading import Text, read
from daraevidence.reading.page.pictures import Picture, pictures
from daraevidence.schemas.cards import plain_html
from daraevidence.span import Box

if TYPE_CHECKING:
    from daraevidence.extraction import Extraction

__all__ = ["Sheets", "sheets_of"]

#: Pictures in one report: bytes as they stand in the page, and pages. A browser opens such a file in a moment.
_MOST_BYTES = 24_000_000
_MOST_PAGES = 150

Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The PDF that a report shows: its bytes and the text that knows where characters stand."""

    data: bytes
    text: Text

    def html(self, places: Iterable[tuple[Place, str]], units: Units) -> Iterator[str]:
        """The pages, each a figure; ``places`` are the ranges of the text that get boxes, with their class."""
        boxes: dict[int, list[str]] = {}
        sizes: list[Picture] = []
        weight = 0
        for picture in islice(pictures(self.data, source=self.text.name), _MOST_PAGES):
            weight += 4 * len(picture.png) // 3
            if weight > _MOST_BYTES:
                break
            sizes.append(picture)
        shown = {picture.page: picture for picture in sizes}
        for (start, end), kind in places:
            for box in self.text.places(start, end):
                if box.page in shown:
                    mark = _box(box, shown[box.page], (units(start), units(end)), kind)
                    boxes.setdefault(box.page, []).append(mark)
        count = len(self.text.pages)
        for picture in sizes:
            yield _sheet(picture, count, boxes.get(picture.page, ()))
        if len(sizes) < count:
            left = f"{count - len(sizes)} of {count} pages have no picture"
            yield f'<p class="note">{left}: a report holds at most {_MOST_PAGES} of them and {_MOST_BYTES // 1_000_000} MB. '
            yield "The text has all pages.</p>\n"


def _sheet(picture: Picture, count: int, boxes: Iterable[str]) -> str:
    data = base64.b64encode(picture.png).decode()
    size = f'width="{round(picture.width)}" height="{round(picture.height)}"'
    return (
        f'<figure class="sheet" data-page="{picture.page}"><figcaption>Page {picture.page} of {count}</figcaption>'
        f'<div><img {size} loading="lazy" alt="Page {picture.page} as it is printed; its words stand in the text view" '
        f'src="data:image/png;base64,{data}">{"".join(boxes)}</div></figure>\n'
    )


def _box(box: Box, picture: Picture, span: Place, kind: str) -> str:
    """A box in shares of its page, a little wider than the letters."""
    left, top = 100 * (box.x0 - 1) / picture.width, 100 * (box.top - 1) / picture.height
    width, height = 100 * (box.x1 - box.x0 + 2) / picture.width, 100 * (box.bottom - box.top + 2) / picture.height
    place = f"left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%"
    return f'<i class="b {plain_html(kind)}" data-at="{span[0]}" data-span="{span[0]},{span[1]}" style="{place}"></i>'


def sheets_of(extraction: Extraction, pdf: str | Path | bytes | None) -> Sheets | None:
    """What a report shows of an extraction's PDF: the file that is given, or the one it was read from, if it is still the same.

    ``OptionError`` where the file that is given is another one.
    """
    if extraction.source.kind != "pdf":
        if pdf is not None:
            raise OptionError(f"{extraction.source.name} is no PDF: its report has no pictures of pages")
        return None
    known = extraction.document.text if extraction.document is not None else None
    if pdf is None:
        data = _still_there(known.origin if known is not None else "", extraction.source.sha256)
    else:
        data = pdf if isinstance(pdf, bytes) else _bytes_of(Path(pdf))
        if hashlib.sha256(data).hexdigest() != extraction.source.sha256:
            raise OptionError(f"pdf is another file than the one that {extraction.source.name} was read from")
    if data is None:
        return None
    text = known if known is not None and known.boxes is not None else read(data, Options(on_bad_page="skip"))
    return Sheets(data, text) if text.source == extraction.text else None


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OptionError(f"pdf {str(path)!r} cannot be read: {error.strerror or error}") from None


def _still_there(origin: str, sha256: str) -> bytes | None:
    try:
        data = Path(origin).read_bytes() if origin else b""
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
