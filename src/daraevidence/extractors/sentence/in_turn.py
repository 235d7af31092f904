"""Names and results that take turns in a sentence, and names of which the second result is the subject's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.known_groups import is_held_against
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.sides import Row, Slot, Statement
from daraevidence.language.dosing import DOSE_UNIT
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.word_classes import AGAINST, AN_AVERAGE_OF

__all__ = ["BEHIND", "OF_GROUP", "comes_second", "give_from_to", "give_in_turn", "opens_compared", "put_subject_first"]

#: a name with its preposition directly behind a result: ``5% in X``, ``5% (2-9) of patients with X``
BEHIND = compiled(
    r"(?:\s(?:from\sbaseline|(?:at|after|by|over|within)\s(?:\d{1,3}\s[a-z]+|[a-z]+\s\d{1,3})))?"
    rf"[\s)\]]*(?:(?:of\s+)?(?:the\s+)?(?:{PEOPLE}|those|(?<=of )[a-z]{{3,}}s|(?<=of the )[a-z]{{3,}}s)\s+)?"
    r"(?:in|with|for|on|among|"
    r"after|before|without|under|following|using|via|through|by|during|when|where|if|"
    rf"at(?=\s(?:the\s)?(?:\d[\d.,]*[\s-]?{DOSE_UNIT}\b|(?:low|high|middle|intermediate)(?:er|est)?[\s-]dose\b))|"
    r"receiving|given|taking|treated|assigned|allocated|randomi[sz]ed|who)\s[^,;:]*",
    re.IGNORECASE,
)


#: a share of a group directly behind which its name stands: ``8% of the X group``, ``8% of group 2``
OF_GROUP = compiled(r"[\s)\]]*of\s(?:[^,;:]*\s)?(?:(?:groups?|arms?|cohorts?)(?:\s\w{1,3})?|recipients|controls)", re.IGNORECASE)
#: ``Compared with B, A had less X (5% vs 7%)``: the first result is that of the subject
_COMPARED_FIRST = compiled(
    r"(?:^|[.;:]\s+|\b(?:and|but|however),?\s+)(?:[A-Z]{5,}:?\s+)?(?:as\s+)?(?:compared|in\s+(?:comparison|contrast)|relative|versus)\s*"
    r"(?:(?:with|to)\s+)?(?:the\s+|those\s+)?$",
    re.IGNORECASE,
)
_LEADING = compiled(r"(?:(?:with|to|versus|vs\.?|the|those|patients)\s+)*", re.IGNORECASE)


def comes_second(text: str, one: Named) -> bool:
    """Whether a clause begins with what its subject is compared with, and this is that."""
    led = _LEADING.match(text, one.start, one.end)
    return _COMPARED_FIRST.search(text, 0, led.end() if led else one.start) is not None


#: from a name to the result behind it: ``with X in 5%``, ``X patients one of 5 months``
_TO_RESULT = compiled(
    r"\s*(?:[(\[]\s?[nN]\s?=\s?[\d,]+\s?[)\]]\s*)?(?::|,(?=\s+[a-z]))?\s*(?:(?:and\s+)?(?:of|among)\s+(?:whom|these|them|"
    r"which)\s+)?(?:(?:it|they|this|that|one|the\s+rate|the\s+figure)\s+)?(?:(?:was|were|had|did|so|occurred|"
    r"happened)\s+)*(?:(?:only|about|just|nearly|almost|a|an)\s+)*(?:(?:in|by|of|to|at|for|after|"
    rf"within)\s+)?(?:(?:{AN_AVERAGE_OF})\s+)*",
    re.IGNORECASE,
)


#: ``A lost 12 kg, while B lost 2 kg``: from a result to the subject of the next clause, and from there to its own
_NEXT_CLAUSE = compiled(
    rf"(?:\s*[(\[][^()\[\]]{{0,60}}[)\]])?[^,;:.()]{{0,40}}(?:,\s*(?:while|whereas|but)|\s+(?:while|whereas)|;)\s+"
    rf"(?:(?:the|{PEOPLE}|those|in|on)\s+)*",
    re.IGNORECASE,
)
_PREDICATE = compiled(r"\s+(?:[(\[]\s?[nN]\s?=\s?[\d,]+\s?[)\]]\s+)?(?!(?:and|or|than|versus|vs|compared)\b)[a-z][^,;:.()]{0,60}")


def give_in_turn(text: str, slots: Sequence[Slot], free: Sequence[Named]) -> list[Named]:
    """``was seen with A in 5% and with B in 7%``: one name before each of two results or more, and none behind the last."""
    taken: list[Named] = []
    for one, other in pairwise(slots):
        start = max((slot.end for slot in slots if slot.end <= one.start), default=0)
        ahead = [name for name in free if start <= name.start and name.end <= one.start and name not in taken[:-1]]
        between = [name for name in free if one.end <= name.start and name.end <= other.start]
        if len(ahead) != 1 or len(between) != 1 or ahead[0].name == between[0].name or one.named not in (None, ahead[0]):
            continue
        behind = next((name for name in free if name.start >= other.end), None)
        if behind is not None and BEHIND.fullmatch(text, other.end, max(other.end, behind.end)):
            continue
        if other.firm or BEHIND.fullmatch(text, one.end, between[0].end) or comes_second(text, ahead[0]):
            continue
        if _opens_clause(text, one, between[0], other) or _TO_RESULT.fullmatch(text, between[0].end, other.start):
            one.take(ahead[0])
            other.take(between[0])
            taken += [name for name in (ahead[0], between[0]) if name not in taken]
    return taken


def _opens_clause(text: str, one: Slot, name: Named, other: Slot) -> bool:
    """``A lost 12 kg, while B lost 2 kg``: whether a name is the subject of a clause of its own, whose result follows."""
    clause = _NEXT_CLAUSE.match(text, one.end, name.end)
    return clause is not None and clause.end() >= name.start and _PREDICATE.fullmatch(text, name.end, other.start) is not None


_FROM = compiled(rf"\bfrom\s+(?:(?:{AN_AVERAGE_OF})\s+)*$", re.IGNORECASE)
_TO = compiled(rf"\s*,?\s*to\s+(?:(?:{AN_AVERAGE_OF})\s+)*", re.IGNORECASE)
_UNIT = compiled(r"[\s)\]]*(?:[A-Za-zµ%/]{1,12}\s*)?")


def give_from_to(text: str, rows: Sequence[Row], free: Sequence[Named]) -> list[Named]:
    """``A lowered X from 7% with B to 5%``: the first result is that of the name behind it, the second that of the subject."""
    taken: list[Named] = []
    for row in rows:
        for one, other in pairwise(row.slots):
            between = [name for name in free if one.end <= name.start and name.end <= other.start]
            ahead = [name for name in free if name.end <= one.start]
            if not between and _FROM.search(text, 0, one.start) and _TO.fullmatch(text, one.end, other.start):
                taken += _from_those_without(text, one, other, free)
                continue
            if len(between) != 1 or one.firm or other.firm or (ahead and ahead[-1].name == between[0].name):
                continue
            if not _FROM.search(text, 0, one.start) or not _TO.fullmatch(text, between[0].end, other.start):
                continue
            if _UNIT.fullmatch(text, one.end, between[0].start):
                one.take(between[0])
                taken.append(between[0])
                behind = next((name for name in free if name.start >= other.end), None)
                if behind is not None and BEHIND.fullmatch(text, other.end, behind.end) and behind.name != between[0].name:
                    other.take(behind)  # "fell from 7% with B to 5% with A"
                    taken.append(behind)
                    continue
                other.firm = True  # another group's, whether it is named or not
                if ahead:
                    other.take(ahead[-1])
                    taken.append(ahead[-1])
    return taken


def _from_those_without(text: str, one: Slot, other: Slot, free: Sequence[Named]) -> list[Named]:
    """``A prolonged X from 5 to 9 months``: the second is that of A, the first of those held against it, named or not."""
    against = next((name for name in free if is_held_against(text, name)), None)
    own = next((name for name in free if name is not against), None)
    one.firm = other.firm = True
    for slot, name in ((one, against), (other, own)):
        if name is not None:
            slot.take(name)
    return [name for name in (against, own) if name is not None]


_COMPARED = compiled(
    rf"(?:[A-Z]{{5,}}:?\s+)?(?:as\s+|when\s+)?(?:{AGAINST})\s+(?:(?:{AN_AVERAGE_OF})\s+)*",
    re.IGNORECASE,
)


def opens_compared(text: str, base: int, first: Statement) -> bool:
    """Whether a sentence opens with the one result that its own are held against: ``Compared with 7% with B, …``."""
    return len(first.sides) == 1 and _COMPARED.fullmatch(text, 0, first.sides[0].quantity.start - base) is not None


def put_subject_first(text: str, base: int, statement: Statement) -> None:
    """Turn two sides of which the first is what the second is held against, as the ratio behind them is of the second.

    ``from 7% with B to 5%``, ``Compared with 7% with B, X was 5% with A``.
    """
    if len(statement.sides) != 2 or any(side.named is None for side in statement.sides):
        return
    one, other = statement.sides
    start = one.quantity.start - base
    held_against = _COMPARED.fullmatch(text, 0, start) is not None
    if not held_against and not (_FROM.search(text, 0, start) and one.named is not None and one.named.start > start):
        return
    if other.named is not None and (held_against or other.named.start < start):
        statement.p = statement.p or other.quantity.p
        statement.versus = True
        statement.sides = [other, one]
