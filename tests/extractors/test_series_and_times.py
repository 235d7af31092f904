"""Numbers told side by side: several times, series without units, parts, totals, and whom each clause counts."""

import pytest

from daraevidence import extract_text


def rows(text):
    ex = extract_text(text)
    return [*ex.endpoints, *ex.characteristics, *ex.adverse_events]


def number(row):
    value = getattr(row, "value", None)
    return value if value is not None else row.percent if row.percent is not None else row.n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Survival at 12, 24 and 36 months was 82%, 71% and 63%, respectively.", [(82, 12), (71, 24), (63, 36)]),
        ("The 1-, 3- and 5-year survival rates were 82%, 71% and 63%.", [(82, 1), (71, 3), (63, 5)]),
        ("Pulse was 24.1 at baseline, 15.2 at week 4 and 11.3 at week 8.", [(15.2, 4), (11.3, 8)]),
        ("Survival at 1 and 3 years was 82% and 71% in groups A and B.", [(82, None), (71, None)]),
        ("After a median follow-up of 34.6 months, 12-month survival was 73.7%.", [(73.7, 12)]),
    ],
)
def test_each_result_has_its_own_time(text, expected):
    assert [(number(row), row.timepoint) for row in extract_text(text).endpoints] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mean stride was 3.4 in the humming group, 4.5 in the whistling group and 4.4 in the resting group.",
            {(3.4, "humming group"), (4.5, "whistling group"), (4.4, "resting group")},
        ),
        ("There were no deaths in group A and one death in group B.", {(0, "group A"), (1, "group B")}),
        ("There were 12 deaths, 5 in group A and 7 in group B.", {(12, None), (5, "group A"), (7, "group B")}),
        (
            "The response rate was 31.2% (4 CR, 20 PR) in group A and 12.0% (1 CR, 8 PR) in group B.",
            {(31.2, "group A"), (4, "group A"), (20, "group A"), (12.0, "group B"), (1, "group B"), (8, "group B")},
        ),
        ("Median scores were 3 in group A and 5 in group B.", {(3, "group A"), (5, "group B")}),
        (
            "Complete response was seen in 3, partial response in 12 and stable disease in 20 patients.",
            {(3, None), (12, None), (20, None)},
        ),
    ],
)
def test_numbers_side_by_side(text, expected):
    assert {(number(row), row.cohort) for row in rows(text)} == expected


def test_each_clause_says_of_whom_it_counts():
    found = {(row.n, row.denominator, row.cohort) for row in rows("Of 120 in group A, 14 died; of 118 in group B, 21 died.")}
    assert found == {(14, 120, "group A"), (21, 118, "group B")}


def test_a_blood_pressure_is_two_results():
    found = {(row.value, row.label) for row in extract_text("Blood pressure was 138/82 mm Hg in group A.").endpoints}
    assert found == {(138, "systolic blood pressure"), (82, "diastolic blood pressure")}
