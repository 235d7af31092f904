"""The passages of a document that are told in sentences, in order, each with what stands above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from daraevidence.extractors.prose.demographics import is_baseline
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Block, Document

__all__ = ["Passage", "passages", "run_in"]


class Passage(NamedTuple):
    """What is told in sentences, with its place, its section and its parent bullet.

    ``listed``: it goes on with a list. ``below``: it is an item below what was told before. ``headed``: a title right above
    it says that patients are told of as they came. ``head``: the line above its list. ``above``: what its list hangs from.
    """

    text: str
    start: int
    section: int
    parent: Block | None = None
    listed: bool = False
    below: bool = False
    headed: bool = False
    head: str = ""
    above: Block | None = None


def passages(document: Document) -> Iterator[Passage]:
    """Everything that is told in sentences, and the notes of tables."""
    last: Block | None = None
    headed = False
    for block in document.blocks:
        if block.kind == "title":
            headed = is_baseline(block.text)
        if block.kind in ("paragraph", "item"):
            above = document.blocks[block.parent] if block.kind == "item" and block.parent >= 0 else None
            parent = above if above is not None and above.kind == "item" else None
            below = last is not None and block.kind == "item" and last.section == block.section
            listed = below and last is not None and last.kind == "item"
            yield Passage(block.text, block.start, block.section, parent, listed, below, headed, _head(block, above), above)
            last, headed = block, False
    for grid in document.grids:
        for cell in grid.footnotes.values():
            yield Passage(document.raw(cell.start, cell.end), cell.start, grid.section)


#: a line that heads a list of results: short, and no sentence
_MOST_WORDS = 8


def _head(block: Block, above: Block | None) -> str:
    """The line above a list, where an item of it begins with its number: ``EASI-75`` over ``- 62% for X vs 19% for placebo``."""
    if above is None or above.kind == "item" or not block.text[:1].isdigit() or len(above.text.split()) > _MOST_WORDS:
        return ""
    return above.text.rstrip(": ")


#: a heading of an abstract at the start of a sentence: ``Results.``
_RUN_IN = compiled(
    r"\W{0,3}(?:(?P<methods>(?:(?:Patients|Materials?|Subjects|Design)\s(?:and|&)\s)?[Mm]ethods?)|Results|Findings|Conclusions?)"
    r"(?:\s?[:.](?=\s)|\s?\.?$)"
)


def run_in(text: str, first: int, end: int, role: str) -> str:
    """The part of a report that a sentence is of: ``Methods. … Results. …`` in one paragraph, else that of its section."""
    led = _RUN_IN.match(text, first, end)
    return role if led is None else "methods" if led["methods"] else ""
