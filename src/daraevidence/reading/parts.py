"""Tables in HTML that stand in a text that is no page."""

from __future__ import annotations

import re
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.reading.html import view_page
from daraevidence.reading.text import Cut, Shape
from daraevidence.span import Edit

__all__ = ["Part", "read_part"]

_TABLE = compiled(r"</?table(?=[\s>])[^<>]*>?", re.IGNORECASE)


class Part(NamedTuple):
    """A table: its edits, cuts and shapes, all with places of the text that it stands in; ``end`` is where it ends."""

    edits: tuple[Edit, ...]
    cuts: tuple[Cut, ...]
    shapes: tuple[Shape, ...]
    end: int


def read_part(source: str, start: int) -> Part | None:
    """The table that begins at a place; ``None`` where nothing ends it. It stands on lines of its own."""
    depth, end = 0, start
    for tag in _TABLE.finditer(source, start):
        depth += -1 if tag[0][1] == "/" else 1
        end = tag.end()
        if depth < 1:
            break
    if depth or end == start:
        return None
    view = view_page(source[start:end])
    edits = [Edit(start + edit.start, start + edit.end, edit.text) for edit in view.edits]
    if not edits or edits[0].start > start:
        return None
    edits[0] = edits[0]._replace(text="\n\n" + edits[0].text)
    edits[-1] = edits[-1]._replace(text=edits[-1].text + "\n\n")
    shapes: list[Shape] = []
    for shape in view.shapes:
        first, last = view.map.to_source(shape.start, shape.end)
        shapes.append(shape._replace(start=start + first, end=start + last))
    cuts = tuple(Cut(start + cut.start, start + cut.end, cut.reason) for cut in view.cuts)
    return Part(tuple(edits), cuts, tuple(shapes), end)
