"""Results as paragraphs of monographs, editorials and answers tell them: numbers in brackets, several times, nobody at all."""

from __future__ import annotations

import pytest

from daraevidence import extract_text

ARMS = "Marsh et al (2024) randomized 400 adults with gout to ramipril (n=200) or placebo (n=200). "


def rows(text: str, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(row, field) for field in fields) for row in extract_text(text).endpoints]


@pytest.mark.parametrize("against", ["v", "vs", "versus", "and", "compared with"])
@pytest.mark.parametrize(("first", "second"), [((31, 14.2), (137, 12.8)), ((9, 4.1), (47, 4.4)), ((2, 1), (18, 9.5))])
def test_counts_and_percents_that_stand_against_each_other_in_a_bracket(
    against: str, first: tuple[int, float], second: tuple[int, float]
) -> None:
    text = f"Readmission was alike in both groups ({first[0]}, {first[1]}% {against} {second[0]}, {second[1]}%)."
    assert rows(text, "n", "percent") == [first, second]


@pytest.mark.parametrize(
    "times", [("1 year", "5 years"), ("6 months", "1 year"), ("30 days", "90 days"), ("1 year", "3 years", "5 years")]
)
def test_each_of_several_times_with_units_of_their_own_has_its_result(times: tuple[str, ...]) -> None:
    listed = f"{', '.join(times[:-1])} and {times[-1]}"
    shares = [91, 75, 60][: len(times)]
    told = f"{', '.join(f'{share}%' for share in shares[:-1])} and {shares[-1]}%"
    expected = [(float(time.split()[0]), "landmark_rate", float(share)) for time, share in zip(times, shares, strict=True)]
    assert rows(f"Overall survival at {listed} was {told}.", "timepoint", "measure", "value") == expected


@pytest.mark.parametrize("name", ["rPFS", "iDFS", "EFS", "OS"])
def test_a_time_before_a_short_name_is_that_of_the_outcome(name: str) -> None:
    assert rows(f"The 24-month {name} was 71.2%.", "value", "timepoint") == [(71.2, 24)]


@pytest.mark.parametrize("seen", ["was seen", "occurred", "was observed"])
@pytest.mark.parametrize("got", ["assigned to", "given", "on", "treated with"])
def test_those_of_a_group_in_whom_something_was_seen_are_no_size_of_it(seen: str, got: str) -> None:
    text = f"{ARMS}A relapse {seen} in 15 patients {got} ramipril (7.5%) and 21 {got} placebo (10.5%)."
    assert rows(text, "cohort", "n", "denominator", "percent") == [("ramipril", 15, 200, 7.5), ("placebo", 21, 200, 10.5)]


@pytest.mark.parametrize("nobody", ["Nobody", "No one", "No patient"])
def test_what_nobody_had_is_none_in_the_group_or_in_each(nobody: str) -> None:
    assert rows(f"{ARMS}{nobody} died in either group.", "cohort", "endpoint", "n") == [
        ("ramipril", "DEATH", 0),
        ("placebo", "DEATH", 0),
    ]
    assert rows(f"{ARMS}{nobody} in the placebo group relapsed.", "cohort", "n", "denominator") == [("placebo", 0, 200)]
    assert rows(f"{ARMS}There was no one best time.", "n") == []


@pytest.mark.parametrize(
    "lead", ["for a vaccine efficacy of", "corresponding to an efficacy of", "which gives an effectiveness of"]
)
def test_an_efficacy_lowers_the_risk_of_the_first_group(lead: str) -> None:
    text = f"Influenza was confirmed in 9 of 402 adults in the vaccine group and in 31 of 399 in the placebo group, {lead} 71.2%."
    assert rows(text, "cohort", "comparator", "measure", "value")[-1] == ("vaccine", "placebo", "risk_reduction", 71.2)


def test_the_patients_of_whom_times_are_told_are_two_groups_and_no_study() -> None:
    text = (
        "Marsh et al gave ramipril to outpatients in a double-blind trial. The median time to recovery was 7.1 days in the 94 "
        "patients who received ramipril and 9.3 days in the 92 who received placebo (hazard ratio, 1.31; 95% CI, 0.97 to 1.77; "
        "P=0.08)."
    )
    document = extract_text(text)
    assert [study.n_patients for study in document.studies] == [None]
    assert [(row.cohort, row.value, row.p_value) for row in document.endpoints] == [
        ("ramipril", 7.1, 0.08),
        ("placebo", 9.3, 0.08),
        ("ramipril", 1.31, 0.08),
    ]
