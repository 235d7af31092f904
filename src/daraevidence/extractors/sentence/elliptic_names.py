"""Groups whose names a sentence leaves out in part: ``with X and 9% without``, ``5 before and 7 after X``, ``(A vs B)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.placed_names import Contrasted, names_at

__all__ = ["elliptic"]

_BRACKET = r"(?:\s*[(\[][^()\[\]]{0,60}[)\]])?"
#: from a result to the next of its kind, with the name of the first
_FIRST = re.compile(
    rf"[^\d;:.,()]{{0,16}}?{_BRACKET}\s*\b(?P<lead>with|before|after)(?:\s+(?:the\s+|an?\s+)?(?P<name>[A-Za-z][^\d;:.,()]{{1,60}}?))?{_BRACKET},?\s+"
    r"(?:and|versus|vs\.?|v\.?|but|than|compared with|compared to|while|whereas)\s+(?:(?:was|were|it|to|only|in|by|those)\s+)*",
    re.IGNORECASE,
)
_SECOND = re.compile(
    rf"[^\d;:.,()]{{0,16}}?{_BRACKET}\s*\b(?P<lead>without|after|before)(?:wards?)?\b"
    r"(?:\s+(?:it|them|this|that)\b|\s+(?:the\s+|an?\s+)?(?P<name>[A-Za-z][^\d;:.,()]{1,60}?))?(?=\s*(?:[;:,.(\[]|$))",
    re.IGNORECASE,
)
_OPPOSITE = {"with": "without", "before": "after", "after": "before"}
_SET = re.compile(
    r"[(\[;]\s*(?:for\s+)?(?P<a>[A-Za-z][^()\[\]\d;,]{1,50}?)\s+(?:versus|vs\.?|v\.?)\s+(?P<b>[A-Za-z][^()\[\]\d;,]{1,50}?)"
    r"(?:,\s+respectively)?\s*[)\]]"
)
_JOINED = re.compile(r"\s*(?:[A-Za-z%/]{1,10}\s*)?and\s*")
#: ``31% and 22% were obtained with A and B``
_LISTED = re.compile(
    r"[^\d;:.,()]{0,70}?\b(?:with|by|after|on|receiving|in)\s+(?:the\s+)?(?P<a>[A-Za-z][^\d;:.,()]{1,40}?)\s+and\s+(?:the\s+)?"
    r"(?P<b>[A-Za-z][^\d;:.,()]{1,40}?)(?=\s*(?:[.;(]|$))",
    re.IGNORECASE,
)


def elliptic(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """Pairs of names of which a part is left out or stands apart; ``places`` are those of the results.

    Reads ``84% with X and 72% without``, ``12 before and 9 after X``, ``X: 1% vs 3%; Y: 8% vs 9% (A vs B)``, ``31% and 22% were
    seen with A and B``.
    """
    for (_, end), (second, last) in pairwise(places):
        one, other = _FIRST.fullmatch(text, end, second), _SECOND.match(text, last)
        if one is not None and other is not None and _OPPOSITE[one["lead"].casefold()] == other["lead"].casefold():
            yield from _opposed(text, one, other)
    for match in _SET.finditer(text):
        found = names_at([match.span("a"), match.span("b")], text)
        if found is not None and any(last <= match.start() for _, last in places):
            yield found
    if len(places) == 2 and _JOINED.fullmatch(text, places[0][1], places[1][0]):
        behind = _LISTED.match(text, places[1][1])
        found = names_at([behind.span("a"), behind.span("b")], text) if behind is not None else None
        if found is not None:
            yield found


def _opposed(text: str, one: re.Match[str], other: re.Match[str]) -> Iterator[list[Contrasted]]:
    """The two names where only one of them is written out."""
    if (one["name"] is None) == (other["name"] is None):
        return
    told = one if one["name"] is not None else other
    found = names_at([told.span("name")], text)
    if found is None:
        return
    yield [
        Contrasted(match.start("lead"), max(match.end("lead"), match.end("name")), f"{match['lead'].casefold()} {found[0].name}")
        for match in (one, other)
    ]
