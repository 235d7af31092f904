"""What a sentence says again of the outcome that the one before told of: ``The rates were …``, ``It was seen in …``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.resumed import resume
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase, points_back
from daraevidence.extractors.sentence.statements import Statement

__all__ = ["retell"]

#: ``It was seen in 6 of 171 people whose ...``: that which was told of last
_SAME = re.compile(
    r"\s*(?P<what>It|This|They|These|(?:This|These|Such) (?:events?|reactions?|cases?|complications?))\s+"
    r"(?:(?:was|were)\s+(?:seen|observed|found|noted|recorded|reported|documented|detected|diagnosed)|occurred|developed|arose|"
    r"happened)\s+(?:in|among|by)\s"
)
#: a sentence about some of those of whom the one before told, who are not what is told of next
_OF_THESE = re.compile(r"\s*[\w-]+ of (?:these|those|them|the)\b", re.IGNORECASE)


def retell(place: Place, statements: Sequence[Statement], named: Sequence[Named]) -> None:
    """Give results that a sentence tells of the outcome before its name, and keep what it tells of for the next one.

    ``Among those with X the rates were 92% and 95%``, ``It was seen in 6 of 171 people whose …``; what nobody can say leaves
    the result without words.
    """
    before = place.last
    same = _SAME.match(place.text)
    opened = statements[0] if same is not None and statements else None
    near = opened is not None and same is not None and opened.sides[0].quantity.start - place.base < same.end() + 24
    if near and opened is not None and same is not None and (opened.phrase is None or opened.phrase.start >= same.end()):
        what = same.start("what"), same.end("what")
        opened.phrase, opened.subject = None if before is None else Phrase(before.text, *what), False
    for statement in statements:
        if before is not None and statement.phrase is not None and points_back(statement.phrase.text):
            statement.phrase = statement.phrase._replace(text=before.text)
    resume(place, statements, named)
    if before is not None and _OF_THESE.match(place.text):
        place.last = before
    told = {side.named.name: side.named for statement in statements for side in statement.sides if side.named is not None}
    place.last_named = next(iter(told.values()))._replace(start=-1, end=-1) if len(told) == 1 else None
