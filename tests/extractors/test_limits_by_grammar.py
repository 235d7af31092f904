"""Items of scores that are no limits, groups of a score told in short, ranges of scores, how long something lasted."""

from __future__ import annotations

import itertools

import pytest

import daraevidence

Row = tuple[str | None, str | None, float | None, str | None, float | None]


def rows(text: str, kind: str = "text") -> list[Row]:
    found = daraevidence.extract_text(text, kind=kind).thresholds
    return [(each.variable, each.operator, each.value, each.unit or None, each.points) for each in found]


@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(("cirrhosis", "active cancer", "previous stroke"), 2)))
def test_findings_that_a_score_gives_points_for(first: str, second: str) -> None:
    text = f"The score assigns 1 point for {first}, 2 points for a MELD score above 15, and 3 points for {second}.\n"
    assert set(rows(text)) == {
        (first, None, None, None, 1),
        ("MELD score", ">", 15, None, 2),
        (second, None, None, None, 3),
    }


def test_findings_and_limits_of_one_list_have_the_same_points() -> None:
    text = "One point each is given for age over 65 years, diabetes and an albumin level below 35 g/L.\n"
    assert set(rows(text)) == {
        ("age", ">", 65, "years", 1),
        ("diabetes", None, None, None, 1),
        ("albumin", "<", 35, "g/L", 1),
    }


def test_an_age_or_older_is_no_finding() -> None:
    text = "One point each is given for age of 75 years or older and hemoglobin below 11 g/dL.\n"
    assert {row[0] for row in rows(text)} == {"age", "hemoglobin"}


@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_a_finding_in_a_table_of_points(kind: str) -> None:
    text = (
        "## RENAL-X Score\n\n| Item | Points |\n| --- | --- |\n| Age ≥75 years | 2 |\n| Active cancer | 3 |\n| Total | 0-5 |\n"
        if kind == "markdown"
        else "RENAL-X Score\nItem | Points\nAge ≥75 years | 2\nActive cancer | 3\n"
    )
    assert ("Active cancer", None, None, None, 3) in rows(text, kind)
    assert not any((row[0] or "").startswith("Total") for row in rows(text, kind))


def test_groups_of_a_score_told_in_short() -> None:
    text = (
        "In the cohort, 231 patients were at low (0 points), 187 at intermediate (1-2 points) and 94 at high risk (3-4 points).\n"
    )
    found = daraevidence.extract_text(text).thresholds
    assert [(each.variable, each.value if each.value is not None else each.value_text) for each in found] == [
        ("score", 0),
        ("score", "1-2"),
        ("score", "3-4"),
    ]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Mini-Mental State Examination (MMSE) score", "MMSE score"),
        ("PANSS total score", "PANSS total score"),
        ("ECOG performance status", "ECOG performance status"),
    ],
)
def test_a_range_of_a_score_is_two_limits(printed: str, name: str) -> None:
    assert rows(f"Inclusion criteria: age 18 to 60 years, and a {printed} of 1 to 4.\n")[-2:] == [
        (name, ">=", 1, None, None),
        (name, "<=", 4, None, None),
    ]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Patients were required to have had type 2 diabetes for at least 6 months.", "type 2 diabetes"),
        ("Adults with a diagnosis of schizophrenia for at least 6 months were eligible.", "schizophrenia"),
        ("Patients treated with a biologic for at least 6 months were included.", "biologic"),
        ("Inclusion criteria: CAT score ≥15; triple inhaled therapy for at least 6 months.", "triple inhaled therapy"),
    ],
)
def test_how_long_something_lasted(sentence: str, name: str) -> None:
    assert (name, ">=", 6, "months", None) in rows(sentence + "\n")


def test_what_lasted_is_nearer_than_what_it_is_counted_from() -> None:
    text = "Symptoms had to have been present for no longer than 72 hours before enrolment.\n"
    assert rows(text) == [("symptoms", "<=", 72, "hours", None)]


@pytest.mark.parametrize("header", ["When to avoid", "Avoid if", "Contraindications", "Do not use when"])
def test_a_column_of_whom_to_avoid(header: str) -> None:
    text = (
        f"## Anticoagulants\n\n| Drug | Usual dose | {header} |\n| --- | --- | --- |\n"
        "| Apixaban | 5 mg twice daily | CrCl <25 mL/min |\n| Dalteparin | 200 IU/kg once daily | CrCl <30 mL/min |\n"
    )
    found = [row for row in rows(text, "markdown") if row[0] == "CrCl"]
    assert found == (
        [("CrCl", "<", 25, "mL/min", None), ("CrCl", "<", 30, "mL/min", None)] if header != "Do not use when" else found
    )


def test_or_more_than_begins_another_limit() -> None:
    text = "Eligible were patients with an LDH above 250 U/L or more than five sites of disease.\n"
    assert ("LDH", ">", 250, "U/L", None) in rows(text)


def test_a_bracket_says_what_a_word_means() -> None:
    text = "At month 12, undetectable MRD (<0.01%) was seen in 42 of 80 patients.\n"
    assert ("MRD", "<", 0.01, "%", None) in rows(text)


def test_how_many_of_so_many_were_beyond_a_limit_is_no_limit() -> None:
    assert rows("Of 120 patients, 18 had platelets below 50 × 10⁹/L at baseline.\n") == []


def test_what_was_if_patients_were_eligible_is_a_condition() -> None:
    text = "Patients were eligible if their HbA1c was between 7.5% and 10.5%.\n"
    assert rows(text) == [("HbA1c", ">=", 7.5, "%", None), ("HbA1c", "<=", 10.5, "%", None)]
