"""Levels of one scale that the patients of a sentence have: ``ECOG performance status was 0 in 30 patients, 1 in 20``."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.statements import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["name_levels"]

_LEVEL = (
    r"(?:[≥≤<>]\s?)?(?:\d{1,3}(?:\.\d)?|[IV]{1,3}[A-Ca-c]?|[A-E]\d?)"
    r"(?:\s?(?:[-–/]|or|to|and)\s?(?:\d{1,3}|[IV]{1,3}|more|higher|greater|less))?"
)
_SCALE = r"(?:status|stage|class|score|index|PS|grade|category|type|level)"
#: ``The ECOG performance status was 0 in``
_HEAD = Gated(
    "status|stage|class|score|index|ps|grade|category|type|level",
    rf"(?<![\w/-])(?P<what>(?:(?!(?:[Tt]he|[Aa]n?|[Ww]ith|[Aa]nd|[Oo]f|[Ii]n)\s)[\w/-]+\s){{0,4}}?{_SCALE}(?:\s\([^()]{{1,20}}\))?)\s+(?:was|were)\s+"
    rf"(?P<level>{_LEVEL})\s+(?:in|for|among)\s+(?:only\s+|about\s+)?$",
)
_NEXT = compiled(
    rf"(?:[,;)]|\band)\s+(?:and\s+)?(?P<level>{_LEVEL})\s+(?:in|for|among)\s+(?:only\s+|about\s+|the\s+)?(?:remaining\s+)?$"
)


def name_levels(place: Place, statements: Sequence[Statement]) -> None:
    """Give each result its level below the name of the scale: ``ECOG performance status > 1``."""
    what: Phrase | None = None
    for statement in statements:
        for side in statement.sides:
            start = side.quantity.start - place.base
            before = place.text[max(0, start - 120) : start]
            head = _HEAD.search(before)
            if head is not None:
                offset = max(0, start - 120)
                what = Phrase(head["what"], offset + head.start("what"), offset + head.end("what"))
            led = head or (_NEXT.search(before) if what is not None else None)
            if led is None or what is None:
                continue
            named = what._replace(text=f"{what.text} > {' '.join(led['level'].split())}")
            if side is statement.sides[0]:
                statement.phrase = named
            side.phrase = named
