"""Schedules of several parts, doses in steps, arms after randomisation, advice on doses, drugs that did something."""

import pytest

import daraevidence

Row = tuple[str, float | None, str | None, str | None, str | None]


def given(sentence: str) -> list[Row]:
    found = daraevidence.extract_text(f"In the phase 3 MARLIN trial of 400 adults, {sentence}\n").regimens
    found = [row for row in found if row.drugs != "placebo"]
    return [(row.drugs, row.dose, row.dose_unit or None, row.route or None, row.schedule or None) for row in found]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "adults were randomly assigned (1:1) to tildrakizumab (100 mg subcutaneously at weeks 0 and 4, then every 12 weeks)"
            " or placebo.",
            [
                ("tildrakizumab", 100, "mg", "SC", "at weeks 0 and 4, then every 12 weeks"),
            ],
        ),
        (
            "patients received gemcitabine 1000 mg/m2 IV on days 1, 8, and 15 of each 28-day cycle.",
            [("gemcitabine", 1000, "mg/m2", "IV", "on days 1, 8, and 15 of each 28-day cycle")],
        ),
        (
            "glofitamab was given in steps: 2.5 mg on day 8, 10 mg on day 15 and 30 mg on cycle 2 day 1.",
            [
                ("glofitamab", 2.5, "mg", None, "on day 8"),
                ("glofitamab", 10, "mg", None, "on day 15"),
                ("glofitamab", 30, "mg", None, "on cycle 2 day 1"),
            ],
        ),
        (
            "patients received dupilumab 600 mg subcutaneously followed by 300 mg every 2 weeks.",
            [("dupilumab", 600, "mg", "SC", None), ("dupilumab", 300, "mg", "SC", "every 2 weeks")],
        ),
        (
            "adults were randomized 2:1 to dapagliflozin 10 mg once daily or placebo.",
            [("dapagliflozin", 10, "mg", None, "once daily")],
        ),
        (
            "colistin was given in a loading dose of 9 million IU followed by 4.5 million IU every 12 hours.",
            [("colistin", 9_000_000, "IU", None, None), ("colistin", 4_500_000, "IU", None, "every 12 hours")],
        ),
        (
            "everyone took two tablets (500 mg each) of metformin twice a day.",
            [("metformin", 500, "mg", None, "twice a day")],
        ),
        (
            "tocilizumab 8 mg/kg (maximum 800 mg) was administered as a single intravenous infusion.",
            [("tocilizumab", 8, "mg/kg", "IV", "as a single intravenous infusion")],
        ),
        (
            "adults received lenalidomide (25 mg orally on days 1-21 of each 28-day cycle) plus weekly dexamethasone (40 mg).",
            [
                ("lenalidomide", 25, "mg", "PO", "on days 1-21 of each 28-day cycle"),
                ("dexamethasone + lenalidomide", None, None, None, None),
                ("dexamethasone", 40, "mg", None, "weekly"),
            ],
        ),
        (
            "chemotherapy comprised carboplatin (area under the curve 5) and gemcitabine 1000 mg/m2.",
            [
                ("carboplatin", 5, "AUC", None, None),
                ("carboplatin + gemcitabine", None, None, None, None),
                ("gemcitabine", 1000, "mg/m2", None, None),
            ],
        ),
        (
            "rivaroxaban reduced stroke compared with warfarin (1.7% vs 2.2% per year).",
            [("rivaroxaban", None, None, None, None), ("warfarin", None, None, None, None)],
        ),
    ],
)
def test_how_drugs_were_given(sentence: str, rows: list[Row]) -> None:
    assert given(sentence) == rows


