"""Estimates against their intervals and P values."""

import pytest


def _found(page, text):
    made = page()
    made.say(text)
    return [(rule, severity) for rule, severity, _ in made.found() if severity != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "The groups differed (HR, 0.59; 95% CI, 0.41-0.87; P=0.006).",
        "The hazard ratio was 0.63 (95% CI, 0.46 to 0.85; P = 0.0027).",
        "The odds ratio was 2.1 (95% CI 1.3 to 3.4).",
        "The mean difference was -3.2 points (95% CI, -5.1 to -1.3; P=0.001).",
        "The median was 12.4 months (95% CI, 9.1-25.8).",
        "The response rate was 29.2% (95% CI, 20.8-38.9).",
        "The hazard ratio was 0.65 (95% CI, 0.54 to 0.78; P=.0001).",
        "The hazard ratio was 0.05 (95% CI, 0.00 to 0.61).",
        "The difference was -3.6% (95% CI, -17 to 10; P=0.002 for noninferiority).",
        "The HR was 0.52 (95% CI, 0.31-NR).",
    ],
)
def test_what_agrees(page, text):
    assert _found(page, text) == []


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("The groups differed (HR, 0.49; 95% CI, 0.41-0.87).", "estimate-off-centre", "warning"),
        ("The groups differed (HR, 0.59; 95% CI, 0.41-0.81; P=0.006).", "estimate-off-centre", "warning"),
        ("The mean difference was -3.2 points (95% CI, -5.1 to -2.3).", "estimate-off-centre", "warning"),
        ("The mean difference was -3.2 points (95% CI, -5.1 to 1.3).", "estimate-off-centre", "warning"),
        ("The groups differed (HR, 0.80; 95% CI, 0.60-1.06; P=0.001).", "ci-p-disagree", "error"),
        ("The groups differed (HR, 0.59; 95% CI, 0.41-0.87; P=0.06).", "ci-p-disagree", "error"),
        ("The groups differed (HR, 0.59; 95% CI, 0.41-0.87; P=0.0001).", "ci-p-disagree", "warning"),
        ("The mean difference was -3.2 points (95% CI, -5.1 to -1.3; P=0.31).", "ci-p-disagree", "error"),
        ("The HR was 0.60 (95% CI, 0.40-0.90; 99% CI, 0.45-0.80).", "ci-order", "error"),
    ],
)
def test_what_does_not(page, text, rule, severity):
    assert (rule, severity) in _found(page, text)


def test_the_repair_is_named(page):
    made = page()
    made.say("The groups differed (HR, 0.59; 95% CI, 0.41-9.87).")
    (flag,) = [flag for flag in made.flags() if flag.rule == "estimate-off-centre"]
    assert flag.reading == "0.87 for 9.87" or flag.reading == ""
    assert len(flag.places) == 2


COLUMNS = ["A (n=50)", "B (n=52)", "HR (95% CI)", "P value"]


def test_a_rows_p_value(page):
    made = page()
    made.table(COLUMNS, [("Median PFS (95% CI), months", ["12.4 (9.1-15.8)", "8.1 (6.0-9.9)", "0.80 (0.60-1.06)", "0.001"])])
    assert ("ci-p-disagree", "error", "0.001") in made.found()


def test_a_row_that_agrees(page):
    made = page()
    made.table(COLUMNS, [("Median PFS (95% CI), months", ["12.4 (9.1-25.8)", "8.1 (6.0-9.9)", "0.59 (0.41-0.87)", "0.006"])])
    assert made.found("ci-p-disagree", "estimate-off-centre", "estimate-outside-ci") == []


def test_a_cell_off_centre(page):
    made = page()
    made.table(COLUMNS, [("PFS", ["31 (62.0)", "40 (76.9)", "0.49 (0.41-0.87)", ""])], stub="Outcome, n (%)")
    assert ("estimate-off-centre", "warning", "0.49 (0.41-0.87") in made.found()
