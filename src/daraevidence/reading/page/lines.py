"""Words of a page in rows, and the parts of a row that wide gaps hold apart."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from daraevidence.reading.boxes import NOWHERE, Stretch
from daraevidence.reading.page.characters import Word

__all__ = ["Line", "Segment", "line_of", "rows_of", "segments_of"]

_WIDE = 0.8  # of the size: no space between words is wider, but for lines that are spread to the margin
_SAME = 0.3  # of the size: how far the words of one line stand above or below it


@dataclass(slots=True)
class Segment:
    """Words side by side without a wide gap; or a table that was found by its rules, which takes its place in the order."""

    words: list[Word]
    x0: float
    x1: float
    base: float
    size: float
    table: Any = None

    @property
    def text(self) -> str:
        """The words as printed."""
        return _joined(self.words)

    @classmethod
    def of(cls, words: list[Word]) -> Segment:
        """The segment of words that are sorted."""
        main = max(words, key=lambda word: (not word.raised, len(word.text)))
        return cls(words, words[0].x0, max(word.x1 for word in words), main.base, main.size)


@dataclass(slots=True)
class Line:
    """One line of text as it is read. ``boxes`` are the places of its characters.

    ``raised`` are the ranges of superscripts; ``lead`` is the width of the first word; ``edge`` tells that it stands in the
    margin above or below the page's text, ``furniture`` that it belongs to the page and not to the text.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    page: int
    boxes: Stretch
    raised: tuple[tuple[int, int], ...] = ()
    lead: float = 0.0
    edge: float = 0.0
    furniture: bool = False

    @property
    def top(self) -> float:
        """Where the tall letters end."""
        return self.base - self.size * 0.75


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words in rows from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=lambda word: word.base):
        if rows and word.base - base <= _SAME * min(size, word.size):
            rows[-1].append(word)
            size = max(size, word.size)
        else:
            rows.append([word])
            base, size = word.base, word.size
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def segments_of(row: Sequence[Word]) -> list[Segment]:
    """A row parted at its wide gaps."""
    found: list[list[Word]] = []
    end = 0.0
    for word in row:
        if found and word.x0 - end <= _WIDE * max(word.size, found[-1][-1].size):
            found[-1].append(word)
            end = max(end, word.x1)
        else:
            found.append([word])
            end = word.x1
    return [Segment.of(words) for words in found]


def _glued(before: Word, word: Word) -> bool:
    """Whether no space stands between two words of a line."""
    gap = word.x0 - before.x1
    if word.glued:
        return gap < 0.2 * max(word.size, before.size)
    return bool(word.raised or before.raised) and gap < 0.08 * max(word.size, before.size)


def _joined(words: Sequence[Word]) -> str:
    parts: list[str] = []
    for i, word in enumerate(words):
        if i and not _glued(words[i - 1], word):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def line_of(words: Sequence[Word], boxes: array[float], page: int) -> Line:
    """The line of words from left to right."""
    parts: list[str] = []
    places: array[float] = array("f")
    spaces = 0
    raised: list[tuple[int, int]] = []
    length = 0
    lead = 0.0
    for i, word in enumerate(words):
        if i and not _glued(words[i - 1], word):
            lead = lead or words[i - 1].x1 - words[0].x0
            parts.append(" ")
            places.extend(NOWHERE)
            length += 1
            spaces += 1
        parts.append(word.text)
        places.extend(boxes[4 * word.first : 4 * (word.first + len(word.text))])
        if word.raised > 0:
            raised.append((length, length + len(word.text)))
        length += len(word.text)
    text = "".join(parts)
    main = [word for word in words if not word.raised] or list(words)
    sizes: dict[float, int] = {}
    for word in main:
        sizes[round(word.size, 1)] = sizes.get(round(word.size, 1), 0) + len(word.text)
    size = max(sizes, key=lambda key: sizes[key])
    bold = sum(len(word.text) for word in main if word.bold) * 10 >= 9 * sum(len(word.text) for word in main)
    end = max(word.x1 for word in words)
    stretch = Stretch.of(places, spaces)
    return Line(text, words[0].x0, end, main[0].base, size, bold, page, stretch, tuple(raised), lead or end - words[0].x0)
