"""The report of a PDF shows its pages, with a box at every place."""

import base64
import io
import re

import pytest

pytest.importorskip("reportlab", reason="reportlab prints the PDFs of these tests")

from PIL import Image

from daraevidence import Extraction, extract, extract_text
from daraevidence.delivery import sheets
from daraevidence.errors import OptionError
from paper import Sheet

LINES = [
    "Outcomes of the HALYARD study",
    "",
    "In the HALYARD study, 40 patients were treated with ixazomib.",
    "Of 40 patients, the ORR was 36% (12/40). The median PFS was 14.1 months (95% CI, 9.9-20.2).",
]


def paper(pages=1):
    sheet = Sheet()
    for number in range(pages):
        if number:
            sheet.canvas.showPage()
        sheet.lines(72, 100, LINES)
        sheet.text(72, 300, f"Row {number} of the report has nothing else in it than a sentence about nothing.")
    sheet.canvas.save()
    return sheet.file.getvalue()


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "halyard.pdf"
    path.write_bytes(paper())
    return path


def written(extraction, tmp_path, **how):
    return extraction.report(tmp_path / "report.html", **how).read_text(encoding="utf-8")


def figures(html):
    """The pictures, and the boxes of each: span and place in shares of the page."""
    found = []
    for figure in re.findall(r'<figure class="sheet".*?</figure>', html, re.DOTALL):
        data = base64.b64decode(re.search(r'src="data:image/png;base64,([^"]+)"', figure)[1])
        boxes = re.findall(r'class="b (\w+)" data-at="(\d+)" data-span="(\d+),(\d+)" style="([^"]+)"', figure)
        places = [
            (kind, (int(a), int(b)), [float(x) / 100 for x in re.findall(r"([\d.-]+)%", style)]) for kind, _, a, b, style in boxes
        ]
        found.append((Image.open(io.BytesIO(data)).convert("L"), places))
    return found


def test_the_boxes_lie_on_the_letters(pdf, tmp_path):
    ex = extract(pdf)
    ((picture, boxes),) = figures(written(ex, tmp_path))
    width, height = picture.size
    assert width / height == pytest.approx(595 / 842, rel=0.01)
    spans = {place.span[:2] for record in ex.endpoints for places in record.evidence.values() for place in places}
    assert spans <= {span for _, span, _ in boxes}
    for _, (start, end), (left, top, wide, high) in boxes:
        inside = picture.crop((left * width, top * height, (left + wide) * width, (top + high) * height))
        dark = sum(value < 128 for value in inside.tobytes()) / len(inside.tobytes())
        assert dark > 0.03, ex.text[start:end]
    assert {ex.text[slice(*span)] for kind, span, _ in boxes if kind == "error"} == {"36% (12/40)"}


def test_a_page_that_loads_pictures_of_its_own_only(pdf, tmp_path):
    html = written(extract(pdf), tmp_path)
    assert "img-src data:" in html
    assert set(re.findall(r'src="(\w+:)', html)) == {"data:"}
    assert 'data-view="pages"' in html
    plain = written(extract_text("The ORR was 64% (16/25)."), tmp_path)
    assert "img-src" not in plain
    assert "<figure" not in plain
    assert 'id="view"' not in plain


def test_bytes_json_and_moved_files_are_given_their_pdf(pdf, tmp_path):
    data = pdf.read_bytes()
    for extraction in (extract(data), Extraction.from_json(extract(pdf).to_json())):
        assert figures(written(extraction, tmp_path)) == []
        assert len(figures(written(extraction, tmp_path, pdf=data))) == 1
        assert len(figures(written(extraction, tmp_path, pdf=pdf))) == 1
    ex = extract(pdf)
    pdf.write_bytes(paper(2))
    assert figures(written(ex, tmp_path)) == []
    with pytest.raises(OptionError, match="another file"):
        ex.report(tmp_path / "report.html", pdf=pdf)
    with pytest.raises(OptionError, match="no PDF"):
        extract_text("x").report(tmp_path / "report.html", pdf=data)
    pdf.unlink()
    assert figures(written(ex, tmp_path)) == []
    with pytest.raises(OptionError, match="cannot be read"):
        ex.report(tmp_path / "report.html", pdf=pdf)


@pytest.mark.parametrize(("name", "most"), [("_MOST_PAGES", 2), ("_MOST_BYTES", 1)])
def test_what_is_left_out_of_a_large_file_is_told(name, most, tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, name, most)
    data = paper(3)
    html = written(extract(data), tmp_path, pdf=data)
    shown = 2 if name == "_MOST_PAGES" else 0
    assert len(figures(html)) == shown
    assert f"{3 - shown} of 3 pages have no picture" in html
    assert "The text has all pages." in html
