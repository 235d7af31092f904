"""What a result is made up of, in the bracket behind it: ``31% (4 CR, 20 PR)``, ``31% (18% partial and 13% complete)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import TWO_TO_TWELVE

__all__ = ["Part", "parts_of", "without_parts"]

_BRACKET = compiled(
    r"(?:\s(?:in|with|on|for|among|of)\s[^()\[\];:.,]{1,60})?\s?[(\[](?P<items>[^()\[\]]{3,160})[)\]]"
    r"|[;,]\s(?P<rest>[^()\[\]]{3,160})[)\]]"
)
#: ``24 responded (77%), with`` 1 CR and 23 PR
_WITH = compiled(
    r"(?:\s(?:patients?|pts|responders?))?(?:\s(?:had|achieved|showed)\s[^()\[\];:.,\d]{2,42}|\s(?:responded|in total))?"
    r"(?:\s?\([^()]{1,24}\))?(?P<led>,?\s(?:with|including|comprising|consisting of|namely)\s)"
    r"(?P<items>[^()\[\];:.]{3,120}?)(?=\s?[.;(]|$|,\s(?:and|while|whereas|but)\b)"
)
_JOINT = compiled(r"\s*(?:[,;]\s*(?:and\s+)?|\band\s+|\bplus\s+|[+/]\s*)")
_ITEM = compiled(
    rf"\s*(?P<number>\d+(?:[.·]\d+)?|(?:one|{TWO_TO_TWELVE})(?=\s))\s?(?P<percent>%)?\s*(?:patients?\s+(?:with|had|"
    r"in)\s+)?(?P<label>[A-Za-z][A-Za-z -]{1,40}?)\s*",
    re.IGNORECASE,
)
#: ``CR 4``, ``isolated marrow, 8``
_LABELLED = compiled(
    r"\s*(?P<label>[A-Za-z][A-Za-z -]{1,40}?)\s?[,:=]?\s(?:n\s?=\s?)?(?P<number>\d+(?:[.·]\d+)?)\s?(?P<percent>%)?\s*"
)
_KINDS = frozenset(("response", "endpoint"))
#: ``achieved`` partial (n = 9) or complete (n = 5) remission: the parts share the noun behind the last
_DEGREE = r"(?:an?\s)?(?P<{0}>[a-z]+(?:\s[a-z]+)?)\s?[(\[](?:[^()\[\]]|[(\[][^()\[\]]*[)\]]){{1,40}}[)\]]"
_DEGREES = compiled(
    r"(?:\s(?:of\s(?:the\s|all\s)?)?(?:patients?|pts|subjects|participants|children|women|men))?(?:\s\([^()]{1,24}\))?"
    r"\s(?:had|achieved|reached|showed|obtained|attained|experienced|entered)\s(?:either\s)?"
    rf"{_DEGREE.format('a')}(?:,\s{_DEGREE.format('b')})?,?\s(?:and|or)\s{_DEGREE.format('c')}\s(?P<noun>[a-z]+)"
)


_NOUNS = frozenset(
    "response responses remission remissions improvement clearance relief recovery resolution healing control".split()
)


class Part(NamedTuple):
    """One of the results that make up another, which begins at ``owner``; ``phrase`` is what it is called."""

    owner: int
    quantity: Quantity
    phrase: Phrase


def without_parts(text: str, base: int, quantities: Sequence[Quantity]) -> tuple[str, list[Quantity], list[Part]]:
    """The sentence with such brackets blanked out, the quantities left, and the parts.

    A bracket counts where each of its items is a number with words behind it, and one of these a known response or outcome.
    """
    parts: list[Part] = []
    letters = text
    wholes: dict[int, Quantity] = {}  # counts whose whole stands behind the bracket, by the place of that
    for owner in quantities:
        bare = owner.role == "number" and owner.value is not None and not owner.value.decimals and not owner.value.op
        match = _BRACKET.match(text, owner.end - base) if owner.role in ("proportion", "count") or bare else None
        items = _items(match, text, base, quantities) if match is not None else []
        degrees = _DEGREES.match(text, owner.end - base) if match is None and owner.role in ("proportion", "count") else None
        if degrees is not None and (told := _degrees(degrees, text, base, quantities)):
            parts += [Part(owner.start, quantity, phrase) for quantity, phrase in told]
            for quantity, _ in told:
                first, last = max(text.rfind(mark, 0, quantity.start - base + 1) for mark in "(["), quantity.end - base
                last += text[last : last + 1] in ")]"
                letters = f"{letters[:first]}{' ' * (last - first)}{letters[last:]}"
            continue
        if not items and owner.role in ("proportion", "count") and (match := _WITH.match(text, owner.end - base)) is not None:
            items = _items(match, text, base, quantities) if len(_JOINT.findall(match["items"])) else []
        if match is None or not items:
            continue
        total = (
            _total_behind(text, base, match.end(), quantities) if owner.percent is None and owner.denominator is None else None
        )
        if total is not None:
            wholes[total.start] = owner
        elif bare:
            continue
        parts += [Part(owner.start, quantity, phrase) for quantity, phrase in items]
        first, last = _place(match, text)
        letters = f"{letters[:first]}{' ' * (last - first)}{letters[last:]}"
    inside = {part.quantity.start for part in parts}
    shares = {wholes[one.start].start: _share(wholes[one.start], one) for one in quantities if one.start in wholes}
    left = [shares.get(one.start, one) for one in quantities if one.start not in inside and one.start not in wholes]
    return letters, left, parts


def _place(match: re.Match[str], text: str) -> tuple[int, int]:
    """What is blanked out: the bracket, the rest of one, or the words that lead to the parts, with these."""
    if "led" in match.re.groupindex:
        return match.start("led"), match.end()
    rest = match["items"] is None
    first = match.start("rest") - 1 if rest else text.rfind("(", 0, match.start("items"))
    return max(first, match.start()), match.end() - rest


_OF = compiled(r"\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?")


def _total_behind(text: str, base: int, place: int, quantities: Sequence[Quantity]) -> Quantity | None:
    """``31 (12 CR + 19 PR) of`` 70 ``patients``"""
    of = _OF.match(text, place)
    total = next((one for one in quantities if of is not None and one.start - base == of.end()), None)
    return total if total is not None and total.role in ("count", "number") and total.percent is None else None


def _share(owner: Quantity, total: Quantity) -> Quantity:
    return replace(
        owner,
        role="proportion",
        n=owner.n or owner.value,
        value=None,
        denominator=total.n or total.value,
        noun="patients",
        end=total.end,
    )


def _items(match: re.Match[str], text: str, base: int, quantities: Sequence[Quantity]) -> list[tuple[Quantity, Phrase]]:
    found: list[tuple[Quantity, Phrase]] = []
    place, end = match.span("items" if match["items"] is not None else "rest")
    while place < end:
        stop = _JOINT.search(text, place, end)
        item = _ITEM.fullmatch(text, place, stop.start() if stop else end)
        item = item or _LABELLED.fullmatch(text, place, stop.start() if stop else end)
        number = next((one for one in quantities if item is not None and one.start - base == item.start("number")), None)
        if item is None or number is None:
            return []
        phrase = Phrase(" ".join(item["label"].split()), item.start("label"), item.end("label"))
        found.append((_counted(number, percent=item["percent"] is not None), phrase))
        place = stop.end() if stop else end
    known = any(term.kind in _KINDS for _, phrase in found for term in terms(phrase.text))
    return found if known and all(one.n is not None or one.percent is not None for one, _ in found) else []


def _degrees(match: re.Match[str], text: str, base: int, quantities: Sequence[Quantity]) -> list[tuple[Quantity, Phrase]]:
    """The degrees of one thing, each with its own bracket: ``partial (n = 9) or complete (n = 5) remission``."""
    found: list[tuple[Quantity, Phrase]] = []
    ends = [match.end(name) for name in "abc" if match[name]] + [match.start("noun")]
    for name, stop in zip([name for name in "abc" if match[name]], ends[1:], strict=True):
        inside = [one for one in quantities if match.end(name) < one.start - base < stop]
        if len(inside) != 1 or inside[0].role not in ("group_size", "number", "count", "proportion"):
            return []
        one = inside[0]
        counted = replace(one, role="count", n=one.n or one.value, value=None, noun="patients")
        found.append((one if one.role == "proportion" else counted, Phrase(f"{match[name]} {match['noun']}", *match.span(name))))
    return found if match["noun"] in _NOUNS else []


def _counted(one: Quantity, *, percent: bool) -> Quantity:
    """A bare number as a count."""
    if percent or one.role != "number" or one.value is None or one.value.decimals:
        return one
    return replace(one, role="count", n=one.value, value=None, noun="patients")


def parts_of(statements: Sequence[Statement], parts: Sequence[Part]) -> list[Statement]:
    """The parts of results as statements of their own, each of the group of the result that it belongs to."""
    sides = {side.quantity.start: side for statement in statements for side in statement.sides}
    return [
        Statement(
            [Side(_of_whole(part.quantity, sides[part.owner].quantity), sides[part.owner].named, firm=sides[part.owner].firm)],
            part.phrase,
        )
        for part in parts
        if part.owner in sides
    ]


def _of_whole(part: Quantity, owner: Quantity) -> Quantity:
    """A count with the whole of the result that it is a part of."""
    bare = part.role == "count" and part.denominator is None and part.n is not None and owner.denominator is not None
    fits = bare and part.n is not None and owner.denominator is not None and part.n.value <= owner.denominator.value
    return replace(part, denominator=owner.denominator) if fits else part
