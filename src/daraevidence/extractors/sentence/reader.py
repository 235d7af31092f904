"""What is known of a sentence while its statements are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.language.quantities import Quantity

__all__ = ["Reader"]


@dataclass(slots=True)
class Reader:
    """A sentence, its place, the same with numbers and groups blanked out, and what was found in it."""

    text: str
    base: int
    masked: str
    quantities: Sequence[Quantity]
    named: Sequence[Named]
    #: what stands behind each result and tells it from its neighbours
    tails: dict[int, Phrase]
