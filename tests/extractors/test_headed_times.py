"""The time told by a heading, or by the line above a list, is that of the results below it."""

from __future__ import annotations

import pytest

import daraevidence

REMISSION = "Remission was seen in 45% on drugol and 20% on placebo."
RELIEF = "Relief was seen in 31% on drugol and 18% on placebo."
TRIAL = "Patients were assigned to drugol (n=200) or placebo (n=198).\n\n"


def times(text):
    rows = daraevidence.extract_text(TRIAL + text).endpoints
    return [(one.timepoint, one.timepoint_unit) if one.timepoint is not None else None for one in rows]


@pytest.mark.parametrize(
    "head", ["Key findings at Week 52:", "At Week 52:", "Main Results at 52 Weeks:", "Week 52 efficacy results:"]
)
def test_the_line_above_a_list_tells_its_time(head):
    text = f"{head}\n\n- {REMISSION}\n- {RELIEF}\n"
    assert times(text) == [(52, "weeks")] * 4


def test_a_heading_tells_the_time_of_its_section():
    text = f"Efficacy at Month 6\n\n{REMISSION} {RELIEF}\n"
    assert times(text) == [(6, "months")] * 4


def test_a_time_of_its_own_comes_first():
    text = "Key findings at Week 52:\n\n- At week 4, remission was seen in 45% on drugol and 20% on placebo.\n"
    assert times(text) == [(4, "weeks")] * 2


def test_a_time_that_something_took_is_the_result():
    text = "Key findings at Week 52:\n\n- Median time to relapse was 12 weeks on drugol and 8 weeks on placebo.\n"
    assert times(text) == [None] * 2


@pytest.mark.parametrize(
    "head", ["Follow-up at Week 52:", "Dosing at Week 52:", "Safety through Week 52:", "Weeks 4 and 52:", "Key findings:"]
)
def test_other_lines_tell_no_time(head):
    assert times(f"{head}\n\n- Remission was seen in 45% on drugol and 20% on placebo.\n") == [None] * 2
