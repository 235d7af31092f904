"""Groups of patients: how prose names them, which names mean one group, and where they hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.extractors.group.index import GroupIndex
from daraevidence.extractors.group_names import bare, is_whole, key
from daraevidence.extractors.scope import Scope
from daraevidence.extractors.scope_of_document import build_scope
from daraevidence.layout import outline, scan
from daraevidence.reading import read_text

OPENING = "Mbeki et al (2022)1 conducted a retrospective study in gout. "


def scope_of(text: str) -> tuple[str, Scope]:
    document = outline(read_text(text))
    return document.clean, build_scope(document, scan(document))


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        (
            "We saw 30 (arm A) and 41 (arm B) adults treated with rituximab or adalimumab, respectively.",
            {("arm A (rituximab)", 30), ("arm B (adalimumab)", 41)},
        ),
        (
            "It compared 109 adults receiving therapy with rituximab and 100 similar adults treated with cyclophosphamide.",
            {("rituximab", 109), ("cyclophosphamide", 100)},
        ),
        (
            "It compared 51 patients receiving rituximab to a control cohort of 64 patients treated with azathioprine.",
            {("rituximab", 51), ("azathioprine", 64)},
        ),
        ("Adults were administered either rituximab (n=14; 57%) or placebo (n=13; 43%).", {("rituximab", 14), ("placebo", 13)}),
        (
            "Overall, 43 patients were included (single-agent treatment, n=12; combination treatment, n=31).",
            {("single-agent treatment", 12), ("combination treatment", 31), ("total", 43)},
        ),
        (
            "Therapies were as follows: rituximab with a steroid (n=10; prednisone, n=6; dexamethasone, n=4), and "
            "rituximab with cyclophosphamide (n=2).",
            {
                ("rituximab with a steroid", 10),
                ("rituximab with a steroid (prednisone)", 6),
                ("rituximab with a steroid (dexamethasone)", 4),
                ("rituximab with cyclophosphamide", 2),
            },
        ),
        (
            "It compared 96 patients who received PTCy and 84 patients given ATG.",
            {("PTCy", 96), ("ATG", 84)},
        ),
        (
            "It reported on adults who were treated with rituximab plus bendamustine (n=11) or bendamustine alone (n=7).",
            {("rituximab plus bendamustine", 11), ("bendamustine alone", 7)},
        ),
        ("An analysis of 466 patients with gout showed that age matters.", {("total", 466)}),
        ("Cohort 1 will include 9 patients who will receive rituximab.", {("cohort 1", 9)}),
        ("Three patients entering the safety run-in had a low count.", {("safety run-in", 3)}),
        ("Of the 6 patients who achieved a response, 5 relapsed.", {("patients who achieved a response", 6)}),
        ("The ORR was 65% (n=13) and 22% (n=4) relapsed.", set()),
        ("Prior therapies were prednisone (n=3), rituximab (n=1) and both (n=3).", set()),
        ("Seventeen patients were excluded.", set()),
        ("Enrollment for cohort 1 is ongoing with 5 patients so far.", set()),
    ],
)
def test_groups_in_prose(sentence: str, groups: set[tuple[str, int]]) -> None:
    _, scope = scope_of(OPENING + sentence)
    assert {(group.name, group.n) for group in scope.groups if group.n is not None} == groups
    assert {group.study for group in scope.groups} <= {"Mbeki et al (2022)"}


LISTS = """Mbeki et al (2022)1 conducted a retrospective study of patients with gout.

Study Design/Methods

  • Patients were divided into 3 subgroups:
    • T1 - First treatment with febuxostat
    • T2 - First retreatment
    • T3 - Second retreatment

Results

  • T2 - 22 patients received retreatment.
  • In the first retreatment cohort:
    • The median time to response was 27 days (range, 15-56).
    • The ORR was 65%.
  • Overall, 80 patients were included.
"""


def test_bullets_that_divide_the_patients() -> None:
    _, scope = scope_of(LISTS)
    assert [(group.name, group.n) for group in scope.groups] == [("T1", None), ("T2", 22), ("T3", None), ("total", 80)]


@pytest.mark.parametrize(("at", "group"), [("27 days", "T2"), ("ORR was", "T2"), ("Overall, 80", None), ("T1 -", None)])
def test_a_group_holds_below_its_bullet(at: str, group: str | None) -> None:
    text, scope = scope_of(LISTS)
    held = scope.inherited(text.index(at))
    assert (held.name if held else None) == group


RANDOMIZED = """LUMINA-2 (NCT02345678) was a phase 3, randomized, double-blind study of adults with asthma.1

  • Patients were randomized 1:1 to receive:
    • Benralizumab 30 mg SC every 8 weeks (n=206)
    • Placebo (n=207)
  • In the benralizumab group, 31 of 206 patients discontinued, compared with 40 in the control arm.
