"""Facts of a study printed as a label and its value: ``Design: randomized, open-label``, ``Sites: 74``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.layout.document import Block, Document

__all__ = ["Labelled", "labelled_facts"]

Fact: TypeAlias = Literal["name", "design", "centers", "country", "participants", "period", "follow_up"]


class Labelled(NamedTuple):
    """What a label says of a study, with the place of the value."""

    fact: Fact
    start: int
    value: str
    block: Block


_LABELS: tuple[tuple[Fact, str], ...] = (
    ("name", r"(?:short |brief )?(?:(?:trial|study) )?(?:name|acronym)|(?:trial|study) (?:title|code|id)"),
    ("design", r"(?:(?:trial|study) )?(?:design|type)(?: and phase)?|phase|(?:trial|study) phase"),
    ("centers", r"(?:number of |no\. of )?(?:(?:study|trial|participating) )?(?:sites|cent(?:er|re)s)|setting"),
    ("country", r"countr(?:y|ies)|locations?|region"),
    ("participants", rf"(?:number of )?(?:{PEOPLE})(?: (?:randomi[sz]ed|enrolled))?|sample size|"
     r"(?:number )?(?:randomi[sz]ed|enrolled)|population"),
    ("period", r"(?:(?:enrol?lment|recruitment|study|trial) )?(?:period|dates?)|recruitment|enrol?lment"),
    ("follow_up", r"(?:median )?follow[- ]?up"),
)  # fmt: skip
_LABEL = compiled(
    rf"\W{{0,4}}(?:{'|'.join(f'(?P<{fact}>{form})' for fact, form in _LABELS)})[*_ ]{{0,3}}[:|][*_ ]{{0,3}}(?=\S)", re.IGNORECASE
)
_ALONE = compiled(rf"\W{{0,4}}(?:{'|'.join(f'(?P<{fact}>{form})' for fact, form in _LABELS)})\W{{0,4}}", re.IGNORECASE)
_KINDS = frozenset({"metadata", "paragraph", "item"})


def labelled_facts(document: Document) -> Iterator[Labelled]:
    """The labelled facts of a document, in order.

    Reads ``Sites: 74`` on a line of its own, a bullet or in the head of a document, and a paragraph right below the heading
    ``Participants``; not a label within a sentence.
    """
    for block in document.blocks:
        if block.kind not in _KINDS:
            continue
        match = _LABEL.match(block.text)
        above = document.blocks[block.index - 1] if block.index else None
        if match is None and above is not None and above.kind == "heading" and block.kind == "paragraph":
            headed = _ALONE.fullmatch(above.text)
            if headed is not None and headed.lastgroup is not None:
                yield Labelled(_fact(headed), block.start, block.text, block)
        elif match is not None:
            value = block.text[match.end() :].split(" | ")[0]
            yield Labelled(_fact(match), block.start + match.end(), value, block)


def _fact(match: re.Match[str]) -> Fact:
    return next(fact for fact, _ in _LABELS if match[fact] is not None)
