"""Forest plots: lines, columns, intervals, arrows, refusals."""

import math
import random
import subprocess
import sys

import pandas as pd
import pytest

pytest.importorskip("matplotlib", reason="needs matplotlib: pip install daraevidence[report]")

from drawn import beside, collisions, endpoint, frame, marked, ratio, texts
from matplotlib import pyplot

from daraevidence import extract_text, plots
from daraevidence.errors import NothingToDraw, OptionError

TEXT = (
    "In the HALYARD study, 200 patients were assigned to ixazomib (n=100) or placebo (n=100). Median PFS was 14.1 months with "
    "ixazomib and 9.9 months with placebo (hazard ratio, 0.71; 95% CI, 0.54-0.93; P=0.012).\n"
)
WORDS = "renal cytogenetic progression-free survival of patients with measurable disease ECOG prior $x_1$ lines ≥65".split()


@pytest.fixture(autouse=True)
def closed():
    yield
    pyplot.close("all")


def test_a_document_becomes_a_line_with_its_groups_interval_and_p():
    ax = plots.forest(extract_text(TEXT))
    assert beside(ax, "PFS") == ["PFS", "0.71 (0.54–0.93)", "0.012"]
    assert {"HALYARD: ixazomib vs placebo", "HR (95% CI)", "P"} <= set(texts(ax))
    point, interval = marked(ax, "point-0"), marked(ax, "interval-0")
    assert tuple(point.get_xdata()) == (0.71,)
    assert tuple(interval.get_xdata()) == (0.54, 0.93)
    assert {*point.get_ydata()} == {*interval.get_ydata()}
    assert ax.get_xscale() == "log"
    assert tuple(marked(ax, "no-difference").get_xdata()) == (1, 1)


def test_subgroups_stand_under_their_heading_with_events_and_sizes_of_both_groups():
    rows = []
    for label, value in (("Age > <65", 0.6), ("Age > ≥65", 0.8), ("Sex > Male", 0.7)):
        rows.append(endpoint(label=label, cohort="AB", n=30, denominator=60))
        rows.append(endpoint(label=label, cohort="B", n=40, denominator=61))
        rows.append(ratio(label, value, value - 0.2, value + 0.2))
    ax = plots.forest(frame(*rows))
    labels = [text for text in texts(ax) if text in ("Age", "<65", "≥65", "Sex", "Male")]
    assert labels == ["Age", "<65", "≥65", "Sex", "Male"]
    assert beside(ax, "≥65") == ["≥65", "30/60", "40/61", "0.80 (0.60–1.00)"]
    assert beside(ax, "Age") == ["Age"]
    assert {"AB\nn/N", "B\nn/N"} <= set(texts(ax))
    assert marked(ax, "point-0") is None


def test_counts_that_do_not_agree_are_left_out():
    rows = [endpoint(label="x", n=3, denominator=9), endpoint(label="x", n=4, denominator=9), ratio("x", 0.5, 0.4, 0.6)]
    assert beside(plots.forest(frame(*rows)), "x") == ["x", "0.50 (0.40–0.60)"]


def test_several_studies_and_comparisons_say_which_is_which():
    other = {"study": "Lund (2030)", "cohort": "C", "comparator": "D"}
    ax = plots.forest(frame(ratio("PFS", 0.5, 0.4, 0.6, endpoint="PFS"), ratio("OS", 2.0, 1.5, 2.7, **other)))
    labels = ["Okafor et al (2031)", "PFS", "Lund (2030)", "OS"]
    assert [text for text in texts(ax) if text in labels] == labels
    assert beside(ax, "OS") == ["OS", "C vs D", "2.00 (1.50–2.70)"]


def test_a_limit_that_is_not_reached_or_beyond_the_axis_is_an_arrow():
    rows = [ratio("a", 0.5, 0.4, None, ci_high_text="NR"), ratio("b", 0.5, 0.01, 0.6), ratio("c", 1.0, 0.9, 1.1)]
    ax = plots.forest(frame(*rows), xlim=(0.2, 2))
    assert "0.50 (0.40–NR)" in texts(ax)
    start, end = ax.get_xlim()
    assert tuple(marked(ax, "arrow-0-high").get_xdata()) == (end,)
    assert tuple(marked(ax, "interval-0").get_xdata()) == (0.4, end)
    assert tuple(marked(ax, "arrow-1-low").get_xdata()) == (start,)
    assert [marked(ax, f"arrow-{i}-{side}") for i, side in ((0, "low"), (1, "high"), (2, "low"), (2, "high"))] == [None] * 4


