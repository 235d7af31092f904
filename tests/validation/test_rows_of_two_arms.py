"""Subgroups against the whole, ratios against counts, events and sizes."""

import pytest

FOREST = ["A, events/N", "B, events/N", "HR (95% CI)"]
ALL = ("All patients", ["40/100", "60/110", "0.60 (0.40-0.90)"])


def _forest(page, rows):
    made = page()
    made.table(FOREST, rows, title="PFS in Subgroups", stub="Subgroup")
    return [(rule, severity) for rule, severity, _ in made.found() if severity != "info"]


def test_subgroups_that_agree(page):
    rows = [
        ALL,
        ("Age", []),
        ("Age > <65", ["15/40", "20/50", "0.60 (0.31-1.17)"]),
        ("Age > ≥65", ["25/60", "40/60", "0.60 (0.36-1.00)"]),
    ]
    assert _forest(page, rows) == []


def test_subgroups_with_missing_patients(page):
    rows = [
        ALL,
        ("Sex", []),
        ("Sex > Male", ["15/40", "20/50", "0.60 (0.31-1.17)"]),
        ("Sex > Female", ["20/50", "30/50", "0.60 (0.34-1.06)"]),
    ]
    assert _forest(page, rows) == []


@pytest.mark.parametrize(("cell", "severity"), [("35/60", "error"), ("25/70", "error"), ("22/60", "warning")])
def test_subgroups_that_do_not(page, cell, severity):
    rows = [ALL, ("Age", []), ("Age > <65", ["15/40", "20/50", "NE"]), ("Age > ≥65", [cell, "40/60", "NE"])]
    assert ("parts-do-not-sum", severity) in _forest(page, rows)


def test_terms_do_not_sum(page):
    rows = [
        ALL,
        ("Prior drug", []),
        ("Prior drug > Tolrenib", ["35/80", "20/50", "NE"]),
        ("Prior drug > Placebo", ["25/70", "40/60", "NE"]),
    ]
    assert _forest(page, rows) == []


def test_an_interval_too_narrow_for_its_events(page):
    rows = [("All patients", ["10/100", "12/110", "0.60 (0.50-0.72)"])]
    assert ("ci-events-disagree", "warning") in _forest(page, rows)


@pytest.mark.parametrize(
    ("header", "cell", "found"),
    [
        ("Relative risk (95% CI)", "0.73 (0.55-0.98)", []),
        ("Relative risk (95% CI)", "1.36 (1.02-1.82)", []),
        ("Relative risk (95% CI)", "0.85 (0.65-1.12)", ["info"]),
        ("Relative risk (95% CI)", "0.43 (0.32-0.58)", ["warning"]),
        ("Adjusted relative risk (95% CI)", "0.43 (0.32-0.58)", []),
        ("Odds ratio (95% CI)", "0.56 (0.32-0.96)", []),
        ("Odds ratio (95% CI)", "0.16 (0.09-0.29)", ["warning"]),
        ("Relative risk", "0.43", []),
    ],
)
def test_ratios_of_counts(page, header, cell, found):
    made = page()
    made.table(["A (n=100)", "B (n=110)", header], [("Response, n (%)", ["40 (40.0)", "60 (54.5)", cell])])
    assert [severity for rule, severity, _ in made.found("ratio-counts-disagree")] == found


def test_subgroups_of_one_size(page):
    rows = [("All patients", ["41/42", "60/110", "NE"]), ("Prior surgery", [])]
    rows += [("Prior surgery > Yes", ["21/21", "20/50", "NE"]), ("Prior surgery > No", ["20/21", "40/60", "NE"])]
    assert _forest(page, rows) == []
