"""Results of two groups in two clauses: the second tells of the outcome of the first, and each clause has its own group."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

GROUPS = st.permutations(["humming", "whistling", "brisk tapering", "the corner desk", "slow tapering", "milk rinses"]).map(
    lambda g: g[:2]
)
SHARES = st.lists(st.integers(21, 79), min_size=2, max_size=2, unique=True)
#: a share of each of two groups in one statement
RATES = [
    "The rate of dry socket was {p}% with {a}; the figure for {b} was {q}%.",
    "Dry socket occurred in {p}% with {a}; the corresponding value for {b} was {q}%.",
    "Dry socket was seen in {p}% with {a}, whereas it occurred in {q}% with {b}.",
    "While dry socket occurred in {p}% with {a}, this was {q}% with {b}.",
    "Dry socket occurred in {p}% with {a}, whereas with {b} it did so in {q}%.",
    "With {a}, dry socket occurred in {p}%; with {b}, in {q}%.",
    "Compared with {a} ({p}%), dry socket was less common with {b} ({q}%).",
    "In contrast to {a}, with which dry socket was seen in {p}%, {b} led to dry socket in {q}%.",
    "There was no difference between {a} and {b} in dry socket ({p}% vs {q}%).",
    "Whereas {p}% had dry socket with {a}, only {q}% did with {b}.",
    "Although dry socket was seen in {p}% with {a}, with {b} it was seen in {q}%.",
    "Use of {a} led to dry socket in {p}%; for {b} this was {q}%.",
    "Compared with {p}% with {a}, the rate of dry socket was {q}% with {b}.",
    "Dry socket occurred in {p}% with {a}, compared with {q}% when {b} was used.",
    "Dry socket did not differ with {a} ({p}%), nor did it with {b} ({q}%).",
    "The most common event was dry socket ({p}% with {a}, {q}% with {b}).",
]


def rows(text):
    ex = extract_text(text)
    return {
        (float(row.percent if row.percent is not None else row.value), row.cohort, (row.label or "").casefold())
        for row in (*ex.endpoints, *ex.characteristics)
    }


def bare(name):
    return name.removeprefix("the ")


@settings(max_examples=25)
@given(GROUPS, SHARES, st.sampled_from(RATES))
def test_each_share_has_its_group_and_the_outcome_of_the_first_clause(groups, shares, words):
    (one, other), (first, second) = groups, shares
    text = words.format(a=one, b=other, p=first, q=second)
    text = f"{text[0].upper()}{text[1:]}"
    assert rows(text) == {(first, bare(one), "dry socket"), (second, bare(other), "dry socket")}, text


@settings(max_examples=20)
@given(GROUPS, SHARES)
def test_without_comes_before_what_it_is_without(groups, values):
    one, (first, second) = bare(groups[0]), values
    assert rows(f"Grip strength was {first} kg without and {second} kg with {one}.") == {
        (first, f"without {one}", "grip strength"),
        (second, f"with {one}", "grip strength"),
    }


@pytest.mark.parametrize("name", ["the mean knee angle", "mean knee angle"])
def test_a_name_that_runs_into_its_subject_ends_where_that_begins(name):
    text = f"In adults treated with cold wraps {name} was 31.2 degrees, in those treated with warm wraps 44.7 degrees."
    assert {(value, cohort) for value, cohort, _ in rows(text)} == {(31.2, "cold wraps"), (44.7, "warm wraps")}


@pytest.mark.parametrize(
    "text",
    [
        # the second clause has an outcome of its own
        "Dry socket occurred in 31% with humming; the figure for fever with whistling was 44%.",
        # a list of outcomes of one group
        "Use of humming led to dry socket in 31%, whistling in 44%.",
        # nothing tells where the name ends
        "With humming knee angle changed by 31 degrees, and by 44 degrees with whistling.",
        # the former and the latter are no names
        "Dry socket occurred in 31% of the former and 44% of the latter.",
    ],
)
def test_no_group_gets_what_may_not_be_its_own(text):
    assert not {(31.0, "humming"), (44.0, "whistling")} <= {
        (value, cohort) for value, cohort, label in rows(text) if "dry" in label or not label
    }
    assert not {"former", "latter", "humming knee angle"} & {cohort for _, cohort, _ in rows(text)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Fewer patients stopped ustekinumab than adalimumab (15% vs 24%).", {15: ("ustekinumab", "adalimumab")}),
        (
            "Four patients (3.8%) stopped ustekinumab because of a rash, as did two (1.9%) in the adalimumab arm.",
            {3.8: ("ustekinumab", "adalimumab"), 1.9: ("adalimumab", "ustekinumab")},
        ),
        (
            "Whereas 4 patients (3.8%) relapsed after ustekinumab, 9 (8.6%) did so after adalimumab.",
            {3.8: ("ustekinumab", "adalimumab"), 8.6: ("adalimumab", "ustekinumab")},
        ),
    ],
)
def test_who_stopped_a_treatment_was_on_it(text: str, told: dict[float, tuple[str, str]]) -> None:
    study = "Berg et al (2021) randomized 210 adults to ustekinumab (n=105) or adalimumab (n=105). "
    found = {each.percent: (each.cohort, each.comparator) for each in extract_text(study + text).endpoints}
    assert {percent: found.get(percent) for percent in told} == told


def test_whoever_stopped_either_is_no_group() -> None:
    study = "Berg et al (2021) randomized 210 adults to ustekinumab (n=105) or adalimumab (n=105). "
    found = extract_text(f"{study}No patients discontinued ustekinumab or adalimumab due to a rash.").endpoints
    assert {each.cohort for each in found} == {"total"}
