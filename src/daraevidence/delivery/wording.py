"""How far two phrases name the same thing: an outcome asked for and a label, a group asked for and a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from rapidfuzz.fuzz import ratio

from daraevidence.language.patterns import compiled
from daraevidence.language.products import introduced
from daraevidence.layout.abbreviations import prose_abbreviations

__all__ = [
    "alike",
    "best",
    "denies",
    "drugs_explained",
    "forms",
    "is_generic",
    "near",
    "short_forms",
    "times_in",
    "times_of",
    "words",
]

_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at by for from to with and or as per vs versus between among all any number rate rates percentage "
        "proportion incidence patients patient participants subjects people group groups arm arms level levels score scores mean "
        "median n sd iqr until during over",
    )
)
#: Words of a label that leave it to the table's title what is measured.
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "total overall all sum final first second last change value result outcome event yes day week month year hour minute "
        "time follow up test post baseline data measure point end after before study treatment period none",
    )
)
_WITHOUT = compiled(
    r"\b(?!(?:un|regard|neverthe|nonethe|doubt)less\b)([^\W\d_]{3,})less\b|\b([^\W\d_]{3,})[ -]free\b|\bnon-(?=\w)"
)
_DENIES = compiled(r"\b(?:without|no|not|non|never)\b", re.IGNORECASE)
_SHORT = compiled(r"\(([A-Z][\w+-]{1,11})\)")
_CAPITALS = compiled(r"\b[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_NOUN = compiled(r"\s+(?:groups?|arms?|cohorts?|patients|participants)$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, lower case, without plural; all of them where none is left."""
    text = _WITHOUT.sub(lambda m: f"without {m[1] or m[2] or ''}", text.casefold())
    found = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)?", text)
    kept = [word for word in found if word not in _STOP] or found
    return tuple(_stem(word) for word in kept)


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def is_generic(word: str) -> bool:
    """Whether a word says nothing of what is measured: a number, a time, ``total``."""
    return word[0].isdigit() or word in _GENERIC or len(word) == 1


def denies(text: str) -> bool:
    """Whether a name says that something is not there: ``without stent``, ``stentless``, ``no surgery``."""
    return _DENIES.search(text) is not None or _WITHOUT.search(text.casefold()) is not None


def near(word: str, others: Iterable[str]) -> float:
    """How well a word is among others: itself, its beginning (``hospital``, ``hospitalisation``), or a misprint of it."""
    found = 0.0
    for other in others:
        if word == other:
            return 1.0
        if word[0].isdigit() or other[0].isdigit() or min(len(word), len(other)) < 4:
            continue
        if word.startswith(other) or other.startswith(word):
            found = max(found, 0.85)
        else:
            same = ratio(word, other, score_cutoff=82) / 100
            found = max(found, 0.9 * same)
    return found


@lru_cache(maxsize=65536)
def alike(asked: str, told: str) -> float:
    """How far two phrases name the same thing: mostly that what is asked is told, and that little else is."""
    if asked.casefold().strip() == told.casefold().strip():
        return 1.0
    want, have = words(asked), words(told)
    if not want or not have:
        return 0.0
    recall = sum(near(word, have) for word in want) / len(want)
    if recall == 0:
        return 0.0
    precision = sum(near(word, want) for word in have) / len(have)
    return min(0.99, 0.65 * recall + 0.35 * precision)


def forms(name: str, abbreviations: Mapping[str, str]) -> tuple[str, ...]:
    """A name, the two names that ``long form (SHORT)`` gives, and the name with the document's abbreviations written out."""
    match = _SHORT.search(name)
    found = [name]
    if match:
        found += [name[: match.start()].strip() or match[1], match[1]]
    whole = abbreviations.get(name) or abbreviations.get(_NOUN.sub("", name))
    if whole:
        found.append(whole)
    elif _CAPITALS.search(name):
        found.append(_CAPITALS.sub(lambda m: _written_out(m[0], abbreviations), name))
    return tuple(dict.fromkeys(found))


def _written_out(short: str, abbreviations: Mapping[str, str]) -> str:
    return abbreviations.get(short) or (abbreviations.get(short[:-1]) if short.endswith("s") else None) or short


def best(asked: Iterable[str], told: Iterable[str], abbreviations: Mapping[str, str]) -> tuple[float, str]:
    """The name that is most like what is asked, any form of the one against any form of the other."""
    pairs = (
        (max(alike(one, form), 0.95 * (_initials(one, form) or _initials(form, one))), name)
        for name in told
        if name
        for form in forms(name, abbreviations)
        for one in asked
    )
    return max(pairs, default=(0.0, ""))


@lru_cache(maxsize=65536)
def _initials(long: str, short: str) -> bool:
    """Whether a name in capitals is made of the initials of another: ``BMI`` of ``body mass index``."""
    if not 3 <= len(short) <= 8 or not short.isupper() or not short.isalpha():
        return False
    return "".join(re.findall(r"(?<![^\W_])[^\W\d_]", long)).casefold() == short.casefold()


@lru_cache(maxsize=8)
def short_forms(text: str) -> Mapping[str, str]:
    """The abbreviations that a text introduces, the first long form of each."""
    found: dict[str, str] = {}
    for short, long in prose_abbreviations(text):
        found.setdefault(short, long)
    return found


@lru_cache(maxsize=8)
def drugs_explained(text: str) -> Mapping[str, str]:
    """The names of drugs that a text explains, with what they stand for."""
    return introduced(text)


@lru_cache(maxsize=4096)
def times_in(text: str) -> frozenset[int]:
    """The times that a phrase names, in days: ``28-day mortality``, ``PFS at 12 months``, ``week 24``."""
    found = re.findall(r"(\d{1,4}(?:\.\d+)?)[ -]?(day|week|month|year)s?\b", text.casefold())
    found += [(number, unit) for unit, number in re.findall(r"\b(day|week|month|year)[ -]?(\d{1,4})\b", text.casefold())]
    return frozenset(round(float(number) * _DAYS[unit]) for number, unit in found)


def times_of(value: Any, unit: Any) -> frozenset[int]:
    """A time as a record holds it, in days; none where a part is missing or the unit is no time."""
    name = str(unit or "").rstrip("s")
    return frozenset((round(float(value) * _DAYS[name]),)) if value is not None and name in _DAYS else frozenset()
