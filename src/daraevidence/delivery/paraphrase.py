"""How far a label tells the outcome that is asked for in other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from daraevidence.delivery.moments import untimed
from daraevidence.language.abbreviations import usual_abbreviations
from daraevidence.language.patterns import compiled
from daraevidence.language.synonyms import kinds_of, measured_by, one_word_for_one_thing
from daraevidence.language.word_classes import TIME_UNITS

__all__ = ["is_span", "names_of", "near_words", "of_kinds", "opposed", "same_outcome", "telling", "titled"]

_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at by for from to with and or as per vs versus between among any was were is are be been had "
        "has have who which that this their all each n sd se iqr ci patients patient participants subjects people group "
        "groups arm arms due because than once",
    )
)
#: words that say how something is counted or measured, that it happened, or when: half a word each
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "total overall sum final first second last value result outcome endpoint end point primary secondary event yes "
        "time interval duration latency length start begin onset measure data test assessment score scale index "
        "questionnaire inventory subscale level mean median rate rates percentage percent proportion incidence prevalence "
        "frequency number count risk occurrence development presence appearance experience experienced report reported "
        "achievement achieve achieved reach reached meet met meeting attain attainment attained need needed requirement "
        "require required use used using take taken taking undergo underwent receive received symptom severity intensity degree "
        "magnitude observed estimated recorded measured day week month year hour minute daily during until within over "
        "least more than one study trial treatment period follow up scores criterion criteria definition variable status "
        "formation incident concentration serum plasma circulating postoperative postintervention self objective objectively "
        "subjective vas nrs likert visual analogue analog numeric numerical rating rated scored verified confirmed documented "
        "participate new successful standardized standardised adjusted unadjusted estimate average per dose change "
        "consumption consumed intake usage less fewer any maternal parental perceived general women men",
    )
)
#: words of which a thing can be one only
_OPPOSITES: Mapping[str, frozenset[str]] = {
    word: frozenset(other for other in pair if other != word)
    for pair in (
        line.split()
        for line in (
            "early late",
            "high low",
            "systolic diastolic",
            "upper lower",
            "left right",
            "complete partial",
            "total partial",
            "male female",
            "man woman",
            "boy girl",
            "acute chronic",
            "major minor",
            "mild moderate severe",
            "oral mouth vein intravenous subcutaneous intramuscular",
            "active sham placebo",
            "maternal fetal neonatal newborn",
            "intensive standard usual conventional",
            "short long",
            "single double triple",
            "increase decrease",
            "gain loss",
            "minimum maximum",
            "best worst",
            "corrected uncorrected",
            "planned unplanned",
            "fasting postprandial",
            "physical mental emotional social",
            "positive negative",
            "anterior posterior",
            "inspiratory expiratory",
            "internal external",
            "flexion extension abduction adduction",
            "weekday weekend",
            "hdl ldl vldl",
            "objective objectively subjective",
            "biochemically self",
        )
    )
    for word in pair
}
_OF = compiled(r"\b(?:of|in|at|with|for|by|to|from|during|on|after|within|under|among)\b")
_SPAN = compiled(
    r"\b(?:(?:hours|days|weeks|months|years) (?:of|in|on|with|without|until|to)|time|duration|length)\b", re.IGNORECASE
)
_TOKEN = compiled(r"\d+(?:\.\d+)?|[^\W\d_]+(?:\d+\w*)?")
#: a bracket that only says in what something is measured: ``(mmol/L)``, ``(minutes)``, ``(kg/m2)``
_IS_UNIT = compiled(
    r"(?i)(?:in )?(?:[^\W\d]{1,8}\s?(?:/|per |·)\s?[\w. ²³-]{1,14}|[×x ]*10[\^\d]+\s?/.*|%|percent|minutes?|mins?|"
    r"hours?|hrs?|days?|weeks?|months?|years?|mm ?hg|[kmµμu]?g|[kmc]?m[²2]?|m[lL]|kcal|kJ|points?|"
    r"beats?/min|bpm|°c|h|s|sec(?:onds)?|score|n|no\.?|yes|mean|sd)"
)
#: what became of patients, told without of what
_LOST = frozenset(("lost", "were lost", "was lost"))
_BRACKET = compiled(r"\s*\(([^()]*)\)")
_CAPITALS = compiled(r"(?<![\w-])[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-\d+)?(?!\w|-(?![a-z]{4}))")
#: endings of derived words, the longest first, and how many letters must be left
_ENDINGS = compiled(
    r"(?<=\w{4})(?:ization|ational|iveness|fulness|ations?|itions?|emia|ements?|ments?|ances?|ences?|ness|able|ible|ally|ical|ant|ent|"
    r"ings?|ions?|ety|ity|ary|ies|ial|ous|ive|ine|als?|ed|ers?|ors?|ic|ly|us|um|es|(?<![su])s|y|e)$"
)
_MITTED = compiled(r"mi(?:ss|tt)$")


@lru_cache(maxsize=16384)
def _root(word: str) -> str:
    """A word without the ending that derives it from others: ``delivery``, ``delivered``; ``uterine``, ``uterus``."""
    root = word
    for _ in range(2):
        match = _ENDINGS.search(root)
        if match is None:
            break
        root = root[: match.start()]
    return _MITTED.sub("mit", root)


@lru_cache(maxsize=16384)
def _near(word: str, other: str) -> float:
    """How far two words are one: derived from one root, one the beginning of the other, or a misprint of it."""
    if word == other:
        return 1.0
    if min(len(word), len(other)) < 4 or word[0].isdigit() or other[0].isdigit():
        return 0.0
    one, two = _root(word), _root(other)
    if one == two:
        return 0.95
    if min(len(one), len(two)) >= 5 and (one.startswith(two) or two.startswith(one)):
        return 0.85
    long = min(len(word), len(other)) >= 6 and word[0] == other[0]
    return 0.85 if long and OSA.distance(word, other, score_cutoff=1) <= 1 else 0.0


#: that something happened at all, whatever it is: ``≥ 1 attack``, ``one or more attacks``
_ANY = compiled(
    r"(?i)(?:[≥>]\s?=?\s?1|\bat least (?:one|1)|\b(?:one|1) or more)"
    r"(?![\d.,]|\s?(?:h|hours?|days?|weeks?|months?|years?|m|mg|points?)\b)"
)
_AND_UP = compiled(r"(?i)\s(?:or|and) (?:higher|above|more|greater|worse|over|older|later)\b")
#: stages in Roman numbers
_ROMAN = compiled(r"(?i)\b(stage|grade|class|type|phase|category|degree)s?\s(i{1,3}|iv|v)(?=[ab]?\b)")
_ROMANS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


@lru_cache(maxsize=32768)
def _words(text: str) -> tuple[str, ...]:
    """The words of a phrase that carry meaning, each thing by one name."""
    plain = _ROMAN.sub(lambda m: f"{m[1]} {_ROMANS[m[2].casefold()]}", _AND_UP.sub(" ", _ANY.sub(" ", text)))
    found = _TOKEN.findall(one_word_for_one_thing(plain)) or _TOKEN.findall(one_word_for_one_thing(text))
    return tuple(word for word in found if word not in _STOP) or tuple(found)


def _weight(word: str) -> float:
    return 0.25 if word in _GENERIC or word.removesuffix("s") in _GENERIC else 0.5 if word[0].isdigit() or len(word) == 1 else 1.0


@lru_cache(maxsize=65536)
def _alike(asked: str, told: str) -> float:
    """How far two phrases tell the same: mostly that what is asked is told, and that nothing else stands in its place."""
    want, have = _words(asked), _words(told)
    if not want or not have:
        return 0.0
    recall, missing = _found(want, have)
    if recall == 0:
        return 0.0
    precision, other = _found(have, want)
    exchanged = 1 - 0.8 * min(missing, other)
    head = _head(asked)
    headless = 0.7 if head and not any(_near(head, word) for word in have) else 1.0
    whole = 0.1 * precision if _holds(have, want) else 0.0
    exchanged *= 0.5 if opposed(want, have) else 1.0
    return min(0.99, (0.65 * recall + 0.35 * precision + whole) * exchanged * headless)


def _holds(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    """Whether words stand in others, side by side and in their order."""
    return any(words[start : start + len(run)] == run for start in range(len(words) - len(run) + 1))


@lru_cache(maxsize=16384)
def _head(phrase: str) -> str:
    """The word of a phrase that names the thing, before what it is of or in: ``school absence``, ``remission of insomnia``."""
    for part in _OF.split(one_word_for_one_thing(phrase)):
        own: list[str] = [word for word in _TOKEN.findall(part) if word not in _STOP and _weight(word) == 1.0]
        if own:
            return own[-1]
    return ""


def _found(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[float, float]:
    """Which share of words is among others, and which share of them that are more than generic is not there at all."""
    whole = found = lost = 0.0
    for word in words:
        weight = _weight(word)
        most = max(_near(word, other) for other in others)
        whole += weight
        found += weight * most
        lost += weight if most == 0 and weight == 1.0 else 0.0
    return found / whole, lost / whole


@lru_cache(maxsize=16384)
def telling(phrase: str) -> frozenset[str]:
    """The words of a phrase that tell what it is of, each thing by one name: neither small nor generic ones."""
    return frozenset(word for word in _words(phrase) if word not in _STOP and _weight(word) > 0.25)


def near_words(word: str, others: Iterable[str]) -> bool:
    """Whether a word, or one derived from its root, is among others; ``sutureless`` is not for ``sutures``."""
    lacks = word.endswith("less")
    return word in others or any(_near(word, other) for other in others if other.endswith("less") == lacks)


def opposed(asked: Iterable[str], told: Iterable[str]) -> bool:
    """Whether something is asked for by one word and told by its opposite, and not by both."""
    want, have = frozenset(asked), frozenset(told)
    return any(word not in have and not want & others and have & others for word in want if (others := _OPPOSITES.get(word)))


def is_span(phrase: str) -> bool:
    """Whether a phrase tells how long something lasts: ``days of sick leave``, ``time to relief``."""
    return _SPAN.search(phrase) is not None


def names_of(phrase: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """A phrase and the others that it gives: without its bracket, the bracket, abbreviations written out, what a scale measures.

    ``known`` are the abbreviations that the document explains; where it explains none, the usual long form counts.
    """
    found = dict.fromkeys((phrase,) if phrase.strip().casefold() not in _LOST else (phrase, "lost to follow-up"))
    bracket = _BRACKET.search(phrase)
    if bracket:
        outer = _BRACKET.sub(" ", phrase).strip()
        for part in (outer, bracket[1]):
            if part == bracket[1] and _IS_UNIT.fullmatch(part.strip()):
                continue
            if any(_weight(word) == 1.0 for word in _words(part)):
                found[part] = None
    for name in tuple(found):
        whole = known.get(name) or _CAPITALS.sub(lambda m: _long(m[0], known), name)
        found[whole] = None
        found.update(dict.fromkeys(measured_by(name)))
        found.update(dict.fromkeys(measured_by(whole)))
    return tuple(found)


@lru_cache(maxsize=16384)
def of_kinds(label: str) -> tuple[str, ...]:
    """A label with what its thing is a kind of in its place: ``extra morphine`` → ``extra opioid``."""
    return kinds_of(label)


def _long(short: str, known: Mapping[str, str]) -> str:
    one = short.removesuffix("s")
    usual = usual_abbreviations()
    return known.get(short) or known.get(one) or usual.get(short) or usual.get(one) or short


def same_outcome(asked: Iterable[str], told: Iterable[str]) -> float:
    """How far any name of one outcome is any name of another, from 0 to 1.

    Examples:
        >>> same_outcome(["admission to the neonatal intensive care unit"], ["NICU admissions"]) > 0.9
        True
        >>> same_outcome(["time to parasite clearance"], ["fever clearance time"]) < 0.5
        True
    """
    return max((_spelt(untimed(one), untimed(other)) for one in asked for other in told), default=0.0)


def titled(asked: Iterable[str], label: str, title: str) -> float:
    """How well a table's title says the outcome, where the label of the row leaves that to it (``Total``, ``12 months``)."""
    alone = _TIME_ALONE.fullmatch(label) is not None
    own, above = () if alone else _words(untimed(label)), _words(f"{label} {title}")
    share = 0.9 if alone else 0.8
    best = 0.0
    for one in asked:
        want = _words(untimed(one))
        if any(_weight(word) == 1.0 and not any(_near(word, other) for other in want) for word in own):
            continue
        recall = _found(want, above)[0] if want and above else 0.0
        best = max(best, share * recall if recall >= 0.6 else 0.0)
    return best


