"""Asking an extraction: which record answers, how well, and why. A wrong answer costs more than none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

from daraevidence.assembly import Payload
from daraevidence.delivery.arms import Arms, study_asked
from daraevidence.delivery.frames import COLUMNS
from daraevidence.delivery.wording import (
    alike,
    best,
    drugs_explained,
    forms,
    is_generic,
    near,
    short_forms,
    times_in,
    times_of,
    words,
)
from daraevidence.errors import OptionError
from daraevidence.language.products import Names
from daraevidence.language.vocabulary import endpoint_code
from daraevidence.schemas import AdverseEvent, Characteristic, Endpoint

__all__ = ["Hit", "find"]

#: The frames that answer, in the order in which they are preferred, with the field that says what a row is about.
_FRAMES: Mapping[str, tuple[type[Endpoint] | type[Characteristic] | type[AdverseEvent], str]] = {
    "endpoints": (Endpoint, "label"),
    "characteristics": (Characteristic, "characteristic"),
    "adverse_events": (AdverseEvent, "term"),
}

_MEASURES = {"hr": "hazard_ratio", "or": "odds_ratio", "rr": "relative_risk", "rate": "proportion", "percent": "proportion"}
_KNOWN = (
    *["median", "mean", "proportion", "count", "hazard_ratio", "odds_ratio", "relative_risk", "risk_reduction"],
    *["landmark_rate", "p_only", "value"],
)
_BASELINE = re.compile(
    r"\bbaseline (?:characteristics?|demographics?|data|values|features)|\bdemographics?\b"
    r"|\bat (?:baseline|entry|enrol\w+|study entry)\b|\b(?:on|at) admission\b|^baseline\b"
    r"|\bbefore (?:treatment|the intervention|randomi[sz]ation)\b",
    re.IGNORECASE,
)
#: The fields that make a record an answer.
_ANSWERS = ("value", "n", "percent", "sd", "ci_low", "range_low", "value_text", "percent_text", "p_value")

#: The fields of which one makes an estimate whole: a count, or what a mean or ratio is given with.
_WHOLE = ("n", "sd", "se", "ci_low", "iqr_low", "range_low")


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers: ``score`` from 0 to 1, ``reasons`` one for each thing asked.

    ``size`` is the size of its group, where the document tells one; it stands in for a denominator that is not printed.

    Examples:
        >>> import daraevidence as dara
        >>> hit = dara.extract("docs/examples/trial.md").find(outcome="overall survival", cohort="Dd", measure="median")[0]
        >>> hit.row()["value"], hit.row()["unit"], 0.5 <= hit.score <= 1
        (36.2, 'months', True)
    """

    record: Endpoint | Characteristic | AdverseEvent
    score: float
    reasons: tuple[str, ...]
    frame: str
    size: int | None = None

    def row(self) -> dict[str, Any]:
        """The record as a row of its frame: every column, ``None`` for what is missing."""
        start, end, page = self.record.span
        places = {"start": start, "end": end, "page": page}
        row = {name: places.get(name, getattr(self.record, name, None)) for name in COLUMNS[self.frame]}
        if row.get("denominator") is None and self.size is not None and self._fits(row):
            row["denominator"] = self.size
        return row

    def _fits(self, row: Mapping[str, Any]) -> bool:
        """Whether the group's size can be the denominator: of a mean, or of a count whose percent it gives."""
        n, percent = row.get("n"), row.get("percent")
        if n is None or self.size is None or not self.size:
            return row.get("value") is not None and row.get("measure") in ("mean", "median", "value") and n is None
        return n <= self.size and (percent is None or abs(100 * n / self.size - percent) < 1)


class _Fit(NamedTuple):
    score: float
    reason: str


class _Row(NamedTuple):
    frame: str
    what: str
    values: Mapping[str, Any]
    #: title and label header of the table that the row stands in, "" for prose
    title: str = ""


