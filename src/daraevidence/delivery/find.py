"""Asking an extraction: which record answers, how well, and why. A wrong answer costs more than none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio

from daraevidence.assembly import Payload
from daraevidence.delivery.frames import COLUMNS
from daraevidence.errors import OptionError
from daraevidence.language.vocabulary import drugs_of, endpoint_code
from daraevidence.schemas import AdverseEvent, Characteristic, Endpoint

__all__ = ["Hit", "find"]

#: The frames that answer, in the order in which they are preferred, with the field that says what a row is about.
_FRAMES: Mapping[str, tuple[type[Endpoint] | type[Characteristic] | type[AdverseEvent], str]] = {
    "endpoints": (Endpoint, "label"),
    "characteristics": (Characteristic, "characteristic"),
    "adverse_events": (AdverseEvent, "term"),
}

_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at by for from to with and or as per vs versus between among all number rate rates percentage "
        "proportion patients patient participants subjects people group groups arm arms level levels score scores mean median "
        "n sd iqr",
    )
)
#: Words that say the same of a group.
_CONTROLS = ("control", "controls", "comparator", "usual care", "standard care", "standard of care", "treatment as usual")
_SHORT = re.compile(r"\(([A-Z][\w+-]{1,11})\)")
_ET_AL = re.compile(r"\b(?:et al|and colleagues|study|trial)\b\.?", re.IGNORECASE)
_MEASURES = {"hr": "hazard_ratio", "or": "odds_ratio", "rr": "relative_risk", "rate": "proportion", "percent": "proportion"}
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers: ``score`` from 0 to 1, ``reasons`` one for each thing asked."""

    record: Endpoint | Characteristic | AdverseEvent
    score: float
    reasons: tuple[str, ...]
    frame: str

    def row(self) -> dict[str, Any]:
        """The record as a row of its frame: every column, ``None`` for what is missing."""
        start, end, page = self.record.span
        places = {"start": start, "end": end, "page": page}
        return {name: places.get(name, getattr(self.record, name, None)) for name in COLUMNS[self.frame]}


class _Fit(NamedTuple):
    score: float
    reason: str


class _Row(NamedTuple):
    frame: str
    what: str
    values: Mapping[str, Any]


def find(
    payload: Payload,
    *,
    outcome: str | None = None,
    cohort: str | None = None,
    study: str | None = None,
    measure: str | None = None,
    timepoint: str | float | None = None,
    min_match: float = 0.5,
) -> list[Hit]:
    """The records that fit all that is asked, best first; empty where none fits at least ``min_match`` in every respect."""
    asked: list[Callable[[_Row], _Fit]] = []
    if outcome is not None:
        asked.append(_outcome(outcome))
    if cohort is not None:
        asked.append(_cohort(cohort, payload["cohorts"]))
    if study is not None:
        asked.append(_study(study, payload["studies"]))
    if measure is not None:
        asked.append(_measure(measure))
    if timepoint is not None:
        asked.append(_timepoint(timepoint))
    if not asked:
        raise OptionError("find what? say outcome, cohort, study, measure or timepoint")
    found: list[tuple[float, float, int, _Row, tuple[str, ...]]] = []
    for place, row in enumerate(_rows(payload)):
        fits = []
        for test in asked:
            fit = test(row)
            if fit.score < min_match:
                break
            fits.append(fit)
        else:
            score = sum(fit.score for fit in fits) / len(fits)
            found.append((-score, -_detail(row), place, row, tuple(fit.reason for fit in fits)))
    found.sort(key=lambda item: item[:3])
    return [
        Hit(_FRAMES[row.frame][0].model_validate(dict(row.values)), round(-score, 4), reasons, row.frame)
        for score, _, _, row, reasons in found
    ]


def _rows(payload: Payload) -> Iterator[_Row]:
    for name, (_, what) in _FRAMES.items():
        for values in payload[name]:
            yield _Row(name, str(values.get(what) or ""), values)


def _detail(row: _Row) -> float:
    """Of two records that fit equally the one that says more, and is surer, comes first."""
    told = sum(row.values.get(name) is not None for name in ("value", "n", "denominator", "percent", "sd", "ci_low", "range_low"))
    return told + float(row.values.get("confidence", 1.0))


# --- words ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, lower case, without plural; all of them where none is left."""
    words = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)?", text.casefold())
    kept = [word for word in words if word not in _STOP] or words
    return tuple(_stem(word) for word in kept)


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _near(word: str, words: Iterable[str]) -> float:
    """How well a word is among others: itself, its beginning (``hospital``, ``hospitalisation``), or a misprint of it."""
    best = 0.0
    for other in words:
        if word == other:
            return 1.0
        if word[0].isdigit() or other[0].isdigit() or min(len(word), len(other)) < 4:
            continue
        if word.startswith(other) or other.startswith(word):
            best = max(best, 0.85)
        else:
            same = ratio(word, other, score_cutoff=82) / 100
            best = max(best, 0.9 * same)
    return best


@lru_cache(maxsize=65536)
def _alike(asked: str, told: str) -> float:
    """How far two phrases name the same thing: mostly that what is asked is told, and that little else is."""
    if asked.casefold().strip() == told.casefold().strip():
        return 1.0
    want, have = _words(asked), _words(told)
    if not want or not have:
        return 0.0
    recall = sum(_near(word, have) for word in want) / len(want)
    if recall == 0:
        return 0.0
    precision = sum(_near(word, want) for word in have) / len(have)
    return min(0.99, 0.65 * recall + 0.35 * precision)


