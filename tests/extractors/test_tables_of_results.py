"""Tables of trials' results in the layouts of articles: the records are those that were printed, whatever the layout."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence
from result_tables import Printed, by_time, found, groups, of_kinds, report, sized

_FEW = settings(max_examples=25, deadline=None)


@_FEW
@given(st.data(), groups(), st.booleans())
def test_times_below_the_arms(data: st.DataObject, trial: tuple[tuple[str, ...], list[int]], moved: bool) -> None:
    table = data.draw(by_time(*trial, moved))
    text = report(*trial, table)
    assert found(text, "endpoints") == set(table.outcomes)
    assert found(text, "characteristics") == set(table.baseline)


@_FEW
@given(st.data(), groups(), st.booleans(), st.booleans())
def test_columns_of_sizes(data: st.DataObject, trial: tuple[tuple[str, ...], list[int]], named: bool, times: bool) -> None:
    table = data.draw(sized(*trial, named, times))
    text = report(*trial, table)
    assert found(text, "endpoints") == set(table.outcomes)
    assert found(text, "characteristics") == set(table.baseline)


@_FEW
@given(st.data(), groups(), st.booleans(), st.sampled_from(["note", "label"]))
def test_shares_and_means(data: st.DataObject, trial: tuple[tuple[str, ...], list[int]], below: bool, told: str) -> None:
    table = data.draw(of_kinds(*trial, below, told))
    assert found(report(*trial, table), "endpoints") == set(table.outcomes)


ARMS, SIZES = ("Tolrenib", "Placebo"), (120, 118)


@pytest.mark.parametrize(("note", "sizes"), [
    ("Completed by 101 patients of the tolrenib group and 97 of the placebo group; range 0-40.", (101, 97)),
    ("Filled in by 97 patients on placebo and 101 on tolrenib, available on day 8.", (101, 97)),
    ("Known for 101 and 97 patients.", (101, 97)),
    ("Data were missing for 19 and 21 patients.", (120, 118)),
    ("Assessed at 8 and 12 weeks.", (120, 118)),
    ("Available for 130 and 131 eyes.", (120, 118)),
])  # fmt: skip
def test_a_note_to_a_row_may_tell_of_how_many_it_is(note: str, sizes: tuple[int, int]) -> None:
    heads = [["Outcome", *(f"{arm} (n = {size})" for arm, size in zip(ARMS, SIZES)), "P"]]
    rows = [["Mood index^a^", "20.1 (3.2)", "24.5 (3.9)", "0.02"], ["Pain index", "3.1 (1.2)", "4.5 (1.3)", "0.04"]]
    table = Printed("Secondary outcomes", heads, rows, ["Values are mean (SD).", f"^a^ {note}"])
    told = {(each.label, each.cohort): each.denominator for each in found(report(ARMS, SIZES, table), "endpoints")}
    assert [told["Mood index", arm] for arm in ARMS] == list(sizes)
    assert [told["Pain index", arm] for arm in ARMS] == list(SIZES)


def test_columns_of_counts_and_shares_are_no_sizes() -> None:
    heads = [["Outcome", *ARMS, "P"], ["", "n", "%", "n", "%", ""]]
    rows = [["Wound closed", "60", "50.0", "40", "33.9", "0.01"], ["Stiffness", "12", "10.0", "9", "7.6", "0.5"]]
    told = found(report(ARMS, SIZES, Printed("Secondary outcomes", heads, rows)), "endpoints")
    assert {(each.label, each.cohort, each.n) for each in told} == {
        (row[0], arm, int(row[column])) for row in rows for arm, column in zip(ARMS, (1, 3))
    }


def test_a_phase_above_the_arms_is_no_group_and_has_its_own_p() -> None:
    heads = [["Outcome", "Acute phase (0-24 h)", "Delayed phase (24-120 h)"], [*ARMS, "P", *ARMS, "P"]]
    rows = [["No vomiting", "90 (75.0)", "61 (51.7)", "0.004", "80 (66.7)", "50 (42.4)", "0.02"],
            ["No nausea", "60 (50.0)", "41 (34.7)", "0.06", "50 (41.7)", "30 (25.4)", "0.03"]]  # fmt: skip
    text = report(ARMS, SIZES, Printed("Control of emesis", heads, rows, ["Data are No. (%) of 120 and 118 patients."]))
    extraction = daraevidence.extract_text(text, kind="markdown")
    told = {(row.label, row.cohort, row.n, row.denominator, row.p_value) for row in extraction.endpoints}
    for phase, first in (("Acute phase (0-24 h)", 1), ("Delayed phase (24-120 h)", 4)):
        for row in rows:
            for arm, size, cell in zip(ARMS, SIZES, row[first:]):
                assert (f"{phase} > {row[0]}", arm, int(cell.split()[0]), size, float(row[first + 2])) in told
    assert {group.cohort for group in extraction.cohorts if group.role == "arm"} == set(ARMS)


def test_a_header_may_set_two_of_three_arms_against_each_other() -> None:
    arms, sizes = ("Quelimab", "Dasopril", "Placebo"), (120, 118, 121)
    heads = [
        ["Outcome", *arms, "Quelimab vs placebo", "Dasopril vs placebo"],
        ["", "n (%)", "n (%)", "n (%)", "Risk difference (95% CI)", "P"],
    ]
    rows = [["Wound closed", "60 (50.0)", "50 (42.4)", "40 (33.1)", "16.9 (4.6 to 29.2)", "0.14"],
            ["Pain free", "30 (25.0)", "20 (16.9)", "22 (18.2)", "6.8 (-3.5 to 17.2)", "0.8"]]  # fmt: skip
    extraction = daraevidence.extract_text(report(arms, sizes, Printed("Outcomes", heads, rows)), kind="markdown")
    differences = [(row.cohort, row.comparator, row.value) for row in extraction.endpoints if row.measure == "value"]
    assert differences == [("Quelimab", "Placebo", 16.9), ("Quelimab", "Placebo", 6.8)]
    tested = {(row.cohort, row.comparator, row.p_value) for row in extraction.endpoints if row.p_value is not None}
    assert tested == {("Dasopril", "Placebo", 0.14), ("Dasopril", "Placebo", 0.8)}
    assert {group.cohort for group in extraction.cohorts if group.role == "arm"} == set(arms)


@pytest.mark.parametrize("blank", ["-", "Ref.", "1.00"])
def test_an_interval_in_a_column_of_its_own_is_that_of_the_ratio_beside_it(blank: str) -> None:
    arms, sizes = ("Quelimab", "Dasopril", "Placebo"), (120, 118, 121)
    heads = [["Wound closed", "n/N", "Odds ratio", "95% CI", "P"]]
    rows = [["Placebo", "40/121", blank, "", ""], ["Quelimab", "60/120", "2.03", "1.20 to 3.41", "0.008"],
            ["Dasopril", "50/118", "1.49", "0.88 to 2.51", "0.14"]]  # fmt: skip
    extraction = daraevidence.extract_text(report(arms, sizes, Printed("Secondary outcomes", heads, rows)), kind="markdown")
    told = {(row.cohort, row.comparator, row.value, row.ci_low, row.ci_high) for row in extraction.endpoints if row.value != 1}
    assert {each for each in told if each[2] is not None} == {
        ("Quelimab", "Placebo", 2.03, 1.2, 3.41), ("Dasopril", "Placebo", 1.49, 0.88, 2.51)
    }  # fmt: skip


def test_a_count_with_its_share_below_mean_and_deviation_is_no_mean() -> None:
    heads = [["Variable", *(f"{arm} n = {size}" for arm, size in zip(ARMS, SIZES))], ["", "Mean", "SD", "Mean", "SD"]]
    rows = [["Hematocrit (%)", "31.2", "3.3", "32.0", "3.6"], ["Parasites", "12 (n)", "10.0 %", "9 (n)", "7.6%"]]
    table = Printed("Laboratory data at admission", heads, rows)
    told = {(each.label, each.cohort): each[2:6] for each in found(report(ARMS, SIZES, table), "characteristics")}
    assert told["Hematocrit", "Placebo"] == (None, 118, 32.0, 3.6)
    assert told["Parasites", "Tolrenib"] == (12, 120, None, None)
    assert not any(each.label == "Hematocrit" for each in found(report(ARMS, SIZES, table), "endpoints"))


@pytest.mark.parametrize("label", ["n analysed", "Number analysed", "N", "Patients, n", "No. of patients assessed"])
def test_a_row_of_sizes_is_of_the_rows_below(label: str) -> None:
    heads = [["", *ARMS, "RR", "95% CI", "NNT"]]
    rows = [[label, "98", "100", "", "", ""], ["Wound closed, n (%)", "62 (63.3)", "41 (41.0)", "1.54", "1.16-2.05", "5"]]
    extraction = daraevidence.extract_text(report(ARMS, SIZES, Printed("Clinical outcomes", heads, rows)), kind="markdown")
    counted = [(row.cohort, row.n, row.denominator) for row in extraction.endpoints if row.n is not None]
    assert counted == [("Tolrenib", 62, 98), ("Placebo", 41, 100)]
    ratios = [
        (row.cohort, row.comparator, row.value, row.ci_low) for row in extraction.endpoints if row.measure == "relative_risk"
    ]
    assert ratios == [("Tolrenib", "Placebo", 1.54, 1.16)]
    assert not {"RR", "NNT"} & {group.cohort for group in extraction.cohorts}


@pytest.mark.parametrize("below", [False, True])
def test_one_p_value_for_the_arms_below_an_outcome(below: bool) -> None:
    heads = [["Measure", "Group", "Baseline", "Week 6", "P"]]
    rows = [["Mood index", "Tolrenib", "20.1 (3.2)", "14.5 (3.9)", "" if below else "0.02"],
            ["", "Placebo", "20.3 (3.3)", "18.5 (3.7)", "0.02" if below else ""],
            ["Pain index", "Tolrenib", "6.1 (1.2)", "4.5 (1.9)", "0.3"],
            ["", "Placebo", "6.3 (1.3)", "4.9 (1.7)", ""]]  # fmt: skip
    table = Printed("Scores at each visit", heads, rows, ["Values are mean (SD)."])
    extraction = daraevidence.extract_text(report(ARMS, SIZES, table), kind="markdown")
    told = {(row.label, row.cohort, row.comparator, row.timepoint, row.value, row.p_value) for row in extraction.endpoints}
    assert told == {
        ("Mood index", "Tolrenib", "Placebo", 6.0, 14.5, 0.02), ("Mood index", "Placebo", "Tolrenib", 6.0, 18.5, 0.02),
        ("Pain index", "Tolrenib", "Placebo", 6.0, 4.5, 0.3), ("Pain index", "Placebo", "Tolrenib", 6.0, 4.9, 0.3),
    }  # fmt: skip


def test_a_mean_change_with_its_interval_and_its_time_in_the_title() -> None:
    heads = [["Variable", *(f"{arm}\\" for arm in ARMS)], ["", *(f"(n = {size})" for size in SIZES)]]
    rows = [
        ["Pain, mm", "-18.2 (-22.1 to -14.3)", "-6.1 (-10.0 to -2.2)"],
        ["Mood index", "0.1 (0.0 to 0.2)", "0.3 (0.1 to 0.5)"],
    ]
    table = Printed("Change from baseline to week 12", heads, rows, ["Data are mean change (95% CI)."])
    extraction = daraevidence.extract_text(report(ARMS, SIZES, table), kind="markdown")
    told = [
        (row.cohort, row.measure, row.value, row.ci_low, row.ci_high, row.timepoint, row.denominator)
        for row in extraction.endpoints
    ]
    assert told[:2] == [
        ("Tolrenib", "mean", -18.2, -22.1, -14.3, 12.0, 120), ("Placebo", "mean", -6.1, -10.0, -2.2, 12.0, 118)
    ]  # fmt: skip


def test_p_values_beside_the_comparisons_of_three_arms_are_theirs() -> None:
    arms, sizes = ("Quelimab", "Dasopril", "Placebo"), (120, 118, 121)
    versus = ["Quelimab v placebo", "P", "Dasopril v placebo", "P"]
    heads = [["Outcome", *arms, *versus], ["", *["Mean (SD)"] * 3, "MD (95% CI)", "", "MD (95% CI)", ""]]
    rows = [["Mood index", "5.1 (3.2)", "5.9 (3.3)", "6.4 (3.6)", "-1.3 (-2.2 to -0.4)", "0.006", "-0.5 (-1.4 to 0.4)", "0.29"]]
    extraction = daraevidence.extract_text(report(arms, sizes, Printed("Secondary outcomes", heads, rows)), kind="markdown")
    told = {(row.cohort, row.comparator, row.value, row.p_value) for row in extraction.endpoints}
    assert told == {
        ("Quelimab", "Placebo", 5.1, 0.006), ("Dasopril", "Placebo", 5.9, 0.29), ("Placebo", None, 6.4, None),
        ("Quelimab", "Placebo", -1.3, 0.006), ("Dasopril", "Placebo", -0.5, 0.29),
    }  # fmt: skip


def test_the_name_of_the_labels_may_stand_in_the_lower_row() -> None:
    heads = [["", "Tolrenib", "", "Placebo", ""], ["Domain", *["Baseline", "12 weeks"] * 2]]
    rows = [
        ["Vigour", "60 (45-75)", "70 (55-80)", "61 (50-75)", "62 (50-80)"],
        ["Calm", "55 (40-70)", "65 (50-80)", "56 (45-70)", "57 (45-75)"],
    ]
    table = Printed("Quality of life over time, median (interquartile range)", heads, rows)
    extraction = daraevidence.extract_text(report(ARMS, SIZES, table), kind="markdown")
    told = {(row.label, row.cohort, row.value, row.iqr_low, row.timepoint) for row in extraction.endpoints}
    assert told == {
        ("Vigour", "Tolrenib", 70, 55, 12), ("Vigour", "Placebo", 62, 50, 12),
        ("Calm", "Tolrenib", 65, 50, 12), ("Calm", "Placebo", 57, 45, 12),
    }  # fmt: skip
