"""Ratios of two groups told together, minus signs with a space, ``No.`` as an answer, and what patients were like at baseline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.language.sentences import sentences

_TOGETHER = (
    "No difference was seen in relapse between {a} and {b} (OR 0.64, 95% CI 0.31 to 1.31).",
    "Relapse did not differ between {a} and {b} (HR 0.94; 95% CI 0.71-1.25).",
    "The risk of bleeding was similar with {a} and {b} (RR 1.02; 95% CI 0.88 to 1.18).",
    "Treatment failure was comparable in the {a} and {b} groups (OR 0.95, 95% CI 0.80 to 1.14).",
)


@pytest.mark.parametrize("template", _TOGETHER)
@pytest.mark.parametrize("pair", [("apixaban", "warfarin"), ("dexavir", "placebo"), ("tocilizumab", "sham")])
def test_the_first_of_two_told_together_is_in_the_numerator(template: str, pair: tuple[str, str]) -> None:
    (told,) = daraevidence.extract_text(template.format(a=pair[0], b=pair[1])).endpoints
    assert (told.cohort, told.comparator) == pair


@pytest.mark.parametrize("pair", [("placebo", "dexavir"), ("usual care", "exercise")])
def test_a_control_is_the_reference_also_where_it_is_told_first(pair: tuple[str, str]) -> None:
    text = f"Mortality did not differ between {pair[0]} and {pair[1]} (HR 0.94; 95% CI 0.71-1.25)."
    (told,) = daraevidence.extract_text(text).endpoints
    assert (told.cohort, told.comparator) == pair[::-1]


@given(st.integers(1, 90), st.integers(1, 90))
def test_the_sign_itself_with_a_space(first: int, second: int) -> None:
    one, two = first / 10, second / 10
    text = f"The changes were: placebo, \u2212 {one} (\u2212 9.3, 0.0); tolimab, \u2212 {two} (\u2212 9.5, \u2212 0.1)."
    extraction = daraevidence.extract_text(text)
    assert {each.cohort: each.value for each in extraction.endpoints} == {"placebo": -one, "tolimab": -two}
    for each in extraction.endpoints:
        assert each.evidence["value"][0].quote.startswith("\u2212 ")


@pytest.mark.parametrize("text", ["The stay was 12 \u2212 24 days.", "Rates of 5% \u2212 9% were seen."])
def test_the_sign_between_two_numbers_is_a_dash(text: str) -> None:
    values = [
        value for each in daraevidence.extract_text(text).endpoints for value in (each.value, each.range_high, each.percent)
    ]
    assert all(value is None or value > 0 for value in values)


@pytest.mark.parametrize(
    "text, parts",
    [
        ("Can it be used in pregnancy? No. The drug was stopped.", 3),
        ("It was worse for Steroid-No. The others did well.", 2),
        ("Patient No. 4 did well.", 1),
        ("Protocols nos. 5 and 6 were used.", 1),
    ],
)
def test_no_ends_a_sentence_unless_a_number_follows(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts


@pytest.mark.parametrize("when", ["At baseline", "At ORION baseline", "At Part 1 baseline"])
def test_what_patients_were_like_at_the_baseline_of_a_study(when: str) -> None:
    extraction = daraevidence.extract_text(f"{when}, 478/1092 (43.8%) patients were receiving corticosteroids.")
    assert [each.n for each in extraction.characteristics] == [478]
    assert not extraction.endpoints


@pytest.mark.parametrize("times", [("Days 1\u20137", "Days 8\u201314"), ("Weeks 1\u201312", "Weeks 13\u201324")])
def test_spans_of_time_over_columns_are_no_groups(times: tuple[str, str]) -> None:
    table = (
        f"Table 2. Side effects\n\n| Side effect | {times[0]} | {times[1]} |\n|---|---|---|\n"
        "| Asthenia, n (%) | 17 (5.1) | 6 (1.8) |\n| Headache, n (%) | 34 (10.0) | 3 (0.9) |\n"
    )
    assert {each.cohort for each in daraevidence.extract_text(table).adverse_events} == {"total"}
