"""PDF: what page ends, column ends and narrow cells break, and what only looks as if it belonged to the page."""

import pytest

pytest.importorskip("reportlab", reason="reportlab prints the PDFs of these tests")

import paper
from daraevidence import extract
from daraevidence.options import Options
from daraevidence.reading import Text, read

PROSE = (
    "Of 214 patients with relapsed marginal zone lymphoma who were given tolrenib, 131 had a response to treatment. The "
    "median time to that response was 1.9 months, and responses were seen in every group that was looked at by the board."
)


def given(sheet: paper.Sheet) -> Text:
    return read(sheet.bytes(), Options())


def of_kind(text: Text, kind: str) -> list[str]:
    return [text.clean[shape.start : shape.end] for shape in text.shapes if shape.kind == kind]


def rules(sheet: paper.Sheet, *tops: float) -> None:
    for top in tops:
        sheet.rule(60, top, 500, top)


def row(sheet: paper.Sheet, top: float, *cells: str, font: str = paper.SERIF) -> float:
    for x, cell in zip((60, 220, 360), cells):
        sheet.text(x, top, cell, 9, font)
    return top + 15


def table(sheet: paper.Sheet, top: float, rows: list[tuple[str, ...]]) -> float:
    rules(sheet, top, top + 15)
    top = row(sheet, top + 11, *rows[0], font=paper.BOLD)
    for cells in rows[1:]:
        top = row(sheet, top, *cells)
    rules(sheet, top - 8)
    return top


RESPONSES = [("Response", "Tolrenib (n=80)", "Control (n=78)"), ("ORR", "51 (64)", "30 (38)"), ("CR", "12 (15)", "4 (5)")]


def test_large_letters_are_raised_with_little_loss_of_size():
    sheet = paper.Sheet()
    x = sheet.text(60, 70, "A neutrophil count of 0.8 ×10", 17, paper.BOLD)
    x = sheet.text(x, 61, "9", 15, paper.BOLD)
    sheet.text(x, 70, "/L", 17, paper.BOLD)
    sheet.wrapped(60, 100, PROSE, 400)
    assert of_kind(given(sheet), "title") == ["A neutrophil count of 0.8 ×10^9/L"]


def test_entries_of_a_list_that_are_longer_than_a_line_stay_apart():
    sheet = paper.Sheet()
    sheet.text(60, 80, "References", 14, paper.BOLD)
    entries = [
        f"{i}. Marlow K, Osei P. Tolrenib in the marginal zone, part {i}. Invented Lymphoma Letters, 2024" for i in (1, 2, 3)
    ]
    for i, entry in enumerate(entries):
        sheet.text(60, 110 + 20 * i, entry)
    assert [reference.number for reference in extract(sheet.bytes()).references] == [1, 2, 3]


def test_a_reference_does_not_go_on_with_the_line_above_the_list():
    sheet = paper.Sheet()
    sheet.wrapped(60, 80, PROSE, 400)
    sheet.text(60, 240, "Department of Marrow Disease, House of Blood, Riga, Latvia (KM); Clinic of Nodes, Oslo (PO)")
    for i in (1, 2, 3):
        sheet.text(
            60, 240 + 30 * i, f"{i} Marlow K, Osei P. Tolrenib in the marginal zone, part {i}. Lymphoma Letters 2024; 7: 2-9."
        )
    assert [reference.number for reference in extract(sheet.bytes()).references] == [1, 2, 3]


def test_small_bold_lines_above_tables_alone_are_their_titles_and_open_no_section():
    sheet = paper.Sheet()
    sheet.text(60, 60, "Trials of Tolrenib", 18, paper.BOLD)
    for i, (head, name) in enumerate((("First trial", "Responses at One Year"), ("Second trial", "Responses at Two Years"))):
        top = 100 + 220 * i
        sheet.text(60, top, head, 14, paper.BOLD)
        top = sheet.wrapped(60, top + 20, PROSE, 430)
        sheet.text(60, top + 10, name, 9, paper.BOLD)
        top = table(sheet, top + 20, RESPONSES)
        sheet.wrapped(60, top + 20, PROSE, 430)
    data = sheet.bytes()
    assert of_kind(read(data, Options()), "heading") == ["First trial", "Second trial"]
    assert [found.title for found in extract(data).tables] == ["Responses at One Year", "Responses at Two Years"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The median was 17.6 months with the control drug (hazard ratio, 0.76; 95% CI, 0.58-0.99;", "P=0.04)."),
        ("Serious events of any grade were seen by the board in 173 of the patients (35.2%) and", "178 patients (36.3%)."),
        ("The difference in the risk of progression between the groups was not significant (P=0.44;", "2-sided)."),
    ],
)
def test_a_sentence_that_is_open_at_the_end_of_a_page_goes_on(above, below):
    sheet = paper.Sheet()
    sheet.text(60, 700, above)
    sheet.page()
    sheet.text(60, 80, below)
    sheet.wrapped(60, 120, PROSE, 400)
    assert f"{above} {below}" in given(sheet).clean


