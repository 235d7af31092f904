"""Tables of a PDF as journals set them: few rules, cells of several lines, marks, headings between rows, narrow columns."""

import pytest

pytest.importorskip("reportlab", reason="reportlab prints the PDFs of these tests")

from reportlab.pdfbase.pdfmetrics import stringWidth

import paper
from daraevidence.layout.tables.text import find_grids
from daraevidence.options import Options
from daraevidence.reading import read

PROSE = (
    "The trial enrolled adults with advanced disease at 31 sites and compared two schedules of the same drug, and those who "
    "had not been treated before were looked at apart from all others by a board that did not know what had been given."
)
EVENTS = [
    ["Event", "Tolrenib", "Placebo"],
    ["Rash", "12 (8)", "3 (2)"],
    ["Fever", "7 (5)", "5 (3)"],
    ["Cough", "5 (3)", "9 (6)"],
    ["Nausea, any grade", "51 (34)", "40 (27)"],
]
DEATHS = [
    ["Cause", "Tolrenib", "Placebo"],
    ["Disease", "22 (15)", "33 (22)"],
    ["Infection", "7 (5)", "5 (3)"],
    ["Unknown", "5 (3)", "9 (6)"],
    ["Heart", "1 (1)", "4 (3)"],
]
RULES = pytest.mark.parametrize("ruled", [True, False], ids=["three rules", "no rules"])


class Table:
    """Prints rows of cells at places of a page; a cell is a text, its lines, or pieces with raised marks."""

    def __init__(self, sheet: paper.Sheet, x: float, top: float, places: list[float], width: float, ruled: bool, size: float = 8):
        self.sheet, self.x, self.y, self.places, self.width, self.ruled, self.size = sheet, x, top, places, width, ruled, size
        self.rule()

    def rule(self) -> None:
        if self.ruled:
            self.sheet.rule(self.x, self.y - 9, self.x + self.width, self.y - 9)

    def row(self, cells, lead: float = 11, bold: bool = False, at: float = 0.0) -> None:
        """Print a row; ``at``: where cells of one line stand beside cells of several, from 0 (top) to 1 (bottom)."""
        font = paper.wide_font(bold)
        lines = [cell if isinstance(cell, list) else [cell] for cell in cells]
        rows = max(map(len, lines))
        for place, own in zip(self.places, lines):
            down = (rows - len(own)) * at
            for k, line in enumerate(own):
                pieces = line if isinstance(line, tuple) else ((line, 0),)
                self.sheet.pieces(self.x + place, self.y + (k + down) * 1.2 * self.size, pieces, self.size, font)
        self.y += (rows - 1) * 1.2 * self.size + lead

    def rows(self, rows, lead: float = 11) -> None:
        self.row(rows[0], lead, bold=True)
        self.rule()
        for row in rows[1:]:
            self.row(row, lead)
        self.rule()


def page(title: str = "Table 2. Outcomes of the Patients") -> tuple[paper.Sheet, float]:
    sheet = paper.Sheet()
    top = sheet.wrapped(50, 60, PROSE, 480, 10, paper.wide_font()) + 20
    sheet.text(50, top, title, 10, paper.wide_font(True))
    return sheet, top + 20


def grids(sheet: paper.Sheet, top: float | None = None):
    if top is not None:
        sheet.wrapped(50, top + 20, PROSE, 480, 10, paper.wide_font())
    return find_grids(read(sheet.bytes(), Options()))


def columns(grid) -> list[str]:
    return [" > ".join(cell.text for cell in path) for path in grid.columns]


def rows(grid) -> dict[str, list[str]]:
    return {" > ".join(cell.text for cell in row.path): [cell.text for cell in row.cells] for row in grid.rows}


def plain(table: list[list[str]]) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in table[1:]}


LABELS = [
    (["Objective response rate by", "independent review, n (%)"], "72 (48)", "31 (21)"),
    ("Complete response, n (%)", "18 (12)", "4 (3)"),
    (["Patients with a response that", "lasted longer than a year after", "the last dose, n (%)"], "9 (6)", "2 (1)"),
    ("Deaths, n (%)", "40 (27)", "55 (37)"),
    (["Stable disease at the end of", "treatment, n (%)"], "5 (3)", "6 (4)"),
]


