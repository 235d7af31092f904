"""Columns of rates over time below the header of an arm."""

from __future__ import annotations

import pytest

from daraevidence import extract_text

_TABLE = """Outcomes at Two Years

| Outcome | Apixaban (n=2,120) | | Warfarin (n=6,350) | | HR (95% CI) | P Value |
|---|---|---|---|---|---|---|
| | Events, n (%) | {rate} | Events, n (%) | {rate} | | |
| Stroke | 61 (2.9) | 3.4 | 231 (3.6) | 4.3 | 0.79 (0.60-1.05) | 0.10 |
| Major bleeding | 171 (8.1) | 9.8 | 648 (10.2) | 12.6 | 0.78 (0.66-0.92) | 0.004 |
"""


@pytest.mark.parametrize(
    ("rate", "unit"),
    [
        ("IR per 100 PY", "per 100 patient-years"),
        ("Incidence rate per 1,000 person-years", "per 1000 person-years"),
        ("Event rate (per 100 patient-years)", "per 100 patient-years"),
        ("EAIR/100 PY", "per 100 patient-years"),
    ],
)
def test_a_column_of_rates_is_of_the_arm_above_it(rate: str, unit: str) -> None:
    rows = extract_text(_TABLE.format(rate=rate), kind="markdown").endpoints
    told = {(row.label, row.cohort, row.comparator, row.value, row.unit) for row in rows if row.measure == "value"}
    assert told == {
        ("Stroke", "Apixaban", "Warfarin", 3.4, unit),
        ("Stroke", "Warfarin", "Apixaban", 4.3, unit),
        ("Major bleeding", "Apixaban", "Warfarin", 9.8, unit),
        ("Major bleeding", "Warfarin", "Apixaban", 12.6, unit),
    }
    ratios = {(row.label, row.cohort, row.comparator) for row in rows if row.measure == "hazard_ratio"}
    assert ratios == {("Stroke", "Apixaban", "Warfarin"), ("Major bleeding", "Apixaban", "Warfarin")}
