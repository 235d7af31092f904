"""What is printed as a table is read back; what is no table is left alone."""

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text
from strategies import dashed, one_cell_per_line, piped, sheets, spaced

PROSE = (
    "Methods\n\nThe trial enrolled adults with advanced disease at 31 sites and compared two schedules of the same drug.\n\n"
    "  • Response was assessed every 8 weeks.\n  • Follow-up was 21.4 months (range, 3-40).\n\n"
)
AFTER = "\n\nSafety\n\n  • No new signals were seen.\n\nReferences\n\n" + "\n".join(
    f"{i} Doe J, Roe P. A trial of something and its follow-up. J Test. 2020;1{i}(3):1-9." for i in range(1, 8)
)
RELAXED = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def grids(text, kind="text"):
    return find_grids(read_text(text, kind=kind))


def seen(grid):
    rows = [(tuple(cell.text for cell in row.path), tuple(cell.text for cell in row.cells)) for row in grid.rows]
    return [tuple(cell.text for cell in path) for path in grid.columns], rows


@RELAXED
@given(sheets(), st.booleans(), st.booleans())
def test_one_cell_per_line_comes_back(sheet, gaps, surrounded):
    text = one_cell_per_line(sheet, gaps)
    if surrounded:
        mention = f"Results are in Table: {sheet.title}.\n\n"
        text = PROSE + mention + text + AFTER
    note(text)
    found = grids(text)
    assert len(found) == 1
    columns, rows = seen(found[0])
    assert columns == list(sheet.columns)
    assert rows == sheet.rows()
    assert found[0].stub.text == sheet.stub
    assert found[0].title.text == sheet.title
    assert tuple(cell.text for cell in found[0].citations) == sheet.citations
    assert {letter: cell.text for letter, cell in found[0].footnotes.items()} == sheet.footnotes
    assert dict(found[0].abbreviations) == sheet.abbreviations
    assert [row.path[-1].notes for row in found[0].rows] == [(line.note,) if line.note else () for line in sheet.lines]


@RELAXED
@given(sheets(levels=1, wrapped=False, p_values=True))
def test_columns_of_spaces_come_back(sheet):
    found = grids(PROSE + spaced(sheet) + AFTER)
    assert len(found) == 1
    assert seen(found[0]) == (list(sheet.columns), sheet.rows())
    assert (found[0].title.text, found[0].stub.text) == (sheet.title, sheet.stub)


@RELAXED
@given(sheets(levels=1, wrapped=False, notes=False))
def test_a_rule_of_dashes_gives_the_columns(sheet):
    found = grids(PROSE + dashed(sheet) + AFTER, kind="markdown")
    assert len(found) == 1
    assert seen(found[0]) == (list(sheet.columns), sheet.rows())
    assert (found[0].title.text, found[0].stub.text) == (sheet.title, sheet.stub)


@RELAXED
@given(sheets(levels=1, wrapped=False, notes=False, depth=1))
def test_bars_give_the_columns(sheet):
    found = grids(PROSE + piped(sheet) + AFTER, kind="markdown")
    assert len(found) == 1
    columns, rows = seen(found[0])
    assert columns == list(sheet.columns)
    assert [cells for _, cells in rows] == [cells for _, cells in sheet.rows()]
    assert [path[-1] for path, _ in rows] == [path[-1] for path, _ in sheet.rows()]
    assert found[0].title.text == sheet.title


@RELAXED
@given(st.lists(sheets(max_columns=4, notes=False), min_size=2, max_size=3))
def test_tables_that_follow_each_other_stay_apart(several):
    text = "\n\n".join(one_cell_per_line(sheet) for sheet in several)
    note(text)
    found = grids(text)
    assert [seen(grid)[1] for grid in found] == [sheet.rows() for sheet in several]


@RELAXED
@given(sheets(), st.booleans())
def test_cells_lie_where_they_say(sheet, gaps):
    text = read_text(PROSE + one_cell_per_line(sheet, gaps))
    for grid in find_grids(text):
        for row in grid.rows:
            for cell in (*row.path, *row.cells):
                assert grid.start <= cell.start <= cell.end <= grid.end
                printed = "".join(text.clean[cell.start : cell.end].split())
                assert printed.replace("-", "") == "".join(cell.text.split()).replace("-", "")


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab1 2(3)\n\u00a0•-|%[]a.5,NR=:;\tX—", max_size=200))
def test_any_text_gives_grids_with_full_rows(text):
    for grid in grids(text):
        assert all(len(row.cells) == len(grid.columns) for row in grid.rows)


SENTENCES = (
    "The median follow-up was 14.2 months (range, 2-31).",
    "Of 214 patients, 57 (27%) had a response and 12 (6%) a complete response.",
    "Overall survival did not differ (HR, 0.91; 95% CI, 0.70-1.18; P=0.47).",
    "Doses above 400 mg were not tested.",
    "Grade 3 neutropenia was seen in 9 of 41 patients.",
)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12), st.integers(30, 90), st.booleans())
def test_wrapped_prose_is_no_table(sentences, width, doubled):
    words, lines = " ".join(sentences).split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    assert grids(("\n\n" if doubled else "\n").join(lines)) == []


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10), st.sampled_from(["  • ", "- ", "* ", "    • "]))
def test_bullets_are_no_table(sentences, mark):
    assert grids("Efficacy\n" + "\n".join(mark + sentence for sentence in sentences) + "\nSafety\n") == []


@pytest.mark.parametrize("form", ["{i} ", "{i}. ", "{i}\t", "[{i}] "])
def test_a_list_of_references_is_no_table(form):
    lines = [form.format(i=i) + f"Doe J, Roe P{i}. Title of a report. J Test. 20{i:02};1{i}(2):{i}3-{i}9." for i in range(1, 30)]
    assert grids("References\n\n" + "\n".join(lines)) == []
