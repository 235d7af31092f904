"""When something was measured, as phrases tell it: ``at 6 months``, ``week 24``, ``post-treatment``, ``baseline``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from daraevidence.language.patterns import compiled

__all__ = ["When", "agree", "at", "spoken", "untimed", "when"]

_NUMBERS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    )
    for number, word in enumerate(words.split(), 1)
} | {"eighteen": 18, "twenty-four": 24}
_HOURS = {"i": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0, "m": 730.5, "y": 8766.0}
_NUMBER = rf"\d{{1,4}}(?:\.\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_UNIT = r"minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|wk|months?|mos?|mths?|years?|yrs?|y"
#: what a time may be counted from, without telling another one
_EVENT = r"(?:surgery|operation|randomi[sz]ation|birth|delivery|enrol\w+|injection|discharge|procedure|intervention|treatment)\b"
_AFTER = compiled(
    rf"\b(?P<number>{_NUMBER})(?:st|nd|rd|th)?[ -]?(?:(?:school|academic|calendar|full|whole|post-?operative|post-?partum) )?"
    rf"(?P<unit>{_UNIT})\b(?!/)"
    rf"(?: (?:after|from|post|following) (?:the )?{_EVENT})?",
    re.IGNORECASE,
)
_BEFORE = compiled(
    r"\b(?<!\d )(?<!\d-)(?P<unit>minute|hour|day|week|month|year)s?[ -]?"
    r"(?:\d{1,3}\s?(?:[-–]|to)\s?)?(?P<number>\d{1,4}(?:\.\d+)?)\b",
    re.IGNORECASE,
)
#: moments without a number
_START = compiled(
    r"\b(?:(?:at|from|on) )?(?:baseline|pre-?(?:treatment|test|intervention|operative(?:ly)?)?(?=$|[\s,;:)>])"
    r"|(?:study )?entry|enrol\w+|before (?:the )?(?:treatment|intervention|surgery|therapy))\b",
    re.IGNORECASE,
)
_END = compiled(
    r"\b(?:at |by |after )?(?:the )?(?:post-?(?:treatment|test|intervention|therapy)|post(?=$|[\s,;:)>])|end-?point\b|"
    r"(?:end|close|completion|conclusion) of (?:the )?(?:[\w-]+ ){0,2}?"
    r"(?:treatment|intervention|study|trial|therapy|year|programme?|period)|"
    r"study end|(?:final|last) (?:visit|assessment|examination))\b|"
    r"\bafter (?:the )?(?:treatment|intervention|therapy)\b",
    re.IGNORECASE,
)
_LATER = compiled(
    r"(?<!loss to )(?<!lost to )(?<!lost for )(?<!losses to )\b"
    r"(?:at |during |over |by |through(?:out)? )?(?:the )?(?:end of )?follow-?\s?up(?: period)?\b",
    re.IGNORECASE,
)
#: a time that does not begin at the start: ``weeks 13-24``
_PART = compiled(r"(?i)\b(?:hour|day|week|month|year)s?\s(?!0|1\b)\d{1,3}\s?(?:[-–]|to)\s?\d")
#: things that come one after another: ``the third cycle``, ``visit 2``
_ROUND = compiled(
    rf"\b(?:(?P<ordinal>(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_NUMBERS)})) (?:(?:treated|treatment|menstrual|study) )?"
    r"(?P<thing>cycle|session|visit|course|trimester|round|wave)s?"
    r"|(?P<of>cycle|session|visit|course|trimester|round|wave) (?P<number>\d{1,2}))\b",
    re.IGNORECASE,
)
_LEAD = compiled(
    r"(?:\b(?:at|until|by|after|over|during|within|in|on|to|for|through|the|first|a|of)\b\s*)+$|[,;:(]\s*$", re.IGNORECASE
)
#: how far two times may be apart that name the same one: 12 months and 52 weeks
_APART = 0.03


class When(NamedTuple):
    """The times of a phrase in hours, and its moments: ``start``, ``end``, ``later``, ``cycle 3``."""

    hours: frozenset[float] = frozenset()
    moments: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def when(text: str) -> When:
    """The times and moments that a phrase names."""
    hours = {
        round(_value(match["number"]) * _HOURS[_letter(match["unit"])], 1)
        for pattern in (_AFTER, _BEFORE)
        for match in pattern.finditer(text)
    }
    moments = {
        name for name, pattern in (("start", _START), ("end", _END), ("later", _LATER)) if pattern.search(text) is not None
    }
    if _PART.search(text) is not None:
        moments.add("part")
    for found in _ROUND.finditer(text):
        number = found["number"] or found["ordinal"].removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
        moments.add(f"{(found['thing'] or found['of']).casefold()} {_NUMBERS.get(found['ordinal'] or '') or number}")
    return When(frozenset(hours), frozenset(moments))


def at(value: Any, unit: Any) -> When:
    """The time that a record holds in fields of its own; none where a part is missing or the unit is no time."""
    name = str(unit or "")
    letter = name[:1] if name.rstrip("s") in ("hour", "day", "week", "month", "year") else ""
    return When(frozenset((round(float(value) * _HOURS[letter], 1),))) if value is not None and letter else When()


def spoken(text: str) -> list[tuple[int, int]]:
    """Where a text names its times and moments, in order; ``3-month follow-up`` is one of them."""
    places = sorted(match.span() for pattern in (_START, _END, _LATER, _AFTER, _BEFORE) for match in pattern.finditer(text))
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=8192)
def untimed(text: str) -> str:
    """A phrase without its times and moments: ``fatigue at six months`` → ``fatigue``; itself where nothing else is left."""
    left = text
    for pattern in (_START, _END, _LATER, _AFTER, _BEFORE, _ROUND):
        parts = []
        place = 0
        for match in pattern.finditer(left):
            parts.append(_LEAD.sub(" ", left[place : match.start()]))
            place = match.end()
        left = " ".join((*parts, left[place:]))
    left = " ".join(left.split()).strip(" ,;:-()")
    return left if re.search(r"[^\W\d_]{2}", left) else text


def agree(asked: When, told: When) -> float | None:
    """How far the time of a record is the one asked for, from 0 to 1; ``None`` where one of the two tells none.

    A number agrees with the same time in another unit. A moment agrees with itself; any time but the first is one of the
    follow-up, and the end of treatment and a number may be the same or not.
    """
    if asked == When() or told == When():
        return None
    rounds = [{moment.partition(" ")[0]: moment for moment in each.moments if moment[-1].isdigit()} for each in (asked, told)]
    if any(rounds[1].get(thing, moment) != moment for thing, moment in rounds[0].items()):
        return 0.0
    if "part" in told.moments and "part" not in asked.moments:
        return 0.7 * (agree(asked, told._replace(moments=told.moments - {"part"})) or 0.0)
    if asked.hours and told.hours:
        pairs = [(one, other) for one in asked.hours for other in told.hours]
        if any(abs(one - other) <= _APART * one for one, other in pairs):
            return 1.0
        return 0.85 * any(_goes_for(one, other) or _goes_for(other, one) for one, other in pairs)
    if asked.moments & told.moments:
        return 1.0
    if "start" in asked.moments | told.moments:
        return 0.0
    return 0.9 if "later" in asked.moments else 0.6


def _goes_for(weeks: float, months: float) -> bool:
    """Whether hours are four weeks for each of some months: 12 weeks go for 3 months."""
    fours, whole = weeks / (4 * _HOURS["w"]), months / _HOURS["m"]
    return 0 < round(fours) == round(whole) <= 12 and abs(fours - round(fours)) < 0.01 and abs(whole - round(whole)) < 0.01


def _value(number: str) -> float:
    return float(_NUMBERS.get(number.casefold()) or number)


def _letter(unit: str) -> str:
    """``i`` for minutes, which begin like months."""
    folded = unit.casefold()
    return "i" if folded.startswith("mi") else folded[0]
