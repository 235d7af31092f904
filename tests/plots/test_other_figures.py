"""Adverse events back to back, responses by depth, survival at landmarks."""

import random
from dataclasses import replace

import pytest

pytest.importorskip("matplotlib", reason="needs matplotlib: pip install daraevidence[report]")

from drawn import beside, collisions, endpoint, event, frame, marked, texts
from matplotlib import pyplot

from daraevidence import extract_text, plots
from daraevidence.errors import NothingToDraw, OptionError

LONG = "patients given the combination after three or more earlier lines of treatment"


@pytest.fixture(autouse=True)
def closed():
    yield
    pyplot.close("all")


# --- adverse events ---------------------------------------------------------------------------------------------------


def _events(**more):
    return [
        *(event("Nausea", "A", "any", 20.0, denominator=50), event("Nausea", "A", ">=3", 2.0)),
        *(event("Nausea", "B", "any", 30.5, denominator=40), event("Nausea", "B", ">=3", 4.0)),
        *(event("Anemia", "A", "any", 60.0), event("Anemia", "B", "any", 10.0, **more)),
    ]


def test_events_stand_back_to_back_the_most_frequent_first():
    ax = plots.adverse_events(frame(*_events()))
    assert texts(ax).index("Anemia") < texts(ax).index("Nausea")
    assert beside(ax, "Nausea") == ["Nausea", "20.0", "2.0", "30.5", "4.0"]
    assert {"A (N=50)", "B (N=40)"} <= set(texts(ax))
    assert marked(ax, "left-any-1").get_width() == -20.0
    assert marked(ax, "left->=3-1").get_width() == -2.0
    assert marked(ax, "right-any-1").get_width() == 30.5
    assert marked(ax, "right->=3-0") is None
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Any grade", "Grade ≥3"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["60", "40", "20", "0", "20", "40", "60"]


def test_sides_can_be_named_and_the_total_is_no_side():
    rows = [*_events(), event("Nausea", "All patients", "any", 25.0)]
    assert "A (N=50)" in texts(plots.adverse_events(frame(*rows)))
    ax = plots.adverse_events(frame(*rows), left="b", right="all patients")
    assert marked(ax, "left-any-0").get_width() == -30.5


def test_one_group_has_one_side():
    ax = plots.adverse_events(frame(*_events()).query("cohort == 'A'"))
    assert ax.get_xlim()[0] == 0
    assert beside(ax, "Anemia") == ["Anemia", "60"]


def test_counts_become_shares_and_what_has_none_is_told():
    rows = [*_events(), event("Rash", "A", "any", None, n=5, denominator=50), event("Fever", "A", "any", None, n=3)]
    ax = plots.adverse_events(frame(*rows))
    assert beside(ax, "Rash") == ["Rash", "10.0"]
    assert "Fever" not in texts(ax)
    assert "1 event without a share of patients not drawn." in texts(ax)


def test_the_most_frequent_ones_only():
    ax = plots.adverse_events(frame(*_events()), top=1)
    assert "Anemia" in texts(ax)
    assert "Nausea" not in texts(ax)


def test_what_is_open_is_asked_with_the_groups_there_are():
    third = [*_events(), event("Nausea", "C", "any", 1.0)]
    for how in ({}, {"left": "A"}):
        with pytest.raises(OptionError, match=r"A \(Okafor et al \(2031\)\); B .*; C"):
            plots.adverse_events(frame(*third), **how)
    with pytest.raises(OptionError, match="no group 'D'"):
        plots.adverse_events(frame(*third), left="A", right="D")
    twice = [*_events(), event("Nausea", "A", "any", 1.0, study="Lund (2030)")]
    with pytest.raises(OptionError, match="say which study: Okafor"):
        plots.adverse_events(frame(*twice), left="A", right="B")
    assert "Nausea" in texts(plots.adverse_events(frame(*twice), left="A", right="B", study="Okafor et al (2031)"))
    with pytest.raises(NothingToDraw, match="no adverse event"):
        plots.adverse_events(frame(event("Nausea", "A", "any", None)))


# --- responses --------------------------------------------------------------------------------------------------------


def _depth(code, percent, cohort="A", **more):
    return endpoint(endpoint=code, label=code, percent=percent, cohort=cohort, **{"denominator": 40, **more})


def test_depths_are_stacked_from_the_deepest_on():
    rows = [_depth("ORR", 75.0), _depth("PR", 30.0), _depth("CR", 25.0), _depth("VGPR", 20.0), _depth("VGPR_or_better", 45.0)]
    ax = plots.responses(frame(*rows))
    assert [marked(ax, f"{code}-0").get_x() for code in ("CR", "VGPR", "PR")] == [0.0, 25.0, 45.0]
    assert marked(ax, "PR-0").get_width() == 30.0
    assert beside(ax, "A") == ["A", "40", "25", "20", "30", "75"]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["CR", "VGPR", "PR"]


