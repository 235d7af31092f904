from hypothesis import given
from hypothesis import strategies as st

from daraevidence.span import Edit, OffsetMap


@st.composite
def edited(draw):
    source = draw(st.text(max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8)))
    edits = [Edit(a, b, draw(st.text(max_size=4))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return source, edits


@given(edited())
def test_a_range_leads_back_to_the_characters_it_was_made_of(case):
    source, edits = case
    clean, offsets = OffsetMap.apply(source, edits)
    kept = [True] * len(source)
    for edit in edits:
        for i in range(edit.start, edit.end):
            kept[i] = False
    assert offsets.length == len(clean)
    for i, keep in enumerate(kept):
        if keep:
            start, end = offsets.to_target(i, i + 1)
            assert clean[start:end] == source[i]
            assert offsets.to_source(start, end) == (i, i + 1)


@given(edited(), st.data())
def test_ranges_never_turn_around(case, data):
    source, edits = case
    clean, offsets = OffsetMap.apply(source, edits)
    a, b = sorted(data.draw(st.tuples(st.integers(0, len(clean)), st.integers(0, len(clean)))))
    start, end = offsets.to_source(a, b)
    assert 0 <= start <= end <= len(source)
