"""Groups of a score: ``low risk (0-1 points), high risk (≥4 points)``, ``a score of 3 or more means high risk``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["ScoreGroup", "score_groups"]


class ScoreGroup(NamedTuple):
    """A group of a score: its name with its place in the text, and the quantity that says which scores are of it."""

    name: str
    start: int
    end: int
    points: Quantity


_LABEL = (
    r"(?:(?:very|ultra)[- ])?(?:low(?:er)?|intermediate|moderate|medium|high(?:er)?|standard|poor|"
    r"good|favou?rable|unfavou?rable|average)"
    r"(?:[- ](?:low(?:er)?|intermediate|high(?:er)?|[12]))?[- ](?:risk|probability|likelihood|prognosis|severity)"
)
_LABELS = Gated(
    "risk|probability|likelihood|prognosis|severity|point",
    rf"(?i)\b(?:{_LABEL})\b(?:[- ](?:group|category|class|stratum))?"
    # "low (0 points), intermediate (1-2 points) and high risk"
    r"|\b(?:low|intermediate|moderate|medium|high)(?=\s\(\d{1,2}(?:[-–]\d{1,2})?\s?points?\))",
)
_POINTS = Gated("point|score", r"(?i)\b(?:points?|scores?)\b")
#: from a label to its points, and from points to their label
_TO_POINTS = compiled(
    r"(?i)\s*(?:group|patients|category)?\s*(?:(?:is|was|were|are|has|had|as|if|by|with|for|means|equals|meant|corresponds? to|"
    r"corresponded to|defined|of|at|an?|the|total|score|scores|sum|points|from|in)\b\s*|[:=(,[]\s*){0,6}"
)
_TO_LABEL = compiled(
    r"(?i)\s*(?:points?)?\s*(?:(?:is|was|were|are|as|for|means?|meant|indicates?|indicated|defines?|defined|denotes?|denoted|"
    r"corresponds? to|corresponded to|to|at|an?|the|considered|classified|assigned|called)\b\s*|[:=),→-]\s*){0,5}"
)


def score_groups(text: str, start: int, found: tuple[Quantity, ...]) -> Iterator[ScoreGroup]:
    """The groups that a sentence parts a score into, at least two of them, or one that ``a score of`` defines.

    ``found`` are the quantities of the sentence, which begins at ``start``. A group's points are a number or range in points or
    behind ``score``; beside one of these also bare ones. Not the sizes of the groups, nor what happened in them.
    """
    labels = list(_LABELS.finditer(text)) if _POINTS.search(text) else []
    surely = [_is_scored(text, start, each) for each in found] if labels else []
    if not any(surely):
        return
    values = [each for each, sure in zip(found, surely) if sure or _is_bare(each)]
    groups = max(([*_paired(text, start, labels, values, before)] for before in (False, True)), key=len)
    if len(groups) > 1 or (groups and _SCORE_OF.search(text)):
        yield from groups


_SCORE_OF = compiled(r"(?i)\bscores? (?:of|≥|>|<|≤|\d)|\b(?:total|sum) of \d")
_BEHIND_SCORE = compiled(r"(?i)\bscores?(?: of| was| is|[:=])?\s*$")


def _paired(text: str, start: int, labels: list[re.Match[str]], values: list[Quantity], before: bool) -> Iterator[ScoreGroup]:
    """Each label with the points right behind it, or ``before`` it."""
    places = [value.start - start for value in values]
    for label in labels:
        index = bisect_left(places, label.end()) if not before else bisect_left(places, label.start()) - 1
        if not 0 <= index < len(values):
            continue
        begin, end = places[index], values[index].end - start
        if before:
            fits = end <= label.start() <= end + 60 and _TO_LABEL.fullmatch(text, end, label.start())
        else:
            fits = begin <= label.end() + 60 and _TO_POINTS.fullmatch(text, label.end(), begin)
        if fits:
            yield ScoreGroup(label[0], start + label.start(), start + label.end(), values[index])


def _is_scored(text: str, start: int, quantity: Quantity) -> bool:
    """Whether a quantity is surely points: in points, or behind ``score``."""
    if quantity.role == "name":
        return text[quantity.start - start : quantity.start - start + 5].casefold() == "score" and _is_small(quantity)
    if quantity.unit == "points":
        return quantity.role in ("value", "threshold") and _is_small(quantity)
    before = text[max(0, quantity.start - start - 12) : quantity.start - start]
    return _is_bare(quantity) and _BEHIND_SCORE.search(before) is not None


def _is_bare(quantity: Quantity) -> bool:
    """A small number or range, with or without a sign, that is neither counted nor a percent."""
    return quantity.role in ("number", "threshold", "interval") and quantity.unit == "" and _is_small(quantity)


def _is_small(quantity: Quantity) -> bool:
    return bool(quantity.numbers) and all(0 <= number.value <= 100 for number in quantity.numbers)