#: a label that leaves all but the time to the title
_TIME_ALONE = compiled(
    rf"(?i)(?:at )?\d+(?:\.\d+)? ?(?:h|{TIME_UNITS}|d|y)|(?:day|week|month|year|cycle|visit|session|course|round) ?\d+"
)


@lru_cache(maxsize=65536)
def _spelt(asked: str, told: str) -> float:
    """The likeness of two phrases, short forms of one written out by the words of the other whose initials they are."""
    if asked.casefold() == told.casefold():
        return 1.0
    best = _alike(asked, told)
    for one, other in ((asked, told), (told, asked)):
        if best < 0.95 and _CAPITALS.search(one):
            longer = _spelt_by(one, other)
            best = max(best, 0.98 * _alike(longer, other)) if longer != one else best
    return best


def _spelt_by(phrase: str, other: str) -> str:
    return _CAPITALS.sub(lambda match: _initials(match[0], other), phrase)


@lru_cache(maxsize=16384)
def _initials(short: str, phrase: str) -> str:
    """The words of a phrase whose initials a short form of three or more letters is; the short form where there are none."""
    letters = [letter.casefold() for letter in short if letter.isalpha()]
    words = re.findall(r"[^\W\d_]+", phrase)
    if len(letters) < 3:
        return short
    for some in (words, [word for word in words if word.casefold() not in _STOP]):
        initials = [word[0].casefold() for word in some]
        for start in range(len(some) - len(letters) + 1):
            if initials[start : start + len(letters)] == letters:
                return " ".join(some[start : start + len(letters)])
    return short
