"""Limits, estimates and P values."""

import pytest

from daraevidence.validation.p_values import rederived_p

RULES = (
    "ci-order",
    "estimate-outside-ci",
    "median-outside-range",
    "range-order",
    "percent-out-of-range",
    "ci-p-disagree",
    "p-out-of-range",
)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Median PFS was 5.1 months (95% CI, 4.2-6.6).", []),
        ("Median PFS was 5.1 months (95% CI, 6.6-4.2).", ["ci-order"]),
        ("Median PFS was 7.1 months (95% CI, 4.2-6.6).", ["estimate-outside-ci"]),
        ("Median PFS was 6.6 months (95% CI, 4.2-6.6).", []),
        ("Median PFS was 32.6 months (95% CI, 19.5-NR).", []),
        ("Median PFS was 12.6 months (95% CI, 19.5-NR).", ["estimate-outside-ci"]),
        ("Median age was 61 years (range, 32-87).", []),
        ("Median age was 31 years (range, 32-87).", ["median-outside-range"]),
        ("Median age was 31.7 years (range, 32-87).", []),
        ("Median age was 61 years (range, 87-32).", ["range-order"]),
        ("Median time was 68 months (IQR, 54-78).", []),
        ("Median time was 88 months (IQR, 54-78).", ["median-outside-range"]),
        ("OS was longer (HR, 0.59; 95% CI, 0.41-0.87; P=0.006).", []),
        ("OS was longer (HR, 0.59; 95% CI, 0.41-0.87; P=0.46).", ["ci-p-disagree"]),
        ("OS was longer (HR, 0.59; 95% CI, 0.31-1.17; P=0.006).", ["ci-p-disagree"]),
        ("OS was longer (HR, 0.80; 95% CI, 0.64-1.00; P=0.049).", []),
        ("OS was longer (HR, 0.95; 95% CI, 0.41-0.87; P=0.006).", ["estimate-outside-ci"]),
        ("The rates differed (P=1.3).", ["p-out-of-range"]),
        ("The rates differed (P=0.03).", []),
        ("HbA1c fell by 1.0% (95% CI, -1.7 to -0.4).", []),
    ],
)
def test_prose(page, text, rules):
    made = page()
    made.say(text)
    assert [flag[0] for flag in made.found(*RULES)] == rules


def test_cells(page):
    made = page()
    rows = [("Median OS, months", ["14.8 (95% CI, 12.6-19.5)"]), ("Median PFS, months", ["4.6 (95% CI, 5.8-8.0)"])]
    made.table(["All (n=40)"], rows)
    assert [flag[:2] for flag in made.found(*RULES)] == [("estimate-outside-ci", "error")]


@pytest.mark.parametrize(
    ("estimate", "low", "high", "least", "most"),
    [(0.63, 0.46, 0.85, 0.0020, 0.0048), (1.0, 0.5, 2.0, 0.99, 1.0), (0.5, 0.38, 0.65, 0.0, 0.0001)],
)
def test_rederived_p(estimate, low, high, least, most):
    again = rederived_p(estimate, low, high)
    assert again is not None and least <= again <= most


@pytest.mark.parametrize(("estimate", "low", "high"), [(0.5, 0.0, 1.0), (-1.0, 0.4, 0.8), (0.5, 0.8, 0.4)])
def test_no_p_without_a_proper_interval(estimate, low, high):
    assert rederived_p(estimate, low, high) is None
