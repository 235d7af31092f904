"""Where a document may tell limits: sentences of its prose, and cells of tables that tell what to do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from daraevidence.language.gated import Gated
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Block, Document, Grid

__all__ = ["LimitPlace", "is_condition", "places_of", "speaks_of_conditions", "was_found"]

_PROSE = frozenset({"title", "paragraph", "item", "footnote", "heading"})
_SKIPPED = frozenset({"references", "search"})
#: titles and headers of tables of instructions
_TELLS_TO_DO = Gated(
    " criteria|action|adjust|delay|interrupt|management|modif|monitoring|reduc",
    r"(?i)\b(?:dos(?:e|age|ing) (?:modif\w+|adjust\w+|reduc\w+|interrupt\w+|delays?)|(?:toxicity )?management|monitoring|"
    r"(?:inclusion|exclusion|eligibility|treatment|stopping|response|diagnostic) criteria|recommended actions?|"
    r"actions? (?:to take|taken|required))\b",
)
_ACTION = re.compile(
    r"(?i)(?:recommended )?(?:actions?|managements?|recommendations?|dos(?:e|age) (?:modifications?|adjustments?))$"
)
_SIGN = re.compile(r"[<>≤≥]|\b(?:below|above|less than|more than|at least|greater than)\b")
_RANGE = re.compile(r"\d\s?%?\s?(?:[-–]|to)\s?\d")
_STATISTIC = re.compile(r"\d[\d,]*\s*\(\d+(?:\.\d+)?\s?%?\)")


@dataclass(frozen=True, slots=True)
class LimitPlace:
    """One sentence or cell: its text, where it begins, the block that holds it, what it hangs from."""

    text: str
    start: int
    block: Block
    parent: str
    cell: bool = False  # of a table that tells what to do


def places_of(document: Document) -> Iterator[LimitPlace]:
    """The sentences of a document's prose outside its tables, then the cells of tables that tell what to do."""
    starts = [grid.start for grid in document.grids]
    for block in document.blocks:
        section = document.sections[block.section] if block.section >= 0 else None
        if block.kind not in _PROSE or (section and section.role in _SKIPPED):
            continue
        index = bisect_right(starts, block.start) - 1
        if index >= 0 and document.grids[index].body[0] <= block.start < document.grids[index].body[1]:
            continue
        parent = document.blocks[block.parent].text if block.parent >= 0 else ""
        for start, end in sentences(block.text):
            yield LimitPlace(block.text[start:end], block.start + start, block, parent)
    for grid in document.grids:
        if _instructs(grid):
            yield from _cells(document, grid)


def _instructs(grid: Grid) -> bool:
    """Whether a table tells what to do, and holds no results."""
    headers = [path[-1].text.strip() for path in grid.columns if path]
    if not _TELLS_TO_DO.search(grid.title.text) and not any(_ACTION.match(header) for header in headers):
        return False
    return not any(_STATISTIC.search(cell.text) for row in grid.rows for cell in row.cells)


def _cells(document: Document, grid: Grid) -> Iterator[LimitPlace]:
    for row in grid.rows:
        for cell in (*row.path[-1:], *row.cells):
            if cell.end > cell.start and (_SIGN.search(cell.text) or _RANGE.search(cell.text)):
                text = document.raw(cell.start, cell.end)
                block = Block(-1, "paragraph", cell.start, cell.end, text, section=grid.section)
                yield LimitPlace(text, cell.start, block, grid.title.text, cell=True)


#: a range that may be one of the conditions to take part, and what says that it is one of what was found
_RANGED = re.compile(
    r"\b(?:eligib\w+|inclu(?:ded?|sion|ding)|enrol\w+|recruit\w+|randomi[sz]ed|assigned|criteria|required|must|"
    r"had to have)\b[^.]*\d"
    r"|\d[^.]*\b(?:eligible|included|enrolled|recruited|randomi[sz]ed|assigned|required|vaccinated)\b"
    r"|\bif\b[^.]*\d"
)
_FOUND = re.compile(
    r"(?i)\b(?:mean|median|average|range[ds]?|IQR|baseline|was|increased|decreased|fell|rose|reduc\w+|chang\w+)\b"
)


def speaks_of_conditions(folded: str) -> bool:
    """Whether a sentence (in small letters) may tell a range to be in as one of the conditions to take part."""
    return _RANGED.search(folded) is not None


def was_found(text: str, begin: int) -> bool:
    """Whether words right before a place say that what follows was found: ``median age (range …)``, ``was 7.0-10.0%``."""
    return _FOUND.search(text, max(0, begin - 90, text.rfind(" if ", 0, begin)), begin) is not None


def is_condition(text: str, begin: int) -> bool:
    """Whether a range at a place of a sentence is one to be in: ``enrolled adults aged 18 to 75 years``."""
    return speaks_of_conditions(text.lower()) and not was_found(text, begin)
