"""A text with its numbers and findings marked, as HTML that shows every character as a character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from daraevidence.draft import SEVERITIES
from daraevidence.schemas.cards import plain_html

__all__ = ["Units", "chunks"]

#: Characters of a piece of text that a browser lays out at once.
_PIECE = 4_000


class Units:
    """Offsets of characters as offsets of 16-bit units, which is what a browser counts."""

    def __init__(self, text: str) -> None:
        self.wide = [] if text.isascii() else [i for i, char in enumerate(text) if char > "\uffff"]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self.wide, offset)


def chunks(text: str, ledger: Sequence[Mapping[str, Any]], findings: Iterable[Mapping[str, Any]], units: Units) -> Iterator[str]:
    """The text in pieces of some lines, each an element that knows where it starts."""
    marks = _Marks(ledger, findings)
    start = 0
    while start < len(text):
        end = text.rfind("\n", start, start + _PIECE) + 1 or min(len(text), start + _PIECE)
        inside = "".join(_segment(text, *segment, units) for segment in marks.between(start, end))
        yield f'<div class="c" data-start="{units(start)}">{inside}</div>\n'
        start = end


def _segment(text: str, start: int, end: int, kinds: tuple[str, ...], units: Units) -> str:
    words = plain_html(text[start:end])
    return f'<span class="{" ".join(kinds)}" data-at="{units(start)}">{words}</span>' if kinds else words


class _Marks:
    """Where marks begin and end; places that several cover are cut at every border."""

    def __init__(self, ledger: Sequence[Mapping[str, Any]], findings: Iterable[Mapping[str, Any]]) -> None:
        spans = [(entry["start"], entry["end"], "n" if entry["claimed"] else "u") for entry in ledger]
        for finding in findings:
            spans += [(start, end, finding["severity"]) for start, end, _ in (finding.get("spans") or (finding["span"],))]
        changes: dict[int, list[tuple[str, int]]] = {}
        for start, end, kind in spans:
            if start < end:
                changes.setdefault(start, []).append((kind, 1))
                changes.setdefault(end, []).append((kind, -1))
        self.borders = sorted(changes)
        self.kinds: list[tuple[str, ...]] = []
        open_: dict[str, int] = {}
        for border in self.borders:
            for kind, by in changes[border]:
                open_[kind] = open_.get(kind, 0) + by
            worst = next((name for name in SEVERITIES if open_.get(name)), None)
            self.kinds.append((*(name for name in ("n", "u") if open_.get(name)), *(("f", worst) if worst else ())))

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Stretches of one kind, in order, without gaps."""
        index = bisect_left(self.borders, start)
        if index == len(self.borders) or self.borders[index] > start:
            index -= 1
        at = start
        while at < end:
            stop = self.borders[index + 1] if index + 1 < len(self.borders) else end
            yield at, min(stop, end), self.kinds[index] if index >= 0 else ()
            at, index = min(stop, end), index + 1
