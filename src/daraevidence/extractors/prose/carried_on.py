"""Two sentences that are read as one: the second tells of another group what the first told of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import AGAINST

__all__ = ["carried_on"]

_LEAD = r"(?P<lead>After|Among|Before|During|Following|For|In|On|Under|With|Without)"
_OPENS = compiled(rf"\s*{_LEAD}\s+[^.;:()\d]{{2,80}}?\s")
_NUMBER = compiled(r"\d")
#: ``… fell from 8 to 7 with A.``
_ENDS = compiled(
    r"\d[^.;:()]{0,30}?\s(?P<lead>after|among|before|during|following|for|in|of|on|under|with|without)\s+[^.;:()\d]{2,60}\.\s*$"
)
#: ``With B it was 7``, ``In B, the corresponding figure was 7%``
_GOES_ON = compiled(
    rf"\s*{_LEAD}\s+[^.;:()\d]{{2,60}}?,?\s+"
    r"(?:it|they|this|these|(?:the|this|that)\s+(?:corresponding\s+|equivalent\s+|same\s+|respective\s+)?"
    r"(?:figure|rate|value|number|proportion|percentage|result|median|mean|average|count|score|time|incidence|risk)s?)\s+"
    r"(?:only\s+)?(?:was|were|fell|rose|came|stood|did|had|took|went|lay|ran|became|[a-z]{3,10}ed)\b[^.;]{0,30}?\d"
)


#: results of two groups or more: the sentence stands for itself
_SEVERAL = compiled(rf"\b(?:and|{AGAINST})\s+(?:only\s+)?\d|\brespectively\b")


def carried_on(text: str, parts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences of a text, of which two are one where the second begins with a group and has no outcome of its own, and the
    first begins or ends with one: ``With A the mean score was 5. With B it was 7.``"""
    first: tuple[int, int] | None = None
    for start, end in parts:
        if first is not None and _goes_on(text, first, (start, end)):
            yield first[0], end
            first = None
            continue
        if first is not None:
            yield first
        first = (start, end)
    if first is not None:
        yield first


def _goes_on(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    goes_on = _GOES_ON.match(text, *second)
    if goes_on is None or _NUMBER.search(text, *first) is None or _SEVERAL.search(text, goes_on.end(), second[1]):
        return False
    if _OPENS.match(text, *first) is not None:
        return True
    ends = _ENDS.search(text, max(first[0], first[1] - 120), first[1])
    leads = (goes_on["lead"].lower(), "of") if goes_on["lead"] in ("Among", "For", "In", "With") else (goes_on["lead"].lower(),)
    return ends is not None and ends["lead"] in leads
