"""Ratios told one after another, and what a ratio says itself that it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.sentence.phrases import Phrase, content, each_of, trimmed
from daraevidence.extractors.sentence.ratio_asides import before_bracket
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import AGAINST

__all__ = ["ratio_phrase", "with_ratios"]

#: from a ratio to the next: ``(95% CI, 0.5-0.9) for stroke and``, ``with 500 cells/µL or more, but``
_ON = compiled(
    r"\s*(?:[(\[][^()\[\]]{0,80}[)\]]\s*)?,?\s*(?:for|of|in|with|among|on|at)\s[^;()]{2,90}?(?:\([^()]{1,30}\))?,?\s+"
    r"(?:and|but|versus|vs\.?|whereas|while)\s+(?:(?:it was|was|only|of)\s+)*"
)
#: ``(95% CI, 0.5-0.9), and for stroke it was``
_ON_TOPIC = compiled(
    r"\s*(?:[(\[][^()\[\]]{0,80}[)\]]\s*)?[,;]?\s+(?:and|but|while|whereas)\s+for\s[^;()\d]{2,80}?,?\s"
    r"(?:it|that|the\s(?:ratio|figure|HR|OR|RR))\swas\s(?:only\s)?"
)
#: ``(95% CI, 0.5-0.9), whereas in those with X it was``
_ON_PART = compiled(
    r"\s*(?:[(\[][^()\[\]]{0,80}[)\]]\s*)?[,;]?\s+(?:and|but|while|whereas)\s+(?:in|among|for)\s(?:the\s|those\s)?[^;()]{2,80}?"
    r"(?:\s?[(\[]\s?[nN]\s?=\s?[\d,]+\s?[)\]])?,?\s(?:(?:it|that|the\s(?:ratio|figure|HR|OR|RR|hazard\sratio|odds\sratio))\swas\s(?:only\s)?)?"
)
#: ``For stroke, the`` hazard ratio, ``and for stroke it was`` 0.9
_TOPIC = compiled(
    r"\b(?:for|in terms of|regarding|concerning|as for|with (?:respect|regard) to)\s+(?P<what>[^,;:()]{2,80}?)"
    r"(?:,\s+(?:the|an?|its)\s+(?:[a-z]+(?:ed|ing)\s+)?|,?\s+(?:it|that)\s+was\s+(?:only\s+)?)$",
    re.IGNORECASE,
)
_MOVED_TO = r"(?:\w+\s){0,2}(?:improved|reduced|increased|decreased|lowered|attenuated|brought|down|up)\sto"
_WITHIN = compiled(
    rf"\b(?:of|for)\s+(?P<what>[^,;:()=]{{2,90}}?)\s*(?:\b(?:was|were)\s{_MOVED_TO}|\b(?:was|were|is|of|at)|[,=:])?\s*[(\[]?\s*$"
)
_BEHIND = compiled(
    r"\s*(?:[(\[](?:[^()\[\]]|\([^()]*\)){0,90}[)\]]\s*)?,?\s*for\s+(?P<what>[^,;:.()]{2,80}?)"
    r"(?=\s*(?:[,;:.()]|$)|\s(?:and|but|with|in|on|among|versus|vs|at|when|after|compared|favou?ring|as opposed)\b)"
)
#: ``fatigue (OR 1.3), hot flush (``: the next of a list, each with its ratio in a bracket
_LISTED = compiled(
    r"\b(?:HR|OR|RR|ratio)\b[^()]{2,50}\)(?:,|,?\s+(?:and|or))\s+(?!in\b|with\b|for\b|among\b|of\b|but\b|that\b)[a-z][^,;:()%]{2,60}?\s*[(\[]\s*$"
)
#: ``HRs were 0.7 for OS,``: to the next of several
_SEVERAL = compiled(r"\b(?:HRs|ORs|RRs|(?:hazard|odds|risk|rate)\sratios)\b")
#: ``the hazard ratios for death, stroke and bleeding were``: as many ratios follow
_SERIES_OF = compiled(
    r"\b(?P<kind>HRs|ORs|RRs|(?:[Hh]azard|[Oo]dds|[Rr]isk|[Rr]ate)\sratios)\b(?:\s\([^()]{1,20}\))?\s(?:for|of)\s"
    r"(?P<what>[^;:.()\d]{3,160}?)\s(?:were|are)\s(?:approximately\s|about\s)?(?=\d)"
)
#: from the name of a ratio over groups to its value: ``hazard ratio for arm 1 vs arm 2,`` 0.7, ``hazard ratio for A versus the
#: mainstay of today, B, of`` 0.7, ``The HR of death in those with X was further improved to`` 0.7, ``an HR as low as`` 0.7
_FOR_CODES = Gated(
    "hr|or|rr|ratio|risk",
    r"\b(?P<kind>HR|OR|RR|(?:[Hh]azard|[Oo]dds|[Rr]isk|[Rr]ate)\sratio|[Rr]elative\srisk)\s(?:(?:for|of|in|comparing)\s(?:"
    r"(?:[^;:()\[\]\d%]{1,40}\s\d{1,2}[A-Za-z]?(?!\w)){1,2}[^;:()\[\]\d%]{0,30}?(?:,|:|\s=|\s(?:was|of))|"
    rf"[^;:()\[\]%]{{1,60}}?\s(?:{AGAINST}|over)\s[^;:()\[\]%]{{1,60}}?(?:,|:|\s=|\s(?:was|of))|"
    rf"[^;:()\[\]\d%]{{1,90}}?\swas\s{_MOVED_TO})|"
    r"(?:as\s(?:low|high|small|large)\sas|of\s(?:only|just|about|approximately|around)))\s$",
)
_NEXT = compiled(r"\s*(?:[(\[][^()\[\]]{0,90}[)\]])?\s*(?:[,;]\s*(?:and\s+)?|and\s+)")
_NUMBER_BEFORE = compiled(rf"\d[\d.]*{_NEXT.pattern}")
_NUMBERS_BEFORE = compiled(rf"(?:{_NUMBER_BEFORE.pattern})*")
_MEASURES = {"h": "hazard_ratio", "o": "odds_ratio", "r": "relative_risk"}
_ON_LIST = compiled(r"\s+(?:for|in|of)\s[^;()\d]{2,70}?(?:\s\([^()]{1,30}\))?,?\s+(?:and\s+)?")
_SET_AGAINST = compiled(r"\b(?:versus|vs\.?|compared|relative to|against|than|each|every|every additional)\b", re.IGNORECASE)


#: ``DFS`` in patients with chemotherapy
_IN_WHOM = compiled(rf"\s(?:in|among)\s+(?:the\s+)?(?:{PEOPLE}|those)\s+(?:with|without|on|receiving|given)\b.*$", re.IGNORECASE)
_IT_WAS = compiled(r"\b(?:it|that) was\b")
_GROUPS = compiled(r"\s(?:with|in|on|among|between|after)\s")


def _of_what(words: str) -> str:
    """The outcome of a ratio: ``stroke`` of ``stroke with X versus Y``; nothing where groups alone are told."""
    if _SET_AGAINST.search(words) is None:
        return words
    groups = _GROUPS.search(words)
    return "" if groups is None else words[: groups.start()]


def with_ratios(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, with numbers that go on a ratio made ratios: ``HR 0.71 for stroke and 0.93 (0.7-1.2) for death``."""
    found = list(quantities)
    for series in _SERIES_OF.finditer(text):
        for index in _in_series(text, base, quantities, series.end()):
            if found[index].role != "ratio":
                found[index] = replace(found[index], role="ratio", measure=_MEASURES[series["kind"][0].casefold()])
    last: Quantity | None = None
    for index, one in enumerate(found):
        if one.role == "ratio":
            last = one
        elif _is_bare(one) and one.value is not None and one.value.decimals and (named := _named_before(text, base, one)):
            measure = _MEASURES[named["kind"][0].casefold()]
            last = found[index] = replace(one, role="ratio", measure=measure, start=base + named.start())
        elif last is not None and _goes_on(text, base, last, one):
            last = found[index] = replace(one, role="ratio", measure=last.measure)
    return found


