"""How many patients a study has, where its first sentences only count them."""

import pytest

from daraevidence import extract_text

NAMED = "Marlow et al (2024) looked at tolrenib in marginal zone lymphoma. "


def sizes(text: str) -> list[int | None]:
    return [study.n_patients for study in extract_text(text).studies]


@pytest.mark.parametrize(
    "telling",
    [
        "In their open-label, randomized phase 2 trial, 284 patients with stage III or IV disease at 31 centers were treated.",
        "They collected what had become of 284 people (median age, 64 years) treated outside of trials.",
        "Their registry (284 patients with a clearance of 15-50 mL/min; median follow-up, 11.2 months) is prospective.",
        "The 284 patients had a median age of 55 years (IQR, 46-64).",
        "All of the 284 patients took at least 1 dose; median exposure was 31.2 months.",
        "Their files from the Northmoor Clinic count 284 patients, 31 of them in unstable housing.",
        "From June 2021 to January 2023, 284 men with no more than 12 weeks of treatment were allotted to tolrenib or placebo.",
        "After one infusion the largest node was removed; 60 of 284 patients (21%) had a response in it.",
        "They began with 284 women: 180 with 200 mg and 104 with 300 mg.",
    ],
)
def test_the_first_count_of_a_study_is_its_size(telling):
    assert sizes(NAMED + telling) == [284]


@pytest.mark.parametrize(
    "telling",
    [
        "Grade 3 infections were seen in 24 patients (14.3%).",
        "There were 12 patients who died, and three of the 100 Td patients were not operated on.",
        "Of the others, 24 patients relapsed.",
        "There, 412 patients had at least one long interval, whereas 398 patients were kept on the usual one.",
        "At least 60 patients are still to be enrolled.",
        "The drug was given to 109 patients with D-Td and 100 similar patients treated with Td.",
    ],
)
def test_patients_of_whom_something_is_told_are_no_size(telling):
    assert sizes(NAMED + telling) == [None]


def test_a_count_is_no_size_where_the_study_counts_more():
    telling = "In their trial, 57 patients took tablets. Nausea was seen in 49 of 120 patients."
    assert sizes(NAMED + telling) == [None]
