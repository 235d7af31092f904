"""Tables of web pages: rows, columns and spans as the markup says, headers and notes as a reader sees them."""

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text
from pages import tagged
from strategies import sheets

RELAXED = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FORMS = st.fixed_dictionaries(
    {
        "head": st.sampled_from(["marked", "plain", "bare"]),
        "indent": st.sampled_from(["spaces", "style", "class"]),
        "title": st.sampled_from(["caption", "first", "paragraph", "figure"]),
        "notes": st.sampled_from(["foot", "row", "paragraphs"]),
        "ends": st.sampled_from(["closed", "open"]),
    }
)
PROSE = "<h2>Methods</h2><p>The trial enrolled adults with advanced disease at 31 sites.</p><ul><li>Visits were monthly.</ul>"


def grids(page):
    return find_grids(read_text(page, kind="html"))


def seen(grid):
    rows = [(tuple(cell.text for cell in row.path), tuple(cell.text for cell in row.cells)) for row in grid.rows]
    return [tuple(cell.text for cell in path) for path in grid.columns], rows


@RELAXED
@given(sheets(), FORMS, st.booleans())
def test_a_table_comes_back(sheet, form, surrounded):
    page = tagged(sheet, form)
    page = f"{PROSE}{page}<p>No new signals were seen in the extension.</p>" if surrounded else page
    note(page)
    found = grids(page)
    assert len(found) == 1
    columns, rows = seen(found[0])
    assert columns == list(sheet.columns)
    assert rows == sheet.rows()
    assert (found[0].title.text, found[0].stub.text) == (sheet.title, sheet.stub)
    assert tuple(cell.text for cell in found[0].citations) == sheet.citations
    assert {letter: cell.text for letter, cell in found[0].footnotes.items()} == sheet.footnotes
    assert dict(found[0].abbreviations) == sheet.abbreviations
    assert [row.path[-1].notes for row in found[0].rows] == [(line.note,) if line.note else () for line in sheet.lines]
