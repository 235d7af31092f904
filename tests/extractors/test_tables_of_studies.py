"""Tables whose rows are studies: what each found, of its own patients."""

from __future__ import annotations

import pytest

import daraevidence

_TOLD = "Sato et al (2019) followed 211 patients on ramivac (1). Moreno et al (2021) studied 88 patients on ramivac (2).\n\n"


def _table(rows: list[str], form: str) -> str:
    if form == "tabs":
        return "\n".join(row.replace(" | ", "\t") for row in rows)
    lines = [f"| {row} |" for row in rows]
    lines.insert(1, "|" + "---|" * (rows[0].count(" | ") + 1))
    return "\n".join(lines)


@pytest.mark.parametrize("form", ["tabs", "bars"])
@pytest.mark.parametrize("stub", ["Study", "Reference", "Author, year"])
@pytest.mark.parametrize("size", ["N", "No. of patients", "Patients, n"])
def test_outcomes_in_columns(form: str, stub: str, size: str) -> None:
    """``Study | N | Relapse, n (%)``: of the whole group of each study; a study told of nowhere else has its byline's name."""
    rows = [
        f"{stub} | {size} | Follow-up, months | Relapse, n (%) | ORR, %",
        "Sato et al (2019) (1) | 211 | 6 | 12 (5.7) | 61.1",
        "Moreno et al (2021) (2) | 88 | 14 | 4 (4.5) | 55.7",
        "Ito et al (2023) (3) | 1240 | 24 | 61 (4.9) | 58.0",
    ]
    found = daraevidence.extract_text(f"{_TOLD}Outcomes With Ramivac in Published Studies\n\n{_table(rows, form)}\n").endpoints
    told = {
        (one.study, one.cohort, one.label, one.n, one.percent, one.denominator)
        for one in found
        if one.label in ("Relapse", "ORR")
    }
    assert told == {
        (study, "total", label, n, percent, size)
        for study, size, n, share, rate in (
            ("Sato et al (2019)", 211, 12, 5.7, 61.1),
            ("Moreno et al (2021)", 88, 4, 4.5, 55.7),
            ("Ito et al (2023)", 1240, 61, 4.9, 58.0),
        )
        for label, n, percent in (("Relapse", n, share), ("ORR", None, rate))
    }
    assert not any(one.label == "Follow-up" for one in found)


@pytest.mark.parametrize("form", ["tabs", "bars"])
def test_groups_in_columns(form: str) -> None:
    """``Study | With drug | Without``: the title says what was counted."""
    rows = [
        "Study | Setting | With ramivac | Without",
        "Sato et al (2019) (1) | Hospital | 9/179 (5.0%) | 3/105 (2.9%)",
        "Moreno et al (2021) (2) | Clinics | 3/61 (4.9%) | 4/68 (5.9%)",
    ]
    found = daraevidence.extract_text(f"{_TOLD}Serotonin toxicity in patients on antidepressants\n\n{_table(rows, form)}\n")
    told = [(one.study, one.cohort, one.term, one.n, one.denominator) for one in found.adverse_events]
    assert told == [
        ("Sato et al (2019)", "With ramivac", "Serotonin toxicity", 9, 179),
        ("Sato et al (2019)", "Without", "Serotonin toxicity", 3, 105),
        ("Moreno et al (2021)", "With ramivac", "Serotonin toxicity", 3, 61),
        ("Moreno et al (2021)", "Without", "Serotonin toxicity", 4, 68),
    ]
