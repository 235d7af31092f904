"""What is counted: patients, deaths, centers; and ``n of N``."""

from __future__ import annotations

import re
from typing import NamedTuple

from daraevidence.language.measures import forms, words

__all__ = ["Noun", "counted_at", "zero_counts"]


class Noun(NamedTuple):
    """A counted noun in its plural; ``unit`` for what measures (cycles, lines, points) rather than counts people or events."""

    name: str
    unit: bool
    start: int
    end: int


def _nouns() -> dict[str, tuple[str, bool]]:
    """Every form to its plural, and whether it measures rather than counts."""
    nouns: dict[str, tuple[str, bool]] = {}
    for kind in ("people", "events", "things"):
        for word in words("counted", kind):
            nouns[word] = nouns[word + "s"] = (word + "s", False)
    for word, unit in forms("measured").items():
        nouns[word] = nouns[word + "s"] = (unit, True)
    for word, plural in forms("counted_as").items():
        nouns[word] = (plural, False)
    return nouns


_NOUNS = _nouns()
_STOP = words("between", "never")
_STEP = re.compile(r"[ \t\n]{1,3}([A-Za-z\u00c0-\u017f\u0370-\u03ff(][\w\u00ae\u2122+/\u2019'.-]*[)]?)")
_LAST = re.compile(r"[.,;:!?]\Z")


def counted_at(text: str, place: int, limit: int = 7) -> Noun | None:
    """The noun that a number counts: ``patients``, ``relapsed/refractory myeloma patients``, ``prior lines``.

    Up to ``limit`` words; never across a verb, a preposition or a comma (``12 were patients``, ``3 of the patients``).
    """
    for _ in range(limit):
        match = _STEP.match(text, place)
        if match is None:
            return None
        word = match[1]
        stopped = word[-1] in ".,;:!?"
        low = word.rstrip(".,;:!?)").lower()
        noun = _NOUNS.get(low)
        if noun is None and "/" in low:
            noun = _NOUNS.get(low.rsplit("/", 1)[-1])
        if noun is None and "-" in low:
            noun = _NOUNS.get(low.rsplit("-", 1)[-1]) if low.endswith(("years", "deaths")) else None
        if noun is not None and not _goes_on(text, match.end(), low):
            end = match.start(1) + len(word.rstrip(".,;:!?)"))
            return Noun(noun[0], noun[1], match.start(1), end)
        if stopped or low in _STOP or word[0] == "(":
            return None
        place = match.end()
    return None


def _goes_on(text: str, place: int, word: str) -> bool:
    """``case reports``, ``patient characteristics``, ``treatment cycles``: the noun is only the first half of another."""
    match = _STEP.match(text, place)
    if match is None:
        return False
    return match[1].rstrip(".,;:!?)").lower() in _NOUNS and not word.endswith("s")


_ZERO = re.compile(r"\b(?:[Nn]one(?= of\b)|[Nn]one\b|[Nn]either(?= patient\b)|[Nn]o(?= (?!\w+ing\b)[A-Za-z]))")
_NONE_LEFT = re.compile(r"(?:with|and|versus|vs\.?|in|,|while|whereas|but|,|;|^|\.)\s{0,2}\Z")
_HAD = re.compile(r"\b(?:had|has|have|having|with|show|showed|showing)\s\Z")
_PEOPLE_STEMS = frozenset({"pati", "subj", "part", "resp"})
_NO_KIND = re.compile(
    r"[ ](?:grade[ ]?(?:[<>\u2265\u2264][=]?[ ]?)?\d(?:[ ]?[-/][ ]?\d)?[ ](?:or (?:higher|greater|above)[ ])?)?"
    r"(?:(?:[a-z][\w/-]*|[A-Z][\w-]{2,}|AEs?)[ ]){0,4}?"
    r"(patients?|subjects?|participants?|cases?|deaths?|relapses?|failures?|infections?|hospitali[sz]ations?|reactions?"
    r"|discontinuations?|withdrawals?|responders?|progressions?|S?AEs?|TEAEs?|IRRs?|DLTs?|(?:adverse )?events?"
    r"|fatalit(?:y|ies)|episodes?|bleeds?|toxicit(?:y|ies))\b"
)


def zero_counts(text: str) -> list[tuple[int, int, str, int]]:
    """Words that say zero of patients or events: ``(start, end, noun, end of the noun)``.

    Reads ``no patient``, ``No deaths``, ``No grade >2 AEs``, ``no mobilization failure``, ``none of 16``, ``none``. Never ``no
    difference``, ``no longer``, ``no significant``.
    """
    found: list[tuple[int, int, str, int]] = []
    if "o" not in text:
        return found
    for match in _ZERO.finditer(text):
        low = match[0].lower()
        if low == "no" or low == "neither":
            kind = _NO_KIND.match(text, match.end())
            if kind is not None and (
                kind[1][:4].lower() in _PEOPLE_STEMS or not _HAD.search(text, max(0, match.start() - 10), match.start())
            ):
                noun = _NOUNS.get(kind[1].lower().rstrip("s"), (kind[1].lower(), False))[0]
                found.append((match.start(), match.end(), noun, kind.end()))
        elif text.startswith(" of", match.end()) or _NONE_LEFT.search(text, max(0, match.start() - 9), match.start()):
            found.append((match.start(), match.end(), "patients", match.end()))
    return found