def _named_before(text: str, base: int, one: Quantity) -> re.Match[str] | None:
    start = one.start - base
    return _FOR_CODES.search(text, max(0, start - 160), start)


def _in_series(text: str, base: int, quantities: Sequence[Quantity], start: int) -> list[int]:
    """The indices of the numbers of a list that begins at a place."""
    first = next((i for i, one in enumerate(quantities) if _is_bare(one) and one.value and one.value.start - base == start), -1)
    if first < 0:
        return []
    last = first
    while last + 1 < len(quantities) and _is_bare(quantities[last + 1]):
        gap = _NEXT.fullmatch(text, quantities[last].end - base, quantities[last + 1].start - base)
        if gap is None:
            break
        last += 1
    return list(range(first, last + 1))


def _is_bare(one: Quantity) -> bool:
    return one.role == "ratio" or (one.role in ("number", "value") and one.value is not None and not one.unit)


def _of_series(text: str, start: int) -> Phrase | None:
    """The outcome of a ratio that stands in a list of ratios, in the order of the outcomes before it."""
    series = max(_SERIES_OF.finditer(text, 0, start + 1), key=lambda each: each.start(), default=None)
    if series is None:
        return None
    before = _NUMBERS_BEFORE.fullmatch(text, series.end(), start)
    if before is None:
        return None
    outcomes = each_of(Phrase(series["what"], series.start("what"), series.end("what")))
    place = len(_NUMBER_BEFORE.findall(before[0]))
    return outcomes[place] if place < len(outcomes) else None


def _goes_on(text: str, base: int, last: Quantity, one: Quantity) -> bool:
    if one.role not in ("number", "value") or one.value is None or one.unit or not one.value.decimals:
        return False
    if not one.intervals:
        several = _SEVERAL.search(text, 0, max(0, last.end - base))
        return several is not None and _ON_LIST.fullmatch(text, last.end - base, one.start - base) is not None
    gap = last.end - base, one.start - base
    return 0 < one.value.value < 50 and any(form.fullmatch(text, *gap) for form in (_ON, _ON_TOPIC, _ON_PART))


def ratio_phrase(text: str, base: int, ratio: Quantity) -> Phrase | None:
    """``the odds ratio of response was 1.8``, ``an odds ratio of 1.07 (0.8-1.4) for a relapse``: what a ratio says that it is of.

    No drug and no pair of groups.
    """
    if ratio.value is None:
        return None
    start = ratio.start - base
    if (listed := _of_series(text, ratio.value.start - base)) is not None:
        return listed
    if _LISTED.search(text, max(0, start - 90), start) is not None and (aside := before_bracket(text, start)) is not None:
        return aside
    topic = _TOPIC.search(text, max(0, start - 120), start)
    for match in (
        _WITHIN.search(text, start, ratio.value.start - base),
        topic,
        _BEHIND.match(text, ratio.end - base),
    ):
        what = _of_what(match["what"]) if match is not None else ""
        if match is None or not content(what) or _IT_WAS.search(what):
            continue
        if any(term.kind in ("drug", "regimen", "drug_class") for term in terms(what)):
            what = _IN_WHOM.sub("", what)
        phrase = trimmed(what, match.start("what"), drop_intro=False)
        drugs = phrase is not None and any(term.kind in ("drug", "regimen", "drug_class") for term in terms(phrase.text))
        if phrase is not None and not drugs:
            return phrase
    return None
