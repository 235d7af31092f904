"""What is read of studies: the sentences of a document, the studies named in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from daraevidence.extractors.study.names import StudyMention
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Block

__all__ = ["BODY", "Entity", "Sentence", "heads"]

#: The blocks in which a document tells of studies.
BODY = frozenset({"paragraph", "item"})


_QUESTION = compiled(r"[^.;:?!]{4,90}\?\s*(?:\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\])?\s*")


def heads(block: Block) -> bool:
    """Whether a block stands above what follows: a heading, or a question on a line of its own: ``How safe is it? [4]``."""
    return block.kind == "heading" or (block.kind == "paragraph" and _QUESTION.fullmatch(block.text) is not None)


@dataclass(slots=True, eq=False)
class Entity:
    """One study in the making: every way in which it is named, where, and the ranges that tell of it."""

    author: str = ""
    year: int | None = None
    second: str = ""
    alone: bool = False  # the author has no other
    acronym: str = ""
    words: str = ""
    registered: str = ""  # the registry number that a study without a name goes by
    cited: list[str] = field(default_factory=list)
    also_cited: list[str] = field(default_factory=list)
    mentions: list[StudyMention] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    told: bool = False
    own: bool = False  # the document is a report of it
    headed: bool = False  # a heading names it by its acronym
    signed: bool = False  # the author is known from the line of authors over the report
    dated: tuple[int, int] | None = None  # where the head of the report prints its year
    sized: bool = False  # the document says outright how many patients it has
    name: str = ""

    def cite(self, numbers: Iterable[str]) -> None:
        """Add reference numbers that stand at the study's name."""
        self.cited += [number for number in numbers if number not in self.cited]


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of a block with the studies named in it, in order."""

    start: int
    end: int
    text: str
    block: Block
    named: list[tuple[StudyMention, Entity]] = field(default_factory=list)
    cited: tuple[str, ...] = ()
