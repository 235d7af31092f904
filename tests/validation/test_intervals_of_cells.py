"""Intervals that only the words above a cell name, and short forms that are part of a name."""

from __future__ import annotations

import pytest

import daraevidence

TABLE = """Ito et al (2021)1 conducted a study of 161 adults with gout.

Table 1. Results
Characteristic
Zenotinib (n=81)
Placebo (n=80)
{label}
{one}
{two}
Male, n (%)
41 (50.6)
52 (65.0)
Female, n (%)
40 (49.4)
28 (35.0)
"""


@pytest.mark.parametrize(
    ("label", "one", "two", "rules"),
    [
        ("Duration, years, median (IQR)", "4.8 (2.1-8.9)", "5.0 (5.6-8.7)", ["median-outside-range"]),
        ("Duration, years, median (range)", "4.8 (2.1-8.9)", "5.0 (8.7-1.2)", ["range-order"]),
        ("Duration, years, median (IQR)", "4.8 (2.1-8.9)", "5.0 (2.6-8.7)", []),
        ("Median OS, months (95% CI)", "18.3 (15.9-21.0)", "13.1 (14.4-14.8)", ["estimate-outside-ci"]),
        ("Median OS, months (95% CI)", "18.3 (15.9-NR)", "NR (14.4-NR)", []),
        ("HR for death (95% CI)", "0.61 (0.50-0.55)", "", ["estimate-outside-ci"]),
    ],
)
def test_limits_of_cells(label: str, one: str, two: str, rules: list[str]) -> None:
    findings = daraevidence.extract_text(TABLE.format(label=label, one=one, two=two or "-")).findings
    assert [finding.rule for finding in findings if finding.rule != "abbreviation-undefined"] == rules


@pytest.mark.parametrize(("text", "found"), [("PD-1 blockade was used.", []), ("PD was seen in 3 patients.", ["PD"])])
def test_part_of_a_name_is_no_abbreviation(text: str, found: list[str]) -> None:
    study = "Ito et al (2021)1 conducted a study of 16 adults with adverse events (AEs)."
    findings = daraevidence.extract_text(f"{study} {text}").findings
    assert [finding.quote for finding in findings if finding.rule == "abbreviation-undefined"] == found
