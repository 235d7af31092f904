"""Adverse events: categories of tables, what led to stopping, the patients whom a percent is of."""

from __future__ import annotations

import daraevidence


def test_a_less_severe_event_is_no_category() -> None:
    table = (
        "The HARBOR trial enrolled 300 children.\n\nAdverse Events\nEvent, n (%)\nRamivac\n(n=150)\n\nPlacebo\n(n=150)\n\n"
        "General\n   Fever ≥38.0°C\n31 (20.7)\n14 (9.3)\n      Fever ≥39.5°C\n4 (2.7)\n2 (1.3)\n   Rash\n3 (2.0)\n1 (0.7)\n"
        "Abbreviations: CI, confidence interval.\n"
    )
    found = daraevidence.extract_text(table).adverse_events
    assert {(each.term, each.category) for each in found} == {
        ("Fever ≥38.0°C", "General"),
        ("Fever ≥39.5°C", "General"),
        ("Rash", "General"),
    }


def test_the_size_that_a_percent_is_of() -> None:
    text = (
        "# The HARBOR trial\n\nHARBOR was a randomized trial of ramivac and placebo in 153 adults.\n\n"
        "**Table 1. Efficacy**\n\n| Outcome | Ramivac (n=102) | Placebo (n=51) |\n|---|---|---|\n"
        "| ORR, n (%) | 51 (50.0) | 28 (54.9) |\n\n"
        "**Table 2. Adverse events**\n\n| Event, n (%) | Ramivac (n=101) | Placebo (n=50) |\n|---|---|---|\n"
        "| Nausea | 66 (65.3) | 33 (66.0) |\n\n"
        "## Safety\n\nAdverse events led to treatment discontinuation in 14 (13.9%) patients with ramivac and 10 (20.0%) "
        "with placebo. Rash of grade 3 occurred in 5 (5.0%) patients with ramivac.\n"
    )
    found = [each for each in daraevidence.extract_text(text, kind="markdown").adverse_events if each.term != "Nausea"]
    assert [(each.term, each.grade, each.cohort, each.n, each.denominator) for each in found] == [
        ("Adverse events leading to treatment discontinuation", "any", "Ramivac", 14, 101),
        ("Adverse events leading to treatment discontinuation", "any", "Placebo", 10, 50),
        ("Rash", "3", "Ramivac", 5, 101),
    ]
