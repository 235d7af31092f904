"""Arms of which a table of adverse events counts fewer patients than were randomized."""

from __future__ import annotations

import pytest

import daraevidence

TABLE = """

Table. Adverse events in the safety set

Event	Tolvira (n=68)	Placebo (n=69)
Headache, n (%)	10 (14.7)	9 (13.0)
Nausea, n (%)	5 (7.4)	3 (4.3)
"""


def told(said: str) -> daraevidence.Extraction:
    return daraevidence.extract_text(
        f"Methods: Patients with asthma were randomised 1:1 to tolvira or placebo.\n\nResults: {said} Remission was seen in "
        f"21.7% of the tolvira group and 13.0% of the placebo group.{TABLE}"
    )


def sizes(extraction: daraevidence.Extraction, frame: str) -> list[object]:
    return [row.get("denominator") for row in extraction.payload[frame]]


@pytest.mark.parametrize(
    "said",
    [
        "Of 138 patients, 69 were assigned to each group.",
        "Between May 2020 and June 2021, 138 patients were enrolled (69 in each arm).",
        "In all, 138 patients underwent randomization, 69 in each group.",
        "In all, 138 patients underwent randomization, 69 to tolvira and 69 to placebo.",
    ],
)
def test_results_are_of_all_who_were_randomized(said: str) -> None:
    extraction = told(said)
    assert sizes(extraction, "endpoints") == [69, 69]
    assert sizes(extraction, "adverse_events") == [68, 69, 68, 69]
    arms = sorted((row["cohort"], row["n"]) for row in extraction.payload["cohorts"] if row["role"] == "arm")
    assert arms == [("Placebo", 69), ("Tolvira", 68), ("Tolvira", 69)]


def test_the_safety_set_alone_sizes_no_other_results() -> None:
    assert sizes(told("In all, 138 patients were enrolled."), "endpoints") == [None, None]
    assert sizes(told("In all, 137 patients were enrolled."), "endpoints") == [68, 69]
