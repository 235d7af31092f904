"""What stands over a table tells what its rows are, and when: a stub ``Outcome``, a line ``Over 30 days:``."""

from __future__ import annotations

import pytest

import daraevidence

TABLE = (
    "{stub} | Reduced dose (n=53) | Full dose (n=31)\n"
    "Recurrent clots | 2 (3.8%) | 1 (3.2%)\n"
    "Major bleeding | 3 (5.7%) | 5 (16.1%)\n"
)


@pytest.mark.parametrize("stub", ["Outcome", "Outcome, n (%)", "Clinical outcome", "Endpoint"])
@pytest.mark.parametrize(
    ("line", "point"), [("Over 30 days:", (30, "days")), ("Results were as follows at 6 months:", (6, "months"))]
)
def test_rows_of_outcomes_have_the_time_of_the_line_above(stub, line, point):
    text = f"The cohort had 84 patients given heparin. {line}\n\n{TABLE.format(stub=stub)}\nNone of the bleeds was fatal.\n"
    found = daraevidence.extract_text(text)
    assert {row.label for row in found.endpoints if row.percent is not None} == {"Recurrent clots", "Major bleeding"}
    assert {(row.timepoint, row.timepoint_unit) for row in found.endpoints if row.percent is not None} == {point}
    assert not found.adverse_events


def test_a_stub_of_adverse_events_stays_one():
    found = daraevidence.extract_text(TABLE.format(stub="Adverse event"))
    assert found.adverse_events and not found.endpoints
