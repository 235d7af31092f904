"""Counts against percents, in cells and in prose."""

import pytest

PERCENT_RULES = (
    "percent-mismatch",
    "percent-truncated",
    "percent-denominator-other",
    "count-exceeds-total",
    "percent-out-of-range",
)


@pytest.mark.parametrize(
    ("total", "cell", "rule", "severity"),
    [
        (31, "7 (22.6)", None, None),
        (31, "7 (23)", None, None),
        (16, "6 (38)", None, None),
        (16, "6 (37)", None, None),  # half down is rounding too
        (31, "7 [22.6]", None, None),
        (31, "7 (22.6%)", None, None),
        (300, "1 (<1)", None, None),
        (300, "299 (>99)", None, None),
        (31, "0 (0)", None, None),
        (31, "31 (100)", None, None),
        (1204, "1,003 (83.3)", None, None),
        (31, "20/25 (80)", None, None),
        (30, "19 (63)", None, None),
        (19, "14 (73)", "percent-truncated", "info"),
        (7, "3 (43.0)", "percent-mismatch", "info"),
        (22, "10 (46)", "percent-mismatch", "info"),
        (17, "14 (83)", "percent-mismatch", "warning"),
        (31, "7 (32)", "percent-mismatch", "error"),
        (31, "20/25 (70)", "percent-mismatch", "error"),
        (300, "9 (<1)", "percent-mismatch", "error"),
        (31, "33 (106)", "percent-out-of-range", "error"),
        (31, "33 (99)", "count-exceeds-total", "error"),
    ],
)
def test_one_cell(page, total, cell, rule, severity):
    made = page()
    made.table([f"All (n={total})"], [("Fatigue, n (%)", [cell])])
    expected = [] if rule is None else [(rule, severity, cell)]
    assert made.found(*PERCENT_RULES) == expected


@pytest.mark.parametrize(
    ("label", "cell"),
    [
        ("Age, median (range)", "66 (31-88)"),
        ("Age, years, mean (SD)", "59 (9)"),
        ("Weight, median (IQR)", "71 (12)"),
        ("Therapy in between, yes/no (%)", "9/13 (41/59)"),
        ("Median PFS (95% CI)", "5 (4-6)"),
        ("Albumin, g/dL", "4 (3)"),
    ],
)
def test_other_statistics_are_no_shares(page, label, cell):
    made = page()
    made.table(["All (n=40)"], [(label, [cell])])
    assert made.found(*PERCENT_RULES) == []


def test_no_size_no_finding(page):
    made = page()
    made.table(["All"], [("Fatigue, n (%)", ["7 (80)"])])
    assert made.found(*PERCENT_RULES) == []


def test_stable_disease_is_not_a_standard_deviation(page):
    made = page()
    made.table(["All (n=20)"], [("SD, n (%)", ["9 (20)"])], title="Response")
    assert made.found(*PERCENT_RULES) == [("percent-mismatch", "error", "9 (20)")]


def test_percents_of_the_patients_with_a_value(page):
    made = page()
    rows = [("Stage, n (%)", [""]), ("Stage, n (%) > I", ["20 (25.0)"]), ("Stage, n (%) > II", ["60 (75.0)"])]
    made.table(["All (N=100)"], rows)
    assert made.found() == [
        ("percent-denominator-other", "info", "20 (25.0)"),
        ("percent-denominator-other", "info", "60 (75.0)"),
    ]
    first, second = made.flags()
    assert "20 + 60" in first.explanation and second.cause is first


def test_percents_of_the_parent(page):
    made = page()
    made.table(["All (N=100)"], [("Surgery, n (%)", ["40 (40)"]), ("Surgery, n (%) > Open", ["10 (25)"])])
    (flag,) = made.flags()
    assert (flag.rule, flag.severity, flag.reading) == ("percent-denominator-other", "info", "of 40")


def test_percents_of_a_related_row(page):
    made = page()
    rows = [
        ("Refractory statin, n (%)", [""]),
        ("Refractory statin, n (%) > Yes", ["80 (40.0)"]),
        ("Refractory statin, n (%) > No", ["120 (60.0)"]),
        ("Statin refractory, n (%)", [""]),
        ("Statin refractory, n (%) > 1", ["50 (62.5)"]),
        ("Statin refractory, n (%) > 2", ["30 (37.5)"]),
    ]
    made.table(["All (N=200)"], rows)
    assert {flag[:2] for flag in made.found()} == {("percent-denominator-other", "info")}