@RULES
@pytest.mark.parametrize("at", [0.5, 1.0], ids=["middle", "bottom"])
def test_figures_beside_the_middle_or_the_last_line_of_their_label(ruled, at):
    sheet, top = page()
    table = Table(sheet, 50, top, [0, 170, 270], 370, ruled)
    table.row(["Outcome", "Tolrenib", "Placebo"], bold=True)
    table.rule()
    for row in LABELS:
        table.row(row, lead=13.5, at=at)
    table.rule()
    (grid,) = grids(sheet, table.y)
    joined = {" ".join(label) if isinstance(label, list) else label: [a, b] for label, a, b in LABELS}
    assert rows(grid) == joined and columns(grid) == ["Tolrenib", "Placebo"]


@RULES
def test_headings_in_the_middle_of_all_columns_are_parents_of_the_rows_below(ruled):
    sheet, top = page()
    table = Table(sheet, 50, top, [0, 170, 270], 370, ruled)
    table.row(["Outcome", "Tolrenib", "Placebo"], bold=True)
    table.rule()
    for heading, first, second in (("Cohort A (untreated before)", "71", "64"), ("Cohort B (treated before)", "62", "51")):
        width = stringWidth(heading, paper.wide_font(True), 8)
        sheet.text(235 - width / 2, table.y, heading, 8, paper.wide_font(True))
        table.y += 11
        table.row(["12-month survival, %", first, second])
        table.row(["24-month survival, %", "45", "33"])
    table.rule()
    (grid,) = grids(sheet, table.y)
    found = rows(grid)
    assert found["Cohort A (untreated before) > 12-month survival, %"] == ["71", "64"]
    assert found["Cohort B (treated before) > 12-month survival, %"] == ["62", "51"]
    assert len(found) == 6 and columns(grid) == ["Tolrenib", "Placebo"]


@RULES
def test_raised_marks_in_headers_labels_and_cells(ruled):
    sheet, top = page()
    table = Table(sheet, 50, top, [0, 150, 250, 350], 420, ruled)
    marked = [
        ["Outcome", [(("Tolrenib", 0), ("a", 1))], "Placebo", [(("P value", 0), ("b", 1))]],
        ["Response, n (%)", [(("72 (48)", 0), ("c", 1))], "31 (21)", [(("<0.001", 0), ("*", 1))]],
        [[(("Median survival, months", 0), ("d,e", 1))], "14.2", [(("11.7", 0), ("‡", 1))], "0.03"],
        ["Deaths, n (%)", "40 (27)", [(("55 (37)", 0), ("2", 1))], "0.06"],
    ]
    table.rows(marked)
    for mark, note in zip("abcde*‡", ("With food.", "Two-sided.", "One guessed.", "By arm.", "Early.", "Stratified.", "Open.")):
        sheet.pieces(50, table.y, [(mark, 1), (note, 0)], 7, paper.wide_font())
        table.y += 9
    (grid,) = grids(sheet, table.y)
    assert [cell.notes for (cell,) in grid.columns] == [("a",), (), ("b",)]
    assert [row.path[-1].notes for row in grid.rows] == [(), ("d", "e"), ()]
    assert [[(cell.text, cell.notes) for cell in row.cells] for row in grid.rows] == [
        [("72 (48)", ("c",)), ("31 (21)", ()), ("<0.001", ("*",))],
        [("14.2", ()), ("11.7", ("‡",)), ("0.03", ())],
        [("40 (27)", ()), ("55 (37)", ("2",)), ("0.06", ())],
    ]
    assert grid.footnotes["‡"].text == "Open." and set(grid.footnotes) == set("abcde*‡")


