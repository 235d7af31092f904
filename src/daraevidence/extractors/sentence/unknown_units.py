"""Units of values that no list has: money, and what nobody knows (``72 beats/min``, ``31.4 m``)."""

from __future__ import annotations

from dataclasses import replace

from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["currency", "unit_ends", "with_unit"]

#: ``US$ 14,310``, ``€1200``, ``EUR 12,410``
_CURRENCY = compiled(
    r"(?:\b(?:US|AU?|CA?|NZ|HK|S|R))?\s?(?P<sign>[$€£¥])\s?$|\b(?P<code>USD|EUR|GBP|CHF|AUD|CAD|JPY|SEK|NOK|DKK|INR|CNY|RMB|Euros?)\s$"
)

#: a short unit, before what may follow a number
_SHORT_UNIT = compiled(
    r"\s(?!(?:in|for|with|on|and|or|of|to|by|at|as|vs|v|from|than|was|were|had|did|via|who|when|more|less|each|only|both|also|then|but|yet|in)\b)[A-Za-zµμ]{1,4}"
    r"(?=\s*(?:\)|,|;|\.|$)|\s(?:in|for|with|on|among|and|versus|vs|v|than|compared|after|before|under|following|during|without|"
    r"using|via|\()\b)"
)
_UNIT = compiled(r"\s?[A-Za-zµμ][\w^·²³]{0,9}/\w{1,8}(?:/\w{1,8})?(?![\w/])")


def unit_ends(text: str, end: int, quantity: Quantity) -> int:
    """Where the unit that nobody knows ends behind a value: ``72 beats/min``, ``31.4 m``; else where the value ends."""
    if quantity.role not in ("value", "number") or quantity.unit:
        return end
    own = _UNIT.match(text, end) or _SHORT_UNIT.match(text, end)
    return own.end() if own is not None else end


def currency(before: str) -> str:
    """The currency that a number is in, by the sign or the code before it, else nothing."""
    money = _CURRENCY.search(before[-8:])
    return "" if money is None else money["sign"] or money["code"]


def with_unit(text: str, base: int, quantity: Quantity) -> Quantity:
    """A value with the unit that nobody knows, as it is printed: ``2.2 V``, ``31.4 m``."""
    if quantity.role != "value" or quantity.unit or quantity.noun or quantity.value is None or quantity.value.word:
        return quantity
    money = currency(text[max(0, quantity.start - base - 8) : quantity.start - base])
    if money:
        return replace(quantity, unit=money)
    end = quantity.end - base
    stop = unit_ends(text, end, quantity)
    printed = text[end:stop].strip()
    if not printed:
        return quantity
    return replace(quantity, unit=printed, unit_at=(base + stop - len(printed), base + stop), end=base + stop)