@lru_cache(maxsize=4096)
def _forms(name: str) -> tuple[str, ...]:
    """A name and the two names that ``long form (SHORT)`` gives."""
    match = _SHORT.search(name)
    return (name, name[: match.start()].strip() or match[1], match[1]) if match else (name,)


def _best(asked: str, names: Iterable[str]) -> tuple[float, str]:
    """The name that is most like what is asked, any form of the one against any form of the other."""
    pairs = ((_alike(form, told), name) for name in names if name for told in _forms(name) for form in _forms(asked))
    return max(pairs, default=(0.0, ""))


# --- what is asked ---------------------------------------------------------------------------------------------------


def _outcome(asked: str) -> Callable[[_Row], _Fit]:
    code = endpoint_code(asked)
    times = _times(asked)

    def test(row: _Row) -> _Fit:
        score = _best(asked, (row.what,))[0]
        if code != "OTHER" and row.values.get("endpoint") == code:
            score, reason = max(0.95, score), f"outcome {code}"
        else:
            definition = row.values.get("definition")
            score = max(score, 0.8 * _alike(asked, str(definition)) if definition else 0.0)
            reason = f"outcome ~ {row.what!r}"
        told = _times(row.what) or _row_times(row)
        if times and told and not times & told:
            return _Fit(0.4 * score, reason)
        return _Fit(score, reason)

    return test


def _cohort(asked: str, cohorts: Sequence[Mapping[str, Any]]) -> Callable[[_Row], _Fit]:
    aliases: dict[tuple[str | None, str], set[str]] = {}
    for group in cohorts:
        aliases.setdefault((group.get("study"), group["cohort"]), set()).update(group.get("aliases", ()))
    drugs = drugs_of(asked)
    control = _is_control(asked)

    @lru_cache(maxsize=4096)
    def score(study: str | None, name: str) -> _Fit:
        names = (name, *sorted(aliases.get((study, name), ())))
        best, which = _best(asked, names)
        if drugs and any(drugs_of(other) == drugs for other in names):
            best, which = max(best, 0.97), name
        elif control and any(_is_control(other) for other in names):
            best, which = max(best, 0.8), name
        return _Fit(best, f"group ~ {which!r}")

    def test(row: _Row) -> _Fit:
        name = row.values.get("cohort")
        return score(row.values.get("study"), name) if name else _Fit(0.0, "no group")

    return test


def _is_control(name: str) -> bool:
    folded = name.casefold()
    return any(re.search(rf"\b{re.escape(word)}\b", folded) for word in _CONTROLS)


def _study(asked: str, studies: Sequence[Mapping[str, Any]]) -> Callable[[_Row], _Fit]:
    names: dict[str, tuple[str, ...]] = {
        study["study"]: tuple(
            str(study[field]) for field in ("study", "acronym", "first_author", "registry_id") if study.get(field) is not None
        )
        for study in studies
    }

    years = _years(asked)
    wanted = _ET_AL.sub(" ", asked)

    @lru_cache(maxsize=4096)
    def score(name: str) -> _Fit:
        told = names.get(name, (name,))
        best, which = _best(wanted, (_ET_AL.sub(" ", each) for each in told))
        other_year = years and (seen := _years(" ".join(told))) and not years & seen
        return _Fit(0.0 if other_year else best, f"study ~ {which.strip()!r}")

    def test(row: _Row) -> _Fit:
        name = row.values.get("study")
        return score(name) if name else _Fit(0.0, "no study")

    return test


def _years(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b(?:19|20)\d\d\b", name))


def _measure(asked: str) -> Callable[[_Row], _Fit]:
    folded = re.sub(r"[\s-]+", "_", asked.strip().casefold())
    wanted = _MEASURES.get(folded, folded)

    def test(row: _Row) -> _Fit:
        measure = row.values.get("measure") or ("proportion" if row.frame == "adverse_events" else "")
        return _Fit(1.0 if measure == wanted else 0.0, f"measure {measure}")

    return test


def _timepoint(asked: str | float) -> Callable[[_Row], _Fit]:
    times = _times(str(asked))
    number = re.search(r"\d+(?:\.\d+)?", str(asked))

    def test(row: _Row) -> _Fit:
        told = _row_times(row) or _times(row.what)
        if times:
            return _Fit(1.0 if times & told else 0.0, f"at {asked}")
        value = row.values.get("timepoint")
        fits = number is not None and value is not None and float(number[0]) == float(value)
        return _Fit(1.0 if fits else 0.0, f"at {asked}")

    return test


@lru_cache(maxsize=4096)
def _times(text: str) -> frozenset[int]:
    """The times that a phrase names, in days: ``28-day mortality``, ``PFS at 12 months``, ``week 24``."""
    found = re.findall(r"(\d{1,4}(?:\.\d+)?)[ -]?(day|week|month|year)s?\b", text.casefold())
    found += [(number, unit) for unit, number in re.findall(r"\b(day|week|month|year)[ -]?(\d{1,4})\b", text.casefold())]
    return frozenset(round(float(number) * _DAYS[unit]) for number, unit in found)


def _row_times(row: _Row) -> frozenset[int]:
    value, unit = row.values.get("timepoint"), str(row.values.get("timepoint_unit") or "").rstrip("s")
    return frozenset((round(float(value) * _DAYS[unit]),)) if value is not None and unit in _DAYS else frozenset()
