"""The fields of one statistic of a cell: which measure it is, of how many, in which unit, at which time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from daraevidence.draft import Draft
from daraevidence.extractors.grid.kinds import is_treatment_time
from daraevidence.extractors.grid.labels import Label
from daraevidence.extractors.grid.times import TimePoint, time_point
from daraevidence.extractors.measures import counted_in, put_intervals, put_number, put_proportion, put_value
from daraevidence.extractors.table.announced import Announced
from daraevidence.extractors.table.view import Holder
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import TIMES_TO_EVENT, endpoint_code
from daraevidence.layout.document import Cell

__all__ = ["code_of", "compared_label", "fill_characteristic", "fill_endpoint", "joined", "label_of"]

_TIMED = TIMES_TO_EVENT | {"TREATMENT_DURATION"}
_SURVIVAL = compiled(
    r"(?i)\b(?:surviv\w+|(?:event|disease|relapse|progression|recurrence|failure)[- ]free|PFS|OS|EFS|DFS|RFS|"
    r"DOR|remaining in (?:response|remission))\b"
)
_OF_RESPONDERS = frozenset(("DOR", "TTR"))
_POWER = compiled(r"(?:[×x]\s*)?10\s?(?:\^|\*\*)?\s?([\d⁰¹²³⁴-⁹]{1,2})\s*/\s*([A-Za-zµμ0-9]+)")
_ANSWERS = frozenset(("yes", "no"))
_OPPOSITE = {"ALIVE": "DEATH", "DEATH": "ALIVE"}


def joined(path: Sequence[Label]) -> str:
    """The row path without the statistic's words."""
    return " > ".join(label.name for label in path if label.name)


def label_of(path: Sequence[Label], code: str) -> str:
    """The outcome as printed: the innermost label that is more than a statistic; the whole path where there is no code for it."""
    named = [label for label in path if label.title]
    if not named:
        return joined(path)
    plain = code != "OTHER" and named[-1].title.lower() not in _ANSWERS and endpoint_code(named[-1].title) != "OTHER"
    if plain or len(named) == 1:
        return named[-1].title
    return " > ".join(label.title for label in named)


def compared_label(label: str, what: str) -> str:
    """The outcome of a cell that compares two groups: ``difference in PASI 75``, ``Measles (GMT ratio)``."""
    return f"difference in {label}" if what == "difference" else f"{label} ({what})"


def code_of(path: Sequence[Label], title: str = "") -> str:
    """The endpoint's code: the innermost label's, else that of an outer time to an event; ``No`` turns ``Alive`` round."""
    named = [label.title for label in path if label.title]
    if not named:
        return endpoint_code(title) if title else "OTHER"
    if is_treatment_time(named[-1]) and endpoint_code(named[-1]) == "OTHER":
        return "TREATMENT_DURATION"
    leaf = named[-1].lower()
    if leaf in _ANSWERS and len(named) > 1:
        code = endpoint_code(named[-2])
        return code if leaf == "yes" else _OPPOSITE.get(code, "OTHER")
    for depth, name in enumerate(reversed(named)):
        code = endpoint_code(name)
        if code != "OTHER" and (depth == 0 or code in _TIMED or _statistical(named[-1])):
            return code
    return "OTHER"


def _statistical(text: str) -> bool:
    """Whether a label is a time or a rate and takes its meaning from the label above it: ``12 months``, ``Events``."""
    return time_point(text) is not None or bool(
        re.fullmatch(r"(?i)(?:events?|rate|estimate|patients with event|probability)", text)
    )


def _unit(draft: Draft, quantity: Quantity, announced: Announced, where: Cell | None) -> None:
    if quantity.unit:
        draft.put("unit", quantity.unit, quantity.unit_at, "normalised")
    elif announced.hint.unit:
        draft.put("unit", announced.hint.unit, (where.start, where.end) if where else None, "inherited")


def _unit_of_count(draft: Draft, label: Cell | None) -> None:
    """The unit that a word of the label is, where nothing else says one: ``Weeks in remission``."""
    counted = counted_in(label.text) if label is not None and draft.get("unit") is None else None
    if counted is not None and label is not None:
        draft.put("unit", counted[1].lower(), (label.start + counted.start(1), label.start + counted.end(1)), "inherited")


def _denominator(draft: Draft, quantity: Quantity, holder: Holder | None, own: int | None, label: Cell | None) -> None:
    if quantity.denominator is not None or draft.get("denominator") is not None:
        return
    if own is not None and label is not None:
        draft.put("denominator", own, (label.start, label.end), "inherited")
    elif holder is not None and holder.n is not None:
        draft.put("denominator", holder.n, holder.at, "inherited")


def _value(draft: Draft, quantity: Quantity, announced: Announced, unit_cell: Cell | None) -> None:
    power = _POWER.fullmatch(announced.hint.unit)
    if power and not quantity.unit and quantity.factor == 1:
        quantity.factor = Decimal(10) ** int(unicodedata.normalize("NFKC", power[1]))
        quantity.factor_at = (unit_cell.start, unit_cell.end) if unit_cell else (0, 0)
        draft.put("unit", f"cells/{power[2]}", quantity.factor_at, "normalised")
        for name in ("sd", "se"):
            spread: Number | None = getattr(quantity, name)
            if spread is not None:
                draft.put(name, float(spread.value * quantity.factor), (spread.start, spread.end), "normalised")
        quantity.sd = quantity.se = None
    put_value(draft, quantity)
    if draft.get("unit") is None:
        _unit(draft, quantity, announced, unit_cell)


