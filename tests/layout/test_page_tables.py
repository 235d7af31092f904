"""Tables of web pages: rows, columns and spans as the markup says, headers and notes as a reader sees them."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from daraevidence import extract
from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text
from pages import Page, tagged
from strategies import sheets

RELAXED = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FORMS = st.fixed_dictionaries(
    {
        "head": st.sampled_from(["marked", "plain", "bare"]),
        "indent": st.sampled_from(["spaces", "style", "class"]),
        "title": st.sampled_from(["caption", "first", "paragraph", "figure"]),
        "notes": st.sampled_from(["foot", "foot above", "row", "paragraphs"]),
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


CELLS = st.tuples(st.sampled_from(["td", "td", "td", "th"]), st.integers(0, 4), st.integers(0, 4), st.integers(0, 6))


@RELAXED
@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8))
def test_spans_of_any_kind_lose_no_cell(rows):
    page, told, number = "", [], 0
    for row in rows:
        page += "<tr>"
        for tag, down, across, what in row:
            number += 1
            text = ["", f"name{number}", f"{number}.75", f"{number} (31)", f"part{number} of it", f"{number}.25<br>(range)", "-"][
                what
            ]
            told += re.findall(r"name\d+|part\d+|\d+\.[72]5|\d+ \(", text)
            page += f"<{tag} rowspan={down} colspan={across}>{text}</{tag}>"
        page += "</tr>"
    for grid in grids(f"<table>{page}</table>"):
        assert all(len(row.cells) == len(grid.columns) for row in grid.rows)
        assert 0 <= grid.start <= grid.body[0] <= grid.body[1] <= grid.end
        cells = [grid.title, grid.stub, *(cell for path in grid.columns for cell in path), *grid.footnotes.values()]
        cells += [cell for row in grid.rows for cell in (*row.path, *row.cells)]
        seen_ = " ".join(cell.text for cell in cells)
        told = [word for word in told if word not in seen_]
    if len(grids(f"<table>{page}</table>")) == 1:
        assert told == []


def table(page):
    found = grids(f"<h2>Efficacy</h2><p>Text before it, which ends here.</p>{page}<p>Text behind it.</p>")
    assert len(found) == 1
    columns, rows = seen(found[0])
    return [" / ".join(path) for path in columns], [(" / ".join(path), *cells) for path, cells in rows]


HEAD = "<tr><th>Event<th>Drug<th>Placebo"


@pytest.mark.parametrize(
    ("page", "columns", "rows"),
    [
        (  # labels that span rows are a label column of their own
            "<tr><th>Item<th>Level<th>Drug<th>Placebo"
            "<tr><td rowspan=2>Sex<td>Male<td>4<td>5<tr><td>Female<td>6<td>7<tr><td>Age<td>Mean<td>61<td>62",
            ["Drug", "Placebo"],
            [("Sex / Male", "4", "5"), ("Sex / Female", "6", "7"), ("Age / Mean", "61", "62")],
        ),
        (  # rows over all columns stand above those below them
            HEAD
            + "<tr><td colspan=3>Blood<tr><td>Anemia<td>4<td>5<tr><td>Leukopenia<td>1<td>0"
            + "<tr><td colspan=3>Skin<tr><td>Rash<td>6<td>7",
            ["Drug", "Placebo"],
            [
                ("Blood", "", ""),
                ("Blood / Anemia", "4", "5"),
                ("Blood / Leukopenia", "1", "0"),
                ("Skin", "", ""),
                ("Skin / Rash", "6", "7"),
            ],
        ),
        (  # rows without values do so where nothing is indented
            HEAD + "<tr><td>Response<td><td><tr><td>CR<td>4<td>5<tr><td>PR<td>6<td>7",
            ["Drug", "Placebo"],
            [("Response", "", ""), ("Response / CR", "4", "5"), ("Response / PR", "6", "7")],
        ),
        (  # labels marked as headers are no header row
            HEAD + "<tr><th scope=row>ORR<td>40 (50)<td>20 (25)<tr><th scope=row>CR<td>8 (10)<td>4 (5)",
            ["Drug", "Placebo"],
            [("ORR", "40 (50)", "20 (25)"), ("CR", "8 (10)", "4 (5)")],
        ),
        (  # a value over several columns stands in each
            HEAD + "<tr><td>ORR<td>40<td>20<tr><td>P value<td colspan=2>0.02",
            ["Drug", "Placebo"],
            [("ORR", "40", "20"), ("P value", "0.02", "0.02")],
        ),
        (  # nothing is marked: words over figures are the header
            "<tr><td><b>Outcome</b><td>Drug<td>Placebo<tr><td>ORR<td>40 (50)<td>20 (25)<tr><td>CR<td>8 (10)<td>4 (5)",
            ["Drug", "Placebo"],
            [("ORR", "40 (50)", "20 (25)"), ("CR", "8 (10)", "4 (5)")],
        ),
        (  # sizes below the names, three levels, columns between columns left empty
            "<tr><th rowspan=3>Event<th colspan=3>Part A<th colspan=3>Part B<tr><th>Drug<th><th>Placebo<th>Drug<th><th>Placebo"
            "<tr><td>(n=9)<td><td>(n=8)<td>(n=7)<td><td>(n=6)<tr><td>Rash<td>1<td><td>2<td>3<td><td>4<tr><td>Pain<td>0<td><td>0<td>1<td><td>1",
            ["Part A / Drug / (n=9)", "Part A / Placebo / (n=8)", "Part B / Drug / (n=7)", "Part B / Placebo / (n=6)"],
            [("Rash", "1", "2", "3", "4"), ("Pain", "0", "0", "1", "1")],
        ),
        (  # lists of lines in the cells of one row
            HEAD + "<tr><td>ECOG, n (%)<br>0<br>1<td><br>4 (40)<br>6 (60)<td><br>5 (50)<br>5 (50)<tr><td>Age<td>61<td>62",
            ["Drug", "Placebo"],
            [
                ("ECOG, n (%)", "", ""),
                ("ECOG, n (%) / 0", "4 (40)", "5 (50)"),
                ("ECOG, n (%) / 1", "6 (60)", "5 (50)"),
                ("Age", "61", "62"),
            ],
        ),
        (  # the second line of a cell belongs to the first
            HEAD + "<tr><td>PFS, median,<br>months<td>7.2<br>(5.1-9.0)<td>5.0<br>(3.9-6.6)<tr><td>Age<td>61<td>62",
            ["Drug", "Placebo"],
            [("PFS, median, months", "7.2 (5.1-9.0)", "5.0 (3.9-6.6)"), ("Age", "61", "62")],
        ),
        (  # no table but by its roles
            "</table><div role=table><div role=row><span role=columnheader>Event</span><span role=columnheader>Drug</span></div>"
            "<div role=row><div role=rowheader>Rash</div><div role=cell>4 (40)</div></div>"
            "<div role=row><div role=rowheader>Pain</div><div role=cell>6 (60)</div></div></div><table>",
            ["Drug"],
            [("Rash", "4 (40)"), ("Pain", "6 (60)")],
        ),
        (  # title and subtitle in the header, raised by style
            "<thead><tr><td colspan=3>Safety Overview<tr><td colspan=3>(All Randomized)"
            "<tr><th>Event<span style='vertical-align: super'>1</span><th>Drug<th>Placebo</thead>"
            "<tr><td>Rash<td>4<td>5<tr><th>Event<th>Drug<th>Placebo<tr><td>Pain<td>6<td>7",
            ["Drug", "Placebo"],
            [("Rash", "4", "5"), ("Pain", "6", "7")],
        ),
        (  # a header over all columns below a caption
            "<caption>Safety</caption><thead><tr><th colspan=3>Group<tr><th>Event<th>Drug<th>Placebo</thead>"
            "<tr><td>Rash<td>4<td>5",
            ["Group / Drug", "Group / Placebo"],
            [("Rash", "4", "5")],
        ),
        (  # points of a list
            HEAD + "<tr><td>Case 1<td><ul><li>Age 61<li>CR</ul><td>none<tr><td>Case 2<td><ul><li>Age 58<li>PD</ul><td>rash",
            ["Drug", "Placebo"],
            [("Case 1", "Age 61 | CR", "none"), ("Case 2", "Age 58 | PD", "rash")],
        ),
        (  # exponents, units and isotopes are no notes
            HEAD + "<tr><td>Dose, mg/m<sup>2</sup><td>10<sup>6</sup><td>20<tr><td><sup>177</sup>Lu, GBq<td>7.4<td>0<sup>b</sup>",
            ["Drug", "Placebo"],
            [("Dose, mg/m2", "10^6", "20"), ("177Lu, GBq", "7.4", "0")],
        ),
    ],
)
def test_forms_of_tables(page, columns, rows):
    assert table(f"<table>{page}</table>") == (columns, rows)


def test_a_further_header_begins_a_further_table():
    page = (
        f"<p>Table 4. Events<table>{HEAD}<tr><td>Rash<td>4<td>5<tr><th>Event<th>Week 12<th>Week 24<tr><td>Pain<td>6<td>7</table>"
    )
    first, second = grids(page)
    assert (first.title.text, second.title.text) == ("Events", "Events")
    assert seen(first) == ([("Drug",), ("Placebo",)], [(("Rash",), ("4", "5"))])
    assert seen(second) == ([("Week 12",), ("Week 24",)], [(("Pain",), ("6", "7"))])
    assert first.end <= second.start


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td><h1>Title</h1><p>Of 20 patients, 12 responded.<td>Menu 4<tr><td>a<td>b</table>",
        "<table role=presentation><tr><td>1<td>2<tr><td>3<td>4</table>",
        "<table><tr><td>One row<td>12<td>13</table>",
        "<table><tr><td>One column<tr><td>12<tr><td>13<tr><td>14</table>",
        "<table><tr><td>1<td><tr><td><td></table>",
        "<table></table>",
        "<table><tr><td colspan=1000 rowspan=60000>1</table>",
    ],
)
def test_what_is_no_table(page):
    assert grids(page) == []


FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def test_a_letter_in_a_page_that_is_laid_out_by_tables():
    ex = extract(FIXTURES / "medical_letter.html")
    assert (ex.title, ex.updated) == ("Tolrenib - Rechallenge After Progression", "06/11/2024")
    (found,) = ex.tables
    assert (found.title, found.citations, found.section) == (
        "Baseline Characteristics",
        ("1",),
        "Retrospective Study of Tolrenib Rechallenge",
    )
    assert found.columns == (
        ("Line of Rechallenge", "Second (n=50)"),
        ("Line of Rechallenge", "Third or Later (n=34)"),
        ("All Patients (N=84)",),
    )
    assert found.column_notes == {1: ("a",)}
    assert [row.path for row in found.rows][-2:] == [
        ("Previous treatment", "Tolrenib-refractory, n (%)"),
        ("Previous treatment", "Prior lines, median (range)"),
    ]
    assert found.rows[-2].cells == ("10 (20)", "17 (50)", "27 (32)")
    assert (found.rows[-2].notes, found.rows[-2].cell_notes) == (("b",), {1: ("c",)})
    assert set(found.footnotes) == {"a", "b", "c"}
    assert [entry.number for entry in ex.references] == [1, 2]
    furniture = {entry.text for entry in ex.ledger if entry.reason == "furniture"}
    assert furniture == {"214", "12", "2", "4", "15", "2024", "555", "0100"}
    pfs = next(record for record in ex.endpoints if record.endpoint == "PFS" and record.measure == "median")
    assert (pfs.value, pfs.ci_low, pfs.ci_high) == (7.4, 5.6, 9.1)
    assert pfs.evidence["value"][0].quote.startswith("7&middot;4")


def test_an_article_with_digits_as_notes():
    ex = extract(FIXTURES / "journal_article.html")
    (found,) = ex.tables
    assert found.title == "Adverse events in the safety population"
    assert found.columns[0] == ("Quelimab (n=119)", "Any grade")
    assert [(row.path, row.cells[-1]) for row in found.rows if any(row.cells)] == [
        (("Hematologic", "Neutropenia"), "12 (10)"),
        (("Hematologic", "Anemia"), "4 (3)"),
        (("Nonhematologic", "Fatigue"), "2 (2)"),
    ]
    assert set(found.footnotes) == {"*", "1", "2"}
    assert not [entry for entry in ex.ledger if entry.text == "12" and entry.reason == "record" and entry.start > found.span.end]


def test_an_export_of_an_office_program():
    ex = extract(FIXTURES / "office_export.htm")
    (found,) = ex.tables
    assert (found.title, found.stub, found.columns) == (
        "Response by dose",
        "Outcome",
        (("Low dose (n=14)",), ("High dose (n=16)",)),
    )
    assert [row.path for row in found.rows][1:3] == [("Response, n (%)", "Complete"), ("Response, n (%)", "Partial")]
    assert found.rows[-1].cells == ("5 (2-11)", "4 (1-9)")
    assert "header told by its words" in found.reasons


SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))
FRAMES = "studies cohorts regimens endpoints characteristics adverse_events thresholds references tables".split()


def _rows(extraction, name):
    frame = extraction.frame(name)
    kept = frame.drop(columns=[column for column in ("id", "start", "end", "page", "confidence", "table") if column in frame])
    return Counter(tuple(map(str, row)) for row in kept.itertuples(index=False, name=None))


@pytest.mark.parametrize("raised", [True, False])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_as_a_page_gives_the_same_records(path, raised):
    text = extract(path)
    page = extract(Page(text.document, raised).page())
    assert (page.source.kind, page.title, page.updated) == ("html", text.title, text.updated)
    for name in FRAMES:
        told, seen_ = _rows(text, name), _rows(page, name)
        assert not (told - seen_) and not (seen_ - told), name
    assert Counter(f.rule for f in page.findings) == Counter(f.rule for f in text.findings)


@RELAXED
@given(sheets())
def test_cells_parted_over_columns(sheet):
    """Financial writers set the sign that ends a cell into a column of its own, and let headers span both."""
    head = "".join(f"<td></td><td colspan=2>{' '.join(path)}</td>" for path in sheet.columns)
    rows = [f"<tr><td>{sheet.stub}</td>{head}</tr>"]
    told = []
    for line in sheet.lines:
        cells = [" ".join(cell) for cell in line.cells] + [""] * (len(sheet.columns) - len(line.cells))
        told.append(cells)
        ends = [re.fullmatch(r"(.*?)([)%]*)", cell) for cell in cells]
        rows.append(f"<tr><td>{line.label}</td>" + "".join(f"<td></td><td>{m[1]}</td><td>{m[2]}</td>" for m in ends) + "</tr>")
    (grid,) = grids(f"<p>Table 2. {sheet.title}</p><table>{''.join(rows)}</table>")
    assert [" ".join(cell.text for cell in path) for path in grid.columns] == [" ".join(path) for path in sheet.columns]
    assert [[cell.text for cell in row.cells] for row in grid.rows] == told


SIZES_AGAIN = """<table><tr><td></td><th>Nivetan</th><th>Placebo</th></tr>
<tr><td>All patients</td><td>N=444</td><td>N=222</td></tr><tr><td>Events</td><td>194</td><td>137</td></tr>
<tr><td>With measurable disease</td><td>N=338</td><td>N=171</td></tr><tr><td>Responders</td><td>187</td><td>76</td></tr>
</table>"""


def test_sizes_with_a_label_are_a_row_where_they_come_again():
    (grid,) = grids(SIZES_AGAIN)
    assert [[cell.text for cell in path] for path in grid.columns] == [["Nivetan"], ["Placebo"]]
    assert [row.path[-1].text for row in grid.rows] == ["All patients", "Events", "With measurable disease", "Responders"]
    (grid,) = grids(SIZES_AGAIN.replace("N=338", "338").replace("N=171", "171"))
    assert [cell.text for cell in grid.columns[0]] == ["Nivetan", "N=444"]


REMARKS = """<table><tr><th>Event</th><th>Nivetan (N=44)</th></tr><tr><td>Nausea<sup>a</sup></td><td>4</td></tr>
<tr><td>Rash</td><td>2*</td></tr></table><p>Graded by CTCAE 4.0.</p><p>* One of them serious.<br><sup>a</sup>With retching.</p>
<p>Patients were followed for two years.</p>"""


def test_notes_below_a_remark():
    (grid,) = grids(REMARKS)
    assert {letter: cell.text for letter, cell in grid.footnotes.items()} == {"*": "One of them serious.", "a": "With retching."}


LONE = """<table><tr><th>Event</th><th>Nivetan (N=44)</th></tr><tr><td>Nausea*</td><td>4</td></tr><tr><td>Rash</td><td>2</td></tr>
</table><dl><dt>*</dt><dd>With or without retching.</dd><dt>†</dt><dd>Not serious.</dd></dl><p>Visits were monthly.</p>"""


def test_marks_on_lines_of_their_own():
    (grid,) = grids(LONE)
    assert {mark: cell.text for mark, cell in grid.footnotes.items()} == {"*": "With or without retching.", "†": "Not serious."}
    assert [row.path[-1].text for row in grid.rows] == ["Nausea", "Rash"]
