"""What news tell beside the results of a study: the stock market, who said it, words that name no outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.plain_names import says_nothing
from daraevidence.extractors.sentence.statements import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["name_by_head", "name_part", "name_plainly", "without_news"]

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
#: ``, ahead of the 17% with``, ``, outperforming the``: set against what stands before
_AHEAD = Gated(
    "ahead|outperform|beat|topp|surpass|exceed|contrast|above|below|against",
    r",?\s(?:well\s)?(?:ahead\sof|outperform(?:ing|ed)|beat(?:ing)?|topp(?:ing|ed)|surpass(?:ing|ed)|exceed(?:ing|ed)|in\s(?:stark\s|sharp\s)?contrast\s(?:to|with)|"
    r"well\s(?:above|below)|against)\s(?:the\s|only\s|just\s|an?\s)*(?=\d[\d.]*\s?%|(?:placebo|vehicle)\s\(\d)",
)
#: ``by 12.8%, or 28.4 pounds``: the same again in another unit
_SAME = Gated(
    "pounds|lb|kg|kilograms", r"%(?P<same>,?\s(?:or|\()(?:about\s|roughly\s)?\s?\d[\d.,]*\s(?:pounds|lbs?|kg|kilograms)\b[,)]?)"
)
#: ``This compares with a 12% reduction with placebo``: goes on with the result before
_COMPARES = compiled(
    r"(?:This|That|It|These|Those)\s(?:was\s|were\s|is\s|are\s)?compare[sd]?\s(?:favou?rably\s)?(?:with|to)\s(?:an?\s|only\s|just\s)*(?=\d)"
)
#: a mark of a note behind a result: ``51% (n=139)*``
_MARKS = compiled(r"(?<=[)\d%])[*\u2020\u2021\u00a7]{1,3}(?=[\s,;.]|$)")
#: ``The HR per 1 unit fall was``: by how much something else differs
_PER_UNIT = Gated(
    "per|ach|very",
    r"\b(?:per|for\s(?:each|every))\s\d[\d.]*[\s-](?:units?|points?|SDs?|standard\sdeviations?|%|[a-zA-Z%][\w/%]{0,8})\s(?:(?:[a-z-]+\s)?"
    r"(?:fall|rise|increase|decrease|reduction|decrement|increment|change|gain|drop)\b)(?:\sin\s[\w-]+)?",
)
#: ``helped by preventing 1 stroke``: what one of them is
_PREVENTING = Gated("prevent|avoid", r"\b(?:prevent|avoid)(?:ing|s|ed)?\s(?:about\s)?(?P<one>1|one)\b(?!\sof\b)", re.IGNORECASE)
#: the same between dashes: `` - "a pragmatic measure," she noted - ``
_QUOTED = Gated(
    "said|says|added|noted|commented|explained",
    r"\s[-\u2013\u2014]+\s[\"\u201c][^\"\u201c\u201d]{2,160}[,.?!]?[\"\u201d]\s(?:[A-Z][\w.]*\s){0,3}(?:(?:he|she|they|it|Dr\.?\s\w+)\s)?"
    r"(?:said|says|added|noted|commented|explained)\s[-\u2013\u2014]+(?=\s)",
)
#: ``Nine out of 10 of our programs``, ``we employ``: what a company tells of itself
_OURSELVES = Gated(
    "our|employ|analyst",
    r"\bour\s(?:[a-z-]+\s)?(?:programs?|programmes?|pipeline|compan(?:y|ies)|shareholders|investors|employees|medicines|products|portfolio|"
    r"customers|business|revenues?|sales)\b|\b(?:more than|over|about|some|has|have|with)\s\d[\d,]*\semployees\b|"
    r"\b[Aa]nalysts?\s(?:at|from|expect|see|estimate|predict|forecast|polled|surveyed)\b",
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
    if _OURSELVES.search(text) is not None:
        place.quantities = []
        return
    spans = [match.span() for pattern in (_TICKERS, _BUSINESS) for match in pattern.finditer(text)]
    spans += [match.span() for match in _MOVES.finditer(text)] if _OF_PRICES.may_match(text) else []
    spans += [match.span("price") for match in _PRICES.finditer(text)]
    spans += _tellers(place)
    spans += [match.span("same") for match in _SAME.finditer(text)]
    spans += [match.span() for pattern in (_MARKS, _PER_UNIT) for match in pattern.finditer(text)]
    spans += [match.span("one") for match in _PREVENTING.finditer(text)]
    opened = _COMPARES.match(text)
    spans += [opened.span()] if opened is not None else []
    for match in _AHEAD.finditer(text):
        text = f"{text[: match.start()]}{' versus'.ljust(match.end() - match.start())}{text[match.end() :]}"
    spans += [match.span() for pattern in (_ALL_SIGNIFICANT, _QUOTED) for match in pattern.finditer(text)]
    if text[:1] in '"\u201c':
        spans.append((0, 1))
    if not spans and text == place.text:
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
    """Take words from results that name no outcome: ``X Inc. said``, ``an edge``, ``significant``, ``more likely to``."""
    for statement in statements:
        phrase = statement.phrase
        if phrase is None:
            continue
        likely = _LIKELY.match(phrase.text)
        if likely is not None:
            statement.phrase = Phrase(phrase.text[likely.end() :], phrase.end - len(phrase.text) + likely.end(), phrase.end)
        elif says_nothing(phrase.text):
            statement.phrase = None
        elif (changed := _CHANGED.match(phrase.text)) is not None:
            statement.phrase = Phrase(phrase.text[changed.end() :], phrase.end - len(phrase.text) + changed.end(), phrase.end)


#: ``delayed the median time to X``: of the median time to X
_CHANGED = compiled(
    r"(?:also )?(?:delay|prolong|extend|lengthen|shorten|reduc|improv|increas|lower|cut)\w* "
    r"(?:the |their )?(?=(?:median|mean|average|time to) )",
    re.IGNORECASE,
)
#: ``more likely to keep X``: what they did is to keep X
_LIKELY = compiled(
    r"(?:(?:far|much|significantly|about|roughly|probably|\w+ times|twice|as) )*(?:(?:more|less|as) )?(?:un)?likely "
    r"(?:than \S+ )?to "
    r"(?:have |show |experience |be (?=[a-z]+ed\b))?(?=[a-z]{2})",
    re.IGNORECASE,
)


def name_by_head(place: Place, statements: Sequence[Statement]) -> None:
    """Call the result that an item of a list begins with by the line above the list, where no words before it name it."""
    first = statements[0] if place.head and statements else None
    if first is None or place.text[: first.sides[0].quantity.start - place.base].strip():
        return
    if first.phrase is None or _LED.search(place.text, 0, first.phrase.start) is not None:
        first.phrase = Phrase(place.head, 0, 0)


#: ``- 62% for X vs 19% for placebo in`` the second trial: what a preposition leads to is no outcome
_LED = compiled(r"\b(?:in|at|for|on|with|from|of)\s(?:the\s)?\Z")


#: ``44 responded, including 19 (27%) with a complete response``: the part has an outcome of its own
_INCLUDING = compiled(r"\b(?:including|among\sthem|of\swhom)\s\Z")
_WITH_OUTCOME = compiled(
    r"\s(?:patients?\s|people\s)?with\s(?:an?\s)?(?P<what>(?:[A-Za-z-]+\s){0,3}?(?:responses?|remissions?|CRs?|PRs?|disease))\b"
)
_BARE_OUTCOME = compiled(
    r"\s(?:\d[\d,]*\s)?(?P<what>(?:(?:stringent|confirmed|complete|partial|very good|near|molecular|unconfirmed|pathological|"
    r"metabolic)\s){1,3}(?:responses?|remissions?)|s?CRs?|VGPRs?|n?PRs?|CMRs?|pCRs?)\b(?!\sor\b)"
)


def name_part(place: Place, statements: list[Statement]) -> None:
    """Give a part of those who are counted before its own outcome: ``including 19 with a complete response``, ``21% CR``."""
    for statement in [*statements]:
        for side in statement.sides[1:]:
            start, end = side.quantity.start - place.base, side.quantity.end - place.base
            if not _INCLUDING.search(place.text, max(0, start - 12), start):
                continue
            own = _WITH_OUTCOME.match(place.text, end) or _BARE_OUTCOME.match(place.text, end)
            own = own or _BARE_OUTCOME.search(place.text, start - 1, end)
            if own is not None:
                statement.sides = [other for other in statement.sides if other is not side]
                part = Statement([side], Phrase(" ".join(own["what"].split()), *own.span("what")))
                statements.insert(statements.index(statement) + 1, part)