def test_one_wide_interval_does_not_press_the_others_together():
    ax = plots.forest(frame(ratio("a", 0.9, 0.8, 1.0), ratio("b", 1.1, 0.001, 900.0)))
    assert ax.get_xlim()[0] > 0.1
    assert ax.get_xlim()[1] < 10
    assert marked(ax, "arrow-1-low") is not None
    assert marked(ax, "arrow-1-high") is not None


@pytest.mark.parametrize(("low", "high"), [(0.9, 0.6), (0.8, 0.9)])
def test_an_interval_that_cannot_be_is_told_and_not_drawn(low, high):
    ax = plots.forest(frame(ratio("a", 0.7, low, high)))
    assert marked(ax, "interval-0") is None
    assert marked(ax, "point-0").get_markerfacecolor() == "white"
    assert any(text.endswith("†") for text in texts(ax))
    assert any(text.startswith("† as printed") for text in texts(ax))


def test_a_ratio_without_an_interval_is_a_hollow_point():
    ax = plots.forest(frame(ratio("a", 0.7), ratio("b", 0.7, 0.6, 0.8)))
    assert marked(ax, "point-0").get_markerfacecolor() == "white"
    assert marked(ax, "point-1").get_markerfacecolor() != "white"
    assert not any("†" in text for text in texts(ax))


def test_what_a_logarithmic_axis_cannot_show_stays_in_words():
    ax = plots.forest(frame(ratio("a", 0.0, None, None), ratio("b", 0.5, 0.0, 0.9)))
    assert marked(ax, "point-0") is None
    assert marked(ax, "arrow-1-low") is not None
    assert "0.50 (0.00–0.90)" in texts(ax)


def test_the_same_ratio_told_twice_is_one_line():
    rows = [ratio("HR", 0.5, 0.4, 0.6, endpoint="PFS"), ratio("hazard ratio", 0.5, 0.4, 0.6, endpoint="PFS")]
    assert texts(plots.forest(frame(*rows))).count("0.50 (0.40–0.60)") == 1


def test_kinds_of_ratios_are_told_apart_and_can_be_chosen():
    rows = [ratio("a", 0.5, 0.4, 0.6), ratio("b", 1.5, 1.2, 1.9, measure="odds_ratio")]
    assert {"HR 0.50 (0.40–0.60)", "OR 1.50 (1.20–1.90)"} <= set(texts(plots.forest(frame(*rows))))
    ax = plots.forest(frame(*rows), measure="odds_ratio")
    assert "1.50 (1.20–1.90)" in texts(ax)
    assert "a" not in texts(ax)
    assert ax.get_xlabel() == "Odds ratio (log scale)"


def test_lists_of_extractions_and_axes_of_ones_own():
    figure, (ax, other) = pyplot.subplots(1, 2, figsize=(16, 3))
    before = ax.get_position()
    assert plots.forest([extract_text(TEXT)], ax=ax, favours=("Favours ixazomib", "Favours placebo")) is ax
    assert before.x0 < ax.get_position().x0 < ax.get_position().x1 < before.x1
    assert {"← Favours ixazomib", "Favours placebo →"} <= set(texts(ax))
    assert collisions(ax) == []
    assert other.get_position().x0 > ax.get_position().x1
    assert len(figure.axes) == 2


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_nothing_covers_anything_from_one_row_to_forty(count):
    draw = random.Random(count)

    def name(most):
        return " ".join(draw.choice(WORDS) for _ in range(draw.randint(1, most)))

    rows = []
    for i in range(count):
        value = round(10 ** draw.uniform(-1, 1), 2)
        high = None if i % 4 == 3 else round(value * draw.uniform(1, 6), 2)
        ends = {"low": round(value * draw.uniform(0.2, 1), 2), "high": high, "ci_high_text": "NR" if high is None else None}
        label = f"{name(12)} > {name(4)}" if i % 3 else name(12)
        names = {"study": f"Study {i % 3}", "cohort": name(6), "comparator": name(6)}
        rows.append(ratio(label, value, **ends, **names, p_value=0.003, p_op="<"))
    assert collisions(plots.forest(frame(*rows), favours=("Favours the new treatment", "Favours the old one"))) == []


