"""Order: what is part of something is not more than it; counts do not exceed their N; grades do not exceed any grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from daraevidence.draft import Flag, Severity
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.validation.proportions import foreign_columns
from daraevidence.validation.responses import DEPTH, blocks, response
from daraevidence.validation.sheets import Sheet, Tally

__all__ = ["grades_in_table", "members_in_table", "more", "overlaps_in_table", "responses_in_order", "totals_in_table"]

_GRADE = compiled(
    r"(?P<any>(?:any|all)[- ]?(?:ctcae )?(?:grades?|events?|aes?|teaes?)?|all-grade|total|overall)"
    r"|(?:ctcae )?(?:grades?|gr\.?)\s*(?P<op>≥|>=|>)?\s*(?P<low>[1-5])"
    r"(?:\s*(?:-|–|/|to|or|and)\s*(?P<high>[1-5]|higher|more|worse|above))?",
    re.IGNORECASE,
)
_BARE_GRADE = compiled(r"(?P<op>≥|>=)\s*(?:grades?\s*)?(?P<low>[1-5])", re.IGNORECASE)
_OF_GRADES = Gated("adverse|ae|grade|toxicit", r"\bgrades?\b|\bCTCAE\b|\badverse\b|\btoxicit|\bAEs?\b|\bTEAEs?\b", re.IGNORECASE)
_OR = compiled(r"\s+(?:or|and/or)\s+", re.IGNORECASE)
_BOTH = Gated("(", r"\((?P<a>[\w-]+)\s*(?:\+|and|&|/)\s*(?P<b>[\w-]+)\)")


def _row_flag(label: Cell, small: Tally, large: Tally, severity: Severity, words: str) -> Flag:
    return Flag(
        "subset-exceeds-superset",
        severity,
        label.start,
        label.end,
        words,
        formula="part <= whole",
        printed=small.text,
        recomputed=large.text,
        places=((small.start, small.end), (large.start, large.end)),
    )


def more(part: Tally, whole: Tally) -> bool:
    """Whether the part is surely more than the whole: by counts of the same kind, else by percents beyond rounding."""
    if part.n is not None and whole.n is not None:
        return part.n > whole.n
    if part.percent is None or whole.percent is None or part.percent.op or whole.percent.op or part.of != whole.of:
        return False
    slack = Decimal(5).scaleb(-part.percent.decimals - 1) + Decimal(5).scaleb(-whole.percent.decimals - 1)
    return part.percent.value - whole.percent.value > slack


def totals_in_table(sheet: Sheet) -> Iterator[Flag]:
    """A4: 0 <= n <= N for every cell ``n (p)`` or ``n/N``; a percent lies between 0 and 100."""
    foreign = foreign_columns(sheet)
    for tally in sheet.tallies.values():
        total = None if tally.column in foreign and not tally.of else sheet.denominator(tally)
        if tally.percent is not None and tally.percent.value > 100 and tally.n is not None:
            words = f"{tally.text}: a share of patients is at most 100%."
            yield Flag("percent-out-of-range", "error", tally.start, tally.end, words, "0 <= p <= 100", tally.percent.text)
        elif tally.n is not None and total and tally.n > total and (tally.percent is not None or tally.of):
            words = f"{tally.text}: {tally.n} is more than the {total} patients of the group."
            yield Flag("count-exceeds-total", "error", tally.start, tally.end, words, "n <= N", str(tally.n), str(total))


def responses_in_order(sheet: Sheet) -> Iterator[Flag]:
    """D1: sCR <= CR or better <= VGPR or better <= ORR, and each response <= the row that holds it."""
    for block in blocks(sheet):
        if block.strange:
            continue
        for column in sheet.columns:
            cells = block.cells(sheet, column)
            for part, whole in _nested(cells):
                if more(cells[part], cells[whole]):
                    row = cells[whole].row
                    label = sheet.grid.rows[row].path[-1]
                    words = (
                        f"{sheet.label(row)} {cells[whole].text} is less than {sheet.label(cells[part].row)} {cells[part].text}"
                    )
                    yield _row_flag(label, cells[part], cells[whole], "error", f"{words}, which it includes.")
                    break


def _nested(cells: dict[str, Tally]) -> Iterator[tuple[str, str]]:
    for whole in cells:
        if not whole.endswith("+"):
            continue
        depth = DEPTH.index(whole[:-1])
        for part in cells:
            if part != whole and all(name in DEPTH and DEPTH.index(name) <= depth for name in part.rstrip("+").split("/")):
                yield part, whole


_REFRACTORY = compiled(r"\brefractory\b")


def members_in_table(sheet: Sheet) -> Iterator[Flag]:
    """D7: a row is not more than the one it stands under; ``A or B`` is not less than ``A``; refractory is not more than exposed.

    Responses are left to ``responses_in_order``, grades to ``grades_in_table``. Not rows most of which are more than the one
    above: they are what it is made of (all criteria of a response), no parts of its patients.
    """
    made_of = _made_of(sheet)
    labels = {(sheet.parents[row], sheet.label(row).lower()): row for row in range(len(sheet.grid.rows))}
    for row, parent in enumerate(sheet.parents):
        whole: list[int] = []
        responses = response(sheet.label(row)) is not None or (parent >= 0 and response(sheet.label(parent)) is not None)
        if parent >= 0 and parent not in made_of and not responses:
            whole.append(parent)
        members: list[int] = []
        parts = _OR.split(sheet.label(row).lower())
        if len(parts) > 1:
            members = [labels[key] for part in parts if (key := (parent, part.strip())) in labels and labels[key] != row]
        label = sheet.label(row).lower()
        exposed = _REFRACTORY.sub("exposure", label) if "refractory" in label else label
        if exposed != label and (parent, exposed) in labels:
            whole.append(labels[parent, exposed])
        yield from _members(sheet, [(row, other) for other in whole] + [(member, row) for member in members])


def _made_of(sheet: Sheet) -> set[int]:
    """Rows that most of the cells under them are more than, in two cells or more."""
    found = set()
    for parent, rows in sheet.families:
        pairs = [
            more(part, whole)
            for row in rows
            for column in sheet.columns
            if parent >= 0 and (part := sheet.at(row, column)) is not None and (whole := sheet.at(parent, column)) is not None
        ]
        if sum(pairs) > 1 and 2 * sum(pairs) > len(pairs):
            found.add(parent)
    return found


def _members(sheet: Sheet, pairs: list[tuple[int, int]]) -> Iterator[Flag]:
    for part, whole in pairs:
        for column in sheet.columns:
            small, large = sheet.at(part, column), sheet.at(whole, column)
            if small is None or large is None or not more(small, large):
                continue
            under = sheet.parents[part] == whole
            row = part if under else whole
            label = sheet.grid.rows[row].path[-1]
            words = f"{sheet.label(whole)} {large.text} is less than {sheet.label(part)} {small.text}, which it includes"
            yield _row_flag(label, small, large, "warning" if under else "error", words + ".")
            break


_EXCLUSIVE = compiled(r"\b(refractory|exposed|exposure|positive|negative)\b", re.IGNORECASE)


def overlaps_in_table(sheet: Sheet) -> Iterator[Flag]:
    """D11: ``Double refractory (A+B)`` lies between a + b - N and the smaller of ``A refractory`` and ``B refractory``."""
    labels = {sheet.label(row).lower(): row for row in range(len(sheet.grid.rows))}
    for row in range(len(sheet.grid.rows)):
        found = _BOTH.search(sheet.label(row))
        if found is None:
            continue
        state = _EXCLUSIVE.search(sheet.label(row))
        if state is None:
            continue
        first = labels.get(f"{found['a']} {state[1]}".lower())
        second = labels.get(f"{found['b']} {state[1]}".lower())
        if first is None or second is None:
            continue
        for column in sheet.columns:
            flag = _overlap(sheet, row, first, second, column)
            if flag is not None:
                yield flag


def _overlap(sheet: Sheet, row: int, first: int, second: int, column: int) -> Flag | None:
    both, one, two = sheet.at(row, column), sheet.at(first, column), sheet.at(second, column)
    if both is None or one is None or two is None or both.n is None or one.n is None or two.n is None:
        return None
    total = sheet.denominator(both)
    if not total:
        return None
    least, most = max(0, one.n + two.n - total), min(one.n, two.n)
    if least <= both.n <= most:
        return None
    names = f"{sheet.label(first)} {one.n} and {sheet.label(second)} {two.n} of {total}"
    bound = f"at least {one.n} + {two.n} - {total} = {least}" if both.n < least else f"at most {most}"
    label = sheet.grid.rows[row].path[-1]
    flag = _row_flag(label, both, one, "warning", f"{names}: {bound} must be both, not {both.n}.")
    flag.formula = "a + b - N <= both <= min(a, b)"
    flag.end = max(flag.end, both.end)
    flag.places = tuple((tally.start, tally.end) for tally in (both, one, two))
    return flag


def _grade(label: str, bare: bool = True) -> tuple[int, int] | None:
    """The grades of a label as a range: any is 1-5, ``Grade 3/4`` 3-4, ``Grade ≥3`` 3-5, ``Grade 2`` 2; ``bare``: ``≥3`` too."""
    found = _GRADE.fullmatch(label.strip()) or (_BARE_GRADE.fullmatch(label.strip()) if bare else None)
    if found is None:
        return None
    parts = found.groupdict()
    if parts.get("any"):
        return (1, 5)
    low, high = int(parts["low"]), parts.get("high")
    if parts.get("op"):
        return (low + 1, 5) if parts["op"] == ">" else (low, 5)
    if high and not high.isdigit():
        return (low, 5)
    return (low, max(low, int(high or low)))


def grades_in_table(sheet: Sheet) -> Iterator[Flag]:
    """D5: any grade >= grade 3 or more >= grade 4 ..., for grades in rows below a term and in a second level of header."""
    told = f"{sheet.grid.title.text} {sheet.grid.stub.text}"
    for _, rows in sheet.families:
        bare = _OF_GRADES.search(" ".join((told, *(cell.text for cell in sheet.grid.rows[rows[0]].path[:-1])))) is not None
        graded = [(row, grade) for row in rows if (grade := _grade(sheet.label(row), bare)) is not None]
        if len({grade for _, grade in graded}) < len(graded):
            continue
        for part, whole in _holding(graded):
            for column in sheet.columns:
                term = sheet.grid.rows[part].path[-2:-1]
                yield from _grade_flag(sheet.at(part, column), sheet.at(whole, column), sheet.label(whole), term)
    groups: dict[tuple[str, ...], list[tuple[int, tuple[int, int]]]] = {}
    for column, path in enumerate(sheet.grid.columns):
        if path and (grade := _grade(path[-1].text)) is not None:
            groups.setdefault(tuple(cell.text for cell in path[:-1]), []).append((column, grade))
    for graded in groups.values():
        if len({grade for _, grade in graded}) < len(graded):
            continue
        for part, whole in _holding(graded):
            for row in range(len(sheet.grid.rows)):
                label = sheet.grid.rows[row].path[-1:]
                yield from _grade_flag(sheet.at(row, part), sheet.at(row, whole), sheet.grid.columns[whole][-1].text, label)


def _holding(graded: list[tuple[int, tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """Pairs (part, whole): the least grade range that holds each one."""
    for part, (low, high) in graded:
        holding = [
            (top - bottom, whole)
            for whole, (bottom, top) in graded
            if bottom <= low and high <= top and (bottom, top) != (low, high)
        ]
        if holding:
            yield part, min(holding)[1]


def _grade_flag(part: Tally | None, whole: Tally | None, name: str, label: Sequence[Cell] = ()) -> Iterator[Flag]:
    if part is not None and whole is not None and more(part, whole):
        words = f"{part.text} is more than {whole.text} of {name.lower()}, which holds it."
        yield Flag(
            "grade-exceeds-any-grade",
            "error",
            part.start,
            part.end,
            words,
            formula="grade <= any grade",
            printed=part.text,
            recomputed=whole.text,
            places=((part.start, part.end), (whole.start, whole.end), *((cell.start, cell.end) for cell in label)),
        )
