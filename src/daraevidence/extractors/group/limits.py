"""The limits that names of groups tell: ``≥75 years``, ``men younger than 65``, ``octogenarians``, ``65-74``."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from daraevidence.language.patterns import compiled

__all__ = ["Limits", "limits_of", "rank_of"]


class Limits(NamedTuple):
    """From where to where a value goes, whether the ends are in it, and the unit as printed (years where none is)."""

    low: float | None
    high: float | None
    low_in: bool
    high_in: bool
    unit: str


_NUMBER = r"(?P<{}>\d+(?:\.\d+)?)(?!\d|[.,]\d)"
_UNIT = r"(?:[\s-]*(?P<unit>years?|y(?:rs?)?|months?|mo|weeks?|days?|kg/m2|kg/m²|kg|mg/dL|g/dL|mL/min|mm|cm|points?|%)(?![\w/]))?"
_BEFORE = (
    r"(?P<sign>≥|>=|≤|<=|>|<|(?:(?:aged|of|age|older|more|greater|higher|heavier|longer)\s+)?(?:at\s+least|above|over|from|than)|"
    r"(?:at\s+most|under|below|up\s+to)|(?:younger|less|fewer|lower|lighter|shorter)\s+than)\s*"
)
_SIGNED = compiled(rf"(?i){_BEFORE}{_NUMBER.format('n')}{_UNIT}")
_BEHIND = compiled(
    rf"(?i){_NUMBER.format('n')}{_UNIT}(?:\s+of\s+age)?\s*(?P<sign>(?:and|or)\s+(?:older|over|above|more|higher|greater|younger|under|below|"
    r"less|lower)|\+(?!\w))"
)
_FROM_TO = compiled(rf"(?i){_NUMBER.format('low')}\s*(?:-|–|to)\s*{_NUMBER.format('high')}{_UNIT}")
_UP = compiled(r"(?i)≥|>|at\s+least|above|over|from|older|more|greater|higher|heavier|longer|\+")
_STRICT = compiled(r"(?i)^(?:>|<|above|over|under|below)$|\bthan$|older\s+than|(?:above|over)$")
_DECADES = {"septuagenarian": 70, "octogenarian": 80, "nonagenarian": 90, "centenarian": 100}
_DECADE = compiled(r"(?i)\b(?P<name>septua|octo|nona|cente)[gn]enarians?\b")
_YEARS = frozenset(("", "year", "years", "y", "yr", "yrs"))
#: words that rank the groups of a study by age or by another measure, from the lowest
_RANKS = {
    **dict.fromkeys(("younger", "youngest", "lighter", "leaner"), -1),
    **dict.fromkeys(("older", "oldest", "elderly", "elder", "heavier", "geriatric"), 1),
}


@lru_cache(maxsize=2048)
def limits_of(name: str) -> Limits | None:
    """The limits of a name, where it tells one pair of them.

    Reads ``≥75 years``, ``aged 65 or older``, ``younger than 40``, ``65-74 years``, ``octogenarians``; ``over`` and
    ``older than`` leave the number itself out, ``aged 75 and over`` does not.
    """
    decade = _DECADE.search(name)
    if decade is not None:
        age = next(age for word, age in _DECADES.items() if word.startswith(decade["name"].casefold()))
        return Limits(age, None, True, False, "")
    if not any(map(str.isdigit, name)):
        return None
    behind = _BEHIND.search(name)
    match = behind or _SIGNED.search(name)
    if match is not None:
        sign, n, up = match["sign"], float(match["n"]), _UP.search(match["sign"]) is not None
        inside = behind is not None or sign in ("≥", ">=", "≤", "<=") or _STRICT.search(sign) is None
        return Limits(n if up else None, None if up else n, inside and up, inside and not up, _unit(match["unit"]))
    match = _FROM_TO.search(name)
    return Limits(float(match["low"]), float(match["high"]), True, True, _unit(match["unit"])) if match is not None else None


def _unit(printed: str | None) -> str:
    unit = (printed or "").casefold()
    return "" if unit in _YEARS else unit.rstrip("s")


def rank_of(word: str) -> int:
    """-1 for a word that means the lower ones (``younger``), 1 for the higher ones (``older``), 0 for others."""
    return _RANKS.get(word, 0)
