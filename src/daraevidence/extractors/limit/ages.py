"""Limits of age that are printed without their unit or their sign: ``people 65 and older``, ``start at age 45``."""

from __future__ import annotations

from dataclasses import replace

from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.quantities import Quantity

__all__ = ["advises_ages", "age_of"]

#: who is of an age: ``people 65 and older``, ``children under 12``; ``aged 60+``
_PEOPLE_OF = compiled(
    rf"(?i)\b(?:{PERSONS}|those|anyone|everyone|somebody|kids|teens|babies|infants|seniors)\s(?:(?:who\s(?:are|were)|aged?|ages)\s)?$"
)
_AGED = compiled(r"(?i)\b(?:aged?|ages)\s(?:of\s)?$")
#: ``age`` over 65 years
_OVER_AGE = compiled(r"(?i)\bage[ds]?\s$")
_OR_OLDER = compiled(r"(?i)\s?(?:\+|(?:and|or|years and)\s(?:older|over|above|up|younger|under)\b)")
#: ``screening should start at age 45 and continue until age 75``
_FROM_AGE = compiled(r"(?i)\b(?:(?:start|begin)\w*|from)\s(?:\w+\s){0,3}?(?:at\s)?(?:the\s)?age\s(?:of\s)?$")
_TO_AGE = compiled(r"(?i)\b(?:until|through|up to|to)\s(?:the\s)?age\s(?:of\s)?$")
_FIRST_AGE = compiled(r"\s(?:to|through|until)\s(?:less than\s|under\s|<\s?)?\d+\s(?:years?|months?)\b")
_LAST_AGE = compiled(r"(?i)\b(?:aged?|ages)\s\d+\s(?:weeks|months)\s(?:to|through)\s$")
_ADVICE = Gated(
    "recommend|should|advi|guid|offer|urge|approv|licen|authori|available|eligib|screen",
    r"(?i)\b(?:recommend\w*|should|advis\w+|guid(?:ance|elines?)|offer\w*|urge[sd]?|approv\w+|licen[sc]\w+|authori[sz]\w+|"
    r"available|eligib\w+|screen\w*)\b",
)


def advises_ages(place: LimitPlace) -> bool:
    """Whether a sentence says for whom something is advised or allowed."""
    return _ADVICE.search(place.text) is not None


def age_of(place: LimitPlace, quantity: Quantity) -> Quantity | None:
    """A limit of age without its unit or its sign: ``people 65 and older``, ``children under 12``, ``start at age 45``."""
    value = quantity.value
    if quantity.role == "duration" and _OVER_AGE.search(place.text, 0, quantity.start - place.start) and value is not None:
        over = place.text[quantity.start - place.start :].casefold().startswith(("over ", "above "))
        return replace(quantity, role="threshold", value=value._replace(op=">")) if over else None
    if value is None or quantity.role not in ("threshold", "number", "value") or quantity.intervals or len(quantity.numbers) != 1:
        return None
    if quantity.unit not in ("", "years", "months", "weeks") or value.decimals or not 0 < value.value < 100:
        return None
    begin, end = quantity.start - place.start, quantity.end - place.start
    before = place.text[max(0, begin - 60) : begin]
    aged = _AGED.search(before) is not None
    inside = place.text[begin:end].rstrip()
    if quantity.unit:
        sign = ">=" if aged and _FIRST_AGE.match(place.text, end) else "<=" if _LAST_AGE.search(before) else ""
        return replace(quantity, role="threshold", value=value._replace(op=sign)) if sign and not value.op else None
    if not aged and not _PEOPLE_OF.search(before):
        return None
    if value.op and quantity.role == "threshold":
        return replace(quantity, unit="years") if aged or value.value > 1 else None
    if inside.endswith("+") or _OR_OLDER.match(place.text, end):
        young = "younger" in place.text[end : end + 16] or "under" in place.text[end : end + 16]
        sign = "<=" if young else ">="
    else:
        sign = ">=" if _FROM_AGE.search(before) else "<=" if _TO_AGE.search(before) else ""
    return replace(quantity, role="threshold", unit="years", value=value._replace(op=sign)) if sign else None