def test_a_group_with_an_overall_rate_only_is_hatched():
    ax = plots.responses(frame(_depth("CR", 25.0), _depth("ORR", 60.0, "B")))
    assert marked(ax, "ORR-1").get_hatch()
    assert marked(ax, "ORR-1").get_width() == 60.0


@pytest.mark.parametrize(("overall", "doubtful"), [(70.0, False), (71.0, False), (60.0, True)])
def test_depths_beyond_the_overall_rate_are_told(overall, doubtful):
    ax = plots.responses(frame(_depth("ORR", overall), _depth("CR", 40.4), _depth("PR", 30.4)))
    assert any(text.startswith("† as printed") for text in texts(ax)) is doubtful


def test_responses_without_depth_are_nothing_to_draw():
    with pytest.raises(NothingToDraw, match="sCR, CR, VGPR, PR"):
        plots.responses(frame(_depth("ORR", 60.0)))


# --- landmarks --------------------------------------------------------------------------------------------------------


def _landmark(code, time, value, cohort="A", low=None, high=None, **more):
    fields = {"timepoint": float(time), "timepoint_unit": "months", "ci_low": low, "ci_high": high, "ci_level": 95.0, **more}
    return endpoint(endpoint=code, label=f"{time}-month {code}", measure="landmark_rate", value=value, cohort=cohort, **fields)


def test_groups_stand_under_outcome_and_time_with_a_look_each():
    rows = [
        *(_landmark("PFS", 12, 71.0, "A", 63, 78, denominator=50), _landmark("PFS", 12, 56.0, "B", 48, 64)),
        *(_landmark("OS", 24, 80.0, "A", 70, None, ci_high_text="NR"), _landmark("OS", 24, 60.0, "B")),
    ]
    ax = plots.landmarks(frame(*rows))
    order = [text for text in texts(ax) if text in ("PFS at 12 months", "OS at 24 months", "A", "B")]
    assert order == ["PFS at 12 months", "A", "B", "OS at 24 months", "A", "B"]
    assert beside(ax, "A") == ["A", "50", "71 (63–78)"]
    assert ax.get_xlim() == (0, 100)
    assert tuple(marked(ax, "interval-1").get_xdata()) == (63, 78)
    assert tuple(marked(ax, "arrow-4-high").get_xdata()) == (100,)
    assert marked(ax, "point-5").get_markerfacecolor() == "white"
    looks = [(marked(ax, f"point-{i}").get_color(), marked(ax, f"point-{i}").get_marker()) for i in (1, 2, 4, 5)]
    assert looks[0] == looks[2] != looks[1] == looks[3]


def test_outcomes_can_be_chosen_and_put_in_order():
    rows = [_landmark("PFS", 12, 71.0), _landmark("OS", 12, 90.0), _landmark("EFS", 12, 50.0)]
    labels = [text for text in texts(plots.landmarks(frame(*rows), endpoints=["OS", "PFS"])) if " at " in text]
    assert labels == ["OS at 12 months", "PFS at 12 months"]
    with pytest.raises(NothingToDraw, match="for DFS among 3 results"):
        plots.landmarks(frame(*rows), endpoints=["DFS"])


def test_a_rate_that_is_not_stated_keeps_its_line():
    ax = plots.landmarks(frame(_landmark("PFS", 12, 71.0), _landmark("PFS", 12, None, "B")))
    assert beside(ax, "B") == ["B", "not stated"]
    assert marked(ax, "point-2") is None


def test_documents_without_a_name_for_their_study_stay_apart():
    text = "The 12-month PFS was {}% (95% CI, 40-80) in 50 patients."
    given = [extract_text(text.format(share)) for share in (61, 62)]
    shown = texts(plots.landmarks(given))
    assert shown.count("Study not named (text)") == 1
    named = [replace(ex, source=replace(ex.source, name=f"{i}.txt")) for i, ex in enumerate(given)]
    assert [text for text in texts(plots.landmarks(named)) if "not named" in text] == [
        "Study not named (0.txt)",
        "Study not named (1.txt)",
    ]


# --- all --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 6, 40])
def test_nothing_covers_anything(count):
    draw = random.Random(count)
    events = [
        event(f"{LONG if i % 5 == 1 else 'rash'} {i}", cohort, grade, round(draw.uniform(0, 100), 1), denominator=100)
        for i in range(count)
        for cohort in (LONG, "B")
        for grade in ("any", ">=3")
    ]
    assert collisions(plots.adverse_events(frame(*events))) == []
    names = [f"{LONG[: 9 * (i % 9 + 1)]} {i}" for i in range(count)]
    depths = [_depth(code, share, name) for name in names for code, share in (("CR", 3.0), ("PR", 50.0))]
    assert collisions(plots.responses(frame(*depths))) == []
    rates = [_landmark("PFS", 12 * (i % 3 + 1), 50.0, name, 40, 60) for i, name in enumerate(names)]
    assert collisions(plots.landmarks(frame(*rates))) == []
