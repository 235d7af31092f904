"""Whose result it is: groups held against, groups called by their doses, groups that hold on, and results told in two clauses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

TRIAL = "In the NORVANE trial, 412 adults with gout were randomized to velorinab (n=206) or placebo (n=206). "
LESS = st.sampled_from(["lower", "less likely", "smaller", "shorter"])
AGAINST = st.sampled_from(["than with placebo", "than in those on placebo", "compared to placebo", "relative to placebo"])


def told(text: str, number: float) -> tuple[str | None, str | None]:
    """The group and the comparator of the one result that has a number."""
    rows = [one for one in extract_text(text).endpoints if number in (one.value, one.percent, one.n)]
    assert len(rows) == 1, rows
    return rows[0].cohort, rows[0].comparator


@given(percent=st.integers(11, 89), less=LESS, against=AGAINST)
@settings(max_examples=20, deadline=None)
def test_the_group_that_a_result_is_held_against_is_not_its_own(percent: int, less: str, against: str) -> None:
    assert told(f"{TRIAL}The risk of a flare was {percent}% {less} {against}.", percent) == ("velorinab", "placebo")


@pytest.mark.parametrize("opening", ["Compared with placebo", "Relative to placebo", "In comparison with placebo"])
def test_a_clause_may_open_with_the_reference(opening: str) -> None:
    assert told(f"{TRIAL}{opening}, the risk of death was reduced by 24%.", 24) == ("velorinab", "placebo")


def test_the_reference_alone_leaves_the_group_open() -> None:
    text = "The risk of a fall was 41% lower than in the control group."
    cohort, comparator = told(text, 41)
    assert cohort is None and comparator == "control"


def test_the_reference_with_a_result_of_its_own_is_a_group() -> None:
    text = f"{TRIAL}Flares were seen in 28% with velorinab, more than with placebo (18%)."
    assert told(text, 28) == ("velorinab", "placebo")
    assert told(text, 18) == ("placebo", "velorinab")


@given(low=st.integers(2, 40), high=st.integers(41, 90), unit=st.sampled_from(["mg", "g", "mg/kg"]))
@settings(max_examples=20, deadline=None)
def test_a_dose_before_a_noun_for_groups_is_its_name(low: int, high: int, unit: str) -> None:
    text = f"Mean pain was 4.1 in the {low} {unit} group, 3.2 in the {high} {unit} group and 5.6 in the placebo group."
    one, other = f"{low} {unit}", f"{high} {unit}"
    assert told(text, 4.1) == (one, f"{other}; placebo")
    assert told(text, 3.2) == (other, f"{one}; placebo")


def test_doses_that_share_their_noun() -> None:
    text = "Response was seen in 30% and 49% of the 20 mg and 40 mg groups, respectively."
    assert told(text, 30) == ("20 mg", "40 mg")
    assert told(text, 49) == ("40 mg", "20 mg")


def test_an_amount_that_was_lost_is_no_name() -> None:
    text = "Women lost 12 g more with massage, and blood loss was 210 mL in the massage group and 340 mL in the control group."
    assert told(text, 210)[0] == "massage group"


@pytest.mark.parametrize("joint", ["whereas", "while", "but"])
def test_results_of_one_outcome_in_two_clauses(joint: str) -> None:
    text = f"In all, 29 patients in the alpha group (7.5%) had dropped out, {joint} 93 in the beta group (23.9%) had done so."
    assert told(text, 7.5) == ("alpha group", "beta group")
    assert told(text, 23.9) == ("beta group", "alpha group")


def test_a_ratio_behind_two_clauses_is_of_both() -> None:
    text = "Velorinab led to a 90-day mortality of 27.9%, whereas placebo led to 28.8% (odds ratio, 0.96; 95% CI, 0.83 to 1.10)."
    assert told(text, 0.96) == ("Velorinab", "placebo")


@pytest.mark.parametrize(
    ("first", "second"),
    [("velorinab patients", "controls"), ("treated women", "untreated women"), ("vaccinated children", "unvaccinated children")],
)
def test_people_told_apart_by_a_word(first: str, second: str) -> None:
    text = f"Remission was reached in 19% of the {first} and in 40% of the {second}."
    assert told(text, 19) == (first, second)
    assert told(text, 40) == (second, first)


@pytest.mark.parametrize("opening", ["Among patients with stage III disease", "In the velorinab group"])
def test_a_group_that_a_sentence_opens_with_holds_on(opening: str) -> None:
    text = f"{TRIAL}{opening}, the median age was 61 years. Median PFS was 14.2 months."
    assert told(text, 14.2)[0] == told(text.replace("median age was 61 years", "ORR was 61%"), 61)[0]


@pytest.mark.parametrize(
    "between",
    [
        "Overall, the median PFS was 14.2 months.",
        "In the whole study, median PFS was 14.2 months.",
        "Patients were old.\n\nMedian PFS was 14.2 months.",
    ],
)
def test_it_holds_no_longer(between: str) -> None:
    assert told(f"{TRIAL}In the velorinab group, the ORR was 61%. {between}", 14.2)[0] == "total"


def test_what_is_favored_over_another() -> None:
    text = "Overall survival favored velorinab over chemotherapy (median, 14.1 vs 9.8 months; HR, 0.71)."
    assert told(text, 14.1) == ("velorinab", "chemotherapy")
    assert told(text, 0.71) == ("velorinab", "chemotherapy")
