"""The same document as text and as PDF gives the same records; every record has its page and its boxes."""

from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="reportlab prints the PDFs of these tests")

from daraevidence import extract
from printed_columns import Journal
from printed_documents import Printed

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))
FRAMES = "studies cohorts regimens endpoints characteristics adverse_events tables thresholds references".split()
#: Places and ids follow from the form.
ABOUT_PLACES = {"id", "start", "end", "page", "confidence", "table"}


def rows(extraction, name) -> Counter:
    frame = extraction.frame(name)
    columns = [column for column in frame.columns if column not in ABOUT_PLACES]
    found = frame[columns].astype(object).where(frame[columns].notna(), None)
    return Counter(
        tuple("" if value is None else " ".join(str(value).split()) for value in row)
        for row in found.itertuples(index=False, name=None)
    )


@pytest.fixture(scope="module", params=SEEDS, ids=lambda path: path.stem)
def text(request):
    return extract(request.param)


@pytest.mark.parametrize(("form", "least"), [("ruled", 0.98), ("lined", 0.95)])
def test_a_document_printed_as_pdf_gives_the_same_records(text, form, least):
    printed = extract(Printed(text.document, 1, form).bytes())
    same = missed = extra = 0
    for name in FRAMES:
        expected, given = rows(text, name), rows(printed, name)
        same += (expected & given).total()
        missed += (expected - given).total()
        extra += (given - expected).total()
    assert same >= least * (same + missed) and extra <= (1 - least) * (same + missed)


@pytest.mark.parametrize(("form", "place"), [("lined", "here"), ("ruled", "here"), ("lined", "top")])
def test_a_document_printed_as_a_journal_gives_the_same_records(text, form, place):
    printed = extract(Journal(text.document, form, place).bytes())
    for name in FRAMES:
        if name == "references" and place == "top":
            continue  # the lines of an entry that a table parts at the top of a page are not told to be one
        told, seen = rows(text, name), rows(printed, name)
        assert not (told - seen) and not (seen - told), name


def test_a_document_in_two_narrow_columns_gives_the_same_studies_and_prose(text):
    printed = extract(Printed(text.document, 2).bytes())
    for name in ("studies", "regimens", "references"):
        assert rows(printed, name) == rows(text, name)


def test_every_record_of_a_pdf_has_its_page_and_its_boxes(text):
    printed = extract(Printed(text.document, 2).bytes())
    starts = printed.document.text.pages
    assert len(starts) == printed.source.pages > 0
    checked = 0
    for name in ("studies", "cohorts", "endpoints", "characteristics", "adverse_events", "references"):
        for record in getattr(printed, name):
            for places in record.evidence.values():
                for place in places:
                    span = place.span
                    assert span.of(printed.text) == place.quote
                    assert starts[span.page - 1] <= span.start
                    boxes = printed.boxes(span)
                    assert boxes and boxes[0].page == span.page
                    assert all(0 <= box.x0 < box.x1 <= 596 and 0 <= box.top < box.bottom <= 843 for box in boxes)
                    checked += 1
    assert checked > 10


def test_text_has_no_boxes(text):
    assert text.boxes(text.studies[0].span) == ()
