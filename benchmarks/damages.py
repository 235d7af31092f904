"""Damage to made-up documents whose numbers agree, one place at a time: what ``mutations.py`` counts the findings of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from daraevidence.testing import Sheet
from daraevidence.testing.agreeing import Agreeing
from daraevidence.testing.remarks import Sentence

__all__ = ["DAMAGE", "Cell", "Damage", "cells", "text_of"]

Cell = tuple[int, int, int]
"""A part of the document, a line of its table, a cell of the line."""

_SHARE = re.compile(r"\d+ \(\d+(?:\.(\d+))?\)")
_RATIO = re.compile(r"(\d+\.\d\d)(?:; 95% CI, | \()(\d+\.\d\d)-(\d+\.\d\d)")
_LIMITS = re.compile(r"(-?\d+(?:\.\d+)?)(-| to )(-?\d+(?:\.\d+)?)(?=[);])")
_DASHED = re.compile(r"(\d+\.\d+)-(\d+\.\d+)(?=[);])")


def cells(document: Agreeing, wanted: Callable[[str], object]) -> list[Cell]:
    """The cells whose text is wanted."""
    return [
        (part, line, column)
        for part, sheet in enumerate(document.parts)
        if isinstance(sheet, Sheet)
        for line, row in enumerate(sheet.lines)
        for column, cell in enumerate(row.cells)
        if wanted(" ".join(cell))
    ]


def text_of(document: Agreeing, place: Cell) -> str:
    part, line, column = place
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    return " ".join(sheet.lines[line].cells[column])


def with_cell(document: Agreeing, place: Cell, text: str) -> Agreeing:
    """The document with another text in a cell."""
    part, line, column = place
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    row = sheet.lines[line]
    changed = replace(row, cells=(*row.cells[:column], (text,), *row.cells[column + 1 :]))
    return with_part(document, part, replace(sheet, lines=(*sheet.lines[:line], changed, *sheet.lines[line + 1 :])))


def with_part(document: Agreeing, part: int, changed: Sentence | Sheet) -> Agreeing:
    return replace(document, parts=(*document.parts[:part], changed, *document.parts[part + 1 :]))


def other_digit(random: Random, text: str, start: int, end: int) -> str:
    """The text with one digit of a range changed, the first one never into 0."""
    places = [i for i in range(start, end) if text[i].isdigit()]
    place = random.choice(places)
    leading = place == start and text[start : start + 2] not in ("0.",) and end - start > 1
    digits = [digit for digit in "0123456789"[leading:] if digit != text[place]]
    return text[:place] + random.choice(digits) + text[place + 1 :]


def _in_cells(wanted: Callable[[str], object], change: Callable[[Random, str], str | None]) -> Damage:
    def damage(random: Random, document: Agreeing) -> Agreeing | None:
        places = cells(document, wanted)
        if not places:
            return None
        place = random.choice(places)
        text = change(random, text_of(document, place))
        return with_cell(document, place, text) if text is not None else None

    return damage


def _in_prose(kinds: tuple[str, ...], change: Callable[[Random, str], str | None]) -> Damage:
    def damage(random: Random, document: Agreeing) -> Agreeing | None:
        parts = [(i, part) for i, part in enumerate(document.parts) if isinstance(part, Sentence) and part.kind in kinds]
        if not parts:
            return None
        index, part = random.choice(parts)
        text = change(random, part.text)
        return with_part(document, index, Sentence(part.kind, text)) if text is not None else None

    return damage


Damage = Callable[[Random, Agreeing], Agreeing | None]


def _digit_of_share(random: Random, text: str) -> str:
    numbers = list(re.finditer(r"\d+(?:\.\d+)?", text))
    found = random.choice(numbers)
    return other_digit(random, text, *found.span())


def _digit_of_ratio(random: Random, text: str) -> str | None:
    found = _RATIO.search(text)
    return other_digit(random, text, *found.span(random.choice([1, 2, 3]))) if found else None


def _digit_after(word: str) -> Callable[[Random, str], str | None]:
    pattern = re.compile(word)

    def change(random: Random, text: str) -> str | None:
        found = list(pattern.finditer(text))
        return other_digit(random, text, *random.choice(found).span(1)) if found else None

    return change


def _limits_swapped(_: Random, text: str) -> str | None:
    found = _LIMITS.search(text)
    if found is None or found[1] == found[3]:
        return None
    return text[: found.start()] + found[3] + found[2] + found[1] + text[found.end() :]


def _dash_lost(_: Random, text: str) -> str | None:
    return _DASHED.sub(r"\1\2", text, count=1) if _DASHED.search(text) else None


def _sign_lost(random: Random, text: str) -> str | None:
    found = list(re.finditer(r"(?<![\d.])-(?=\d)", text))
    if not found:
        return None
    place = random.choice(found).start()
    return text[:place] + text[place + 1 :]


def _point_lost(random: Random, text: str) -> str | None:
    found = list(re.finditer(r"(?<=\d)\.(?=\d)", text))
    if not found:
        return None
    place = random.choice(found).start()
    return text[:place] + text[place + 1 :]


def _cited(random: Random, text: str) -> str | None:
    """The number of a reference glued to a percent."""
    found = re.search(r"\d\.\d(?=%?\)|%)", text)
    return text[: found.end()] + random.choice("123456789") + text[found.end() :] if found else None


def arms_swapped(random: Random, document: Agreeing) -> Agreeing | None:
    """Two cells of a row exchanged."""
    places = [p for p in cells(document, _SHARE.fullmatch) if (p[0], p[1], p[2] + 1) in set(cells(document, _SHARE.fullmatch))]
    places = [p for p in places if text_of(document, p) != text_of(document, (p[0], p[1], p[2] + 1))]
    if not places:
        return None
    first = random.choice(places)
    second = (first[0], first[1], first[2] + 1)
    one, two = text_of(document, first), text_of(document, second)
    return with_cell(with_cell(document, first, two), second, one)


def row_dropped(random: Random, document: Agreeing) -> Agreeing | None:
    """A category of a family is gone."""
    places = [(p, line) for p, line, column in cells(document, _SHARE.fullmatch) if column == 0 and _depth(document, p, line)]
    if not places:
        return None
    part, line = random.choice(places)
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    return with_part(document, part, replace(sheet, lines=(*sheet.lines[:line], *sheet.lines[line + 1 :])))


def row_shifted(random: Random, document: Agreeing) -> Agreeing | None:
    """The cells of a row and of the next one exchanged."""
    shares = set(cells(document, _SHARE.fullmatch))
    places = [(p, line) for p, line, column in shares if column == 0 and (p, line + 1, 0) in shares]
    if not places:
        return None
    part, line = random.choice(sorted(places))
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    one, two = sheet.lines[line], sheet.lines[line + 1]
    if one.cells == two.cells:
        return None
    swapped = (replace(one, cells=two.cells), replace(two, cells=one.cells))
    return with_part(document, part, replace(sheet, lines=(*sheet.lines[:line], *swapped, *sheet.lines[line + 2 :])))


def size_changed(random: Random, document: Agreeing) -> Agreeing | None:
    """A digit of the N of one table's header."""
    parts = [(i, part) for i, part in enumerate(document.parts) if isinstance(part, Sheet) and "(n=" in part.columns[0][0]]
    if not parts:
        return None
    index, sheet = random.choice(parts)
    name = random.choice([path[0] for path in sheet.columns if "(n=" in path[0]])
    start = name.index("=") + 1
    other = other_digit(random, name, start, len(name) - 1)
    columns = tuple(tuple(other if cell == name else cell for cell in path) for path in sheet.columns)
    heads = tuple(tuple(other if cell == name else cell for cell in path) for path in sheet.printed_columns)
    return with_part(document, index, replace(sheet, columns=columns, printed_columns=heads))


