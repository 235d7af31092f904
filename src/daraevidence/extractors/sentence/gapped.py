"""Numbers of two groups of which the second stands without its words: ``A had 2 relapses, the B group 7``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.series import is_year, like, numbers_a_thing
from daraevidence.extractors.sentence.sides import Slot
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import AN_AVERAGE_OF

__all__ = ["give_gapped", "is_gapped", "scored_on", "told_gapped"]

#: words that lead from a verb to its number
_ABOUT = rf"(?:(?:{AN_AVERAGE_OF}|total|on)\s)*"
_VERB = (
    r"(?:had|made|took|ate|drank|got|spent|lost|gave|saw|slept|ran|won|began|left|was|were|scored|rated|"
    r"(?!(?:treated|assigned|allocated|randomi[sz]ed|enrolled|included|followed|need|aged|based|compared|from|received|given)\b)"
    r"[a-z]{2,}ed)"
)
_HAD = compiled(rf"\b{_VERB}\s{_ABOUT}$")
#: who did or had it: a group, or people of whom words say which they are
_GROUP = Gated(
    f"group|arm|cohort|control|placebo|those|other|{PEOPLE_NEEDED}",
    r"\b(?:groups?|arms?|cohorts?|controls?|placebo|those|others?)\b|"
    rf"\b(?:{PEOPLE})\s(?:on|given|fed|receiving|taking|in|treated\swith|assigned\sto)\s",
    re.IGNORECASE,
)
#: from the first number to the second: its own words, and the other group
_TO_OTHER = compiled(
    r"(?P<own>(?:\s(?:(?!(?:and|while|whereas|but|than(?!\sat))\s)[^\s;:,.()\d])[^;:,.()\d\s]*|(?<=\d)\s?%){0,9})(?P<aside>\s?\([^()]{1,60}\))?"
    r"(?:[,;]\s(?:and\s|while\s|whereas\s|but\s)?|\s(?:and|while|whereas|but)\s)"
    r"(?P<other>(?:(?:in|with|on|for|by|among)\s)?[^,;:.()\d]{4,70}?)"
    rf"(?:,?\s(?:(?:they|it|there|these|he|she)\s)?{_VERB}|,|)\s{_ABOUT}"
)
_UNIT = compiled(r"\s(?:[A-Za-z]{1,3}|[A-Za-z]+/[A-Za-z]+)(?=\s|$)")
#: ``the patients of group`` 2
_NUMBERED = compiled(r"^(?:(?:in|of|on|to|from|with|and|the|patients|those)\s)*(?:groups?|arms?|cohorts?)$", re.IGNORECASE)
_CLOSES = compiled(r"\s*(?:[.;,)(]|$|and\s)")
#: things that are counted, directly behind the first number: ``relapses``, ``severe relapses per year``
_THINGS = compiled(
    r"\s(?:[a-z-]{3,20}\s){0,2}?(?P<what>(?!(?:times|points|months|weeks|days|years|hours|minutes|seconds|scores|less|this|was|has)\b)"
    r"[a-z-]{2,24}(?<![su])s)(?![\w-])"
)


def told_gapped(text: str, base: int, found: list[Quantity]) -> None:
    """Make results of two bare numbers of which each stands behind the group that had so many.

    Reads ``A had 2 relapses, the B group 7``, ``scored 8.4 on the test and controls 6.1``, ``in A they had 1.8 falls a year,
    whereas in the control group they had 2.9``. Not sizes, years, or numbers of things.
    """
    if not _GROUP.search(text):
        return
    for i, (one, other) in enumerate(pairwise(found)):
        same = other.role == one.role == "value" and other.unit == one.unit != ""
        if (same or (other.role == "number" and one.role in _TOLD)) and _is_gapped(text, base, one, other):
            _tell(text, base, found, i)


_TOLD = ("number", "count", "value")


def _is_gapped(text: str, base: int, one: Quantity, other: Quantity) -> bool:
    if not _is_plain(one) or not _is_plain(other) or (is_year(one) and is_year(other)):
        return False
    start, end = one.start - base, one.end - base
    if numbers_a_thing(text[max(0, start - 30) : start]):
        return False
    gap = _TO_OTHER.fullmatch(text, end, other.start - base)
    if gap is None or not _GROUP.search(gap["other"]) or _NUMBERED.search(gap["other"]):
        return False
    unit = _UNIT.match(gap["own"])
    closed = _CLOSES.match(text, other.end - base + (len(unit[0]) if unit and text.startswith(unit[0], other.end - base) else 0))
    return _HAD.search(text, max(0, start - 40), start) is not None and closed is not None


def _is_plain(one: Quantity) -> bool:
    number = one.n if one.role == "count" else one.value
    return number is not None and not number.op and not one.intervals and one.percent is None and one.denominator is None


def _tell(text: str, base: int, found: list[Quantity], i: int) -> None:
    one, other = found[i : i + 2]
    things = _THINGS.match(text, one.end - base)
    if one.role != "number":
        found[i + 1] = like(other, one) if other.role == "number" else other
        found[i + 1].note("gapped", "1")
        return
    whole = all(each.value is not None and not each.value.decimals for each in (one, other))
    if whole and things is not None and not re.fullmatch(PEOPLE, things["what"]):
        found[i : i + 2] = (replace(each, role="count", n=each.value, value=None, noun="events") for each in (one, other))
    elif whole and things is not None:
        found[i : i + 2] = (replace(each, role="count", n=each.value, value=None, noun="patients") for each in (one, other))
    else:
        found[i : i + 2] = (replace(each, role="value") for each in (one, other))
    found[i + 1].note("gapped", "1")


def is_gapped(quantity: Quantity) -> bool:
    """Whether a number stands without its words: they are those of the result before it."""
    return "gapped" in quantity.extra


def give_gapped(slots: Sequence[Slot], named: Sequence[Named]) -> list[Named]:
    """Give the numbers of such a pair the names that stand before them; the names that were given."""
    taken: list[Named] = []
    for one, other in pairwise(slots):
        between = [name for name in named if one.end <= name.start and name.end <= other.start]
        ahead = [name for name in named if name.end <= one.start]
        if is_gapped(other.sides[0].quantity) and between and not (one.firm or other.firm):
            other.take(between[-1])
            taken.append(between[-1])
            if ahead:
                one.take(ahead[-1])
                taken.append(ahead[-1])
    return taken


_ON = compiled(r"\s(?:on|for|in)\s(?:the\s|a\s)?(?P<what>[a-z][^,;:.()\d]{3,60}?)(?:\s(?:and|while|whereas|but)\s|[,;(])")
_OF_THINGS = compiled(
    r"\s(?P<what>(?:[a-z-]{2,24}\s){0,2}?[a-z-]{3,24}s(?:\s(?:of|in|on)\s[^,;:.()\d]{3,40}?)?)"
    r"(?:\s(?:a|an|per|each|every)\s[a-z]+|\s[a-z]+ly)?(?:[,;(]|\s(?:and|while|whereas|but)\s)"
)


def scored_on(text: str, base: int, quantity: Quantity, phrase: Phrase | None) -> Phrase | None:
    """``scored`` 8.4 ``on the knowledge test``: what was measured, where a verb alone stands before the number."""
    place = quantity.end - base
    bare = phrase is None or _SCORED.fullmatch(phrase.text) is not None
    told = (_ON.match(text, place) or _OF_THINGS.match(text, place)) if bare else None
    return phrase if told is None else Phrase(" ".join(told["what"].split()), *told.span("what"))


_SCORED = compiled(r"(?:[a-z-]+\s)?(?:scored|rated|averaged|did)")
