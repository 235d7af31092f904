"""What is part of something is not more than it."""

import pytest

from daraevidence.validation.responses import response


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("ORR", "PR+"),
        ("Overall response rate, n (%)", "PR+"),
        ("Objective response", "PR+"),
        ("sCR", "sCR"),
        ("Complete response (CR)", "CR"),
        ("≥VGPR", "VGPR+"),
        ("VGPR or better", "VGPR+"),
        ("sCR/CR", "sCR/CR"),
        ("CR + sCR", "sCR/CR"),
        ("SD", "SD"),
        ("ORR in stage III", None),
        ("Time to response", None),
        ("Unconfirmed PR", None),
        ("CRi", None),
    ],
)
def test_response(label, expected):
    assert response(label) == expected


@pytest.mark.parametrize(
    ("rows", "quotes"),
    [
        ([("ORR", "20 (50)"), ("≥VGPR", "12 (30)"), ("≥CR", "5 (13)")], []),
        ([("ORR", "20 (50)"), ("≥VGPR", "22 (55)"), ("≥CR", "5 (13)")], ["ORR"]),
        ([("ORR", "20 (50)"), ("≥VGPR", "12 (30)"), ("≥CR", "15 (38)")], ["≥VGPR"]),
        ([("ORR", "20 (50)"), ("≥VGPR", "12 (30)"), ("VGPR", "13 (33)")], ["≥VGPR"]),
        ([("≥VGPR", "12 (30)"), ("SD", "13 (33)"), ("PR", "14 (35)")], []),
        ([("ORR", "10 (25)"), ("SD", "20 (50)")], []),
    ],
)
def test_responses(page, rows, quotes):
    made = page()
    made.table(["All (n=40)"], [(label, [cell]) for label, cell in rows], title="Response", stub="Response, n (%)")
    assert [flag[2] for flag in made.found("subset-exceeds-superset")] == quotes


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("Liver or spleen, n (%)", "5 (31)"), ("Spleen, n (%)", "7 (44)")], [("error", "Liver or spleen, n (%)")]),
        ([("Liver or spleen, n (%)", "7 (44)"), ("Spleen, n (%)", "7 (44)")], []),
        ([("Surgery, n (%)", "5 (31)"), ("Surgery, n (%) > Open", "6 (38)")], [("warning", "Open")]),
        ([("Surgery, n (%)", "6 (38)"), ("Surgery, n (%) > Open", "6 (38)")], []),
        ([("Statin exposure", "9 (56)"), ("Statin refractory", "10 (63)")], [("error", "Statin exposure")]),
        ([("Statin exposure", "10 (63)"), ("Statin refractory", "10 (63)")], []),
    ],
)
def test_members(page, rows, found):
    made = page()
    made.table(["N=16"], [(label, [cell]) for label, cell in rows], stub="Characteristic, n (%)")
    assert [flag[1:] for flag in made.found("subset-exceeds-superset")] == found


@pytest.mark.parametrize(("both", "found"), [("15 (79)", 1), ("16 (84)", 0), ("17 (89)", 1)])
def test_overlap_of_two(page, both, found):
    made = page()
    rows = [("TKI refractory", ["19 (100)"]), ("ADC refractory", ["16 (84)"]), ("Double refractory (TKI+ADC)", [both])]
    made.table(["All (n=19)"], rows, stub="Status, n (%)")
    assert len(made.found("subset-exceeds-superset")) == found


@pytest.mark.parametrize(
    ("rows", "quotes"),
    [
        ([("Any grade", "9 (45)"), ("Grade 3/4", "4 (20)")], []),
        ([("Any grade", "9 (45)"), ("Grade 3/4", "10 (50)")], ["10 (50)"]),
        ([("All grades", "9 (45)"), ("Grade ≥3", "4 (20)"), ("Grade 4", "5 (25)")], ["5 (25)"]),
        ([("Grade 1", "9 (45)"), ("Grade 2", "10 (50)")], []),
        ([("Any grade", "40"), ("Grade 3-4", "40")], []),
    ],
)
def test_grades_in_rows(page, rows, quotes):
    made = page()
    made.table(["A (n=20)"], [("Anemia", [""])] + [(f"Anemia > {label}", [cell]) for label, cell in rows], stub="Event, n (%)")
    assert [flag[2] for flag in made.found("grade-exceeds-any-grade")] == quotes


def test_grades_of_flat_tables_are_not_mixed_up(page):
    made = page()
    rows = [("Any grade", ["3 (15)"]), ("Grade 3", ["1 (5)"]), ("Any grade", ["9 (45)"]), ("Grade 3", ["7 (35)"])]
    made.table(["A (n=20)"], rows, stub="Event, n (%)")
    assert made.found() == []


def test_grades_in_columns(page):
    made = page()
    columns = ["A (n=20) > All Grades", "A (n=20) > Grade 3/4", "B (n=10) > All Grades", "B (n=10) > Grade 3/4"]
    made.table(columns, [("Rash", ["4 (20)", "2 (10)", "3 (30)", "4 (40)"])], stub="Event, n (%)")
    assert made.found() == [("grade-exceeds-any-grade", "error", "4 (40)")]
