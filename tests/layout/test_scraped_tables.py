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


HEADS = (
    "Reaction |\nNivetan (N=90) % |\nPlacebo (N=91) % |\n",
    "Reaction | Nivetan (N=90) % |\nPlacebo (N=91) % |\n",
    "Reaction | Nivetan\n(N=90) % |\nPlacebo\n(N=91) % |\n",
    "Reaction | Nivetan\n(N=90)\n% | Placebo\n(N=91)\n% |\n",
    "| Nivetan | Placebo |\n| (N=90) | (N=91) |\n| % | % |\n",
    "Reaction | Nivetan | Placebo |\nN=90 | N=91 | |\n% | % | |\n",
)


@pytest.mark.parametrize("head", HEADS)
def test_a_header_that_line_breaks_have_parted(head: str) -> None:
    body = "Dizziness | 4 | 2 |\nDry mouth | 11 | 5 |\nRash b | 6 | 3 |\nb Any kind of rash was counted. |\n"
    extraction = extract_text(f"Table 3. Adverse reactions\n{head}{body}")
    (table,) = extraction.tables
    assert table.title == "Adverse reactions"
    assert dict(table.footnotes) == {"b": "Any kind of rash was counted."}
    assert [(event.cohort, event.term, event.percent, event.denominator) for event in extraction.adverse_events] == [
        (cohort, term, share, size)
        for term, shares in (("Dizziness", (4, 2)), ("Dry mouth", (11, 5)), ("Rash", (6, 3)))
        for cohort, share, size in zip(("Nivetan", "Placebo"), shares, (90, 91))
    ]


def test_uncertain_spans_cost_confidence() -> None:
    text = (
        "Table 7. Adverse reactions\nAdverse Reaction | Once daily | Twice daily | ||\n"
        "Tovarine 5 mg | Tovarine 10 mg | Aspirin | Placebo | |\nNausea | 8% | 9% | 6% | 5% |\nEdema | 5% | 7% | 3% | 2% |\n"
    )
    extraction = extract_text(text)
    assert [event.percent for event in extraction.adverse_events] == [8, 9, 6, 5, 5, 7, 3, 2]
    told = (*extraction.tables, *extraction.adverse_events, *extraction.cohorts)
    assert all(record.confidence <= 0.5 for record in told)


@pytest.mark.parametrize("shares", [(24.0, 46.0, 30.0), (33.3, 33.3, 33.3), (20.1, 30.2, 49.8)])
def test_a_group_ends_where_its_shares_are_whole(shares: tuple[float, ...]) -> None:
    parts = "".join(f"{label} | {round(share * 10)} ({share}) |\n" for label, share in zip(("18-39", "40-64", "65-90"), shares))
    head = "Table 1. Characteristics\nCharacteristic | No. (%) |\nAge group (yr) | |\n"
    (table,) = extract_text(f"{head}{parts}Female | 524 (52.4) |\nDiabetes | 176 (17.6) |\n").tables
    assert [row.path for row in table.rows if any(row.cells)] == [
        *(("Age group (yr)", label) for label in ("18-39", "40-64", "65-90")),
        ("Female",),
        ("Diabetes",),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Home | About | Contact |\nNews | Careers | Media |\nTerms | Privacy | 24 hours |\n",
        "Menu |\nSearch |\nTop of the page |\n",
    ],
)
def test_no_table(text: str) -> None:
    assert not extract_text(text).tables


@pytest.mark.parametrize(
    "head",
    [
        "| Reaction | Nivetan (N=90) % |\nPlacebo (N=91) % |\n",
        "| Reaction |\nNivetan (N=90) % |\nPlacebo (N=91) % |\n",
        "| | Nivetan (N=90) | Placebo (N=91) |\n| Reaction | % | % |\n",
    ],
)
def test_framed_tables_without_a_rule(head: str) -> None:
    extraction = extract_text(f"Table 3. Adverse reactions\n{head}| Dizziness | 4 | 2 |\n| Dry mouth | 11 | 5 |\n")
    assert [(event.cohort, event.term, event.percent, event.denominator) for event in extraction.adverse_events] == [
        (cohort, term, share, size)
        for term, shares in (("Dizziness", (4, 2)), ("Dry mouth", (11, 5)))
        for cohort, share, size in zip(("Nivetan", "Placebo"), shares, (90, 91))
    ]


def test_framed_tables_that_lost_their_spans() -> None:
    text = (
        "Table 2. Adverse reactions\n| Study 1 | Study 2 | |||\n| Cetrolin | Placebo | Cetrolin | Placebo | |\n"
        "| N = 115 | N = 118 | N = 75 | N = 73 | |\n| Sedation | 4% | 1% | 6% | 3% |\n| Agitation | 3% | 2% | 5% | 4% |\n"
    )
    extraction = extract_text(text)
    assert [(event.percent, event.denominator) for event in extraction.adverse_events] == [
        *((4, 115), (1, 118), (6, 75), (3, 73)),
        *((3, 115), (2, 118), (5, 75), (4, 73)),
    ]