def _doubts(draft: Draft, quantity: Quantity) -> None:
    if "doubt" in quantity.extra:
        draft.doubt(0.6, quantity.extra["doubt"])
    if quantity.role == "number":
        draft.doubt(0.7, "nothing says what the number is")


def _level(draft: Draft, quantity: Quantity, announced: Announced) -> None:
    if announced.level and draft.get("ci_level") is None and any(i.kind == "ci" for i in quantity.intervals):
        draft.put("ci_level", float(announced.level))


def fill_characteristic(
    draft: Draft,
    quantity: Quantity,
    announced: Announced,
    holder: Holder | None,
    own: int | None,
    cells: tuple[Cell | None, Cell | None],
) -> bool:
    """A baseline fact; whether there is one (``not reached`` is none). ``cells``: the row's label, the label with the unit."""
    hint = announced.hint
    if quantity.role in ("not_reached", "ratio", "p"):
        return False
    if quantity.role in ("proportion", "count"):
        draft.put("measure", "count" if quantity.role == "count" and quantity.percent is None else "proportion")
        put_proportion(draft, quantity)
        _denominator(draft, quantity, holder, own, cells[0])
    elif quantity.role == "interval":
        draft.put("measure", hint.center or "value")
        _unit(draft, quantity, announced, cells[1])
    else:
        center = hint.center or ("mean" if quantity.sd or quantity.se else "")
        draft.put("measure", center or "value")
        _value(draft, quantity, announced, cells[1])
        if holder is None or holder.role != "patient":
            _denominator(draft, quantity, holder, own, cells[0])
    quantity.intervals = tuple(i for i in quantity.intervals if i.kind != "ci")
    put_intervals(draft, quantity, bare="range")
    _doubts(draft, quantity)
    return True


def _landmark(path: Sequence[Label], code: str, at: TimePoint | None) -> bool:
    words = " ".join(label.title for label in path)
    return at is not None and code != "TREATMENT_DURATION" and (code in _TIMED or bool(_SURVIVAL.search(words)))


def _is_time_to(path: Sequence[Label], code: str) -> bool:
    """Whether a row tells how long something took, which is of no visit: ``Median time to remission`` below ``Week 16``."""
    return code in _TIMED or any(_TIME_TO.search(label.title) for label in path)


_TIME_TO = compiled(r"\btime (?:to|until)\b|\bduration of\b", re.IGNORECASE)


def fill_endpoint(
    draft: Draft, quantity: Quantity, announced: Announced, holder: Holder | None, own: int | None,
    cells: tuple[Cell | None, Cell | None], path: Sequence[Label], at: TimePoint | None,
) -> bool:  # fmt: skip
    """An outcome; whether there is one. A percent of survival at a time is a landmark rate."""
    hint, code = announced.hint, str(draft.get("endpoint"))
    landmark = _landmark(path, code, at) and (hint.shape == "percent" or quantity.percent is not None) and quantity.n is None
    if at is not None and (landmark or hint.ratio or quantity.role in ("proportion", "count") or not _is_time_to(path, code)):
        draft.put("timepoint", at.value, (cells[0].start, cells[0].end) if cells[0] else None, "inherited")
        draft.put("timepoint_unit", at.unit)
    if quantity.role == "not_reached":
        if hint.shape and not landmark:
            return False
        draft.put("measure", "landmark_rate" if landmark else hint.center or "median")
        draft.put("reached", False, (quantity.start, quantity.end))
        draft.put("unit", "%") if landmark else _unit(draft, quantity, announced, cells[1])
    elif hint.ratio:
        draft.put("measure", hint.ratio)
        put_number(draft, "value", quantity.value)
        put_intervals(draft, quantity, bare="ci")
        _level(draft, quantity, announced)
        _doubts(draft, quantity)
        return quantity.value is not None
    elif landmark:
        draft.put("measure", "landmark_rate").put("unit", "%")
        put_number(draft, "value", quantity.percent or quantity.value)
    elif quantity.role in ("proportion", "count"):
        draft.put("measure", "count" if quantity.role == "count" and quantity.percent is None else "proportion")
        put_proportion(draft, quantity)
    elif quantity.role == "interval":
        draft.put("measure", hint.center or "value")
        _unit(draft, quantity, announced, cells[1])
    else:
        center = hint.center or ("mean" if quantity.sd or quantity.se else "")
        if not center and code in _TIMED and code != "TREATMENT_DURATION" and quantity.intervals:
            center = "median"
            draft.doubt(0.8, "a time to an event, taken as the median")
        draft.put("measure", center or "value")
        _value(draft, quantity, announced, cells[1])
        _unit_of_count(draft, cells[0])
    put_intervals(draft, quantity, bare="ci" if landmark or code in _TIMED else "range")
    _level(draft, quantity, announced)
    if code not in _OF_RESPONDERS and not (holder is not None and holder.role == "patient"):
        _denominator(draft, quantity, holder, own, cells[0])
    _doubts(draft, quantity)
    return True
