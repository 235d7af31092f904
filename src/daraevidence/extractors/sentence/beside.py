"""Groups named beside the results of a sentence: behind them, before them, or in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.extractors.sentence.adjuncts import adjunct, parallel
from daraevidence.extractors.sentence.placed_names import (
    LEADS,
    VERSUS,
    Contrasted,
    Token,
    name_after,
    name_before,
    names_at,
)
from daraevidence.language.dosing import DOSE_UNIT
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PERSONS
from daraevidence.language.word_classes import AGAINST, AN_AVERAGE_OF

__all__ = ["beside", "counted"]


#: words that tell the second of two results like the first, or leave out what they share
_JOINT = compiled(
    r"[\s,;)\]]*(?:(?:and|versus|vs\.?|v\.?|against|while|whereas|but|compared (?:with|to)|as|"
    r"than|with|by|from|to|only|about|an?|the|mean|median|average|of|in|was|were|it|they|did|had|also|then|another|"
    r"increas(?:ed?|es)|decreas(?:ed?|es)|reduced|reduction|rose|rise|fell|fall|dropped|drop|declined?|improved|improvement|worsened|went|"
    r"changed?|gained|gain|lost|loss|remained|stayed at|averaged|measured|just)\b\.?[\s,]*)*",
    re.IGNORECASE,
)
_LABEL = compiled(
    r"(?:[(\[;,:]|\b(?:vs\.?|versus|v|and|compared with)(?=\s)|^)\s*(?P<name>[A-Za-z][\w/+-]*(?:[ ][\w/+-]+){0,3})"
    r"\s*[,:=]?\s*(?:was|were|had)?\s*$"
)
_BRACKETED = compiled(rf"\s*\((?P<name>(?:[A-Za-z]|\d[\d.,]*\s?{DOSE_UNIT}(?![\w%]))[\w/+-]*(?:[ ](?:[\w/+-]+)){{0,5}})\)")


def beside(text: str, tokens: Sequence[Token], places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """Names beside results that follow each other: behind both, before both, or in brackets behind both."""
    yield from _behind(text, tokens, places)
    yield from _ahead(text, tokens, places)
    yield from _leading(text, tokens, places)
    for (start, end), (second, last) in pairwise(places):
        if second - end > 160 or ";" in text[end:second].strip("; "):
            continue
        pair = _labels(text, start, end, second) or _in_brackets(text, end, second, last)
        if pair is not None and pair[0].name.casefold() != pair[1].name.casefold():
            yield pair


class _Told(NamedTuple):
    """A name that stands beside a result, with the word that leads to it and the place of the result."""

    one: Contrasted
    lead: str
    start: int
    end: int


def _behind(text: str, tokens: Sequence[Token], places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """``5 cm with A and 7 cm with B``, ``With A, 5% responded, compared with 7% with B``."""
    starts = [token.start for token in tokens]
    found: list[_Told] = []
    for number, (start, end) in enumerate(places):
        limit = places[number + 1][0] if number + 1 < len(places) else len(text)
        led = adjunct(text, tokens, bisect_left(starts, end))
        if led is None or led.one.end > limit or (led.lead == "of" and not _PEOPLE.search(led.one.name)):
            continue
        found.append(_Told(led.one, led.lead, start, end))
    for first, second in pairwise(found):
        if (
            parallel(first.lead, second.lead)
            and second.start - first.one.end < 120
            and _linked(text, places, first.one.end, second.start)
        ):
            yield [first.one, second.one]
    yield from _from_to(text, places, found)
    if found and tokens and tokens[0].low == found[0].lead:
        one, last = name_after(text, tokens, 1, 0)
        if (
            one is not None
            and last < len(tokens)
            and tokens[last].text == ","
            and one.end < places[0][0]
            and one.name != found[0].one.name
        ):
            yield [one, found[0].one]
    if len(found) == 1 and found[0].start != places[0][0]:
        before = max(end for _, end in places if end <= found[0].start)
        if _AGAINST.search(text, before, found[0].start):
            told = _told_before(text, tokens, places[0][0], found[0].lead)
            yield [told, found[0].one] if told is not None and told.name != found[0].one.name else [found[0].one]


_FROM = compiled(rf"\bfrom\s+(?:(?:{AN_AVERAGE_OF})\s+)*$", re.IGNORECASE)
_BACK_TO = compiled(rf"\s*,?\s*to\s+(?:(?:{AN_AVERAGE_OF})\s+)*", re.IGNORECASE)


def _from_to(text: str, places: Sequence[tuple[int, int]], found: Sequence[_Told]) -> Iterator[list[Contrasted]]:
    """``A reduced X from 7% with B to 5%``: the group between what changed and what it came to."""
    for told in found:
        following = next((start for start, _ in places if start >= told.one.end), -1)
        if following >= 0 and _FROM.search(text, 0, told.start) and _BACK_TO.fullmatch(text, told.one.end, following):
            yield [told.one]


_PEOPLE = compiled(rf"\S\s(?:{PEOPLE})$")


def _told_before(text: str, tokens: Sequence[Token], limit: int, lead: str) -> Contrasted | None:
    """``The rate for A was 62% versus 41% for B``: the name behind the same word before the verb."""
    for index, token in enumerate(tokens[:-2]):
        if token.start >= limit:
            break
        if token.low == lead:
            one, last = name_after(text, tokens, index + 1, index)
            if one is not None and last < len(tokens) and tokens[last].low in ("was", "were", "had") and one.end < limit:
                return one
    return None


_CLOSED = compiled(r"[)\]]")


def _ahead(text: str, tokens: Sequence[Token], places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """``lower with A (5 cm) than with B (7 cm)``, ``with A (median 5) and B (median 7)``."""
    starts = [token.start for token in tokens]
    found: list[_Told] = []
    for number, (start, end) in enumerate(places):
        opened = max(text.rfind("(", 0, start), text.rfind("[", 0, start))
        following = places[number + 1][0] if number + 1 < len(places) else len(text)
        if opened < 0 or not _OPENED.fullmatch(text, opened, start) or not _CLOSED.search(text[start:following]):
            continue
        place = bisect_left(starts, opened)
        leads = LEADS | VERSUS | _FAVOURING | {"and", "receiving", "given", "between"}
        one = name_before(text, tokens, place, leads)
        if one is not None:
            lead = next(token.low for token in reversed(tokens[:place]) if token.low in leads and token.start <= one.start)
            found.append(_Told(one, lead, opened, end))
    ranked = False
    for first, second in pairwise(found):
        between = text[first.end : second.one.start + len(second.lead)]
        ranked = _FOLLOWED.search(text, first.one.start, second.one.end) is not None or (ranked and second.lead == "and")
        against = ranked or second.lead in VERSUS or second.lead == "and" or _AGAINST.search(between) is not None
        if second.lead == "and" and first.lead not in ("with", "receiving", "given", "between") and not ranked:
            continue
        if against and first.lead != "and" and len(between) < 60 and first.one.name.casefold() != second.one.name.casefold():
            yield [first.one, second.one]


_LED_IN = frozenset("with for on after among receiving".split())
_BEFORE_NUMBER = frozenset("in by only about just nearly almost".split())


def _leading(text: str, tokens: Sequence[Token], places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """``was seen with A in 5% and with B in 7%``: names before the preposition of each result."""
    starts = [token.start for token in tokens]
    found: list[tuple[str, Contrasted]] = []
    for start, _ in places:
        place = bisect_left(starts, start)
        last = place
        while last > 0 and tokens[last - 1].low in _BEFORE_NUMBER:
            last -= 1
        one = name_before(text, tokens, last, _LED_IN) if last < place else None
        if one is not None:
            lead = next(token.low for token in reversed(tokens[:last]) if token.low in _LED_IN and token.start <= one.start)
            found.append((lead, one))
    for (lead, one), (again, other) in pairwise(found):
        if lead == again and one.name.casefold() != other.name.casefold():
            yield [one, other]


_OPENED = compiled(r"[(\[]\s*(?:(?:mean|median|average|change|difference|score|n\s*=)[\s,:=]*){0,3}", re.IGNORECASE)
_AGAINST = compiled(r"\b(?:versus|vs|v|than|against|compared|as|over)\b")
#: ``was highest with A (5), followed by B (4) and C (3)``
_FOLLOWED = compiled(r"\bfollowed by\b")
_FAVOURING = frozenset("over favoured favored favouring favoring favour favor".split())


def _linked(text: str, places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether only joining words, brackets, and results listed with the second stand between a name and the next result."""
    letters = list(text[start:end])
    brackets = [(start + m.start(), start + m.end()) for m in _BRACKET.finditer(text[start:end])]
    for first, last in (*places, *brackets):
        for i in range(max(0, first - start), min(last - start, len(letters))):
            letters[i] = " "
    between = "".join(letters)
    return _JOINT.fullmatch(between) is not None or _PREDICATE.fullmatch(between) is not None


