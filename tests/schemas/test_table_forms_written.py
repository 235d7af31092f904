"""Tables written as Markdown and HTML."""

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.schemas import Table
from daraevidence.schemas.table import Row
from daraevidence.span import Span
from daraevidence.testing import as_html, tables

RELAXED = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def table(**fields):
    base = {
        "id": "t",
        "span": Span(0, 1),
        "title": "Pain <b>& sleep</b>",
        "stub": "Scale",
        "columns": (("Coaching (n=43)", "Week 4"), ("Coaching (n=43)", "Week 8"), ("P",)),
        "rows": (
            Row(path=("Pain",), cells=("", "", "")),
            Row(path=("Pain", "At rest"), cells=("3 (7)", "2 | 5", "<0.05"), notes=("a",), cell_notes={0: ("b",)}),
        ),
        "footnotes": {"a": "Lying down.", "b": "One was lost."},
        "abbreviations": {"P": "probability"},
    }
    return Table(**{**base, **fields})


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_html_is_whole_and_escaped():
    parser = _Tags()
    parser.feed(table().to_html())
    assert parser.open == []
    assert "b" not in [tag for tag, _ in parser.seen]
    assert "Pain <b>& sleep</b>" in parser.text
    assert "<0.05" in parser.text
    heads = [attrs for tag, attrs in parser.seen if tag == "th" and attrs.get("scope", "").startswith("col")]
    assert [(a.get("colspan"), a.get("rowspan")) for a in heads] == [("2", None), (None, "2"), (None, None), (None, None)]
    assert table()._repr_html_() == table().to_html()


def test_markdown_comes_back():
    (back,) = extract_text(table(title="Pain and sleep").to_markdown(), kind="markdown").tables
    assert back.columns[:2] == table().columns[:2]
    assert [(row.path, row.cells) for row in back.rows] == [(row.path, row.cells) for row in table().rows]
    assert back.title == "Pain and sleep"
    assert back.footnotes == table().footnotes
    assert back.rows[1].notes == ("a",)


@pytest.mark.parametrize("form", ["to_markdown", "to_html"])
def test_a_table_without_anything(form):
    assert getattr(Table(id="t", span=Span(0, 0)), form)()


FORMS = [("to_markdown", "markdown"), ("to_html", "html"), ("to_html", "markdown")]


def told(given):
    rows = [(row.path, row.cells, row.notes, row.cell_notes) for row in given.rows]
    return given.title, given.citations, given.stub, given.columns, rows, given.footnotes, given.abbreviations


@pytest.mark.parametrize(("form", "kind"), FORMS)
@RELAXED
@given(tables(levels=3, wrapped=False, p_values=True))
def test_any_table_comes_back_from_what_is_written(form, kind, sheet):
    (first,) = extract_text(as_html(sheet), kind="html").tables
    (back,) = extract_text(getattr(first, form)(), kind=kind).tables
    assert told(back) == told(first)


WORDS = st.text("abcXYZ *_`[]<>|~^$&#\\-(){}=%/.,:;12", min_size=1, max_size=10)


@pytest.mark.parametrize(("form", "kind"), FORMS)
@RELAXED
@given(st.lists(WORDS, min_size=6, max_size=6))
def test_no_character_of_a_cell_is_lost(form, kind, words):
    labels = [" ".join(f"Label {i} {word} end".split()) for i, word in enumerate(words[:2])]
    cells = [" ".join(f"{i + 3} {word} z".split()) for i, word in enumerate(words[2:])]
    rows = (Row(path=(labels[0],), cells=tuple(cells[:2])), Row(path=(labels[1],), cells=tuple(cells[2:])))
    made = table(title="Pain and sleep", columns=(("A (n=4)",), ("B (n=5)",)), rows=rows, footnotes={}, abbreviations={})
    (back,) = extract_text(getattr(made, form)(), kind=kind).tables
    assert [(row.path, row.cells) for row in back.rows] == [(row.path, row.cells) for row in rows]


def test_a_frame_has_a_level_for_each_level_of_labels():
    frame = table().to_frame()
    assert list(frame.columns) == [("Coaching (n=43)", "Week 4"), ("Coaching (n=43)", "Week 8"), ("P", "")]
    assert list(frame.index) == [("Pain", ""), ("Pain", "At rest")]
    assert frame.index.names == ["Scale", None]
    assert frame.loc[("Pain", "At rest"), ("P", "")] == "<0.05"
