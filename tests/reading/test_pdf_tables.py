"""Tables of a PDF: what is printed is read back cell by cell; what is no table is left alone."""

import pytest

pytest.importorskip("reportlab", reason="reportlab prints the PDFs of these tests")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import paper
from daraevidence.layout.tables.text import find_grids
from daraevidence.options import Options
from daraevidence.reading import Text, read
from printed_paper import printed
from strategies import Line, Sheet, sheets

RELAXED = settings(
    deadline=None,
    max_examples=25,
    derandomize=True,  # some two tables in a thousand are ambiguous without rules
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
AROUND = (
    "The trial enrolled adults with advanced disease at 31 sites and compared two schedules of the same drug, and those who "
    "had not been treated before were looked at apart from all others by a board that did not know what had been given."
)


def cells(text: Text) -> dict[tuple[int, int, int], str]:
    found = {}
    for shape in text.shapes:
        if shape.kind == "cell":
            found[shape.table, shape.row, shape.column] = " ".join(text.clean[shape.start : shape.end].split())
    return found


def comes_back(sheet, data: bytes) -> None:
    grids = find_grids(read(data, Options()))
    assert len(grids) == 1
    grid = grids[0]
    assert [tuple(cell.text for cell in path) for path in grid.columns] == list(sheet.columns)
    rows = [(tuple(cell.text for cell in row.path), tuple(cell.text for cell in row.cells)) for row in grid.rows]
    assert rows == sheet.rows()
    assert (grid.title.text, grid.stub.text) == (sheet.title, sheet.stub)
    assert tuple(cell.text for cell in grid.citations) == sheet.citations
    assert {letter: cell.text for letter, cell in grid.footnotes.items()} == sheet.footnotes
    assert dict(grid.abbreviations) == sheet.abbreviations
    assert [row.path[-1].notes for row in grid.rows] == [(line.note,) if line.note else () for line in sheet.lines]


@RELAXED
@given(sheets(), st.booleans())
def test_ruled_tables_come_back(sheet, surrounded):
    comes_back(sheet, printed(sheet, "ruled", around=AROUND if surrounded else ""))


@RELAXED
@given(sheets(), st.sampled_from([230, 300, 400]))
def test_ruled_tables_over_several_pages_come_back(sheet, height):
    comes_back(sheet, printed(sheet, "ruled", height=height))


@RELAXED
@given(sheets())
def test_tables_between_rules_come_back(sheet):
    comes_back(sheet, printed(sheet, "lined", around=AROUND))


@RELAXED
@given(sheets(max_columns=6))
def test_tables_without_rules_come_back(sheet):
    comes_back(sheet, printed(sheet, "bare", around=AROUND))


def test_a_header_wider_than_its_column_without_rules():
    line = Line(0, ("Elevated amino-", "transferases"), "Elevated aminotransferases", (("0 (0)",),))
    head = ("Best Supportive Care", "(n=3)")
    made = Sheet("Baseline Features of All", ("1",), "Characteristic", ((" ".join(head),),), (head,), (line, line))
    comes_back(made, printed(made, "bare", around=AROUND))


def ruled(sheet: paper.Sheet, xs: list[float], ys: list[float]) -> None:
    for y in ys:
        sheet.rule(xs[0], y, xs[-1], y)
    for x in xs:
        sheet.rule(x, ys[0], x, ys[-1])


def test_cells_over_rows_and_columns_keep_their_spans():
    sheet = paper.Sheet()
    for x0, y0, x1, y1 in [
        (50, 100, 350, 100),
        (150, 120, 350, 120),
        (50, 140, 350, 140),
        (50, 160, 350, 160),
        (50, 100, 50, 160),
        (150, 100, 150, 160),
        (250, 120, 250, 160),
        (350, 100, 350, 160),
    ]:
        sheet.rule(x0, y0, x1, y1)
    for x, y, text in [(55, 125, "Event"), (210, 114, "Tolrenib"), (160, 134, "Any"), (260, 134, "Grade 3"), (55, 154, "Rash")]:
        sheet.text(x, y, text)
    sheet.text(160, 154, "12 (8)")
    sheet.text(260, 154, "3 (2)")
    text = read(sheet.bytes(), Options())
    found = {text.clean[s.start : s.end]: s for s in text.shapes if s.kind == "cell"}
    assert (found["Event"].rowspan, found["Event"].colspan) == (2, 1)
    assert (found["Tolrenib"].rowspan, found["Tolrenib"].colspan) == (1, 2)
    assert found["Any"].header and found["Tolrenib"].header and not found["Rash"].header
    assert [(s.row, s.column) for s in (found["Rash"], found["12 (8)"], found["3 (2)"])] == [(2, 0), (2, 1), (2, 2)]


def test_borders_drawn_as_thin_filled_boxes_are_rules():
    sheet = paper.Sheet()
    for y in (100, 120, 140, 160):
        sheet.canvas.rect(50, sheet.height - y, 300, 0.7, stroke=0, fill=1)
    for x in (50, 200, 350):
        sheet.canvas.rect(x, sheet.height - 160, 0.7, 60, stroke=0, fill=1)
    for i, row in enumerate([("Sex", "N=24"), ("Female", "11 (46)"), ("Male", "13 (54)")]):
        sheet.text(55, 114 + 20 * i, row[0])
        sheet.text(205, 114 + 20 * i, row[1])
    found = cells(read(sheet.bytes(), Options()))
    assert found[0, 2, 1] == "13 (54)" and len(found) == 6


def test_rows_are_parted_where_rules_stand_only_between_columns():
    sheet = paper.Sheet()
    ruled(sheet, [50, 200, 300], [100, 120, 200])
    sheet.text(55, 114, "Event")
    sheet.text(205, 114, "N=50")
    for i, (label, value) in enumerate([("Rash", "12 (24)"), ("Nausea", "8 (16)"), ("Fever", ""), ("Cough", "3 (6)")]):
        sheet.text(55, 134 + 12 * i, label)
        sheet.text(205, 134 + 12 * i, value)
    found = cells(read(sheet.bytes(), Options()))
    assert found[0, 3, 0] == "Fever" and (0, 3, 1) not in found
    assert (found[0, 4, 0], found[0, 4, 1]) == ("Cough", "3 (6)")


def test_a_table_between_columns_of_prose_keeps_its_place():
    sheet = paper.Sheet()
    top = sheet.wrapped(50, 80, "Left at first. " + AROUND + " " + AROUND, 230)
    sheet.wrapped(310, 80, "Right at first. " + AROUND + " " + AROUND, 230)
    top += 20
    ruled(sheet, [50, 250, 400, 540], [top, top + 20, top + 40, top + 60])
    for i, row in enumerate([("Event", "Tolrenib", "Placebo"), ("Rash", "12 (8)", "3 (2)"), ("Fever", "7 (5)", "5 (3)")]):
        for x, cell in zip((55, 255, 405), row):
            sheet.text(x, top + 14 + 20 * i, cell)
    sheet.wrapped(50, top + 90, "Left at last. " + AROUND + " " + AROUND, 230)
    sheet.wrapped(310, top + 90, "Right at last. " + AROUND + " " + AROUND, 230)
    clean = read(sheet.bytes(), Options()).clean
    places = [clean.index(word) for word in ("Left at first", "Right at first", "Rash", "Left at last", "Right at last")]
    assert places == sorted(places)


def test_the_repeated_header_is_left_out_and_its_numbers_are_furniture():
    sheet = paper.Sheet(height=200)
    for rows in ([("Rash", "12 (8)"), ("Fever", "7 (5)")], [("Cough", "5 (3)"), ("Pain", "2 (1)")]):
        ruled(sheet, [50, 200, 300], [60, 80, 100, 120])
        for i, row in enumerate([("Event", "N=150"), *rows]):
            sheet.text(55, 74 + 20 * i, row[0])
            sheet.text(205, 74 + 20 * i, row[1])
        sheet.page()
    text = read(sheet.bytes(), Options())
    assert [found for _, found in sorted(cells(text).items())] == [
        "Event", "N=150", "Rash", "12 (8)", "Fever", "7 (5)", "Cough", "5 (3)", "Pain", "2 (1)",
    ]  # fmt: skip
    assert text.clean.count("N=150") == 1 and text.source.count("N=150") == 2
    assert any("N=150" in text.source[cut.start : cut.end] for cut in text.cuts)
    shape = next(s for s in text.shapes if text.clean[s.start : s.end] == "5 (3)")
    span = text.span(shape.start, shape.end)
    assert span.page == 2 and text.places(span.start, span.end)[0].page == 2


def test_two_tables_on_two_pages_stay_two():
    sheet = paper.Sheet()
    for title, rows in (
        ("Table 1. Sex", [("Female", "11 (46)"), ("Male", "13 (54)")]),
        ("Table 2. Age", [("<65", "9 (38)")] * 2),
    ):
        sheet.text(50, 80, title)
        ruled(sheet, [50, 200, 300], [100, 120, 140, 160])
        for i, row in enumerate([("Fact", "N=24"), *rows]):
            sheet.text(55, 114 + 20 * i, row[0])
            sheet.text(205, 114 + 20 * i, row[1])
        sheet.page()
    assert {key[0] for key in cells(read(sheet.bytes(), Options()))} == {0, 1}


@pytest.mark.parametrize("turned", [False, True])
def test_a_table_on_a_page_that_is_turned(turned):
    sheet = paper.Sheet()
    if turned:
        sheet.canvas.setPageRotation(90)
    sheet.canvas.translate(paper.HEIGHT if turned else paper.WIDTH, 0)
    sheet.canvas.rotate(90)
    sheet.height = paper.HEIGHT if turned else paper.WIDTH
    ruled(sheet, [50, 200, 300], [100, 120, 140, 160])
    for i, row in enumerate([("Event", "N=150"), ("Rash", "12 (8)"), ("Fever", "7 (5)")]):
        sheet.text(55, 114 + 20 * i, row[0])
        sheet.text(205, 114 + 20 * i, row[1])
    found = cells(read(sheet.bytes(), Options()))
    assert [found[0, row, 1] for row in range(3)] == ["N=150", "12 (8)", "7 (5)"]


def test_a_frame_around_prose_is_no_table():
    sheet = paper.Sheet()
    sheet.canvas.rect(40, sheet.height - 200, 420, 130)
    sheet.wrapped(60, 90, AROUND, 380)
    text = read(sheet.bytes(), Options())
    assert not cells(text) and text.clean.strip() == AROUND


def test_rules_around_the_page_are_no_table():
    sheet = paper.Sheet()
    sheet.rule(50, 60, 545, 60)
    sheet.wrapped(50, 90, AROUND * 3, 495)
    sheet.rule(50, 780, 545, 780)
    assert not cells(read(sheet.bytes(), Options()))


def test_a_list_of_references_is_no_table():
    sheet = paper.Sheet()
    for i in range(1, 9):
        sheet.text(50, 80 + 24 * i, f"{i}.")
        sheet.text(72, 80 + 24 * i, f"Doe J, Roe P. A trial of something {i}. J Test. 202{i};1{i}(3):1-9.")
        sheet.text(72, 92 + 24 * i, "and where it was published, with its number.")
    text = read(sheet.bytes(), Options())
    assert not cells(text)
    assert "3. Doe J, Roe P. A trial of something 3." in text.clean


def test_a_citation_letter_in_a_cell_is_no_part_of_its_number():
    sheet = paper.Sheet()
    ruled(sheet, [50, 200, 300], [100, 120, 140, 160])
    for i, (label, value, note) in enumerate([("Event", "N=150", ""), ("Rash", "12 (8)", "2"), ("Fever", "7", "b")]):
        sheet.text(55, 114 + 20 * i, label)
        sheet.pieces(205, 114 + 20 * i, [(value, 0), (note, 1)])
    (grid,) = find_grids(read(sheet.bytes(), Options()))
    assert [row.cells[0].text for row in grid.rows] == ["12 (8)", "7"]
    assert [row.cells[0].notes for row in grid.rows] == [("2",), ("b",)]
