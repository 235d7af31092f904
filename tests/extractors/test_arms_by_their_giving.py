"""Arms that a bracket labels, that are told by a list of doses, and that are meant by their dose or the way they are given."""

from __future__ import annotations

import itertools

import pytest

from daraevidence import extract_text
from daraevidence.extractors.group.giving import meant_by_giving

DOSES = ("50 mg", "100 mg", "200 mg")


def _cohorts(text: str) -> dict[str, int | None]:
    return {cohort.cohort: cohort.n for cohort in extract_text(text).cohorts}


def _told(text: str, field: str = "n") -> dict[float, tuple[str | None, float | None]]:
    return {
        getattr(each, field): (each.cohort, each.denominator)
        for each in extract_text(text).endpoints
        if getattr(each, field) is not None
    }


@pytest.mark.parametrize(
    ("one", "other"), [*itertools.combinations(("early group", "low-dose group", "ARM-X group", "intensive-care cohort"), 2)]
)
def test_the_label_beside_a_size_is_the_name_of_an_arm(one: str, other: str) -> None:
    text = f"In a trial 142 children were allocated to zoravir 5 mg/kg daily ({one}, n=72) or oral rest ({other}; n=70)."
    found = _cohorts(text)
    assert found[one] == 72
    assert found[other] == 70


def test_a_label_that_says_the_name_again_is_none() -> None:
    found = _cohorts("In a trial 142 adults were allocated to zoravir (zoravir group, n=72) or placebo (placebo group, n=70).")
    assert {"zoravir", "placebo"} <= set(found)


@pytest.mark.parametrize("each", ["to each dose", "per group", "in each arm", "at each of the doses"])
def test_doses_before_their_drug_are_arms_of_one_size(each: str) -> None:
    text = f"Aldo et al compared {DOSES[0]}, {DOSES[1]} and {DOSES[2]} of oral zoravir in 96 adults, 32 {each}. "
    text += "Six (18.8%), 5 (15.6%) and 4 (12.5%) of them relapsed."
    found = _cohorts(text)
    assert [found[dose] for dose in DOSES] == [32, 32, 32]
    assert _told(text) == {6: ("50 mg", 32), 5: ("100 mg", 32), 4: ("200 mg", 32)}


def test_a_size_of_each_that_does_not_make_up_the_number_before_is_none() -> None:
    found = _cohorts("Aldo et al compared 50 mg and 100 mg of oral zoravir in 96 adults, 40 visits in each arm.")
    assert 40 not in found.values()


ARMS = (("X 5 mg", "X 5 mg intravenously"), ("X 10 mg", "X 10 mg by mouth"), ("X 20 mg", "X 20 mg SC"), ("placebo",))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("the intravenous group", 0),
        ("oral group", 1),
        ("women given tablets", 1),
        ("subcutaneous injection", None),  # an injection may be any
        ("the subcutaneous arm", 2),
        ("the 10 mg dose", 1),
        ("10 mg", 1),
        ("the highest dose", 2),
        ("the lowest", 0),
        ("the middle dose", 1),
        ("the higher dose", None),  # of three doses nobody knows which
        ("15 mg", None),
        ("the oral contraceptive group", None),
    ],
)
def test_an_arm_is_meant_by_its_way_or_dose(name: str, number: int | None) -> None:
    assert meant_by_giving(name, ARMS) == number


def test_the_higher_of_two_doses_is_one_of_them() -> None:
    assert meant_by_giving("the higher dose", (ARMS[0], ARMS[1], ARMS[3])) == 1


def test_results_of_arms_by_their_way() -> None:
    text = "In a trial, 168 women received ferric zoral 1000 mg intravenously (n=84) or ferrous yol 200 mg by mouth (n=84). "
    text += "Anemia had resolved in 75% of the intravenous group compared with 52% of the oral group."
    assert _told(text, "percent") == {75: ("ferric zoral", 84), 52: ("ferrous yol", 84)}


@pytest.mark.parametrize("numbers", [(17, 11, 6), (8, 14, 15), (9, 5, 4)])
def test_three_counts_in_a_row_are_of_the_three_arms(numbers: tuple[int, int, int]) -> None:
    one, two, three = numbers
    text = "ORION randomized 300 adults to zoravir 5 mg (n=101), zoravir 10 mg (n=98) or placebo (n=101). "
    text += (
        f"Treatment was stopped in {one}, {two} and {three} patients. By week 8 there had been {one}, {two} and {three} deaths."
    )
    found = [(each.endpoint, each.n, each.cohort, each.denominator) for each in extract_text(text).endpoints]
    arms = (("zoravir 5 mg", 101), ("zoravir 10 mg", 98), ("placebo", 101))
    for code in ("DISCONTINUATION", "DEATH"):
        assert [each[1:] for each in found if each[0] == code] == [(n, *arm) for n, arm in zip(numbers, arms, strict=True)]


@pytest.mark.parametrize("mark", [";", ",", ":"])
def test_labels_of_intervals(mark: str) -> None:
    text = f"In a trial 216 eyes were randomized to zoravir 8 mg every 12 weeks (Q12 arm{mark} n=107) or every 20 weeks (Q20 arm"
    assert {"Q12 arm": 107, "Q20 arm": 109}.items() <= _cohorts(f"{text}{mark} n=109).").items()


@pytest.mark.parametrize(("verb", "joint"), [("received", "or"), ("were given", "or"), ("were randomized to receive", "or")])
def test_labels_without_sizes_and_the_size_of_each(verb: str, joint: str) -> None:
    text = f"Sixty-four women {verb} spinal morphine 100 µg (low-dose group) {joint} 200 µg (high-dose group), 32 in each group. "
    text += "Pain scores at 12 hours were 2.8 and 2.2. Relapse was twice as frequent with the higher dose (8 women versus 4)."
    assert {"low-dose group": 32, "high-dose group": 32}.items() <= _cohorts(text).items()
    assert _told(text, "value") == {2.8: ("low-dose group", None), 2.2: ("high-dose group", None)}
    assert _told(text) == {8: ("high-dose group", 32), 4: ("low-dose group", 32)}


@pytest.mark.parametrize("words", ["was no better than", "was as effective as", "proved superior to", "did no worse than"])
def test_two_sized_groups_of_which_one_is_held_against_the_other(words: str) -> None:
    text = f"In the LONE trial, zoravir (n=674) {words} olimab (n=614): cure was seen in 83% versus 84%."
    assert _cohorts(text) == {"zoravir": 674, "olimab": 614}
    assert _told(text, "percent") == {83: ("zoravir", 674), 84: ("olimab", 614)}


def test_the_sentence_that_sizes_the_arms_gives_their_order() -> None:
    text = "We studied 342 adults with hepatitis. Of these, 151 had been given prednisolone and 191 pentoxifylline. "
    text += "Survival at 28 days was 78% (95% CI 71-84) and 70% (95% CI 63-76)."
    assert _told(text, "value") == {78: ("prednisolone", None), 70: ("pentoxifylline", None)}


def test_the_shorter_course_is_the_short_course_group() -> None:
    text = (
        "604 adults were randomized to zoravir for 7 days (short-course group, n=306) or for 14 days (long-course group, n=298). "
    )
    text += "Relapse occurred in 12.1% with the shorter course and 13.4% with the longer course."
    assert _told(text, "percent") == {12.1: ("short-course group", 306), 13.4: ("long-course group", 298)}
