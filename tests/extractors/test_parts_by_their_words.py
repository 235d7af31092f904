"""Parts of the patients by the words before people, arms by what both are given, and where names of parts end."""

from __future__ import annotations

import pytest

import daraevidence

CHARTS = "Brandl et al (2024)3 reviewed the charts of 58 adults with sprue. "
TRIAL = (
    "ORION is a randomized, double-blind phase 3 trial that enrolled 742 patients. "
    "Patients were randomized 1:1 to zelitide (n=370) or placebo (n=372){each}. "
)

Rows = list[tuple[str | None, str | None]]


def results(text: str) -> Rows:
    frame = daraevidence.extract_text(text).frame("endpoints").astype(object)
    frame = frame.where(frame.notna(), None)
    return list(zip(frame["cohort"], frame["comparator"], strict=True))


def cohorts(text: str) -> dict[str, int | None]:
    frame = daraevidence.extract_text(text).frame("cohorts").astype(object)
    return dict(zip(frame["cohort"], frame["n"].where(frame["n"].notna(), None), strict=True))


PAIRS = (
    ("the 31 drug-naive patients", "the 27 who were drug-experienced", "drug-naive", "drug-experienced"),
    ("31 smokers", "the 27 who had never smoked", "smokers", "patients who had never smoked"),
    ("the 31 older women", "the 27 with diabetes", "older women", "patients with diabetes"),
)


@pytest.mark.parametrize(("first", "second", "one", "other"), PAIRS)
@pytest.mark.parametrize("joint", ["and by", ", as against", "but by only"])
def test_parts_told_by_a_word_before_people_and_by_a_clause(first: str, second: str, one: str, other: str, joint: str) -> None:
    text = CHARTS + f"Clear skin was attained by 16 of {first} {joint} 5 of {second} (P=0.01)."
    assert results(text.replace(" ,", ",")) == [(one, other), (other, one)]
    assert cohorts(text.replace(" ,", ","))[one] == 31


@pytest.mark.parametrize("people", ["enrolled patients", "eligible adults", "treated women"])
def test_words_that_tell_no_part(people: str) -> None:
    assert set(cohorts(CHARTS + f"Clear skin was attained by 16 of the 31 {people}.")) == {"total"}


@pytest.mark.parametrize("fraction", ["24 of 38", "24/38"])
@pytest.mark.parametrize("who", ["evaluable patients", "assessable patients"])
def test_a_percent_with_the_fraction_of_a_part_behind_it(fraction: str, who: str) -> None:
    text = CHARTS + f"The response rate was 63% ({fraction} {who})."
    row = daraevidence.extract_text(text).frame("endpoints").iloc[0]
    assert (row["n"], row["denominator"], row["percent"]) == (24, 38, 63)
    assert row["cohort"] != "total"
    assert len(results(text)) == 1


@pytest.mark.parametrize(
    "ratio", ["the HR was 0.82", "the hazard ratio for death was 0.82", "the median survival was 8.1 months"]
)
def test_the_name_of_a_part_ends_before_the_clause(ratio: str) -> None:
    found = cohorts(TRIAL.format(each="") + f"In the 462 patients without cirrhosis {ratio} (95% CI, 0.65-10.3).")
    assert found["patients without cirrhosis"] == 462


def test_a_part_by_the_short_form_of_its_words() -> None:
    part = "the 218 patients whose tumors had a homologous recombination repair (HRR) defect"
    text = TRIAL.format(each="") + f"The effect was largest in {part}."
    assert cohorts(text)["patients whose tumors had a HRR defect"] == 218


@pytest.mark.parametrize("besides", ["letrozole", "docetaxel", "abiraterone"])
def test_two_arms_by_what_both_are_given_besides(besides: str) -> None:
    text = (
        f"ORION met its endpoint. Median survival was 27.4 months for zelitide plus {besides} versus 19.1 months "
        f"for placebo plus {besides}. "
        f"Response was seen in 61% with the combination and in 45% with {besides} alone. "
        + TRIAL.format(each=f", each with {besides}")
    )
    arms = f"zelitide plus {besides}", f"placebo plus {besides}"
    assert cohorts(text) == {"total": 742, arms[0]: 370, arms[1]: 372}
    assert results(text) == [arms, arms[::-1], arms, arms[::-1]]


def test_doses_with_their_sizes_behind_a_change() -> None:
    text = (
        "The phase 2 ORION study enrolled 60 patients. In that study, proteinuria fell by 41% at the 240 mg dose (n=20), "
        "29% at the 120 mg dose (n=20), and 4% with placebo (n=20)."
    )
    assert cohorts(text) == {"total": 60, "240 mg dose": 20, "120 mg dose": 20, "placebo": 20}


@pytest.mark.parametrize("where", ["nine countries", "61 centers", "two regions"])
def test_where_patients_were_is_no_arm(where: str) -> None:
    text = f"The ORION trial enrolled 4210 participants in {where}, of whom 2106 received atorvastatin and 2104 placebo."
    assert cohorts(text) == {"total": 4210, "atorvastatin": 2106, "placebo": 2104}


def test_names_right_behind_their_results_in_brackets() -> None:
    text = TRIAL.format(each="") + "Headache was balanced (81% zelitide; 79% placebo)."
    frame = daraevidence.extract_text(text).frame("adverse_events")
    assert dict(zip(frame["cohort"], frame["percent"], strict=True)) == {"zelitide": 81, "placebo": 79}


def test_no_result_gets_a_group_of_another_size() -> None:
    text = CHARTS + "Relapse occurred in 16 of the 31 enrolled patients and in 5 of the 27 who were treated."
    frame = daraevidence.extract_text(text).frame("endpoints")
    assert dict(zip(frame["n"], frame["cohort"], strict=True)) == {16: "total", 5: "patients who were treated"}
