"""Rows whose labels say that one holds the other: a wider threshold, any time, all events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from daraevidence.draft import Flag
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS
from daraevidence.validation.nesting import more
from daraevidence.validation.sheets import Sheet, Tally

__all__ = ["kinds_in_events", "thresholds_in_table", "times_in_any_time"]

#: ``≥75%``, ``at least 2``, ``75% or more``; ``100%`` is that too
_BOUND = compiled(
    r"(?:(?P<op>[<>≤≥]=?|at least|more than|less than)\s*(?P<value>\d+(?:\.\d+)?)"
    r"|(?P<least>\d+(?:\.\d+)?)\s?%?\s(?:or more|or greater)\b|(?<![\d.])(?P<all>100)(?=\s?%))",
    re.IGNORECASE,
)
#: scores whose number is the share by which they have to improve
_INDEX = Gated("acr|pasi|easi|asas|hiscr", r"(?P<name>\b(?:ACR|PASI|EASI|ASAS|HiSCR)[ -]?)(?P<value>20|40|50|70|75|90|100)\b")
_LESS = ("<", "≤", "less than")

_ANY_TIME = Gated(
    "any |ever|best|during",
    r"[,\s]*\b(?:(?:at any (?:time(?: ?point)?|point)|ever|at best)"
    r"(?: (?:during|on|in) (?:the )?(?:study|trial|treatment|follow-up))?"
    r"|during (?:the )?(?:study|trial|treatment|follow-up))\b",
    re.IGNORECASE,
)
_ONE_TIME = Gated(
    "cycle|hour|hr|day|week|wk|mo|mth|year|yr|end of|induction|consolidation|baseline",
    r"[,\s]*\b(?:at|after|by|on|in)\s(?:(?:the )?end of )?(?:(?:cycle|week|month|day|year)s?\s\d+|\d+\s(?:cycles?|"
    rf"{TIME_UNITS})|(?:the )?end of \w+|(?:induction|consolidation)(?: therapy)?)\b",
    re.IGNORECASE,
)
#: what happened until a time grows with it
_UNTIL = Gated(
    "within|by|day|week|month|year",
    r"[,\s]*\b(?:within|by)\s(?:the first\s)?(?:(?P<unit>day|week|month|year)s?\s(?P<time>\d+)"
    r"|(?P<count>\d+)\s(?P<name>day|week|month|year)s?)\b",
    re.IGNORECASE,
)
_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(30), "year": Decimal(365)}

#: what makes of events some of them
_KIND = compiled(
    r"(?:(?:possibly |probably )?(?:(?:study[- ])?(?:drug|treatment|therapy|medication|vaccine|device)[- ])?related|"
    r"serious|severe|fatal|"
    r"life-threatening|major|symptomatic|intracranial|sustained|durable|unprovoked)\s+",
    re.IGNORECASE,
)
_SOME = compiled(
    r",?\s+(?:(?:possibly |probably )?(?:considered )?related to|leading to|resulting in|requiring|"
    r"with a fatal outcome|of grade\b|"
    r"that led to|that required)\b.*",
    re.IGNORECASE,
)
_ALL = compiled(r"(?:(?:any|all|total|overall)\s+)+", re.IGNORECASE)
_PLURAL = compiled(r"s\b")


class _Bound(NamedTuple):
    row: int
    value: Decimal
    less: bool


def _frame(text: str) -> str:
    """A label without what does not tell rows apart: case, spaces, ``any``, endings of plurals."""
    return _PLURAL.sub("", " ".join(_ALL.sub("", text, count=1).casefold().split()).strip(" ,:;-"))


def _flags(sheet: Sheet, part: int, whole: int, formula: str) -> Iterator[Flag]:
    """A row that is more than the one that holds it, in its first cell; none where most cells are: the labels were misread."""
    pairs = [(sheet.at(part, column), sheet.at(whole, column)) for column in sheet.columns]
    known = [(small, large) for small, large in pairs if small is not None and large is not None]
    wrong = [(small, large) for small, large in known if more(small, large)]
    if not wrong or (len(wrong) > 1 and 2 * len(wrong) > len(known)):
        return
    small, large = wrong[0]
    words = f"{sheet.label(part)} {small.text} is more than {sheet.label(whole)} {large.text}, which holds it."
    yield _flag(sheet, part, small, large, words, formula)


def _flag(sheet: Sheet, part: int, small: Tally, large: Tally, words: str, formula: str) -> Flag:
    label = sheet.grid.rows[part].path[-1]
    whole = sheet.grid.rows[large.row].path[-1]
    places = (
        (small.start, small.end),
        (large.start, large.end),
        (label.start, label.end),
        (whole.start, whole.end),
    )
    return Flag("subset-exceeds-superset", "error", small.start, small.end, words, formula, small.text, large.text, places=places)


def thresholds_in_table(sheet: Sheet) -> Iterator[Flag]:
    """D11 for labels of the same words but a threshold: ``By ≥75%`` is not more than ``By ≥50%``, ``PASI 90`` than ``PASI 75``.

    ``error``. Rows of one family, each threshold once; not rows that are thresholds and nothing else (``ranges_in_ranges``).
    """
    for _, rows in sheet.families:
        groups: dict[tuple[str, bool], list[_Bound]] = {}
        for row in rows:
            if (found := _threshold(sheet.label(row))) is not None:
                frame, value, less = found
                groups.setdefault((frame, less), []).append(_Bound(row, value, less))
        for bounds in groups.values():
            values = [bound.value for bound in bounds]
            if len(set(values)) < len(values):
                continue
            ordered = sorted(bounds, key=lambda bound: bound.value if bound.less else -bound.value)
            for part, whole in pairwise(ordered):
                yield from _flags(sheet, part.row, whole.row, "narrower threshold <= wider threshold")


def _threshold(label: str) -> tuple[str, Decimal, bool] | None:
    """The words of a label around its threshold, the threshold, whether it is an upper one."""
    index = list(_INDEX.finditer(label))
    if len(index) == 1:
        found = index[0]
        return _frame(f"{label[: found.start()]}{found['name']}#{label[found.end() :]}"), Decimal(found["value"]), False
    bounds = list(_BOUND.finditer(label))
    if len(bounds) != 1:
        return None
    found = bounds[0]
    less = (found["op"] or "").lower().rstrip("=") in _LESS
    words = _frame(f"{label[: found.start()]}#{label[found.end() :]}")
    if not any(c.isalpha() for c in words):
        return None  # nothing but a threshold
    return words, Decimal(found["value"] or found["least"] or found["all"]), less


def times_in_any_time(sheet: Sheet) -> Iterator[Flag]:
    """D3, D8: what was so at one time is not more than what was so at any time; what came within 30 days not more than within 90.

    ``error``. Labels of the same words but the time, in one family, each once.
    """
    for _, rows in sheet.families:
        yield from _any_time(sheet, rows)
        until: dict[str, list[tuple[Decimal, int]]] = {}
        for row in rows:
            label = sheet.label(row)
            if (found := _UNTIL.search(label)) is not None:
                days = Decimal(found["time"] or found["count"]) * _DAYS[(found["unit"] or found["name"]).lower()]
                until.setdefault(_frame(label[: found.start()] + label[found.end() :]), []).append((days, row))
        for frame, known in until.items():
            if frame and len({days for days, _ in known}) == len(known):
                for (_, early), (_, late) in pairwise(sorted(known)):
                    yield from _flags(sheet, early, late, "events until a time <= events until a later one")


def _any_time(sheet: Sheet, rows: Sequence[int]) -> Iterator[Flag]:
    wholes: dict[str, list[int]] = {}
    for row in rows:
        label = sheet.label(row)
        if (found := _ANY_TIME.search(label)) is not None:
            wholes.setdefault(_frame(label[: found.start()] + label[found.end() :]), []).append(row)
    for row in rows if wholes else ():
        label = sheet.label(row)
        found = None if _ANY_TIME.search(label) else _ONE_TIME.search(label)
        if found is None:
            continue
        known = wholes.get(_frame(label[: found.start()] + label[found.end() :]), [])
        if len(known) == 1:
            yield from _flags(sheet, row, known[0], "at one time <= at any time")


def kinds_in_events(sheet: Sheet) -> Iterator[Flag]:
    """D6: events of one kind are not more than all of them: ``Drug-related serious adverse event`` and ``Serious adverse event``.

    ``error``. Reads a row whose label is that of another one in its family with a word of kind before it (related, fatal) or a
    clause behind it (leading to discontinuation, related to treatment); ``any`` of the other one does not count.
    """
    for _, rows in sheet.families:
        frames: dict[str, list[int]] = {}
        for row in rows:
            frames.setdefault(_frame(sheet.label(row)), []).append(row)
        for row in rows:
            label = _ALL.sub("", sheet.label(row), count=1)
            for rest in _wider(label):
                known = [other for other in frames.get(_frame(rest), ()) if other != row]
                if len(known) == 1 and len(frames[_frame(sheet.label(row))]) == 1:
                    yield from _flags(sheet, row, known[0], "events of a kind <= all events")
                    break


def _wider(label: str) -> Iterator[str]:
    """The label without each of its words of kind, and without the clause behind it."""
    place = 0
    while (found := _KIND.match(label, place)) is not None:
        yield label[: found.start()] + label[found.end() :]
        place = found.end()
    if place:
        yield label[place:]
    if (found := _SOME.search(label)) is not None and found.start():
        yield label[: found.start()]
