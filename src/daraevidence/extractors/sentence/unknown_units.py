"""Units of values that nobody knows: ``72 beats/min``, ``31.4 m``."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.language.quantities import Quantity

__all__ = ["unit_ends", "with_unit"]

#: a short unit, before what may follow a number
_SHORT_UNIT = re.compile(
    r"\s(?!(?:in|for|with|on|and|or|of|to|by|at|as|vs|v|from|than|was|were|had|did|via|who|when|more|less|each|only|both|also|then|but|yet|in)\b)[A-Za-zµμ]{1,4}"
    r"(?=\s*(?:\)|,|;|\.|$)|\s(?:in|for|with|on|among|and|versus|vs|v|than|compared|after|before|under|following|during|without|"
    r"using|via|\()\b)"
)
_UNIT = re.compile(r"\s?[A-Za-zµμ][\w^·²³]{0,9}/\w{1,8}(?:/\w{1,8})?(?![\w/])")


def unit_ends(text: str, end: int, quantity: Quantity) -> int:
    """Where the unit that nobody knows ends behind a value: ``72 beats/min``, ``31.4 m``; else where the value ends."""
    if quantity.role not in ("value", "number") or quantity.unit:
        return end
    own = _UNIT.match(text, end) or _SHORT_UNIT.match(text, end)
    return own.end() if own is not None else end


def with_unit(text: str, base: int, quantity: Quantity) -> Quantity:
    """A value with the unit that nobody knows, as it is printed: ``2.2 V``, ``31.4 m``."""
    if quantity.role != "value" or quantity.unit or quantity.noun or quantity.value is None or quantity.value.word:
        return quantity
    end = quantity.end - base
    stop = unit_ends(text, end, quantity)
    printed = text[end:stop].strip()
    if not printed:
        return quantity
    return replace(quantity, unit=printed, unit_at=(base + stop - len(printed), base + stop), end=base + stop)
