"""How many of those just counted were in one group, or did what: ``four deaths, three of them on X``, ``14 of these left``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.extractors.prose.place import Counted, Place
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.extractors.sentence.subject_phrases import after_subject
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_WORDS
from daraevidence.language.rounding import fit_percent

__all__ = ["name_of_them", "share_counted"]

_OF_THEM = compiled(
    r"\s*(?:[(\[][^()\[\]]{0,40}[)\]]\s*)?of\s+(?:them|these|which|whom)\s*"
    r"(?:(?:were|was|are|had|been|being|in|on|from|allocated|assigned|randomi[sz]ed|received|given|treated|taking|to|with|receiving|the)\s+)*",
    re.IGNORECASE,
)


def share_counted(place: Place, statements: list[Statement]) -> None:
    """Give a count of ``them`` the outcome told before it, and take the group of these from those who were all counted."""
    for index, statement in enumerate(statements):
        if len(statement.sides) == 2 and (one := _group_of(place, *statement.sides)) is not None and statement.phrase is not None:
            statements.insert(index + 1, Statement([statement.sides.pop()], statement.phrase, subject=statement.subject))
            _give(statements[: index + 1], statements[index + 1], one)
            return
    for index, (previous, statement) in enumerate(pairwise(statements), 1):
        one = _group_of(place, previous.sides[-1], statement.sides[0]) if len(statement.sides) == 1 else None
        if one is not None and previous.phrase is not None:
            statement.phrase, statement.subject = previous.phrase, previous.subject
            _give(statements[:index], statement, one)


def _group_of(place: Place, last: Side, first: Side) -> Named | None:
    """The group behind a count of those counted before it."""
    end, start, behind = (at - place.base for at in (last.quantity.end, first.quantity.start, first.quantity.end))
    one = next((each for each in place.named if each.start >= behind), None)
    if one is None or first.quantity.role != "count" or last.quantity.role not in ("count", "proportion"):
        return None
    apart = place.text[end:start].rstrip().endswith((",", ";", "(", "and"))
    return one if apart and _OF_THEM.fullmatch(place.text, behind, one.start) is not None else None


def _give(before: Sequence[Statement], part: Statement, one: Named) -> None:
    part.sides[0].named, part.sides[0].firm, part.sides[0].phrase = one, True, None
    for side in (side for whole in before for side in whole.sides):
        if side.named is not None and side.named.start == one.start:
            side.named, side.firm = None, False


#: ``14 of them``, ``13 of these 31 women``, ``six of the 8``
_OF_SUCH = compiled(
    rf"\s+of\s+(?:them\b|whom\b|(?:these|those|the)\s+(?P<n>\d+|\w+)(?:\s+(?:{PEOPLE}))?(?=\s*[,(]|\s+[a-z]+(?:ed|t|d)\b|\s+were\b|\s+had\b|$)|"
    rf"these(?:\s+(?:{PEOPLE}))?\b)",
    re.IGNORECASE,
)
#: ``of whom 5 died``
_OF_WHOM = compiled(r"\bof\s+(?:whom|these|them)\s*,?\s*$", re.IGNORECASE)
_DID = compiled(
    r"(?:[a-z]+ed|had|lost|were|was|went|got|took|began|withdrew|underwent|fell|left|felt|met|became|came|gave)\b", re.IGNORECASE
)
_COUNTS = frozenset(("count", "proportion"))


def name_of_them(place: Place, statements: Sequence[Statement]) -> None:
    """Say of a count of ``them`` that it is of those who were counted last, whose number is its denominator.

    ``Sixteen patients carried an X mutation; 14 of them responded``: 14 of 16, patients who carried an X mutation.
    """
    last = place.counted
    told = sorted(((side, one) for one in statements for side in one.sides), key=lambda each: each[0].quantity.start)
    for side, statement in told:
        n = side.quantity.n
        if n is None or side.quantity.role not in _COUNTS:
            continue
        span = _of_such(place, side)
        if span is None:
            last = _counted(place, statement, side) or (last if len(statement.sides) == 1 else None)
        elif last is not None and n.value <= last.n.value and (side.named is None or side.named.name in (last.arm, last.name)):
            size, percent = side.quantity.denominator, side.quantity.percent
            fits = percent is None or fit_percent(n.value, last.n.value, percent).reading != "no"  # else it is one of all
            if fits if size is None else size.value == last.n.value:
                side.named, side.firm = Named(*span, last.name, people=True), True
                side.quantity = replace(side.quantity, denominator=size or last.n)
                _say_what(place, statement, side, span[1])
    place.counting = last


def _say_what(place: Place, statement: Statement, side: Side, end: int) -> None:
    """``310 completed the trial, of whom 280 (90%) entered the next one``: what is told of all is not what is told of these."""
    n, whole = side.quantity.n, statement.phrase
    behind = max(end, side.quantity.end - place.base)
    if n is None or side.phrase is not None or whole is None or whole.end > n.start - place.base:
        return
    own = _BRACKET.match(place.text, behind)
    behind = own.end() if own is not None else behind
    if _DID.match(place.text, behind):
        side.phrase = after_subject(place.text[behind:], behind)


_BRACKET = compiled(r"\s*(?:(?:[(\[][^()\[\]]{0,40})?[)\]]\s*)?")


def _of_such(place: Place, side: Side) -> tuple[int, int] | None:
    """Where the words stand that say that a count is of those counted before."""
    n = side.quantity.n
    assert n is not None
    ends = (n.end - place.base, side.quantity.end - place.base)
    behind = next((found for end in ends if (found := _OF_SUCH.match(place.text, end)) is not None), None)
    if behind is not None:
        return behind.span()
    before = _OF_WHOM.search(place.text, 0, n.start - place.base)
    return before.span() if before is not None else None


def _counted(place: Place, statement: Statement, side: Side) -> Counted | None:
    """Whom a count of patients is of, by what they did or had; not where two groups are counted side by side."""
    n, phrase = side.quantity.n, side.phrase or statement.phrase
    if n is None or phrase is None or " > " in phrase.text:
        return None
    for each in statement.sides:
        own = each is side or (each.quantity.n is not None and _of_such(place, each) is not None)
        if not own or (each is not side and phrase.end > each.quantity.start - place.base):
            return None  # two groups, or what some of them did
    what = phrase.text if phrase.text[1:2].isupper() else f"{phrase.text[:1].lower()}{phrase.text[1:]}"
    who = side.quantity.noun if side.quantity.noun in PEOPLE_WORDS else "patients"
    name = f"{who} who {what}" if statement.subject and _DID.match(what) else f"{who} with {what}"
    arm = side.named.name if side.named is not None else ""
    return Counted(n, f"{arm}, {what}" if arm else name, arm)
