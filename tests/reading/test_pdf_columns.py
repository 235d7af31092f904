"""Pages in two columns with tables across both, as journals print them."""

import pytest

pytest.importorskip("reportlab", reason="reportlab prints the PDFs of these tests")

import paper
from daraevidence.layout.tables.text import find_grids
from daraevidence.options import Options
from daraevidence.reading import read

PROSE = (
    "The trial enrolled adults with advanced disease at 31 sites and compared two schedules of the same drug, and those who "
    "had not been treated before were looked at apart from all others by a board that did not know what had been given."
)
ROWS = [("Event", "Tolrenib (n=150)", "Placebo (n=148)"), ("Rash", "12 (8)", "3 (2)"), ("Fever", "7 (5)", "5 (3)")]


def lined(sheet, top, caption, rows=ROWS):
    """A table between rules across the page, its caption above; where it ends."""
    sheet.text(50, top, caption, 9, paper.BOLD)
    for y in (top + 6, top + 22, top + 6 + 16 * len(rows)):
        sheet.rule(50, y, 540, y)
    for i, row in enumerate(rows):
        for x, cell in zip((52, 250, 420), row):
            sheet.text(x, top + 17 + 16 * i, cell, 8)
    return top + 6 + 16 * len(rows)


def columns(sheet, top, left, right):
    """Prose in two columns; where the longer ends."""
    return max(sheet.wrapped(50, top, left, 235), sheet.wrapped(305, top, right, 235))


def order(clean, *words):
    places = [clean.index(word) for word in words]
    assert places == sorted(places), clean


def test_a_short_caption_below_two_columns_belongs_to_the_table_below_it():
    sheet = paper.Sheet()
    top = columns(sheet, 80, f"Left at first. {PROSE} {PROSE}", f"Right at first. {PROSE} {PROSE}")
    top = lined(sheet, top + 12, "Events by group")
    columns(sheet, top + 20, f"Left at last. {PROSE}", f"Right at last. {PROSE}")
    text = read(sheet.bytes(), Options())
    order(text.clean, "Left at first", "Right at first", "Events by group", "Tolrenib", "Left at last", "Right at last")
    (grid,) = find_grids(text)
    assert grid.title.text == "Events by group"
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [["12 (8)", "3 (2)"], ["7 (5)", "5 (3)"]]


def test_the_last_line_of_a_longer_left_column_is_no_caption():
    sheet = paper.Sheet()
    top = columns(sheet, 80, f"{PROSE} {PROSE} The board met twice.", f"Right at first. {PROSE}")
    lined(sheet, top + 12, "Table 2. Adverse events")
    clean = read(sheet.bytes(), Options()).clean
    order(clean, "The board met twice.", "Right at first", "Adverse events")


def test_prose_in_two_columns_between_two_tables_parts_them():
    sheet = paper.Sheet()
    top = lined(sheet, 80, "Table 1. Adverse events")
    top = columns(sheet, top + 20, f"Left at first. {PROSE} {PROSE}", f"Right at first. {PROSE} {PROSE}")
    lined(sheet, top + 12, "Table 2. Deaths", [("Cause", "Tolrenib (n=150)", "Placebo (n=148)"), ("Sepsis", "2 (1)", "1 (1)")])
    text = read(sheet.bytes(), Options())
    grids = find_grids(text)
    assert [grid.title.text for grid in grids] == ["Adverse events", "Deaths"]
    assert [len(grid.rows) for grid in grids] == [2, 1]
    order(text.clean, "Adverse events", "Left at first", "Right at first", "Deaths")


@pytest.mark.parametrize("note", ["", "*Treated patients only."])
def test_a_sentence_that_a_table_parts_at_the_top_of_a_page_is_read_in_one(note):
    sheet = paper.Sheet()
    lines = paper.broken(f"{PROSE} {PROSE} {PROSE}", 235)
    sheet.lines(50, 700, lines[:5])
    sheet.lines(305, 700, lines[5:9])
    sheet.page()
    top = lined(sheet, 80, "Table 1. Adverse events")
    if note:
        top = sheet.lines(50, top + 10, [note], 7)
    sheet.lines(50, top + 20, lines[9:])
    sheet.lines(305, top + 20, paper.broken(f"No death occurred. {PROSE}", 235))
    text = read(sheet.bytes(), Options())
    assert f"{PROSE} {PROSE} {PROSE}" in text.clean
    order(text.clean, PROSE, "Table 1", "No death occurred")
    (grid,) = find_grids(text)
    assert (grid.title.text, len(grid.rows)) == ("Adverse events", 2)
    place = text.clean.index(f"{PROSE} {PROSE} {PROSE}") + 3 * len(PROSE) - 20
    span = text.span(place, place + 4)
    assert span.page == 2 and text.places(span.start, span.end)[0].page == 2