def find(
    payload: Payload,
    *,
    outcome: str | None = None,
    cohort: str | None = None,
    study: str | None = None,
    measure: str | None = None,
    timepoint: str | float | None = None,
    min_match: float = 0.5,
    text: str = "",
) -> list[Hit]:
    """The records that fit all that is asked, best first; empty where none fits at least ``min_match`` in every respect.

    Of records that fit alike the one comes first that tells more, that stands in a table, and that is no baseline value.
    ``text`` is the document's: it says what short forms mean and which group had what.
    """
    for name, value in (("outcome", outcome), ("cohort", cohort), ("study", study), ("measure", measure)):
        if value is not None and not isinstance(value, str):
            raise OptionError(f"{name} must be a text, not {value!r}")
    rows = list(_rows(payload))
    known = _abbreviations(payload, text)
    arms = Arms(payload["cohorts"], [str(row.values["cohort"]) for row in rows if row.values.get("cohort")], known, text)
    asked: list[Callable[[_Row], _Fit]] = []
    if outcome is not None:
        asked.append(_outcome(outcome, known))
    if cohort is not None:
        asked.append(_cohort(cohort, arms))
    if study is not None:
        asked.append(_study(study, payload["studies"]))
    if measure is not None:
        asked.append(_measure(measure))
    if timepoint is not None:
        asked.append(_timepoint(timepoint))
    if not asked:
        raise OptionError("find what? say outcome, cohort, study, measure or timepoint")
    found: list[tuple[float, int, _Row, tuple[str, ...]]] = []
    for place, row in enumerate(rows):
        fits = []
        for test in asked:
            fit = test(row)
            if fit.score < min_match:
                break
            fits.append(fit)
        else:
            score = sum(fit.score for fit in fits) / len(fits) - _wanting(row)
            found.append((-max(0.0, min(1.0, score)), place, row, tuple(fit.reason for fit in fits)))
    found.sort(key=lambda item: item[:2])
    return [
        Hit(
            _FRAMES[row.frame][0].model_validate(dict(row.values)),
            round(-score, 4),
            reasons,
            row.frame,
            arms.sizes.get((row.values.get("study"), str(row.values.get("cohort")))),
        )
        for score, _, row, reasons in found
    ]


def _rows(payload: Payload) -> Iterator[_Row]:
    tables = sorted((table["span"][0], table["span"][1], f"{table['title']} | {table['stub']}") for table in payload["tables"])
    starts = [start for start, _, _ in tables]
    for name, (_, what) in _FRAMES.items():
        for values in payload[name]:
            place = values["span"][0]
            index = bisect_right(starts, place) - 1
            title = tables[index][2] if index >= 0 and place < tables[index][1] else ""
            yield _Row(name, str(values.get(what) or ""), values, title)


def _abbreviations(payload: Payload, text: str) -> Mapping[str, str]:
    """Short to long forms: those of the tables, and those that the text introduces."""
    known = dict(short_forms(text))
    for table in payload["tables"]:
        known.update(table["abbreviations"])
    return Names(known, drugs_explained(text))


def _wanting(row: _Row) -> float:
    """What a record lacks as an answer: numbers, a table around it, a short label, full confidence."""
    told = sum(row.values.get(name) is not None for name in ("value", "n", "denominator", "percent", "sd", "ci_low", "range_low"))
    lack = 0.02 * max(0, 4 - told) + 0.05 * (1.0 - float(row.values.get("confidence", 1.0)))
    if not any(row.values.get(name) is not None for name in _ANSWERS):
        lack += 0.1
    elif not any(row.values.get(name) is not None for name in _WHOLE):
        lack += 0.06
    if re.match(r"(?i)(?:grand |overall )?total\b|overall\b", row.what):
        lack -= 0.01
    if not row.title:
        lack += 0.02 + (0.05 if len(row.what.split()) > 10 else 0.0)
    return lack


# --- what is asked ---------------------------------------------------------------------------------------------------


