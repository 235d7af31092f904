"""The citations of studies: behind a name, below a heading, of a block, of several named together."""

from __future__ import annotations

from itertools import pairwise

from daraevidence.extractors.study.lines import BODY, Sentence, heads
from daraevidence.extractors.study.names import (
    citations,
)
from daraevidence.extractors.study.told import aside
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["CITED_ALONE", "behind_citation", "cite_below_headings", "cite_blocks", "cite_together", "cited"]

CITED_ALONE = compiled(r"\[?\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\]?\.?")
_CITED_LAST = compiled(r"[a-z)\]]\.\s?\[?(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9})\]?$")


def behind_citation(mentions: Mentions, line: Sentence) -> int:
    """Where a sentence begins behind the citation that ends the one before."""
    first = next(iter(mentions.within(line.start, min(line.start + 3, line.end))), None)
    return first.end if first is not None and first.role == "citation" and first.end < line.end else line.start


def cited(mentions: Mentions, line: Sentence, document: Document, start: int) -> tuple[str, ...]:
    """The reference numbers printed in a sentence from a place on, or glued to its end."""
    numbers: list[str] = []
    for quantity in mentions.within(start, line.end):
        if quantity.role == "citation":
            numbers += citations(document.clean[quantity.start : quantity.end])
    last = _CITED_LAST.search(line.text[-40:])
    if last and not numbers:
        numbers += citations(last[1])
    return tuple(dict.fromkeys(numbers))


def cite_below_headings(lines: list[Sentence]) -> None:
    """The citation of a heading is that of the study which opens the part below: ``A Dutch cohort [3]``."""
    cited: tuple[str, ...] = ()
    for line in lines:
        if heads(line.block):
            cited = () if line.named else line.cited
        else:
            opener = next((entity for mention, entity in line.named if mention.start - line.start < 60), None)
            if opener is not None and not opener.cited:
                opener.cite(cited)
            cited = ()


def cite_blocks(lines: list[Sentence]) -> None:
    """The citation that ends a paragraph or a bullet on one study is that study's, also where a later sentence bears it."""
    blocks: dict[int, list[Sentence]] = {}
    for line in lines:
        if line.block.kind in BODY:
            blocks.setdefault(line.block.index, []).append(line)
    taken = {number for line in lines for _, entity in line.named for number in entity.cited}
    for told in blocks.values():
        named = {id(entity): entity for line in told for mention, entity in line.named if not aside(line, mention)}
        begin = next((i for i, line in enumerate(told) if line.named), 0)
        cited = [line.cited for line in told[begin:] if line.cited]
        entity = next(iter(named.values())) if len(named) == 1 else None
        ended = cited and len(set(cited)) == 1 and (cited[0] == told[-1].cited or len(cited) > 1)
        if entity is not None and ended and not entity.cited and taken.isdisjoint(cited[0]):
            entity.cite(cited[0])


_JOINT_NAMES = compiled(r"(?:\s?\([^()]{3,60}\))?(?:,|,?\s+and|\s?/)\s+(?:the\s+)?")


def cite_together(lines: list[Sentence]) -> None:
    """One citation behind trials that a sentence names in a row is that of each, ``ORION-1 and ORION-2 were …[3]``; a longer one
    behind a study that has a part of it is that study's: ``(ORION) [3,4]``."""
    for line in lines:
        row = line.named if line.cited and line.block.kind in BODY else []
        if len(row) == 1 and set(row[0][1].cited) & set(line.cited) and not aside(line, row[0][0]):
            row[0][1].cite(line.cited)
        if len(row) < 2 or any(mention.kind != "acronym" or entity.cited for mention, entity in row):
            continue
        between = (line.text[one.end - line.start : other.start - line.start] for (one, _), (other, _) in pairwise(row))
        if all(map(_JOINT_NAMES.fullmatch, between)):
            for _, entity in row:
                entity.cite(line.cited)
