"""How a treatment is given, as pieces of patterns: amounts, routes, how often."""

from __future__ import annotations

__all__ = ["AMOUNT", "AMOUNT_UNIT", "HOW_GIVEN", "OFTEN", "ROUTE_WORD"]

AMOUNT_UNIT = r"(?:mg|mcg|µg|μg|ug|ng|g|mL|IU|MIU|U|units?|MBq|Gy|cells|tablets?|capsules?)"
AMOUNT = rf"\d[\d.,]*(?:\s?(?:-|–|to|or|/)\s?\d[\d.,]*)?[\s-]?{AMOUNT_UNIT}(?:\s?/\s?(?:kg|m2|m²|day|d|dose|week|mL))*"
#: how something is given, in a word
ROUTE_WORD = (
    r"(?:IV|SC|PO|IM|(?:intravenous|subcutaneous|intramuscular|intravitreal|intrathecal|topical|oral)(?:ly)?|by mouth|inhaled|"
    r"nebuli[sz]ed|intranasal|transdermal)"
)
OFTEN = (
    r"(?:(?:once|twice|three times|four times)(?:[\s-](?:daily|weekly|monthly)|\s(?:a|per|every|each)\s(?:day|week|month))"
    r"|(?:every|each)\s(?:other\s)?(?:\d{1,2}\s|two\s|three\s|four\s|six\s|eight\s)?(?:hours|days?|weeks?|months?)"
    r"|q\d{1,2}[hdw]|q\.?d\.?|b\.?i\.?d\.?|t\.?i\.?d\.?|QD|BID|TID|daily|weekly|biweekly|monthly|per day|per week|a day|a week)"
)
#: what may stand behind the name of a treatment: an amount, with or without its route and how often
HOW_GIVEN = rf"\s+(?:at\s+(?:a\s+dose\s+of\s+)?)?{AMOUNT}(?:,?\s+(?:{ROUTE_WORD}|{OFTEN}|{AMOUNT}))*"
