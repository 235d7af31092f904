"""Tests of distributions: what is unusual about many numbers together. They report, never judge, and run on request only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import erfc, exp, sqrt

from daraevidence.draft import Flag
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.estimates import estimates
from daraevidence.validation.sheets import Sheet

__all__ = ["distribution_tests"]

_LEAST_DIGITS = 100
_ALPHA = 0.01
_WITH_SD = compiled(r"\s*(?P<mean>-?\d+(?:\.\d+)?)\s*(?:[(\[]|±)\s*(?P<sd>\d+(?:\.\d+)?)\s*[)\]]?\s*")
_SD = compiled(r"\bS\.?D\.?(?![A-Za-z])|standard deviation|±")
_BASELINE = compiled(r"\bbaseline\b|\bdemographic|\bcharacteristics\b", re.IGNORECASE)
_LOST = compiled(r"\b(?:discontinu|withdr[ae]w|dropp?ed out|dropout|lost to follow)", re.IGNORECASE)


def distribution_tests(document: Document, mentions: Mentions, sheets: Sequence[Sheet]) -> Iterator[Flag]:
    """F1, F4, F5, F6 and C9, all ``info``: only with ``Options(distribution_tests=True)``.

    They say nothing about one number, and honest documents trip them by chance; the explanation gives the share that does.
    """
    yield from _last_digits(mentions)
    for sheet in sheets:
        if _BASELINE.search(sheet.grid.title.text):
            yield from _same_spreads(sheet)
        yield from _no_dropout(sheet)
        yield from _skewed(sheet)
    yield from _large_effects(document, mentions)


def _last_digits(mentions: Mentions) -> Iterator[Flag]:
    """F1: last digits of numbers with decimals are about equally frequent (chi-squared; 100 numbers or more)."""
    roles = ("value", "proportion", "ratio", "interval", "number")
    numbers = [n for q in mentions.quantities if q.role in roles for n in q.numbers if n.decimals and n.text[-1].isdigit()]
    if len(numbers) < _LEAST_DIGITS:
        return
    counts = Counter(number.text[-1] for number in numbers)
    expected = len(numbers) / 10
    statistic = sum((counts[str(digit)] - expected) ** 2 / expected for digit in range(10))
    p = _upper_tail(statistic, 9)
    if p < _ALPHA:
        shown = ", ".join(f"{digit}: {counts[str(digit)]}" for digit in range(10))
        words = f"Last digits of {len(numbers)} numbers are uneven ({shown}; chi-squared {statistic:.1f}, P={p:.2g})."
        yield _flag("last-digits", numbers[0], words, "chi-squared of last digits")


def _upper_tail(statistic: float, degrees: int) -> float:
    """P of a chi-squared of an odd number of degrees of freedom: the closed form."""
    half = statistic / 2
    found = erfc(sqrt(half))
    term = exp(-half) * sqrt(half) / (sqrt(3.141592653589793) / 2)
    for step in range(1, (degrees - 1) // 2 + 1):
        found += term
        term *= half / (step + 0.5)
    return min(1.0, found)


def _same_spreads(sheet: Sheet) -> Iterator[Flag]:
    """F4: two arms with the same mean and SD in three rows or more of a baseline table (INSPECT-SR 4.3)."""
    same: list[tuple[int, int, str]] = []
    rows = 0
    for row, line in enumerate(sheet.grid.rows):
        if not any(_SD.search(cell.text) for cell in line.path) and not _SD.search(sheet.grid.stub.text):
            continue
        cells = [(cell, found) for cell in line.cells if (found := _WITH_SD.fullmatch(cell.text))]
        rows += len(cells) > 1
        texts = Counter((found["mean"], found["sd"]) for _, found in cells if "." in found["sd"])
        repeated = next((pair for pair, count in texts.items() if count > 1), None)
        if repeated is not None:
            cell = next(cell for cell, found in cells if (found["mean"], found["sd"]) == repeated)
            same.append((cell.start, cell.end, sheet.label(row)))
    if len(same) >= 3 and 2 * len(same) >= rows:
        start, end, _ = same[0]
        names = ", ".join(name for _, _, name in same[:5])
        words = f"{len(same)} of {rows} rows have the same mean and SD in two groups ({names})."
        places = tuple((start, end) for start, end, _ in same)
        yield Flag("groups-too-alike", "info", start, end, words, "baseline means and SDs differ by chance", places=places)


def _no_dropout(sheet: Sheet) -> Iterator[Flag]:
    """F5: no patient, or equally many of each of three or more arms, lost or withdrawn (TRACT 5)."""
    for row in range(len(sheet.grid.rows)):
        if not _LOST.search(sheet.label(row)):
            continue
        tallies = [tally for column in sheet.columns if (tally := sheet.at(row, column)) is not None and tally.n is not None]
        counts = {tally.n for tally in tallies}
        if len(tallies) > 1 and len(counts) == 1 and (counts == {0} or len(tallies) > 2):
            words = f"{sheet.label(row)}: {tallies[0].n} in each of {len(tallies)} groups."
            places = tuple((tally.start, tally.end) for tally in tallies)
            start, end = places[0]
            yield Flag("equal-dropout", "info", start, end, words, "losses differ by chance", tallies[0].text, places=places)


def _large_effects(document: Document, mentions: Mentions) -> Iterator[Flag]:
    """F6: a very large effect, a ratio of at most 0.2 or at least 5 (BMJ 2016;355:i5432)."""
    for estimate in estimates(document, mentions):
        value = estimate.value
        if estimate.measure == "ratio" and value is not None and not 0.2 < value.value < 5 and value.value > 0:
            words = f"A ratio of {value.text} is a very large effect."
            yield _flag("very-large-effect", value, words, "0.2 < ratio < 5")


def _skewed(sheet: Sheet) -> Iterator[Flag]:
    """C9: a positive quantity with a mean below twice its SD is skewed (Altman and Bland 1996)."""
    for row, line in enumerate(sheet.grid.rows):
        if not any(_SD.search(cell.text) and "hange" not in cell.text for cell in line.path):
            continue
        for cell in line.cells:
            found = _WITH_SD.fullmatch(cell.text)
            if found and 0 < float(found["mean"]) < 2 * float(found["sd"]):
                words = (
                    f"{sheet.label(row)}: mean {found['mean']} is less than two SDs ({found['sd']}): skewed, if never negative."
                )
                yield Flag(
                    "skewed", "info", cell.start, cell.end, words, "mean >= 2 SD", cell.text, places=((cell.start, cell.end),)
                )
                break


def _flag(rule: str, number: Number, words: str, formula: str) -> Flag:
    return Flag(rule, "info", number.start, number.end, words, formula, number.text, places=((number.start, number.end),))
