"""Studies whose sections stand below the heading of a summary: their bullets are theirs."""

from __future__ import annotations

import pytest

import daraevidence

_SUMMARIES = ["KEY POINTS", "EXECUTIVE SUMMARY", "SUMMARY", "KEY MESSAGES"]
_HEADINGS = ["RANDOMIZED TRIAL", "SOLARA: RANDOMIZED TRIAL IN ADULTS", "EVIDENCE FROM A REGISTRY"]
_PARTS = [("Methods", "Results"), ("Study design", "Results: efficacy"), ("Design", "Outcomes")]


def _document(summary: str, heading: str, parts: tuple[str, str], mark: str) -> str:
    return f"""NEUROVAN (velodipine)

{summary}

{mark} NEUROVAN is indicated for hypertension. Please consult the label.
{mark} One randomized trial (SOLARA) and one registry study are described below.1,2

{heading}

Varga et al (2021)1 carried out a randomized, open-label trial at 14 sites in Hungary (SOLARA; NCT04999999).

{parts[0]}

{mark} Patients with a body mass index above 40 kg/m2 were excluded.
{mark} A total of 240 patients were randomized to velodipine (n=121) or amlodipine (n=119).

{parts[1]}

{mark} Stroke occurred in 6 of 121 patients (5.0%) given velodipine and in 12 of 119 (10.1%) given amlodipine (P=0.12).
{mark} Edema was seen in 11 patients (9.1%) on velodipine and 20 (16.8%) on amlodipine.

CLAIMS-BASED COHORT

Okoro et al (2022)2 performed a retrospective cohort study in 88 patients.

{parts[0]}

{mark} All received velodipine 10 mg once daily.

{parts[1]}

{mark} The mean age was 61.2 years, and 41 of 88 patients (46.6%) were women.

REFERENCES

1. Varga E, Kis P. Velodipine or amlodipine. Hypertens Notes. 2021;3:1-9.
2. Okoro U, Bell T. Velodipine in practice. Hypertens Notes. 2022;4:11-19.
"""


@pytest.mark.parametrize("summary", _SUMMARIES)
@pytest.mark.parametrize("heading", _HEADINGS)
@pytest.mark.parametrize("parts", _PARTS)
@pytest.mark.parametrize("mark", ["•", "-", "–"])
def test_bullets_below_the_parts_of_a_study(summary: str, heading: str, parts: tuple[str, str], mark: str) -> None:
    found = daraevidence.extract_text(_document(summary, heading, parts, mark))
    assert {(cohort.study, cohort.n) for cohort in found.cohorts} >= {
        ("Varga et al (2021)", 240),
        ("Varga et al (2021)", 121),
        ("Varga et al (2021)", 119),
        ("Okoro et al (2022)", 88),
    }
    told = [*found.endpoints, *found.characteristics, *found.adverse_events]
    assert {record.study for record in told} == {"Varga et al (2021)", "Okoro et al (2022)"}


@pytest.mark.parametrize("printed", ["EudraCT 2019-001234-56", "EudraCT number: 2019-001234-56", "EudraCT no. 2019-001234-56"])
def test_the_name_of_a_registry_is_no_part_of_its_number(printed: str) -> None:
    (study,) = daraevidence.extract_text(
        f"Varga et al (2021) carried out a randomized trial ({printed}) in 240 patients.\n\nThe mean age was 61 years.\n"
    ).studies
    assert study.registry_id == "2019-001234-56"
