"""Units and powers of ten behind a number, in their normal form."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.language.measures import forms, words
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS

__all__ = [
    "SUPERSCRIPTS",
    "Power",
    "Unit",
    "UnitKind",
    "bare_power_at",
    "hyphen_unit_at",
    "percent_at",
    "power_at",
    "time_unit",
    "unit_at",
]

UnitKind: TypeAlias = Literal["time", "dose", "measure"]


class Unit(NamedTuple):
    """A unit at a place: ``name`` is the normal form."""

    name: str
    kind: UnitKind
    start: int
    end: int


class Power(NamedTuple):
    """``x 10^6``: ``lost`` says that nothing marks the exponent (``x 106``)."""

    factor: Decimal
    start: int
    end: int
    lost: bool


_TIMES = forms("time")
_BASES = forms("base")
_DOSES = words("dose", "units")
_DENOMINATORS = forms("per")
#: denominators with a number, by how they begin
_OF_SO_MANY = {"1.": "1.73 m2", "24": "24 h", "10": "100 mL"}
_VOLUMES = frozenset("L dL mL uL".split())
_SHOUTED = frozenset("MM CM MS PG DB LOG TIMES FOLD".split())  # abbreviations of something else
_SINGLE = frozenset("d h s y g U L l".split())  # single letters are units only as printed here
_WORD = compiled(
    r"\s{0,2}(mm ?Hg|cm ?H(?:2|\(2\)|\u2082)O\b|\u00b0[CF](?![A-Za-z])|"
    r"Gy[ ·.]?cm(?:2|\u00b2)(?!\w)|[cm\u00b5u]?m[\u00b2\u00b3](?!\w)|[cm\u00b5u]m[23](?!\w)|[A-Za-z\u00b5\u03bc\u00d7]+)"
)
_PER = compiled(
    r"(?:\s?\((?:m?[gL]|[mun\u00b5]?mol|mEq|ng)\))?\s?(?:/|per\s)\s?"
    r"(1\.73[ ]?m(?:2|\u00b2|\^2)?|m\^?2|m\u00b2|m ?\(2\)|mm\^?3|mm\u00b3|24 ?h(?:ours?|rs?)?|100 ?m[lL]|"
    r"(?:person|patient)-years?|square\smet(?:er|re)|cubic\smillimet(?:er|re)|[A-Za-z\u00b5\u03bc]+)(?![A-Za-z0-9])"
)
#: what doses by weight or surface are for: ``mg per kilogram of body weight per day``
_OF_BODY = compiled(r"\s(?:of\s)?body[- ](?:weight|surface(?:[- ]area)?|mass)\b(?![- ]?(?:index|<|>|≥|≤))")
_INVERSE = compiled(r"[ \u00b7.]{1,2}([A-Za-z\u00b5\u03bc]{1,5})[ ]?(?:\([-\u2212]1\)|[-\u2212]1\b|\u207b\u00b9)")
#: ``ng.h/mL``: an amount for as long as it lasts
_PRODUCT = compiled(
    r"[.\u00b7\u2022*\u00d7\u2219\u22c5](?:(h|min|s|d|day|m)(?:rs?|ours?)?)(?=\s?/|\s?(?:per|[kmud\u00b5]?[lL][-\u2212(]))"
)
_SLASHED = compiled(r"[ ]?(?:(?:CD34\+?|nucleated|\w{1,12})[ ])?(cells|copies)?(?=[ ]?/|[ ]per[ ])")
#: multiples of the upper limit of normal: ``3 × ULN``, ``5 times the upper limit of normal``, ``3 times normal``
_LIMITS = compiled(
    r"(?:[xX×]|times) ?(?:the )?(?:institutional )?(?:ULN\b|upper limits? of (?:the )?normal(?: range)?(?: \(ULN\))?|"
    r"(?:upper )?normal(?: (?:values?|range|limits?|level)\b)?"
    r"(?=\s?(?:[).,;:]|$)|\s(?:or|and|should|on|for|in|with|before|at|are|is|that)\b))"
)
#: ``150 mg eq.``: a salt by what it holds
_EQUIVALENT = compiled(r"\s?eq(?:\.(?=\s?[a-z,;)]|$)|\b(?!\.))")
_PERCENT = compiled(r"\s{0,2}(?:%(?:[- ]?(?P<point>points?))?|per[- ]?cent(?![a-z])|percent(?:age)? (?P<points>points?))")
_POWER = compiled(
    r"\s{0,2}(?:[x\u00d7*\u00b7X\u22c5]|times)\s{0,2}10"
    r"(?:[ ]?(?:\^|\*\*|[eE])[ ]?[{(]?(?P<sign>[-\u2212+]?)(?P<caret>\d{1,2})[})]?"  # 10^6
    r"|[ ]?[(\[](?P<sign2>[-\u2212+]?)(?P<paren>\d{1,2})[)\]]"  # 10 (6)
    r"|(?P<super>[\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,2})"  # 10 with a raised 6
    r"|[ ]?(?P<sign3>[-\u2212]?)(?P<lost>\d{1,2})(?![\d.,%]))"  # 106
)
#: ``9 million IU``, ``2.5 million cells/kg``; not ``9 million people``
_MILLIONS = compiled(
    r"[ -](?P<scale>m|b)illion(?=[ ]?/[ ]?(?:[kK]g|[mµuμ]?L)\b|[ ](?:(?:international[ ])?units?|IU|U|MU|cells|copies|CFU|"
    r"CD34\+?[ -](?:positive[ ])?cells)\b)"
)
_RAISED = r"[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]"
_BARE_POWER = compiled(
    r"10(?:\^[{(]?(?P<caret>[-\u2212+]?\d{1,2})[})]?"
    rf"|(?P<super>\u207b?(?:[\u2074-\u2079]|[\u00b9\u00b2\u00b3](?={_RAISED}|[ ]?(?:/|cells|copies))){_RAISED}?))(?!\d)"
)
#: what is counted, for how many people or how long: ``events per 100 patient-years``, ``beats per minute``, ``per 1,000 births``
_RATE = compiled(
    r"\s{0,2}(?:(?!percent\b|per\b)[a-z-]{3,24}(?:\s(?:[a-z-]{3,24}\s)?|(?=/)))?(?:per\s|"
    r"/\s?)(?:(?P<many>1\d{0,2}(?:[ ,]?000)?\s)?(?P<who>(?:person|patient|subject|participant|woman|child|catheter|"
    rf"ventilator|device|bed)s?)(?:[- ]|\sat\srisk\s|\s?(?:/|per\s))(?P<time>{TIME_UNITS})|"
    r"(?P<number>1\d{0,2}(?:[ ,]?000)?)\s?(?P<short>P-?Y(?:[RE]|RS?)?s?)|"
    r"(?P<of>1\d{0,2}(?:[ ,]?000)?)\s(?P<things>[a-z-]{4,20}(?:\s(?:births|admissions|population|days|years))?)|"
    r"(?P<alone>minute|hour|day|night|week|month|year|session|visit|(?<=/)(?:min|hr|h|wk|day|d|mo|yr)))(?![A-Za-z0-9-])"
)
SUPERSCRIPTS = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b", "0123456789-")
#: what often stands behind a number and begins no unit
_NO_UNIT = frozenset("()[].,;:%=<>+-\u2013")
_HYPHEN = compiled(r"[ ]?[-\u2010\u2011\u2013][ ]?([A-Za-z\u00b5\u03bc]+)")


def time_unit(word: str) -> str:
    """``months`` for ``mo``, or ""."""
    return _TIMES.get(word, "")


def percent_at(text: str, place: int) -> tuple[int, bool] | None:
    """The end of a percent sign or word, and whether percentage points are meant."""
    match = _PERCENT.match(text, place)
    return (match.end(), bool(match["point"] or match["points"])) if match else None


def unit_at(text: str, place: int) -> Unit | None:
    """The unit that begins at a place, white space before it allowed.

    Reads ``months``, ``mo``, ``mg``, ``mg/kg``, ``gr/sqm``, ``ml/min/1.73 m2``, ``pg/mL``, ``/uL``, ``cells/kg``,
    ``CD34+ cells/kg``, ``mm Hg``, ``points``. Never a letter in another case (``5 D``) or a word that begins like a unit.
    """
    if place >= len(text) or text[place] in _NO_UNIT:
        return None
    word = _WORD.match(text, place)
    if word is not None:
        found = _worded(text, word)
        if found is not None:
            return (_rate_at(text, place) or found) if found.name == "times" else found
    slashed = _SLASHED.match(text, place)
    found = _per(text, slashed) if slashed else None
    return found or _rate_at(text, place)


def _rate_at(text: str, place: int) -> Unit | None:
    """``per 100 person-years``, ``events per 1,000 patient-days``, ``steps/day``; never ``% per year``."""
    if "per" not in text[place : place + 56] and "/" not in text[place : place + 27]:
        return None
    match = _RATE.match(text, place)
    if match is None:
        return None
    start = place + len(match[0]) - len(match[0].lstrip())
    who, time = match["who"], match["time"]
    if who is not None:
        many = (match["many"] or "").strip().replace(" ", "").replace(",", "")
        unit = f"{who.rstrip('s')}-{time.rstrip('s').replace('yr', 'year')}s"
        name = f"per {many} {unit}" if many and many != "1" else f"per {unit.removesuffix('s')}"
        return Unit(name, "measure", start, match.end())
    if match["short"] is not None:
        return Unit(f"per {match['number'].replace(' ', '').replace(',', '')} patient-years", "measure", start, match.end())
    if match["of"] is not None:
        return Unit(f"per {match['of'].replace(' ', '').replace(',', '')} {match['things']}", "measure", start, match.end())
    if text[start : start + 3] == "per" or text[start] == "/":
        return None
    return Unit(" ".join(text[start : match.end()].split()), "measure", start, match.end())


def _worded(text: str, word: re.Match[str]) -> Unit | None:
    printed = word[1]
    end = word.end()
    if end < len(text) and text[end].isdigit():
        return None
    limits = _LIMITS.match(text, word.start(1)) if printed[0] in "xX×t" else None
    if limits is not None:
        return Unit("x ULN", "measure", word.start(1), limits.end())
    if len(printed) == 1 and printed not in _SINGLE:
        return None
    low = printed.lower()
    if printed[-1] in "23\u00b2\u00b3":  # an area or a volume
        return Unit(printed.translate(SUPERSCRIPTS), "measure", word.start(1), end)
    if low in ("mm hg", "mmhg"):
        return Unit("mm Hg", "measure", word.start(1), end)
    if low.startswith("millimet") and text.startswith(" of mercury", end):
        return Unit("mm Hg", "measure", word.start(1), end + 11)
    if low.startswith(("cm h", "cmh")):
        return Unit("cm H2O", "measure", word.start(1), end)
    name = _TIMES.get(low)
    if name:
        if end < len(text) and text[end] == "." and low in ("mo", "wk", "yr", "hr", "min") and text[end + 1 : end + 2] in " ,);":
            end += 1
        return Unit(name, "time", word.start(1), end)
    base = _BASES.get(low)
    if base is None or printed in _SHOUTED:
        return None
    product = _PRODUCT.match(text, end)
    if product is not None:
        base, end = f"{base}·{product[1]}", product.end()
    equivalent = _EQUIVALENT.match(text, end) if base == "mg" else None
    if equivalent is not None:
        return Unit("mg eq.", "dose", word.start(1), equivalent.end())
    parts, end = _denominators(text, end)
    if base == "units" and not parts and printed == "unit":
        return None
    name = "/".join([base, *parts])
    dose = base in _DOSES and not (parts and parts[0] in _VOLUMES) and parts[:1] not in (["min"], ["h"], ["g"], ["mmol"], ["s"])
    return Unit(name, "dose" if dose else "measure", word.start(1), end)


def _denominators(text: str, end: int) -> tuple[list[str], int]:
    parts: list[str] = []
    while len(parts) < 3:
        match = _PER.match(text, end) or _INVERSE.match(text, end)
        if match is None:
            break
        part = match[1]
        name = _OF_SO_MANY.get(part[:2]) or _DENOMINATORS.get(part.lower())
        if name is None:
            break
        parts.append(name)
        body = _OF_BODY.match(text, match.end()) if name in ("kg", "m2") else None
        end = body.end() if body is not None else match.end()
    return parts, end


def _per(text: str, match: re.Match[str]) -> Unit | None:
    """``/kg``, ``cells/uL``: what is counted are cells unless another word says so."""
    parts, end = _denominators(text, match.end())
    if not parts:
        return None
    start = match.start(1) if match[1] else match.end()
    if match[1] is None and match.end() > match.start() + 1:
        return None
    if parts[0] not in ("kg", "L", "uL", "mL", "mm3", "dL"):
        return None
    while start < end and text[start] == " ":
        start += 1
    return Unit("/".join([match[1] or "cells", *parts]), "measure", start, end)


def hyphen_unit_at(text: str, place: int) -> Unit | None:
    """``6-month``, ``28-day``, ``10-mg``: the unit behind a hyphen."""
    match = _HYPHEN.match(text, place)
    if match is None:
        return None
    word = match[1].lower()
    if word in _TIMES and (len(word) > 1):
        return Unit(_TIMES[word], "time", match.start(1), match.end())
    base = _BASES.get(word)
    if base and len(word) > 1 and word not in ("cells", "times"):
        return Unit(base, "dose" if base in _DOSES else "measure", match.start(1), match.end())
    return None


def power_at(text: str, place: int) -> Power | None:
    """A power of ten behind a number: ``x 10^6``, ``×10⁹``, ``x 10(9)``, ``x 10e6``, ``million`` before what is counted or
    dosed, and ``x 106`` or ``x 10 6`` before a unit.

    Never ``4 × 10 mg``: an exponent that nothing marks is one only where ``/kg``, ``/L``, ``cells`` ... follows.
    """
    match = _POWER.match(text, place)
    if match is None:
        words = _MILLIONS.match(text, place) if text[place + 1 : place + 2] in ("m", "b") else None
        return Power(Decimal(1).scaleb(6 if words["scale"] == "m" else 9), *words.span(), False) if words else None
    lost = match["lost"] is not None
    exponent = match["caret"] or match["paren"] or match["lost"] or ""
    if match["super"]:
        exponent = match["super"].translate(SUPERSCRIPTS)
    sign = match["sign"] or match["sign2"] or match["sign3"]
    power = int(exponent) * (-1 if sign and sign != "+" else 1)
    if lost and not sign and not _counts_follow(text, match.end()):
        return None
    return Power(Decimal(1).scaleb(power), match.start(), match.end(), lost)


def bare_power_at(text: str, place: int) -> Power | None:
    """A power of ten without a factor: ``10^9/L``, ``10⁶ cells``; never ``10 (9)``, which is a count."""
    match = _BARE_POWER.match(text, place)
    if match is None:
        return None
    printed = (match["caret"] or match["super"]).translate(SUPERSCRIPTS).replace("\u2212", "-")
    return Power(Decimal(1).scaleb(int(printed)), match.start(), match.end(), False)


_COUNTS = compiled(
    r"[ ]{0,2}(?:[A-Za-z0-9+]{1,8} )?(?:/[ ]?(?:[kK]g|[lL]\b|(?:[\u00b5\u03bcu]|mc|micro)[lL]\b|mm|dL)|cells?\b|copies\b|per )"
)


def _counts_follow(text: str, place: int) -> bool:
    return _COUNTS.match(text, place) is not None
