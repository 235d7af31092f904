"""The repaired view: what is mended, and that every place leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.reading import read_text
from daraevidence.reading.normalize import normalize


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("a\r\nb\rc\x0cd\u2028e\x85f", "a\nb\nc\nd\ne\nf"),
        ("5\u202fmg\xa0and\u20095", "5 mg and 5"),
        ("1\u20132, 3\u20144, \u22125, non\u2010small, A\u2011B", "1-2, 3-4, -5, non-small, A-B"),
        ("e\ufb03cacy of \ufb01broblasts", "efficacy of fibroblasts"),
        ("\u201cso\u201d it\u2019s", '"so" it\'s'),
        ("10 \xb5L", "10 \u03bcL"),
        ("5\xb71 (4\xb72\u20136\xb70)", "5.1 (4.2-6.0)"),
        ("3\xb710\u2079/L and 3\xb710^9/L", "3\xb710\u2079/L and 3\xb710^9/L"),
        ("\u2a7e50%, \u2266 3", "\u226550%, \u2264 3"),
        ("\ufeffzero\u200bwidth and soft\xadness", "zerowidth and softness"),
        ("x10\u2079/L, m\xb2", "x10\u2079/L, m\xb2"),
        ("a\tb", "a\tb"),
        ("na\xefve Stra\xdfe \u2265", "na\xefve Stra\xdfe \u2265"),
        ("PurposeThis trial (RA).Patients and MethodsWe", "Purpose: This trial (RA). Patients and Methods: We"),
        ("It fell.ResultsOf the 52. ConclusionA dose", "It fell. Results: Of the 52. Conclusion: A dose"),
        ("The ResultsDB and McMethods", "The ResultsDB and McMethods"),
    ],
)
def test_printed_forms(printed, clean):
    assert normalize(printed)[0] == clean


_ALPHABET = "ab cdE.\n\r\t-\xad\xa0\u2009\ufb01\ufb03\u200b\ufeff\xb712\u2013\x0c\u2028,(:•"


@given(st.one_of(st.text(alphabet=_ALPHABET, max_size=300), st.text(max_size=100)))
def test_any_text_maps_back(source):
    text = read_text(source)
    assert text.source == source
    assert text.map.length == len(text.clean)
    assert text.map.source_length == len(source)
    for place in range(len(text.clean)):
        span = text.span(place, place + 1)
        assert 0 <= span.start <= span.end <= len(source)
        if text.clean[place] in "abcdE12,(:•":
            assert text.clean[place] in text.quote(place, place + 1)


@given(
    st.lists(
        st.sampled_from(["word", "wor-", "and", "Next", "thing.", "\n", "\n\n", " ", "\r\n", "\xad\n", "1.", "\ufb01x"]),
        max_size=120,
    )
)
def test_no_letter_is_lost_and_none_made(parts):
    source = " ".join(parts)
    kept = [c for c in source.replace("\ufb01", "fi") if c.isalnum()]
    assert [c for c in normalize(source)[0] if c.isalnum()] == kept


@given(st.lists(st.sampled_from(["word ", "and, ", "more ", "42 ", "\n", "\n\n"]), max_size=400))
def test_normalizing_twice_changes_nothing(parts):
    once = normalize("".join(parts))[0]
    assert normalize(once)[0] == once


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "- " * 100_000, "a-\n" * 50_000, "(" * 100_000, "word, word\n" * 20_000, "\n" * 100_000]
)
def test_hostile_text_is_read(text):
    clean, offsets, _ = normalize(text)
    assert offsets.source_length == len(text)
    assert len(clean) <= len(text)
