"""Limits on doses, limits told of ``values`` and ``levels``, levels to be kept, and what a limit is for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence


def _limits(text: str) -> list[tuple[str, str, float | None, str]]:
    return [
        (each.variable or "", each.operator or "", each.value, each.unit or "")
        for each in daraevidence.extract_text(text).thresholds
    ]


@pytest.mark.parametrize(
    "template, name, sign",
    [
        ("The {name} should not exceed {v} {unit}.", "total daily dose", "<="),
        ("The {name} must never exceed {v} {unit} in adults.", "single dose", "<="),
        ("The maximum recommended {name} is {v} {unit}.", "daily dose", "<="),
        ("Maximum {name}: {v} {unit}.", "weekly dose", "<="),
        ("{name} above {v} {unit} are not recommended.", "Daily doses", ">"),
        ("{name} greater than {v} {unit} should be avoided.", "Single doses", ">"),
    ],
)
@given(st.integers(2, 900), st.sampled_from(["mg", "g", "mg/day", "mg/kg", "mcg"]))
def test_what_a_dose_may_not_pass(template: str, name: str, sign: str, value: int, unit: str) -> None:
    assert _limits(template.format(name=name, v=value, unit=unit)) == [(name, sign, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "Patients received up to 40 mg of pravatol daily.",
        "At doses above 40 mg, nausea occurred in 12% of patients and may limit use.",
        "The mean daily dose was above 40 mg in both groups.",
    ],
)
def test_doses_that_were_given_are_no_limits(text: str) -> None:
    assert _limits(text) == []


@pytest.mark.parametrize("noun", ["values", "levels", "the values", "concentrations"])
@pytest.mark.parametrize("lead", ["; repeat the test if", "; seek advice when"])
def test_a_noun_for_whatever_was_measured(noun: str, lead: str) -> None:
    told = _limits(f"If triglycerides are >500 mg/dL, treat first{lead} {noun} exceed 1000 mg/dL.")
    assert told == [("triglycerides", ">", 500, "mg/dL"), ("triglycerides", ">", 1000, "mg/dL")]


def test_a_degree_before_the_limit_of_its_clause() -> None:
    told = _limits("Hyperkalaemia is defined as a potassium level above 5.5 mmol/L; severe if ≥6.5 mmol/L.")
    assert told == [("potassium level", ">", 5.5, "mmol/L"), ("potassium level", ">=", 6.5, "mmol/L")]


@pytest.mark.parametrize("sign, words", [("<", "below"), (">", "above"), ("<", "less than"), (">", "exceeding")])
def test_a_sign_before_the_name_of_what_is_limited(sign: str, words: str) -> None:
    told = _limits(f"The drug is contraindicated {words} an eGFR of 30 mL/min/1.73 m2.")
    assert told == [("eGFR", sign, 30, "mL/min/1.73 m2")]


@pytest.mark.parametrize(
    "words, sign", [("at or above", ">="), ("on or above", ">="), ("at or below", "<="), ("not exceed", "<=")]
)
def test_signs_that_hold_their_own_limit(words: str, sign: str) -> None:
    verb = "should" if words == "not exceed" else "should be"
    assert _limits(f"Before each cycle serum potassium {verb} {words} 3.5 mmol/L.") == [("serum potassium", sign, 3.5, "mmol/L")]


@pytest.mark.parametrize("verb", ["should be maintained between 2.0 and 3.0", "must be kept between 2.0 and 3.0"])
def test_a_level_to_be_kept(verb: str) -> None:
    (told,) = daraevidence.extract_text(f"INR {verb}.").thresholds
    assert (told.variable, told.operator, told.value_text) == ("INR", "=", "2.0-3.0")


@pytest.mark.parametrize("words", ["3 times normal", "3 x normal values", "three times the upper limit of normal"])
def test_multiples_of_normal(words: str) -> None:
    assert _limits(f"Stop the drug if LFTs rise to more than {words}.") == [("LFTs", ">", 3, "x ULN")]


@pytest.mark.parametrize(
    "text, context",
    [
        ("Reduce the dose to 15 mg once daily in patients with CrCl 15 to 49 mL/min.", "cut-off"),
        ("No dose adjustment is needed for patients with an eGFR of 45 mL/min/1.73 m2 or greater.", "cut-off"),
        ("Patients with an eGFR of 45 mL/min/1.73 m2 or greater were eligible.", "inclusion criterion"),
        ("Patients with an eGFR below 30 mL/min/1.73 m2 were excluded.", "exclusion criterion"),
    ],
)
def test_what_a_limit_is_for(text: str, context: str) -> None:
    assert {each.context for each in daraevidence.extract_text(text).thresholds} == {context}


def test_how_far_a_scale_goes_is_no_limit() -> None:
    assert _limits("Patients had to have a pain score of at least 4 on a 0-10 scale.") == [("pain score", ">=", 4, "")]