# --- the frame meta ---------------------------------------------------------------------------------------------------


def comparison(outcome, **fields):
    names = {"study": "HALYARD", "treatment": "A", "comparator": "B", "outcome": outcome, "endpoint": "OTHER"}
    return {**names, "measure": "relative_risk", "sm": "RR", "estimate": None, "yi": None, "sei": None, **fields}


def test_comparisons_are_drawn_with_what_is_made_of_counts_marked():
    counts = {"events_treatment": 20, "n_treatment": 50, "events_comparator": 10, "n_comparator": 50}
    made = {"yi": math.log(2), "sei": 0.331662, **counts}
    rows = [
        comparison("Nausea", table="Events", grade="any", **made),
        comparison("Nausea", table="Events", grade=">=3", **made),
        comparison("Relapse", estimate=0.5, ci_low=0.4, ci_high=0.6, ci_level=95.0, yi=math.log(0.5), sei=0.1),
        comparison("Pain", sm="MD", measure="mean_difference", yi=-3.0, sei=1.0),
    ]
    ax = plots.forest(frame(*rows))
    assert beside(ax, "Nausea") == ["Nausea", "20/50", "10/50", "2.00 (1.04–3.83)‡"]
    assert beside(ax, "Relapse") == ["Relapse", "0.50 (0.40–0.60)"]
    assert [text for text in texts(ax) if text in ("Events", "Nausea", "Nausea, grade ≥3", "Relapse", "Pain")] == [
        *("Events", "Nausea", "Nausea, grade ≥3", "Relapse")
    ]
    assert tuple(marked(ax, "point-1").get_xdata()) == pytest.approx((2,))
    assert tuple(marked(ax, "interval-1").get_xdata()) == pytest.approx((1.0440, 3.8313), abs=1e-3)
    assert any(text.startswith("‡ not printed") for text in texts(ax))


def test_the_comparisons_of_a_document_are_those_of_its_frame():
    ex = extract_text(TEXT)
    assert beside(plots.forest(ex.frame("meta")), "PFS") == beside(plots.forest(ex), "PFS")


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_a_document_without_ratios_says_what_is_missing():
    with pytest.raises(NothingToDraw, match="no hazard ratio, odds ratio or relative risk among 0 results"):
        plots.forest(extract_text("Nothing was measured."))


@pytest.mark.parametrize(
    ("data", "how", "told"),
    [
        (7, {}, "this is a int"),
        (["text"], {}, "this is a str"),
        (pd.DataFrame({"study": ["a"]}), {}, "no column cohort"),
        (frame(ratio("a", 1.0)), {"measure": "median"}, "no ratio"),
        (frame(ratio("a", 1.0)), {"xlim": (0, 2)}, "above 0"),
    ],
)
def test_wrong_arguments_are_refused_in_words(data, how, told):
    with pytest.raises(OptionError, match=told):
        plots.forest(data, **how)


def test_axes_that_are_too_small_are_refused_with_the_size_that_is_wanted():
    _, ax = pyplot.subplots(figsize=(3, 2))
    with pytest.raises(OptionError, match=r"at least \d\.\d by \d\.\d inches"):
        plots.forest(frame(ratio("a", 0.5, 0.4, 0.6)), ax=ax)


def test_without_matplotlib_the_error_says_what_to_install():
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import daraevidence as dara\n"
        "try: dara.plots.forest(dara.extract_text('x'))\n"
        "except dara.errors.MissingExtra as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "figures need matplotlib: pip install 'daraevidence[report]'"


def test_looking_for_the_plots_does_not_load_matplotlib():
    code = "import sys, daraevidence; daraevidence.plots.forest; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
