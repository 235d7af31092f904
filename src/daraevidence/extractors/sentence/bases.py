"""Of whom a clause counts: ``Of the 22 patients who responded, …``, ``of 120 given X, 14 died; of 118 given Y, 21 died``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.sentence.clauses import clauses_of
from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.language.gated import Gated
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity

__all__ = ["base_count", "clause_bases"]

_BASE = re.compile(
    r"(?:of|among|in|for)\s+(?:the\s+|these\s+|those\s+|all\s+|our\s+)?(?:total of\s+)?(?P<n>[\w,-]+)\s+"
    r"(?P<what>[^,;:()]{3,140}?)(?:(?:\s*\([^()]*\))?,\s|\s(?=\d{1,4}\s(?:\([^()]*\)\s)?(?:had|were|was|did|died|(?!treated|randomi|assigned|enrolled)[a-z]{3,}ed)\b))",
    re.IGNORECASE,
)
_COUNTED = ("count", "number", "group_size", "value")


def base_count(text: str, base: int, quantities: Sequence[Quantity]) -> tuple[Quantity, int, int] | None:
    """``Of the 22 patients who responded, ...``: the count that the sentence is of, and the place of its words."""
    match = _BASE.match(text)
    if match is None:
        return None
    for quantity in quantities:
        if quantity.start - base == match.start("n") and quantity.role in _COUNTED:
            return quantity, match.start("n"), match.end("what")
    return None


_SECOND = Gated(
    "of|among", r"(?:;|\band|\bversus|\bcompared with|\bwhile|\bwhereas)\s+(?:of|among)\s+(?:the\s+)?\d", re.IGNORECASE
)
#: ``of 120 given X, 14``: preposition, whole, who they are, count
_CLAUSE = re.compile(r"(?:(?<=[;&c])|^)i([nv])[iwtd]{0,8},w?b?([vn])")
#: what those did who are counted: ``9`` never functioned
_DID = re.compile(r"\s(?:(?:had|were|was|did|never|not|still|also)\s)*[a-z]{3,}(?:ed|t|w|n)\b")
_GIVEN = re.compile(
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
