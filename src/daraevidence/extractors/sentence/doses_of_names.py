"""Doses that belong to the name of a group: ``3.1 with drugol`` 5 mg ``and 2.2 with drugol`` 10 mg. They are no results."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["set_apart"]

_NAMED = compiled(
    r"(?:\b(?:with|for|in|on|by|receiving|taking|given|than|versus|vs\.?|and|or)|,|[)\d%])\s+(?:the\s+)?"
    r"(?!(?i:with|from|about|only|dose|doses|mean|median|week|month|year|baseline|both|than|either|received|gained|lost)\b)"
    r"[A-Za-z][\w-]{3,}[®™]?\s$"
)
_DIGITS = str.maketrans("0123456789.,", "xxxxxxxxxxxx")


def set_apart(text: str, base: int, quantities: Sequence[Quantity]) -> tuple[str, list[Quantity], list[Quantity]]:
    """The text with letters for the digits of such doses, the other quantities, and these doses."""
    doses = [
        one
        for one in quantities
        if one.role == "dose"
        and one.unit_at[1] > one.start
        and _NAMED.search(text, max(0, one.start - base - 60), one.start - base) is not None
    ]
    if not doses or len(doses) == len(quantities):
        return text, list(quantities), []
    for one in doses:
        start, end = one.start - base, one.end - base
        text = f"{text[:start]}{text[start:end].translate(_DIGITS)}{text[end:]}"
    return text, [one for one in quantities if one not in doses], doses