def test_a_common_size_that_nothing_declares(page):
    made = page()
    rows = [("Stage, n (%)", [""]), ("Stage, n (%) > I", ["31 (19.4)"]), ("Stage, n (%) > II", ["128 (80.0)"])]
    made.table(["All (N=286)"], rows)
    assert [flag[:2] for flag in made.found("percent-denominator-other")] == [("percent-denominator-other", "warning")] * 2


def test_the_size_of_the_same_group_elsewhere(page):
    made = page()
    made.heading("Study of something")
    made.table(["Arm A (n=40)"], [("Male, n (%)", ["20 (50)"])])
    made.table(["Arm A (n=36)"], [("Rash, n (%)", ["7 (18)"])], title="Adverse events")
    assert ("percent-denominator-other", "info", "7 (18)") in made.found()


def test_the_percent_of_the_neighbour_is_named(page):
    made = page()
    made.table(["All (n=43)", "A (n=17)"], [("Rash, n (%)", ["24 (56)", "10 (56)"]), ("Cough, n (%)", ["10 (23)", "5 (29)"])])
    (flag,) = made.flags()
    assert (flag.rule, flag.severity, flag.reading) == ("percent-mismatch", "error", "neighbour")


def test_a_header_of_something_else_blames_no_cell(page):
    made = page()
    rows = [(f"Reaction {i}, n (%)", [f"{n} ({round(n / 412 * 100, 1)})"]) for i, n in enumerate((40, 51, 62, 12, 33))]
    made.table(["Infusions (n=90)"], rows)
    assert made.found(*PERCENT_RULES) == [("percent-denominator-other", "info", "Infusions (n=90)")]


def test_cells_of_a_larger_group_blame_no_cell(page):
    made = page()
    rows = [("CR, n (%)", ["11 (37)"]), ("VGPR, n (%)", ["9 (30)"]), ("PR, n (%)", ["4 (13)"]), ("Male, n (%)", ["6 (60)"])]
    made.table(["B (n=10)"], [*rows, *((f"Sign {i}, n (%)", ["5 (50)"]) for i in range(4))])
    assert made.found(*PERCENT_RULES) == []


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("In total 29/31 patients (94%) finished the course.", None, None),
        ("In total 29/31 patients (93%) finished the course.", "percent-truncated", "info"),
        ("Rash was seen in 8/36 patients (32%).", "percent-mismatch", "error"),
        ("Rash was seen in 12 of 40 patients (30%).", None, None),
        ("Rash was seen in 12 of 40 patients (20%).", "percent-mismatch", "error"),
        ("Rash was seen in 13 patients (62%).", None, None),
        ("The response rate was 62%.", None, None),
    ],
)
def test_fractions_in_prose(page, text, rule, severity):
    made = page()
    made.say(text)
    assert [flag[:2] for flag in made.found(*PERCENT_RULES)] == ([] if rule is None else [(rule, severity)])


def test_the_odd_one_of_a_list(page):
    made = page()
    made.heading("Study of something")
    made.table(["Switched (n=183)"], [("Male, n (%)", ["90 (49)"])])
    made.say("The most frequent drugs were rituximab (n=36 [20%]), ibrutinib (n=22 [12%]), and idelalisib (n=16 [5%]).", "item")
    made.say("The next were rituximab (n=36 [20%]), ibrutinib (n=22 [12%]), and idelalisib (n=16 [9%]).", "item")
    found = made.found(*PERCENT_RULES)
    assert [flag[:2] for flag in found] == [("percent-mismatch", "error")] and "16" in found[0][2]


def test_a_single_percent_that_misses_the_study(page):
    made = page()
    made.heading("Study of something")
    made.table(["N=16"], [("Male, n (%)", ["15 (94)"])])
    made.say("The median age was 63 years, and 4 (24%) patients were older than 70.")
    made.say("Relapse was seen in 8 (50%) patients and cure in 4 (25%) patients.")
    assert made.found(*PERCENT_RULES) == [("percent-denominator-other", "warning", "4 (24%)")]
