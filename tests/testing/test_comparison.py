"""``daraevidence.testing``: what it calls the same, and how it shows what differs."""

import csv
import re
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings

import daraevidence.testing as testing
from daraevidence import extract_text
from daraevidence.testing import Made, assert_table, documents, same_cell, table_rows

TEXT = (
    "Table: Pain at week 8\n\n| Scale | Coaching | Coaching | P |\n|---|---|---|---|\n|  | n | % |  |\n"
    "| At rest | 12 | 28 | 0.03 |\n| Moving | 1,234 | 44.0 | <0.001 |\n"
)


@pytest.fixture
def table():
    return extract_text(TEXT, kind="markdown").tables[0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1 (2)", "1 (2)", True),
        ("1 (2)", "1 (2.0)", False),
        ("1,234", "1234", True),
        ("0.5", ".5", True),
        ("12·5", "12.5", True),
        ("3–9", "3 - 9", True),
        ("−1.5", "-1.5", True),
        ("1\u00a0(2)", "1  (2)", True),
        ("( 2 )", "(2)", True),
        ("007", "7", True),
        ("1 (2)", "1 (3)", False),
        ("12", "1 2", False),
        ("NR", "nr", False),
        ("", "0", False),
    ],
)
def test_when_cells_are_the_same(one, other, same):
    assert same_cell(one, other) is same


def test_a_table_is_what_it_is(table, tmp_path):
    rows = table_rows(table)
    assert rows[0] == ["Scale", "Coaching > n", "Coaching > %", "P"]
    path = tmp_path / "pain.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    for expected in (rows, tuple(map(tuple, rows)), path, str(path), table, table.to_frame()):
        assert_table(table, expected)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows[1].__setitem__(1, "13"), "'At rest' | 'Coaching > n': expected '13', got '12'"),
        (lambda rows: rows[2].__setitem__(2, "44"), "'Moving' | 'Coaching > %': expected '44', got '44.0'"),
        (lambda rows: rows[0].__setitem__(3, "P value"), "column 3: expected 'P value', got 'P'"),
        (lambda rows: rows[0].__setitem__(0, "Item"), "label column: expected 'Item', got 'Scale'"),
        (lambda rows: rows.pop(), "extra row: Moving | 1,234 | 44.0 | <0.001"),
        (lambda rows: rows.insert(2, ["Sleeping", "1", "2", ""]), "missing row: Sleeping | 1 | 2 | "),
        (lambda rows: rows[1].__setitem__(0, "Lying"), "row: expected 'Lying', got 'At rest'"),
        (lambda rows: [row.pop() for row in rows], "columns: expected 2 ['Coaching > n', 'Coaching > %'], got 3"),
    ],
)
def test_the_message_shows_what_differs(table, change, said):
    rows = table_rows(table)
    change(rows)
    with pytest.raises(AssertionError, match=re.escape(said)) as caught:
        assert_table(table, rows)
    assert str(caught.value).startswith("table 'Pain at week 8' differs:")


def test_many_differences_are_counted(table):
    rows = [table_rows(table)[0], *[[f"Row {i}", "1", "2", ""] for i in range(40)]]
    with pytest.raises(AssertionError, match=r"\.\.\. and \d+ more"):
        assert_table(table, rows)


def test_hypothesis_is_needed_for_strategies_only():
    code = "import sys, daraevidence.testing as t; t.assert_table; t.as_pipes; print('hypothesis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
    assert testing.__all__ == sorted(testing.__all__)
    assert all(getattr(testing, name) is not None for name in testing.__all__)
    with pytest.raises(AttributeError):
        _ = testing.nothing


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(documents(kind="markdown"))
def test_made_up_documents_are_read(made: Made):
    ex = extract_text(made.text, kind="markdown")
    assert [table.title for table in ex.tables] == [sheet.title for sheet in made.sheets]
    for table, sheet in zip(ex.tables, made.sheets, strict=True):
        assert_table(table, sheet.grid())
