"""Dates and periods of time, as precise as they are printed."""

from __future__ import annotations

import re
from typing import NamedTuple

from daraevidence.language.numbers import DASH
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["DateSpan", "find_dates"]


class DateSpan(NamedTuple):
    """A date (``iso``) or a period (``first`` and ``last``); all ISO 8601, as precise as the text."""

    start: int
    end: int
    iso: str = ""
    first: str = ""
    last: str = ""


_MONTHS = {
    name[:3]: i
    for i, name in enumerate("january february march april may june july august september october november december".split(), 1)
}
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?"
    r"|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
#: every date has a year; a gate
_A_YEAR = compiled(r"[12][09](?:(?<=19)[5-9]|(?<=20)[0-4])\d")
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
_DATE = compiled(
    rf"(?<![\w.])(?:(?P<mdy>{_MONTH})[ ]{{1,2}}(?P<d1>{_DAY})(?:[ ]?[{DASH}][ ]?(?P<d1b>{_DAY}))?,?[ ]{{1,2}}(?P<y1>{_YEAR})"
    rf"|(?:(?P<d2a>{_DAY})[ ]?(?:[{DASH}]|to|and)[ ]?)?(?P<d2>{_DAY})(?:[ ]{{1,2}}of)?"
    rf"[ {DASH}]{{1,2}}(?P<dmy>{_MONTH}),?[ {DASH}]{{1,2}}(?P<y2>{_YEAR})"
    rf"|(?P<my>{_MONTH})(?:,?[ ]{{1,2}}(?:of )?|[{DASH}/])(?P<y3>{_YEAR})"
    rf"|(?P<iso>{_YEAR}[{DASH}](?:0[1-9]|1[0-2])(?:[{DASH}](?:0[1-9]|[12]\d|3[01]))?)(?![{DASH}]?\d)"
    rf"|(?P<nm>0[1-9]|1[0-2])/(?P<y5>{_YEAR})(?!/)"
    rf"|(?P<us>(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])[/.]{_YEAR})"
    rf"|(?P<y4>{_YEAR})(?P<s4>s)?(?![A-Z]))(?![a-z\d_%])(?!,\d|\.\d(?!\d?(?:\s+[A-Z]|\s{{0,9}}\Z)))"
)
_MONTH_DAY = compiled(
    rf"(?:(?P<m>{_MONTH})(?:[ ](?P<d>{_DAY}))?,?|(?P<d2>{_DAY})(?:[ ](?P<m2>{_MONTH}))?)"
    rf"[ ]{{0,2}}(?:to|through|until|till|and|[{DASH}])[ ]{{0,2}}\Z"
)
_TO = compiled(rf"[ ]{{0,2}}(?:,?[ ](?:to|through|thru|until|till|up to|and)[ ](?:the end of )?|[{DASH}]{{1,2}})[ ]{{0,2}}\Z")
_SHORT_YEAR = compiled(rf"[{DASH}/](\d\d)(?![\d.%/{DASH}]|[ ]?(?:months|weeks|days))")
#: words before which a lone year is a date
_BEFORE = frozenset(
    "in since from until till to and between through during of by before after early mid late year years around about circa for"
    " than vs - or on spring summer autumn fall winter al al., january".split()
)
_COUNTED = compiled(
    r"[ ]?(?:%|[\u00b1x\u00d7<>=]|\(\d|\[(?!\d{1,3}(?:[ ]?[,;\u2013-][ ]?\d{1,3}){0,9}\])\d"
    rf"|mg|g\b|mL|{PEOPLE}|cases|points|deaths"
    r"|units|cells|IU|of\b|/)",
)


def find_dates(text: str) -> list[DateSpan]:
    """All dates and periods, in order, none overlapping.

    Reads ``May 8, 2024``, ``09 May 2025``, ``October 2022``, ``2016-05``, ``2024-05-08``, ``03/2013``, ``05/08/2025`` (month
    first unless the first part is above 12), ``2020``, ``(2023)``, ``from January 2022 to June 2023``, ``January to June 2023``,
    ``2018-2022``, ``2018-22``, ``between 2015 and 2020``. Never a year among counts (``2000 patients``, ``2010 (45%)``,
    ``n=2014``).
    """
    if _A_YEAR.search(text) is None:
        return []
    singles: list[DateSpan] = []
    for match in _DATE.finditer(text):
        found = _single(text, match)
        if found is not None:
            singles.append(found)
    return _periods(text, singles)


_DATE_PARTS = compiled(r"[/.]")