def _swapped(pattern: str) -> Callable[[Random, str], str | None]:
    """The two groups of a pattern exchanged."""
    both = re.compile(pattern)

    def change(_: Random, text: str) -> str | None:
        found = both.search(text)
        if found is None or found[1] == found[2]:
            return None
        return text[: found.start(1)] + found[2] + text[found.end(1) : found.start(2)] + found[1] + text[found.end(2) :]

    return change


def _replaced(pattern: str, word: str) -> Callable[[Random, str], str | None]:
    wrong = re.compile(pattern)

    def change(_: Random, text: str) -> str | None:
        return wrong.sub(word, text, count=1) if wrong.search(text) else None

    return change


def _point_lost_after(pattern: str) -> Callable[[Random, str], str | None]:
    number = re.compile(pattern)

    def change(_: Random, text: str) -> str | None:
        found = number.search(text)
        return text[: found.start(1)] + found[1].replace(".", "") + text[found.end(1) :] if found else None

    return change


def column_copied(random: Random, document: Agreeing) -> Agreeing | None:
    """The cells of one arm printed for another one too."""
    parts = [(i, part) for i, part in enumerate(document.parts) if isinstance(part, Sheet) and part.title == "Adverse Events"]
    if not parts:
        return None
    index, sheet = random.choice(parts)
    lines = tuple(replace(line, cells=(*line.cells[:2], *line.cells[:2], *line.cells[4:])) for line in sheet.lines)
    return with_part(document, index, replace(sheet, lines=lines))


