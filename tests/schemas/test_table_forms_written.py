"""Tables written as Markdown and HTML."""

from html.parser import HTMLParser

import pytest

from daraevidence import extract_text
from daraevidence.schemas import Table
from daraevidence.schemas.table import Row
from daraevidence.span import Span


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
