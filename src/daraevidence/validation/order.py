"""Rows that hold one another: flow of patients, prior lines, adverse events, depth of MRD; numbers at risk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from daraevidence.draft import Flag
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.word_classes import TIME_UNITS
from daraevidence.validation.categories import extent
from daraevidence.validation.nesting import more
from daraevidence.validation.sheets import Sheet, Tally

__all__ = ["events_in_any_event", "flow_of_patients", "numbers_at_risk", "ranges_in_ranges"]

_STAGES: tuple[re.Pattern[str], ...] = tuple(
    compiled(rf"(?:(?:{PEOPLE}|number)\s+)?(?:{words})(?:\s+(?:{PEOPLE}))?", re.IGNORECASE)
    for words in (
        r"screened|assessed for eligibility",
        r"randomi[sz]ed|randomly assigned|underwent randomi[sz]ation",
        r"treated|received (?:the )?(?:study )?(?:drug|treatment)|(?:was|were) treated|dosed",
        r"completed(?: (?:the )?(?:study|treatment|trial))?",
    )
)
_ANY = compiled(
    rf"(?:(?:{PEOPLE}) with )?(?:any|at least one|≥ ?1) (?:treatment[- ]emergent )?"
    r"(?:adverse (?:events?|reactions?)|TEAEs?|AEs?)",
    re.IGNORECASE,
)
_NO_EVENT = compiled(
    r"\bdeaths?\b|\bdied\b|\bno\b|\bwithout\b|\bexposure\b|^(?!.*(?:\badverse\b|\bAEs?\b)).*\bdiscontinu|\bprogress",
    re.IGNORECASE,
)
_SAFETY = compiled(r"\badverse\b|\bsafety\b|\btoxicit|\bTEAE|\bAEs?\b", re.IGNORECASE)
_SENSITIVITY = Gated("10", r"10\s?\^?\s?[-–−⁻]\s?(?P<power>[3-7])\b")
_AT_RISK = Gated("at risk", r"\b(?:number|no\.?|patients|n)\b.{0,12}\bat risk\b|\bat risk\b", re.IGNORECASE)
_TIME = compiled(rf"(?:(?:month|week|day|year)s?\s*)?(?P<time>\d+(?:\.\d+)?)(?:\s*(?:{TIME_UNITS})\.?)?", re.IGNORECASE)


def _flag(part: Tally, whole: Tally, words: str, formula: str, rule: str = "subset-exceeds-superset") -> Flag:
    places = ((part.start, part.end), (whole.start, whole.end))
    return Flag(rule, "error", part.start, part.end, words, formula, part.text, whole.text, places=places)


def _pairs(sheet: Sheet, part: int, whole: int, words: str, formula: str) -> Iterator[Flag]:
    for column in sheet.columns:
        small, large = sheet.at(part, column), sheet.at(whole, column)
        if small is not None and large is not None and more(small, large):
            text = f"{sheet.label(part)} {small.text} is more than {sheet.label(whole)} {large.text}, {words}."
            yield _flag(small, large, text, formula)


def flow_of_patients(sheet: Sheet) -> Iterator[Flag]:
    """A11: screened >= randomized >= treated >= completed, in the rows of a table of the flow of patients. ``error``."""
    found: list[int] = []
    for stage in _STAGES:
        rows = [row for row in range(len(sheet.grid.rows)) if stage.fullmatch(sheet.label(row))]
        if len(rows) > 1:
            return
        found += rows
    for whole, part in pairwise(found):
        yield from _pairs(sheet, part, whole, "from whom they are", "screened >= randomized >= treated >= completed")


def ranges_in_ranges(sheet: Sheet) -> Iterator[Flag]:
    """D11, D3: ``≥3 lines`` is not more than ``≥2 lines``, ``<65`` than ``<75``; MRD at 10^-6 than at 10^-5. ``error``.

    Among rows under one label only. Not ranges that overlap in part.
    """
    for _, rows in sheet.families:
        known = [(row, bounds) for row in rows if (bounds := extent(sheet.label(row))) is not None and _open(bounds)]
        for row, (low, high) in known:
            holding = [
                (most - least, other)
                for other, (least, most) in known
                if least <= low and high <= most and (least, most) != (low, high)
            ]
            if holding:
                yield from _pairs(sheet, row, min(holding)[1], "which holds it", "narrower range <= wider range")
        powers: dict[str, list[tuple[int, int]]] = {}
        for row in rows:
            if found := _SENSITIVITY.search(sheet.label(row)):
                name = sheet.label(row)[: found.start()] + sheet.label(row)[found.end() :]
                powers.setdefault(name.lower(), []).append((int(found["power"]), row))
        for depths in powers.values():
            for (_, shallow), (_, deep) in pairwise(sorted(depths)):
                if len({power for power, _ in depths}) == len(depths):
                    yield from _pairs(sheet, deep, shallow, "which holds it", "MRD at 10^-6 <= at 10^-5 <= at 10^-4")


def _open(bounds: tuple[Decimal, Decimal]) -> bool:
    return bounds[0] <= -(10**8) or bounds[1] >= 10**8


def events_in_any_event(sheet: Sheet) -> Iterator[Flag]:
    """D6, D7: no event, serious, related and fatal ones too, has more patients than ``Any adverse event``. ``error``.

    Only where the first row is that of any event and the table or its stub tells of adverse events; not deaths, not progression.
    """
    grid = sheet.grid
    if not grid.rows or not _SAFETY.search(f"{grid.title.text} {grid.stub.text} {sheet.label(0)}"):
        return
    whole = next((row for row in range(min(3, len(grid.rows))) if _ANY.fullmatch(sheet.label(row))), None)
    if whole is None:
        return
    for row in range(len(grid.rows)):
        if row != whole and sheet.parents[row] != whole and not _NO_EVENT.search(sheet.label(row)):
            yield from _pairs(sheet, row, whole, "which holds it", "event <= any event")


def numbers_at_risk(sheet: Sheet) -> Iterator[Flag]:
    """D9: the number at risk falls with time and is not more than N, in rows or columns of times. ``error``."""
    title = _AT_RISK.search(f"{sheet.grid.title.text} {sheet.grid.stub.text}") is not None
    times = [_time(path[-1].text) for path in sheet.grid.columns]
    if len(times) < 3 or any(time is None for time in times) or times != sorted(time for time in times if time is not None):
        return
    for row, line in enumerate(sheet.grid.rows):
        if not title and not any(_AT_RISK.search(cell.text) for cell in line.path):
            continue
        cells = [cell for cell in line.cells if cell.text]
        counts = [int(cell.text) for cell in cells if cell.text.isascii() and cell.text.isdigit() and len(cell.text) < 9]
        if len(counts) < max(2, len(cells)):
            continue
        for (before, left), (after, right) in pairwise(zip(cells, counts)):
            if right > left:
                words = f"{sheet.label(row)}: {right} at risk after {left}; the number at risk only falls."
                places = ((before.start, before.end), (after.start, after.end))
                yield Flag(
                    "at-risk-rises",
                    "error",
                    after.start,
                    after.end,
                    words,
                    "at risk falls with time",
                    after.text,
                    before.text,
                    places=places,
                )


def _time(text: str) -> float | None:
    found = _TIME.fullmatch(text.strip())
    return float(found["time"]) if found else None
