"""What stands behind each of several results and tells them apart: ``1.2% at the spine and 1.9% at the hip``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.phrases import Phrase, content
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import AGAINST

__all__ = ["give_tails", "tails_of"]

_TAIL = compiled(
    r"\s+(?P<lead>at|in|on|for)\s+(?:the\s+)?(?P<what>(?!(?:and|or|but|groups?|arms?|those)\b)[A-Za-z][A-Za-z0-9 /-]{1,50}?)"
    r"(?=\s*(?:[,;:.()\[\]]|$|\s(?:and|or|versus|vs|v|in|with|for|on|at|compared|than|was|were|had|after|by|as|while|whereas|but)\b))",
    re.IGNORECASE,
)
#: when, and no part of what was measured
_WHEN = compiled(
    r"\b(?:baseline|entry|admission|discharge|follow-?\s?up|end|start|time|months?|weeks?|days?|years?|hours?|visits?|period|phase)\b",
    re.IGNORECASE,
)
_JOINED = compiled(rf"[\s,]*(?:and|{AGAINST}|or)?[\s,]*(?:\([^()]*\)\s*)?")


def tails_of(masked: str, base: int, results: Sequence[Quantity]) -> dict[int, Phrase]:
    """For each result that has one, the words behind it that tell it from its neighbours; none where fewer than two have any.

    ``masked``: the sentence without numbers and names of groups. Two results side by side share what stands behind the second
    (``1.3% and 1.1% at the hip``).
    """
    found: dict[int, Phrase] = {}
    leads: dict[int, str] = {}
    for index, quantity in enumerate(results):
        following = results[index + 1].start - base if index + 1 < len(results) else len(masked)
        match = _TAIL.match(masked, quantity.end - base, following)
        if match is not None and _may_tell(match, masked, quantity.start - base) and not _WHEN.search(match["what"]):
            found[index] = Phrase(" ".join(match[0].split()), match.start(), match.end())
            leads[index] = match["lead"].casefold()
    kept = {i for i, lead in leads.items() if list(leads.values()).count(lead) > 1}
    found = {index: tail for index, tail in found.items() if index in kept}
    if len({tail.text.casefold() for tail in found.values()}) < 2:
        return {}
    for index in range(len(results) - 2, -1, -1):
        between = masked[results[index].end - base : results[index + 1].start - base]
        if index not in found and index + 1 in found and _JOINED.fullmatch(between):
            found[index] = found[index + 1]
    return found


#: ``rates of 12% and 8% for stroke``: words that leave open what is told of
_OPEN = compiled(r"\b(?:rates?|risks?|incidences?|ratios?|frequency|probability|values?|results?)\b", re.IGNORECASE)


def _may_tell(match: re.Match[str], masked: str, start: int) -> bool:
    """Whether words behind a result can be part of what was measured; those behind ``for`` can where nothing else says it."""
    if match["lead"].casefold() == "for" and any(term.kind in ("drug", "regimen") for term in terms(match["what"])):
        return False
    return content(match["what"]) and (match["lead"].casefold() != "for" or _OPEN.search(masked, 0, start) is not None)


def give_tails(statements: Sequence[Statement], results: Sequence[Quantity], tails: dict[int, Phrase]) -> None:
    """Name the outcome of each result with its tail: ``bone density at the hip``."""
    for statement in statements:
        for side in statement.sides:
            tail = next((tails[i] for i, quantity in enumerate(results) if quantity is side.quantity and i in tails), None)
            head = side.phrase or statement.phrase
            if tail is not None and head is not None:
                side.phrase = Phrase(f"{head.text} {tail.text}", head.start, head.end)
