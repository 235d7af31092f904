"""The time that a row label or column header names."""

from __future__ import annotations

import re
from typing import NamedTuple

from daraevidence.extractors.grid.labels import UNIT_NAMES
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS

__all__ = ["TimePoint", "time_point"]


class TimePoint(NamedTuple):
    """A time at which something was measured: 12, months."""

    value: int | float
    unit: str


_UNITS_OF_TIME = f"({TIME_UNITS})"
#: ``at six months``, ``at the eighth week``
_NAMES = {
    word: str(number)
    for number, words in enumerate(
        "one|two second|three third|four fourth|five fifth|six sixth|seven seventh|eight eighth|nine ninth|ten tenth|"
        "eleven eleventh|twelve twelfth".split("|"),
        1,
    )
    for word in words.split()
}
_TIMES = (
    compiled(
        rf"\b(\d+(?:\.\d+)?|{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?:st|nd|rd|th)?[\s-]*{_UNITS_OF_TIME}\b", re.I
    ),
    compiled(rf"\b{_UNITS_OF_TIME}\s+(?:\d+\s?[-–]\s?)?(\d+(?:\.\d+)?)\b", re.I),  # of weeks 0-12 the end
)
_WORDS_OF_TIME = ("day", "week", "mo", "year", "hour", "wk", "yr", "hr")
_PERIOD = compiled(r"(?:lasting|at least|prior|previous|past|last|every|per|≥|>|<|≤|first|age[ds]?|older|younger)\s*$", re.I)


#: what stands behind an age
_AGE = compiled(r"\s*(?:(?:and|or) (?:older|younger|over|above|more|under|less)|of age|old)\b", re.I)
_RANGE_BEFORE = compiled(r"[\d.]\s*[-–]\s*$|(?:\d|\bup|\bprior|\btime)\s+to\s+$", re.I)
#: what a change goes out from
_START_BEFORE = compiled(r"(?:baseline|entry|enrol\w+|admission|\b0)\s+to\s+$", re.I)
_TO_END = compiled(r"\s+to\s+\w", re.I)


def time_point(text: str) -> TimePoint | None:
    """The time of a label: ``6-month PFS``, ``at 12 months``, ``Change from baseline to week 24``, ``Death within 30 days``.

    Not ``18-65 years``, ``70 years and older``.

    A least duration is no time either: ``≥6 months``, ``lasting 6 months``.
    """
    folded = text.lower()
    for pattern in _TIMES if any(map(folded.__contains__, _WORDS_OF_TIME)) else ():
        for found in pattern.finditer(text):
            turned = found[2][0].isdigit()
            number, unit = (found[2], found[1]) if turned else (found[1], found[2])
            digits = _NAMES.get(number.lower(), number)
            before = text[max(0, found.start() - 12) : found.start()]
            if _PERIOD.search(before) or (_RANGE_BEFORE.search(before) and not _START_BEFORE.search(before)):
                continue
            if float(digits) == 0 and _TO_END.match(text, found.end()):
                continue  # "change, day 0 to day 28" is of day 28
            if _AGE.match(text, found.end()):
                continue
            name = UNIT_NAMES.get(unit.lower(), unit.lower())
            return TimePoint(int(digits) if digits.isdigit() else float(digits), name)
    return None
