"""Arms whose sizes stand behind the share that is told of them: the share is no part of their name."""

import pytest

from daraevidence import extract_text


@pytest.mark.parametrize(
    "share",
    [
        "nausea was seen in 11%",
        "nausea was seen in 11% of patients",
        "nausea, the most common adverse reaction, occurred in 11%",
        "nausea occurred in 11% of those",
        "the most common reaction was nausea: 11%",
    ],
)
def test_an_arm_is_named_behind_its_share(share: str) -> None:
    text = f"In a randomized trial of 624 adults, {share} in the febulinase group (N=451) and 4% in the placebo group (N=173)."
    extraction = extract_text(text)
    arms = {each.cohort: (each.n, each.role) for each in extraction.cohorts if each.role != "total"}
    assert arms == {"febulinase group": (451, "arm"), "placebo group": (173, "arm")}
    assert [(each.cohort, each.percent) for each in extraction.adverse_events] == [("febulinase group", 11), ("placebo group", 4)]


def test_parts_told_by_their_share_are_no_arms() -> None:
    text = "The trial enrolled 400 adults with gout. Remission was seen in 78% of the fit (n=214) and 41% of the frail (n=186)."
    assert {each.role for each in extract_text(text).cohorts} <= {"total", "subgroup"}


@pytest.mark.parametrize("led", ["given", "receiving", "treated with"])
@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("remission was seen in 45 (38%) and 22 (19%)", [("febulinase", 45, 120), ("placebo", 22, 118)]),
        ("remission occurred in 45 and 22, respectively", [("febulinase", 45, 120), ("placebo", 22, 118)]),
    ],
)
def test_groups_side_by_side_have_the_results_in_their_order(led: str, told: str, found: list[tuple[str, int, int]]) -> None:
    text = f"Among 120 patients {led} febulinase and 118 {led} placebo, {told}."
    assert [(each.cohort, each.n, each.denominator) for each in extract_text(text).endpoints] == found


@pytest.mark.parametrize("join", [", and", ";"])
@pytest.mark.parametrize("verb", ["died", "withdrew", "had a stroke"])
def test_so_many_of_each_group_are_told_of_the_groups_before(join: str, verb: str) -> None:
    text = f"Fever occurred in 8% of patients on ivabradine and 7% on placebo{join} 3 patients in each group {verb}."
    rows = [(row.cohort, row.n) for row in extract_text(text).endpoints]
    assert rows == [("ivabradine", 3), ("placebo", 3)]
