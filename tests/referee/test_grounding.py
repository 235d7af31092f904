"""Where a quote or a number stands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import errors, extract_text, ground

TEXT = (
    "Response Rates\n\nIn Twelve patients (64%), the median PFS was 0·39 years (95% CI, 0.28–0.53); 1,234 vials and 5.2 × 10⁶/kg."
    " The ﬁnal anal-\nysis told of twelve more.\n"
)


def quotes(wanted, text=TEXT):
    return [span.of(text) for span in ground(wanted, text)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (12, ["Twelve", "twelve"]),
        ("12", ["Twelve", "twelve"]),
        ("twelve", ["Twelve", "twelve"]),
        (0.39, ["0·39"]),
        ("0.39", ["0·39"]),
        (Decimal("0.390"), ["0·39"]),
        (1234, ["1,234"]),
        ("1234", ["1,234"]),
        (5_200_000, ["5.2"]),
        ("5.2 x 10^6", ["5.2"]),
        ("64%", ["64"]),
        ("12%", []),
        (39, []),
        (28, []),
    ],
)
def test_a_number_in_its_printed_forms(wanted, found):
    assert quotes(wanted) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("final analysis", ["ﬁnal anal-\nysis"]),
        ("0.28 - 0.53", ["0.28–0.53"]),
        ("MEDIAN  pfs\nwas", ["median PFS was"]),
        ("atient", []),
        ("nothing of this", []),
        ("", []),
        ("  ", []),
        ("-", ["–"]),
    ],
)
def test_a_quote_whatever_its_spaces_dashes_ligatures_and_case(wanted, found):
    assert quotes(wanted) == found


def test_a_word_parted_in_a_cell():
    text = "Events by Arm1\n\nEvent\nAny (n=9)\nThrombocyto-\npenia\n3 (33)\nRash\n1 (11)\n"
    (span,) = ground("Thrombocytopenia", text)
    assert " ".join(span.of(text).split()) == "Thrombocyto- penia"


@pytest.mark.parametrize("wanted", [None, True, float("nan"), float("inf"), ["a"], Decimal("NaN")])
def test_what_is_neither_is_refused(wanted):
    with pytest.raises(errors.RecordError):
        ground(wanted, TEXT)


@given(st.text(max_size=200), st.text(max_size=20))
def test_every_span_lies_in_the_text(text, wanted):
    length = len(extract_text(text).text)
    assert all(0 <= span.start < span.end <= length for span in ground(wanted, f"{text}\n\n"))


@given(st.integers(0, 10**6), st.integers(0, 3))
def test_a_printed_number_is_found(whole, decimals):
    printed = f"{whole / 10**decimals:,.{decimals}f}"
    text = f"There were values of {printed} units in all.\n"
    spans = ground(float(printed.replace(",", "")), text)
    assert [span.of(text) for span in spans] == [printed]
