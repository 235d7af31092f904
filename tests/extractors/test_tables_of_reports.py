"""Result tables of trial reports: times beside groups, groups in rows, columns of sizes, remarks with sizes."""

from __future__ import annotations

from itertools import product

import pytest

import daraevidence as dara
from daraevidence.schemas import Endpoint


def rows(text: str, label: str) -> dict[tuple[str, float | None], Endpoint]:
    found = dara.extract_text(text, kind="markdown").endpoints
    return {(row.cohort or "", row.timepoint): row for row in found if row.label == label}


OPENING = "# A randomized trial\n\nPatients were assigned to the {0} group (n = 31) or the {1} group (n = 33).\n\n"
PAIRS = (("Tai chi", "Stretching"), ("VR", "UC"), ("Honey dressing", "Gauze"))


@pytest.mark.parametrize(
    ("groups", "times"),
    list(product(PAIRS, (("Start", "End"), ("Before", "After"), ("Initial", "Final"), ("Baseline", "Six weeks")))),
)
def test_times_below_groups_are_no_part_of_their_names(groups: tuple[str, str], times: tuple[str, str]) -> None:
    one, other = groups
    text = OPENING.format(*groups) + (
        f"**Table 2.** Scores of both groups (mean ± SD)\n\n| | {one} | | {other} | | P |\n|---|---|---|---|---|---|\n"
        f"| | {times[0]} | {times[1]} | {times[0]} | {times[1]} | |\n"
        "| Fatigue score | 41.2 ± 8.1 | 33.9 ± 7.7 | 40.8 ± 8.4 | 38.5 ± 8.0 | 0.02 |\n"
    )
    told = {cohort: row.value for (cohort, _), row in rows(text, "Fatigue score").items()}
    assert told == {one: 33.9, other: 38.5}


@pytest.mark.parametrize("groups", PAIRS)
def test_groups_below_spelt_times(groups: tuple[str, str]) -> None:
    one, other = groups
    text = OPENING.format(*groups) + (
        "**Table 2.** Outcomes (mean ± SD)\n\n| | Three months | | | Nine months | | |\n|---|---|---|---|---|---|---|\n"
        f"| | {one} (n = 30) | {other} (n = 32) | P | {one} (n = 28) | {other} (n = 29) | P |\n"
        "| Itch score | 4.2 ± 1.1 | 5.9 ± 1.7 | 0.01 | 3.8 ± 1.4 | 4.5 ± 1.6 | 0.09 |\n"
    )
    found = rows(text, "Itch score")
    assert {place: (row.value, row.denominator) for place, row in found.items()} == {
        (one, 3.0): (4.2, 30),
        (other, 3.0): (5.9, 32),
        (one, 9.0): (3.8, 28),
        (other, 9.0): (4.5, 29),
    }
    assert found[one, 3.0].comparator == other


@pytest.mark.parametrize("groups", PAIRS)
def test_groups_in_a_second_column_of_labels(groups: tuple[str, str]) -> None:
    one, other = groups
    text = OPENING.format(*groups) + (
        "**Table 2.** Function\n\n| Measure | Group | Baseline | Week 10 | Change |\n|---|---|---|---|---|\n"
        f"| Grip, kg | {one} | 25.7 (8.8) | 29.0 (8.5) | 3.3 (2.9) |\n| | {other} | 24.9 (9.3) | 26.1 (9.2) | 1.2 (3.1) |\n"
        f"| Steps per day | {one} | 4114 (971) | 5429 (774) | 1315 (829) |\n"
        f"| | {other} | 4108 (976) | 4244 (880) | 136 (834) |\n\n"
        f"Mean (SD). {one}, n = 29; {other}, n = 32.\n"
    )
    found = rows(text, "Grip")
    assert {place: (row.value, row.sd, row.denominator) for place, row in found.items()} == {
        (one, 10.0): (29.0, 8.5, 29),
        (other, 10.0): (26.1, 9.2, 32),
    }
    changes = {cohort: row.value for (cohort, _), row in rows(text, "Change > Grip").items()}
    assert changes == {one: 3.3, other: 1.2}


@pytest.mark.parametrize("groups", PAIRS)
def test_sizes_beside_means_of_groups_in_rows(groups: tuple[str, str]) -> None:
    one, other = groups
    text = OPENING.format(*groups) + (
        "| Scale | Arm | n | Mean | SD | Difference (95% CI) |\n|---|---|---|---|---|---|\n"
        f"| Vitality | {one} | 29 | 66.1 | 21.0 | 5.2 (0.7 to 9.7) |\n| | {other} | 30 | 60.9 | 20.7 | |\n"
        f"| Coping | {one} | 28 | 71.8 | 14.9 | 8.4 (5.2 to 11.6) |\n| | {other} | 31 | 63.4 | 15.2 | |\n\n"
    )
    found = {cohort: (row.value, row.sd, row.denominator) for (cohort, _), row in rows(text, "Coping").items() if row.sd}
    assert found == {one: (71.8, 14.9, 28), other: (63.4, 15.2, 31)}


