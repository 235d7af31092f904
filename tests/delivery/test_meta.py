"""Rows for a meta-analysis: known effects come back, what cannot be derived is said."""

import re
from math import exp, log, sqrt
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import Extraction, extract_column, extract_text
from daraevidence.delivery.effects import Printed, of_counts, of_difference, of_means, of_ratio
from daraevidence.delivery.files import frame_text
from daraevidence.delivery.frames import COLUMNS
from daraevidence.testing.agreeing import agreeing_document

Z = 1.959963984540054


def _printed(text):
    return Printed(float(text), len(text.partition(".")[2]))


def _ratio(value, low, high, level=95.0, p=None):
    return of_ratio(_printed(value), low and _printed(low), high and _printed(high), level, p and _printed(p))


def _page(head, rows, title="Efficacy Outcomes", groups=(("Velorafen", 210), ("Placebo", 205)), more=()):
    columns = [f"{name} (n={size})" if size else name for name, size in groups]
    lines = [[head, *columns, *more], ["---"] * (1 + len(columns) + len(more)), *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"# The TALVE-3 trial\n\nTable 1. {title}\n\n{table}\n"


def _meta(text, kind="markdown"):
    return extract_text(text, kind=kind).frame("meta")


# --- arithmetic -------------------------------------------------------------------------------------------------------


def test_a_ratio_with_its_interval():
    effect = _ratio("0.59", "0.41", "0.87")
    assert effect.yi == pytest.approx(log(0.59))
    assert effect.sei == pytest.approx((log(0.87) - log(0.41)) / (2 * Z))
    assert effect.vi == pytest.approx(effect.sei**2)
    assert (effect.source, effect.doubts) == ("Cochrane Handbook 6.3.2", ())
    assert "ln(0.87) - ln(0.41)" in effect.formula


def test_the_level_of_the_interval_counts():
    assert _ratio("0.50", "0.35", "0.72", 99.0).sei == pytest.approx((log(0.72) - log(0.35)) / (2 * 2.5758293))


@pytest.mark.parametrize(
    ("numbers", "doubt"),
    [
        (("0.59", "0.41", "0.99"), "not symmetric around 0.59 on the log scale"),
        (("1.59", "0.41", "0.87"), "lies outside its interval"),
        (("0.50", "0.68", "0.37"), "no interval of a ratio"),
        (("0.50", "0.00", "0.90"), "no interval of a ratio"),
        (("0.50", None, "0.90"), "sei is open"),
        (("0.50", "0.28", "0.90", None), "95 is taken"),
        (("0.9", "0.8", "1.0"), "rounding of the limits leaves sei between"),
        (("0.00", "0.10", "0.20"), "not a positive number"),
        (("0.50", "0.28", "0.90", 120.0), "no level of an interval"),
    ],
)
def test_what_speaks_against_a_ratio_is_said(numbers, doubt):
    assert doubt in "; ".join(_ratio(*numbers).doubts)


def test_an_exact_p_value_stands_in_for_an_interval():
    effect = _ratio("0.50", None, None, None, "0.0100")
    assert effect.sei == pytest.approx(log(2) / 2.5758293)
    assert "derived from P=0.0100" in effect.doubts[0]
    assert _ratio("0.50", None, None, None, "0.00").sei is None
    assert _ratio("1.00", None, None, None, "0.99").sei is None


def test_counts_and_means_give_what_metafor_gives():
    trial = of_counts((4, 11), (123, 139))  # the first trial of metafor's dat.bcg
    assert (round(trial.yi, 4), round(trial.vi, 4)) == (-0.8893, 0.3256)
    means = of_means((5.4, 4.9), (1.1, 1.2), (206, 200))
    assert means.yi == pytest.approx(0.5)
    assert means.vi == pytest.approx(1.1**2 / 206 + 1.2**2 / 200)


@pytest.mark.parametrize(
    ("events", "sizes", "doubt"),
    [((0, 5), (20, 20), "without events"), ((20, 18), (20, 18), "no variance"), ((21, 5), (20, 20), "no counts of two groups")],
)
def test_counts_without_a_log_ratio_have_a_doubt_and_no_effect(events, sizes, doubt):
    effect = of_counts(events, sizes)
    assert (effect.yi, effect.sei) == (None, None)
    assert doubt in effect.doubts[0]


@given(st.floats(-2, 2), st.floats(0.05, 0.6), st.sampled_from([90.0, 95.0, 99.0]), st.integers(2, 4))
def test_a_printed_effect_comes_back_within_its_rounding(yi, sei, level, decimals):
    from statistics import NormalDist

    z = NormalDist().inv_cdf(0.5 + level / 200)
    value, low, high = (f"{exp(yi + step * z * sei):.{decimals}f}" for step in (0, -1, 1))
    effect = _ratio(value, low, high, level)
    half = 0.5 * 10.0**-decimals
    if float(low) <= half:
        return
    assert abs(effect.yi - yi) <= half / (float(value) - half)
    assert abs(effect.sei - sei) <= (half / (float(low) - half) + half / (float(high) - half)) / (2 * z)
    assert not [doubt for doubt in effect.doubts if "symmetric" in doubt or "outside" in doubt]


# --- documents --------------------------------------------------------------------------------------------------------


def test_a_ratio_of_a_sentence_is_a_row_with_its_place():
    text = (
        "In the TALVE-3 trial, 412 patients were randomized to velorafen (n=206) or placebo (n=206). The hazard ratio for death "
        "with velorafen versus placebo was 0.72 (95% CI, 0.55 to 0.94; P=0.02).\n"
    )
    ex = extract_text(text)
    (row,) = ex.frame("meta").to_dict("records")
    assert (row["study"], row["treatment"], row["comparator"]) == ("TALVE-3", "velorafen", "placebo")
    assert (row["measure"], row["sm"], row["p_value"], row["derived"]) == ("hazard_ratio", "HR", 0.02, "yi; sei; vi")
    assert row["yi"] == pytest.approx(log(0.72))
    assert "0.72 (95% CI, 0.55 to 0.94" in ex.text[row["start"] : row["end"]]
    assert row["records"] == ex.endpoints[0].id
    assert pd.isna(row["doubt"])
    assert row["confidence"] == 1


def test_counts_beside_a_ratio_are_one_row_with_it():
    rows = [["Deaths, n (%)", "31 (14.8)", "52 (25.4)", "0.56 (0.36-0.87)"]]
    (row,) = _meta(_page("Outcome", rows, more=("HR (95% CI)",))).to_dict("records")
    assert (row["sm"], row["estimate"], row["events_treatment"], row["n_treatment"]) == ("HR", 0.56, 31, 210)
    assert (row["events_comparator"], row["n_comparator"]) == (52, 205)
    assert row["table"] == "Efficacy Outcomes"
    assert len(row["records"].split(";")) == 3


def test_a_subgroup_has_its_own_sizes():
    rows = [["All patients", "60/210", "90/205", "0.60 (0.43-0.83)"], ["Male", "30/100", "50/110", "0.61 (0.39-0.96)"]]
    groups = (("Velorafen, events/N", None), ("Placebo, events/N", None))
    text = "In the TALVE-3 trial patients received velorafen (n=210) or placebo (n=205).\n\n"
    text += _page("Subgroup", rows, "Progression-Free Survival in Subgroups", groups, ("HR (95% CI)",))
    found = _meta(text).set_index("treatment")
    assert found.loc["Velorafen, Male", ["events_treatment", "n_treatment", "events_comparator", "n_comparator"]].tolist() == [
        30,
        100,
        50,
        110,
    ]


def test_counts_of_two_arms_are_set_against_each_other():
    found = _meta(_page("Event, n (%)", [["Nausea", "22 (10.5)", "11 (5.4)"], ["Rash", "15 (7.1)", "0"]], "Adverse Events"))
    assert found["outcome"].tolist() == ["Nausea", "Rash"]
    assert found["grade"].tolist() == ["any", "any"]
    assert found["yi"][0] == pytest.approx(log(22 / 210) - log(11 / 205))
    assert found["sei"][0] == pytest.approx(sqrt(1 / 22 - 1 / 210 + 1 / 11 - 1 / 205))
    assert pd.isna(found["yi"][1])
    assert "without events" in found["doubt"][1]
    assert found["events_comparator"].tolist() == [11, 0]


def test_percents_that_only_one_count_prints_are_counts():
    (row,) = _meta(_page("Outcome", [["Response, %", "58.1", "38.5"]])).to_dict("records")
    assert (row["events_treatment"], row["events_comparator"]) == (122, 79)
    assert "events_treatment" in row["derived"]
    assert "the only count of 210 that prints as 58.1%" in row["formula"]


def test_means_with_their_spread():
    rows = [["FEV1, mL, mean (SD)", "2310 (410)", "2190 (395)"]]
    (row,) = _meta(_page("Outcome", rows, "Lung Function at Week 24")).to_dict("records")
    assert (row["sm"], row["mean_treatment"], row["sd_comparator"], row["unit"], row["timepoint"]) == ("MD", 2310, 395, "mL", 24)
    assert row["yi"] == pytest.approx(120)
    assert row["sei"] == pytest.approx(sqrt(410**2 / 210 + 395**2 / 205))


def test_the_reference_is_the_control_wherever_it_is_printed():
    groups = (("Placebo", 205), ("Velorafen", 210))
    (row,) = _meta(_page("Event, n (%)", [["Nausea", "11 (5.4)", "22 (10.5)"]], "Adverse Events", groups)).to_dict("records")
    assert (row["treatment"], row["comparator"], row["events_treatment"]) == ("Velorafen", "Placebo", 22)


def test_a_reference_that_nothing_tells_is_a_doubt():
    groups = (("Velorafen", 210), ("Quelimab", 205))
    (row,) = _meta(_page("Event, n (%)", [["Nausea", "22 (10.5)", "11 (5.4)"]], "Adverse Events", groups)).to_dict("records")
    assert (row["treatment"], row["comparator"]) == ("Velorafen", "Quelimab")
    assert "which group is the reference is not told" in row["doubt"]
    assert row["confidence"] < 1


def test_a_ratio_behind_the_counts_of_its_groups_is_one_row_with_them():
    text = (
        "In the TALVE-3 trial, patients were randomized to velorafen (n = 408) or placebo (n = 404). Cardiovascular death "
        "occurred in 9 of 408 patients (2.2%) in the velorafen group and 16 of 404 (4.0%) in the placebo group (hazard ratio, "
        "0.55; 95% CI, 0.24 to 1.25). The HR for stroke with velorafen versus placebo was 0.80 (95% CI, 0.60 to 1.07).\n"
    )
    found = _meta(text, "text")
    assert found["sm"].tolist() == ["HR", "HR"]
    assert found["outcome"][0] == "Cardiovascular death"
    assert found[["events_treatment", "n_treatment", "events_comparator", "n_comparator"]].iloc[0].tolist() == [9, 408, 16, 404]
    assert found["events_treatment"].isna().tolist() == [False, True]


def test_a_printed_difference_has_its_interval_and_turns_means_that_fell():
    text = (
        "In the TALVE-3 trial, patients were randomized to velorafen (n = 408) or placebo (n = 404). Mean systolic blood "
        "pressure fell by 14.2 mm Hg (SD, 9.8) with velorafen and by 5.1 mm Hg (SD, 10.3) with placebo (mean difference, "
        "-9.1 mm Hg; 95% CI, -10.5 to -7.7; P<0.001).\n"
    )
    found = _meta(text, "text").sort_values("estimate")
    printed, derived = found.iloc[0], found.iloc[1]
    assert (printed["sm"], printed["yi"], printed["formula_source"]) == ("MD", -9.1, "Cochrane Handbook 6.3.1")
    assert printed["sei"] == pytest.approx(2.8 / (2 * Z))
    assert derived["yi"] == pytest.approx(9.1)
    assert "the document prints the difference as -9.1" in derived["doubt"]


@pytest.mark.parametrize(
    ("numbers", "doubt"),
    [
        (("-9.1", "-10.5", "-7.7", 95.0), ""),
        (("-9.1", "-10.5", "-7.7", None), "95 is taken"),
        (("-9.1", "-10.5", "-6.0", 95.0), "not symmetric around -9.1"),
        (("-9.1", "-7.7", "-10.5", 95.0), "no interval"),
        (("9.1", "-10.5", "-7.7", 95.0), "lies outside its interval"),
    ],
)
def test_what_speaks_against_a_difference_is_said(numbers, doubt):
    effect = of_difference(*map(_printed, numbers[:3]), numbers[3])
    assert doubt in "; ".join(effect.doubts)
    assert bool(effect.doubts) == bool(doubt)


def test_in_a_table_of_groups_a_column_is_the_line():
    text = (
        "# The TALVE-3 trial\n\nTable 1. Baseline\n\n"
        "| Characteristic | Sertraline (n=210) | Citalopram (n=201) | Placebo (n=205) |\n|---|---|---|---|\n"
        "| Age, mean (SD), years | 14 (2) | 14 (3) | 14 (2) |\n\nTable 2. Response at Week 8\n\n"
        "| Response | Proportion responders | % |\n|---|---|---|\n"
        "| Placebo | 62/205 | 30.2 |\n| Sertraline | 79/210 | 37.6 |\n| Citalopram | 68/201 | 33.8 |\n"
    )
    found = _meta(text).set_index(["treatment", "comparator"])
    counts = found[["events_treatment", "n_treatment", "events_comparator", "n_comparator"]]
    assert counts.loc[("Sertraline", "Placebo")].tolist() == [79, 210, 62, 205]
    assert counts.loc[("Citalopram", "Placebo")].tolist() == [68, 201, 62, 205]
    assert len(found) == 3


def test_three_arms_give_every_pair_and_say_that_they_hang_together():
    groups = (("Velorafen", 100), ("Quelimab", 100), ("Placebo", 100))
    found = _meta(_page("Event, n (%)", [["Nausea", "22 (22)", "11 (11)", "5 (5)"]], "Adverse Events", groups))
    pairs = set(zip(found["treatment"], found["comparator"]))
    assert pairs == {("Velorafen", "Quelimab"), ("Velorafen", "Placebo"), ("Quelimab", "Placebo")}
    assert found["doubt"].str.contains("not independent").all()
    assert found["doubt"].str.contains("not told").sum() == 1


def test_a_finding_on_the_row_is_a_doubt():
    text = "The hazard ratio for death with velorafen versus placebo was 0.50 (95% CI, 0.68-0.37).\n"
    (row,) = _meta(text, "text").to_dict("records")
    assert "finding ci-order" in row["doubt"]
    assert pd.isna(row["sei"])


def test_no_comparison_is_a_whole_frame_without_rows():
    empty = extract_text("").frame("meta")
    full = _meta(_page("Outcome", [["Deaths, n (%)", "31 (14.8)", "52 (25.4)"]]))
    assert len(empty) == 0
    assert list(map(str, empty.dtypes)) == list(map(str, full.dtypes))


def test_the_frame_survives_json_and_is_written_as_csv():
    ex = extract_text(_page("Outcome", [["Deaths, n (%)", "31 (14.8)", "52 (25.4)"]]), kind="markdown")
    back = Extraction.from_json(ex.to_json()).frame("meta")
    pd.testing.assert_frame_equal(back, ex.frame("meta"))
    head, line, _ = frame_text(back, "csv").split("\n")
    assert dict(zip(head.split(","), line.split(",")))["events_treatment"] == "31"


@settings(max_examples=40)
@given(st.integers(1, 90), st.integers(1, 90), st.integers(90, 400), st.integers(90, 400), st.integers(0, 1))
def test_generated_counts_come_back(a, c, n1, n2, decimals):
    rows = [["Relapse, n (%)", f"{a} ({100 * a / n1:.{decimals}f})", f"{c} ({100 * c / n2:.{decimals}f})"]]
    (row,) = _meta(_page("Outcome", rows, groups=(("Tolrenib", n1), ("Placebo", n2)))).to_dict("records")
    if a == n1 and c == n2:
        return
    assert row["yi"] == pytest.approx(log(a / n1) - log(c / n2))
    assert row["vi"] == pytest.approx(1 / a - 1 / n1 + 1 / c - 1 / n2)


@settings(max_examples=40)
@given(st.floats(-1.2, 0.8), st.floats(0.08, 0.4), st.sampled_from(["hazard ratio", "odds ratio", "HR", "OR"]))
def test_generated_ratios_come_back(yi, sei, name):
    low, value, high = (f"{exp(yi + step * Z * sei):.2f}" for step in (-1, 0, 1))
    text = (
        "In the TALVE-3 trial patients were randomized to dasopril or placebo. "
        f"For death with dasopril versus placebo the {name} was {value} (95% CI, {low} to {high}).\n"
    )
    (row,) = _meta(text, "text").to_dict("records")
    assert row["yi"] == pytest.approx(log(float(value)))
    assert row["sei"] == pytest.approx((log(float(high)) - log(float(low))) / (2 * Z))
    assert pd.isna(row["doubt"]) or "symmetric" not in row["doubt"]


# --- many documents ---------------------------------------------------------------------------------------------------

#: Events and sizes of the vaccinated and the others in thirteen trials (Colditz et al, JAMA 1994;271:698; metafor's dat.bcg).
BCG = [
    *[(4, 123, 11, 139), (6, 306, 29, 303), (3, 231, 11, 220), (62, 13598, 248, 12867), (33, 5069, 47, 5808)],
    *[(180, 1541, 372, 1451), (8, 2545, 10, 629), (505, 88391, 499, 88391), (29, 7499, 45, 7277), (17, 1716, 65, 1665)],
    *[(186, 50634, 141, 27338), (5, 2498, 3, 2341), (27, 16913, 29, 17854)],
]


def test_trials_are_pooled_to_what_metafor_gives():
    texts = [
        _page("Outcome", [["Tuberculosis, n", str(a), str(c)]], groups=(("Vaccine", n1), ("Control", n2))) for a, n1, c, n2 in BCG
    ]
    df = pd.DataFrame({"text": texts}, index=[f"trial {i}" for i in range(1, 14)])
    rows = extract_column(df, "text", frame="meta")
    assert rows.index.tolist() == df.index.tolist()
    weights = 1 / rows["vi"]
    pooled, error = (weights * rows["yi"]).sum() / weights.sum(), sqrt(1 / weights.sum())
    assert (round(pooled, 4), round(error, 4)) == (-0.4303, 0.0405)  # rma(yi, vi, method="EE")
    q = (weights * (rows["yi"] - pooled) ** 2).sum()
    tau = (q - 12) / (weights.sum() - (weights**2).sum() / weights.sum())
    weights = 1 / (rows["vi"] + tau)
    assert (round(tau, 4), round((weights * rows["yi"]).sum() / weights.sum(), 4)) == (0.3088, -0.7141)  # method="DL"


# --- any trial --------------------------------------------------------------------------------------------------------


def _told(formula):
    """The values that a formula tells, each worked out as it is written."""
    told = {}
    for part in formula.split("; "):
        name, _, expression = part.partition(" = ")
        if name not in ("yi", "sei", "vi"):
            continue
        written = expression.split(", the z of")[0].replace("^", "**").replace("|yi|", "abs(yi)")
        told[name] = eval(written, {"ln": log, "sqrt": sqrt, "abs": abs}, dict(told))
    return told


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_row_of_a_generated_trial_is_what_its_formula_says(random):
    document = agreeing_document(random)
    rows = extract_text(document.text, kind=document.kind).frame("meta")
    rows = rows.astype(object).where(rows.notna(), None)
    for row in rows.to_dict("records"):
        assert row["records"]
        assert row["start"] < row["end"]
        for side in ("treatment", "comparator"):
            if row[f"events_{side}"] is not None:
                assert 0 <= row[f"events_{side}"] <= row[f"n_{side}"]
        told = _told(row["formula"]) if row["formula"] else {}
        for name in ("yi", "sei", "vi"):
            if row[name] is None:
                assert name not in (row["derived"] or "").split("; ")
            elif name in told:
                assert row[name] == pytest.approx(told[name], rel=2e-3, abs=1e-9)  # z is told with three decimals
        if row["yi"] is None or row["sei"] is None:
            assert row["doubt"]
        if row["doubt"]:
            assert row["confidence"] < 1


def test_generated_trials_have_rows_of_every_kind():
    kinds = set()
    for seed in range(30):
        document = agreeing_document(Random(seed))
        kinds |= set(extract_text(document.text, kind=document.kind).frame("meta")["sm"].dropna())
    assert kinds >= {"HR", "RR"}


def test_the_page_names_every_column_and_the_code_for_r_uses_no_other():
    page = (Path(__file__).resolve().parents[2] / "docs" / "meta.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page[page.index("## Columns") : page.index("## In R")]))
    own = set(COLUMNS["meta"]) - {"id", "confidence"}
    assert own <= told
    code = page[page.index("library(metafor)") : page.index("RevMan takes")]
    used = set(re.findall(r"\b(?:(?:ai|n1i|ci|n2i|m1i|sd1i|m2i|sd2i|yi|sei|TE|seTE|treat1|treat2|studlab|slab) = )(\w+)", code))
    assert used
    assert used <= set(COLUMNS["meta"])