def test_doses_advised_under_a_heading_of_their_own_are_no_study_s() -> None:
    text = """Is rivaroxaban safe in renal failure?

Key Evidence

• In the MARLIN trial (n = 4,120), rivaroxaban reduced stroke by 12% compared with warfarin. [1]
• The TERN trial randomized 150 patients to rivaroxaban or warfarin. [2]

Recommended Dose

• Standard dose: rivaroxaban 20 mg orally once daily. [3]
• Avoid rivaroxaban 20 mg if creatinine clearance is <15 mL/min.

References
1. Stein A. Rivaroxaban. Lancet 2019;1:1-9.
2. Ode B. Rivaroxaban again. Lancet 2020;2:1-9.
3. Label of rivaroxaban. 2022.
"""
    advised = [row for row in daraevidence.extract_text(text).regimens if row.dose]
    assert [(row.study, row.dose, row.route, row.schedule) for row in advised] == [(None, 20, "PO", "once daily")]


def test_a_column_of_doses_is_of_the_drug_in_its_header() -> None:
    text = """Anakinra in recurrent pericarditis: a report of three patients

We describe three consecutive patients with recurrent pericarditis treated at the University Hospital of Lund in 2019.

Table 1. Characteristics of the patients
Patient
Age/sex
Anakinra dose
Outcome
1
34/F
100 mg daily
Remission
2
51/M
200 mg daily
Remission
3
27/F
100 mg daily
Relapse
"""
    found = daraevidence.extract_text(text).regimens
    assert [(row.drugs, row.dose, row.dose_unit, row.schedule) for row in found] == [
        ("anakinra", 100, "mg", "daily"),
        ("anakinra", 200, "mg", "daily"),
    ]


def test_a_bullet_s_last_citation_is_that_of_its_study() -> None:
    text = """Key Evidence

• In the phase 3 MARLIN trial, 400 adults were enrolled. At week 12, 9 (2%) had relapsed. [4]
"""
    (study,) = daraevidence.extract_text(text).studies
    assert study.citations == "4"


def test_each_drug_of_a_combination_has_its_dose() -> None:
    text = (
        "Berg et al (2019) randomized 80 adults with myeloma to receive daratumumab 16 mg/kg IV weekly, bortezomib 1.3 mg/m2 SC "
        "twice weekly, and dexamethasone 20 mg orally or bortezomib and dexamethasone."
    )
    found = {row.drugs: row for row in daraevidence.extract_text(text).regimens}
    three = found["bortezomib + daratumumab + dexamethasone"]
    assert [(part.drug, part.dose, part.unit, part.route, part.schedule) for part in three.components] == [
        ("bortezomib", 1.3, "mg/m2", "SC", "twice weekly"),
        ("daratumumab", 16, "mg/kg", "IV", "weekly"),
        ("dexamethasone", 20, "mg", "PO", None),
    ]
    (alone,) = found["daratumumab"].components
    assert (alone.drug, alone.dose, alone.unit, alone.route, alone.schedule) == ("daratumumab", 16, "mg/kg", "IV", "weekly")


def test_a_drug_given_at_two_doses_has_none_in_a_combination_that_tells_none() -> None:
    text = (
        "Berg et al (2019) treated 80 adults with gout with anakinra 100 mg once daily or anakinra 200 mg once daily. "
        "Another 20 received anakinra plus colchicine."
    )
    found = {row.drugs: row for row in daraevidence.extract_text(text).regimens}
    assert [part.model_dump(exclude_none=True) for part in found["anakinra + colchicine"].components] == [
        {"drug": "anakinra"},
        {"drug": "colchicine"},
    ]


@pytest.mark.parametrize(
    ("later", "dose", "schedule"),
    [
        ("It was given at 100 mg SC once daily for 5 days.", 100, "once daily for 5 days"),
        ("The starting dose was 50 mg every 2 weeks.", 50, "every 2 weeks"),
        ("Pain was treated with up to 50 mg every 6 hours.", None, None),
    ],
)
def test_a_dose_told_of_the_drug_before(later: str, dose: float | None, schedule: str | None) -> None:
    (row,) = daraevidence.extract_text(f"Lund et al (2021) treated 24 adults with gout with anakinra. {later}").regimens
    assert (row.drugs, row.dose, row.schedule) == ("anakinra", dose, schedule)
