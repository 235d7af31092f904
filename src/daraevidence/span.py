"""Places in a document: spans of the source, spans of the repaired view, and the map between the two."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Box", "CleanSpan", "Edit", "OffsetMap", "Span"]


class Span(NamedTuple):
    """Half-open range of characters ``[start, end)`` of ``Extraction.text``; ``page`` counts from 1 where there are pages.

    Examples:
        >>> from daraevidence import Span
        >>> Span(4, 7).of("The ORR was 64%.")
        'ORR'
    """

    start: int
    end: int
    page: int | None = None

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]


class CleanSpan(NamedTuple):
    """Half-open range of characters of the repaired view; never leaves the line."""

    start: int
    end: int


class Box(NamedTuple):
    """A rectangle on a page, in points (1/72 inch) from its top left corner; ``page`` counts from 1.

    Examples:
        >>> from daraevidence import Box
        >>> box = Box(page=1, x0=72.0, top=90.0, x1=144.0, bottom=102.0)
        >>> (box.x1 - box.x0) / 72     # inches
        1.0
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Edit(NamedTuple):
    """Replace the source's characters ``[start, end)`` by ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps places of an edited text to those of the text before, and back.

    The map is a list of pieces, each ``(target start, source start, source end, equal)``: an equal piece maps character
    by character, any other piece maps as a whole. Made by the edits themselves, never recovered by comparing texts.
    """

    targets: array[int]  # arrays: a long text has many pieces, and as many objects would be several times its size
    sources: array[int]
    ends: array[int]
    equal: bytearray
    length: int
    source_length: int

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text that was not edited."""
        return cls(array("q", [0]), array("q", [0]), array("q", [length]), bytearray([True]), length, length)

    @classmethod
    def apply(cls, source: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
        """The edited text and its map; edits must be sorted and must not overlap (``ValueError`` otherwise)."""
        parts: list[str] = []
        targets, sources, ends, equal = array("q"), array("q"), array("q"), bytearray()
        position = length = 0
        for start, end, text in edits:
            if start < position or end < start or end > len(source):
                raise ValueError(f"edit {start}-{end} overlaps the one before it or leaves the text")
            if start > position:
                targets.append(length)
                sources.append(position)
                ends.append(start)
                equal.append(True)
                parts.append(source[position:start])
                length += start - position
            targets.append(length)
            sources.append(start)
            ends.append(end)
            equal.append(len(text) == end - start)
            parts.append(text)
            length += len(text)
            position = end
        if position < len(source) or not targets:
            targets.append(length)
            sources.append(position)
            ends.append(len(source))
            equal.append(True)
            parts.append(source[position:])
            length += len(source) - position
        return "".join(parts), cls(targets, sources, ends, equal, length, len(source))

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source's range for a range of the edited text; a range never loses a character of what it covers."""
        if start < 0 or start > self.length or end > self.length:
            raise ValueError(f"range {start}-{end} is outside the text of {self.length} characters")
        targets, sources, ends, equal = self.targets, self.sources, self.ends, self.equal
        piece = bisect_right(targets, start) - 1
        first = min(sources[piece] + start - targets[piece], ends[piece]) if equal[piece] else sources[piece]
        if end <= start:
            return first, first
        if piece + 1 < len(targets) and targets[piece + 1] < end:
            piece = bisect_right(targets, end - 1) - 1
        last = min(sources[piece] + end - targets[piece], ends[piece]) if equal[piece] else ends[piece]
        return first, max(first, last)

    def to_target(self, start: int, end: int) -> tuple[int, int]:
        """The edited text's range for a range of the source; what was cut away maps to an empty range."""
        first = self._target(start, at_end=False)
        last = self._target(end, at_end=True) if end > start else first
        return first, max(first, last)

    def _target(self, place: int, *, at_end: bool) -> int:
        if not 0 <= place <= self.source_length:
            raise ValueError(f"place {place} is outside the source of {self.source_length} characters")
        piece = bisect_right(self.sources, place - 1 if at_end else place) - 1
        after = self.targets[piece + 1] if piece + 1 < len(self.targets) else self.length
        if self.equal[piece]:
            return min(self.targets[piece] + place - self.sources[piece], after)
        return after if at_end or place >= self.ends[piece] else self.targets[piece]
