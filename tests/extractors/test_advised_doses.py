"""Doses that a label or a guideline advises: regimens of no study."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

HEAD = "ZORVANTA® (quorbidex) {form}\n\nUse of ZORVANTA in Gout\n\nSUMMARY\n\n• ZORVANTA is indicated for adults with gout.1\n\n"
TRIAL = "\nCLINICAL DATA\n\nMbeki et al (2022)2 conducted a phase 2 study of 40 adults. Of these, 12 (30%) responded.\n"

Row = tuple[str | None, str, float | None, str | None, str | None]


def advised(text: str, form: str = "injection") -> list[Row]:
    rows = daraevidence.extract_text(HEAD.format(form=form) + text + TRIAL).regimens
    return [(row.study, row.drugs, row.dose, row.dose_unit, row.schedule) for row in rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "DOSAGE AND ADMINISTRATION\n\n• The recommended dose is 40 mg subcutaneously every 4 weeks.1\n",
            [(None, "quorbidex", 40, "mg", "every 4 weeks")],
        ),
        (
            "DOSAGE\n\n• Induction: 80 mg IV once weekly for 8 weeks\n• Maintenance: 40 mg IV every 4 weeks\n",
            [(None, "quorbidex", 80, "mg", "once weekly for 8 weeks"), (None, "quorbidex", 40, "mg", "every 4 weeks")],
        ),
        (
            "DOSE MODIFICATION\n\n• The first dose reduction is to 30 mg and the second to 20 mg once daily.1\n",
            [(None, "quorbidex", 30, "mg", "first dose reduction"), (None, "quorbidex", 20, "mg", "once daily")],
        ),
        (
            "How ZORVANTA Is Dosed\n\n• With strong CYP3A4 inhibitors, give 20 mg once daily.1\n",
            [(None, "quorbidex", 20, "mg", "once daily")],
        ),
        (
            "Practical Recommendations\n\n• Flares: colchicine 0.5 mg orally twice daily for all patients.3\n",
            [(None, "colchicine", 0.5, "mg", "twice daily")],
        ),
    ],
)
def test_doses_of_a_section_of_advice(text: str, rows: list[Row]) -> None:
    assert advised(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "DOSAGE\n\n• ZORVANTA is not recommended at 80 mg once daily.1\n",
        "BACKGROUND\n\n• Serum urate falls by 2 mg once daily dosing starts.1\n",
        "DOSAGE\n\n• In earlier trials, 61 adults received 80 mg once daily.1\n",
    ],
)
def test_what_is_no_advice(text: str) -> None:
    assert advised(text) == []


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([5, 10, 25, 120, 400]),
    st.sampled_from(["once daily", "twice daily", "every 2 weeks", "three times daily"]),
    st.sampled_from(
        [
            "The recommended dose of {x} is {d} mg {s}.",
            "Take {x} {d} mg {s}.",
            "{x} {d} mg {s} should be given.",
            "Standard dose: {x} {d} mg {s}.",
            "Start with {x} {d} mg {s}, with food.",
        ]
    ),
    st.sampled_from(["ZORVANTA", "Zorvanta", "quorbidex", "Quorbidex"]),
    st.sampled_from(["• ", "- ", ""]),
)
def test_one_dose_in_other_words(dose: int, schedule: str, sentence: str, name: str, bullet: str) -> None:
    text = f"Dosage and administration\n\n{bullet}{sentence.format(x=name, d=dose, s=schedule)}\n"
    assert advised(text) == [(None, "quorbidex", dose, "mg", schedule)]


@pytest.mark.parametrize(
    ("form", "route"), [("tablets", "PO"), ("capsules", "PO"), ("injection", None), ("injection, for subcutaneous use", None)]
)
def test_tablets_are_swallowed(form: str, route: str | None) -> None:
    text = HEAD.format(form=form) + "DOSAGE\n\n• The recommended dose is 40 mg once daily.1\n" + TRIAL
    (row,) = daraevidence.extract_text(text).regimens
    assert (row.dose, row.route) == (40, route)


@pytest.mark.parametrize(
    "title", ["May a patient on ZORVANTA (quorbidex) be vaccinated?", "How is gout treated in people taking ZORVANTA?"]
)
def test_the_drug_that_a_question_is_about(title: str) -> None:
    text = f"{title}\n\nLast updated: January 6, 2026\n\nShort Answer\n\nYes. ZORVANTA (quorbidex) is no reason against it.\n"
    assert [(row.study, row.drugs) for row in daraevidence.extract_text(text).regimens] == [(None, "quorbidex")]


def test_a_table_of_doses_is_told_by_its_header() -> None:
    rows = "| ≥30 mL/min | 60 mg once daily |\n| 15-29 mL/min | 30 mg once daily |\n| <15 mL/min | Not recommended |\n"
    text = (
        f"# Zorvatinib in Gout\n\n## How to use it\n\n| Creatinine clearance | Dose |\n| --- | --- |\n{rows}\n## Trial\n\nNone.\n"
    )
    ex = daraevidence.extract_text(text, kind="markdown")
    assert [(row.study, row.drugs, row.dose, row.dose_unit) for row in ex.regimens] == [
        (None, "zorvatinib", 60, "mg"),
        (None, "zorvatinib", 30, "mg"),
    ]
    assert [(row.context, row.variable, row.operator) for row in ex.thresholds] == [
        ("60 mg once daily", "Creatinine clearance", ">="),
        ("30 mg once daily", "Creatinine clearance", ">="),
        ("30 mg once daily", "Creatinine clearance", "<="),
        ("not recommended", "Creatinine clearance", "<"),
    ]


def test_dose_levels_one_cell_per_line() -> None:
    steps = ("Starting dose\n6", "First reduction\n4.5", "Second reduction\n3")
    table = "Recommended Dose Levels1\nDose Level\nZORVANTA Dose\n" + "".join(f"{step} mg/kg every 3 weeks\n" for step in steps)
    text = f"DOSAGE\n\n• See below.\n\n{table}"
    assert [row[1:4] for row in advised(text)] == [("quorbidex", dose, "mg/kg") for dose in (6, 4.5, 3)]


def test_all_names_of_a_bracket() -> None:
    text = (
        "Lumivarest (development code LM-4417; brand name Migrexa) is an oral antagonist.\n\nRecommended dose\n\n"
        "• Start with Migrexa 30 mg once daily.\n\nTrial\n\n"
        "Mbeki et al (2022)2 randomized 612 adults to LM-4417 60 mg or placebo.\n"
    )
    rows = daraevidence.extract_text(text).regimens
    assert [(row.study, row.drugs, row.dose) for row in rows] == [
        (None, "lumivarest", 30),
        ("Mbeki et al (2022)", "lumivarest", 60),
        ("Mbeki et al (2022)", "placebo", None),
    ]