@pytest.mark.parametrize("groups", PAIRS)
def test_counts_and_percents_of_groups_in_rows(groups: tuple[str, str]) -> None:
    one, other = groups
    text = OPENING.format(*groups) + (
        "| Outcome | Arm | Patients with event | % | Odds ratio (95% CI) | p |\n|---|---|---|---|---|---|\n"
        f"| Wound leak | {one} | 3 | 9.7 | 0.41 (0.20-0.81) | 0.03 |\n| | {other} | 9 | 27.3 | 1 | |\n"
        f"| Late fever | {one} | 2 | 6.5 | 0.54 (0.34-0.85) | 0.04 |\n| | {other} | 7 | 21.2 | 1 | |\n\n"
        f"*Table 2: Events ({one} n=31, {other} n=33).*\n"
    )
    records = [row for row in dara.extract_text(text, kind="markdown").endpoints if row.label == "Wound leak" and row.percent]
    assert {row.cohort: (row.n, row.denominator, row.percent) for row in records} == {one: (3, 31, 9.7), other: (9, 33, 27.3)}


@pytest.mark.parametrize("groups", PAIRS)
def test_names_of_groups_below_the_parts_of_their_statistics(groups: tuple[str, str]) -> None:
    one, other = groups
    text = OPENING.format(*groups) + (
        "**Table 2.** Outcomes at week 8\n\n| | n | Mean | SD | n | Mean | SD | p |\n|---|---|---|---|---|---|---|---|\n"
        f"| | **{one}** | | | **{other}** | | | |\n| Sleep score | 29 | 71.4 | 14.8 | 30 | 46.9 | 19.3 | 0.01 |\n"
        "| Noise score | 28 | 52.7 | 13.9 | 31 | 55.1 | 14.6 | 0.33 |\n"
    )
    found = {cohort: (row.value, row.sd, row.denominator) for (cohort, _), row in rows(text, "Sleep score").items()}
    assert found == {one: (71.4, 14.8, 29), other: (46.9, 19.3, 30)}


def test_columns_that_hold_nothing_part_the_groups_of_others() -> None:
    text = """# A randomized trial

Adults got yoga (YG, n = 48) or walking (WG, n = 47).

::::table-wrap
::: caption
Outcome Measures at Each Assessment
:::

                        YG       WG       *g* [CI]
  --------------------- -------- -------- -------- ----- -------- -------- -------- ----- ---------------------
  Measure               *n*      *M*      *SD*           *n*      *M*      *SD*
  Calm (0--100)
   Posttreatment        44       34.6     17.9           43       43.2     19.4           0.46 [0.03, 0.89]
   6 months             41       36.8     19.8           40       41.5     20.1           0.24 [−0.20, 0.67]
  Vigor (0--72)
   Posttreatment        44       48.9     9.1            43       39.7     11.0           0.91 [0.47, 1.35]
   6 months             41       47.0     10.2           40       40.6     11.3           0.59 [0.15, 1.04]

::::
"""
    found = {row.cohort: (row.value, row.sd, row.denominator) for row in rows(text, "Vigor (0-72) > 6 months").values()}
    assert found == {"YG": (47.0, 10.2, 41), "WG": (40.6, 11.3, 40)}


def test_captions_below_all_tables() -> None:
    text = (
        "# A trial\n\nThere were 61 in the yoga arm and 60 in the walking arm.\n\n"
        "| | Yoga | Walking |\n|---|---|---|\n| Falls | 4 (6.6%) | 9 (15.0%) |\n\nTable 1. Events by week 8\n\n"
        "| | Yoga | Walking |\n|---|---|---|\n| Pain | 3.1 ± 1.0 | 4.4 ± 1.2 |\n\nTable 2. Scores at week 8\n"
    )
    assert [table.title for table in dara.extract_text(text, kind="markdown").tables] == ["Events by week 8", "Scores at week 8"]


def test_one_size_for_both_periods_of_a_cross_over_study() -> None:
    text = (
        "# Warm blankets: a randomised cross-over study\n\n**Table 1.** Outcomes of both sessions (*n* 36)\n\n"
        "| | Blanket | | No blanket | | *P* |\n|---|---|---|---|---|---|\n| | Mean | SD | Mean | SD | |\n"
        "| Shivering score | 4·1 | 2·2 | 5·6 | 2·4 | <0·001 |\n| Comfort score | 38·7 | 9·6 | 45·2 | 10·8 | 0·002 |\n"
    )
    found = {cohort: (row.value, row.denominator) for (cohort, _), row in rows(text, "Comfort score").items()}
    assert found == {"Blanket": (38.7, 36), "No blanket": (45.2, 36)}
