"""How a treatment is given, as pieces of patterns: amounts, routes, how often."""

from __future__ import annotations

from daraevidence.language.word_classes import TWO_TO_TWELVE

__all__ = [
    "AMOUNT",
    "AMOUNT_UNIT",
    "DOSED",
    "DOSE_UNIT",
    "GIVEN_UNIT",
    "HOW_GIVEN",
    "LOCAL_ROUTE",
    "OFTEN",
    "ROUTE_WORD",
    "SYSTEMIC_ROUTE",
    "WHEN",
]

#: the units that drugs are weighed in, and with those of cells, rays and pieces
DOSE_UNIT = r"(?:mg|mcg|µg|μg|ug|g|IU|U|mL)"
#: also for the body's weight or surface
GIVEN_UNIT = rf"(?:mg/kg|mg/m2|mg/m²|{DOSE_UNIT})"
AMOUNT_UNIT = rf"(?:{DOSE_UNIT}|ng|gr|MIU|units?|[kMG]Bq|mCi|Gy|cells|tablets?|capsules?)"
AMOUNT = (
    rf"\d[\d.,]*(?:\s?(?:-|–|to|or|/)\s?\d[\d.,]*)?[\s-]?{AMOUNT_UNIT}(?![A-Za-z])"
    r"(?:\s?/\s?(?:kg|m2|m²|m\^2|sqm|day|dose|d|h|week|mL))*"
)
#: an amount with the words of how often and which way it is given, one by one: a whole cell, or what stands between two drugs
DOSED = (
    rf"{AMOUNT}(?:\s(?:once|twice|three|four|times|every|each|other|daily|weekly|monthly|quarterly|per|a|QD|BID|TID|q\d+[hdw]|IV|SC|PO|orally|"
    r"intravenously|subcutaneously|\d{1,2}|days?|weeks?|months?|hours?|cycles?|in|on|for|up|to|until|progression|the|morning|evening))*"
)
#: the ways by which a drug reaches the whole body: they say how it is given, and are no part of its name
SYSTEMIC_ROUTE = r"(?:IV|SC|PO|IM|(?:intravenous|subcutaneous|intramuscular|oral)(?:ly)?|by mouth|transdermal)"
#: the ways by which it reaches one place: ``nebulized epinephrine`` is another treatment than epinephrine
LOCAL_ROUTE = r"(?:(?:intravitreal|intrathecal|topical|intranasal)(?:ly)?|inhaled|nebuli[sz]ed)"
#: how something is given, in a word
ROUTE_WORD = rf"(?:{SYSTEMIC_ROUTE}|{LOCAL_ROUTE})"
OFTEN = (
    r"(?:(?:once|twice|three times|four times)(?:[\s-](?:daily|weekly|monthly)|\s(?:a|per|every|each)\s(?:day|week|month))"
    r"|(?:every|each)\s(?:other\s)?(?:\d{1,2}\s|two\s|three\s|four\s|six\s|eight\s)?(?:hours|days?|weeks?|months?)"
    r"|q\d{1,2}[hdw]|q\.?d\.?|b\.?i\.?d\.?|t\.?i\.?d\.?|QD|BID|TID|daily|weekly|biweekly|monthly|quarterly|"
    r"(?:per|a)\s(?:day|week|month))"
)
#: on which days or weeks: ``at weeks 0, 4 and 8``, ``on days 1-5 of each 28-day cycle``, ``for 12 weeks``
WHEN = (
    r"(?:(?:at|on|in|from|starting\son|starting\sat)\s(?:days?|weeks?|months?|cycles?)\s\d{1,3}(?:(?:,\s(?:and\s)?|\sand\s|"
    r"\sto\s|-|–|\s&\s)\d{1,3}){0,8}(?:\sof\s(?:each|every|an?)\s\d{1,2}-(?:day|week)\scycle)?|"
    rf"for\s(?:up\sto\s)?(?:\d{{1,3}}|one|{TWO_TO_TWELVE})\s(?:days|weeks|months|years|cycles|doses))"
)
#: what may stand behind the name of a treatment: an amount, with or without its route, how often and when
HOW_GIVEN = (
    rf"\s+(?:at\s+(?:a\s+dose\s+of\s+)?)?{AMOUNT}"
    rf"(?:,?\s+(?:(?:and|then|followed\sby)\s+)?(?:{ROUTE_WORD}|{OFTEN}|{WHEN}|{AMOUNT}))*(?:\s+thereafter)?"
)
