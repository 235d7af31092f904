"""Long sequences in pages: the same as a tuple, and documents read the same with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.layout import paged
from daraevidence.layout.paged import Paged, packed

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

_PLACES = st.none() | st.integers(-40, 40)


@given(st.lists(st.tuples(st.integers(), st.text()), max_size=30), st.integers(1, 7), _PLACES, _PLACES)
def test_pages_are_as_a_tuple(items, size, start, stop):
    found = Paged(iter(items), size)
    assert len(found) == len(items)
    assert tuple(found) == tuple(items)
    assert found[start:stop] == tuple(items)[start:stop]
    assert [found[i] for i in range(-len(items), len(items))] == [*items, *items]
    with pytest.raises(IndexError):
        found[len(items)]


def test_only_many_items_are_packed(monkeypatch):
    monkeypatch.setattr(paged, "_MOST", 2)
    assert packed(iter("abcdef"), 3) == tuple("abcdef")
    more = packed(iter("abcdefg"), 3)
    assert isinstance(more, Paged)
    assert "".join(more) == "abcdefg"


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_document_reads_the_same_in_pages(path, monkeypatch):
    """Nothing rests on an object being the same when it is asked for again, nor on a change of one."""
    text = path.read_text(encoding="utf-8")
    whole = daraevidence.extract_text(text).to_json()
    monkeypatch.setattr(paged, "_MOST", 0)
    monkeypatch.setattr(paged, "_KEPT", 1)
    assert daraevidence.extract_text(text).to_json() == whole