def curve_raised(random: Random, document: Agreeing) -> Agreeing | None:
    """Survival at two times, or patients at risk at two, exchanged in the row or column of an arm."""
    parts = [(i, part) for i, part in enumerate(document.parts) if isinstance(part, Sheet) and "Risk" in part.title]
    if not parts:
        return None
    index, sheet = random.choice(parts)
    place = random.randrange(len(sheet.lines))
    line = sheet.lines[place]
    first = random.randrange(len(line.cells) - 1)
    if line.cells[first] == line.cells[first + 1]:
        return None
    cells = (*line.cells[:first], line.cells[first + 1], line.cells[first], *line.cells[first + 2 :])
    return with_part(
        document, index, replace(sheet, lines=(*sheet.lines[:place], replace(line, cells=cells), *sheet.lines[place + 1 :]))
    )


def name_misspelled(random: Random, document: Agreeing) -> Agreeing | None:
    """Two letters of a drug exchanged in the sentence that names the arms."""
    parts = [(i, part) for i, part in enumerate(document.parts) if isinstance(part, Sentence) and part.kind == "sizes"]
    index, part = parts[0]
    found = re.search(r"randomized to ([A-Z][a-z]+)", part.text)
    if found is None:
        return None
    place = found.start(1) + random.randint(2, len(found[1]) - 3)
    one, two = part.text[place], part.text[place + 1]
    if one == two:
        return None
    return with_part(document, index, Sentence(part.kind, part.text[:place] + two + one + part.text[place + 2 :]))


def _depth(document: Agreeing, part: int, line: int) -> int:
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    return sheet.lines[line].depth


def _decimals(count: int) -> Callable[[str], bool]:
    def wanted(text: str) -> bool:
        found = _SHARE.fullmatch(text)
        return found is not None and len(found[1] or "") == count

    return wanted


