"""Groups that tables name in headers and labels."""

from __future__ import annotations

import pytest
from grids import document

from daraevidence.extractors.grid.columns import column_groups, read_columns
from daraevidence.extractors.grid.groups import read_grade
from daraevidence.extractors.grid.rows import row_group


def headed(*columns: tuple[str, ...], stub: str = "Characteristic"):  # type: ignore[no-untyped-def]
    """A grid with these column headers and one row."""
    return document(columns, [(("Row",), ("1",) * len(columns))], stub=stub).grids[0]


@pytest.mark.parametrize(
    ("header", "name", "n", "role", "aliases"),
    [
        ("Placebo (n = 42)", "Placebo", 42, "arm", ()),
        ("Placebo n=42", "Placebo", 42, "arm", ()),
        ("Ruvotinib + letrozole (N=1,201), No. (%)", "Ruvotinib + letrozole", 1201, "arm", ()),
        ("First course (L1, n=22)", "L1", 22, "arm", ("First course",)),
        ("Ruvotinib (n=30; 2 mg)", "Ruvotinib (2 mg)", 30, "arm", ()),
        ("*Placebo (*n* = 42)*", "Placebo", 42, "arm", ()),
        ("All patients (N=84)", "All patients", 84, "total", ()),
        ("Overall", "Overall", None, "total", ()),
    ],
)
def test_headers(header: str, name: str, n: int | None, role: str, aliases: tuple[str, ...]) -> None:
    group = column_groups(read_columns(headed((header,), ("Control (n=40)",))))[0]
    assert group is not None
    assert (group.name, group.n, group.role, group.aliases) == (name, n, role, aliases)


def test_a_header_of_only_a_size_is_the_whole_group() -> None:
    (group,) = column_groups(read_columns(headed(("N=286",))))
    assert group is not None
    assert (group.name, group.n, group.role) == ("", 286, "total")


def test_the_only_sized_column_is_the_whole_group() -> None:
    (group,) = column_groups(read_columns(headed(("Stopped early (N=61)",))))
    assert group is not None
    assert (group.name, group.role) == ("Stopped early", "total")


@pytest.mark.parametrize("header", ["P value", "P", "p-value", "Log-rank P", "Hazard ratio (95% CI)", "Mean difference (95% CI)"])
def test_columns_that_are_no_group(header: str) -> None:
    assert column_groups(read_columns(headed(("Placebo (n=42)",), (header,))))[1] is None


def test_parts_grades_and_times() -> None:
    arms = read_columns(
        headed(("Arm A (n=9)", "n"), ("Arm A (n=9)", "%"), ("Arm A (n=9)", "Grade ≥3"), ("Arm A (n=9)", "Week 12"))
    )
    assert [(c.part, c.grade, c.time and tuple(c.time)) for c in arms] == [
        ("n", "", None),
        ("percent", "", None),
        ("", ">=3", None),
        ("", "", (12, "weeks")),
    ]
    assert {c.group and (c.group.name, c.group.n) for c in arms} == {("Arm A", 9)}


def test_moments_are_the_whole_group() -> None:
    groups = column_groups(read_columns(headed(("At diagnosis", "N=7"), ("At relapse", "N=6"))))
    assert [g and (g.name, g.n, g.role) for g in groups] == [("At diagnosis", 7, "total"), ("At relapse", 6, "total")]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Any Grade", "any"),
        ("All grades", "any"),
        ("Grade 3/4", "3-4"),
        ("Grades 3–4", "3-4"),
        ("Grade ≥3", ">=3"),
        ("≥ Grade 3", ">=3"),
        ("Grade 3 or higher", ">=3"),
        ("Neutropenia (Gr 3)", "3"),
        ("Grade >2", ">2"),
        ("Upgrade", ""),
        ("Graded exercise", ""),
    ],
)
def test_grades(text: str, grade: str) -> None:
    assert read_grade(text) == grade


@pytest.mark.parametrize(
    ("path", "columns", "stub", "name", "n"),
    [
        (("Median PFS in patients sensitive to cisplatin (n=29)",), [("",)], "Parameter", "patients sensitive to cisplatin", 29),
        (("Interval between, weeks", "L1 and L2 (n=12)"), [("First (L1, n=20)",), ("Second (L2, n=14)",)], "", "L1 and L2", 12),
        (("According to site", "Colon"), [("Median OS, months",), ("P value",)], "Cohort", "Colon", None),
        (("Based on prior surgery", "Yes"), [("Regimen, n [%]",)], "Cohort", "Patients with prior surgery", None),
        (("Based on prior surgery", "No"), [("Regimen, n [%]",)], "Cohort", "Patients without prior surgery", None),
        (("Patient 3",), [("Age",)], "Patient", "Patient 3", 1),
        (("3",), [("Age",)], "Case no.", "Patient 3", 1),
        (("Responders (n=12)", "Median duration, months"), [("N=30",)], "", "Responders", 12),
    ],
)
def test_rows_that_are_groups(path: tuple[str, ...], columns: list[tuple[str, ...]], stub: str, name: str, n: int | None) -> None:
    grid = document(columns, [(path, ("1",) * len(columns))], stub=stub).grids[0]
    group = row_group(grid, 0)
    assert group is not None
    assert (group.name, group.n) == (name, n)


@pytest.mark.parametrize("label", ["Hemoglobin (n=45), g/dL", "Age", "Number of patients with relapse (n=4)", "ORR"])
def test_rows_that_are_variables(label: str) -> None:
    assert row_group(document([("Placebo (n=60)",)], [((label,), ("1",))]).grids[0], 0) is None
