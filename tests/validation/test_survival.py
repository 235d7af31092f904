"""Curves, medians and ratios of survival."""

import pytest

import daraevidence

TABLE = """Table 1. Survival in the ALTO Study

| Outcome | Tolrenib (n=200) | Placebo (n=210) | HR (95% CI) |
|---|---|---|---|
| Median PFS, months (95% CI) | {median} (8.0-30.0) | 10.0 (8.0-12.0) | {ratio} |
| 12-month PFS, % | {early} | 40.1 | - |
| 24-month PFS, % | {late} | 15.0 | - |
| 12-month OS, % | 80.2 | 70.3 | - |
"""


def _rules(**values):
    text = TABLE.format(**{"median": "16.0", "ratio": "0.63 (0.50-0.79)", "early": "60.2", "late": "36.0"} | values)
    return {(finding.rule, finding.severity) for finding in daraevidence.extract_text(text, kind="markdown").findings}


def test_what_agrees():
    assert _rules() == set()


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"late": "66.0", "median": "NR"}, ("survival-rises", "error")),
        ({"early": "82.9"}, ("survival-rises", "error")),
        ({"median": "11.0"}, ("median-landmark-disagree", "warning")),
        ({"late": "56.0"}, ("median-landmark-disagree", "warning")),
        ({"ratio": "1.60 (1.28-2.00)"}, ("hr-medians-disagree", "info")),
        ({"ratio": "0.20 (0.16-0.25)"}, ("hr-medians-disagree", "info")),
    ],
)
def test_what_does_not(values, found):
    assert found in _rules(**values)


def test_incidences_rise():
    text = "In the ALTO study the cumulative incidence of relapse was 10.2% at 12 months and 18.4% at 24 months."
    assert daraevidence.extract_text(text).findings.roots() == ()
