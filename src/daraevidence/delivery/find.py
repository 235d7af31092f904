"""Asking an extraction: which record answers, how well, and why. A wrong answer costs more than none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NamedTuple

from daraevidence.assembly import Payload
from daraevidence.delivery.arms import Arms, study_asked
from daraevidence.delivery.followed import followed, left_at
from daraevidence.delivery.frames import COLUMNS
from daraevidence.delivery.moments import When, agree, when
from daraevidence.delivery.paraphrase import is_span, names_of, of_kinds, same_outcome, titled
from daraevidence.delivery.scales import called, measured_with
from daraevidence.delivery.told import Row, Series, Told, row_time, series, time_of
from daraevidence.delivery.wording import drugs_explained, short_forms
from daraevidence.errors import OptionError
from daraevidence.extractors.grid.groups import GRADE, read_grade
from daraevidence.language.patterns import compiled
from daraevidence.language.products import Names
from daraevidence.language.vocabulary import endpoint_code
from daraevidence.layout.abbreviations import spelt_out
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
_BASELINE = compiled(
    r"\bbaseline (?:characteristics?|demographics?|data|values|features)|\bdemographics?\b"
    r"|\bat (?:baseline|entry|enrol\w+|study entry)\b|\b(?:on|at) admission\b|^baseline\b"
    r"|\bbefore (?:treatment|the intervention|randomi[sz]ation)\b",
    re.IGNORECASE,
)
#: not the value of an outcome but by how much it changed
_CHANGES = compiled(r"(?i)\b(?:changes?|changed|reductions?|improvements?|decreases?|increases?|declines?)\b")
#: so well a label fits that no word of what is asked needs to be left out
_FITS = 0.8
#: a label in prose of more words is a clause
_PHRASE = 12
_CAPITALS = compiled(r"(?<![\w-])[A-Z]{3,8}(?![\w-])")
#: how many short forms are looked for, and in how much of the text
_MOST_SHORT, _READ = 60, 100_000
#: What compares two groups.
_COMPARES = frozenset(("hazard_ratio", "odds_ratio", "relative_risk", "risk_reduction"))
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
    #: what it has less than another that fits as well
    less: float = 0.0


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
    known = _abbreviations(payload, text, {row.what for row in rows})
    arms = Arms(payload["cohorts"], [str(row.values["cohort"]) for row in rows if row.values.get("cohort")], known, text)
    asked: list[Callable[[Row], _Fit]] = []
    if outcome is not None:
        asked.append(_outcome(outcome, known, Told(rows, text), whole=cohort is not None and measure is None, least=min_match))
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
    found: list[tuple[float, int, Row, tuple[str, ...]]] = []
    for place, row in enumerate(rows):
        fits = []
        for test in asked:
            fit = test(row)
            if fit.score < min_match:
                break
            fits.append(fit)
        else:
            score = sum(fit.score for fit in fits) / len(fits) - sum(fit.less for fit in fits) - _wanting(row)
            found.append((-max(0.0, min(1.0, score)), place, row, tuple(fit.reason for fit in fits)))
    found.sort(key=lambda item: item[:2])
    size = _sizes(arms, rows, text) if found else (lambda row: None)
    return [
        Hit(_FRAMES[row.frame][0].model_validate(dict(row.values)), round(-score, 4), reasons, row.frame, size(row))
        for score, _, row, reasons in found
    ]


def _sizes(arms: Arms, rows: Sequence[Row], text: str) -> Callable[[Row], int | None]:
    """How many the group of a record had: as many as the text says that were left at its time, else its one known size."""
    names = dict.fromkeys(str(row.values["cohort"]) for row in rows if row.title and row.values.get("cohort"))
    told = followed(text, *arms.sized(names))
    crossed = _size_of_all(rows) if _CROSSED.search(text, 0, _OPENING) else None

    def size(row: Row) -> int | None:
        name = str(row.values.get("cohort"))
        known = arms.sizes.get((row.values.get("study"), name)) or crossed
        if row.frame == "characteristics" and (_BASELINE.search(row.title) or not row.title):
            return known
        return left_at(time_of(row), told, arms.one_name.get(name, name)) or known

    return size


#: how a study opens in which each patient is in all groups, and in how much of the text
_CROSSED = compiled(r"(?i)\bcross-?\s?over\b")
_OPENING = 4000


def _size_of_all(rows: Sequence[Row]) -> int | None:
    """The one size that the tables of outcomes of a cross-over study give."""
    sizes = {row.values.get("denominator") for row in rows if row.title} - {None}
    return sizes.pop() if len(sizes) == 1 else None


def _rows(payload: Payload) -> Iterator[Row]:
    tables = sorted((table["span"][0], table["span"][1], f"{table['title']} | {table['stub']}") for table in payload["tables"])
    starts = [start for start, _, _ in tables]
    for name, (_, what) in _FRAMES.items():
        for values in payload[name]:
            place = values["span"][0]
            index = bisect_right(starts, place) - 1
            title = tables[index][2] if index >= 0 and place < tables[index][1] else ""
            yield Row(name, str(values.get(what) or ""), values, title)


def _abbreviations(payload: Payload, text: str, labels: Iterable[str]) -> Mapping[str, str]:
    """Short to long forms: those of the tables, those that the text introduces, and words that a label's capitals begin."""
    known = dict(short_forms(text))
    for table in payload["tables"]:
        known.update(table["abbreviations"])
    for short in sorted({short for label in labels for short in _CAPITALS.findall(label)} - known.keys())[:_MOST_SHORT]:
        if long := spelt_out(text[:_READ], short):
            known[short] = long
    return Names(known, drugs_explained(text))


