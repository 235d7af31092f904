"""Whose result it is where the groups fill the places of a list, are told of in turn, or are pointed back to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

SHARES = st.lists(st.integers(11, 89), min_size=3, max_size=3, unique=True)
PAIRS = st.lists(st.integers(11, 89), min_size=2, max_size=2, unique=True)


def told(text: str) -> dict[float, tuple[str | None, str | None]]:
    """The group and the comparator of each number."""
    ex = extract_text(text)
    rows = [(one.percent if one.percent is not None else one.value, one) for one in ex.endpoints]
    return {value: (one.cohort, one.comparator) for value, one in rows if value is not None}


@given(SHARES, st.sampled_from(["receiving", "taking", "given"]), st.sampled_from(["5 mg", "0.4 mg/kg", "150 mg"]))
@settings(max_examples=20, deadline=None)
def test_a_dose_alone_behind_the_first_full_name(shares: list[int], got: str, dose: str) -> None:
    one, two, three = shares
    text = f"Remission was reached by {one}% of patients {got} melvorid 900 mg, {two}% {got} {dose} and {three}% {got} placebo."
    assert told(text) == {
        one: ("melvorid 900 mg", f"{dose}; placebo"),
        two: (dose, "melvorid 900 mg; placebo"),
        three: ("placebo", f"melvorid 900 mg; {dose}"),
    }


@pytest.mark.parametrize(
    ("first", "one", "second", "other"),
    [
        ("of children born at home", "born at home", "of those born elsewhere", "born elsewhere"),
        ("in adults under 65", "adults under 65", "in those 65 or older", "65 or older"),
        (
            "in recipients of related grafts",
            "recipients of related grafts",
            "in recipients of other grafts",
            "recipients of other grafts",
        ),
        ("of patients assigned to strict control", "strict control", "assigned to loose control", "loose control"),
        ("of waxed floors", "waxed floors", "of floors treated with oil", "floors treated with oil"),
    ],
)
@pytest.mark.parametrize("joint", [" and ", ", compared with ", " versus "])
def test_groups_that_are_led_to_in_other_ways(first: str, one: str, second: str, other: str, joint: str) -> None:
    text = f"Gravel was found in 31% {first}{joint}17% {second}."
    assert told(text) == {31: (one, other), 17: (other, one)}


@given(SHARES)
@settings(max_examples=10, deadline=None)
def test_three_groups_of_which_one_is_held_against_the_others(shares: list[int]) -> None:
    one, two, three = shares
    text = f"The response rate was {one}% on the higher dose, compared with {two}% on the lower dose and {three}% on placebo."
    assert told(text) == {
        one: ("higher dose", "lower dose; placebo"),
        two: ("lower dose", "higher dose; placebo"),
        three: ("placebo", "higher dose; lower dose"),
    }


@given(PAIRS)
@settings(max_examples=10, deadline=None)
def test_places_at_the_hip_and_the_spine_are_no_groups(pair: list[int]) -> None:
    text = f"Bone density fell by {pair[0]}% at the hip and {pair[1]}% at the spine."
    assert all(cohort is None or cohort == "total" for cohort, _ in told(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "With melvorid the mean score was 5.1. With placebo it was 7.3.",
        "With melvorid the mean score was 5.1; with placebo it was 7.3.",
        "Patients were randomised to melvorid or placebo. The mean score was 5.1 with the former and 7.3 with the latter.",
    ],
)
def test_two_sentences_that_go_on(text: str) -> None:
    assert told(text) == {5.1: ("melvorid", "placebo"), 7.3: ("placebo", "melvorid")}


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Among patients with prior exposure the response rate was 34%; it was 61% in naive patients.",
            "patients with prior exposure",
            "naive patients",
        ),
        (
            "Following nasal surgery 34% of women needed rescue analgesia and following laser surgery 61%.",
            "nasal surgery",
            "laser surgery",
        ),
        ("Lime was found in 34% of pipe-fed and 61% of tank-fed infants.", "pipe-fed", "tank-fed infants"),
        ("Lime was found in 8 (34%) exposed and 15 (61%) unexposed women.", "exposed women", "unexposed women"),
        ("On melvorid, 38 patients (34%) had a cramp; on placebo, 61 (61%) did.", "melvorid", "placebo"),
    ],
)
def test_pairs_that_are_told_unlike(text: str, one: str, other: str) -> None:
    found = told(text)
    assert (found[34][0], found[61][0]) == (one, other)


@given(st.integers(40, 90), st.integers(100, 400), st.sampled_from(["received", "were given", "underwent"]))
@settings(max_examples=15, deadline=None)
def test_those_who_got_something_and_what_became_of_them(some: int, size: int, got: str) -> None:
    shares = f"{100 * some / size:.0f}%", f"{1100 / (size + 3):.0f}%"
    text = f"{size} {got} paint, of whom {some} ({shares[0]}) recovered, and {size + 3} {got} sham, of whom 11 ({shares[1]}) did."
    ex = extract_text(text)
    assert {(one.cohort, one.n, one.denominator) for one in ex.endpoints} == {("paint", some, size), ("sham", 11, size + 3)}
    assert {(one.cohort, one.n) for one in ex.cohorts} >= {("paint", size), ("sham", size + 3)}


def test_what_is_controlled_is_no_control_group() -> None:
    text = "Falls occurred in 9.9% of patients assigned to intensive control and in 10.6% of those assigned to standard control."
    assert told(text) == {9.9: ("intensive control", "standard control"), 10.6: ("standard control", "intensive control")}


def test_two_numbers_for_each_of_two_subjects_are_no_groups_subjects() -> None:
    text = "Treatment A cleared 71 of 100 floors, treatment B 58 of 98."
    rows = {(one.cohort, one.n) for one in extract_text(text).endpoints}
    assert rows == {("Treatment A", 71), ("treatment B", 58)}


@given(PAIRS, st.sampled_from(["smokers", "helmet users", "carriers"]))
@settings(max_examples=10, deadline=None)
def test_kinds_of_people_counted(pair: list[int], kind: str) -> None:
    text = f"Lime was found in 3 ({pair[0]}%) {kind} and in 4 ({pair[1]}%) of the 1,068 non-{kind.split()[-1]}."
    assert {value: cohort for value, (cohort, _) in told(text).items()} == {pair[0]: kind, pair[1]: f"non-{kind.split()[-1]}"}


def test_those_with_what_was_counted_are_no_groups() -> None:
    text = "A response was seen in 12 (75%) patients, including 9 (56%) patients with lime and 5 (31%) patients with chalk."
    assert not {cohort for cohort, _ in told(text).values()} & {"with lime", "patients with lime"}


@given(PAIRS, st.sampled_from(["went down", "fell", "declined"]))
@settings(max_examples=10, deadline=None)
def test_from_one_group_to_the_other(pair: list[int], fell: str) -> None:
    text = f"The rate of falls {fell} from {pair[0]}% with the full dose to {pair[1]}% with the reduced dose."
    assert told(text) == {pair[0]: ("full dose", "reduced dose"), pair[1]: ("reduced dose", "full dose")}


@pytest.mark.parametrize("joint", ["; with injections, it", ". With injections, it"])
def test_changes_of_two_groups_in_turn(joint: str) -> None:
    found = told(f"The mean grip strength rose from 8.4 kg to 9.1 kg with the pump{joint} went from 8.5 kg to 8.8 kg.")
    assert found == {9.1: ("pump", "injections"), 8.8: ("injections", "pump")}


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The brisk arm fared better than the slow arm. Median PFS was 34 months versus 61 months.", "brisk arm", "slow arm"),
        ("Compared with lime paint, oil paint shortened healing (mean, 34 vs 61 days).", "oil paint", "lime paint"),
        ("The relapse rate on 20 mg was 34%, and on 40 mg 61%.", "20 mg", "40 mg"),
        (
            "Lime was found in 34% of the indoor horses. In the outdoor horses the figure was 61%.",
            "indoor horses",
            "outdoor horses",
        ),
        ("In rural stables 34% of horses had lime in their shoes, in urban stables 61%.", "rural stables", "urban stables"),
        ("Boys gained 34 kg and girls 61 kg.", "Boys", "girls"),
        (
            "In all 34 of 90 gates treated with oil and 61 of 92 treated with lime were mended.",
            "oil",
            "lime",
        ),
    ],
)
def test_pairs_that_stand_before_their_results(text: str, one: str, other: str) -> None:
    ex = extract_text(text)
    rows = {row.value or row.n or row.percent: (row.cohort, row.comparator) for row in ex.endpoints}
    assert rows == {34: (one, other), 61: (other, one)}


def test_a_third_group_behind_or() -> None:
    text = "Loss was less frequent in the home group (18%) than in the clinic group (25%) or the usual-care group (31%)."
    assert told(text)[31] == ("usual-care", "home group; clinic group")


def test_a_sentence_before_that_compares_nothing_gives_no_groups() -> None:
    found = told("The clinic group met the ward group. Median PFS was 34 months versus 61 months.")
    assert {cohort for cohort, _ in found.values()} <= {None, "total"}
