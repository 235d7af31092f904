"""Limits that tables of results define: in the labels of their outcomes and in the notes that explain these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.patterns import compiled
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Block, Document

__all__ = ["labels_with_limits", "notes_with_limits"]

_SIGN = compiled(r"[<>≤≥]|\b(?:below|above|less than|more than|at least|greater than|or (?:more|less|higher|lower))\b")
#: a label that limits something measured, not one that counts, grades or is an age: ``≥1 relapse``, ``Grade ≥3``
_MEASURED = compiled(
    r"(?:[<>≤≥]=?|than|least|below|above)\s?\d[\d.,·]*\s?(?:×\s?10\S+\s?)?"
    r"(?:%|points?\b|(?!years|months|weeks|days|hours|times)[A-Za-zµμ]{1,6}/|mm\s?Hg|kg\b|g\b|mg\b|cm\b|m\b|ms\b|L\b|mL\b|U\b|IU\b|[x×]\s?ULN|$|[),])"
)
_NO_MEASURE = compiled(r"(?i)\b(?:grades?|age[ds]?|years|stage|P)\b|^\W*(?:[<>≤≥]=?|at least|more than)\s?\d+(?:\.\d+)?\s(?!%)")


def labels_with_limits(document: Document, tabled: Iterable[Draft]) -> Iterator[LimitPlace]:
    """The labels of outcomes that say from which value on they count: ``HbA1c <7%``, ``Responder (decrease ≥4 points)``."""
    seen: set[int] = set()
    for draft in tabled:
        marks = draft.marks.get("label", ()) if draft.kind == "endpoint" else ()
        for start, end, _ in marks:
            if start in seen:
                continue
            seen.add(start)
            text = document.raw(start, end)
            if _SIGN.search(text) and _MEASURED.search(text) and _NO_MEASURE.search(text) is None:
                block = Block(-1, "paragraph", start, end, document.clean)
                yield LimitPlace(text, start, block, "", defining=True)


def notes_with_limits(document: Document) -> Iterator[LimitPlace]:
    """The notes of tables that say what a word of a label means: ``a Mayo endoscopic subscore ≤1``."""
    for grid in document.grids:
        for cell in grid.footnotes.values():
            if cell.end <= cell.start or _SIGN.search(cell.text) is None:
                continue
            block = Block(-1, "footnote", cell.start, cell.end, document.clean, section=grid.section)
            raw = document.raw(cell.start, cell.end)
            for start, end in sentences(raw):
                yield LimitPlace(raw[start:end], cell.start + start, block, "", defining=True)