"""


def test_arms_of_a_randomized_study() -> None:
    text, scope = scope_of(RANDOMIZED)
    assert [(group.name, group.n, group.role) for group in scope.groups] == [
        ("Benralizumab 30 mg SC every 8 weeks", 206, "arm"),
        ("Placebo", 207, "arm"),
    ]
    start = text.index("In the benralizumab group")
    assert [mention.group.n for mention in scope.mentions(start, len(text))] == [206, 207]


def test_a_comparison_names_the_arms() -> None:
    text = (
        "# Evidence\n\n"
        "- The ORION trial showed 83% response with rituximab plus bendamustine versus 63% with bendamustine alone. [1]\n"
    )
    _, scope = scope_of(text)
    assert [(group.name, group.role) for group in scope.groups] == [
        ("rituximab plus bendamustine", "arm"),
        ("bendamustine", "arm"),
    ]


def test_the_document_names_the_whole_group() -> None:
    scope = Scope()
    total = scope.add_group("S", "total", n=286, role="total")
    assert scope.add_group("S", "all retreated patients", role="total") is total
    assert (total.name, total.n) == ("all retreated patients", 286)
    assert scope.add_group("S", "all patients", n=282, role="total") is not total


def test_scores_are_groups() -> None:
    _, scope = scope_of(OPENING + "Median OS was 34 months with score 0 and 10 months with scores 1 or 2 (P<0.001).")
    assert [(group.name, group.role) for group in scope.groups] == [("score 0", "subgroup"), ("scores 1 or 2", "subgroup")]


def test_a_group_of_another_size_is_another_group() -> None:
    scope = Scope()
    one = scope.add_group("S", "T1", n=22)
    assert scope.add_group("S", "T1") is one
    assert scope.add_group("S", "T1 group", n=22) is one
    other = scope.add_group("S", "T1", n=20)
    assert other is not one
    assert [group.n for group in scope.groups_of("S")] == [22, 20]
    assert scope.add_group("other", "T1", n=22) is not one


def test_a_size_comes_later() -> None:
    scope = Scope()
    one = scope.add_group("S", "Patients with relapse", role="subgroup")
    assert scope.add_group("S", "patients with relapses", n=9, role="subgroup") is one
    assert one.n == 9
    assert one.draft is not None and one.draft.get("n") == 9


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in the placebo group", ["placebo"]),
        ("with R-CHOP than with CHOP", ["R-CHOP", "CHOP"]),
        ("with r-chop", []),
        ("in arm A and arm B, respectively", ["arm A", "arm B"]),
        ("X-CHOP was given", []),
        ("in the previously retreated cohort", ["Retreatment"]),
        ("treated with R-CHOP or CHOP", []),
        ("treated with R-CHOP or CHOP, respectively", ["R-CHOP", "CHOP"]),
        ("nothing here", []),
    ],
)
def test_mentions_of_groups(text: str, found: list[str]) -> None:
    index: GroupIndex[str] = GroupIndex({})
    for name in ("R-CHOP", "CHOP", "placebo", "arm A", "arm B", "Retreatment"):
        index.add(name, name, arm=True)
    assert [group for _, _, group in index.find(text, 100)] == found
    assert all(start >= 100 for start, _, _ in index.find(text, 100))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("X Retreated", "the X retreatment cohort", True),
        ("Patients with relapse", "relapse", True),
        ("Patients without relapse", "Patients with relapse", False),
        ("refractory patients", "non-refractory patients", False),
        ("DRUG-Naïve", "drug-naive group", True),
        ("stage I", "stage II", False),
    ],
)
def test_two_names_of_one_group(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


@pytest.mark.parametrize(("name", "whole"), [("Overall", True), ("All patients", True), ("", True), ("Total cohort", True)])
def test_names_of_the_whole_group(name: str, whole: bool) -> None:
    assert is_whole(name) is whole


@pytest.mark.parametrize("name", ["All patients with relapse", "Placebo", "Overall survival", "all-grade"])
def test_names_of_less(name: str) -> None:
    assert not is_whole(name)


def test_a_name_without_its_noun() -> None:
    assert bare("XYd  Regimen") == bare("XYD group") == "xyd"


@given(st.text(max_size=120), st.lists(st.text(max_size=20), max_size=5))
def test_any_names_in_any_text(text: str, names: list[str]) -> None:
    index: GroupIndex[str] = GroupIndex({})
    for name in names:
        index.add(name, name, arm=True)
    places = index.find(text, 0)
    assert all(0 <= start < end <= len(text) for start, end, _ in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))


TABLE = """Mbeki et al (2022)1 conducted a retrospective study of patients with gout.

Baseline Characteristics1
Characteristics
N=80
Sex, n (%)
   Male
60 (75.0)
   Female
20 (25.0)
Regimen, n (%)
   Febuxostat
48 (60.0)
   Allopurinol
32 (40.0)

Response According to Regimen1
Patient Cohort
Median time to response, weeks
According to regimen
   Febuxostat
4.5
   Allopurinol
6.0
"""


def test_a_row_of_the_whole_group_gives_a_size() -> None:
    cohorts = {cohort.cohort: cohort for cohort in daraevidence.extract_text(TABLE).cohorts}
    assert (cohorts["Febuxostat"].n, cohorts["Allopurinol"].n) == (48, 32)
    assert cohorts["total"].n == 80
    (evidence,) = cohorts["Febuxostat"].evidence["n"]
    assert (evidence.quote, evidence.how) == ("48 (60.0)", "inherited")
