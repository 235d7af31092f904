"""What confirms a record: relations that hold among its own numbers, and with others."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from daraevidence import extract, extract_text
from daraevidence.testing import documents
from daraevidence.validation.distributions import clopper_pearson, wilson

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

RESPONSES = """Response by Group1

Response
Arm A (n=40)
Arm B (n=60)
All Patients (N=100)
Response, n (%)
   ORR
30 (75)
{orr} (40)
54 (54)
   CR
10 (25)
9 (15)
19 (19)
   PR
20 (50)
15 (25)
35 (35)
Sex, n (%)
   Male
25 (63)
{male} (55)
58 (58)
   Female
15 (38)
27 (45)
42 (42)
"""

EVENTS = """Adverse Events1

Event, n (%)
Arm A (n=40)
Anemia
   Any Grade
22 (55)
   Grade 1-2
{low} (35)
   Grade 3-4
8 (20)
"""


def proofs(text, frame, **wanted):
    ex = extract_text(text)
    found = [one for one in getattr(ex, frame) if all(getattr(one, name) == value for name, value in wanted.items())]
    assert len(found) == 1, getattr(ex, frame)
    return found[0].proof


def test_what_confirms_a_response():
    proof = proofs(RESPONSES.format(orr=24, male=33), "endpoints", endpoint="ORR", cohort="Arm B")
    assert "24/60 is 40%" in proof
    assert "CR + PR make the 24 with a response" in proof
    assert "the groups make the total: 30 + 24 = 54" in proof


def test_what_does_not_hold_confirms_nothing():
    proof = proofs(RESPONSES.format(orr=25, male=33), "endpoints", endpoint="ORR", cohort="Arm B")
    assert proof == ()


def test_categories_that_sum_up():
    right = proofs(RESPONSES.format(orr=24, male=33), "characteristics", characteristic="Sex > Male", cohort="Arm B")
    assert "the 2 categories of 'Sex' sum to 60" in right
    wrong = proofs(RESPONSES.format(orr=24, male=34), "characteristics", characteristic="Sex > Male", cohort="Arm B")
    assert not [words for words in wrong if "sum" in words]


def test_what_confirms_the_size_of_a_group():
    proof = proofs(RESPONSES.format(orr=24, male=33), "cohorts", cohort="Arm B")
    assert "5 percents of its column are of 60" in proof
    assert "the groups make the whole: 40 + 60 = 100" in proof


def test_grades_that_make_up_any_grade():
    proof = proofs(EVENTS.format(low=14), "adverse_events", grade="any")
    assert "grades 1-2 and 3-4 sum to any grade: 14 + 8 = 22" in proof
    assert not [words for words in proofs(EVENTS.format(low=13), "adverse_events", grade="any") if "sum" in words]


@pytest.mark.parametrize(("method", "name"), [(clopper_pearson, "Clopper-Pearson"), (wilson, "Wilson")])
def test_the_interval_of_a_share(method, name):
    low, high = method(31, 106)
    text = f"The overall response rate was 29.2% (31/106; 95% CI, {{}}-{high:.1f}).\n"
    (right,) = [one for one in extract_text(text.format(f"{low:.1f}")).endpoints if one.percent]
    assert f"the CI is that of 31/106 ({name})" in right.proof
    (wrong,) = [one for one in extract_text(text.format(f"{low - 1:.1f}")).endpoints if one.percent]
    assert not [words for words in wrong.proof if "CI is that of" in words]


def test_the_same_in_the_text_and_in_a_table():
    table = "Survival by Group1\n\nOutcome\nArm A (n=40)\nArm B (n=60)\nMedian PFS, months\n10.8 (95% CI, 8.1-13.0)\n"
    table += "7.0 (95% CI, 5.1-9.4)\n"
    head = "Doe et al (2021)1 studied two arms.\n\nDoe et al (2021)1 reported a median PFS of {} months in Arm A.\n\n"
    ex = extract_text(head.format("10.8") + table)
    words = [words for one in ex.endpoints for words in one.proof]
    other = [words for one in extract_text(head.format("9.8") + table).endpoints for words in one.proof]
    assert [each for each in words if "Survival by Group" in each or "the text" in each]
    assert not [each for each in other if "Survival by Group" in each or "the text" in each]


def test_most_records_of_tables_are_confirmed():
    ex = extract(SEEDS / "many_tables.txt")
    confirmed = [bool(one.proof) for one in (*ex.endpoints, *ex.characteristics, *ex.adverse_events)]
    assert sum(confirmed) >= 0.85 * len(confirmed)


@given(documents())
@settings(max_examples=25, deadline=None)
def test_proofs_are_told_once_and_only_of_records_with_numbers(made):
    ex = extract_text(made.text, kind=made.kind)
    for one in (*ex.endpoints, *ex.characteristics, *ex.adverse_events, *ex.cohorts):
        assert len(set(one.proof)) == len(one.proof)
        assert not one.proof or any(getattr(one, name, None) is not None for name in ("n", "percent", "value"))