def _outcome(asked: str, known: Mapping[str, str]) -> Callable[[_Row], _Fit]:
    code = endpoint_code(asked)
    times = times_in(asked)
    wanted = forms(asked, known)
    timeless = forms(_AT.sub(" ", asked).strip() or asked, known)
    at_baseline = re.search(r"\bbaseline\b", asked, re.IGNORECASE) is not None

    def test(row: _Row) -> _Fit:
        told = times_in(row.what) or _row_times(row)
        names = timeless if times & told else wanted
        score = best(names, (row.what,), known)[0]
        if " > " in row.what:
            score = max(score, 0.95 * best(names, (row.what.rpartition(" > ")[2],), known)[0])
        if row.title and score < 0.8:
            score = max(score, _titled(asked, row))
        reason = f"outcome ~ {row.what!r}"
        if code != "OTHER" and row.values.get("endpoint") == code:
            score, reason = max(0.8 + 0.15 * score, score), f"outcome {code}"
        else:
            definition = row.values.get("definition")
            score = max(score, 0.8 * alike(asked, str(definition)) if definition else 0.0)
        if times and told and not times & told:
            score *= 0.4
        if not at_baseline and row.frame != "adverse_events" and (_BASELINE.search(row.title) or _BASELINE.search(row.what)):
            score *= 0.9 if score >= 0.9 else 0.65
        return _Fit(score, reason)

    return test


def _titled(asked: str, row: _Row) -> float:
    """How well a table's title says the outcome, where the label of the row leaves that to it (``Total``, ``12 months``)."""
    want, own = words(asked), words(row.what)
    if not want or any(near(word, want) < 0.7 and not is_generic(word) for word in own):
        return 0.0
    above = (*own, *words(row.title))
    recall = sum(near(word, above) for word in want) / len(want)
    return 0.8 * recall if recall >= 0.6 else 0.0


def _cohort(asked: str, arms: Arms) -> Callable[[_Row], _Fit]:
    score = arms.asked(asked)

    def test(row: _Row) -> _Fit:
        name = row.values.get("cohort")
        return _Fit(*score(row.values.get("study"), name)) if name else _Fit(0.0, "no group")

    return test


def _study(asked: str, studies: Sequence[Mapping[str, Any]]) -> Callable[[_Row], _Fit]:
    score = study_asked(asked, studies)

    def test(row: _Row) -> _Fit:
        name = row.values.get("study")
        return _Fit(*score(name)) if name else _Fit(0.0, "no study")

    return test


def _measure(asked: str) -> Callable[[_Row], _Fit]:
    folded = re.sub(r"[\s-]+", "_", asked.strip().casefold())
    wanted = _MEASURES.get(folded, folded)
    if wanted not in _KNOWN:
        near = get_close_matches(folded, [*_KNOWN, *_MEASURES], 1)
        raise OptionError(f"no measure {asked!r}; " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(_KNOWN)}"))

    def test(row: _Row) -> _Fit:
        measure = row.values.get("measure") or ("proportion" if row.frame == "adverse_events" else "")
        return _Fit(1.0 if measure == wanted else 0.0, f"measure {measure}")

    return test


def _timepoint(asked: str | float) -> Callable[[_Row], _Fit]:
    times = times_in(str(asked))
    number = re.search(r"\d+(?:\.\d+)?", str(asked))

    def test(row: _Row) -> _Fit:
        told = _row_times(row) or times_in(row.what)
        if times:
            return _Fit(1.0 if times & told else 0.0, f"at {asked}")
        value = row.values.get("timepoint")
        fits = number is not None and value is not None and float(number[0]) == float(value)
        return _Fit(1.0 if fits else 0.0, f"at {asked}")

    return test


#: a time inside a phrase, which a record may hold apart from its label
_AT = re.compile(
    r"\b(?:at |until |by |after |over |during )?(?:the )?"
    r"(?:\d{1,4}(?:\.\d+)?[ -]?(?:day|week|month|year)s?|(?:day|week|month|year)[ -]?\d{1,4})\b",
    re.IGNORECASE,
)


def _row_times(row: _Row) -> frozenset[int]:
    return times_of(row.values.get("timepoint"), row.values.get("timepoint_unit"))
