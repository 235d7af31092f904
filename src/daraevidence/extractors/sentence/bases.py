"""Of whom a clause counts: ``Of the 22 patients who responded, …``, ``of 120 given X, 14 died; of 118 given Y, 21 died``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.sentence.clauses import clauses_of
from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import FOUND

__all__ = ["base_count", "bases_side_by_side", "clause_bases"]

_BASE = compiled(
    r"(?:(?:out\s+)?of|among|in|for)\s+(?:the\s+|these\s+|those\s+|all\s+|our\s+)?(?:total of\s+)?(?P<n>[\w,-]+)\s+"
    r"(?P<what>[^,;:()]{3,140}?)(?:(?:\s*\([^()]*\))?,\s|\s(?=\d{1,4}\s(?:\([^()]*\)\s)?(?:had|were|was|did|died|(?!treated|randomi|assigned|enrolled)[a-z]{3,}ed)\b))",
    re.IGNORECASE,
)
#: ``Of 311 articles reviewed``: what was searched, not people
_PUBLICATIONS = compiled(
    r"(?:[a-z-]+\s){0,3}?(?:citations|records|articles|abstracts|publications|papers|references|titles|reports|manuscripts|hits)\b",
    re.IGNORECASE,
)
_COUNTED = ("count", "number", "group_size", "value")


def base_count(text: str, base: int, quantities: Sequence[Quantity]) -> tuple[Quantity, int, int] | None:
    """``Of the 22 patients who responded, ...``: the count that the sentence is of, and the place of its words."""
    match = _BASE.match(text)
    if match is None or _PUBLICATIONS.match(match["what"]) is not None:
        return None
    for quantity in quantities:
        if quantity.start - base == match.start("n") and quantity.role in _COUNTED:
            return quantity, match.start("n"), match.end("what")
    return None


#: ``Of 120 patients given X and 118 given Y,``: who stand side by side before their results
_TAKING = (
    r"(?:treated\s+with|given|receiving|taking|assigned\s+to|allocated\s+to|randomi[sz]ed\s+to|who\s+(?:received|took|had)|on|in)"
)
_SIDE_BY_SIDE = compiled(
    rf"^\W*(?:Of|Out\s+of|Among|In)\s+(?:the\s+)?(?P<n>\d[\d,]*)\s+(?:(?:[a-z-]+\s+){{0,3}}?(?:{PEOPLE})\s+)?{_TAKING}\s+(?:the\s+|an?\s+)?"
    rf"(?P<a>[^,;:()\d]{{2,60}}?)\s+and\s+(?:the\s+)?(?P<m>\d[\d,]*)\s+(?:(?:{PEOPLE})\s+)?{_TAKING}\s+(?:the\s+|an?\s+)?"
    r"(?P<b>[^,;:()\d]{2,60}?),\s"
)
_COUNTED_IN = compiled(rf"\b(?:{FOUND}|occurred|developed|achieved)\s(?:in|by)\s\Z")
_ALIKE = compiled(r"\s+and\s+|\s*,\s*and\s+|\s+(?:versus|vs\.?)\s+")


def bases_side_by_side(text: str, base: int, quantities: Sequence[Quantity]) -> tuple[list[Quantity], list[Named]] | None:
    """``Of 120 patients given X and 118 given Y, 45 and 22 had Z``: the quantities without the sizes, and the groups, each at
    its result; ``None`` unless the results come in pairs."""
    match = _SIDE_BY_SIDE.match(text)
    if match is None:
        return None
    sizes = {match.start("n"), match.start("m")}
    rest = [one for one in quantities if one.start - base not in sizes]
    told = [one for one in rest if one.start - base >= match.end() and one.role in (*_COUNTED, "proportion")]
    if len(told) != 2 or _ALIKE.fullmatch(text, told[0].end - base, told[1].start - base) is None or told[0].role != told[1].role:
        return None
    if told[0].role == "number" and _COUNTED_IN.search(text, 0, told[0].start - base):
        counts = {one.start: replace(one, role="count", n=one.value, value=None) for one in told}
        rest = [counts.get(one.start, one) for one in rest]
    places = ((match.start(part), match.end(part), one) for part, one in zip(("a", "b"), told, strict=True))
    return rest, [Named(start, end, text[start:end], result=one.start - base) for start, end, one in places]


_SECOND = Gated(
    "of|among", r"(?:;|\band|\bversus|\bcompared with|\bwhile|\bwhereas)\s+(?:of|among)\s+(?:the\s+)?\d", re.IGNORECASE
)
#: ``of 120 given X, 14``: preposition, whole, who they are, count
_CLAUSE = compiled(r"(?:(?<=[;&c])|^)i([nv])[iwtd]{0,8},w?b?([vn])")
#: what those did who are counted: ``9`` never functioned
_DID = compiled(r"\s(?:(?:had|were|was|did|never|not|still|also)\s)*[a-z]{3,}(?:ed|t|w|n)\b")
_GIVEN = compiled(
    rf"(?:(?:{PEOPLE})\s+)?"
    r"(?:treated with|given|receiving|assigned to|allocated to|randomi[sz]ed to|who received|on|in)\s+(?:the\s+|an?\s+)?"
    r"(?P<name>[^,;:()]{2,60})$",
    re.IGNORECASE,
)


def clause_bases(text: str, base: int, quantities: Sequence[Quantity]) -> tuple[list[Quantity], list[Named]] | None:
    """The quantities of a sentence of which two clauses each say of whom they count, with these numbers as denominators.

    Also the groups that only these words name (``of 118 given Y``). ``None`` for any other sentence.
    """
    if not _SECOND.search(text):
        return None
    clauses = clauses_of(text, base, quantities)
    found = list(quantities)
    named: list[Named] = []
    for match in _CLAUSE.finditer(clauses.shape):
        lead, whole, counted = (clauses.pieces[match.start(group)] for group in (0, 1, 2))
        total, part = found[whole.which], found[counted.which]
        number = total.n or total.value
        if part.role == "number" and part.value is not None and not part.value.decimals and _DID.match(text, part.end - base):
            part = replace(part, role="count", n=part.value, value=None, noun="patients")
        if lead.word not in ("of", "among") or number is None or total.role not in _COUNTED or part.n is None:
            continue
        if part.denominator is None and part.n.value <= number.value:
            found[whole.which] = replace(total, role="group_size")
            found[counted.which] = replace(part, denominator=number)
            comma = text.rfind(",", whole.start, counted.start)
            told = _GIVEN.search(text, number.end - base, comma)
            if told is not None:
                named.append(Named(told.start(), told.end(), " ".join(told["name"].split())))
    return (found, named) if len([q for q in found if q.role == "group_size"]) > 1 else None