@RULES
def test_words_that_run_over_several_lines(ruled):
    sheet, top = page("Table 2. Drugs Given in Both Groups")
    table = Table(sheet, 50, top, [0, 110, 300], 400, ruled)
    table.rows(
        [
            ["Drug", "Schedule", "Patients, n (%)"],
            ["Tolrenib", ["200 mg by mouth every day in cycles", "of 28 days until the disease progressed"], "150 (100)"],
            ["Quelimab", ["16 mg/kg intravenously every week for", "eight weeks, then every four weeks"], "148 (99)"],
            [["Supportive", "care"], "As the center was used to give it", "31 (21)"],
        ]
    )
    (grid,) = grids(sheet, table.y)
    assert rows(grid) == {
        "Tolrenib": ["200 mg by mouth every day in cycles of 28 days until the disease progressed", "150 (100)"],
        "Quelimab": ["16 mg/kg intravenously every week for eight weeks, then every four weeks", "148 (99)"],
        "Supportive care": ["As the center was used to give it", "31 (21)"],
    }


@RULES
def test_two_tables_side_by_side_in_two_columns_of_prose(ruled):
    sheet = paper.Sheet()
    font = paper.wide_font()
    for x, title, events in ((50, "Table 1. Adverse Events", EVENTS), (310, "Table 2. Deaths by Cause", DEATHS)):
        top = sheet.wrapped(x, 60, PROSE + " " + PROSE, 240, 10, font) + 14
        sheet.text(x, top, title, 9, paper.wide_font(True))
        table = Table(sheet, x, top + 16, [0, 100, 170], 240, ruled)
        table.rows(events)
        sheet.wrapped(x, table.y + 16, "Below. " + PROSE, 240, 10, font)
    first, second = grids(sheet)
    assert (rows(first), rows(second)) == (plain(EVENTS), plain(DEATHS))
    assert [grid.title.text for grid in (first, second)] == ["Adverse Events", "Deaths by Cause"]


@RULES
def test_a_part_that_is_marked_as_continued_joins_its_table(ruled):
    sheet, top = page("Table 4. Adverse Events")
    Table(sheet, 50, top, [0, 100, 170], 260, ruled).rows(EVENTS)
    sheet.page()
    sheet.text(50, 60, "Table 4. Adverse Events (continued)", 10, paper.wide_font(True))
    table = Table(sheet, 50, 80, [0, 100, 170], 260, ruled)
    table.rows([EVENTS[0], ["Pain", "2 (1)", "4 (3)"], ["Chills", "1 (1)", "0 (0)"], ["Itching", "6 (4)", "2 (1)"]])
    (grid,) = grids(sheet, table.y)
    assert list(rows(grid)) == ["Rash", "Fever", "Cough", "Nausea, any grade", "Pain", "Chills", "Itching"]


@RULES
@pytest.mark.parametrize("turned", [False, True])
def test_a_table_with_few_rules_on_a_page_that_is_turned(ruled, turned):
    sheet = paper.Sheet()
    if turned:
        sheet.canvas.setPageRotation(90)
    sheet.canvas.translate(paper.HEIGHT if turned else paper.WIDTH, 0)
    sheet.canvas.rotate(90)
    sheet.height = paper.HEIGHT if turned else paper.WIDTH
    sheet.text(50, 80, "Table 2. Adverse Events", 10, paper.wide_font(True))
    Table(sheet, 50, 100, [0, 200, 350], 500, ruled).rows(EVENTS)
    (grid,) = grids(sheet)
    assert rows(grid) == plain(EVENTS) and grid.title.text == "Adverse Events"


@RULES
def test_narrow_columns(ruled):
    sheet, top = page("Table 2. Counts by Visit")
    counts = [["Event", "Week 2", "Week 4", "Week 6", "Week 8", "Week 9", "Later"]]
    for i, label in enumerate(("Rash", "Fever", "Cough, any grade", "Nausea")):
        counts.append([label, *(f"{10 + i * k % 80} ({10 + (i * 7 + k) % 80}.{k})" for k in range(6))])
    table = Table(sheet, 50, top, [0, 90, *(90 + 38 * i for i in range(1, 6))], 322, ruled, size=7)
    table.rows(counts)
    (grid,) = grids(sheet, table.y)
    assert rows(grid) == plain(counts) and columns(grid) == counts[0][1:]


