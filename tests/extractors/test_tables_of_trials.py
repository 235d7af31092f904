"""Tables as reports of trials draw them: groups in a second column of labels, short names, captions below, changes."""

from itertools import product

import pytest

import daraevidence as dara

_TEXT = "In this trial 80 adults were randomised to {one} (n = 40) or to {other} (n = 40).\n\n{table}\n\nThe end.\n"


def _records(one: str, other: str, table: str) -> list[dict[str, object]]:
    document = dara.extract_text(_TEXT.format(one=one, other=other, table=table), kind="markdown")
    rows = []
    for name in ("endpoints", "characteristics"):
        found = document.frame(name)
        for row in found.astype(object).where(found.notna(), None).to_dict("records"):
            rows.append({"timepoint": None, "timepoint_unit": None, "endpoint": None, "label": row.get("characteristic")} | row)
    return rows


@pytest.mark.parametrize(
    ("one", "other", "week"),
    list(product(("Reflexology", "Yoga"), ("Control", "Massage"), ("4th week", "Week 4", "fourth week"))),
)
def test_groups_in_a_second_column_of_labels_below_scales(one: str, other: str, week: str) -> None:
    table = (
        f"**Table 1.** Scores of the groups over time (mean ± SD)\n\n"
        f"| Scale | Group | Pretest | {week} | Test |\n|---|---|---|---|---|\n"
        f"| Kaldo score | {one} | 24.62±5.18 | 15.41±4.76 | t=1.2 |\n| | {other} | 24.38±5.44 | 23.79±5.61 | t=0.3 |\n"
        f"| Brim score | {one} | 6.81±1.42 | 4.97±1.36 | t=2.1 |\n| | {other} | 6.77±1.51 | 6.65±1.46 | t=0.4 |\n"
    )
    told = {
        (row["label"], row["cohort"], row["value"], row["sd"], row["timepoint"], row["timepoint_unit"])
        for row in _records(one, other, table)
    }
    assert ("Kaldo score", one, 15.41, 4.76, 4, "weeks") in told
    assert ("Brim score", other, 6.65, 1.46, 4, "weeks") in told


@pytest.mark.parametrize("short", ["SE", "SD", "SEM"])
def test_a_short_name_of_a_group_is_no_standard_error(short: str) -> None:
    table = (
        "Table 2. Habits at follow-up, number (%) of students\n\n"
        f"| | 3 months | | 12 months | |\n|---|---|---|---|---|\n"
        f"| | {short} | UC | {short} | UC |\n| N | 38 | 37 | 36 | 35 |\n"
        "| Late to bed | 19 (50.0) | 22 (59.5) | 18 (50.0) | 21 (60.0) |\n"
        "| Screen in bed | 9 (23.7) | 12 (32.4) | 8 (22.2) | 11 (31.4) |\n"
    )
    told = {
        (row["label"], row["cohort"], row["n"], row["timepoint"]) for row in _records(f"{short} schools", "UC schools", table)
    }
    assert any(label == "Late to bed" and short in str(cohort) and n == 18 and time == 12 for label, cohort, n, time in told)


@pytest.mark.parametrize("lead", ["Table 1. ", "Table 1 ", "**Table 1.** ", "Table 1: "])
def test_a_caption_below_says_what_the_cells_are(lead: str) -> None:
    table = (
        "Scores are shown in Table 1.\n\n| | Exercise (n = 36) | Leaflet (n = 35) |\n|---|---|---|\n"
        "| Kaldo score | 8.1 (4.4) | 12.9 (4.5) |\n"
        f"| Brim score | 6.2 (3.7) | 8.7 (4.2) |\n\n{lead}"
        "Scores after the course by arm. Values are mean (SD). EX: exercise.\n"
    )
    told = {(row["label"], row["cohort"], row["value"], row["sd"]) for row in _records("Exercise", "Leaflet", table)}
    assert ("Kaldo score", "Exercise", 8.1, 4.4) in told and ("Brim score", "Leaflet", 8.7, 4.2) in told


def test_a_sentence_above_a_table_is_not_its_title() -> None:
    table = (
        "Table 1 lists the complaints. They were mild.\n\n| Complaint | Oats (n = 36) | Rye (n = 35) |\n|---|---|---|\n"
        "| Bloating | 11 (30.6) | 6 (17.1) |\n| Heartburn | 2 (5.6) | 6 (17.1) |\n\n"
        "**Table 1.** Complaints of patients, number (%)\n"
    )
    text = _TEXT.format(one="Oats", other="Rye", table=table)
    assert [found.title for found in dara.extract_text(text, kind="markdown").tables] == ["Complaints of patients, number (%)"]


def test_a_change_below_a_group_is_an_outcome() -> None:
    table = (
        "Table 1. Scores, mean (SD)\n\n| | BA (n=36) | | | WL (n=35) | | |\n|---|---|---|---|---|---|---|\n"
        "| | Baseline | 12 weeks | Change | Baseline | 12 weeks | Change |\n"
        "| Kaldo | 14.8 (3.6) | 8.1 (4.4) | −6.6 (4.5) | 14.6 (3.7) | 12.9 (4.5) | −1.6 (3.9) |\n"
        "| Brim | 9.6 (4.0) | 6.2 (3.7) | −3.3 (3.8) | 9.5 (4.1) | 8.7 (4.2) | −0.7 (3.4) |\n"
    )
    told = {(row["label"], row["cohort"], row["value"], row["sd"], row["denominator"]) for row in _records("BA", "WL", table)}
    assert ("Change > Kaldo", "BA", -6.6, 4.5, 36) in told and ("Change > Brim", "WL", -0.7, 3.4, 35) in told


def test_the_percents_right_of_counts_are_of_the_same_group() -> None:
    table = (
        "Table 1. Severity at the end of the course\n\n"
        "| Severity | Oats (n=36) n | % | Rye (n=35) n | % |\n|---|---|---|---|---|\n"
        "| Mild | 6 | 16.7 | 9 | 25.7 |\n| Severe | 7 | 19.4 | 4 | 11.4 |\n"
    )
    told = {(row["cohort"], row["n"], row["denominator"], row["percent"]) for row in _records("Oats", "Rye", table)}
    assert ("Oats", 7, 36, 19.4) in told and ("Rye", 4, 35, 11.4) in told


def test_a_short_form_that_the_text_explains_is_no_outcome_of_the_same_letters() -> None:
    table = (
        "Table 1. Scores after the course, mean ± SD\n\n| Scale | Oats (n=36) | Rye (n=35) |\n|---|---|---|\n"
        "| PFS | 4.97±1.36 | 6.65±1.46 |\n"
        "| Kaldo | 8.21±2.84 | 11.06±3.15 |\n\nPFS: Piper Fatigue Scale, KAL: Kaldo scale\n"
    )
    rows = [row for row in _records("Oats", "Rye", table) if row["label"] == "PFS"]
    assert rows and {row["endpoint"] for row in rows} == {"OTHER"}