def _single(text: str, match: re.Match[str]) -> DateSpan | None:
    start, end = match.span()
    if match["y4"]:
        return _lone_year(text, match)
    if match["iso"]:
        return DateSpan(start, end, re.sub(rf"[{DASH}]", "-", match["iso"]))
    if match["us"]:
        first, second, year = _DATE_PARTS.split(match["us"])
        month, day = (second, first) if int(first) > 12 or "." in match["us"] else (first, second)
        return DateSpan(start, end, f"{year}-{int(month):02d}-{int(day):02d}") if int(month) <= 12 else None
    if match["my"]:
        return DateSpan(start, end, f"{match['y3']}-{_month(match['my']):02d}")
    if match["nm"]:
        return DateSpan(start, end, f"{match['y5']}-{match['nm']}") if _is_month(text, match) else None
    year = match["y1"] or match["y2"]
    month = f"{_month(match['mdy'] or match['dmy']):02d}"
    day = _day(match["d1"] or match["d2"])
    if match["d1b"]:
        return DateSpan(start, end, "", f"{year}-{month}-{day}", f"{year}-{month}-{_day(match['d1b'])}")
    if match["d2a"]:
        return DateSpan(start, end, "", f"{year}-{month}-{_day(match['d2a'])}", f"{year}-{month}-{day}")
    return DateSpan(start, end, f"{year}-{month}-{day}")


def _is_month(text: str, match: re.Match[str]) -> bool:
    """``03/2013``, ``until 12/2016``; not ``12/2016 (0.6%)`` or ``in 12/2016 patients``."""
    if _COUNTED.match(text, match.end()):
        return False
    words = text[max(0, match.start() - 12) : match.start()].lower().replace("(", " ").split()
    last = words[-1].rstrip(".,;") if words else ""
    return match["nm"][0] == "0" or last in _BEFORE - {"of", "or", "vs", "than", "for", "by", "on"}


def _month(word: str) -> int:
    return _MONTHS[word[:3].lower()]


_NO_DIGIT = compiled(r"\D")


def _day(printed: str) -> str:
    digits = _NO_DIGIT.sub("", printed)
    return f"{int(digits):02d}"


def _lone_year(text: str, match: re.Match[str]) -> DateSpan | None:
    start, end = match.span()
    if match["s4"]:
        return DateSpan(start, end, match["y4"])
    before = text[max(0, start - 12) : start]
    last = before.rstrip()[-1:]
    if last in ("=", "<", ">", "\u2264", "\u2265", "/", "\u00b1", "+") or _COUNTED.match(text, end):
        return None
    words = before.lower().replace("(", " ").split()
    if before.endswith(("(", "[")) or (words and words[-1].rstrip(".,;") in _BEFORE):
        return DateSpan(start, end, match["y4"])
    after = text[end : end + 1]
    if last in ("-", "\u2013", ",", ".", ";", "(", "") and after in ("", ".", ",", ";", ")", " ", ":", "-", "\u2013"):
        return DateSpan(start, end, match["y4"])
    if after in (".", ",", ";", ")", ":") and not before.rstrip().endswith(tuple("0123456789")):
        return DateSpan(start, end, match["y4"])
    return None


def _periods(text: str, singles: list[DateSpan]) -> list[DateSpan]:
    """Two dates joined by ``to``, ``and`` (after ``between``) or a dash are one period; behind ``from`` and ``between`` also
    where the first is the later one, as then the text is wrong."""
    found: list[DateSpan] = []
    for date in singles:
        if found and found[-1].iso and date.iso and date.start - found[-1].end < 24:
            before = found[-1]
            gap = text[before.end : date.start]
            joined = _TO.fullmatch(gap)
            lead = text[max(0, before.start - 10) : before.start].lower()
            ordered = before.iso <= date.iso or (min(len(before.iso), len(date.iso)) > 4 and lead.endswith(("from ", "between ")))
            if joined and ordered and ("and" not in gap or "between" in lead):
                found[-1] = DateSpan(before.start, date.end, "", before.iso, date.iso)
                continue
        found.append(_widened(text, date, found[-1].end if found else 0))
    return found


def _widened(text: str, date: DateSpan, limit: int) -> DateSpan:
    """``January to June 2023`` and ``2018-22``: the first or last half leaves out what the other says."""
    if not date.iso:
        return date
    if len(date.iso) == 4:
        short = _SHORT_YEAR.match(text, date.end)
        if short and int(short[1]) > int(date.iso[2:]):
            return DateSpan(date.start, short.end(), "", date.iso, date.iso[:2] + short[1])
        return date
    left = _MONTH_DAY.search(text, max(limit, date.start - 32), date.start)
    if left is None:
        return date
    if left["m"]:
        first = f"{date.iso[:4]}-{_month(left['m']):02d}" + (f"-{_day(left['d'])}" if left["d"] else "")
    elif left["m2"] and len(date.iso) == 10:
        first = f"{date.iso[:4]}-{_month(left['m2']):02d}-{_day(left['d2'])}"
    elif len(date.iso) == 10 and not text[date.start].isalpha():
        first = f"{date.iso[:8]}{_day(left['d2'])}"
    else:
        return date
    return DateSpan(left.start(), date.end, "", first, date.iso) if first <= date.iso else date
