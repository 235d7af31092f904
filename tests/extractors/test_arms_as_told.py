"""Arms with their sizes in the manifold ways in which reports tell of an assignment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

Group = tuple[str, int | None, str | None]


def groups(text: str) -> list[Group]:
    return [(each.cohort, each.n, each.role) for each in daraevidence.extract_text(text).cohorts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The HARBOR study enrolled 769 patients: 383 were assigned to receive vedolizumab (300 mg IV) and 386 adalimumab.",
            [("total", 769, "total"), ("vedolizumab", 383, "arm"), ("adalimumab", 386, "arm")],
        ),
        (
            "In the HARBOR trial, patients were randomized 1:1 to budesonide 9 mg or placebo.",
            [("budesonide", None, "arm"), ("placebo", None, "arm")],
        ),
        (
            "In the HARBOR trial, 200 patients were assigned to the intervention group (nurse-led) and 198 to the control group.",
            [("intervention", 200, "arm"), ("control", 198, "arm")],
        ),
        (
            "In the HARBOR trial, 240 women were randomized 2:1; 160 women received ramipril and 80 women received placebo.",
            [("total", 240, "total"), ("ramipril", 160, "arm"), ("placebo", 80, "arm")],
        ),
        (
            "Of 410 patients in the HARBOR trial, 205 were allocated to early surgery and 205 to watchful waiting.",
            [("total", 410, "total"), ("early surgery", 205, "arm"), ("watchful waiting", 205, "arm")],
        ),
        (
            "The full analysis set of the HARBOR trial had 388 participants: 130 in the low-dose arm, 129 in the high-dose arm, "
            "and 129 in the placebo arm.",
            [("low-dose", 130, "arm"), ("high-dose", 129, "arm"), ("placebo", 129, "arm")],
        ),
        (
            "A total of 312 completers of the HARBOR trial entered an open-label extension.",
            [("open-label extension", 312, "subgroup")],
        ),
        (
            "The HARBOR trial randomized 90 infants to ramipril and 92 completed it.",
            [],
        ),
        (
            "The HARBOR trial had 388 participants; 31 in the low-dose arm and 29 in the high-dose arm died.",
            [],
        ),
    ],
)
def test_arms(text: str, expected: list[Group]) -> None:
    assert [each for each in groups(text + "\n") if each[2] != "total" or each in expected] == expected


@given(
    st.lists(st.integers(20, 900), min_size=2, max_size=4, unique=True),
    st.lists(st.sampled_from(["low-dose", "high-dose", "placebo", "usual care"]), min_size=4, max_size=4, unique=True),
    st.booleans(),
)
def test_arms_that_make_up_the_study(sizes: list[int], names: list[str], add_up: bool) -> None:
    arms = [f"{n} in the {name} group" for n, name in zip(sizes, names, strict=False)]
    listed = ", ".join(arms[:-1]) + f" and {arms[-1]}"
    total = sum(sizes) + (0 if add_up else 1)
    found = [each for each in groups(f"The HARBOR trial randomized {total} adults: {listed}.\n") if each[2] == "arm"]
    assert [each[:2] for each in found] == (list(zip(names, sizes, strict=False)) if add_up else [])


@pytest.mark.parametrize("route", ["subcutaneous", "intravenous", "oral"])
def test_a_way_to_the_whole_body_is_no_part_of_a_name(route: str) -> None:
    text = f"In the HARBOR trial, patients were randomly assigned to {route} elmivast (n=90) or placebo (n=92)."
    cohorts = daraevidence.extract_text(text).cohorts
    assert {row.cohort for row in cohorts if row.role == "arm"} == {"elmivast", "placebo"}


@pytest.mark.parametrize("route", ["nebulized", "topical", "inhaled", "intravitreal"])
def test_a_way_to_one_place_is(route: str) -> None:
    text = f"In the HARBOR trial, patients were randomly assigned to {route} elmivast (n=90) or placebo (n=92)."
    cohorts = daraevidence.extract_text(text).cohorts
    assert {row.cohort for row in cohorts if row.role == "arm"} == {f"{route} elmivast", "placebo"}
