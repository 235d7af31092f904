"""Results of a part of the patients that the sentence before ends with, and of ratios whose sentence goes on with two arms."""

from __future__ import annotations

import pytest

import daraevidence

INTRO = (
    "ORION is a randomized, double-blind phase 3 trial that enrolled 742 patients. "
    "Patients were randomized 1:1 to zelitide (n=370) or placebo (n=372). "
)


def results(text: str) -> dict[tuple[str, float], tuple[str | None, str | None]]:
    frame = daraevidence.extract_text(INTRO + text).frame("endpoints").astype(object)
    frame = frame.where(frame.notna(), None)
    found = {}
    for row in frame.to_dict("records"):
        number = row["percent"] if row["percent"] is not None else row["value"]
        if number is not None:
            found[row["measure"], float(number)] = (row["cohort"], row["comparator"])
    return found


PARTS = (
    ("patients with a Wells score of 4 or more", "Wells score of 4 or more"),
    ("the 218 patients whose tumors carried a homologous recombination repair (HRR) gene mutation", "HRR gene mutation"),
    ("women who had never been pregnant", "women who had never been pregnant"),
    ("those without cirrhosis", "without cirrhosis"),
)
BACK = ("In these patients", "Among these", "In this subgroup")


@pytest.mark.parametrize(("part", "name"), PARTS)
@pytest.mark.parametrize("back", BACK)
def test_a_sentence_that_takes_up_the_part_of_the_one_before(part: str, name: str, back: str) -> None:
    found = results(
        f"The benefit was seen chiefly in {part}. {back}, relapse occurred in 12.5% with zelitide and 24.4% without it "
        "(hazard ratio, 0.47; 95% CI, 0.31 to 0.82)."
    )
    arms = f"zelitide, {name}", f"placebo, {name}"
    assert found["proportion", 12.5] == arms
    assert found["proportion", 24.4] == arms[::-1]
    assert found["hazard_ratio", 0.47] == arms


@pytest.mark.parametrize("told", ["The benefit was seen in all.", "Relapse was rare in patients given zelitide."])
def test_no_part_where_the_sentence_before_tells_of_none(told: str) -> None:
    found = results(f"{told} In these patients, relapse occurred in 12.5% with zelitide and 24.4% with placebo.")
    assert found["proportion", 12.5][0] == "zelitide"


@pytest.mark.parametrize("what", ["rhythm-monitoring", "imaging", "biopsy"])
def test_a_substudy_of_so_many(what: str) -> None:
    found = daraevidence.extract_text(
        f"{INTRO}In a {what} substudy of 210 participants, relapse was found in 12 of 104 assigned to zelitide "
        "and in 14 of 106 controls."
    ).frame("endpoints")
    assert list(found["cohort"]) == [f"zelitide, {what} substudy", f"placebo, {what} substudy"]
    assert list(found["denominator"]) == [104, 106]


@pytest.mark.parametrize("by", ["by investigator assessment", "of the per-protocol analysis", "with central review"])
@pytest.mark.parametrize("same", ["were consistent", "remained similar", "were broadly unchanged"])
def test_results_said_to_be_the_same_are_those_of_the_two_arms(by: str, same: str) -> None:
    found = results(
        "Median survival was 20.1 months with zelitide and 18.3 months with placebo (HR 0.80; 95% CI 0.62 to 1.10). "
        f"Results {by} {same} (HR 0.69; 95% CI 0.56 to 0.84)."
    )
    assert found["hazard_ratio", 0.69] == ("zelitide", "placebo")


def test_a_ratio_behind_what_only_says_when_it_was_estimated() -> None:
    found = results(
        "At this interim analysis, with 31% of patients having died, a trend in overall survival was seen "
        "(HR 0.87; 95% CI 0.67 to 1.13)."
    )
    assert found["hazard_ratio", 0.87] == ("zelitide", "placebo")


@pytest.mark.parametrize("drug", ["edoxaban", "metformin", "lenalidomide"])
@pytest.mark.parametrize("joint", ["and", "versus", "but"])
def test_without_the_drug_is_the_other_arm(drug: str, joint: str) -> None:
    text = INTRO.replace("zelitide", drug) + f"Relapse occurred in 12.5% with {drug} {joint} 24.4% without it."
    frame = daraevidence.extract_text(text).frame("endpoints")
    assert dict(zip(frame["percent"], frame["cohort"], strict=True)) == {12.5: drug, 24.4: "placebo"}
