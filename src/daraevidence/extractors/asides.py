"""What stands inside a statement but is no part of it: how a treatment is given, behind its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.named import Named
from daraevidence.language.quantities import Quantity

__all__ = ["without_doses"]

_UNIT = r"(?:mg|mcg|µg|μg|ug|ng|g|mL|IU|MIU|U|units?|MBq|Gy|cells|tablets?|capsules?)"
_AMOUNT = rf"\d[\d.,]*(?:\s?(?:-|–|to|or|/)\s?\d[\d.,]*)?[\s-]?{_UNIT}(?:\s?/\s?(?:kg|m2|m²|day|d|dose|week|mL))*"
_ROUTE = (
    r"(?:IV|SC|PO|IM|(?:intravenous|subcutaneous|intramuscular|intravitreal|intrathecal|topical|oral)(?:ly)?|by mouth|inhaled)"
)
_OFTEN = (
    r"(?:(?:once|twice|three times|four times)(?:[\s-](?:daily|weekly|monthly)|\s(?:a|per|every|each)\s(?:day|week|month))"
    r"|(?:every|each)\s(?:other\s)?(?:\d{1,2}\s|two\s|three\s|four\s|six\s|eight\s)?(?:hours|days?|weeks?|months?)"
    r"|q\d{1,2}[hdw]|q\.?d\.?|b\.?i\.?d\.?|t\.?i\.?d\.?|QD|BID|TID|daily|weekly|biweekly|monthly|per day|per week|a day|a week)"
)
_HOW = re.compile(
    rf"\s+(?:at\s+(?:a\s+dose\s+of\s+)?)?\(?(?P<dose>{_AMOUNT})(?:,?\s+(?:{_ROUTE}|{_OFTEN}|{_AMOUNT}))*\)?(?![\w%])"
    rf"(?!\s*[/+-]?\s*(?:and|or|to|vs\.?|versus)\s+\d[\d.]*\s?{_UNIT}\b)(?!\s+(?:groups?|arms?|cohorts?|recipients)\b)"
)


def without_doses(text: str, base: int, named: Sequence[Named], quantities: Sequence[Quantity]) -> tuple[str, list[Quantity]]:
    """The sentence with the doses behind names blanked out, and the quantities left: ``0.11 with X 20 mg SC every 4 weeks``.

    A sentence in which one name stands with two doses is left alone: the doses tell its groups apart.
    """
    found = [(one, match) for one in named if (match := _HOW.match(text, one.end)) is not None]
    doses: dict[str, str] = {}
    for one, match in found:
        if doses.setdefault(one.name, match["dose"]) != match["dose"]:
            return text, list(quantities)
    letters = list(text)
    for _, match in found:
        letters[match.start() : match.end()] = " " * (match.end() - match.start())
    blank = [match.span() for _, match in found]
    left = [q for q in quantities if not any(first <= q.start - base < last for first, last in blank)]
    return "".join(letters), left
