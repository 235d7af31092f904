"""Limits of conditions and definitions on what no vocabulary knows: things counted, times, changes, one patient's values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from limit_rows import Row, limits

import daraevidence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Eligible patients had had at least 6 cluster attacks in the week before.",
            [("cluster attacks in the week", ">=", 6, None)],
        ),
        (
            "Patients had to have had two or more relapses in the preceding two years.",
            [("relapses in the preceding two years", ">=", 2, None)],
        ),
        ("Women with more than three brain metastases were excluded.", [("brain metastases", ">", 3, None)]),
        (
            "It enrolled 266 people with 2 to 10 pain crises in the previous 12 months.",
            [("pain crises in the previous 12 months", ">=", 2, None), ("pain crises in the previous 12 months", "<=", 10, None)],
        ),
        (
            "Randomization took place within 12 weeks of the last dose of platinum.",
            [("time since last dose of platinum", "<=", 12, "weeks")],
        ),
        ("Patients with a stroke in the previous 6 months were excluded.", [("time since stroke", "<=", 6, "months")]),
        ("It included women who had had surgery no more than 9 weeks before.", [("time since surgery", "<=", 9, "weeks")]),
        ("Treatment starts no later than 8 weeks after the last infusion.", [("time since last infusion", "<=", 8, "weeks")]),
        (
            "Restart at the lowest dose if treatment has been interrupted for more than 48 hours.",
            [("interruption of treatment", ">", 48, "hours")],
        ),
        ("After an interruption of 3 days or more, start again at 5 mg.", [("interruption", ">=", 3, "days")]),
        ("If an injection is delayed by more than 7 days, give 600 mg.", [("delay of injection", ">", 7, "days")]),
        (
            "Response was defined as a reduction of at least 50% from baseline in the Zorn total score.",
            [("reduction of Zorn total score", ">=", 50, "%")],
        ),
        ("Primary endpoint: decrease of the MG-XYZ score by ≥3 points.", [("decrease of MG-XYZ score", ">=", 3, "points")]),
        ("The main outcome was endoscopic response (SES-XY lowered by ≥50%).", [("reduction of SES-XY", ">=", 50, "%")]),
        ("Patients with a Zorn Activity Index (ZAI) of 6 or more were enrolled.", [("ZAI", ">=", 6, None)]),
        ("Adults (≥18 years) with the disease were enrolled.", [("age", ">=", 18, "years")]),
        ("An inhibitor titer above 0.6 BU/mL was needed.", [("inhibitor titer", ">", 0.6, None)]),
        ("CD22 expression on at least 20% of blasts was required.", [("CD22 expression (blasts)", ">=", 20, "%")]),
        ("The target is a trough level of 5 to 15 ng/mL.", [("trough", "=", "5-15", "ng/mL")]),
        (
            "The usual target is a trough level of at least 350 ng/mL. Above 1,000 ng/mL, the risk of seizures climbs.",
            [("trough", ">=", 350, "ng/mL"), ("trough", ">", 1000, "ng/mL")],
        ),
        (
            "Measure HIV RNA every 6 months. If it is 200 copies/mL or more, repeat the test.",
            [("HIV RNA", ">=", 200, "copies/mL")],
        ),
        (
            "Check blood glucose; hold the drug if it is >250 mg/dL and resume at ≤250 mg/dL.",
            [("blood glucose", ">", 250, "mg/dL"), ("blood glucose", "<=", 250, "mg/dL")],
        ),
        (
            "Zorvanta was dosed by weight: 2 mg daily below 20 kg, 4 mg daily from 20 to 40 kg, and 8 mg daily above 40 kg.",
            [
                ("weight", "<", 20, "kg"),
                ("body weight", ">=", 20, "kg"),
                ("body weight", "<=", 40, "kg"),
                ("body weight", ">", 40, "kg"),
            ],
        ),
        (
            "Patients with at least one but no more than four prior therapies were enrolled.",
            [("prior therapies", ">=", 1, None), ("prior therapies", "<=", 4, None)],
        ),
        (
            "Exclusion criteria were a stem-cell transplantation within 6 months before the first dose and a QTcF beyond 480 ms.",
            [("time since stem-cell transplantation", "<=", 6, "months"), ("QTcF", ">", 480, "ms")],
        ),
        (
            "Hold it if ALT rises above 5 times the upper limit of normal; resume at a lower dose once it is 2.5 x ULN or less.",
            [("ALT", ">", 5, "x ULN"), ("ALT", "<=", 2.5, "x ULN")],
        ),
        ("Check sodium after each increase; below 130 mmol/L, stop the diuretic.", [("sodium", "<", 130, "mmol/L")]),
        (
            "The trial enrolled 312 adults and adolescents (12 years and older, at least 40 kg).",
            [("age", ">=", 12, "years"), ("body weight", ">=", 40, "kg")],
        ),
        (
            "The goal was a systolic pressure under 130 mm Hg in one group and under 150 mm Hg in the other.",
            [("systolic pressure", "<", 130, "mm Hg"), ("systolic pressure", "<", 150, "mm Hg")],
        ),
        ("Inclusion required seizures for at least 24 hours.", [("seizures", ">=", 24, "hours")]),
        ("Reduce the dose by half in patients who weigh less than 50 kg.", [("body weight", "<", 50, "kg")]),
        ("With a total of 1 point for each factor: BMI ≥30 kg/m2, stop.", [("BMI", ">=", 30, "kg/m2")]),
        ("Bilirubin ≥1.5 to 3 × ULN is moderate.", [("Bilirubin", "=", "1.5-3", "x ULN")]),
    ],
)
def test_conditions_and_definitions(sentence: str, expected: list[Row]) -> None:
    assert limits(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Among the 120 enrolled patients, 45 (38%) had at least 2 prior lines of treatment.",
        "Of those included, 30% had had three or more relapses in the previous year.",
        "Patients enrolled at 12 centers were followed for at least 24 months.",
        "More than 1,200 people were screened and 800 enrolled.",
        "At least 12 weeks of treatment were completed by 88% of the patients who were randomized.",
        "Within 12 weeks of surgery, 14 patients (10%) had died.",
        "Students had to be evaluated by mentors within 48 hours of the course.",
        "Two or more doses were missed by 12 of the 80 randomized patients.",
        "The endpoint was met: an increase of at least 20 points was seen in 45% vs 22% (P<0.001).",
        "The trial, which enrolled over 900 patients at more than 100 sites, ran for more than 5 years.",
        "Included studies had at least 100 participants.",
        "The drug lowered LDL cholesterol by more than 50%.",
        "Weight fell by more than 5 kg.",
        "All 40 patients weighed over 50 kg.",
        "Assessments at 1 or more postbaseline time points were required of all.",
        "The percentage of patients with at least one attack was lower.",
        "Levels above 20 ng/mL were seen in 4 of 30 patients.",
        "No subscore above 1 was allowed.",
    ],
)
def test_what_was_found_or_done_is_no_limit(sentence: str) -> None:
    assert limits(sentence) == []


FRAMES = (
    "Adults with {} were eligible.",
    "Eligible participants had {}.",
    "Patients were enrolled if they had {}.",
    "Key exclusion criteria were {} and pregnancy.",
    "Inclusion required {}.",
)
SIGNS = (
    ("at least {}", ">="),
    ("≥{}", ">="),
    ("more than {}", ">"),
    ("{} or more", ">="),
    ("no more than {}", "<="),
    ("{} or fewer", "<="),
)


@settings(max_examples=60)
@given(
    st.sampled_from(FRAMES),
    st.sampled_from(SIGNS),
    st.integers(2, 30),
    st.sampled_from(("swollen joints", "focal seizures", "prior systemic therapies", "target lesions", "hot flushes")),
)
def test_things_counted(frame: str, sign: tuple[str, str], number: int, thing: str) -> None:
    ((variable, operator, value, _),) = limits(frame.format(f"{sign[0].format(number)} {thing}"))
    assert (variable, operator, value) == (thing, sign[1], number)


def test_those_who_are_not_eligible_are_excluded() -> None:
    text = "Mbeki et al (2022) conducted a trial. Patients with a creatinine clearance of 30 mL/min or less were not eligible."
    (limit,) = daraevidence.extract_text(text).thresholds
    assert limit.context == "exclusion criterion (Mbeki et al (2022))"


def test_points_of_a_list_hold_for_its_items() -> None:
    items = "  • Hemoglobin <10 g/dL\n  • ECOG performance status ≥2\n  • Zorn-to-lymphocyte ratio ≥5\n"
    text = f"The score is simple. Assign 1 point for each of the following:\n\n{items}"
    found = daraevidence.extract_text(text).thresholds
    assert [(row.variable, row.value, row.points) for row in found] == [
        ("Hemoglobin", 10, 1),
        ("ECOG performance status", 2, 1),
        ("Zorn-to-lymphocyte ratio", 5, 1),
    ]


def test_the_values_of_the_patient_asked_about() -> None:
    text = (
        "A 44-year-old man has HIV-1. His CD4 count is 612 cells/µL, and his BMI is 31 kg/m2. FEV1 is 41% predicted. "
        "In trials, the median BMI was 25 kg/m2."
    )
    assert limits(text) == [
        ("age", "=", 44, "years"),
        ("CD4 count", "=", 612, "cells/uL"),
        ("BMI", "=", 31, "kg/m2"),
        ("FEV1", "=", 41, "%"),
    ]


def test_a_table_says_what_to_do_at_the_same_limit_twice() -> None:
    text = (
        "# Label of Zorvanta\n\n## Dosage\n\n**Monitoring of Neutrophils**\n\n"
        "| ANC | Treatment | Monitoring |\n| --- | --- | --- |\n"
        "| 1,000-1,499/µL | Continue | 3 times a week until ≥1,500/µL |\n"
        "| <500/µL | Discontinue | Daily until ≥1,500/µL |\n"
    )
    found = daraevidence.extract_text(text, kind="markdown").thresholds
    rows = [(row.operator, row.value if row.value is not None else row.value_text) for row in found]
    assert rows == [(">=", 1000), ("<=", 1499), (">=", 1500), ("<", 500), (">=", 1500)]


def test_a_case_goes_on_below_its_title() -> None:
    text = "A 29-year-old woman with a platelet count of 8 x 10^9/L\n\nShe came in with bruises. Hemoglobin was 10.1 g/dL.\n"
    assert ("Hemoglobin", "=", 10.1, "g/dL") in limits(text)


def test_a_temperature_is_of_no_count() -> None:
    found = limits("Hold it for an ANC of less than 0.5 × 10^9/L, and for fever above 38 °C with neutropenia.")
    assert found == [("ANC", "<", 500_000_000, "cells/L"), ("fever", ">", 38, "°C")]
