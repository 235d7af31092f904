"""Words that say what the number behind them is: P, CI, range, IQR, SD, n, hazard ratio."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.language.numbers import DASH
from daraevidence.language.patterns import compiled

__all__ = ["Keyword", "KeywordKind", "find_keywords"]

KeywordKind: TypeAlias = Literal["p", "ci", "range", "iqr", "sd", "se", "n", "ratio"]


class Keyword(NamedTuple):
    """``[start, end)`` covers the words and what joins them to their number, which begins at ``end``.

    ``detail`` is the sign of a P value or the measure of a ratio; ``level`` is the place of the level of a confidence
    interval (the ``95`` of ``95% CI``), or -1.
    """

    kind: KeywordKind
    start: int
    end: int
    detail: str = ""
    level: int = -1


_OP = r"<\s?or\s?=\s?|>\s?or\s?=\s?|:?\s?[=<>\u2264\u2265\u2a7d\u2a7e\u2266\u2267][=<>]?|:"
_JOIN = r"\s{0,16}(?:[,:;=]|of\b|was\b|is\b|were\b|from\b|between\b)?(?:[ ](?:of|from|between)\b)?\s{0,16}[\[(]?\s?"
_TREND = r"(?:trend|interaction|non-?inferiority|superiority|heterogeneity|difference|linear trend|log-?rank|both|all)"
_RATIOS = (
    r"\b(?:a|s|c|p)?HRs?\b|\b[Hh]azards? [Rr]atios?\b|\b(?:relative )?[Hh]azards?\b(?= of \d+[.\u00b7]\d)"
    r"|\b(?:a|c)?ORs?\b|\b[Oo]dds [Rr]atios?\b|\b(?:a|c)?RRs?\b"
    r"|\ba?IRRs?\b(?=[ ,:=(]{0,3}(?:of |was )?\d?[.\u00b7]\d+(?![\d.\u00b7]*\s?%))"
    r"|\b[Rr]elative [Rr]isks?\b(?! (?:reduction|increase|difference))|\b[Rr]isk [Rr]atios?\b"
    r"|\b(?:[Ii]ncidence )?[Rr]ate [Rr]atios?\b"
)
_KEYWORDS = compiled(
    r"(?<![A-Za-z0-9])(?=[*_PpCcIiQq2RrMmSsNnAaHhOo])(?:"  # a gate: each of the words begins so
    rf"(?P<p>(?<![A-Za-z0-9.])[*_]{{0,2}}[Pp][*_]{{0,2}}(?:(?:[- ]?[Vv]alues?)?(?:[ _]?(?:for )?[(]?{_TREND}[)]?)?"
    rf"(?:[ ]{{0,2}}(?P<op>{_OP})|(?<=[a-z]) (?:of |was |is |were )?(?=[.\d]))[ ]{{0,2}}))"
    rf"|(?P<ci>\b(?:CI(?:s\b|95|\b)|C\.I\.|[Cc]onfidence (?:[Ii]nterval|[Ll]imit)s?|[Cc]redible [Ii]ntervals?|Cr\.?I\b)"
    rf"(?:[ ]?[\[(](?:95[ ]?%[ ]?)?Cr?Is?[\])])?(?:[ ]?[(]?9\d(?:\.\d)?[ ]?%[)]?)?(?:[ ](?:of|for)(?: [a-z-]+){{1,7}},?)?{_JOIN})"
    rf"|(?P<iqr>(?:\b[Ii]nter-?[Qq]uartile (?:[Rr]anges?|[Ii]ntervals?)|\bIQRs?\b|\bIQ range|\bQ1[ ]?[{DASH},;/][ ]?Q3"
    rf"|\b25th(?: percentile)?[ ]?(?:[{DASH},;/]|to|and)[ ]?75th(?: percentiles?)?|\b[Qq]uartiles(?: 1 and 3)?)"
    rf"(?:[ ]?[\[(]IQR[\])])?{_JOIN})"
    rf"|(?P<range>\b(?:[Rr]ang(?:es?|ed|ing)|[Mm]in(?:imum)?[.]?[ ]?[{DASH},;/][ ]?[Mm]ax(?:imum)?\b[.]?)"
    rf"(?:[ ][\[(]min[^\])]{{0,12}}[\])])?{_JOIN})"
    rf"|(?P<sd>\b(?:SDs?\b|[Ss]tandard [Dd]eviations?|s\.d\.)(?:[ ]?[\[(]SD[\])])?[ ]{{0,2}}(?:[,:=]|of\b)?[ ]?(?:[±][ ]?)?)"
    rf"|(?P<se>\b(?:SEM?\b|[Ss]tandard [Ee]rrors?(?: of (?:the )?mean)?|s\.e\.)(?:[ ]?[\[(]SEM?[\])])?"
    rf"[ ]{{0,2}}(?:[,:=]|of\b)?[ ]?(?:[±][ ]?)?)"
    rf"|(?P<n>\b[nN][ ]?=[ ]?)"
    rf"|(?P<ratio>(?:{_RATIOS})(?:[ ]?[\[(](?:[as]?HR|[ac]?OR|[ac]?RR|IRR)s?[\])])?"
    rf"(?:[ ]?[\[(](?:9\d[ ]?%[ ]?CI|[^()\[\]\d]{{1,24}})[\])])?"
    rf"(?:[^\d.;:,=()\[\]<>%]{{0,60}}?(?:\bvs\.[^\d.;:,=()\[\]<>%]{{0,40}}?)?(?:[,:=]|\b(?:of|was|is|were|at))"
    rf"|[ ](?:for|of|vs\.?|versus|(?:as )?compared (?:with|to)|relative to)(?:[ ](?:vs\.|[A-Za-z][\w-]*)){{1,6}}"
    rf"(?=[ ]\d*[.\u00b7]\d)|[ ]?(?:[.](?!\d))?)[ ]{{0,2}})(?=[.\d<>\u2264\u2265]))"
)
_LEVEL = compiled(r"(\d\d(?:\.\d{1,2})?)[ ]?(?:%|percent|per cent)?[- ]?(?:[A-Za-z-]{1,14} ){0,2}\Z")
_MEASURES = (("haz", "hazard_ratio"), ("hr", "hazard_ratio"), ("odds", "odds_ratio"), ("or", "odds_ratio"))
_OPS = {
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2a7d": "<=",
    "\u2a7e": ">=",
    "\u2266": "<=",
    "\u2267": ">=",
    "=<": "<=",
    "=>": ">=",
    ":": "=",
}


_LEVEL_INSIDE = compiled(r"9\d(?:\.\d)?")


def find_keywords(text: str) -> Iterator[Keyword]:
    """All such words of a text, in order; that a number really follows is for the caller to see.

    Reads ``P=``, ``p <``, ``P value of``, ``P for trend =``, ``p (noninferiority) < or =``; ``95% CI,``, ``CI 95%:``,
    ``95% confidence interval [CI],``; ``range, ``, ``ranging from``; ``interquartile range [IQR],``, ``Q1-Q3,``; ``SD``, ``SE``;
    ``n=``; ``HR``, ``hazard ratio [HR],``, ``odds ratio in the X group,``. Never ``OR`` between two clauses or ``RR`` of 45%.
    """
    for match in _KEYWORDS.finditer(text):
        kind = match.lastgroup if match.lastgroup != "op" else "p"
        start, end = match.span()
        if kind == "p":
            yield Keyword("p", start, end, _sign(match["op"] or "="))
        elif kind == "ci":
            level = _LEVEL.search(text, max(0, start - 44), start)
            inside = _LEVEL_INSIDE.search(match[0])
            if level is not None:
                yield Keyword("ci", level.start(), end, level=level.start())
            else:
                yield Keyword("ci", start, end, level=start + inside.start() if inside else -1)
        elif kind == "ratio":
            if _is_ratio(text, match):
                yield Keyword("ratio", start, end, _measure(match[0]))
        elif kind in ("iqr", "range", "sd", "se", "n"):
            yield Keyword(kind, start, end)  # type: ignore[arg-type]


_SPACE_OR_OR = compiled(r"[\sor]")


def _sign(printed: str) -> str:
    sign = _SPACE_OR_OR.sub("", printed)
    sign = sign.lstrip(":") or ":"
    return _OPS.get(sign, sign)


def _measure(printed: str) -> str:
    low = printed.lower()
    for word, measure in _MEASURES:
        if low.startswith(word) or low[1:].startswith(word):
            return measure
    return "relative_risk"


_DECIMAL = compiled(r"(?:[<>]\s?)?\d*[.\u00b7]\d")


def _is_ratio(text: str, match: re.Match[str]) -> bool:
    printed = match[0]
    if printed.lstrip("ac")[:2] in ("OR", "RR") and len(printed) < 8:
        return bool(_DECIMAL.match(text[match.end() : match.end() + 12])) or printed.rstrip()[-1:] == "="
    return True
