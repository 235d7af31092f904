"""Counts that the words beside them show to be of patients: ``(n = 25 vs n = 12)``, ``17 relapsed, 8 dropped out``."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["counted_beside", "held_against"]

#: from one ``n =`` to the other that it is held against; ``(n = 25 and n = 12)`` are sizes
_AGAINST = re.compile(r"(?:\s[a-z]{3,12})?\s?(?:versus|vs\.?|v\.?|compared (?:with|to)|against)\s", re.IGNORECASE)
_OPENED = re.compile(r"[(\[;,:]\s?$")
#: what people did, behind one more number: ``, 8`` dropped out; not ``2 treated patients``, ``3 failed attempts``
_DID = compiled(
    r"\s(?:(?:had|were|was|did|also|then|subsequently|later)\s)*"
    r"(?:(?:had|were|was|died|withdrew|underwent|met|became|began|took|lost|left|gave|fell|felt|quit|kept|chose|went|came|got|did)\b"
    r"(?!\s(?:of|in)\b)|(?!(?:need|speed|seed|feed|bed|blood|unrelated|related|randomi[sz]ed|controlled|matched|mixed|combined|"
    r"repeated|treated|isolated|confirmed|documented|scheduled|planned|fixed|divided|pooled|weighted|aged)\b)[a-z]{3,}ed\b"
    r"(?!\s(?:[a-z-]+\s)?[a-z-]{3,}s\b(?!\s(?:of|in|from|at|with|after|on|for|to|by)\b|\s?[,.;]|\sand\b)))"
)
_NEXT = re.compile(
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
        elif one.role == "number" and last is not None and _is_next(text, base, one, last):
            found[i] = _count(one)
            found[i].note("did", "so")
        one = found[i]
        if one.role in ("count", "proportion"):
            last = one if one.noun in ("", "patients") or one.role == "proportion" else None


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


def _is_next(text: str, base: int, one: Quantity, last: Quantity) -> bool:
    """``17 patients relapsed, 8 dropped out``: a whole number in a list of what several numbers of patients did."""
    if one.value is None or one.value.decimals or one.value.op or one.unit or one.start - last.end > _LONG:
        return False
    start = one.start - base
    between = text[last.end - base : start]
    return (
        not any(mark in between for mark in ".()")
        and _NEXT.search(between) is not None
        and _DID.match(text, one.end - base) is not None
    )


def _count(one: Quantity) -> Quantity:
    return replace(one, role="count", n=one.n or one.value, value=None, noun="patients")
