"""Means, medians, SDs, quartiles and extremes that are possible together; the total column of each."""

import pytest


def _found(page, rows, columns=("All (n=40)",)):
    made = page()
    made.table(list(columns), rows)
    return {(rule, severity) for rule, severity, _ in made.found() if severity != "info"}


def _age(mean, median, extremes):
    return [
        ("Age, years", []),
        ("Age, years > Mean (SD)", [mean]),
        ("Age, years > Median", [median]),
        ("Age, years > Range", [extremes]),
    ]


@pytest.mark.parametrize(
    "rows", [_age("61.2 (9.8)", "62.0", "34-85"), _age("61.2 (9.8)", "62.0", "34, 85"), _age("5.0 (20.4)", "1.0", "0-129")]
)
def test_what_is_possible(page, rows):
    assert _found(page, rows) == set()


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        (_age("91.2 (9.8)", "62.0", "34-85"), "median-outside-range"),
        (_age("31.2 (9.8)", "62.0", "34-85"), "median-outside-range"),
        (_age("61.2 (9.8)", "72.0", "34-85"), "spread-impossible"),
        (_age("61.2 (39.8)", "62.0", "34-85"), "spread-impossible"),
        (_age("61.2 (9.8)", "92.0", "34-85"), "range-order"),
    ],
)
def test_what_is_not(page, rows, rule):
    assert (rule, "error") in _found(page, rows)


COLUMNS = ("All (n=60)", "A (n=20)", "B (n=40)")


@pytest.mark.parametrize(
    ("label", "cells", "found"),
    [
        ("Age, mean (SD), years", ["62.0 (9.0)", "60.0 (8.0)", "63.0 (9.0)"], set()),
        ("Age, mean (SD), years", ["66.0 (9.0)", "60.0 (8.0)", "63.0 (9.0)"], {("total-disagrees", "error")}),
        ("Age, median (range), years", ["61 (20-80)", "60 (20-70)", "63 (30-80)"], set()),
        ("Age, median (range), years", ["66 (20-80)", "60 (20-70)", "63 (30-80)"], {("total-disagrees", "error")}),
        ("Age, median (range), years", ["61 (20-88)", "60 (20-70)", "63 (30-80)"], {("total-disagrees", "error")}),
        ("Change in weight, mean (SD), kg", ["6.0 (9.0)", "1.0 (8.0)", "3.0 (9.0)"], set()),
    ],
)
def test_the_total_of_groups(page, label, cells, found):
    assert _found(page, [(label, cells)], COLUMNS) == found
