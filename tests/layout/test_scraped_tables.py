"""Tables as web pages are scraped to text: a bar behind each cell, spans lost, headers moved to the left or parted."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import pytest

from daraevidence import extract_text

ARMS = ("Veltorin", "Placebo")
UPPER = {1: (), 2: ("Migraine Study", "Tension Study"), 3: ("Adults", "Adolescents", "Children")}
ROWS = (
    ("Ear disorders", (("Tinnitus", (6, 5)), ("Vertigo", (11, 3)))),
    ("Skin", (("Pruritus", (9, 2)), ("Rash, any kind", (14, 8)), ("Dry skin", (4, 0)))),
)
NOTE = "a Pooled studies include two further studies of the same dose"


class Form(NamedTuple):
    """How a table is printed."""

    groups: int
    rule: bool
    sizes: str  # in the names, in a row below them
    moved: bool  # rows of the header without their empty first cell
    sections: str  # none, empty cells behind them
    note: bool


FORMS = [
    Form(*form)
    for form in itertools.product((1, 2, 3), (False, True), ("names", "row"), (False, True), ("none", "cells"), (False, True))
    if not (form[0] == 1 and form[3])
]


def _sizes(groups: int) -> list[int]:
    return [61 + 17 * index for index in range(2 * groups)]


def _line(cells: list[str], width: int, moved: bool) -> str:
    cells = cells[1:] if moved and not cells[0] else cells
    cells = cells + [""] * (width - len(cells))
    return "".join(f" {cell} |" if cell else "|" for cell in cells).strip()


def _printed(form: Form) -> str:
    names = list(ARMS) * form.groups
    width = len(names) + 1
    sizes = [f"(n={size})" for size in _sizes(form.groups)]
    heads = [["", *UPPER[form.groups]]] if form.groups > 1 else []
    if form.sizes == "names":
        names = [f"{name} {size}" for name, size in zip(names, sizes)]
    stub = "" if form.groups > 1 else "Adverse Reaction"
    heads.append([stub, *names])
    if form.sizes == "row":
        heads.append(["", *sizes])
    lines = [_line(cells, width, form.moved) for cells in heads]
    if form.rule:
        lines.insert(1, "|".join(["---"] * width) + "|")
    for section, rows in ROWS:
        if form.sections == "cells":
            lines.append(_line([section], width, False))
        for label, values in rows:
            figures = [f"{value + shift}%" for shift in range(form.groups) for value in values]
            lines.append(_line([label, *figures], width, False))
    if form.note:
        lines.append(f"{NOTE} |")
    return (
        "The rates are in the table.\nTable 2. Adverse reactions in the studies\n"
        + "\n".join(lines)
        + "\nThe end is told here.\n"
    )


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_forms_of_scraped_tables(form: Form) -> None:
    extraction = extract_text(_printed(form))
    (table,) = extraction.tables
    expected = []
    for column in range(2 * form.groups):
        upper = UPPER[form.groups][column // 2 : column // 2 + 1]
        size = f"(n={_sizes(form.groups)[column]})"
        name = ARMS[column % 2]
        expected.append((*upper, f"{name} {size}") if form.sizes == "names" else (*upper, name, size))
    assert [" ".join(path) for path in table.columns] == [" ".join(path) for path in expected]
    assert table.title.endswith("Adverse reactions in the studies")
    rows = [row for row in table.rows if any(row.cells)]
    assert [row.path for row in rows] == [
        (section, label) if form.sections == "cells" else (label,) for section, inner in ROWS for label, _ in inner
    ]
    assert [row.cells for row in rows] == [
        tuple(f"{value + shift}%" for shift in range(form.groups) for value in values) for _, inner in ROWS for _, values in inner
    ]
    events = [(event.term, event.percent, event.denominator) for event in extraction.adverse_events]
    assert events == [
        (label, values[column % 2] + column // 2, _sizes(form.groups)[column])
        for _, inner in ROWS
        for label, values in inner
        for column in range(2 * form.groups)
    ]