#: ``81% of A were alive, compared with 64% of B``: what is told of both stands behind the first
_PREDICATE = compiled(
    rf"[^\d;:.()]{{1,90}}?\b(?:{AGAINST}|whereas|while)\s+(?:(?:only|in|with|by)\s+)*",
    re.IGNORECASE,
)
_BRACKET = compiled(r"\([^()]{1,60}\)|\[[^\[\]]{1,60}\]")


_LABEL_ENDS = compiled(r"\s*;|[^;]*\b(?:versus|vs|v|compared)\b")
_VALUE_BEGINS = compiled(r"[(\[]")


def _labels(text: str, start: int, end: int, second: int) -> list[Contrasted] | None:
    one = _LABEL.search(text, max(0, start - 60), start)
    other = _LABEL.search(text, end, second)
    listed = _LABEL_ENDS.match(text[end:second])
    if one is None or other is None or listed is None:
        return None
    if ";" in listed[0] and not _VALUE_BEGINS.match(text[one.start() :]):
        return None
    return names_at([(one.start("name"), one.end("name")), (other.start("name"), other.end("name"))], text)


def _in_brackets(text: str, end: int, second: int, last: int) -> list[Contrasted] | None:
    one, other = _BRACKETED.match(text, end), _BRACKETED.match(text, last)
    if one is None or other is None or one.end() > second:
        return None
    return names_at([one.span("name"), other.span("name")], text)


