"""What news tell beside the results of a study: the stock market, who said it, words that name no outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.plain_names import says_nothing
from daraevidence.extractors.sentence.statements import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.people import PEOPLE

__all__ = ["name_plainly", "without_news"]

_MOVED = (
    r"(?:up|down|higher|lower|jump(?:s|ed|ing)?|los[et]s?|losing|gain(?:s|ed|ing)?|r(?:ise|ises|ising|ose)|f(?:all|alls|alling|ell)|"
    r"drop(?:s|ped|ping)?|slid(?:es?|ing)?|climb(?:s|ed|ing)?|surg(?:es?|ed|ing)|soar(?:s|ed|ing)?|plung(?:es?|ed|ing)|"
    r"tumbl(?:es?|ed|ing)|sink(?:s|ing)?|sank|slump(?:s|ed|ing)?|ros[ey]|rall(?:y|ies|ied|ying)|add(?:s|ed|ing)?|"
    r"clos(?:es?|ed|ing)|trad(?:es?|ed|ing)|crater(?:s|ed)?|sp(?:ike|ikes|iked)|mov(?:es?|ed)|is|are|was|were|"
    r"declin(?:es?|ed|ing)|shed(?:s|ding)?|edg(?:es?|ed|ing))"
)
_AMOUNT = (
    r"(?:(?:about|around|nearly|almost|roughly|more than|over|as much as|some|another|by|to|at|up|down|higher|lower)\s|~\s?)*"
)
_MONEY = r"(?:(?:US|C|A)?[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:p|¢|pence|cents))"
#: the places where shares are bought, before a ticker: ``(NYSE: ABC)``
_TICKERS = Gated(
    "nasdaq|nyse|lse|otc|tsx|asx|amex|euronext|tse|hkex|aim|six",
    r"\s?\((?:[^()]{0,30}[;,]\s)?(?i:NASDAQ\w*|NYSE|LSE|AIM|OTC\w*|TSXV?|ASX|AMEX|Euronext|TSE|HKEX|SIX)\b[^():]{0,12}:[^()]{1,60}\)",
)
#: a company, and how its price moved: ``Alder (ALD -0.4%)``
_PRICES = Gated("%", r"\b[A-Z][\w&.'-]*(?P<price>\s?\([A-Z]{2,5}\s[+-]\d{1,2}\.\d%\s?\))")
#: without one of these nothing is told of a price
_OF_PRICES = Gated(
    "share|stock|market|after-hours|trading|volume|nasdaq|nyse|$|€|£|pence|cents|p (",
    r"share|stock|market|after-hours|trading|volume|nasdaq|nyse|\$|€|£|pence|cents|p \(",
)
#: how a price moved: ``shares fell 12%``, ``is up 74% premarket``, ``lost 61p (22%)``
_MOVES = Gated(
    "%",
    rf"\b(?:shares?|stocks?|share\sprice|stock\sprice|ADRs?|market\scap(?:itali[sz]ation)?)\b[^.;]{{0,60}}?\b{_MOVED}\s{_AMOUNT}(?:{_MONEY}\s?[,(]?\s?(?:or\s)?)?"
    r"\d[\d.,]*\s?%\)?"
    rf"|\b{_MOVED}\s{_AMOUNT}\d[\d.,]*\s?%\)?\s(?:(?:in\s)?(?:premarket|pre-market|after-hours|aftermarket|early|late|morning|afternoon|midday|today)\b"
    r"|on\s(?:[a-z]+\s)?(?:volume|the\s(?:news|day))|to\s(?:US)?[$€£]\s?\d|to\s\d[\d.]*(?:p|¢)\b|in\s(?:[A-Z][a-z]+|heavy|early)\strading)"
    rf"|\b{_MOVED}\s{_AMOUNT}{_MONEY}\s?[,(]?\s?(?:or\s)?\d[\d.,]*\s?%\)?",
    re.IGNORECASE,
)
#: what a company takes in, is worth, expects to sell
_BUSINESS = Gated(
    "revenue|sales|price|royalt|market|earnings|valuation|upfront|milestone|dividend|share",
    r"\b(?:revenues?|net\ssales|sales\sof|price\starget|royalt(?:y|ies)|earnings|valuation|market\s(?:share|size|value)|"
    r"upfront\spayment|milestone\spayments?|dividend|(?:net\s)?(?:loss|income)\sper\sshare)\b[^.;]{0,80}?\d[\d.,]*\s?(?:%|[mb]illion)",
    re.IGNORECASE,
)


#: who says it, before what is said: ``X Inc. said today that``; not ``patients said``
_TELLER = Gated(
    "said|says|announc|disclos|reveal|unveil",
    rf"(?:\A|;\s)(?![^.;]{{0,200}}?\b(?:{PEOPLE}|who)\b[^.;]{{0,40}}?\bsaid\b)[^;:]{{2,240}}?\b(?:said|says|announce[ds]|disclose[ds]|reveal(?:ed|s)|unveil(?:ed|s))\s"
    r"(?:(?:today|late|early|last\s\w+|this\s\w+|on\s[A-Z][a-z]+(?:\s\d{1,2})?|in\sa\s(?:statement|release|filing))\s)*(?:that\s)?",
)
#: the same behind it: ``," said Dr. X, chief medical officer of Y.``, ``, the company added.``
_TELLER_BEHIND = Gated(
    "said|says|added|noted|commented|explained",
    r"(?:[,.?!]?[\"\u201d]\s+(?:said|says|added|noted|commented|explained)\s.*?(?=[.,]\s[\"\u201c]|\Z)"
    r"|,\s(?:the\s(?:company|firm|drugmaker|biotech|sponsor)|[A-Z][\w&.-]*)\s(?:also\s)?(?:said|says|added|noted)(?=\.?\s*\Z|,))",
    re.DOTALL,
)
#: ``, all statistically significant compared with``: said of the results before, and no outcome
_ALL_SIGNIFICANT = Gated(
    "significant",
    r",\s(?:(?:all|both|each|which\s(?:was|were))\s)?(?:of\swhich\s(?:was|were)\s)?(?:highly\s|statistically\s)?significant(?:ly\s(?:higher|lower|better))?"
    r"(?=\s(?:versus|vs\.?|compared|over|against|relative)\b)",
)


def without_news(place: Place) -> None:
    """Take what is told of the stock market, and who tells, out of a sentence: tickers, prices, ``X Inc. said that``."""
    text = place.text
    spans = [match.span() for pattern in (_TICKERS, _BUSINESS) for match in pattern.finditer(text)]
    spans += [match.span() for match in _MOVES.finditer(text)] if _OF_PRICES.may_match(text) else []
    spans += [match.span("price") for match in _PRICES.finditer(text)]
    spans += _tellers(place)
    spans += [match.span() for match in _ALL_SIGNIFICANT.finditer(text)]
    if text[:1] in '"\u201c':
        spans.append((0, 1))
    if not spans:
        return
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    place.text = text
    place.quantities = [q for q in place.quantities if not any(s <= q.start - place.base < e for s, e in spans)]


def _tellers(place: Place) -> Iterator[tuple[int, int]]:
    for pattern in (_TELLER, _TELLER_BEHIND):
        for match in pattern.finditer(place.text):
            inside = (q for q in place.quantities if match.start() <= q.start - place.base < match.end())
            if not any(q.role in ("proportion", "count", "value", "ratio", "not_reached") for q in inside):
                yield match.span()


def name_plainly(_place: Place, statements: Sequence[Statement]) -> None:
    """Take words from results that name no outcome: ``X Inc. said``, ``an edge``, ``significant``."""
    for statement in statements:
        if statement.phrase is not None and says_nothing(statement.phrase.text):
            statement.phrase = None