def _wanting(row: Row) -> float:
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


def _outcome(asked: str, known: Mapping[str, str], told: Told, *, whole: bool, least: float) -> Callable[[Row], _Fit]:
    """``whole``: a group is asked for and no measure, so that what compares two groups is no answer of its own."""
    code = endpoint_code(asked)
    grade = read_grade(asked)
    plain = (" ".join(GRADE.sub(" ", asked).split()).strip(" ()") or asked) if grade else asked
    names = names_of(plain, known)
    if not any(same_outcome(names, names_of(label, known)) >= _FITS for label in told.labels):
        names = (*names, *told.without_context(names))
    time = when(asked)
    changes = _CHANGES.search(asked) is not None

    @lru_cache(maxsize=4096)
    def named(label: str, title: str) -> float:
        score = same_outcome(names, names_of(label, known))
        if score < 0.8 and (things := measured_with(label, told.scales)):
            score = max(score, 0.97 * same_outcome(names, things))
        if score < 0.8 and (kinds := of_kinds(label)):
            score = max(score, 0.9 * same_outcome(names, kinds))
        if score < 0.8 and (said := called(label, told.definitions)):
            score = max(score, 0.9 * same_outcome(names, said))
        if " > " in label:
            score = max(score, 0.97 * same_outcome(names, names_of(label.rpartition(" > ")[2], known)))
        return max(score, titled(names, label, title)) if title and score < 0.8 else score

    def test(row: Row) -> _Fit:
        score, reason = named(row.what, row.title), f"outcome ~ {row.what!r}"
        if code != "OTHER" and row.values.get("endpoint") == code:
            score, reason = max(0.8 + 0.15 * score, score), f"outcome {code}"
        elif row.values.get("definition"):
            score = max(score, 0.8 * same_outcome(names, (str(row.values["definition"]),)))
        if score < least:
            return _Fit(score, reason)  # nothing below makes it fit better
        start = told.starts(row)
        score *= _in_time(time, row, told.several, start) * (_of_grade(grade, row) if row.frame == "adverse_events" else 1.0)
        if (
            "start" not in time.moments
            and not start
            and row.frame != "adverse_events"
            and (_BASELINE.search(row.what) or (_BASELINE.search(row.title) and not _is_later(row.title)))
        ):
            score *= 0.9 if score >= 0.9 else 0.6
        if not row.title and len(row.what.split()) > _PHRASE:
            score *= 0.8  # a clause, no name of an outcome
        lasts = is_span(row.what) and not is_span(asked)
        compares = whole and row.values.get("measure") in _COMPARES
        changed = changes != (_CHANGES.search(row.what) is not None) and row.values.get("n") is None
        return _Fit(score, reason, 0.08 * lasts + 0.08 * compares + 0.06 * changed)

    return test


