"""Rows that hold one another: flow, ranges, adverse events, numbers at risk."""

import pytest


def _found(page, rows, columns=("All (n=100)",), **more):
    made = page()
    made.table(list(columns), rows, **more)
    return {(rule, quote) for rule, severity, quote in made.found() if severity != "info"}


LINES = [
    ("Prior lines, n (%)", []),
    ("Prior lines, n (%) > ≥1", ["100 (100)"]),
    ("Prior lines, n (%) > ≥2", ["60 (60)"]),
    ("Prior lines, n (%) > ≥3", ["70 (70)"]),
]
DEPTHS = [
    ("MRD-negative, n (%)", []),
    ("MRD-negative, n (%) > At 10^-4", ["40 (40)"]),
    ("MRD-negative, n (%) > At 10^-5", ["30 (30)"]),
]
DEEPER = ("MRD-negative, n (%) > At 10^-6", ["35 (35)"])


def test_lines(page):
    assert _found(page, LINES[:3]) == set()
    assert _found(page, LINES) == {("subset-exceeds-superset", "70 (70)")}


def test_depths(page):
    assert _found(page, DEPTHS) == set()
    assert _found(page, [*DEPTHS, DEEPER]) == {("subset-exceeds-superset", "35 (35)")}


EVENTS = [("Any adverse event", ["80 (80)"]), ("Nausea", ["70 (70)"]), ("Serious adverse events", ["30 (30)"])]


@pytest.mark.parametrize("label", ["Serious adverse events", "Rash", "Adverse event leading to discontinuation"])
def test_events(page, label):
    told = {"title": "Adverse Events", "stub": "Event, n (%)"}
    assert _found(page, EVENTS, **told) == set()
    assert _found(page, [*EVENTS[:2], (label, ["85 (85)"])], **told) == {("subset-exceeds-superset", "85 (85)")}


@pytest.mark.parametrize("label", ["Deaths", "Discontinued treatment", "Disease progression"])
def test_what_is_no_event(page, label):
    assert _found(page, [*EVENTS, (label, ["85 (85)"])], title="Adverse Events", stub="Event, n (%)") == set()


def test_flow(page):
    rows = [("Screened", ["150"]), ("Randomized", ["100"]), ("Treated", ["98"]), ("Completed", ["80"])]
    told = {"stub": "Disposition, n", "title": "Patient Flow"}
    assert _found(page, rows, ("All",), **told) == set()
    assert _found(page, [*rows[:3], ("Completed", ["99"])], ("All",), **told) == {("subset-exceeds-superset", "99")}


def test_numbers_at_risk(page):
    columns = ["0", "6", "12", "18"]
    made = page()
    made.table(columns, [("Tolrenib", ["100", "80", "85", "20"])], title="Number at Risk", stub="Month")
    made.table(columns, [("Placebo", ["100", "80", "55", "55"])], title="Number at Risk", stub="Month")
    made.table(columns, [("Placebo", ["100", "80", "85", "55"])], title="Visits", stub="Month")
    assert made.found("at-risk-rises") == [("at-risk-rises", "error", "85")]
