"""Doses in the ways that writers tell them: a day's amount, before the drug, as steps, without their drug, outside of studies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

Row = tuple[str | None, float | str | None, str | None, str | None, str | None]
OPENING = "Mbeki et al (2022) conducted a randomized phase 3 study in 120 patients. "


def rows(text: str) -> list[Row]:
    found = [row for row in daraevidence.extract_text(text).regimens if row.drugs != "placebo"]
    return [
        (row.drugs, row.dose if row.dose is not None else row.dose_text, row.dose_unit, row.route, row.schedule) for row in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lenvatinib was given at 12 mg/day (body weight 60 kg or more) or 8 mg/day.",
            [("lenvatinib", 12, "mg", None, "per day"), ("lenvatinib", 8, "mg", None, "per day")],
        ),
        ("Patients took quetiapine 300 mg/day once daily.", [("quetiapine", 300, "mg", None, "once daily")]),
        ("Patients took quetiapine 300 mg/day in divided doses.", [("quetiapine", 300, "mg/day", None, "in divided doses")]),
        ("Patients took prednisolone 1 mg/kg/day.", [("prednisolone", 1, "mg/kg/day", None, None)]),
        (
            "They were assigned to receive 150 mg or 300 mg of secukinumab every 4 weeks.",
            [("secukinumab", 150, "mg", None, "every 4 weeks"), ("secukinumab", 300, "mg", None, "every 4 weeks")],
        ),
        (
            "Patients were assigned to upadacitinib 15 mg, upadacitinib 30 mg, or placebo once daily.",
            [("upadacitinib", 15, "mg", None, "once daily"), ("upadacitinib", 30, "mg", None, "once daily")],
        ),
        (
            "Semaglutide was escalated from 0.25 mg to 2.4 mg once weekly.",
            [("semaglutide", 0.25, "mg", None, None), ("semaglutide", 2.4, "mg", None, "once weekly")],
        ),
        (
            "Zolbetuximab was given at a loading dose of 800 mg/m2 followed by 600 mg/m2 every 3 weeks.",
            [("zolbetuximab", 800, "mg/m2", None, None), ("zolbetuximab", 600, "mg/m2", None, "every 3 weeks")],
        ),
        (
            "Cabotegravir 600 mg and rilpivirine 900 mg were each injected intramuscularly every 2 months.",
            [("cabotegravir", 600, "mg", "IM", "every 2 months"), ("rilpivirine", 900, "mg", "IM", "every 2 months")],
        ),
        ("An oral lead-in (cabotegravir 30 mg once daily) was used.", [("cabotegravir", 30, "mg", "PO", "once daily")]),
        ("Cenobamate was begun at 12.5 mg once or twice daily.", [("cenobamate", 12.5, "mg", None, "once or twice daily")]),
        (
            "Patients were assigned to ocrelizumab 600 mg every 12 months (n=74) or every 6 months (n=76).",
            [("ocrelizumab", 600, "mg", None, "every 12 months"), ("ocrelizumab", 600, "mg", None, "every 6 months")],
        ),
        (
            "All had ocrelizumab 600 mg at first. Then 62 patients were kept on 300 mg every 6 months.",
            [("ocrelizumab", 600, "mg", None, None), ("ocrelizumab", 300, "mg", None, "every 6 months")],
        ),
        (
            "Patients took methotrexate 2.5 mg weekly, increased by 5 mg each month.",
            [("methotrexate", 2.5, "mg", None, "weekly")],
        ),
        ("The first drug was epcoritamab in 109 patients.", [("epcoritamab", None, None, None, None)]),
        (
            "Used were ibrutinib (n=48 [37%]) and venetoclax (n=17 [13%]).",
            [("ibrutinib", None, None, None, None), ("venetoclax", None, None, None, None)],
        ),
        ("It was a chart review of the routine use of mosunetuzumab.", [("mosunetuzumab", None, None, None, None)]),
    ],
)
def test_doses_of_a_study(text: str, expected: list[Row]) -> None:
    assert rows(OPENING + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Pantoprazole 40 mg orally once daily while bleeding is likely.", [("pantoprazole", 40, "mg", "PO", "once daily")]),
        (
            "Dupilumab is licensed for adults. The dose is 300 mg every 2 weeks.",
            [("dupilumab", 300, "mg", None, "every 2 weeks")],
        ),
        (
            "Start low: allopurinol 50 mg once daily, then go up by 50 mg every 4 weeks.",
            [("allopurinol", 50, "mg", None, "once daily")],
        ),
        (
            "If colchicine is not tolerated, use prednisolone 5 to 7.5 mg each morning.",
            [("prednisolone", "5-7.5", "mg", None, "each morning")],
        ),
        (
            "Febuxostat, begun at 40 mg and raised to 80 mg after two weeks, is the alternative.",
            [("febuxostat", 40, "mg", None, None), ("febuxostat", 80, "mg", None, None)],
        ),
        ("Naproxen 250 mg bid is no option here.", []),
        ("Do not give naproxen 250 mg bid.", []),
        ("The patient weighs 70 kg and swallowed 20 mg of something.", []),
        ("A patient on apixaban may bleed; 12 of 80 did at 5 mg.", []),
        ("Pantoprazole 40 mg is a tablet.", []),
    ],
)
def test_prescriptions_outside_of_studies(text: str, expected: list[Row]) -> None:
    assert rows(f"What to do about Zorn syndrome?\n\nIn short\n\n{text}\n") == expected


def test_a_heading_may_name_the_drug_and_an_instruction_names_none() -> None:
    text = "Hospital bulletin on kidneys\n\nEpoetin\n\n"
    text += "Starting dose 50 units/kg three times weekly IV. In the old, take 40 units/kg once a week.\n"
    assert rows(text) == [
        ("epoetin alfa", 50, "units/kg", "IV", "three times weekly"),
        ("epoetin alfa", 40, "units/kg", None, "once a week"),
    ]


def test_the_dose_of_an_unknown_drug_is_not_that_of_the_known_one() -> None:
    text = OPENING + "Patients received rituximab. Zorlivant is taken at 60 mg by mouth every day."
    assert ("rituximab", 60, "mg", "PO", "every day") not in rows(text)


def test_a_participle_before_a_dose_is_no_drug() -> None:
    text = OPENING + "ZORVANTA (cenobamate) tablets were studied. ZORVANTA was begun at 12.5 mg once daily."
    assert {row[0] for row in rows(text)} == {"cenobamate"}


def test_a_dose_of_patients_on_it_has_no_schedule_of_what_happened() -> None:
    text = OPENING + "Cenobamate 100 mg once daily was given. One of the patients on 200 mg once relapsed in week 4 of treatment."
    assert ("cenobamate", 200, "mg", None, None) in rows(text)


@settings(max_examples=40)
@given(
    st.sampled_from(("ibrutinib", "apixaban", "dupilumab", "metformin")),
    st.integers(5, 900),
    st.sampled_from(("{d} {n} mg daily", "{n} mg of {d} daily", "{d} at a dose of {n} mg daily", "{d} ({n} mg daily)")),
    st.sampled_from(("Patients received {}.", "Treatment consisted of {}.", "They were managed with {}.", "We compared {}.")),
)
def test_amounts_and_frames(drug: str, number: int, form: str, frame: str) -> None:
    text = OPENING + frame.format(form.format(d=drug, n=number))
    assert rows(text) == [(drug, number, "mg", None, "daily")]


def test_a_study_that_names_no_drug_gave_the_one_that_the_document_is_about() -> None:
    text = (
        "ZORVANTA (cenobamate) in Focal Epilepsy\n\nUse of ZORVANTA in Adults\n\n"
        "Mbeki et al (2022) treated 40 patients at one center with slow titration; 12 were free of seizures.\n"
    )
    (row,) = daraevidence.extract_text(text).regimens
    assert (row.study, row.drugs, row.confidence) == ("Mbeki et al (2022)", "cenobamate", 0.6)


@pytest.mark.parametrize(
    "said",
    [
        "Mbeki et al (2022) surveyed 40 neurologists; 12 answered.",
        "Mbeki et al (2022) published a systematic review of 12 studies of treatment in focal epilepsy.",
        "Mbeki et al (2022) treated 40 patients with lamotrigine; 12 were free of seizures.",
    ],
)
def test_others_did_not(said: str) -> None:
    rows = daraevidence.extract_text(f"ZORVANTA (cenobamate) in Focal Epilepsy\n\nUse of ZORVANTA in Adults\n\n{said}\n").regimens
    assert "cenobamate" not in {row.drugs for row in rows}


def test_a_column_of_treatments_holds_prescriptions() -> None:
    table = (
        "| CURB-65 | Setting | Empirical treatment |\n| --- | --- | --- |\n"
        "| 0-1 | Home | Amoxicillin 1 g three times daily for 5 days |\n"
        "| 3 or more | Ward | Ceftriaxone 2 g IV once daily plus azithromycin 500 mg IV once daily |\n"
    )
    found = daraevidence.extract_text(f"# Pneumonia: a guideline\n\n## Severity\n\n{table}", kind="markdown").regimens
    assert {(row.drugs, row.dose, row.route) for row in found} == {
        ("amoxicillin", 1, None),
        ("ceftriaxone", 2, "IV"),
        ("azithromycin", 500, "IV"),
    }


def test_a_column_of_results_does_not() -> None:
    rows = "| Response | apixaban 5 mg: 12 (40%) |\n| Death | apixaban 5 mg: 3 (10%) |\n"
    table = f"| Outcome | Dose groups: treatment |\n| --- | --- |\n{rows}"
    found = daraevidence.extract_text(f"# A page\n\n## Results\n\n{table}", kind="markdown").regimens
    assert not [row for row in found if row.dose]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Patients received a 600-mg loading dose of dupilumab followed by 300 mg every 2 weeks.",
            [("dupilumab", 600, "mg", None, None), ("dupilumab", 300, "mg", None, "every 2 weeks")],
        ),
        (
            "Patients were assigned to weekly 3 mg and 4.5 mg doses of dulaglutide.",
            [("dulaglutide", 3, "mg", None, "weekly"), ("dulaglutide", 4.5, "mg", None, None)],
        ),
        ("A 72 mg oral linaclotide was better than placebo.", [("linaclotide", 72, "mg", "PO", None)]),
    ],
)
def test_a_dose_stands_before_its_drug_with_words_between(text: str, expected: list[Row]) -> None:
    assert rows(OPENING + text) == expected


@pytest.mark.parametrize(
    ("text", "route", "schedule"),
    [
        (
            "Patients were given 300 mg of mepolizumab or placebo, delivered under the skin every four weeks.",
            "SC",
            "every four weeks",
        ),
        ("Patients received secukinumab 150 mg or placebo every 4 weeks.", None, "every 4 weeks"),
        ("Patients received secukinumab 150 mg SC every 4 weeks or placebo.", None, None),
    ],
)
def test_a_placebo_is_given_as_is_said_behind_it(text: str, route: str | None, schedule: str | None) -> None:
    (placebo,) = [row for row in daraevidence.extract_text(OPENING + text).regimens if row.drugs == "placebo"]
    assert (placebo.route, placebo.schedule) == (route, schedule)


def test_the_current_dose_is_no_drug() -> None:
    found = rows(OPENING + "Patients took the current 1.5 mg weekly dose or 3 mg of dulaglutide.")
    assert "current" not in {row[0] for row in found}
