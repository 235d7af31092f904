"""The same document as text and as Markdown gives the same records, and spans are those of the file."""

from collections import Counter
from pathlib import Path

import pytest

from daraevidence import extract, extract_text
from marked import Marked

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))
FRAMES = "studies cohorts regimens endpoints characteristics adverse_events tables thresholds references".split()
#: Places and ids follow from the form.
ABOUT_PLACES = {"id", "start", "end", "page", "confidence", "table"}


def rows(extraction, name) -> Counter:
    frame = extraction.frame(name)
    kept = frame.drop(columns=[column for column in ABOUT_PLACES if column in frame])
    return Counter(tuple(map(str, row)) for row in kept.itertuples(index=False, name=None))


@pytest.fixture(scope="module", params=SEEDS, ids=lambda path: path.stem)
def text(request):
    return extract(request.param)


@pytest.mark.parametrize("dialect", ["pandoc", "github", "pages"])
def test_a_seed_as_markdown_gives_the_same_records(text, dialect):
    marked = extract_text(Marked(text.document, dialect).text(), kind="markdown")
    assert (marked.title, marked.updated) == (text.title, text.updated)
    for name in FRAMES:
        told, seen = rows(text, name), rows(marked, name)
        assert not (told - seen) and not (seen - told), name
    assert Counter(f.rule for f in marked.findings) == Counter(f.rule for f in text.findings)
    for name in ("studies", "cohorts", "endpoints", "characteristics", "adverse_events"):
        for record in getattr(marked, name):
            for places in record.evidence.values():
                assert all(place.span.of(marked.text) == place.quote for place in places)
