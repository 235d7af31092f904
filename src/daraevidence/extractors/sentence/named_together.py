"""Which of the groups named in a sentence stay: partners of a treatment, names within names, lists."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.group_forms import (
    GETTING,
)
from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.extractors.sentence.outcome_names import is_short
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import terms

__all__ = ["include", "is_no_group", "overlaps", "partners"]

_PARTNER = compiled(
    r"\s*(?:,|,?\s*and|or|versus|vs\.?|v|than|compared (?:with|to)|than (?:with|for|in|on))\s+(?:the\s+|with\s+)?"
    rf"(?P<name>[A-Za-z][\w/+-]*(?:\s?\+\s?[\w-]+)?)(?:\s+(?:group|arm|{PEOPLE}|cohort|alone|therapy)s?)?(?![\w-])"
)


def partners(text: str, found: list[Named]) -> list[Named]:
    """The other name of ``for PLD and doxorubicin``, where one of the two stands behind a preposition."""
    more: list[Named] = []
    for one in found:
        match = _PARTNER.match(text, one.end)
        if match is None:
            continue
        name = match["name"]
        drug = any(term.kind in ("drug", "regimen") and term.start == 0 for term in terms(name))
        partner = Named(match.start("name"), match.end(), name)
        if (drug or is_short(name)) and not overlaps(partner, found) and not overlaps(partner, more):
            more.append(partner)
    return more


#: a name inside another word: ``X-containing regimen``, ``X-naive``
_GIVING = Gated(
    "administration|bioavailability|clearance|concentration|course|cycle|dose|dosing|effect|exposure|"
    "half-life|infusion|initiation|injection|level|pharmacokinetics|start",
    r"\b(?:infusions?|doses?|administrations?|initiation|injections?|start|cycles?|courses?|exposure|"
    r"dosing|effects?|concentrations?|levels?|clearance|pharmacokinetics|half-life|bioavailability)\s+(?:of|to|with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: what patients had before the study names no group of it
_EARLIER = Gated(
    "given|treated|exposed|received|taken|failed|tried|used",
    r"\b(?:had|has|have)\s+(?P<already>(?:previously|already|earlier)\s+)?(?:been\s+(?P<been>(?:previously|already)\s+)?(?:given|treated\s+with|"
    r"exposed\s+to)|received|taken|failed|tried|used)\s+(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
_BEFORE = compiled(r"\s+(?:therapy\s+|treatment\s+)?(?:before|previously|earlier|in\s+the\s+past)\b", re.IGNORECASE)


def is_no_group(text: str, start: int, end: int) -> bool:
    """Whether a name is a part of a word, of what is given to all, or of what came before: ``X-resistant``, ``prior X``."""
    lead = max(0, start - 30)
    return bool(_COMPOUND.match(text, end) or _GIVING.search(text, lead, start)) or _is_earlier(text, start, end)


def _is_earlier(text: str, start: int, end: int) -> bool:
    """Whether a treatment was given before: ``had been given X before``, ``had previously received X``."""
    had = _EARLIER.search(text, max(0, start - 60), start)
    return had is not None and bool(had["already"] or had["been"] or _BEFORE.match(text, end))


_COMPOUND = compiled(r"-(?!treated)[a-z]")


def include(one: Named, found: list[Named]) -> None:
    """Add a name, or widen the known group that stands inside it; what is said of its result holds for that."""
    inside = [i for i, other in enumerate(found) if one.start < other.end and other.start < one.end]
    if len(inside) == 1 and one.result >= 0:
        other = found[inside[0]]
        better = (
            other.group is None
            and not one.people
            and (one.end < other.end or _GETS.search(other.name.removesuffix(one.name)) is not None)
        )
        found[inside[0]] = one if better else other._replace(result=one.result)
    if not inside:
        found.append(one)
    elif len(inside) == 1 and (found[inside[0]].group is not None or _says_more(one, found[inside[0]])):
        known = found[inside[0]]
        start, end = min(one.start, known.start), max(one.end, known.end)
        if not any(start < other.end and other.start < end for i, other in enumerate(found) if i != inside[0]):
            found[inside[0]] = known._replace(start=start, end=end)


_GETS = compiled(rf"\b{GETTING}\s+(?:the\s+)?$", re.IGNORECASE)


def _says_more(one: Named, other: Named) -> bool:
    """Whether a name covers the place of another, and holds it: ``switched to placebo`` around ``to placebo``."""
    return one.start <= other.start and other.end <= one.end and one.name.casefold() == other.name.casefold()


def overlaps(one: Named, others: list[Named]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)
