"""A document's characters: as they are, and repaired, with the map between the two."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.span import OffsetMap, Span

__all__ = ["Cut", "SourceKind", "Text"]

SourceKind: TypeAlias = Literal["text", "html", "markdown", "pdf"]


class Cut(NamedTuple):
    """A range of the source that the repaired view leaves out, and why (``furniture``: running head, page number, URL)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Text:
    """``source`` is what all public spans index; ``clean`` is what layout and language read.

    ``pages`` holds the source offset at which each page starts (empty where there are no pages); ``notes`` are remarks
    of the reader for the findings (``(rule, explanation)``, such as a guessed encoding).
    """

    name: str
    kind: SourceKind
    sha256: str
    source: str
    clean: str
    map: OffsetMap
    pages: tuple[int, ...] = ()
    cuts: tuple[Cut, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The source span of a range of the repaired view."""
        first, last = self.map.to_source(start, end)
        return Span(first, last, self.page(first))

    def quote(self, start: int, end: int) -> str:
        """The source's own characters for a range of the repaired view."""
        first, last = self.map.to_source(start, end)
        return self.source[first:last]

    def page(self, place: int) -> int | None:
        """The page (from 1) of a place of the source."""
        return bisect_right(self.pages, place) if self.pages else None
