"""Whether a result goes on with the statement before it: the words between two results."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.extractors.sentence.binding import VERSUS
from daraevidence.extractors.sentence.counted_events import OF_PEOPLE
from daraevidence.extractors.sentence.phrases import content, split_gap
from daraevidence.extractors.sentence.reader import Reader
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.extractors.sentence.statement_phrases import (
    INSIDE,
    OF_THINGS,
    VERB,
    is_doing,
)
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["continues", "has_noun", "has_verb", "of_both", "one_of_two"]

_WITH = compiled(r"\s*+(?:with|without|previously)\s+(?=[A-Za-z])")
#: ``3 patients`` in each group ``died``
_IN_EACH = compiled(r"\s+(?:in|of|on|from)\s+(?:each|both|either)\s+(?:of\s+the\s+(?:two\s+)?)?(?:groups?|arms?|cohorts?)\b")


def has_verb(reader: Reader, quantity: Quantity, start: int, end: int, following: int) -> bool:
    """Whether the patients of a count are the subject of a verb of their own."""
    if quantity.role in ("count", "proportion") and is_doing(reader, start, end, following):
        return True
    if quantity.role not in ("count", "proportion") or INSIDE.search(reader.text[max(0, start - 40) : start]):
        return False
    if "did" in quantity.extra or OF_THINGS.match(reader.text, end, following) is not None:
        return True
    people = OF_PEOPLE.match(reader.text, end)
    place = people.end() if people else end
    each = _IN_EACH.match(reader.masked, place)
    place = each.end() if each else place
    if place >= following:
        return False
    return VERB.match(reader.masked, place) is not None or (people is not None and _WITH.match(reader.masked, place) is not None)


def of_both(reader: Reader, last: Statement, previous: int, start: int) -> bool:
    """``12 (5%) versus 8 (3%) died``: the verb is that of both counts."""
    first = last.sides[0].quantity
    if len(last.sides) > 1 or last.subject or first.role not in ("count", "proportion"):
        return False
    against = VERSUS.fullmatch(reader.text[previous:start].strip())
    return (
        against is not None
        and INSIDE.search(reader.text, max(0, first.start - reader.base - 40), first.start - reader.base) is None
    )


def one_of_two(reader: Reader, last: Statement | None, start: int, end: int) -> bool:
    """``rates of 94%, 88% and 81% were seen``: the verb is that of the rates, and no patients are its subject; nor is there one
    in ``in 4 children receiving A and 15 receiving B``."""
    if last is None or last.subject:
        return False
    if reader.text.startswith(" receiving ", end):
        return True
    places = [(side.quantity.start - reader.base, side.quantity.end - reader.base) for side in last.sides]
    ends, begins = [end for _, end in places], [*(begin for begin, _ in places[1:]), start]
    first = places[0][0]
    if _OF.search(reader.text, max(0, first - 12), first) is None:
        return False
    return all(_AND.fullmatch(reader.text, end, begin) is not None for end, begin in zip(ends, begins, strict=True))


_AND = compiled(r"\s*(?:,(?:\s*and)?|and|or)\s*")
_OF = compiled(r"\bof\s+$")


def has_noun(reader: Reader, last: Statement | None, quantity: Quantity, end: int, following: int) -> bool:
    """``22% complete responses and 41% partial responses``, ``50% were stage I, 26% stage II``: outcomes behind their numbers."""
    if last is None or last.phrase is None or last.versus or quantity.percent is None or quantity.n is not None:
        return False
    first = last.sides[0].quantity
    if first.percent is None or first.n is not None:
        return False
    if _BEING_OR_HAVING.fullmatch(reader.text, first.end - reader.base, last.phrase.start) is None:
        return False
    name = _NOUN_BEHIND.match(reader.masked, end, following)
    return name is not None and content(name[0])


_BEING_OR_HAVING = compiled(r"\s{0,2}(?:(?:were|was|are|had|have|showed|achieved|reported)\s)?(?:also\s)?(?:an?\s|the\s)?")
_NOUN_BEHIND = compiled(
    r"\s(?!(?:and|or|of|in|with|for|on|after|at|by|to|from|than|versus|vs|compared|were|was|respectively|had|receiving|given|taking|treated|assigned|patients|responders)\b)[a-z][^,;:()]{2,60}"
)


def continues(gap: str, masked: str, last: Statement, quantity: Quantity) -> bool:
    """Whether a result belongs to the same outcome as the one before it."""
    if ";" in gap and not VERSUS.search(gap) and (content(masked) or gap.count("(") or gap.count(")")):
        return False
    if last.versus and len(last.sides) > 1 and not VERSUS.search(gap):
        return False
    kinds = {side.quantity.role for side in last.sides} | {quantity.role}
    if (
        "value" in kinds
        and kinds & {"proportion", "count"}
        and not _are_percents([*(side.quantity for side in last.sides), quantity])
    ):
        return False
    against = VERSUS.search(masked)
    if against is not None and not content(masked[against.end() :]):
        alike = len(last.sides) == 1 and _form(last.sides[0].quantity) == _form(quantity)
        shared = alike and last.subject and against[0].casefold() != "than"  # "5% of A had X compared with 7% of B"
        if shared or len(masked[: against.start()].split()) <= 4:
            return True
    words = VERSUS.sub(" ", masked)
    if content(words) and not (last.subject and not content(_after_edge(words))):
        return False
    return bool(VERSUS.search(gap)) or len(" ".join(masked.split())) <= 60


def _are_percents(quantities: Sequence[Quantity]) -> bool:
    """Whether all results are percents of something, of which one is below nothing: ``2.7% and -0.4%``."""
    return all(q.unit == "%" if q.role == "value" else q.percent is not None and q.n is None for q in quantities)


def _form(quantity: Quantity) -> tuple[str, bool, bool]:
    """What is printed of a share: two results of one outcome are told alike, whether or not a count has its whole beside it."""
    role = "count" if quantity.role == "proportion" and quantity.percent is None else quantity.role
    return role, quantity.n is None, quantity.percent is None


def _after_edge(words: str) -> str:
    return words[split_gap(words) :]