def test_signs_spaces_and_ligatures_of_figures():
    sheet, top = page("Table 5. Changes From Baseline")
    table = Table(sheet, 50, top, [0, 150, 250, 350], 450, True)
    table.rows(
        [
            ["Measure", "Tolrenib", "Placebo", "Difference (95% CI)"],
            ["Pain score", "−3.4", "–0.6", "−2.8 (−4.1 to −1.5)"],
            ["Platelets", "987\u00a0(27)", "0.81\u00a0(0.64–1.02)", "≤\u00a00·1"],
            ["\ufb01brosis, \ufb02uid", "4·5", "5·1", "1.6 (0.2–3.1)"],
        ]
    )
    (grid,) = grids(sheet, table.y)
    assert rows(grid) == {
        "Pain score": ["-3.4", "-0.6", "-2.8 (-4.1 to -1.5)"],
        "Platelets": ["987 (27)", "0.81 (0.64-1.02)", "≤ 0.1"],
        "fibrosis, fluid": ["4.5", "5.1", "1.6 (0.2-3.1)"],
    }


def test_a_title_below_its_table_is_none_of_the_next():
    sheet, top = page("Table 1. Adverse Events")
    table = Table(sheet, 50, top, [0, 100, 170], 260, True)
    table.rows(EVENTS)
    sheet.text(50, table.y + 12, "Table 2. Deaths by Cause", 10, paper.wide_font(True))
    second = Table(sheet, 50, table.y + 32, [0, 100, 170], 260, True)
    second.rows(DEATHS)
    found = grids(sheet, second.y)
    assert [grid.title.text for grid in found] == ["Adverse Events", "Deaths by Cause"]


def test_the_rule_below_a_header_tells_its_columns():
    """No text stands in the middle of what it heads: the rules tell."""
    sheet, top = page("Table 7. Baseline Characteristics")
    table = Table(sheet, 50, top, [0, 150, 250, 380], 450, True)
    sheet.text(205, top, "Dose", 8, paper.wide_font(True))
    sheet.rule(200, top + 3, 380, top + 3)
    table.y += 12
    table.rows([["Characteristic", "100 mg (n=40)", "200 mg (n=41)", "Total"], ["Women, n (%)", "20 (50)", "19 (46)", "39 (48)"]])
    sheet.rule(50, table.y - 9, 500, table.y - 9)
    (grid,) = grids(sheet, table.y)
    assert columns(grid) == ["Dose > 100 mg (n=40)", "Dose > 200 mg (n=41)", "Total"]
    assert (grid.confidence, grid.reasons) == (1.0, ())


def test_what_is_told_without_rules_is_named_and_doubted():
    sheet, top = page()
    table = Table(sheet, 50, top, [0, 150, 250], 350, False)
    table.rows(EVENTS)
    (grid,) = grids(sheet, table.y)
    assert grid.confidence < 1 and grid.reasons == ("columns told by how the cells stand below each other",)
    sheet, top = page("Table 7. Baseline Characteristics")
    table = Table(sheet, 50, top, [0, 150, 250, 350], 420, True)
    sheet.text(260, top, "Dose", 8, paper.wide_font(True))
    table.y += 12
    table.rows([["Characteristic", "100 mg (n=40)", "200 mg (n=41)", "Total"], ["Women, n (%)", "20 (50)", "19 (46)", "39 (48)"]])
    (grid,) = grids(sheet, table.y)
    assert columns(grid)[:2] == ["Dose > 100 mg (n=40)", "Dose > 200 mg (n=41)"]
    assert grid.confidence < 1 and grid.reasons == ("header over several columns told by where it stands",)


def test_a_part_on_the_next_page_without_a_header_is_named():
    sheet = paper.Sheet(height=300)
    top = sheet.wrapped(50, 60, PROSE, 480, 10, paper.wide_font()) + 20
    sheet.text(50, top, "Table 4. Adverse Events", 10, paper.wide_font(True))
    Table(sheet, 50, top + 20, [0, 170, 270], 370, False).rows(EVENTS)
    sheet.page()
    for i, row in enumerate((["Pain", "2 (1)", "4 (3)"], ["Chills", "1 (1)", "0 (0)"], ["Itching", "6 (4)", "2 (1)"])):
        for x, cell in zip((50, 220, 320), row):
            sheet.text(x, 60 + 11 * i, cell, 8, paper.wide_font())
    (grid,) = grids(sheet, 100)
    assert len(grid.rows) == 7 and "joined with the part before it, which has as many columns at the same places" in grid.reasons
