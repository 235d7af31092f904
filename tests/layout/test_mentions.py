"""All numbers of a document, found by place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from daraevidence.layout import outline, scan
from daraevidence.layout.mentions import Mentions
from daraevidence.reading import read_text

TEXT = "Median survival was 12.4 months (95% CI, 8.1-17.6) and 62% of patients responded by week 24."


def mentions(text: str) -> Mentions:
    return scan(outline(read_text(text)))


def test_by_range_and_by_place() -> None:
    found = mentions(TEXT)
    value, share, time = found.quantities
    assert [q.role for q in found.quantities] == ["value", "proportion", "timepoint"]
    assert found.within(share.start, time.start) == (share,)
    assert found.within(value.start + 1, share.start) == ()
    assert found.covering(value.start + 1, share.start) == (value,)
    assert found.covering(value.end, share.start + 1) == (share,)
    assert found.at(TEXT.index("17.6")) is value
    assert found.at(TEXT.index("and")) is None
    assert found.at(0) is None


def test_a_document_that_prints_decimal_commas() -> None:
    found = mentions("La survie était de 12,4 mois (8,1-17,6).\n\nHR 0,59; P = 0,03.")
    assert [str(number.value) for q in found.quantities for number in q.numbers] == ["12.4", "8.1", "17.6", "0.59", "0.03"]


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_ranges_of_any_text(text: str, start: int, end: int) -> None:
    found = mentions(text)
    assert list(found.starts) == sorted(q.start for q in found.quantities)
    assert all(before.end <= after.start for before, after in zip(found.quantities, found.quantities[1:], strict=False))
    assert set(map(id, found.within(start, end))) == {id(q) for q in found.quantities if start <= q.start < end}
    assert set(map(id, found.covering(start, max(start, end)))) == {
        id(q) for q in found.quantities if q.start < max(start, end) and q.end > start and start < end
    }
