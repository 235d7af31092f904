"""What definitions limit: the exact points of a scale, a time by which something fails, margins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["defines", "exact_limit", "exact_told", "says_what_counts"]

#: a name with its place in the sentence
_Told: TypeAlias = tuple[str, int, int]

#: words that say what an outcome is
_DEFINES = Gated(
    "defin|respon|remission|mean|called|counted as|considered|criteri|point|success|that is|i.e.|negativ|clinically",
    r"(?i)\b(?:defin\w+|respon(?:se|ses|ders?|ded)|remissions?|mean(?:s|t|ing)|called|counted as|considered|criteri(?:a|on)|"
    r"end ?points?|success|that is|i\.e\.|\w*negativ(?:e|ity)|clinically (?:meaningful|relevant|important))(?!\w)",
)
#: what a word means
_MEANS = Gated(
    "means|meant|mean that|defined|considered|counted|classified|regarded",
    r"\b(?:means|meant|mean that|(?:is|are|was|were) (?:\w+ )?(?:defined|considered|regarded|counted|classified)|defined as)\s",
)
_SCALE = (
    r"(?:[Ss]ub)?[Ss]cores?|[Rr]atings?|[Gg]rade|[Ii]ndex|[Aa]ssessment|[Ss]cale|"
    r"IGA|EASI|PASI|PGA|mRS|NRS|VAS|DAPSA|CDAI|SDAI|DAS28"
)
#: ``a rectal bleeding subscore of`` 0, ``an IGA score of`` 0 or 1
_EXACT = compiled(
    rf"(?:\b(?:an?|the|and|or|with|as|of|no|their|both)\s|^|[,(;:]\s?)"
    rf"(?P<name>(?:(?!(?:an?|the|and|or|with|as|of|no|was|were|in|mean|median|average|baseline)\s)[A-Za-z][\w'’-]*\s){{0,5}}?"
    rf"(?:(?:and|of|for)\s(?:[A-Z][\w'’-]*\s){{1,4}})?"
    rf"(?:{_SCALE})(?:\s\([A-Z][\w-]{{1,9}}\))?(?:\s(?:total\s)?(?:sub)?score)?"
    r"(?:\sfor\s[a-z]+(?:\s[a-z]+)?)?)\s?(?:of|is|was|=|equal to)\s?(?:either\s)?$"
)
#: ``on a visual analogue scale of`` 0-10: how far the scale goes
_EXTENT = compiled(r"\b(?:on|using)\s(?:an?|the)\s$")
_OTHER_POINT = compiled(r"\s?(?:or|to|and|/|[-–])\s?")
#: ``failure to achieve`` a complete response by 3 months
_FAILING = Gated(
    "failure|lack of|absence of", r"(?i)\b(?:failure (?:to\s\w+|of)|lack of|absence of)\s(?:either\s)?(?:an?\s|any\s)?"
)
#: the last member of a list of failures, with the word before its time
_BY = compiled(
    r"(?:^|[,;]\s(?:or\s)?|\sor\s)(?:an?\s)?(?P<name>(?:(?!or\s)[^.;,()\d\s]+\s){0,7}[^.;,()\d\s]+)\s\(?(?:by|within)\s"
    r"(?:the first\s)?$"
)
#: ``noninferiority margin of`` 1.8, ``the prespecified significance level was`` 0.01
_MARGIN = Gated(
    "margin|criterion|boundary|level|alpha",
    r"(?i)\b(?P<name>(?:non-?\s?inferiority|equivalence|superiority|efficacy|futility|significance|stopping|two-sided|one-sided)\s"
    r"(?:(?:efficacy|stopping|significance)\s)?(?:margin|criterion|boundary|level|alpha)|"
    r"significance level|alpha(?: level)?)s?"
    r"(?:\s(?:for|of|in|on)\s(?:the\s)?(?!\d)[^.;,()\d]{2,60}?)?(?:,\s|\s\(|\s)(?:(?:was|is|were|set|at|of|a|an|prespecified|defined|as|HR|RR|"
    r"hazard ratio)\s|=\s?){0,5}$",
)
_ARTICLES = compiled(r"(?:\s(?:either|an?|any))+\s*$")
_TIMES = frozenset(("hours", "days", "weeks", "months", "years"))


def defines(place: LimitPlace) -> bool:
    """Whether a sentence, or what it hangs from, says what an outcome is."""
    return place.defining or _DEFINES.search(place.text) is not None or _DEFINES.search(place.parent) is not None


def says_what_counts(place: LimitPlace) -> bool:
    """Whether a sentence says what a word means: ``was defined as``, ``were considered``."""
    return place.defining or _MEANS.search(place.text) is not None


def exact_limit(place: LimitPlace, quantity: Quantity, after: Sequence[Quantity]) -> tuple[Quantity, bool] | None:
    """A number of a definition that is met exactly or by a time, as a limit, and whether the number behind it belongs to it: ``a
    subscore of 0``, ``an IGA of 0 or 1``, ``failure to achieve a response by 3 months``, ``a noninferiority margin of 1.8``.
    """
    if quantity.role == "name" and quantity.noun == "score" and quantity.numbers:  # "score of 0 or 1"
        only = quantity.numbers[0] if len(quantity.numbers) == 1 else None
        quantity = replace(quantity, role="number", start=quantity.numbers[0].start, value=only)
    value = quantity.value or (quantity.percent if quantity.role == "proportion" and quantity.n is None else None)
    if quantity.role not in ("number", "value", "timepoint", "duration", "proportion") or quantity.denominator is not None:
        return None
    begin = quantity.start - place.start
    if (
        value is not None
        and not value.op
        and quantity.unit not in _TIMES
        and _MARGIN.search(place.text, max(0, begin - 140), begin)
    ):
        unit = "%" if quantity.percent is not None else quantity.unit
        return replace(quantity, role="threshold", value=value._replace(op="="), percent=None, unit=unit), False
    if not says_what_counts(place):
        return None
    if quantity.unit in _TIMES:
        by_then = value is not None and not value.op and _failed_by(place, begin) is not None
        return (replace(quantity, role="threshold", value=value._replace(op="<=")), False) if by_then and value else None
    if quantity.unit not in ("", "points") or quantity.role == "proportion" or _scale_before(place, begin) is None:
        return None
    if value is None:
        return (replace(quantity, role="threshold"), False) if len(quantity.numbers) == 2 else None
    following = after[0] if after else None
    if following is not None and following.role in ("number", "value") and following.value is not None:
        joined = _OTHER_POINT.fullmatch(place.text, quantity.end - place.start, following.start - place.start)
        if joined and following.value.value > value.value and following.unit in ("", "points"):
            numbers = (value, following.value)
            return replace(quantity, role="threshold", value=None, numbers=numbers, end=following.end, unit=following.unit), True
    return replace(quantity, role="threshold", value=value._replace(op="=")), False


def exact_told(place: LimitPlace, quantity: Quantity) -> _Told | None:
    """What a limit of :func:`exact_limit` is on; nothing for a limit with a sign."""
    begin = quantity.start - place.start
    if quantity.value is not None and quantity.value.op == "=":
        found = _MARGIN.search(place.text, max(0, begin - 140), begin)
        if found is not None:
            return found["name"], found.start("name"), found.end("name")
    if not says_what_counts(place):
        return None
    if quantity.unit in _TIMES:
        return _failed_by(place, begin)
    exact = quantity.value is None or quantity.value.op == "="
    return _scale_before(place, begin) if exact else None


def _scale_before(place: LimitPlace, begin: int) -> _Told | None:
    found = _EXACT.search(place.text, max(0, begin - 90), begin)
    if found is None or _EXTENT.search(place.text, max(0, found.start("name") - 12), found.start("name")):
        return None
    return found["name"], found.start("name"), found.end("name")


def _failed_by(place: LimitPlace, begin: int) -> _Told | None:
    """What fails by a time: ``failure to achieve a complete response (by 3 months)``, also as a later member of a list."""
    first = _FAILING.search(place.text, max(0, begin - 400), begin)
    if first is None or re.search(r"\.\s", place.text[first.end() : begin]):
        return None
    behind = place.text[first.end() : begin]
    found = _BY.search(behind)
    if found is None:
        return None
    start = first.end() + found.start("name")
    lead = _ARTICLES.sub("", first[0]).strip()
    return f"{lead} {found['name']}", start, start + len(found["name"])
