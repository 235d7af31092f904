"""What is counted: patients, deaths, centers; and ``n of N``."""

from __future__ import annotations

import re
from typing import NamedTuple

from daraevidence.language.measures import forms, words
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import FOUND

__all__ = ["STOPS", "TOLD_OF", "Noun", "counted_at", "zero_counts"]

#: what is said of things that happened, so that their number is a count
TOLD_OF = (
    rf"(?:occurred|(?:were|had been|have been)\s(?:{FOUND}|counted|(?:performed|carried out|needed|required)(?=\s(?:in|"
    r"among)\b)))"
)


class Noun(NamedTuple):
    """A counted noun in its plural; ``unit`` for what measures (cycles, lines, points) rather than counts people or events."""

    name: str
    unit: bool
    start: int
    end: int


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith("s") else "s")


def _nouns() -> dict[str, tuple[str, bool]]:
    """Every form to its plural, and whether it measures rather than counts."""
    nouns: dict[str, tuple[str, bool]] = {}
    for kind in ("people", "events", "things"):
        for word in words("counted", kind):
            nouns[word] = nouns[_plural(word)] = (_plural(word), False)
    for word, unit in forms("measured").items():
        nouns[word] = nouns[word + "s"] = (unit, True)
    for word, plural in forms("counted_as").items():
        nouns[word] = (plural, False)
    return nouns


_NOUNS = _nouns()
#: what never stands between a number and what it counts
STOPS = words("between", "never")
_STEP = compiled(r"[ \t\n]{1,3}([A-Za-z\u00c0-\u017f\u0370-\u03ff(][\w\u00ae\u2122+/\u2019'.-]*[)]?)")


#: ``Three markers separate patients``: things that do something, which no name of people has in it
_THINGS = compiled(r"[a-z-]{3,20}(?:[bcdfgklmnprtw]|[^aeiou]e)s(?<!betes)(?<!herpes)(?<!ascites)")


def counted_at(text: str, place: int, limit: int = 7) -> Noun | None:
    """The noun that a number counts: ``patients``, ``relapsed/refractory myeloma patients``, ``prior lines``.

    Up to ``limit`` words; never across a verb, a preposition or a comma (``12 were patients``, ``3 of the patients``).
    """
    did = False  # "12 stopped treatment": one thing is what several people did something with
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
            if did and noun[1] and not low.endswith("s"):
                return None
            end = match.start(1) + len(word.rstrip(".,;:!?)"))
            name = "adverse events" if noun[0] == "events" and text[place - 7 : place].lower() == "adverse" else noun[0]
            return Noun(name, noun[1], match.start(1), end)
        if stopped or low in STOPS or word[0] == "(" or _THINGS.fullmatch(word):
            return None
        place, did = match.end(), low.endswith("ed")
    return None


def _goes_on(text: str, place: int, word: str) -> bool:
    """``case reports``, ``patient characteristics``, ``treatment cycles``: the noun is only the first half of another."""
    match = _STEP.match(text, place)
    if match is None:
        return False
    return match[1].rstrip(".,;:!?)").lower() in _NOUNS and not word.endswith("s")


_ZERO = compiled(
    r"\b(?:[Nn]one(?= of\b)|[Nn]one\b|[Nn]either(?= patient\b)|[Nn]o(?= (?!\w+ing\b)[A-Za-z])|"
    r"[Nn]ot (?:even )?(?:one|a single(?: one)?)(?= [a-z]))"
)
_NONE_LEFT = compiled(r"(?:with|and|versus|vs\.?|in|,|while|whereas|but|,|;|^|\.)\s{0,2}\Z")
_DURATION_LEFT = compiled(
    r"\b(?:years?|months?|weeks?|cycles?|courses?)\s(?:[a-z]+\s)?of\s[^.;,()]{2,60}\s(?:versus|vs\.?|or)\s\Z"
)
_HAD = compiled(r"\b(?:had|has|have|having|with|show|showed|showing)\s\Z")
_GRADED = compiled(
    r"[ ]grade[ ]?(?:[<>\u2265\u2264][=]?[ ]?)?\d(?:[ ]?[-/][ ]?\d)?(?:[ ]or (?:higher|greater|above))?(?=[ ])", re.IGNORECASE
)
_NOT_ZERO = compiled(r"[ ](?:longer|more|less|further|other|such|one|significant differences?|evidence)\b")
_NONE_OF = frozenset(_plural(word) for word in words("counted", "events") - {"response", "remission"}) | {
    *(word + "s" for word in words("counted", "people")),
    *forms("counted_as").values(),
}
_PEOPLE = frozenset(word + "s" for word in words("counted", "people")) | {"men", "women", "children", "boys", "girls"}


def zero_counts(text: str) -> list[tuple[int, int, str, int]]:
    """Words that say zero of patients or events: ``(start, end, noun, end of the noun)``.

    Reads ``no patient``, ``No deaths``, ``No grade >2 AEs``, ``no mobilization failure``, ``none of 16``, ``none``, ``not one
    patient``. Never ``no difference``, ``no longer``, ``no significant``.
    """
    found: list[tuple[int, int, str, int]] = []
    folded = text.lower()
    if not ("no " in folded or "none" in folded or "neither" in folded or "not " in folded):
        return found
    for match in _ZERO.finditer(text):
        low = match[0].lower()
        if low in ("no", "neither") or (low.startswith("not") and not text.startswith(" of", match.end())):
            graded = _GRADED.match(text, match.end())
            noun = counted_at(text, graded.end() if graded else match.end(), 6)
            if noun is None or noun.name not in _NONE_OF or _NOT_ZERO.match(text, match.end()):
                continue
            if noun.name in _PEOPLE or not _HAD.search(text, max(0, match.start() - 10), match.start()):
                found.append((match.start(), match.end(), noun.name, noun.end))
        elif _DURATION_LEFT.search(text, max(0, match.start() - 80), match.start()):
            continue  # "Two years of X versus none": no X
        elif text.startswith(" of", match.end()) or _NONE_LEFT.search(text, max(0, match.start() - 9), match.start()):
            found.append((match.start(), match.end(), "patients", match.end()))
    return found