_MODIFIED = compiled(
    r"(?:(?<=\d)|^[A-Za-z]+(?:-[a-z]+)?)(?:\s|\s[a-z]+\s)?\s*(?P<name>(?!of\b|in\b)[A-Za-z][\w/+-]*(?:\s[A-Za-z][\w/+-]*)?)\s+"
    rf"(?:{PERSONS}|users)\b"
)


#: ``124 laparoscopic repairs (``, ``of 19 open repairs``
_COUNTED = compiled(
    r"(?<=[\d)])\s(?P<name>(?:[A-Za-z][\w/+-]*\s){1,4}(?P<noun>[a-z-]{3,}s))(?=\s*(?:[(\[,;.]|$|\s(?:as|versus|vs|and|but|compared|than)\b))"
)
_OUT_OF = compiled(r"\d\s?(?:of|/)\s?\d")
#: words before what is counted that tell where it is, or that say nothing: ``left knees``, ``treated lesions``
_WHERE = compiled(
    r"(?:left|right|upper|lower|proximal|distal|anterior|posterior|such|other|new|more|total|further)\b", re.IGNORECASE
)


def _things(text: str, one: tuple[int, int], other: tuple[int, int]) -> list[Contrasted] | None:
    """The groups of things that are counted beside each other: ``11 of 124 open repairs and 23 of 119 mesh repairs``."""
    if any(_OUT_OF.search(text, *place) is None for place in (one, other)):
        return None
    first, second = (_COUNTED.search(text, start, min(len(text), end + 60)) for start, end in (one, other))
    if (
        first is None
        or second is None
        or first.end() > other[0]
        or first["noun"] != second["noun"]
        or first["name"] == second["name"]
    ):
        return None
    if any(_WHERE.match(match["name"]) for match in (first, second)):
        return None
    return names_at([first.span("name"), second.span("name")], text)


#: ``60 patients treated with X (``
_WITHIN = compiled(
    rf"(?:\s(?:{PEOPLE}|those|[a-z]{{3,}}s))?\s(?:who\s+(?:were|had\s+been)\s+)?"
    r"(?:given|treated with|receiving|taking|assigned to|allocated to|randomi[sz]ed to|on|with|in)\s+(?:the\s+|an?\s+)?"
    r"(?P<name>[A-Za-z][^()\[\],;:]{1,50}?)\s*(?=[(\[])"
)


def counted(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """``4 of 31 A patients (13%) versus 9 of 30 B patients``: the groups stand between the numbers and their noun.

    So they do in ``4 of 31 patients treated with A (13%)``, and where things are counted: ``4 of 31 open repairs (13%)``.
    """
    for (start, end), (second, last) in pairwise(places):
        one, other = _MODIFIED.search(text, start, end), _MODIFIED.search(text, second, last)
        if one is None and other is None:
            one, other = _WITHIN.search(text, start, end), _WITHIN.search(text, second, last)
        if one is None and other is None:
            things = _things(text, (start, end), (second, last))
            if things is not None:
                yield things
            continue
        if one is not None and other is not None and one["name"] != other["name"]:
            found = names_at([one.span("name"), other.span("name")], text)
            if found is not None:
                yield found
