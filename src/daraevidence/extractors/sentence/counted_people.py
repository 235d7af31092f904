"""Whom a count is of, by what stands behind the people: ``9 of 20 patients with brain metastases responded``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daraevidence.extractors.scope import Group
from daraevidence.extractors.sentence.group_forms import DID
from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.extractors.sentence.labels import is_treatment
from daraevidence.language.dosing import DOSE_UNIT
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_WORDS
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import BEFELL

__all__ = ["STATE", "people_counted", "without"]

#: the verb of which the people are the subject
_VERB = (
    rf"(?:(?:also|then|still|later|eventually|never|all|subsequently|spontaneously)\s+)*(?:were|was|had|have|did|{DID}|{BEFELL}|agreed|chose|cleared|converted|declined|"
    r"deteriorated|elected|opted|refused|experienced|healed|recurred|resolved|showed|stabili[sz]ed|stopped|paid|bled|grew|gave|got|made|kept|"
    r"delivered|conceived|smoked|tested|sought)\b"
)
#: times and means that stand behind people as well: they tell no part of them
_NO_PART = (
    r"(?!(?:the\s+)?(?:end|entry|screening|baseline|follow-?up|discharge|first|last|same|day|days|week|weeks|month|months|year|years|least|"
    r"any|all|both|each|either|total|these|those|this|that|whom|study|trial|treatment|therapy|average|addition|no)\b)"
)
#: what begins the description of people: what they have, are or got
STATE = (
    rf"(?:with|without|on|under|in)\s+(?:an?\s+|the\s+)?{_NO_PART}(?=[A-Za-z])|"
    rf"at\s+(?:the\s+)?(?={_NO_PART}[A-Za-z]|\d[\d.,]*[\s-]?{DOSE_UNIT}\b)|from\s+(?=[A-Z])|"
    r"(?:aged\s+)?(?:aged|over|under|above|below|(?:younger|older|heavier|lighter|taller|shorter|less|more)\s+than)\s+(?=\d|(?:the\s+)?age\b)|"
    r"(?:carrying|having|requiring|undergoing|awaiting|presenting\s+with|diagnosed\s+with|infected\s+with|living\s+(?:with|in|at)|"
    r"born\s+(?:to|at|before|after)|receiving|taking|using|given|treated|managed|followed|seen)\s+(?=[A-Za-z\d])|"
    r"not\s+(?:on|in|receiving|taking|using|given|treated)\s+(?=[A-Za-z\d])|"
    r"who(?:\s+(?:had|have|were|was|are|did|do|could))(?:\s+(?:not|never|been|previously|already|ever|also))*\s+(?=[A-Za-z\d])|"
    r"who\s+(?!(?:had|have|were|was|are|did|do|could)\b)(?=[A-Za-z])|whose\s+(?:[\w-]+\s+){1,3}(?:had|have|were|was|did|could)(?:\s+not)?\s+(?=[A-Za-z\d])"
)
#: what no description of people goes on with
_NO_WORD = (
    r"and|or|but|while|whereas|versus|vs|v|compared|than|as|by|within|during|until|through|respectively|were|was|had|has|have|did|after\s+\d|"
    r"(?:at|over|for|in)\s+(?:the\s+)?(?:\d|weeks?|months?|days?|years?|end|first|last|median|mean|follow)"
)
#: the words behind people, up to the verb that tells what they did
_SUBJECT = compiled(
    rf"\s+(?P<own>(?:{STATE})(?:[\w./+<>=\u2265\u2264%®™-]|,(?=\d))+(?:\s+(?!(?:and|or|but)\s+{_VERB})[^\s,;:()]+){{0,11}}?)"
    rf"(?=\s+{_VERB})"
)
#: the words behind people of whom something was seen, up to the end of their clause or to when and how it was
_SEEN_IN = compiled(
    rf"\s+(?P<own>(?:{STATE})(?:[\w./+<>=\u2265\u2264%®™-]|,(?=\d))*[\w%®™](?:\s+(?!(?:{_NO_WORD})\b)[^\s,;:()]*[^\s,;:().]){{0,7}}?)"
    rf"(?=\s*(?:[,;:()]|\.(?!\d)|$)|\s+(?:{_NO_WORD})\b)"
)
#: others who go without a noun: ``and 3 of 18`` with the disease
_STATED = compiled(
    r"\s+(?:with|without|who|whose|aged|not|(?:younger|older)\s+than|on|given|treated|receiving|taking)\s+(?=[A-Za-z\d])"
)
#: words that lead from the description to something else
_LEAVES = compiled(
    r"\b(?:versus|vs|compared|whereas|while|but|respectively|which|both|each|either|[a-z]+\s+of\s+(?:the\s+)?\d+|and\s+\d+)\b|\d\s?%"
)


#: before a count of those in whom something was
_IN_WHOM = compiled(r"\b(?:in|by|for|among|affected|of)\s+(?:only\s+|about\s+|just\s+|all\s+|each\s+of\s+)?(?:the\s+)?$")
#: between the people of one count and the count of others
_JOINED = compiled(
    r"\s*,?\s*(?:and|or|versus|vs\.?|v|(?:as\s+)?(?:compared|contrasted)\s+(?:with|to)|(?:as\s+)?against|than|but|while|whereas)\s+"
    r"(?:(?:in|by|for|of|only|about|just|the)\s+)*"
)
#: the people behind a number that does not end with them: ``9 (45%)`` adults, ``45% of`` those
_PEOPLE = compiled(rf"\s+(?:of\s+)?(?:the\s+|all\s+|these\s+)?(?:[a-z-]+\s+)?(?P<who>{PEOPLE}|those)\b")
#: others, told by what the people before them are: ``and 3 of 18`` without ``had a relapse``
_BARE = compiled(
    rf"\s+(?P<own>without(?:\s+(?:it|them|one))?|who\s+(?:did|had|were|was|could|do|are)\s+not|not)(?=\s*(?:[,;:()]|\.(?!\d)|$)|\s+{_VERB})"
)
_WITH = compiled(r"(?:with|on|in|at|under)\s+(?:an?\s+|the\s+)?")


class _Counted(NamedTuple):
    """People that a number counts: where it begins, who they are, where their words and those that describe them end."""

    quantity: Quantity
    who: str
    start: int
    end: int


def people_counted(
    text: str, base: int, results: Sequence[Quantity], groups: Sequence[Group], named: Sequence[Named]
) -> list[Named]:
    """The parts of the patients that counts are of, where their people are described.

    They are the subject (``9 of 20 with X responded``), those in whom something was (``was seen in 9 of 20 with X``), or are set
    beside such. ``groups`` are those of the study: people as many as its patients are all of them; ``named`` those that the
    sentence names otherwise.
    """
    total = next((group for group in groups if group.role == "total"), None)
    counted = [*_counted(text, base, results)]
    found: list[Named] = []
    noun, last = "", -1
    for i, one in enumerate(counted):
        noun = one.who if noun in ("", "those") else noun
        who = (noun or "those") if one.who in ("", "those") else one.who
        joined = last >= 0 and _JOINED.fullmatch(text, last, one.start) is not None
        fraction = one.quantity.denominator is not None and _SUBJECT.match(text, one.end) is not None
        if not (joined or one.who or fraction) or any(
            not text[arm.end : one.start].strip(" ,") for arm in named if arm.end <= one.start
        ):
            last = -1  # "In the placebo group, 9 of 20 with X": a part of that group
            continue
        bare = _BARE.match(text, one.end) if joined else None
        if bare is not None and found:
            found.append(Named(bare.start("own"), bare.end("own"), without(bare["own"], who, found[-1].name), people=True))
            last = -1
            continue
        match = _SUBJECT.match(text, one.end)
        seen = _SEEN_IN.match(text, one.end)
        led = joined or _IN_WHOM.search(text, max(0, one.start - 24), one.start) is not None
        if seen is not None and (_did_as_well(text, seen.end(), counted[i + 1 : i + 2]) or (led and match is None)):
            match = seen
        last = match.end() if match is not None else -1
        if match is None or _LEAVES.search(match["own"]) is not None or _is_given(text, match):
            continue
        many = one.quantity.denominator or one.quantity.n
        if total is not None and total.n is not None and many is not None and many.value == total.n:
            if len(results) == 1:  # else what follows is not of all of them, too
                found.append(Named(match.start("own"), match.end("own"), total.name, total))
        else:
            found.append(Named(match.start("own"), match.end("own"), f"{who} {' '.join(match['own'].split())}", people=True))
    return found


def _is_given(text: str, match: re.Match[str]) -> bool:
    """Whether people are told by a treatment, which is an arm, or by what the sentence has told of: ``12 with humming``."""
    led = _WITH.match(match["own"])
    if led is None:
        return False
    rest = match["own"][led.end() :]
    return is_treatment(rest) or rest.casefold() in text[: match.start()].casefold()


def _did_as_well(text: str, end: int, others: Sequence[_Counted]) -> bool:
    """Whether the words of people end where others are set beside them, who are the subject with them."""
    return any(
        _JOINED.fullmatch(text, end, other.start) is not None
        and (_SUBJECT.match(text, other.end) is not None or _BARE.match(text, other.end) is not None)
        for other in others
    )


def _counted(text: str, base: int, results: Sequence[Quantity]) -> Iterator[_Counted]:
    """The people of each count or percent, as far as they stand right behind it."""
    for one in results:
        if one.role not in ("proportion", "count"):
            continue
        start, end = one.start - base, one.end - base
        if one.noun in PEOPLE_WORDS and text.endswith(one.noun, 0, end):
            yield _Counted(one, one.noun, start, end)
        elif (behind := _PEOPLE.match(text, end)) is not None:
            yield _Counted(one, behind["who"], start, behind.end())
        elif one.n is not None and (_BARE.match(text, end) is not None or _STATED.match(text, end) is not None):
            yield _Counted(one, "", start, end)


def without(own: str, who: str, first: str) -> str:
    """The name of those who are told by what the first are: ``patients without X`` beside ``patients with X``."""
    having = _WITH.search(first)
    if own.startswith("without") and having is not None:
        return f"{who} without {first[having.end() :]}"
    return f"{who} {own}"