def test_a_year_at_the_end_of_a_page_is_no_page_number():
    sheet = paper.Sheet()
    for i in range(3):
        sheet.lines(60, 746, [f"{i + 3}. {'ABC'[i]}. Marlow. Letters on {('Lymphoma', 'Marrow', 'Blood')[i]},", "2025"])
        sheet.text(290, 815, str(7 + i), 8)
        sheet.page()
    text = given(sheet)
    assert text.clean.count("2025") == 3
    assert [text.source[cut.start : cut.end] for cut in text.cuts] == ["7", "8", "9"]


def test_a_heading_at_the_top_of_two_pages_is_no_running_head():
    sheet = paper.Sheet()
    for _ in range(2):
        sheet.text(60, 30, "Medical Information", 8)
        sheet.text(60, 70, "Efficacy", 13, paper.BOLD)
        sheet.wrapped(60, 100, PROSE, 400)
        sheet.page()
    text = given(sheet)
    assert of_kind(text, "heading") == ["Efficacy", "Efficacy"]
    assert "Medical" not in text.clean


@pytest.mark.parametrize("apart", [True, False])
def test_a_part_of_a_header_flush_with_the_first_of_its_columns(apart):
    """Over both where a row's space is between the lines; a further line of its own column where it is not."""
    sheet = paper.Sheet()
    rules(sheet, 100, 135)
    sheet.text(60, 112, "Event, n (%)", 9, paper.BOLD)
    sheet.text(220, 112, "All Patients (N=29)", 9, paper.BOLD)
    for x, name in ((220, "Any Grade"), (360, "Grade 3/4")):
        sheet.text(x, 128 if apart else 122, name, 9, paper.BOLD)
    top = row(sheet, 150, "Fatigue", "12 (41)", "1 (3)")
    top = row(sheet, top, "Anemia", "10 (34)", "6 (21)")
    rules(sheet, top)
    columns = extract(sheet.bytes()).tables[0].to_frame().columns.to_list()
    assert ([column[0] for column in columns] == ["All Patients (N=29)"] * 2) is apart


def test_few_lines_in_a_column_are_read_behind_those_of_the_other_where_the_page_has_columns():
    sheet = paper.Sheet()
    sheet.wrapped(60, 90, PROSE, 225)
    sheet.wrapped(310, 90, PROSE, 225)
    top = table(sheet, 220, RESPONSES)
    sheet.text(60, top + 30, "Safety", 13, paper.BOLD)
    sheet.lines(
        60, top + 50, ["One patient was never given the drug and", "is left out here. Events are counted until", "the end of"]
    )
    sheet.text(310, top + 30, "Week 28.")
    sheet.text(310, top + 45, "No deaths occurred.")
    text = given(sheet)
    assert "the end of Week 28." in text.clean
    assert of_kind(text, "heading") == ["Safety"]


def test_a_table_that_fills_the_other_column_is_read_behind_the_prose_beside_it():
    sheet = paper.Sheet()
    sheet.wrapped(60, 90, PROSE + " " + PROSE, 180)
    rules_at = (100, 115, 160)
    for top in rules_at:
        sheet.rule(300, top, 520, top)
    for top, cells in ((111, ("Response", "N=80")), (130, ("ORR", "51 (64)")), (145, ("CR", "12 (15)"))):
        sheet.text(300, top, cells[0], 9)
        sheet.text(420, top, cells[1], 9)
    text = given(sheet)
    assert 0 <= text.clean.index("board") < text.clean.index("ORR")
    assert " ".join(text.clean.split()).startswith(f"{PROSE} {PROSE}")


