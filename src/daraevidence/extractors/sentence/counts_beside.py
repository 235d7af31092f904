"""Counts that the words beside them show to be of patients: ``(n = 25 vs n = 12)``, ``17 relapsed, 8 dropped out``."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import AGAINST

__all__ = ["counted_beside", "held_against", "share_wholes"]

#: from one ``n =`` to the other that it is held against; ``(n = 25 and n = 12)`` are sizes
_AGAINST = compiled(rf"(?:\s[a-z]{{3,12}})?\s?(?:{AGAINST})\s", re.IGNORECASE)
_OPENED = compiled(r"[(\[;,:]\s?$")
#: what people did, behind one more number: ``, 8`` dropped out; not ``2 treated patients``, ``3 failed attempts``
_DID = compiled(
    r"\s(?:(?:had|were|was|did|also|then|subsequently|later)\s)*"
    r"(?:(?:had|were|was|died|withdrew|underwent|met|became|began|took|lost|left|gave|fell|felt|quit|kept|chose|went|came|got|did)\b"
    r"(?!\s(?:of|in)\b)|(?!(?:need|speed|seed|feed|bed|blood|unrelated|related|randomi[sz]ed|controlled|matched|mixed|combined|"
    r"repeated|treated|isolated|confirmed|documented|scheduled|planned|fixed|divided|pooled|weighted|aged)\b)[a-z]{3,}ed\b"
    r"(?!\s(?:[a-z-]+\s)?[a-z-]{3,}s\b(?!\s(?:of|in|from|at|with|after|on|for|to|by)\b|\s?[,.;]|\sand\b)))"
)
_NEXT = compiled(
    r"(?:,|;)\s(?:and\s|but\s)?(?:another\s|only\s|a\sfurther\s)?$|\band\s(?:another\s|only\s|a\sfurther\s)?$|\bwhile\s$"
)
_LONG = 160


def counted_beside(text: str, base: int, found: list[Quantity]) -> None:
    """Make counts of bare numbers whose own words, and those of a count before them, say that they are of patients."""
    last: Quantity | None = None
    for i, one in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if one.role == "group_size" and following is not None and held_against(text, base, one, following):
            found[i], found[i + 1] = (_count(each) for each in (one, following))
        elif one.role == "number" and last is not None and _is_next(text, base, one, last, _DID):
            found[i] = _count(one)
            found[i].note("did", "so")
        elif one.role == "number" and last is not None and _has_object(text, base, one, last):
            found[i] = _count(one)
            found[i].note("had", "so")
        elif one.role == "proportion" and last is not None and _has_degree(text, base, one, last):
            one.note("had", "so")
        one = found[i]
        if one.role in ("count", "proportion"):
            last = one if one.noun in ("", "patients") or one.role == "proportion" else None


_LIST = compiled(r"\s*,\s+|\s*,?\s+and\s+")
_LED = compiled(r"\b(?:in|by|of|affected|affecting|for|among|were|was|had)\s$")


def share_wholes(text: str, base: int, found: list[Quantity]) -> None:
    """``X, Y and Z affected 4, 9 and 12 of 50 patients``: what the last of a list of counts is of, all of them are of."""
    told = -1
    for last in range(2, len(found)):
        one = found[last]
        if one.role != "proportion" or one.n is None or one.denominator is None or one.percent is not None:
            continue
        first = last
        while first and _is_listed(text, base, found[first - 1], found[first], one):
            first -= 1
        start = found[first].start - base
        led = _LED.search(text, max(0, start - 14), start) or (told >= 0 and text[:start].endswith((" and ", " v ", " vs ")))
        if last - first > 1 and led:
            told = last
            for i in range(first, last):
                found[i] = replace(
                    found[i], role="proportion", n=found[i].value, value=None, denominator=one.denominator, noun=one.noun
                )


def _is_listed(text: str, base: int, one: Quantity, following: Quantity, whole: Quantity) -> bool:
    bare = one.role == "number" and one.value is not None and not one.value.decimals and not one.value.op
    joined = bare and _LIST.fullmatch(text, one.end - base, following.start - base) is not None
    return joined and one.value is not None and whole.denominator is not None and one.value.value <= whole.denominator.value


def held_against(text: str, base: int, one: Quantity, other: Quantity) -> bool:
    """``(n = 25 vs n = 12``: two numbers of patients that stand against each other in one bracket are no sizes of groups."""
    bare = other.role == "group_size" or (other.role == "number" and other.value is not None and not other.value.decimals)
    start = one.start - base
    return (
        bare
        and one.n is not None
        and _AGAINST.fullmatch(text, one.end - base, other.start - base) is not None
        and _OPENED.search(text, max(0, start - 2), start) is not None
    )


def _has_object(text: str, base: int, one: Quantity, last: Quantity) -> bool:
    """``11 patients had a complete response and 45 a partial response``: the verb goes without saying."""
    had = _HAD.match(text, last.end - base)
    return had is not None and had.end() <= one.start - base and _is_next(text, base, one, last, OBJECT)


_HAD = compiled(
    r"\s(?:\([^()]{1,20}\)\s)?(?:had|achieved|showed|developed|experienced|suffered|obtained|reached|were|was|attained)\s(?:an?|the|in|no)\s"
)
#: what they had, behind one more number without its verb
_DEGREE = r"(?:partial|complete|minor|major|minimal|stable|progressive|objective|stringent|very\sgood|good|moderate|mild|severe)"
OBJECT = compiled(
    rf"\s(?:(?:an?|in|no(?!\sresponse\b))\s|(?={_DEGREE}\s|no\sresponse\b))(?P<what>[a-z][^,;:.()\d]{{2,60}}?)(?=\s*(?:[,;.(]|$)|\s(?:and|but|while|whereas)\s)"
)
_OF_DEGREE = compiled(
    rf"\s(?:(?:an?|in)\s)?(?:{_DEGREE}|no)\s(?:[a-z]+\s)?(?:response|remission|disease|improvement|relief|recovery|clearance|control|change)s?\b"
)
_VERB = compiled(
    rf"\s(?:of\s(?:the\s|all\s|these\s)?)?(?:(?:{PEOPLE})\s)?(?:\([^()]{{1,20}}\)\s)?"
    r"(?:had|have|achieved|showed|experienced|obtained|reached|attained|entered|were\sin)\s"
)


def _has_degree(text: str, base: int, one: Quantity, last: Quantity) -> bool:
    """``21% had a complete response, 50%`` partial response ``and 29%`` no response: the verb goes without saying."""
    verb, start = _VERB.match(text, last.end - base), one.start - base
    first = verb.end() if verb is not None else last.end - base if "had" in last.extra else start
    if first >= start or _OF_DEGREE.match(text, one.end - base) is None:
        return False
    between = text[first:start]
    return not any(mark in between for mark in ".()") and _NEXT.search(between) is not None


def _is_next(text: str, base: int, one: Quantity, last: Quantity, behind: re.Pattern[str]) -> bool:
    """``17 patients relapsed, 8 dropped out``: a whole number in a list of what several numbers of patients did."""
    if one.value is None or one.value.decimals or one.value.op or one.unit or one.start - last.end > _LONG:
        return False
    start = one.start - base
    between = text[last.end - base : start]
    return (
        not any(mark in between for mark in ".()")
        and _NEXT.search(between) is not None
        and behind.match(text, one.end - base) is not None
    )


def _count(one: Quantity) -> Quantity:
    return replace(one, role="count", n=one.n or one.value, value=None, noun="patients")