#: What is done to a document, by the name of the damage.
DAMAGE: dict[str, Damage] = {
    "digit in n (p), one decimal": _in_cells(_decimals(1), _digit_of_share),
    "digit in n (p), two decimals": _in_cells(_decimals(2), _digit_of_share),
    "digit in n (p), no decimal": _in_cells(_decimals(0), _digit_of_share),
    "digit in n/N of a subgroup": _in_cells(re.compile(r"\d+/\d+").fullmatch, _digit_of_share),
    "digit in n of N (p), prose": _in_prose(("share",), _digit_of_share),
    "digit in a share with CI": _in_prose(("exact",), _digit_after(r"(\d+\.\d)(?=%;|-|\))")),
    "digit in a ratio with CI, prose": _in_prose(("ratio",), _digit_of_ratio),
    "digit in a ratio with CI, cell": _in_cells(_RATIO.match, _digit_of_ratio),
    "digit in a difference with CI": _in_prose(("difference",), _digit_after(r"(\d+\.\d)")),
    "digit in a rate": _in_prose(("rate",), _digit_after(r"(\d+(?:\.\d)?)(?= strokes| person-years \(| per 100)")),
    "digit of N in a header": size_changed,
    "limits swapped, prose": _in_prose(("ratio", "exact", "median", "difference"), _limits_swapped),
    "limits swapped, cell": _in_cells(_LIMITS.search, _limits_swapped),
    "dash lost, prose": _in_prose(("ratio", "exact", "median"), _dash_lost),
    "dash lost, cell": _in_cells(_DASHED.search, _dash_lost),
    "sign lost": _in_prose(("difference",), _sign_lost),
    "decimal point lost in n (p)": _in_cells(_decimals(1), _point_lost),
    "decimal point lost in a ratio": _in_prose(("ratio",), _point_lost),
    "citation glued to a percent": _in_prose(("share", "exact"), _cited),
    "arms swapped": arms_swapped,
    "digit in a change": _in_prose(("change",), _digit_after(r"of (\d+\.\d)")),
    "digit in a difference of two shares": _in_prose(("apart",), _digit_after(r"difference of (\d+\.\d)")),
    "digit in a count of a relative risk": _in_prose(("risks",), _digit_after(r"(\d+) of (?=\d+ patients)")),
    "digit in a number needed to treat": _in_prose(("needed",), _digit_after(r"treat of (\d+)")),
    "shares swapped, higher": _in_prose(("higher",), _swapped(r"(\d+)% vs (\d+)%")),
    "digit in what is halved": _in_prose(("twice",), _digit_after(r"(\d+\.\d)%")),
    "digit in an SE": _in_prose(("error",), _digit_after(r"SE, (\d+\.\d\d)")),
    "digit in an SD with its range": _in_prose(("spread",), _digit_after(r"SD, (\d+\.\d)")),
    "point lost in a mean with its range": _in_prose(("spread",), _point_lost_after(r"was (\d+\.\d)")),
    "digit in a median with quartiles": _in_prose(("quartiles",), _digit_after(r"was (\d+) days")),
    "digit in a part of a whole": _in_prose(("including",), _digit_after(r"including (\d+)")),
    "digit in a P value of a test statistic": _in_prose(("tested",), _digit_after(r"P=0\.(\d+)")),
    "digit in a test statistic": _in_prose(("tested",), _digit_after(r"\) = (\d)")),
    "digit in a P value of two counts": _in_prose(("counts tested",), _digit_after(r"P=0\.(\d+)")),
    "digit in a P value of two means": _in_prose(("means tested",), _digit_after(r"P=0\.(\d+)")),
    "digit in an I squared": _in_prose(("heterogeneity",), _digit_after(r"I2 = (\d\d)%")),
    "exponent lost": _in_prose(("power",), _replaced(r"10\^6", "106")),
    "digit in an age": _in_prose(("age",), _digit_after(r"(?:was|range,|-)\s?(\d+)")),
    "digit in survival at a time": _in_prose(("landmark",), _digit_after(r"(\d+\.\d)%")),
    "digit in survival at a time, cell": _in_cells(re.compile(r"\d\d\.\d").fullmatch, _digit_after(r"(\d+\.\d)")),
    "patients at risk swapped": curve_raised,
    "period swapped": _in_prose(("period",), _swapped(r"(\d{4}) to [A-Z][a-z]+ (\d{4})")),
    "digit in what the table says too": _in_prose(("again",), _digit_after(r"\((\d+(?:\.\d+)?)%")),
    "point lost in a mean of all": _in_cells(re.compile(r"\d+\.\d \(\d+\.\d\)").fullmatch, _point_lost),
    "arm printed twice": column_copied,
    "P value above 1": _in_prose(("ratio",), _point_lost_after(r"P=(0\.[1-9]\d*)")),
    "abbreviation not spelled out": _in_prose(("list",), _replaced(r" VGPR, [a-z ]+;| ECOG, [A-Za-z ]+;", "")),
    "name misspelled": name_misspelled,
    "row dropped": row_dropped,
    "rows shifted": row_shifted,
}