def test_words_and_intervals_that_a_narrow_cell_breaks_without_a_hyphen():
    sheet = paper.Sheet()
    sheet.wrapped(60, 60, "Patients with brain metastases were given VERIMAB or the control drug of their center.", 430)
    xs, ys = [60, 130, 180, 240], [100, 150, 175, 200]
    for x in xs:
        sheet.rule(x, ys[0], x, ys[-1])
    for y in ys:
        sheet.rule(xs[0], y, xs[-1], y)
    sheet.text(64, 112, "Group", 9)
    sheet.lines(134, 112, ["Brain me", "tastases"], 9)
    sheet.lines(184, 112, ["VERI", "MAB"], 9)
    for top, cells in ((162, ("HR (95% CI)", "0.80", "0.60")), (187, ("OR (95% CI)", "0.71", "0.66"))):
        sheet.text(64, top, cells[0], 9)
        sheet.lines(134, top, [f"{cells[1]} (0.55", "-0.91)"], 9)
        sheet.text(184, top, cells[2], 9)
    found = extract(sheet.bytes()).tables[0].to_frame()
    assert found.columns.to_list() == ["Brain metastases", "VERIMAB"]
    assert found.iloc[0, 0] == "0.80 (0.55-0.91)"


ACTIONS = [
    ("Neutropenia", "ANC <0.5 for more than|7 days", "Withhold until ANC ≥1.0,|then resume at the same|dose"),
    ("Anemia", "Hemoglobin <8 g/dL", "Transfuse and withhold until|recovered"),
    ("Rash", "Grade 3 or painful", "Withhold until recovered"),
]


def actions(sheet: paper.Sheet, top: float) -> float:
    font = paper.wide_font()
    for label, limit, action in ACTIONS:
        for x, cell in ((60, label), (200, limit), (360, action)):
            sheet.lines(x, top, cell.split("|"), 8, font, 1.25)
        top += 5 + 10 * max(cell.count("|") + 1 for cell in (label, limit, action))
    return top


@pytest.mark.parametrize("closed", [True, False])
def test_a_table_of_words_between_rules_of_which_the_last_may_stand_on_the_next_page(closed):
    sheet = paper.Sheet()
    sheet.wrapped(60, 60, PROSE, 430)
    rules(sheet, 600, 618)
    for x, name in ((60, "Reaction"), (200, "Severity"), (360, "Action")):
        sheet.text(x, 612, name, 8, paper.wide_font(True))
    top = actions(sheet, 630)
    if closed:
        rules(sheet, top - 6)
    (found,) = extract(sheet.bytes()).tables
    assert found.to_frame().to_numpy().tolist() == [[cell.replace("|", " ") for cell in line[1:]] for line in ACTIONS]


def test_the_title_of_the_next_table_is_no_row_of_this_one():
    sheet = paper.Sheet()
    sheet.wrapped(60, 60, PROSE, 430)
    sheet.text(60, 140, "Responses at One Year", 9, paper.BOLD)
    top = table(sheet, 150, RESPONSES)
    sheet.text(60, top + 8, "Responses at Two Years", 9, paper.BOLD)
    table(sheet, top + 20, RESPONSES)
    found = extract(sheet.bytes()).tables
    assert [one.title for one in found] == ["Responses at One Year", "Responses at Two Years"]
    assert [one.to_frame().shape for one in found] == [(2, 2), (2, 2)]


def test_a_raised_letter_behind_a_label_is_no_word_that_leaves_it_open():
    sheet = paper.Sheet()
    rules(sheet, 100, 115)
    row(sheet, 111, "Characteristic", "N=64")
    top = row(sheet, 130, "B symptoms, n (%)", "18 (28)")
    sheet.pieces(60, top, [("Prior PD-1 inhibitor, n (%)", 0), ("a", 1)], 9)
    sheet.text(220, top, "31 (48)", 9)
    top = row(sheet, top + 15, "Best response, n (%)")
    top = row(sheet, top, "CR", "41 (64)")
    rules(sheet, top - 8)
    (found,) = extract(sheet.bytes()).tables
    assert found.to_frame().iloc[:, 0].to_list()[:3] == ["18 (28)", "31 (48)", ""]