def _is_later(title: str) -> bool:
    """Whether a title names a time besides the baseline: ``Scores at baseline and at week 8``."""
    time = when(title)
    return bool(time.hours) or bool(time.moments - {"start"})


def _in_time(asked: When, row: Row, several: Collection[Series], start: bool) -> float:
    """How well the time of a record is the one asked for: 1 where neither tells any. ``start``: it is what others go out from."""
    told = When(moments=frozenset(("start",))) if start and when(row.what) == When() else time_of(row)
    if told == When():
        above = when(row.title)
        told = above if len(above.hours | above.moments) == 1 and not _is_start(above, row) else told
    if asked == When():
        return 0.8 if told.moments == {"start"} and not told.hours else 1.0
    found = agree(asked, told)
    if found is None and series(row) in several:
        return 0.5
    return 0.97 if found is None else 0.4 + 0.6 * found


def _is_start(above: When, row: Row) -> bool:
    """Whether a title tells a baseline above a record of results: ``Scores at baseline and when the course was over``."""
    return "start" in above.moments and row.frame == "endpoints"


def _of_grade(asked: str, row: Row) -> float:
    """How well the grade of an event is the one asked for; where none is asked, all grades are."""
    told = str(row.values.get("grade") or "any")
    if told == (asked or "any"):
        return 1.0
    return 0.4 if asked else 0.8


def _cohort(asked: str, arms: Arms) -> Callable[[Row], _Fit]:
    score = arms.asked(asked)

    def test(row: Row) -> _Fit:
        name = row.values.get("cohort")
        if not name:
            return _Fit(0.0, "no group")
        part = name.casefold().startswith(f"{asked.casefold()}, ")  # of the group that is asked for
        return _Fit(*score(row.values.get("study"), name), less=0.02 if part else 0.0)

    return test


def _study(asked: str, studies: Sequence[Mapping[str, Any]]) -> Callable[[Row], _Fit]:
    score = study_asked(asked, studies)

    def test(row: Row) -> _Fit:
        name = row.values.get("study")
        return _Fit(*score(name)) if name else _Fit(0.0, "no study")

    return test


def _measure(asked: str) -> Callable[[Row], _Fit]:
    folded = re.sub(r"[\s-]+", "_", asked.strip().casefold())
    wanted = _MEASURES.get(folded, folded)
    if wanted not in _KNOWN:
        near = get_close_matches(folded, [*_KNOWN, *_MEASURES], 1)
        raise OptionError(f"no measure {asked!r}; " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(_KNOWN)}"))

    def test(row: Row) -> _Fit:
        measure = row.values.get("measure") or ("proportion" if row.frame == "adverse_events" else "")
        return _Fit(1.0 if measure == wanted else 0.0, f"measure {measure}")

    return test


def _timepoint(asked: str | float) -> Callable[[Row], _Fit]:
    time = when(str(asked))
    number = re.search(r"\d+(?:\.\d+)?", str(asked))

    def test(row: Row) -> _Fit:
        told = row_time(row)
        told = when(row.what) if told == When() else told
        if time != When():
            return _Fit(float((agree(time, told) or 0.0) == 1.0), f"at {asked}")
        value = row.values.get("timepoint")
        fits = number is not None and value is not None and float(number[0]) == float(value)
        return _Fit(1.0 if fits else 0.0, f"at {asked}")

    return test
