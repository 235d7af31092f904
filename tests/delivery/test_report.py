"""The report page: what it holds, and that a document cannot do anything in it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import apply_review, errors, extract, extract_text
from daraevidence.delivery.report import page
from daraevidence.schemas.cards import headline, statistic

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))
HOSTILE = (
    'SUMMARY\n\n<script>alert(1)</script> In 40 patients <img src=x onerror="alert(2)"> the median PFS was 5.1 months '
    "(95% CI, 4.2-6.6).</main><iframe src='//example.org'>]]> &lt;b&gt; \x00\r\n"
    "\U0001f600 Of 16 patients, 5 (73%) had a response.\n"
)


class Shown(HTMLParser):
    """The text of the left side, and every tag."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.inside, self.starts = "", [], False, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = self.inside or tag == "main"
        if dict(attrs).get("class") == "c":
            self.text = self.text.removesuffix("\n") if self.starts else ""
            self.starts.append((int(dict(attrs)["data-start"]), len(self.text.encode("utf-16-le")) // 2))

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "main"

    def handle_data(self, data):
        self.text += data if self.inside else ""


def shown(text):
    return "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_whole_text_stands_in_the_page_with_every_number_marked(path):
    ex = extract(path)
    found = Shown(page(ex))
    assert found.text.removesuffix("\n") == ex.text
    assert all(told == counted for told, counted in found.starts)
    marks = [attrs for tag, attrs in found.tags if tag == "span" and "data-at" in attrs]
    assert {entry.start for entry in ex.ledger} <= {int(attrs["data-at"]) for attrs in marks}
    items = {attrs["data-id"] for tag, attrs in found.tags if tag == "article"}
    assert items == {record.id for kind in ("endpoints", "tables", "findings", "studies") for record in getattr(ex, kind)} | items
    assert len([tag for tag, _ in found.tags if tag == "script"]) == 1


@given(st.text(max_size=300))
def test_any_text_is_shown_as_text(text):
    found = Shown(page(extract_text(text)))
    assert found.text.removesuffix("\n") == shown(text)
    assert not {"iframe", "img", "object", "embed"} & {tag for tag, _ in found.tags}


def test_a_document_cannot_do_anything_in_the_page():
    html = page(extract_text(HOSTILE))
    found = Shown(html)
    assert [tag for tag, _ in found.tags].count("script") == 1
    assert not {"iframe", "img"} & {tag for tag, _ in found.tags}
    assert "default-src 'none'" in html
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", html))


def test_offsets_are_those_of_a_browser():
    text = "\U0001f600" * 3 + " In 40 patients the median PFS was 5.1 months.\n"
    found = Shown(page(extract_text(text)))
    assert {int(attrs["data-at"]) for _, attrs in found.tags if attrs.get("class") == "n"} >= {text.index("5.1") + 3}


def test_the_report_is_written_whole(tmp_path):
    path = extract(SEEDS[0]).report(tmp_path / "new" / "out.html")
    assert path.read_text(encoding="utf-8").endswith("</html>\n")
    assert [entry.name for entry in path.parent.iterdir()] == ["out.html"]


def test_a_review_comes_back_to_the_records():
    ex = extract(SEEDS[0])
    first, second, third = (row.id for row in ex.endpoints[:3])
    decisions = {first: {"decision": "reject"}, second: {"decision": "accept", "note": "checked"}, third: {"note": "odd"}}
    reviewed = apply_review(ex, {"sha256": ex.source.sha256, "decisions": decisions})
    assert [row.id for row in reviewed.endpoints] == [row.id for row in ex.endpoints[1:]]
    assert reviewed.endpoints[0].confidence == 1
    assert reviewed.endpoints[0].reasons[-2:] == ("accepted by a reviewer", "note of a reviewer: checked")
    assert reviewed.endpoints[1].reasons[-1] == "note of a reviewer: odd"
    assert reviewed.endpoints[1].confidence == ex.endpoints[2].confidence
    assert len(ex.endpoints) == len(reviewed.endpoints) + 1


@pytest.mark.parametrize(
    ("review", "told"),
    [
        ({"sha256": "other", "decisions": {}}, "another document"),
        ({"decisions": {}}, "another document"),
        ({}, "no decisions"),
        ([], "no review|no decisions"),
        ("missing.json", "is no review"),
    ],
)
def test_what_is_no_review_of_the_document_is_refused(review, told, tmp_path):
    ex = extract(SEEDS[0])
    with pytest.raises(errors.OptionError, match=told):
        apply_review(ex, review if not isinstance(review, list) else _written(tmp_path, "[]"))


def test_a_review_of_records_that_there_are_not_is_refused():
    ex = extract(SEEDS[0])
    with pytest.raises(errors.OptionError, match="no record"):
        apply_review(ex, {"sha256": ex.source.sha256, "decisions": {"0123": {"decision": "reject"}}})
    with pytest.raises(errors.OptionError, match="no decision 'maybe'"):
        apply_review(ex, {"sha256": ex.source.sha256, "decisions": {ex.endpoints[0].id: {"decision": "maybe"}}})


def _written(folder, text):
    path = folder / "review.json"
    path.write_text(text)
    return path


def test_a_statistic_in_one_line():
    row = {
        "measure": "median",
        "value": 5.1,
        "unit": "months",
        "ci_level": 95.0,
        "ci_low": 4.2,
        "ci_high_text": "NR",
        "p_value": 0.03,
    }
    assert statistic(row) == "median 5.1 months (95% CI 4.2-NR); P=0.03"
    assert statistic({"n": 16, "denominator": 32, "percent": 50.0}) == "16/32 (50%)"
    assert statistic({"percent": 50.0}) == "50%"
    assert statistic({"reached": False}) == "not reached"
    assert statistic({"value": 3.0, "sd": 1.5}) == "3; SD 1.5"
    assert headline("cohorts", {"cohort": "Placebo", "n": 40}) == "Placebo: n=40"


def test_a_card_for_notebooks_escapes_what_the_document_says():
    ex = extract_text(HOSTILE)
    assert "<script>" not in ex._repr_html_()
    for record in (*ex.endpoints, *ex.findings, *ex.tables, *ex.studies):
        assert "<script>" not in record._repr_html_()
    assert "5.1" in next(record for record in ex.endpoints if record.value == 5.1)._repr_html_()
