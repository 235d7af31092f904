"""Several structured abstracts in one file: where each begins, and which block is its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.extractors.study.bylines import byline
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Block, Document

__all__ = ["Abstract", "abstracts", "tells_of_abstracts"]


class Abstract(NamedTuple):
    """One abstract among several: its range and the index of the block that is its title (-1 for none)."""

    start: int
    end: int
    title: int


_FIRST_LABEL = compiled(
    r"(?:background|introduction|context|rationale|objectives?|aims?|purpose|importance|question)(?:\s*(?:/|and|&)\s*\w+)?\s*[:.]?",
    re.IGNORECASE,
)
_LATER_LABEL = compiled(r"(?:results?|findings|conclusions?|interpretation|discussion|summary)\s*[:.]?", re.IGNORECASE)
#: an abstract without a background begins with its methods
_METHODS_LABEL = compiled(
    r"(?:patients\s+and\s+|materials?\s+and\s+)?methods?(?:\s*(?:/|and|&)\s*\w+)?\s*[:.]?|study\s+design\s*[:.]?", re.IGNORECASE
)
_ENDS = compiled(r"[.!?][\"”’)\]]?\s*$")
_FRONT = frozenset({"heading", "metadata", "title", "paragraph", "abbreviations"})
#: no title: a line of authors or of affiliations, the number of the abstract
_NO_TITLE = compiled(
    r"\W*\d|(?:\S+\s+){0,3}\S*$|.*(?:\d\s*,\s|\bon behalf of\b)|(?:[A-Z]\.\s?)+[A-Z]|"
    r"(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]*,\s+[A-Z]"
)
_ABSTRACTS = compiled(
    r"\b(?:(?:oral|poster|meeting|congress|conference|late-breaking|plenary)\s+abstracts?|abstracts?\s+(?:no\.|book|#|\d))",
    re.IGNORECASE,
)


#: the number over each of several records that were saved together: ``Record 2 of 3``, ``Abstract 14``
_NUMBERED = compiled(
    r"\W*(?:record|abstract|article|citation|item)\s+(?:no\.?\s?|#\s?)?(?P<n>\d{1,5})(?:\s?(?:of|/)\s?\d{1,3})?(?:\W*|[:.]\s+(?P<title>[A-Z]\S*(?:\s+\S+){2,40}))",
    re.IGNORECASE,
)
_LABELLED = compiled(
    r"(?:background|introduction|objectives?|aims?|purpose|importance|methods|patients and methods|design|results|findings|"
    r"conclusions?)(?=\s?[:.]|\s{2}|\s+and\s|,|$)",
    re.IGNORECASE,
)


def _numbered(document: Document) -> list[Abstract]:
    """Abstracts under running numbers, each with a label of its own below it."""
    heads = [(block, found) for block in document.blocks if (found := _NUMBERED.fullmatch(block.text)) is not None]
    numbers = [int(found["n"]) for _, found in heads]
    if len(heads) < 2 or any(after <= before for before, after in pairwise(numbers)):
        return []
    stops = [*(block.index for block, _ in heads[1:]), len(document.blocks)]
    parts = [document.blocks[block.index + 1 : stop] for (block, _), stop in zip(heads, stops)]
    if not all(any(_LABELLED.match(block.text) for block in part) for part in parts):
        return []
    ends = [*(block.start for block, _ in heads[1:]), len(document.clean)]
    return [
        Abstract(block.start, end, block.index if head["title"] else _first_title(part))
        for (block, head), part, end in zip(heads, parts, ends)
    ]


def _first_title(part: Sequence[Block]) -> int:
    return next((block.index for block in part if not _NO_TITLE.match(block.text)), -1)


def abstracts(document: Document) -> list[Abstract]:
    """The abstracts of a file that holds at least two, each with labels of its own: ``Background:`` … ``Conclusions:``."""
    return _numbered(document) or _labelled(document)


def _labelled(document: Document) -> list[Abstract]:
    begins: list[int] = []
    later = True
    for block in document.blocks:
        text = _label(block)
        if not text:
            continue
        if later and (
            _FIRST_LABEL.fullmatch(text) or (_METHODS_LABEL.fullmatch(text) and _is_signed(document, block.index, begins))
        ):
            begins.append(block.index)
            later = False
        elif _LATER_LABEL.fullmatch(text):
            later = True
    if len(begins) < 2:
        return []
    fronts = [_front(document.blocks, label, above) for above, label in zip([-1, *begins], begins)]
    ends = [*(document.blocks[first].start for first in fronts[1:]), len(document.clean)]
    return [
        Abstract(document.blocks[first].start, end, _title(document.blocks[first:label]))
        for first, label, end in zip(fronts, begins, ends)
    ]


_LED_BY_LABEL = compiled(r"[A-Z][A-Za-z /&]{2,30}(?=:\s)")


def _label(block: Block) -> str:
    """The heading that a block is, or the label that a short part of an abstract begins with, ``Aims: To compare``, else ""."""
    if block.kind == "heading":
        return block.text.strip()
    led = _LED_BY_LABEL.match(block.text) if block.kind in _FRONT else None
    return led[0] if led is not None else ""


def _is_signed(document: Document, label: int, begins: Sequence[int]) -> bool:
    """Whether authors stand over a label."""
    first = _front(document.blocks, label, begins[-1] if begins else -1)
    return byline(document.blocks[first:label]) is not None


def _front(blocks: Sequence[Block], label: int, above: int) -> int:
    """The first block of the title and the authors that stand over a label, below the first label of the abstract above."""
    first = label
    while first > above + 1 and blocks[first - 1].kind in _FRONT:
        if _ENDS.search(blocks[first - 1].text) and byline(blocks[first - 1 : first]) is None:
            break
        first -= 1
    return first


def _title(front: Sequence[Block]) -> int:
    """The block of the title: the last one over the authors, where there is a line of authors, that can be one."""
    signed = byline(front)
    over = [block for block in front if block.index < signed.block] if signed is not None else front
    return next((block.index for block in reversed(over or front) if not _NO_TITLE.match(block.text)), -1)


def tells_of_abstracts(document: Document) -> tuple[int, int] | None:
    """Where the head of a document says that it is one of abstracts: ``Poster Abstracts``."""
    for block in document.blocks[:8]:
        found = _ABSTRACTS.search(block.text) if block.kind in ("metadata", "title", "heading") else None
        if found:
            return block.start + found.start(), block.start + found.end()
    return None
