"""Regimens of arms that are called by a class, a grade of dose or a short name, and drugs told of in one clause."""

from __future__ import annotations

import pytest

import daraevidence
from daraevidence.language.regimen_names import read_short_name

STUDY = "Mbeki et al (2022) conducted a randomized trial in 120 patients. "
Row = tuple[str, str, float | None, str | None, str | None]


def regimens(sentence: str) -> list[Row]:
    found = daraevidence.extract_text(STUDY + sentence).regimens
    return [(each.regimen or "", each.drugs or "", each.dose, each.dose_unit, each.route) for each in found]


@pytest.mark.parametrize("name", ["pola-R-CHP", "Pola-R-CHP", "pola-R-mini-CHP"])
def test_prefixes_in_small_letters_and_reduced_regimens(name: str) -> None:
    assert read_short_name(name) == read_short_name("Pola-R-CHP") != ()


@pytest.mark.parametrize("name", ["pre-CR", "anti-PD", "non-R-CHOP", "post-ICE"])
def test_other_small_words_are_no_prefixes(name: str) -> None:
    assert read_short_name(name) == ()


@pytest.mark.parametrize(("high", "low"), [("full-dose", "reduced-dose"), ("standard-dose", "half-dose")])
@pytest.mark.parametrize("drug", ["LMWH", "apixaban", "oseltamivir"])
def test_one_drug_at_two_grades_of_dose_is_two_regimens(high: str, low: str, drug: str) -> None:
    said = f"Patients were assigned to {high} {drug} (n = 60) or {low} {drug} (n = 60)."
    assert [row[0] for row in regimens(said)] == [f"{high} {drug}", f"{low} {drug}"]


@pytest.mark.parametrize("rest", ["chemotherapy alone (n = 60)", "chemotherapy (n = 60)"])
def test_a_class_is_the_treatment_of_an_arm(rest: str) -> None:
    rows = regimens(f"Patients received bevacizumab plus chemotherapy (n = 60) or {rest}.")
    assert [row[1] for row in rows] == ["bevacizumab + chemotherapy", "chemotherapy"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Patients received four cycles of FLOT (fluorouracil, leucovorin, oxaliplatin and docetaxel) plus zolbetuximab.",
            [("FLOT plus zolbetuximab", "docetaxel + fluorouracil + leucovorin + oxaliplatin + zolbetuximab", None, None, None)],
        ),
        ("Zolbetuximab was infused at 800 mg/m2 on day 1.", [("Zolbetuximab", "zolbetuximab", 800.0, "mg/m2", "IV")]),
        (
            "Selexipag was added to riociguat in 22 patients and to macitentan in 5; the others had no background therapy.",
            [
                ("Selexipag added to riociguat", "riociguat + selexipag", None, None, None),
                ("Selexipag added to macitentan", "macitentan + selexipag", None, None, None),
            ],
        ),
        (
            "Oral selexipag was started at 200 mcg twice daily and increased weekly to the highest tolerated dose, "
            "up to 1600 mcg twice daily.",
            [("selexipag", "selexipag", 200.0, "mcg", "PO"), ("selexipag", "selexipag", 1600.0, "mcg", "PO")],
        ),
        (
            "Paliperidone palmitate was given intramuscularly, 150 mg eq. on day 1 and 100 mg eq. on day 8.",
            [
                ("Paliperidone palmitate", "paliperidone palmitate", 150.0, "mg eq.", "IM"),
                ("Paliperidone palmitate", "paliperidone palmitate", 100.0, "mg eq.", "IM"),
            ],
        ),
        (
            "Patients received remdesivir, 200 mg on day 1 and 100 mg on days 2 to 5, intravenously.",
            [("remdesivir", "remdesivir", 200.0, "mg", "IV"), ("remdesivir", "remdesivir", 100.0, "mg", "IV")],
        ),
        (
            "Patients were randomized to olezarsen 50 mg or 80 mg or to placebo by subcutaneous injection every 4 weeks.",
            [
                ("olezarsen", "olezarsen", 50.0, "mg", "SC"),
                ("olezarsen", "olezarsen", 80.0, "mg", "SC"),
                ("placebo", "placebo", None, None, "SC"),
            ],
        ),
        (
            "Treatment consisted of gemcitabine 1000 mg/m2 on days 1 and 8 plus cisplatin 25 mg/m2 every 3 weeks.",
            [
                ("gemcitabine", "gemcitabine", 1000.0, "mg/m2", None),
                ("gemcitabine plus cisplatin", "cisplatin + gemcitabine", None, None, None),
                ("cisplatin", "cisplatin", 25.0, "mg/m2", None),
            ],
        ),
        (
            "Ondansetron 8 mg and dexamethasone 12 mg were given intravenously.",
            [("Ondansetron", "ondansetron", 8.0, "mg", "IV"), ("dexamethasone", "dexamethasone", 12.0, "mg", "IV")],
        ),
        (
            "Patients received bevacizumab biosimilar MB02 (15 mg/kg IV every 3 weeks).",
            [("MB02", "bevacizumab", 15.0, "mg/kg", "IV")],
        ),
        ("At the start, 60 patients were taking metformin and 40 glimepiride.", []),
        (
            "The comparator was physician's choice of docetaxel or paclitaxel.",
            [("docetaxel", "docetaxel", None, None, None), ("paclitaxel", "paclitaxel", None, None, None)],
        ),
        ("They had previously been treated with cisplatin (82%), cetuximab (31%) or nivolumab (12%).", []),
        (
            "Insulin icodec once a week was noninferior to insulin glargine once a day.",
            [
                ("Insulin icodec", "insulin icodec", None, None, None),
                ("insulin glargine", "insulin glargine", None, None, None),
            ],
        ),
        (
            "Aripiprazole was chosen for 61 patients, olanzapine for 52 and risperidone for 7.",
            [
                ("Aripiprazole", "aripiprazole", None, None, None),
                ("olanzapine", "olanzapine", None, None, None),
                ("risperidone", "risperidone", None, None, None),
            ],
        ),
    ],
)
def test_what_a_sentence_says_was_given(sentence: str, expected: list[Row]) -> None:
    assert regimens(sentence) == expected


def test_an_arm_goes_by_the_name_behind_its_dose() -> None:
    text = (
        "# Vedolizumab - Interval\n\nMbeki et al (2022) conducted a trial. In all, 112 patients were randomized "
        "1:1 to 300 mg IV every 4 weeks (VDZ Q4W, n=57) or every 8 weeks (VDZ Q8W, n=55).\n"
    )
    rows = daraevidence.extract_text(text, kind="markdown").regimens
    assert [(row.regimen, row.dose, row.schedule) for row in rows] == [
        ("VDZ Q4W", 300.0, "every 4 weeks"),
        ("VDZ Q8W", 300.0, "every 8 weeks"),
    ]


@pytest.mark.parametrize("name", ["LUNSERTI", "Velmaro"])
def test_a_name_of_which_a_dose_is_told(name: str) -> None:
    rows = daraevidence.extract_text(f"The recommended dosage of {name} in adults is 240 mg subcutaneously at week 0.").regimens
    assert [(row.regimen, row.dose, row.route) for row in rows] == [(name, 240.0, "SC")]
