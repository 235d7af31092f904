"""What a table announces for a cell: the statistic's words of its row, its column, its stub and its footnotes together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from daraevidence.extractors.grid.labels import Label
from daraevidence.extractors.table.cells import Hint
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["Announced", "Defaults", "announce", "averaged", "is_change", "read_defaults"]


@dataclass(frozen=True, slots=True)
class Announced:
    """The statistic that a row and a column announce; ``level`` is that of a confidence interval, as printed."""

    hint: Hint
    level: str = ""
    unit_from: Label | None = None


class Defaults(NamedTuple):
    """What a footnote says of all cells: ``Data are median (IQR) or n (%)``."""

    mean: str = ""
    median: str = ""
    #: how counts are told: ``n_percent``, ``fraction`` or not at all
    counts: str = ""
    #: what an interval in brackets is that of: ``mean (95% CI)``
    interval: str = ""


_SAYS = Gated(
    "continuous |data|figures|numbers|result|value|variables",
    r"(?i)\b(?:data|values?|results?|figures|numbers|variables|continuous \w+)\s+(?:(?:are|were|is|in|as)\s+)?"
    r"[^.;]{0,80}?\b(means?|medians?)\b[^.]{0,60}",
)


#: a title needs no verb: ``Mean (SD) scores``, ``means and standard errors``
_NAMED = Gated(
    "mean",
    r"(?i)\bmeans?\s*(?:±|\+/-|,|and\b|with\b)?\s*[(\[]?\s*(?:±\s*)?(?:SDs?|SEMs?|SEs?|s\.d\.|standard\s+(?:deviations?|errors?))(?!\w)",
)
_COUNTS = (
    (
        Gated(
            "%|percent",
            r"(?i)\b(?:n|no\.?|numbers?|frequenc(?:y|ies)|counts?)\s?(?:\(\s?(?:%|percent\w*)\s?\)|and (?:%|percent\w*))",
        ),
        "n_percent",
    ),
    (Gated("/N", r"\b[nx]\s?/\s?N\b"), "fraction"),
)
_INTERVAL = Gated(
    "ci|confidence",
    r"(?i)\b(mean|median)s?\b(?:\s+\w+){0,3}\s*[(\[,]\s*(?:with\s+)?(?:\d{2}\s?%\s?)?(?:CIs?|confidence)\b",
)
_STANDARD_ERROR = compiled(r"\bsem?\b|standard error")
_QUARTILES = compiled(r"\biqr|interquartile|q1|25th")


def read_defaults(texts: Iterable[str]) -> Defaults:
    """What title and footnotes say of all cells: ``Values are mean ± SD``, ``Data are presented as median (range) or n (%)``."""
    mean = median = counts = interval = ""
    for text in texts:
        if not interval and (told := _INTERVAL.search(text)) is not None:
            interval = told[1].lower()
        counts = counts or next((shape for form, shape in _COUNTS if form.search(text)), "")
        if not mean and (named := _NAMED.search(text)) is not None:
            mean = "se" if _STANDARD_ERROR.search(named[0].lower()) else "sd"
        for found in _SAYS.finditer(text):
            said = found[0].lower()
            if "mean" in said:
                mean = mean or ("se" if _STANDARD_ERROR.search(said) else "sd")
            if "median" in said:
                median = median or ("iqr" if _QUARTILES.search(said) else "range")
    return Defaults(mean, median, counts, interval)


_CHANGE = compiled(r"(?i)\b(?:differences?|changes?|reductions?|increases?|decreases?)\b")


_CHANGED = compiled(r"(?i)(?:(?:LS|least[- ]squares|adjusted|mean|median|relative|percent(?:age)?)\s+)*change\b")


def is_change(label: Label) -> bool:
    """Whether a row tells by how much something changed, of which percent is the unit: ``Change in body weight, %``."""
    return _CHANGED.match(label.title) is not None


def _sources(path: Sequence[Label], others: Sequence[Label | None]) -> list[Label]:
    return [*reversed(path), *(label for label in others if label is not None)]


def averaged(others: Sequence[Label | None]) -> bool:
    """Whether the headers, read from the nearest, announce a mean with its spread and no share."""
    said = next((label for label in others if label is not None and (label.center or label.shape)), None)
    return said is not None and said.center == "mean" and not said.shape and bool(set(said.spreads) & {"sd", "se"})


def announce(path: Sequence[Label], others: Sequence[Label | None], size: int | None) -> Announced:
    """The statistic for a row (``path`` from the outermost label inwards) and its column, stub and title (``others``).

    The innermost label that announces a statistic counts; an outer one adds the unit, and the spread where its own
    statistic is the same: ``PFS, months`` > ``Median``.
    """
    center = shape = level = ratio = ""
    spreads: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    for label in _sources(path, others):
        says = bool(label.center or label.shape or label.spreads or label.ratio)
        if not says:
            continue
        if not (center or shape or ratio or spreads):
            center, shape, spreads, ratio = label.center, label.shape, label.spreads, label.ratio
            level, pair = label.level, label.pair
        elif not spreads and label.spreads and label.center in ("", center) and (not shape or set(label.spreads) == {"ci"}):
            spreads, level = label.spreads, label.level
        elif spreads and not center and not shape and not ratio:
            center, shape, ratio = label.center, label.shape, label.ratio
    if not center and not shape and not ratio:
        center = "median" if "iqr" in spreads else "mean" if set(spreads) & {"sd", "se"} else ""
    unit_from = next((label for label in _sources(path, others) if label.unit), None)
    pair = pair or (path[-1].pair if path and not center and not ratio else ())
    unit = unit_from.unit if unit_from else ""
    if unit_from is None and not shape and not ratio:
        # a rate in the header is that of rows which announce no other statistic: "Events per 100 patient-years"
        heads = path if center or any(label.center or label.spreads for label in path) else _sources(path, others)
        unit_from = next((label for label in heads if label.rate), None)
        unit = unit_from.rate if unit_from else ""
    if shape == "percent" and path and path[-1].shape == "percent" and not path[-1].center and averaged(others):
        # "HbA1c, %" below a title "Mean (SE) change": percent is the unit
        told = next(label for label in others if label is not None and label.center)
        center, shape, unit, unit_from = told.center, "", "%", path[-1]
        spreads = told.spreads or spreads
    if shape == "percent" and path and path[-1].shape == "percent" and is_change(path[-1]):
        shape, unit, unit_from = "", "%", path[-1]  # "Change in body weight, %": percent is the unit
    percent = next((label for label in reversed(path[:-1]) if label.shape == "percent"), None)
    if percent is not None and not unit and not path[-1].shape and (center or _CHANGE.search(path[-1].title)):
        # "HbA1c (%)" > "Mean change from baseline": percent is the unit
        shape, unit, unit_from = "", "%", percent
    return Announced(Hint(center, shape, spreads, unit, pair, size, ratio, level), level, unit_from)
