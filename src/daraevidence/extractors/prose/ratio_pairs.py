"""Whom the words right at a ratio name: ``A versus B, HR 0.74``, ``a hazard ratio for A versus B of 0.74``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.group.senses import group_called
from daraevidence.extractors.prose.outcomes import outcome_code
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.ratios import ratio_phrase
from daraevidence.extractors.sentence.statements import Side
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import TermKind, terms
from daraevidence.language.word_classes import AGAINST

__all__ = ["of_ratio", "opened_with", "worded_pair"]

_NAME = r"[^\W\d_][^,;:()\[\]=%]{1,70}?"
_PAIR = rf"(?P<a>{_NAME})\s+(?:{AGAINST}|over)\s+(?P<b>{_NAME})"
#: between the name of a ratio and its value: ``hazard ratio for A versus B of`` 0.58
_INSIDE = compiled(
    rf"\b(?:for|with|of|in|comparing)\s+(?:the\s+)?{_PAIR}\s*(?:,|:|=|\s(?:was|of|is))*\s*[(\[]?\s*$", re.IGNORECASE
)
#: right before it: ``and A versus B`` HR 0.75, ``A versus B was`` HR 0.74
_AHEAD = compiled(
    rf"(?:^|[,;:(\[]\s*|\b(?:and|but|while|whereas|for|with|that)\s+)(?!and\b|but\b)(?:the\s+)?{_PAIR}\s*"
    r"(?:\s(?:was|were|had|gave|yielded|showed)(?:\s+an?)?)?\s*[,:(\[=]?\s*(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_HELD = compiled(rf"\s(?:{AGAINST}|over)\s", re.IGNORECASE)
#: what leads to the first of the two: ``death with`` A, ``for`` A
_LEADS = compiled(r"^.*\b(?:with|in|for|on|of|among|between|was|were|is|are)\s+(?:the\s+)?", re.IGNORECASE | re.DOTALL)
_BEHIND = compiled(r"\s(?:with|in|for|on|of|among|between|at|after|was|were|is|are|users|patients|recipients)\b", re.IGNORECASE)
_ARTICLE = compiled(r"(?:the|an?|those|patients|that)\s+", re.IGNORECASE)
_MOST_WORDS = 7
#: how far before a ratio its pair may begin
_REACH = 150


def worded_pair(place: Place, ratio: Quantity, named: Sequence[Named]) -> list[Named]:
    """Whom the words at a ratio set against whom, in its order, where they name another pair than the one found, else nothing.

    One of the two must be a group known here; the other is called by its words. ``named`` are the groups found for the ratio.
    """
    if ratio.value is None:
        return []
    text, start, value = place.text, ratio.start - place.base, ratio.value.start - place.base
    for form, first, last in ((_INSIDE, start, value), (_AHEAD, max(0, start - _REACH), start)):
        held = list(_HELD.finditer(text, first, last))
        before = held[-2].end() if len(held) > 1 else first
        if not held or (match := form.search(text, before, last)) is None:
            continue
        one, other = _named(place, match, "a"), _named(place, match, "b")
        if one is None or other is None or one.name == other.name:
            continue
        if not any(_is_known(place, each) for each in (one, other)):
            continue
        return [] if {one.name, other.name} == {each.name for each in named} else [one, other]
    return []


#: ``For the low dose, the`` hazard ratio was 0.79: the treatment that a sentence opens with
_OPENED = compiled(
    r"\W*(?:(?:Similarly|Likewise|In\scontrast|By\scontrast|Conversely|However),?\s)?(?:[Ff]or|[Ww]ith)\s(?:the\s)?(?P<a>[^,;:()]{3,60}),\s(?:the|an?)\s(?:[a-z]+\s)?"
)
_TREATMENTS: frozenset[TermKind] = frozenset({"drug", "regimen", "drug_class"})


def opened_with(place: Place, ratio: Quantity) -> list[Named]:
    """The treatment that the sentence of a ratio opens with, and the reference of the two groups compared last."""
    match = _OPENED.fullmatch(place.text, 0, max(0, ratio.start - place.base))
    if match is None or not any(True for _ in terms(match["a"], 0, _TREATMENTS)):
        return []
    one = _named(place, match, "a")
    if one is None:
        return []
    last = place.pairs.get(place.study)
    if last is None or one.name in (last[0].name, last[1].name):
        return [one]
    return [one, last[1]._replace(start=-1, end=-1)]


def of_ratio(place: Place, side: Side, phrase: Phrase, others: list[Named]) -> tuple[Side, Phrase, list[Named]]:
    """A ratio that is told as a result is, with the outcome and the two groups that its own words name."""
    own = ratio_phrase(place.text, place.base, side.quantity)
    phrase = own if own is not None and outcome_code(phrase.text) == "OTHER" != outcome_code(own.text) else phrase
    pair = worded_pair(place, side.quantity, [*([side.named] if side.named is not None else []), *others])
    return (replace(side, named=pair[0]), phrase, pair[1:]) if pair else (side, phrase, others)


def _is_known(place: Place, one: Named) -> bool:
    return one.group is not None or any(max(each.start, 0) < one.end and one.start < each.end for each in place.named)


def _named(place: Place, match: re.Match[str], part: str) -> Named | None:
    """A group by its words: one that the sentence or the study has, else whatever they say, where that can be a name."""
    start, end = match.span(part)
    inside = [each for each in place.named if start <= each.start and each.end <= end + 1]
    if inside:
        return inside[-1 if part == "a" else 0]
    led = _LEADS.match(match[part]) if part == "a" else None
    start = led.end() + start if led is not None and led.end() < end - start else start
    behind = _BEHIND.search(match.string, start, end) if part == "b" else None
    end = behind.start() if behind is not None else end
    article = _ARTICLE.match(match.string, start, end)
    start = article.end() if article is not None else start
    words = match.string[start:end]
    group = group_called(words, place.scope.groups_of(place.study))
    if group is not None:
        return Named(start, end, group.name, group)
    if len(words.split()) > _MOST_WORDS or any(term.kind == "endpoint" for term in terms(words)):
        return None
    return Named(start, end, " ".join(words.split()))
